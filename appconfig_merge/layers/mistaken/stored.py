"""JSON that was given as what the browser has stored and isn't FLEX_CONFIG: what it is instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.javascript.values import JSArray, JSObject
from appconfig_merge.layers.mistaken.mistake import Mistake
from appconfig_merge.layers.properties import ACCOUNT_SID, UI_ATTRIBUTES

if TYPE_CHECKING:
    from appconfig_merge.javascript.values import Slot

_COPY: Final = "in DevTools `copy(localStorage.FLEX_CONFIG)` copies what is meant"


def mistake(root: Slot) -> Mistake | None:
    """What JSON is that was given as FLEX_CONFIG; None where nothing tells.

    It is recognised by the names of its keys, and no value is quoted.
    """
    value = root.traced.value
    if isinstance(value, JSArray):
        return Mistake("is an array, and FLEX_CONFIG is an object", _COPY)
    if not isinstance(value, JSObject):
        what = "a text" if isinstance(value, str) else "a number or true"
        return Mistake(f"is {what}, and FLEX_CONFIG is an object", _COPY)
    keys = value.slots.keys()
    if keys & {UI_ATTRIBUTES, ACCOUNT_SID, "uiAttributes"}:
        return Mistake(
            "is the Configuration resource, not what the browser has stored",
            f"use --configuration for it; {_COPY}",
        )
    if keys == {"value", "expiry"}:
        return Mistake(
            "is what Flex UI keeps in case that something can't be fetched, not FLEX_CONFIG",
            "of FLEX_SDK_CACHE_ACCOUNT_CONFIG_DATA `jq .value` gives the resource, for "
            f"--configuration; {_COPY}",
        )
    if "schema_version" in keys:
        return Mistake("is what effective-config prints with --format json", _COPY)
    return None
