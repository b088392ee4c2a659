"""What the changes of one account and of many share: how they are made, asked for and cut short."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from appconfig_merge.cli.options import FORMAT, PAGE, SHOW_SECRETS, named
from appconfig_merge.cli.parameters import Option
from appconfig_merge.cli.remote import BACKUP_DIR
from appconfig_merge.cli.streams import is_terminal, say
from appconfig_merge.errors import UsageError
from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from types import FrameType
    from typing import Self

    from appconfig_merge.rest import InterruptedUpdateError


class Choices(NamedTuple):
    """How a change is to be made."""

    yes: bool
    dry_run: bool
    force: bool
    show_secrets: bool
    backup_dir: Path
    api_url: str | None
    output_format: str

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> Self:
        """What the values of the shared options say."""
        from pathlib import Path

        values = {name: options[name] for name in cls._fields}
        return cls(**{**values, "backup_dir": Path(options["backup_dir"] or "")})


CHANGE = (
    Option(
        "--dry-run",
        "dry_run",
        "Show the plan and the request's body; exit with 1 if something would change.",
        "flag",
    ),
    Option("--yes", "yes", "Don't ask; needed where there is no terminal.", "flag"),
    Option("--force", "force", "Make the change in spite of what speaks against it.", "flag"),
    SHOW_SECRETS._replace(help="Show values that look like secrets, too."),
    Option(
        "--app-config",
        "app_config",
        "Say what the change does to the configuration of the Flex UI with this script; "
        "of a live environment by its name, whose account is changed then.",
        "file",
        "FILE",
    ),
    named("flex_ui"),
    *PAGE,
    BACKUP_DIR,
    named("api_url"),
    FORMAT,
)
"""The options that update and restore share."""


def demand_answer(choices: Choices) -> None:
    """Raise UsageError where a question would be asked and nobody can answer it."""
    if not (choices.yes or choices.dry_run) and not is_terminal(sys.stdin):
        raise UsageError(
            "there is no terminal to ask at",
            help="--yes makes the change without a question, --dry-run only shows it",
        )


def confirmed(question: str) -> bool:
    """Whether somebody says yes; the end of input is a no. Raises KeyboardInterrupt."""
    import click

    try:
        return click.confirm(question, err=True)
    except click.Abort as abort:
        say("\n")  # the line of the question has no end yet
        if isinstance(abort.__context__, EOFError):
            return False
        raise KeyboardInterrupt from None


def interrupted() -> InterruptedUpdateError:
    """What is true of an interrupt before there is anything to send."""
    from appconfig_merge.rest import InterruptedUpdateError

    return InterruptedUpdateError("interrupted; nothing was sent", state="unchanged")


@contextmanager
def termination_is_an_interrupt() -> Iterator[None]:
    """Let SIGTERM end a change as Ctrl-C does: with a word on the resource's state."""
    import signal

    def interrupt(number: int, frame: FrameType | None) -> None:
        # Not KeyboardInterrupt at once: an event loop, where one runs, has put a handler of its own
        # in place of Ctrl-C's, and what is raised in the middle of its tasks may leave it waiting
        # for ever.
        ctrl_c = signal.getsignal(signal.SIGINT)
        (ctrl_c if callable(ctrl_c) else signal.default_int_handler)(number, frame)

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def interrupts_told_to(stop: Callable[[], None]) -> Iterator[None]:
    """Let Ctrl-C and SIGTERM ask to stop, twice at most, where nothing may be cut short."""
    import signal

    times = 0

    def ask(number: int, frame: object) -> None:
        nonlocal times
        times += 1
        if times > 2:
            signal.default_int_handler(number, frame)  # type: ignore[arg-type]
        stop()

    before = {one: signal.signal(one, ask) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
