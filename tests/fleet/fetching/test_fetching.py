"""Many accounts at once: each is answered or named, nothing twice, and credentials stay apart."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from appconfig_merge import AppConfigError
from appconfig_merge.fleet.credentials import CredentialsOf
from appconfig_merge.fleet.fetching import NotAskedError, fetch_all
from appconfig_merge.fleet.loops import run
from appconfig_merge.inputs.access import Access
from appconfig_merge.inputs.record import LiveResource
from appconfig_merge.rest import (
    AuthenticationError,
    Configuration,
    ConnectionFailedError,
    CredentialsError,
    NoConfigurationError,
    RateLimitedError,
    RestError,
    Retries,
    ServiceError,
    UnexpectedAnswerError,
    WrongAccountError,
)
from appconfig_merge.rest.fetcher import Fetcher
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
from tests.fleet.fetching.conftest import access_of, live, secrets_of
from tests.hanging import LATE
from tests.rest.failures import _chain, _everything

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from appconfig_merge.fleet.fetching import Answer
    from appconfig_merge.testing import Fault


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Short pauses: a test doesn't wait as a person would."""
    defaults = dict(Fetcher.__init__.__kwdefaults__ or {})
    defaults["retries"] = Retries(attempts=4, first_pause=0.02, longest_pause=3.0)
    monkeypatch.setattr(Fetcher.__init__, "__kwdefaults__", defaults)


def fetch(fleet: FakeFleet, names: Iterable[str] | None = None) -> dict[str, Answer]:
    """The answers of accounts, by their names."""
    every = list(fleet.accounts if names is None else names)
    wanted = [live(fleet, name) for name in every]
    answers = fetch_all(wanted, environment=fleet.environment)
    return dict(zip(every, answers.values(), strict=True))


def demand_no_secret(errors: Iterable[AppConfigError], fleet: FakeFleet) -> None:
    """No token or secret is anywhere in errors, their tracebacks, and local variables of these."""
    every = secrets_of(fleet)
    for error in errors:
        shown = "\n".join(text for one in _chain(error) for text in _everything(one))
        assert [secret for secret in every if secret in shown] == []


def test_each_account_gets_its_own_answer(fleet: FakeFleet) -> None:
    """By variables of either kind of credentials, in the order in which they were asked for."""
    wanted = [live(fleet, "staging", with_key=True), live(fleet, "prod-eu"), live(fleet, "prod-us")]
    answers = fetch_all(wanted, environment=fleet.environment)

    assert list(answers) == wanted
    bodies = [answer.body for answer in answers.values() if isinstance(answer, Configuration)]
    assert bodies == [fleet[name].body for name in ("staging", "prod-eu", "prod-us")]


def test_no_account_no_request() -> None:
    """Nothing is imported for it either."""
    assert fetch_all([]) == {}


def test_the_same_request_is_made_once(fleet: FakeFleet) -> None:
    """Whatever names the credentials; another version is another request."""
    one = live(fleet, "prod-eu")
    again = one._replace(access=Access("", "PROD_EU_ACCOUNT_SID", "PROD_EU_AUTH_TOKEN"))
    pinned = one._replace(ui_version="2.17.1")

    answers = fetch_all([one, again, pinned, one], environment=fleet.environment)

    assert len(answers) == 3
    queries = sorted(len(request.query) for request in fleet.requests)
    assert queries == [0, 1]


@pytest.mark.parametrize("order", [list, reversed])
def test_who_shares_a_request_has_an_account_of_its_own(
    fleet: FakeFleet, order: Callable[[list[LiveResource]], Iterable[LiveResource]]
) -> None:
    """A key opens one account: an environment that means another one is told so, and no other."""
    keys = ("", "", "PROD_EU_API_KEY", "PROD_EU_API_SECRET")
    right = LiveResource(api_url=fleet.url, access=Access(fleet["prod-eu"].account_sid, *keys))
    wrong = LiveResource(api_url=fleet.url, access=Access(fleet["prod-us"].account_sid, *keys))

    answers = fetch_all(order([right, wrong]), environment=fleet.environment)

    assert isinstance(answers[right], Configuration)
    error = answers[wrong]
    assert isinstance(error, WrongAccountError)
    assert "account_sid and the credentials are of different" in (error.help or "")
    assert len(fleet.requests) == 1


def test_credentials_that_are_missing_cost_no_request(fleet: FakeFleet) -> None:
    """Each account by itself: the others are fetched."""
    environment = {**fleet.environment}
    del environment["PROD_US_AUTH_TOKEN"]
    wanted = [live(fleet, name) for name in fleet.accounts]

    answers = fetch_all(wanted, environment=environment)

    kinds = [type(answer) for answer in answers.values()]
    assert kinds == [Configuration, CredentialsError, Configuration]
    assert fleet["prod-us"].requests == ()


