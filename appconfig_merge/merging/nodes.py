"""The tree that the merge builds: effective values, each with the claims made on its path.

A part of the tree that only one layer has is that layer's own objects, looked at when someone
asks: the merge costs what the layers overlap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from appconfig_merge.javascript.enumeration import order_is_open
from appconfig_merge.javascript.keys import ordered_keys
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.values import (
    JSArray,
    JSFunction,
    JSObject,
    Open,
    Slot,
    Traced,
    Unknown,
    untouched,
)
from appconfig_merge.limits import MAX_NESTING
from appconfig_merge.merging.claims import Claim
from appconfig_merge.syntax.estree import Container, ObjectExpression
from appconfig_merge.values import THE_WINDOW

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping

    from appconfig_merge.javascript.values import Value
    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.source import Source

_T = TypeVar("_T")

PROTO = "__proto__"
SETS_PROTOTYPE = Unknown("Flex UI's merge makes a key named __proto__ the object's prototype")

_TOO_DEEP = Unknown(f"it is nested deeper than {MAX_NESTING} levels")


class Node:
    """A place in the effective configuration. ``claims`` goes from the lowest layer up."""

    __slots__ = ("claims", "depth")

    def __init__(self, claims: tuple[Claim, ...], depth: int) -> None:
        self.claims = claims
        self.depth = depth

    @property
    def winner(self) -> Claim:
        """The claim that is in force here: the last one alive."""
        last = self.claims[-1]
        if last.is_alive:
            return last  # as nearly everywhere
        return next(claim for claim in reversed(self.claims) if claim.is_alive)


class LeafNode(Node):
    """Anything but a plain object. ``value`` is the winner's, or why it isn't known."""

    __slots__ = ("value",)

    def __init__(self, claims: tuple[Claim, ...], depth: int, value: Value) -> None:
        super().__init__(claims, depth)
        self.value = value


class PlainLeaf(LeafNode):
    """A leaf of a plain literal that no other layer has touched: ``parent``'s value at ``key``.

    Its claim is made when someone asks for it, which of most nobody does.
    """

    __slots__ = ("key", "parent")

    def __init__(self, parent: Claim, key: str, depth: int, value: Value) -> None:
        self.parent = parent
        self.key = key
        self.depth = depth
        self.value = value

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> tuple[Claim, ...]:
            """Make the claim, at its first use."""
            if name != "claims":
                raise AttributeError(name)
            slot = self.parent.slot.traced.value.slot(self.key)
            self.claims = (_claim(self.parent.layer, slot, self.parent),)
            return self.claims


class ObjectNode(Node):
    """A plain object, merged from one layer's or several layers' members.

    ``is_unordered`` says that only the page decides on the order of its keys, ``more`` why there
    may be more members than are known; None where there are none.
    """

    __slots__ = ("_members", "_owner", "is_unordered", "more")

    def __init__(
        self,
        claims: tuple[Claim, ...],
        depth: int,
        *,
        members: dict[str, Node] | None = None,
        owner: JSObject | None = None,
        is_unordered: bool = False,
        more: Unknown | None = None,
    ) -> None:
        super().__init__(claims, depth)
        self._members = members
        self._owner = owner
        self.is_unordered = is_unordered
        self.more = more

    @property
    def literal(self) -> tuple[Container, Source] | None:
        """The plain literal, not empty, that all this is, with its source; else None.

        Then no other layer has a word in it, nothing in it was set before, and nothing is
        nested too deep to be shown.
        """
        if self._members is not None or self._owner is None or len(self.claims) > 1:
            return None
        found = untouched(self._owner)
        if found is None or not found[0].plain or self.depth + found[0].height > MAX_NESTING:
            return None
        return found

    @property
    def members(self) -> Mapping[str, Node]:
        """The members by key, in the order in which they came."""
        if self._members is None:
            assert self._owner is not None
            self._members = _members(self._owner, self.claims[-1], self.depth + 1)
        return self._members

    def member(self, key: str) -> Node | None:
        """The member of a key; where there may be more than is known, one that may be absent."""
        found = self.members.get(key)
        if found is not None or self.more is None:
            return found
        parent = self.winner
        unknown = Unknown(self.more.reason, origin=self.more.origin)
        unknown.may_be_absent = True
        at = self.more.origin or parent.slot.traced
        slot = Slot(Traced(unknown, at.node, at.source))
        return adopt(parent.layer, slot, parent, self.depth + 1)

    def key_order(self) -> list[str]:
        """The keys in JavaScript's order."""
        return ordered_keys(self.members)


def _members(owner: JSObject, parent: Claim, depth: int) -> dict[str, Node]:
    literal = untouched(owner)
    if literal is not None and isinstance(literal[0], ObjectExpression):
        assert literal[0].plain is not None
        return {
            key: adopt(parent.layer, owner.slot(key), parent, depth)
            if isinstance(member[2], Container)
            else PlainLeaf(parent, key, depth, member[2])
            for key, member in literal[0].plain.items()
        }
    found = {key: adopt(parent.layer, slot, parent, depth) for key, slot in owner.slots.items()}
    if PROTO in found and not _is_element(parent):
        found[PROTO] = unknown_leaf(found[PROTO], SETS_PROTOTYPE)
    return found


