"""``update --environment``: one plan, one question, and at the end what became of each account."""

from __future__ import annotations

import os
import signal
import threading
from typing import TYPE_CHECKING, Any

import pytest

from appconfig_merge.testing import Refused, ServerError
from tests.cli.command import Result
from tests.cli.conversation import CTRL_C, Conversation
from tests.cli.fleet_service import NAMES, SURGE, FleetService, running_fleet
from tests.cli.service import ended, report, transcript
from tests.hanging import LATE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from appconfig_merge.testing import Received
    from tests.golden import Golden

ALL = ("update", "--environment", "prod-*", *SURGE)


@pytest.fixture
def service(tmp_path: Path) -> Iterator[FleetService]:
    """Four accounts with the same ui_attributes."""
    with running_fleet(tmp_path) as service:
        service.environment["NO_COLOR"] = "1"
        yield service


def outcomes(told: dict[str, Any]) -> dict[str, str]:
    """What became of each environment, as the document has it."""
    return {
        environment["name"]: one["outcome"]
        for one in told["accounts"]
        for environment in one["environments"]
    }


def mixed(service: FleetService) -> None:
    """Let each account but one be another matter than the others."""
    service.store("prod-es", custom_data={"surge": 2})
    (service.folder / "it.js").write_text("var appConfig = {", "utf-8")
    service.say("prod-it", 'app_config = "it.js"')
    service.fleet["prod-fr"].fail(Refused(401, 20003, "Authenticate"), times=9)


@pytest.mark.parametrize("format", ["text", "json"])
@pytest.mark.parametrize("choice", ["--yes", "--dry-run"])
def test_whole_output(service: FleetService, choice: str, format: str, golden: Golden) -> None:
    """What is planned, and what became of it: stdout, stderr, exit code."""
    mixed(service)

    result = service.call(*ALL, choice, "--format", format)

    golden(f"update-many{choice}-{format}.text", transcript(result))
    assert result.code == 5
    if format == "json":
        report(result)
    assert service.posts == (choice == "--yes")


def test_all_are_changed(service: FleetService) -> None:
    """Exit code 0; nothing of one account is in a request of another."""
    result = service.call(*ALL, "--yes", "--backup-dir", ".")

    assert result.code == 0
    assert service.surging == list(NAMES)
    assert len(service.backups) == len(NAMES)
    assert result.stdout.endswith("\n4 changed\n")
    for account in service.fleet.accounts.values():
        assert {sid for one in account.requests for sid in one.reveals} == {account.account_sid}


def test_two_environments_of_one_account(service: FleetService) -> None:
    """It is changed once, and told with both."""
    file = service.folder / "environments.toml"
    text = file.read_text("utf-8")
    both = text.partition("[environments.prod-de]\n")[2].partition("[")[0]
    file.write_text(f"{text}\n[environments.prod-beta]\n{both}", "utf-8")

    result = service.call(*ALL, "--yes")

    assert result.code == 0
    assert service.posts == len(NAMES)
    assert "\nprod-beta  changed and verified  the account of prod-de\n" in result.stdout


def test_guards_leave_an_account_out(service: FleetService) -> None:
    """The others are changed; with --fail-fast nobody is, with --force all are."""
    for name in NAMES[1:]:
        service.store(name, version_compatibility="no")
    call = (*ALL, "--unset", "ui_attributes.version_compatibility", "--yes", "--format", "json")

    careful = service.call(*call, "--fail-fast")
    assert outcomes(report(careful)) == {
        "prod-de": "refused",
        **dict.fromkeys(NAMES[1:], "not-begun"),
    }
    assert service.posts == 0
    usual = service.call(*call)
    assert outcomes(report(usual)) == {"prod-de": "refused", **dict.fromkeys(NAMES[1:], "applied")}
    forced = service.call(*call, "--force")

    assert (careful.code, usual.code, forced.code) == (2, 2, 0)
    assert service.surging == list(NAMES)


