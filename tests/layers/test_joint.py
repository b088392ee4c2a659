"""A value that is one of several objects is one object, whose properties have candidates."""

from __future__ import annotations

from typing import Any

import pytest

from appconfig_merge import Source, Unresolved, effective_config


def read(text: str) -> Any:
    """What a script gives to the key ``value``, unresolved values as their candidates."""
    source = Source("appConfig.js", f"var appConfig = {{ value: {text} }};")
    return shown(effective_config(source)["value"])


def shown(value: Any) -> Any:
    """A value in which the set of its candidates stands for what is unresolved."""
    if isinstance(value, Unresolved):
        return tuple(shown(one.value) for one in value.candidates)
    if hasattr(value, "items"):
        return {key: shown(item) for key, item in value.items()}
    return [shown(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("H ? {url: 'p', retries: 1} : {url: 'd', retries: 1}", {"url": ("p", "d"), "retries": 1}),
        ("H ? {} : {}", {}),
        ("H ? {a: 1} : {b: 2}", {"a": (1, None), "b": (None, 2)}),
        ("H ? {a: {x: 1, y: 2}} : {a: {x: 1, y: 3}}", {"a": {"x": 1, "y": (2, 3)}}),
        ("H ? (I ? {a: 1, b: 1} : {a: 2, b: 1}) : {a: 3, b: 1}", {"a": ((1, 2), 3), "b": 1}),
        ("[H ? {a: 1} : {a: 2}]", [{"a": (1, 2)}]),
        ("[, H ? {a: 1} : {a: 2}][1]", {"a": (1, 2)}),
        ("{b: {c: H ? {a: 1} : {a: 2}}}", {"b": {"c": {"a": (1, 2)}}}),
    ],
)
def test_what_all_agree_on_is_known(text: str, value: object) -> None:
    """The rest has a candidate for each way, None where a property is absent."""
    assert read(text.replace("H", "location.host").replace("I", "location.hash")) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("has ? {a: has ? 1 : 2} : {a: has ? 3 : 4}", {"a": (1, 4)}),
        ("has ? {a: has ? 1 : 2} : {a: 3}", {"a": (1, 3)}),
        ("has ? {a: has ? 1 : 2} : {a: 1}", {"a": 1}),
        ("has ? {} : {a: has ? 3 : 4}", {"a": (None, 4)}),
    ],
)
def test_a_property_that_depends_on_the_same_condition(text: str, value: object) -> None:
    """It is what it is when the condition has turned out so."""
    source = Source(
        "appConfig.js", f"var has = location.hash === ''; var appConfig = {{ value: {text} }};"
    )

    assert shown(effective_config(source)["value"]) == value


@pytest.mark.parametrize(
    "other", ["[1]", "1", "null", "x => x", "new Map()", "Object.create({a: 1})"]
)
def test_what_may_be_no_plain_object_stays_one_value(other: str) -> None:
    """The merge takes it whole: nothing in it is known."""
    config = effective_config(
        Source("appConfig.js", f"var appConfig = {{ value: location.host ? {{a: 1}} : {other} }};")
    )

    assert isinstance(config["value"], Unresolved)