def adopt(layer: Layer, slot: Slot, parent: Claim | None, depth: int) -> Node:
    """What a layer says at a path, as a node that no other layer has touched."""
    own = _claim(layer, slot, parent)
    claims = (own,) if slot.previous is None else (*_earlier(own, slot), own)
    value = known_value(slot, depth)
    if type(value) is JSObject:
        return ObjectNode(
            claims, depth, owner=value, is_unordered=order_is_open(value), more=value.unknown
        )
    return LeafNode(claims, depth, value)


def _claim(layer: Layer, slot: Slot, parent: Claim | None) -> Claim:
    """A layer's claim where no other one says anything."""
    return Claim(layer, slot, parent, rule="fills-gap" if layer.kind == "stored" else "only-layer")


class Shared:
    """What merges over the same layers have in common: made once, for no merge changes a tree.

    Layers are told apart by themselves: one that is read again is another.
    """

    __slots__ = ("_made",)

    def __init__(self) -> None:
        self._made: dict[Hashable, Any] = {}

    def once(self, key: Hashable, make: Callable[[], _T]) -> _T:
        """What ``make`` gives, or gave for this key before."""
        if key not in self._made:
            self._made[key] = make()
        made: _T = self._made[key]
        return made

    def tree(self, layer: Layer) -> Node:
        """What a layer says, as a tree that no other layer has touched."""
        return self.once(layer, lambda: adopt(layer, layer.root, None, 0))


def unknown_leaf(node: Node, unknown: Unknown) -> LeafNode:
    """The same claims, with a value that isn't known."""
    return LeafNode(node.claims, node.depth, unknown)


def _is_element(claim: Claim) -> bool:
    """Whether a claim is of something inside an array, where nothing is merged."""
    at = claim.parent
    while at is not None:
        if isinstance(at.slot.traced.value, JSArray):
            return True
        at = at.parent
    return False


def _earlier(own: Claim, slot: Slot) -> list[Claim]:
    """The claims that the same file made on this path before, oldest first."""
    claims: list[Claim] = []
    winner = own
    previous = slot.previous
    while previous is not None:
        if not _says_nothing_new(previous, winner.slot):
            claim = Claim(own.layer, previous, own.parent, "reassigned", "later-in-file", winner)
            claims.append(claim)
            winner = claim
        previous = previous.previous
    claims.reverse()
    return claims


def _says_nothing_new(earlier: Slot, later: Slot) -> bool:
    """Whether a slot is a bare declaration, or holds the very object that it is set to again."""
    value = earlier.traced.value
    if value is UNDEFINED:
        return earlier.traced.node is earlier.key
    return isinstance(value, JSObject) and value is later.traced.value


def known_value(slot: Slot, depth: int) -> Value:
    """A slot's value; an object whose contents aren't known is unknown itself."""
    value = slot.traced.value
    if isinstance(value, JSObject) and not isinstance(value, JSFunction):
        if value.unknown is not None and not isinstance(value.unknown, Open):
            return value.unknown
        if type(value) not in {JSObject, JSArray}:
            return THE_WINDOW
        if depth > MAX_NESTING and (value.slots or isinstance(value, JSArray)):
            return _TOO_DEEP
    return value


def children(claim: Claim, depth: int, only: str | None = None) -> dict[str, Node]:
    """The members or elements of a claim's own value, as that layer alone has them.

    Members that the file deletes later are there too, with that fate. ``only`` asks for one.
    """
    value = known_value(claim.slot, depth)
    found: dict[str, Node] = {}
    if isinstance(value, JSArray):
        for key, element in _elements(value, only):
            if element is not None:
                found[key] = adopt(claim.layer, element, claim, depth + 1)
    elif type(value) is JSObject:
        for key in _keys(value.slots, only):
            found[key] = adopt(claim.layer, value.slots[key], claim, depth + 1)
        for key, node in deleted(claim, depth, only).items():
            found.setdefault(key, node)
    return found


def deleted(claim: Claim, depth: int, only: str | None = None) -> dict[str, Node]:
    """The members that a claim's object once had and its file deletes later."""
    value = claim.slot.traced.value
    found: dict[str, Node] = {}
    if isinstance(value, JSObject) and value.deleted:
        for key in _keys(value.deleted, only):
            if key not in value.slots:
                slot, at = value.deleted[key]
                node = adopt(claim.layer, slot, claim, depth + 1)
                fate = node.claims[-1].become("deleted", "deleted-in-file", at)
                found[key] = LeafNode((*node.claims[:-1], fate), depth + 1, None)
    return found


def _elements(array: JSArray, only: str | None) -> Iterable[tuple[str, Slot | None]]:
    if only is None:
        return ((str(index), slot) for index, slot in enumerate(array.elements))
    if not only.isdecimal() or len(only) > 10 or str(int(only)) != only:
        return ()
    return [(only, slot) for slot in array.elements[int(only) : int(only) + 1]]


def _keys(mapping: Mapping[str, object], only: str | None) -> Iterable[str]:
    if only is None:
        return mapping
    return (only,) if only in mapping else ()
