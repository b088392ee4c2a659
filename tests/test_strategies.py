"""The public strategies: they give what they say, and need their extra."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from typing import TYPE_CHECKING, TypeVar

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import appconfig_merge.strategies
from appconfig_merge import Source, effective_config, ui_attributes_layer
from appconfig_merge.javascript.keys import ordered_keys
from appconfig_merge.strategies import (
    AppConfigSource,
    app_config_sources,
    javascript_values,
    json_objects,
    json_values,
    overlapping_layers,
    ui_attributes,
)
from appconfig_merge.values import BigInt, ConfigValue, Function, RegExp, Undefined, same

if TYPE_CHECKING:
    from collections.abc import Iterator

T = TypeVar("T")


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
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
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


def _sample(strategy: st.SearchStrategy[T], number: int = 600) -> list[T]:
    found: list[T] = []

    @settings(
        max_examples=number,
        phases=[Phase.generate],
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def collect(value: T) -> None:
        found.append(value)

    collect()
    return found


def _parts(value: object) -> Iterator[object]:
    """A value and everything inside it."""
    yield value
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _parts(inner)


def test_javascript_values_reach_every_type() -> None:
    """What JSON lacks is among them."""
    found = _sample(st.lists(javascript_values(), min_size=5, max_size=5), 300)
    values = list(_parts(found))
    kinds = {type(value) for value in values}
    assert {BigInt, RegExp, Function, Undefined, list, dict, str, int, bool, float} <= kinds
    numbers = [value for value in values if isinstance(value, float)]
    assert any(math.isnan(number) for number in numbers)
    assert any(number == 0 and math.copysign(1, number) < 0 for number in numbers)


def test_overlapping_layers_overlap_in_every_way() -> None:
    """Objects over objects, strings, arrays and null, values over objects, equal values."""
    pairs = _sample(overlapping_layers(), 1000)
    meetings = [
        (below[key], above[key]) for below, above in pairs for key in below.keys() & above.keys()
    ]
    kinds = {(type(below), type(above)) for below, above in meetings}
    for kind in (dict, str, list, type(None), bool):
        assert (kind, dict) in kinds
    assert {(dict, list), (dict, str), (list, list)} <= kinds
    assert any(below == above for below, above in meetings)
    assert sum(bool(below.keys() & above.keys()) for below, above in pairs) > len(pairs) / 2


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
    text = "\n".join(source.text for source in _sample(app_config_sources()))
    marks = "' \" ` /* // ,} ,] ... helper0 + ${ \\u \\x 0x globalThis. window. ]= appConfig."
    for part in (*marks.split(), "const ", "let ", "var ", "appConfig.", "\\\n", "void 0"):
        assert part in text, part