def test_an_address_that_cannot_be_used(fleet: FakeFleet) -> None:
    """Is that environment's mistake alone."""
    wanted = [live(fleet, "prod-eu"), LiveResource(api_url="ftp://x", access=None)]
    answers = list(fetch_all(wanted, environment=fleet.environment).values())

    assert isinstance(answers[0], Configuration)
    assert isinstance(answers[1], AppConfigError)
    assert answers[1].code == "unusable-api-url"


def test_answers_are_told_as_they_come(fleet: FakeFleet) -> None:
    """The slow one last, whatever the order in the file."""
    fleet["prod-eu"].fail(Slow(0.4))
    told: list[LiveResource] = []
    wanted = [live(fleet, name) for name in fleet.accounts]

    fetch_all(
        wanted, environment=fleet.environment, on_answer=lambda one, _answer: told.append(one)
    )

    assert len(told) == 3
    assert told[-1] == live(fleet, "prod-eu")


FAULTS: dict[Fault, type] = {
    Slow(0.2): Configuration,
    RateLimited("0"): Configuration,
    RateLimited(None): Configuration,
    ServerError(503): Configuration,
    CutOff("before"): Configuration,
    CutOff("halfway"): Configuration,
    Refused(401, 20003, "no"): AuthenticationError,
    Refused(404, 45101, "none"): NoConfigurationError,
    Redirect("http://127.0.0.1:9/"): UnexpectedAnswerError,
    CannedAnswer(200, b"[]"): UnexpectedAnswerError,
}
"""What every thirtieth account meets, and what becomes of it."""


def test_three_hundred_accounts_with_faults() -> None:
    """Every one is answered or named, none is answered twice, and never another's credentials.

    The search is through all requests: paths, queries, headers, cookies, bodies.
    """
    with FakeFleet(300) as fleet:
        names = list(fleet.accounts)
        expected: dict[str, type] = dict.fromkeys(names, Configuration)
        for at, (fault, kind) in enumerate(FAULTS.items()):
            for name in names[at::30]:
                fleet[name].fail(fault)
                expected[name] = kind
        for name in names[29::30]:
            fleet[name].fail(ServerError(500), times=9)
            expected[name] = ServiceError
        for name in names[28::30]:
            fleet[name].resource = fleet[names[0]].resource
            expected[name] = WrongAccountError

        found = fetch(fleet)

        assert {name: type(answer) for name, answer in found.items()} == expected
        for name, answer in found.items():
            if isinstance(answer, Configuration):
                assert answer.body == fleet[name].body
                assert sum(one.status == 200 for one in fleet[name].requests) == 1
        assert len(fleet.requests) <= 300 + 6 * 10 + 3 * 10
        assert fleet.most_at_once <= 8
        revealing = [one for one in fleet.requests if one.reveals - {one.account_sid}]
        assert revealing == []
        assert all("cookie" not in one.headers for one in fleet.requests)
        errors = [answer for answer in found.values() if isinstance(answer, AppConfigError)]
        demand_no_secret(errors, fleet)


def test_a_limited_service() -> None:
    """It refuses what is too much; Retry-After holds all, and no account is lost by that."""
    with FakeFleet(60, per_second=30, max_at_once=5) as fleet:
        fleet.answer_seconds = 0.05  # else a busy machine asks for no more than the service takes
        told: list[RestError] = []
        wanted = [live(fleet, name) for name in fleet.accounts]
        answers = fetch_all(
            wanted,
            environment=fleet.environment,
            on_retry=lambda error, _pause: told.append(error),
        )

        assert all(isinstance(answer, Configuration) for answer in answers.values())
        refused = [one for one in fleet.requests if one.status == 429]
        assert 0 < len(refused) < 40
        assert all(isinstance(error, RateLimitedError) for error in told)


def test_retry_after_holds_all() -> None:
    """Nobody asks for anything before its time."""
    with FakeFleet(30) as fleet:
        times: list[float] = []

        def note(_request: object) -> None:
            times.append(time.monotonic())
            if len(times) > 11:  # those under way are answered after the one that is told to wait
                time.sleep(0.2)

        fleet.on_request(note)
        fleet.fail(RateLimited("2"), after=10)
        fetch(fleet)

        gaps = [later - sooner for sooner, later in pairwise(times)]
        assert len(times) == 31
        assert max(gaps) > 0.7  # less than two seconds: what is under way then arrives late
        assert len(gaps[gaps.index(max(gaps)) :]) >= 31 - 10 - 8


