"""``fetch --environment``: the resources of many accounts, kept and told."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from appconfig_merge.inputs.kept import kept_resources
from appconfig_merge.testing import CutOff, FakeFleet, RateLimited, Refused, Slow
from tests.cli.command import run
from tests.diff.test_schema import validate
from tests.hanging import LATE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.command import Result


@pytest.fixture
def fleet() -> Iterator[FakeFleet]:
    """A fake API with four accounts."""
    with FakeFleet(["prod-eu", "prod-us", "staging", "dev"]) as fleet:
        yield fleet


@pytest.fixture
def folder(tmp_path: Path, fleet: FakeFleet) -> Path:
    """A project whose environments are live; their script needn't be there."""
    text = fleet.environments_toml(app_config="appConfig.js")
    (tmp_path / "environments.toml").write_text(text, "utf-8")
    return tmp_path


def fetch(folder: Path, fleet: FakeFleet, *arguments: str) -> Result:
    """A call of fetch with the accounts' variables; what it says has no secret of them."""
    result = run("fetch", *arguments, cwd=folder, env=fleet.environment)
    secrets = [secret for one in fleet.accounts.values() for secret in one.credentials[1::2]]
    assert not any(secret in result.stdout + result.stderr for secret in secrets)
    return result


def test_a_line_for_each_account(folder: Path, fleet: FakeFleet) -> None:
    """With what became of it, against what was kept the last time."""
    first = fetch(folder, fleet, "--environment", "*", "--kept", "kept")
    for name in ("prod-us", "dev"):
        fleet[name].resource = {**(fleet[name].resource or {}), "ui_language": "fr-FR"}
    fleet["staging"].fail(Refused(401, 20003, "no"))
    second = fetch(folder, fleet, "--environment", "*", "--kept", "kept")

    assert first.code == 0
    assert first.stdout == (
        "prod-eu  AC00…0001  new\n"
        "prod-us  AC00…0002  new\n"
        "staging  AC00…0003  new\n"
        "dev      AC00…0004  new\n"
    )
    since = [
        f"{kept_resources(str(folder / 'kept'), fleet[name].account_sid)[0].at:%Y-%m-%dT%H:%M:%SZ}"
        for name in ("prod-eu", "prod-us", "dev")
    ]
    assert second.stdout == (
        f"prod-eu  AC00…0001  unchanged since {since[0]}\n"
        f"prod-us  AC00…0002  changed: was the same since {since[1]}\n"
        "staging  -          failed: the credentials were refused (HTTP 401, error 20003): no\n"
        f"dev      AC00…0004  changed: was the same since {since[2]}\n"
    )
    assert second.code == 5
    assert "staging: error: the credentials were refused" in second.stderr


def test_json_has_the_resources(folder: Path, fleet: FakeFleet) -> None:
    """Whole, with those that failed beside them; a new file is for its owner."""
    fleet["dev"].fail(CutOff("before"), times=9)
    result = fetch(
        folder, fleet, "--environment", "prod-*", "--environment", "dev", "--kept", "kept",
        "--format", "json", "--output", "all.json",
    )  # fmt: skip
    file = folder / "all.json"
    data = json.loads(file.read_text("utf-8"))

    validate(data, "urn:appconfig-merge:fetched:1")
    assert result.code == 5
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one["environment"] for one in data["accounts"]] == ["prod-eu", "prod-us"]
    assert [one["resource"] for one in data["accounts"]] == [
        json.loads(fleet[name].body) for name in ("prod-eu", "prod-us")
    ]
    assert [one["kept"]["state"] for one in data["accounts"]] == ["new", "new"]
    assert [(one["name"], one["code"]) for one in data["unreadable"]] == [("dev", "no-answer")]


