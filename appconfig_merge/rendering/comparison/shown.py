"""Comparisons as they may be shown: what text, JSON and CSV are made of, their secrets masked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.effective.contributions import Contribution, Leaf, winner
from appconfig_merge.effective.leaves import Leaves
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.questions.comparison import SourceChange, ValueChange, Values
from appconfig_merge.questions.equivalence import EXACT
from appconfig_merge.secrets.values import Masker, secrets_of_all
from appconfig_merge.values import same

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from appconfig_merge.paths import Path
    from appconfig_merge.questions.comparison import Comparison, Row, Standing
    from appconfig_merge.values import ConfigValue


class ShownComparison(NamedTuple):
    """Two configurations compared: the paths at which values differ, or sources of equal ones.

    ``is_masked`` says that secrets in them are masked, ``secret_paths`` where that was needed.
    """

    before: Values
    after: Values
    different: Sequence[Path]
    moved: Sequence[Path]
    is_masked: bool
    secret_paths: frozenset[Path] = frozenset()

    def values(self) -> Iterator[ValueChange]:
        """The values that differ, each told when it is asked for."""
        for path in self.different:
            yield ValueChange(path, self.before.leaf(path), self.after.leaf(path))

    def sources(self) -> Iterator[SourceChange]:
        """The sources that differ of values that don't, likewise."""
        for path in self.moved:
            before, after = self.before.leaf(path), self.after.leaf(path)
            assert before is not None
            assert after is not None
            yield SourceChange(path, before, after)


def shown_comparison(compared: Comparison, *, show_secrets: bool) -> ShownComparison:
    """What of a comparison is shown: all of it only where secrets are wanted."""
    before, after = compared.before, compared.after
    different, moved = compared.different, compared.moved
    if show_secrets:
        return ShownComparison(before, after, different, moved, is_masked=False)
    mask = _Mask((before, after), (*different, *moved))
    old, new = _MaskedValues(before, mask), _MaskedValues(after, mask)
    return ShownComparison(
        old,
        new,
        list(map(mask.path, different)),
        list(map(mask.path, moved)),
        is_masked=True,
        secret_paths=old.secret_paths | new.secret_paths,
    )


class ShownRows(NamedTuple):
    """Rows of a matrix, with the configurations as far as the rows are about them."""

    rows: tuple[Row, ...]
    configs: tuple[Values, ...]
    is_masked: bool


def shown_rows(rows: Sequence[Row], configs: Sequence[Values], *, show_secrets: bool) -> ShownRows:
    """What of a matrix is shown: all of it only where secrets are wanted."""
    if show_secrets:
        return ShownRows(tuple(rows), tuple(configs), is_masked=False)
    mask = _Mask(configs, (row.path for row in rows))
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
        tuple(_MaskedValues(config, mask) for config in configs),
        is_masked=True,
    )


class _Mask:
    """What masks the values at some paths, alike for all configurations.

    What is a secret of any of them is one in all texts. ``paths`` has each path by how it is
    shown. Most configurations have the same values: each of them is looked at once.
    """

    def __init__(self, configs: Iterable[Values], paths: Iterable[Path]) -> None:
        found = set(secrets_of_all(one.plain for one in configs))
        self._has_none = not found
        self._masker = Masker(found)
        self.path = self._masker.path
        self.paths = {self.path(path): path for path in paths}
        self._texts: dict[tuple[Path, str], ConfigValue] = {}

    def value(self, value: ConfigValue, path: Path) -> ConfigValue:
        """A value at a path as it is shown."""
        if self._has_none and type(value) in EXACT:
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
    """The values at some paths of a configuration, by the paths as they are shown."""

    def __init__(self, values: Values, mask: _Mask) -> None:
        self._values = values
        self._mask = mask
        self.layers = values.layers
        self.plain = {
            shown: mask.value(values.plain[path], path)
            for shown, path in mask.paths.items()
            if path in values.plain
        }
        self.leaves = Leaves(self.plain, self._leaf)

    def _leaf(self, path: Path) -> Leaf:
        told = self._values.leaves.tell(self._mask.paths[path])
        return _shown(told, path, self.plain[path])

    @property
    def secret_paths(self) -> frozenset[Path]:
        """Where something was masked."""
        plain, paths = self._values.plain, self._mask.paths
        return frozenset(
            shown
            for shown, value in self.plain.items()
            if value is not plain[paths[shown]] and not same(value, plain[paths[shown]])
        )

    def standing(self, path: Path) -> Standing:
        """What a path is in this configuration."""
        return self._values.standing(self._mask.paths[path])
