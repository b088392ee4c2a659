"""An environment's name in the place of a script: what it is read from is said in the file."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.command import Result, run

if TYPE_CHECKING:
    from pathlib import Path

NOTE = "note: environments are those of environments.toml\n"


@pytest.fixture
def folder(fixtures: Path, tmp_path: Path) -> Path:
    """One build for three hosts."""
    shutil.copytree(fixtures / "environments", tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.fixture
def site(fixtures: Path, tmp_path: Path) -> Path:
    """A page, a snapshot of it, and an environment that is made of both."""
    shutil.copytree(fixtures / "self-hosted", tmp_path, dirs_exist_ok=True)
    text = "[environments.prod]\npage = 'index.html'\nsnapshot = 'snapshot.json'\n"
    (tmp_path / "environments.toml").write_text(text, "utf-8")
    return tmp_path


def plain(folder: Path, *arguments: str) -> Result:
    """The same as of a file: the script with what the environment says of production."""
    defined = ("localStorage.flexLogLevel=null", 'localStorage.agentLanguage="fr"')
    return run(
        *arguments, "appConfig.js", "--configuration", "configuration.json",
        "--page-url", "https://desk.example.com/", *(f"--define={one}" for one in defined),
        cwd=folder,
    )  # fmt: skip


@pytest.mark.parametrize(
    "call",
    [("show",), ("show", "--format", "json"), ("check",), ("check", "--format", "json")],
)
def test_the_answer_is_that_for_its_inputs(call: tuple[str, ...], folder: Path) -> None:
    """What is read is named on stderr; the answer is the same, and its places are real files."""
    result = run(*call, "production", cwd=folder)
    same = plain(folder, *call)

    # Only a definition is called by what says it.
    stdout = same.stdout.replace('"--define ', '"define ')
    assert (result.code, result.stdout) == (same.code, stdout)
    assert result.stderr == NOTE + same.stderr


def test_no_command_is_needed(folder: Path) -> None:
    """As for a script; a word that is like a command's name, too."""
    toml = folder / "environments.toml"
    toml.write_text(toml.read_text("utf-8").replace("[environments.local]", "[environments.shw]"))

    assert run("production", cwd=folder).stdout == plain(folder, "show").stdout
    assert run("shw", cwd=folder).code == 0
    assert "did you mean show?" in run("sho", cwd=folder).stderr


def test_options_come_over_what_it_is_read_from(folder: Path) -> None:
    """Definitions and lists are joined; everything else is replaced."""
    (folder / "other.json").write_text('{"ui_attributes": {"other": 1}}', "utf-8")
    said = ("--configuration", "other.json", "--define", 'localStorage.agentLanguage="nl"')
    result = run("production", *said, "--format", "config", cwd=folder)

    config = json.loads(result.stdout)
    assert (config["other"], config["language"]) == (1, "nl-NL")


def test_the_file_may_lie_above(folder: Path) -> None:
    """Paths are from its folder, wherever one is in the repository."""
    (folder / "src" / "deep").mkdir(parents=True)
    result = run("explain", "test", "language", cwd=folder / "src" / "deep")

    assert result.stderr == "note: environments are those of ../../environments.toml\n"
    assert "set at ../../appConfig.js:15:13 (appConfig.js)" in result.stdout


def test_a_file_is_meant_where_there_is_one(folder: Path) -> None:
    """A folder of that name is none."""
    (folder / "test").write_text("appConfig = { mine: 1 }", "utf-8")
    (folder / "production").mkdir()

    result = run("show", "test", "--format", "config", cwd=folder)
    assert (json.loads(result.stdout), result.stderr) == ({"mine": 1}, "")
    assert run("show", "production", cwd=folder).stdout == plain(folder, "show").stdout


@pytest.mark.parametrize(
    ("name", "help"),
    [
        ("prod", "there are local, test, production"),
        ("tset", "there is test"),
        ("appConfg.js", "did you mean appConfig.js?"),
    ],
)
def test_a_name_that_is_nothing(name: str, help: str, folder: Path) -> None:
    """Is told with what may have been meant; without environments it is a file's."""
    result = run("show", name, cwd=folder)

    assert result.code == 3
    assert result.stderr == (
        f"{NOTE}error: {name}: there is no such file, and there is no such environment in "
        f"environments.toml\n  help: {help}\n"
    )
    (folder / "environments.toml").unlink()
    assert run("show", name, cwd=folder).stderr.startswith(
        f"error: {name}: No such file or directory\n"
    )


def test_a_name_without_a_command_is_an_environments_before_it_is_a_commands(folder: Path) -> None:
    """Of both the one is meant that is more like what was written."""
    (folder / "environments.toml").write_text(
        '[environments.grade]\napp_config = "appConfig.js"\n', "utf-8"
    )

    assert "  help: there is grade\n" in run("grad", cwd=folder).stderr
    assert "  help: did you mean upgrade?\n" in run("upgrad", cwd=folder).stderr


def test_a_file_with_a_mistake(folder: Path) -> None:
    """Is named, with the place."""
    (folder / "environments.toml").write_text("[environments.test]\n", "utf-8")
    result = run("show", "test", cwd=folder)

    assert result.code == 3
    assert "environments.toml:1:15: test has no app_config\n" in result.stderr


def test_check_takes_files_and_environments(folder: Path) -> None:
    """The file is read once; a name that is nothing doesn't keep the others from being checked."""
    result = run("check", "test", "nope", "production", "appConfig.js", cwd=folder)

    assert result.code == 3
    assert result.stderr.count(NOTE) == 1
    assert "error: nope: there is no such file, and" in result.stderr
    assert "checked 1 file: " in result.stdout


