"""The ways in which other tools' explanations went wrong, as tests (A4 of the study)."""

from __future__ import annotations

import json

from appconfig_merge import (
    UNDEFINED,
    Source,
    configuration_layer,
    effective_config,
    merge,
    script_layer,
    ui_attributes_layer,
)
from appconfig_merge.rendering import render
from appconfig_merge.rendering.explanation.as_json import explanation_report
from tests.effective.support import config_of, summaries


def test_each_source_shows_its_own_value() -> None:
    """spring-boot#10428: every source showed the winner's."""
    config = merge([ui_attributes_layer({"a": value}) for value in (1, 2, 3)])
    assert [one.value for one in config.explain("a").contributions] == [1, 2, 3]


def test_two_files_of_one_kind_keep_their_own_values_and_names() -> None:
    """pip#12099: values stored per level, so two files of a level got the same ones."""
    config = merge(
        [
            ui_attributes_layer(Source("one.json", '{"a": 1}', "json")),
            ui_attributes_layer(Source("two.json", '{"a": 2}', "json")),
        ]
    )
    assert [(one.layer, str(one.location)) for one in config.explain("a").contributions] == [
        ("ui_attributes", "one.json:1:7"),
        ("ui_attributes (2)", "two.json:1:7"),
    ]


def test_the_order_is_that_of_the_layers_given() -> None:
    """pip#11815: precedence written in two places. Here the list of layers is the only one."""
    layers = [ui_attributes_layer({"a": 1}), script_layer(Source("a.js", "appConfig = {a: 2}"))]
    for given, value in ((layers, 2), (layers[::-1], 1)):
        config = merge(given)
        assert config["a"] == value
        assert [one.layer for one in config.explain("a").contributions] == [
            layer.id for layer in config.layers
        ]


def test_contributions_are_a_list_in_json() -> None:
    """spring-boot#9864: the order got lost in a map."""
    config = config_of("var appConfig = {a: 1};", '{"a": 2}')
    data = json.loads(render(config, "json"))
    assert [one["layer"] for one in data["values"][0]["contributions"]] == [
        "ui_attributes",
        "appConfig.js",
    ]
    assert [layer["id"] for layer in data["layers"]] == ["ui_attributes", "appConfig.js"]


def test_value_and_origin_change_together() -> None:
    """jdx/usage#849: a rewrite after the merge changed one of the two."""
    config = config_of("var appConfig = {a: {p: 1}};", '{"a": "Da"}')
    for leaf in config.leaves():
        assert leaf.contributions[-1].value == leaf.value


def test_an_override_by_an_equal_value_is_an_override() -> None:
    """chrome-cdp-ex#231, resolve.rs: the winner was found by comparing values."""
    config = config_of("var appConfig = {a: 1};", '{"a": 1}')
    assert config.explain("a").set_by == "appConfig.js"
    assert [one.outcome for one in summaries(config, "a")] == ["redundant", "effective"]


def test_explain_and_the_merge_can_not_disagree() -> None:
    """explain.rs: "Two merges can disagree". There is one; every question reads its tree."""
    config = config_of("var appConfig = {a: {p: [1]}, b: undefined};", '{"a": {"q": 2}, "b": 1}')
    for path in config.paths():
        value: object = config
        for key in path:
            value = value[key]  # type: ignore[index]
        assert config.explain(path).value == value


def test_every_contributor_is_kept() -> None:
    """kubectl-fields#38: a map by path kept the last writer only."""
    config = merge([ui_attributes_layer({"a": {"p": at, str(at): at}}) for at in range(5)])
    assert len(config.explain("a").contributions) == 5
    assert len(config.explain("a.p").contributions) == 5


def test_an_alias_keeps_the_origin() -> None:
    """resolve.rs: a rename moved the value without its origin."""
    config = config_of("var old = {a: 1};\nvar appConfig = {renamed: old.a, moved: old};")
    for path in ("renamed", "moved.a"):
        (one,) = config.explain(path).contributions
        assert one.trace
    assert [one.at for one in summaries(config, "moved.a")] == ["appConfig.js:1:15"]


def test_what_is_overridden_says_by_what() -> None:
    """npm#6481: "(overridden)", and nothing more."""
    config = config_of("var appConfig = {a: 1};", '{"a": 2}')
    rival = config.explain("a").contributions[0].rival
    assert rival is not None
    assert (rival.layer, str(rival.location)) == ("appConfig.js", "appConfig.js:1:21")


def test_nothing_is_evaluated_while_explaining() -> None:
    """dynaconf#1180: lazy values ran. Functions are shown, never called."""
    config = config_of("var n = 0; var appConfig = {f() { n += 1; return n }, get: () => boom()};")
    first = [config.explain(path).value for path in ("f", "get")]
    assert [config.explain(path).value for path in ("f", "get")] == first
    assert not config.diagnostics


def test_plain_values_carry_no_noise() -> None:
    """kubernetes#90066: provenance drowned the data."""
    config = config_of("var appConfig = {a: {b: 1}};", '{"a": {"c": 2}}')
    assert not list(config.shadowed())
    (one,) = explanation_report(config.explain("a.b"))["contributions"]
    assert one.keys() == {"layer", "value", "outcome", "rule", "location", "key_location"}


def test_only_what_is_part_of_the_configuration_is_shown() -> None:
    """pydantic-settings#63: secrets of the source. Other columns of the resource stay out."""
    resource = {"auth_token": "secret", "ui_attributes": {"a": 1}}
    layers = [
        configuration_layer(resource),
        configuration_layer(Source("c.json", json.dumps(resource), "json")),
    ]
    assert "secret" not in render(merge(layers), "json")


def test_resets_do_not_vanish() -> None:
    """compose#12162: markers of a reset were gone in the merged output."""
    config = config_of("var appConfig = {a: null, b: undefined, c: [], d: {}};", '{"a": 1, "d": 2}')
    assert config.to_dict() == {"a": None, "d": {}, "b": UNDEFINED, "c": []}
    assert [leaf.path for leaf in config.leaves()] == [("a",), ("d",), ("b",), ("c",)]


def test_line_numbers_are_the_languages() -> None:
    """tomlkit: str.splitlines() takes more for line ends than the language does."""
    config = config_of('var appConfig = {\n a: "\x0c\x1d",\r\n b: 1};')
    assert [one.at for one in summaries(config, "b")] == ["appConfig.js:3:5"]


def test_positions_are_those_of_the_text_given() -> None:
    """strictyaml: positions came from a document written anew."""
    text = '{ "b"  :  2 ,\n\n      "a":1}'
    config = effective_config(Source("a.js", "appConfig={}"), ui_attributes=Source("u.json", text))
    assert [one.at for one in summaries(config, "a")] == ["u.json:3:11"]
    assert [one.at for one in summaries(config, "b")] == ["u.json:1:11"]
