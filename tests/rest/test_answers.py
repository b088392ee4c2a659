"""What each answer of the service becomes, and what it says that a person can do."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge.rest import (
    Answer,
    AuthenticationError,
    CollisionError,
    Credentials,
    MediaTypeError,
    NoConfigurationError,
    RateLimitedError,
    ReadOnlyPropertyError,
    RejectedError,
    RestError,
    Retries,
    ServiceError,
    UiInitialisationError,
    UnexpectedAnswerError,
    WrongAccountError,
)
from appconfig_merge.rest.answers import Response, configuration, retry_after
from appconfig_merge.testing import (
    ACCOUNT_SID,
    API_KEY,
    API_SECRET,
    AUTH_TOKEN,
    CannedAnswer,
    FakeFlexApi,
)
from tests.rest.conftest import own_credentials
from tests.rest.failures import failure

if TYPE_CHECKING:
    from appconfig_merge.rest import Client
    from tests.rest.conftest import Connect

ONCE = Retries(attempts=1)
NOW = datetime(2026, 1, 1, tzinfo=UTC)
FIELDS = st.sampled_from(["code", "message", "more_info", "status"])
KEY = {"TWILIO_API_KEY": API_KEY, "TWILIO_API_SECRET": API_SECRET}
USED = "TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN were used"


def answered(status: int, body: bytes, credentials: Credentials | None = None) -> object:
    """What an answer with no headers is read as."""
    return configuration(Response(status, {}, body), "x", credentials or own_credentials(), NOW)


@pytest.mark.parametrize(
    ("status", "code", "kind", "help"),
    [
        (401, 20003, AuthenticationError, USED),
        (404, 20404, NoConfigurationError, f"check that {ACCOUNT_SID} is a Flex project"),
        (429, 20429, RateLimitedError, "wait a little and try again"),
        (401, 45002, AuthenticationError, USED),
        (400, 45004, RejectedError, "a type or content that the service refuses"),
        (422, 45008, RejectedError, "a type or content that the service refuses"),
        (400, 45009, RejectedError, "a type or content that the service refuses"),
        (404, 45101, NoConfigurationError, "--api-url is the API's address"),
        (409, 45102, CollisionError, "run the same command again"),
        (400, 45102, CollisionError, "run the same command again"),
        (500, 45304, ServiceError, "try again in a moment"),
        (500, 45600, UiInitialisationError, "concerns the Flex UI"),
        (429, 45780, RateLimitedError, "fewer at once"),
        (503, 45780, RateLimitedError, "fewer at once"),
        (418, 99999, RejectedError, "look at what it says"),
    ],
)
def test_each_documented_code(
    api: FakeFlexApi, connect: Connect, status: int, code: int, kind: type[RestError], help: str
) -> None:
    """The code alone decides the class; what the service said is kept, word for word."""
    client = connect(retries=ONCE)
    page = f"https://www.twilio.com/docs/errors/{code}"
    said = {"code": code, "message": "Said so.", "more_info": page, "status": status}
    api.fail(CannedAnswer(status, json.dumps(said).encode()))

    error = failure(kind, client.fetch)

    assert error.answer == Answer(status, code, "Said so.", page)
    assert help in (error.help or "")
    assert f"(HTTP {status}, error {code}): Said so." in error.message
    assert len(api.requests) == 1


@pytest.mark.parametrize(
    ("status", "kind", "help"),
    [
        (401, AuthenticationError, USED),
        (403, AuthenticationError, USED),
        (404, NoConfigurationError, "Flex project"),
        (409, CollisionError, "run the same command again"),
        (415, MediaTypeError, "a proxy that changes it"),
        (429, RateLimitedError, "wait a little"),
        (418, RejectedError, "proxy"),
        (500, ServiceError, "try again"),
        (502, ServiceError, "try again"),
        (503, ServiceError, "try again"),
        (599, ServiceError, "try again"),
        (300, UnexpectedAnswerError, "check that address"),
        (304, UnexpectedAnswerError, "check that address"),
        (204, UnexpectedAnswerError, "check --api-url"),
        (201, UnexpectedAnswerError, "check --api-url"),
    ],
)
@pytest.mark.parametrize("body", [b"", b"<html>a proxy</html>", b"[1]", b'{"code": "x"}', b"\xff"])
def test_each_status_without_a_code(
    status: int, kind: type[RestError], help: str, body: bytes
) -> None:
    """The status decides where a body tells no code, such as a proxy's page."""
    error = failure(kind, lambda: answered(status, body))

    assert error.answer == Answer(status)
    assert help in (error.help or "")
    assert str(status) in error.message


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>please log in</html>",
        b"[]",
        b"{}",
        b"null",
        b'{"account_sid": 1}',
        b'{"account_sid": "AC\xff"}',
        b'{"account_sid": "AC", "account_sid"',
        b"[" * 100_000,
        b'{"account_sid": "AC", "a": 1e999999999999999999999}',
    ],
)
def test_a_200_that_is_no_resource(api: FakeFlexApi, client: Client, body: bytes) -> None:
    """HTML, an array, invalid UTF-8, no account: told at once, without quoting any of it."""
    api.fail(CannedAnswer(200, body), times=3)

    error = failure(UnexpectedAnswerError, client.fetch)

    assert error.answer == Answer(200)
    assert "--api-url" in (error.help or "")
    assert len(api.requests) == 1


@pytest.mark.parametrize(
    ("message", "names"),
    [
        ("You are not allowed to modify property for [status].", ("status",)),
        ("You are not allowed to modify property for [status, url].", ("status", "url")),
        ("You are not allowed to modify property for [status,url, ].", ("status", "url")),
    ],
)
def test_45004_that_names_properties(message: str, names: tuple[str, ...]) -> None:
    """Each property that the service names is there to be read, and in the help."""
    body = json.dumps({"code": 45004, "message": message}).encode()

    error = failure(ReadOnlyPropertyError, lambda: answered(400, body))

    assert error.properties == names
    assert f"leave out {', '.join(names)}" in (error.help or "")


