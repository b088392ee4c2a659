"""Growth and loops without end: stopped, or unresolved, before they hurt."""

from __future__ import annotations

import tracemalloc
from typing import Any

import pytest

from appconfig_merge import AppConfigError, LimitError, Source, Unresolved, effective_config
from appconfig_merge.limits import MAX_BIGINT
from tests.hostile.budget import within_budget
from tests.hostile.inputs import RUNAWAY, config


def value_of(expression: str, before: str = "") -> Any:
    """The one value of a configuration."""
    return effective_config(Source("appConfig.js", before + config(expression)))["x"]


@pytest.mark.parametrize("name", RUNAWAY)
def test_whatever_runs_away_is_stopped(name: str) -> None:
    """In two seconds; an error says where the script was when it was stopped."""
    with within_budget():
        try:
            effective_config(Source("appConfig.js", RUNAWAY[name]))
        except LimitError as error:
            assert error.help  # noqa: PT017 - either outcome will do
        except AppConfigError as error:
            assert error.location is not None  # noqa: PT017


def test_the_error_names_the_statement_that_was_running() -> None:
    """The loop's own, not the script's first."""
    text = "var appConfig = {};\nvar i = 0;\nfor (;;) {\n  i++;\n}"
    with pytest.raises(LimitError) as caught:
        effective_config(Source("appConfig.js", text))

    assert str(caught.value).startswith("appConfig.js:4:3: evaluating appConfig.js takes too many")


def test_the_rest_is_known_when_one_value_is_too_long() -> None:
    """A string past its limit is one unresolved value."""
    found = effective_config(Source("a.js", "var appConfig = {x: 'x'.repeat(1e9), y: 1};"))

    assert found["y"] == 1
    assert isinstance(found["x"], Unresolved)
    assert found["x"].reason == "the string is longer than 10,000,000 characters"


def test_all_text_together_is_limited() -> None:
    """Each string is short enough, and all of them together are not."""
    text = RUNAWAY["many long strings"]
    tracemalloc.start()
    try:
        found: Any = effective_config(Source("a.js", text))["x"]
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert isinstance(found[0], str)
    assert found[-1].reason == "the script makes more than 20,000,000 characters of text"
    assert peak < 100_000_000


def test_long_bigints() -> None:
    """A literal past the limit is refused at its place; data of a program is shown whole."""
    digits = "9" * (MAX_BIGINT - 1)
    assert value_of(f"{digits}n").value == int(digits)
    with pytest.raises(LimitError, match="1:21: a BigInt of more than 3,500 characters"):
        value_of("9" * MAX_BIGINT + "n")
    assert repr(type(value_of("1n"))(10**5000)) == "1" + "0" * 5000 + "n"
