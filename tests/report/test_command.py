"""``effective-config report``: its options, its exit codes, where the page goes."""

from __future__ import annotations

import os
import stat
from shutil import copytree
from typing import TYPE_CHECKING

import pytest

from tests.cli.command import run
from tests.report.pages import data_of
from tests.snapshots.test_error_report import report as error_report

if TYPE_CHECKING:
    from pathlib import Path

RESOURCE = ("--configuration", "configuration.json")


@pytest.fixture
def folder(fixtures: Path) -> Path:
    """The fixture of a contact centre."""
    return fixtures / "contact-centre"


def test_the_page_goes_to_a_file(folder: Path, tmp_path: Path) -> None:
    """Nothing is printed; the options of show say what is in it."""
    output = tmp_path / "report.html"
    result = run(
        "report", "appConfig.js", *RESOURCE, "--flex-ui", "2.17.1", "--define",
        'location.origin="https://flex.example.com"', "--output", str(output), cwd=folder,
    )  # fmt: skip

    data = data_of(output.read_text("utf-8"))
    values = {tuple(leaf["path"]): leaf["value"] for leaf in data["values"]}
    assert result == (0, "", "")
    assert data["release"] == "2.17.1"
    assert values["serviceBaseUrl",] == "https://flex.example.com/"
    assert {one["rule"] for one in data["findings"]} > {"remote-wins", "stops-at-start"}


def test_without_output_it_is_printed(folder: Path) -> None:
    """As any other result, for a pipe."""
    result = run("report", "appConfig.js", *RESOURCE, cwd=folder)

    assert result.code == 0
    assert result.stdout.startswith("<!doctype html>\n")
    assert result.stdout.endswith("</html>")


def test_the_same_input_gives_the_same_page(folder: Path) -> None:
    """No time, no folder, no chance is in it: a report can be compared and kept."""
    first = run("report", "appConfig.js", *RESOURCE, cwd=folder).stdout
    other = run(
        "report", str(folder / "appConfig.js"), "--configuration",
        str(folder / "configuration.json"), cwd=folder.parent,
    ).stdout  # fmt: skip

    assert first == other


def test_settings_are_those_of_check(tmp_path: Path) -> None:
    """The project's settings say which release it is, and which rules are in force."""
    (tmp_path / "appConfig.js").write_text('var appConfig = { logLevel: "loud", password: "p4s" };')
    (tmp_path / ".effective-config.toml").write_text('flex-ui = "2.17"\nignore = ["secret"]\n')

    data = data_of(run("report", "appConfig.js", cwd=tmp_path).stdout)

    assert data["release"].startswith("2.17")
    rules = {one["rule"] for one in data["findings"]}
    assert "stops-at-start" in rules
    assert "secret" not in rules


def test_a_remark_about_the_release_is_told(tmp_path: Path) -> None:
    """On stderr and in the page."""
    (tmp_path / "appConfig.js").write_text('var appConfig = { language: "de-DE" };')

    result = run("report", "appConfig.js", "--flex-ui", "2.17.1", cwd=tmp_path)

    (remark,) = data_of(result.stdout)["remarks"]
    assert remark["rule"] == "before-login"
    assert "this is what Flex UI has before login" in result.stderr


SELF_HOSTED = (
    "index.html", "--configuration", "configuration.json", "--plugins", "plugins",
)  # fmt: skip
AT_LOGIN = """{
  "schema_version": 1, "kind": "flex-ui-snapshot", "taken_by": "snippet", "state": "login"
}"""
AT = ("--page-url", "https://flex.example.com/")


def test_a_running_page_stands_beside_the_prediction(fixtures: Path) -> None:
    """By the rules of the release that ran, which is said; what differs is no failure."""
    result = run(
        "report", *SELF_HOSTED, *AT, "--running", "snapshot.json", cwd=fixtures / "self-hosted"
    )

    data = data_of(result.stdout)
    running = data["running"]
    assert result.code == 0
    assert data["release"] == "2.17.1"
    assert running["assumed"] == ["Flex UI 2.17.1, which the page runs"]
    assert running["agreed"] + len(running["differences"]) > 20
    theme = next(one for one in running["differences"] if one["path"] == ["theme", "isLight"])
    assert (theme["value"], theme["cause"]) == (True, "plugin")
    assert theme["evidence"][0][0].endswith("(https://flex.example.com/plugins/theme.js:8:13)")
    assert "presumed-release" not in {one["rule"] for one in data["remarks"]}


def test_the_resource_is_the_pages_where_none_is_given(fixtures: Path) -> None:
    """The values are those of the prediction that the page was held against."""
    result = run(
        "report", "index.html", *AT, "--running", "snapshot.json", cwd=fixtures / "self-hosted"
    )

    data = data_of(result.stdout)
    values = {tuple(leaf["path"]): leaf["value"] for leaf in data["values"]}
    assert data["running"]["assumed"] == [
        "Flex UI 2.17.1, which the page runs", "the Configuration resource that the page got",
    ]  # fmt: skip
    assert values["logLevel",] == "error"
    assert [source["name"] for source in data["sources"]] == [
        "index.html", "environment.js", "appConfig.js",
    ]  # fmt: skip


