"""What every test shares: how the suite runs, the fixtures folder, a hermetic environment."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

pytest.register_assert_rewrite("tests.golden")
from tests import hunting  # noqa: E402
from tests.golden import Golden  # noqa: E402 - its assertion is to be told as a test's is

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from tests.browser import Tabs

FIXTURES = Path(__file__).parent.parent / "fixtures"

settings.register_profile(
    "default",
    max_examples=hunting.examples(100),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
)
# In CI the same examples every time: a change is judged by what it changes, not by luck.
settings.register_profile("ci", settings.get_profile("default"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") and hunting.TIMES == 1 else "default")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Golden files are written by the tests that compare them."""
    parser.addoption("--update-golden", action="store_true", help="write golden files again")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Let the processes that tests start hear Ctrl-C, whoever started the tests; let a hunt last.

    A shell makes what it runs in the background deaf to it, as do nohup and some CI runners, and
    children inherit that. A handler isn't inherited: they begin as in a terminal, and the tests'
    own process stays as deaf as it was made.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, _ignore)
    if hunting.TIMES > 1:
        config.option.timeout = 0


def _ignore(_signal: int, _frame: FrameType | None) -> None:
    """Go on."""


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """No workers for a few tests: starting them takes longer than the tests do."""
    named = config.args != config.getini("testpaths")
    few = named and all("::" in name or name.endswith(".py") for name in config.args)
    return 0 if few or config.option.keyword or config.option.collectonly else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where golden files are written, run nothing but the tests that have some."""
    if config.option.update_golden:
        items[:] = [item for item in items if "golden" in getattr(item, "fixturenames", ())]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show what tests have recorded as their ``summary``: what was compared, with which seed."""
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, line in getattr(report, "user_properties", ()):
                if name == "summary" and report.when == "call":
                    terminalreporter.write_line(line)


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the colours, widths or settings of the machine that runs it."""
    for name in list(os.environ):
        if name.startswith("EFFECTIVE_CONFIG") or name in {"NO_COLOR", "FORCE_COLOR", "COLUMNS"}:
            monkeypatch.delenv(name)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compares whole outputs with the files in ``golden/`` beside the test."""
    return Golden(request.path.parent, updates=request.config.option.update_golden)


@pytest.fixture
def fixtures() -> Path:
    """The folder of realistic files."""
    return FIXTURES


@pytest.fixture(scope="session")
def tabs() -> Iterator[Tabs]:
    """The browser of a worker: Playwright's loop runs in its thread from then on."""
    from playwright.sync_api import sync_playwright

    from tests.browser import Tabs

    with sync_playwright() as playwright:
        tabs = Tabs(playwright.chromium)
        yield tabs
        tabs.close()


@pytest.fixture
def no_loop() -> Iterator[None]:
    """No loop runs in the test's thread: Playwright leaves one that is said to, to later tests."""
    loop = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(loop)
