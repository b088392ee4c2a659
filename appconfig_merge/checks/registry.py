"""All rules, by their ids."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from appconfig_merge.checks.rules import (
    addresses,
    identifiers,
    ignoring,
    keys,
    merging,
    pages,
    plugins,
    reading,
    releases,
    replacing,
    secrets,
    silent,
    starting,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from appconfig_merge.checks.rule import Rule

_ALL: Final[tuple[Rule, ...]] = (
    *addresses.RULES,
    *identifiers.RULES,
    *ignoring.RULES,
    *keys.RULES,
    *merging.RULES,
    *pages.RULES,
    *plugins.RULES,
    *reading.RULES,
    *releases.RULES,
    *replacing.RULES,
    *secrets.RULES,
    *silent.RULES,
    *starting.RULES,
)

RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {rule.id: rule for rule in sorted(_ALL, key=lambda rule: rule.id)}
)
"""Every rule by its id, in alphabetical order."""
