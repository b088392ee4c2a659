"""The command on the fixtures: whole outputs, compared literally."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.command import run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.golden import Golden

CALLS = {
    "quickstart": ["appConfig.js", "--configuration", "configuration.json"],
    "plugin-project": ["show", "public/appConfig.js", "--configuration", "configuration.json"],
    "contact-centre": ["appConfig.js", "--configuration", "configuration.json"],
    "multi-region": ["appConfig.js", "--configuration", "configuration.json"],
    "companion-script": [
        "appConfig.js", "--script", "brand.js", "--configuration", "configuration.json",
    ],
    "es5-legacy": ["appConfig.js", "--configuration", "configuration.json"],
    "environments": ["appConfig.js", "--configuration", "configuration.json"],
}  # fmt: skip


@pytest.mark.parametrize("format", ["text", "json", "config", "js"])
@pytest.mark.parametrize("fixture", CALLS)
def test_whole_output(fixture: str, format: str, fixtures: Path, golden: Golden) -> None:
    """Every fixture in every format prints exactly what is written down for it."""
    result = run(*CALLS[fixture], "--format", format, cwd=fixtures / fixture)

    golden(f"{fixture}.{format}", result.stdout)
    assert result.code == 0


def test_both_parsers_give_the_same_configuration(fixtures: Path) -> None:
    """An ES5 file means the same to tree-sitter and to pyjsparser."""
    folder = fixtures / "es5-legacy"
    default = run("appConfig.js", "--format", "config", cwd=folder)
    second = run("appConfig.js", "--format", "config", "--parser", "pyjsparser", cwd=folder)

    without_functions = [
        [line for line in result.stdout.splitlines() if '"source"' not in line]
        for result in (default, second)
    ]
    assert without_functions[0] == without_functions[1]


def test_define_resolves_what_only_the_page_knows(fixtures: Path) -> None:
    """With the page's values given, nothing in the environments fixture is unresolved."""
    result = run(
        "explain", "appConfig.js", "logLevel", "serviceBaseUrl",
        "--define", 'location.hostname="desk.example.com"',
        "--define", "localStorage.flexLogLevel=null",
        "--define", "window.localStorage.agentLanguage=null",
        "--strict",
        cwd=fixtures / "environments",
    )  # fmt: skip

    assert result.code == 0
    assert 'logLevel = "error"' in result.stdout
    assert 'serviceBaseUrl = "https://flex.example.com"' in result.stdout
