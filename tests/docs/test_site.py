"""The site builds without a warning, is whole, and loads nothing from elsewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from appconfig_merge.checks import RULES
from tests.docs.pages import ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("material", reason="the site needs the group docs; CI builds it, too")
pytest.importorskip("mkdocstrings", reason="the site needs the group docs; CI builds it, too")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site. `--strict` makes each warning an error: links, anchors, the navigation."""
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-q",
         "-f", "docs/site/mkdocs.yml", "-d", str(folder)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        check=False,
        text=True,
        timeout=300,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    return folder


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    """No font, script, style or picture of another host: the site works in a closed network."""
    loaded = {
        address
        for page in site.glob("**/*.html")
        for address in re.findall(
            r'<(?:script|img|link(?! rel="canonical"))\b[^>]*?(?:src|href)="(https?:[^"]*)"',
            page.read_text("utf-8"),
        )
    }

    assert loaded == set()


def test_what_lies_outside_the_folder_of_docs_is_there(site: Path) -> None:
    """Policies, changes, schemas; and links to them lead there."""
    for place in ("contributing.html", "security.html", "changes.html"):
        assert (site / "project" / place).is_file()
    assert (site / "reference" / "findings.schema.json").is_file()
    assert 'href="reference/findings.schema.json"' in (site / "check.html").read_text("utf-8")
    assert 'href="project/security.html"' in (site / "index.html").read_text("utf-8")


def test_every_rule_is_in_the_navigation(site: Path) -> None:
    """The pages of the rules are found from every other one."""
    text = (site / "index.html").read_text("utf-8")

    assert [rule for rule in RULES if f'href="rules/{rule}.html"' not in text] == []


def test_bars_in_code_have_no_backslash(site: Path) -> None:
    """What GitHub wants escaped in a table is shown as it is meant."""
    command_line = (site / "reference" / "command-line.html").read_text("utf-8")
    reading = (site / "reading.html").read_text("utf-8")

    assert "<code>--format [text|json]</code>" in command_line
    assert "<code>||</code>" in reading
    assert "\\|" not in command_line + reading


def test_docstrings_become_text_with_links(site: Path) -> None:
    """The Python reference has signatures, and no mark-up of docstrings is left."""
    text = (site / "reference" / "python.html").read_text("utf-8")

    assert 'id="appconfig_merge.effective_config"' in text
    assert not re.search(r":(func|class|mod|meth):", text)