def test_the_projects_settings_hold_for_what_an_environment_leaves_open(folder: Path) -> None:
    """Its own release wins over theirs, and an option over both."""
    (folder / ".effective-config.toml").write_text('flex-ui = "0.1"\n', "utf-8")
    said = folder / "environments.toml"

    assert "0.1" in run("check", "test", cwd=folder).stderr
    said.write_text(said.read_text("utf-8").replace("[defaults]", '[defaults]\nflex_ui = "2.17.1"'))
    assert run("check", "test", cwd=folder).code == 0
    assert "0.2" in run("check", "test", "--flex-ui", "0.2", cwd=folder).stderr


def test_a_snapshot_fills_what_is_left_open(site: Path) -> None:
    """The release that ran, and the resource that the page got; what is said wins."""
    data = json.loads(run("show", "prod", "--format", "json", cwd=site).stdout)
    (resource,) = [one for one in data["layers"] if one["id"] == "ui_attributes"]

    assert data["release"] == "2.17.1"
    assert resource["file"] == "the resource in snapshot.json"
    other = run("show", "prod", "--flex-ui", "1.34.6", "--format", "json", cwd=site)
    assert json.loads(other.stdout)["release"] == "1.34.6"


def test_verify_takes_the_environments_snapshot(site: Path) -> None:
    """In place of --running, which wins over it."""
    named = run("verify", "prod", cwd=site)

    assert named == run("verify", "index.html", "--running", "snapshot.json", cwd=site)._replace(
        stderr=named.stderr
    )
    other = run("verify", "prod", "--running", "nope.json", cwd=site)
    assert "nope.json: No such file or directory" in other.stderr


def test_verify_without_a_snapshot(folder: Path) -> None:
    """Is the usage error that it is of a script."""
    result = run("verify", "test", cwd=folder)

    assert result.code == 2
    assert "error: the running page is missing\n" in result.stderr


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("prod",), ["production"]),
        (("explain", "production", "lang"), ["language"]),
        (("check", "prod"), ["production"]),
        (("matrix", "--environment", "h"), ["hosts"]),
        (("diff", "h"), []),
    ],
)
def test_what_a_shell_is_offered(
    words: tuple[str, ...], expected: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """Environments where a script may stand, groups where several are chosen; in silence."""
    from appconfig_merge.cli.commands import cli
    from appconfig_merge.cli.completion.shells import SHELLS

    monkeypatch.chdir(folder)
    with (folder / "environments.toml").open("a", encoding="utf-8") as file:
        file.write('[groups]\nhosts = ["test", "production"]\n')
    *before, last = words
    found = SHELLS["zsh"](cli, {}, "effective-config", "").get_completions(before, last)

    assert [item.value for item in found if item.type == "plain"] == expected
    assert capsys.readouterr() == ("", "")


ONE = "AC" + "0" * 31 + "1"


@pytest.fixture
def kept(folder: Path) -> Path:
    """A folder with two resources of an account, the newer one with another language."""
    account = folder / "kept" / ONE
    account.mkdir(parents=True)
    for name, language in (("20260101T000000Z", "old"), ("20261130T104500Z", "new")):
        data: dict[str, Any] = {"account_sid": ONE, "ui_attributes": {"language2": language}}
        (account / f"{name}.json").write_text(json.dumps(data, indent=2), "utf-8")
    return folder


@pytest.mark.parametrize("given", ["kept", f"kept/{ONE}"])
def test_a_folder_of_kept_resources_is_its_newest(given: str, kept: Path) -> None:
    """Places and labels are those of the file that counts."""
    result = run("explain", "appConfig.js", "language2", "--configuration", given, cwd=kept)

    assert 'language2 = "new"' in result.stdout
    assert f"set at kept/{ONE}/20261130T104500Z.json:4:18 (ui_attributes)" in result.stdout


def test_a_kept_resource_of_an_environment_and_of_a_side(kept: Path) -> None:
    """Wherever a file with a resource could stand."""
    text = "[environments.prod]\napp_config = 'appConfig.js'\nconfiguration = 'kept'\n"
    (kept / "environments.toml").write_text(text, "utf-8")
    newest = f"kept/{ONE}/20261130T104500Z.json"

    assert newest in run("show", "prod", cwd=kept).stdout
    result = run("diff", "prod", "prod", "--configuration-b", newest, "--exit-code", cwd=kept)
    assert result.code == 0
    assert f"--- prod: appConfig.js over {newest}\n" in result.stdout


def test_a_folder_of_several_accounts(kept: Path) -> None:
    """Nobody knows which is meant."""
    other = kept / "kept" / ("AC" + "0" * 31 + "2")
    shutil.copytree(kept / "kept" / ONE, other)
    result = run("appConfig.js", "--configuration", "kept", cwd=kept)

    assert result.code == 3
    assert result.stderr == (
        "error: kept: resources of 2 accounts are kept here\n"
        f"  help: name the folder of one of them: {ONE}, {other.name}\n"
    )


def test_of_pinned_versions_the_one_that_is_merged(kept: Path) -> None:
    """As the service would have been asked for it."""
    pinned = kept / "kept" / ONE / "ui-2.17.1"
    pinned.mkdir()
    text = json.dumps({"account_sid": ONE, "ui_attributes": {"language2": "pinned"}})
    (pinned / "20250101T000000Z.json").write_text(text, "utf-8")

    def language(*options: str) -> Any:
        call = ("show", "appConfig.js", "--configuration", "kept", "--format", "config", *options)
        return json.loads(run(*call, cwd=kept).stdout)["language2"]

    assert language() == "new"
    assert language("--flex-ui", "2.17") == "pinned"
    wrong = run("appConfig.js", "--configuration", "kept", "--flex-ui", "2.2.0", cwd=kept)
    assert "none that was asked for as version 2.2.0" in wrong.stderr
