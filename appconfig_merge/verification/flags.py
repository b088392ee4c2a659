"""Feature flags: what ``featureOverrides`` says of them, and what the page has.

Flex UI hands ``configuration.featureOverrides`` to its store once, before it asks for the account's
flags, and overrides ``flex-insights`` itself by what the account says (``fetchFlexFeatures`` of
2.17.1). Whoever overrides a flag later changes the store, and not the configuration. Of a flag that
``featureOverrides`` doesn't mention nothing was predicted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.paths import format_path
from appconfig_merge.verification.comparing import value_at
from appconfig_merge.verification.difference import Difference, Evidence, Running

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from appconfig_merge.effective.config import EffectiveConfig
    from appconfig_merge.paths import Path
    from appconfig_merge.snapshots.snapshot import Snapshot

FEATURE_OVERRIDES: Final = "featureOverrides"


class Flags(NamedTuple):
    """The flags that are another than was predicted; ``agreed`` are those that agree but for that.

    The running configuration has these as predicted.
    """

    differences: tuple[Difference, ...]
    agreed: tuple[Path, ...]


def overridden_flags(
    config: EffectiveConfig, snapshot: Snapshot, differences: Sequence[Difference]
) -> Flags:
    """The flags that are overridden in the page, and not as the running configuration says."""
    told = {one.path for one in differences}
    found = list(_overridden(config, snapshot, told))
    return Flags(tuple(found), tuple(one.path for one in found if one.predicted is not None))


def _overridden(
    config: EffectiveConfig, snapshot: Snapshot, told: set[Path]
) -> Iterator[Difference]:
    leaves = {leaf.path: leaf for leaf in config.leaves() if leaf.path[:1] == (FEATURE_OVERRIDES,)}
    for flag, is_on in snapshot.feature_overrides.items():
        path = (FEATURE_OVERRIDES, flag, "enabled")
        says = value_at(dict(snapshot.configuration or {}), path)
        if not isinstance(says, bool) or says is is_on or path in told:
            continue
        state = "on" if is_on else "off"
        text = f"the page overrides the feature flag {format_path((flag,))}: it is {state}"
        evidence = (Evidence(text),)
        yield Difference(path, leaves.get(path), Running(is_on), "feature-flag", evidence)
