"""The client of many accounts: what holds of the client of one holds of it, and more."""

from __future__ import annotations

import asyncio
import ssl
import time
from functools import partial
from typing import TYPE_CHECKING

import pytest
import trustme

from appconfig_merge import InputError
from appconfig_merge.fleet.loops import run
from appconfig_merge.rest import (
    AuthenticationError,
    ConnectionFailedError,
    Credentials,
    NoAnswerError,
    RateLimitedError,
    RestError,
    UnexpectedAnswerError,
    UntrustedServerError,
    exchange,
)
from appconfig_merge.rest.endpoint import resource_url
from appconfig_merge.rest.fetcher import Fetcher
from appconfig_merge.rest.pacing import Pace
from appconfig_merge.testing import (
    CannedAnswer,
    CutOff,
    FakeFleet,
    RateLimited,
    Redirect,
    Refused,
    ServerError,
    Slow,
)
from tests.hanging import LATE
from tests.rest.conftest import QUICK
from tests.rest.failures import failure
from tests.rest.test_wire import BOMB, GZIPPED, RESOURCE, drip, endless
from tests.rest.wire import answer, wire

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from appconfig_merge.rest import Configuration
    from appconfig_merge.testing import Fault

PERMANENT: list[tuple[Fault, type[RestError]]] = [
    (Refused(401, 20003, "no"), AuthenticationError),
    (RateLimited("99"), RateLimitedError),
    (Redirect("http://127.0.0.1:9/"), UnexpectedAnswerError),
    (Redirect("http://["), UnexpectedAnswerError),
    (CannedAnswer(200, b"[]"), UnexpectedAnswerError),
]
PASSING: list[Fault] = [ServerError(503), CutOff("before"), CutOff("halfway"), RateLimited("0")]


@pytest.fixture
def fleet() -> Iterator[FakeFleet]:
    """Two accounts."""
    with FakeFleet(["one", "two"]) as fleet:
        yield fleet


def credentials(fleet: FakeFleet, name: str) -> Credentials:
    """The credentials of an account of the fleet."""
    sid, token, *_ = fleet[name].environment.values()
    return Credentials(sid, token, account_sid=sid)


def fetch(
    fleet: FakeFleet, *names: str, url: str | None = None, read_timeout: float = LATE
) -> list[Configuration]:
    """Fetch accounts together."""

    async def together() -> list[Configuration]:
        async with Fetcher(retries=QUICK, read_timeout=read_timeout) as fetcher:
            address = resource_url(url or fleet.url)
            wanted = (fetcher.fetch(credentials(fleet, one), address) for one in names)
            return await asyncio.gather(*wanted)

    return run(together())


def test_fetched_is_what_was_answered(fleet: FakeFleet) -> None:
    """Byte for byte, each account's own; over one connection where one is enough."""
    found = fetch(fleet, "one", "two", "one")

    assert [one.body for one in found] == [fleet[name].body for name in ("one", "two", "one")]
    assert all(one.fetched_at is not None for one in found)
    assert {one.headers["user-agent"].partition("/")[0] for one in fleet.requests} == {
        "appconfig-merge"
    }


def test_no_cookie_is_kept(fleet: FakeFleet) -> None:
    """What an answer sets is one account's; the next request is another's."""
    fetch(fleet, *(["one", "two"] * 20))

    assert all("cookie" not in one.headers for one in fleet.requests)
    assert all(one.reveals == {one.account_sid} for one in fleet.requests)


@pytest.mark.parametrize("version", ["2.x.auto", "a b&c=d#e", "é"])
def test_fetching_a_pinned_ui_version(fleet: FakeFleet, version: str) -> None:
    """It travels as the query UiVersion, encoded; what is no text is refused."""

    async def pinned(version: str) -> None:
        async with Fetcher() as fetcher:
            await fetcher.fetch(credentials(fleet, "one"), resource_url(fleet.url), version)

    run(pinned(version))

    assert [one.query for one in fleet.requests] == [{"UiVersion": version}]
    with pytest.raises(InputError):
        run(pinned("\udcff"))


@pytest.mark.parametrize(("fault", "kind"), PERMANENT)
def test_what_does_not_pass_is_raised(
    fleet: FakeFleet, fault: Fault, kind: type[RestError]
) -> None:
    """At once, and nothing secret is anywhere in it."""
    fleet.fail(fault, times=2)

    failure(kind, lambda: fetch(fleet, "one"))

    assert len(fleet.requests) == 1