def test_fail_fast_before_there_is_a_plan(service: FleetService) -> None:
    """One that can't be read keeps all from being changed: its reason is the one that is told."""
    service.fleet["prod-fr"].fail(Refused(401, 20003, "Authenticate"), times=9)

    result = service.call(*ALL, "--yes", "--fail-fast", "--format", "json")

    assert result.code == 5
    assert service.posts == 0
    others = dict.fromkeys(NAMES, "not-begun")
    assert outcomes(report(result)) == {**others, "prod-fr": "unreadable"}
    assert result.stderr.count("error: ") == 1


def test_a_conflict_and_a_failure(service: FleetService) -> None:
    """The exit code is the worst; what was not reached is told, too."""
    service.fleet["prod-es"].fail(ServerError(503), method="POST", times=9)

    def meanwhile(_received: Received) -> None:
        if len(service.fleet["prod-fr"].requests) == 2:
            service.store("prod-fr", logLevel="trace")

    service.fleet["prod-fr"].on_request(meanwhile)
    result = service.call(*ALL, "--yes", "--format", "json")

    told = report(result)
    assert result.code == 6
    assert outcomes(told) == {
        "prod-de": "applied", "prod-es": "update-failed", "prod-fr": "conflict",
        "prod-it": "applied",
    }  # fmt: skip
    assert told["outcomes"] == {"applied": 2, "conflict": 1, "update-failed": 1}
    assert [one["state"] for one in told["accounts"]] == [
        "changed", "unknown", "unchanged", "changed",
    ]  # fmt: skip
    assert "prod-es: error: the service failed (HTTP 503)" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--environment", "prod-*", "--app-config", "appConfig.js", "--define", "a=1"],
         "error: --app-config and --define have no place beside --environment\n"),
        (["--environment", "prod-*", "--api-url", "http://localhost"],
         "error: --api-url has no place beside --environment\n"),
        (["--fail-fast"], "error: --fail-fast needs --environment\n"),
        (["--environments", "environments.toml"], "error: --environments needs --environment\n"),
    ],
)  # fmt: skip
def test_wrong_usage(service: FleetService, arguments: list[str], message: str) -> None:
    """Exit code 2, nothing on stdout, no request."""
    result = service.call("update", *SURGE, "--yes", *arguments)

    assert (result.code, result.stdout) == (2, "")
    assert message in result.stderr
    assert service.fleet.requests == ()


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--yes", "--environment", "prdo-de"], 3, "no environment of environments.toml is meant"),
        (["--environment", "prod-de"], 2, "there is no terminal to ask at"),
        (["--yes", "--environment", "prod-de", "--backup-dir", "missing"], 3,
         "the backup can't be written"),
        (["--yes", "--environment", "prod-de", "--environments", "nope.toml"], 3, "nope.toml: No"),
    ],
)  # fmt: skip
def test_what_is_refused_before_any_request(
    service: FleetService, arguments: list[str], code: int, message: str
) -> None:
    """Whatever needs none is told first."""
    result = service.call("update", *SURGE, *arguments)

    assert (result.code, result.stdout) == (code, "")
    assert message in result.stderr
    assert service.fleet.requests == ()


def test_an_environment_that_is_not_live(service: FleetService) -> None:
    """Has no account to change; the others do."""
    text = '\n[environments.files]\napp_config = "appConfig.js"\nlive = false\n'
    with (service.folder / "environments.toml").open("a", encoding="utf-8") as file:
        file.write(text)

    result = service.call("update", *SURGE, "--environment", "*", "--yes")

    assert result.code == 2
    assert service.surging == list(NAMES)
    assert "\nfiles    refused               no account is named that could be" in result.stdout


