"""Configurations compared, value by value: what differs, and what only has another source."""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, Protocol, TypeAlias

from appconfig_merge.layers.properties import UI_ATTRIBUTES
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.questions.equivalence import EXACT, equivalent, equivalent_leaves
from appconfig_merge.values import Unresolved

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, Sequence

    from appconfig_merge.effective.contributions import Leaf
    from appconfig_merge.effective.leaves import Leaves
    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.paths import Path
    from appconfig_merge.values import ConfigValue

    Standing: TypeAlias = Literal["value", "object", "unresolved", "unset"]
    """What a path is: an effective value; an object with values of its own; something inside
    what is unresolved or may have more keys, so that nobody can say; or not set."""

_NOTHING: Final = object()
"""Stands where a configuration has no value."""


class Comparable(Protocol):
    """What can be compared: an EffectiveConfig, or one that was saved."""

    @property
    def layers(self) -> Sequence[Layer]:
        """Its layers, lowest precedence first."""

    def by_path(self) -> Leaves:
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
    """Two configurations compared: where they differ, and where equal values have other sources.

    Both in the order of the first, then what only the second has. Key order and formatting are
    no difference. Of unresolved values the expression, the reason, the candidates and what else
    went into them count, not the place.
    """

    def __init__(self, before: Comparable, after: Comparable) -> None:
        self.before = Values(before)
        self.after = Values(after)
        self.different: list[Path] = []
        self.moved: list[Path] = []
        old, new = self.before.plain, self.after.plain
        givers, others = self.before.givers(), self.after.givers()
        for path in old:
            if path not in new or not _agree(path, self.before, self.after):
                self.different.append(path)
            elif givers[path] != others[path]:
                self.moved.append(path)
        self.different.extend(path for path in new if path not in old)

    @cached_property
    def values(self) -> list[ValueChange]:
        """The values that differ, with all that is said of them."""
        old, new = self.before.leaves, self.after.leaves
        return [ValueChange(path, old.get(path), new.get(path)) for path in self.different]

    @cached_property
    def sources(self) -> list[SourceChange]:
        """The sources that differ of values that don't."""
        old, new = self.before.leaves, self.after.leaves
        return [SourceChange(path, old[path], new[path]) for path in self.moved]


class Values:
    """The effective values of a configuration by path, and what a path without one is.

    ``plain`` has the values alone, ``leaves`` who gave them, too.
    """

    def __init__(self, config: Comparable) -> None:
        self.leaves: Leaves
        self.plain: Mapping[Path, ConfigValue]
        found = config.by_path()
        self.leaves, self.plain = found, found.plain
        self._incomplete = found.incomplete
        self.layers = config.layers
        self._roles = {layer.id: _role(layer) for layer in config.layers}
        self._objects: frozenset[Path] | None = None

    def standing(self, path: Path) -> Standing:
        """What a path is in this configuration."""
        if path in self.plain:
            return "value"
        if self._objects is None:
            self._objects = frozenset(
                known[:end] for known in self.plain for end in range(len(known))
            )
        if path in self._objects:
            return "object"
        for end in range(len(path)):
            around = path[:end]
            if around in self._incomplete or isinstance(self.plain.get(around), Unresolved):
                return "unresolved"
        return "unset"

    def role(self, leaf: Leaf) -> str:
        """What the layer in force is to Flex UI, whatever its file and release."""
        return self._roles.get(leaf.set_by, leaf.set_by)

    def givers(self) -> Mapping[Path, str]:
        """The same of all values, by path."""
        roles = self._roles
        return {path: roles.get(layer, layer) for path, layer in self.leaves.givers().items()}


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


def rows(configs: Sequence[Values], about: Sequence[Path] = ()) -> Iterator[Row]:
    """Every path of any configuration, in the order in which they are met.

    Where paths are given that it is ``about``, only those of them, in them, and around them.
    """
    plain = [config.plain.get for config in configs]
    paths: dict[Path, object] = {}
    for config in configs:
        paths.update(config.plain)
    for path in paths:
        if not about or any(is_about(path, one) for one in about):
            yield Row(path, _groups(path, [get(path, _NOTHING) for get in plain], configs))


def is_about(path: Path, other: Path) -> bool:
    """Whether one of two paths leads to the other; an index is a key of that name, too."""
    return all(str(step) == str(given) for step, given in zip(path, other, strict=False))


def _groups(
    path: Path, values: Sequence[ConfigValue | object], configs: Sequence[Values]
) -> tuple[Group, ...]:
    first = values[0]
    if set(map(type, values)) <= {type(first)} <= EXACT and values.count(first) == len(values):
        # As at most paths.
        return (_group(path, configs[0], range(len(values))),)
    # Most values are told by a key, which keeps many configurations cheap.
    found: dict[Hashable, list[int]] = {}
    others: list[int] = []
    for index, value in enumerate(values):
        key: Hashable = value if type(value) is str else _key(value)
        if value is _NOTHING:
            key = _Absent(configs[index].standing(path))
        elif key is None:
            same = (one for one in others if _agree(path, configs[one], configs[index]))
            key = _Other(next(same, index))
            if key.first == index:
                others.append(index)
        if key in found:
            found[key].append(index)
        else:
            found[key] = [index]
    members = sorted(found.values(), key=lambda one: -len(one))
    return tuple(_group(path, configs[one[0]], one) for one in members)


def _agree(path: Path, one: Values, other: Values) -> bool:
    left, right = one.plain[path], other.plain[path]
    if isinstance(left, Unresolved) and isinstance(right, Unresolved):
        return equivalent_leaves(one.leaves[path], other.leaves[path])
    return equivalent(left, right)


def _group(path: Path, first: Values, members: Sequence[int]) -> Group:
    return Group(first.leaves.get(path), first.standing(path), tuple(members))


class _Absent(NamedTuple):
    """What configurations without a value at a path have in common."""

    standing: Standing


class _Other(NamedTuple):
    """What those with the same value have in common where it has no key: the first of them."""

    first: int


def _key(value: object) -> Hashable:
    """What two values have in common exactly if they are the same; None where none is known.

    Known of all that JSON can say, so that a value for each configuration costs no comparing of
    each with each.
    """
    if type(value) is str:
        return value
    if isinstance(value, bool) or value is None:
        return type(value), value
    if isinstance(value, int | float):
        if value != value:
            return float  # NaN is NaN here
        return (float, value) if value else (float, "zero", math.copysign(1, value))
    if isinstance(value, list):
        elements = tuple(map(_key, value))
        return None if None in elements else (list, elements)
    if isinstance(value, dict):
        members = {key: _key(member) for key, member in value.items()}
        return None if None in members.values() else (dict, frozenset(members.items()))
    return None
