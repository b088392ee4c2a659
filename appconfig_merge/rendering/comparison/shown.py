"""Comparisons as they may be shown: what text, JSON and CSV are made of, their secrets masked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from appconfig_merge.effective.contributions import winner
from appconfig_merge.questions.comparison import SourceChange, ValueChange, Values
from appconfig_merge.secrets.values import Masker, secrets_in
from appconfig_merge.values import same

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from appconfig_merge.effective.contributions import Leaf
    from appconfig_merge.paths import Path
    from appconfig_merge.questions.comparison import Comparison, Row, Standing


class ShownComparison(NamedTuple):
    """Two configurations compared.

    ``is_masked`` says that secrets in them are masked, ``secret_paths`` where that was needed.
    """

    before: Values
    after: Values
    values: Sequence[ValueChange]
    sources: Sequence[SourceChange]
    is_masked: bool
    secret_paths: frozenset[Path] = frozenset()


def shown_comparison(compared: Comparison, *, show_secrets: bool) -> ShownComparison:
    """What of a comparison is shown: all of it only where secrets are wanted."""
    before, after = compared.before, compared.after
    if show_secrets:
        return ShownComparison(before, after, compared.values, compared.sources, is_masked=False)
    changes: list[ValueChange | SourceChange] = [*compared.values, *compared.sources]
    mask = _masker(leaf for one in changes for leaf in (one.before, one.after))
    paths = [one.path for one in changes]
    old, new = (_MaskedValues(one, mask, paths) for one in (before, after))
    return ShownComparison(
        old,
        new,
        [
            ValueChange(path, old.leaves.get(path), new.leaves.get(path))
            for path in (mask.path(one.path) for one in compared.values)
        ],
        [
            SourceChange(path, old.leaves[path], new.leaves[path])
            for path in (mask.path(one.path) for one in compared.sources)
        ],
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
    mask = _masker(group.leaf for row in rows for group in row.groups)
    paths = [row.path for row in rows]
    return ShownRows(
        tuple(
            row._replace(
                path=mask.path(row.path),
                groups=tuple(
                    group._replace(leaf=group.leaf and _leaf(mask, group.leaf))
                    for group in row.groups
                ),
            )
            for row in rows
        ),
        tuple(_MaskedValues(config, mask, paths) for config in configs),
        is_masked=True,
    )


class _MaskedValues(Values):
    """The values at some paths of a configuration, by the paths as they are shown."""

    def __init__(self, values: Values, mask: Masker, paths: Iterable[Path]) -> None:
        self._values = values
        self._paths = {mask.path(path): path for path in paths}
        self.layers = values.layers
        self.leaves = {
            shown: _leaf(mask, values.leaves[path])
            for shown, path in self._paths.items()
            if path in values.leaves
        }
        self.secret_paths = frozenset(
            shown
            for shown, leaf in self.leaves.items()
            if not same(leaf.value, values.leaves[self._paths[shown]].value)
        )

    def standing(self, path: Path) -> Standing:
        """What a path is in this configuration."""
        return self._values.standing(self._paths[path])


def _masker(leaves: Iterable[Leaf | None]) -> Masker:
    return Masker(
        secret
        for leaf in leaves
        if leaf is not None
        for secret in secrets_in(leaf.value, leaf.path)
    )


def _leaf(mask: Masker, leaf: Leaf) -> Leaf:
    """What a comparison shows of a leaf: the value, and who gives it."""
    value = mask.value(leaf.value, leaf.path)
    giver = winner(leaf)._replace(value=value, elements=(), trace=())
    return leaf._replace(path=mask.path(leaf.path), value=value, contributions=(giver,))
