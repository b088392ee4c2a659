"""All rules, by their ids."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from appconfig_merge.checks import ignores
from appconfig_merge.checks.rules import keys, leaks, merging, reading, releases, starting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from appconfig_merge.checks.rule import Rule

RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        rule.id: rule
        for rule in sorted(
            (
                *reading.RULES,
                *merging.RULES,
                *releases.RULES,
                *starting.RULES,
                *keys.RULES,
                *leaks.RULES,
                *ignores.RULES,
            ),
            key=lambda rule: rule.id,
        )
    }
)
"""Every rule by its id, in alphabetical order."""
