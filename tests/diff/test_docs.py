"""What the pages on diff and explain show is what happens."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from appconfig_merge import Source
from appconfig_merge.environments import parse_environments
from tests.cli.command import run

DOCS = Path(__file__).parent.parent.parent / "docs"
PAGES = {"diff": "environments", "explain": "quickstart"}
"""The pages, and the fixture that each is about."""


def shown(page: str) -> list[tuple[str, str]]:
    """The commands of a page, with what stands below them."""
    text = (DOCS / f"{page}.md").read_text("utf-8")
    return re.findall(r"```console\n\$ (.*?)\n(.*?)```", text, re.DOTALL)


@pytest.mark.parametrize(
    ("page", "command", "output"), [(page, *block) for page in PAGES for block in shown(page)]
)
def test_shown_output_is_real(page: str, command: str, output: str, fixtures: Path) -> None:
    """Each command prints just what stands below it."""
    result = run(*shlex.split(command)[1:], cwd=fixtures / PAGES[page])

    assert output == result.stdout


def test_the_environments_file_is_one() -> None:
    """It can be read as it stands there."""
    (text,) = re.findall(r"```toml\n(.*?)```", (DOCS / "diff.md").read_text("utf-8"), re.DOTALL)

    names = [one.name for one in parse_environments(Source("e.toml", text, "json")).all]
    assert names == ["dev", "prod"]


@pytest.mark.parametrize("command", ["diff", "matrix"])
def test_every_option_is_documented(command: str, tmp_path: Path) -> None:
    """Those that show has too are documented there."""
    text = (DOCS / "diff.md").read_text("utf-8")

    def options(of: str) -> set[str]:
        printed = run(of, "--help", cwd=tmp_path).stdout
        return set(re.findall(r"^ +(--[a-z-]+)", printed, re.MULTILINE))

    assert [name for name in options(command) - options("show") if name not in text] == []
