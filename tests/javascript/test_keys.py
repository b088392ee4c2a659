"""Property keys: which are indices, their order, which are enumerated."""

from __future__ import annotations

from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge import Source
from appconfig_merge.javascript.conversion import to_string
from appconfig_merge.javascript.enumeration import enumerable, is_constructor
from appconfig_merge.javascript.keys import common_order, is_index, ordered_keys
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import JSArray, JSFunction, JSObject, Slot
from appconfig_merge.layers.script import ScriptInput, read_script
from tests.javascript.oracle import node


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("0", True),
        ("7", True),
        ("10", True),
        ("4294967294", True),
        ("4294967295", False),
        ("9999999999", False),
        ("10000000000", False),
        ("00", False),
        ("01", False),
        ("-1", False),
        ("1.0", False),
        ("1a", False),
        ("", False),
        ("a", False),
        ("٣", False),
        ("1٣", False),
        ("²", False),
    ],
)
def test_an_index_is_written_in_one_way(key: str, expected: bool) -> None:
    """Digits without a zero before them, from 0 to 2**32 - 2."""
    assert is_index(key) is expected


@given(st.lists(st.sampled_from(["b", "a", "2", "10", "1", "01", "-1", ""]), unique=True))
def test_indices_come_first_and_ascend(keys: list[str]) -> None:
    """The others follow in the order in which they were made."""
    found = ordered_keys(dict.fromkeys(keys))

    indices = [key for key in keys if key in {"1", "2", "10"}]
    assert found == sorted(indices, key=int) + [key for key in keys if key not in indices]


def test_the_order_is_that_of_node() -> None:
    """Around the largest index, too."""
    keys = ["b", "4294967295", "4294967294", "07", "7", "10", "a", "-0", "0"]

    assert ordered_keys(dict.fromkeys(keys)) == node(
        f"console.log(JSON.stringify(Object.keys(Object.fromEntries({keys}.map((k) => [k, 1])))))"
    )


def listed(value: object) -> list[tuple[str, str]]:
    """What is enumerated of a value, with its values as strings."""
    return [(key, to_string(slot.traced.value)) for key, slot in enumerable(value, untraced(None))]


def slots(**values: float) -> dict[str, Slot]:
    """Properties of numbers."""
    return {key: Slot(untraced(value)) for key, value in values.items()}


def test_what_is_enumerated_of_a_value() -> None:
    """An array's elements before its properties, a string's code units, nothing of a number."""
    holed = JSArray([Slot(untraced(1.0)), None, Slot(untraced(3.0))])
    holed.slots = slots(x=5.0)
    ordered = JSObject()
    ordered.slots = {**slots(b=1.0), "1": Slot(untraced(2.0))}

    assert listed(holed) == [("0", "1"), ("2", "3"), ("x", "5")]
    assert listed(ordered) == [("1", "2"), ("b", "1")]
    assert listed("h😀") == [("0", "h"), ("1", "\ud83d"), ("2", "\ude00")]
    assert listed(5.0) == listed(None) == []


def test_a_code_unit_comes_of_its_string() -> None:
    """It has the string's place, and the string as what it was made from."""
    argument = untraced("h")
    ((_, slot),) = enumerable("h", argument)

    assert (slot.traced.node, slot.traced.source) == (argument.node, argument.source)
    assert slot.traced.inputs == (argument,)


def function(text: str) -> JSFunction:
    """The function that an expression gives."""
    script = Source("f.js", f"var appConfig = {{ it: {text} }};")
    root = read_script(ScriptInput(script)).root.traced.value
    assert isinstance(root, JSObject)
    made = root.slots["it"].traced.value
    assert isinstance(made, JSFunction)
    return made


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("function () {}", True),
        ("class {}", True),
        ("() => 1", False),
        ("async () => 1", False),
        ("async function () {}", False),
        ("function* () {}", False),
        ("{ method() {} }.method", False),
    ],
)
def test_what_new_takes(text: str, expected: bool) -> None:
    """Functions and classes; no arrows, methods, generators or async functions."""
    made = function(text)
    made.slots = slots(prototype=1.0, own=2.0)

    assert is_constructor(made) is expected
    # The prototype of what new takes is not enumerable; of any other it is a property like others.
    prototype = [] if expected else [("prototype", "1")]
    assert listed(made) == [*prototype, ("own", "2")]


def test_declared_classes_and_functions() -> None:
    """A declaration is as good as an expression."""
    script = Source("f.js", "class A {}\nfunction f() {}\nvar appConfig = { A, f };")
    root = read_script(ScriptInput(script)).root.traced.value
    assert isinstance(root, JSObject)

    made = [slot.traced.value for slot in root.slots.values()]
    assert [isinstance(one, JSFunction) and is_constructor(one) for one in made] == [True, True]


orders = st.lists(
    st.lists(st.sampled_from(["a", "b", "c", "d", "e", "1", "2"]), unique=True), max_size=4
)


@given(orders)
def test_a_common_order_is_kept_by_every_object(orders: list[list[str]]) -> None:
    """All keys are in it, once each; indices aside, none stands otherwise in any of the objects."""
    keys, is_common = common_order(orders)

    assert sorted(keys) == sorted({key for order in orders for key in order})
    if is_common:
        for order in orders:
            named = [key for key in order if not is_index(key)]
            assert [key for key in keys if key in named] == named


@given(orders)
def test_there_is_a_common_order_unless_every_order_breaks_one(orders: list[list[str]]) -> None:
    """Tried with all orders that there are of the names."""
    _, is_common = common_order(orders)

    names = {key for order in orders for key in order if not is_index(key)}
    pairs = [
        pair
        for order in orders
        for pair in combinations([key for key in order if not is_index(key)], 2)
    ]
    assert is_common == any(
        all(tried.index(first) < tried.index(second) for first, second in pairs)
        for tried in permutations(sorted(names))
    )


def test_a_common_order_may_be_that_of_no_single_object() -> None:
    """Where one object lacks what stands in the midst of another."""
    assert common_order([["a", "c"], ["a", "b", "c"]]) == (["a", "b", "c"], True)
    assert common_order([["a", "b"], ["b", "a"]]) == (["a", "b"], False)
    assert common_order([]) == ([], True)
