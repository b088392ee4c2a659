"""What is told of the idioms of real files, a fixture for each family."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from appconfig_merge import AppConfigError, Source, effective_config, render

if TYPE_CHECKING:
    from tests.golden import Golden

FILES = sorted((Path(__file__).parents[2] / "fixtures" / "idioms").glob("*.js"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_idioms(file: Path, golden: Golden) -> None:
    """Each value, or what it may be and when, or why there is none."""
    try:
        told = render(effective_config(Source("appConfig.js", file.read_text("utf-8"))), width=160)
    except AppConfigError as error:
        told = f"{error}\n"

    golden(f"idiom-{file.stem}.text", told)
