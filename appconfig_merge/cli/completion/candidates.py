"""What can stand at a place of a command line: commands, options, and what the files there say.

A shell asks while somebody types: nothing is fetched, standard input is left alone, and what
can't be read gives no candidates.
"""

from __future__ import annotations

import os
import pathlib
from collections import Counter
from collections.abc import Mapping
from itertools import accumulate
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from appconfig_merge.errors import AppConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from appconfig_merge.cli.commands import DefaultGroup
    from appconfig_merge.effective.config import EffectiveConfig
    from appconfig_merge.paths import Path

_MANY = 100
"""As many paths are offered at once; of more, those deep in objects wait for their beginning."""

_HELP_WIDTH = 70
"""As many characters are said of a command."""

_FILE_LIMIT = 1_000_000
"""Bytes of an input that is read for candidates: a larger one would keep the person waiting."""


def candidates(
    group: DefaultGroup, words: Sequence[str], incomplete: str
) -> list[CompletionItem[str]]:
    """What can stand in place of ``incomplete``, after the words in front of it.

    All begin with ``incomplete``. An item of the type ``file`` or ``dir`` stands for the names of
    files or folders, which the shell knows best.
    """
    with group.make_context("effective-config", [], resilient_parsing=True) as ctx:
        if words and words[0] in group.list_commands(ctx):
            name, *rest = words
        elif words or incomplete.startswith("-"):
            name, rest = group.default, list(words)
        else:
            return [*_commands(group, ctx, incomplete), CompletionItem(incomplete, type="file")]
        command = group.get_command(ctx, name)
        assert command is not None
        found = _of_command(command, ctx, rest, incomplete)
        if not words:
            known = {item.value for item in found}
            own = _option_names(group.get_params(ctx), ctx, incomplete)
            found += [item for item in own if item.value not in known]
        return found


def _commands(group: DefaultGroup, ctx: click.Context, incomplete: str) -> Iterator[CompletionItem]:
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name) if name.startswith(incomplete) else None
        if command is not None and not command.hidden:
            yield CompletionItem(name, help=command.get_short_help_str(_HELP_WIDTH))


def _of_command(
    command: click.Command, parent: click.Context, words: list[str], incomplete: str
) -> list[CompletionItem[str]]:
    """The candidates after the name of a command."""
    params = command.get_params(parent)
    valued = {
        name: param
        for param in params
        if isinstance(param, click.Option) and not (param.is_flag or param.count)
        for name in param.opts
    }
    start = ""
    wanted: click.Parameter | None = None
    has_options = "--" not in words
    if has_options and words and words[-1] in valued:
        wanted = valued[words.pop()]
    elif has_options and incomplete.startswith("--") and "=" in incomplete:
        name, _, incomplete = incomplete.partition("=")
        start = f"{name}="
        wanted = valued.get(name)
    with command.make_context(command.name, words, parent=parent, resilient_parsing=True) as ctx:
        if wanted is None and has_options and incomplete.startswith("-") and not start:
            return _option_names(params, ctx, incomplete)
        if wanted is None and not start:
            wanted = next((param for param in params if _is_open(param, ctx)), None)
        found = [] if wanted is None else _values(wanted, ctx, incomplete)
    for item in found:
        item.value = start + item.value
    return found


def _is_open(param: click.Parameter, ctx: click.Context) -> bool:
    """Whether a parameter is an argument that still takes a word."""
    if not isinstance(param, click.Argument):
        return False
    given = ctx.get_parameter_source(param.name or "") is click.core.ParameterSource.COMMANDLINE
    return param.nargs == -1 or not given


def _option_names(
    params: Iterable[click.Parameter], ctx: click.Context, incomplete: str
) -> list[CompletionItem[str]]:
    """The options that may still be given; those that --help hides where no other begins so."""
    shown: list[CompletionItem[str]] = []
    concealed: list[CompletionItem[str]] = []
    for param in params:
        if not isinstance(param, click.Option):
            continue
        source = ctx.get_parameter_source(param.name or "")
        if source is click.core.ParameterSource.COMMANDLINE and not param.multiple:
            continue
        items = concealed if param.hidden else shown
        names = [name for name in param.opts if name.startswith(incomplete)]
        items.extend(CompletionItem(name, help=_first_sentence(param.help)) for name in names)
    return shown or concealed


def _first_sentence(help: str | None) -> str | None:
    """The beginning of an option's help, which has no room beside a candidate."""
    return help.partition(". ")[0].partition("; ")[0].rstrip(".") if help else None


def _values(
    param: click.Parameter, ctx: click.Context, incomplete: str
) -> list[CompletionItem[str]]:
    try:
        return param.shell_complete(ctx, incomplete)
    except (AppConfigError, click.UsageError):
        return []


