"""The client's two calls: what goes over the wire, what comes back, what is said of it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge import AppConfigError
from appconfig_merge.rest import (
    AuthenticationError,
    Client,
    Credentials,
    CredentialsError,
    EndpointError,
    NoConfigurationError,
    RestError,
    Retries,
)
from appconfig_merge.rest.document import from_python
from appconfig_merge.testing import (
    ACCOUNT_SID,
    API_KEY,
    API_SECRET,
    AUTH_TOKEN,
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
from tests.rest.conftest import own_credentials
from tests.rest.failures import SECRETS, failure

if TYPE_CHECKING:
    from appconfig_merge.testing import Fault
    from tests.rest.conftest import Connect

KEY = Credentials.from_environment({"TWILIO_API_KEY": API_KEY, "TWILIO_API_SECRET": API_SECRET})


def test_fetched_is_what_was_answered(api: FakeFlexApi, client: Client) -> None:
    """Byte for byte, with the time at which it was asked for."""
    before = datetime.now(UTC)
    fetched = client.fetch()

    assert fetched.body == api.body
    assert fetched.fetched_at is not None
    assert before <= fetched.fetched_at <= datetime.now(UTC)
    assert fetched.account_sid == ACCOUNT_SID


@pytest.mark.parametrize("version", ["2.x.auto", "~2.0.0", "a b&c=d#e", "", "é"])
def test_fetching_a_pinned_ui_version(api: FakeFlexApi, client: Client, version: str) -> None:
    """It travels as the query UiVersion, encoded."""
    client.fetch(version)

    (request,) = api.requests
    assert request.query == {"UiVersion": version}
    assert request.path == "/v1/Configuration"


def test_a_pinned_ui_version_that_cannot_be_sent(client: Client) -> None:
    """Not text: refused like any other bad input."""
    with pytest.raises(AppConfigError):
        client.fetch("\udcff")


def test_what_every_request_says_of_itself(api: FakeFlexApi, client: Client) -> None:
    """Who asks, and for what."""
    client.fetch()
    client.update({"attributes": {}})

    for request in api.requests:
        assert request.headers["user-agent"].startswith("appconfig-merge/")
        assert request.headers["accept"] == "application/json"


def test_an_api_key_goes_as_basic_authentication(api: FakeFlexApi, connect: Connect) -> None:
    """The fake accepts the key and its secret."""
    assert connect(credentials=KEY).fetch().properties == api.resource


def test_the_account_of_an_update_with_a_key_alone(api: FakeFlexApi, connect: Connect) -> None:
    """It is the resource's own, which is fetched for it; or the one that is given."""
    client = connect(credentials=KEY)

    client.update({"attributes": {"a": 1}})
    client.update({"attributes": {"a": 2}}, account_sid=ACCOUNT_SID)

    assert [request.method for request in api.requests] == ["GET", "POST", "POST"]
    assert {json.loads(one.body)["account_sid"] for one in api.requests[1:]} == {ACCOUNT_SID}


def test_wrong_credentials(api: FakeFlexApi, connect: Connect) -> None:
    """20003, once, with the variables to look at."""
    wrong = Credentials.from_environment(
        {"TWILIO_ACCOUNT_SID": ACCOUNT_SID, "TWILIO_AUTH_TOKEN": f"{AUTH_TOKEN}\n"}
    )
    client = connect(credentials=wrong)

    error = failure(AuthenticationError, client.fetch)

    assert error.answer.code == 20003
    assert "TWILIO_AUTH_TOKEN begins or ends with white space" in (error.help or "")
    assert len(api.requests) == 1


