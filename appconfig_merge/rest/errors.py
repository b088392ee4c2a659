"""What can go wrong between here and the Flex API, each with what a person can do about it.

The documented codes are those of Twilio's error dictionary and of the page "Flex Configuration
REST API". Where Twilio documents no HTTP status for a code, the code alone decides.

What follows a failed POST of an update (see :mod:`appconfig_merge.rest.updating`):

=======================================  ===========  =========  =======  =========================
answer                                   unprocessed  permanent  settled  what is done
=======================================  ===========  =========  =======  =========================
no connection, 429, 45780, 45102         yes          no         yes      look, send again
5xx, 45304, 408, late or cut off         no           no         no       look, send again
2xx without a resource, undecodable      no           no         no       look, send again
401, 403, 4xx and their codes, TLS       yes          yes        yes      report: nothing changed
redirect, another account's resource     no           yes        yes      look, report what it shows
45600, unless with 5xx                   no           yes        yes      look, report what it shows
45600 with 5xx                           no           yes        no       look, report: not known
=======================================  ===========  =========  =======  =========================
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from appconfig_merge.errors import AppConfigError, ExitCode
from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Literal

    from appconfig_merge.location import Location


class Answer(NamedTuple):
    """What the service said of a failure. Each part is None where its answer had none.

    ``status`` is the HTTP status, ``code`` and ``message`` are Twilio's, ``more_info`` is the
    address of its page on the code, ``retry_after`` the seconds it asks a client to wait.
    """

    status: int | None = None
    code: int | None = None
    message: str | None = None
    more_info: str | None = None
    retry_after: float | None = None


class CredentialsError(AppConfigError):
    """The environment has no credentials, or they can't be used. Nothing was sent."""

    code = "missing-credentials"


class EndpointError(AppConfigError):
    """The address of the API can't be used. Nothing was sent."""

    code = "unusable-api-url"


class RestError(AppConfigError):
    """Base class of every failure to talk with the Flex API.

    ``answer`` keeps what the service said; it is empty where there was no answer.
    """

    code = "rest-failure"
    exit_code = ExitCode.SERVICE

    transient: ClassVar[bool] = False
    """Whether the same request may well succeed a moment later."""

    unprocessed: ClassVar[bool] = False
    """Whether the service certainly didn't do what the request asks, and never will."""

    @property
    def permanent(self) -> bool:
        """Whether the same request would be answered the same way again."""
        return not self.transient

    @property
    def settled(self) -> bool:
        """Whether nothing more comes of the request: what is stored now is all that it did."""
        return self.unprocessed or (self.permanent and (self.answer.status or 0) < 500)

    def __init__(
        self,
        message: str,
        *,
        location: Location | None = None,
        line_text: str | None = None,
        help: str | None = None,
        answer: Answer | None = None,
    ) -> None:
        super().__init__(message, location=location, line_text=line_text, help=help)
        self.answer = answer or Answer()


class ConnectionFailedError(RestError):
    """No connection came about, so nothing was sent: name, network or proxy."""

    code = "no-connection"
    transient = True
    unprocessed = True


class UntrustedServerError(RestError):
    """The server's certificate isn't trusted; nothing was sent."""

    code = "untrusted-server"
    unprocessed = True


class NoAnswerError(RestError):
    """The connection broke or time ran out before the answer was whole."""

    code = "no-answer"
    transient = True


class UnexpectedAnswerError(RestError):
    """The answer isn't what the Configuration resource answers: not JSON, a redirect, too long."""

    code = "unexpected-answer"

    @property
    def permanent(self) -> bool:
        """A redirect is. Any other may have been broken on its way, and be whole the next time."""
        return 300 <= (self.answer.status or 0) < 400


class AuthenticationError(RestError):
    """401, 20003 or 45002: the credentials were refused."""

    code = "authentication-failed"
    unprocessed = True


class RejectedError(RestError):
    """4xx, 45004, 45008 or 45009: the service understood the request and refuses it."""

    code = "rejected"
    unprocessed = True


