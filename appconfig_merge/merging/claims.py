"""Claims: what one layer says at one path, and what became of it in the merge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from appconfig_merge.javascript.values import Slot, Traced
    from appconfig_merge.layers.layer import Layer

    Outcome: TypeAlias = Literal[
        "effective",
        "merged",
        "overridden",
        "redundant",
        "removed",
        "reassigned",
        "deleted",
        "uncertain",
        "may-override",
    ]
    """What becomes of a contribution.

    effective: it is the value. merged: an object, combined key by key with other layers'.
    overridden: a higher layer sets another value. redundant: a higher layer sets the same
    value. removed: a parent object was replaced. reassigned: the same file sets it again
    later. deleted: the same file deletes it later. uncertain: a higher layer's value is
    unresolved, so this one may or may not survive, or it is part of something unresolved.
    may-override: a plugin sets it, if it comes to that, and only then is it the value.
    """

    Rule: TypeAlias = Literal[
        "only-layer",
        "highest-layer",
        "higher-layer",
        "same-value",
        "object-merge",
        "object-over-value",
        "spread-to-keys",
        "parent-replaced",
        "later-in-file",
        "deleted-in-file",
        "unresolved-above",
        "replaced-by-column",
        "wrapped",
        "plugin-later",
        "fills-gap",
    ]
    """Why: the rule of the merge or of the language that decided.

    only-layer: no other layer in force says anything here. highest-layer: it is the highest of
    those that do. higher-layer, same-value: a higher one sets another value, or the same.
    object-merge: objects are merged key by key. object-over-value: a higher layer's object
    replaces what has no keys. spread-to-keys: a string's characters or an array's elements
    became keys beneath a higher layer's object. parent-replaced: an object around it fell.
    later-in-file, deleted-in-file: the same file sets or deletes it later. unresolved-above:
    what a higher layer sets is unresolved. replaced-by-column: Flex UI puts a column of the
    resource in place of this key of ui_attributes. wrapped: Flex UI 1.x makes an object of it,
    ``{baseName: ...}``. plugin-later: plugins run once the configuration is merged. fills-gap:
    what the browser has stored is taken where the page hands over nothing or undefined.
    """


class Claim:
    """One layer's word at one path. ``by`` is the claim or expression that beat it."""

    __slots__ = ("by", "layer", "outcome", "parent", "rule", "slot")

    def __init__(
        self,
        layer: Layer,
        slot: Slot,
        parent: Claim | None,
        outcome: Outcome = "effective",
        rule: Rule = "only-layer",
        by: Claim | Traced | None = None,
    ) -> None:
        self.layer = layer
        self.slot = slot
        self.parent = parent
        self.outcome: Outcome = outcome
        self.rule: Rule = rule
        self.by = by

    def become(self, outcome: Outcome, rule: Rule, by: Claim | Traced | None = None) -> Claim:
        """The same claim with another fate."""
        return Claim(self.layer, self.slot, self.parent, outcome, rule, by)

    @property
    def is_alive(self) -> bool:
        """Whether the claim is part of the effective value."""
        return self.outcome in {"effective", "merged"}
