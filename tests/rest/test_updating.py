"""Making a change: the steps, what may go wrong at each, and what is then said and true."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest

from appconfig_merge.rest import (
    Client,
    Configuration,
    ConflictError,
    InterruptedUpdateError,
    RefusedChangeError,
    Replace,
    Retries,
    Set,
    Unset,
    UpdateError,
    updating,
)
from appconfig_merge.rest.document import write
from appconfig_merge.testing import (
    CannedAnswer,
    Collision,
    CutOff,
    FakeFlexApi,
    RateLimited,
    Refused,
    ServerError,
    Slow,
)
from tests.rest.updates import restore, stored, update

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from appconfig_merge.testing.faults import Fault

DARK = Set(("ui_attributes", "theme", "isLight"), value=False)
RECORD = Set(("call_recording_enabled",), value=True)


@pytest.fixture
def api() -> Iterator[FakeFlexApi]:
    """A fake API whose UI is light."""
    with FakeFlexApi() as api:
        resource = api.resource or {}
        api.resource = {
            **resource,
            "ui_attributes": {"version_compatibility": "yes", "theme": {"isLight": True}},
            "call_recording_enabled": False,
        }
        yield api


def calls(api: FakeFlexApi) -> list[str]:
    """The requests, by method."""
    return [request.method for request in api.requests]


def is_dark(api: FakeFlexApi) -> bool:
    """Whether the change DARK is stored."""
    return stored(api)["ui_attributes"]["theme"]["isLight"] is False


def backups(folder: Path) -> list[Path]:
    """The backups in a folder."""
    return sorted(folder.glob("flex-configuration-*.json"))


def test_the_steps_of_a_change(api: FakeFlexApi, tmp_path: Path) -> None:
    """Plan, look again, POST, verify, watch; what is sent is the account and the change."""
    before = stored(api)
    said: list[str] = []

    done = update(api, tmp_path, DARK, RECORD, announce=said.append)

    assert calls(api) == ["GET", "GET", "POST", "GET", "GET"]
    [post] = [request for request in api.requests if request.method == "POST"]
    assert json.loads(post.body) == {
        "account_sid": "AC" + "0" * 32,
        "ui_attributes": {"version_compatibility": "yes", "theme": {"isLight": False}},
        "call_recording_enabled": True,
    }
    assert stored(api) == {
        **before,
        "ui_attributes": {"version_compatibility": "yes", "theme": {"isLight": False}},
        "call_recording_enabled": True,
    }
    assert done.configuration.ui_attributes == stored(api)["ui_attributes"]
    assert done.remarks == ()
    assert said[0] == f"saved {done.backup}"
    assert said[1].startswith("stored and verified; watching it for ")


def test_the_backup_is_there_before_anything_is_sent(api: FakeFlexApi, tmp_path: Path) -> None:
    """Byte for byte what was stored."""
    body = api.body
    seen: list[bool] = []
    api.on_request(lambda request: seen.append(request.method != "POST" or bool(backups(tmp_path))))

    done = update(api, tmp_path, DARK)

    assert all(seen)
    assert done.backup.read_bytes() == body


def test_without_a_backup_nothing_is_sent(api: FakeFlexApi, tmp_path: Path) -> None:
    """A folder that isn't there."""
    with pytest.raises(Exception, match="the backup can't be written"):
        update(api, tmp_path / "missing", DARK)

    assert "POST" not in calls(api)


def test_guards_are_not_passed_without_force(api: FakeFlexApi, tmp_path: Path) -> None:
    """With force the change is made."""
    edit = Unset(("ui_attributes", "version_compatibility"))

    with pytest.raises(RefusedChangeError):
        update(api, tmp_path, edit)
    assert calls(api) == ["GET"]
    assert not backups(tmp_path)

    update(api, tmp_path, edit, force=True)
    assert stored(api)["ui_attributes"] == {"theme": {"isLight": True}}


def test_a_change_that_somebody_else_makes_meanwhile(api: FakeFlexApi, tmp_path: Path) -> None:
    """What is about to be replaced has changed: nothing is sent."""

    def meanwhile() -> None:
        resource = api.resource or {}
        resource["ui_attributes"]["theme"]["tokens"] = {"primary": "#000"}
        api.resource = resource

    with pytest.raises(ConflictError) as caught:
        update(api, tmp_path, DARK, between=meanwhile)

    assert caught.value.message == (
        "ui_attributes changed since the plan was made; nothing was sent"
    )
    assert caught.value.state == "unchanged"
    assert "POST" not in calls(api)


