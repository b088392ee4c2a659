"""What tests of the browser share."""

from __future__ import annotations

import pytest

from appconfig_merge.browser import waiting


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page of these tests has settled sooner than a real one."""
    monkeypatch.setattr(waiting, "SECONDS_QUIET", 0.6)
    monkeypatch.setattr(waiting, "SECONDS_PATIENT", 1.2)
