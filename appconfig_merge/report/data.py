"""The page's data: values, findings and sources, each place as five numbers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.checks.checker import presumed_release
from appconfig_merge.checks.masking import Masking
from appconfig_merge.effective.contributions import ALIVE
from appconfig_merge.rendering import wording
from appconfig_merge.report.entries import Entries
from appconfig_merge.report.highlight import KINDS, MAX_ROW, lines_of, rows_of
from appconfig_merge.report.names import Names
from appconfig_merge.verification.masking import masked_verification, running_secrets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from appconfig_merge.checks import Context, Finding
    from appconfig_merge.effective.config import Departure, EffectiveConfig
    from appconfig_merge.effective.contributions import Contribution, Leaf
    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.location import Location
    from appconfig_merge.paths import Path
    from appconfig_merge.source import Source
    from appconfig_merge.values import ConfigValue
    from appconfig_merge.verification.difference import Verification

MAX_OBJECTS: Final = 5_000
"""Objects whose own places are told; of more, only their values' places are."""


class PageData:
    """What the page shows of a configuration, ready for JSON. Folders are left out of it.

    ``context`` has a configuration. ``findings`` are those of a check of it. Of a ``verification``
    that is shown beside it the secrets and the files are known. Without ``shows_secrets`` what
    looks secret is masked.
    """

    def __init__(
        self,
        context: Context,
        findings: Sequence[Finding],
        verification: Verification | None = None,
        *,
        shows_secrets: bool,
    ) -> None:
        assert context.config is not None
        self._config: EffectiveConfig = context.config
        self._sources = _sources(context)
        self._files = {source.name: index for index, source in enumerate(self._sources)}
        # An empty configuration is its own only leaf.
        self._leaves = [leaf for leaf in context.leaves if leaf.path]
        self._shadowed = context.shadowed
        self._mask = None if shows_secrets else _masking(context, verification)
        self._findings = findings
        self._presumed = presumed_release(context, findings)
        layers = self._config.layers
        self._layers = {layer.id: index for index, layer in enumerate(layers)}
        self._entries = Entries(self._layers, self._place)
        files = {*self._files, *(layer.file for layer in layers), *(one.file for one in findings)}
        if verification is not None:
            files.update(_evidence_files(verification))
        self._named = Names(files)
        self.names = self._named.short

    def text(self, text: str) -> str:
        """A text as the page may show it: files by their short names, secrets masked."""
        text = self._named.text(text)
        return text if self._mask is None else self._mask.text(text)

    def path(self, path: Path) -> Path:
        """A path as the page may show it."""
        return path if self._mask is None else self._mask.path(path)

    def value(self, value: ConfigValue, path: Path) -> ConfigValue:
        """The value at a path as the page may show it."""
        return value if self._mask is None else self._mask.value(value, path)

    def verification(self, found: Verification) -> Verification:
        """What a running page has of it, as the page may show it."""
        return found if self._mask is None else masked_verification(found, self._mask).verification

    def contributions(self, said: tuple[Contribution, ...], path: Path) -> tuple[Contribution, ...]:
        """What the layers say at a path, as the page may show it."""
        return said if self._mask is None else self._mask.contributions(said, path)

    def to_dict(self) -> dict[str, Any]:
        """All of it."""
        release = self._config.release
        departures = self._config.departures()
        return {
            "semantics": "documented" if release is None else "release",
            "release": None if release is None else release.version,
            "masked": self._mask is not None,
            "layers": [
                {"id": layer.id, "kind": layer.kind, "name": self._layer_name(layer)}
                for layer in self._config.layers
            ],
            "groups": list(self._groups()),
            "sources": [self._source(source) for source in self._sources],
            "values": [self._leaf(leaf, departures.get(leaf.path)) for leaf in self._leaves],
            "shadowed": [
                {
                    "path": self.path(one.path),
                    "said": self._said(one.contributions, one.path),
                }
                for one in self._shadowed
            ],
            "objects": list(self._objects()),
            "findings": [self._finding(one) for one in self._findings],
            "remarks": list(self._remarks()),
            "kinds": KINDS,
            "row_size": MAX_ROW,
            "lost": wording.LOST,
            "won": wording.WON,
            "about": wording.LAYERS,
        }

    def _layer_name(self, layer: Layer) -> str:
        """What the page calls a layer: a script by its file, which people know it by."""
        return self.names[layer.file] if layer.kind == "script" else layer.id

    def _groups(self) -> Iterator[dict[str, Any]]:
        """The layers, lowest precedence first; the many columns, a key each, are one group."""
        counts = Counter(leaf.set_by for leaf in self._leaves)
        groups: dict[str, dict[str, Any]] = {}
        for index, layer in enumerate(self._config.layers):
            is_column = layer.kind == "column"
            name = "columns of the resource" if is_column else self._layer_name(layer)
            new = {
                "name": name,
                "about": wording.LAYERS[layer.kind],
                "file": self.names[layer.file],
                "layers": [],
                "count": 0,
            }
            group = groups.setdefault("columns" if is_column else f"layer {layer.id}", new)
            group["layers"].append(index)
            group["count"] += counts[layer.id]
        yield from groups.values()

    def _source(self, source: Source) -> dict[str, Any]:
        lines = lines_of(source)
        if self._mask is not None:
            lines = self._mask.lines(source, lines)
        return {
            "name": self.names[source.name],
            "language": source.language,
            "rows": list(rows_of(lines, source.language)),
        }

    def _leaf(self, leaf: Leaf, departure: Departure | None) -> dict[str, Any]:
        data: dict[str, Any] = {
            "path": self.path(leaf.path),
            "value": self._value(leaf.value, leaf.path),
            "by": self._layers[leaf.set_by],
            "said": self._said(leaf.contributions, leaf.path),
        }
        if departure is not None:
            data["departure"] = {"release": departure.release.version}
            if departure.leaf is not None:
                data["departure"]["value"] = self._value(departure.leaf.value, leaf.path)
                data["departure"]["by"] = departure.leaf.set_by
        return data

    def _said(self, said: tuple[Contribution, ...], path: Path) -> list[dict[str, Any]]:
        """What the layers say at a path, highest precedence first."""
        shown = self.contributions(said, path)
        return [self._entries.contribution(one) for one in reversed(shown)]

    def encoded(self, value: ConfigValue) -> Any:
        """A value that may be shown as it is, ready for JSON."""
        return self._entries.value(value)

    def _value(self, value: ConfigValue, path: Path) -> Any:
        return self.encoded(self.value(value, path))

    def _place(self, location: dict[str, Any] | None) -> list[int] | None:
        """The number of the source, then line, column, end line and end column."""
        if location is None or location["file"] not in self._files:
            return None
        _, *numbers = location.values()
        return [self._files[location["file"]], *numbers]

    def _objects(self) -> Iterator[dict[str, Any]]:
        """Where the objects are written that have the values, the configuration itself first."""
        paths: dict[Path, None] = {(): None}
        paths |= dict.fromkeys(
            leaf.path[:end] for leaf in self._leaves for end in range(1, len(leaf.path))
        )
        for path in list(paths)[:MAX_OBJECTS]:
            said = [self._object(one) for one in reversed(self._config.explain(path).contributions)]
            yield {"path": self.path(path), "said": said}

    def _object(self, one: Contribution) -> dict[str, Any]:
        data: dict[str, Any] = {
            "layer": self._layers[one.layer],
            "outcome": one.outcome,
            "rule": one.rule,
            "at": self.at(one.location),
            "key": self.at(one.key_location),
        }
        if one.outcome in ALIVE:
            data["alive"] = True
        if one.rival is not None:
            data["rival"] = [self._layers[one.rival.layer], self.at(one.rival.location)]
        return data

    def at(self, location: Location | None) -> list[int] | None:
        """A place by numbers, see :meth:`to_dict`; None where it is in no text of the page."""
        return self._place(None if location is None else location._asdict())

    def _finding(self, one: Finding) -> dict[str, Any]:
        return {
            "rule": one.rule,
            "severity": one.severity,
            "message": self.text(one.message) + self._elsewhere(one.location),
            "help": None if one.help is None else self.text(one.help),
            "file": self.names[one.file],
            "at": self.at(one.location),
            "path": self.path(one.path),
            "related": [
                [self.text(related.message), self.at(related.location)] for related in one.related
            ],
        }

    def _elsewhere(self, location: Location | None) -> str:
        """A place in a text that the page doesn't show, such as a plugin's, in words."""
        if location is None or location.file in self._files:
            return ""
        return f" ({self.text(str(location))})"

    def _remarks(self) -> Iterator[dict[str, Any]]:
        """What is to be said of the release: what the layers' readers noticed are findings."""
        if self._presumed:
            yield {
                "rule": "presumed-release",
                "severity": "info",
                "message": f"findings are by the rules of {self._presumed}, the newest known here",
                "help": "--flex-ui names yours",
                "at": None,
                "path": [],
                "related": [],
            }
        if self._config.prospects:
            yield from self._prospects()
        of_layers = {one for layer in self._config.layers for one in layer.diagnostics}
        for one in self._config.diagnostics:
            if one not in of_layers:
                yield {
                    "rule": one.code,
                    "severity": one.severity,
                    "message": self.text(one.message) + self._elsewhere(one.location),
                    "help": None if one.help is None else self.text(one.help),
                    "at": self.at(one.location),
                    "path": [],
                    "related": [],
                }

    def _prospects(self) -> Iterator[dict[str, Any]]:
        """What plugins may set of which no finding tells: what nobody has written a value for."""
        from appconfig_merge.rendering.prospects import sentence

        told = {one.location for one in self._findings}
        for one in self._config.prospects[:MAX_OBJECTS]:
            place = one.contribution.location
            if place not in told:
                shown = one if self._mask is None else self._mask.prospect(one)
                yield {
                    "rule": "plugin-later",
                    "severity": "info",
                    "message": self.text(sentence(shown)) + self._elsewhere(place),
                    "help": None,
                    "at": self.at(place),
                    "path": self.path(one.path),
                    "related": [],
                }


def _masking(context: Context, verification: Verification | None) -> Masking:
    if verification is None:
        return context.cached(Masking)
    # What a snapshot has may be quoted, and none of it need be in the texts.
    return Masking(context, running_secrets(verification))


def _evidence_files(verification: Verification) -> Iterator[str]:
    """The files that evidence is in; what stands at an address is no file."""
    for difference in verification.differences:
        for one in difference.evidence:
            if one.location is not None and "://" not in one.location.file:
                yield one.location.file


def _sources(context: Context) -> list[Source]:
    """The texts that the configuration was made of, the script first; each name once.

    Scripts that stand in a page are shown where they do.
    """
    return list({source.name: source.whole for source in context.sources}.values())
