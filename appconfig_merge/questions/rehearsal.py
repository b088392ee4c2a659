"""Edits of the texts, tried before they are advised: the script is read again with each of them.

An edit writes a literal. A word that no configuration has stands for it, to see that the value
becomes what was written; then a name that nobody knows, to see what else hangs on it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from appconfig_merge.effective.merge import merge
from appconfig_merge.errors import AppConfigError
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.questions.edits import ANYTHING, MARK, concerned
from appconfig_merge.questions.equivalence import changed, equivalent, values_of
from appconfig_merge.source import Source
from appconfig_merge.values import Incomplete, Unresolved

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from appconfig_merge.effective.config import EffectiveConfig
    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.location import Location
    from appconfig_merge.paths import Path
    from appconfig_merge.questions.edits import Texts
    from appconfig_merge.values import ConfigValue


_MARK_TEXT: Final = json.dumps(MARK, ensure_ascii=False)


class Rehearsal:
    """Tries edits of the texts of one configuration."""

    def __init__(self, config: EffectiveConfig, texts: Texts) -> None:
        self._config = config
        self._texts = texts
        self._script = next(one for one in config.layers if one.kind == "script")
        self._own: dict[str, ConfigValue] | None = None

    def replaced(self, location: Location, path: Path) -> tuple[Path, ...] | None:
        """The other values that may change with another literal in a place.

        None where that doesn't set the value at a path.
        """
        source = self._texts.sources.get(location.file)
        if source is None:
            return None
        span = source.span(location)
        return self._tried(_Change(source, span, "", ""), _Change(source, span, "", ""), path)

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
        before = "".join(f"{json.dumps(str(key))}: {{" for key in keys[:-1])
        before += f"{json.dumps(str(keys[-1]))}: "
        after = "}" * (len(keys) - 1)
        first = _Change(source, (start + 1, start + 1), before, f"{after}, ")
        # Whether there is a comma already nobody can tell without reading comments.
        for comma in (", ", ""):
            last = _Change(source, (end - 1, end - 1), f"{comma}{before}", after)
            found = self._tried(last, first, path)
            if found is not None:
                return found
        return None

    def appended(self, target: str, path: Path) -> tuple[Path, ...] | None:
        """The other values that may change with an assignment more at the end of the script.

        None where that doesn't set the value at a path.
        """
        source = self._texts.sources[self._texts.script]
        end = len(source.data)
        change = _Change(source, (end, end), f"\n;{target} = ", ";")
        return self._tried(change, change, path)

    def is_idle(self, location: Location, path: Path) -> bool:
        """Whether another literal in a place leaves the value at a path as it is."""
        source = self._texts.sources.get(location.file)
        if source is None or not path:
            return True
        edited = self._reread(_Change(source, source.span(location), "", ""), _MARK_TEXT)
        if edited is None:
            return True
        keys = {str(path[0])}
        then, now = self._effective(edited, keys), self._effective(self._script, keys)
        return equivalent(then.explain(path).value, now.explain(path).value)

    def _tried(self, marking: _Change, opening: _Change, path: Path) -> tuple[Path, ...] | None:
        """The change made with the mark, and again with what nobody knows."""
        marked, opened = self._reread(marking, _MARK_TEXT), self._reread(opening, ANYTHING)
        if marked is None or opened is None:
            return None
        keys = {str(path[0]), *self._changed_keys(marked), *self._changed_keys(opened)}
        before, after = self._effective(self._script, keys), self._effective(marked, keys)
        if after.explain(path).value != MARK:
            return None
        maybe = self._effective(opened, keys)
        value = maybe.explain(path).value
        if not (isinstance(value, Unresolved) and ANYTHING in {value.source, value.define}):
            return None
        values = values_of(before)
        others = [
            *changed(values, values_of(after), path),
            *changed(values, values_of(maybe), path),
        ]
        return tuple(dict.fromkeys(others))

    def _reread(self, change: _Change, literal: str) -> Layer | None:
        """The script's layer with a change; None where that can't be read."""
        source, (start, end) = change.source, change.span
        before, after = source.slice(0, start), source.slice(end, len(source.data))
        text = f"{before}{change.before}{literal}{change.after}{after}"
        try:
            return self._texts.reread(Source(source.name, text, source.language))
        except AppConfigError:
            return None

    def _effective(self, script: Layer, keys: Collection[str]) -> EffectiveConfig:
        """What is merged with another script, of these keys and those that follow them."""
        wanted = frozenset().union(*(concerned(self._config.release, key) for key in keys))
        return self._config.remade(
            lambda one: (script if one.kind == "script" else one).only(wanted)
        )

    def _changed_keys(self, other: Layer) -> Iterator[str]:
        """The keys at the root of which another script says something else."""
        if self._own is None:
            self._own = merge([self._script]).to_dict()
        theirs = merge([other]).to_dict()
        if isinstance(theirs, Incomplete) != isinstance(self._own, Incomplete):
            yield from {*self._own, *theirs}
        for key in dict.fromkeys((*self._own, *theirs)):
            is_in_both = key in self._own and key in theirs
            if not is_in_both or not equivalent(self._own[key], theirs[key]):
                yield key


class _Change(NamedTuple):
    """A stretch of a text that gives way to a literal with something before and after it."""

    source: Source
    span: tuple[int, int]
    before: str
    after: str
