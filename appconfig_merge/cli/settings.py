"""Finding the settings of a check: beside the file or above it, or where the caller says."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

import click

from appconfig_merge.checks.settings import (
    TABLE,
    Settings,
    has_settings,
    read_settings,
    unknown_rule,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from appconfig_merge.checks import Severity
    from appconfig_merge.source import Source

OWN_FILE = ".effective-config.toml"
_PROJECT = "pyproject.toml"


class Chosen(NamedTuple):
    """Settings, and the folder that their patterns of paths start from."""

    settings: Settings
    root: str

    def relative(self, file: str) -> str:
        """A file's path as the settings' patterns mean it."""
        try:
            path = os.path.relpath(file, self.root)
        except ValueError:  # on another drive
            path = file
        return path.replace(os.sep, "/")


class Given(NamedTuple):
    """What the command line says; it wins over files."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]
    severity: tuple[str, ...]
    fail_on: str | None
    config: str | None
    isolated: bool


def chooser(given: Given, rules: Iterable[str]) -> Callable[[str], Chosen]:
    """What gives the settings for a file. Raises UsageError for a rule that doesn't exist.

    What it gives raises SettingsError and InputError.
    """
    known = tuple(rules)
    select = _ids("--select", given.select, known)
    ignore = _ids("--ignore", given.ignore, known)
    severity = _severities(given.severity, known)
    read: dict[str, Chosen] = {}

    def with_options(found: Chosen) -> Chosen:
        base = found.settings
        settings = base._replace(
            select=select or base.select,
            ignore=(base.ignore - select) | ignore,
            severity={**base.severity, **severity},
            fail_on=given.fail_on or base.fail_on,
        )
        return found._replace(settings=settings)

    def choose(file: str) -> Chosen:
        folder = os.path.dirname(os.path.abspath(file))  # noqa: PTH100, PTH120
        if folder not in read:
            read[folder] = with_options(_found(given, folder, known))
        return read[folder]

    return choose


def _found(given: Given, folder: str, rules: tuple[str, ...]) -> Chosen:
    if given.config is not None:
        folder = os.path.dirname(os.path.abspath(given.config))  # noqa: PTH100, PTH120
        source = _source(given.config)
        table = TABLE if os.path.basename(given.config) == _PROJECT else ()  # noqa: PTH119
        return Chosen(read_settings(source, rules, table=table), folder)
    at = folder
    while not given.isolated:
        own = os.path.join(at, OWN_FILE)  # noqa: PTH118
        if os.path.isfile(own):  # noqa: PTH113
            return Chosen(read_settings(_source(own), rules), at)
        project = os.path.join(at, _PROJECT)  # noqa: PTH118
        if os.path.isfile(project):  # noqa: PTH113
            source = _source(project)
            if has_settings(source, TABLE):
                return Chosen(read_settings(source, rules, table=TABLE), at)
        above = os.path.dirname(at)  # noqa: PTH120
        if above == at:
            break
        at = above
    return Chosen(Settings(), folder)


def _source(name: str) -> Source:
    from appconfig_merge.inputs.files import read_source

    # TOML ends its lines as JSON does.
    return read_source(name, "json")


def _ids(option: str, values: Iterable[str], rules: tuple[str, ...]) -> frozenset[str]:
    ids = frozenset(id for value in values for part in value.split(",") if (id := part.strip()))
    for id in sorted(ids):
        demand_rule(option, id, rules)
    return ids


def demand_rule(option: str, id: str, rules: Iterable[str]) -> None:
    """Raise UsageError for a rule that doesn't exist."""
    known = tuple(rules)
    if id not in known:
        message, _, help = unknown_rule(id, known)
        raise click.UsageError(f"{option}: {message}; {help}")


def _severities(values: Iterable[str], rules: tuple[str, ...]) -> Mapping[str, Severity]:
    from appconfig_merge.checks.finding import SEVERITIES

    found: dict[str, Severity] = {}
    for value in values:
        id, _, level = value.partition("=")
        demand_rule("--severity", id, rules)
        severity = next((one for one in SEVERITIES if one == level), None)
        if severity is None:
            raise click.UsageError(
                f"--severity {value}: write it as ID=LEVEL with one of {', '.join(SEVERITIES)}"
            )
        found[id] = severity
    return found
