"""Many accounts behind one server: each by its credentials, all together under the same limits."""

from __future__ import annotations

import threading
import tomllib
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from appconfig_merge.errors import InputError
from appconfig_merge.testing import FakeFleet, RateLimited, ServerError, Slow
from tests.hanging import LATE
from tests.testing.client import PATH, client, outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.testing import FleetAccount


@pytest.fixture
def fleet() -> Iterator[FakeFleet]:
    """Three accounts by name."""
    with FakeFleet(["prod-eu", "prod-us", "staging"]) as fleet:
        yield fleet


def pair(account: FleetAccount) -> tuple[str, str]:
    """The account SID and auth token of an account."""
    sid, token, _, _ = account.environment.values()
    return sid, token


def key_pair(account: FleetAccount) -> tuple[str, str]:
    """The API key and secret of an account."""
    _, _, key, secret = account.environment.values()
    return key, secret


def get(fleet: FakeFleet, auth: tuple[str, str], **options: Any) -> httpx.Response:
    """One GET with these credentials."""
    with client(fleet, auth=auth) as http:
        return http.get(PATH, **options)


def _wait(met: threading.Barrier) -> None:
    met.wait()


def test_each_account_has_its_own_resource(fleet: FakeFleet) -> None:
    """Which one is answered, and changed, is a matter of the credentials, of either kind."""
    for account in fleet.accounts.values():
        assert get(fleet, pair(account)).json()["account_sid"] == account.account_sid
        assert get(fleet, key_pair(account)).content == account.body
    before = fleet["prod-us"].body
    change = {"account_sid": fleet["prod-eu"].account_sid, "ui_language": "fr-FR"}

    with client(fleet, auth=pair(fleet["prod-eu"])) as http:
        answer = http.post(PATH, json=change)

    assert answer.json()["ui_language"] == "fr-FR"
    assert (fleet["prod-eu"].resource or {})["ui_language"] == "fr-FR"
    assert fleet["prod-us"].body == before


def test_credentials_are_other_ones_for_each_account() -> None:
    """So are the names of the variables, also where names are alike for a shell."""
    fleet = FakeFleet(["a-b", "a.b", "7", "é"])
    values = list(fleet.environment.values())

    assert len(set(values)) == len(values) == 16
    prefixes = [one.prefix for one in fleet.accounts.values()]
    assert prefixes == ["A_B", "A_B_2", "ACCOUNT_7", "ACCOUNT"]
    assert fleet.environment["A_B_2_ACCOUNT_SID"] == "AC" + "0" * 31 + "2"


def test_other_credentials_open_nothing(fleet: FakeFleet) -> None:
    """No account's token with another's SID, no unknown pair, nothing at all."""
    sid, token = fleet["prod-eu"].account_sid, pair(fleet["prod-us"])[1]
    wrong = [(sid, token), ("", ""), ("AC" + "f" * 32, token)]

    assert [outcome(get(fleet, auth)) for auth in wrong] == [(401, 20003)] * 3
    with client(fleet, auth=None) as http:
        assert http.get(PATH).status_code == 401
    assert [one.account_sid for one in fleet.requests] == [""] * 4
    assert [one.status for one in fleet["prod-eu"].requests] == [401]


def test_a_request_is_recorded_with_its_account(fleet: FakeFleet) -> None:
    """In the record of all, and in the account's own."""
    get(fleet, pair(fleet["staging"]))
    get(fleet, key_pair(fleet["prod-us"]))

    accounts = [fleet["staging"].account_sid, fleet["prod-us"].account_sid]
    assert [(one.account_sid, one.status) for one in fleet.requests] == [
        (sid, 200) for sid in accounts
    ]
    assert fleet["prod-us"].requests == fleet.requests[1:]
    assert fleet["prod-eu"].requests == ()


@pytest.mark.parametrize("where", ["params", "headers", "cookies", "path", "secret"])
def test_what_a_request_reveals_of_another_account_is_recorded(
    fleet: FakeFleet, where: str
) -> None:
    """Wherever in it, and whatever opens the account: its token, its secret, its cookie."""
    other = fleet["prod-us"]
    value = get(fleet, pair(other)).cookies["flex_session"]
    kinds: dict[str, dict[str, Any]] = {
        "params": {"params": {"q": f"x{pair(other)[1]}"}},
        "headers": {"headers": {"X-Account": other.account_sid}},
        "cookies": {"headers": {"Cookie": f"flex_session={value}"}},
        "secret": {"headers": {"X-Old": f"is {key_pair(other)[1]}"}},
        "path": {"params": {pair(other)[1]: ""}},
    }
    mine = fleet["staging"]

    get(fleet, pair(mine))
    get(fleet, pair(mine), **kinds[where])

    last = fleet.requests[-2:]
    assert [one.reveals - {mine.account_sid} for one in last] == [set(), {other.account_sid}]


def test_a_fault_of_one_account_is_not_met_by_another(fleet: FakeFleet) -> None:
    """And one of the fleet's is met by whoever comes first, before the account's own."""
    fleet["prod-eu"].fail(ServerError(500))
    fleet.fail(RateLimited())

    assert get(fleet, pair(fleet["prod-us"])).status_code == 429
    assert get(fleet, pair(fleet["prod-us"])).status_code == 200
    assert get(fleet, pair(fleet["prod-eu"])).status_code == 500
    assert get(fleet, pair(fleet["prod-eu"])).status_code == 200


