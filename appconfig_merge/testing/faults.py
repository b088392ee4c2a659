"""What can go wrong on the way to the Configuration resource and back, one class for each.

A fault is met by :meth:`appconfig_merge.testing.FakeFlexApi.fail`, before credentials, path or
body are looked at. "Processed" means: what the fake API does with a request that meets no fault.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True)
class RateLimited:
    """429 with code 20429; the request is not processed.

    ``retry_after`` is the Retry-After header as it is sent (seconds or an HTTP date), None for
    an answer without one.
    """

    retry_after: str | None = "1"


@dataclass(frozen=True)
class Collision:
    """Code 45102, "collision on configuration change"; the request is not processed.

    Twilio documents the code and not its HTTP status. The fake API answers 409.
    """


@dataclass(frozen=True)
class ServerError:
    """A 5xx answer with a body that need not be JSON, such as the page of a proxy.

    With ``applied`` the request was processed before the failure: a change is stored.
    """

    status: int = 500
    applied: bool = False
    body: bytes = b""


@dataclass(frozen=True)
class Refused:
    """An error in Twilio's JSON form, of any status and code; the request is not processed."""

    status: int
    code: int
    message: str


@dataclass(frozen=True)
class Slow:
    """The answer comes ``seconds`` late.

    With ``applied`` the request is processed when it arrives and only its answer is late.
    Without, it is never processed and the late answer is a time-out: 504 with code 45304.
    """

    seconds: float
    applied: bool = True


@dataclass(frozen=True)
class CutOff:
    """The connection is closed without a whole answer.

    ``before`` the request is processed; ``after`` it was processed and before any answer;
    ``halfway`` through the body of the answer to it, whose Content-Length promises all of it.
    Raises ValueError for any other word.
    """

    when: Literal["before", "after", "halfway"]

    def __post_init__(self) -> None:
        if self.when not in {"before", "after", "halfway"}:
            raise ValueError(f"a connection is cut off before, after or halfway, not {self.when!r}")


@dataclass(frozen=True)
class Redirect:
    """A redirection to another address; the request is not processed."""

    location: str
    status: int = 307


@dataclass(frozen=True)
class CannedAnswer:
    """Any answer whatever, byte for byte; the request is not processed."""

    status: int
    body: bytes
    content_type: str = "application/json"


Fault: TypeAlias = (
    RateLimited | Collision | ServerError | Refused | Slow | CutOff | Redirect | CannedAnswer
)
"""Any of the faults above."""
