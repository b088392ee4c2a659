"""What a snapshot of a running page has in place of values that JSON can't say, or may not show.

Such a value is an object with a key ``$js``, its tag (docs/snapshots.md).
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

from appconfig_merge.errors import InputError
from appconfig_merge.javascript.values import JSArray, JSObject, Slot, Traced, Unknown
from appconfig_merge.schema_versions import SNAPSHOT
from appconfig_merge.values import place_of

if TYPE_CHECKING:
    from appconfig_merge.javascript.values import Value

KIND: Final = "flex-ui-snapshot"
"""What a snapshot says that it is, under its key ``kind``."""

MASKED: Final = "the snapshot masks it: it looks like a secret"
"""Why a value isn't known that the page had and the snapshot holds back."""

_TAG: Final = "$js"
_MAY_HAVE_TAGS: Final = re.compile(rb"\$js|\\u")
_OTHERS: Final = {
    "accessor": "it is an accessor, which no snapshot calls",
    "cycle": "it contains itself",
    "dropped": "Flex UI took it out of componentProps, and no component got it",
    "object": "it is no plain data",
    "symbol": "it is a Symbol",
    "too-large": "it is more than a snapshot takes",
    "unreadable": "the page lets nobody read it",
}
_CLASS: Final = re.compile(r"[\w$.]{1,80}")
_NUMBERS: Final = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf, "-0": -0.0}


def reason_of(name: str) -> str:
    """Why a value isn't known that a snapshot calls ``other``, by the class that it names."""
    reason = _OTHERS.get(name)
    if reason is None:
        of = f"an instance of {name}" if _CLASS.fullmatch(name) else "an instance of a class"
        reason = f"it is {of}, no plain data"
    return reason


def is_snapshot(value: Value) -> bool:
    """Whether a JSON value is a snapshot."""
    return type(value) is JSObject and _text(value, "kind") == KIND


def may_have_tags(text: bytes) -> bool:
    """Whether a JSON text may have an object with a tag in it."""
    return _MAY_HAVE_TAGS.search(text) is not None


def stored_in(snapshot: Slot, *, is_plain: bool = False) -> tuple[Slot | None, bool]:
    """What a snapshot has of FLEX_CONFIG, its tags read; None where the page had none.

    With it comes whether the snapshot has it as the page had it, without a tag: ``is_plain`` says
    that no tag can be there. Raises InputError for a version that isn't known here, and where the
    snapshot holds all of it back.
    """
    value = snapshot.traced.value
    assert isinstance(value, JSObject)
    version = value.slots.get("schema_version")
    if version is None or version.traced.value != SNAPSHOT or version.traced.value is True:
        location, _ = place_of(snapshot.traced)
        raise InputError(
            f"this snapshot has another schema_version, and only {SNAPSHOT} is known here",
            location=location,
            help="take it with the effective-config that reads it",
        )
    stored = value.slots.get("stored")
    if stored is None or stored.traced.value is None:
        return None, True
    if is_plain:
        return stored, True
    is_whole = not _untagged(stored)
    unknown = stored.traced.value
    if isinstance(unknown, Unknown):
        location, _ = place_of(stored.traced)
        raise InputError(
            f"what the browser has stored isn't known here: {unknown.reason}",
            location=location,
            help="in DevTools `copy(localStorage.FLEX_CONFIG)` copies it",
        )
    return stored, is_whole


def _untagged(root: Slot) -> bool:
    """Put the values that tags stand for in their place; False where there are none."""
    work, has_tags = [root], False
    while work:
        slot = work.pop()
        value = slot.traced.value
        if type(value) is JSObject and _TAG in value.slots:
            value, has_tags = _value(value), True
            slot.traced = Traced(value, slot.traced.node, slot.traced.source)
        if isinstance(value, JSArray):
            work.extend(one for one in value.elements if one is not None)
        elif isinstance(value, JSObject):
            work.extend(value.slots.values())
    return has_tags


def _value(tagged: JSObject) -> Value:
    """What an object with a tag stands for; unknown where JSON.parse gives no such thing."""
    tag = _text(tagged, _TAG)
    inner = tagged.slots.get("value")
    if tag == "object" and inner is not None and type(inner.traced.value) is JSObject:
        return inner.traced.value
    if tag == "number" and _text(tagged, "value") in _NUMBERS:
        return _NUMBERS[_text(tagged, "value")]
    if tag == "masked":
        return Unknown(MASKED)
    if tag == "other":
        return Unknown(reason_of(_text(tagged, "class")))
    return Unknown("the snapshot has something here that isn't known")


def _text(value: JSObject, key: str) -> str:
    slot = value.slots.get(key)
    found = slot.traced.value if slot is not None else None
    return found if isinstance(found, str) else ""
