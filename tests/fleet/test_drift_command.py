"""``effective-config drift``: on kept resources and a repository, and on a fake fleet."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from appconfig_merge.testing import FakeFleet, Refused
from tests.cli.command import run
from tests.diff.support import git
from tests.diff.test_schema import validate

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.command import Result
    from tests.golden import Golden

ENVIRONMENTS = """\
[defaults]
app_config = "appConfig.js"
flex_ui = "2.17.1"
live = true
expected = ["expected.json"]

[environments.prod-de]
account_sid = "AC00000000000000000000000000000001"

[environments.prod-fr]
account_sid = "AC00000000000000000000000000000002"

[environments.prod-es]
account_sid = "AC00000000000000000000000000000003"

[environments.local]
live = false
configuration = "local.json"
expected = []

[environments.new]
account_sid = "AC00000000000000000000000000000004"

[environments.lost]
account_sid = "AC00000000000000000000000000000005"
"""
SCRIPT = """\
var appConfig = {
  logLevel: "warn",
  theme: { isLight: false },
};
"""
EXPECTED = {
    "ui_language": "en-us",
    "ui_attributes": {"version_compatibility": "yes", "language": "en-US"},
}


def resource(number: int, day: int, **attributes: object) -> dict[str, Any]:
    """An account's resource, as it was changed on a day of November."""
    return {
        "account_sid": f"AC{number:032}",
        "date_updated": f"2026-11-{day:02}T00:00:00Z",
        "ui_language": "en-us",
        "ui_attributes": {
            "version_compatibility": "yes",
            "language": "en-US",
            "crm": {"apiKey": f"s3cret-{day}"},
            **attributes,
        },
    }


def keep(folder: Path, day: int, kept: dict[str, Any]) -> None:
    """Keep a resource as that of eight in the morning of a day."""
    account = folder / "kept" / kept["account_sid"] / "ui-2.17.1"
    account.mkdir(parents=True, exist_ok=True)
    (account / f"202611{day:02}T080000Z.json").write_text(json.dumps(kept, indent=2), "utf-8")


def commit(folder: Path, message: str, day: int) -> str:
    """Commit the files of a folder on a day, but for what is kept."""
    git(folder, "add", "*.js", "*.toml", "*.json")
    at = f"2026-11-{day:02}T12:00:00Z"
    git(folder, "commit", "--quiet", f"--message={message}", at=at)
    return git(folder, "rev-parse", "HEAD").strip()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Environments whose resources were kept at two times; the script was changed in between."""
    (tmp_path / "environments.toml").write_text(ENVIRONMENTS, "utf-8")
    (tmp_path / "appConfig.js").write_text(SCRIPT, "utf-8")
    (tmp_path / "expected.json").write_text(json.dumps(EXPECTED, indent=2), "utf-8")
    (tmp_path / "local.json").write_text(json.dumps(resource(9, 1)), "utf-8")
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    commit(tmp_path, "Begin", 9)
    for number in (1, 2, 3):
        keep(tmp_path, 10, resource(number, 9, theme={"isLight": True}))
    script = SCRIPT.replace('"warn"', '"error"')
    (tmp_path / "appConfig.js").write_text(script, "utf-8")
    commit(tmp_path, "Be quieter", 15)
    for number in (1, 2):
        keep(tmp_path, 20, resource(number, 19, language="de-DE", theme={"isLight": False}))
    keep(tmp_path, 20, resource(3, 9, theme={"isLight": True}))
    keep(tmp_path, 20, resource(4, 19))
    return tmp_path


OFFLINE = ("drift", "--kept", "kept", "--offline")


def test_for_people(folder: Path, golden: Golden) -> None:
    """Those with the same drift together, what can't be compared or read with its reason."""
    result = run(*OFFLINE, cwd=folder)

    assert result.code == 3
    golden("drift.text", result.stdout)
    golden("drift.err", result.stderr)


