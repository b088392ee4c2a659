"""Histories in repositories of git, made at once from what each commit has."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

BEGIN = 1_780_000_000
"""The second in which the first commit of a history is made."""


class Made(NamedTuple):
    """A commit: the texts of all its files, the numbers of its parents, seconds after BEGIN."""

    files: Mapping[str, str]
    parents: tuple[int, ...] = ()
    after: int = 0


def git(folder: Path, *arguments: str, given: bytes | None = None) -> str:
    """Call git as somebody whose settings are nobody's in particular."""
    done = subprocess.run(
        ["git", "-c", "user.name=Ada Lovelace", "-c", "user.email=ada@example.com",
         "-c", "commit.gpgsign=false", "-c", "core.hooksPath=", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
        input=given,
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
        },
        timeout=60,
    )  # fmt: skip
    return done.stdout.decode("utf-8", "surrogateescape")


def repository(folder: Path, commits: Sequence[Made], *options: str) -> list[str]:
    """A repository of these commits, the last of which is HEAD; gives their ids."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch=main", *options)
    parts: list[bytes] = []
    for number, one in enumerate(commits):
        parts += _commit(number, one)
    git(folder, "fast-import", "--quiet", "--export-marks=.git/marks", given=b"".join(parts))
    git(folder, "checkout", "--quiet", "main")
    marks = (folder / ".git" / "marks").read_text("ascii").split()
    ids = dict(zip(marks[::2], marks[1::2], strict=True))
    return [ids[f":{number + 1}"] for number in range(len(commits))]


def linear(*states: Mapping[str, str]) -> list[Made]:
    """Commits one after another, an hour each."""
    return [
        Made(files, (number - 1,) if number else (), number * 3600)
        for number, files in enumerate(states)
    ]


def _commit(number: int, one: Made) -> list[bytes]:
    head = f"reset refs/heads/main\ncommit refs/heads/main\nmark :{number + 1}\n"
    head += f"committer Ada Lovelace <ada@example.com> {BEGIN + one.after} +0100\n"
    parts = [head.encode(), _data(f"Change {number}")]
    parts += [
        f"{'merge' if at else 'from'} :{parent + 1}\n".encode()
        for at, parent in enumerate(one.parents)
    ]
    parts.append(b"deleteall\n")
    for name, text in one.files.items():
        mode = "120000" if text.startswith("-> ") else "100644"
        quoted = '"' + name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
        parts += [f"M {mode} inline {quoted}\n".encode(), _data(text.removeprefix("-> "))]
    return [*parts, b"\n"]


def _data(text: str) -> bytes:
    raw = text.encode("utf-8", "surrogateescape")
    return b"data %d\n%s\n" % (len(raw), raw)
