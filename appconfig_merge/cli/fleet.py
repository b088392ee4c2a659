"""What the commands for many environments share: which are meant, and where they come from."""

from __future__ import annotations

import sys
import time
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from appconfig_merge.cli.inputs import note_environments
from appconfig_merge.cli.output import fail
from appconfig_merge.cli.parameters import Option
from appconfig_merge.cli.streams import is_terminal, say, width_of
from appconfig_merge.errors import UsageError
from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from appconfig_merge.fleet.configurations import Unreadable
    from appconfig_merge.fleet.resources import Resources
    from appconfig_merge.inputs.environments.environment import Environment

_PATIENCE = 0.5
"""Seconds after which a person would like to see that something happens."""

ENVIRONMENTS = Option(
    "--environments",
    "environments_file",
    "The file that names environments; environments.toml here or above is found by itself.",
    "file",
    "FILE",
)
ENVIRONMENT = Option(
    "--environment",
    "chosen",
    "Only this environment, those of this group, or those that match (prod-*). Repeatable.",
    metavar="NAME",
    is_repeatable=True,
    completes="environments",
)
KEPT = Option(
    "--kept",
    "kept",
    "Keep each fetched resource in this folder, by account and time, when it has changed.",
    "readable folder",
    "FOLDER",
)
OFFLINE = Option(
    "--offline", "offline", "Ask nobody: take the newest resources that --kept holds.", "flag"
)
FAIL_FAST = Option("--fail-fast", "fail_fast", "Stop at the first account that fails.", "flag")
FLEET = (ENVIRONMENTS, ENVIRONMENT, KEPT, OFFLINE, FAIL_FAST)
"""The options of a command that reads live environments."""


class FleetChoices(NamedTuple):
    """What the shared options say."""

    environments_file: str | None
    chosen: tuple[str, ...]
    kept: str | None = None
    offline: bool = False
    fail_fast: bool = False


def environments_of(choices: FleetChoices) -> tuple[Environment, ...]:
    """The environments that are meant. Raises UsageError and InputError."""
    from appconfig_merge.inputs.environments.reading import read_environments

    file = choices.environments_file or nearby_environments()
    return read_environments(file).select(choices.chosen)


def nearby_environments() -> str:
    """The environments file here or above, which is announced. Raises UsageError."""
    from pathlib import Path

    from appconfig_merge.inputs.environments.environment import FILE_NAME
    from appconfig_merge.inputs.environments.reading import find_environments

    found = find_environments(Path.cwd())
    if found is None:
        raise UsageError(
            f"there is no {FILE_NAME} here or above",
            help="give the name of such a file",
        )
    note_environments(found)
    return found


def resources_of(choices: FleetChoices) -> Resources:
    """Where the resources of live environments come from. Raises UsageError."""
    from appconfig_merge.cli.live import announcing_once
    from appconfig_merge.fleet.resources import Resources

    if choices.kept == "":
        raise UsageError("--kept names no folder", help="--kept . is the folder here")
    if choices.offline and choices.kept is None:
        raise UsageError("--offline needs --kept", help="it says which folder has the resources")
    return Resources(
        kept=choices.kept,
        is_offline=choices.offline,
        fail_fast=choices.fail_fast,
        progress=partial(progress, "accounts"),
        on_retry=announcing_once(),
    )


@contextmanager
def progress(label: str, total: int) -> Iterator[Callable[[], None]]:
    """A bar on a terminal that people have to wait at; what is given counts one more."""
    started = time.monotonic()
    bar: Any = None
    done = 0
    with ExitStack() as stack:

        def step() -> None:
            nonlocal bar, done
            done += 1
            if bar is not None:
                bar.update(1)
            elif is_terminal(sys.stderr) and time.monotonic() - started > _PATIENCE:
                import click

                made = click.progressbar(length=total, label=label, file=sys.stderr)
                bar = stack.enter_context(made)
                bar.update(done)

        yield step


def tell_unreadable(lost: Sequence[Unreadable]) -> int:
    """Name each environment that can't be read, with its reason; the exit code, 0 for none.

    A reason that many have is told once, behind the names of them all.
    """
    from textwrap import fill

    from appconfig_merge.brief import printable

    alike: dict[tuple[str, str | None], list[Unreadable]] = {}
    for one in lost:
        alike.setdefault((str(one.error), one.error.help), []).append(one)
    codes = []
    for those in alike.values():
        names = ", ".join(printable(one.name) for one in those)
        if len(those) > 1:
            names = f"{names} ({len(those)} environments)"
        say(f"{fill(names, width_of(sys.stderr), break_on_hyphens=False)}: ")
        codes.append(fail(those[0].error))
    return max(codes, default=0)
