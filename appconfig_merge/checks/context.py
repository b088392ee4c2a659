"""What rules look at: the configuration, the texts it was made of, the resource."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from appconfig_merge.checks.scan import Scan, scan_json, scan_script
from appconfig_merge.effective.merge import merge
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from appconfig_merge.diagnostics import Diagnostic
    from appconfig_merge.effective.config import EffectiveConfig, Shadowed
    from appconfig_merge.effective.contributions import Contribution, Leaf
    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.layers.resource import Resource
    from appconfig_merge.paths import Path
    from appconfig_merge.releases.table import Column
    from appconfig_merge.source import Source
    from appconfig_merge.syntax import Parse

T = TypeVar("T")


class Alone(NamedTuple):
    """What one source sets by itself, whatever others set above or below it."""

    layer: Layer
    config: EffectiveConfig
    is_script: bool


class Context:
    """One check of one script.

    ``config`` is None where the script gives none. ``exact`` is the configuration by the rules of
    one Flex UI release: ``config`` itself where a release was asked for, else that of the newest
    release. ``companions`` are the scripts that the page loads before, ``resource`` what lies
    beneath them, ``global_name`` is where the page finds the object. ``noticed`` is what is to be
    said where there is no configuration. ``parse`` gives the trees of the scripts.
    """

    def __init__(
        self,
        script: Source,
        config: EffectiveConfig | None = None,
        exact: EffectiveConfig | None = None,
        *,
        companions: tuple[Source, ...] = (),
        resource: Resource | None = None,
        global_name: str = "appConfig",
        noticed: tuple[Diagnostic, ...] = (),
        parse: Parse = parse,
    ) -> None:
        self.script = script
        self.config = config
        self.exact = exact
        self.companions = companions
        self.resource = resource
        self._global = global_name
        self._noticed = noticed
        self._parse = parse
        self._cache: dict[Callable[[Context], Any], Any] = {}
        self._layers: dict[str, Layer] = {}
        for one in (config, exact):
            if one is not None:
                self._layers.update((layer.id, layer) for layer in one.layers)

    @property
    def is_presumed(self) -> bool:
        """Whether nobody said which release it is, so that the newest stands in for it."""
        return self.exact is not self.config

    @cached_property
    def is_flex_uis(self) -> bool:
        """Whether this is a configuration of Flex UI, as far as is known."""
        from appconfig_merge.known_keys.facts import are_flex_uis

        layers = self.config.layers if self.config is not None else ()
        diagnostics = (one for layer in layers for one in layer.diagnostics)
        is_said = not self.is_presumed or self.resource is not None
        return are_flex_uis(diagnostics, self._global, is_said=is_said)

    @property
    def noticed(self) -> Iterator[tuple[str, Diagnostic]]:
        """What the readers of the sources noticed, each with the file of its source."""
        for layer in self.config.layers if self.config is not None else ():
            yield from ((layer.file, one) for one in layer.diagnostics)
        yield from ((self.script.name, one) for one in self._noticed)

    @property
    def has_places(self) -> bool:
        """Whether the script's values have places: with parser pyjsparser they have none."""
        layers = self.config.layers if self.config is not None else ()
        return all(layer.has_positions for layer in layers if layer.kind == "script")

    @property
    def resource_text(self) -> Source | None:
        """The text of the resource; None without one, and for one that was fetched."""
        return self.resource.source if self.resource is not None else None

    @property
    def sources(self) -> tuple[Source, ...]:
        """All texts: the script, those before it, and the resource's."""
        text = self.resource_text
        return (self.script, *self.companions, *(() if text is None else (text,)))

    @property
    def release(self) -> str:
        """What messages call the release whose rules ``exact`` follows."""
        found = self.exact.release if self.exact is not None else None
        return "Flex UI" if found is None else found.name

    @cached_property
    def alone(self) -> tuple[Alone, ...]:
        """What somebody wrote of the configuration, each source by itself: the script first."""
        if self.config is None:
            return ()
        written = [layer for layer in self.config.layers if layer.kind == "script"][:1]
        if self.resource is not None:
            written.append(self.resource.ui_attributes)
        return tuple(Alone(one, merge((one,)), one.kind == "script") for one in written)

    @cached_property
    def dead_keys(self) -> Mapping[str, tuple[Column, Contribution]]:
        """The keys of ui_attributes in whose place Flex UI puts a column, with what they say."""
        release = self.exact.release if self.exact is not None else None
        if self.exact is None or release is None:
            return {}
        return {
            column.key: (column, one)
            for column in release.columns
            for one in self.exact.said((column.key,))
            if one.rule == "replaced-by-column"
        }

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """The effective leaves of ``config``."""
        return tuple(self.config.leaves()) if self.config is not None else ()

    @cached_property
    def shadowed(self) -> tuple[Shadowed, ...]:
        """The paths of ``config`` that have no effective leaf."""
        return tuple(self.config.shadowed()) if self.config is not None else ()

    @property
    def contributions(self) -> Iterator[tuple[Path, tuple[Contribution, ...]]]:
        """Every path of ``config`` that a layer sets something at, with all that is said there."""
        yield from ((leaf.path, leaf.contributions) for leaf in self.leaves)
        yield from ((lost.path, lost.contributions) for lost in self.shadowed)

    @cached_property
    def scans(self) -> tuple[tuple[Source, Scan], ...]:
        """What stands in each of the texts, as it is written."""
        text = self.resource_text
        return tuple(
            (source, scan_json(source) if source is text else scan_script(source, self._parse))
            for source in self.sources
        )

    def cached(self, find: Callable[[Context], T]) -> T:
        """What a function finds in this context, worked out when it is first asked for."""
        if find not in self._cache:
            self._cache[find] = find(self)
        found: T = self._cache[find]
        return found

    def kind(self, id: str) -> str:
        """What kind of layer an id stands for."""
        layer = self._layers.get(id)
        return layer.kind if layer is not None else ""

    def column(self, id: str) -> str:
        """The column of the resource that a layer was made from; empty for all others."""
        layer = self._layers.get(id)
        return layer.column if layer is not None else ""

    def name(self, id: str) -> str:
        """What messages call a layer: the script by its file, the resource's parts with theirs."""
        layer = self._layers.get(id)
        if layer is None or not layer.file:
            return id
        return layer.file if layer.kind == "script" else f"{id} ({layer.file})"

    def file(self, id: str) -> str:
        """The file of a layer, or the layer's name where it has none."""
        layer = self._layers.get(id)
        return (layer.file if layer is not None else "") or id