def test_hooks_of_all_and_of_one(fleet: FakeFleet) -> None:
    """The fleet's hooks know whose request it is."""
    seen: list[tuple[str, str]] = []
    fleet.on_request(lambda one: seen.append(("all", one.account_sid)))
    fleet["staging"].on_answer(lambda one: seen.append((str(one.status), one.account_sid)))

    get(fleet, pair(fleet["staging"]))
    get(fleet, pair(fleet["prod-eu"]))

    mine = fleet["staging"].account_sid
    assert seen == [("all", mine), ("200", mine), ("all", fleet["prod-eu"].account_sid)]


def test_too_many_at_once_are_refused() -> None:
    """With 429 and Retry-After; how many there were is known."""
    met = threading.Barrier(5, timeout=LATE)
    with FakeFleet(5, max_at_once=3, retry_after="7") as fleet, ThreadPoolExecutor(5) as pool:
        fleet.on_request(lambda _: _wait(met))
        answers = list(pool.map(lambda one: get(fleet, pair(one)), fleet.accounts.values()))

        assert sorted(one.status_code for one in answers) == [200, 200, 200, 429, 429]
        assert {one.headers.get("Retry-After") for one in answers} == {None, "7"}
        assert fleet.most_at_once == 5


def test_too_many_in_a_second_are_refused() -> None:
    """Those refused don't count; a limit may come without Retry-After."""
    with FakeFleet(1, per_second=2, retry_after=None) as fleet:
        answers = [get(fleet, pair(fleet["account-001"])) for _ in range(4)]

        assert [one.status_code for one in answers] == [200, 200, 429, 429]
        assert "Retry-After" not in answers[-1].headers


def test_every_answer_can_be_slow() -> None:
    """So that requests meet; one that waits is cut short where the server stops."""
    with ThreadPoolExecutor(4) as pool:
        with FakeFleet(4) as fleet:
            fleet.answer_seconds = 60
            pending = [pool.submit(get, fleet, pair(one)) for one in fleet.accounts.values()]
            while len(fleet.requests) < 4:
                assert not any(one.done() for one in pending)
        assert all(isinstance(one.exception(), httpx.TransportError) for one in pending)

    assert fleet.most_at_once == 4
    assert [one.status for one in fleet.requests] == [None] * 4


def test_a_slow_account_keeps_no_other_waiting(fleet: FakeFleet) -> None:
    """Each connection has its own thread."""
    fleet["prod-eu"].fail(Slow(60))
    with ThreadPoolExecutor(1) as pool:
        pending = pool.submit(get, fleet, pair(fleet["prod-eu"]))
        assert get(fleet, pair(fleet["prod-us"])).status_code == 200
        assert not pending.done()
        fleet.stop()
        assert isinstance(pending.exception(), httpx.TransportError)


def test_three_hundred_accounts() -> None:
    """Named by their number, with differences that are the same in each run."""
    one, other = FakeFleet(300), FakeFleet(300)

    assert list(one.accounts)[::299] == ["account-001", "account-300"]
    assert all(account.body == other[name].body for name, account in one.accounts.items())
    stored = [(account.resource or {})["ui_attributes"] for account in one.accounts.values()]
    assert sum(ui["logLevel"] == "info" for ui in stored) == 30
    assert {ui["custom_data"]["region"] for ui in stored} == {"emea", "us", "apac"}


def test_resources_that_are_given_stay_as_they_are() -> None:
    """But for their account; those of None are made from the base."""
    given = {"a": {"ui_attributes": {"x": 1}}, "b": None, "c": {}}
    fleet = FakeFleet(given, base={"ui_attributes": 7, "extra": True})

    sids = [one.account_sid for one in fleet.accounts.values()]
    assert fleet["a"].resource == {"ui_attributes": {"x": 1}, "account_sid": sids[0]}
    assert fleet["b"].resource == {
        "ui_attributes": {"custom_data": {"region": "apac"}},
        "extra": True,
        "account_sid": sids[1],
    }
    assert fleet["c"].resource == {"account_sid": sids[2]}


def test_two_accounts_of_one_name_are_refused() -> None:
    """One of them would be lost."""
    with pytest.raises(InputError, match="same name"):
        FakeFleet(["a", "a"])


def test_the_environments_file(fleet: FakeFleet) -> None:
    """It names variables, and never has what is in them."""
    text = fleet.environments_toml(app_config="public/appConfig.js", flex_ui="2.17.1")
    read = tomllib.loads(text)

    assert read["defaults"] == {
        "live": True,
        "api_url": fleet.url,
        "app_config": "public/appConfig.js",
        "flex_ui": "2.17.1",
    }
    assert read["environments"]["prod-us"] == {
        "account_sid": fleet["prod-us"].account_sid,
        "account_sid_env": "PROD_US_ACCOUNT_SID",
        "auth_token_env": "PROD_US_AUTH_TOKEN",
    }
    with_keys = tomllib.loads(fleet.environments_toml(with_keys=True))["environments"]
    assert with_keys["staging"]["api_secret_env"] == "STAGING_API_SECRET"
    secrets = [secret for one in fleet.accounts.values() for secret in (*pair(one)[1:],)]
    assert not any(secret in text for secret in secrets)


def test_an_odd_name_is_a_key_all_the_same() -> None:
    """TOML takes quoted keys."""
    with FakeFleet(['a "b".c']) as fleet:
        assert list(tomllib.loads(fleet.environments_toml())["environments"]) == ['a "b".c']
