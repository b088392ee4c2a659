"""Elements of JSX: unknown values, made of expressions that are evaluated."""

from __future__ import annotations

from typing import Any

import pytest

from appconfig_merge.evaluation.script import new_page, run_script
from appconfig_merge.evaluation.world import World
from appconfig_merge.javascript.values import JSObject, Unknown
from appconfig_merge.source import Source
from appconfig_merge.syntax import parse


def run(text: str) -> dict[str, Any]:
    """The globals that a script with JSX sets; ``...`` for what isn't known."""
    page = new_page(World({}, ["render"]))
    source = Source("page.jsx", text)
    _, thrown = run_script(page, parse(source, dialect="jsx"), source)
    values = {name: slot.traced.value for name, slot in page.machine.world_object.slots.items()}
    if thrown is not None:
        values["thrown"] = str(thrown)
    return {name: _shown(value) for name, value in values.items()}


def _shown(value: Any) -> Any:
    if isinstance(value, Unknown):
        return ...
    if isinstance(value, JSObject):
        return ... if value.unknown else {k: _shown(s.traced.value) for k, s in value.slots.items()}
    return value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("var a = <div/>;", {"a": ...}),
        ("var n = 0; var a = <div b={n++}>{n += 2}</div>;", {"n": 3.0, "a": ...}),
        ("var c = {k: 1}; var a = <div c={c}/>;", {"c": {"k": 1.0}, "a": ...}),
        ("var c = {k: 1}; var a = <div c={c}/>; render(a);", {"c": ..., "a": ...}),
        ("var a = <Missing/>;", {"a": None, "thrown": "ReferenceError: Missing is not defined"}),
    ],
)
def test_the_expressions_in_an_element_count(text: str, expected: dict[str, Any]) -> None:
    """They are evaluated; what is in an element may change once something gets it to render."""
    found = run(text)
    if "thrown" in expected:
        assert found["thrown"] == expected["thrown"]
    else:
        assert found == expected
