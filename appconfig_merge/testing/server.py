"""The HTTP edge of the fake API: werkzeug's server, made quiet, stoppable and able to hang up."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import threading
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from appconfig_merge.errors import MissingExtraError
from appconfig_merge.testing.credentials import scheme_of
from appconfig_merge.testing.messages import Received, error

try:
    from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler
except ImportError:
    raise MissingExtraError(
        "appconfig_merge.testing needs werkzeug, which is not installed",
        help="pip install 'appconfig-merge[testing]'",
    ) from None

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable, Iterator

    from _typeshed.wsgi import StartResponse, WSGIEnvironment

    from appconfig_merge.testing.messages import Reply

    Handle = Callable[[Received, str], Reply | None]

MAX_BODY = 16 * 1024 * 1024
"""Bytes of a request's body; beyond them the answer is 413."""

_BACKLOG = 128
_POLL_SECONDS = 0.02
_SECRET_HEADERS = frozenset({"authorization", "proxy-authorization"})


class Server:
    """Listens from the moment it is made, in threads of its own, until :meth:`stop`.

    ``handle`` gets each request with the value of its Authorization header, in a thread of that
    connection; where it gives None, the connection is closed without an answer. Raises OSError,
    OverflowError or UnicodeError where it can't listen.
    """

    def __init__(
        self, host: str, port: int, ssl_context: ssl.SSLContext | None, handle: Handle
    ) -> None:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        # Werkzeug ends the process when the port is taken, so it gets a socket that is bound.
        with socket.socket(family) as bound:
            if os.name == "posix":  # elsewhere the option would let two servers share a port
                bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            bound.bind((host, port))
            bound.listen(_BACKLOG)
            self.port: int = bound.getsockname()[1]
            self._server = _Server(host, self.port, _application(handle), fd=bound.fileno())
        self._server.ssl_context = ssl_context
        self._thread = threading.Thread(
            target=self._server.serve_forever,
            args=(_POLL_SECONDS,),
            name="fake-flex-api",
            daemon=True,
        )
        self._thread.start()

    def stop(self) -> None:
        """Stop listening, cut off every connection and wait until their threads have ended."""
        self._server.shutdown()
        self._thread.join()
        self._server.cut_all()


class _Handler(WSGIRequestHandler):
    """One connection. Says nothing on stderr."""

    # Headers and body are two writes: without this the second waits for the client's ACK.
    disable_nagle_algorithm = True

    def run_wsgi(self) -> None:
        try:
            urlsplit(self.path)
        except ValueError:
            self.send_error(HTTPStatus.BAD_REQUEST)
            return
        super().run_wsgi()

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass

    def log(self, type: str, message: str, *args: Any) -> None:
        pass


class _Server(ThreadedWSGIServer):
    """A thread for each connection, known with its socket so that both can be ended."""

    def __init__(self, host: str, port: int, app: Any, *, fd: int) -> None:
        super().__init__(host, port, app, handler=_Handler, fd=fd)
        self._connections: dict[threading.Thread, socket.socket] = {}
        self._stopping = False
        self._lock = threading.Lock()

    def process_request(self, request: Any, client_address: Any) -> None:
        thread = threading.Thread(
            target=self.process_request_thread,
            args=(request, client_address),
            name="fake-flex-api-connection",
            daemon=True,
        )
        self._know(thread, request)
        thread.start()

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            with self._lock:
                del self._connections[threading.current_thread()]

    def finish_request(self, request: Any, client_address: Any) -> None:
        if self.ssl_context is None:
            super().finish_request(request, client_address)
            return
        # The handshake in the connection's own thread: a client that never begins it would
        # keep all others waiting.
        with self.ssl_context.wrap_socket(
            request, server_side=True, do_handshake_on_connect=False
        ) as secured:
            self._know(threading.current_thread(), secured)
            secured.do_handshake()
            super().finish_request(secured, client_address)

    def handle_error(self, request: Any, client_address: Any) -> None:
        # Clients that go away, or that don't trust the certificate, are everyday business.
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)

    def _know(self, thread: threading.Thread, connection: socket.socket) -> None:
        with self._lock:
            self._connections[thread] = connection
            stopping = self._stopping
        if stopping:
            _hang_up(connection)

    def cut_all(self) -> None:
        """Hang up every connection; wait for its thread, unless that is the caller's own."""
        with self._lock:
            self._stopping = True
            connections = dict(self._connections)
        for connection in connections.values():
            _hang_up(connection)
        for thread in connections.keys() - {threading.current_thread()}:
            thread.join()


