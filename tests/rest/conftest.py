"""A fake API for each test of this folder, and clients of it that don't wait long."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING, Protocol

import pytest
import trustme

from appconfig_merge.rest import Client, Credentials, Retries
from appconfig_merge.testing import ACCOUNT_SID, AUTH_TOKEN, FakeFlexApi
from tests.hanging import LATE
from tests.rest.failures import SECRETS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from appconfig_merge.rest import RestError

QUICK = Retries(attempts=3, first_pause=0.01, longest_pause=2.0)
_SETTINGS = {"HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR"}


class Connect(Protocol):
    """Makes clients that are closed when the test ends."""

    def __call__(
        self,
        api_url: str | None = None,
        *,
        credentials: Credentials | None = None,
        retries: Retries = QUICK,
        connect_timeout: float = LATE,
        read_timeout: float = LATE,
        on_retry: Callable[[RestError, float], None] | None = None,
    ) -> Client:
        """A client of the test's fake API, unless another address is given."""
        ...


@pytest.fixture(scope="session")
def small_bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A CA bundle with one authority: the usual one takes longer to load than most tests."""
    bundle = tmp_path_factory.mktemp("ca") / "bundle.pem"
    trustme.CA().cert_pem.write_to_path(str(bundle))
    return bundle


@pytest.fixture(autouse=True)
def plain_network(monkeypatch: pytest.MonkeyPatch, small_bundle: Path) -> None:
    """No test sees the proxies, certificates or credentials of the machine that runs it."""
    for name in list(os.environ):
        if name.upper() in _SETTINGS or name.startswith("TWILIO_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("SSL_CERT_FILE", str(small_bundle))


@pytest.fixture(autouse=True)
def quiet_logs(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whatever a test does, no logger at any level is told a secret."""
    caplog.set_level(logging.DEBUG)
    yield
    for secret in SECRETS:
        assert secret not in caplog.text


@pytest.fixture
def api() -> Iterator[FakeFlexApi]:
    """A fake API that runs while the test does."""
    with FakeFlexApi() as api:
        yield api


@pytest.fixture
def connect(api: FakeFlexApi) -> Iterator[Connect]:
    """A function that makes clients of the fake API, or of another address."""
    clients = []

    def make(
        api_url: str | None = None,
        *,
        credentials: Credentials | None = None,
        retries: Retries = QUICK,
        connect_timeout: float = LATE,
        read_timeout: float = LATE,
        on_retry: Callable[[RestError, float], None] | None = None,
    ) -> Client:
        client = Client(
            credentials or own_credentials(),
            api_url=api_url or api.url,
            retries=retries,
            connect_timeout=connect_timeout,
            read_timeout=read_timeout,
            on_retry=on_retry,
        )
        clients.append(client)
        return client

    yield make
    for client in clients:
        client.close()


@pytest.fixture
def client(connect: Connect) -> Client:
    """A client of the fake API with its account's credentials."""
    return connect()


def own_credentials() -> Credentials:
    """The credentials of the fake API's account, as if from the environment."""
    return Credentials.from_environment(
        {"TWILIO_ACCOUNT_SID": ACCOUNT_SID, "TWILIO_AUTH_TOKEN": AUTH_TOKEN}
    )
