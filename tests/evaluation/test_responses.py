"""Files of the page's own server that its scripts ask for."""

from __future__ import annotations

from typing import Any

import pytest

from appconfig_merge import Unresolved
from tests.evaluation.pages import handed, load

FILES = {
    "/a.json": '{"a": 1, "b": {"c": [1, 2]}}',
    "/d.json": '{"d": 1}',
    "/bad.json": "{d: 1}",
    "/agent.example.json": '{"d": 2}',
}
A = {"a": 1, "b": {"c": [1, 2]}}
RUN = "Twilio.Flex.runDefault"


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (f"fetch('/a.json').then(r => r.json()).then(c => {RUN}(c));", A),
        (
            ("fetch('/a.json').then(r => { if (!r.ok || r.status !== 200) throw new Error('x');"
            f"return r.json() }}).then(c => {RUN}(c)).catch(e => console.error(e));"),
            A,
        ),
        (f"(async () => {{ let c = await (await fetch('/a.json')).json(); c.n = 1; {RUN}(c) }})()",
         {**A, "n": 1}),
        (
            ("onload = async () => { const r = await fetch('/a.json', { cache: 'no-store' });"
            "const c = await r.json(); const d = JSON.parse(await (await fetch('/d.json')).text());"
            f"{RUN}({{ ...c, ...d }}) }};"),
            {**A, "d": 1},
        ),
        (
            ("const get = u => fetch(u).then(r => r.json());"
            f"get('/a.json').then(c => get('/d.json').then(d => {RUN}({{ ...c, ...d }})));"),
            {**A, "d": 1},
        ),
        (
            ("Promise.all([fetch('/a.json'), fetch('/d.json'), 5])"
            ".then(([a, d, n]) => Promise.all([a.json(), d.json(), n]))"
            f".then(([a, d, n]) => {RUN}({{ ...a, ...d, n }}));"),
            {**A, "d": 1, "n": 5},
        ),
        (
            ("(async () => {"
            "const [d, v] = await Promise.all([fetch('/d.json'), Promise.resolve(2)]);"
            f"{RUN}({{ ...(await d.json()), v }}) }})();"),
            {"d": 1, "v": 2},
        ),
        (
            ("let c; fetch('/d.json').then(r => r.json()).then(d => { c = d; start() });"
            "function start() { const all = { ...c }; Twilio.Flex.provideLoginInfo(all)"
            ".then(() => Twilio.Flex.Manager.create(all)).then(m => m.init()) }"),
            {"d": 1},
        ),
    ],
)  # fmt: skip
def test_a_file(script: str, expected: Any) -> None:
    """What is in it is known, whichever way the promises are followed."""
    assert handed(script, files=FILES) == [expected]


def test_places() -> None:
    """Values have their places in the file."""
    (one,) = load(
        f"fetch('/a.json').then(r => r.json()).then(c => {RUN}(c));", files=FILES
    ).loaded()
    value: Any = one.argument.value
    inner = value.slots["b"].traced.value.slots["c"].traced

    assert (inner.source.name, inner.source.location(inner.node.start, inner.node.end).column) == (
        "/a.json",
        21,
    )
    assert one.later is not None
    assert one.later.event == "/a.json is fetched"


def test_an_address_that_the_caller_says() -> None:
    """An address that is computed of what the caller says of the page."""
    script = f"fetch('/' + location.hostname + '.json').then(r => r.json()).then(c => {RUN}(c));"

    assert handed(script, files=FILES, define={"location.hostname": "agent.example"}) == [{"d": 2}]


def test_each_of_several_addresses() -> None:
    """Each hand-over has the condition under which its file is asked for."""
    script = (
        "const u = location.hash ? '/a.json' : '/d.json';"
        f"fetch(u).then(r => r.json()).then(c => {RUN}(c));"
    )
    found = [
        (sorted(one.argument.value.slots), [(test.text, holds) for test, holds in one.conditions])  # type: ignore[union-attr]
        for one in load(script, files=FILES).loaded()
    ]

    assert found == [(["a", "b"], [("location.hash", True)]), (["d"], [("location.hash", False)])]


