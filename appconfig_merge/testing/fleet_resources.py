"""Resources for the accounts of a fake fleet: one, with the differences that real fleets have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_REGIONS = ("emea", "us", "apac")


def resource_of(number: int, base: Mapping[str, Any], account_sid: str) -> dict[str, Any]:
    """What the ``number``-th account has where all began with ``base``.

    The same for the same number. Each account has a region; every tenth was left with a log level
    that somebody needed once, every seventh has a light theme, every 25th waits longer after a
    call, every 40th has an older Flex UI.
    """
    made = {**base, "account_sid": account_sid}
    stored = made.get("ui_attributes")
    attributes = dict(stored) if isinstance(stored, dict) else {}
    custom = {**_object(attributes, "custom_data"), "region": _REGIONS[number % len(_REGIONS)]}
    if number % 25 == 3:
        custom["wrap_up_seconds"] = 90
    attributes["custom_data"] = custom
    if number % 10 == 4:
        attributes["logLevel"] = "info"
    if number % 7 == 5:
        attributes["theme"] = {**_object(attributes, "theme"), "isLight": True}
    made["ui_attributes"] = attributes
    if number % 40 == 9:
        made["ui_version"] = "~2.16.0"
    return made


def _object(attributes: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = attributes.get(key)
    return value if isinstance(value, dict) else {}
