"""The oracle, and the share of values resolved in the terminal's summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.differential.oracle import Oracle

if TYPE_CHECKING:
    from collections.abc import Iterator

REPORT = pytest.StashKey[list[str]]()


def pytest_configure(config: pytest.Config) -> None:
    """Make room for what the tests have to say."""
    config.stash[REPORT] = []


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say how much was run and resolved."""
    for line in config.stash[REPORT]:
        terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def oracle() -> Iterator[Oracle]:
    """A Node process; without Node the tests fail."""
    oracle = Oracle()
    yield oracle
    oracle.close()