@pytest.mark.parametrize("by", ["option", "settings"])
def test_a_release_that_is_said_wins_over_the_pages(
    fixtures: Path, tmp_path: Path, by: str
) -> None:
    """Said by the option, or by the project's settings."""
    copytree(fixtures / "self-hosted", tmp_path, dirs_exist_ok=True)
    option = ("--flex-ui", "2.4.0") if by == "option" else ()
    if by == "settings":
        (tmp_path / ".effective-config.toml").write_text('flex-ui = "2.4.0"\n')

    result = run("report", *SELF_HOSTED, *AT, "--running", "snapshot.json", *option, cwd=tmp_path)

    data = data_of(result.stdout)
    assert data["release"] == "2.4.0"
    assert data["running"]["release"] == "2.17.1"
    assert data["running"]["assumed"] == []


def test_a_snapshot_may_be_standard_input(fixtures: Path) -> None:
    """Of the inputs one may."""
    folder = fixtures / "self-hosted"
    stdin = (folder / "snapshot.json").read_bytes()

    result = run("report", *SELF_HOSTED, *AT, "--running", "-", cwd=folder, stdin=stdin)
    assert data_of(result.stdout)["running"]["release"] == "2.17.1"

    result = run("report", "index.html", "--stored", "-", "--running", "-", cwd=folder)
    assert (result.code, result.stdout) == (2, "")
    assert result.stderr.startswith("error: only one input can be standard input\n")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "error: snapshot.json:1:2: "),
        ("{}", "error: snapshot.json:1:1: this is no snapshot of a running Flex UI\n"),
        (None, "error: snapshot.json: No such file or directory\n"),
        (AT_LOGIN, "error: "),
    ],
)
def test_what_is_no_running_page_is_an_error(
    tmp_path: Path, text: str | None, message: str
) -> None:
    """As in verify; no page is written."""
    (tmp_path / "appConfig.js").write_text("var appConfig = {};")
    if text is not None:
        (tmp_path / "snapshot.json").write_text(text)

    result = run(
        "report", "appConfig.js", "--running", "snapshot.json", "--output", "report.html",
        cwd=tmp_path,
    )  # fmt: skip

    assert result.code == 3
    assert result.stderr.startswith(message)
    assert not (tmp_path / "report.html").exists()


def test_an_error_report_of_flex_ui_is_a_running_page(tmp_path: Path) -> None:
    """It tells of the configuration alone, and not of all in it."""
    session = {"config": {"language": "de-DE", "theme": {"isLight": True}}}
    (tmp_path / "error.md").write_text(error_report(session).text)
    (tmp_path / "appConfig.js").write_text('var appConfig = { language: "de-DE", mine: 1 };')

    result = run("report", "appConfig.js", "--running", "error.md", cwd=tmp_path)

    running = data_of(result.stdout)["running"]
    assert result.code == 0
    assert running["release"] == "2.17.1"
    assert [one["path"] for one in running["differences"]].count(["mine"]) == 1
    assert ["language"] not in [one["path"] for one in running["differences"]]
    assert '<p class="running"><b>Running</b> Flex UI 2.17.1:' in result.stdout


def test_one_page_runs(tmp_path: Path) -> None:
    """Two snapshots are one too many."""
    result = run("report", "appConfig.js", "--running", "a", "--running", "b", cwd=tmp_path)

    assert result.code == 2


def test_strict_tells_of_what_is_unresolved(folder: Path, tmp_path: Path) -> None:
    """The page is written all the same."""
    output = tmp_path / "report.html"
    result = run(
        "report", "appConfig.js", *RESOURCE, "--strict", "--output", str(output), cwd=folder
    )

    assert result.code == 4
    assert output.exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("var appConfig = {", "error: appConfig.js:1:"),
        ("var other = 1;", "error: "),
        (None, "error: appConfig.js: No such file or directory"),
    ],
)
def test_what_cannot_be_read_is_an_error(tmp_path: Path, text: str | None, message: str) -> None:
    """Exit code 3, and no page."""
    if text is not None:
        (tmp_path / "appConfig.js").write_text(text)

    result = run("report", "appConfig.js", "--output", "report.html", cwd=tmp_path)

    assert result.code == 3
    assert result.stderr.startswith(message)
    assert not (tmp_path / "report.html").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_a_page_with_secrets_is_for_its_owner_only(tmp_path: Path) -> None:
    """Nobody else may read the file."""
    (tmp_path / "appConfig.js").write_text('var appConfig = { password: "p4ssw0rd" };')

    run("report", "appConfig.js", "--show-secrets", "--output", "report.html", cwd=tmp_path)

    page = tmp_path / "report.html"
    assert "p4ssw0rd" in page.read_text("utf-8")
    assert stat.S_IMODE(page.stat().st_mode) == 0o600


def test_without_positions_the_values_are_there(tmp_path: Path) -> None:
    """The second reader gives no places: the page does without them."""
    (tmp_path / "appConfig.js").write_text("var appConfig = { a: 1 };")

    data = data_of(run("report", "appConfig.js", "--parser", "pyjsparser", cwd=tmp_path).stdout)

    assert [leaf["value"] for leaf in data["values"]] == [1]
    assert data["values"][0]["said"][0]["at"] is None
