"""The course of a page: what runs when. The orders of events were seen in Chromium."""

from __future__ import annotations

from typing import Any

import pytest

from appconfig_merge import Unresolved
from appconfig_merge.evaluation.completions import TooManySteps
from tests.evaluation.pages import Script, handed, load

FIRST = "var log = []; function L(x) { log.push(x) }"
LAST = Script("deferred", "addEventListener('load', () => Twilio.Flex.runDefault({ log }));")


def logged(*scripts: str | Script, **page: Any) -> Any:
    """What scripts have logged when ``load`` has come to its last listener."""
    (found,) = handed(FIRST, *scripts, LAST, **page)
    return found["log"]


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (("addEventListener('load', () => L(1)); onload = () => L(2);"
         "addEventListener('load', () => L(3), true);"), [1, 2, 3]),
        ("onload = () => L(1); addEventListener('load', () => L(2)); onload = () => L(3);", [3, 2]),
        (("onload = () => L(1); onload = null; addEventListener('load', () => L(2));"
         "onload = () => L(3);"), [2, 3]),
        (("addEventListener('DOMContentLoaded', () => L('w'));"
         "document.addEventListener('DOMContentLoaded', () => L('d'));"
         "document.addEventListener('DOMContentLoaded', () => L('dc'), { capture: true });"
         "addEventListener('DOMContentLoaded', () => L('wc'), true);"), ["wc", "dc", "d", "w"]),
        (("const f = () => { L('f'); Promise.resolve().then(() => L('j')) };"
         "document.addEventListener('DOMContentLoaded', f);"
         "document.addEventListener('DOMContentLoaded', f);"
         "document.addEventListener('DOMContentLoaded', () => L('g'));"), ["f", "j", "g"]),
        (("document.addEventListener('DOMContentLoaded', () => { L('a');"
         "document.addEventListener('DOMContentLoaded', () => L('late'));"
         "addEventListener('DOMContentLoaded', () => L('w'));"
         "addEventListener('load', () => L('l')) });"), ["a", "w", "l"]),
        ("onload = () => { L(1); onload = () => L(2); addEventListener('load', () => L(3)) };",
         [1]),
        (("addEventListener('load', () => { L('a'); removeEventListener('load', g) });"
         "function g() { L('g') } addEventListener('load', g);"), ["a"]),
        ("addEventListener('load', function () { L(1); throw 1 }); onload = () => L(2);", [1, 2]),
        (("onload = () => { L(document.readyState) }; L(document.readyState);"
         "document.addEventListener('DOMContentLoaded', () => L(document.readyState));"),
         ["loading", "interactive", "complete"]),
        (("if (document.readyState === 'loading')"
         "document.addEventListener('DOMContentLoaded', () => L(1)); else L(2); L(3);"), [3, 1]),
        ("addEventListener('load', L.bind(null, 1)); addEventListener('click', () => 1);", [1]),
    ],
)  # fmt: skip
def test_events(script: str, expected: list[Any]) -> None:
    """Who listens is called once, in the browser's order, each with its jobs."""
    assert logged(script) == expected


def test_scripts() -> None:
    """Deferred scripts and modules come once the page is parsed; one that throws stops no other."""
    found = logged(
        "L('a'); Promise.resolve().then(() => L('job')); throw new Error('x');",
        "L('b')",
        Script("deferred", "L('deferred ' + document.readyState)"),
        Script("module", "L('module ' + document.readyState)"),
    )

    assert found == ["a", "job", "b", "deferred interactive", "module interactive"]


def test_what_a_script_throws() -> None:
    """It is given to the caller, and what a listener throws is remarked."""
    loading = load("addEventListener('load', () => { null.x });")
    loading.loaded()

    assert [one.message for one in loading.machine.remarks.values()] == [
        (
            "what is called when `load` fires stops here: "
            "TypeError: Cannot read properties of null (reading 'x')"
        )
    ]


@pytest.mark.parametrize(
    "script",
    [
        "if (location.hash) addEventListener('load', () => { c.a = 2 });",
        "if (location.hash) onload = () => { c.a = 2 };",
        "onload = location.hash ? () => { c.a = 2 } : null;",
        "addEventListener('load', location.hash ? () => { c.a = 2 } : () => {});",
        "addEventListener('load', () => { c.a = 2 }, page);",
        (
            "addEventListener('load', e => { if (c.b) e.stopImmediatePropagation() });"
            "addEventListener('load', () => { c.a = 2 });"
        ),
        (
            "function f() { c.a = 2 } addEventListener('load', f);"
            "if (location.hash) removeEventListener('load', f);"
        ),
    ],
)
def test_what_is_not_certain(script: str) -> None:
    """A listener that may not be called leaves both values."""
    scripts = (
        "var page = location.search, c = { a: 1, b: 0 };" + script,
        "Twilio.Flex.runDefault(c)",
    )
    (found,) = handed(*scripts)

    assert isinstance(found["a"], Unresolved)
    assert {one.value for one in found["a"].candidates} == {1, 2}


def test_events_come_after_all_scripts() -> None:
    """A later script sees nothing of what listeners will do."""
    scripts = ("var c = { a: 1 }; onload = () => { c.a = 2 };", "Twilio.Flex.runDefault({ ...c });")

    assert handed(*scripts) == [{"a": 1}]


