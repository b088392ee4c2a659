"""``restore``: back to what a backup holds, with the same plan, guards and exit codes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from appconfig_merge.testing import ServerError
from tests.cli.service import Service, report, running, transcript

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.golden import Golden


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    """A fake API, a backup ``kept.json`` of its resource, and a change since then."""
    with running(tmp_path) as service:
        (tmp_path / "kept.json").write_bytes(service.api.body)
        resource = service.api.resource or {}
        resource["ui_attributes"]["theme"] = {"isLight": False}
        resource["ui_attributes"]["custom_data"]["apiKey"] = "an0ther"
        resource["ui_language"] = "fr-FR"
        resource["status"] = "inprogress"
        resource["flex_url"] = None
        service.api.resource = resource
        yield service


def test_restore_for_a_person(service: Service, golden: Golden) -> None:
    """The plan, what is left alone, the steps and the result."""
    result = service.call("restore", "kept.json", "--yes")

    golden("live-restore-text.text", transcript(result))


def test_restore_for_a_pipeline(service: Service, golden: Golden) -> None:
    """One JSON document."""
    result = service.call("restore", "kept.json", "--yes", "--format", "json")

    golden("live-restore-json.text", transcript(result))
    assert report(result)["outcome"] == "applied"


def test_a_backup_brings_everything_back(service: Service) -> None:
    """Update, then restore what update saved: stored is what was."""
    before = json.loads(service.api.body, parse_float=str)
    change = ("--set", "ui_attributes.custom_data.surge_factor=1.5", "--set", 'ui_language="de"')
    assert service.call("update", "--yes", *change).code == 0
    [kept] = service.backups

    assert service.call("restore", kept.name, "--yes").code == 0

    after = json.loads(service.api.body, parse_float=str)
    assert after == {**before, "date_updated": after["date_updated"]}
    assert list(after["ui_attributes"]) == list(before["ui_attributes"])


def test_only_some_properties(service: Service) -> None:
    """--only, repeatable, restores nothing else."""
    result = service.call(
        "restore", "kept.json", "--only", "ui_language", "--only=flex_url", "--dry-run",
        "--format", "json",
    )  # fmt: skip

    assert result.code == 1
    body = report(result)["body"]
    assert sorted(body) == ["account_sid", "flex_url", "ui_language"]


def test_the_file_may_come_through_a_pipe(service: Service) -> None:
    """`restore -` reads standard input."""
    kept = (service.folder / "kept.json").read_bytes()

    result = service.call("restore", "-", "--dry-run", "--format", "json", stdin=kept)

    assert result.code == 1
    changed = [one["property"] for one in report(result)["changes"]]
    assert changed == ["ui_language", "ui_attributes", "flex_url"]


def test_what_it_does_to_the_effective_configuration(service: Service) -> None:
    """--app-config works here too."""
    result = service.call(
        "restore", "kept.json", "--dry-run", "--app-config", "appConfig.js", "--format", "json"
    )

    effective = report(result)["effective"]
    assert [one["path"] for one in effective["changes"]] == [["custom_data", "apiKey"]]
    assert [one["path"] for one in effective["without_effect"]] == [["theme", "isLight"]]


def test_nothing_to_restore(service: Service) -> None:
    """A backup of what is stored: exit code 0, with --dry-run too."""
    (service.folder / "kept.json").write_bytes(service.api.body)

    for choice in ("--yes", "--dry-run"):
        result = service.call("restore", "kept.json", choice)
        assert (result.code, result.stderr) == (0, "")
        assert result.stdout.endswith("\nnothing to change\n")
    assert service.posts == []


def test_what_was_added_since_is_not_dropped_unasked(service: Service) -> None:
    """A restore that loses something newer needs --force."""
    resource = service.api.resource or {}
    resource["ui_attributes"]["newer"] = {"a": 1}
    service.api.resource = resource

    refused = service.call("restore", "kept.json", "--yes")
    assert refused.code == 2
    assert (
        "error[drops-more]: this would drop what the backup doesn't have: ui_attributes.newer\n"
        "  help: --force takes the backup back all the same, --only PROPERTY a part of it\n"
    ) in refused.stderr
    assert service.posts == []

    assert service.call("restore", "kept.json", "--yes", "--force").code == 0
    assert "newer" not in service.stored["ui_attributes"]


def test_a_backup_of_another_account(service: Service) -> None:
    """Exit code 5, and nothing is sent."""
    other = {**json.loads(service.api.body), "account_sid": "AC" + "1" * 32}
    service.write("other.json", other)

    result = service.call("restore", "other.json", "--yes")

    assert (result.code, result.stdout) == (5, "")
    assert result.stderr.startswith(f"error: other.json is of account AC{'1' * 32}, ")
    assert service.posts == []


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["missing.json", "--yes"], 3, "error: missing.json: No such file or directory\n"),
        (["appConfig.js", "--yes"], 3, "error: appConfig.js:1:1: "),
        (["kept.json"], 2, "error: there is no terminal to ask at"),
        (["kept.json", "--yes", "--app-config", "missing.js"], 3, "error: missing.js: "),
        (["--yes"], 2, "error: missing argument 'FILE'"),
    ],
)
def test_mistakes_need_no_request(
    service: Service, arguments: list[str], code: int, message: str
) -> None:
    """Files and usage are checked before anything is asked of the service."""
    result = service.call("restore", *arguments)

    assert (result.code, result.stdout) == (code, "")
    assert message in result.stderr
    assert service.api.requests == ()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("status", "You are not allowed to modify property for [status]."),
        ("nothing", "kept.json has no nothing"),
    ],
)
def test_properties_that_cannot_be_restored(service: Service, name: str, message: str) -> None:
    """Read-only ones, and those that the backup doesn't have: exit code 2."""
    result = service.call("restore", "kept.json", "--only", name, "--yes")

    assert (result.code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"error: {message}\n")
    assert service.posts == []


def test_a_restore_that_fails(service: Service) -> None:
    """Exit code 5, and the state in the document is true."""
    before = service.stored
    service.api.fail(ServerError(500), method="POST", times=9)

    result = service.call("restore", "kept.json", "--yes", "--format", "json")

    assert result.code == 5
    assert (report(result)["outcome"], report(result)["state"]) == ("update-failed", "unknown")
    assert service.stored == before


def test_a_restore_that_somebody_crosses(service: Service) -> None:
    """Exit code 6: the newer change stays."""
    service.change_meanwhile(logLevel="trace")

    result = service.call("restore", "kept.json", "--yes", "--format", "json")

    assert result.code == 6
    assert (report(result)["outcome"], report(result)["state"]) == ("conflict", "unchanged")
    assert service.stored["ui_attributes"]["logLevel"] == "trace"
