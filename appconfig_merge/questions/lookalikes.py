"""Keys that look like a known one and that Flex UI never reads, in each source by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from appconfig_merge.effective.merge import merge
from appconfig_merge.known_keys.facts import facts
from appconfig_merge.known_keys.names import near_names, telling_names
from appconfig_merge.known_keys.schema import release_number
from appconfig_merge.layers.properties import UI_ATTRIBUTES
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.suggestions import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.effective.config import EffectiveConfig
    from appconfig_merge.known_keys.schema import ReleaseNumber
    from appconfig_merge.location import Location
    from appconfig_merge.paths import Path

_WRAPPERS: Final = frozenset({"appconfig", "uiattributes", "configuration"})
"""Names of the configuration itself that are keys in it by mistake, folded."""


class Lookalike(NamedTuple):
    """A key of a layer that looks like a known key and isn't read; ``location`` is the key's."""

    layer: str
    path: Path
    location: Location | None


def lookalikes(config: EffectiveConfig, path: Path, version: str) -> tuple[Lookalike, ...]:
    """What each source has that looks like a known key, whatever the others set there.

    None for a key of one's own, where a likeness tells nothing.
    """
    found = facts(path)
    if found is None or found.path != path or not found.is_of(version):
        return ()
    search = _Search(path, release_number(version))
    return tuple(
        Lookalike(layer.id, like, _place(own, like))
        for layer in reversed(config.layers)
        if layer.kind in {"script", "data"} or layer.id == UI_ATTRIBUTES
        for own in (merge([layer]),)
        for like in search.within(own)
    )


class _Search:
    """What looks like one path."""

    def __init__(self, wanted: Path, release: ReleaseNumber) -> None:
        self._wanted = wanted
        self._folded = tuple(fold(str(key)) for key in wanted)
        self._release = release
        self._tells = telling_names(release).get(str(wanted[-1])) == wanted

    def within(self, own: EffectiveConfig) -> Iterator[Path]:
        """The paths of one source that look like the one wanted, and aren't it."""
        work: list[tuple[Path, int, Mapping[str, object]]] = [((), 0, own)]
        while work:
            found, done, at = work.pop()
            for key in at:
                path = (*found, key)
                count = self._like(found, key, done)
                if count is None:
                    continue
                if done + count == len(self._wanted):
                    if path != self._wanted:
                        yield path
                    continue
                inner = at[key]
                if isinstance(inner, Mapping):
                    work.append((path, done + count, inner))

    def _like(self, found: Path, key: str, done: int) -> int | None:
        """How many of the wanted keys a key stands for; None where it is like none of them."""
        rest = self._folded[done:]
        parts = [fold(part) for part in key.split(".")]
        if parts == [rest[0]]:
            return 1
        while len(parts) > 1 and not found and parts[0] in _WRAPPERS | {"window"}:
            parts = parts[1:]
        if tuple(parts) == rest[: len(parts)]:
            return len(parts)
        if not found and len(parts) == 1:
            if parts[0] in _WRAPPERS:
                return 0
            if self._tells and parts[0] == self._folded[-1]:
                return len(rest)
        if found == self._wanted[:done]:
            keys = tuple(str(one) for one in found)
            near = near_names(self._release, keys).nearest(key)
            is_known = facts((*found, key)) is not None
            return 1 if near == self._wanted[done] and not is_known else None
        return None


def _place(own: EffectiveConfig, path: Path) -> Location | None:
    contributions = own.said(path)
    last = contributions[-1] if contributions else None
    return (last.key_location or last.location) if last is not None else None
