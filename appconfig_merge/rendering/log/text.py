"""The text of ``effective-config log``: what a value is, and its changes, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.brief import Places, brief_value, printable, reason_text
from appconfig_merge.display_width import width
from appconfig_merge.effective.contributions import winner
from appconfig_merge.paths import format_path
from appconfig_merge.rendering.differing import differing
from appconfig_merge.rendering.explanation.candidates import brief_candidates
from appconfig_merge.rendering.wording import STANDINGS
from appconfig_merge.values import Unresolved

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from appconfig_merge.effective.contributions import Leaf
    from appconfig_merge.history.log import Entry
    from appconfig_merge.history.moments import Moment
    from appconfig_merge.rendering.log.shown import Change, ShownEntry, ShownLog
    from appconfig_merge.rendering.style import Style

_MINIMUM: Final = 24
_ID: Final = 10
"""Characters of a commit's id that tell it from others."""


def render_logs(logs: Iterable[ShownLog], width: int, style: Style) -> str:
    """Logs in lines, with a final newline."""
    return "\n".join(
        "".join(f"{line}\n" for line in _Writer(one, width, style).lines()) for one in logs
    )


class _Writer:
    def __init__(self, shown: ShownLog, width: int, style: Style) -> None:
        self.shown = shown
        self.width = width
        self.style = style

    def lines(self) -> Iterator[str]:
        """What the value is now, each change of it, and how much was looked at."""
        log = self.shown.log
        name = printable(format_path(log.path)) or "the configuration"
        whose = f"{printable(log.environment)}: " if log.environment else ""
        yield f"{whose}{self.style(name, 'path')}: {self._state(log.now)}"
        leaf = log.now.leaves.get(log.path)
        if leaf is not None:
            yield f"    {self.style(_where(leaf, log.now), 'source')}"
        for shown in self.shown.entries:
            yield ""
            yield self._head(shown.entry)
            for line in self._what(shown):
                yield f"    {line}"
            yield from self._files(shown.entry)
        yield ""
        yield self.style(self._summary(), "dim")

    def _head(self, entry: Entry) -> str:
        if entry.kept is not None:
            when = f"{entry.kept.at:%Y-%m-%d %H:%M %z}"
            return f"{when}  {self.style(f'kept: {printable(entry.kept.file)}', 'dim')}"
        commit = entry.commit
        if commit is None:
            return "not committed yet"
        when = f"{commit.committed:%Y-%m-%d %H:%M %z}"
        who = printable(f"{commit.author}: {commit.subject}")
        return f"{when}  {self.style(commit.id[:_ID], 'dim')}  {who}"

    def _what(self, shown: ShownEntry) -> Iterator[str]:
        """What changed: line by line where two objects differ, else both states."""
        before, after = shown.entry.before, shown.entry.after
        if not shown.values and shown.sources:
            for one in shown.sources:
                yield f"{self._name(one)}{self._text(one.after)}, from another source"
                yield from self._places(one, before, after)
        elif {before.how, after.how} <= {"value", "object"}:
            for one in shown.values:
                yield from self._change(one, before, after)
        else:
            yield f"{self._state(before)} -> {self._state(after)}"
            for moment in (before, after):
                leaf = moment.leaves.get(self.shown.log.path)
                if leaf is not None:
                    yield self.style(_where(leaf, moment), "source")
                    yield from self._candidates(leaf)

    def _change(self, one: Change, before: Moment, after: Moment) -> Iterator[str]:
        room = max((self.width - width(self._name(one)) - 8) // 2, _MINIMUM)
        if one.before is not None and one.after is not None:
            both = (one.before.value, one.after.value)
            words = list(differing(*both, room, is_secret=one.is_secret))
        else:
            words = [
                STANDINGS[standing] if leaf is None and standing != "value" else self._text(leaf)
                for leaf, standing in zip((one.before, one.after), one.standings, strict=True)
            ]
        yield f"{self._name(one)}{words[0]} -> {words[1]}"
        yield from self._places(one, before, after)
        if one.after is not None:
            yield from self._candidates(one.after)

    def _name(self, one: Change) -> str:
        """The path of a change, where that isn't the log's own."""
        path = self.shown.log.path
        return "" if one.path == path else f"{printable(format_path(one.path))}: "

    def _text(self, leaf: Leaf | None) -> str:
        return brief_value(leaf.value, max(self.width // 2, _MINIMUM)) if leaf is not None else ""

    def _state(self, moment: Moment) -> str:
        """What a path is at one time, in a few words."""
        if moment.how == "unreadable" and moment.error is not None:
            return f"can't be read: {printable(str(moment.error))}"
        if moment.how == "missing":
            return "not there"
        if moment.how == "value":
            return self._text(moment.leaves[self.shown.log.path])
        if moment.how == "object":
            count = len(moment.leaves)
            return f"an object of {count} value{'' if count == 1 else 's'}"
        return STANDINGS["unset"]

    def _places(self, one: Change, before: Moment, after: Moment) -> Iterator[str]:
        """Both places on a line, or where that is too long on two."""
        pairs = ((one.before, before), (one.after, after))
        wheres = [_where(leaf, moment) for leaf, moment in pairs if leaf is not None]
        if len(wheres) == 2 and wheres[0] == wheres[1]:
            yield f"{self.style(wheres[0], 'source')} in both"
        elif sum(map(width, wheres)) + 8 <= self.width:
            yield " -> ".join(self.style(where, "source") for where in wheres)
        else:
            yield self.style(wheres[0], "source")
            yield from (f"-> {self.style(where, 'source')}" for where in wheres[1:])

    def _candidates(self, leaf: Leaf) -> Iterator[str]:
        if isinstance(leaf.value, Unresolved):
            words = brief_candidates(leaf.value) or printable(reason_text(leaf.value))
            yield self.style(words, "unresolved")

    def _files(self, entry: Entry) -> Iterator[str]:
        names = [
            f"{file} (before: {entry.renamed[file]})" if file in entry.renamed else file
            for file in entry.files
        ]
        if names:
            text = printable(f"changed: {', '.join(names)}")
            yield f"    {self.style(text, 'dim')}"

    def _summary(self) -> str:
        log = self.shown.log
        commits = f"{log.commits:,} commit{'' if log.commits == 1 else 's'}"
        if not log.total:
            return f"no change in {commits}"
        changes = f"{log.total} change{'' if log.total == 1 else 's'} in {commits}"
        left = log.total - len(log.entries)
        return (
            f"{changes}; {left} older one{'' if left == 1 else 's'} not shown" if left else changes
        )


def _where(leaf: Leaf, moment: Moment) -> str:
    """The place of the value in force, and its layer."""
    one = winner(leaf)
    where = Places(moment.layers).full(one.location, one.layer)
    return where if one.location is None else f"{where} ({printable(one.layer)})"
