"""A setting: what is said, and where."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from appconfig_merge.paths import Path as Keys


class Setting(NamedTuple):
    """The value of a setting, and the path of keys to where it stands."""

    value: Any
    keys: Keys


Settings: TypeAlias = Mapping[str, Setting]
"""What a table says, or several together, by the names of the settings."""
