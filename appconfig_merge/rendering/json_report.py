"""The JSON contract (schema_version 1); its schema is data/effective-config.schema.json."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

from appconfig_merge.javascript.numbers import number_to_string
from appconfig_merge.values import (
    BigInt,
    ConfigValue,
    Function,
    RegExp,
    Undefined,
    Unresolved,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.diagnostics import Diagnostic
    from appconfig_merge.effective.config import Departure, EffectiveConfig, Explanation, Leaf
    from appconfig_merge.effective.contributions import Contribution
    from appconfig_merge.location import Location

SCHEMA_VERSION = 1


def report(config: EffectiveConfig) -> dict[str, Any]:
    """Everything about a configuration, ready for JSON."""
    departures = config.departures()
    return {
        "schema_version": SCHEMA_VERSION,
        **_semantics(config),
        "layers": [
            {"id": layer.id, "kind": layer.kind, "file": layer.file} for layer in config.layers
        ],
        "effective": encode(config.to_dict()),
        "values": [_value(leaf, departures.get(leaf.path)) for leaf in config.leaves()],
        "shadowed": [
            {
                "path": list(shadowed.path),
                "contributions": [_contribution(one) for one in shadowed.contributions],
            }
            for shadowed in config.shadowed()
        ],
        "diagnostics": [diagnostic(one) for one in config.diagnostics],
    }


def _semantics(config: EffectiveConfig) -> dict[str, str]:
    if config.release is None:
        return {"semantics": "documented"}
    return {"semantics": "release", "release": config.release.version}


def _value(leaf: Leaf, departure: Departure | None) -> dict[str, Any]:
    result: dict[str, Any] = {
        "path": list(leaf.path),
        "value": encode(leaf.value),
        "set_by": leaf.set_by,
        "contributions": [_contribution(one) for one in leaf.contributions],
    }
    if departure is not None:
        result["departure"] = _departure(departure)
    return result


def _departure(departure: Departure) -> dict[str, Any]:
    leaf = departure.leaf
    if leaf is None:
        return {"release": departure.release.version, "absent": True}
    return {
        "release": departure.release.version,
        "value": encode(leaf.value),
        "set_by": leaf.set_by,
    }


def explanation(explained: Explanation) -> dict[str, Any]:
    """The answer for one path, ready for JSON."""
    result: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "path": list(explained.path),
        "kind": explained.kind,
    }
    if explained.kind != "absent":
        result["value"] = encode(explained.value)
        result["set_by"] = explained.set_by
    if explained.departure is not None:
        result["departure"] = _departure(explained.departure)
    result["contributions"] = [_contribution(one) for one in explained.contributions]
    if explained.kind == "absent":
        result["nearest"] = [list(path) for path in explained.nearest]
    result["layers"] = [layer.id for layer in explained.layers]
    return result


def _contribution(one: Contribution) -> dict[str, Any]:
    result: dict[str, Any] = {
        "layer": one.layer,
        "value": encode(one.value),
        "outcome": one.outcome,
        "rule": one.rule,
    }
    if one.rival is not None:
        result["rival"] = {"layer": one.rival.layer, "location": location(one.rival.location)}
    result["location"] = location(one.location)
    if one.key_location is not None:
        result["key_location"] = location(one.key_location)
    if one.elements:
        result["elements"] = [
            {"path": list(element.path), "location": location(element.location)}
            for element in one.elements
        ]
    if one.trace:
        result["trace"] = [
            {
                "expression": step.expression,
                "value": encode(step.value),
                "location": location(step.location),
                "depth": step.depth,
            }
            for step in one.trace
        ]
    return result


def diagnostic(diagnostic: Diagnostic) -> dict[str, Any]:
    """A diagnostic, ready for JSON."""
    result = {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "location": location(diagnostic.location),
    }
    if diagnostic.help is not None:
        result["help"] = diagnostic.help
    return result


def location(location: Location | None) -> dict[str, Any] | None:
    """A place, ready for JSON."""
    return None if location is None else location._asdict()


def encode(value: ConfigValue) -> Any:
    """A value as JSON data; what JSON can't say is tagged with ``$js``."""
    if isinstance(value, str | bool | int) or value is None:
        return value
    if isinstance(value, float):
        if math.isfinite(value) and value != 0:
            return value
        return {"$js": "number", "value": "-0" if value == 0 else number_to_string(value)}
    if isinstance(value, list):
        return [encode(item) for item in value]
    if isinstance(value, dict):
        encoded = {key: encode(item) for key, item in value.items()}
        return {"$js": "object", "value": encoded} if "$js" in value else encoded
    if isinstance(value, Undefined):
        return {"$js": "undefined"}
    if isinstance(value, Function):
        return {"$js": "function", "source": value.source}
    if isinstance(value, BigInt):
        return {"$js": "bigint", "value": str(value.value)}
    if isinstance(value, RegExp):
        return {"$js": "regexp", "source": value.source, "flags": value.flags}
    return _unresolved(value)


def _unresolved(value: Unresolved) -> dict[str, Any]:
    result: dict[str, Any] = {
        "$js": "unresolved",
        "source": value.source,
        "reason": value.reason,
        "location": location(value.location),
    }
    if value.define:
        result["define"] = value.define
    if value.candidates:
        result["candidates"] = [
            {
                "condition": one.condition,
                "holds": one.holds,
                **({"value": encode(one.value)} if one.present else {"absent": True}),
                "location": location(one.location),
                "condition_location": location(one.condition_location),
            }
            for one in value.candidates
        ]
    return result


def dump(data: Any) -> str:
    """JSON text of two-space indents; numbers as JavaScript prints them."""
    odd = [number for number in _floats(data) if repr(number) != number_to_string(number)]
    if not odd:
        return json.dumps(data, indent=2, ensure_ascii=False).translate(_SURROGATES) + "\n"
    return _dump_with(data)


class _Surrogates(dict[int, str]):
    """Lone surrogates as JSON escapes: they have no UTF-8 form."""

    def __missing__(self, code: int) -> str:
        char = f"\\u{code:04x}" if 0xD800 <= code <= 0xDFFF else chr(code)
        self[code] = char
        return char


_SURROGATES = _Surrogates()


def _dump_with(data: Any) -> str:
    """Write floats that Python prints in its own way by way of a mark nothing else contains."""
    plain = json.dumps(data)
    mark = "number:"
    while mark in plain:
        mark += ":"
    text = json.dumps(_marked(data, mark), indent=2, ensure_ascii=False).translate(_SURROGATES)
    parts = text.split(f'"{mark}')
    joined = [parts[0]]
    for part in parts[1:]:
        number, _, rest = part.partition('"')
        joined.append(number + rest)
    return "".join(joined) + "\n"


def _marked(data: Any, mark: str) -> Any:
    if isinstance(data, float):
        return mark + number_to_string(data)
    if isinstance(data, dict):
        return {key: _marked(value, mark) for key, value in data.items()}
    return [_marked(item, mark) for item in data] if isinstance(data, list) else data


def _floats(data: Any) -> Iterator[float]:
    work = [data]
    while work:
        item = work.pop()
        if isinstance(item, float):
            yield item
        elif isinstance(item, dict):
            work.extend(item.values())
        elif isinstance(item, list):
            work.extend(item)
