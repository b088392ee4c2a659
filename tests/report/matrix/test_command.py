"""``effective-config matrix --format html``: where the page goes, and how the call ends."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

from appconfig_merge.testing import FakeFleet, Refused
from tests.cli.command import run
from tests.report.matrix.pages import told
from tests.report.pages import data_of

if TYPE_CHECKING:
    from pathlib import Path

CALL = ("matrix", "environments.toml", "--format", "html")


def test_the_page_goes_to_a_file(fixtures: Path, tmp_path: Path) -> None:
    """Nothing is printed; the environments of the file are in it."""
    output = tmp_path / "fleet.html"
    result = run(*CALL, "--output", str(output), cwd=fixtures / "environments")

    data = data_of(output.read_text("utf-8"))
    assert result == (0, "", "")
    assert [one["name"] for one in data["environments"]] == ["local", "test", "production"]
    assert (data["differing"], data["total"], len(data["rows"])) == (8, 16, 16)


def test_without_output_it_is_printed(fixtures: Path) -> None:
    """As any other result, for a pipe; it begins with all rows where --all is given."""
    result = run(*CALL, "--all", cwd=fixtures / "environments")

    assert result.code == 0
    assert result.stdout.startswith("<!doctype html>\n")
    assert 'id="states" data-begin="all"' in result.stdout


def test_chosen_environments_are_those_of_the_page(fixtures: Path) -> None:
    """--environment chooses here, too; --exit-code tells whether they differ."""
    words = ("--environment", "test", "--environment", "local", "--exit-code")
    result = run(*CALL, *words, cwd=fixtures / "environments")

    assert result.code == 1
    assert [one["name"] for one in data_of(result.stdout)["environments"]] == ["local", "test"]


def test_one_that_cannot_be_read_is_in_the_page(tmp_path: Path) -> None:
    """The page is written all the same, and the exit code tells it."""
    (tmp_path / "appConfig.js").write_text("var appConfig = { a: 1 };")
    (tmp_path / "environments.toml").write_text(
        "[environments.here]\napp_config = 'appConfig.js'\n"
        "[environments.lost]\napp_config = 'lost.js'\n"
    )
    result = run(*CALL, cwd=tmp_path)

    assert (result.code, result.stderr) == (
        3, "lost: error: lost.js: No such file or directory\n"
    )  # fmt: skip
    assert data_of(result.stdout)["unreadable"] == [
        {"name": "lost", "message": "lost.js: No such file or directory"}
    ]


def test_a_page_with_secrets_is_for_its_owner(fixtures: Path, tmp_path: Path) -> None:
    """Where they are asked for, the new file is private."""
    if os.name == "nt":
        return
    for name, words, mode in (("a.html", (), 0o644), ("b.html", ("--show-secrets",), 0o600)):
        output = tmp_path / name
        old = os.umask(0o022)
        try:
            run(*CALL, *words, "--output", str(output), cwd=fixtures / "environments")
        finally:
            os.umask(old)
        assert stat.S_IMODE(output.stat().st_mode) == mode


def test_without_the_extra_a_message_says_what_to_install(fixtures: Path) -> None:
    """Before anything is read or fetched."""
    without = "import sys; sys.modules['jinja2'] = None"
    code = f"{without}; from appconfig_merge.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, *CALL],
        cwd=fixtures / "environments",
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=60,
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "error: the page needs jinja2: not installed\n"
        "  help: pip install 'appconfig-merge[report]'\n"
    )


def test_live_accounts_have_a_page(tmp_path: Path) -> None:
    """Each with its account's resource, which has no places; nobody's credentials are in it."""
    resources = {"one": {"ui_attributes": {"chats": 1}}, "two": {"ui_attributes": {"chats": 2}}}
    (tmp_path / "appConfig.js").write_text("var appConfig = { a: 1 };")
    with FakeFleet({**resources, "lost": None}) as fleet:
        fleet["lost"].fail(Refused(403, 20003, "Authenticate"))
        file = tmp_path / "environments.toml"
        file.write_text(fleet.environments_toml(app_config="appConfig.js"))
        result = run(*CALL, cwd=tmp_path, env=dict(fleet.environment))

    data = data_of(result.stdout)
    assert [(one["name"], one["resource"].partition(",")[0]) for one in data["environments"]] == [
        ("one", "Configuration resource of AC00…0001"),
        ("two", "Configuration resource of AC00…0002"),
    ]
    assert [one["name"] for one in data["unreadable"]] == ["lost"]
    chats = told(data)[("chats",), "two"]
    assert chats.value == 2
    assert [(one["at"], one["outcome"]) for one in chats.said] == [(None, "effective")]
    secrets = [value for name, value in fleet.environment.items() if not name.endswith("_SID")]
    assert secrets
    assert [one for one in secrets if one in result.stdout + result.stderr] == []
