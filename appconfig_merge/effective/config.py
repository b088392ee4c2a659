"""The effective configuration: a mapping that can say where each of its values came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from appconfig_merge.collector import in_batches, without_collector
from appconfig_merge.effective.contributions import Contribution, Leaf
from appconfig_merge.effective.from_claims import contribution
from appconfig_merge.effective.key_order import key_remarks, unordered
from appconfig_merge.effective.literal_leaves import literal_leaf, literal_leaves
from appconfig_merge.effective.path_claims import claims_at, claims_of_shadowed, is_list
from appconfig_merge.effective.traces import Traces, no_trace
from appconfig_merge.effective.view import ConfigView, other_members, plain_value, value_inside
from appconfig_merge.javascript.keys import is_index
from appconfig_merge.javascript.values import Unknown
from appconfig_merge.merging.losses import Loss, live_children, losses_below
from appconfig_merge.merging.nodes import LeafNode, Node, ObjectNode, PlainLeaf
from appconfig_merge.merging.walking import is_branch, is_literal, parts, walk
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.paths import Path, parse_path
from appconfig_merge.values import ConfigValue, Unresolved, same

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    Keep: TypeAlias = "Callable[[Layer], Layer | None]"

    from appconfig_merge.diagnostics import Diagnostic
    from appconfig_merge.effective.leaves import Leaves
    from appconfig_merge.effective.prospects import Prospect
    from appconfig_merge.effective.traces import Trace
    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.layers.plugins.plugin import Plugin
    from appconfig_merge.releases import Release


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
    value. ``prospects`` are what plugins may still change of it.
    """

    path: Path
    kind: Literal["value", "object", "absent"]
    value: ConfigValue
    set_by: str | None
    contributions: tuple[Contribution, ...]
    nearest: tuple[Path, ...]
    layers: tuple[Layer, ...]
    departure: Departure | None = None
    prospects: tuple[Prospect, ...] = ()


class _Reached(NamedTuple):
    """What is at a path; ``above`` is what isn't resolved there instead, if nothing is."""

    path: Path
    node: Node | None
    losses: list[Loss]
    above: LeafNode | ObjectNode | None


