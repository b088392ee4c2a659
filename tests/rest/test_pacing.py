"""A pace: so many at once, and a host that wants nothing is left alone by all."""

from __future__ import annotations

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack

import pytest

from appconfig_merge.fleet.loops import run
from appconfig_merge.rest import (
    Client,
    ConnectionFailedError,
    Credentials,
    RateLimitedError,
    Retries,
    ServiceError,
)
from appconfig_merge.rest.errors import Answer
from appconfig_merge.rest.pacing import HostPace, Pace
from appconfig_merge.testing import FakeFleet, RateLimited
from tests.hanging import LATE
from tests.rest.conftest import QUICK


def refusal(seconds: float | None = None) -> RateLimitedError:
    """A 429."""
    return RateLimitedError("too many", answer=Answer(429, retry_after=seconds))


def answered(pace: HostPace, count: int = 1) -> None:
    """Take note of requests that were answered well."""
    for _ in range(count):
        pace.heed(None, time.monotonic(), 0)


async def allowed(pace: HostPace) -> int:
    """How many turns there are at once: of those that are there, each is had without waiting."""
    async with AsyncExitStack() as stack:
        for taken in range(100):
            turn = asyncio.create_task(stack.enter_async_context(pace.async_turn(0)))
            await others()
            if not turn.done():
                turn.cancel()
                await asyncio.gather(turn, return_exceptions=True)
                return taken
    raise AssertionError("no bound")


async def others() -> None:
    """Let every task go on as far as it can without waiting."""
    for _ in range(20):
        await asyncio.sleep(0)


def test_so_many_at_once_and_no_more() -> None:
    """Threads and coroutines draw from the same."""
    pace = Pace(3).of("https://a.example/x")

    async def both() -> int:
        with pace.turn(0), pace.turn(0):
            return await allowed(pace)

    assert run(both()) == 1
    assert run(allowed(pace)) == 3


def test_each_host_has_its_own() -> None:
    """Whatever the rest of the address."""
    pace = Pace()

    assert pace.of("https://a.example/x") is pace.of("https://a.example/y")
    assert pace.of("https://a.example/x") is not pace.of("https://b.example/x")


def test_a_turn_that_is_given_back_is_another_ones() -> None:
    """By whatever ends it, also while it is waited for."""
    pace = Pace(1).of("https://a.example")

    had = []

    async def one(name: str) -> None:
        async with pace.async_turn(0):
            had.append(name)

    async def waiting() -> None:
        async with pace.async_turn(0):
            tasks = [asyncio.create_task(one(name)) for name in ("a", "b", "c")]
            await others()
            for task in tasks[:2]:
                task.cancel()
            await asyncio.gather(*tasks[:2], return_exceptions=True)
            assert had == []
        await tasks[2]
        assert had == ["c"]
        assert await allowed(pace) == 1

    with pytest.raises(ZeroDivisionError), pace.turn(0):
        _ = 1 / 0
    run(asyncio.wait_for(waiting(), LATE))


def test_who_was_refused_goes_first() -> None:
    """In the order in which they come back."""
    pace = Pace(1).of("https://a.example")
    order: list[str] = []

    async def one(name: str, again: bool) -> None:
        async with pace.async_turn(0, again=again):
            order.append(name)

    async def all_of_them() -> None:
        async with pace.async_turn(0):
            wanted = [("c", False), ("a", True), ("d", False), ("b", True)]
            tasks = [asyncio.create_task(one(*each)) for each in wanted]
            await others()
        await asyncio.gather(*tasks)

    run(asyncio.wait_for(all_of_them(), LATE))
    assert order == ["a", "b", "c", "d"]


def test_a_refusal_holds_everybody() -> None:
    """Until the time that the host names, in threads and coroutines."""
    pace = Pace().of("https://a.example")
    begun = time.monotonic()
    pace.heed(refusal(0.2), begun, 99)

    async def later() -> float:
        async with pace.async_turn(1) as sent_at:
            return sent_at

    with ThreadPoolExecutor(1) as pool:
        pending = pool.submit(run, later())
        with pace.turn(1) as sent_at:
            assert sent_at - begun >= 0.2
        assert pending.result() - begun >= 0.2


@pytest.mark.parametrize("asked", [None, 0])
def test_a_refusal_that_names_no_time_holds_for_the_pause(asked: float | None) -> None:
    """Which the retries have; no time at all is what some say whatever they can take."""
    pace = Pace().of("https://a.example")
    begun = time.monotonic()
    pace.heed(refusal(asked), begun, 0.1)

    with pace.turn(1) as sent_at:
        assert sent_at - begun >= 0.1


