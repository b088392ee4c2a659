"""Thousands of generated merges, compared with real Node's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from appconfig_merge import Source, effective_config, merge
from appconfig_merge.strategies import AppConfigSource, app_config_sources
from tests.hunting import examples
from tests.merging.support import (
    any_layers,
    decoded_numbers,
    encode,
    in_node,
    merged_by_node,
    spell,
    value_layers,
)

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from appconfig_merge.values import ConfigValue

    Layers = tuple[dict[str, ConfigValue], ...]

_RUN_SCRIPT = r"""
const vm = require("vm");
const cases = JSON.parse(require("fs").readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(cases.map(([script, literal]) => {
  const context = vm.createContext({});
  vm.runInContext("var window = globalThis;", context);
  vm.runInContext(script, context);
  vm.runInContext(`
    const same = (a, b) => Object.is(a, b)
      || (typeof a === "function" && typeof b === "function" && String(a) === String(b))
      || (a instanceof RegExp && b instanceof RegExp && String(a) === String(b))
      || (Array.isArray(a) && Array.isArray(b) && a.length === b.length
        && a.every((item, at) => same(item, b[at])))
      || (isObject(a) && isObject(b)
        && JSON.stringify(Object.keys(a)) === JSON.stringify(Object.keys(b))
        && Object.keys(a).every((key) => same(a[key], b[key])));
    const isObject = (v) => typeof v === "object" && v !== null && !Array.isArray(v)
      && !(v instanceof RegExp);`, context);
  return vm.runInContext(`same(appConfig, (${literal}))`, context);
})));
"""


def _sample(strategy: SearchStrategy[Layers], number: int) -> list[Layers]:
    cases: list[Layers] = []

    @settings(
        max_examples=examples(number),
        phases=[Phase.generate],
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def collect(layers: Layers) -> None:
        cases.append(layers)

    collect()
    return cases


def test_merges_as_node_does() -> None:
    """Pairs and triples with every kind of value, in one Node process: values and key order."""
    cases = [*_sample(any_layers(), 300), *_sample(any_layers(3), 200)]
    texts = [[spell(value) for value in layers] for layers in cases]
    for layers, spelled, result in zip(cases, texts, merged_by_node(texts), strict=True):
        assert encode(merge(value_layers(layers)).to_dict()) == decoded_numbers(result), spelled


def test_generated_scripts_mean_in_node_what_they_say() -> None:
    """app_config_sources gives true pairs: Node evaluates each script to the value beside it."""
    cases: list[AppConfigSource] = []

    @settings(
        max_examples=examples(300),
        phases=[Phase.generate],
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(app_config_sources())
    def collect(source: AppConfigSource) -> None:
        cases.append(source)

    collect()
    results = in_node(_RUN_SCRIPT, [[source.text, spell(source.value)] for source in cases])
    wrong = [source for source, right in zip(cases, results, strict=True) if not right]
    assert not wrong


@given(st.data())
@settings(max_examples=examples(200))
def test_generated_scripts_are_read_as_what_they_say(data: st.DataObject) -> None:
    """Whatever the spelling, the value and the order of its keys are the script's."""
    source = data.draw(app_config_sources())
    config = effective_config(Source("appConfig.js", source.text))
    assert encode(config.to_dict()) == encode(dict(source.value))
