"""What the tests of pipelines share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """What a runner has beside the checkout, with a folder for temporary files in it."""
    folder = tmp_path / "runner"
    (folder / "temp").mkdir(parents=True)
    return folder
