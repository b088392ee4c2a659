"""A fake API whose UI is light."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from appconfig_merge.testing import FakeFlexApi

if TYPE_CHECKING:
    from collections.abc import Iterator


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
