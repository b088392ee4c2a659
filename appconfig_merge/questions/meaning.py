"""What a person means who asks for a path: one reading, for everybody who takes paths.

A path is mostly written as it stands in the configuration. Some write what stands around the
configuration too (``window.appConfig.theme.isLight``), a name in other letters, a key where it
doesn't belong, or a property of the resource, which the configuration doesn't have.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from appconfig_merge.javascript.globals import ALIASES
from appconfig_merge.known_keys.facts import NEWEST_KNOWN, facts
from appconfig_merge.known_keys.names import near_names, sole_names, telling_names
from appconfig_merge.known_keys.near_names import NearNames
from appconfig_merge.known_keys.schema import release_number
from appconfig_merge.layers.properties import PROPERTIES, UI_ATTRIBUTES
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.paths import parse_path
from appconfig_merge.suggestions import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from appconfig_merge.effective.config import EffectiveConfig
    from appconfig_merge.known_keys.schema import ReleaseNumber
    from appconfig_merge.paths import Path

Reading: TypeAlias = Literal["as-written", "address", "spelling", "place", "dots", "property"]
"""How a path is read. ``as-written``. ``address``: with what stands around the configuration in
the page or the resource. ``spelling``: with names in other letters. ``place``: a key that belongs
elsewhere. ``dots``: a key with dots for a path, or the other way round. ``property``: one of the
resource, beside the configuration."""

_AROUND: Final = frozenset(
    map(fold, {*ALIASES, "Flex", "Twilio", "Manager", "getInstance()", "$"}),
)
"""What may stand in front of an address, folded."""
_ADDRESSES: Final = (
    ("configuration", "uiattributes"),
    ("serviceconfiguration", "uiattributes"),
    ("resource", "uiattributes"),
    ("uiattributes",),
    ("appconfig",),
    ("configuration",),
    ("serviceconfiguration",),
    ("resource",),
)
"""What people call the configuration, folded; what goes on in the resource comes first."""
_MOST_ADDRESSES: Final = 10
"""How often one is taken off: ``configuration.ui_attributes.appConfig.x``."""


class Meaning(NamedTuple):
    """What a path means.

    ``path`` is that of the configuration, or with the reading ``property`` that of the resource.
    ``is_certain`` says that nothing else can be meant; else it is a likely guess.
    """

    asked: Path
    path: Path
    reading: Reading
    is_certain: bool = True


def meant(
    config: EffectiveConfig,
    asked: Path,
    *,
    global_name: str = "appConfig",
    properties: Collection[str] = (),
) -> Meaning:
    """What a path means in a configuration; the path itself where it is there, or may be.

    ``global_name`` is what the page calls the configuration, ``properties`` are those of the
    resource, if it is known.
    """
    return _Reader(config, global_name, {*PROPERTIES, *properties}).read(asked)


def without_address(path: Path, global_name: str = "appConfig") -> Path | None:
    """What is left of a path without what stands around the configuration; None without that."""
    folded = [fold(str(key)) for key in path]
    start = 0
    while start < len(path) and folded[start] in _AROUND:
        start += 1
    if start == 1 and path[0] == "$":
        return path[1:]  # as JSONPath begins
    own = tuple(fold(str(key)) for key in parse_path(global_name))
    for address in (*_ADDRESSES, own):
        end = start + len(address)
        if address and tuple(folded[start:end]) == address:
            return path[end:]
    return None


class _Reader:
    """Reads paths for one configuration."""

    def __init__(
        self, config: EffectiveConfig, global_name: str, properties: Collection[str]
    ) -> None:
        self._config = config
        version = config.release.version if config.release is not None else NEWEST_KNOWN
        self._releases: tuple[ReleaseNumber | None, ...] = (release_number(version), None)
        self._properties = properties
        self._global = global_name

    def read(self, asked: Path, depth: int = 0) -> Meaning:
        """What a path means."""
        if self._is_there(asked) or self._is_known(asked):
            return Meaning(asked, asked, "as-written")
        trimmed = tuple(key.strip() if isinstance(key, str) else key for key in asked)
        if trimmed != asked:
            return self.read(trimmed, depth)
        if str(asked[0]) in self._config:
            return self._respelled(asked) or Meaning(asked, asked, "as-written")
        inside = without_address(asked, self._global) if depth < _MOST_ADDRESSES else None
        if inside is not None:
            return self._inside(asked, inside, depth)
        if asked[0] in self._properties and asked[0] != UI_ATTRIBUTES:
            return Meaning(asked, asked, "property")
        found = self._respelled(asked) or self._elsewhere(asked) or self._with_dots(asked)
        if found is not None:
            return found
        folded = {fold(name): name for name in self._properties}
        name = folded.get(fold(str(asked[0])))
        if name is not None:
            return Meaning(asked, (name, *asked[1:]), "property", is_certain=False)
        return Meaning(asked, asked, "as-written")

    def _inside(self, asked: Path, inside: Path, depth: int) -> Meaning:
        """What the rest of a path means, once what stands around it is taken off."""
        found = self.read(inside, depth + 1)
        if found.reading == "as-written":
            return Meaning(asked, found.path, "address")
        return found._replace(asked=asked)

    def _is_there(self, path: Path) -> bool:
        """Whether some layer sets a path, in force or not; the root is always there."""
        if not path:
            return True
        if _reached(self._config, path) == len(path):
            return True
        if str(path[0]) not in self._config and self._config.is_incomplete:
            return False
        explained = self._config.explain(path)
        return explained.kind != "absent" or bool(explained.contributions)

    def _is_known(self, path: Path) -> bool:
        """Whether a path is a known key of any release, or goes on in an open one."""
        found = facts(path)
        return found is not None and (found.path == path or self._names(found.path).is_free(path))

    def _names(self, path: Path) -> _Names:
        """The names that may stand beneath a path."""
        here = _at(self._config, path)
        there = [str(key) for key in here] if isinstance(here, Mapping) else []
        keys = tuple(key for key in path if isinstance(key, str))
        levels = [fill[len(path) - 1] for fill in self._levels(path)]
        known = [near_names(release, keys) for release in self._releases]
        return _Names(path, [*there, *levels], known)

    def _levels(self, path: Path) -> Iterable[tuple[str, ...]]:
        """The log levels that a release fills in beneath a path."""
        if path[:1] != ("sdkOptions",):
            return ()
        release = self._config.release
        if release is None:
            from appconfig_merge.releases.table import newest

            release = newest()
        fills = release.log_level.fills if release.log_level is not None else ()
        return [
            one.path
            for one in fills
            if one.path[: len(path) - 1] == path[1:] and len(one.path) >= len(path)
        ]

    def _respelled(self, asked: Path) -> Meaning | None:
        """The path whose names are those that were asked for, in other letters."""
        found: Path = ()
        for key in asked:
            if isinstance(key, int):
                found = (*found, key)
                continue
            name = self._names(found).like(key)
            if name is None and (not found or facts((*found, key)) is None):
                return None
            found = (*found, name or key)
        return Meaning(asked, found, "spelling", is_certain=False) if found != asked else None

    def _elsewhere(self, asked: Path) -> Meaning | None:
        """The place of a key that tells where it belongs: ``isLight`` is theme.isLight."""
        for release in self._releases:
            names = {**sole_names(release), **telling_names(release)}
            places = {fold(name): place for name, place in names.items()}
            for at in (0, len(asked) - 1):
                place = places.get(fold(str(asked[at])))
                path = (*(place or ()), *asked[at + 1 :])
                if place is not None and path != asked:
                    return Meaning(asked, path, "place", is_certain=False)
        return None

    def _with_dots(self, asked: Path) -> Meaning | None:
        """A key with dots in it for a path of keys, and a path for a key with dots."""
        joined = ".".join(map(str, asked))
        if len(asked) > 1 and joined in self._config:
            return Meaning(asked, (joined,), "dots", is_certain=False)
        parts = tuple(part for key in asked for part in str(key).split("."))
        if len(parts) > len(asked) and all(parts):
            found = self.read(parts, _MOST_ADDRESSES - 1)
            if found.reading != "as-written" or self._is_there(parts) or self._is_known(parts):
                return found._replace(asked=asked, reading="dots", is_certain=False)
        return None


class _Names(NamedTuple):
    """The names that may stand beneath a path: those that are there, and the releases' own."""

    path: Path
    there: list[str]
    known: list[NearNames]

    def like(self, key: str) -> str | None:
        """The one name that a key is, or is like."""
        if key in self.there:
            return key
        all_names = (*self.known, NearNames(self.there))
        folded = (names.folded_match(key) for names in all_names)
        near = (names.nearest(key) for names in all_names)
        return next((name for name in (*folded, *near) if name is not None), None)

    def is_free(self, path: Path) -> bool:
        """Whether a path that goes on from here is no other spelling of a name that is there."""
        key = str(path[len(self.path)])
        return NearNames(self.there).folded_match(key) in {None, key}


def _reached(config: EffectiveConfig, path: Path) -> int:
    """How many keys of a path are in force."""
    at: object = config
    for count, key in enumerate(path):
        if isinstance(at, Mapping):
            if str(key) not in at:
                return count
            at = at[str(key)]
        elif isinstance(at, list):
            index = int(key) if str(key).isdecimal() else -1
            if not 0 <= index < len(at):
                return count
            at = at[index]
        else:
            return count
    return len(path)


def _at(config: EffectiveConfig, path: Path) -> object:
    """What is in force at a path; None where nothing is."""
    at: object = config
    for key in path:
        if isinstance(at, Mapping) and str(key) in at:
            at = at[str(key)]
        else:
            return None
    return at