def test_for_programs(folder: Path) -> None:
    """All of it, by the schema."""
    result = run(*OFFLINE, "--format", "json", cwd=folder)
    data = json.loads(result.stdout)

    validate(data, "urn:appconfig-merge:drift:1")
    assert data["groups"] == [["prod-de", "prod-fr"], ["prod-es"]]
    assert [one["name"] for one in data["unreadable"]] == ["lost"]
    de = data["environments"][0]
    assert de["base"]["at"] == "2026-11-10T08:00:00Z"
    by = {".".join(one["path"]): (one["by"], one["since"]) for one in de["values"]}
    assert by["language"] == (
        "resource",
        {"at": "2026-11-20T08:00:00Z", "date_updated": "2026-11-19T00:00:00Z", "commit": None},
    )
    assert by["logLevel"][0] == "file"
    assert by["logLevel"][1]["commit"]["subject"] == "Be quieter"
    assert [one["reason"] for one in de["without_effect"]] == ["redundant"]
    assert de["update"] == ["--merge-patch", "expected.json"]
    assert de["expected"][0]["stored"] == "de-DE"


def test_since_a_time_and_since_a_revision(folder: Path) -> None:
    """What was kept by then, and the files of then."""
    for name in ("prod-es", "new"):
        nothing = run(*OFFLINE, "--since", "2026-11-21", "--environment", name, cwd=folder)
        assert nothing.stdout == f"nothing drifted in {name}\n"
    call = (*OFFLINE, "--since", "2026-11-16", "--environment", "new")
    assert "no resource was kept by 2026-11-16T" in run(*call, cwd=folder).stdout

    data = json.loads(
        run(*OFFLINE, "--since", "HEAD~1", "--environment", "local", "--format", "json",
            cwd=folder).stdout
    )  # fmt: skip
    (local,) = data["environments"]
    assert local["base"]["revision"] == git(folder, "rev-parse", "HEAD~1").strip()
    assert {one["by"] for one in local["values"]} == {"file"}


def test_a_resource_that_is_a_file(folder: Path) -> None:
    """Git knows its past: who changed it, and when."""
    stored = resource(9, 1, language="nl-NL")
    (folder / "local.json").write_text(json.dumps(stored), "utf-8")
    id = commit(folder, "Speak Dutch", 16)
    call = (*OFFLINE, "--since", "2026-11-15T13:00Z", "--environment", "local")
    (local,) = json.loads(run(*call, "--format", "json", cwd=folder).stdout)["environments"]

    (value,) = local["values"]
    assert (value["path"], value["by"]) == (["language"], "resource")
    assert value["since"]["commit"]["id"] == id
    assert local["update"] == []

    stored["ui_attributes"]["language"] = "fr-FR"
    (folder / "local.json").write_text(json.dumps(stored), "utf-8")
    assert "not committed yet" in run(*call, cwd=folder).stdout


def test_ui_attributes_alone(folder: Path) -> None:
    """Nothing is known of other properties, which is said."""
    (folder / "attributes.json").write_text(json.dumps({"language": "de-DE"}), "utf-8")
    (folder / "environments.toml").write_text(
        '[environments.local]\napp_config = "appConfig.js"\nui_attributes = "attributes.json"\n'
        'expected = ["expected.json"]\n',
        "utf-8",
    )
    result = run("drift", cwd=folder)

    assert "ui_attributes.language" in result.stdout
    assert "! ui_language" not in result.stdout
    assert "local: only ui_attributes are given" in result.stdout


def test_the_environments_file_of_then_counts(folder: Path) -> None:
    """What an environment was read from then is what it is compared with."""
    text = ENVIRONMENTS.replace('"appConfig.js"', '"built.js"')
    (folder / "built.js").write_text("var appConfig = { built: true };", "utf-8")
    (folder / "environments.toml").write_text(text, "utf-8")
    call = (*OFFLINE, "--environment", "prod-es")
    changed = run(*call, cwd=folder).stdout

    assert "- theme.isLight: false" not in changed
    assert "+ built: true" in changed
    assert "not in git" not in changed  # what counted then was another file, which git has


def test_files_that_git_does_not_have(folder: Path) -> None:
    """Are today's on both sides, and named; so are all without a repository."""
    (folder / ".gitignore").write_text("appConfig.js\n", "utf-8")
    shutil.rmtree(folder / ".git")
    call = (*OFFLINE, "--environment", "prod-es")
    assert (
        "not in a git repository: today's files are on both sides" in run(*call, cwd=folder).stdout
    )

    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "environments.toml")
    git(folder, "commit", "--quiet", "--message=Begin", at="2026-11-01T00:00:00Z")
    result = run(*call, cwd=folder)
    assert "not in git, so that today's are on both sides: appConfig.js" in result.stdout


