"""The table of Flex UI releases: what each makes of its inputs, as data.

The rows are ``data/flex-ui-releases.json``; a release is the row that is in force at its version.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from appconfig_merge.errors import AppConfigError
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from appconfig_merge.diagnostics import Diagnostic

    MergeOrder = Literal["(C + R) + A", "L((C + R) + A)", "C + L(R + A)", "C + L((R + A) + P)"]
    """In which order a release merges, once the resource has arrived.

    C is what it started with (its defaults and appConfig.js), R the resource, A appConfig.js, P
    the resource's logLevel alone, L the step that fills in the log levels of the SDKs.
    """

    ColumnForm = Literal[
        "accountSid", "value", "value or undefined", "notifications", "channelConfigs"
    ]
    """What becomes of a column of the resource that is put in place of a key of ui_attributes."""

Version: TypeAlias = tuple[int, int, int]
"""Major, minor, patch."""


class ReleaseError(AppConfigError):
    """No release of Flex UI is called this, or it is older than what is known."""

    code = "unknown-release"


class Column(NamedTuple):
    """A column of the Configuration resource that replaces a key of ui_attributes."""

    key: str
    column: str
    form: ColumnForm


class LevelFill(NamedTuple):
    """A path beneath sdkOptions that the log-level step fills in, and with what.

    logLevel: the level, unless something truthy is there. debug: whether the level is a talkative
    one, unless something but undefined is there; as ``Boolean(debug)`` that is made a boolean.
    """

    path: tuple[str, ...]
    takes: Literal["logLevel", "debug", "Boolean(debug)"]


class LogLevelStep(NamedTuple):
    """What a release fills into sdkOptions; ``always``, or only where logLevel is truthy.

    Where it always does, a logLevel that isn't truthy counts as "debug".
    """

    always: bool
    fills: tuple[LevelFill, ...]


class Release(NamedTuple):
    """What one Flex UI release does. ``version`` is its number; the rest is its row's.

    ``remarks`` say how it was chosen, where that needs saying.
    """

    version: str
    defaults: Mapping[str, Any]
    columns: tuple[Column, ...]
    merge: MergeOrder
    log_level: LogLevelStep | None
    wraps_color_theme: bool
    channel_configs: Sequence[Any]
    remarks: tuple[Diagnostic, ...] = ()

    @property
    def name(self) -> str:
        """What results call it: ``Flex UI 2.17.1``."""
        return f"Flex UI {self.version}"

    @property
    def peculiar(self) -> frozenset[str]:
        """The keys at the root that it treats otherwise than Twilio documents."""
        columns = (column.key for column in self.columns)
        return frozenset((*self.defaults, *columns, "logLevel", "sdkOptions", "colorTheme"))

    @property
    def column_paths(self) -> dict[str, tuple[str, ...]]:
        """The columns of the resource that it puts in the place of keys, with their paths."""
        return {
            one.column: (one.key, one.form) if one.form == "accountSid" else (one.key,)
            for one in self.columns
        }

    @property
    def major(self) -> int:
        """1 or 2."""
        return int(self.version.partition(".")[0])


class Row(NamedTuple):
    """A row of the table: in force from its version up to the next row's."""

    since: Version
    data: Mapping[str, Any]

    def at(self, version: str) -> Release:
        """The release of this row that has this version."""
        row = self.data
        return Release(
            version,
            row["defaults"],
            tuple(Column(one["key"], one["column"], one["as"]) for one in row["columns"]),
            row["merge"],
            None if row["log_level"] is None else _step(row["log_level"]),
            row["wraps_color_theme"],
            row.get("channel_configs", ()),
        )


class Table(NamedTuple):
    """The rows in ascending order, and the newest version of each major one that was read."""

    rows: tuple[Row, ...]
    newest: tuple[Version, ...]

    def at(self, version: Version) -> Row | None:
        """The row in force at a version, None where it is older than all of them."""
        return next((row for row in reversed(self.rows) if row.since <= version), None)


@cache
def table() -> Table:
    """The table that is shipped."""
    data = json.loads(shipped("flex-ui-releases.json"))
    return Table(
        tuple(Row(_version(row["from"]), row) for row in data["releases"]),
        tuple(map(_version, data["newest"])),
    )


def newest() -> Release:
    """The newest release that is known."""
    known = table()
    return known.rows[-1].at(".".join(map(str, known.newest[-1])))


def _step(data: Mapping[str, Any]) -> LogLevelStep:
    fills = (LevelFill(tuple(one["path"]), one["takes"]) for one in data["fills"])
    return LogLevelStep(data["always"], tuple(fills))


def _version(text: str) -> Version:
    major, minor, patch = map(int, text.split("."))
    return major, minor, patch
