"""The effective configuration: a mapping that can say where each of its values came from."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

from appconfig_merge.contributions import Contribution, contribution
from appconfig_merge.javascript.values import JSArray, JSObject, Unknown
from appconfig_merge.merging.losses import (
    Ghost,
    all_ghost_children,
    claims_with,
    live_children,
)
from appconfig_merge.merging.nodes import LeafNode, Node, ObjectNode
from appconfig_merge.paths import Path, format_path, parse_path
from appconfig_merge.values import ConfigValue, Unresolved, convert, same

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from appconfig_merge.diagnostics import Diagnostic
    from appconfig_merge.layers.layer import Layer


class Leaf(NamedTuple):
    """An effective value that isn't a non-empty object, with everything said at its path."""

    path: Path
    value: ConfigValue
    set_by: str
    contributions: tuple[Contribution, ...]


class Shadowed(NamedTuple):
    """A path that some layer sets but that is no effective leaf."""

    path: Path
    contributions: tuple[Contribution, ...]


class Explanation(NamedTuple):
    """The answer for one path.

    ``kind`` is value (a leaf or an array's element), object, or absent. ``contributions`` goes
    from the lowest layer up. ``set_by`` is None for what is absent. For an absent path
    ``nearest`` has existing paths that look alike, and ``layers`` the layers searched.
    """

    path: Path
    kind: Literal["value", "object", "absent"]
    value: ConfigValue
    set_by: str | None
    contributions: tuple[Contribution, ...]
    nearest: tuple[Path, ...]
    layers: tuple[str, ...]


class ConfigView(Mapping[str, ConfigValue]):
    """An object of the effective configuration: read-only, keys in JavaScript's order."""

    __slots__ = ("_node",)

    def __init__(self, node: ObjectNode) -> None:
        self._node = node

    def __getitem__(self, key: str) -> ConfigView | ConfigValue:  # type: ignore[override]
        return _view(self._node.members[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._node.keys())

    def __len__(self) -> int:
        return len(self._node.members)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, ConfigView):
            return same(self.to_dict(), other.to_dict())
        return same(self.to_dict(), dict(other)) if isinstance(other, Mapping) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def to_dict(self) -> dict[str, ConfigValue]:
        """A fresh copy in plain dicts and lists."""
        value = _plain(self._node)
        assert isinstance(value, dict)
        return value

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.to_dict()!r})"


