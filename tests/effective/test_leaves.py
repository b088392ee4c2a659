"""Leaves by path: values at once, the rest when it is asked for."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from appconfig_merge import strategies
from appconfig_merge.effective.contributions import giver_of
from appconfig_merge.effective.leaves import told
from tests.effective.support import config_of


@given(strategies.app_config_sources(), strategies.ui_attributes())
def test_by_path_is_told_what_all_leaves_tell(
    script: strategies.AppConfigSource, attributes: dict[str, Any]
) -> None:
    """In the same order, whichever is asked for first."""
    config = config_of(script.text, attributes)
    leaves = list(config.leaves())
    found = config.by_path()

    backwards = [found[leaf.path] for leaf in reversed(leaves)]

    assert list(map(repr, reversed(backwards))) == list(map(repr, leaves))
    assert list(map(repr, config.by_path().values())) == list(map(repr, leaves))
    assert list(map(repr, found.plain.items())) == [repr((one.path, one.value)) for one in leaves]
    assert list(map(repr, told(leaves).items())) == list(map(repr, found.items()))
    givers = {one.path: one.set_by for one in leaves}
    assert config.by_path().givers() == told(leaves).givers() == givers
    places = {one.path: giver_of(one) for one in leaves}
    for by_path in (config.by_path(), told(leaves)):
        assert {path: by_path.giver(path) for path in by_path} == places


@given(strategies.app_config_sources(), strategies.ui_attributes())
def test_leaves_without_traces_are_the_same_otherwise(
    script: strategies.AppConfigSource, attributes: dict[str, Any]
) -> None:
    """As tables are made of them that show no trace."""
    config = config_of(script.text, attributes)
    bare = [
        leaf._replace(contributions=tuple(one._replace(trace=()) for one in leaf.contributions))
        for leaf in config.leaves()
    ]

    assert list(map(repr, config.leaves(traced=False))) == list(map(repr, bare))


def test_a_literal_that_another_merge_looks_into() -> None:
    """Is told as before."""
    config = config_of("var appConfig = { a: { b: 1, c: ['x'] } };")
    leaves = list(config.leaves())
    found = config.by_path()

    assert [*config["a"]] == ["b", "c"]  # type: ignore[misc]

    assert list(found.values()) == leaves


def test_what_is_not_there() -> None:
    """Isn't found, whether it would lie in a literal or in what was merged."""
    found = config_of("var appConfig = { a: { b: 1 }, c: { d: [] } };", '{"c": {"e": 1}}').by_path()

    assert len(found) == 3
    assert ("c", "d") in found
    for path in (("a",), ("a", "x"), ("c", "x"), (), ("c", "d", 0)):
        assert path not in found
        assert found.get(path) is None
        with pytest.raises(KeyError):
            found[path]


def test_warnings_are_the_diagnostics_that_are_more_than_a_remark() -> None:
    """What only the page decides on is a remark."""
    config = config_of(
        "var appConfig = { a: '__A__', ...(location.hash ? { b: 1, c: 2 } : { c: 1, b: 2 }) };"
    )

    assert {one.severity for one in config.diagnostics} == {"info", "warning"}
    assert config.warnings == tuple(one for one in config.diagnostics if one.severity != "info")
