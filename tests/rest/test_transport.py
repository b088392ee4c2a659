"""The way to the service: certificates, redirects, proxies, connections."""

from __future__ import annotations

import contextlib
import socket
import ssl
import sys
from queue import Queue
from typing import TYPE_CHECKING

import pytest
import trustme

from appconfig_merge.rest import (
    Client,
    ConnectionFailedError,
    RestError,
    Retries,
    UnexpectedAnswerError,
    UntrustedServerError,
)
from appconfig_merge.testing import FakeFlexApi, Redirect
from tests.hanging import LATE
from tests.rest.conftest import own_credentials
from tests.rest.failures import PROXY_PASSWORD, failure
from tests.rest.wire import Wire, answer, wire

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.rest.conftest import Connect

ONCE = Retries(attempts=1)
RESOURCE = b'{"account_sid": "AC00000000000000000000000000000000"}'


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
    ended: Queue[bytes] = Queue()

    def serve(connection: socket.socket) -> None:
        connection.sendall(answer(RESOURCE).replace(b"Connection: close", b"X: y"))
        ended.put(connection.recv(1))

    running = Wire(serve)
    with connect(running.url) as client:
        client.fetch()
        assert ended.empty()
    try:
        assert ended.get(timeout=LATE) == b""
    finally:
        running.stop()
