"""Configurations compared, value by value: what differs, and what only has another source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, TypeAlias

from appconfig_merge.layers.properties import UI_ATTRIBUTES
from appconfig_merge.questions.equivalence import equivalent, equivalent_leaves
from appconfig_merge.values import Unresolved

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from appconfig_merge.effective.contributions import Leaf
    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.paths import Path

    Standing: TypeAlias = Literal["value", "object", "unresolved", "unset"]
    """What a path is: an effective value; an object with values of its own; something inside
    what is unresolved, so that nobody can say; or not set."""


class Comparable(Protocol):
    """What can be compared: an EffectiveConfig, or one that was saved."""

    @property
    def layers(self) -> Sequence[Layer]:
        """Its layers, lowest precedence first."""

    def leaves(self) -> Iterator[Leaf]:
        """Its effective values, in order."""


class ValueChange(NamedTuple):
    """A path whose effective value is not the same.

    ``before`` or ``after`` is None where there is no value at the path: it isn't set, or is an
    object with values of its own, or lies in something unresolved.
    """

    path: Path
    before: Leaf | None
    after: Leaf | None


class SourceChange(NamedTuple):
    """A path whose value is the same, but another layer gives it."""

    path: Path
    before: Leaf
    after: Leaf


class Row(NamedTuple):
    """A path in many configurations: which of them agree.

    Each group has one of its leaves, what the path is there, and the indices of the
    configurations; those most configurations share come first.
    """

    path: Path
    groups: tuple[Group, ...]

    @property
    def differs(self) -> bool:
        """Whether the configurations don't all agree."""
        return len(self.groups) > 1


class Group(NamedTuple):
    """Configurations that agree on a path. ``leaf`` is the first one's; None without a value."""

    leaf: Leaf | None
    standing: Standing
    members: tuple[int, ...]


class Comparison:
    """Two configurations compared. ``values`` differ; ``sources`` are those of equal values.

    Both in the order of the first, then what only the second has. Key order and formatting are
    no difference. Of unresolved values the expression, the reason, the candidates and what else
    went into them count, not the place.
    """

    def __init__(self, before: Comparable, after: Comparable) -> None:
        self.before = Values(before)
        self.after = Values(after)
        self.values: list[ValueChange] = []
        self.sources: list[SourceChange] = []
        old, new = self.before.leaves, self.after.leaves
        for path, leaf in old.items():
            other = new.get(path)
            if other is None or not equivalent_leaves(leaf, other):
                self.values.append(ValueChange(path, leaf, other))
            elif self.before.role(leaf) != self.after.role(other):
                self.sources.append(SourceChange(path, leaf, other))
        self.values.extend(
            ValueChange(path, None, leaf) for path, leaf in new.items() if path not in old
        )


class Values:
    """The effective values of a configuration by path, and what a path without one is."""

    def __init__(self, config: Comparable) -> None:
        self.leaves: Mapping[Path, Leaf] = {leaf.path: leaf for leaf in config.leaves()}
        self.layers = config.layers
        self._roles = {layer.id: _role(layer) for layer in config.layers}
        self._objects: frozenset[Path] | None = None

    def standing(self, path: Path) -> Standing:
        """What a path is in this configuration."""
        if path in self.leaves:
            return "value"
        if self._objects is None:
            self._objects = frozenset(
                known[:end] for known in self.leaves for end in range(len(known))
            )
        if path in self._objects:
            return "object"
        for end in range(len(path)):
            above = self.leaves.get(path[:end])
            if above is not None and isinstance(above.value, Unresolved):
                return "unresolved"
        return "unset"

    def role(self, leaf: Leaf) -> str:
        """What the layer in force is to Flex UI, whatever its file and release."""
        return self._roles.get(leaf.set_by, leaf.set_by)


def _role(layer: Layer) -> str:
    if layer.kind == "defaults":
        return "defaults"
    # The resource's logLevel is a layer of its own in a release, but the same line of the file.
    return UI_ATTRIBUTES if layer.kind == "rest" else layer.id


def value_changes(before: Comparable, after: Comparable) -> tuple[ValueChange, ...]:
    """The values that certainly differ: in the order of ``before``, then what ``after`` adds.

    Of unresolved values the expression, the reason and the candidates count, and not what lies
    beneath them, which may show or not.
    """
    compared = Comparison(before, after)
    return tuple(
        one
        for one in compared.values
        if one.before is None
        or one.after is None
        or not equivalent(one.before.value, one.after.value)
    )


def rows(configs: Sequence[Values]) -> Iterator[Row]:
    """Every path of any configuration, in the order in which they are met."""
    paths = dict.fromkeys(path for config in configs for path in config.leaves)
    for path in paths:
        yield Row(path, _groups(path, configs))


def _groups(path: Path, configs: Sequence[Values]) -> tuple[Group, ...]:
    found: list[tuple[Leaf | None, Standing, list[int]]] = []
    plain: dict[tuple[object, ...], list[int]] = {}
    for index, config in enumerate(configs):
        leaf = config.leaves.get(path)
        standing = config.standing(path)
        # Most values are plain; telling them by a key keeps many configurations cheap.
        key = _key(leaf, standing)
        members = plain.get(key) if key is not None else None
        if members is None and key is None and leaf is not None:
            members = next(
                (one[2] for one in found if one[0] is not None and equivalent_leaves(one[0], leaf)),
                None,
            )
        if members is None:
            members = []
            found.append((leaf, standing, members))
            if key is not None:
                plain[key] = members
        members.append(index)
    found.sort(key=lambda one: -len(one[2]))
    return tuple(Group(leaf, standing, tuple(members)) for leaf, standing, members in found)


def _key(leaf: Leaf | None, standing: Standing) -> tuple[object, ...] | None:
    """What two leaves have in common exactly if they are the same; None where none is known."""
    if leaf is None:
        return (standing,)
    value = leaf.value
    return ("value", type(value), value) if isinstance(value, str | bool) else None
