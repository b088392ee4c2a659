"""Runs of pytest with the package's plugin, and what they print."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

PLUGIN = "appconfig_merge.pytest_plugin"
ARGUMENTS = ("-q", "-p", PLUGIN, "-p", "no:randomly", "-p", "no:cacheprovider", "-W", "error")


def run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    """Run pytest with the plugin."""
    return pytester.runpytest_inprocess(*ARGUMENTS, *arguments)


def run_apart(pytester: pytest.Pytester) -> pytest.RunResult:
    """Run it in a process that has imported nothing yet, and whose settings are its own."""
    return pytester.runpytest_subprocess(*ARGUMENTS)


def section(result: pytest.RunResult) -> str:
    """What the report has under the plugin's heading."""
    _, _, after = result.stdout.str().partition("- effective configuration -")
    told = after.partition("\n")[2]
    return re.split(r"^[=_]{4,}", told, maxsplit=1, flags=re.MULTILINE)[0]


def errors(result: pytest.RunResult) -> list[str]:
    """The lines that say why an assertion failed."""
    return [line[8:] for line in result.outlines if line.startswith("E       ")]
