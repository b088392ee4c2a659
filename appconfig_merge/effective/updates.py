"""What is set once Flex UI runs, merged over what the layers came to.

``manager.updateConfig(...)`` merges what it is given over the configuration, with the log levels of
the SDKs that a logLevel among it fills in. An assignment to ``manager.configuration`` begins anew:
what is assigned is merged over the release's defaults (Flex UI 2.17.1, ``Manager``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.effective.config import EffectiveConfig
from appconfig_merge.merging.engine import merge_trees, nothing
from appconfig_merge.merging.nodes import ObjectNode, adopt
from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.merging.nodes import Node
    from appconfig_merge.releases import Release


class Update(NamedTuple):
    """One thing that was set; ``is_anew`` says that it was assigned to ``configuration``."""

    layer: Layer
    is_anew: bool = False


def updated(config: EffectiveConfig, updates: Sequence[Update]) -> EffectiveConfig:
    """A configuration with what was set later, in that order; a winner's layer says which."""
    release = config.release
    root: Node = config._node  # noqa: SLF001 - as the merge does with its own
    layers = list(config.layers)
    for one in updates:
        given: Node = adopt(one.layer, one.layer.root, None, 0)
        if one.is_anew:
            root = _started(release)
        else:
            given = _with_levels(release, given, one.layer)
        root = merge_trees(root, given)
        assert isinstance(root, ObjectNode)
        if release is not None and release.wraps_color_theme:
            from appconfig_merge.releases.color_theme import with_color_theme

            root = with_color_theme(root)
        layers.append(one.layer)
    assert isinstance(root, ObjectNode)
    return EffectiveConfig(
        root, layers, lambda keep: updated(config.remade(keep), updates), release
    )


def _started(release: Release | None) -> Node:
    """What Flex UI begins with."""
    if release is None:
        return nothing()
    from appconfig_merge.layers.data import from_data

    layer = from_data(release.defaults, release.name)
    return adopt(layer, layer.root, None, 0)


def _with_levels(release: Release | None, given: Node, layer: Layer) -> Node:
    """What is given, with the levels that its logLevel fills in, which are that layer's, too."""
    step = release.log_level if release is not None else None
    if step is None or step.always or not isinstance(given, ObjectNode):
        return given
    from appconfig_merge.releases.log_level import derived_levels

    made = derived_levels(given, step)
    return given if made is None else merge_trees(given, adopt(layer, made.root, None, 0))
