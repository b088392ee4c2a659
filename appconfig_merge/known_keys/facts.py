"""What a known key is: what it takes, and which releases of Flex UI have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.known_keys.schema import all_releases, holds, release_number
from appconfig_merge.known_keys.wording import wanted
from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from appconfig_merge.diagnostics import Diagnostic
    from appconfig_merge.known_keys.schema import ReleaseNumber, Schema
    from appconfig_merge.paths import Path

NEWEST_KNOWN = "2"
"""The version that stands for the newest release there is."""


class Range(NamedTuple):
    """Releases from one to another, both included; None where there is no such end."""

    since: str | None
    until: str | None


class KeyFacts(NamedTuple):
    """What is known of a key.

    ``path`` is the known key: of a path that goes on in something open, such as theme.tokens, the
    one that it is in. ``takes`` says what it takes in words, empty where that isn't known;
    ``types`` are JSON Schema's names for it, and ``values`` the words that it takes, if those are
    all. ``releases`` are those that have it, none where no known release reads it.
    ``is_documented`` is False for what Flex UI reads and nobody documents; ``advice`` is what to
    do with it where a release doesn't have it.
    """

    path: Path
    takes: str
    types: tuple[str, ...]
    values: tuple[str, ...]
    releases: tuple[Range, ...]
    is_documented: bool
    advice: str

    def is_of(self, version: str) -> bool:
        """Whether a release has it. Raises InputError for what is no version."""
        release = release_number(version)
        return any(_is_within(release, one) for one in self.releases)

    @property
    def sentence(self) -> str:
        """``a key of Flex UI from 2.0 on, true or false``."""
        if not self.releases:
            return "a key that no known release of Flex UI reads"
        undocumented = "" if self.is_documented else ", which is not documented"
        takes = f", {self.takes}" if self.takes else ""
        return f"a key of Flex UI {_spoken(self.releases)}{undocumented}{takes}"


def are_flex_uis(diagnostics: Iterable[Diagnostic], global_name: str, *, is_said: bool) -> bool:
    """Whether the keys of a configuration are Flex UI's, as far as is known.

    Its page takes ``appConfig``, by that name or as a property of something; whoever asks for a
    release, or gives the resource, says so of any global (``is_said``). WebChat's are none, ever.
    """
    if any(one.code == "webchat" for one in diagnostics):
        return False
    return is_said or global_name.rpartition(".")[2] == "appConfig"


def facts(path: Path) -> KeyFacts | None:
    """What is known of the key at a path, in whatever release; None for a key of one's own."""
    found: Schema | None = None
    ranges: tuple[Range, ...] = (Range(None, None),)
    length, advice = 0, ""
    schema = all_releases()
    for key in path:
        inner = _inner(schema, key)
        if inner is None:
            if "properties" in schema:
                return None
            break
        found = schema = inner
        length += 1
        if "x-flex-ui" in schema:
            own = [Range(one.get("since"), one.get("until")) for one in schema["x-flex-ui"]]
            ranges = tuple(_common(ranges, own))
            advice = schema.get("x-replaced-by") or schema.get("x-not-yet") or advice
    if found is None:
        return None
    types = found.get("type", ())
    words = tuple(_words(found))
    takes = wanted(found) if types else ""
    if words:
        takes = takes.replace("a string", f"one of {', '.join(words)}")
    return KeyFacts(
        path[:length],
        takes,
        (types,) if isinstance(types, str) else tuple(types),
        words,
        ranges,
        "x-private" not in found,
        advice,
    )


def _inner(schema: Schema, key: str | int) -> Schema | None:
    """The schema of a key, or of an array's element."""
    found: Schema | None
    if "items" in schema and (isinstance(key, int) or key.isdecimal()):
        found = schema["items"]
    else:
        found = schema.get("properties", {}).get(key)
        if found is None and isinstance(schema.get("additionalProperties"), dict):
            found = schema["additionalProperties"]
    return found


def _words(schema: Schema) -> Iterator[str]:
    """The words that a key takes, where it takes no others; of the newest release that has it."""
    newest = release_number(NEWEST_KNOWN)
    parts = [schema, *(one for one in schema.get("allOf", ()) if holds(one, newest))]
    for part in parts:
        then: Mapping[str, list[str]] = part.get("then", part)
        words = then.get("enum")
        if words:
            yield from words
            return


def _common(left: tuple[Range, ...], right: list[Range]) -> Iterator[Range]:
    """The releases that are in both."""
    for one in left:
        for other in right:
            since = max(_known(one.since, other.since), key=release_number, default=None)
            until = min(_known(one.until, other.until), key=release_number, default=None)
            if since is None or until is None or release_number(since) <= release_number(until):
                yield Range(since, until)


def _known(*versions: str | None) -> list[str]:
    return [version for version in versions if version is not None]


def _is_within(release: ReleaseNumber, limits: Range) -> bool:
    return not (
        (limits.since is not None and release < release_number(limits.since))
        or (limits.until is not None and release > release_number(limits.until))
    )


def _spoken(releases: tuple[Range, ...]) -> str:
    return " and ".join(map(_spoken_range, releases))


def _spoken_range(one: Range) -> str:
    if one.since is None:
        return "in every known release" if one.until is None else f"up to {one.until}"
    if one.until is None:
        return f"from {one.since} on"
    return f"in {one.since}" if one.since == one.until else f"from {one.since} to {one.until}"
