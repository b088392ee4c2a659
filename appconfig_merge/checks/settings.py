"""What a project says of its checks, in pyproject.toml or .effective-config.toml."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.checks.finding import SEVERITIES
from appconfig_merge.errors import InputError
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.suggestions import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from appconfig_merge.checks.finding import Severity
    from appconfig_merge.paths import Path
    from appconfig_merge.syntax.toml_text import TomlText

TABLE: Final = ("tool", "appconfig-merge")
"""The table of a pyproject.toml."""
NEVER: Final = "never"
"""The value of fail-on for which no finding is too much."""

_KEYS: Final = ("select", "ignore", "severity", "fail-on", "per-path-ignores", "flex-ui")
_WILD: Final = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


class SettingsError(InputError):
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


def read_settings(text: TomlText, rules: Iterable[str], *, table: tuple[str, ...] = ()) -> Settings:
    """The settings in a TOML text; those of a table of it, such as TABLE.

    ``rules`` are the ids there are. Raises SettingsError with the place.
    """
    return _Reader(text, frozenset(rules), table).read(_table(text, table) or {})


def has_settings(text: TomlText, table: tuple[str, ...]) -> bool:
    """Whether a TOML text has a table."""
    return _table(text, table) is not None


def _table(text: TomlText, table: tuple[str, ...]) -> dict[str, Any] | None:
    found: Any = text.data
    for key in table:
        found = found.get(key) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else None


class _Reader:
    """Reads one table. ``keys`` are the path in it to what a method is about."""

    def __init__(self, text: TomlText, rules: frozenset[str], table: tuple[str, ...]) -> None:
        self.text = text
        self.rules = rules
        self.table = table

    def read(self, data: Mapping[str, Any]) -> Settings:
        for key in data:
            if key not in _KEYS:
                near = did_you_mean(key, _KEYS)
                help = near or f"the settings are {', '.join(_KEYS)}"
                raise self.wrong_key((key,), f"there is no setting {key!r}", help)
        select = self.ids(("select",), data["select"]) if "select" in data else None
        return Settings(
            select,
            self.ids(("ignore",), data.get("ignore", [])),
            self.severities(("severity",), data.get("severity", {})),
            self.one_of(("fail-on",), data.get("fail-on", "error"), (*SEVERITIES, NEVER)),
            self.by_path(("per-path-ignores",), data.get("per-path-ignores", {})),
            self.string(("flex-ui",), data["flex-ui"]) if "flex-ui" in data else None,
        )

    def ids(self, keys: Path, value: object) -> frozenset[str]:
        if not isinstance(value, list) or not all(isinstance(id, str) for id in value):
            raise self.wrong_value(keys, f"{keys[-1]} has to be a list of rule ids")
        for index, id in enumerate(value):
            if id not in self.rules:
                raise self.wrong_value((*keys, index), *unknown_rule(id, self.rules))
        return frozenset(value)

    def severities(self, keys: Path, value: object) -> dict[str, Severity]:
        if not isinstance(value, dict):
            raise self.wrong_value(keys, "severity has to be a table of rule ids")
        for id, severity in value.items():
            if id not in self.rules:
                raise self.wrong_key((*keys, id), *unknown_rule(id, self.rules))
            self.one_of((*keys, id), severity, SEVERITIES)
        return value

    def by_path(self, keys: Path, value: object) -> tuple[tuple[str, frozenset[str]], ...]:
        if not isinstance(value, dict):
            raise self.wrong_value(keys, "per-path-ignores has to be a table of patterns")
        return tuple((pattern, self.ids((*keys, pattern), ids)) for pattern, ids in value.items())

    def one_of(self, keys: Path, value: object, values: tuple[str, ...]) -> str:
        if value not in values:
            raise self.wrong_value(keys, f"{keys[-1]} has to be one of {', '.join(values)}")
        return str(value)

    def string(self, keys: Path, value: object) -> str:
        if not isinstance(value, str):
            raise self.wrong_value(keys, f"{keys[-1]} has to be a string")
        return value

    def wrong_key(self, keys: Path, message: str, help: str) -> SettingsError:
        at = self.text.key((*self.table, *keys))
        return self.text.error(SettingsError, at, message, help)

    def wrong_value(self, keys: Path, message: str, help: str | None = None) -> SettingsError:
        at = self.text.value((*self.table, *keys))
        return self.text.error(SettingsError, at, message, help)


def unknown_rule(id: str, rules: Iterable[str]) -> tuple[str, str]:
    """The message and the help for a rule that doesn't exist."""
    help = did_you_mean(id, list(rules)) or "effective-config check --rules lists all rules"
    return f"no rule is called {id!r}", help


def _matches(pattern: str, path: str) -> bool:
    """Whether a pattern is of a path: one without a slash is of its name, in any folder.

    ``*`` and ``?`` stand for anything in one folder, ``**`` for any folders.
    """
    if "/" not in pattern:
        path = path.rpartition("/")[2]
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", pattern.removeprefix("./"))
    expression = "".join(_WILD.get(part, re.escape(part)) for part in parts)
    return re.fullmatch(expression, path, re.DOTALL) is not None
