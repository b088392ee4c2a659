"""What objects turn into: strings, truth values, types; and why that may not be known."""

from __future__ import annotations

import re
from typing import Any

import pytest

from appconfig_merge import Unresolved
from appconfig_merge.javascript import conversion
from appconfig_merge.javascript.conversion import (
    NotKnown,
    Throws,
    object_to_string,
    to_boolean,
    to_primitive,
    truth,
    typeof,
)
from appconfig_merge.javascript.primitives import UNDEFINED, BigInt, RegExp
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import (
    Candidate,
    JSArray,
    JSObject,
    Slot,
    Traits,
    Unknown,
    Value,
)
from tests.evaluation.support import candidates, value
from tests.javascript.oracle import answers

DESCRIBED = (
    "{}", "{ a: 1 }", "[]", "[1, [2, [null, undefined]], 'x', , true]", "[,]", "[[]]", "/a+/gi",
    "(function () { return 1; })", "() => 1", "[() => 1, /b/]", "[-0, 1n, NaN, 1e21]",
    "(function () { return arguments; })(1)", "Object.create({})", "Object.create({ a: 1 })",
    "[{}, [{}]]",
    "Object.assign([1], { x: 2 })",
)  # fmt: skip


@pytest.mark.parametrize("form", ["String(%s)", "`${%s}`", "'' + %s", "[%s] + '!'", "+%s"])
def test_what_objects_turn_into(form: str) -> None:
    """Node's strings and numbers."""
    expressions = [form % f"({text})" for text in DESCRIBED]
    for expression, expected in zip(expressions, answers(expressions), strict=True):
        assert value(f"String({expression})") == expected.partition(":")[2], expression


def test_an_object_without_methods_turns_into_nothing() -> None:
    """Whether it has no prototype itself, or inherits from what has none."""
    bare = with_traits(proto=untraced(None))

    for owner in (bare, with_traits(proto=untraced(bare))):
        with pytest.raises(Throws) as caught:
            object_to_string(owner)
        assert str(caught.value) == "TypeError: Cannot convert object to primitive value"


def with_traits(**traits: Any) -> JSObject:
    """An object that is unusual in some respects."""
    made = JSObject()
    made.traits = Traits()
    for name, trait in traits.items():
        setattr(made.traits, name, trait)
    return made


def test_what_an_object_inherits_decides_on_its_description() -> None:
    """Its prototypes' methods and tags, and what isn't known of them, in their order."""
    method = {"toString": Slot(untraced(None))}
    unknown = JSObject()
    unknown.unknown = Unknown("a call may have changed it")
    for proto, reason in (
        (with_traits(tagged=True), "the object's Symbol.toStringTag decides on its description"),
        (with_traits(hidden=method), "the object has a toString of its own"),
        (unknown, "a call may have changed it"),
    ):
        for owner in (proto, with_traits(proto=untraced(proto))):
            with pytest.raises(NotKnown, match=f"^{re.escape(reason)}$"):
                object_to_string(owner)
    assert object_to_string(with_traits(closed=True)) == "[object Object]"


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        ("Object.assign([1], { join: 1 })", "the array has a join of its own"),
        ("Object.create([1])", "what it inherits from is of another kind"),
        ("new Map()", "its description is not evaluated"),
        ("[1].values()", "its description is not evaluated"),
        ("(() => { var o = [1]; o[0] = o; return o; })()", "arrays nest deeper than 100 levels"),
    ],
)
def test_descriptions_that_are_not_known(expression: str, reason: str) -> None:
    """Where the script's own code, or something that isn't modelled, would decide."""
    found = value(f"String({expression})")

    assert isinstance(found, Unresolved)
    assert found.reason.startswith(reason)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("{ toString() { return 'a'; } }", "a"),
        ("{ valueOf() { return 1; } }", "[object Object]"),
        ("Object.create({ toString() {} })", "undefined"),
        ("Object.defineProperty({}, 'valueOf', { value: 1 })", "[object Object]"),
    ],
)
def test_descriptions_by_methods_of_the_scripts_own(expression: str, expected: str) -> None:
    """They are what its own toString gives, whatever valueOf there is."""
    assert value(f"String({expression})") == expected


def array(*items: Value) -> JSArray:
    """An array of some values."""
    return JSArray([Slot(untraced(item)) for item in items])


def nested(levels: int) -> JSArray:
    """Arrays inside one another."""
    made = array("x")
    for _ in range(levels - 1):
        made = array(made)
    return made


def test_arrays_as_deep_as_the_limit() -> None:
    """A hundred levels are joined, one more is not."""
    assert object_to_string(nested(100)) == "x"
    with pytest.raises(NotKnown, match=r"^arrays nest deeper than 100 levels, or in a circle$"):
        object_to_string(nested(101))