@pytest.mark.parametrize("message", ["no names", "[", "[]", "][", "[ , ]", None, 5])
def test_45004_that_names_none(message: object) -> None:
    """Anything else with that code is a plain refusal."""
    failure(
        RejectedError,
        lambda: answered(400, json.dumps({"code": 45004, "message": message}).encode()),
    )


def test_refused_credentials_name_the_key_that_was_used() -> None:
    """The hint is about the variables whose values were sent."""
    key = Credentials.from_environment(KEY)
    error = failure(AuthenticationError, lambda: answered(401, b"", credentials=key))

    assert "TWILIO_API_KEY and TWILIO_API_SECRET were used" in (error.help or "")
    assert "US1" in (error.help or "")


@pytest.mark.parametrize("field", ["message", "more_info"])
@pytest.mark.parametrize("where", ["plain", "base64"])
def test_an_answer_that_repeats_the_credentials(
    api: FakeFlexApi, client: Client, field: str, where: str
) -> None:
    """Whatever the service or a proxy quotes of them is masked."""
    from tests.rest.failures import SECRETS

    said = AUTH_TOKEN if where == "plain" else SECRETS[3]
    api.fail(CannedAnswer(403, json.dumps({"code": 20003, field: f"you sent {said}"}).encode()))

    error = failure(AuthenticationError, client.fetch)

    assert error.answer._asdict()[field].startswith("you sent ")


@pytest.mark.parametrize(
    "body",
    [
        f"<html>{AUTH_TOKEN}</html>",
        f'{{"account_sid": {AUTH_TOKEN}}}',
        f'["{AUTH_TOKEN}"]',
        f'{{"note": "{AUTH_TOKEN}"}}',
    ],
)
@pytest.mark.parametrize("status", [200, 404, 502])
def test_an_odd_answer_that_repeats_the_credentials(
    api: FakeFlexApi, connect: Connect, status: int, body: str
) -> None:
    """A page of debugging output, echoing the request, is shown nowhere."""
    client = connect(retries=ONCE)
    api.fail(CannedAnswer(status, body.encode()))
    kinds = {200: UnexpectedAnswerError, 404: NoConfigurationError, 502: ServiceError}

    failure(kinds[status], client.fetch)


def test_a_long_message_is_cut() -> None:
    """An error's text stays readable whatever the service says."""
    body = json.dumps({"message": "m" * 100_000}).encode()

    assert len(str(failure(RejectedError, lambda: answered(400, body)))) < 500


def test_the_resource_of_another_account(connect: Connect) -> None:
    """Credentials of one account with the SID of another: told, never mixed up."""
    other = "AC" + "1" * 32
    with FakeFlexApi({"account_sid": other}, account_sid=other) as api:
        key = Credentials.from_environment({**KEY, "TWILIO_ACCOUNT_SID": ACCOUNT_SID})
        client = connect(api.url, credentials=key)

        error = failure(WrongAccountError, client.fetch)

    assert other in error.message
    assert ACCOUNT_SID in error.message
    assert "TWILIO_ACCOUNT_SID" in (error.help or "")


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0),
        ("7", 7),
        (" 7 ", 7),
        ("007", 7),
        (None, None),
        ("", None),
        ("-1", None),
        ("1.5", None),
        ("1e3", None),
        ("soon", None),
        ("٣", None),
        ("²", None),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0),
        ("Wed, 21 Oct 2015 07:28:00", 0),
        ("Fri, 31 Dec 0001 99:99:99 GMT", None),
        ("Mon, 01 Jan 99999999999 00:00:00 GMT", None),
    ],
)
def test_reading_retry_after(value: str | None, seconds: float | None) -> None:
    """Seconds or an HTTP date (RFC 9110, 10.2.3); a date that is past is now."""
    assert retry_after(value) == seconds


def test_retry_after_a_date_to_come() -> None:
    """The seconds until then."""
    then = datetime.now(UTC) + timedelta(seconds=60)

    assert 55 < (retry_after(format_datetime(then, usegmt=True)) or 0) <= 60


@given(
    st.text()
    | st.from_regex(r"\d{1,30}", fullmatch=True)
    | st.from_regex(r"[A-Z][a-z]{2}, \d\d? [A-Z][a-z]{2} \d{1,5} \d\d:\d\d:\d\d( [-+]\d{1,6})?")
    | st.datetimes().map(lambda at: f"{at:%a, %d %b %Y %H:%M:%S} -9999")
)
def test_no_retry_after_does_harm(value: str) -> None:
    """Whatever stands there, it is no time or a time that is not negative."""
    seconds = retry_after(value)

    assert seconds is None or seconds >= 0


@given(st.integers(100, 599), st.dictionaries(st.just("retry-after"), st.text()), st.binary())
def test_any_answer_is_a_resource_or_a_rest_error(
    status: int, headers: dict[str, str], body: bytes
) -> None:
    """No answer whatever raises anything else."""
    with pytest.raises(RestError):
        configuration(Response(status, headers, body), "x", own_credentials(), NOW)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
        lambda parts: st.lists(parts) | st.dictionaries(FIELDS | st.text(), parts),
    )
    | st.dictionaries(FIELDS, st.integers() | st.text() | st.none())
)
def test_any_json_of_a_refusal_is_a_rest_error(value: object) -> None:
    """Fields of any type are taken or left, never trusted."""
    with pytest.raises(RestError):
        answered(400, json.dumps(value).encode())
