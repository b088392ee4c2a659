"""Nodes, and trees that are the same."""

from __future__ import annotations

import pytest

from appconfig_merge.syntax.estree import Identifier, Literal, Node, same_tree
from tests.syntax.trees import expression, program

TREE = "f({ a: [1, 'b', null], c: /d/g }, 2n)"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TREE, True),
        ("f({ a: [1, 'b', null], c: /d/g  }, 2n)", True),
        ("g({ a: [1, 'b', null], c: /d/g }, 2n)", False),
        ("f({ a: [3, 'b', null], c: /d/g }, 2n)", False),
        ("f({ a: [1, 'b', true], c: /d/g }, 2n)", False),
        ("f({ a: [1, 'b', null], c: /d/y }, 2n)", False),
        ("f({ a: [1, 'b',     ], c: /d/g }, 2n)", False),
        ("f({ a: [1, 'b', null], c: /d/g }, 3n)", False),
    ],
)
def test_trees_are_the_same_with_every_field(text: str, expected: bool) -> None:
    """Types and values, at any depth; where they stand makes no difference."""
    assert same_tree(program(TREE), program(text)) is expected
    assert same_tree(program(text), program(TREE)) is expected


def test_trees_of_other_types() -> None:
    """A name is no literal, and a list no node."""
    assert not same_tree(Identifier(0, 1, "a"), Literal(0, 1, "a"))
    assert not same_tree([Node(0, 1)], Node(0, 1))
    assert not same_tree([Node(0, 1)], [])
    assert same_tree([], [])


@pytest.mark.parametrize("text", ["{ a: 1 }", "[1]", "{ a: b }", "[b]"])
def test_a_literal_has_no_other_attributes(text: str) -> None:
    """What a plain one makes at its first use is all that it makes."""
    node = expression(text)

    with pytest.raises(AttributeError, match=r"^other$"):
        node.other  # noqa: B018