def test_without_a_folder_nothing_is_kept(folder: Path, fleet: FakeFleet) -> None:
    """It is fetched, and that is all."""
    result = fetch(folder, fleet, "--environment", "dev")

    assert (result.code, result.stdout) == (0, "dev  AC00…0004  fetched\n")
    assert [one.name for one in folder.iterdir()] == ["environments.toml"]


def test_what_is_kept_is_of_the_version_that_is_asked_for(folder: Path, fleet: FakeFleet) -> None:
    """Which is the one that other commands ask for, so that they can go without."""
    (folder / "appConfig.js").write_text("var appConfig = { a: 1 };\n", "utf-8")
    text = fleet.environments_toml(app_config="appConfig.js", flex_ui="2.17.1")
    (folder / "environments.toml").write_text(text, "utf-8")
    fetch(folder, fleet, "--environment", "*", "--kept", "kept")
    asked = len(fleet.requests)

    done = run("matrix", "--kept", "kept", "--offline", cwd=folder, env=fleet.environment)

    assert (done.code, len(fleet.requests)) == (0, asked)
    assert {one.query["UiVersion"] for one in fleet.requests} == {"2.17.1"}


def test_a_service_that_wants_nothing_for_long(folder: Path, fleet: FakeFleet) -> None:
    """Every account is named, in the exit code too."""
    fleet.fail(RateLimited("600"), times=9)
    result = fetch(folder, fleet, "--environment", "*")

    assert result.code == 5
    assert result.stdout.count("failed: ") == 4


def test_interrupted(folder: Path, fleet: FakeFleet) -> None:
    """Ctrl-C ends it within a moment, whatever is under way; what came until then is kept."""
    for name in ("prod-us", "staging", "dev"):
        fleet[name].fail(Slow(2 * LATE))
    command = [sys.executable, "-W", "error", "-c", "from appconfig_merge.cli import main; main()"]
    with subprocess.Popen(
        [*command, "fetch", "--environment", "*", "--kept", "kept"],
        cwd=folder,
        env={**os.environ, **fleet.environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        while len(fleet.requests) < 4 or fleet["prod-eu"].requests[0].status is None:
            assert process.poll() is None
            time.sleep(0.01)
        while not kept_resources(str(folder / "kept"), fleet["prod-eu"].account_sid):
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        # The answers that are under way would take twice as long.
        stdout, stderr = process.communicate(timeout=LATE)

    assert (process.returncode, stdout) == (130, "")
    assert "Traceback" not in stderr


def test_one_account_can_be_kept_too(tmp_path: Path, fleet: FakeFleet) -> None:
    """That of the usual variables; what is printed is the resource, as ever."""
    sid, token, *_ = fleet["dev"].credentials
    usual = {
        "TWILIO_ACCOUNT_SID": sid, "TWILIO_AUTH_TOKEN": token,
        "EFFECTIVE_CONFIG_API_URL": fleet.url,
    }  # fmt: skip
    first = run("fetch", "--kept", "kept", cwd=tmp_path, env=usual)
    second = run("fetch", "--kept", "kept", cwd=tmp_path, env=usual)

    (kept,) = kept_resources(str(tmp_path / "kept"), sid)
    assert json.loads(first.stdout) == json.loads(fleet["dev"].body)
    name = kept.file.removeprefix(f"{tmp_path}/")
    assert (first.stderr, second.stderr) == (f"kept: {name}\n", f"as before: {name}\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--environment", "dev", "--ui-version", "2"), "--ui-version is for one account"),
        (("--environment", "dev", "--api-url", "x"), "--api-url is for one account"),
        (("--fail-fast",), "--fail-fast is for many accounts"),
        (("--environment", "nope"), "no environment of environments.toml is meant by 'nope'"),
    ],
)
def test_wrong_usage(
    folder: Path, fleet: FakeFleet, arguments: tuple[str, ...], message: str
) -> None:
    """Costs no request."""
    result = fetch(folder, fleet, *arguments)

    assert result.code in {2, 3}
    assert message in result.stderr
    assert fleet.requests == ()
