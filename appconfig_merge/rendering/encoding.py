"""What all JSON results share, as data: values, places, contributions, remarks and errors.

The contract is schema_version 1; its schema is data/effective-config.schema.json.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from appconfig_merge.brief import reason_text
from appconfig_merge.javascript.integers import MAX_SAFE_INTEGER
from appconfig_merge.javascript.numbers import number_text
from appconfig_merge.values import (
    BigInt,
    ConfigValue,
    Function,
    Incomplete,
    RegExp,
    Undefined,
    Unresolved,
    unordered_in,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from appconfig_merge.diagnostics import Diagnostic
    from appconfig_merge.effective.config import Departure
    from appconfig_merge.effective.contributions import Contribution, Rival
    from appconfig_merge.errors import AppConfigError
    from appconfig_merge.location import Location


def encode(value: ConfigValue) -> Any:
    """A value; what JSON can't say is tagged with ``$js``."""
    if isinstance(value, str | bool) or value is None:
        return value
    if isinstance(value, int):
        # Past these a double has fewer digits than the integer.
        return value if abs(value) <= MAX_SAFE_INTEGER else float(value)
    if isinstance(value, float):
        if math.isfinite(value) and value != 0:
            return value
        return {"$js": "number", "value": number_text(value)}
    if isinstance(value, list):
        return [encode(item) for item in value]
    if isinstance(value, dict):
        encoded = {key: encode(item) for key, item in value.items()}
        if isinstance(value, Incomplete):
            return {"$js": "object", "value": encoded, "more": _unresolved(value.more)}
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


def valued(value: ConfigValue) -> dict[str, Any]:
    """A value, and where in it only the page decides on the order of an object's keys."""
    data: dict[str, Any] = {"value": encode(value)}
    if isinstance(value, dict | list):
        found = [list(path) for path in unordered_in(value)]
        if found:
            data["unordered"] = found
    return data


def _unresolved(value: Unresolved) -> dict[str, Any]:
    data: dict[str, Any] = {
        "$js": "unresolved",
        "source": value.source,
        "reason": reason_text(value),
        "location": location(value.location),
    }
    if value.origin is not None:
        data["origin"] = location(value.origin)
    if value.define:
        data["define"] = value.define
    if value.define and value.needs != (value.define,):
        data["needs"] = list(value.needs)
    if value.candidates:
        data["candidates"] = [
            {
                "condition": one.condition,
                "holds": one.holds,
                **(valued(one.value) if one.present else {"absent": True}),
                "location": location(one.location),
                "condition_location": location(one.condition_location),
            }
            for one in value.candidates
        ]
    return data


def needed(unresolved: Mapping[str, Any]) -> Sequence[str]:
    """All the names that an unresolved value misses, of what :func:`encode` gives for it."""
    only = [unresolved["define"]] if "define" in unresolved else []
    needs: Sequence[str] = unresolved.get("needs", only)
    return needs


def location(location: Location | None) -> dict[str, Any] | None:
    """A place; None where there is none."""
    return None if location is None else location._asdict()


def contribution(one: Contribution) -> dict[str, Any]:
    """What one layer says at a path, and what became of it."""
    data: dict[str, Any] = {
        "layer": one.layer,
        **valued(one.value),
        "outcome": one.outcome,
        "rule": one.rule,
    }
    if one.rival is not None:
        data["rival"] = rival(one.rival)
    data["location"] = location(one.location)
    if one.key_location is not None:
        data["key_location"] = location(one.key_location)
    if one.elements:
        data["elements"] = [
            {"path": list(element.path), "location": location(element.location)}
            for element in one.elements
        ]
    if one.trace:
        data["trace"] = [
            {
                "expression": step.expression,
                **valued(step.value),
                "location": location(step.location),
                "depth": step.depth,
            }
            for step in one.trace
        ]
    return data


def rival(rival: Rival) -> dict[str, Any]:
    """What beat a contribution."""
    return {"layer": rival.layer, "location": location(rival.location)}


def departure(departure: Departure) -> dict[str, Any]:
    """What a Flex UI release ends with in place of a documented value."""
    leaf = departure.leaf
    if leaf is None:
        return {"release": departure.release.version, "absent": True}
    return {
        "release": departure.release.version,
        **valued(leaf.value),
        "set_by": leaf.set_by,
    }


def diagnostic(diagnostic: Diagnostic) -> dict[str, Any]:
    """What a reader noticed."""
    data = {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "location": location(diagnostic.location),
    }
    if diagnostic.help is not None:
        data["help"] = diagnostic.help
    return data


def error(error: AppConfigError) -> dict[str, Any]:
    """What is wrong with an input."""
    data: dict[str, Any] = {
        "code": error.code,
        "message": error.message,
        "location": location(error.location),
    }
    if error.help is not None:
        data["help"] = error.help
    return data
