"""Layers from JavaScript expressions, and Node's word on what they come to."""

from __future__ import annotations

import json
import math
import subprocess
from typing import TYPE_CHECKING, Any

from appconfig_merge import Source, merge, script_layer
from appconfig_merge.strategies import javascript_values, overlapping_layers
from appconfig_merge.values import BigInt, Function, RegExp, Undefined
from tests.node import node_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hypothesis.strategies import SearchStrategy

    from appconfig_merge import EffectiveConfig, Layer, Leaf, Shadowed
    from appconfig_merge.values import ConfigValue

# The merge as the reference describes it, and an encoding that keeps what JSON loses: the order
# of keys, undefined, -0, lone surrogates.
_NODE_PROGRAM = r"""
const isPlain = (v) => typeof v === "object" && v !== null && !Array.isArray(v)
  && Object.getPrototypeOf(v) === Object.prototype;
function merge(target, source) {
  const result = Object.assign({}, target);
  for (const key of Object.keys(source)) {
    const value = source[key];
    result[key] = isPlain(value) ? merge(result[key] || {}, value) : value;
  }
  return result;
}
function encode(v) {
  if (v === undefined) return ["undefined"];
  if (typeof v === "number") return ["number", Object.is(v, -0) ? "-0" : String(v)];
  if (typeof v === "bigint") return ["bigint", String(v)];
  if (typeof v === "function") return ["function", v.toString()];
  if (v instanceof RegExp) return ["regexp", v.source, v.flags];
  if (Array.isArray(v)) return ["array", Array.from(v, encode)];
  if (typeof v === "object" && v !== null)
    return ["object", Object.keys(v).map((key) => [key, encode(v[key])])];
  return ["plain", v];
}
const cases = JSON.parse(require("fs").readFileSync(0, "utf8"));
const results = cases.map((texts) => {
  const layers = texts.map((text) => (0, eval)(`(${text})`));
  return encode(layers.reduce((below, above) => merge(below, above), {}));
});
process.stdout.write(JSON.stringify(results));
"""


def in_node(program: str, given: object) -> Any:
    """What a program that reads and writes JSON answers in Node."""
    done = subprocess.run(
        [node_path(), "-e", program],
        input=json.dumps(given),
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    return json.loads(done.stdout)


def merged_by_node(cases: Sequence[Sequence[str]]) -> list[Any]:
    """The merge of the JavaScript expressions of each case, lowest first, encoded."""
    results: list[Any] = in_node(_NODE_PROGRAM, cases)
    assert len(results) == len(cases)
    return results


def encode(value: ConfigValue) -> list[Any]:
    """A value of ours in the encoding that Node answers in."""
    if isinstance(value, Undefined):
        return ["undefined"]
    if isinstance(value, bool | str) or value is None:
        return ["plain", value]
    if isinstance(value, int | float):
        return ["number", _number(float(value))]
    if isinstance(value, BigInt):
        return ["bigint", str(value.value)]
    if isinstance(value, Function):
        return ["function", value.source]
    if isinstance(value, RegExp):
        return ["regexp", value.source, value.flags]
    if isinstance(value, list):
        return ["array", [encode(item) for item in value]]
    assert isinstance(value, dict), value
    return ["object", [[key, encode(item)] for key, item in value.items()]]


def decoded_numbers(encoded: Any) -> Any:
    """An encoding of Node's with its numbers written as Python writes them."""
    if isinstance(encoded, list):
        if encoded[:1] == ["number"]:
            return ["number", _number(float(encoded[1].replace("Infinity", "inf")))]
        return [decoded_numbers(item) for item in encoded]
    return encoded


def _number(number: float) -> str:
    return "nan" if math.isnan(number) else repr(number)


def spell(value: ConfigValue) -> str:
    """A value as a JavaScript expression, in the plainest way."""
    if isinstance(value, str):
        return json.dumps(value)
    if isinstance(value, bool) or value is None:
        return json.dumps(value)
    if isinstance(value, int | float):
        text = repr(value)
        return {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}.get(text, text)
    if isinstance(value, list):
        return f"[{', '.join(map(spell, value))}]"
    if isinstance(value, dict):
        members = (f"{json.dumps(key)}: {spell(item)}" for key, item in value.items())
        return f"{{{', '.join(members)}}}"
    return value.source if isinstance(value, Function) else repr(value)


def layer(expression: str, name: str = "layer.js") -> Layer:
    """The layer that a script with this configuration is."""
    return script_layer(Source(name, f"var appConfig = {expression};"))


def merged(*expressions: str) -> EffectiveConfig:
    """The merge of JavaScript expressions, lowest first."""
    return merge([layer(text, f"{at}.js") for at, text in enumerate(expressions)])


def value_layers(values: Iterable[Mapping[str, Any]]) -> list[Layer]:
    """Layers of values, lowest first."""
    return [layer(spell(dict(value)), f"{at}.js") for at, value in enumerate(values)]


def everything(config: EffectiveConfig) -> list[Leaf | Shadowed]:
    """All that a configuration tells without being asked for a path."""
    return [*config.leaves(), *config.shadowed()]


def any_layers(count: int = 2) -> SearchStrategy[tuple[dict[str, ConfigValue], ...]]:
    """Overlapping objects with any JavaScript values in them."""
    return overlapping_layers(javascript_values(), count=count)
