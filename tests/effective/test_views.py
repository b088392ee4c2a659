"""A configuration as a whole: a mapping, its paths, what is unresolved in it, its remarks."""

from __future__ import annotations

import pytest

from appconfig_merge import Source, effective_config
from tests.effective.support import config_of, summaries


def test_all_that_is_unresolved_wherever_it_sits() -> None:
    """In objects, arrays and lower layers' places, in order; candidates are no paths of it."""
    config = config_of(
        "var appConfig = {a: x, b: {c: [1, x.y, {d: x.z}]}, e: x ? {f: x}: 1, g: [2]};",
        assume=["x"],
    )

    assert [(path, one.source) for path, one in config.unresolved] == [
        (("a",), "x"),
        (("b", "c", 1), "x.y"),
        (("b", "c", 2, "d"), "x.z"),
        (("e",), "x ? {f: x}: 1"),
    ]


def test_the_paths_of_all_objects_and_leaves() -> None:
    """In order, each object before what is in it; arrays are leaves."""
    config = config_of("var appConfig = {a: {b: {}, c: [{d: 1}]}, e: null};", '{"a": {"f": 2}}')

    assert list(config.paths()) == [("a",), ("a", "f"), ("a", "b"), ("a", "c"), ("e",)]


def test_a_configuration_as_a_mapping() -> None:
    """Objects are views of their own, shown and compared as what is in them."""
    config = config_of("var appConfig = {a: {b: 1}, 2: 3};", '{"a": {"c": 4}}')

    assert (list(config), len(config)) == (["2", "a"], 2)
    assert repr(config) == "EffectiveConfig({'2': 3, 'a': {'c': 4, 'b': 1}})"
    assert repr(config["a"]) == "ConfigView({'c': 4, 'b': 1})"
    assert config == {"a": {"b": 1, "c": 4}, "2": 3}
    assert config["a"] == {"b": 1, "c": 4}
    assert config != {"a": {"b": 1, "c": 4}}
    assert config != [("2", 3)]
    with pytest.raises(KeyError):
        config["b"]


def test_a_remark_of_a_layer_is_one_of_the_configuration() -> None:
    """The release's own come first, then those of the layers, lowest first."""
    script = Source("appConfig.js", "var appConfig = {}; var appConfg = { a: 1 };")
    config = effective_config(script, ui_attributes=Source("ui.json", '{"a": 1, "a": 2}', "json"))

    assert config.diagnostics == tuple(one for layer in config.layers for one in layer.diagnostics)
    assert summaries(config, "a")[-1].value == 2