class EffectiveConfig(ConfigView):
    """What the layers come to, and why.

    ``layers`` goes from the lowest precedence to the highest; ``release`` is the Flex UI release
    whose rules were used, None where they are the documented ones. ``plugins`` are those that may
    set something above all layers. Two configurations are equal when their values are, wherever
    those came from and in whatever order their keys stand.
    """

    __slots__ = (
        "_departures", "_diagnostics", "_newest", "_order", "_prospects", "_ranks", "_remake",
        "layers", "plugins", "release",
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
        self._diagnostics: tuple[Diagnostic, ...] = (
            *remarks,
            *(diagnostic for layer in layers for diagnostic in layer.diagnostics),
        )
        self._order: tuple[Diagnostic, ...] | None = None
        self._remake = remake
        self._newest = newest
        self._departures: dict[Path, Departure] | None = None
        self.plugins: tuple[Plugin, ...] = ()
        self._prospects: tuple[Prospect, ...] | None = ()
        self._ranks = {layer.id: rank for rank, layer in enumerate(self.layers)}

    @property
    def unresolved(self) -> tuple[tuple[Path, Unresolved], ...]:
        """The values that can't be known without running the page, wherever they sit."""
        return tuple(_unresolved(self._node))

    @property
    def unordered(self) -> tuple[Path, ...]:
        """The objects of which only the page decides in which order their keys stand."""
        return tuple(path for path, _ in unordered(self._node))

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What the readers of the layers noticed, and what the merge came to."""
        if self._order is None:
            self._order = tuple(key_remarks(self._node))
        return (*self._diagnostics, *self._order)

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that are more than a remark: the merge itself comes to none of them."""
        return tuple(one for one in self._diagnostics if one.severity != "info")

    @property
    def prospects(self) -> tuple[Prospect, ...]:
        """What plugins may set above these values, in the order in which they run."""
        if self._prospects is None:
            from appconfig_merge.effective.prospects import prospects

            self._prospects = prospects(self._node, self.plugins)
        return self._prospects

    def with_plugins(
        self, plugins: Sequence[Plugin], remarks: Iterable[Diagnostic]
    ) -> EffectiveConfig:
        """The same values, with plugins that may set something above them."""
        from copy import copy

        made = copy(self)
        made.plugins = tuple(plugins)
        made._prospects = None  # noqa: SLF001
        made._diagnostics = (*self._diagnostics, *remarks)  # noqa: SLF001
        return made

    def remade(self, keep: Callable[[Layer], Layer | None]) -> EffectiveConfig:
        """What the same merge gives with other layers.

        ``keep`` is called with each layer and gives the layer to take in its place, or None to
        do without it.
        """
        return self._remake(keep)

    def without(self, layer: str) -> EffectiveConfig:
        """What the same merge gives without the layer of this id."""
        return self._remake(lambda one: None if one.id == layer else one)

    @property
    def newest(self) -> EffectiveConfig | None:
        """What the newest Flex UI release makes of keys that it treats in another way.

        None unless these are the documented rules, applied to a resource and a script.
        """
        return self._newest() if self._newest is not None else None

    def departures(self) -> Mapping[Path, Departure]:
        """The values that the newest Flex UI release ends with another value for, by path.

        Empty where there is no ``newest``.
        """
        newest = self.newest
        if newest is None:
            return {}
        if self._departures is None:
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
        explained = self.explain(path)
        assert explained.set_by is not None
        return Leaf(path, explained.value, explained.set_by, explained.contributions)

    def _departure(self, path: Path) -> Departure | None:
        """What departs from a value, or from the array or function that it is in."""
        departures = self.departures()
        return next(
            (departures[path[:end]] for end in range(len(path), 0, -1) if path[:end] in departures),
            None,
        )

    def leaves(self, *, traced: bool = True) -> Iterator[Leaf]:
        """Every effective leaf, in order: anything but a non-empty plain object.

        Where nobody reads them, the contributions may come without their traces: not ``traced``.
        """
        return in_batches(self._leaves(traced=traced))

    def _leaves(self, *, traced: bool) -> Iterator[Leaf]:
        steps: Trace = Traces().of if traced else no_trace
        for path, node, losses in walk(self._node):
            literal = node.literal if isinstance(node, ObjectNode) and not losses else None
            if node is not None and literal is not None:
                # What led to a plain literal is what led to the object around it.
                yield from literal_leaves(path, literal, node.claims[0], steps(node.claims[0]))
            elif node is not None and not is_branch(node):
                value = plain_value(node)
                leaf = None
                if type(node) is PlainLeaf and not losses:
                    leaf = literal_leaf(path, node, value, steps)
                if leaf is not None:
                    yield leaf
                elif node.claims:
                    claims = claims_at(node, losses, self._ranks)
                    said = tuple([contribution(claim, steps) for claim in claims])
                    yield Leaf(path, value, node.winner.layer.id, said)

    def by_path(self) -> Leaves:
        """The same by path, for whoever asks for all values, and for the rest of few."""
        from appconfig_merge.effective.leaves import leaves_of

        with without_collector():
            return leaves_of(self._node, self._contributions)

    def shadowed(self) -> Iterator[Shadowed]:
        """The paths that some layer sets with no effective leaf there, in order."""
        for path, node, losses in walk(self._node):
            if not path or (node is not None and not losses and is_literal(node)):
                continue
            if node is not None and not is_branch(node):
                continue
            claims = claims_of_shadowed(node, losses, self._ranks)
            if claims:
                yield Shadowed(path, tuple(map(contribution, claims)))

    def explain(self, path: str | Path) -> Explanation:
        """Where the value at a path comes from: a leaf, an object, an element, or nothing.

        Takes a path as text (dotted, or a JSON Pointer) or as a tuple. Raises PathError.
        """
        explained = self._explain(path)
        if not self.prospects:
            return explained
        from appconfig_merge.effective.prospects import prospects_of

        found = tuple(prospects_of(self.prospects, explained.path))
        return explained._replace(prospects=found)

    def said(self, path: str | Path) -> tuple[Contribution, ...]:
        """What the layers say at a path, as ``explain`` tells it, and nothing else of that.

        Where nothing is there, nobody looks for what is called alike, which takes time.
        """
        return self._said(self._reach(path))

    def _explain(self, path: str | Path) -> Explanation:
        reached = self._reach(path)
        here, node = reached.path, reached.node
        said = self._said(reached)
        if node is not None:
            kind: Literal["value", "object"] = "object" if is_branch(node) else "value"
            set_by = node.winner.layer.id if node.claims else None
            departure = self._departure(here) if kind == "value" else None
            value = plain_value(node)
            return Explanation(here, kind, value, set_by, said, (), self.layers, departure)
        above = reached.above
        if above is not None:
            value = value_inside(above) if isinstance(above, LeafNode) else other_members(above)
            return Explanation(here, "value", value, above.winner.layer.id, said, (), self.layers)
        from appconfig_merge.effective.nearest import nearest_paths

        near = nearest_paths(here, self.paths())
        return Explanation(here, "absent", None, None, said, near, self.layers)

    def _reach(self, path: str | Path) -> _Reached:
        node: Node | None = self._node
        losses: list[Loss] = []
        found: list[str | int] = []
        unresolved: LeafNode | None = None
        around: ObjectNode | None = None
        for step in parse_path(path) if isinstance(path, str) else path:
            key = str(step)
            if isinstance(node, LeafNode) and isinstance(node.value, Unknown):
                unresolved = node
            around = node if isinstance(node, ObjectNode) else None
            lost = losses_below(node, losses, len(found), arrays=True, only=key)
            found.append(int(key) if is_index(key) and is_list(node, losses) else key)
            node = live_children(node, key).get(key) if node is not None else None
            losses = lost.get(key, [])
        above: LeafNode | ObjectNode | None = None
        if node is None:
            is_open = around is not None and around.more is not None
            above = around if unresolved is None and is_open else unresolved
        return _Reached(tuple(found), node, losses, above)

    def _said(self, reached: _Reached) -> tuple[Contribution, ...]:
        said = self._contributions(reached.node, reached.losses)
        return said if reached.above is None else (*said, contribution(reached.above.winner))

    def _contributions(self, node: Node | None, losses: list[Loss]) -> tuple[Contribution, ...]:
        return tuple(map(contribution, claims_at(node, losses, self._ranks)))

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
            found[path] = plain_value(node)
    return found


def _unresolved(root: Node) -> Iterator[tuple[Path, Unresolved]]:
    for path, node in parts(root):
        if isinstance(node, ObjectNode) and node.more is not None:
            yield path, other_members(node)
        if isinstance(node, LeafNode) and isinstance(node.value, Unknown):
            value = plain_value(node)
            assert isinstance(value, Unresolved)
            yield path, value
