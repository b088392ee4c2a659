"""A layer that is merged again, as Flex UI merges appConfig.js twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from appconfig_merge import merge
from appconfig_merge.merging.engine import merge_layers, merge_trees
from appconfig_merge.merging.nodes import LeafNode, ObjectNode, adopt
from tests.merging.support import layer

if TYPE_CHECKING:
    from appconfig_merge.merging.nodes import Node

    Summaries = dict[str, list[tuple[str, str]]]


def summaries(node: Node, path: str = "") -> Summaries:
    """The outcome and rule of each claim, by path."""
    own: Summaries = {path: [(claim.outcome, claim.rule) for claim in node.claims]}
    for key, member in node.members.items() if isinstance(node, ObjectNode) else ():
        own.update(summaries(member, f"{path}/{key}"))
    return own


@pytest.mark.parametrize(
    ("below", "above"),
    [
        ("{a: 1, b: 2}", "{a: 1, c: 3}"),
        ("{a: {b: 1, c: 2}}", "{a: {b: 3, d: {e: 4}}}"),
        ("{a: 1, b: 'xy', c: [1]}", "{a: {b: 1}, b: {c: 1}, c: {0: 2}}"),
        ("{a: {b: 1}, c: 1}", "{a: location.hash, c: location.hash}"),
        ("{a: location.hash}", "{a: {b: 1}}"),
    ],
)
def test_the_highest_layer_again(below: str, above: str) -> None:
    """What it has put on top it puts there again: each word stands once."""
    low, high = layer(below), layer(above).renamed("high")
    once = merge_layers([low, high])

    again = merge_trees(once, adopt(high, high.root, None, 0))

    assert summaries(again) == summaries(once)


@pytest.mark.parametrize("below", ["{a: location.hash}", "{a: {b: 0}}", "{a: 'xy'}", "{}"])
def test_a_layer_again_over_another_of_other_keys(below: str) -> None:
    """At a key where it has the last word already, it changes nothing."""
    low, layers = layer(below), [layer("{a: {b: 1}}").renamed("high"), layer("{z: 1}")]
    once = merge_layers([low, *(one.renamed(str(at)) for at, one in enumerate(layers))])
    high = layers[0].renamed("0")

    again = merge_trees(once, adopt(high, high.root, None, 0))

    assert isinstance(once, ObjectNode)
    assert isinstance(again, ObjectNode)
    assert summaries(again.members["a"]) == summaries(once.members["a"])


def test_a_lower_layer_again() -> None:
    """What it says comes to the top, and what was there is beaten now."""
    low, high = layer("{a: 1, b: 2}"), layer("{a: 3}").renamed("high")

    again = merge_trees(merge_layers([low, high]), adopt(low, low.root, None, 0))

    assert isinstance(again, ObjectNode)
    assert summaries(again)["/a"] == [
        ("overridden", "higher-layer"),
        ("effective", "highest-layer"),
    ]
    assert summaries(again)["/b"] == [("effective", "only-layer")]
    assert isinstance(again.members["a"], LeafNode)
    assert again.members["a"].value == 1


def test_two_layers_of_one_object() -> None:
    """They are two that say the same, not one that says it twice."""
    one = layer("{a: 1}")

    found = merge([one, one]).explain("a").contributions

    assert [(each.layer, each.outcome) for each in found] == [
        ("appConfig.js", "redundant"),
        ("appConfig.js (2)", "effective"),
    ]
