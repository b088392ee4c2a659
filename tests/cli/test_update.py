"""``update``: the plan, the edits in their order, what is sent, what is said, exit codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from appconfig_merge.testing import ACCOUNT_SID, Refused, ServerError
from tests.cli.service import DARK, EDITS, UI_ATTRIBUTES, Service, report, sent, transcript

if TYPE_CHECKING:
    from tests.golden import Golden


OUTPUTS: dict[str, tuple[str, ...]] = {
    "update-dry-run-text": ("--dry-run", "--app-config", "appConfig.js", *EDITS),
    "update-dry-run-json": (
        "--dry-run", "--app-config", "appConfig.js", "--format", "json", *EDITS,
    ),
    "update-yes-text": ("--yes", *EDITS),
    "update-yes-json": ("--yes", "--format", "json", *DARK),
    "update-nothing-text": ("--yes", "--set", 'ui_attributes.logLevel="debug"'),
    "update-nothing-json": (
        "--dry-run", "--format", "json", "--set", 'ui_attributes.logLevel="debug"',
    ),
    "update-guards-text": ("--yes", "--unset", "ui_attributes.version_compatibility"),
    "update-guards-json": (
        "--yes", "--format", "json",
        "--set", 'ui_attributes={"theme": {}}', "--set", "ui_languag=1",
    ),
    "update-read-only": (
        "--yes", *DARK, "--set", "status=null", "--set", 'runtime_domain="x.example.com"',
    ),
}  # fmt: skip
"""Calls whose whole output is written down."""


@pytest.mark.parametrize("name", OUTPUTS)
def test_whole_output(service: Service, name: str, golden: Golden) -> None:
    """stdout, stderr and exit code; what is printed as JSON is as its schema says."""
    result = service.call("update", *OUTPUTS[name])

    golden(f"live-{name}.text", transcript(result))
    if "json" in OUTPUTS[name]:
        report(result)


def test_in_a_process(service: Service, golden: Golden) -> None:
    """As a shell calls it: the same, with the usual time to watch."""
    result = service.run("update", *OUTPUTS["update-yes-text"])

    golden("live-update-yes-text.text", transcript(result))


@pytest.mark.parametrize("format", ["text", "json"])
def test_a_conflict(service: Service, format: str, golden: Golden) -> None:
    """Exit code 6: what is about to be replaced has changed, and stays as it is."""
    service.change_meanwhile(logLevel="trace")

    result = service.call("update", "--yes", *DARK, "--format", format)

    golden(f"live-update-conflict-{format}.text", transcript(result))
    if format == "json":
        assert report(result)["state"] == "unchanged"
    assert service.stored["ui_attributes"] == {**UI_ATTRIBUTES, "logLevel": "trace"}


@pytest.mark.parametrize("format", ["text", "json"])
def test_a_failure(service: Service, format: str, golden: Golden) -> None:
    """Exit code 5: a page in HTML instead of an answer, each time."""
    service.api.fail(ServerError(502, body=b"<html>Bad gateway</html>"), method="POST", times=9)

    result = service.call("update", "--yes", *DARK, "--format", format)

    golden(f"live-update-failure-{format}.text", transcript(result))
    if format == "json":
        assert report(result)["state"] == "unknown"
    assert service.stored["ui_attributes"] == UI_ATTRIBUTES


def test_a_change_that_others_replace(service: Service) -> None:
    """Exit code 6, with what is stored instead."""

    def hook(_received: object) -> None:
        if service.posts and service.api.requests[-1].method == "GET":
            service.api.resource = {**(service.api.resource or {}), "ui_attributes": UI_ATTRIBUTES}

    service.api.on_request(hook)

    result = service.call("update", "--yes", *DARK, "--format", "json")

    assert result.code == 6
    told = report(result)
    assert (told["outcome"], told["state"]) == ("conflict", "different")
    assert "ui_attributes.theme.isLight" in told["error"]["message"]


def test_a_property_that_the_service_refuses(service: Service) -> None:
    """Error 45004 from the server: each named property is reported."""
    message = "You are not allowed to modify property for [flex_url, url]."
    service.api.fail(Refused(400, 45004, message), method="POST")

    result = service.call("update", "--yes", "--set", "flex_url=null", "--format", "json")

    assert result.code == 5
    error = report(result)["error"]
    assert error["message"] == f"{message} (HTTP 400, error 45004); nothing was changed"
    assert error["help"] == "leave out flex_url, url: nothing of this request was applied"


# What is sent


def test_what_is_planned_is_what_is_sent(service: Service) -> None:
    """The body that --dry-run prints, in both formats, and the POST's: the same to the digit."""
    text = service.call("update", "--dry-run", "--show-secrets", *EDITS).stdout
    data = service.call("update", "--dry-run", "--show-secrets", "--format", "json", *EDITS).stdout
    assert service.posts == []

    assert service.call("update", "--yes", *EDITS).code == 0

    [body] = map(sent, service.posts)
    assert body == sent(text.partition("The request's body:\n")[2].encode())
    assert body == sent(data.encode())["body"]
    assert sorted(body) == ["account_sid", "call_recording_enabled", "flex_url", "ui_attributes"]
    assert body["ui_attributes"]["custom_data"] == {"surge_factor": "1.50", "apiKey": "an0ther"}


def test_secrets_are_masked_in_the_plan_and_not_in_the_request(service: Service) -> None:
    """What --show-secrets shows is masked without; what is sent is whole."""
    change = ("--set", 'ui_attributes.custom_data.apiKey="an0ther"')
    hidden = service.call("update", "--yes", *change)
    service.api.resource = {**(service.api.resource or {}), "ui_attributes": UI_ATTRIBUTES}
    shown = service.call("update", "--yes", "--show-secrets", *change)

    assert 'custom_data.apiKey: "********" -> another secret' in hidden.stdout
    assert 'custom_data.apiKey: "k3y-0f-n0-0ne" -> "an0ther"' in shown.stdout
    assert all(b'"an0ther"' in body for body in service.posts)


def test_force(service: Service) -> None:
    """What the guards refuse is sent with --force; the reasons are still told."""
    result = service.call(
        "update", "--yes", "--force", "--unset", "ui_attributes.version_compatibility"
    )

    assert result.code == 0
    assert "error[version-compatibility]: " in result.stderr
    assert "version_compatibility" not in service.stored["ui_attributes"]


def test_the_backup_goes_where_it_is_wanted(service: Service) -> None:
    """--backup-dir; its bytes are those from before."""
    body = service.api.body
    (service.folder / "kept").mkdir()

    assert service.call("update", "--yes", *DARK, "--backup-dir", "kept").code == 0

    assert service.backups == []
    assert [file.read_bytes() for file in (service.folder / "kept").iterdir()] == [body]


def test_an_api_key_alone(service: Service) -> None:
    """Without TWILIO_ACCOUNT_SID the account is the one of the resource."""
    service.use_api_key()
    service.environment["TWILIO_ACCOUNT_SID"] = ""

    assert service.call("update", "--yes", *DARK).code == 0
    assert sent(service.posts[0])["account_sid"] == ACCOUNT_SID
