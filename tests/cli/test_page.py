"""What the command is told of the page: its address, its storage, names of any kind."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.cli.command import run

if TYPE_CHECKING:
    from pathlib import Path


def test_one_fixture_on_two_hosts(fixtures: Path) -> None:
    """The same file comes out otherwise on each host, with nothing left open."""

    def on(host: str) -> Any:
        result = run(
            "appConfig.js", "--page-url", f"https://{host}/agent-desktop", "--format", "config",
            "--define", 'localStorage={"agentLanguage": "fr"}', "--strict",
            cwd=fixtures / "environments",
        )  # fmt: skip
        assert result.code == 0, result.stderr
        return json.loads(result.stdout)

    production, local = on("desk.example.com"), on("dev.example.com")

    assert production["language"] == local["language"] == "fr-FR"
    assert production["sso"]["redirectUrl"] == "https://desk.example.com/agent-desktop"
    assert local["pluginService"] == {"enabled": False}


def test_a_url_that_is_none(fixtures: Path) -> None:
    """A wrong URL is wrong usage, told without a traceback."""
    folder = fixtures / "environments"
    result = run("appConfig.js", "--page-url", "flex.example.com", cwd=folder)

    assert result.code == 2
    assert result.stdout == ""
    assert result.stderr == (
        "error: --page-url flex.example.com: not an http or https URL of a page\n"
        "  help: write it like https://flex.example.com/agent-desktop\n"
    )


def test_a_hint_can_be_copied_to_a_shell(tmp_path: Path) -> None:
    """A name with quotes in it is quoted for the shell."""
    (tmp_path / "appConfig.js").write_text("var appConfig = { a: localStorage['my-key'] };")

    told = run("explain", "appConfig.js", "a", cwd=tmp_path).stdout

    assert "--define 'localStorage[\"my-key\"]'=JSON resolves it\n" in told


def test_a_placeholder_is_told_on_stderr(tmp_path: Path) -> None:
    """Its value is shown as it is; the remark goes where remarks go."""
    (tmp_path / "appConfig.js").write_text("var appConfig = { sid: '__ACCOUNT_SID__' };")

    result = run("appConfig.js", cwd=tmp_path)

    assert result.code == 0
    assert result.stdout.startswith('sid  "__ACCOUNT_SID__"  appConfig.js:1:24\n')
    assert result.stderr == (
        "appConfig.js:1:24: warning[placeholder]: __ACCOUNT_SID__ looks like a placeholder that "
        "was never filled in\n"
        "  1 | var appConfig = { sid: '__ACCOUNT_SID__' };\n"
        "    |                        ^^^^^^^^^^^^^^^^^\n"
        "  help: the browser takes it as it is; was a step of the build left out?\n"
    )
