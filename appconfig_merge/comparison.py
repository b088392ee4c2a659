"""Two effective configurations compared, value by value."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from appconfig_merge.values import same

if TYPE_CHECKING:
    from appconfig_merge.effective import EffectiveConfig, Leaf
    from appconfig_merge.paths import Path


class ValueChange(NamedTuple):
    """A path whose effective value is not the same.

    ``before`` or ``after`` is None where there is no value at the path: it isn't set, or is an
    object with values of its own.
    """

    path: Path
    before: Leaf | None
    after: Leaf | None


def value_changes(before: EffectiveConfig, after: EffectiveConfig) -> tuple[ValueChange, ...]:
    """The values that differ: in the order of ``before``, then what only ``after`` has.

    Equal values from different sources are no change; of two unresolved values the expression
    and the reason count.
    """
    old = {leaf.path: leaf for leaf in before.leaves()}
    new = {leaf.path: leaf for leaf in after.leaves()}
    changes = []
    for path, leaf in old.items():
        other = new.get(path)
        if other is None or not same(leaf.value, other.value):
            changes.append(ValueChange(path, leaf, other))
    changes.extend(ValueChange(path, None, leaf) for path, leaf in new.items() if path not in old)
    return tuple(changes)