def test_one_environment_by_its_name(service: FleetService) -> None:
    """Where the script may stand: its own account is changed, and taken back from a backup."""
    changed = service.call("update", *SURGE, "--app-config", "prod-fr", "--yes")

    assert changed.code == 0
    assert service.surging == ["prod-fr"]
    assert "In the effective configuration of appConfig.js:\n" in changed.stdout
    [backup] = service.backups
    restored = service.call("restore", backup.name, "--app-config", "prod-fr", "--yes")
    other = service.call("restore", backup.name, "--app-config", "prod-de", "--yes")

    assert restored.code == 0
    assert service.surging == []
    assert other.code == 5
    assert {one.account_sid for one in service.fleet.requests if one.method == "POST"} == {
        service.fleet["prod-fr"].account_sid
    }


QUESTION = "Make this change to 4 accounts? [y/N]: "


@pytest.mark.parametrize(
    ("keys", "code", "surging"),
    [("y\n", 0, list(NAMES)), ("n\n", 1, []), (CTRL_C, 130, [])],
    ids=["yes", "no", "Ctrl-C"],
)
def test_one_question(service: FleetService, keys: str, code: int, surging: list[str]) -> None:
    """For all of them, after the plan."""
    result = Conversation(service, QUESTION, *ALL).answer(keys)

    assert result.code == code
    assert result.stderr.count(QUESTION) == 1
    assert "  ~ custom_data.surge: 1 -> 2\n" in result.stderr.partition(QUESTION)[0]
    assert service.surging == surging
    assert service.posts == len(surging)


def test_the_question_before_a_document(service: FleetService) -> None:
    """With --format json the plan and the question are on stderr, one document on stdout."""
    result = Conversation(service, QUESTION, *ALL, "--format", "json", pipe=True).answer("n\n")

    assert result.code == 1
    assert set(outcomes(report(result)).values()) == {"declined"}
    assert "4 accounts to change" in result.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("times", [1, 2])
def test_interrupted(tmp_path: Path, number: int, times: int) -> None:
    """Once: those under way are finished. Twice: nobody waits. What is told of each is true."""
    names = [f"prod-{at:02}" for at in range(12)]
    with running_fleet(tmp_path, *names) as service:
        reached, released = threading.Event(), threading.Event()

        def hold(received: Received) -> None:
            if received.method == "POST":
                if service.posts == 8:
                    reached.set()
                released.wait(LATE)

        service.fleet.on_request(hold)
        process = service.start(*ALL, "--yes", "--format", "json")
        assert process.stderr is not None
        try:
            assert reached.wait(LATE)
            process.send_signal(number)
            line = b""
            while b"stopping" not in line:
                line = process.stderr.readline()
                assert line
            if times == 1:
                released.set()
                stdout, _ = process.communicate(timeout=LATE)
                told, code = stdout.decode(), process.returncode
            else:
                result = ended(process, number)
                told, code = result.stdout, result.code
        finally:
            released.set()
            process.kill()
        found = outcomes(report(result_of(code, told)))

        assert code == 130
        assert b"8 accounts under way are finished, unless you interrupt again" in line
        begun = "applied" if times == 1 else "interrupted"
        assert sorted(found.values()) == sorted([begun] * 8 + ["not-begun"] * 4)
        if times == 1:
            assert service.surging == [name for name in names if found[name] == "applied"]
        states = {one["outcome"]: one["state"] for one in report(result_of(code, told))["accounts"]}
        assert states["not-begun"] == "unchanged"
        assert states[begun] == ("changed" if times == 1 else "unknown")


def result_of(code: int, stdout: str) -> Result:
    """What a process printed."""
    return Result(code, stdout, "")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_before_there_is_a_plan(service: FleetService, number: int) -> None:
    """Nothing was sent, and the document says so of each."""
    reached, released = threading.Event(), threading.Event()

    def hold(_received: object) -> None:
        reached.set()
        released.wait(LATE)

    service.fleet.on_request(hold)
    process = service.start(*ALL, "--yes", "--format", "json")
    try:
        assert reached.wait(LATE)
        result = ended(process, number)
    finally:
        released.set()
        process.kill()

    assert result.code == 130
    assert set(outcomes(report(result)).values()) == {"not-begun"}
    assert "error: interrupted; nothing was sent\n" in result.stderr