class ReadOnlyPropertyError(RejectedError):
    """45004 that names properties; ``properties`` are those it names."""

    code = "read-only-property"

    @property
    def properties(self) -> tuple[str, ...]:
        """The names in the service's message."""
        return named_properties(self.answer.message or "")


class NoConfigurationError(RestError):
    """404, 20404 or 45101: the account has no Flex configuration."""

    code = "no-flex-configuration"
    unprocessed = True


class CollisionError(RestError):
    """45102: another change of the configuration was under way. This one was not made."""

    code = "collision"
    transient = True
    unprocessed = True


class MediaTypeError(RestError):
    """415: something on the way changed or dropped ``Content-Type: application/json``."""

    code = "unsupported-media-type"
    unprocessed = True


class RateLimitedError(RestError):
    """429, 20429 or 45780: too many requests; this one was not processed."""

    code = "rate-limited"
    transient = True
    unprocessed = True


class ServiceError(RestError):
    """5xx or 45304: the service failed; whether it did what was asked is not known."""

    code = "service-failure"
    transient = True


class UiInitialisationError(RestError):
    """45600: an error of the Flex UI's start, not of this resource."""

    code = "ui-initialisation"


class WrongAccountError(RestError):
    """The resource or backup is of another account than the credentials are."""

    code = "wrong-account"


class EditError(AppConfigError):
    """An edit is malformed, or can't be applied to the resource as it is."""

    code = "impossible-edit"


class FailedTestError(EditError):
    """A ``test`` of a JSON Patch doesn't hold: the resource isn't what the patch expects."""

    code = "failed-test"
    exit_code = ExitCode.CONFLICT


def whole_property(place: str, name: str = "", meant: str | None = None) -> EditError:
    """The error of an edit that would remove a property; ``meant`` is help for what is none."""
    prefix = f"{name}: " if name else ""
    if meant is not None:
        text = f"{prefix}{place} can't be removed: the resource has no such property"
        return EditError(text, help=meant)
    return EditError(
        f"{prefix}{place} can't be removed: a property can't be removed from the resource",
        help=f"set it to null: --set {place}=null",
    )


class RefusedChangeError(AppConfigError):
    """A change that is not sent, for its own good; ``help`` says what would let it pass."""

    code = "refused-change"


class UpdateError(AppConfigError):
    """An update that did not end well.

    ``state`` says what is known of the stored resource: ``unchanged``, ``changed`` (as intended),
    ``different`` (neither what it was nor what was intended) or ``unknown``. ``backup`` is the
    file that holds the resource as it was, ``cause`` the failure behind this one.
    """

    code = "update-failed"
    exit_code = ExitCode.SERVICE

    def __init__(
        self,
        message: str,
        *,
        location: Location | None = None,
        line_text: str | None = None,
        help: str | None = None,
        state: Literal["unchanged", "changed", "different", "unknown"] = "unknown",
        backup: Path | None = None,
        cause: RestError | None = None,
    ) -> None:
        super().__init__(message, location=location, line_text=line_text, help=help)
        self.state = state
        self.backup = backup
        self.cause = cause


class ConflictError(UpdateError):
    """Somebody else changed what this update was about to replace, or has just replaced."""

    code = "conflict"
    exit_code = ExitCode.CONFLICT


class InterruptedUpdateError(UpdateError):
    """The update was interrupted from the keyboard."""

    code = "interrupted"
    exit_code = ExitCode.INTERRUPTED


def named_properties(message: str) -> tuple[str, ...]:
    """The names in ``You are not allowed to modify property for [a, b].``

    The page shows one name; several are taken to be separated by commas.
    """
    _, bracket, rest = message.partition("[")
    names, end, _ = rest.partition("]")
    if not (bracket and end):
        return ()
    return tuple(name.strip() for name in names.split(",") if name.strip())


def not_allowed(properties: tuple[str, ...]) -> str:
    """The words of error 45004 for these properties."""
    return f"You are not allowed to modify property for [{', '.join(properties)}]."
