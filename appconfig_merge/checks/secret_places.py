"""Where secrets stand in the texts of a check: their literals, comments, what gives them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from appconfig_merge.limits import MAX_LINE_SHOWN
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.secrets.looks import looks_secret
from appconfig_merge.secrets.texts import hide_in_line, hide_in_script
from appconfig_merge.secrets.values import secrets_in
from appconfig_merge.values import Unresolved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from appconfig_merge.checks.context import Context
    from appconfig_merge.checks.scan import Written
    from appconfig_merge.effective.contributions import Contribution
    from appconfig_merge.location import Location
    from appconfig_merge.paths import Path
    from appconfig_merge.source import Source
    from appconfig_merge.values import ConfigValue

_QUOTED = r"(?s)'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|`(?:[^`\\]|\\.)*`"
_ENTRY = (
    r"(?i)(?P<before>(?P<key>[\w$-]{2,60})[\"']?\s{0,4}[:=]\s{0,4}[\"'`]?"
    r"(?:(?:Basic|Bearer|Token)\s{1,4})?)(?P<value>[^\s\"'`,;]{4,200})"
)
"""An entry that was commented out, in any notation."""
_TO_THE_END: Final = 2**60
"""A column behind every other."""


class _Span(NamedTuple):
    """A stretch of a line, as offsets, and what is to be made of its text."""

    start: int
    end: int
    hide: Callable[[str], str]


class SecretPlaces:
    """The places of secrets in the sources of a context."""

    def __init__(self, context: Context) -> None:
        self._spans: dict[tuple[str, int], list[_Span]] = {}
        for source, literals in context.cached(secret_literals):
            for literal in literals:
                self._add(source.location(literal.start, literal.end), _blank)
        for source, scan in context.scans:
            for start, end in scan.comments:
                self._add(source.location(start, end), _without_entries)
        for path, one, _ in context.cached(secret_contributions):
            for location in _givers(one, path):
                self._add(location, _blank_literals)
        # A JSON text that could not be scanned whole would not have been read at all. Of a page it
        # takes all scripts.
        self._scanned = {source.name for source, _ in context.scans} - {
            source.name
            for source, scan in context.scans
            if not scan.is_whole and source.language != "json"
        }

    def without(self, source: Source, number: int, text: str) -> str:
        """The text of a line with asterisks for its secrets; it keeps its length."""
        spans = sorted(
            self._spans.get((source.name, number), ()), key=lambda span: (span.start, -span.end)
        )
        parts: list[str] = []
        done = 0
        for span in spans:
            if span.end > done:
                first = max(span.start, done)
                parts += [text[done:first], span.hide(text[first : span.end])]
                done = span.end
        text = "".join([*parts, text[done:]])
        if source.name in self._scanned:
            # No scan tells the texts of templates, and what is compared with a secret.
            return text if source.language == "json" else hide_in_script(text).text
        return hide_in_line(text, "").text if len(text) <= MAX_LINE_SHOWN else "*" * len(text)

    def _add(self, at: Location, hide: Callable[[str], str]) -> None:
        for line in range(at.line, at.end_line + 1):
            start = at.column - 1 if line == at.line else 0
            end = at.end_column - 1 if line == at.end_line else _TO_THE_END
            self._spans.setdefault((at.file, line), []).append(_Span(start, end, hide))


def secret_literals(context: Context) -> tuple[tuple[Source, tuple[Written, ...]], ...]:
    """The literals of each source that look secret under their keys."""
    return tuple(
        (source, tuple(one for one in scan.written if looks_secret(one.path, one.value)))
        for source, scan in context.scans
    )


def secret_contributions(
    context: Context,
) -> tuple[tuple[Path, Contribution, tuple[str, ...]], ...]:
    """What layers say with a secret in it, by its path, with the secrets."""
    return tuple(
        (path, one, secrets)
        for path, said in context.contributions
        for one in said
        if (secrets := tuple(secrets_in(one.value, path))) or _is_secret_code(one.value, path)
    )


def _is_secret_code(value: ConfigValue, path: Path) -> bool:
    return isinstance(value, Unresolved) and looks_secret(path, value.source)


def _givers(one: Contribution, path: Path) -> Iterator[Location]:
    """Where the expressions stand that give the secrets of a contribution."""
    value = one.value
    if isinstance(value, dict):
        return
    if isinstance(value, list):
        for element in one.elements:
            part = _part(value, element.path)
            # Of what holds others, those others tell.
            if (
                element.location is not None
                and not isinstance(part, dict | list)
                and any(True for _ in secrets_in(part, (*path, *element.path)))
            ):
                yield element.location
        return
    for location in (one.location, *(step.location for step in one.trace)):
        if location is not None:
            yield location


def _part(value: ConfigValue, path: Path) -> ConfigValue:
    for step in path:
        if isinstance(value, list):
            assert isinstance(step, int)
            value = value[step]
        else:
            assert isinstance(value, dict)
            value = value[str(step)]
    return value


def _blank(text: str) -> str:
    """Asterisks for a text; the quotes of a literal stay."""
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"`":
        return f"{text[0]}{'*' * (len(text) - 2)}{text[-1]}"
    return "*" * len(text)


def _blank_literals(text: str) -> str:
    return re.sub(_QUOTED, lambda literal: _blank(literal[0]), text)


def _without_entries(comment: str) -> str:
    """A comment in which asterisks stand for the secrets of entries that were commented out."""

    def hidden(entry: re.Match[str]) -> str:
        is_secret = looks_secret((entry["key"],), entry["value"])
        return entry["before"] + ("*" * len(entry["value"]) if is_secret else entry["value"])

    return re.sub(_ENTRY, hidden, comment)
