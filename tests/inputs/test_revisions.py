"""Files of git revisions, in real repositories."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.command import run
from tests.diff.support import SCRIPT, git, repository, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A repository with a commit, and a change that isn't committed."""
    repository(tmp_path)
    write(tmp_path, appConfig__js=SCRIPT.replace('"warn"', '"debug"'))
    return tmp_path


def test_what_a_change_does(checkout: Path) -> None:
    """A revision of the script and of the resource against what lies in the folder."""
    result = run(
        "diff", "HEAD:appConfig.js", "appConfig.js",
        "--configuration-a", "HEAD:configuration.json", "--configuration-b", "configuration.json",
        cwd=checkout,
    )  # fmt: skip

    assert result.stderr == ""
    assert (
        result.stdout
        == """\
--- HEAD:appConfig.js over HEAD:configuration.json
+++ appConfig.js over configuration.json

~ logLevel: "warn" -> "debug"
    HEAD:appConfig.js:2:13 (appConfig.js) -> appConfig.js:2:13 (appConfig.js)

1 changed
"""
    )


@pytest.mark.parametrize("start", [".", "plugin/public"])
def test_the_release_is_that_of_package_json_here(checkout: Path, start: str) -> None:
    """For a file of a revision too, wherever one stands and however it is named."""
    public = checkout / "plugin" / "public"
    public.mkdir(parents=True)
    write(public, appConfig__js=SCRIPT)
    write(checkout / "plugin", package__json='{"dependencies": {"@twilio/flex-ui": "2.2.0"}}')
    git(checkout, "add", ".")
    git(checkout, "commit", "--quiet", "--message=A plugin")
    here = "plugin/public/appConfig.js" if start == "." else "appConfig.js"

    for name in ("HEAD:plugin/public/appConfig.js", f"HEAD:./{here}"):
        told = run("diff", name, here, "--flex-ui", "auto", cwd=checkout / start).stdout
        assert told == (
            f"--- {name} (Flex UI 2.2.0)\n+++ {here} (Flex UI 2.2.0)\n\nno value differs\n"
        )


def test_paths_are_those_of_the_repository(checkout: Path) -> None:
    """From a folder in it too, unless they begin with a point."""
    inner = checkout / "inner"
    inner.mkdir()

    assert run("diff", "HEAD:appConfig.js", "main:appConfig.js", cwd=inner).code == 0
    failed = run("diff", "HEAD:./appConfig.js", "HEAD:appConfig.js", cwd=inner)
    assert failed.code == 3
    assert "help: git takes the path from the top of the repository" in failed.stderr


def test_a_file_with_a_colon_in_its_name_is_a_file(checkout: Path) -> None:
    """What is there is meant."""
    (checkout / "HEAD:appConfig.js").write_text("appConfig = { a: 1 }", "utf-8")

    result = run("diff", "HEAD:appConfig.js", "appConfig.js", cwd=checkout)

    assert "- a: 1" in result.stdout


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nope:appConfig.js", "nope:appConfig.js: invalid object name 'nope'"),
        ("HEAD:nope.js", "path 'nope.js' does not exist in 'HEAD'"),
        ("--output=x:appConfig.js", "--output=x:appConfig.js: this names no revision"),
        ("HEAD:", "HEAD:"),
        ("HEAD:a\nb", "does not exist in 'HEAD'"),
        ("$(touch x):appConfig.js", "invalid object name"),
        ("@{upstream}:appConfig.js", "error: @{upstream}:appConfig.js:"),
    ],
)
def test_what_is_no_file_of_a_revision(checkout: Path, name: str, said: str) -> None:
    """Is refused; git never takes a name for an option, and there is no shell."""
    before = sorted(path.name for path in checkout.iterdir())

    result = run("diff", "--", name, "appConfig.js", cwd=checkout)

    assert result.code == 3
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert sorted(path.name for path in checkout.iterdir()) == before


def test_a_branch_that_is_called_like_an_option(checkout: Path) -> None:
    """Has a name by which it can be asked for."""
    git(checkout, "update-ref", "refs/heads/--output=x", "HEAD")

    result = run("diff", "refs/heads/--output=x:appConfig.js", "HEAD:appConfig.js", cwd=checkout)

    assert (result.code, result.stderr) == (0, "")
    assert not (checkout / "x").exists()


def test_no_repository(tmp_path: Path) -> None:
    """Is said in these words."""
    env = {"GIT_CEILING_DIRECTORIES": str(tmp_path.parent)}
    result = run("diff", "HEAD:a.js", "b.js", cwd=tmp_path, env=env)

    assert result.code == 3
    assert result.stderr == (
        "error: HEAD:a.js: not in a git repository\n  help: call it inside the repository\n"
    )


def test_no_git(checkout: Path) -> None:
    """Is said, too."""
    result = run("diff", "HEAD:appConfig.js", "appConfig.js", cwd=checkout, env={"PATH": ""})

    assert result.code == 3
    assert "git is not installed" in result.stderr
