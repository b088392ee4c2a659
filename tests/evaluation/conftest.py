"""Every script that these tests read is read with a journal that proves its rollbacks."""

from __future__ import annotations

import pytest

from appconfig_merge.evaluation import machine
from tests.evaluation.checked import CheckedJournal


@pytest.fixture(autouse=True)
def checked_journal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let machines have such a journal."""
    monkeypatch.setattr(machine, "Journal", CheckedJournal)
