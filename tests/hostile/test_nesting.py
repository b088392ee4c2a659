"""Depth: 100,000 levels of anything end in a value or in an error, and soon."""

from __future__ import annotations

import pytest

from appconfig_merge import AppConfigError, LimitError, Source, effective_config
from appconfig_merge.limits import MAX_NESTING, MAX_SYNTAX_NESTING
from tests.hostile.budget import within_budget
from tests.hostile.inputs import DEPTH, NESTED, OPENED, config


@pytest.mark.parametrize("name", NESTED)
def test_whatever_nests_ends_soon(name: str) -> None:
    """In a configuration, or in an error that says where."""
    with within_budget():
        try:
            found = effective_config(Source("appConfig.js", NESTED[name]))
        except AppConfigError as error:
            assert error.location is not None  # noqa: PT017 - either outcome will do
        else:
            assert list(found) == ["x"]


@pytest.mark.parametrize("name", OPENED)
def test_whatever_is_left_open_is_refused_soon(name: str) -> None:
    """With the place."""
    with within_budget(), pytest.raises(AppConfigError) as caught:
        effective_config(Source("appConfig.js", OPENED[name]))

    assert caught.value.location is not None


def test_the_error_says_where_it_is_too_deep() -> None:
    """At the construct that is one too many, with a way to see that the file is at fault."""
    text = "!" * (MAX_SYNTAX_NESTING + 100)
    with pytest.raises(LimitError) as caught:
        effective_config(Source("appConfig.js", config(text + "1")))

    assert str(caught.value).startswith("appConfig.js:1:10")
    assert "nested deeper than 10,000 levels" in caught.value.message
    assert caught.value.help == "most browsers' own stack would not take it either"


def test_objects_too_deep_to_be_merged_are_unresolved() -> None:
    """And the rest of the configuration is there."""
    text = f"var appConfig = {{y: 1, x: {'{a:' * 1000}1{'}' * 1000}}};"
    found = effective_config(Source("appConfig.js", text), ui_attributes={"y": 0, "z": 2})

    assert (found["y"], found["z"]) == (1, 2)
    ((path, value),) = found.unresolved
    assert len(path) == MAX_NESTING + 1
    assert value.reason == f"it is nested deeper than {MAX_NESTING} levels"


@pytest.mark.parametrize("opener", ["[", '{"a":'])
def test_json_too_deep_is_refused(opener: str) -> None:
    """Closed or not."""
    closer = "]" if opener == "[" else "}"
    for text in (opener * DEPTH + "1" + closer * DEPTH, opener * DEPTH):
        with within_budget(), pytest.raises(AppConfigError) as caught:
            effective_config(
                Source("appConfig.js", config("1")),
                ui_attributes=Source("a.json", text, "json"),
            )
        assert caught.value.location is not None
