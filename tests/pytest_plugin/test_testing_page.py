"""The tests that docs/testing.md shows, and what it says of them."""

from __future__ import annotations

import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from tests.pytest_plugin.runs import run_apart, section

pytest_plugins = ["pytester"]

DOCS = (Path(__file__).parents[2] / "docs" / "testing.md").read_text("utf-8")
BLOCKS = re.findall(r"```(python)?\n(.*?)```", DOCS, re.DOTALL)
EXAMPLES = [text for language, text in BLOCKS if language]
FAILING = [
    (text, shown) for (language, text), (other, shown) in pairwise(BLOCKS) if language and not other
]


@pytest.fixture
def flex_project(pytester: pytest.Pytester, fixtures: Path) -> pytest.Pytester:
    """A folder with the files of a plugin project, where Hypothesis does the same every time."""
    shutil.copytree(fixtures / "plugin-project", pytester.path, dirs_exist_ok=True)
    pytester.makeconftest(
        """
        from hypothesis import Phase, settings
        settings.register_profile(
            "quick", derandomize=True, deadline=None, phases=[Phase.generate, Phase.shrink]
        )
        settings.load_profile("quick")
        """
    )
    return pytester


@pytest.mark.parametrize(
    "example", [text for text in EXAMPLES if text not in {code for code, _ in FAILING}]
)
def test_the_documented_tests_pass(flex_project: pytest.Pytester, example: str) -> None:
    """As they stand in docs/testing.md, with pytest's warnings as errors."""
    flex_project.makepyfile(example)

    result = run_apart(flex_project)

    assert result.ret == 0, result.stdout.str()
    assert result.parseoutcomes()["passed"] == example.count("def test_") * _runs(example)


def _runs(example: str) -> int:
    """How often each test of an example runs: once for each parameter."""
    return 2 if "params=" in example else 1


@pytest.mark.parametrize(("example", "shown"), FAILING)
def test_the_documented_failures_are_real(
    flex_project: pytest.Pytester, example: str, shown: str
) -> None:
    """What docs/testing.md shows is what pytest prints."""
    flex_project.makepyfile(test_config=example)

    result = run_apart(flex_project)

    result.assert_outcomes(failed=1)
    assert shown.rstrip("\n") in result.stdout.str()
    # Of the examples that Hypothesis tried the one that it shows is told of, and no other.
    assert "@given" not in example or section(result) == shown


def test_there_are_documented_failures() -> None:
    """So that the tests of them can't pass for want of any."""
    assert (len(EXAMPLES), len(FAILING)) == (7, 3)
