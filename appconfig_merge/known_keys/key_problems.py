"""What is wrong with the keys and values that one source sets, in one release of Flex UI.

A source is judged by itself: what others set beside it neither makes a mistake nor mends one.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from appconfig_merge.known_keys.meant import RESOURCE_ONLY, Meaning, is_absent, value_at
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
    enum_help,
    kind_of_value,
    nested_keys,
    wanted,
    with_advice,
)
from appconfig_merge.limits import MAX_KNOWN_ITEMS
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
    search = _Search(values, version, source, columns)
    return list(search.of_object(values, all_releases(), ()))


class _Search:
    """One source looked at for one release."""

    __slots__ = (
        "_columns", "_dead", "_meaning", "_release", "_root", "_source", "_validation", "_version",
        "_wrong",
    )  # fmt: skip

    def __init__(
        self,
        values: Mapping[str, ConfigValue],
        version: str,
        source: SourceKind,
        columns: Mapping[str, Path],
    ) -> None:
        self._version = version
        self._release = release_number(version)
        self._root = dict(values)
        self._source = source
        self._columns = {path[0]: column for column, path in columns.items()}
        self._dead = frozenset(self._columns if source == "ui_attributes" else ())
        self._validation = Validation(schema_of(version))
        self._wrong: dict[Path, Wrong] = self._validation.wrong_values(values)
        self._meaning = Meaning(values, self._release, columns)

    def of_object(
        self, values: Mapping[str, ConfigValue], schema: Schema, path: Path
    ) -> Iterator[KeyProblem]:
        """What is wrong within an object whose keys are known."""
        known = schema["properties"]
        meant = dict(self._meaning.of(values, known, path))
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
            help = "move what is in it one level up"
            return KeyProblem(path, "misplaced", message, help, is_minor=is_minor)
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
        if not is_absent(value_at(self._root, meant.path)):
            return f"take it out: {target} is set, too"
        if meant.guess == "dotted":
            help = f"write it as nested keys, {nested_keys(meant.path)}"
        else:
            help = f"did you mean {target}?"
        there = self._wrong_there(value, meant.path)
        if there is None:
            return help
        return f"{help}{' ' if help.endswith('?') else '; '}mend the value too: {there}"

    def _wrong_there(self, value: ConfigValue, path: Path) -> str | None:
        """What would be wrong with a value at another place."""
        if any(isinstance(key, int) for key in path):
            return None
        there: ConfigValue = value
        for key in reversed(path):
            there = {str(key): there}
        assert isinstance(there, dict)
        for at, wrong in self._validation.wrong_values(there).items():
            problem = self._wrong_value(at, value_at(there, at), wrong)
            return problem.help if at == path else f"{problem.message}: {problem.help}"
        return None


def _resource_only(key: str) -> KeyProblem:
    message = f"Flex UI never reads {key} of appConfig.js, but that of the resource's ui_attributes"
    help = "set it in ui_attributes, and take it out here"
    return KeyProblem((key,), "misplaced", message, help, is_minor=True)
