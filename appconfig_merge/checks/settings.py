"""What a project says of its checks, in pyproject.toml or .effective-config.toml."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from appconfig_merge.checks.finding import SEVERITIES
from appconfig_merge.errors import AppConfigError
from appconfig_merge.location import Location
from appconfig_merge.suggestions import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from appconfig_merge.checks.finding import Severity
    from appconfig_merge.source import Source

TABLE: Final = ("tool", "appconfig-merge")
"""The table of a pyproject.toml."""
NEVER: Final = "never"
"""The value of fail-on for which no finding is too much."""

_KEYS: Final = ("select", "ignore", "severity", "fail-on", "per-path-ignores", "flex-ui")
_WILD: Final = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
_PLACE: Final = re.compile(
    r"(?P<message>.*?) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)"
)


class SettingsError(AppConfigError):
    """A setting is unknown, or isn't what it has to be."""

    code = "bad-setting"


class Settings(NamedTuple):
    """Which rules are in force, and how severe they are.

    ``select`` None stands for all rules. ``per_path_ignores`` are patterns of paths relative to
    the file that the settings were read from, with the ids ignored there. ``flex_ui`` is None
    where nothing is said.
    """

    select: frozenset[str] | None = None
    ignore: frozenset[str] = frozenset()
    severity: Mapping[str, Severity] = {}
    fail_on: str = "error"
    per_path_ignores: tuple[tuple[str, frozenset[str]], ...] = ()
    flex_ui: str | None = None

    def has(self, id: str) -> bool:
        """Whether a rule is in force."""
        return (self.select is None or id in self.select) and id not in self.ignore

    @property
    def fields(self) -> dict[str, str]:
        """What the settings say of the inputs, by the name of the field."""
        return {} if self.flex_ui is None else {"flex_ui": self.flex_ui}

    def ignored_at(self, path: str) -> frozenset[str]:
        """The rules that are not in force for a path, which has slashes whatever the system."""
        ids = (ids for pattern, ids in self.per_path_ignores if _matches(pattern, path))
        return frozenset().union(*ids)


def read_settings(source: Source, rules: Iterable[str], *, table: tuple[str, ...] = ()) -> Settings:
    """The settings in a TOML text; those of a table of it, such as TABLE.

    ``rules`` are the ids there are. Raises SettingsError with the line.
    """
    reader = _Reader(source, frozenset(rules), table)
    return reader.read(_table(source, table) or {})


def has_settings(source: Source, table: tuple[str, ...]) -> bool:
    """Whether a TOML text has a table. Raises SettingsError for what isn't TOML."""
    return _table(source, table) is not None


def _table(source: Source, table: tuple[str, ...]) -> dict[str, Any] | None:
    found: Any = _load(source)
    for key in table:
        found = found.get(key) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else None


def _load(source: Source) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        match = _PLACE.fullmatch(str(error))
        message = match["message"] if match else str(error)
        at = _place(source, match)
        raise SettingsError(
            f"{source.name} is not TOML: {message[:1].lower()}{message[1:]}",
            location=at,
            line_text=source.line(at.line) if at else None,
        ) from None
    except (RecursionError, ValueError) as error:
        raise SettingsError(f"{source.name} is not TOML: {error}") from None


def _place(source: Source, match: re.Match[str] | None) -> Location | None:
    """Where the TOML reader stopped: it says so in its message only."""
    if match is None:
        return None
    if match["line"] is None:
        return source.location(len(source.data), len(source.data))
    line, column = int(match["line"]), int(match["column"])
    return Location(source.name, line, column, line, column + 1)


class _Reader:
    """Reads one table, and knows where its keys stand."""

    def __init__(self, source: Source, rules: frozenset[str], table: tuple[str, ...]) -> None:
        self.source = source
        self.rules = rules
        self.table = table

    def read(self, data: Mapping[str, Any]) -> Settings:
        for key in data:
            if key not in _KEYS:
                raise self.fail(
                    f"there is no setting {key!r}",
                    key,
                    did_you_mean(key, _KEYS) or f"the settings are {', '.join(_KEYS)}",
                )
        select = self.ids(data["select"], "select") if "select" in data else None
        return Settings(
            select,
            self.ids(data.get("ignore", []), "ignore"),
            self.severities(data.get("severity", {})),
            self.one_of(data.get("fail-on", "error"), (*SEVERITIES, NEVER), "fail-on"),
            self.by_path(data.get("per-path-ignores", {})),
            self.text(data["flex-ui"], "flex-ui") if "flex-ui" in data else None,
        )

    def ids(self, value: object, key: str) -> frozenset[str]:
        if not isinstance(value, list) or not all(isinstance(id, str) for id in value):
            raise self.fail(f"{key} has to be a list of rule ids", key)
        for id in value:
            self.check_id(id)
        return frozenset(value)

    def check_id(self, id: str) -> None:
        if id not in self.rules:
            raise self.fail(*unknown_rule(id, self.rules))

    def severities(self, value: object) -> dict[str, Severity]:
        if not isinstance(value, dict):
            raise self.fail("severity has to be a table of rule ids", "severity")
        for id, severity in value.items():
            self.check_id(id)
            self.one_of(severity, SEVERITIES, id)
        return value

    def by_path(self, value: object) -> tuple[tuple[str, frozenset[str]], ...]:
        if not isinstance(value, dict):
            raise self.fail("per-path-ignores has to be a table of patterns", "per-path-ignores")
        return tuple((pattern, self.ids(ids, pattern)) for pattern, ids in value.items())

    def one_of(self, value: object, values: tuple[str, ...], key: str) -> str:
        if value not in values:
            raise self.fail(f"{key} has to be one of {', '.join(values)}", key)
        return str(value)

    def text(self, value: object, key: str) -> str:
        if not isinstance(value, str):
            raise self.fail(f"{key} has to be a string", key)
        return value

    def fail(self, message: str, word: str, help: str | None = None) -> SettingsError:
        """An error at the first place in the table where a word stands."""
        location = self.find(word)
        line_text = self.source.line(location.line) if location is not None else None
        where = message if location is not None else f"{self.source.name}: {message}"
        return SettingsError(where, location=location, line_text=line_text, help=help)

    def find(self, word: str) -> Location | None:
        # tomllib says of no key where it stands.
        header = re.escape(".".join(self.table)).replace(r"\.", r"\s*\.\s*")
        begin = re.search(rf"(?m)^\s*\[+\s*{header}\b", self.source.text) if self.table else None
        start = begin.start() if begin else 0
        match = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])").search(self.source.text, start)
        if match is None:
            return None
        data = self.source.text[: match.start()].encode("utf-8", "surrogatepass")
        end = len(data) + len(word.encode("utf-8", "surrogatepass"))
        return self.source.location(len(data), end)


def unknown_rule(id: str, rules: Iterable[str]) -> tuple[str, str, str]:
    """The message, the word and the help for a rule that doesn't exist."""
    help = "effective-config check --rules lists all rules"
    return f"no rule is called {id!r}", id, did_you_mean(id, rules) or help


def _matches(pattern: str, path: str) -> bool:
    """Whether a pattern is of a path: one without a slash is of its name, in any folder.

    ``*`` and ``?`` stand for anything in one folder, ``**`` for any folders.
    """
    if "/" not in pattern:
        path = path.rpartition("/")[2]
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", pattern.removeprefix("./"))
    expression = "".join(_WILD.get(part, re.escape(part)) for part in parts)
    return re.fullmatch(expression, path, re.DOTALL) is not None
