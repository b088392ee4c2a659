"""Asking git, never through a shell: a file of a revision."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from appconfig_merge.errors import InputError
from appconfig_merge.source import Source, check_size

if TYPE_CHECKING:
    from collections.abc import Sequence

    from appconfig_merge.source import Language

_SECONDS: Final = 30
"""After this long git hangs rather than works."""


class GitError(InputError):
    """Git can't be asked, or doesn't know.

    ``reason`` is why, without what was asked for.
    """

    code = "git"

    def __init__(self, about: str, reason: str, *, help: str | None = None) -> None:
        super().__init__(f"{about}: {reason}", help=help)
        self.reason = reason


def read_revision(name: str, language: Language) -> Source:
    """The file that ``HEAD~1:public/appConfig.js`` names. Raises GitError and LimitError.

    As git has it: the path is that of the whole repository unless it begins with ``./``.
    """
    if name.startswith("-") or "\0" in name:
        raise GitError(
            name,
            "this names no revision",
            help="a name that begins with a dash would be an option to git; for a branch of "
            "such a name write refs/heads/ in front",
        )
    # First the size: of what is too large nothing is read.
    check_size(name, int(ask(("cat-file", "-s", name), name)))
    return Source.from_bytes(name, ask(("cat-file", "blob", name), name), language)


def top(about: str) -> str:
    """The folder that the repository here is in. Raises GitError."""
    return os.fsdecode(ask(("rev-parse", "--show-toplevel"), about)).rstrip("\n")


def ask(
    arguments: Sequence[str],
    about: str,
    folder: str | None = None,
    *,
    given: bytes | None = None,
    seconds: float = _SECONDS,
) -> bytes:
    """What git prints; ``about`` is what a message is about, ``given`` what git reads.

    Raises GitError, also where it takes more than some ``seconds``.
    """
    import subprocess

    try:
        done = subprocess.run(  # noqa: S603 - no shell, and no argument that could be an option
            command(arguments, about),
            cwd=folder,
            # Nothing to read is the end of it, and no terminal.
            input=given or b"",
            capture_output=True,
            check=False,
            timeout=seconds,
            env=environment(),
        )
    except subprocess.TimeoutExpired:
        raise GitError(about, f"git gave no answer in {seconds:g} seconds") from None
    except OSError as error:
        raise GitError(about, f"git can't be run: {error.strerror or error}") from None
    if done.returncode:
        raise _refusal(about, done.stderr.decode("utf-8", "replace"))
    return done.stdout


def command(arguments: Sequence[str], about: str) -> list[str]:
    """The words of a call of git. Raises GitError where there is none."""
    import shutil

    program = shutil.which("git")
    if program is None:
        raise GitError(about, "git is not installed, or not in PATH")
    return [program, "--no-pager", "-c", "core.fsmonitor=false", *arguments]


def environment() -> dict[str, str]:
    """The environment of a call of git: its messages in English, to be told from one another.

    No questions, no locks, no hooks.
    """
    return {**os.environ, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}


def _refusal(about: str, message: str) -> GitError:
    begin = max(message.rfind("fatal: "), 0)
    # On one line, whatever the name that it is about has in it.
    reason = " ".join(message[begin:].removeprefix("fatal: ").split()).rstrip(".")
    reason = reason or "git gave no reason"
    help = None
    if "not a git repository" in reason:
        reason, help = "not in a git repository", "call it inside the repository"
    elif "no such path" in reason or "no such ref" in reason:
        reason = "not in git: no commit has this file"
    elif "exists on disk, but not in" in reason or "does not exist in" in reason:
        help = "git takes the path from the top of the repository; ./ in front, from here"
    elif "invalid object name" in reason or "Not a valid object name" in reason:
        help = "a file that is not of a revision must exist"
    return GitError(about, reason, help=help)
