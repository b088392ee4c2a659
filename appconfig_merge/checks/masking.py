"""What findings show of texts and values, with asterisks for what looks secret."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from appconfig_merge.brief import brief_value
from appconfig_merge.checks.leaks import leaks
from appconfig_merge.limits import MAX_LINE_SHOWN, MAX_SECRETS_HIDDEN
from appconfig_merge.secrets.texts import MASK, hide_in_line
from appconfig_merge.secrets.values import masked

if TYPE_CHECKING:
    from appconfig_merge.checks.context import Context
    from appconfig_merge.location import Location
    from appconfig_merge.paths import Path
    from appconfig_merge.source import Source
    from appconfig_merge.values import ConfigValue

_SHORTEST_SECRET: Final = 4


def masked_brief(path: Path, value: ConfigValue, limit: int = 48) -> str:
    """A value in a few words, with asterisks for what looks secret."""
    return brief_value(masked(value, path), limit)


class Masking:
    """Masks in lines and messages what rule ``secret`` finds, whichever rule shows them."""

    def __init__(self, context: Context) -> None:
        found = context.cached(leaks)
        self._sources = {source.name: source for source in context.sources}
        # Of a script that could be read every text was judged; of a resource a part of them.
        self._judged = {source.name for source, scan in context.scans if scan.is_whole}
        self._lines: dict[tuple[str, int], str | None] = {}
        self._columns: dict[tuple[str, int], list[tuple[int, int]]] = {}
        for leak in found:
            at = leak.location
            if at is not None:
                end = at.end_column if at.end_line == at.line else MAX_LINE_SHOWN
                self._columns.setdefault((at.file, at.line), []).append((at.column, end))
        known = {leak.secret for leak in found if len(leak.secret) >= _SHORTEST_SECRET}
        longest_first = sorted(known, key=lambda secret: (-len(secret), secret))
        self._secrets = (
            re.compile("|".join(map(re.escape, longest_first[:MAX_SECRETS_HIDDEN])))
            if known
            else None
        )

    def message(self, text: str) -> str:
        """A message without the secrets: it may quote the script."""
        return text if self._secrets is None else self._secrets.sub(MASK, text)

    def line(self, location: Location | None) -> str | None:
        """The line of a place; None where it isn't shown."""
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
        for column, end in self._columns.get((source.name, number), ()):
            inner = text[column - 1 : end - 1]
            text = text[: column - 1] + "*" * len(inner) + text[column - 1 + len(inner) :]
        return text if source.name in self._judged else hide_in_line(text).text
