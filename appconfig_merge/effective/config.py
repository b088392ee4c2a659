"""The effective configuration: a mapping that can say where each of its values came from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from appconfig_merge.collector import in_batches, without_collector
from appconfig_merge.effective.contributions import Contribution, Leaf, contribution
from appconfig_merge.effective.literal_leaves import literal_leaves
from appconfig_merge.effective.nearest import nearest_paths
from appconfig_merge.javascript.keys import is_index
from appconfig_merge.javascript.values import JSArray, JSObject, Unknown
from appconfig_merge.merging.engine import same_config
from appconfig_merge.merging.losses import Loss, live_children, losses_below, lost_claims
from appconfig_merge.merging.nodes import LeafNode, Node, ObjectNode
from appconfig_merge.merging.walking import is_branch, is_literal, walk
from appconfig_merge.paths import Path, parse_path
from appconfig_merge.values import ConfigValue, Unresolved, convert, literal_value, same

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    Keep: TypeAlias = "Callable[[Layer], Layer | None]"

    from appconfig_merge.diagnostics import Diagnostic
    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.merging.claims import Claim
    from appconfig_merge.releases import Release

__all__ = ["ConfigView", "Departure", "EffectiveConfig", "Explanation", "Leaf", "Shadowed"]


class Shadowed(NamedTuple):
    """A path that some layer sets but that is no effective leaf."""

    path: Path
    contributions: tuple[Contribution, ...]


class Departure(NamedTuple):
    """What a Flex UI release ends with in place of a documented value; None: nothing."""

    release: Release
    leaf: Leaf | None


class Explanation(NamedTuple):
    """The answer for one path.

    ``kind`` is value (a leaf or an array's element), object, or absent. ``contributions`` goes
    from the lowest layer up. ``set_by`` is None for what is absent; of an object that is merged
    it is the highest of its layers. For an absent path ``nearest`` has existing paths that look
    alike, and ``layers`` the layers searched. Beneath something unresolved nothing is absent:
    the value is unresolved, and the last contribution is that of what stands there instead.
    ``departure`` is what the newest Flex UI release ends with, where that isn't the documented
    value.
    """

    path: Path
    kind: Literal["value", "object", "absent"]
    value: ConfigValue
    set_by: str | None
    contributions: tuple[Contribution, ...]
    nearest: tuple[Path, ...]
    layers: tuple[Layer, ...]
    departure: Departure | None = None


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

    def to_dict(self) -> dict[str, ConfigValue]:
        """A fresh copy in plain dicts and lists."""
        with without_collector():
            value = _plain(self._node)
        assert isinstance(value, dict)
        return value

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.to_dict()!r})"


class EffectiveConfig(ConfigView):
    """What the layers come to, and why.

    ``layers`` goes from the lowest precedence to the highest; ``diagnostics`` is what their
    readers noticed; ``release`` is the Flex UI release whose rules were used, None where they are
    the documented ones. Two configurations are equal when their values are, wherever those came
    from.
    """

    __slots__ = (
        "_departures", "_newest", "_ranks", "_remake", "diagnostics", "layers", "release",
    )  # fmt: skip

    def __init__(
        self,
        root: ObjectNode,
        layers: Sequence[Layer],
        remake: Callable[[Keep], EffectiveConfig],
        release: Release | None = None,
        remarks: Iterable[Diagnostic] = (),
        newest: Callable[[], EffectiveConfig] | None = None,
    ) -> None:
        super().__init__(root)
        self.release = release
        self.layers = tuple(layers)
        self.diagnostics: tuple[Diagnostic, ...] = (
            *remarks,
            *(diagnostic for layer in layers for diagnostic in layer.diagnostics),
        )
        self._remake = remake
        self._newest = newest
        self._departures: dict[Path, Departure] | None = None
        self._ranks = {layer.id: rank for rank, layer in enumerate(self.layers)}

    @property
    def unresolved(self) -> tuple[tuple[Path, Unresolved], ...]:
        """The values that can't be known without running the page, wherever they sit."""
        return tuple(_unresolved(self._node))

    def remade(self, keep: Callable[[Layer], Layer | None]) -> EffectiveConfig:
        """What the same merge gives with other layers.

        ``keep`` is called with each layer and gives the layer to take in its place, or None to
        do without it.
        """
        return self._remake(keep)

    def without(self, layer: str) -> EffectiveConfig:
        """What the same merge gives without the layer of this id."""
        return self._remake(lambda one: None if one.id == layer else one)

    def departures(self) -> Mapping[Path, Departure]:
        """The values that the newest Flex UI release ends with another value for, by path.

        Empty unless these are the documented rules, applied to a resource and a script.
        """
        if self._newest is None:
            return {}
        if self._departures is None:
            newest = self._newest()
            assert newest.release is not None
            keys = newest.release.peculiar & self._node.members.keys()
            ours, theirs = _values(self._node, keys), _values(newest._node, keys)  # noqa: SLF001
            self._departures = {
                path: Departure(newest.release, newest._leaf(path) if path in theirs else None)  # noqa: SLF001
                for path, value in ours.items()
                if path not in theirs or not same(value, theirs[path])
            }
        return self._departures

    def _leaf(self, path: Path) -> Leaf:
        """The leaf at a path where there is one."""
        told = self.explain(path)
        assert told.set_by is not None
        return Leaf(path, told.value, told.set_by, told.contributions)

    def _departure(self, path: Path) -> Departure | None:
        """What departs from a value, or from the array or function that it is in."""
        departures = self.departures()
        return next(
            (departures[path[:end]] for end in range(len(path), 0, -1) if path[:end] in departures),
            None,
        )

    def leaves(self) -> Iterator[Leaf]:
        """Every effective leaf, in order: anything but a non-empty plain object."""
        return in_batches(self._leaves())

    def _leaves(self) -> Iterator[Leaf]:
        for path, node, losses in walk(self._node):
            if isinstance(node, ObjectNode) and not losses and node.literal is not None:
                yield from literal_leaves(path, node)
            elif node is not None and not is_branch(node):
                told = self._contributions(node, losses)
                yield Leaf(path, _plain(node), node.winner.layer.id, told)

    def shadowed(self) -> Iterator[Shadowed]:
        """The paths that some layer sets with no effective leaf there, in order.

        What was lost of a non-empty object is told at the paths in it, not at its own.
        """
        for path, node, losses in walk(self._node):
            if not path or (node is not None and not losses and is_literal(node)):
                continue
            if node is not None and not is_branch(node):
                continue
            claims = self._claims(node, losses)
            if node is None:
                claims = [claim for claim in claims if not _is_filled_object(claim)]
            elif not any(_is_loss(claim) for claim in claims):
                continue
            if claims:
                yield Shadowed(path, tuple(map(contribution, claims)))

    def explain(self, path: str | Path) -> Explanation:
        """Where the value at a path comes from: a leaf, an object, an element, or nothing.

        Takes a path as text (dotted, or a JSON Pointer) or as a tuple. Raises PathError.
        """
        node: Node | None = self._node
        losses: list[Loss] = []
        found: list[str | int] = []
        unresolved: LeafNode | None = None
        for step in parse_path(path) if isinstance(path, str) else path:
            key = str(step)
            if isinstance(node, LeafNode) and isinstance(node.value, Unknown):
                unresolved = node
            lost = losses_below(node, losses, len(found), arrays=True, only=key)
            found.append(int(key) if is_index(key) and _is_list(node, losses) else key)
            node = live_children(node, key).get(key) if node is not None else None
            losses = lost.get(key, [])
        told = self._contributions(node, losses)
        here = tuple(found)
        if node is not None:
            kind: Literal["value", "object"] = "object" if is_branch(node) else "value"
            set_by = node.winner.layer.id if node.claims else None
            departure = self._departure(here) if kind == "value" else None
            value = _plain(node)
            return Explanation(here, kind, value, set_by, told, (), self.layers, departure)
        if unresolved is not None:
            winner = unresolved.winner
            told = (*told, contribution(winner))
            value = _beneath(unresolved)
            return Explanation(here, "value", value, winner.layer.id, told, (), self.layers)
        near = nearest_paths(here, self.paths())
        return Explanation(here, "absent", None, None, told, near, self.layers)

    def _contributions(self, node: Node | None, losses: list[Loss]) -> tuple[Contribution, ...]:
        return tuple(map(contribution, self._claims(node, losses)))

    def _claims(self, node: Node | None, losses: list[Loss]) -> list[Claim]:
        """All claims at a path, lowest layer first; of one layer first those that fell."""
        own = node.claims if node is not None else ()
        if not losses:
            return list(own)
        claims = [*lost_claims(losses), *own]
        claims.sort(key=lambda claim: self._ranks[claim.layer.id])
        return _once_each(claims)

    def paths(self) -> Iterator[Path]:
        """The path of every effective object and leaf."""
        work: list[tuple[Path, Node]] = [((), self._node)]
        while work:
            path, node = work.pop()
            if path:
                yield path
            if isinstance(node, ObjectNode):
                below = live_children(node)
                work.extend(((*path, key), child) for key, child in reversed(below.items()))


def _values(root: ObjectNode, keys: Collection[str]) -> dict[Path, ConfigValue]:
    """The leaves beneath some keys of the root."""
    found: dict[Path, ConfigValue] = {}
    work: list[tuple[Path, Node]] = [
        ((key,), root.members[key]) for key in keys if key in root.members
    ]
    while work:
        path, node = work.pop()
        if isinstance(node, ObjectNode) and node.members:
            work.extend(((*path, key), member) for key, member in node.members.items())
        else:
            found[path] = _plain(node)
    return found


def _view(node: Node) -> ConfigView | ConfigValue:
    return ConfigView(node) if isinstance(node, ObjectNode) else _plain(node)


def _plain(node: Node) -> ConfigValue:
    if isinstance(node, ObjectNode):
        literal = node.literal
        if literal is not None:
            return literal_value(literal[0])
        return {key: _plain(node.members[key]) for key in node.key_order()}
    assert isinstance(node, LeafNode)
    return convert(node.value, node.winner.slot.traced, node.depth)


def _once_each(claims: list[Claim]) -> list[Claim]:
    """The claims, without those that fell and that the same layer makes again with the same word.

    ``{...appConfig.theme, more: 1}`` replaces an object by one that has its values.
    """
    kept: list[Claim] = []
    said: dict[tuple[str, int], Claim] = {}
    for claim in reversed(claims):
        again = said.setdefault((claim.layer.id, id(claim.slot.traced.node)), claim)
        if again is claim or claim.is_alive or not _is_same_word(claim, again):
            kept.append(claim)
    kept.reverse()
    return kept


def _is_same_word(one: Claim, other: Claim) -> bool:
    """Whether two claims hold the same object, or the same scalar."""
    left, right = one.slot.traced.value, other.slot.traced.value
    if isinstance(left, JSObject | Unknown) or isinstance(right, JSObject | Unknown):
        return left is right
    return same_config(left, right)


def _is_filled_object(claim: Claim) -> bool:
    value = claim.slot.traced.value
    return type(value) is JSObject and bool(value.slots) and value.unknown is None


def _is_loss(claim: Claim) -> bool:
    """Whether a claim at a branch says what no path in it tells."""
    if claim.is_alive:
        return claim.rule == "spread-to-keys"
    return not _is_filled_object(claim)


def _is_list(node: Node | None, losses: list[Loss]) -> bool:
    """Whether what a path leads to is, or was, an array."""
    if node is not None:
        return isinstance(node, LeafNode) and isinstance(node.value, JSArray)
    return any(
        isinstance(claim.slot.traced.value, JSArray)
        for loss in losses
        for claim in loss.node.claims
    )


def _beneath(node: LeafNode) -> ConfigValue:
    """What is known of anything beneath something unresolved."""
    assert isinstance(node.value, Unknown)
    traced = node.winner.slot.traced
    reason = f"it is inside something unresolved: {node.value.reason}"
    unknown = Unknown(reason, origin=node.value.origin)
    return convert(unknown, traced, node.depth)


def _unresolved(root: Node) -> Iterator[tuple[Path, Unresolved]]:
    work: list[tuple[Path, Node]] = [((), root)]
    while work:
        path, node = work.pop()
        if isinstance(node, LeafNode) and isinstance(node.value, Unknown):
            value = _plain(node)
            assert isinstance(value, Unresolved)
            yield path, value
        if is_literal(node):
            continue
        is_array = isinstance(node, LeafNode)
        work.extend(
            ((*path, int(key) if is_array else key), child)
            for key, child in reversed(live_children(node).items())
        )