def test_what_could_not_be_read_then(folder: Path) -> None:
    """Is said; the resources are compared with today's files on both sides."""
    (folder / "appConfig.js").write_text("var appConfig = { password: 's3cret' 1", "utf-8")
    commit(folder, "Break it", 16)
    (folder / "appConfig.js").write_text(SCRIPT, "utf-8")
    result = run(*OFFLINE, "--since", "2026-11-17", "--environment", "prod-de", cwd=folder)

    assert "the configuration of 2026-11-17T" in result.stdout
    assert "can't be read (appConfig.js:1:37: " in result.stdout
    assert "~ language" in result.stdout
    assert "logLevel" not in result.stdout
    assert "s3cret" not in result.stdout + result.stderr


def test_a_file_of_another_account_is_an_error(folder: Path) -> None:
    """It is told with its place, and the others are compared."""
    text = json.dumps({"account_sid": f"AC{1:032}", **EXPECTED})
    (folder / "expected.json").write_text(text, "utf-8")
    result = run(*OFFLINE, "--environment", "prod-*", cwd=folder)

    assert result.code == 3
    assert "expected.json:1:17: this file is of another account" in result.stderr
    assert "could not be read: prod-fr, prod-es" in result.stdout


def test_nothing_to_compare_with(folder: Path) -> None:
    """Is no answer: it is told apart from what didn't drift."""
    text = ENVIRONMENTS.replace('expected = ["expected.json"]\n', "")
    (folder / "environments.toml").write_text(text, "utf-8")
    result = run(*OFFLINE, "--environment", "new", "--environment", "local", cwd=folder)

    assert result.stdout.endswith("\n\nnothing to compare with in all 2\n")


def test_exit_code(folder: Path) -> None:
    """With --exit-code drift is told by it."""
    call = (*OFFLINE, "--environment", "prod-de")

    assert run(*call, cwd=folder).code == 0
    assert run(*call, "--exit-code", cwd=folder).code == 1
    since = ("--since", "2026-11-21", "--environment", "prod-es")
    assert run(*OFFLINE, *since, "--exit-code", cwd=folder).code == 0


def test_offline_needs_a_folder(folder: Path) -> None:
    """Which has what was kept."""
    assert run("drift", "--offline", cwd=folder).code == 2


@pytest.mark.parametrize("form", ["text", "json"])
def test_secrets_are_masked(folder: Path, form: str) -> None:
    """But where they are asked for."""
    (folder / "expected.json").write_text(
        json.dumps({"ui_attributes": {"crm": {"apiKey": "s3cret-expected"}}}), "utf-8"
    )
    result = run(*OFFLINE, "--format", form, cwd=folder)
    assert "s3cret" not in result.stdout + result.stderr
    assert "s3cret-19" in run(*OFFLINE, "--format", form, "--show-secrets", cwd=folder).stdout


def test_a_fleet(tmp_path: Path) -> None:
    """The first run keeps, the next tells what changed; the update that is proposed mends it."""
    with FakeFleet(["a", "b", "c"]) as fleet:
        text = fleet.environments_toml(app_config="appConfig.js", flex_ui="2.17.1")
        text = text.replace("[defaults]\n", '[defaults]\nexpected = ["expected.json"]\n', 1)
        (tmp_path / "environments.toml").write_text(text, "utf-8")
        (tmp_path / "appConfig.js").write_text("var appConfig = {};", "utf-8")
        stored = fleet["a"].resource
        assert stored is not None
        language = stored["ui_attributes"].get("language")
        (tmp_path / "expected.json").write_text(
            json.dumps({"ui_attributes": {"language": language}}), "utf-8"
        )

        def call(*words: str) -> Result:
            return run(*words, cwd=tmp_path, env=fleet.environment)

        first = call("drift", "--kept", "kept", "--exit-code")
        assert first.code == 0, first.stderr
        assert first.stdout == (
            "all 3: nothing was kept of it before, with which it could be compared\n\n"
            "as expected in all 3\n"
        )
        for name in "ab":
            stored = fleet[name].resource
            assert stored is not None
            stored["ui_attributes"]["language"] = "nl-NL"
            fleet[name].resource = stored
        fleet["c"].fail(Refused(403, 20003, "no"))

        second = call("drift", "--kept", "kept", "--exit-code", "--format", "json")
        data = json.loads(second.stdout)
        validate(data, "urn:appconfig-merge:drift:1")
        assert data["groups"] == [["a", "b"]]
        assert [one["name"] for one in data["unreadable"]] == ["c"]
        assert second.code == 5
        (value,) = data["environments"][0]["values"]
        assert (value["path"], value["by"]) == (["language"], "resource")

        options = data["environments"][0]["update"]
        (tmp_path / "backups").mkdir()
        mended = call("update", "--environment", "a", *options, "--yes", "--backup-dir", "backups")
        assert mended.code == 0, mended.stderr
        third = call("drift", "--kept", "kept", "--environment", "a", "--format", "json")
        assert json.loads(third.stdout)["environments"][0]["expected"] == []


