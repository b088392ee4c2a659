"""What a script reads of a configuration whose gaps Flex UI has filled, in place and at once."""

from __future__ import annotations

from typing import Any

import pytest

from appconfig_merge import Unresolved
from tests.evaluation.pages import handed

CONFIG = "var c = { a: 1, in: { b: 2 }, none: undefined };"
START = "Twilio.Flex.runDefault(c);"


def read(expression: str, *, before: str = START) -> Any:
    """What an expression gives after the configuration was handed over."""
    found = handed(f"{CONFIG} {before} var seen = {expression}; Twilio.Flex.create({{ seen }});")
    return found[-1]["seen"]


@pytest.mark.parametrize(
    "expression",
    [
        "c.language",
        "c.none",
        "c.in.language",
        "window.c?.['lang' + 'uage']",
        "(({ language }) => language)(c)",
        "(({ in: { language } }) => language)(c)",
        "(({ a, ...rest }) => rest.language)(c)",
        "({ ...c }).language",
        "({ ...c }).none",
        "Object.assign({}, c.in).language",
        "'language' in c",
        "c.hasOwnProperty('language')",
        "Object.hasOwn(c, 'language')",
        "Object.keys(c).length",
        "Object.entries(c.in).length",
        "Object.getOwnPropertyNames(c).length",
        "Object.getOwnPropertyDescriptor(c, 'language')",
        "Reflect.ownKeys(c).length",
        "JSON.stringify(c)",
        "structuredClone(c).language",
        "(() => { let n = 0; for (const key in c) n += 1; return n })()",
        "(() => { const all = {}; for (const key of Object.keys(c)) all[key] = 1; return all })()",
    ],
)
def test_a_gap(expression: str) -> None:
    """What the object lacked may be there: so does what depends on all that it has."""
    assert isinstance(read(expression), Unresolved)


def test_the_reason() -> None:
    """It says who may have filled it."""
    assert read("c.language").reason == "Flex UI may have filled it by what the browser has stored"


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("c.a", 1),
        ("c.in.b", 2),
        ("({ ...c }).a", 1),
        ("({ a: 3, ...c }).a", 1),
        ("'a' in c", True),
        ("c.hasOwnProperty('a')", True),
        ("typeof c.toString", "function"),
        ("(c.later = {}, c.later === undefined)", False),
        ("(c.language = 'de', c.language)", "de"),
    ],
)
def test_what_is_there(expression: str, expected: Any) -> None:
    """What the object had when it was handed over stays, and so does what is set later."""
    assert read(expression) == expected


@pytest.mark.parametrize(
    "before",
    ["", "Twilio.Flex.Manager.create(c);", "Twilio.Flex.runDefault({ ...c });"],
)
def test_whose_gaps_are_not_filled(before: str) -> None:
    """Before the call, of what is created alone, and of what a copy was handed over of."""
    assert [read("typeof c.language", before=before)] == ["undefined"]


@pytest.mark.parametrize(
    "before",
    [
        "Twilio.Flex.provideLoginInfo(c, '#root');",
        "Twilio.Flex.runDefault.call(null, c);",
        "Twilio.Flex.runDefault(location.hash ? c : {});",
        "if (location.hash) Twilio.Flex.runDefault(c);",
    ],
)
def test_whose_gaps_are_filled(before: str) -> None:
    """Of whatever is handed over, or may be."""
    assert isinstance(read("c.language", before=before), Unresolved)


def test_what_is_handed_over_stays() -> None:
    """The stored values are merged by who knows them, not here."""
    script = f"{CONFIG} {START} c.custom = {{ desk: c.language, a: c.a }}; c.d = 4;"
    (found,) = handed(script)

    assert isinstance(found["custom"]["desk"], Unresolved)
    assert {**found, "custom": found["custom"]["a"]} == {
        "a": 1, "in": {"b": 2}, "none": found["none"], "custom": 1, "d": 4,
    }  # fmt: skip


def test_a_call_that_comes_later() -> None:
    """What it reads before it hands over isn't filled by itself, however often it is tried."""
    script = "setTimeout(() => { c.language = c.language || 'de'; Twilio.Flex.runDefault(c) });"

    assert handed(f"var c = {{ a: 1 }}; {script}") == [{"a": 1, "language": "de"}]


def test_two_calls_that_come_later() -> None:
    """What another call has handed over, it may find filled."""
    script = (
        "setTimeout(() => Twilio.Flex.runDefault(c));"
        "document.onclick = () => { seen.push(c.language) }; const seen = [];"
        "setTimeout(() => Twilio.Flex.Manager.create({ desk: c.language }));"
    )
    found = handed(f"var c = {{ a: 1 }}; {script}")

    assert isinstance(found[1]["desk"], Unresolved)
