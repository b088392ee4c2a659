"""Every command explains a resource without ui_attributes, with which Flex UI doesn't start."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.command import run
from tests.cli.service import Service, running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCRIPT = "var appConfig = { theme: { isLight: false } };\n"
ACCOUNT = "AC00000000000000000000000000000000"
RESOURCE = f"""\
{{"account_sid": "{ACCOUNT}",
 "ui_attributes": null}}
"""
REFUSES = "Flex UI refuses to start, for every agent"
HELP = """  help: set version_compatibility to "yes" in the resource: appConfig.js can't
"""
LIVE = f"""\
error[version-compatibility]: the resource's ui_attributes are null: {REFUSES}
{HELP}"""
TOLD = f"""\
null.json:2:19: {LIVE}"""
SNIPPET = """\
  2 |  "ui_attributes": null}
    |                   ^^^^
"""
ALSO_AFTER = f"""\
warning[version-compatibility]: the resource has no ui_attributes object: {REFUSES}, also after \
this change
  help: --set 'ui_attributes.version_compatibility="yes"'
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An appConfig.js, the resource, and environments that use them."""
    (tmp_path / "appConfig.js").write_text(SCRIPT, "utf-8")
    (tmp_path / "null.json").write_text(RESOURCE, "utf-8")
    read_from = 'app_config = "appConfig.js"\nconfiguration = "null.json"\n'
    environments = f"[environments.a]\n{read_from}[environments.b]\n{read_from}"
    (tmp_path / "environments.toml").write_text(environments, "utf-8")
    return tmp_path


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    """A fake API whose resource's ui_attributes are null."""
    with running(tmp_path) as service:
        service.api.resource = {**(service.api.resource or {}), "ui_attributes": None}
        yield service


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "appConfig.js", "--configuration", "null.json"],
        ["show", "appConfig.js", "--configuration", "null.json", "--flex-ui", "2.17.1"],
        ["explain", "appConfig.js", "theme.isLight", "--configuration", "null.json"],
        ["diff", "appConfig.js", "appConfig.js", "--configuration", "null.json"],
    ],
    ids=lambda arguments: " ".join(arguments[:1] + arguments[4:]),
)
def test_a_command_that_reads_it(folder: Path, arguments: list[str]) -> None:
    """The result is that of an empty object; what Flex UI makes of it stands on stderr."""
    result = run(*arguments, cwd=folder)

    assert (result.code, result.stderr) == (0, TOLD)


def test_show_tells_what_is_left(folder: Path) -> None:
    """The values of appConfig.js."""
    assert run("appConfig.js", "--configuration", "null.json", cwd=folder).stdout == (
        "theme.isLight  false  appConfig.js:1:37\n"
        "\n"
        "1 value: 0 from ui_attributes (null.json), 1 from appConfig.js\n"
    )


def test_check_finds_it(folder: Path) -> None:
    """By the rule version-compatibility, once."""
    result = run("check", "appConfig.js", "--configuration", "null.json", cwd=folder)

    assert (result.code, result.stderr) == (1, "")
    summary = "checked 1 file: 1 error; by the rules of Flex UI 2.17.1, the newest known here"
    told = f"{TOLD.removesuffix(HELP)}{SNIPPET}{HELP}"
    assert result.stdout == f"{told}{summary} (--flex-ui names yours)\n"


def test_matrix_tells_it(folder: Path) -> None:
    """Once, whatever the number of environments."""
    result = run("matrix", cwd=folder)

    assert (result.code, result.stderr.count("error[version-compatibility]")) == (0, 1)


def test_report_has_the_finding(folder: Path) -> None:
    """Like check."""
    result = run(
        "report", "appConfig.js", "--configuration", "null.json", "--output", "report.html",
        cwd=folder,
    )  # fmt: skip

    assert (result.code, result.stderr) == (0, "")
    assert "the resource's ui_attributes are null" in (folder / "report.html").read_text("utf-8")


@pytest.mark.parametrize(
    "command", [["show", "appConfig.js"], ["explain", "appConfig.js", "logLevel"]]
)
def test_live(service: Service, command: list[str]) -> None:
    """The same of the resource as it is now; there is no place to be shown."""
    result = service.call(*command, "--live")

    assert (result.code, result.stderr) == (0, LIVE)


def test_check_live(service: Service) -> None:
    """A finding, of the resource by its name."""
    result = service.call("check", "appConfig.js", "--live")

    assert result.code == 1
    assert "error[version-compatibility]: the resource's ui_attributes are null" in result.stdout


def test_an_update_that_leaves_it_so(service: Service) -> None:
    """The plan says what will be after it."""
    result = service.call("update", "--dry-run", "--set", "call_recording_enabled=true")

    assert (result.code, result.stderr) == (1, ALSO_AFTER)


def test_an_update_that_mends_it(service: Service) -> None:
    """As the help says; with --app-config what is new for the UI, and nothing to complain about."""
    result = service.call(
        "update", "--yes", "--app-config", "appConfig.js",
        "--set", 'ui_attributes.version_compatibility="yes"',
        "--set", "ui_attributes.custom.a=1",
    )  # fmt: skip

    assert result.code == 0, result.stderr
    assert "version-compatibility" not in result.stderr
    assert "custom.a" in result.stdout
    assert (service.api.resource or {})["ui_attributes"] == {
        "version_compatibility": "yes",
        "custom": {"a": 1},
    }


def test_an_update_that_half_mends_it(service: Service) -> None:
    """An object without version_compatibility doesn't let Flex UI start."""
    result = service.call("update", "--dry-run", "--set", "ui_attributes.custom.a=1")

    assert result.code == 1
    assert f'is neither "yes" nor "deprecated": {REFUSES}, also after this change' in result.stderr


@pytest.mark.parametrize("value", ["[]", '"x"', "1"])
def test_ui_attributes_of_another_type(service: Service, value: str) -> None:
    """What a UI would make of them isn't told; the way out is."""
    service.api.resource = {**(service.api.resource or {}), "ui_attributes": json.loads(value)}
    edit = ("--set", 'ui_attributes={"version_compatibility": "yes"}')

    told = service.call("update", "--dry-run", "--app-config", "appConfig.js", *edit)
    mended = service.call("update", "--yes", "--force", *edit)

    assert told.code == 3
    assert told.stderr == (
        "error: ui_attributes that are no object are not merged, so nobody can tell what changes\n"
        "  help: leave out --app-config, and set ui_attributes to an object with --replace\n"
    )
    assert mended.code == 0, mended.stderr
