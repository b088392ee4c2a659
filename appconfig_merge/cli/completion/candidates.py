"""What can stand at a place of a command line, as far as the line and the files it names say.

Each public function is a parameter's ``shell_complete``, by way of :func:`cli.options.completing`;
of what it gives, :mod:`cli.completion.shells` offers what begins as typed. A shell asks while
somebody types: nothing is fetched, standard input is left alone, and what can't be read gives no
candidates.
"""

from __future__ import annotations

import pathlib
import stat
from typing import TYPE_CHECKING

from click.shell_completion import CompletionItem

from appconfig_merge.errors import AppConfigError
from appconfig_merge.inputs.record import LiveResource

if TYPE_CHECKING:
    from collections.abc import Iterable

    import click

    from appconfig_merge.effective.config import EffectiveConfig
    from appconfig_merge.inputs.environments.environment import Environments
    from appconfig_merge.paths import Path

_MANY = 100
"""As many paths are offered at once; of more, those deep in objects wait for their beginning."""

_FILE_LIMIT = 1_000_000
"""Bytes of an input that is read for candidates: a larger one would keep the person waiting."""


def config_paths(ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
    """The paths of the configuration that the line names so far."""
    config = _config(ctx)
    given = set(ctx.params.get("paths") or ())
    found = _formatted(config.paths() if config else (), incomplete)
    return [CompletionItem(text) for text in found if text not in given]


def logged(ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
    """What a log is asked for: first a script or environments, then their paths."""
    words = ctx.params.get("words") or ()
    chosen = ctx.params.get("chosen") or ()
    ctx.params["app_config"] = next(iter((*chosen, *words)), None)
    found = config_paths(ctx, incomplete) if ctx.params["app_config"] else []
    return found if words or chosen else [*found, *sides(ctx, incomplete)]


def edited_paths(ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
    """``ui_attributes``, and in it the paths of the script that ``--app-config`` names."""
    from appconfig_merge.layers.properties import UI_ATTRIBUTES

    config = _config(ctx)
    below = ((UI_ATTRIBUTES, *path) for path in (config.paths() if config else ()))
    return [CompletionItem(text) for text in _formatted([(UI_ATTRIBUTES,), *below], incomplete)]


def set_paths(ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
    """The same with the ``=`` that stands before a value."""
    return [CompletionItem(f"{item.value}=") for item in edited_paths(ctx, incomplete)]


def layer_names(ctx: click.Context, _incomplete: str) -> list[CompletionItem[str]]:
    """The layers of the configuration that the line names so far."""
    config = _config(ctx)
    return [CompletionItem(one.id) for one in config.layers] if config else []


def releases(_ctx: click.Context, _incomplete: str) -> list[CompletionItem[str]]:
    """What --flex-ui takes: the newest releases, and those from which on something is otherwise."""
    from appconfig_merge.releases import DOCUMENTED
    from appconfig_merge.releases.table import table

    known = table()
    found = {"auto": "what package.json or the resource say", DOCUMENTED: "as Twilio documents it"}
    for version in sorted({*known.newest, *(row.since for row in known.rows)}, reverse=True):
        newest = f"the newest known {version[0]}.x" if version in known.newest else ""
        found[".".join(map(str, version))] = newest or "from here on its rules differ"
    return [CompletionItem(value, help=help) for value, help in found.items()]


def rules(_ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
    """The rules of check: one, or after commas another one."""
    from appconfig_merge.checks import RULES

    start, comma, _ = incomplete.rpartition(",")
    return [
        CompletionItem(f"{start}{comma}{rule.id}", help=rule.summary)
        for rule in RULES.values()
        if rule.id not in start.split(",")
    ]


def rule_levels(_ctx: click.Context, _incomplete: str) -> list[CompletionItem[str]]:
    """``ID=LEVEL``: every rule with every level."""
    from appconfig_merge.checks import RULES
    from appconfig_merge.checks.finding import SEVERITIES

    return [CompletionItem(f"{id}={level}") for id in RULES for level in SEVERITIES]


def causes(_ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
    """The causes that --allow takes: one, or after commas another one."""
    from appconfig_merge.verification.difference import CAUSES, FLEX_UI_ITSELF

    start, comma, _ = incomplete.rpartition(",")
    never = {*FLEX_UI_ITSELF, "unexplained"}
    found = {str(one): words for one, words in CAUSES.items() if one not in never}
    found["none"] = "allow nothing, not even what Flex UI itself does"
    return [
        CompletionItem(f"{start}{comma}{name}", help=words)
        for name, words in found.items()
        if name not in start.split(",")
    ]


def sides(ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
    """What stands for a configuration: environments by their names, and files."""
    return [*_named(_environments(ctx)), CompletionItem(incomplete, type="file")]


def environments(ctx: click.Context, _incomplete: str) -> list[CompletionItem[str]]:
    """The environments of the file that is named, or is nearby, and their groups."""
    known = _environments(ctx)
    groups = known.groups if known else {}
    return [
        *_named(known),
        *(CompletionItem(name, help=f"{len(those)} of them") for name, those in groups.items()),
    ]


def _named(known: Environments | None) -> list[CompletionItem[str]]:
    every = known.all if known else ()
    file = known.file if known else ""
    return [CompletionItem(one.name, help=f"{one.inputs.app_config} in {file}") for one in every]


def _environments(ctx: click.Context) -> Environments | None:
    from appconfig_merge.inputs.environments.reading import find_environments, read_environments

    named = ctx.params.get("environments_file") or ctx.params.get("environments")
    file = named or find_environments(pathlib.Path.cwd())
    try:
        return read_environments(file) if file and _is_readable(file) else None
    except AppConfigError:
        return None


def _formatted(paths: Iterable[Path], incomplete: str) -> list[str]:
    """The paths that begin so, in the notation of the beginning; of many those at the top."""
    from appconfig_merge.paths import format_path

    write = _pointer if incomplete.startswith("/") else format_path
    found = {path: text for path in paths if (text := write(path)).startswith(incomplete)}
    lengths = sorted(map(len, found))
    while len(lengths) > _MANY and lengths[0] < lengths[-1]:
        lengths = [length for length in lengths if length < lengths[-1]]
    return [text for path, text in found.items() if len(path) <= lengths[-1]]


def _pointer(path: Path) -> str:
    """A path as a JSON Pointer (RFC 6901)."""
    return "".join("/" + str(key).replace("~", "~0").replace("/", "~1") for key in path)


def _config(ctx: click.Context) -> EffectiveConfig | None:
    """The configuration that the line names so far, where it can be had at once."""
    from appconfig_merge.cli.inputs import AppConfigs, option_fields, reader

    # Behind an option without its value, click leaves the arguments among the words left over.
    app_config = ctx.params.get("app_config") or next(iter(ctx.args), None)
    if app_config is None:
        return None
    try:
        # What is live would have to be fetched.
        fields = option_fields({**ctx.params, "live": False, "ui_version": None})
        inputs = AppConfigs(lambda _file: None).asked(app_config, fields).inputs
        if isinstance(inputs.resource, LiveResource):
            inputs = inputs._replace(resource=None)
        return reader().config(inputs) if all(map(_is_readable, inputs.files)) else None
    except AppConfigError:
        return None


def _is_readable(name: str) -> bool:
    """Whether a name is that of a file of a fair size: no terminal, no pipe."""
    try:
        found = pathlib.Path(name).stat()
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(found.st_mode) and found.st_size <= _FILE_LIMIT
