"""The words for what became of an entry and why, for what a layer is, and for a path's state.

Text, explanations and the report say the same thing in the same words.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from appconfig_merge.paths import format_path
from appconfig_merge.values import unordered_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from appconfig_merge.layers.layer import LayerKind
    from appconfig_merge.merging.claims import Outcome, Rule
    from appconfig_merge.paths import Path
    from appconfig_merge.questions.comparison import Standing
    from appconfig_merge.values import ConfigValue

LOST: Final[Mapping[Rule, tuple[str, str]]] = {
    "higher-layer": ("overridden", "by"),
    "same-value": ("redundant: the same value", "as"),
    "object-over-value": ("replaced by the object", "at"),
    "spread-to-keys": ("spread into single keys under an object", "at"),
    "parent-replaced": ("lost with its parent, which is replaced", "by"),
    "later-in-file": ("set again later", "at"),
    "deleted-in-file": ("deleted", "at"),
    "unresolved-above": ("uncertain: beneath an unresolved value", "at"),
    "object-merge": ("uncertain: merged with an unresolved value", "at"),
    "replaced-by-column": ("dead key: Flex UI takes it", "from"),
    "fills-gap": ("a gap, filled", "by"),
}
"""Of an entry that isn't the value: what became of it, and the word before what beat it."""

WON: Final[Mapping[Rule, str]] = {
    "only-layer": "no other layer in force sets it",
    "highest-layer": "of all that set it, this has the highest precedence",
    "object-merge": "objects are merged key by key",
    "spread-to-keys": "it is a part of a text or an array that an object was merged over",
    "wrapped": "Flex UI 1.x makes { baseName: ... } of a colorTheme that is a string",
    "unresolved-above": "what is above it may replace it; only the page knows that",
    "fills-gap": "what this browser has stored fills the gaps of what the page hands to Flex UI",
}
"""Of the entry that is the value: why it is."""

BENEATH: Final[Mapping[Outcome, str]] = {
    "overridden": "overrides",
    "removed": "replaces",
    "reassigned": "earlier",
    "deleted": "deleted",
    "uncertain": "may override",
    "merged": "merged with",
    "effective": "merged with",
}
"""Beside the value: the word before another entry's value, by what became of that."""

BEATS: Final[Mapping[Rule, str]] = {
    "deleted-in-file": "deletes it",
    "replaced-by-column": "takes its place",
    "parent-replaced": "replaces its parent",
}
"""What that which beat an entry does to it; by every other rule it "sets it"."""

WITHOUT_EFFECT: Final[Mapping[str, str]] = {
    "overridden": "no effect: {where} sets it",
    "redundant": "no effect: {where} sets the same value",
    "unresolved": "uncertain: what {where} sets is unresolved",
    "unread": "no effect: no configuration is made of this property",
    "none": "no effect",
}
"""Of a change of the resource that no effective value shows: why; ``where`` is what decides."""

LAYERS: Final[Mapping[LayerKind, str]] = {
    "defaults": "what Flex UI has by itself",
    "rest": "of the Configuration resource",
    "column": "of the Configuration resource, in place of a key of ui_attributes",
    "script": "the script of the web server",
    "derived": "Flex UI fills it in",
    "data": "given by a program",
    "plugin": "a plugin, which runs once all is merged",
    "stored": "what this browser has stored: it fills the gaps of the script",
}
"""What a layer is."""

STANDINGS: Final[Mapping[Standing, str]] = {
    "object": "an object",
    "unresolved": "inside something unresolved",
    "unset": "not set",
}
"""What a path is that has no value."""


def key_order(value: ConfigValue, at: Path = ()) -> str:
    """Where in the value at a path only the page decides on the order of keys; empty if nowhere."""
    found = list(islice(unordered_in(value), 2))
    if not found:
        return ""
    whose = f"the keys of {format_path((*at, *found[0]))}" if found[0] else "its keys"
    more = ", and of others in it" if len(found) > 1 else ""
    return f"only the page decides on the order of {whose}{more}"


def lost(rule: Rule, outcome: Outcome, rival: str | None) -> str:
    """What became of an entry that isn't the value; ``rival`` is the place of what beat it."""
    words, before = LOST.get(rule, (outcome, "by"))
    return words if rival is None else f"{words} {before} {rival}"