def test_an_async_script_that_comes_last() -> None:
    """Nothing that is in order follows it: so it has run, after all others."""
    run = "Twilio.Flex.runDefault(c)"

    assert handed("var c = { a: 1 };", Script("async", f"c.b = c.a; {run}")) == [{"a": 1, "b": 1}]


def test_an_async_script() -> None:
    """It may run before what follows it, or after that."""
    (found,) = handed(
        "var c = { a: 1 };",
        Script("async", "c.a = 2; let own = 1;"),
        "Twilio.Flex.runDefault({ ...c })",
    )

    assert [one.value for one in found["a"].candidates] == [2, 1]
    assert found["a"].candidates[0].condition == "the async script 1.js runs"


def test_two_async_scripts() -> None:
    """Either may come first."""
    (found,) = handed(
        "var c = {};", Script("async", "c.a = 1"), Script("async", "c.a = 2"),
        "onload = () => Twilio.Flex.runDefault(c)",
    )  # fmt: skip

    assert {one.value for one in found["a"].candidates if one.present} == {1, 2}


def test_names_of_scripts_that_are_not_read() -> None:
    """What no script makes that is read may be such a script's; what one makes is its own."""
    (found,) = handed(
        "const appConfig = { a: 1 }; var c = { a: window.helper, b: window.appConfig, "
        "c: typeof other, d: window.late };",
        "window.late = 1; Twilio.Flex.runDefault(c)",
        unread=("helper.js, which isn't read",),
    )

    assert found["a"].reason == "it may be set by helper.js, which isn't read"
    assert found["a"].define == "helper"
    assert isinstance(found["c"], Unresolved)
    assert [str(found[key]) for key in "bd"] == ["undefined", "undefined"]


def test_names_that_a_script_makes_only_if_a_function_of_it_is_called() -> None:
    """They may be another script's; what a function makes that is called where it stands is not."""
    (found,) = handed(
        "function fallback() { window.late = 1; } "
        "var c = { a: window.late, b: window.called, c: window.bound };",
        "(function () { window.called = 1; })(); (() => { bound = 1; }).call(this); "
        "Twilio.Flex.runDefault(c)",
        unread=("helper.js, which isn't read",),
    )

    assert found["a"].reason == "it may be set by helper.js, which isn't read"
    assert [str(found[key]) for key in "bc"] == ["undefined", "undefined"]


WRITTEN = {
    "/w.js": "L('w'); document.write('<script src=/v.js><\\/script>'); L('w2');",
    "/v.js": "L('v');",
    "/u.js": "L('u');",
    "/bad.js": "L(",
    "/itself.js": "document.write('<script src=/itself.js><\\/script>');",
}


def _tag(address: str, more: str = "") -> str:
    return f"<script {more} src={address}><\\/script>"


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (f"document.write('{_tag('/w.js')}'); L('a');", ["a", "w", "w2", "v", "b"]),
        (
            (
                f"document.write('{_tag('/w.js')}{_tag('/u.js')}');"
                f"document.writeln('{_tag('/u.js')}');"
            ),
            ["w", "w2", "v", "u", "u", "b"],
        ),
        (f"document.write('{_tag('/bad.js')}{_tag('/u.js')}');", ["u", "b"]),
    ],
)
def test_scripts_that_are_written(script: str, expected: list[Any]) -> None:
    """A script that another one writes into the page runs right after that, as Chromium has it."""
    assert logged(script, "L('b');", files=WRITTEN) == expected


def test_scripts_that_may_be_written() -> None:
    """Where only the page decides on it, what it sets may be there."""
    (found,) = handed(
        f"var c = {{ a: 1 }}; if (location.hash) document.write('{_tag('/c.js')}');",
        "Twilio.Flex.runDefault({ ...c });",
        files={"/c.js": "c.a = 2;"},
    )

    assert [one.value for one in found["a"].candidates] == [2, 1]


def test_a_written_script_that_is_not_there() -> None:
    """What no script makes that is read may be its."""
    (found,) = handed(
        f"var c = {{}}; document.write('{_tag('/none.js')}');",
        "c.x = window.other; Twilio.Flex.runDefault(c);",
        files={},
    )

    assert found["x"].reason == (
        "it may be set by /none.js, which isn't read: there is no such file"
    )


def test_a_script_that_writes_itself() -> None:
    """There is an end of it."""
    with pytest.raises(TooManySteps):
        load(f"document.write('{_tag('/itself.js')}');", files=WRITTEN)


LOADER = """
function load(address, then) {
  const script = document.createElement("script");
  script.src = address;
  script.async = true;
  if (then) script.onload = then;
  document.head.appendChild(script);
}
"""


def test_scripts_that_are_inserted() -> None:
    """A loader's scripts come one after the other, each with what listens to it."""
    (found,) = handed(
        LOADER,
        "load('/a.js', () => load('/b.js', () => Twilio.Flex.runDefault(window.appConfig)));",
        files={"/a.js": "var appConfig = { a: 1 };", "/b.js": "appConfig.b = 2;"},
    )

    assert found == {"a": 1, "b": 2}


def test_an_inserted_script_that_is_not_read() -> None:
    """It may make whatever no other makes."""
    (found,) = handed(
        LOADER,
        "load('/none.js'); setTimeout(() => Twilio.Flex.runDefault({ a: window.other }));",
        files={},
    )

    assert isinstance(found["a"], Unresolved)
