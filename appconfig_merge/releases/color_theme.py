"""What Flex UI makes of a colorTheme that is a string: ``{baseName: colorTheme}``."""

from __future__ import annotations

from typing import Final

from appconfig_merge.javascript.values import Unknown
from appconfig_merge.merging.nodes import LeafNode, Node, ObjectNode

_KEY: Final = "colorTheme"
_UNCERTAIN: Final = "Flex UI puts a colorTheme that is a string under baseName, and its type"


def with_color_theme(tree: ObjectNode) -> ObjectNode:
    """The tree, its colorTheme wrapped if it is a string."""
    node = tree.member(_KEY)
    if not isinstance(node, LeafNode):
        return tree
    value = node.value
    if isinstance(value, str) or (isinstance(value, Unknown) and _is_string(value)):
        made: Node = _wrapped(node)
    elif isinstance(value, Unknown) and value.kind in {"", "string"}:
        unknown = Unknown(f"{_UNCERTAIN} isn't known: {value.reason}", origin=value.origin)
        made = LeafNode(node.claims, node.depth, unknown)
    else:
        return tree
    members = {**tree.members, _KEY: made}
    return ObjectNode(
        tree.claims, tree.depth, members=members, is_unordered=tree.is_unordered, more=tree.more
    )


def _is_string(unknown: Unknown) -> bool:
    """Whether it is one of several, all of them strings."""
    values = [one.traced.value if one.traced else None for one in unknown.candidates]
    return bool(values) and all(isinstance(value, str) for value in values)


def _wrapped(node: LeafNode) -> ObjectNode:
    winner = node.winner
    own = type(winner)(winner.layer, winner.slot, winner, "effective", "wrapped")
    inner = LeafNode((own,), node.depth + 1, node.value)
    claims = tuple(
        claim.become("merged", "wrapped") if claim is winner else claim for claim in node.claims
    )
    return ObjectNode(claims, node.depth, members={"baseName": inner})
