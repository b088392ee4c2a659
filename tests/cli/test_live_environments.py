"""Environments whose resources are fetched, as commands read them."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

import pytest

from appconfig_merge.testing import FakeFleet, Redirect, Refused, Slow
from tests.cli.command import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.command import Result


@pytest.fixture
def fleet() -> Iterator[FakeFleet]:
    """A fake API with five accounts."""
    with FakeFleet(["prod-eu", "prod-us", "qa", "staging", "dev"]) as fleet:
        yield fleet


@pytest.fixture
def folder(tmp_path: Path, fleet: FakeFleet) -> Path:
    """A project whose environments are live."""
    (tmp_path / "appConfig.js").write_text("var appConfig = { a: 1 };\n", "utf-8")
    text = fleet.environments_toml(app_config="appConfig.js")
    (tmp_path / "environments.toml").write_text(text, "utf-8")
    return tmp_path


def call(folder: Path, fleet: FakeFleet, *arguments: str) -> Result:
    """A call of the command with the accounts' variables; what it says has no secret of them."""
    result = run(*arguments, cwd=folder, env=fleet.environment)
    secrets = [secret for one in fleet.accounts.values() for secret in one.credentials[1::2]]
    assert not any(secret in result.stdout + result.stderr for secret in secrets)
    return result


def test_a_matrix_of_live_environments(folder: Path, fleet: FakeFleet) -> None:
    """Each account is asked once, with its own credentials."""
    result = call(folder, fleet, "matrix", "--format", "json")

    assert result.code == 0, result.stderr
    names = [one["name"] for one in json.loads(result.stdout)["environments"]]
    assert names == list(fleet.accounts)
    assert [len(one.requests) for one in fleet.accounts.values()] == [1] * 5
    assert all(one.reveals == {one.account_sid} for one in fleet.requests)


def test_one_that_fails_is_named(folder: Path, fleet: FakeFleet) -> None:
    """The others are compared, and the exit code tells it."""
    fleet["qa"].fail(Refused(401, 20003, "no"))

    result = call(folder, fleet, "matrix", "--format", "csv")

    assert result.code == 5
    assert "qa: error: the credentials were refused" in result.stderr
    assert "QA_ACCOUNT_SID and QA_AUTH_TOKEN were used" in result.stderr
    assert result.stdout.startswith("path,prod-eu,prod-us,staging,dev")


def test_fail_fast(folder: Path, fleet: FakeFleet) -> None:
    """Whoever else had no answer yet is named in a line."""
    fleet["qa"].fail(Refused(401, 20003, "no"))
    for name in ("prod-eu", "prod-us", "staging", "dev"):
        fleet[name].fail(Slow(60))

    result = call(folder, fleet, "matrix", "--fail-fast")

    assert result.code == 5
    assert "qa: error: the credentials were refused" in result.stderr
    assert (
        "prod-eu, prod-us, staging, dev (4 environments): error: not asked for: another account "
        "failed, and --fail-fast ends the run then\n"
    ) in result.stderr


def test_one_reason_of_many_is_told_once(folder: Path, fleet: FakeFleet) -> None:
    """Behind the names of all that have it."""
    fleet.fail(Refused(403, 20003, "no"), times=99)

    result = call(folder, fleet, "matrix")

    assert result.code == 5
    assert result.stderr.count("error: ") == 5  # each names its own variables
    fleet.stop()
    result = call(folder, fleet, "matrix")
    assert result.stderr.count("error: ") <= 3
    assert "Connection refused; so it was for others" in result.stderr
    named = re.findall(r"^(.*): error: no connection", result.stderr, re.MULTILINE)
    assert all(any(name in one for one in named) for name in fleet.accounts)


def test_an_address_that_the_file_says(folder: Path, fleet: FakeFleet) -> None:
    """Is Twilio's or this machine's: a file of others must not lead credentials away."""
    text = (folder / "environments.toml").read_text("utf-8")
    text = text.replace(fleet.url, "https://twilio.com.evil.invalid")
    (folder / "environments.toml").write_text(text, "utf-8")

    for command in (("matrix",), ("show", "dev"), ("fetch", "--environment", "dev")):
        result = call(folder, fleet, *command)
        assert result.code == 2
        assert "environments.toml would have credentials sent to twilio.com.evil.invalid" in (
            result.stderr
        )
        assert "set EFFECTIVE_CONFIG_API_URL" in result.stderr


def test_a_side_that_cannot_be_fetched_is_named(folder: Path, fleet: FakeFleet) -> None:
    """The reason alone could be that of either side."""
    fleet["qa"].fail(Redirect("https://elsewhere.invalid/"), times=9)

    result = call(folder, fleet, "diff", "dev", "qa")

    assert result.code == 5
    assert "\nqa: error: the service answered 307, a redirect, which is not followed\n" in (
        result.stderr
    )


def test_offline_is_as_online(folder: Path, fleet: FakeFleet) -> None:
    """From what was kept; nobody is asked."""
    online = call(folder, fleet, "matrix", "--kept", "kept", "--format", "csv")
    asked = len(fleet.requests)
    offline = call(folder, fleet, "matrix", "--kept", "kept", "--offline", "--format", "csv")

    assert offline.code == 0
    assert _values(online) == _values(offline) != []
    assert len(fleet.requests) == asked
    wrong = call(folder, fleet, "matrix", "--offline")
    assert wrong.code == 2
    assert "--offline needs --kept" in wrong.stderr


def _values(result: Result) -> list[list[str]]:
    """The rows of a matrix without the columns of sources, which name a file offline."""
    return [row[:6] for row in csv.reader(io.StringIO(result.stdout))]


def test_a_retry_is_announced_once(folder: Path, fleet: FakeFleet) -> None:
    """For all accounts that have the same reason."""
    for one in fleet.accounts.values():
        one.fail(Refused(503, 20503, "down"))

    result = call(folder, fleet, "matrix")

    assert result.code == 0
    assert result.stderr.count("trying again in") == 1


@pytest.mark.parametrize("command", [("show",), ("check",), ("explain",)])
def test_one_environment_by_name(folder: Path, fleet: FakeFleet, command: tuple[str, ...]) -> None:
    """With its own account's credentials, like any command of many."""
    more = ("logLevel",) if command == ("explain",) else ()
    result = call(folder, fleet, *command, "staging", *more)

    assert result.code in {0, 1}, result.stderr
    assert [one.account_sid for one in fleet.requests] == [fleet["staging"].account_sid]
