"""Any number of layers, and layers without positions."""

from __future__ import annotations

import json

import pytest

from appconfig_merge import Source, effective_config, merge, script_layer, ui_attributes_layer
from appconfig_merge.rendering import render
from appconfig_merge.rendering.explanation.as_json import explanation_report
from tests.effective.support import Summary, config_of, summaries


def test_the_whole_story_of_three_layers() -> None:
    """Set by the first, removed by the second, set again by the third: all three are told."""
    config = merge(
        [
            ui_attributes_layer(Source("one.json", '{"a": {"p": 1}}', "json")),
            ui_attributes_layer(Source("two.json", '{"a": null}', "json")),
            script_layer(Source("three.js", "var appConfig = {a: {p: 3}};")),
        ]
    )
    assert config.to_dict() == {"a": {"p": 3}}
    assert summaries(config, "a.p") == [
        Summary("ui_attributes", 1, "removed", "parent-replaced", "one.json:1:13", "two.json:1:7"),
        Summary("appConfig.js", 3, "effective", "only-layer", "three.js:1:25"),
    ]
    assert summaries(config, "a") == [
        Summary(
            "ui_attributes", {"p": 1}, "overridden", "higher-layer", "one.json:1:7", "two.json:1:7"
        ),
        Summary(
            "ui_attributes (2)",
            None,
            "overridden",
            "object-over-value",
            "two.json:1:7",
            "three.js:1:21",
        ),
        Summary("appConfig.js", {"p": 3}, "effective", "highest-layer", "three.js:1:21"),
    ]


def test_what_was_beaten_stays_beaten_by_what_beat_it() -> None:
    """A third layer that sets the first one's value again doesn't rewrite the first's story."""
    layers = [ui_attributes_layer({"a": value}) for value in (1, 2, 1)]
    first, second, third = merge(layers).explain("a").contributions
    assert (first.outcome, first.rival and first.rival.layer) == ("overridden", "ui_attributes (2)")
    assert (second.outcome, second.rival and second.rival.layer) == (
        "overridden",
        "ui_attributes (3)",
    )
    assert third.outcome == "effective"


def test_a_known_value_settles_what_was_uncertain() -> None:
    """Above an unresolved value, both lower ones are overridden."""
    config = merge(
        [
            ui_attributes_layer({"a": 1}),
            script_layer(Source("two.js", "var appConfig = {a: location.hash};")),
            ui_attributes_layer({"a": 3}),
        ]
    )
    assert config["a"] == 3
    outcomes = [one.outcome for one in config.explain("a").contributions]
    assert outcomes == ["overridden", "overridden", "effective"]


def test_an_object_above_something_unresolved() -> None:
    """What it merges into can't be known; its own members are told as uncertain."""
    config = merge(
        [
            script_layer(Source("one.js", "var appConfig = {a: b};"), assume=["b"]),
            ui_attributes_layer({"a": {"p": 1}}),
        ]
    )
    assert [path for path, _ in config.unresolved] == [("a",)]
    assert [one.outcome for one in config.explain("a").contributions] == ["uncertain", "effective"]
    explained = config.explain("a.p")
    assert explained.kind == "value"
    assert [one.outcome for one in explained.contributions] == ["uncertain", "effective"]


def test_layers_of_one_name_are_told_apart() -> None:
    """Results name layers by id, so no two share one; the layers given keep theirs."""
    layer = ui_attributes_layer({"a": 1})
    config = merge([layer, layer, ui_attributes_layer({"a": 1})])
    assert [one.id for one in config.layers] == [
        "ui_attributes",
        "ui_attributes (2)",
        "ui_attributes (3)",
    ]
    assert [one.layer for one in config.explain("a").contributions] == [
        one.id for one in config.layers
    ]
    assert layer.id == "ui_attributes"


def test_no_layer_and_one_layer() -> None:
    """Nothing is an empty configuration; one layer is itself, and nothing was merged."""
    assert merge([]).to_dict() == {}
    assert merge([]).explain("").set_by is None
    assert merge([]).explain("a").kind == "absent"
    alone = merge([ui_attributes_layer({"a": {"b": 1}})])
    assert [one.outcome for one in alone.explain("a").contributions] == ["effective"]
    assert [one.outcome for one in alone.explain("").contributions] == ["effective"]


def test_data_has_no_positions() -> None:
    """Its contributions are complete but for places; so are those that it beats."""
    config = merge(
        [
            ui_attributes_layer(Source("ui.json", '{"a": 1}', "json")),
            ui_attributes_layer({"a": 2, "b": [3]}),
        ]
    )
    below, above = config.explain("a").contributions
    assert str(below.location) == "ui.json:1:7"
    assert below.rival == ("ui_attributes (2)", None)
    assert (above.location, above.key_location) == (None, None)
    (place,) = config.explain("b").contributions[0].elements
    assert place == ((0,), None)
    json.loads(render(config, "json"))


def test_the_second_parser_gives_values_without_places() -> None:
    """The same outcomes as with the first, and no step of a trace."""
    script = "var h = 'x'; var appConfig = {a: h + '!', b: 1}; appConfig.b = 2;"
    config = config_of(script, '{"a": 1}', parser="pyjsparser")
    other = config_of(script, '{"a": 1}')
    assert config == other
    for path in ("a", "b"):
        ours, theirs = config.explain(path), other.explain(path)
        assert [one.outcome for one in ours.contributions] == [
            one.outcome for one in theirs.contributions
        ]
        own = [one for one in ours.contributions if one.layer == "appConfig.js"]
        assert all(one.location is None and one.trace == () for one in own)
    json.dumps(explanation_report(config.explain("a")))


def test_equality_ignores_provenance() -> None:
    """Other files, other lines, other layers: equal all the same; hashes are not offered."""
    one = config_of("var appConfig = {a: 1, b: [{c: 2}]};")
    two = config_of("\n\nlet x = 1; let appConfig = {a: x};", {"b": [{"c": 2}]})
    assert one == two == {"a": 1, "b": [{"c": 2}]}
    assert one != config_of("var appConfig = {a: true, b: [{c: 2}]};")
    assert one != {"a": "1", "b": [{"c": 2}]}
    with pytest.raises(TypeError):
        hash(one)


def test_functions_and_lists_are_never_equal() -> None:
    """Named tuples stand for functions and for what is unresolved; they are no arrays."""
    assert config_of("var appConfig = {a: () => 1};") != {"a": ["() => 1", False]}
    assert config_of("var appConfig = {a: () => 1};") == config_of("appConfig = {a: () => 1}")


def test_a_configuration_is_immutable() -> None:
    """No item can be set, and a nested view is as read-only."""
    config = config_of("var appConfig = {a: {b: 1}};")
    for view in (config, config["a"]):
        assert not hasattr(view, "__setitem__")
        assert not hasattr(view, "__delitem__")
        assert not hasattr(view, "__dict__")
    leaf = next(iter(config.leaves()))
    with pytest.raises(AttributeError):
        leaf.value = 2  # type: ignore[misc]


def test_data_changed_later_changes_no_layer() -> None:
    """A layer is a copy."""
    data = {"a": {"b": [1]}}
    config = effective_config(Source("a.js", "var appConfig = {}"), ui_attributes=data)
    data["a"]["b"].append(2)
    assert config.to_dict() == {"a": {"b": [1]}}