def config_paths(ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
    """The paths of the configuration that the command line names so far."""
    config = _config(ctx)
    given = set(ctx.params.get("paths") or ())
    found = [] if config is None else _told_paths(_paths(config), incomplete)
    return [item for item in found if item.value not in given]


def edited_paths(ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
    """``ui_attributes``, and in it the paths of the script that ``--app-config`` names."""
    from appconfig_merge.layers.properties import UI_ATTRIBUTES

    config = _config(ctx)
    below = [] if config is None else _paths(config)
    return _told_paths([(UI_ATTRIBUTES,), *((UI_ATTRIBUTES, *path) for path in below)], incomplete)


def set_paths(ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
    """The same with the ``=`` that stands before a value."""
    found = edited_paths(ctx, incomplete)
    for item in found:
        item.value += "="
    return found


def _paths(config: EffectiveConfig) -> Iterator[Path]:
    """The path of every object and value, those of arrays' elements among them, in order."""
    work: list[tuple[Path, object]] = [((), config)]
    while work:
        path, value = work.pop()
        if path:
            yield path
        below: Iterable[tuple[str | int, object]] = ()
        if isinstance(value, Mapping):
            below = value.items()
        elif isinstance(value, list):
            below = enumerate(value)
        work.extend(reversed([((*path, key), child) for key, child in below]))


def _told_paths(paths: Iterable[Path], incomplete: str) -> list[CompletionItem[str]]:
    """The paths that begin so, in the notation of the beginning; of many those at the top."""
    from appconfig_merge.paths import format_path

    is_pointer = incomplete.startswith("/")
    told = ((len(path), _pointer(path) if is_pointer else format_path(path)) for path in paths)
    found = [(depth, text) for depth, text in told if text.startswith(incomplete)]
    deepest = _deepest([depth for depth, _ in found])
    return [CompletionItem(text) for depth, text in found if depth <= deepest]


def _pointer(path: Path) -> str:
    """A path as a JSON Pointer (RFC 6901)."""
    return "".join("/" + str(key).replace("~", "~0").replace("/", "~1") for key in path)


def _deepest(depths: list[int]) -> int:
    """The depth down to which paths are offered: all, or as many levels as make no crowd."""
    counts = sorted(Counter(depths).items())
    totals = accumulate(count for _, count in counts)
    fitting = [depth for (depth, _), total in zip(counts, totals, strict=True) if total <= _MANY]
    return fitting[-1] if fitting else min(depths, default=0)


def layer_names(ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
    """The layers of the configuration that the command line names so far."""
    config = _config(ctx)
    layers = () if config is None else config.layers
    return [CompletionItem(one.id) for one in layers if one.id.startswith(incomplete)]


def releases(_ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
    """What --flex-ui takes: the newest releases, and those from which on something is otherwise."""
    from appconfig_merge.releases.table import table

    known = table()
    told = {"auto": "what package.json or the resource say", "documented": "as Twilio documents it"}
    for version in sorted({*known.newest, *(row.since for row in known.rows)}, reverse=True):
        newest = f"the newest known {version[0]}.x" if version in known.newest else ""
        told[".".join(map(str, version))] = newest or "from here on its rules differ"
    return _beginning(told.items(), incomplete)


def rule_ids(_ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
    """The rules of check."""
    from appconfig_merge.checks import RULES

    return _beginning(((rule.id, rule.summary) for rule in RULES.values()), incomplete)


def rule_lists(ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
    """A list of rules with commas: the last of them is completed, and none is offered twice."""
    start, comma, last = incomplete.rpartition(",")
    given = {one.strip() for one in start.split(",")}
    found = [item for item in rule_ids(ctx, last) if item.value not in given]
    for item in found:
        item.value = start + comma + item.value
    return found


def rule_levels(ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
    """``ID=LEVEL``: the rules first, then the levels."""
    from appconfig_merge.checks.finding import SEVERITIES

    id, equals, level = incomplete.partition("=")
    if equals:
        return _beginning(((f"{id}={one}", "") for one in SEVERITIES), f"{id}={level}")
    found = rule_ids(ctx, incomplete)
    for item in found:
        item.value += "="
    return found


def sides(ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
    """What diff compares: environments by their names, and files."""
    from appconfig_merge.inputs.environments import find_environments, read_environments

    file = ctx.params.get("environments") or find_environments(pathlib.Path.cwd())
    files = CompletionItem(incomplete, type="file")
    if not file or not _is_readable(file):
        return [files]
    try:
        known = read_environments(file).all
    except AppConfigError:
        return [files]
    named = ((one.name, f"{one.inputs.app_config} in {file}") for one in known)
    return [*_beginning(named, incomplete), files]


def _beginning(told: Iterable[tuple[str, str]], incomplete: str) -> list[CompletionItem[str]]:
    """The items, of pairs of a value and what is said of it, that begin so."""
    return [
        CompletionItem(value, help=help or None)
        for value, help in told
        if value.startswith(incomplete)
    ]


def _config(ctx: click.Context) -> EffectiveConfig | None:
    """The configuration that the command line names so far, as far as it can be had at once."""
    from appconfig_merge.cli.inputs import inputs_of, reader

    # What is live would have to be fetched.
    said = {**ctx.params, "live": False, "ui_version": None}
    app_config = ctx.params.get("app_config")
    try:
        inputs = inputs_of(app_config, said) if app_config else None
        if inputs is None or not all(map(_is_readable, inputs.files)):
            return None
        return reader().config(inputs)
    except (AppConfigError, click.UsageError):
        return None


def _is_readable(name: str) -> bool:
    """Whether a name is that of a file of a fair size: no terminal, no pipe."""
    try:
        return os.path.isfile(name) and os.path.getsize(name) <= _FILE_LIMIT  # noqa: PTH113, PTH202
    except (OSError, ValueError):
        return False
