"""The way there and back: certificates, redirects, proxies, and answers that never end."""

from __future__ import annotations

import contextlib
import gzip
import socket
import ssl
import sys
import time
from typing import TYPE_CHECKING

import pytest
import trustme

from appconfig_merge.rest import (
    Client,
    ConnectionFailedError,
    NoAnswerError,
    RestError,
    Retries,
    UnexpectedAnswerError,
    UntrustedServerError,
)
from appconfig_merge.rest import client as client_module
from appconfig_merge.testing import AUTH_TOKEN, FakeFlexApi, Redirect
from tests.rest.conftest import own_credentials
from tests.rest.failures import PROXY_PASSWORD, SECRETS, failure
from tests.rest.wire import Wire, answer, wire

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.rest.conftest import Connect

ONCE = Retries(attempts=1)
RESOURCE = b'{"account_sid": "AC00000000000000000000000000000000"}'
BOUND = 5.0
"""Seconds; without a bound the answers below go on for ever."""


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """An authority that nobody trusts."""
    return trustme.CA()


@contextlib.contextmanager
def secured(authority: trustme.CA, name: str = "127.0.0.1") -> Iterator[FakeFlexApi]:
    """A fake API that speaks HTTPS, with a certificate for a name."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(name).configure_cert(context)
    with FakeFlexApi(ssl_context=context) as api:
        yield api


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment trusts the authority."""
    bundle = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(bundle))
    monkeypatch.setenv("SSL_CERT_FILE", str(bundle))


def test_an_untrusted_certificate_is_refused(
    authority: trustme.CA, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Certificates are checked with no setting at all.

    Nothing is sent, neither request nor credentials, and nothing is tried again.
    """
    monkeypatch.delenv("SSL_CERT_FILE")
    told: list[RestError] = []
    with secured(authority) as api:
        client = connect(api.url, on_retry=lambda error, _: told.append(error))

        error = failure(UntrustedServerError, client.fetch)

        assert "is not trusted" in error.message
        assert "SSL_CERT_FILE" in (error.help or "")
        assert api.requests == ()
        assert told == []


@pytest.mark.usefixtures("trusted")
def test_an_authority_of_the_environment_is_trusted(
    authority: trustme.CA, connect: Connect
) -> None:
    """SSL_CERT_FILE names a bundle, by httpx's convention."""
    with secured(authority) as api:
        assert connect(api.url).fetch().properties == api.resource


@pytest.mark.usefixtures("trusted")
def test_a_certificate_for_another_host_is_refused(authority: trustme.CA, connect: Connect) -> None:
    """Whoever signed it."""
    with secured(authority, "flex.example") as api:
        failure(UntrustedServerError, connect(api.url).fetch)

        assert api.requests == ()


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("where", ["other host", "same host"])
def test_redirects_are_not_followed(
    api: FakeFlexApi, connect: Connect, where: str, status: int, method: str
) -> None:
    """Neither elsewhere nor on the same host: credentials go to --api-url's address alone."""
    client = connect()
    with FakeFlexApi() as other:
        target = other.url if where == "other host" else api.url
        api.fail(Redirect(f"{target}/v1/Configuration", status), times=9)

        error = failure(
            UnexpectedAnswerError,
            lambda: client.fetch() if method == "GET" else client.update({"attributes": {}}),
        )

        assert error.answer.status == status
        assert len(api.requests) == 1
        assert other.requests == ()


@pytest.mark.parametrize(
    "location",
    [
        "",
        "http://[",
        "http://xn--/",
        "http://a b/",
        "mailto:x",
        "/" + "x" * 70_000,
        "http://[v1.x]/",
    ],
)
def test_a_redirect_to_nowhere(connect: Connect, location: str) -> None:
    """A malformed address is a redirect like any other: nobody reads it."""
    moved = answer(b"", f"Location: {location}", status="302 Found")
    with wire(lambda one: one.sendall(moved)) as server:
        error = failure(UnexpectedAnswerError, connect(server.url).fetch)

        assert error.answer.status == 302
        assert len(server.heads) == 1


@pytest.mark.parametrize("name", ["HTTP_PROXY", "ALL_PROXY"])
def test_this_machine_is_never_reached_through_a_proxy(
    monkeypatch: pytest.MonkeyPatch, api: FakeFlexApi, connect: Connect, name: str
) -> None:
    """Http is for this machine only, and a proxy elsewhere would see the credentials."""
    with wire(lambda one: one.sendall(answer(RESOURCE))) as proxy:
        monkeypatch.setenv(name, proxy.url)

        assert connect().fetch().properties == api.resource
        assert connect(api.url.replace("127.0.0.1", "localhost")).fetch().body == api.body
        assert proxy.heads == []


def test_a_proxy_is_asked_for_a_tunnel(monkeypatch: pytest.MonkeyPatch, connect: Connect) -> None:
    """HTTPS_PROXY sees a host and its own password, never the service's credentials."""
    with wire(lambda one: one.sendall(answer(b"", status="403 Forbidden"))) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"http://me:{PROXY_PASSWORD}@{proxy.address}")

        error = failure(ConnectionFailedError, connect("https://flex.example", retries=ONCE).fetch)

        (head,) = proxy.heads
        assert head.startswith("CONNECT flex.example:443 HTTP/1.1\r\n")
        assert "\r\nauthorization:" not in head.lower()
        assert "the proxy refused" in error.message


