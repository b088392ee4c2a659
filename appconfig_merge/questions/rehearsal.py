"""Edits of the texts, tried before they are advised: the script is read again with each of them.

An edit writes a literal. A word that no configuration has stands for it, to see that the value
becomes what was written; then a name that nobody knows, to see what else hangs on it.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from appconfig_merge.errors import AppConfigError
from appconfig_merge.questions.edits import ANYTHING, MARK
from appconfig_merge.questions.equivalence import changed, equivalent, values_of
from appconfig_merge.source import Source
from appconfig_merge.values import Unresolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.effective.config import EffectiveConfig
    from appconfig_merge.location import Location
    from appconfig_merge.paths import Path
    from appconfig_merge.questions.edits import Texts
    from appconfig_merge.values import ConfigValue


_MARK_TEXT: Final = json.dumps(MARK, ensure_ascii=False)
_PLAIN_SCRIPT: Final = re.compile(r"\s*(?:(?:var|let|const)\s+)?[\w$.]+\s*=\s*\Z(?:)", re.DOTALL)


class Rehearsal:
    """Tries edits of the texts of one configuration."""

    def __init__(self, config: EffectiveConfig, texts: Texts) -> None:
        self._config = config
        self._texts = texts
        self._leaves: dict[Path, ConfigValue] | None = None

    def replaced(self, location: Location, path: Path) -> tuple[Path, ...] | None:
        """The other values that may change with another literal in a place.

        None where that doesn't set the value at a path.
        """
        source = self._texts.sources.get(location.file)
        if source is None:
            return None
        start, end = source.span(location)
        return self._tried(source, (start, end), (start, end), "", path)

    def added(self, location: Location, keys: Path, path: Path) -> tuple[Path, ...] | None:
        """The other values that may change with a key more in the object literal at a place.

        ``keys`` lead from the object to the value at ``path``. None where the key doesn't set it,
        first in the object or last, or where no literal stands there.
        """
        source = self._texts.sources.get(location.file)
        if source is None:
            return None
        start, end = source.span(location)
        text = source.slice(start, end)
        if not (text.startswith("{") and text.endswith("}")):
            return None
        opening = "".join(f"{json.dumps(str(key))}: {{" for key in keys[:-1])
        opening += f"{json.dumps(str(keys[-1]))}: "
        closing = "}" * (len(keys) - 1)
        first = (start + 1, start + 1)
        last = (end - 1, end - 1)
        comma = "" if re.fullmatch(r"\{\s*|.*,\s*", text[:-1], re.DOTALL) else ", "
        return self._tried(source, last, first, opening, path, closing, before_last=comma)

    def appended(self, target: str, path: Path) -> tuple[Path, ...] | None:
        """The other values that may change with an assignment more at the end of the script.

        None where that doesn't set the value at a path.
        """
        source = self._texts.sources[self._texts.script]
        end = len(source.data)
        return self._tried(source, (end, end), (end, end), f"\n;{target} = ", path, ";")

    def is_idle(self, location: Location, path: Path) -> bool:
        """Whether another literal in a place leaves the value at a path as it is."""
        source = self._texts.sources.get(location.file)
        edited = self._reread(source, source.span(location), _MARK_TEXT) if source else None
        if edited is None:
            return True
        return equivalent(edited.explain(path).value, self._config.explain(path).value)

    def _tried(
        self,
        source: Source,
        at: tuple[int, int],
        again: tuple[int, int],
        opening: str,
        path: Path,
        closing: str = "",
        *,
        before_last: str = "",
    ) -> tuple[Path, ...] | None:
        """The change with the mark in one place, and with what nobody knows in another."""
        marked = self._reread(source, at, f"{before_last}{opening}{_MARK_TEXT}{closing}")
        comma = ", " if at != again else ""
        opened = self._reread(source, again, f"{opening}{ANYTHING}{closing}{comma}")
        if marked is None or opened is None or marked.explain(path).value != MARK:
            return None
        value = opened.explain(path).value
        if not (isinstance(value, Unresolved) and ANYTHING in {value.source, value.define}):
            return None
        others = dict.fromkeys((*self._changed(marked, path), *self._changed(opened, path)))
        return tuple(others)

    def _reread(self, source: Source, span: tuple[int, int], text: str) -> EffectiveConfig | None:
        """The configuration with a stretch of a text replaced; None where that can't be read."""
        start, end = span
        before, after = source.slice(0, start), source.slice(end, len(source.data))
        edited = Source(source.name, before + text + after, source.language)
        try:
            layer = self._texts.reread(edited)
        except AppConfigError:
            return None
        return self._config.remade(lambda one: layer if one.kind == "script" else one)

    def _changed(self, other: EffectiveConfig, path: Path) -> Iterator[Path]:
        """The paths of other values that another configuration has not, or otherwise."""
        if self._leaves is None:
            self._leaves = values_of(self._config)
        yield from changed(self._leaves, values_of(other), path)
