"""Finding the settings of a check: files that lie beside a script or above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from appconfig_merge import InputError, SourceSyntaxError
from appconfig_merge.checks.settings import Settings, SettingsError
from appconfig_merge.inputs.settings import SettingsFiles

if TYPE_CHECKING:
    from pathlib import Path

RULES = ("secret", "overridden")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with settings of its own, and a folder in it with others."""
    project = '[project]\nname = "x"\n[tool.appconfig-merge]\nignore = ["secret"]\n'
    (tmp_path / "pyproject.toml").write_text(project, "utf-8")
    for name in ("inner", "inner/own"):
        (tmp_path / name).mkdir()
    (tmp_path / "inner" / "pyproject.toml").write_text("[tool.other]\na = 1\n", "utf-8")
    (tmp_path / "inner" / "own" / ".effective-config.toml").write_text("fail-on = 'info'", "utf-8")
    return tmp_path


@pytest.mark.parametrize("script", ["a.js", "inner/a.js"])
def test_a_project_without_such_a_table_says_nothing(folder: Path, script: str) -> None:
    """The next one above is asked."""
    found = SettingsFiles(RULES).of(str(folder / script))

    assert found.settings == Settings(ignore=frozenset({"secret"}))
    assert found.relative(str(folder / script)) == script


def test_the_nearest_file_is_the_one(folder: Path) -> None:
    """Nothing of those above it holds then."""
    found = SettingsFiles(RULES).of(str(folder / "inner" / "own" / "a.js"))

    assert found.settings == Settings(fail_on="info")
    assert found.relative(str(folder / "b.js")) == "../../b.js"


def test_a_file_that_is_named_holds_for_all(folder: Path) -> None:
    """The table of a pyproject.toml, or the whole of any other file; from its folder."""
    own = folder / "inner" / "own" / ".effective-config.toml"
    files = SettingsFiles(RULES, str(own))

    for script in ("a.js", "inner/a.js"):
        found = files.of(str(folder / script))
        assert (found.settings.fail_on, found.root) == ("info", str(own.parent))
    named = SettingsFiles(RULES, str(folder / "pyproject.toml")).of("a.js")
    assert named.settings.ignore == {"secret"}


def test_isolated_means_none(folder: Path) -> None:
    """Whatever lies there."""
    assert SettingsFiles(RULES, is_isolated=True).of(str(folder / "a.js")).settings == Settings()


def test_settings_are_read_once_for_a_folder(folder: Path) -> None:
    """However many scripts it has."""
    files = SettingsFiles(RULES)
    first = files.of(str(folder / "a.js"))
    (folder / "pyproject.toml").write_text("broken", "utf-8")

    assert files.of(str(folder / "b.js")) is first


@pytest.mark.parametrize(
    ("text", "place"), [("ignore = ['x']", "1:11"), ("ignore = [", "1:11"), ("a = 1", "1:1")]
)
def test_what_is_wrong_is_an_input_that_cannot_be_read(folder: Path, text: str, place: str) -> None:
    """As any other: with its file and place."""
    (folder / ".effective-config.toml").write_text(text, "utf-8")

    with pytest.raises(InputError) as caught:
        SettingsFiles(RULES).of(str(folder / "a.js"))

    name = str(folder / ".effective-config.toml")
    assert str(caught.value.location) == f"{name}:{place}"
    assert isinstance(caught.value, SettingsError) is (text != "ignore = [")


@pytest.mark.parametrize(
    "head",
    [
        "[tool.appconfig-merge]",
        "[tool.'appconfig-merge']",
        '[ tool . "appconfig-merge" ]',
        '[tool."appconfig\\u002dmerge"]',
        '[tool."\\U00000061ppconfig-merge"]',
    ],
)
@pytest.mark.parametrize("value", ["fail-on = 'info'", "fail-on = 'info' # [tool.other]"])
def test_a_table_is_found_however_its_key_is_written(tmp_path: Path, head: str, value: str) -> None:
    """As TOML has it."""
    (tmp_path / "pyproject.toml").write_text(f"{head}\n{value}\n", "utf-8")

    assert SettingsFiles(RULES).of(str(tmp_path / "a.js")).settings.fail_on == "info"


@pytest.mark.parametrize(
    "text",
    [
        "tool.appconfig-merge.fail-on = 'info'",
        "[tool]\nappconfig-merge = { fail-on = 'info' }",
        "tool = { appconfig-merge = { fail-on = 'info' } }",
        "[tool]\nappconfig-merge.fail-on = 'info'",
        "[tool.appconfig-merge.severity]\n[tool.appconfig-merge]\nfail-on = 'info'",
    ],
)
def test_a_table_may_be_written_as_keys(tmp_path: Path, text: str) -> None:
    """Dotted ones, or inline."""
    (tmp_path / "pyproject.toml").write_text(text, "utf-8")

    assert SettingsFiles(RULES).of(str(tmp_path / "a.js")).settings.fail_on == "info"


@pytest.mark.parametrize(
    "text", ["[project]\nname = 'appconfig-merge'\n", "# appconfig-merge\n[tool.other", ""]
)
def test_a_project_that_says_nothing_of_checks_is_not_read(tmp_path: Path, text: str) -> None:
    """What ails it is somebody else's matter."""
    (tmp_path / "pyproject.toml").write_text(text, "utf-8")

    assert SettingsFiles(RULES).of(str(tmp_path / "a.js")).settings == Settings()


@pytest.mark.parametrize("text", ["\n" * 500_000, "appconfig-merge" + " " * 500_000, "[" * 500_000])
def test_a_long_file_of_others_is_looked_through_once(tmp_path: Path, text: str) -> None:
    """Blank lines, blanks and brackets lead to no second look: that would take hours."""
    (tmp_path / "pyproject.toml").write_text(text, "utf-8")

    assert SettingsFiles(RULES).of(str(tmp_path / "a.js")).settings == Settings()


@pytest.mark.parametrize(
    "text", ["[tool.appconfig-merge\nfail-on = 'info'", "[tool.'appconfig-merge' # a"]
)
def test_a_heading_of_ours_that_has_no_end_is_told(tmp_path: Path, text: str) -> None:
    """Nobody checks by other settings than those that they have written, and isn't told."""
    (tmp_path / "pyproject.toml").write_text(text, "utf-8")

    with pytest.raises(SourceSyntaxError):
        SettingsFiles(RULES).of(str(tmp_path / "a.js"))
