"""One account of a fake API: its Configuration resource, and how its requests are answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, assert_never

from appconfig_merge.testing.exchanges import Exchanges
from appconfig_merge.testing.faults import (
    CannedAnswer,
    Collision,
    CutOff,
    Fault,
    RateLimited,
    Redirect,
    Refused,
    ServerError,
    Slow,
)
from appconfig_merge.testing.messages import Reply, error

if TYPE_CHECKING:
    import threading
    from collections.abc import Mapping
    from typing import Literal

    from appconfig_merge.testing.credentials import AcceptedCredentials
    from appconfig_merge.testing.messages import Received
    from appconfig_merge.testing.resource import StoredResource

_PATH = "/v1/Configuration"


class Account(Exchanges):
    """The resource of an account behind its ``credentials``. Usable from any thread.

    ``stopping`` is set while its server stops, which cuts waiting short.
    """

    post_seconds: float = 0
    """How long a POST takes. Another that arrives in that time gets error 45102."""

    def __init__(
        self,
        stored: StoredResource,
        credentials: AcceptedCredentials,
        stopping: threading.Event,
    ) -> None:
        super().__init__()
        self._stored = stored
        self.credentials = credentials
        self._stopping = stopping
        self._posting = False

    @property
    def resource(self) -> dict[str, Any] | None:
        """A copy of what is stored, None where the account has no Flex. Can be set to either."""
        with self._lock:
            return self._stored.resource

    @resource.setter
    def resource(self, value: Mapping[str, object] | None) -> None:
        with self._lock:
            self._stored.resource = value

    @property
    def body(self) -> bytes:
        """The bytes that a GET would answer now."""
        with self._lock:
            return self._stored.get().body

    def answer(
        self, received: Received, authorization: str, fault: Fault | None = None
    ) -> Reply | None:
        """The reply to a request, None to hang up; records both.

        ``fault`` is one that it meets before the account's own.
        """
        at = self._begin(received)
        met = fault or self._next_fault(received.method)
        reply = self._meet(met, received, authorization)
        if self._stopping.is_set():
            reply = None
        self._end(at, received, reply)
        return reply

    def _meet(self, fault: Fault | None, received: Received, authorization: str) -> Reply | None:
        match fault:
            case None:
                return self._process(received, authorization)
            case RateLimited(retry_after):
                headers = [] if retry_after is None else [("Retry-After", retry_after)]
                return error(429, 20429, "Too Many Requests", *headers)
            case Collision():
                return _collision()
            case ServerError(status, applied, body):
                if applied and self._process(received, authorization) is None:
                    return None
                return Reply(status, body, "text/html; charset=utf-8" if body else "")
            case Refused(status, code, message):
                return error(status, code, message)
            case Slow(seconds, applied):
                reply: Reply | None = error(504, 45304, "The request timed out.")
                if applied:
                    reply = self._process(received, authorization)
                self._stopping.wait(seconds)
                return reply
            case CutOff(when):
                return self._cut_off(when, received, authorization)
            case Redirect(location, status):
                return Reply(status, b"", "", (("Location", location),))
            case CannedAnswer(status, body, content_type):
                return Reply(status, body, content_type)
            case _:
                assert_never(fault)

    def _cut_off(
        self, when: Literal["before", "after", "halfway"], received: Received, authorization: str
    ) -> Reply | None:
        match when:
            case "before":
                return None
            case "after":
                self._process(received, authorization)
                return None
            case "halfway":
                reply = self._process(received, authorization)
                return reply and replace(reply, cut=True)
            case _:
                assert_never(when)

    def _process(self, received: Received, authorization: str) -> Reply | None:
        """The reply to a request that meets no fault, None where the server stops meanwhile."""
        if not self.credentials.accept(authorization):
            reply = error(401, 20003, "Authenticate")
            challenge = ("WWW-Authenticate", 'Basic realm="Flex Configuration API"')
            return replace(reply, headers=(challenge,))
        if received.path != _PATH or received.method not in {"GET", "POST"}:
            return error(404, 20404, f"The requested resource {received.path} was not found")
        if received.method == "GET":
            with self._lock:
                return self._stored.get()
        return self._post(received)

    def _post(self, received: Received) -> Reply | None:
        with self._lock:
            if self._posting:
                return _collision()
            if self.post_seconds <= 0:
                return self._store(received)
            self._posting = True
        stopped = self._stopping.wait(self.post_seconds)
        with self._lock:
            self._posting = False
            return None if stopped else self._store(received)

    def _store(self, received: Received) -> Reply:
        content_type = received.headers.get("content-type", "")
        return self._stored.post(content_type, received.body, datetime.now(UTC))


def _collision() -> Reply:
    return error(409, 45102, "Collision on configuration change")
