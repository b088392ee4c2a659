"""Folders to compare things in: files, git repositories, the command's output."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = """\
var appConfig = {
  logLevel: "warn",
  theme: { isLight: false },
  url: location.origin + "/desk",
};
"""
RESOURCE = """\
{
  "account_sid": "AC00000000000000000000000000000000",
  "ui_attributes": {
    "logLevel": "error",
    "language": "en-US",
    "theme": { "isLight": true }
  }
}
"""


def write(folder: Path, **texts: str) -> None:
    """Write files; two underscores in a name stand for the point before its ending."""
    for name, text in texts.items():
        (folder / name.replace("__", ".")).write_text(text, "utf-8")


def git(folder: Path, *arguments: str, at: str = "2026-01-02T03:04:05+0100") -> str:
    """Call git as somebody whose settings are nobody's in particular, at a time."""
    done = subprocess.run(
        ["git", "-c", "user.name=Ada Lovelace", "-c", "user.email=ada@example.com",
         "-c", "commit.gpgsign=false", "-c", "core.hooksPath=", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
        env={
            "PATH": "/usr/bin:/bin:/usr/local/bin",
            "HOME": str(folder),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_DATE": at,
            "GIT_COMMITTER_DATE": at,
        },
        timeout=60,
    )  # fmt: skip
    return done.stdout.decode()


def repository(folder: Path) -> None:
    """A repository with one commit of an appConfig.js and a configuration.json."""
    write(folder, appConfig__js=SCRIPT, configuration__json=RESOURCE)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message=Begin")
