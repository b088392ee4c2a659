"""The public strategies: they give what they say, and need their extra."""

from __future__ import annotations

import json
import math
import subprocess
import sys

from hypothesis import HealthCheck, assume, find, given, settings
from hypothesis import strategies as st

import appconfig_merge.strategies
from appconfig_merge import Source, effective_config, ui_attributes_layer
from appconfig_merge.javascript.values import ordered_keys
from appconfig_merge.strategies import (
    AppConfigSource,
    app_config_sources,
    javascript_values,
    json_objects,
    json_values,
    overlapping_layers,
    ui_attributes,
)
from appconfig_merge.values import UNDEFINED, BigInt, ConfigValue, Function, RegExp, same

QUICK = settings(max_examples=2000, database=None, suppress_health_check=[HealthCheck.too_slow])


def test_everything_public_is_documented() -> None:
    """Each name of ``__all__`` exists and says what it gives."""
    for name in appconfig_merge.strategies.__all__:
        assert getattr(appconfig_merge.strategies, name).__doc__


def test_without_hypothesis_the_missing_extra_is_named() -> None:
    """Importing raises the error that says what to install, in a Python without Hypothesis."""
    program = (
        "import sys; sys.modules['hypothesis'] = None\n"
        "from appconfig_merge import MissingExtraError\n"
        "try:\n    import appconfig_merge.strategies\n"
        "except MissingExtraError as error:\n"
        "    print(error.code, '|', error.message, '|', error.help)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    code, message, help = done.stdout.strip().split(" | ")
    assert code == "missing-extra"
    assert "Hypothesis" in message
    assert help == 'pip install "appconfig-merge[strategies]"'


@given(json_values())
def test_json_values_are_json(value: ConfigValue) -> None:
    """json.dumps writes them, and what is read again is the same."""
    assert same(json.loads(json.dumps(value, allow_nan=False)), value)


@given(st.one_of(json_objects(), ui_attributes()))
def test_objects_are_layers(value: dict[str, ConfigValue]) -> None:
    """They can be read as ui_attributes, and keep their order of keys."""
    ui_attributes_layer(value)
    _in_order(value)


def _in_order(value: ConfigValue) -> None:
    if isinstance(value, dict):
        assert list(value) == ordered_keys(value)
        assert "__proto__" not in value
        for item in value.values():
            _in_order(item)
    elif isinstance(value, list):
        for item in value:
            _in_order(item)


@given(javascript_values())
def test_javascript_values_have_their_keys_in_order(value: ConfigValue) -> None:
    """So that the order of a result's keys can be compared with theirs."""
    _in_order(value)


def test_javascript_values_reach_every_type() -> None:
    """What JSON lacks is among them."""
    for kind in (BigInt, RegExp, Function, list, dict, str):
        find(javascript_values(), lambda value, kind=kind: isinstance(value, kind), settings=QUICK)
    find(javascript_values(), lambda value: value is UNDEFINED, settings=QUICK)
    find(javascript_values(), lambda value: value != value, settings=QUICK)
    find(
        javascript_values(),
        lambda value: value == 0 and isinstance(value, float) and math.copysign(1, value) < 0,
        settings=QUICK,
    )


def test_overlapping_layers_overlap_in_every_way() -> None:
    """Objects over objects, strings, arrays and null, values over objects, equal values."""
    for below, above in (
        (dict, dict),
        (str, dict),
        (list, dict),
        (type(None), dict),
        (dict, str),
        (dict, list),
        (list, list),
    ):
        find(
            overlapping_layers(),
            lambda layers, below=below, above=above: any(
                isinstance(layers[0][key], below) and isinstance(layers[1][key], above)
                for key in layers[0].keys() & layers[1].keys()
            ),
            settings=QUICK,
        )
    find(
        overlapping_layers(),
        lambda layers: any(layers[0][key] == layers[1].get(key, 0.5) for key in layers[0]),
        settings=QUICK,
    )


def test_most_pairs_overlap() -> None:
    """Sharing a path is the rule, not the exception."""
    shared: list[bool] = []

    @settings(max_examples=200, database=None)
    @given(overlapping_layers())
    def collect(layers: tuple[dict[str, ConfigValue], ...]) -> None:
        shared.append(bool(layers[0].keys() & layers[1].keys()))

    collect()
    assert sum(shared) > len(shared) / 2


@given(
    st.integers(1, 4).flatmap(lambda count: overlapping_layers(javascript_values(), count=count))
)
def test_any_number_of_layers(layers: tuple[dict[str, ConfigValue], ...]) -> None:
    """As many as asked for, with their keys in order."""
    assert 1 <= len(layers) <= 4
    for layer in layers:
        _in_order(layer)


@given(app_config_sources(st.just({"a": 1, "b": "it's"})))
def test_sources_of_values_of_ones_own(source: AppConfigSource) -> None:
    """The script sets the value that was asked for."""
    assert source.value == {"a": 1, "b": "it's"}
    assert effective_config(Source("appConfig.js", source.text)).to_dict() == source.value


def test_sources_are_spelled_in_many_ways() -> None:
    """Each way to write a configuration comes up."""
    for part in ("'", '"', "`", "/*", "//", ",}", "...", "const ", "let ", "var ", "window.",
                 "helper0", " + ", "${", "\\u", "\\x", "0x", "globalThis", "]=", "appConfig."):  # fmt: skip
        find(app_config_sources(), lambda source, part=part: part in source.text, settings=QUICK)


@given(app_config_sources(), app_config_sources())
def test_sources_differ_where_values_do(one: AppConfigSource, two: AppConfigSource) -> None:
    """No text stands for two values."""
    assume(one.text == two.text)
    assert same(one.value, two.value)
