"""``effective-config log``: when a value changed, and who did it."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.cli.exit_codes import LOGGING
from appconfig_merge.cli.fleet import (
    ENVIRONMENT,
    ENVIRONMENTS,
    KEPT,
    FleetChoices,
    nearby_environments,
)
from appconfig_merge.cli.inputs import option_fields
from appconfig_merge.cli.options import FORMAT, OUTPUT, SHOW_SECRETS, input_option
from appconfig_merge.cli.output import report_diagnostics, style_for, write
from appconfig_merge.cli.parameters import Argument, Option, command
from appconfig_merge.cli.streams import width_of
from appconfig_merge.errors import InputError, UsageError
from appconfig_merge.inputs.options import OPTIONS
from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from appconfig_merge.history.log import History
    from appconfig_merge.history.subjects import Subject
    from appconfig_merge.history.walk import Since
    from appconfig_merge.paths import Path
    from appconfig_merge.rendering.log.shown import PathLog

_ASKING: Final = frozenset({"live", "ui_version", "api_url", "plugins"})
"""Inputs that a log doesn't take: it asks nobody, and what plugins may set is no value."""
_OPTIONS: Final = tuple(one for one in OPTIONS if one.name not in _ASKING)
_FILE: Final = r"(?i:.+\.(?:[mc]?js|x?html?|json))"
"""What is called like a script or page, also where it isn't there any more."""


@command(
    Argument("words", "[APP_CONFIG] PATH...", how_many="many", completes="logged"),
    ENVIRONMENT,
    ENVIRONMENTS,
    KEPT._replace(
        help="The folder in which resources were kept: what they were counts, too.",
    ),
    Option(
        "--since",
        "since",
        "No changes before a time (2026-01-31), a tag or a commit.",
        metavar="WHEN",
    ),
    Option(
        "--limit",
        "limit",
        "The newest so many changes alone.",
        "number",
        short="-n",
        range=(1, None),
    ),
    Option("--sources", "sources", "Tell also when another source gave the same value.", "flag"),
    SHOW_SECRETS,
    *map(input_option, _OPTIONS),
    FORMAT,
    OUTPUT,
    epilog=LOGGING,
)
def log(
    words: tuple[str, ...],
    chosen: tuple[str, ...],
    environments_file: str | None,
    kept: str | None,
    since: str | None,
    limit: int | None,
    output_format: str,
    output: str | None,
    *,
    sources: bool,
    show_secrets: bool,
    **options: Any,
) -> None:
    """Tell when the effective value at each PATH changed, and by what, the newest first.

    It looks at the history that git has of every file that the configuration is read from, also
    under other names, and with --kept at the resources that were kept.

    APP_CONFIG is a script, a page or an environment. Without it, or with --environment, all
    environments are meant, or those.
    """
    from appconfig_merge.fleet.completing import inputs_of
    from appconfig_merge.history.log import History
    from appconfig_merge.paths import parse_path
    from appconfig_merge.rendering.log.shown import shown_logs

    asked = _asked(words, FleetChoices(environments_file, chosen, kept), options)
    paths = [parse_path(word.removeprefix(".")) for word in asked.paths]
    folder = os.path.dirname(asked.file)  # noqa: PTH120 - as people gave it
    folder = folder if os.path.isdir(folder) else ""  # noqa: PTH112
    with History(folder, inputs_of, sources=sources, is_optional=kept is not None) as history:
        start = _since(since, history) if since is not None else None
        history.prepare(asked.subjects)
        logs = [one for each in asked.subjects for one in _logs(history, each, paths, start, limit)]
    shown = shown_logs(logs, show_secrets=show_secrets)
    if output_format == "json":
        from appconfig_merge.rendering.json_text import dump
        from appconfig_merge.rendering.log.as_json import log_report

        text = dump(log_report(shown))
    else:
        from appconfig_merge.rendering.log.text import render_logs
        from appconfig_merge.rendering.style import PLAIN

        style = PLAIN if output else style_for(sys.stdout)
        text = render_logs(shown, width_of(sys.stdout), style)
    write(text, output)
    report_diagnostics(dict.fromkeys(remark for one in shown for remark in one.log.remarks))


class _Asked(NamedTuple):
    """Whose history is asked for, at which paths; ``file`` lies in the repository."""

    subjects: tuple[Subject, ...]
    paths: tuple[str, ...]
    file: str


def _asked(words: tuple[str, ...], choices: FleetChoices, options: Mapping[str, Any]) -> _Asked:
    """What the words and options mean. Raises UsageError and InputError."""
    first = words[0]
    is_file = os.path.isfile(first) or re.fullmatch(_FILE, first) is not None  # noqa: PTH113
    if is_file and not choices.chosen and choices.environments_file is None:
        if len(words) == 1:
            raise UsageError("no PATH is given", help=f"name a value: log {first} theme.isLight")
        return _Asked((_of_file(first, choices.kept, options),), words[1:], first)
    return _of_environments(words, choices, options)


