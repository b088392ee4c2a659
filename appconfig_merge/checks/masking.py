"""What a check and a report show of their inputs, without the secrets in these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.brief import brief_value
from appconfig_merge.checks.leaks import leaks
from appconfig_merge.checks.secret_places import (
    SecretPlaces,
    secret_contributions,
    secret_literals,
)
from appconfig_merge.limits import MAX_LINE_SHOWN
from appconfig_merge.secrets.looks import looks_secret
from appconfig_merge.secrets.values import Masker, masked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from appconfig_merge.checks.context import Context
    from appconfig_merge.location import Location
    from appconfig_merge.paths import Path
    from appconfig_merge.source import Source
    from appconfig_merge.values import ConfigValue


def masked_brief(path: Path, value: ConfigValue, limit: int = 48) -> str:
    """A value in a few words, with asterisks for what looks secret."""
    return brief_value(masked(value, path), limit)


class Masking(Masker):
    """Masks what is known to be secret in a context: in values, messages and lines.

    Known are the secrets in the texts, in all that the layers say, what rule ``secret`` finds, and
    ``more``.
    """

    def __init__(self, context: Context, more: Iterable[str] = ()) -> None:
        super().__init__((*_secrets(context), *more))
        self._sources = {source.name: source for source in context.sources}
        self._lines: dict[tuple[str, int], str | None] = {}
        self._places = SecretPlaces(context)

    def line_at(self, location: Location | None) -> str | None:
        """The line of a place; None where it isn't shown."""
        if location is None:
            return None
        key = (location.file, location.line)
        if key not in self._lines:
            source = self._sources.get(location.file)
            self._lines[key] = None if source is None else self._shown(source, location.line)
        return self._lines[key]

    def _shown(self, source: Source, number: int) -> str | None:
        text = source.line(number)
        if len(text) > MAX_LINE_SHOWN:
            return None
        return self.line(self._places.without(source, number, text))

    def lines(self, source: Source, lines: Sequence[str]) -> list[str]:
        """All lines of a source; each keeps its length."""
        return [
            self.line(self._places.without(source, number, text))
            for number, text in enumerate(lines, start=1)
        ]


def _secrets(context: Context) -> Iterator[str]:
    for _, literals in context.cached(secret_literals):
        yield from (str(one.value) for one in literals)
    yield from (leak.secret for leak in context.cached(leaks))
    keys = {key for path, _ in context.contributions for key in path if isinstance(key, str)}
    yield from (key for key in keys if looks_secret((), key))
    for _, _, secrets in context.cached(secret_contributions):
        yield from secrets
