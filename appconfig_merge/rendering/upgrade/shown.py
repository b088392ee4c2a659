"""An upgrade as it may be shown: what text and JSON are made of, its secrets masked.

Findings come without secrets already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.effective.contributions import winner
from appconfig_merge.fleet.grouping import Happening
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.secrets.values import Masker, secrets_in
from appconfig_merge.values import same

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.effective.contributions import Leaf
    from appconfig_merge.fleet.upgrade import Upgrade, ValueAt
    from appconfig_merge.paths import Path
    from appconfig_merge.values import ConfigValue


class ShownUpgrade(NamedTuple):
    """An upgrade. ``is_masked`` says that secrets in it are, ``secret_paths`` where some were."""

    upgrade: Upgrade
    is_masked: bool
    secret_paths: frozenset[Path] = frozenset()


def shown_upgrade(upgrade: Upgrade, *, show_secrets: bool) -> ShownUpgrade:
    """What of an upgrade is shown: all of it only where secrets are wanted."""
    if show_secrets:
        return ShownUpgrade(upgrade, is_masked=False)
    happenings = (*upgrade.values, *upgrade.sources)
    found = (secret for one in happenings for secret in _secrets(one.what))
    mask = Masker((*upgrade.secrets, *found))
    secret: set[Path] = set()
    values, sources = (
        tuple(_masked(mask, one, secret) for one in found)
        for found in (upgrade.values, upgrade.sources)
    )
    shown = upgrade._replace(values=values, sources=sources)
    return ShownUpgrade(shown, is_masked=True, secret_paths=frozenset(secret))


def _secrets(at: ValueAt) -> Iterator[str]:
    for leaf in (at.before, at.after):
        if leaf is not None:
            yield from secrets_in(leaf.value, leaf.path)


def _masked(mask: Masker, found: Happening[ValueAt], secret: set[Path]) -> Happening[ValueAt]:
    """What happens, its value masked once: it is the same for all, at places of their own."""
    path = mask.path(found.what.path)
    shown = []
    for leaf in (found.what.before, found.what.after):
        value = None if leaf is None else mask.value(leaf.value, leaf.path)
        if leaf is not None and not same(leaf.value, value):
            secret.add(path)
        shown.append(value)
    return Happening(
        tuple(
            one._replace(
                what=one.what._replace(
                    path=path,
                    before=_leaf(one.what.before, path, shown[0]),
                    after=_leaf(one.what.after, path, shown[1]),
                    lost=one.what.lost
                    and one.what.lost._replace(value=None, elements=(), trace=()),
                )
            )
            for one in found.members
        )
    )


def _leaf(leaf: Leaf | None, path: Path, value: ConfigValue) -> Leaf | None:
    """What is shown of a leaf: the value, and who gives it."""
    if leaf is None:
        return None
    giver = winner(leaf)._replace(value=value, elements=(), trace=())
    return leaf._replace(path=path, value=value, contributions=(giver,))