def _of_file(app_config: str, kept: str | None, options: Mapping[str, Any]) -> Subject:
    from appconfig_merge.history.subjects import Subject
    from appconfig_merge.inputs.environments.environment import Environment
    from appconfig_merge.inputs.record import Inputs, LiveResource

    fields = option_fields({"live": False, "ui_version": None, "api_url": None, **options})
    if kept is None:
        return Subject(Environment("", Inputs(app_config).with_fields(fields)))
    if "resource" in fields:
        raise UsageError(
            "--kept excludes --configuration and --ui-attributes",
            help="each of them says what is merged beneath",
        )
    inputs = Inputs(app_config).with_fields({**fields, "resource": LiveResource()})
    return _with_kept(Subject(Environment("", inputs)), kept, _only_account(kept))


def _of_environments(
    words: tuple[str, ...], choices: FleetChoices, options: Mapping[str, Any]
) -> _Asked:
    from appconfig_merge.history.subjects import Subject
    from appconfig_merge.inputs.environments.reading import read_environments

    given = [one for one in _OPTIONS if options.get(one.name)]
    if given:
        raise UsageError(
            f"{given[0].flag} is for an APP_CONFIG that is a file",
            help="of an environment its file says what it is read from",
        )
    file = choices.environments_file or nearby_environments()
    environments = read_environments(file)
    names = choices.chosen
    if not names and len(words) > 1 and environments.get(words[0]) is not None:
        names, words = words[:1], words[1:]
    subjects = (Subject(one, file) for one in environments.select(names))
    if choices.kept is not None:
        subjects = (_with_kept(one, choices.kept, _account(one, choices.kept)) for one in subjects)
    return _Asked(tuple(subjects), words, file)


def _account(subject: Subject, kept: str) -> str:
    """The account of an environment, as far as it is said without a secret. Raises InputError."""
    from appconfig_merge.fleet.credentials import account_of

    return account_of(subject.now.live.access) or _only_account(kept)


def _only_account(kept: str) -> str:
    """The account whose resources are in a folder. Raises InputError for several or none."""
    from pathlib import Path as Folder

    from appconfig_merge.inputs.access import is_account_sid
    from appconfig_merge.inputs.kept import kept_accounts

    name = Folder(kept).resolve().name
    accounts = kept_accounts(kept) or ((name,) if is_account_sid(name) else ())
    if len(accounts) != 1:
        what = f"resources of {len(accounts)} accounts are" if accounts else "no resource is"
        raise InputError(
            f"{kept}: {what} kept here",
            help="name the folder of one of them" if accounts else None,
        )
    return accounts[0]


def _with_kept(subject: Subject, folder: str, account: str) -> Subject:
    from pathlib import Path as Folder

    from appconfig_merge.inputs.kept import kept_of_all_versions

    if Folder(folder).resolve().name == account:
        folder = os.path.dirname(folder.rstrip(os.sep))  # noqa: PTH120 - as people gave it
    found = kept_of_all_versions(folder, account)
    versions = {one.file: version for one, version in found if version is not None}
    return subject._replace(kept=tuple(one for one, _ in found), versions=versions)


def _logs(
    history: History,
    subject: Subject,
    paths: Sequence[Path],
    since: Since | None,
    limit: int | None,
) -> list[PathLog]:
    from appconfig_merge.rendering.log.shown import PathLog

    found = history.log(subject, paths, since)
    app_config = os.fspath(subject.now.inputs.app_config)  # type: ignore[arg-type]
    errors = [one.error for one in found.now.values() if one.how == "missing"]
    if errors and errors[0] is not None and not any(found.entries.values()):
        raise errors[0]
    return [
        PathLog(
            subject.now.name, app_config, path, found.now[path], found.entries[path][:limit],
            len(found.entries[path]), found.commits, found.remarks,
        )
        for path in paths
    ]  # fmt: skip


def _since(text: str, history: History) -> Since:
    """How far back to go: to a time, local where it has no zone, or to a commit."""
    from datetime import datetime

    from appconfig_merge.history.walk import Since

    try:
        return Since(datetime.fromisoformat(text).astimezone())
    except (ValueError, OverflowError, OSError):
        found = history.since(text)
    if found is None:
        raise UsageError(
            f"--since: {text} is no time, and git knows no such commit",
            help="write 2026-01-31, 2026-01-31T09:00, a tag or a commit",
        )
    return found
