"""What decides whether a place of a plugin is come to, as far as it stands around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.javascript.values import Traced, Unknown
from appconfig_merge.layers.plugins.names import FUNCTIONS
from appconfig_merge.syntax.estree import Node
from appconfig_merge.syntax.tree_sitter.loose import bare, field

if TYPE_CHECKING:
    from tree_sitter import Node as Cst

    from appconfig_merge.source import Source
    from appconfig_merge.syntax.tree_sitter.loose import Chain

_MOST: Final = 3
"""Conditions told of one place, the innermost."""
_OWNERS: Final = frozenset({"class_body", "pair", "array"})
"""What a function that stands in it isn't called by: a class, a table of modules."""


def conditions(chain: Chain, source: Source) -> tuple[tuple[Traced, bool], ...]:
    """The conditions around the last node of a chain, the outermost first."""
    found: list[tuple[Traced, bool]] = []
    for at in range(len(chain) - 2, -1, -1):
        around, inner = chain[at], chain[at + 1]
        if inner.type in FUNCTIONS and around.type in _OWNERS:
            break
        decided = _decided(around, inner)
        if decided is not None:
            test, holds = decided
            node = Node(test.start_byte, test.end_byte)
            unknown = Unknown("only the page decides", kind="boolean")
            found.append((Traced(unknown, node, source), holds))
            if len(found) == _MOST:
                break
    return tuple(reversed(found))


def _decided(around: Cst, inner: Cst) -> tuple[Cst, bool] | None:
    """The expression that decides on a part of a node, with the result that leads there."""
    if around.type in {"if_statement", "ternary_expression"}:
        test = field(around, "condition")
        if test is None or inner == test:
            return None
        return bare(test), inner == field(around, "consequence")
    if around.type == "binary_expression" and inner == field(around, "right"):
        operator, left = field(around, "operator"), field(around, "left")
        if operator is not None and left is not None and operator.type in {"&&", "||"}:
            return bare(left), operator.type == "&&"
    return None