def test_a_service_that_wants_nothing_for_long_is_left_alone() -> None:
    """All others are named for that reason, unasked."""
    with FakeFleet(100) as fleet:
        fleet.fail(RateLimited("600"), times=1000, after=5)
        found = fetch(fleet)

        answered = [one for one in found.values() if isinstance(one, Configuration)]
        refused = [one for one in found.values() if isinstance(one, RateLimitedError)]
        assert (len(answered), len(refused)) == (5, 95)
        assert len(fleet.requests) <= 5 + 8
        assert sum("wants no request for" in one.message for one in refused) >= 95 - 8


def test_nobody_there() -> None:
    """A host that answers nobody is given up soon; every account is named all the same."""
    with FakeFleet(100) as fleet:
        fleet.stop()
        begun = time.monotonic()
        found = fetch(fleet)

        assert time.monotonic() - begun < LATE
        errors = [answer for answer in found.values() if isinstance(answer, ConnectionFailedError)]
        assert len(errors) == 100
        assert len({error.message for error in errors}) == 2


def test_fail_fast_ends_the_run() -> None:
    """Who was not asked for is told so."""
    with FakeFleet(100) as fleet:
        fleet["account-010"].fail(Refused(401, 20003, "no"))
        failed = threading.Event()
        told: list[Answer] = []

        def hold(_request: object) -> None:
            if len(fleet.requests) > 20:
                failed.wait(LATE)

        def tell(_wanted: object, answer: Answer) -> None:
            told.append(answer)
            if isinstance(answer, AuthenticationError):
                failed.set()

        fleet.on_request(hold)
        wanted = [live(fleet, name) for name in fleet.accounts]
        answers = fetch_all(wanted, environment=fleet.environment, fail_fast=True, on_answer=tell)

        assert list(answers) == wanted
        assert sorted(map(id, told)) == sorted(map(id, answers.values()))
        kinds = [type(answer) for answer in answers.values()]
        assert kinds.count(AuthenticationError) == 1
        assert kinds.count(NotAskedError) >= 70
        assert len(fleet.requests) <= 30


def test_interrupted_from_the_keyboard() -> None:
    """Within a moment, whatever is under way; with a command that runs, too."""
    with FakeFleet(30) as fleet:
        fleet.fail(Slow(2 * LATE), times=30)
        command = Access("AC" + "0" * 32, command=("sleep", str(2 * LATE)))
        wanted = [live(fleet, name) for name in fleet.accounts]
        wanted.append(LiveResource(api_url=fleet.url, access=command))

        def interrupt() -> None:
            while len(fleet.requests) < 8:
                time.sleep(0.005)
            os.kill(os.getpid(), signal.SIGINT)

        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        thread = threading.Thread(target=interrupt)
        thread.start()
        begun = time.monotonic()
        try:
            with pytest.raises(KeyboardInterrupt):
                fetch_all(wanted, environment={**fleet.environment, "PATH": os.environ["PATH"]})
        finally:
            thread.join()
            signal.signal(signal.SIGINT, before)

        assert time.monotonic() - begun < LATE


def test_commands_are_run_a_few_at_once_and_each_once(fleet: FakeFleet, tmp_path: Path) -> None:
    """A command that knows all accounts' tokens; what it prints goes to the right one."""
    code = (
        "import os, sys, time\n"
        "open(os.path.join(sys.argv[1], sys.argv[2]), 'a').write('x')\n"
        "print(open(os.path.join(sys.argv[1], 'tokens')).read().split()[int(sys.argv[2])])\n"
    )
    accounts = list(fleet.accounts.values())
    (tmp_path / "tokens").write_text(" ".join(one.credentials.auth_token for one in accounts))
    words = (sys.executable, "-c", code, str(tmp_path))
    wanted = [
        LiveResource(version, fleet.url, access=Access(one.account_sid, command=(*words, str(at))))
        for at, one in enumerate(accounts)
        for version in (None, "2.17.1")
    ]

    answers = fetch_all(wanted, environment={"PATH": os.environ["PATH"]})

    assert all(isinstance(answer, Configuration) for answer in answers.values())
    assert [(tmp_path / str(at)).read_text() for at in range(3)] == ["x"] * 3
    assert len(fleet.requests) == 6


def test_what_is_known_of_credentials_can_be_given(fleet: FakeFleet) -> None:
    """So that whoever goes on with the accounts needn't ask for them again."""
    known = CredentialsOf(fleet.environment)
    fetch_all([live(fleet, "prod-eu")], credentials=known)

    assert known.of(access_of(fleet["prod-eu"])).account_sid == fleet["prod-eu"].account_sid


def test_a_program_may_have_a_loop_of_its_own(fleet: FakeFleet) -> None:
    """As a notebook has, and Playwright: accounts are fetched all the same."""

    async def asynchronous() -> dict[str, Answer]:
        return fetch(fleet)

    found = run(asynchronous())

    assert [type(answer) for answer in found.values()] == [Configuration] * 3
