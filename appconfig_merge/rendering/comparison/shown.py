"""Comparisons as they may be shown: what text, JSON and CSV are made of, their secrets masked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.effective.contributions import Contribution, Leaf, winner
from appconfig_merge.effective.leaves import Leaves
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.questions.comparison import Values
from appconfig_merge.questions.equivalence import EXACT
from appconfig_merge.secrets.values import Masker, secrets_of_all
from appconfig_merge.values import same

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from appconfig_merge.effective.contributions import Giver
    from appconfig_merge.paths import Path
    from appconfig_merge.questions.comparison import Comparison, Row, Standing
    from appconfig_merge.values import ConfigValue


_SCALARS: Final = EXACT | {float}


class Given(NamedTuple):
    """An effective value as it is shown, and who gives it.

    ``is_masked`` says that some of it is masked.
    """

    value: ConfigValue
    giver: Giver
    is_masked: bool


class ShownChange(NamedTuple):
    """What is shown of a path that isn't the same: on each side a value, or what the path is."""

    path: Path
    before: Given | Standing
    after: Given | Standing


class ShownComparison(NamedTuple):
    """Two configurations compared: the paths at which values differ, or sources of equal ones.

    ``mask`` masks the secrets in all that is shown; None where they are wanted.
    """

    before: Values
    after: Values
    different: Sequence[Path]
    moved: Sequence[Path]
    mask: _Mask | None

    def values(self) -> Iterator[ShownChange]:
        """The values that differ, each told when it is asked for."""
        return map(self._change, self.different)

    def sources(self) -> Iterator[ShownChange]:
        """The values whose sources alone differ, likewise."""
        return map(self._change, self.moved)

    def _change(self, path: Path) -> ShownChange:
        shown = path if self.mask is None else self.mask.path(path)
        return ShownChange(shown, self._side(self.before, path), self._side(self.after, path))

    def _side(self, side: Values, path: Path) -> Given | Standing:
        if path not in side.plain:
            return side.standing(path)
        value = side.plain[path]
        shown = value if self.mask is None else self.mask.value(value, path)
        is_masked = shown is not value and not same(shown, value)
        return Given(shown, side.leaves.giver(path), is_masked)


def shown_comparison(compared: Comparison, *, show_secrets: bool) -> ShownComparison:
    """What of a comparison is shown: all of it only where secrets are wanted."""
    sides = compared.before, compared.after
    different, moved = compared.different, compared.moved
    mask = None if show_secrets else _Mask(sides)
    if mask is not None:
        mask.number_keys((*different, *moved), sides)
    return ShownComparison(*sides, different, moved, mask)


class ShownRows(NamedTuple):
    """Rows of a matrix, with the configurations as far as the rows are about them."""

    rows: tuple[Row, ...]
    configs: tuple[Values, ...]
    is_masked: bool


def shown_rows(rows: Sequence[Row], configs: Sequence[Values], *, show_secrets: bool) -> ShownRows:
    """What of a matrix is shown: all of it only where secrets are wanted."""
    if show_secrets:
        return ShownRows(tuple(rows), tuple(configs), is_masked=False)
    mask = _Mask(configs)
    paths = {mask.path(row.path): row.path for row in rows}
    return ShownRows(
        tuple(
            row._replace(
                path=mask.path(row.path),
                groups=tuple(
                    group._replace(leaf=group.leaf and mask.leaf(group.leaf))
                    for group in row.groups
                ),
            )
            for row in rows
        ),
        tuple(_MaskedValues(config, mask, paths) for config in configs),
        is_masked=True,
    )


class _Mask:
    """What masks the values at some paths, alike for all configurations.

    What is a secret of any of them is one in all texts. Most configurations have the same
    values: each of them is looked at once.
    """

    def __init__(self, configs: Iterable[Values]) -> None:
        found = set(secrets_of_all(one.plain for one in configs))
        self._has_none = not found
        self._masker = Masker(found)
        self.path = self._masker.path
        self._texts: dict[tuple[Path, str], ConfigValue] = {}

    def number_keys(self, paths: Sequence[Path], configs: Iterable[Values]) -> None:
        """Give the keys that are masked their numbers: those in paths, then those in values."""
        if self._has_none:
            return
        for path in paths:
            self.path(path)
        for config in configs:
            for path in paths:
                if not isinstance(config.plain.get(path), str):
                    self.value(config.plain.get(path), path)

    def value(self, value: ConfigValue, path: Path) -> ConfigValue:
        """A value at a path as it is shown."""
        if self._has_none and _SCALARS.issuperset(
            map(type, value if type(value) is list else (value,))
        ):
            return value  # it was among those of which none is a secret
        if not isinstance(value, str):
            return self._masker.value(value, path)
        if (path, value) not in self._texts:
            self._texts[path, value] = self._masker.value(value, path)
        return self._texts[path, value]

    def leaf(self, leaf: Leaf) -> Leaf:
        """What a comparison shows of a leaf."""
        return _shown(leaf, self.path(leaf.path), self.value(leaf.value, leaf.path))


def _shown(leaf: Leaf, path: Path, value: ConfigValue) -> Leaf:
    """A leaf with who gives its value, and nothing else of what is said at its path."""
    own = winner(leaf)
    # As _replace would make them, which takes several times as long.
    places = own.location, own.key_location
    said = (own.layer, value, own.outcome, own.rule, own.rival, *places, (), ())
    giver = tuple.__new__(Contribution, said)
    return tuple.__new__(Leaf, (path, value, leaf.set_by, (giver,)))


class _MaskedValues(Values):
    """The values at some paths of a configuration, by the paths as they are shown.

    ``paths`` has each path by how it is shown.
    """

    def __init__(self, values: Values, mask: _Mask, paths: Mapping[Path, Path]) -> None:
        self._values = values
        self._paths = paths
        self.layers = values.layers
        self.plain = {
            shown: mask.value(values.plain[path], path)
            for shown, path in paths.items()
            if path in values.plain
        }
        self.leaves = Leaves(self.plain, self._leaf)

    def _leaf(self, path: Path) -> Leaf:
        told = self._values.leaves.tell(self._paths[path])
        return _shown(told, path, self.plain[path])

    def standing(self, path: Path) -> Standing:
        """What a path is in this configuration."""
        return self._values.standing(self._paths[path])
