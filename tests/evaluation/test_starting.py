"""What a page changes once Flex UI runs: plain objects are copied by then, others are shared."""

from __future__ import annotations

from typing import Any

import pytest

from appconfig_merge import Unresolved
from tests.evaluation.pages import handed

CONFIG = "var c = { a: 1, in: { b: 2, list: [1, { d: 4 }] }, toString() { return 'x' } };"


@pytest.mark.parametrize(
    "script",
    [
        "Twilio.Flex.runDefault(c).then(() => { CHANGE });",
        "Twilio.Flex.Manager.create(c).then(manager => { CHANGE });",
        "Twilio.Flex.runDefault(c).then(() => 1).then(() => { CHANGE });",
        "Twilio.Flex.runDefault(c).finally(() => { CHANGE });",
        "Twilio.Flex.runDefault(c).then(() => setTimeout(() => { CHANGE }));",
        "Twilio.Flex.runDefault(c).then(() => { document.onclick = () => { CHANGE } });",
        (
            "Twilio.Flex.provideLoginInfo(c).then(() => Twilio.Flex.Manager.create(c))"
            ".then(manager => { CHANGE }).catch(error => console.log(error));"
        ),
        "(async () => { await Twilio.Flex.runDefault(c); CHANGE })();",
        (
            "(async () => { await Twilio.Flex.provideLoginInfo(c);"
            " const manager = await Twilio.Flex.Manager.create(c); CHANGE })();"
        ),
        "window.onload = async () => { await Twilio.Flex.Manager.create(c); CHANGE };",
        "setTimeout(() => Twilio.Flex.runDefault(c).then(() => { CHANGE }));",
        "Twilio.Flex.runDefault(c).then(() => ReactDOM.render(c, document.body));",
        "const start = Twilio.Flex.runDefault.bind(null, c); start().then(() => { CHANGE });",
    ],
)
def test_plain_objects(script: str) -> None:
    """A change of them comes too late, however deep they are, and whatever makes it."""
    change = "c.a = 9; c.in.b = 9; c.in = {}; c.more = 9; delete c.a; otherScript(c);"
    (found,) = handed(
        CONFIG.replace(", list: [1, { d: 4 }]", ""),
        script.replace("CHANGE", change),
        unread=("other.js",),
    )

    assert {**found, "toString": None} == {"a": 1, "in": {"b": 2}, "toString": None}


@pytest.mark.parametrize(
    ("change", "counts"),
    [
        ("c.in.list.push(2)", True),
        ("c.in.list[0] = 2", True),
        ("c.in.list[1].d = 5", True),
        ("otherScript(c.in.list)", True),
        ("const { list } = c.in; c.in = {}; list.pop()", True),
        ("c.in.list = [3]", False),
        ("c.in.list.map(one => [one])", False),
    ],
)
@pytest.mark.parametrize(
    "script",
    [
        "Twilio.Flex.runDefault(c).then(() => { CHANGE });",
        (
            "Twilio.Flex.provideLoginInfo(c).then(() => Twilio.Flex.Manager.create(c))"
            ".then(manager => { CHANGE });"
        ),
        "setTimeout(() => Twilio.Flex.runDefault(c).then(() => { CHANGE }));",
    ],
)
def test_arrays(script: str, change: str, counts: bool) -> None:
    """A change of an array, or of what is in it, still counts: it is what Flex UI has."""
    (found,) = handed(CONFIG, script.replace("CHANGE", change), unread=("other.js",))

    assert _is_open(found["in"]["list"]) is counts
    assert found["in"]["b"] == 2


def _is_open(value: Any) -> bool:
    if isinstance(value, dict):
        return any(map(_is_open, value.values()))
    if isinstance(value, list):
        return any(map(_is_open, value))
    return isinstance(value, Unresolved)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("Twilio.Flex.runDefault(c).then(() => { c.a = 9 }); c.a = 2;", 2),
        ("Twilio.Flex.runDefault(c).then(() => { c.a = 9 }); onload = () => { c.a = 2 };", 2),
        (("Twilio.Flex.provideLoginInfo(c).then(() => { c.a = 2; return Twilio.Flex.create(c) })"
         ".then(() => { c.a = 9 });"), 2),
        (("Twilio.Flex.Manager.create(c).then(() => { c.a = 9 });"
         "setTimeout(() => { c.a = 2 });"), [2, 1]),
        ("Twilio.Flex.Manager.create(c).then(() => { c.a = 9 }).catch(() => { c.a = 2 });", [2, 1]),
        ("Twilio.Flex.runDefault(c).then(() => { c.a = 9 }); document.onclick = () => { c.a = 2 };",
         [2, 1]),
    ],
)  # fmt: skip
def test_what_comes_in_time(script: str, expected: Any) -> None:
    """What comes before Flex UI merges counts, or may count: it doesn't wait for that."""
    (found,) = handed("var c = { a: 1 };", script)
    value = found["a"]

    assert ([one.value for one in value.candidates] if _is_open(value) else value) == expected


def test_another_object_that_is_changed() -> None:
    """What isn't handed over is as it was: another callback may find it changed."""
    (found,) = handed(
        "var c = { list: [] }, state = {};"
        "Twilio.Flex.runDefault(c).then(() => { state.runs = true });"
        "setInterval(() => { if (state.runs) c.list.push(1) });"
    )

    assert _is_open(found["list"])