def test_a_change_of_another_property_meanwhile(api: FakeFlexApi, tmp_path: Path) -> None:
    """Is kept: it isn't sent, so it isn't replaced."""

    def meanwhile() -> None:
        api.resource = {**(api.resource or {}), "ui_language": "fr-FR"}

    update(api, tmp_path, DARK, between=meanwhile)

    assert is_dark(api)
    assert stored(api)["ui_language"] == "fr-FR"


def test_the_same_change_made_by_somebody_else(api: FakeFlexApi, tmp_path: Path) -> None:
    """There is nothing left to send."""

    def meanwhile() -> None:
        resource = api.resource or {}
        resource["ui_attributes"]["theme"]["isLight"] = False
        api.resource = resource

    done = update(api, tmp_path, DARK, between=meanwhile)

    assert "POST" not in calls(api)
    assert done.remarks == ("somebody else has just made the same change",)


@pytest.mark.parametrize("gets", [2, 3], ids=["before it is verified", "while it is watched"])
def test_a_change_that_is_replaced_right_after(api: FakeFlexApi, tmp_path: Path, gets: int) -> None:
    """Who lost is told, as long as the winner's look was before the loser's POST."""

    def other(request: Any) -> None:
        if request.method == "GET" and calls(api).count("GET") == gets + 1:
            resource = api.resource or {}
            resource["ui_attributes"] = {"version_compatibility": "yes"}
            api.resource = resource

    api.on_request(other)

    with pytest.raises(ConflictError) as caught:
        update(api, tmp_path, DARK)

    assert caught.value.message == (
        "somebody else's change came after this one and replaced it, at ui_attributes.theme"
    )
    assert caught.value.state == "different"


@pytest.mark.parametrize(
    "fault",
    [
        RateLimited("0"),
        Collision(),
        ServerError(500),
        ServerError(502, body=b"<html>Bad gateway</html>"),
        ServerError(503, applied=True),
        Slow(1.5, applied=True),
        Slow(1.5, applied=False),
        CutOff("before"),
        CutOff("after"),
        CutOff("halfway"),
        CannedAnswer(200, b"<html>ok</html>", "text/html"),
        CannedAnswer(200, b""),
        CannedAnswer(204, b""),
    ],
    ids=repr,
)
def test_a_failure_that_passes(api: FakeFlexApi, tmp_path: Path, fault: Fault) -> None:
    """Whatever happens to the first POST, the change is stored in the end, once and whole."""
    before = stored(api)
    api.fail(fault, method="POST")

    update(api, tmp_path, DARK, read_timeout=0.5)

    assert stored(api) == {
        **before,
        "ui_attributes": {"version_compatibility": "yes", "theme": {"isLight": False}},
    }


@pytest.mark.parametrize("fault", [CutOff("after"), CutOff("halfway"), ServerError(applied=True)])
def test_an_answer_that_is_lost_is_not_sent_again(
    api: FakeFlexApi, tmp_path: Path, fault: Fault
) -> None:
    """What was stored all the same is found by looking."""
    api.fail(fault, method="POST")

    update(api, tmp_path, DARK)

    assert calls(api).count("POST") == 1


@pytest.mark.parametrize("fault", [Collision(), CutOff("before"), ServerError()])
def test_nobody_is_overwritten_by_trying_again(
    api: FakeFlexApi, tmp_path: Path, fault: Fault
) -> None:
    """Somebody else's change after a failed POST stops the next one."""

    def other(request: Any) -> None:
        if request.method == "GET" and "POST" in calls(api):
            resource = api.resource or {}
            resource["ui_attributes"]["theme"] = {"isLight": True, "tokens": {}}
            api.resource = resource

    api.on_request(other)
    api.fail(fault, method="POST")

    with pytest.raises(ConflictError):
        update(api, tmp_path, DARK)

    assert calls(api).count("POST") == 1
    assert stored(api)["ui_attributes"]["theme"] == {"isLight": True, "tokens": {}}


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (
            RateLimited("0"),
            "too many requests (HTTP 429, error 20429): Too Many Requests; nothing was changed",
        ),
        (
            Collision(),
            (
                "another change of the configuration was under way (HTTP 409, error 45102): "
                "Collision on configuration change; nothing was changed"
            ),
        ),
        (
            Refused(400, 45004, "You are not allowed to modify property for [ui_attributes]."),
            (
                "You are not allowed to modify property for [ui_attributes]. "
                "(HTTP 400, error 45004); nothing was changed"
            ),
        ),
        (
            Refused(400, 45008, "Unprocessable"),
            (
                "the service can't process the change (HTTP 400, error 45008): Unprocessable; "
                "nothing was changed"
            ),
        ),
        (
            Refused(401, 20003, "Authenticate"),
            (
                "the credentials were refused (HTTP 401, error 20003): Authenticate; "
                "nothing was changed"
            ),
        ),
    ],
    ids=repr,
)
def test_a_failure_that_stays(api: FakeFlexApi, tmp_path: Path, fault: Fault, said: str) -> None:
    """The resource is as it was, and that is what is said."""
    before = stored(api)
    api.fail(fault, method="POST", times=1000)

    with pytest.raises(UpdateError) as caught:
        update(api, tmp_path, DARK)

    assert (caught.value.message, caught.value.state) == (said, "unchanged")
    assert stored(api) == before
    assert caught.value.backup == backups(tmp_path)[0]


