"""What is wrong with the known keys of an effective configuration, in one release of Flex UI."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from appconfig_merge.known_keys.names import near_names, telling_names
from appconfig_merge.known_keys.schema import (
    all_releases,
    comes_later,
    holds,
    release_number,
    schema_of,
    was_last_in,
)
from appconfig_merge.known_keys.validation import wrong_values
from appconfig_merge.known_keys.wording import (
    enum_help,
    kind_of_value,
    may_take,
    wanted,
    with_advice,
)
from appconfig_merge.limits import MAX_KNOWN_ITEMS, MAX_KNOWN_KEYS_COMPARED
from appconfig_merge.paths import format_path
from appconfig_merge.values import Undefined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from appconfig_merge.known_keys.schema import Schema
    from appconfig_merge.known_keys.validation import Wrong
    from appconfig_merge.paths import Path
    from appconfig_merge.values import ConfigValue

Kind: TypeAlias = Literal["type", "enum", "unknown", "replaced", "not-yet"]
"""``type``, ``enum``: a value that the release can't take. ``unknown``: no such key, but one with
a near name or another place. ``replaced``: of earlier releases only. ``not-yet``: of later ones.
"""

_NOTHING_READS_IT = "remove it, unless something of your own reads it"


class KeyProblem(NamedTuple):
    """Something about one key. ``message`` and ``help`` hold no value of the configuration.

    ``suggestion`` is the path that was probably meant; of kind ``unknown`` only, and there always.
    """

    path: Path
    kind: Kind
    message: str
    help: str
    suggestion: Path | None = None


def problems(
    values: Mapping[str, ConfigValue],
    version: str,
    is_written: Callable[[Path], bool] | None = None,
) -> list[KeyProblem]:
    """What is wrong with an effective configuration (``config.to_dict()``), in its own order.

    Custom keys are normal: a key that isn't known is a problem only where it looks like a known one
    that isn't written itself. ``is_written`` says of a path whether its value is from appConfig.js
    or ui_attributes, and not a default or the form that Flex UI gives a column; without it, all
    that is there counts as written. What is unresolved is never wrong; undefined and null are as
    good as absent. The time is linear in the configuration.

    Raises InputError for what is no version, MissingExtraError without jsonschema-rs.
    """
    search = _Search(values, version, is_written)
    return list(search.of_object(values, all_releases(), ()))


class _Search:
    """One configuration looked at for one release."""

    __slots__ = ("_is_written", "_places", "_release", "_root", "_version", "_wrong")

    def __init__(
        self,
        values: Mapping[str, ConfigValue],
        version: str,
        is_written: Callable[[Path], bool] | None,
    ) -> None:
        self._is_written = is_written
        self._version = version
        self._release = release_number(version)
        self._root = values
        self._wrong: dict[Path, Wrong] = wrong_values(values, schema_of(version))
        self._places = telling_names(self._release)

    def of_object(
        self, values: Mapping[str, ConfigValue], schema: Schema, path: Path
    ) -> Iterator[KeyProblem]:
        """What is wrong within an object whose keys are known."""
        known = schema["properties"]
        meant = dict(self._meant(values, known, path))
        for key, value in values.items():
            place = (*path, key)
            if _is_absent(value):
                continue
            if key not in known:
                if key in meant:
                    yield self._unknown(place, meant[key])
            elif not holds(known[key], self._release):
                if self._counts_as_written(place):
                    yield self._of_other_releases(place, known[key])
            else:
                yield from self._of_value(value, known[key], place)

    def _of_value(self, value: ConfigValue, schema: Schema, path: Path) -> Iterator[KeyProblem]:
        wrong = self._wrong.get(path)
        if wrong is not None:
            yield self._wrong_value(path, value, wrong)
        if isinstance(value, dict) and "properties" in schema:
            yield from self.of_object(value, schema, path)
        elif isinstance(value, list) and "items" in schema:
            for index, item in enumerate(value[:MAX_KNOWN_ITEMS]):
                yield from self._of_value(item, schema["items"], (*path, index))

    def _wrong_value(self, path: Path, value: ConfigValue, wrong: Wrong) -> KeyProblem:
        name = format_path(path)
        if wrong.kind == "type":
            takes = wanted(wrong.schema)
            message = f"{name} is {kind_of_value(value)}, and Flex UI {self._version} takes {takes}"
            return KeyProblem(path, "type", message, with_advice(f"write {takes}", wrong))
        message = f"{name} has a value that Flex UI {self._version} does not take"
        return KeyProblem(path, "enum", message, enum_help(value, wrong))

    def _of_other_releases(self, path: Path, schema: Schema) -> KeyProblem:
        """A key that this release doesn't have. Advice is given for what is gone."""
        name = format_path(path)
        advice = schema.get("x-replaced-by")
        later = comes_later(schema, self._release)
        last = was_last_in(schema, self._release)
        if later is not None and (last is None or advice is None):
            message = f"{name} is a key of Flex UI from {later} on, not of {self._version}"
            otherwise = f"leave it out, or use Flex UI {later} or newer"
            return KeyProblem(path, "not-yet", message, schema.get("x-not-yet", otherwise))
        if last is None:
            message = f"{name} is a key that no known release of Flex UI reads"
        else:
            message = f"{name} is a key of Flex UI up to {last}, not of {self._version}"
        return KeyProblem(path, "replaced", message, advice or _NOTHING_READS_IT)

    def _unknown(self, path: Path, meant: Path) -> KeyProblem:
        name = format_path(meant)
        if meant[:-1] == path[:-1]:
            message = f"Flex UI has no key {format_path(path)}, but one of nearly that name"
            return KeyProblem(path, "unknown", message, f"did you mean {name}?", meant)
        message = f"Flex UI has no key {format_path(path)}, but one of that name elsewhere"
        return KeyProblem(path, "unknown", message, f"did you mean {name}?", meant)

    def _meant(
        self, values: Mapping[str, ConfigValue], known: Mapping[str, Schema], path: Path
    ) -> Iterator[tuple[str, Path]]:
        """The keys that aren't known and look like one that is, each with that one's path.

        ``languages`` with an array is no slip for ``language``, which takes a string.
        """
        here = near_names(self._release, tuple(key for key in path if isinstance(key, str)))
        rest: list[str] = []
        for key in values:
            if key in known:
                continue
            there = self._places.get(key)
            respelled = here.folded_match(key)
            if respelled is not None:
                if self._is_free((*path, respelled)):
                    yield key, (*path, respelled)
            elif there is not None:
                if self._is_free(there):
                    yield key, there
            else:
                rest.append(key)
        for key in islice(rest, MAX_KNOWN_KEYS_COMPARED):
            near = here.nearest(key)
            if (
                near is not None
                and may_take(known[near], values[key])
                and self._is_free((*path, near))
            ):
                yield key, (*path, near)

    def _is_free(self, path: Path) -> bool:
        """Whether nobody wrote a value there."""
        value: Any = self._root
        for key in path:
            value = value[key] if isinstance(key, int) else _inner(value, key)
        return _is_absent(value) or not self._counts_as_written(path)

    def _counts_as_written(self, path: Path) -> bool:
        return self._is_written is None or self._is_written(path)


def _is_absent(value: ConfigValue) -> bool:
    return value is None or isinstance(value, Undefined)


def _inner(value: ConfigValue, key: str) -> ConfigValue:
    """What a key of a value holds, None where there is none."""
    return value.get(key) if isinstance(value, dict) else None
