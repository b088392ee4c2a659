"""A secret is masked wherever it is told, also where nothing is said of its own path."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.command import run
from tests.diff.support import git

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "s3cret-of-crm-9f2c"
SCRIPT = """\
var appConfig = {{
  region: location.hash ? "{secret}" : "{region}",
  logLevel: "{level}",
}};
"""
ENVIRONMENTS = """\
[defaults]
configuration = "configuration.json"
flex_ui = "{release}"

[environments.de]
app_config = "de.js"

[environments.fr]
app_config = "fr.js"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two environments with one secret, which never changes; what has it in its text does."""
    attributes = {"crm": {"apiKey": SECRET}, "region": {"a": 1}}
    (tmp_path / "configuration.json").write_text(json.dumps({"ui_attributes": attributes}), "utf-8")
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    for number, release in enumerate(("1.34", "2.17.1")):
        (tmp_path / "environments.toml").write_text(ENVIRONMENTS.format(release=release), "utf-8")
        for name in ("de", "fr"):
            script = SCRIPT.format(secret=SECRET, region=f"{name}{number}", level=f"{name}{number}")
            (tmp_path / f"{name}.js").write_text(script, "utf-8")
        git(tmp_path, "add", ".")
        at = f"2026-01-0{number + 1}T00:00:00Z"
        git(tmp_path, "commit", "--quiet", f"--message=The key is {SECRET}", at=at)
    return tmp_path


@pytest.mark.parametrize("format", ["text", "json"])
@pytest.mark.parametrize(
    "words",
    [
        ("log", "region"),
        ("log", "logLevel"),
        ("drift", "--since", "HEAD~1"),
        ("upgrade", "--from", "1.34", "--to", "2.17.1"),
        ("matrix",),
        ("diff", "de", "fr"),
    ],
)
def test_a_secret_is_masked_where_its_path_is_not_told(
    folder: Path, words: tuple[str, ...], format: str
) -> None:
    """In unresolved values of other paths, and in what commits say."""
    result = run(*words, f"--format={format}", cwd=folder)

    assert result.code == 0
    assert "region" in result.stdout or "logLevel" in result.stdout or words[0] == "upgrade"
    assert SECRET not in result.stdout + result.stderr
