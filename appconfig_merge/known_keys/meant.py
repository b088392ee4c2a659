"""What a key that Flex UI doesn't know was probably meant to be, as far as its source tells."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final, Literal

from appconfig_merge.javascript.globals import ALIASES
from appconfig_merge.known_keys.names import (
    near_names,
    object_names,
    schema_at,
    sole_names,
    telling_names,
)
from appconfig_merge.known_keys.near_names import NearNames
from appconfig_merge.known_keys.wording import may_take
from appconfig_merge.layers.properties import PROPERTIES, UI_ATTRIBUTES
from appconfig_merge.limits import MAX_KNOWN_KEYS_COMPARED
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.values import Undefined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from appconfig_merge.known_keys.schema import ReleaseNumber, Schema
    from appconfig_merge.paths import Path
    from appconfig_merge.values import ConfigValue

Guess = Literal["near", "elsewhere", "dotted", "property", "wrapper"]

_CONFIGURATION: Final = "appConfig"
_AROUND: Final = ALIASES | {_CONFIGURATION, UI_ATTRIBUTES}
"""What a key is written behind by who takes it for a path."""
_MOST_STEPS: Final = 10


class Meant(NamedTuple):
    """What was meant.

    ``guess`` is near: a key beside it, of nearly its name; elsewhere: one of its name at another
    place; dotted: the key to which the dots in its name lead; property: a property of the resource;
    wrapper: the configuration itself, in whose object the key already stands. ``path`` is that of
    the key, None where no key of the configuration is meant. ``is_sure`` says that it is hardly a
    key of somebody's own.
    """

    guess: Guess
    path: Path | None
    is_sure: bool = False


def is_absent(value: ConfigValue) -> bool:
    """Whether a value is as good as none: undefined or null."""
    return value is None or isinstance(value, Undefined)


def value_at(root: Mapping[str, ConfigValue], path: Path) -> ConfigValue:
    """What is at a path of objects and lists, not the empty one; None where there is nothing."""
    first, *rest = path
    value = root.get(str(first))
    for key in rest:
        if isinstance(value, dict):
            value = value.get(str(key))
        elif isinstance(value, list) and isinstance(key, int) and key < len(value):
            value = value[key]
        else:
            return None
    return value


class Meaning:
    """Finds what the unknown keys of a source were meant to be, in one release.

    ``columns`` are the properties of the resource that Flex UI puts in the place of a key, with
    that key's name.
    """

    __slots__ = ("_columns", "_release", "_sole", "_telling", "_telling_folded")

    def __init__(self, release: ReleaseNumber, columns: Mapping[str, Path]) -> None:
        self._release = release
        self._columns = columns
        self._telling = telling_names(release)
        self._telling_folded = NearNames(self._telling)
        self._sole = sole_names(release)

    def of(
        self,
        root: Mapping[str, ConfigValue],
        values: Mapping[str, ConfigValue],
        known: Mapping[str, Schema],
        path: Path,
    ) -> Iterator[tuple[str, Meant]]:
        """The keys of an object at a path of a source that aren't known and look like one that is.

        ``languages`` with an array is no slip for ``language``, which takes a string. Only so many
        are compared letter by letter.
        """
        here = near_names(self._release, tuple(key for key in path if isinstance(key, str)))
        rest: list[str] = []
        for key, value in values.items():
            if key in known or is_absent(value):
                continue
            meant = self._dotted(key, path) if "." in key else None
            if meant is None and not path:
                meant = self._of_resource(key, value)
            if meant is None:
                meant = self._respelled(root, key, path, here)
            if meant is not None:
                yield key, meant
            else:
                rest.append(key)
        together = {} if path else self._together(root, rest)
        yield from together.items()
        for key in islice(rest, MAX_KNOWN_KEYS_COMPARED):
            near = here.nearest(key) if key not in together else None
            if (
                near is not None
                and may_take(known[near], values[key])
                # Beside the known key, one of nearly its name is mostly another one.
                and (is_absent(values.get(near)) or _is_like(values[key], known[near]))
            ):
                yield key, Meant("near", (*path, near))

    def _together(self, root: Mapping[str, ConfigValue], rest: list[str]) -> dict[str, Meant]:
        """Keys of the root that one known object has two or more of: that object was left out.

        A name such as ``url`` tells nothing by itself.
        """
        found = [
            (owner, keys)
            for owner, names in object_names(self._release).items()
            if len(keys := [key for key in rest if key in names]) > 1
            and all(is_absent(value_at(root, (owner, key))) for key in keys)
        ]
        most = max((len(keys) for _, keys in found), default=0)
        best = [(owner, keys) for owner, keys in found if len(keys) == most]
        if len(best) != 1:
            return {}
        owner, keys = best[0]
        return {key: Meant("elsewhere", (owner, key)) for key in keys}

    def _respelled(
        self, root: Mapping[str, ConfigValue], key: str, path: Path, here: NearNames
    ) -> Meant | None:
        """A known key that differs in case and word separators only: one beside, or elsewhere."""
        name = here.folded_match(key)
        if name is not None:
            return Meant("near", (*path, name))
        telling = self._telling_folded.folded_match(key)
        there = self._telling[telling] if telling is not None else None
        if there is None and path:
            there = self._sole.get(key)
        if there is None or not is_absent(value_at(root, there)):
            return None
        return Meant("elsewhere", there)

    def _of_resource(self, key: str, value: ConfigValue) -> Meant | None:
        """A property of the resource, or the configuration within itself; at the root only."""
        if key in {_CONFIGURATION, UI_ATTRIBUTES}:
            if isinstance(value, dict) and any(name in value for name in self._names_at_root()):
                return Meant("wrapper", None, is_sure=True)
            return Meant("property", None) if key == UI_ATTRIBUTES else None
        if "_" in key and key in PROPERTIES:
            return Meant("property", self._columns.get(key))
        return None

    def _names_at_root(self) -> Mapping[str, Schema]:
        schema = schema_at(())
        assert schema is not None
        found: Mapping[str, Schema] = schema["properties"]
        return found

    def _dotted(self, key: str, path: Path) -> Meant | None:
        """The known key that the dots in a name lead to, or into."""
        steps = key.split(".")
        if not 1 < len(steps) <= _MOST_STEPS or not all(steps):
            return None
        bare = steps[next((at for at, one in enumerate(steps) if one not in _AROUND), len(steps)) :]
        starts = [path, ()] if len(bare) == len(steps) and path else [()]
        return next(filter(None, (self._led(bare, start) for start in starts)), None)

    def _led(self, steps: list[str], start: Path) -> Meant | None:
        """Where steps lead from the object at a path, if that is a known key or within one."""
        found = tuple(key for key in start if isinstance(key, str))
        for index, step in enumerate(steps):
            schema = schema_at(found)
            assert schema is not None
            if "properties" not in schema:
                is_object = "type" not in schema or "object" in schema["type"]
                return _within(start, found, steps[index:], is_sure=True) if is_object else None
            names = near_names(self._release, found)
            name = names.folded_match(step)
            if name is None:
                # A key of another release leads nowhere in this one.
                if index == 0 or step in schema["properties"]:
                    return None
                name = names.nearest(step)
            if name is None:
                return _within(start, found, steps[index:], is_sure=False)
            found = (*found, name)
        return _within(start, found, [], is_sure=True) if steps else None


def _within(start: Path, found: tuple[str, ...], rest: list[str], *, is_sure: bool) -> Meant:
    """What a dotted key leads to; within a list the object is the same one of it."""
    names = sum(isinstance(key, str) for key in start)
    return Meant("dotted", (*start, *found[names:], *rest), is_sure)


def _is_like(value: ConfigValue, schema: Schema) -> bool:
    """Whether a value is an object all of whose keys are those of a known key."""
    names = schema.get("properties", {})
    return isinstance(value, dict) and bool(value) and all(key in names for key in value)
