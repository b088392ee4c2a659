"""What rules look at: the configuration, the texts it was made of, the resource."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

from appconfig_merge.checks.scan import Scan, scan_json, scan_script
from appconfig_merge.javascript.values import JSObject
from appconfig_merge.layers.data import read_json
from appconfig_merge.limits import MAX_LINE_SHOWN, MAX_SECRETS_HIDDEN
from appconfig_merge.secrets.looks import MASK, hide_in_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from appconfig_merge.checks.rules.leaks import Leak
    from appconfig_merge.effective.config import EffectiveConfig, Leaf, Shadowed
    from appconfig_merge.javascript.values import Slot
    from appconfig_merge.known_keys import KeyProblem
    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.location import Location
    from appconfig_merge.paths import Path
    from appconfig_merge.source import Source
    from appconfig_merge.values import ConfigValue

_WRITTEN: Final = frozenset({"script", "rest", "data"})
"""The kinds of layers that people write; the others Flex UI makes."""

_SHORTEST_SECRET: Final = 4


class Context:
    """One check of one script.

    ``config`` is None where the script gives none. ``exact`` is the configuration by the rules of
    one Flex UI release: ``config`` itself where a release was asked for, else that of the newest
    release. ``companions`` are the scripts that the page loads before. ``resource`` is the text,
    read already, of a Configuration resource or, with ``holds_attributes``, of ui_attributes
    alone; ``fetched`` is a resource that has no text, and ``fetched_name`` what it is called.
    """

    def __init__(
        self,
        script: Source,
        config: EffectiveConfig | None = None,
        exact: EffectiveConfig | None = None,
        *,
        companions: tuple[Source, ...] = (),
        resource: Source | None = None,
        holds_attributes: bool = False,
        fetched: Mapping[str, object] | None = None,
        fetched_name: str = "",
    ) -> None:
        self.script = script
        self.config = config
        self.exact = exact
        self.companions = companions
        self.resource = resource
        self.holds_attributes = holds_attributes
        self.fetched = fetched
        self.fetched_name = fetched_name
        sources = (script, *companions, *([resource] if resource is not None else []))
        self._sources = {source.name: source for source in sources}
        self._lines: dict[tuple[str, int], str | None] = {}
        self._layers: dict[str, Layer] = {}
        for one in (config, exact):
            if one is not None:
                self._layers.update((layer.id, layer) for layer in one.layers)

    @property
    def is_presumed(self) -> bool:
        """Whether nobody said which release it is, so that the newest stands in for it."""
        return self.exact is not self.config

    @property
    def has_places(self) -> bool:
        """Whether the script's values have places: with parser pyjsparser they have none."""
        layers = self.config.layers if self.config is not None else ()
        return all(layer.has_positions for layer in layers if layer.kind == "script")

    @property
    def has_resource(self) -> bool:
        """Whether there is anything beneath the script."""
        return self.resource is not None or self.fetched is not None

    @property
    def release(self) -> str:
        """What messages call the release whose rules ``exact`` follows."""
        found = self.exact.release if self.exact is not None else None
        if found is None:
            return "Flex UI"
        return f"{found.name} (the newest known here)" if self.is_presumed else found.name

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """The effective leaves of ``config``."""
        return tuple(self.config.leaves()) if self.config is not None else ()

    @cached_property
    def shadowed(self) -> tuple[Shadowed, ...]:
        """The paths of ``config`` that have no effective leaf."""
        return tuple(self.config.shadowed()) if self.config is not None else ()

    @cached_property
    def key_problems(self) -> tuple[KeyProblem, ...]:
        """What is wrong with known keys in ``exact``'s release. Raises MissingExtraError."""
        if self.exact is None or self.exact.release is None:
            return ()
        from appconfig_merge.known_keys import problems

        return tuple(problems(self.exact.to_dict(), self.exact.release.version, self.is_written))

    def is_written(self, path: Path) -> bool:
        """Whether somebody wrote the value that a path has in ``exact``, not Flex UI itself."""
        told = self.exact.explain(path) if self.exact is not None else None
        return told is not None and self.kind(told.set_by or "") in _WRITTEN

    @cached_property
    def scans(self) -> tuple[tuple[Source, Scan], ...]:
        """What stands in each of the texts, as it is written."""
        found = [(source, scan_script(source)) for source in (self.script, *self.companions)]
        if self.resource is not None:
            found.append((self.resource, scan_json(self.resource)))
        return tuple(found)

    @cached_property
    def leaks(self) -> tuple[Leak, ...]:
        """What rule ``secret`` finds: lines are shown without it, whichever rule shows them."""
        from appconfig_merge.checks.rules.leaks import leaks

        return tuple(leaks(self))

    @cached_property
    def secret_places(self) -> dict[tuple[str, int], list[tuple[int, int]]]:
        """The columns of what looks secret, by file and line."""
        places: dict[tuple[str, int], list[tuple[int, int]]] = {}
        for leak in self.leaks:
            at = leak.found.location
            if at is not None:
                end = at.end_column if at.end_line == at.line else MAX_LINE_SHOWN
                places.setdefault((at.file, at.line), []).append((at.column, end))
        return places

    @cached_property
    def _properties(self) -> Mapping[str, Slot]:
        if self.resource is None or self.holds_attributes:
            return {}
        value = read_json(self.resource).traced.value
        return value.slots if isinstance(value, JSObject) else {}

    def property_slot(self, name: str) -> Slot | None:
        """A property of the resource's text, None where it has none."""
        return self._properties.get(name)

    @cached_property
    def _secrets(self) -> re.Pattern[str] | None:
        known = {leak.secret for leak in self.leaks if len(leak.secret) >= _SHORTEST_SECRET}
        longest_first = sorted(known, key=lambda secret: (-len(secret), secret))
        return (
            re.compile("|".join(map(re.escape, longest_first[:MAX_SECRETS_HIDDEN])))
            if known
            else None
        )

    def redacted(self, text: str) -> str:
        """A message with asterisks for what rule ``secret`` found: it may quote the script."""
        return text if self._secrets is None else self._secrets.sub(MASK, text)

    def kind(self, id: str) -> str:
        """What kind of layer an id stands for."""
        layer = self._layers.get(id)
        return layer.kind if layer is not None else ""

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

    def line_text(self, location: Location | None) -> str | None:
        """The line of a place, with asterisks for what looks secret; None where it isn't shown."""
        if location is None:
            return None
        key = (location.file, location.line)
        if key not in self._lines:
            source = self._sources.get(location.file)
            self._lines[key] = None if source is None else self._masked(source, location.line)
        return self._lines[key]

    def _masked(self, source: Source, number: int) -> str | None:
        text = source.line(number)
        if len(text) > MAX_LINE_SHOWN:
            return None
        for column, end in self.secret_places.get((source.name, number), ()):
            inner = text[column - 1 : end - 1]
            text = text[: column - 1] + "*" * len(inner) + text[column - 1 + len(inner) :]
        # Of a script that could be read every text was judged; of a resource a part of them.
        was_judged = any(one is source and scan.is_whole for one, scan in self.scans)
        return text if was_judged else hide_in_line(text)[0]


def told(path: Path, value: ConfigValue, limit: int = 48) -> str:
    """A value in a few words, with asterisks for what looks secret."""
    from appconfig_merge.brief import brief_value
    from appconfig_merge.secrets.values import hidden

    return brief_value(hidden(value, path), limit)