def test_what_is_too_long_is_not_waited_for() -> None:
    """All others are told, with the host and the seconds, and nothing is sent."""
    pace = Pace().of("https://a.example")
    pace.heed(refusal(99), time.monotonic(), 0)

    text = r"a\.example wants no request for 99 s"
    with pytest.raises(RateLimitedError, match=text), pace.turn(30):
        raise AssertionError
    assert run(allowed(Pace().of("https://a.example"))) == 8


def test_a_burst_of_refusals_is_one() -> None:
    """What was under way when the first came back couldn't know; it is asked for again."""
    pace = Pace().of("https://a.example")
    sent_at = time.monotonic()

    assert [pace.heed(refusal(0), sent_at, 0) for _ in range(4)] == [False, True, True, True]
    assert run(allowed(pace)) == 4


def test_refusals_halve_what_goes_at_once_and_answers_bring_it_back() -> None:
    """Never to none, never beyond what was meant."""
    pace = Pace(8).of("https://a.example")
    for expected in (4, 2, 1, 1):
        assert not pace.heed(refusal(0), time.monotonic(), 0)
        assert run(allowed(pace)) == expected

    answered(pace)
    assert run(allowed(pace)) == 2
    answered(pace, 2 + 3 + 4 + 5 + 6 + 7 + 100)
    assert run(allowed(pace)) == 8


def test_a_host_that_answers_nobody_is_given_up() -> None:
    """After three accounts in a row; a single answer counts as life, unless it is a refusal."""
    pace = Pace().of("https://a.example")
    lost = ConnectionFailedError("no connection", help="look")
    for _ in range(2):
        pace.give_up(lost)
    pace.heed(ServiceError("500"), time.monotonic(), 0)
    pace.give_up(ServiceError("500"))
    for _ in range(2):
        pace.give_up(lost)
    with pace.turn(0):
        pass

    assert not pace.heed(refusal(0), time.monotonic(), 0)
    pace.give_up(lost)

    text = "no connection; so it was for others"
    with pytest.raises(ConnectionFailedError, match=text) as met, pace.turn(0):
        raise AssertionError
    assert met.value.help == "look"


def test_clients_in_threads_share_a_pace() -> None:
    """A service that takes two at once refuses, and nobody's attempts are used up by the others."""
    with FakeFleet(20, max_at_once=2, retry_after="0") as fleet:
        fleet.answer_seconds = 0.005
        pace, retries = Pace(), Retries(first_pause=0.01)
        met = threading.Barrier(8, timeout=LATE)

        def fetch(name: str) -> str:
            sid, token, *_ = fleet[name].environment.values()
            credentials = Credentials(sid, token, account_sid=sid)
            with Client(credentials, api_url=fleet.url, retries=retries, pace=pace) as client:
                if int(name[-3:]) <= 8:
                    met.wait()
                return client.fetch().account_sid

        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(fetch, fleet.accounts))

        assert found == [one.account_sid for one in fleet.accounts.values()]
        assert fleet.most_at_once <= 8


def test_a_change_follows_its_look_at_once() -> None:
    """Who waits between the two would replace what somebody else stores meanwhile."""
    with FakeFleet(1) as fleet:
        [account] = fleet.accounts.values()
        sid, token, *_ = account.credentials
        pace = Pace(at_once=1)
        with Client(Credentials(sid, token), api_url=fleet.url, retries=QUICK, pace=pace) as client:
            client.fetch()
            pace.of(fleet.url).heed(refusal(LATE), time.monotonic(), 0)
            begun = time.monotonic()
            client.send({"attributes": {"a": 1}}, sid)

            assert time.monotonic() - begun < LATE / 4


def test_a_change_that_is_refused_holds_everybody() -> None:
    """As any other request does."""
    with FakeFleet(1) as fleet:
        [account] = fleet.accounts.values()
        sid, token, *_ = account.credentials
        account.fail(RateLimited("20"), method="POST")
        pace = Pace()
        with Client(Credentials(sid, token), api_url=fleet.url, retries=QUICK, pace=pace) as client:
            with pytest.raises(RateLimitedError):
                client.send({"attributes": {"a": 1}}, sid)
            with pytest.raises(RateLimitedError, match="wants no request for"):
                client.fetch()
        assert len(account.requests) == 1
