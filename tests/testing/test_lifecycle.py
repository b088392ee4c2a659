"""Starting, many clients at once, and stopping with whatever is under way."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import httpx
import pytest
import trustme

from appconfig_merge.testing import CutOff, FakeFlexApi, NotListeningError, Slow
from tests.hanging import LATE
from tests.testing.client import get, outcome, post

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    """Every test of this module ends with the threads that it began with."""
    before = set(threading.enumerate())
    yield
    assert set(threading.enumerate()) <= before


def until_requests(api: FakeFlexApi, count: int) -> None:
    """Wait until that many requests have arrived."""
    deadline = time.monotonic() + LATE
    while len(api.requests) < count:
        assert time.monotonic() < deadline
        time.sleep(0.005)


def port_of(api: FakeFlexApi) -> int:
    """The port it listens at."""
    return int(api.url.rpartition(":")[2])


def test_it_says_nothing(api: FakeFlexApi, capfd: pytest.CaptureFixture[str]) -> None:
    """No access log, no warning about development servers, no complaint about bad clients."""
    get(api)
    get(api, "/nowhere")
    with socket.create_connection(("127.0.0.1", port_of(api))) as connection:
        connection.sendall(b"no HTTP at all\r\n\r\n")
        connection.recv(100)

    assert capfd.readouterr() == ("", "")


def test_twenty_clients_at_once() -> None:
    """Twenty threads, each with its own property: none of their changes is lost."""
    with FakeFlexApi() as api, ThreadPoolExecutor(20) as pool:
        results = list(pool.map(lambda n: post(api, **{f"p{n}": n}).status_code, range(60)))
        resource = api.resource or {}

    assert results == [200] * 60
    assert {name: resource[name] for name in (f"p{n}" for n in range(60))} == {
        f"p{n}": n for n in range(60)
    }
    assert len(api.requests) == 60


def test_a_post_during_another_collides() -> None:
    """With post_seconds, the second of two is refused with 45102; others are stored."""
    with FakeFlexApi() as api, ThreadPoolExecutor(1) as pool:
        api.post_seconds = 2.0
        first = pool.submit(post, api, ui_language="fr-FR")
        while not api._posting:
            time.sleep(0.005)
        before = get(api).json()["ui_language"]

        assert outcome(post(api, ui_language="de-DE")) == (409, 45102)
        assert first.result().status_code == 200
        assert (before, get(api).json()["ui_language"]) == ("en-US", "fr-FR")
        api.post_seconds = 0.01
        assert post(api, ui_language="es-ES").status_code == 200


def test_stopping_cuts_a_slow_answer_short() -> None:
    """stop() doesn't wait for it; the change of an applied request stays."""
    api = FakeFlexApi()
    with ThreadPoolExecutor(1) as pool:
        with api:
            api.fail(Slow(2 * LATE))
            pending = pool.submit(post, api, ui_language="fr-FR")
            until_requests(api, 1)
            start = time.monotonic()
        assert time.monotonic() - start < LATE
        with pytest.raises(httpx.TransportError):
            pending.result()

    assert [request.status for request in api.requests] == [None]


def test_stopping_during_a_post_does_not_apply_it() -> None:
    """A POST that is under way when the server goes is not stored."""
    with ThreadPoolExecutor(1) as pool:
        with FakeFlexApi() as api:
            api.post_seconds = 2 * LATE
            before = api.body
            pending = pool.submit(post, api, ui_language="fr-FR")
            until_requests(api, 1)
        with pytest.raises(httpx.TransportError):
            pending.result()

    assert api.body == before


def test_stopping_under_load() -> None:
    """Twenty busy clients: each request is answered or dropped, and stop() returns."""
    with ThreadPoolExecutor(20) as pool:
        with FakeFlexApi() as api:
            pending = [pool.submit(get, api) for _ in range(200)]
            until_requests(api, 30)
        outcomes = [one.exception() for one in pending]

    assert all(one is None or isinstance(one, httpx.TransportError) for one in outcomes)


def test_stopping_with_a_silent_client() -> None:
    """A connection that never sends its request doesn't keep the server."""
    with FakeFlexApi() as api:
        connection = socket.create_connection(("127.0.0.1", port_of(api)), timeout=LATE)
        connection.sendall(b"GET /v1")
        get(api)
    with connection:
        assert connection.recv(1) == b""


def test_a_hook_may_stop_the_server() -> None:
    """The server dies at a given moment: the request is cut off and not recorded as answered."""
    with FakeFlexApi() as api:
        before = api.body
        api.on_request(lambda _request: api.stop())

        with pytest.raises(httpx.TransportError):
            get(api)

        assert [request.status for request in api.requests] == [None]
        assert api.body == before
        until_no_connection()


