"""The command cut short at every step: what is stored is whole, and what is said is true."""

from __future__ import annotations

import os
import signal
import threading
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.cli.service import Service, ended, report
from tests.hanging import LATE

if TYPE_CHECKING:
    from tests.cli.command import Result

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")

CHANGE = ("update", "--yes", "--set", "ui_attributes.theme.isLight=false")


class Moment(NamedTuple):
    """When a call is cut short: with that request under way, before or after it counts."""

    request: int
    processed: bool
    state: str


MOMENTS = {
    "at the plan's GET": Moment(1, processed=False, state="unchanged"),
    "at the GET before the POST": Moment(2, processed=False, state="unchanged"),
    "at the POST before it is processed": Moment(3, processed=False, state="unknown"),
    "at the POST after it is stored": Moment(3, processed=True, state="unknown"),
    "at the GET that verifies": Moment(4, processed=False, state="changed"),
}


def cut_short(service: Service, moment: Moment, number: int, *arguments: str) -> Result:
    """Send a signal to a call whose request is being held back."""
    reached, released = threading.Event(), threading.Event()

    def hold(_received: object) -> None:
        if len(service.api.requests) == moment.request:
            reached.set()
            released.wait(LATE)

    (service.api.on_answer if moment.processed else service.api.on_request)(hold)
    process = service.start(*arguments, watch=2.0)
    try:
        assert reached.wait(LATE)
        return ended(process, number)
    finally:
        released.set()
        process.kill()
        service.api.stop()  # waits until the request has been processed


def intended(before: dict[str, object]) -> dict[str, object]:
    """The whole resource after the change."""
    attributes = before["ui_attributes"]
    assert isinstance(attributes, dict)
    return {**before, "ui_attributes": {**attributes, "theme": {"isLight": False}}}


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS)
def test_killed(service: Service, moment: Moment) -> None:
    """The resource is as before or as intended; of all that may be replaced there is a backup."""
    before, body = service.stored, service.api.body

    result = cut_short(service, moment, signal.SIGKILL, *CHANGE)

    assert result.code == -signal.SIGKILL
    # A request that has left can't be called back.
    is_stored = moment.request >= 3
    assert service.stored == (intended(before) if is_stored else before)
    assert [one.read_bytes() for one in service.backups] == [body] * (moment.request > 1)
    assert all(one.stat().st_mode & 0o777 == 0o600 for one in service.backups)


def test_killed_while_it_watches(service: Service) -> None:
    """The change is stored and verified by then."""
    before, body = service.stored, service.api.body
    process = service.start(*CHANGE, watch=60.0)
    assert process.stderr is not None
    while b"watching it" not in (line := process.stderr.readline()):
        assert line

    result = ended(process, signal.SIGKILL)

    assert result.code == -signal.SIGKILL
    assert service.stored == intended(before)
    assert [one.read_bytes() for one in service.backups] == [body]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS)
def test_interrupted(service: Service, moment: Moment, number: int) -> None:
    """Ctrl-C and SIGTERM end with 130 and a word on what is stored, which is true."""
    before = service.stored

    result = cut_short(service, moment, number, *CHANGE)

    assert result.code == 130
    told = {
        "unchanged": "error: interrupted; nothing was sent\n",
        "unknown": "error: interrupted; it is not known whether the change was stored\n",
        "changed": "error: interrupted; the change was stored\n",
    }[moment.state]
    assert told in result.stderr
    assert "Traceback" not in result.stderr
    if moment.state == "unchanged":
        assert service.posts == []
        assert service.stored == before
    else:
        [backup] = service.backups
        assert f"help: {backup.name} has the resource as it was\n" in result.stderr
        assert service.stored == intended(before)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_while_it_watches(service: Service, number: int) -> None:
    """It need not be watched to be stored."""
    before = service.stored
    process = service.start(*CHANGE, watch=60.0)
    assert process.stderr is not None
    while b"watching it" not in (line := process.stderr.readline()):
        assert line

    result = ended(process, number)

    assert result.code == 130
    assert "error: interrupted; the change was stored\n" in result.stderr
    assert service.stored == intended(before)


@pytest.mark.parametrize("moment", list(MOMENTS.values())[1:], ids=list(MOMENTS)[1:])
def test_the_json_document_of_an_interrupt(service: Service, moment: Moment) -> None:
    """A pipeline that is cut short still gets its document, with the state of the resource."""
    result = cut_short(service, moment, signal.SIGTERM, *CHANGE, "--format", "json")

    told = report(result)
    assert told["outcome"] == "interrupted"
    assert told["state"] == moment.state
    assert told["backup"] == service.backups[0].name


def test_the_json_document_of_an_interrupt_between_requests(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once there is a plan there is a document, whenever Ctrl-C comes."""

    def interrupted(_folder: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("appconfig_merge.rest.backup.demand_backup_folder", interrupted)

    result = service.call(*CHANGE, "--format", "json")

    told = report(result)
    assert result.code == 130
    assert (told["outcome"], told["state"]) == ("interrupted", "unchanged")
    assert result.stderr == "error: interrupted; nothing was sent\n"
    assert service.posts == []


def test_one_document_whenever_ctrl_c_comes(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was told before isn't told again."""

    def told_and_interrupted(text: str, _output: None) -> None:
        written.append(text)
        raise KeyboardInterrupt

    written: list[str] = []
    monkeypatch.setattr("appconfig_merge.cli.one_change.write", told_and_interrupted)

    result = service.call("update", "--dry-run", *CHANGE[2:], "--format", "json")

    assert (result.code, result.stderr) == (130, "")
    assert len(written) == 1


def test_a_restore_that_is_killed_can_be_repeated(service: Service) -> None:
    """The same command again finds what is left to do."""
    kept = service.folder / "kept.json"
    kept.write_bytes(service.api.body)
    before = service.stored
    service.api.resource = {**service.stored, "ui_attributes": {}, "ui_language": "fr-FR"}
    moment = MOMENTS["at the GET before the POST"]

    killed = cut_short(service, moment, signal.SIGKILL, "restore", "kept.json", "--yes")
    with service.api:
        again = service.call("restore", "kept.json", "--yes")

    assert killed.code == -signal.SIGKILL
    assert again.code == 0
    assert service.stored == before
