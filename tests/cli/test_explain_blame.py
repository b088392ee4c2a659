"""``explain --blame``: who last changed the lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.command import run
from tests.cli.explaining import FILES, explained, prepare, section
from tests.diff.support import SCRIPT, git, repository, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A script over a resource."""
    return prepare(tmp_path)


def test_who_changed_it(tmp_path: Path) -> None:
    """By git, for the line in force and for the losers'; committed or not."""
    repository(tmp_path)
    write(tmp_path, appConfig__js=SCRIPT.replace('"warn"', '"debug"'))
    commit = git(tmp_path, "rev-parse", "HEAD")[:10]

    assert section(explained(tmp_path, "logLevel", "--blame"), "last changed by") == [
        "appConfig.js:2        not committed yet",
        f"configuration.json:4  {commit}  Ada Lovelace, 2026-01-02  Begin",
    ]


def test_lines_that_git_counts_otherwise(tmp_path: Path) -> None:
    """JavaScript has ends of line that are none to git."""
    write(tmp_path, appConfig__js="var appConfig = {\u2028 a: 1,\n b: 2 };\n")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message=First line")
    text = (tmp_path / "appConfig.js").read_text("utf-8").replace("b: 2", "b: 3")
    write(tmp_path, appConfig__js=text)

    def blamed(path: str) -> str:
        shown = run("explain", "appConfig.js", path, "--blame", cwd=tmp_path).stdout
        return section(shown, "last changed by")[0]

    assert blamed("a").startswith("appConfig.js:2  ")
    assert blamed("a").endswith("First line")
    assert blamed("b") == "appConfig.js:3  not committed yet"


def test_what_git_does_not_know(folder: Path) -> None:
    """Is a remark, not an error."""
    env = {"GIT_CEILING_DIRECTORIES": str(folder.parent)}
    outside = run("explain", *FILES, "url", "--blame", cwd=folder, env=env)
    assert section(outside.stdout, "last changed by") == ["appConfig.js:4  not in a git repository"]

    git(folder, "init", "--quiet")
    untracked = run("explain", *FILES, "url", "--blame", cwd=folder)
    assert section(untracked.stdout, "last changed by") == [
        "appConfig.js:4  not in git: no commit has this file"
    ]
    no_git = run("explain", *FILES, "url", "--blame", cwd=folder, env={"PATH": ""})
    assert section(no_git.stdout, "last changed by") == [
        "appConfig.js:4  git is not installed, or not in PATH"
    ]


def test_names_and_messages_that_act_on_a_terminal(tmp_path: Path) -> None:
    """Are shown as escapes; a file's name is never an option to git."""
    repository(tmp_path)
    (tmp_path / "--output=x.js").write_text("appConfig = { a: 1 };\n", "utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "-c", "user.name=E\x1b[31mve", "commit", "--quiet", "--message=\x1b]0;x\x07")
    result = run("explain", "--blame", "--", "--output=x.js", "a", cwd=tmp_path)

    assert result.code == 0
    assert "\x1b" not in result.stdout
    assert "E\\u001b[31mve, 2026-01-02  \\u001b]0;x\\u0007" in result.stdout
    assert not (tmp_path / "x.js").exists()