@pytest.mark.parametrize("fault", PASSING)
def test_what_may_pass_is_tried_again(fleet: FakeFleet, fault: Fault) -> None:
    """As the client of one account does."""
    fleet.fail(fault, times=2)

    assert fetch(fleet, "one")[0].body == fleet["one"].body
    assert len(fleet.requests) == 3


def test_a_late_answer(fleet: FakeFleet) -> None:
    """The read time-out ends it, the others go on."""
    fleet["one"].fail(Slow(2 * LATE), times=9)

    error = failure(NoAnswerError, lambda: fetch(fleet, "two", "one", read_timeout=0.5))

    assert "did not answer in time" in error.message
    assert fleet["two"].requests[-1].status == 200
    assert len(fleet["one"].requests) == 3


def test_nobody_there(fleet: FakeFleet) -> None:
    """No connection, tried again like any."""
    fleet.stop()

    for url in (fleet.url, fleet.url.replace("127.0.0.1", "localhost")):
        error = failure(ConnectionFailedError, partial(fetch, fleet, "one", url=url))
        assert error.message.endswith(": Connection refused")


def test_an_untrusted_certificate_is_refused() -> None:
    """Nothing is sent."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    with FakeFleet(["one"], ssl_context=context) as fleet:
        failure(UntrustedServerError, lambda: fetch(fleet, "one"))

        assert fleet.requests == ()


def test_a_bundle_that_is_none(
    fleet: FakeFleet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The settings to look at are named."""
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "nowhere"))

    assert "SSL_CERT_FILE" in (failure(RestError, lambda: fetch(fleet, "one")).help or "")


def test_this_machine_is_not_reached_through_a_proxy(
    fleet: FakeFleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The proxy would see the credentials."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")

    assert fetch(fleet, "one")[0].body == fleet["one"].body


@pytest.mark.parametrize(
    ("server", "kind", "bound"),
    [
        (endless, UnexpectedAnswerError, ("MAX_ANSWER", 1_000_000)),
        (
            lambda one: one.sendall(answer(BOMB, "Content-Encoding: gzip")),
            UnexpectedAnswerError,
            ("MAX_ANSWER", 1_000_000),
        ),
        (drip, NoAnswerError, ("MAX_ANSWER_SECONDS", 0.1)),
    ],
    ids=["endless", "bomb", "drip"],
)
def test_answers_have_bounds(
    fleet: FakeFleet,
    monkeypatch: pytest.MonkeyPatch,
    server: Callable[[socket.socket], None],
    kind: type[RestError],
    bound: tuple[str, float],
) -> None:
    """Of size and of time, on the wire and unpacked."""
    monkeypatch.setattr(exchange, *bound)
    with wire(server) as running:
        begin = time.monotonic()
        failure(kind, lambda: fetch(fleet, "one", url=running.url))

        assert time.monotonic() - begin < LATE


def test_gzip_is_understood() -> None:
    """The one encoding that is asked for."""
    squeezed = answer(GZIPPED, "Content-Encoding: gzip")
    with wire(lambda one: one.sendall(squeezed)) as server:

        async def plain() -> bytes:
            async with Fetcher() as fetcher:
                anybody = Credentials("AC", "x")
                return (await fetcher.fetch(anybody, resource_url(server.url))).body

        assert run(plain()) == RESOURCE


def test_a_limited_service_answers_all_the_same() -> None:
    """Eight in a second and four at once: no account uses up its attempts for the others'."""
    with FakeFleet(24, per_second=8, max_at_once=4) as fleet:
        found = fetch(fleet, *fleet.accounts)

        assert [one.account_sid for one in found] == [
            one.account_sid for one in fleet.accounts.values()
        ]
        refused = sum(one.status == 429 for one in fleet.requests)
        assert refused < 24


def test_a_shared_pace_bounds_what_is_under_way() -> None:
    """However many are asked for."""
    with FakeFleet(40) as fleet:
        fleet.answer_seconds = 0.01

        async def together() -> None:
            async with Fetcher(pace=Pace(3)) as fetcher:
                address = resource_url(fleet.url)
                wanted = (fetcher.fetch(credentials(fleet, one), address) for one in fleet.accounts)
                await asyncio.gather(*wanted)

        run(together())

        assert fleet.most_at_once == 3
        assert len(fleet.requests) == 40
