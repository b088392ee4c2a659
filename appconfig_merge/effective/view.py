"""An object of the effective configuration as a mapping, and its values as Python's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from appconfig_merge.collector import without_collector
from appconfig_merge.javascript.values import Traced, Unknown
from appconfig_merge.merging.nodes import LeafNode, ObjectNode
from appconfig_merge.values import (
    ConfigValue,
    Incomplete,
    Unordered,
    Unresolved,
    convert,
    literal_value,
    public_number,
    same,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.merging.nodes import Node


class ConfigView(Mapping[str, ConfigValue]):
    """An object of the effective configuration: read-only, keys in JavaScript's order."""

    __slots__ = ("_node",)

    def __init__(self, node: ObjectNode) -> None:
        self._node = node

    def __getitem__(self, key: str) -> ConfigView | ConfigValue:  # type: ignore[override]
        return _view(self._node.members[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._node.key_order())

    def __len__(self) -> int:
        return len(self._node.members)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, ConfigView):
            return same(self.to_dict(), other.to_dict())
        return same(self.to_dict(), dict(other)) if isinstance(other, Mapping) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    @property
    def is_unordered(self) -> bool:
        """Whether only the page decides on the order of the keys."""
        return self._node.is_unordered

    @property
    def is_incomplete(self) -> bool:
        """Whether there may be more keys than these."""
        return self._node.more is not None

    def to_dict(self) -> dict[str, ConfigValue]:
        """A fresh copy in plain dicts and lists."""
        with without_collector():
            value = plain_value(self._node)
        assert isinstance(value, dict)
        return value

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.to_dict()!r})"


def _view(node: Node) -> ConfigView | ConfigValue:
    return ConfigView(node) if isinstance(node, ObjectNode) else plain_value(node)


def plain_value(node: Node) -> ConfigValue:
    """What callers see of a node of the merged tree."""
    if isinstance(node, ObjectNode):
        literal = node.literal
        if literal is not None:
            return literal_value(literal[0])
        made = {key: plain_value(node.members[key]) for key in node.key_order()}
        if node.more is not None:
            return Incomplete(made, other_members(node))
        return Unordered(made) if node.is_unordered else made
    assert isinstance(node, LeafNode)
    value = node.value
    if type(value) is str:
        return value  # as most are
    if type(value) is float:
        return public_number(value)
    if value is None or type(value) is bool:
        return value
    return convert(value, node.winner.slot.traced, node.depth)


def other_members(node: ObjectNode) -> Unresolved:
    """What an object may have beside its members."""
    assert node.more is not None
    at = node.more.origin or node.winner.slot.traced
    found = convert(node.more, Traced(node.more, at.node, at.source, at.inputs), node.depth)
    assert isinstance(found, Unresolved)
    return found


def value_inside(node: LeafNode) -> ConfigValue:
    """What is known of anything beneath something unresolved."""
    assert isinstance(node.value, Unknown)
    traced = node.winner.slot.traced
    reason = f"it is inside something unresolved: {node.value.reason}"
    unknown = Unknown(reason, origin=node.value.origin)
    return convert(unknown, traced, node.depth)
