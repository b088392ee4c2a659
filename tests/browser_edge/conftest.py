"""What tests of the browser share."""

from __future__ import annotations

import pytest

from appconfig_merge.browser import waiting


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page of these tests has settled sooner than a real one."""
    monkeypatch.setattr(waiting, "SECONDS_QUIET", 0.6)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that shows no Flex UI is given up sooner than a real one.

    Only for pages that never show it: others may take as long as they do on a busy machine.
    """
    monkeypatch.setattr(waiting, "SECONDS_PATIENT", 1.2)
