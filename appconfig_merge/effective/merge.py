"""Layers merged into a configuration: as Twilio documents it, or as a Flex UI release does."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from appconfig_merge.diagnostics import Diagnostic
from appconfig_merge.effective.config import EffectiveConfig
from appconfig_merge.javascript.primitives import Undefined
from appconfig_merge.merging.engine import merge_layers
from appconfig_merge.merging.nodes import ObjectNode, Shared, adopt
from appconfig_merge.paths import format_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from appconfig_merge.effective.config import Explanation, Keep
    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.layers.plugins.plugin import Plugin
    from appconfig_merge.layers.resource import Resource
    from appconfig_merge.releases import Release
    from appconfig_merge.values import ConfigValue


def merge(layers: Sequence[Layer]) -> EffectiveConfig:
    """Merge any number of layers, lowest precedence first, by Flex UI's rules.

    A layer of what the browser has stored fills the gaps of the one above it. A layer whose id
    another one has already is named ``id (2)`` and so on in the result.
    """
    named = distinct(layers)
    return EffectiveConfig(_merged(named), named, lambda keep: merge(_kept(named, keep)))


def distinct(layers: Sequence[Layer]) -> tuple[Layer, ...]:
    """The layers, those of an id that is taken renamed: results name layers by their ids."""
    taken: set[str] = set()
    named: list[Layer] = []
    for layer in layers:
        id = layer.id
        number = 1
        while id in taken:
            number += 1
            id = f"{layer.id} ({number})"
        taken.add(id)
        named.append(layer.renamed(id) if id != layer.id else layer)
    return tuple(named)


def merge_as(
    release: Release | None,
    script: Layer,
    resource: Resource | None,
    stored: Layer | None = None,
    shared: Shared | None = None,
) -> EffectiveConfig:
    """Merge a script and a resource as a release does; as documented where there is none.

    ``stored`` is what the browser has stored; it counts where what the script hands over takes it.
    ``shared`` has what other merges of the same script came to before.
    """
    shared = shared if shared is not None else Shared()
    remarks: tuple[Diagnostic, ...] = ()
    if stored is not None:
        from appconfig_merge.layers.stored import not_taken, throws

        if script.takes_stored:
            failure = throws(script, stored)
            remarks = () if failure is None else (failure,)
        else:
            remarks, stored = (not_taken(script, stored),), None
    if release is not None:
        return _merge_exactly(release, script, resource, stored, remarks, shared=shared)
    layers = (resource.ui_attributes if resource is not None else None, stored, script)
    named = distinct([layer for layer in layers if layer is not None])

    @cache
    def newest() -> EffectiveConfig:
        from appconfig_merge.releases.table import newest

        release = newest()
        # Every other key comes to the same, and there may be many.
        return _merge_exactly(
            release, script, resource, stored, first=lambda layer: layer.only(release.peculiar)
        )

    return EffectiveConfig(
        _merged(named, shared),
        named,
        lambda keep: merge(_kept(named, keep)),
        remarks=remarks,
        newest=None if resource is None else newest,
    )


def beneath_plugins(
    config: EffectiveConfig, plugins: Sequence[Plugin], page: Plugin | None = None
) -> EffectiveConfig:
    """A configuration with what plugins may set above it, and ``page``, the page's own scripts.

    Flex UI loads no plugin where ``pluginService.enabled`` is known to be off (2.17.1,
    ``loadPlugins``): there they may set nothing.
    """
    if not plugins and page is None:
        return config
    remarks = [remark for one in plugins for remark in one.layer.diagnostics]
    for path in (("pluginService",), ("pluginService", "enabled")):
        explained = config.explain(path) if plugins else None
        if explained and explained.kind == "value" and _is_falsy(explained.value):
            remarks.append(_off(explained))
            plugins = ()
            break
    kept = [*plugins, *([] if page is None else [page])]
    named = distinct([*config.layers, *(one.layer for one in kept)])[len(config.layers) :]
    again = [
        _with_levels(config.release, one._replace(layer=layer))
        for one, layer in zip(kept, named, strict=True)
    ]
    return config.with_plugins(again, remarks)


def _with_levels(release: Release | None, plugin: Plugin) -> Plugin:
    """A plugin with what a release's ``updateConfig`` fills into sdkOptions from a logLevel."""
    step = release.log_level if release is not None else None
    if step is None or step.always:
        return plugin
    from appconfig_merge.releases.log_level import derived_levels

    words = []
    for word in plugin.words:
        words.append(word)
        node = adopt(plugin.layer, word.root, None, 0)
        if word.means == "updateConfig" and isinstance(node, ObjectNode) and not node.more:
            made = derived_levels(node, step)
            words += [word._replace(root=made.root)] if made is not None else []
    return plugin._replace(words=tuple(words))


def _is_falsy(value: ConfigValue) -> bool:
    """Whether a value is known to count as false."""
    return value is None or isinstance(value, Undefined) or value in (False, 0, "")


def _off(explained: Explanation) -> Diagnostic:
    name = format_path(explained.path)
    return Diagnostic(
        "plugins-off",
        "info",
        f"Flex UI loads no plugins while {name} is off: what they would set is left out",
        explained.contributions[-1].location,
    )


def _merged(layers: Sequence[Layer], shared: Shared | None = None) -> ObjectNode:
    if all(layer.kind != "stored" for layer in layers):
        return merge_layers(layers, shared)
    from appconfig_merge.merging.filling import merge_filled

    return merge_filled(layers)


def _kept(layers: Sequence[Layer], keep: Keep) -> list[Layer]:
    return [layer for layer in map(keep, layers) if layer is not None]


def _merge_exactly(
    release: Release,
    script: Layer,
    resource: Resource | None,
    stored: Layer | None,
    remarks: tuple[Diagnostic, ...] = (),
    first: Keep = lambda layer: layer,
    *,
    shared: Shared | None = None,
) -> EffectiveConfig:
    from appconfig_merge.releases.columns import column_layers
    from appconfig_merge.releases.pipeline import Given, run

    given = Given(script, stored=stored)
    remarks = (*release.remarks, *remarks)
    if resource is not None:
        columns = column_layers(release, resource, shared if shared is not None else Shared())
        given = Given(script, resource.ui_attributes, columns, stored)
    else:
        remarks = (*remarks, _BEFORE_LOGIN)

    def made(keep: Keep, shared: Shared | None = None) -> EffectiveConfig:
        # Other layers than were given are nobody else's.
        root, layers = run(release, given, keep, shared if shared is not None else Shared())
        return EffectiveConfig(root, layers, made, release, remarks)

    return made(first, shared)


_BEFORE_LOGIN = Diagnostic(
    "before-login",
    "info",
    "without the Configuration resource this is what Flex UI has before login",
    help="give it with --configuration or --live: its ui_attributes and columns come in then",
)