@pytest.mark.parametrize(
    ("fault", "is_stored"),
    [(CutOff("after"), True), (CutOff("before"), False), (ServerError(applied=True), True)],
)
def test_a_service_that_goes_away_with_the_post(
    api: FakeFlexApi, tmp_path: Path, fault: Fault, *, is_stored: bool
) -> None:
    """Nobody can know what is stored, and that is what is said, with the backup's name."""
    api.fail(fault, method="POST")
    api.fail(ServerError(503), method="GET", times=1000, after=2)

    with pytest.raises(UpdateError) as caught:
        update(api, tmp_path, DARK)

    assert caught.value.state == "unknown"
    assert caught.value.message.endswith(
        "; it is not known whether the change was stored, or still will be"
    )
    assert str(backups(tmp_path)[0]) in (caught.value.help or "")
    assert is_dark(api) is is_stored


def test_a_service_that_goes_away_after_the_post(api: FakeFlexApi, tmp_path: Path) -> None:
    """The change was confirmed, and could not be verified."""
    api.fail(ServerError(503), method="GET", times=1000, after=2)

    with pytest.raises(UpdateError) as caught:
        update(api, tmp_path, DARK)

    assert caught.value.state == "changed"
    assert caught.value.message.endswith(
        "the service confirmed the change, but it could not be verified"
    )
    assert is_dark(api)


def test_a_service_that_stores_something_else(api: FakeFlexApi, tmp_path: Path) -> None:
    """The answer shows it, and it is told with the place."""
    answer = json.loads(api.body)
    answer["ui_attributes"] = {"version_compatibility": "yes", "theme": {"isLight": "false"}}
    api.fail(CannedAnswer(200, json.dumps(answer).encode()), method="POST")

    with pytest.raises(UpdateError) as caught:
        update(api, tmp_path, DARK)

    assert caught.value.message == (
        "the service stored something else than was sent, at ui_attributes.theme.isLight"
    )
    assert caught.value.state == "different"


@pytest.mark.parametrize(
    ("step", "state", "told"),
    [
        ("second fetch", "unchanged", "interrupted; nothing was sent"),
        (
            "first send",
            "unknown",
            "interrupted; it is not known whether the change was stored",
        ),
        ("third fetch", "changed", "interrupted; the change was stored"),
        ("fourth fetch", "changed", "interrupted; the change was stored"),
    ],
)
def test_ctrl_c(
    api: FakeFlexApi,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    state: str,
    told: str,
) -> None:
    """At every step the message says what is known of the resource."""
    ordinal, name = step.split()
    left = ["first", "second", "third", "fourth"].index(ordinal)
    original = getattr(Client, name)

    def interrupted(*arguments: Any, **options: Any) -> Any:
        nonlocal left
        left -= 1
        if left < 0:
            raise KeyboardInterrupt
        return original(*arguments, **options)

    monkeypatch.setattr(Client, name, interrupted)

    with pytest.raises(InterruptedUpdateError) as caught:
        update(api, tmp_path, DARK)

    assert (caught.value.state, caught.value.message) == (state, told)
    assert is_dark(api) is (state == "changed")