class EffectiveConfig(ConfigView):
    """What the layers come to, and why.

    ``layers`` goes from the lowest precedence to the highest; ``diagnostics`` is what their
    readers noticed. Two configurations are equal when their values are, wherever those came
    from.
    """

    __slots__ = ("diagnostics", "layers")

    def __init__(self, root: ObjectNode, layers: Sequence[Layer]) -> None:
        super().__init__(root)
        self.layers = tuple(layers)
        self.diagnostics: tuple[Diagnostic, ...] = tuple(
            diagnostic for layer in layers for diagnostic in layer.diagnostics
        )

    @property
    def unresolved(self) -> tuple[tuple[Path, Unresolved], ...]:
        """The values that can't be known without running the page, wherever they sit."""
        return tuple(_unresolved(self._node))

    def leaves(self) -> Iterator[Leaf]:
        """Every effective leaf, in order: anything but a non-empty plain object."""
        for path, node, ghosts in _walk(self._node):
            if node is not None and not _is_branch(node):
                yield _leaf(path, node, ghosts)

    def shadowed(self) -> Iterator[Shadowed]:
        """The paths that some layer sets with no effective leaf there, in order."""
        for path, node, ghosts in _walk(self._node):
            if node is None:
                claims = [
                    claim
                    for claim in claims_with(None, ghosts)
                    if not _is_filled_object(claim.slot.traced.value)
                ]
            elif path and _is_branch(node):
                claims = claims_with(node, ghosts)
                if all(claim.is_alive for claim in claims) and not _has_spread(node):
                    continue
            else:
                continue
            if claims:
                yield Shadowed(path, tuple(map(contribution, claims)))

    def explain(self, path: str | Path) -> Explanation:
        """Where the value at a path comes from: a leaf, an object, an element, or nothing.

        Takes a path as text (dotted, or a JSON Pointer) or as a tuple. Raises PathError.
        """
        steps = parse_path(path) if isinstance(path, str) else path
        node: Node | None = self._node
        ghosts: list[Ghost] = []
        found: list[str | int] = []
        for step in steps:
            depth = len(found)
            lost = all_ghost_children(node, ghosts, depth, arrays=True)
            live = live_children(node) if node is not None else {}
            is_array = isinstance(node, LeafNode) and isinstance(node.value, JSArray)
            found.append(int(step) if is_array and str(step).isdecimal() else step)
            node = live.get(str(step))
            ghosts = lost.get(str(step), [])
        contributions = tuple(map(contribution, claims_with(node, ghosts)))
        names = tuple(layer.id for layer in self.layers)
        if node is None:
            nearest = self._nearest(tuple(found))
            return Explanation(tuple(found), "absent", None, None, contributions, nearest, names)
        kind: Literal["value", "object"] = "object" if _is_branch(node) else "value"
        value = _plain(node)
        set_by = node.winner.layer.id if node.claims else None
        return Explanation(tuple(found), kind, value, set_by, contributions, (), names)

    def _nearest(self, wanted: Path) -> tuple[Path, ...]:
        """Existing paths that a person may have meant."""
        known = {format_path(path): path for path in self.paths()}
        text = format_path(wanted)
        close = difflib.get_close_matches(text, known, n=3, cutoff=0.6)
        last = str(wanted[-1]).lower() if wanted else ""
        same_name = [name for name, path in known.items() if str(path[-1]).lower() == last]
        return tuple(known[name] for name in dict.fromkeys([*close, *same_name[:3]]))

    def paths(self) -> Iterator[Path]:
        """The path of every effective object and leaf."""
        for path, node, _ in _walk(self._node):
            if path and node is not None:
                yield path


def _view(node: Node) -> ConfigView | ConfigValue:
    return ConfigView(node) if isinstance(node, ObjectNode) else _plain(node)


def _plain(node: Node) -> ConfigValue:
    if isinstance(node, ObjectNode):
        return {key: _plain(node.members[key]) for key in node.keys()}
    assert isinstance(node, LeafNode)
    return convert(node.value, node.winner.slot.traced, node.depth)


def _is_branch(node: Node) -> bool:
    return isinstance(node, ObjectNode) and bool(node.members)


def _is_filled_object(value: object) -> bool:
    return type(value) is JSObject and bool(value.slots) and value.unknown is None


def _has_spread(node: Node) -> bool:
    return any(claim.rule == "spread-to-keys" for claim in node.claims)


def _leaf(path: Path, node: Node, ghosts: list[Ghost]) -> Leaf:
    contributions = tuple(map(contribution, claims_with(node, ghosts)))
    return Leaf(path, _plain(node), node.winner.layer.id, contributions)


def _walk(root: Node) -> Iterator[tuple[Path, Node | None, list[Ghost]]]:
    """Every path of the tree in order, with what was lost on it; None for one only lost."""
    work: list[tuple[Path, Node | None, list[Ghost]]] = [((), root, [])]
    while work:
        path, node, ghosts = work.pop()
        yield path, node, ghosts
        lost = all_ghost_children(node, ghosts, len(path), arrays=False)
        live = live_children(node) if isinstance(node, ObjectNode) else {}
        below: list[tuple[Path, Node | None, list[Ghost]]] = [
            ((*path, key), child, lost.pop(key, [])) for key, child in live.items()
        ]
        below.extend(((*path, key), None, found) for key, found in lost.items())
        work.extend(reversed(below))


def _unresolved(root: Node) -> Iterator[tuple[Path, Unresolved]]:
    work: list[tuple[Path, Node]] = [((), root)]
    while work:
        path, node = work.pop()
        if isinstance(node, LeafNode) and isinstance(node.value, Unknown):
            value = _plain(node)
            assert isinstance(value, Unresolved)
            yield path, value
        is_array = isinstance(node, LeafNode)
        work.extend(
            ((*path, int(key) if is_array else key), child)
            for key, child in reversed(live_children(node).items())
        )