def _hang_up(connection: socket.socket) -> None:
    """End a connection in both directions, also one that another thread is waiting on."""
    with contextlib.suppress(OSError):  # it may be closed already
        # SSLSocket.shutdown() would take the session away under the other thread's hands.
        socket.socket.shutdown(connection, socket.SHUT_RDWR)


def _application(handle: Handle) -> Any:
    """The WSGI application around a function from requests to replies."""

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        connection: socket.socket = environ["werkzeug.socket"]
        headers = {
            name.removeprefix("HTTP_").replace("_", "-").lower(): str(value)
            for name, value in environ.items()
            if name.startswith("HTTP_") or name in {"CONTENT_TYPE", "CONTENT_LENGTH"}
        }
        authorization = headers.get("authorization", "")
        reply: Reply | None
        try:
            body = _read_body(environ, headers)
        except _OversizeError:
            reply = error(413, 20413, "The body is too large.")
        except ValueError:
            reply = error(400, 20400, "The length of the body can't be read.")
        else:
            for name in _SECRET_HEADERS & headers.keys():
                headers[name] = scheme_of(headers[name])
            received = Received(
                method=environ["REQUEST_METHOD"],
                path=_text(environ["PATH_INFO"]),
                query=dict(parse_qsl(_text(environ["QUERY_STRING"]), keep_blank_values=True)),
                headers=headers,
                body=body,
            )
            reply = handle(received, authorization)
        if reply is None:
            raise _hung_up(connection)
        start_response(
            f"{reply.status} {_phrase(reply.status)}",
            [
                *([("Content-Type", reply.content_type)] if reply.content_type else []),
                ("Content-Length", str(len(reply.body))),
                *reply.headers,
            ],
        )
        if reply.cut:
            return _half(reply.body, connection)
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else reply.body]

    return application


class _OversizeError(Exception):
    """The body is longer than MAX_BODY."""


def _read_body(environ: WSGIEnvironment, headers: dict[str, str]) -> bytes:
    """The whole body. Raises ValueError where its length can't be told."""
    stream = environ["wsgi.input"]
    if environ.get("wsgi.input_terminated"):
        parts: list[bytes] = []
        room = MAX_BODY
        while room >= 0:
            try:
                part: bytes = stream.read(65536)
            except ConnectionError:
                raise
            except OSError as problem:  # a malformed chunk
                raise ValueError(str(problem)) from None
            if not part:
                return b"".join(parts)
            parts.append(part)
            room -= len(part)
        raise _OversizeError
    length = headers.get("content-length", "0")
    if not (length.isascii() and length.isdigit()):
        raise ValueError(length)
    if len(length) > 18 or int(length) > MAX_BODY:
        raise _OversizeError
    body: bytes = stream.read(int(length))
    if len(body) < int(length):
        raise ConnectionAbortedError("the client went away")
    return body


def _half(body: bytes, connection: socket.socket) -> Iterator[bytes]:
    yield body[: len(body) // 2]
    raise _hung_up(connection)


def _hung_up(connection: socket.socket) -> ConnectionAbortedError:
    """Hang up; the error is what werkzeug takes for the end of a connection."""
    _hang_up(connection)
    return ConnectionAbortedError("hung up on purpose")


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"


def _text(wsgi: str) -> str:
    return wsgi.encode("latin-1").decode("utf-8", "replace")
