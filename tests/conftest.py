"""What every test shares: the fixtures folder, Hypothesis' settings, a hermetic directory."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

FIXTURES = Path(__file__).parent.parent / "fixtures"

settings.register_profile(
    "default", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
# In CI the same examples every time: a change is judged by what it changes, not by luck.
settings.register_profile("ci", settings.get_profile("default"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the colours, widths or settings of the machine that runs it."""
    for name in list(os.environ):
        if name.startswith("EFFECTIVE_CONFIG") or name in {"NO_COLOR", "FORCE_COLOR", "COLUMNS"}:
            monkeypatch.delenv(name)


@pytest.fixture
def fixtures() -> Path:
    """The folder of realistic files."""
    return FIXTURES
