"""What is wrong with the keys and values that one source sets, in one release of Flex UI.

A source is judged by itself: what others set beside it neither makes a mistake nor mends one.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from appconfig_merge.known_keys.meant import Meaning, is_absent, value_at
from appconfig_merge.known_keys.schema import (
    all_releases,
    comes_later,
    holds,
    release_number,
    schema_of,
    was_last_in,
)
from appconfig_merge.known_keys.validation import Validation
from appconfig_merge.known_keys.wording import (
    allowed_values,
    enum_help,
    kind_of_value,
    nested_keys,
    wanted,
    with_advice,
)
from appconfig_merge.layers.properties import RESOURCE_ONLY
from appconfig_merge.limits import MAX_KNOWN_ITEMS
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.paths import format_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from appconfig_merge.known_keys.meant import Meant
    from appconfig_merge.known_keys.schema import Schema
    from appconfig_merge.known_keys.validation import Wrong
    from appconfig_merge.paths import Path
    from appconfig_merge.values import ConfigValue

Kind: TypeAlias = Literal[
    "type", "enum", "unknown", "misplaced", "dotted", "replaced", "never", "not-yet"
]
"""``type``, ``enum``: a value that the release can't take. ``unknown``: no such key, but one of
nearly that name. ``misplaced``: one that belongs elsewhere. ``dotted``: one whose dots lead to a
known key. ``replaced``: of earlier releases only. ``never``: of none. ``not-yet``: of later ones.
"""

SourceKind: TypeAlias = Literal["appConfig.js", "ui_attributes"]
"""Where keys are written: Flex UI makes other things of some by that."""

_NOTHING_READS_IT = "remove it, unless something of your own reads it"
_NOT_IN_A_SCRIPT: Final = "take it out here: what counts is what ui_attributes have"
_NEVER_NULL: Final = ("logLevel", "sso")
"""Keys of appConfig.js at which Flex UI stops where they are null, as rule stops-at-start tells."""
_MOST_MENDED: Final = 3
"""Faults of a value that are told where its key is moved."""
_NO_COLUMNS: Final[Mapping[str, Path]] = MappingProxyType({})


class KeyProblem(NamedTuple):
    """Something about one key. ``message`` and ``help`` hold no value of the configuration.

    ``suggestion`` is the path that was probably meant, where one was. ``is_minor`` says that the
    key may well be somebody's own, or does no harm.
    """

    path: Path
    kind: Kind
    message: str
    help: str
    suggestion: Path | None = None
    is_minor: bool = False


def problems(
    values: Mapping[str, ConfigValue],
    version: str,
    source: SourceKind = "appConfig.js",
    columns: Mapping[str, Path] = _NO_COLUMNS,
) -> list[KeyProblem]:
    """What is wrong with what one source sets, in its own order.

    Custom keys are normal: a key that isn't known is a problem only where it looks like a known
    one. ``columns`` are the properties of the resource that Flex UI puts in the place of keys of
    ui_attributes, with the path where each comes; what ui_attributes have there is not looked at.
    What is unresolved is never wrong; undefined and null are as good as absent. The time is linear
    in the configuration.

    Raises InputError for what is no version, MissingExtraError without jsonschema-rs.
    """
    return list(_Search(version, source, columns).of_root(values))


class _Search:
    """One source looked at for one release, or what would be one if its advice were followed."""

    __slots__ = (
        "_columns", "_dead", "_is_followed", "_meaning", "_release", "_root", "_source",
        "_validation", "_version", "_wrong",
    )  # fmt: skip

    def __init__(self, version: str, source: SourceKind, columns: Mapping[str, Path]) -> None:
        self._version = version
        self._release = release_number(version)
        self._source = source
        self._root: Mapping[str, ConfigValue] = {}
        self._wrong: dict[Path, Wrong] = {}
        self._is_followed = False
        self._columns = {path[0]: column for column, path in columns.items()}
        self._dead = frozenset(self._columns if source == "ui_attributes" else ())
        self._validation = Validation(schema_of(version))
        self._meaning = Meaning(self._release, columns)

    def of_root(self, values: Mapping[str, ConfigValue]) -> Iterator[KeyProblem]:
        """What is wrong with all that a source sets."""
        self._root = values
        self._wrong = self._validation.wrong_values(values)
        return self.of_object(values, all_releases(), ())

    def of_object(
        self, values: Mapping[str, ConfigValue], schema: Schema, path: Path
    ) -> Iterator[KeyProblem]:
        """What is wrong within an object whose keys are known."""
        known = schema["properties"]
        meant = dict(self._meaning.of(self._root, values, known, path))
        for key, value in values.items():
            place = (*path, key)
            if is_absent(value) or (not path and key in self._dead):
                continue
            if key not in known:
                if key in meant:
                    yield self._unknown(place, value, meant[key])
            elif not path and key in RESOURCE_ONLY and self._source == "appConfig.js":
                yield _resource_only(key)
            elif not holds(known[key], self._release):
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
            allowed = allowed_values(wrong.schema)
            write = f"write one of {', '.join(allowed)}" if allowed else f"write {takes}"
            return KeyProblem(path, "type", message, with_advice(write, wrong))
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
        help = advice or _NOTHING_READS_IT
        if last is None:
            message = f"{name} is a key that no known release of Flex UI reads"
            return KeyProblem(path, "never", message, help, is_minor=True)
        message = f"{name} is a key of Flex UI up to {last}, not of {self._version}"
        return KeyProblem(path, "replaced", message, help)

    def _unknown(self, path: Path, value: ConfigValue, meant: Meant) -> KeyProblem:
        """A key that isn't known, and what it was meant to be."""
        name = format_path(path)
        is_minor = not meant.is_sure
        if meant.guess == "wrapper":
            message = f"Flex UI never reads {name} here: this is within the configuration already"
            return KeyProblem(path, "misplaced", message, self._lift(value), is_minor=is_minor)
        if meant.path is None:
            message = f"{name} is a property of the resource, not a key of {self._source}"
            return KeyProblem(path, "misplaced", message, _NOTHING_READS_IT, is_minor=is_minor)
        help = self._help(value, meant)
        target = format_path(meant.path)
        if meant.guess == "dotted":
            message = f"Flex UI never reads {name}: a dot in a key leads nowhere"
            return KeyProblem(path, "dotted", message, help, meant.path, is_minor)
        if meant.guess == "property":
            message = f"{name} is a property of the resource, not a key of {self._source}"
            return KeyProblem(path, "misplaced", message, help, meant.path, is_minor)
        if meant.guess == "elsewhere":
            message = f"Flex UI never reads {name}: that key's place is {target}"
            return KeyProblem(path, "misplaced", message, help, meant.path, is_minor)
        message = f"Flex UI never reads {name}: it has no key of that name, but {target}"
        return KeyProblem(path, "unknown", message, help, meant.path, is_minor)

    def _help(self, value: ConfigValue, meant: Meant) -> str:
        """What to do about a key, where it is known which one was meant."""
        assert meant.path is not None
        target = format_path(meant.path)
        if meant.path[0] in self._dead:
            column = self._columns[str(meant.path[0])]
            return (
                f"set {target} in appConfig.js and take this out: in place of ui_attributes' "
                f"{meant.path[0]} Flex UI puts the resource's column {column}"
            )
        if meant.path[0] in RESOURCE_ONLY and self._source == "appConfig.js":
            return _NOT_IN_A_SCRIPT
        there = value_at(self._root, meant.path)
        if not is_absent(there):
            return f"take it out: {target} is set, too{_to_be_moved(value, there)}"
        if meant.guess == "dotted":
            help = f"write it as nested keys, {nested_keys(meant.path)}"
        else:
            help = f"did you mean {target}?"
        mend = self._mend(value, meant.path)
        return f"{help}{' ' if help.endswith('?') else '; '}{mend}" if mend else help

    def _mend(self, value: ConfigValue, path: Path) -> str:
        """What is to be mended of a value where it comes to stand at another path."""
        if any(isinstance(key, int) for key in path):
            return ""
        there: ConfigValue = value
        for key in reversed(path):
            there = {str(key): there}
        assert isinstance(there, dict)
        found = [
            one.help if one.path == path else f"{format_path(one.path)}: {one.help}"
            for one in self._followed(there)
        ]
        if not found:
            return ""
        more = f"; and {len(found) - _MOST_MENDED} more" if len(found) > _MOST_MENDED else ""
        return f"mend the value too: {'; '.join(found[:_MOST_MENDED])}{more}"

    def _lift(self, value: ConfigValue) -> str:
        """What to do about the configuration within itself."""
        assert isinstance(value, dict)
        help = "move what is in it one level up"
        dead = self._dead & value.keys()
        stops = any(value.get(key, "") is None for key in _NEVER_NULL)
        if dead or stops or any(True for _ in self._followed(value)):
            help += ", and check again: some of its keys are to be mended"
        return help

    def _followed(self, values: Mapping[str, ConfigValue]) -> Iterator[KeyProblem]:
        """What would be wrong with what advice makes; of advice to that nothing is asked."""
        if self._is_followed:
            return
        from copy import copy

        search = copy(self)
        search._is_followed = True  # noqa: SLF001 - one of its own kind
        yield from search.of_root(values)


def _to_be_moved(value: ConfigValue, there: ConfigValue) -> str:
    """What an object has that the one in its place doesn't."""
    if not isinstance(value, dict) or not isinstance(there, dict):
        return ""
    only = [format_path((key,)) for key in value if key not in there]
    more = f" and {len(only) - _MOST_MENDED} more" if len(only) > _MOST_MENDED else ""
    return f"; first move {', '.join(only[:_MOST_MENDED])}{more} there" if only else ""


def _resource_only(key: str) -> KeyProblem:
    message = f"Flex UI never reads {key} of appConfig.js, but that of the resource's ui_attributes"
    return KeyProblem((key,), "misplaced", message, _NOT_IN_A_SCRIPT, is_minor=True)
