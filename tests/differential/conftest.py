"""The oracle of the differential tests, and a journal that proves its rollbacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from appconfig_merge.evaluation import machine
from tests.differential.oracle import Oracle
from tests.evaluation.checked import CheckedJournal

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def oracle() -> Iterator[Oracle]:
    """A Node process; without Node the tests fail."""
    oracle = Oracle()
    yield oracle
    oracle.close()


@pytest.fixture(autouse=True)
def checked_journal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let machines have a journal that compares the state after each rollback."""
    monkeypatch.setattr(machine, "Journal", CheckedJournal)