@pytest.mark.parametrize(
    "fault",
    [
        RateLimited("99"),
        Collision(),
        ServerError(502, body=b"<html>"),
        Refused(400, 45004, "no"),
        Slow(1.0),
        CutOff("before"),
        CutOff("halfway"),
        Redirect("https://other.invalid"),
        CannedAnswer(200, b"[]"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_failure_tells_a_keys_secret(
    api: FakeFlexApi, connect: Connect, method: str, fault: Fault
) -> None:
    """An API key's secret and its header stay as unseen as an auth token."""
    client = connect(credentials=KEY, read_timeout=0.1, retries=Retries(attempts=1))
    change: dict[str, object] = {"attributes": {}}

    def call() -> object:
        if method == "GET":
            return client.fetch()
        return client.update(change, account_sid=ACCOUNT_SID)

    api.fail(fault, times=2)
    with pytest.raises(RestError) as caught:
        call()

    failure(type(caught.value), call)


@pytest.mark.parametrize(
    "leak",
    [
        "raise AppConfigError(SECRET)",
        "raise AppConfigError('x') from ValueError(SECRET)",
        "try:\n  raise ValueError(SECRET)\nexcept ValueError: raise AppConfigError('x') from None",
        "def leak():\n  local = SECRET\n  raise AppConfigError('x')\nleak()",
        "raise AppConfigError('x', help=SECRET)",
    ],
)
def test_a_leak_would_be_found(leak: str) -> None:
    """The check that every failure here goes through does see what it looks for."""
    code = compile(leak, "elsewhere.py", "exec")
    names = {"SECRET": SECRETS[3], "AppConfigError": AppConfigError}

    with pytest.raises(AssertionError):
        failure(AppConfigError, lambda: exec(code, names))


def test_an_account_without_flex(api: FakeFlexApi, client: Client) -> None:
    """45101, with the account to look at."""
    api.resource = None

    error = failure(NoConfigurationError, client.fetch)

    assert error.answer.code == 45101
    assert ACCOUNT_SID in (error.help or "")


def test_numbers_keep_every_digit(api: FakeFlexApi, client: Client) -> None:
    """There and back, whatever a float would make of them."""
    digits = Decimal("0.1000000000000000055511151231257827")
    value = {"long": 12345678901234567890123, "exact": digits}

    client.update({"attributes": value})

    assert client.fetch().properties["attributes"] == value
    assert b"12345678901234567890123" in api.body
    assert str(digits).encode() in api.body


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {1, 2}, {1: 2}, b"", object()])
def test_changes_that_json_cannot_say(api: FakeFlexApi, client: Client, value: object) -> None:
    """They are refused before anything is sent."""
    with pytest.raises(AppConfigError):
        client.update({"attributes": value})

    assert api.requests == ()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda parts: st.lists(parts, max_size=4) | st.dictionaries(st.text(), parts, max_size=4),
    max_leaves=10,
)  # fmt: skip


def test_what_is_updated_is_what_is_stored() -> None:
    """Any JSON value of any property comes back as it went."""
    with FakeFlexApi() as api, Client(own_credentials(), api_url=api.url) as client:

        @given(st.sampled_from(["attributes", "ui_attributes", "ui_language"]), JSON)
        def there_and_back(name: str, value: object) -> None:
            answered = client.update({name: value})

            assert answered.properties[name] == from_python(value)
            assert client.fetch().body == answered.body

        there_and_back()


@pytest.mark.parametrize("path", ["", "/", "/v1/Configuration", "/v1/Configuration/"])
def test_from_the_environment(api: FakeFlexApi, path: str) -> None:
    """Credentials and address, which may be given with the resource's path."""
    environment = {**api.environment, "EFFECTIVE_CONFIG_API_URL": f"{api.url}{path}"}
    with Client.from_environment(environment) as client:
        assert client.fetch().properties == api.resource


def test_an_address_that_is_given_wins(api: FakeFlexApi) -> None:
    """Over the environment's."""
    environment = {**api.environment, "EFFECTIVE_CONFIG_API_URL": "https://other.invalid"}
    with Client.from_environment(environment, api_url=api.url) as client:
        client.fetch()


def test_the_documented_address_unless_told_another() -> None:
    """An empty variable counts as none."""
    environment = {
        "TWILIO_ACCOUNT_SID": ACCOUNT_SID,
        "TWILIO_AUTH_TOKEN": AUTH_TOKEN,
        "EFFECTIVE_CONFIG_API_URL": "",
    }
    with Client.from_environment(environment) as client:
        assert "'https://flex-api.twilio.com/v1/Configuration'" in repr(client)


def test_nothing_to_begin_with(api: FakeFlexApi) -> None:
    """No credentials, or an address that must not be used: told before anything is sent."""
    failure(CredentialsError, lambda: Client.from_environment({}))
    failure(
        EndpointError,
        lambda: Client.from_environment(api.environment, api_url="http://flex-api.twilio.com"),
    )


def test_the_repr_shows_no_secret(connect: Connect) -> None:
    """Neither of the client nor of its credentials, in any form."""
    for credentials in (own_credentials(), KEY):
        client = connect(credentials=credentials)
        shown = f"{client!r} {client} {credentials!r} {credentials}"
        assert not any(secret in shown for secret in SECRETS)
        assert " and ".join(credentials.variables) in shown