@pytest.mark.parametrize(
    ("request_", "reason"),
    [
        ("fetch('/none.json')",
         "it is fetched from /none.json, which isn't read: there is no such file"),
        ("fetch('/bad.json')",
         "it is fetched from /bad.json, which isn't JSON: JSON names take double quotes"),
        ("fetch(location.hash)", "it is fetched from `location.hash`, which isn't known"),
        ("fetch('/a.json', { method: 'POST' })",
         "it is fetched from the server by more than a plain request"),
    ],
)  # fmt: skip
def test_what_is_not_known(request_: str, reason: str) -> None:
    """The reason names the address, or the expression; so it does where the answer is awaited."""
    for script in (
        f"{request_}.then(r => r.json()).then(c => {RUN}({{ c: c.x }}));",
        f"(async () => {{ const c = await (await {request_}).json(); {RUN}({{ c: c.x }}) }})();",
    ):
        (found,) = handed(script, files=FILES)

        assert isinstance(found["c"], Unresolved)
        assert found["c"].reason == reason


@pytest.mark.parametrize("is_first", [True, False])
def test_what_may_come_in_between(is_first: bool) -> None:
    """Between an answer's head and its data other things may happen."""
    timer = "setTimeout(() => { state = 2 });"
    chain = (
        "fetch('/d.json').then(r => { state = 1; return r.json() })"
        f".then(c => {RUN}({{ ...c, state }}));"
    )
    both = timer + chain if is_first else chain + timer
    (found,) = handed(f"let state = 0; {both}", files=FILES)

    assert found["d"] == 1
    assert {one.value for one in found["state"].candidates} == {1, 2}


@pytest.mark.parametrize(
    ("timer", "script", "may_be"),
    [
        ("g.n = 3; const c = g;", "g.n = 5;", {3, 5}),
        ("g.n = 3; const c = g;", "if (g.n === 0) g.n = 5;", {3, 5}),
        ("g = { n: 3 }; const c = g;", "g.n = 5;", {3, 5}),
        ("g.n = 3; const c = g;", "g.k = 5;", {3}),
    ],
)
def test_scripts_may_come_before_the_answer(timer: str, script: str, may_be: set[int]) -> None:
    """A timer may run before the next script does, what it asks for comes after all scripts."""
    found = handed(
        "let g = { n: 0 };",
        f"setTimeout(() => {{ {timer} fetch('/d.json').then(r => {RUN}(c)); }});",
        script,
        files=FILES,
    )

    assert {value for one in found for value in _may_be(one["n"])} == may_be


def _may_be(value: Any) -> set[Any]:
    return {one.value for one in value.candidates} if isinstance(value, Unresolved) else {value}


def test_scripts_see_that_it_may_have_come() -> None:
    """What an answer sets may be there for a script, or not."""
    (found,) = handed(
        "var c = { a: 0 }; fetch('/a.json').then(r => r.json()).then(d => Object.assign(c, d));",
        f"onload = () => {RUN}(c);",
        files=FILES,
    )

    assert [one.value for one in found["a"].candidates] == [1, 0]


def test_a_job_that_only_may_come() -> None:
    """What Flex UI is handed is so once the jobs have ended, also those that aren't certain."""
    (found,) = handed(
        "fetch('/d.json').then(r => r.json()).then(c => {"
        " Promise.resolve().then(() => { throw 1 }).catch(() => { c.late = 1 });"
        f" {RUN}({{ c }}) }});",
        files=FILES,
    )

    assert found["c"]["d"] == 1
    assert [(one.present, one.value) for one in found["c"]["late"].candidates] == [
        (True, 1),
        (False, None),
    ]


def test_requests_of_other_kinds() -> None:
    """What an XMLHttpRequest gets isn't known."""
    (found,) = handed(
        "const x = new XMLHttpRequest(); x.open('GET', '/a.json');"
        f"x.onload = () => {RUN}({{ a: JSON.parse(x.responseText).a }}); x.send();",
        files=FILES,
    )

    assert isinstance(found["a"], Unresolved)
