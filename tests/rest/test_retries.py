"""What is tried again, how often, and after how long."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING

import pytest

from appconfig_merge.rest import (
    CollisionError,
    ConnectionFailedError,
    NoAnswerError,
    NoConfigurationError,
    RateLimitedError,
    RejectedError,
    RestError,
    Retries,
    ServiceError,
)
from appconfig_merge.testing import (
    Collision,
    CutOff,
    RateLimited,
    Refused,
    ServerError,
    Slow,
)
from tests.hanging import LATE
from tests.rest.conftest import QUICK
from tests.rest.failures import failure

if TYPE_CHECKING:
    from appconfig_merge.rest import Client
    from appconfig_merge.testing import FakeFlexApi, Fault
    from tests.rest.conftest import Connect

TRANSIENT: list[tuple[Fault, type[RestError]]] = [
    (Collision(), CollisionError),
    (ServerError(500), ServiceError),
    (ServerError(502, applied=True), ServiceError),
    (ServerError(503, body=b"<html>busy</html>"), ServiceError),
    (Refused(504, 45304, "The request timed out."), ServiceError),
    (CutOff("before"), NoAnswerError),
    (CutOff("after"), NoAnswerError),
    (CutOff("halfway"), NoAnswerError),
    (Slow(1.0), NoAnswerError),
]
UNPROCESSED: list[tuple[Fault, type[RestError]]] = [
    (RateLimited(None), RateLimitedError),
    (RateLimited("0"), RateLimitedError),
    (Refused(429, 45780, "Too many concurrent requests"), RateLimitedError),
    (Refused(503, 45780, "Too many concurrent requests"), RateLimitedError),
]
LASTING: list[tuple[Fault, type[RestError]]] = [
    (Refused(400, 45009, "no"), RejectedError),
    (Refused(404, 45101, "Configuration not found."), NoConfigurationError),
]


def read_timeout(fault: Fault) -> float:
    """Shorter than an answer that is late, and what no other takes on a busy machine."""
    return 0.15 if isinstance(fault, Slow) else LATE


@pytest.mark.parametrize(("fault", "kind"), TRANSIENT + UNPROCESSED)
def test_a_get_is_repeated_after_what_may_pass(
    api: FakeFlexApi, connect: Connect, fault: Fault, kind: type[RestError]
) -> None:
    """Two failures are bridged by three attempts, and on_retry is told of both."""
    told: list[tuple[type[RestError], float]] = []
    client = connect(
        read_timeout=read_timeout(fault),
        on_retry=lambda error, pause: told.append((type(error), pause)),
    )
    api.fail(fault, times=2)

    assert client.fetch().properties == api.resource
    assert len(api.requests) == 3
    assert [each for each, _ in told] == [kind, kind]
    assert all(0 <= pause <= 2 for _, pause in told)


@pytest.mark.parametrize(("fault", "kind"), TRANSIENT + UNPROCESSED)
def test_a_get_that_fails_every_time_is_raised(
    api: FakeFlexApi, connect: Connect, fault: Fault, kind: type[RestError]
) -> None:
    """After the last attempt, with the last failure."""
    client = connect(read_timeout=read_timeout(fault))
    api.fail(fault, times=9)

    error = failure(kind, client.fetch)

    assert error.help
    assert len(api.requests) == 3


@pytest.mark.parametrize(("fault", "kind"), LASTING)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_will_not_pass_is_raised_at_once(
    api: FakeFlexApi, client: Client, method: str, fault: Fault, kind: type[RestError]
) -> None:
    """The same request would fail the same way."""
    api.fail(fault, times=9)

    failure(kind, lambda: client.fetch() if method == "GET" else client.update({"attributes": {}}))

    assert len(api.requests) == 1


@pytest.mark.parametrize("fault", [fault for fault, _ in UNPROCESSED])
def test_a_post_is_repeated_where_it_was_not_processed(
    api: FakeFlexApi, client: Client, fault: Fault
) -> None:
    """429 and 45780 say that nothing was done; the change is made once, in the end."""
    api.fail(fault, times=2)

    assert client.update({"attributes": {"a": 1}}).properties["attributes"] == {"a": 1}
    assert len(api.requests) == 3
    assert (api.resource or {})["attributes"] == {"a": 1}


@pytest.mark.parametrize(("fault", "kind"), UNPROCESSED)
def test_a_post_that_is_never_processed_is_raised(
    api: FakeFlexApi, client: Client, fault: Fault, kind: type[RestError]
) -> None:
    """After the last attempt; nothing is changed."""
    before = api.body
    api.fail(fault, times=9)

    failure(kind, lambda: client.update({"attributes": {"a": 2}}))

    assert len(api.requests) == 3
    assert api.body == before


@pytest.mark.parametrize(
    ("fault", "kind"),
    [*TRANSIENT, (ServerError(500, applied=True), ServiceError), (Slow(1.0, applied=False), None)],
)
def test_a_post_that_may_have_been_processed_is_never_repeated(
    api: FakeFlexApi, connect: Connect, fault: Fault, kind: type[RestError] | None
) -> None:
    """A blind repetition could undo what somebody else stored in between."""
    client = connect(read_timeout=read_timeout(fault))
    api.fail(fault, times=9)

    failure(kind or NoAnswerError, lambda: client.update({"attributes": {"a": 1}}))

    assert len(api.requests) == 1


def test_no_connection_is_tried_again(api: FakeFlexApi, connect: Connect) -> None:
    """GET and POST alike: nothing was sent."""
    told: list[RestError] = []

    def restart(error: RestError, _pause: float) -> None:
        told.append(error)
        api.start()

    client = connect(on_retry=restart)
    api.stop()
    fetched = client.fetch()
    api.stop()
    updated = client.update({"attributes": {"a": 1}})

    assert fetched.account_sid == updated.account_sid
    assert (api.resource or {})["attributes"] == {"a": 1}
    assert [request.method for request in api.requests] == ["GET", "POST"]
    assert {type(error) for error in told} == {ConnectionFailedError}


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_connection_at_all(api: FakeFlexApi, connect: Connect, method: str) -> None:
    """After the last attempt: where to, why, and what to look at."""
    told: list[float] = []
    client = connect(on_retry=lambda _, pause: told.append(pause))
    api.stop()

    error = failure(
        ConnectionFailedError,
        lambda: client.fetch() if method == "GET" else client.update({"attributes": {}}),
    )

    assert "Connection refused" in error.message
    assert api.url.removeprefix("http://") in error.message
    assert "--api-url" in (error.help or "")
    assert len(told) == 2


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_retry_after_is_honoured(api: FakeFlexApi, connect: Connect, form: str) -> None:
    """As seconds and as an HTTP date; the client comes back no sooner than that."""
    told: list[float] = []
    client = connect(on_retry=lambda _, pause: told.append(pause))
    due: float = int(time.time()) + 2
    asked = format_datetime(datetime.fromtimestamp(due, UTC), usegmt=True)
    if form == "seconds":
        due, asked = time.time() + 1, "1"
    api.fail(RateLimited(asked))

    client.fetch()

    assert told[0] <= 2
    assert time.time() >= due


def test_a_retry_after_of_nothing_is_no_haste(api: FakeFlexApi, connect: Connect) -> None:
    """The usual pauses are made: all attempts would be used up in a moment."""
    told: list[float] = []
    client = connect(
        on_retry=lambda _, pause: told.append(pause), retries=Retries(first_pause=0.02)
    )
    api.fail(RateLimited("0"), times=2)

    client.fetch()

    assert all(pause >= 0.01 for pause in told)


@pytest.mark.parametrize("asked", ["3", "999999999", "Fri, 31 Dec 9999 23:59:59 GMT"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_retry_after_too_long_is_reported(
    api: FakeFlexApi, client: Client, method: str, asked: str
) -> None:
    """At once, with the seconds, rather than sit there."""
    api.fail(RateLimited(asked))

    error = failure(
        RateLimitedError,
        lambda: client.fetch() if method == "GET" else client.update({"attributes": {}}),
    )

    assert (error.answer.retry_after or 0) > 2
    assert len(api.requests) == 1


@pytest.mark.parametrize(
    "asked", ["", " ", "-5", "soon", "1.5", "NaN", "inf", "Wed, 99 Foo 2015 07:28:00 GMT"]
)
def test_a_retry_after_that_says_nothing(api: FakeFlexApi, connect: Connect, asked: str) -> None:
    """It is as if there were none: the usual pause is made."""
    told: list[float] = []
    client = connect(on_retry=lambda _, pause: told.append(pause))
    api.fail(RateLimited(asked))

    client.fetch()

    assert len(api.requests) == 2
    [pause] = told
    assert pause <= QUICK.first_pause


def test_a_retry_after_of_any_length_ends(api: FakeFlexApi, connect: Connect) -> None:
    """A number too long to mean anything neither waits for ever nor breaks anything."""
    told: list[float] = []
    client = connect(on_retry=lambda _, pause: told.append(pause))
    api.fail(RateLimited("9" * 5000))

    failure(RateLimitedError, client.fetch)

    assert told == []
    assert len(api.requests) == 1


def test_pauses_grow_up_to_a_bound(api: FakeFlexApi, connect: Connect) -> None:
    """Each is random, at least half of the first, and at most the longest."""
    told: list[float] = []
    client = connect(
        retries=Retries(attempts=7, first_pause=0.02, longest_pause=0.05),
        on_retry=lambda _, pause: told.append(pause),
    )
    api.fail(ServerError(), times=9)

    failure(ServiceError, client.fetch)

    assert len(told) == 6
    assert all(0.01 <= pause <= 0.05 for pause in told)


def test_one_attempt_is_one_request(api: FakeFlexApi, connect: Connect) -> None:
    """Retrying can be left to somebody else."""
    client = connect(retries=Retries(attempts=1))
    api.fail(ServerError())

    failure(ServiceError, client.fetch)

    assert len(api.requests) == 1
