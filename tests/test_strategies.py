"""The public strategies: they give what they say, and need their extra."""

from __future__ import annotations

import json
import math
import re
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING, TypeVar

import pytest
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
from appconfig_merge.values import (
    BigInt,
    ConfigValue,
    Function,
    RegExp,
    Undefined,
    public_number,
    same,
)

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
    elif isinstance(value, float):
        assert repr(public_number(value)) == repr(value)
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
    held: st.SearchStrategy[ConfigValue] = st.sampled_from(
        ({"a": 1}, {"b": {}}, "text", [1], [], None, True, 1)
    )
    pairs = _sample(overlapping_layers(held), 250)
    meetings = [
        (below[key], above[key]) for below, above in pairs for key in below.keys() & above.keys()
    ]
    kinds = {(type(below), type(above)) for below, above in meetings}
    for kind in (dict, str, list, type(None), bool, int):
        assert (kind, dict) in kinds
    assert {(dict, list), (dict, str), (list, list)} <= kinds
    assert any(below == above for below, above in meetings)
    assert any(below.keys() > above.keys() for below, above in pairs)
    assert any(below.keys() < above.keys() for below, above in pairs)
    assert sum(bool(below.keys() & above.keys()) for below, above in pairs) > len(pairs) / 2


def test_overlapping_layers_hold_what_json_can_say() -> None:
    """Where no other values are asked for."""
    for layers in _sample(overlapping_layers(), 50):
        assert same(json.loads(json.dumps(layers, allow_nan=False)), layers)


@given(st.integers(1, 4).flatmap(lambda count: st.tuples(st.just(count), _numbered(count))))
def test_any_number_of_layers(drawn: tuple[int, tuple[dict[str, ConfigValue], ...]]) -> None:
    """As many as asked for, with their keys in order, also inside one another."""
    count, layers = drawn

    assert len(layers) == count
    for layer in layers:
        _in_order(layer)


def _numbered(count: int) -> st.SearchStrategy[tuple[dict[str, ConfigValue], ...]]:
    return overlapping_layers(javascript_values(), count=count)


@given(overlapping_layers(st.just("mine")))
def test_layers_of_values_of_ones_own(layers: tuple[dict[str, ConfigValue], ...]) -> None:
    """Nothing else is in them, but for the objects that make their paths; the lowest has some."""
    assert len(layers) == 2
    assert layers[0]
    assert {part for part in _parts(list(layers)) if not isinstance(part, dict | list)} <= {"mine"}


@given(app_config_sources(st.just({"a": 1, "b": "it's"})))
def test_sources_of_values_of_ones_own(source: AppConfigSource) -> None:
    """The script sets the value that was asked for."""
    assert source.value == {"a": 1, "b": "it's"}
    assert effective_config(Source("appConfig.js", source.text)).to_dict() == source.value


@cache
def _sources() -> list[AppConfigSource]:
    return _sample(app_config_sources(), 1000)


def test_sources_set_their_values() -> None:
    """Whatever they set and however they are spelled, order of keys and all."""
    for source in _sources():
        found = effective_config(Source("appConfig.js", source.text)).to_dict()

        assert same(found, source.value), source.text
        assert repr(found) == repr(source.value), source.text


@pytest.mark.parametrize(
    "pattern",
    [
        r"^(?:var|let|const) appConfig", r"^appConfig", r"^(?:window|globalThis)\.appConfig",
        r"^'use strict';\n(?:var|let|const)", r"^// config\n", r"appConfig\.\w+\s*=",
        r"""appConfig\[['"]""", r"\bhelper0\b", r"\bhelper1\b", r"/\*\*/", r"// it's \{ so\n",
        r"; // done\n", r",\s*[}\]]", r"\.\.\.\{", r"\.\.\.\[", r"\.\.\.helper",
        r"\btheme\b\s*:", r"""['"]theme['"]\s*:""", r"""\[['"]theme['"]\]\s*:""",
        r"[{,]\s*10\s*:", r"[{,]\s*0xa\s*:", r"!0", r"!1", r"\btrue\b", r"\bnull\b",
        r"\bundefined\b", r"void 0", r"NaN", r"0/0", r"[^-]Infinity", r"-Infinity", r"1/0",
        r"1e999", r"-0", r"[^-]0\.0", r"0x0", r"0x[1-9a-f]", r"0o[1-7]", r"0b1", r"\d_\d",
        r"[1-9]\.0\b", r"[1-9]e0", r"[^\d]\.[1-9]", r"\d\.[1-9]", r"-[1-9]", r"\d{20}n",
        r"\\u\{[0-9a-f]{5}\}", r"\\u[0-9A-F]{4}", r"\\x[0-9a-f]{2}", r"\\\n", r"\\n", r"\\'",
        r"'[^'\n]*' \+ ['\"]", r"`\$\{['\"]", r"`https:", r'"https:', r"'https:",
        r"function \(\)", r"=>", r"/gi\b",
    ],
)  # fmt: skip
def test_sources_are_spelled_in_many_ways(pattern: str) -> None:
    """Each way to write a configuration comes up."""
    assert any(re.search(pattern, source.text) for source in _sources())
