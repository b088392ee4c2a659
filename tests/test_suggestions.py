"""The one policy for names that a person may have meant."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge.limits import MAX_COMPARED_NAMES
from appconfig_merge.suggestions import did_you_mean, suggest

COMMANDS = ("check", "diff", "explain", "fetch", "matrix", "restore", "show", "update")


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("shwo", ["show"]),
        ("Matrix", ["matrix"]),
        ("up-date", ["update"]),
        ("upgrade", ["update"]),
        ("version", []),
        ("list", []),
        ("", []),
    ],
)
def test_a_name_is_suggested_where_one_is_like_it(wrong: str, meant: list[str]) -> None:
    """Slips of the fingers, case and separators; not words that only share some letters."""
    assert suggest(wrong, COMMANDS) == meant


def test_several_come_best_first() -> None:
    """As many as are asked for."""
    environments = ["eu-test", "eu-prod-2", "us-prod"]

    assert suggest("eu-prod", environments, 2) == ["eu-prod-2", "us-prod"]
    assert suggest("eu-prod", environments) == ["eu-prod-2"]


def test_the_help_is_a_question_or_nothing() -> None:
    """What a message adds where there is something to add."""
    assert did_you_mean("chekc", COMMANDS) == "did you mean check?"
    assert did_you_mean("nonsense", COMMANDS) is None


@given(st.lists(st.text(), min_size=1), st.integers(1, 3))
def test_suggestions_are_known_names(names: list[str], most: int) -> None:
    """Whatever is asked for, each suggestion is a name that exists, and none comes twice."""
    near = suggest(names[0], names[1:], most)

    assert set(near) <= set(names[1:])
    assert len(near) == len(set(near)) <= most


@given(st.text(min_size=1).filter(lambda name: name.strip("_- ")))
def test_a_name_suggests_itself(name: str) -> None:
    """Nothing is more like a name than the name."""
    assert suggest(name, ["", name])[0] == name


def test_hostile_names_take_no_time() -> None:
    """Long names are cut, and of very many none is compared."""
    start = time.monotonic()

    assert suggest("a" * 10**6, [f"{'b' * 10**5}{at}" for at in range(50)]) == []
    assert suggest("a1", (f"a{at}" for at in range(MAX_COMPARED_NAMES + 1))) == []
    assert time.monotonic() - start < 5


def test_as_many_names_as_the_limit_are_compared() -> None:
    """One more, and none is."""
    names = [f"{at:04}" for at in range(MAX_COMPARED_NAMES - 1)]

    assert suggest("theme", [*names, "themes"]) == ["themes"]
    assert suggest("theme", [*names, "themes", "another"]) == []


def test_difflib_is_imported_when_a_name_is_wrong() -> None:
    """Commands that have nothing to suggest don't wait for it."""
    code = (
        "import sys\n"
        "from appconfig_merge.suggestions import suggest\n"
        "print('difflib' in sys.modules, suggest('a', ['a']), 'difflib' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )

    assert done.stdout == "False ['a'] True\n"
