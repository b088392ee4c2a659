"""The oracle of the differential tests, and a journal that proves its rollbacks."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest

from appconfig_merge.evaluation import machine
from appconfig_merge.evaluation.journal import Journal
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
    """Let one machine in four have a journal that compares the state after each rollback."""
    made = count()

    def journal() -> Journal:
        return CheckedJournal() if next(made) % 4 == 0 else Journal()

    monkeypatch.setattr(machine, "Journal", journal)
