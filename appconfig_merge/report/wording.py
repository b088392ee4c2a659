"""The page's words for what became of an entry, and for the layers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from appconfig_merge.layers.layer import LayerKind
    from appconfig_merge.merging.claims import Rule

LOST: Final[Mapping[Rule, tuple[str, str]]] = {
    "higher-layer": ("overridden by", ""),
    "same-value": ("same value as", ""),
    "object-over-value": ("replaced by the object at", ""),
    "spread-to-keys": ("taken apart into single keys: an object is merged over it", ""),
    "parent-replaced": ("lost with the object around it, which is replaced by", ""),
    "later-in-file": ("set again later, at", ""),
    "deleted-in-file": ("deleted at", ""),
    "unresolved-above": ("uncertain, since it is unresolved what is set by", ""),
    "object-merge": ("uncertain, since something unresolved is merged with it", ""),
    "replaced-by-column": ("never read: Flex UI takes this key from", ""),
}
"""Of an entry that isn't the value: the words before and after the place of what beat it."""

WON: Final[Mapping[Rule, str]] = {
    "only-layer": "No other layer in force sets it.",
    "highest-layer": "Of all that set it, this has the highest precedence.",
    "object-merge": "Objects are merged key by key.",
    "spread-to-keys": "It is a part of a text or an array that an object was merged over.",
    "wrapped": "Flex UI 1.x makes { baseName: ... } of a colorTheme that is a text.",
    "unresolved-above": "What is above it may replace it; only the page knows that.",
}
"""Of the entry that is the value: why it is."""

LAYERS: Final[Mapping[LayerKind, str]] = {
    "defaults": "what Flex UI has by itself",
    "rest": "of the Configuration resource",
    "column": "of the Configuration resource, in place of a key of ui_attributes",
    "script": "the script of the web server",
    "derived": "Flex UI fills it in",
    "data": "given by a program",
}
"""What a layer is."""
