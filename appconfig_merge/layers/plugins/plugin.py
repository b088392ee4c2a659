"""A plugin as the rest sees it: a layer that says nothing for sure, and its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from appconfig_merge.javascript.values import Slot, Traced
    from appconfig_merge.layers.layer import Layer

    Means = Literal["updateConfig", "configuration", "defaultProps"]
    """How something is set: by ``manager.updateConfig(...)``, by an assignment to
    ``manager.configuration`` or into it, as a default property of a component of Flex UI."""


class Word(NamedTuple):
    """One place of a plugin that sets something, if it is come to.

    ``root`` holds an object as the configuration's own: what is set, at its paths. Of default
    properties that is beneath ``componentProps``, with which they compete. ``at`` is the call or
    assignment, and ``conditions`` are the expressions that decide whether it is come to, each with
    the result that lets it; there may be others.
    """

    root: Slot
    means: Means
    at: Traced
    conditions: tuple[tuple[Traced, bool], ...] = ()


class Plugin(NamedTuple):
    """What a plugin may set. ``layer`` has its name, its file and what was noticed in it."""

    layer: Layer
    words: tuple[Word, ...]
