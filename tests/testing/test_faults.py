"""Every fault does to a client what its description says, and to the resource nothing else."""

from __future__ import annotations

import http.client
import socket
import time
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from appconfig_merge.testing import (
    ACCOUNT_SID,
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
from tests.hanging import LATE
from tests.testing.client import PATH, client, get, outcome, post

if TYPE_CHECKING:
    from appconfig_merge.testing import Fault, Received

NOT_PROCESSED = [
    RateLimited(),
    Collision(),
    ServerError(503),
    Refused(400, 45009, "no"),
    Slow(0, applied=False),
    Redirect("http://127.0.0.1:9/"),
    CannedAnswer(200, b"{}"),
]


@pytest.mark.parametrize("fault", NOT_PROCESSED)
def test_what_is_not_processed_changes_nothing(api: FakeFlexApi, fault: Fault) -> None:
    """The resource stays as it was, and the next POST is processed again."""
    before = api.body
    api.fail(fault)

    post(api, ui_language="fr-FR")

    assert api.body == before
    assert post(api, ui_language="fr-FR").json()["ui_language"] == "fr-FR"


@pytest.mark.parametrize("seconds", ["7", "Wed, 21 Oct 2026 07:28:00 GMT", None])
def test_rate_limited(api: FakeFlexApi, seconds: str | None) -> None:
    """429 with code 20429 and the Retry-After that the test asked for."""
    api.fail(RateLimited(seconds))

    response = get(api)

    assert outcome(response) == (429, 20429)
    assert response.headers.get("Retry-After") == seconds


def test_collision(api: FakeFlexApi) -> None:
    """Code 45102; its status is a choice."""
    api.fail(Collision())

    assert outcome(post(api)) == (409, 45102)


def test_any_documented_error(api: FakeFlexApi) -> None:
    """A status, code and message of choice, in Twilio's form."""
    api.fail(Refused(400, 45008, "Unprocessable"))

    response = post(api)

    assert outcome(response) == (400, 45008)
    assert response.json()["message"] == "Unprocessable"


@pytest.mark.parametrize("applied", [True, False])
def test_server_error(api: FakeFlexApi, applied: bool) -> None:
    """A failure with a proxy's page; the change may have been stored before it."""
    page = b"<html><h1>502 Bad Gateway</h1></html>"
    api.fail(ServerError(502, applied=applied, body=page))

    response = post(api, ui_language="fr-FR")

    assert (response.status_code, response.content) == (502, page)
    assert response.headers["content-type"].startswith("text/html")
    assert ((api.resource or {})["ui_language"] == "fr-FR") is applied


def test_server_error_without_a_body(api: FakeFlexApi) -> None:
    """By default an empty 500."""
    api.fail(ServerError())

    assert (get(api).status_code, api.requests[-1].status) == (500, 500)


@pytest.mark.parametrize("applied", [True, False])
def test_slow(api: FakeFlexApi, applied: bool) -> None:
    """The answer is late: the true one if the request was processed, else a time-out's."""
    api.fail(Slow(0.2, applied=applied))
    start = time.monotonic()

    response = post(api, ui_language="fr-FR")

    assert time.monotonic() - start >= 0.2
    if applied:
        assert response.content == api.body
        assert response.json()["ui_language"] == "fr-FR"
    else:
        assert outcome(response) == (504, 45304)


def test_a_client_that_does_not_wait_has_changed_the_resource(api: FakeFlexApi) -> None:
    """The trap of a read time-out: the change is stored, the client doesn't know."""
    api.fail(Slow(LATE))

    with client(api, timeout=0.2) as impatient, pytest.raises(httpx.ReadTimeout):
        impatient.post(PATH, json={"account_sid": ACCOUNT_SID, "ui_language": "fr-FR"})

    assert (api.resource or {})["ui_language"] == "fr-FR"


CUTS = [("before", False), ("after", True), ("halfway", True)]


@pytest.mark.parametrize(("when", "applied"), CUTS)
def test_cut_off_as_httpx_sees_it(api: FakeFlexApi, when: Any, applied: bool) -> None:
    """The client sees a dropped connection each time; the change is there or isn't."""
    api.fail(CutOff(when))

    with pytest.raises(httpx.RemoteProtocolError):
        post(api, ui_language="fr-FR")

    assert ((api.resource or {})["ui_language"] == "fr-FR") is applied
    assert [request.status for request in api.requests] == [None]


@pytest.mark.parametrize("when", ["before", "after"])
def test_cut_off_without_an_answer_as_a_socket_sees_it(api: FakeFlexApi, when: Any) -> None:
    """Not one byte comes back, then the connection ends."""
    api.fail(CutOff(when))
    address = ("127.0.0.1", int(api.url.rpartition(":")[2]))

    with socket.create_connection(address, timeout=LATE) as connection:
        connection.sendall(f"GET {PATH} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        assert connection.recv(1) == b""


def test_cut_off_halfway_as_http_client_sees_it(api: FakeFlexApi) -> None:
    """Content-Length promises all of the answer, half of it comes."""
    api.fail(CutOff("halfway"))
    connection = http.client.HTTPConnection("127.0.0.1", int(api.url.rpartition(":")[2]))
    with client(api) as known:
        authorization = known.build_request("GET", PATH)
        flow = known.auth.auth_flow(authorization) if known.auth else iter([authorization])
        headers = {"Authorization": next(flow).headers["Authorization"]}

    connection.request("GET", PATH, headers=headers)
    with connection.getresponse() as response, pytest.raises(http.client.IncompleteRead) as caught:
        response.read()
    connection.close()

    assert caught.value.partial == api.body[: len(api.body) // 2]
    assert response.headers["Content-Length"] == str(len(api.body))


def test_redirect(api: FakeFlexApi) -> None:
    """A Location and a status of choice; a client that follows arrives there."""
    with FakeFlexApi() as elsewhere:
        api.fail(Redirect(elsewhere.url + PATH, 308))
        with client(api) as http:
            response = http.get(PATH)
            assert response.status_code == 308
            assert response.headers["Location"] == elsewhere.url + PATH
        api.fail(Redirect(elsewhere.url + PATH))
        get(api, follow_redirects=True)

        assert [request.path for request in elsewhere.requests] == [PATH]
        assert "authorization" not in elsewhere.requests[0].headers


@pytest.mark.parametrize(
    "answer",
    [
        CannedAnswer(200, b"<html>sign in</html>", "text/html"),
        CannedAnswer(200, b"[1, 2]"),
        CannedAnswer(200, b"\xff\xfe{"),
        CannedAnswer(200, b""),
        CannedAnswer(299, b"odd"),
    ],
)
def test_any_answer(api: FakeFlexApi, answer: CannedAnswer) -> None:
    """Status, bytes and Content-Type arrive as they were given."""
    api.fail(answer)

    response = get(api)

    assert (response.status_code, response.content) == (answer.status, answer.body)
    assert response.headers["content-type"] == answer.content_type


def test_a_fault_waits_for_its_method_and_its_turn(api: FakeFlexApi) -> None:
    """`method`, `after` and `times` choose the requests: here the second and third POST."""
    api.fail(ServerError(), method="post", times=2, after=1)

    statuses = [
        response.status_code
        for response in (get(api), post(api), get(api), post(api), post(api), get(api), post(api))
    ]

    assert statuses == [200, 200, 200, 500, 500, 200, 200]


def test_faults_are_met_in_the_order_of_the_calls(api: FakeFlexApi) -> None:
    """Two faults for the same request: the second is met by the next one."""
    api.fail(ServerError(500))
    api.fail(RateLimited())

    assert [get(api).status_code for _ in range(3)] == [500, 429, 200]


def test_a_fault_takes_the_place_of_a_good_request(api: FakeFlexApi) -> None:
    """`after` counts the requests that met no fault."""
    api.fail(RateLimited(), after=1)
    api.fail(ServerError(500))

    assert [get(api).status_code for _ in range(4)] == [500, 200, 429, 200]


def test_a_hook_changes_things_at_a_given_moment(api: FakeFlexApi) -> None:
    """Somebody else's change between a client's GET and its POST."""

    def interfere(request: Received) -> None:
        if request.method == "POST":
            api.resource = {"ui_language": "es-ES"}

    api.on_request(interfere)
    get(api)
    post(api, crm_type="x")

    assert (api.resource or {})["ui_language"] == "es-ES"
    assert (api.resource or {})["crm_type"] == "x"


def test_a_fault_set_by_a_hook_counts_at_once(api: FakeFlexApi) -> None:
    """The hook runs before the request's fault is chosen."""
    api.on_request(lambda _request: api.fail(RateLimited()))

    assert get(api).status_code == 429


def test_hooks_after_a_request_know_its_status(api: FakeFlexApi) -> None:
    """on_answer sees what on_request can't know yet."""
    seen: list[int | None] = []
    api.on_request(lambda request: seen.append(request.status))
    api.on_answer(lambda request: seen.append(request.status))

    get(api)

    assert seen == [None, 200]


def test_a_failing_hook_is_seen(api: FakeFlexApi, caplog: pytest.LogCaptureFixture) -> None:
    """The request is answered with a 500, the traceback is logged."""

    def wrong(_request: Received) -> None:
        raise LookupError("the hook's own reason")

    api.on_request(wrong)

    assert get(api).status_code == 500
    api.stop()
    assert "the hook's own reason" in caplog.text


@pytest.mark.parametrize("fault", [RateLimited, None, "429"], ids=repr)
def test_what_is_no_fault_is_refused_at_once(api: FakeFlexApi, fault: Any) -> None:
    """Where the test says it, not as a connection that ends for no reason."""
    with pytest.raises(TypeError, match=r"^a fault is one of .*Fault, not "):
        api.fail(fault)

    assert get(api).status_code == 200


def test_a_moment_that_is_none_is_refused() -> None:
    """A connection is cut off at one of three."""
    word: Any = "afterwards"

    with pytest.raises(ValueError, match="before, after or halfway, not 'afterwards'"):
        CutOff(word)