TWO = """\
[defaults]
flex_ui = "2.17.1"
live = true

[environments.de]
app_config = "{}.js"
account_sid = "AC00000000000000000000000000000001"

[environments.fr]
app_config = "{}.js"
account_sid = "{}"
"""


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """Two accounts of one script, a resource of each kept on day 10; to be committed."""
    for number in (1, 2):
        keep(tmp_path, 10, resource(number, 9))
    for name in ("warn", "error", "debug"):
        (tmp_path / f"{name}.js").write_text(
            f"var appConfig = {{ logLevel: {name!r} }};\n", "utf-8"
        )
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    return tmp_path


def state(folder: Path, day: int, *words: str) -> str:
    """Commit an environments file with these scripts, and this account of the second."""
    de, fr, account = (*words, f"AC{2:032}")[:3]
    (folder / "environments.toml").write_text(TWO.format(de, fr, account), "utf-8")
    return commit(folder, f"To {de} and {fr}", day)


def since(folder: Path) -> dict[str, set[str | None]]:
    """The commits that gave what drifted, by environment."""
    found = json.loads(run(*OFFLINE, "--since", "2026-11-10", "--format=json", cwd=folder).stdout)
    return {
        one["name"]: {value.get("since", {}).get("commit", {}).get("id") for value in one["values"]}
        for one in found["environments"]
    }


def test_what_two_environments_have_in_common_now_they_may_not_have_had(two: Path) -> None:
    """Each has the commit of its own, whatever is the same today."""
    state(two, 9, "warn", "warn")
    first = state(two, 11, "error", "warn")
    second = state(two, 12, "error", "error")

    assert since(two) == {"de": {first}, "fr": {second}}


def test_a_merge_of_what_was_committed_before_has_no_commit_since(two: Path) -> None:
    """Those on the other side made another value, or the one that there was."""
    state(two, 8, "warn", "warn")
    git(two, "checkout", "--quiet", "-b", "side")
    state(two, 9, "error", "error")
    git(two, "checkout", "--quiet", "main")
    state(two, 11, "debug", "debug")
    state(two, 12, "warn", "warn")
    git(two, "merge", "--quiet", "--no-edit", "side", at="2026-11-13T12:00:00Z")

    assert since(two) == {"de": {None}, "fr": {None}}


def test_an_environment_that_was_of_another_account(two: Path) -> None:
    """Is compared with what was kept of that, which is said."""
    keep(two, 10, resource(1, 9, language="fr-CH"))
    state(two, 9, "warn", "warn", f"AC{1:032}")
    state(two, 11, "warn", "warn")

    result = run(*OFFLINE, "--since", "2026-11-10T20:00", cwd=two)

    assert '~ language: "fr-CH" -> "en-US"  by the resource' in result.stdout
    assert "fr: it was of another account then" in result.stdout


def test_an_environment_that_was_of_another_release(two: Path) -> None:
    """Is compared with what was kept for that: the service answers each version its own."""
    state(two, 9, "warn", "warn")
    keep(two, 11, resource(1, 9, language="fr-CH"))
    (two / "kept" / f"AC{1:032}" / "ui-2.17.1").rename(two / "kept" / f"AC{1:032}" / "ui-2.2")
    keep(two, 20, resource(1, 9))
    text = (two / "environments.toml").read_text("utf-8")
    (two / "environments.toml").write_text(text.replace("2.17.1", "2.2"), "utf-8")
    commit(two, "As it was", 10)
    (two / "environments.toml").write_text(text, "utf-8")
    commit(two, "Upgrade", 15)

    result = run(*OFFLINE, "--since", "2026-11-12", "--environment", "de", cwd=two)

    assert '~ language: "fr-CH" -> "en-US"  by the resource' in result.stdout
    assert "no resource was kept" not in result.stdout
