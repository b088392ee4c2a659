"""``fetch`` and ``backup``: the whole resource, to a pipeline, a person or a file."""

from __future__ import annotations

import json
import os
import stat
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from appconfig_merge.testing import ACCOUNT_SID, CutOff, Refused, ServerError
from tests.cli.service import Service, report, transcript

if TYPE_CHECKING:
    from tests.golden import Golden


def test_fetch_for_a_pipeline(service: Service, golden: Golden) -> None:
    """JSON, whole, secrets and all: it is what --configuration reads."""
    golden("live-fetch-json.text", transcript(service.call("fetch")))


def test_fetch_for_a_person(service: Service, golden: Golden) -> None:
    """A line for each property, secrets masked."""
    golden("live-fetch-text.text", transcript(service.call("fetch", "--format", "text")))


def test_numbers_that_no_double_holds(service: Service) -> None:
    """They are shown as they are stored, too."""
    service.api.resource = {
        "account_sid": ACCOUNT_SID, "attributes": [Decimal("1.50"), Decimal("1E+400"), 10**400]
    }  # fmt: skip

    result = service.call("fetch", "--format", "text")

    assert result.code == 0
    assert f"attributes   [1.50, 1e+400, 1{'0' * 60}" in result.stdout


def test_what_fetch_writes_is_what_the_service_has(service: Service) -> None:
    """The same values in the same order, numbers digit for digit."""
    result = service.run("fetch", "--output", "resource.json")

    assert result == (0, "", "")
    written = (service.folder / "resource.json").read_text("utf-8")
    assert json.loads(written, parse_float=str) == json.loads(service.api.body, parse_float=str)
    assert list(json.loads(written)) == list(json.loads(service.api.body))


def test_what_fetch_writes_is_what_show_reads(service: Service) -> None:
    """`--configuration` with the file shows the values that `--live` shows."""
    service.call("fetch", "--output", "resource.json")

    file = service.call("appConfig.js", "--configuration", "resource.json", "--format", "config")
    live = service.call("appConfig.js", "--live", "--format", "config")

    assert file == live
    assert json.loads(file.stdout)["custom_data"]["region"] == "emea"


def test_the_version_of_the_ui(service: Service) -> None:
    """--ui-version goes to the service as UiVersion; without it nothing does."""
    service.call("fetch", "--ui-version", "~2.0.0")
    service.call("fetch")

    assert [request.query for request in service.api.requests] == [{"UiVersion": "~2.0.0"}, {}]


def test_the_address_in_the_environment(service: Service) -> None:
    """EFFECTIVE_CONFIG_API_URL, unless --api-url says another."""
    assert service.call("fetch").code == 0
    own = service.api.url
    service.environment["EFFECTIVE_CONFIG_API_URL"] = "http://127.0.0.1:1"
    result = service.call("fetch", "--api-url", own)

    assert result.code == 0
    assert len(service.api.requests) == 2


def test_an_api_key(service: Service) -> None:
    """The other kind of credentials; they win if both are there."""
    service.use_api_key()
    service.environment["TWILIO_AUTH_TOKEN"] = "wrong"

    assert service.call("fetch").code == 0


def test_a_failed_fetch_leaves_the_output_file_alone(service: Service) -> None:
    """The file is replaced by a whole resource or not at all."""
    (service.folder / "resource.json").write_text("old", "utf-8")
    service.api.fail(CutOff("halfway"), times=9)

    result = service.call("fetch", "--output", "resource.json")

    assert (result.code, result.stdout) == (5, "")
    assert (service.folder / "resource.json").read_text("utf-8") == "old"


def test_a_failure_that_passes(service: Service) -> None:
    """Retries are told on stderr; stdout has the resource alone."""
    service.api.fail(ServerError(503))

    result = service.call("fetch")

    assert result.code == 0
    assert json.loads(result.stdout)["account_sid"] == ACCOUNT_SID
    assert result.stderr.startswith("the service failed (HTTP 503); trying again in ")


def test_refused_credentials(service: Service, golden: Golden) -> None:
    """The message names the variables that were used."""
    service.environment["TWILIO_AUTH_TOKEN"] = "0" * 32

    golden("live-fetch-refused.text", transcript(service.call("fetch")))


def test_an_account_without_flex(service: Service) -> None:
    """Error 45101, with what to check."""
    service.api.resource = None

    result = service.call("fetch")

    assert (result.code, result.stdout) == (5, "")
    assert result.stderr == (
        "error: the account has no Flex configuration (HTTP 404, error 45101): Configuration not "
        f"found.\n  help: this account has no Flex configuration: check that {ACCOUNT_SID} is a "
        "Flex project, and that --api-url is the API's address\n"
    )


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        (
            {"TWILIO_ACCOUNT_SID": "", "TWILIO_AUTH_TOKEN": ""},
            "TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN are not set",
        ),
        ({"TWILIO_AUTH_TOKEN": " "}, "TWILIO_AUTH_TOKEN is not set"),
        (
            {"TWILIO_AUTH_TOKEN": "", "TWILIO_API_KEY": "SK"},
            "TWILIO_API_KEY is set, but TWILIO_API_SECRET is not",
        ),
        (
            {"EFFECTIVE_CONFIG_API_URL": "http://flex.example.com"},
            "http://flex.example.com would carry credentials in clear text",
        ),
        (
            {"EFFECTIVE_CONFIG_API_URL": "ftp://127.0.0.1"},
            "the API's address is not an http or https address",
        ),
    ],
)
def test_wrong_usage(service: Service, environment: dict[str, str], message: str) -> None:
    """What can't be sent exits with 2, without a request."""
    service.environment.update(environment)

    result = service.call("fetch")

    assert (result.code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"error: {message}\n  help: ")
    assert service.api.requests == ()


def test_backup_keeps_every_byte(service: Service) -> None:
    """The file is named by account and time, and its owner's alone."""
    result = service.run("backup")

    [kept] = service.backups
    assert result == (0, f"{kept.name}\n", "")
    assert kept.read_bytes() == service.api.body
    assert kept.name.startswith(f"flex-configuration-{ACCOUNT_SID}-")
    if os.name == "posix":
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_backup_for_a_pipeline(service: Service, golden: Golden) -> None:
    """One JSON document with the file's name."""
    result = service.call("backup", "--format", "json")

    golden("live-backup-json.text", transcript(result))
    assert report(result)["backup"] == service.backups[0].name


def test_backups_of_one_second_are_all_kept(service: Service) -> None:
    """No file is overwritten."""
    for _ in range(3):
        service.call("backup")

    assert len(service.backups) == 3


def test_backup_into_a_folder(service: Service) -> None:
    """--backup-dir; a folder that isn't there is exit code 3."""
    (service.folder / "kept").mkdir()

    assert service.call("backup", "--backup-dir", "kept").code == 0
    assert len(list((service.folder / "kept").iterdir())) == 1
    missing = service.call("backup", "--backup-dir", "missing")
    assert (missing.code, missing.stdout) == (3, "")
    assert "missing: the backup can't be written: No such file or directory" in missing.stderr
    assert len(service.api.requests) == 1  # of the call that went well


def test_backup_that_the_service_refuses(service: Service) -> None:
    """No file is left behind."""
    service.api.fail(Refused(403, 20003, "Authenticate"))

    result = service.call("backup", "--format", "json")

    assert (result.code, result.stdout) == (5, "")
    assert service.backups == []
