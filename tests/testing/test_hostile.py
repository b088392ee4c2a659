"""Whatever arrives at the socket, the server answers or hangs up, and goes on."""

from __future__ import annotations

import base64
import socket
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge.testing import ACCOUNT_SID, AUTH_TOKEN, FakeFlexApi
from tests.testing.client import PATH, get

if TYPE_CHECKING:
    from collections.abc import Iterator

BASIC = base64.b64encode(f"{ACCOUNT_SID}:{AUTH_TOKEN}".encode()).decode()
HEAD = f"POST {PATH} HTTP/1.1\r\nAuthorization: Basic {BASIC}\r\nContent-Type: application/json\r\n"


@pytest.fixture(scope="module")
def running() -> Iterator[FakeFlexApi]:
    """One server for all of this module's tests: it has to live through them."""
    with FakeFlexApi() as api:
        yield api


def exchange(api: FakeFlexApi, data: bytes) -> bytes:
    """Send bytes, say that no more will come, and read all of the answer."""
    answer = b""
    with socket.create_connection(("127.0.0.1", int(api.url.rpartition(":")[2])), 20) as peer:
        try:
            peer.sendall(data)
            peer.shutdown(socket.SHUT_WR)
            while part := peer.recv(65536):
                answer += part
        except ConnectionError:  # it hung up before everything was sent
            pass
    return answer


def status(answer: bytes) -> bytes:
    """The status in an answer's first line."""
    return answer.split(b" ", 2)[1] if answer.startswith(b"HTTP/1.1 ") else b""


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("Content-Length: x\r\n\r\n{}", b"400"),
        ("Content-Length: -1\r\n\r\n{}", b"400"),
        ("Content-Length: ²\r\n\r\n{}", b"400"),
        ("Content-Length: 99999999999\r\n\r\n{}", b"413"),
        (f"Content-Length: {'9' * 5000}\r\n\r\n", b"413"),
        ("Content-Length: 10\r\n\r\n{}", b""),
        ("\r\n", b"400"),
        ("Transfer-Encoding: chunked\r\n\r\nzz\r\n", b"400"),
        ("Transfer-Encoding: chunked\r\n\r\n-5\r\nab\r\n0\r\n\r\n", b"400"),
        ("Transfer-Encoding: chunked\r\n\r\n5\r\nab", b"400"),
        (f"X: {'a' * 70_000}\r\n\r\n", b"431"),
        ("".join(f"X{n}: 1\r\n" for n in range(200)) + "\r\n", b"431"),
    ],
    ids=lambda value: repr(value[:40]),
)
def test_odd_lengths(running: FakeFlexApi, rest: str, expected: bytes) -> None:
    """A body whose length can't be told is refused; one that never comes is no request."""
    assert status(exchange(running, (HEAD + rest).encode("latin-1"))) == expected


def test_a_chunked_body_has_a_limit(running: FakeFlexApi) -> None:
    """No Content-Length says so in advance, so it is counted."""
    chunk = b"100000\r\n" + b" " * 0x100000 + b"\r\n"
    head = (HEAD + "Transfer-Encoding: chunked\r\n\r\n").encode()

    assert status(exchange(running, head + 17 * chunk + b"0\r\n\r\n")) in {b"413", b""}


@pytest.mark.parametrize("target", ["http://[", "//[x", "*", "/%ff", "/%", "http://x/y?a=%ff&;=="])
def test_odd_targets(running: FakeFlexApi, target: str) -> None:
    """A target that is no address gets an answer too."""
    head = f"GET {target} HTTP/1.1\r\nAuthorization: Basic {BASIC}\r\n\r\n"

    assert status(exchange(running, head.encode())) in {b"400", b"404"}


@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_leave_the_server_alive(running: FakeFlexApi, data: bytes, head: bool) -> None:
    """After any bytes, as a whole request or as its rest, the next client is served."""
    before = running.body
    exchange(running, HEAD.encode() + data if head else data)

    assert get(running).content == before


def test_nothing_of_it_is_printed(
    running: FakeFlexApi, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """No traceback for a client's mistakes."""
    for data in (b"\x16\x03\x01", b"GET http://[ HTTP/1.1\r\n\r\n", HEAD.encode(), b"A B C D\r\n"):
        exchange(running, data)
    exchange(running, (HEAD + "Transfer-Encoding: chunked\r\n\r\nzz\r\n").encode())

    assert capfd.readouterr() == ("", "")
    assert caplog.text == ""
