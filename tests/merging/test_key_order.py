"""The order of the keys of merged objects, where a layer isn't sure of its keys."""

from __future__ import annotations

import json
import re
from itertools import product
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from appconfig_merge import Source, Unordered, merge, script_layer
from tests.hunting import examples

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from appconfig_merge import Layer
    from appconfig_merge.values import ConfigValue


def layer(members: str, page: Mapping[str, bool] | None) -> Layer:
    """A script that sets the key ``o``, on a page that is known or not."""
    given = "" if page is None else f"var page = {json.dumps(page)};\n"
    text = f"{given}var appConfig = {{ o: {{ {members} }} }};"
    return script_layer(Source("appConfig.js", text), assume=["page"] if page is None else [])


def order(layers: Sequence[str], page: Mapping[str, bool] | None = None) -> dict[str, ConfigValue]:
    """What the layers come to at ``o``."""
    found = merge([layer(members, page) for members in layers]).to_dict()["o"]
    assert isinstance(found, dict)
    return found


def told(*layers: str) -> str:
    """The keys in order, with a question mark where only the page decides on it."""
    found = order(layers)
    return " ".join(found) + (" ?" if isinstance(found, Unordered) else "")


def test_a_key_that_may_be_absent_below_stands_there_or_where_the_upper_layer_has_it() -> None:
    """Unless that is the same place."""
    maybe = "...(page.x ? {b: 1} : {})"

    assert told(f"a: 1, {maybe}, c: 1", "d: 1, b: 2") == "a b c d ?"
    assert told(f"a: 1, {maybe}", "d: 1, b: 2") == "a b d ?"
    assert told(f"a: 1, {maybe}", "b: 2, d: 1") == "a b d"
    assert told(f"a: 1, {maybe}, c: 1", "d: 1") == "a b c d"
    assert told("a: 1, c: 1", f"d: 1, {maybe}") == "a c d b"
    assert told(f"a: 1, {maybe.replace('b', '7')}, c: 1", "d: 1, 7: 2") == "7 a c d"


def test_an_upper_layer_of_open_order_over_one_that_has_its_keys() -> None:
    """The keys stay where they are below; only new ones bring their order along."""
    ways = "...(page.x ? {a: 1, b: 1} : {b: 1, a: 1})"

    assert told("b: 2, a: 2", ways) == "b a"
    assert told("b: 2", ways) == "b a"
    assert told("c: 2", ways) == "c a b ?"
    assert told(ways, "b: 2, a: 2") == "a b ?"
    assert told("", ways) == "a b ?"


def test_an_object_over_a_value() -> None:
    """It has its own order; and that of what the value leaves in it."""
    ways = "(page.x ? {a: 1, b: 1} : {b: 1, a: 1})"

    assert isinstance(order(["z: 1", f"z: {ways}"])["z"], Unordered)
    assert isinstance(order(["z: []", f"z: {ways}"])["z"], Unordered)


_NAMES = "abcd"


@st.composite
def _members(draw: st.DrawFn) -> str:
    """Keys, some of them under a condition of their own."""
    parts = []
    for key in draw(st.lists(st.sampled_from(_NAMES), unique=True)):
        condition = draw(st.sampled_from(["", "", "x", "y", "z"]))
        parts.append(f"...(page.{condition} ? {{{key}: 1}} : {{}})" if condition else f"{key}: 1")
    return ", ".join(parts)


@given(st.lists(_members(), min_size=2, max_size=3))
def test_an_order_that_is_told_is_that_of_every_page(layers: list[str]) -> None:
    """Each of the keys that a page has stands where it is told to, unless the page decides."""
    found = order(layers)

    for values in product([True, False], repeat=3):
        there = list(order(layers, dict(zip("xyz", values, strict=True))))
        if not isinstance(found, Unordered):
            assert [key for key in found if key in there] == there


@settings(max_examples=examples(40))
@given(_members(), _members())
def test_an_order_is_open_only_where_two_pages_disagree(below: str, above: str) -> None:
    """With a condition of its own for each key, which any page may decide as it likes."""
    layers = [_with_own_conditions(below, "l"), _with_own_conditions(above, "u")]
    names = sorted(set(re.findall(r"page\.(\w+)", " ".join(layers))))
    if isinstance(order(layers), Unordered):
        pages = product([True, False], repeat=len(names))
        orders = [order(layers, dict(zip(names, values, strict=True))) for values in pages]
        pairs = {
            (first, second)
            for found in orders
            for at, first in enumerate(found)
            for second in list(found)[at + 1 :]
        }
        assert any((second, first) in pairs for first, second in pairs)


def _with_own_conditions(members: str, side: str) -> str:
    return re.sub(r"page\.\w \? \{(\w)", rf"page.{side}\1 ? {{\1", members)
