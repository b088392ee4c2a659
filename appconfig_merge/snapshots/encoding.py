"""The values of a snapshot: as results have them, and what it holds back or can't tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.inputs.json_fields import WrongDataError, record, text
from appconfig_merge.inputs.json_values import KNOWN_TAGS, decoded
from appconfig_merge.layers.snapshot_values import MASKED, reason_of
from appconfig_merge.values import Unresolved

if TYPE_CHECKING:
    from collections.abc import Mapping

    from appconfig_merge.inputs.json_fields import Read
    from appconfig_merge.values import ConfigValue


def value(data: Any) -> ConfigValue:
    """A value of a snapshot. Raises WrongDataError."""
    return decoded(data, _TAGS)


def object_of_values(data: Any) -> Mapping[str, ConfigValue]:
    """An object of values, by their keys. Raises WrongDataError."""
    found = value(data)
    if not isinstance(found, dict):
        raise WrongDataError("is no object")
    return found


_TAGS: Final[dict[str, Read]] = {
    **KNOWN_TAGS,
    "masked": lambda _: Unresolved("", MASKED),
    "other": record(lambda **fields: Unresolved("", reason_of(fields["class"])), **{"class": text}),
}