def test_as_many_elements_as_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """All arrays inside one another count together."""
    monkeypatch.setattr(conversion, "MAX_ARRAY", 6)

    assert object_to_string(array(array(1.0, 2.0), array(3.0, 4.0))) == "1,2,3,4"
    with pytest.raises(NotKnown, match=r"^there are over 6 values to join$"):
        object_to_string(array(array(1.0, 2.0), array(3.0, 4.0, 5.0)))


def test_as_long_a_string_as_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each element counts with its comma."""
    monkeypatch.setattr(conversion, "MAX_STRING", 6)

    assert object_to_string(array("ab", "cd")) == "ab,cd"
    with pytest.raises(NotKnown, match=r"^the string is longer than 6 characters$"):
        object_to_string(array("ab", "cde"))
    with pytest.raises(NotKnown):
        object_to_string(array(*[None] * 7))


def test_what_cannot_be_looked_into() -> None:
    """The reason is that of what is not known, wherever it is met."""
    closed, heir = JSObject(), JSObject()
    closed.unknown = Unknown("a call may have changed it")

    for unknown in (closed, array(1.0, closed), Unknown("a call may have changed it")):
        with pytest.raises(NotKnown, match=r"^a call may have changed it$"):
            to_primitive(unknown)
    assert to_primitive(heir) == "[object Object]"


@pytest.mark.parametrize(
    ("value", "kind", "is_true"),
    [
        ("", "string", False),
        ("0", "string", True),
        (0.0, "number", False),
        (-0.0, "number", False),
        (float("nan"), "number", False),
        (0.5, "number", True),
        (BigInt(0), "bigint", False),
        (BigInt(-1), "bigint", True),
        (True, "boolean", True),
        (False, "boolean", False),
        (None, "object", False),
        (UNDEFINED, "undefined", False),
        (RegExp("a", ""), "object", True),
        (JSObject(), "object", True),
        (JSArray([]), "object", True),
        (Unknown("", kind="object"), "object", True),
        (Unknown("", kind="function"), "function", True),
        (Unknown("", kind="symbol"), "symbol", True),
    ],
)
def test_types_and_truth(value: Value, kind: str, is_true: bool) -> None:
    """Of what isn't known the type may be, and then every object is true."""
    assert typeof(value) == kind
    assert to_boolean(value) is is_true


@pytest.mark.parametrize("kind", ["", "string", "number", "boolean"])
def test_truth_that_is_not_known(kind: str) -> None:
    """A string or number may be either."""
    unknown = Unknown("the page's", kind=kind)

    with pytest.raises(NotKnown, match=r"^the page's$"):
        to_boolean(unknown)
    if not kind:
        with pytest.raises(NotKnown, match=r"^the page's$"):
            typeof(unknown)


def either(*values: Value | None, absent: bool = False) -> Unknown:
    """Something that is one of these, as a condition of the page's decides."""
    condition = untraced(Unknown("the page's"))
    ways = [Candidate(untraced(one), condition, at == 0) for at, one in enumerate(values)]
    if absent:
        ways.append(Candidate(None, condition, holds=False))
    return Unknown("it depends", candidates=tuple(ways))


def deep(levels: int, innermost: Value) -> Unknown:
    """Conditions inside one another."""
    made = either("a", innermost)
    for _ in range(levels - 1):
        made = either("a", made)
    return made


@pytest.mark.parametrize(
    ("unknown", "expected"),
    [
        (either("a", 1.0), True),
        (either("", 0.0, None), False),
        (either("a", 0.0), None),
        (either("", absent=True), False),
        (either("a", absent=True), None),
        (either("a", Unknown("the page's")), None),
        (either("a", Unknown("the page's", kind="object")), True),
        (either(either("a", "b"), 1.0), True),
        (either(either("a", ""), 1.0), None),
        (Unknown("the page's"), None),
        (deep(21, "b"), True),
        (deep(22, "b"), None),
    ],
)
def test_truth_that_all_ways_agree_on(unknown: Unknown, expected: bool | None) -> None:
    """A value is true or false where all that it may be are, twenty conditions deep."""
    assert truth(unknown) is expected
    if expected is not None:
        assert to_boolean(unknown) is expected


def test_a_condition_on_agreeing_candidates_is_decided() -> None:
    """No candidates where each way gives the same truth."""
    assert value("(page.a ? 'eu' : 'us') ? 1 : 2") == 1
    assert candidates(value("(page.a ? 'eu' : '') ? 1 : 2")) == [1, 2]


def test_the_type_of_a_function() -> None:
    """Of one of the script's own, and of one that a browser has."""
    assert value("[typeof (() => 1), typeof class {}, typeof isNaN]") == ["function"] * 3


def test_functions_without_a_text() -> None:
    """The other parser keeps none."""
    from appconfig_merge import Source, effective_config

    script = Source("f.js", "var appConfig = { it: String(function () {}) };")
    found: Any = effective_config(script, parser="pyjsparser").to_dict()["it"]

    assert isinstance(found, Unresolved)
    assert found.reason == "this parser keeps no source text of functions"
