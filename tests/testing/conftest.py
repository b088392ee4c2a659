"""A fake API for each test of this folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from appconfig_merge.testing import FakeFlexApi

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def api() -> Iterator[FakeFlexApi]:
    """A fake API that runs while the test does."""
    with FakeFlexApi() as api:
        yield api
