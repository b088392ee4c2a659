"""A fake API whose UI is light."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from appconfig_merge.testing import FakeFlexApi
from tests.hanging import LATE

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def however_long_a_look_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    """It isn't made again for that, on a busy machine."""
    monkeypatch.setattr("appconfig_merge.rest.updating.WATCH_SECONDS", LATE)


@pytest.fixture
def api() -> Iterator[FakeFlexApi]:
    """A fake API whose UI is light."""
    with FakeFlexApi() as api:
        resource = api.resource or {}
        api.resource = {
            **resource,
            "ui_attributes": {"version_compatibility": "yes", "theme": {"isLight": True}},
            "call_recording_enabled": False,
        }
        yield api
