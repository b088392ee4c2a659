"""What the page on diff says is so; tests/docs runs its commands, and those of all pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.command import run

DOCS = Path(__file__).parent.parent.parent / "docs"


@pytest.mark.parametrize("command", ["diff", "matrix"])
def test_every_option_is_documented(command: str, tmp_path: Path) -> None:
    """Those that show has too are documented there."""
    text = (DOCS / "diff.md").read_text("utf-8")

    def options(of: str) -> set[str]:
        printed = run(of, "--help", cwd=tmp_path).stdout
        return set(re.findall(r"^ +(--[a-z-]+)", printed, re.MULTILINE))

    assert [name for name in options(command) - options("show") if name not in text] == []
