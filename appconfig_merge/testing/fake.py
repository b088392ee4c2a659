"""FakeFlexApi: one account's Configuration resource behind a real HTTP server on loopback."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, assert_never

from appconfig_merge.errors import AppConfigError
from appconfig_merge.testing.credentials import (
    ACCOUNT_SID,
    API_KEY,
    API_SECRET,
    AUTH_TOKEN,
    AcceptedCredentials,
)
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
from appconfig_merge.testing.resource import READ_ONLY, StoredResource, default_resource
from appconfig_merge.testing.server import Server

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable, Mapping
    from typing import Literal, Self

    from appconfig_merge.testing.messages import Received

_PATH = "/v1/Configuration"


class NotListeningError(AppConfigError):
    """The fake API can't listen at its address, or has none yet."""

    code = "fake-api-not-listening"


@dataclass
class _PlannedFault:
    """Requests that are to meet a fault."""

    fault: Fault
    method: str | None
    times: int
    after: int


class FakeFlexApi:
    """A Flex Configuration API for tests; runs inside a ``with``, or from start() to stop().

    ``resource`` is what it keeps at first (a made-up one with all 49 properties where None),
    ``read_only`` the properties that a POST may not change. With ``ssl_context`` it speaks
    HTTPS. Port 0 takes a free one. Everything may be called from any thread, also while
    requests are under way. Raises InputError for a resource that JSON can't say.
    """

    post_seconds: float = 0
    """How long a POST takes. Another that arrives in that time gets error 45102."""

    def __init__(
        self,
        resource: Mapping[str, object] | None = None,
        *,
        account_sid: str = ACCOUNT_SID,
        auth_token: str = AUTH_TOKEN,
        api_key: str = API_KEY,
        api_secret: str = API_SECRET,
        host: str = "127.0.0.1",
        port: int = 0,
        ssl_context: ssl.SSLContext | None = None,
        read_only: Iterable[str] = READ_ONLY,
    ) -> None:
        self._credentials = AcceptedCredentials(account_sid, auth_token, api_key, api_secret)
        self._stored = StoredResource(
            default_resource(account_sid) if resource is None else resource,
            account_sid=account_sid,
            read_only=frozenset(read_only),
        )
        self._host = host
        self._port = port
        self._ssl_context = ssl_context
        self._server: Server | None = None
        self._stopping = threading.Event()
        self._posting = False
        self._plans: list[_PlannedFault] = []
        self._requests: list[Received] = []
        self._request_hooks: list[Callable[[Received], None]] = []
        self._answer_hooks: list[Callable[[Received], None]] = []
        self._lock = threading.Lock()

    def start(self) -> Self:
        """Begin to listen. After a stop(), at the same address and with the same resource.

        Raises NotListeningError where the address can't be had.
        """
        if self._server is None:
            self._stopping.clear()
            try:
                self._server = Server(self._host, self._port, self._ssl_context, self._handle)
            except (OSError, OverflowError, UnicodeError) as problem:
                reason = getattr(problem, "strerror", None) or problem
                raise NotListeningError(
                    f"cannot listen at {self._host}, port {self._port}: {reason}",
                    help="choose another port, or 0 for a free one",
                ) from None
            self._port = self._server.port
        return self

    def stop(self) -> None:
        """Close every connection, also those that wait for an answer; no thread is left.

        A hook may call it: its own request is then cut off when the hook returns.
        """
        server, self._server = self._server, None
        if server is not None:
            self._stopping.set()
            server.stop()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """Where it listens, or did before stop(). Raises NotListeningError before any start()."""
        if not self._port:
            raise NotListeningError(
                "the fake API has no address before it is started",
                help="use it in a with statement, or call start()",
            )
        scheme = "http" if self._ssl_context is None else "https"
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"{scheme}://{host}:{self._port}"

    @property
    def environment(self) -> dict[str, str]:
        """The environment variables that make a client use this API with this account."""
        return {
            "EFFECTIVE_CONFIG_API_URL": self.url,
            "TWILIO_ACCOUNT_SID": self._credentials.account_sid,
            "TWILIO_AUTH_TOKEN": self._credentials.auth_token,
        }

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

    @property
    def requests(self) -> tuple[Received, ...]:
        """Every request so far, in the order of arrival; also those still under way."""
        with self._lock:
            return tuple(self._requests)

    def fail(
        self, fault: Fault, *, method: str | None = None, times: int = 1, after: int = 0
    ) -> None:
        """Let the next ``times`` requests (of ``method``) meet a fault.

        With ``after``, only once that many such requests have met none. Faults that apply to
        the same request are met one after the other, in the order of the calls. Raises TypeError
        for what is no fault, such as a fault's class.
        """
        if not isinstance(fault, Fault):
            raise TypeError(f"a fault is one of appconfig_merge.testing.Fault, not {fault!r}")
        with self._lock:
            self._plans.append(_PlannedFault(fault, method and method.upper(), times, after))

    def on_request(self, hook: Callable[[Received], None]) -> None:
        """Call ``hook`` with each request before it is processed, in its connection's thread.

        What the hook changes (``resource``, ``fail()``, ``stop()``) already counts for this
        request. What it raises is answered with a 500 and logged by the logger ``werkzeug``
        (on stderr where logging is not set up).
        """
        self._request_hooks.append(hook)

    def on_answer(self, hook: Callable[[Received], None]) -> None:
        """Call ``hook`` with each request, its ``status`` known, just before the answer is sent."""
        self._answer_hooks.append(hook)

    def _handle(self, received: Received, authorization: str) -> Reply | None:
        """The reply to a request, None to hang up; records both."""
        with self._lock:
            at = len(self._requests)
            self._requests.append(received)
        for hook in self._request_hooks:
            hook(received)
        reply = self._meet(self._next_fault(received.method), received, authorization)
        if self._stopping.is_set():
            reply = None
        if reply is not None and not reply.cut:
            received = replace(received, status=reply.status)
            with self._lock:
                self._requests[at] = received
        for hook in self._answer_hooks:
            hook(received)
        return reply

    def _next_fault(self, method: str) -> Fault | None:
        with self._lock:
            plans = [plan for plan in self._plans if plan.method in {None, method}]
            for plan in plans:
                if not plan.after and plan.times > 0:
                    plan.times -= 1
                    return plan.fault
            for plan in plans:
                plan.after = max(plan.after - 1, 0)
            return None

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
        if not self._credentials.accept(authorization):
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
