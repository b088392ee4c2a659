"""JavaScript's values as the evaluator holds them."""

from __future__ import annotations

import pickle

import pytest

from appconfig_merge import Source
from appconfig_merge.javascript.primitives import UNDEFINED, BigInt, RegExp
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import (
    FIXED,
    READ_ONLY,
    Accessor,
    Bound,
    Candidate,
    JSArray,
    JSFunction,
    JSObject,
    Slot,
    Traced,
    Traits,
    Unknown,
    derived,
    untouched,
)
from appconfig_merge.layers.script import ScriptInput, read_script
from appconfig_merge.limits import MAX_CANDIDATES, MAX_HISTORY


def read(script: str, parser: str = "tree-sitter") -> JSObject:
    """The object that a script sets."""
    source = Source("f.js", script)
    made = read_script(ScriptInput(source, parser=parser)).root.traced.value  # type: ignore[arg-type]
    assert isinstance(made, JSObject)
    return made


def test_undefined_is_one_and_false() -> None:
    """Copies and pickles of undefined are undefined."""
    assert pickle.loads(pickle.dumps(UNDEFINED)) is UNDEFINED
    assert not UNDEFINED
    assert repr(UNDEFINED) == "undefined"


def test_constants_are_equal_by_what_they_are() -> None:
    """BigInts by their integers, regular expressions by source and flags; never to others."""
    assert (BigInt(1), RegExp("a", "g")) == (BigInt(1), RegExp("a", "g"))
    assert BigInt(1) not in {BigInt(2), 1}
    assert RegExp("a", "g") not in {RegExp("a", ""), RegExp("b", "g"), "/a/g"}
    assert len({BigInt(1), BigInt(1), RegExp("a", ""), RegExp("a", "")}) == 2
    assert hash(BigInt(1)) == hash(BigInt(1))


def test_constants_are_shown_as_javascript_writes_them() -> None:
    """A BigInt of any length, too."""
    assert repr(BigInt(-7)) == "-7n"
    assert repr(BigInt(10**5000)) == f"1{'0' * 5000}n"
    assert repr(RegExp("a+", "gi")) == "/a+/gi"


def test_a_history_ends_where_nobody_would_read_on() -> None:
    """A hundred earlier assignments are remembered; the next one forgets them."""
    slot = Slot(untraced(None))
    for _ in range(MAX_HISTORY - 1):
        slot = Slot(untraced(None), None, slot)
    assert slot.previous is not None

    last = Slot(untraced(None), None, slot)
    assert last.depth == MAX_HISTORY
    assert last.previous is None


def test_many_candidates_are_none() -> None:
    """Of more than twenty nobody could tell anything."""
    one = Candidate(untraced(1.0), untraced(None), holds=True)

    assert len(Unknown("why", candidates=(one,) * MAX_CANDIDATES).candidates) == MAX_CANDIDATES
    assert Unknown("why", candidates=(one,) * (MAX_CANDIDATES + 1)).candidates == ()


def test_what_candidates_say_of_a_value() -> None:
    """It may be absent, or have a getter, where one of them may."""
    here = Candidate(untraced(1.0), untraced(None), holds=True)
    absent = Candidate(None, untraced(None), holds=False)
    getter = Candidate(untraced(Accessor(untraced(None), None)), untraced(None), holds=False)

    def said(*candidates: Candidate) -> tuple[bool, bool]:
        unknown = Unknown("why", candidates=candidates)
        outer = Unknown(
            "why", candidates=(here, Candidate(untraced(unknown), absent.condition, False))
        )
        assert (outer.may_be_absent, outer.accessor) == (unknown.may_be_absent, unknown.accessor)
        return unknown.may_be_absent, unknown.accessor

    assert said(here, here) == (False, False)
    assert said(here, absent) == (True, False)
    assert said(here, getter) == (False, True)
    assert said() == (False, False)


def test_what_is_not_known_of_some_values() -> None:
    """Accessors and bound functions say why, and what they lead to."""
    function, this = untraced(None), untraced(1.0)
    bound = Bound(function, this, [function])

    assert Accessor(function, None).reason == "a getter computes it whenever it is read"
    assert Accessor(None, function).reason == "a setter handles it whenever it is set"
    assert Accessor(None, function).accessor
    assert (bound.reason, bound.kind) == ("a function made by bind is not shown", "function")
    assert bound.reaches == (function, this, function)


