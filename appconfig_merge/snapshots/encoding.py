"""The values of a snapshot: as results have them, and what it holds back or can't tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.inputs.json_fields import WrongDataError, record, text
from appconfig_merge.inputs.json_values import KNOWN_TAGS, decoded
from appconfig_merge.values import Unresolved

if TYPE_CHECKING:
    from collections.abc import Mapping

    from appconfig_merge.inputs.json_fields import Read
    from appconfig_merge.values import ConfigValue

MASKED: Final = "the snapshot masks it: it looks like a secret"
"""Why a value isn't known that the page had and the snapshot holds back."""

_OTHERS: Final = {
    "accessor": "it is an accessor, which no snapshot calls",
    "cycle": "it contains itself",
    "too-large": "it is more than a snapshot takes",
}
_CLASS: Final = re.compile(r"[\w$.]{1,80}")


def value(data: Any) -> ConfigValue:
    """A value of a snapshot. Raises WrongDataError."""
    return decoded(data, _TAGS)


def object_of_values(data: Any) -> Mapping[str, ConfigValue]:
    """An object of values, by their keys. Raises WrongDataError."""
    found = value(data)
    if not isinstance(found, dict):
        raise WrongDataError("is no object")
    return found


def _other(name: str) -> Unresolved:
    reason = _OTHERS.get(name)
    if reason is None:
        of = f"an instance of {name}" if _CLASS.fullmatch(name) else "an instance of a class"
        reason = f"it is {of}, no plain data"
    return Unresolved("", reason)


_TAGS: Final[dict[str, Read]] = {
    **KNOWN_TAGS,
    "masked": lambda _: Unresolved("", MASKED),
    "other": record(lambda **fields: _other(fields["class"]), **{"class": text}),
}
