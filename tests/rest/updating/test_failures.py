"""What may go wrong with a POST: what is sent again, and what is then said and true."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest

from appconfig_merge.rest import (
    Credentials,
    Retries,
    Set,
    UpdateError,
)
from appconfig_merge.testing import (
    API_KEY,
    API_SECRET,
    CannedAnswer,
    Collision,
    CutOff,
    FakeFlexApi,
    RateLimited,
    Redirect,
    Refused,
    ServerError,
    Slow,
)
from tests.rest.updating.support import (
    DARK,
    backups,
    calls,
    is_dark,
    stored,
    update,
)

if TYPE_CHECKING:
    from pathlib import Path

    from appconfig_merge.testing import Fault, Received


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


OTHER_ACCOUNT = json.dumps({"account_sid": "AC" + "1" * 32, "ui_attributes": {}}).encode()


AS_IT_WAS = "what is stored is as it was"
NOTHING = "nothing was changed"


@pytest.mark.parametrize(
    ("fault", "said", "known"),
    [
        (
            Redirect("https://flex.example/v1/Configuration", 307),
            "the service answered 307, a redirect, which is not followed",
            AS_IT_WAS,
        ),
        (
            Redirect("/login", 302),
            "the service answered 302, a redirect, which is not followed",
            AS_IT_WAS,
        ),
        (
            CannedAnswer(200, OTHER_ACCOUNT),
            f"the service answered with the configuration of AC{'1' * 32}, not of AC{'0' * 32}",
            AS_IT_WAS,
        ),
        (
            Refused(400, 45600, "UI"),
            (
                "the service reports that the Flex UI could not be initialised "
                "(HTTP 400, error 45600): UI"
            ),
            AS_IT_WAS,
        ),
        (
            Refused(403, 20003, "No"),
            "the credentials were refused (HTTP 403, error 20003): No",
            NOTHING,
        ),
        (
            Refused(404, 45101, "No"),
            "the account has no Flex configuration (HTTP 404, error 45101): No",
            NOTHING,
        ),
        (
            Refused(415, 20415, "No"),
            "the service got no JSON (HTTP 415, error 20415): No",
            NOTHING,
        ),
        (
            Refused(418, 99999, "No"),
            "the service refuses the request (HTTP 418, error 99999): No",
            NOTHING,
        ),
    ],
    ids=repr,
)
def test_what_is_permanent_is_sent_once(
    api: FakeFlexApi, tmp_path: Path, fault: Fault, said: str, known: str
) -> None:
    """The same request would be answered the same way; a look tells what came of it."""
    before = stored(api)
    api.fail(fault, method="POST", times=1000)

    with pytest.raises(UpdateError) as caught:
        update(api, tmp_path, DARK)

    assert calls(api).count("POST") == 1
    assert (caught.value.message, caught.value.state) == (f"{said}; {known}", "unchanged")
    assert stored(api) == before


def test_a_server_that_fails_for_good_may_have_stored_it(api: FakeFlexApi, tmp_path: Path) -> None:
    """An answer of 500 with a permanent code is not sent again, and nothing is claimed."""
    api.fail(Refused(500, 45600, "UI"), method="POST", times=1000)

    with pytest.raises(UpdateError) as caught:
        update(api, tmp_path, DARK)

    assert calls(api).count("POST") == 1
    assert caught.value.state == "unknown"


@pytest.mark.parametrize(
    ("fault", "posts"),
    [
        (RateLimited("0"), 2),
        (Collision(), 2),
        (ServerError(500), 2),
        (Refused(400, 45304, "Time"), 2),
        (Refused(408, 0, "Time"), 2),
        (CutOff("before"), 2),
        (CannedAnswer(200, b"?"), 2),
        (CannedAnswer(204, b""), 2),
    ],
    ids=repr,
)
def test_what_may_pass_is_sent_as_often_as_the_retries_say(
    api: FakeFlexApi, tmp_path: Path, fault: Fault, posts: int
) -> None:
    """Each POST has a look right before it, and one after the last, where it may be stored."""
    api.fail(fault, method="POST", times=1000)

    with pytest.raises(UpdateError):
        update(api, tmp_path, DARK)

    assert calls(api).count("POST") == posts
    sends = [at for at, method in enumerate(calls(api)) if method == "POST"]
    assert all(calls(api)[at - 1] == "GET" for at in sends)


def test_a_permanent_answer_after_one_that_was_lost(api: FakeFlexApi, tmp_path: Path) -> None:
    """What the first POST did isn't known, whatever the second one was answered."""
    api.fail(CutOff("before"), method="POST")
    api.fail(Refused(401, 20003, "No"), method="POST", times=1000)

    with pytest.raises(UpdateError) as caught:
        update(api, tmp_path, DARK)

    assert calls(api).count("POST") == 2
    assert caught.value.state == "unknown"


def test_a_change_that_is_stored_in_spite_of_a_redirect(api: FakeFlexApi, tmp_path: Path) -> None:
    """Found by looking, verified and watched like any other; the odd answer is remarked on."""

    def store(request: Received) -> None:
        if request.method == "POST":
            resource = api.resource or {}
            resource["ui_attributes"]["theme"]["isLight"] = False
            api.resource = resource

    api.on_request(store)
    api.fail(Redirect("/done", 303), method="POST", times=1000)

    done = update(api, tmp_path, DARK)

    assert calls(api).count("POST") == 1
    [remark] = done.remarks
    assert remark == (
        "the service answered 303, a redirect, which is not followed; "
        "the change is stored all the same"
    )


def test_the_answer_of_another_account_to_a_key(api: FakeFlexApi, tmp_path: Path) -> None:
    """Nobody said which account an API key is of, so the account of the plan is what counts."""
    api.fail(CannedAnswer(200, OTHER_ACCOUNT), method="POST", times=1000)
    credentials = Credentials(API_KEY, API_SECRET)

    with pytest.raises(UpdateError) as caught:
        update(api, tmp_path, DARK, credentials=credentials)

    assert calls(api).count("POST") == 1
    assert "with the configuration of AC11" in caught.value.message


@pytest.mark.parametrize("fault", [CutOff("after"), CutOff("halfway"), ServerError(applied=True)])
def test_an_answer_that_is_lost_is_not_sent_again(
    api: FakeFlexApi, tmp_path: Path, fault: Fault
) -> None:
    """What was stored all the same is found by looking."""
    api.fail(fault, method="POST")

    update(api, tmp_path, DARK)

    assert calls(api).count("POST") == 1


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


def test_secrets_that_the_service_quotes(api: FakeFlexApi, tmp_path: Path) -> None:
    """What was sent and looks secret is masked in its message."""
    said = 'ui_attributes.apiKey "hunter2hunter2" is too short'
    api.fail(Refused(400, 45008, said), method="POST")

    with pytest.raises(UpdateError) as caught:
        update(api, tmp_path, Set(("ui_attributes", "apiKey"), "hunter2hunter2"))

    assert "hunter2" not in f"{caught.value} {caught.value.cause!r} {caught.value.help}"
    assert "is too short" in caught.value.message
