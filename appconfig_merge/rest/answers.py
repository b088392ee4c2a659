"""What the service's answers mean: a Configuration resource, or one of the documented errors."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from appconfig_merge.errors import AppConfigError
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.rest.configuration import Configuration
from appconfig_merge.rest.document import parse
from appconfig_merge.rest.errors import (
    Answer,
    AuthenticationError,
    CollisionError,
    MediaTypeError,
    NoConfigurationError,
    RateLimitedError,
    ReadOnlyPropertyError,
    RejectedError,
    RestError,
    ServiceError,
    UiInitialisationError,
    UnexpectedAnswerError,
    named_properties,
    not_allowed,
)
from appconfig_merge.secrets.texts import redact
from appconfig_merge.source import Source

if TYPE_CHECKING:
    from appconfig_merge.rest.credentials import Credentials

_LONGEST_MESSAGE = 300
_LONGEST_WAIT = 1e9
_CODES = 1_000_000


class Response(NamedTuple):
    """An answer off the wire; header names are in lower case.

    Its repr is its status alone: a traceback may show it, and the rest may hold anything.
    """

    status: int
    headers: dict[str, str]
    body: bytes

    def __repr__(self) -> str:
        return f"Response({self.status})"


_NO_FLEX = (
    "this account has no Flex configuration: check that {account} is a Flex project, and that "
    "--api-url is the API's address"
)
_VALUES = "a value has a type or content that the service refuses; nothing was changed"
_ODD = "look at what it says, at --api-url, and for a proxy on the way"

# https://www.twilio.com/docs/api/errors, the codes that concern this resource
_BY_CODE: dict[int, tuple[type[RestError], str, str]] = {
    20003: (AuthenticationError, "the credentials were refused", "{credentials}"),
    20404: (NoConfigurationError, "the service found nothing at this address", _NO_FLEX),
    20429: (RateLimitedError, "too many requests", "wait a little and try again"),
    45002: (AuthenticationError, "Flex refused the credentials", "{credentials}"),
    45004: (RejectedError, "the service refuses the change", _VALUES),
    45008: (RejectedError, "the service can't process the change", _VALUES),
    45009: (RejectedError, "the service reports an error in the configuration", _VALUES),
    45101: (NoConfigurationError, "the account has no Flex configuration", _NO_FLEX),
    45102: (
        CollisionError,
        "another change of the configuration was under way",
        "wait until it is done, and run the same command again",
    ),
    45304: (ServiceError, "the service ran out of time", "try again in a moment"),
    45600: (
        UiInitialisationError,
        "the service reports that the Flex UI could not be initialised",
        "this concerns the Flex UI, not this request; see the page on error 45600",
    ),
    45780: (
        RateLimitedError,
        "too many requests to Flex at the same time",
        "wait a little and try again, with fewer at once",
    ),
}
_BY_STATUS: dict[int, tuple[type[RestError], str, str]] = {
    401: _BY_CODE[20003],
    403: (AuthenticationError, "access was denied", "{credentials}"),
    404: _BY_CODE[20404],
    408: (ServiceError, "the service gave up waiting for the request", "try again in a moment"),
    409: _BY_CODE[45102],
    415: (
        MediaTypeError,
        "the service got no JSON",
        "the request says Content-Type: application/json; look for a proxy that changes it",
    ),
    429: _BY_CODE[20429],
}


def configuration(
    response: Response,
    name: str,
    credentials: Credentials,
    at: datetime,
    sent: tuple[str, ...] = (),
) -> Configuration:
    """The resource in an answer. Raises RestError for every other answer.

    ``sent`` are secrets that the request had in it: the service may quote them.
    """
    if response.status != 200:
        raise failure(response, credentials, sent)
    try:
        return Configuration.from_bytes(name, response.body, at)
    except AppConfigError as error:
        code = error.code
    # Raised here, not above: the error's text may quote the body, and the body may hold anything.
    raise UnexpectedAnswerError(
        f"the answer is not a Configuration resource ({code})",
        help="check --api-url, and what proxies there are on the way",
        answer=Answer(response.status),
    )


def failure(response: Response, credentials: Credentials, sent: tuple[str, ...] = ()) -> RestError:
    """The error that an answer other than 200 stands for."""
    answer = _read(response, (*credentials.known_secrets, *sent))
    if 300 <= response.status < 400:
        return UnexpectedAnswerError(
            f"the service answered {response.status}, a redirect, which is not followed",
            help="credentials are sent to the address of --api-url only; check that address",
            answer=answer,
        )
    entry = _BY_CODE.get(answer.code or 0) or _BY_STATUS.get(response.status)
    if entry is None and response.status >= 500:
        entry = (ServiceError, "the service failed", "try again in a moment")
    elif entry is None and response.status >= 400:
        entry = (RejectedError, "the service refuses the request", _ODD)
    elif entry is None:
        entry = (UnexpectedAnswerError, "the answer is not what this API gives", "check --api-url")
    kind, what, help = entry
    help = help.format(
        credentials=credentials.hint(), account=credentials.account_sid or "the key's account"
    )
    properties = named_properties(answer.message or "")
    if answer.code == 45004 and properties:
        kind, what = ReadOnlyPropertyError, not_allowed(properties)
        help = f"leave out {', '.join(properties)}: nothing of this request was applied"
        return kind(f"{what} ({_origin(answer)})", help=help, answer=answer)
    said = f": {answer.message}" if answer.message else ""
    return kind(f"{what} ({_origin(answer)}){said}", help=help, answer=answer)


def _origin(answer: Answer) -> str:
    parts = [f"HTTP {answer.status}"]
    if answer.code is not None:
        parts.append(f"error {answer.code}")
    return ", ".join(parts)


def _read(response: Response, secrets: tuple[str, ...]) -> Answer:
    """The parts of an error's body, as far as it has them; a proxy's page has none."""
    found: dict[str, Any] = {}
    try:
        value = parse(Source.from_bytes("answer", response.body, "json"))
    except AppConfigError:
        value = None
    if isinstance(value, dict):
        found = value
    code, message, more_info = found.get("code"), found.get("message"), found.get("more_info")
    return Answer(
        response.status,
        code if type(code) is int and 0 <= code < _CODES else None,
        _text(message, secrets),
        _text(more_info, secrets),
        retry_after(response.headers.get("retry-after")),
    )


def _text(value: object, secrets: tuple[str, ...]) -> str | None:
    return redact(value, secrets)[:_LONGEST_MESSAGE] if isinstance(value, str) else None


def retry_after(value: str | None) -> float | None:
    """The seconds that a Retry-After header asks for: a number, or a date (RFC 9110, 10.2.3).

    Gives None for anything else, and a billion for any larger number.
    """
    if value is None:
        return None
    text = value.strip()
    if text.isascii() and text.isdigit():
        return min(float(text), _LONGEST_WAIT)
    try:
        when = parsedate_to_datetime(text)
    except (TypeError, ValueError, OverflowError):
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return max((when - datetime.now(UTC)).total_seconds(), 0.0)
