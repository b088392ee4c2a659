"""Making a change: the steps, and what is said and true at each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from appconfig_merge.rest import (
    Client,
    Configuration,
    InterruptedUpdateError,
    RefusedChangeError,
    Replace,
    Set,
    Unset,
    updating,
)
from appconfig_merge.rest.document import write
from appconfig_merge.testing import (
    CannedAnswer,
    FakeFlexApi,
)
from tests.rest.updating.support import (
    DARK,
    RECORD,
    backups,
    calls,
    is_dark,
    restore,
    stored,
    update,
)

if TYPE_CHECKING:
    from pathlib import Path


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


def interrupted(*_: object, **__: object) -> None:
    """Ctrl-C comes here."""
    raise KeyboardInterrupt


def test_ctrl_c_while_the_backup_is_written(
    api: FakeFlexApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is no other interrupt than those that come later."""
    monkeypatch.setattr(updating, "save_backup", interrupted)

    with pytest.raises(InterruptedUpdateError, match="interrupted; nothing was sent") as caught:
        update(api, tmp_path, DARK)

    assert (caught.value.state, caught.value.backup) == ("unchanged", None)
    assert calls(api) == ["GET"]


def test_ctrl_c_while_the_backup_is_told(api: FakeFlexApi, tmp_path: Path) -> None:
    """The file is named by the error, then."""
    with pytest.raises(InterruptedUpdateError, match="interrupted; nothing was sent") as caught:
        update(api, tmp_path, DARK, announce=interrupted)

    assert [caught.value.backup] == backups(tmp_path)
    assert calls(api) == ["GET"]


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