def test_what_is_only_not_known_is_nothing_else() -> None:
    """Nobody else had a hand in it, and it is no property that may be absent."""
    unknown = Unknown("why")

    for name in ("accessor", "foreign", "is_prototype", "may_be_absent"):
        assert getattr(unknown, name) is False
    for name in ("candidates", "kind", "method", "path", "reaches", "origin"):
        assert not getattr(unknown, name)


def test_what_is_computed_from_something_unknown_is_another_value() -> None:
    """The reason and its place stay, what would define it and what it may be don't."""
    origin = untraced(None)
    unknown = Unknown("why", origin=origin, path="page.a", kind="string", method="at")
    other = derived(unknown)

    assert (other.reason, other.origin) == ("why", origin)
    assert (other.path, other.kind, other.method, other.accessor) == ("", "", "", False)


def test_traits_are_copied_whole() -> None:
    """A change of the copy changes nothing of what it was made from."""
    traits = Traits()
    assert not any((traits.closed, traits.sealed, traits.tagged, traits.unordered))
    for name in Traits.__slots__:
        setattr(traits, name, {"a": 1} if name in {"hidden", "locked"} else True)
    copy = traits.copy()

    assert all(getattr(copy, name) == getattr(traits, name) for name in Traits.__slots__)
    copy.hidden.clear()
    copy.locked.clear()
    assert (len(traits.hidden), len(traits.locked)) == (1, 1)
    assert READ_ONLY | FIXED not in {READ_ONLY, FIXED, 0}


def test_a_plain_literal_is_made_when_it_is_looked_into() -> None:
    """Its parts come with their keys and places, and then it is an object like any other."""
    made = read("var appConfig = { a: { b: 1, c: [2, { d: 'x' }] } };")
    found = untouched(made)
    assert found is not None
    assert found[0].type == "ObjectExpression"

    inner = made.slots["a"]
    assert untouched(made) is None
    assert inner.key is not None
    assert (inner.key.start, inner.traced.text) == (18, "{ b: 1, c: [2, { d: 'x' }] }")
    assert isinstance(inner.traced.value, JSObject)
    array = inner.traced.value.slots["c"].traced.value
    assert isinstance(array, JSArray)
    first, second = array.elements
    assert first is not None
    assert second is not None
    assert (first.traced.value, first.traced.text, first.key) == (2.0, "2", None)
    assert isinstance(second.traced.value, JSObject)
    assert list(second.traced.value.slots) == ["d"]


@pytest.mark.parametrize("change", ["unknown", "deleted", "traits"])
def test_what_was_touched_is_no_literal_any_more(change: str) -> None:
    """However it was."""
    made = read("var appConfig = { a: 1 };")
    setattr(made, change, {})

    assert untouched(made) is None


def test_an_object_has_no_other_attributes() -> None:
    """What a literal makes at its first use is all that it makes."""
    with pytest.raises(AttributeError, match=r"^elements$"):
        JSObject().elements  # type: ignore[attr-defined]  # noqa: B018
    with pytest.raises(AttributeError, match=r"^length$"):
        read("var appConfig = { a: 1 };").length  # type: ignore[attr-defined]  # noqa: B018


def test_keys_are_in_order() -> None:
    """Indices first."""
    made = JSObject()
    made.slots = {key: Slot(untraced(None)) for key in ("b", "2", "a", "1")}

    assert made.keys() == ["1", "2", "b", "a"]


def test_the_text_of_a_value_is_that_of_its_expression() -> None:
    """A method's is the whole property; the other parser has none."""
    script = "var appConfig = { it() { return 1; }, other: 1 + 1 };"
    method, other = read(script).slots.values()

    assert isinstance(method.traced.value, JSFunction)
    assert method.traced.value.text == "it() { return 1; }"
    assert other.traced.text == "1 + 1"
    es5 = read("var appConfig = { it: function () {} };", "pyjsparser").slots["it"].traced
    assert isinstance(es5.value, JSFunction)
    assert (es5.value.text, es5.text) == ("", "")
    assert Traced(None, es5.node, es5.source).inputs == ()
