"""A pytest plugin: ``pytest_plugins = ["appconfig_merge.testing.plugin"]`` in a conftest.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from appconfig_merge.testing.fake import FakeFlexApi
    from appconfig_merge.testing.fleet import FakeFleet

_USUAL = ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_API_KEY", "TWILIO_API_SECRET")


@pytest.fixture
def flex_api(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeFlexApi]:
    """A fake API of this test's own, which the environment's variables point at.

    An API key in the environment is taken away, so that none of a real account is ever sent.
    """
    from appconfig_merge.testing.fake import FakeFlexApi

    with FakeFlexApi() as api:
        _set_environment(monkeypatch, api.environment)
        yield api


@pytest.fixture
def flex_fleet(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeFleet]:
    """A fake API with 20 accounts, whose credentials the environment has.

    Those of the usual variables are taken away, so that none of a real account is ever sent.
    """
    from appconfig_merge.testing.fleet import FakeFleet

    with FakeFleet(20) as fleet:
        monkeypatch.delenv("EFFECTIVE_CONFIG_API_URL", raising=False)
        _set_environment(monkeypatch, fleet.environment)
        yield fleet


def _set_environment(monkeypatch: pytest.MonkeyPatch, variables: Mapping[str, str]) -> None:
    for name in _USUAL:
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
