"""Fake fleets, and the check that nothing secret is told: not even to a logger."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

import pytest
import trustme

from appconfig_merge.inputs.access import Access
from appconfig_merge.inputs.record import LiveResource
from appconfig_merge.testing import FakeFleet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from appconfig_merge.testing import FleetAccount

_SETTINGS = {"HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR"}


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
        if name.upper() in _SETTINGS or name.startswith(("TWILIO_", "EFFECTIVE_CONFIG_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("SSL_CERT_FILE", str(small_bundle))


@pytest.fixture
def fleet(caplog: pytest.LogCaptureFixture) -> Iterator[FakeFleet]:
    """Three accounts; whatever a test does, no logger at any level is told what opens them."""
    caplog.set_level(logging.DEBUG)
    with FakeFleet(["prod-eu", "prod-us", "staging"]) as fleet:
        yield fleet
        assert not any(secret in caplog.text for secret in secrets_of(fleet))


def secrets_of(fleet: FakeFleet) -> list[str]:
    """The tokens and secrets of all accounts."""
    return [secret for one in fleet.accounts.values() for secret in one.credentials[1::2]]


def access_of(account: FleetAccount, *, with_key: bool = False) -> Access:
    """Where the credentials of an account are, by the names of its variables."""
    prefix = account.prefix
    if with_key:
        return Access(
            account.account_sid,
            api_key_env=f"{prefix}_API_KEY",
            api_secret_env=f"{prefix}_API_SECRET",
        )
    return Access(
        account.account_sid,
        account_sid_env=f"{prefix}_ACCOUNT_SID",
        auth_token_env=f"{prefix}_AUTH_TOKEN",
    )


def live(fleet: FakeFleet, name: str, *, with_key: bool = False) -> LiveResource:
    """The resource of an account of a fleet."""
    return LiveResource(api_url=fleet.url, access=access_of(fleet[name], with_key=with_key))
