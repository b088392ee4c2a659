"""An upgrade as it may be shown: what text and JSON are made of, its secrets masked.

Findings come without secrets already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from appconfig_merge.secrets.values import Masker, secrets_of
from appconfig_merge.values import same

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.effective.contributions import Leaf
    from appconfig_merge.fleet.grouping import Happening
    from appconfig_merge.fleet.upgrade import Upgrade, ValueAt
    from appconfig_merge.paths import Path


class ShownUpgrade(NamedTuple):
    """An upgrade. ``is_masked`` says that secrets in it are, ``secret_paths`` where some were."""

    upgrade: Upgrade
    is_masked: bool
    secret_paths: frozenset[Path] = frozenset()


def shown_upgrade(upgrade: Upgrade, *, show_secrets: bool) -> ShownUpgrade:
    """What of an upgrade is shown: all of it only where secrets are wanted."""
    if show_secrets:
        return ShownUpgrade(upgrade, is_masked=False)
    mask = Masker(secret for leaf in _leaves(upgrade) for secret in secrets_of(leaf))
    secret: set[Path] = set()

    def masked(happening: Happening[ValueAt]) -> Happening[ValueAt]:
        members = tuple(
            one._replace(what=_value(mask, one.what, secret)) for one in happening.members
        )
        return happening._replace(members=members)

    shown = upgrade._replace(
        values=tuple(map(masked, upgrade.values)),
        sources=tuple(map(masked, upgrade.sources)),
    )
    return ShownUpgrade(shown, is_masked=True, secret_paths=frozenset(secret))


def _leaves(upgrade: Upgrade) -> Iterator[Leaf]:
    for happening in (*upgrade.values, *upgrade.sources):
        for one in happening.members:
            yield from (leaf for leaf in (one.what.before, one.what.after) if leaf is not None)


def _value(mask: Masker, at: ValueAt, secret: set[Path]) -> ValueAt:
    before, after = (None if leaf is None else mask.leaf(leaf) for leaf in (at.before, at.after))
    path = mask.path(at.path)
    for leaf, shown in ((at.before, before), (at.after, after)):
        if leaf is not None and shown is not None and not same(leaf.value, shown.value):
            secret.add(path)
    lost = at.lost and mask.contributions((at.lost,), at.path)[0]
    return at._replace(path=path, before=before, after=after, lost=lost)
