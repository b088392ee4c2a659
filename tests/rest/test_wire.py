"""Answers off the wire: no HTTP, other encodings, too long, too slow."""

from __future__ import annotations

import gzip
import time
from typing import TYPE_CHECKING

import pytest

from appconfig_merge.rest import (
    NoAnswerError,
    RestError,
    Retries,
    UnexpectedAnswerError,
    exchange,
)
from appconfig_merge.testing import AUTH_TOKEN
from tests.hanging import LATE
from tests.rest.failures import SECRETS, failure
from tests.rest.wire import answer, wire

if TYPE_CHECKING:
    import socket

    from tests.rest.conftest import Connect

ONCE = Retries(attempts=1)
RESOURCE = b'{"account_sid": "AC00000000000000000000000000000000"}'
GZIPPED = gzip.compress(RESOURCE, mtime=0)
BOMB = gzip.compress(b"\0" * 20_000_000)


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
        b"HTTP/1.1 200 OK\r\nA: " + b"a" * 1_000_000 + b"\r\n\r\n",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_server_that_speaks_no_http(connect: Connect, sent: bytes, method: str) -> None:
    """It may have understood the request all the same: a GET is repeated, a POST is not."""
    with wire(lambda one: one.sendall(sent)) as server:
        client = connect(server.url)

        error = failure(
            NoAnswerError,
            lambda: client.fetch() if method == "GET" else client.update({"attributes": {}}),
        )

        assert server.address in error.message
        assert len(server.heads) == (3 if method == "GET" else 1)


@pytest.mark.parametrize("status", ["200 OK", "401 Unauthorized", "500 Internal Server Error"])
def test_headers_that_repeat_the_credentials(connect: Connect, status: str) -> None:
    """An answer's headers are shown nowhere either."""
    echo = f"X-Echo: Basic {SECRETS[3]}", f"Retry-After: {AUTH_TOKEN}"
    with wire(lambda one: one.sendall(answer(b"{}", *echo, status=status))) as server:
        client = connect(server.url, retries=ONCE)
        with pytest.raises(RestError) as caught:
            client.fetch()

        failure(type(caught.value), client.fetch)


def test_gzip_is_understood(connect: Connect) -> None:
    """The one encoding that is asked for; the body is what it was before."""
    squeezed = answer(GZIPPED, "Content-Encoding: gzip")
    with wire(lambda one: one.sendall(squeezed)) as server:
        assert connect(server.url).fetch().body == RESOURCE
        assert "\r\naccept-encoding: gzip\r\n" in server.heads[0].lower()


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (RESOURCE, "gzip"),
        (GZIPPED[:-9], "gzip"),
        (GZIPPED[:-8] + b"\0" * 8, "gzip"),
        (RESOURCE, "br"),
        (RESOURCE, "gzip, gzip"),
    ],
)
def test_what_cannot_be_decoded(connect: Connect, body: bytes, encoding: str) -> None:
    """Not gzip, half of it, a wrong checksum, other encodings: something changed the answer."""
    with wire(lambda one: one.sendall(answer(body, f"Content-Encoding: {encoding}"))) as server:
        error = failure(UnexpectedAnswerError, connect(server.url).fetch)

    assert "proxy" in (error.help or "")


def endless(connection: socket.socket) -> None:
    """An answer without a length, that goes on."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
    while True:
        connection.sendall(b" " * 65536)


def large(connection: socket.socket) -> None:
    """An answer that says how long it is."""
    connection.sendall(answer(RESOURCE + b" " * 2_000_000))


def bomb(connection: socket.socket) -> None:
    """Some kilobytes that become twenty megabytes."""
    connection.sendall(answer(BOMB, "Content-Encoding: gzip"))


def nothing(connection: socket.socket) -> None:
    """Compressed data that goes on for ever and comes to nothing: empty blocks."""
    connection.sendall(
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"")[:10]
    )
    while True:
        connection.sendall(b"\x00\x00\x00\xff\xff" * 10_000)


def drip(connection: socket.socket) -> None:
    """A byte now and then, each well within the read time-out."""
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        connection.sendall(b" ")
        time.sleep(0.02)


@pytest.mark.parametrize("server", [endless, large, bomb, nothing])
def test_an_answer_too_long_is_given_up(
    monkeypatch: pytest.MonkeyPatch, connect: Connect, server: object
) -> None:
    """At MAX_ANSWER bytes, on the wire or unpacked; and it is not asked for again."""
    monkeypatch.setattr(exchange, "MAX_ANSWER", 1_000_000)
    assert callable(server)
    with wire(server) as running:
        begin = time.monotonic()
        error = failure(UnexpectedAnswerError, connect(running.url).fetch)

        assert time.monotonic() - begin < LATE
        assert "longer than 1000000 bytes" in error.message
        assert error.help
        assert len(running.heads) == 1


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_answer_that_drips_is_given_up(
    monkeypatch: pytest.MonkeyPatch, connect: Connect, method: str
) -> None:
    """After MAX_ANSWER_SECONDS, however often a byte arrives; a POST is not repeated."""
    monkeypatch.setattr(exchange, "MAX_ANSWER_SECONDS", 0.1)
    with wire(drip) as running:
        client = connect(running.url)
        begin = time.monotonic()
        error = failure(
            NoAnswerError,
            lambda: client.fetch() if method == "GET" else client.update({"attributes": {}}),
        )

        assert time.monotonic() - begin < LATE
        assert error.help
        assert len(running.heads) == (3 if method == "GET" else 1)


def test_a_server_that_says_nothing(connect: Connect) -> None:
    """The read time-out ends it."""

    def wait(connection: socket.socket) -> None:
        connection.recv(1)

    with wire(wait) as running:
        begin = time.monotonic()
        error = failure(NoAnswerError, connect(running.url, retries=ONCE, read_timeout=0.1).fetch)

        assert time.monotonic() - begin < LATE
        assert "did not answer in time" in error.message