def until_no_connection() -> None:
    """Wait for the thread of the hook that stopped the server, which can't wait for itself."""
    for thread in threading.enumerate():
        if thread.name.startswith("fake-flex-api"):
            thread.join(LATE)


def test_a_stopped_server_refuses_and_comes_back() -> None:
    """After stop() nobody listens; start() is the same address and the same resource."""
    with FakeFlexApi() as api:
        url = api.url
        post(api, ui_language="fr-FR")
    with pytest.raises(httpx.ConnectError):
        get(api)
    with api:
        assert api.url == url
        assert get(api).json()["ui_language"] == "fr-FR"


def test_starting_and_stopping_twice_is_harmless() -> None:
    """A second start() or stop() does nothing."""
    api = FakeFlexApi()
    api.stop()
    url = api.start().url
    assert api.start().url == url
    api.stop()
    api.stop()


def test_a_port_in_use_is_an_error_that_says_so(capfd: pytest.CaptureFixture[str]) -> None:
    """Not werkzeug's own message and exit."""
    with FakeFlexApi() as api:
        port = port_of(api)
        with pytest.raises(NotListeningError, match=f"port {port}") as caught:
            FakeFlexApi(port=port).start()

    assert caught.value.help
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 70_000), ("x" * 300, 0)])
def test_an_impossible_address_is_an_error(host: str, port: int) -> None:
    """Whatever is wrong with the address, one error says it."""
    with pytest.raises(NotListeningError):
        FakeFlexApi(host=host, port=port).start()


def test_there_is_no_address_before_the_start() -> None:
    """The port is known when it is taken."""
    with pytest.raises(NotListeningError, match="before it is started"):
        _ = FakeFlexApi().url


def test_ipv6() -> None:
    """An IPv6 address is bracketed in the URL."""
    if not socket.has_ipv6:
        pytest.skip("this machine has no IPv6")
    try:
        with FakeFlexApi(host="::1") as api:
            assert api.url.startswith("http://[::1]:")
            assert get(api).status_code == 200
    except NotListeningError:
        pytest.skip("this machine has no IPv6 loopback")


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """An authority that nobody trusts."""
    return trustme.CA()


@pytest.fixture
def secure(authority: trustme.CA) -> Iterator[FakeFlexApi]:
    """A fake API that speaks HTTPS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with FakeFlexApi(ssl_context=context) as api:
        yield api


@pytest.fixture
def trusting(authority: trustme.CA) -> ssl.SSLContext:
    """A client's context that trusts the authority."""
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


def test_https(secure: FakeFlexApi, trusting: ssl.SSLContext) -> None:
    """A client that trusts the authority is served."""
    assert secure.url.startswith("https://")
    assert get(secure, verify=trusting).content == secure.body


def test_https_is_verified(secure: FakeFlexApi, capfd: pytest.CaptureFixture[str]) -> None:
    """A client that doesn't trust it sends no request; the server says nothing and goes on."""
    with pytest.raises(httpx.ConnectError):
        get(secure)

    assert secure.requests == ()
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("when", ["before", "after", "halfway"])
def test_https_is_cut_off_too(secure: FakeFlexApi, trusting: ssl.SSLContext, when: str) -> None:
    """The three cuts look the same through TLS."""
    secure.fail(CutOff(when))  # type: ignore[arg-type]

    with pytest.raises(httpx.TransportError):
        get(secure, verify=trusting)

    assert get(secure, verify=trusting).status_code == 200


def test_a_silent_https_client_keeps_nobody_waiting(
    secure: FakeFlexApi, trusting: ssl.SSLContext
) -> None:
    """Others are served while one never begins its handshake, and the server stops."""
    with socket.create_connection(("127.0.0.1", port_of(secure)), timeout=LATE) as silent:
        assert get(secure, verify=trusting).status_code == 200
        secure.stop()
        with contextlib.suppress(ConnectionError):
            assert silent.recv(1) == b""


def test_stopping_https_cuts_a_slow_answer_short(
    secure: FakeFlexApi, trusting: ssl.SSLContext
) -> None:
    """As without TLS."""
    secure.fail(Slow(2 * LATE))
    with ThreadPoolExecutor(1) as pool:
        pending = pool.submit(get, secure, verify=trusting)
        until_requests(secure, 1)
        secure.stop()
        with pytest.raises(httpx.TransportError):
            pending.result()
