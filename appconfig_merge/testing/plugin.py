"""A pytest plugin: ``pytest_plugins = ["appconfig_merge.testing.plugin"]`` in a conftest.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.testing.fake import FakeFlexApi


@pytest.fixture
def flex_api(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeFlexApi]:
    """A fake API of this test's own, which the environment's variables point at.

    An API key in the environment is taken away, so that none of a real account is ever sent.
    """
    from appconfig_merge.testing.fake import FakeFlexApi

    with FakeFlexApi() as api:
        for name in ("TWILIO_API_KEY", "TWILIO_API_SECRET"):
            monkeypatch.delenv(name, raising=False)
        for name, value in api.environment.items():
            monkeypatch.setenv(name, value)
        yield api