def test_no_proxy_is_honoured(monkeypatch: pytest.MonkeyPatch, connect: Connect) -> None:
    """A host of NO_PROXY is called directly."""
    with wire(lambda one: one.sendall(answer(RESOURCE))) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        monkeypatch.setenv("NO_PROXY", "flex.invalid")

        failure(ConnectionFailedError, connect("https://flex.invalid", retries=ONCE).fetch)

        assert proxy.heads == []


def test_a_proxy_that_is_not_there(monkeypatch: pytest.MonkeyPatch, connect: Connect) -> None:
    """It reads like any connection that fails, and tells nothing of the proxy's password."""
    with wire(lambda _: None) as gone:
        address = gone.address
    monkeypatch.setenv("ALL_PROXY", f"http://me:{PROXY_PASSWORD}@{address}")

    error = failure(ConnectionFailedError, connect("https://flex.example", retries=ONCE).fetch)

    assert "the proxy" in (error.help or "")


def test_a_proxy_that_wants_a_password(monkeypatch: pytest.MonkeyPatch, connect: Connect) -> None:
    """Its answer is a refusal."""
    refusal = answer(b"", status="407 Proxy Authentication Required")
    with wire(lambda one: one.sendall(refusal)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"http://me:{PROXY_PASSWORD}@{proxy.address}")

        error = failure(ConnectionFailedError, connect("https://flex.example", retries=ONCE).fetch)

    assert "the proxy refused" in error.message


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SSL_CERT_FILE", "/nowhere/at/all.pem"),
        ("SSL_CERT_FILE", __file__),
        ("HTTPS_PROXY", f"http://me:{PROXY_PASSWORD}@127.0.0.1:port"),
        ("HTTPS_PROXY", f"http://me:{PROXY_PASSWORD}@[::1"),
        ("HTTPS_PROXY", f"http://me:{PROXY_PASSWORD}@127.0.0.1:99999999"),
        ("HTTPS_PROXY", f"ftp://me:{PROXY_PASSWORD}@127.0.0.1"),
        ("HTTPS_PROXY", f"http://me:{PROXY_PASSWORD}@127.0.0.1\x7f"),
        ("HTTPS_PROXY", f"http://me:{PROXY_PASSWORD}@\udcff"),
        ("HTTPS_PROXY", f"http://me:{PROXY_PASSWORD}\udcff@127.0.0.1"),
        ("HTTPS_PROXY", "http://" + "x" * 100_000),
        ("ALL_PROXY", f"socks5://me:{PROXY_PASSWORD}@127.0.0.1:9"),
        ("NO_PROXY", "[::1"),
        ("NO_PROXY", "http://["),
    ],
)
def test_a_broken_setting_is_a_failure_like_any_other(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    """It names the variables to look at, and shows no value: that may hold a password."""
    monkeypatch.setenv(name, value)

    def attempt() -> None:
        with Client(
            own_credentials(), api_url="https://127.0.0.1:9", retries=ONCE, connect_timeout=1
        ) as client:
            client.fetch()
        raise AssertionError

    with pytest.raises(RestError) as caught:
        attempt()
    error = failure(type(caught.value), attempt)
    assert "proxy" in f"{error.message} {error.help}".lower()


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
    squeezed = answer(gzip.compress(RESOURCE), "Content-Encoding: gzip")
    with wire(lambda one: one.sendall(squeezed)) as server:
        assert connect(server.url).fetch().body == RESOURCE
        assert "\r\naccept-encoding: gzip\r\n" in server.heads[0].lower()


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (RESOURCE, "gzip"),
        (gzip.compress(RESOURCE)[:-9], "gzip"),
        (gzip.compress(RESOURCE)[:-8] + b"\0" * 8, "gzip"),
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


BOMB = gzip.compress(b"\0" * 20_000_000)


@pytest.mark.parametrize("server", [endless, large, bomb, nothing])
def test_an_answer_too_long_is_given_up(
    monkeypatch: pytest.MonkeyPatch, connect: Connect, server: object
) -> None:
    """At MAX_ANSWER bytes, on the wire or unpacked; and it is not asked for again."""
    monkeypatch.setattr(client_module, "MAX_ANSWER", 1_000_000)
    assert callable(server)
    with wire(server) as running:
        begin = time.monotonic()
        error = failure(UnexpectedAnswerError, connect(running.url).fetch)

        assert time.monotonic() - begin < BOUND
        assert "longer than 1000000 bytes" in error.message
        assert error.help
        assert len(running.heads) == 1


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_answer_that_drips_is_given_up(
    monkeypatch: pytest.MonkeyPatch, connect: Connect, method: str
) -> None:
    """After MAX_ANSWER_SECONDS, however often a byte arrives; a POST is not repeated."""
    monkeypatch.setattr(client_module, "MAX_ANSWER_SECONDS", 0.1)
    with wire(drip) as running:
        client = connect(running.url)
        begin = time.monotonic()
        error = failure(
            NoAnswerError,
            lambda: client.fetch() if method == "GET" else client.update({"attributes": {}}),
        )

        assert time.monotonic() - begin < BOUND
        assert error.help
        assert len(running.heads) == (3 if method == "GET" else 1)


def test_a_server_that_says_nothing(connect: Connect) -> None:
    """The read time-out ends it."""

    def wait(connection: socket.socket) -> None:
        connection.recv(1)

    with wire(wait) as running:
        begin = time.monotonic()
        error = failure(NoAnswerError, connect(running.url, retries=ONCE, read_timeout=0.1).fetch)

        assert time.monotonic() - begin < BOUND
        assert "did not answer in time" in error.message


@pytest.mark.skipif(sys.platform != "linux", reason="how many calls wait is the system's choice")
def test_a_call_that_nobody_takes(connect: Connect) -> None:
    """The connect time-out ends it; nothing was sent."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full, contextlib.ExitStack() as stack:
        host, port = full.getsockname()
        # Connections that nobody accepts, until the system takes no more.
        for _ in range(3):
            one = stack.enter_context(socket.socket())
            one.setblocking(False)
            one.connect_ex((host, port))
        client = connect(f"http://{host}:{port}", retries=ONCE, connect_timeout=0.1)

        error = failure(ConnectionFailedError, client.fetch)

    assert "did not answer the call in time" in error.message


def test_a_name_that_does_not_exist(connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    """No connection, and what to check."""

    def unknown(*_args: object, **_options: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)

    error = failure(ConnectionFailedError, connect("https://flex.invalid", retries=ONCE).fetch)

    assert error.message == "no connection to flex.invalid: Name or service not known"
    assert "--api-url" in (error.help or "")


def test_every_connection_is_closed(connect: Connect) -> None:
    """A client that was closed, or left its with, has none open."""
    ended: list[bytes] = []

    def serve(connection: socket.socket) -> None:
        connection.sendall(answer(RESOURCE).replace(b"Connection: close", b"X: y"))
        ended.append(connection.recv(1))

    running = Wire(serve)
    with connect(running.url) as client:
        client.fetch()
        assert ended == []
    deadline = time.monotonic() + BOUND
    while not ended and time.monotonic() < deadline:
        time.sleep(0.005)
    running.stop()

    assert ended == [b""]
