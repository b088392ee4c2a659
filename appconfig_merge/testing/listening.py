"""Where a fake API listens: from start() to stop(), on loopback unless told otherwise."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from appconfig_merge.errors import AppConfigError
from appconfig_merge.testing.server import Server

if TYPE_CHECKING:
    import ssl
    from typing import Self

    from appconfig_merge.testing.messages import Received, Reply


class NotListeningError(AppConfigError):
    """The fake API can't listen at its address, or has none yet."""

    code = "fake-api-not-listening"


class Listening(ABC):
    """A server that runs inside a ``with``, or from start() to stop()."""

    def __init__(self, host: str, port: int, ssl_context: ssl.SSLContext | None) -> None:
        self._host = host
        self._port = port
        self._ssl_context = ssl_context
        self._server: Server | None = None
        self._stopping = threading.Event()

    @abstractmethod
    def _handle(self, received: Received, authorization: str) -> Reply | None:
        """The reply to a request, None to hang up."""

    def start(self) -> Self:
        """Begin to listen. After a stop(), at the same address and with the same resources.

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