def test_a_slow_service_is_told_about(
    api: FakeFlexApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between a look and a POST that is processed late others may have been replaced."""
    monkeypatch.setattr(updating, "WATCH_SECONDS", 0.2)
    api.post_seconds = 0.3

    done = update(api, tmp_path, DARK)

    [remark] = done.remarks
    assert remark.startswith("the service took 0.")
    assert "would have been replaced unseen" in remark


def test_nobody_is_overwritten_during_a_pause_that_the_service_asks_for(
    api: FakeFlexApi, tmp_path: Path
) -> None:
    """Every single POST has a look right before it."""
    api.fail(RateLimited("1"), method="POST")

    def meanwhile(request: Any) -> None:
        if request.status == 429:
            resource = api.resource or {}
            resource["ui_attributes"]["custom_data"] = {"by": "somebody else"}
            api.resource = resource

    api.on_answer(meanwhile)

    with pytest.raises(ConflictError):
        update(api, tmp_path, DARK)

    assert stored(api)["ui_attributes"]["custom_data"] == {"by": "somebody else"}


def test_a_post_that_arrives_after_its_time_out(api: FakeFlexApi, tmp_path: Path) -> None:
    """As long as it may still be stored, nobody says that nothing was changed."""
    api.post_seconds = 1.0

    with pytest.raises(UpdateError) as caught:
        update(api, tmp_path, DARK, read_timeout=0.2, retries=Retries(1, 0.01))
    assert caught.value.state == "unknown"

    time.sleep(1.2)
    assert is_dark(api)


@pytest.mark.parametrize(
    "fault", [ServerError(500), CutOff("before"), Slow(1.0, applied=False), CannedAnswer(200, b"?")]
)
def test_what_never_gets_an_answer(api: FakeFlexApi, tmp_path: Path, fault: Fault) -> None:
    """Nothing is stored so far, and more can't be said."""
    before = stored(api)
    api.fail(fault, method="POST", times=1000)

    with pytest.raises(UpdateError) as caught:
        update(api, tmp_path, DARK, read_timeout=0.2)

    assert caught.value.state == "unknown"
    assert stored(api) == before


def test_a_restore_sends_what_differs_in_writing_only(api: FakeFlexApi, tmp_path: Path) -> None:
    """The order of keys, and 1.0 for 1."""
    whole = api.resource or {}
    backup = Configuration.from_bytes(
        "backup.json",
        json.dumps(
            {"account_sid": whole["account_sid"], "attributes": {"a": 1.0, "b": 2}}
        ).encode(),
    )
    api.resource = {**whole, "attributes": {"b": 2, "a": 1}}

    restore(api, tmp_path, backup)

    assert write(stored(api)["attributes"]) == '{"a":1.0,"b":2}'


def test_a_service_that_leaves_out_what_is_null(api: FakeFlexApi, tmp_path: Path) -> None:
    """A property that isn't there is as good as null."""
    answer = json.loads(api.body)
    answer.pop("call_recording_webhook_url")
    api.fail(CannedAnswer(200, json.dumps(answer).encode()), method="POST")
    api.fail(CannedAnswer(200, json.dumps(answer).encode()), method="GET", after=2, times=5)

    update(api, tmp_path, Set(("call_recording_webhook_url",), None))


def test_a_service_that_shows_the_old_resource_for_a_while(
    api: FakeFlexApi, tmp_path: Path
) -> None:
    """Nobody else is blamed: it is asked again."""
    api.fail(CannedAnswer(200, api.body), method="GET", after=2)

    update(api, tmp_path, DARK)

    assert is_dark(api)


def test_secrets_that_the_service_quotes(api: FakeFlexApi, tmp_path: Path) -> None:
    """What was sent and looks secret is masked in its message."""
    said = 'ui_attributes.apiKey "hunter2hunter2" is too short'
    api.fail(Refused(400, 45008, said), method="POST")

    with pytest.raises(UpdateError) as caught:
        update(api, tmp_path, Set(("ui_attributes", "apiKey"), "hunter2hunter2"))

    assert "hunter2" not in f"{caught.value} {caught.value.cause!r} {caught.value.help}"
    assert "is too short" in caught.value.message


def test_restoring_brings_everything_back(api: FakeFlexApi, tmp_path: Path) -> None:
    """Bit for bit, but for the time of the change."""
    before = stored(api)
    done = update(
        api,
        tmp_path,
        Replace("ui_attributes", {"version_compatibility": "yes", "a": [1]}),
        Replace("taskrouter_skills", []),
        RECORD,
        force=True,
    )
    backup = Configuration.read(done.backup)

    restore(api, tmp_path, backup, force=True)

    assert json.dumps(stored(api), default=str) == json.dumps(before, default=str)
