"""Inputs made to hurt: deep, circular, shared without end, large."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

from appconfig_merge import (
    InputError,
    LimitError,
    Source,
    effective_config,
    merge,
    ui_attributes_layer,
)
from appconfig_merge.limits import MAX_NESTING
from appconfig_merge.rendering import render
from tests.merging.support import layer, merged

if TYPE_CHECKING:
    from collections.abc import Callable

    from appconfig_merge.syntax import ParserName

DOUBLING = "var a = {v: 1};" + "a = {p: a, q: a};" * 40


def config_of(text: str) -> Any:
    """The configuration of one script."""
    return effective_config(Source("appConfig.js", text))


def test_beyond_the_nesting_limit_values_are_unresolved() -> None:
    """The merge goes as deep as the limit and says so; nothing recurses on."""
    deep = "{a:" * 2000 + "1" + "}" * 2000
    for config in (merged(deep), merged(deep, deep)):
        ((path, value),) = config.unresolved
        assert len(path) == MAX_NESTING + 1
        assert "nested deeper" in value.reason
        assert config.explain(("a",) * 500).value is not None


def test_deep_data_is_bounded() -> None:
    """Data of a program may nest deeper than Python's stack."""
    data: dict[str, Any] = {}
    at = data
    for _ in range(20_000):
        at["a"] = {}
        at = at["a"]
    config = merge([ui_attributes_layer(data), ui_attributes_layer(data)])
    assert len(config.unresolved) == 1


def test_data_that_contains_itself_is_unresolved_there() -> None:
    """As a script's would be."""
    data: dict[str, Any] = {"x": 1}
    data["self"] = data
    items: list[Any] = [1]
    items.append(items)
    data["items"] = items
    config = merge([ui_attributes_layer(data)])
    assert config["x"] == 1
    assert [path for path, _ in config.unresolved] == [("self",), ("items", 1)]


def test_data_that_no_configuration_can_hold_is_refused() -> None:
    """Types without a JavaScript counterpart, keys that are no strings."""
    for data in ({"x": object()}, {1: 2}, {"x": [{None: 1}]}):
        with pytest.raises(InputError):
            ui_attributes_layer(data)  # type: ignore[arg-type]


def test_numbers_past_javascripts_are_what_javascript_makes_of_them() -> None:
    """An int too large for a double is Infinity."""
    assert merge([ui_attributes_layer({"x": 10**400})])["x"] == float("inf")


def test_an_object_on_two_paths_is_on_both() -> None:
    """Sharing is no circle."""
    config = config_of("var a = {}; var appConfig = {x: {p: a, q: a}}; a.v = 1;")
    assert config.to_dict() == {"x": {"p": {"v": 1}, "q": {"v": 1}}}
    assert not config.unresolved


def test_an_object_that_contains_itself_is_cut_there() -> None:
    """The property that closes the circle is unresolved, all else is known."""
    config = config_of("var a = {v: 1}; a.me = a; var appConfig = {x: a};")
    assert config.explain("x.v").value == 1
    assert "contains itself" in config.explain("x.me").value.reason
    assert config.explain("x.me.me.me.v").value is not None


def test_an_array_that_contains_itself_is_cut_there() -> None:
    """The same through an element."""
    config = config_of("var a = [1]; a[1] = a; var appConfig = {x: a};")
    assert [path for path, _ in config.unresolved] == [("x", 1)]
    assert config.explain("x[0]").value == 1


def test_the_window_in_a_configuration_is_unresolved() -> None:
    """It contains the configuration, and everything else of the page."""
    config = config_of("var appConfig = {w: window, x: 1};")
    assert [path for path, _ in config.unresolved] == [("w",)]
    assert config["x"] == 1


@pytest.mark.parametrize(
    "text",
    [
        "var a = {}; a.p = a; a.q = a; var appConfig = {x: a}; appConfig.x = 1;",
        "var a = {}; a.p = a; a.q = a; var appConfig = {x: a}; delete appConfig.x;",
        "var a = {}; a.p = a; a.q = a; var appConfig = {}; if (location.hash) appConfig.x = a;",
        "var a = {}; a.p = a; a.q = a; a.v = 1; var appConfig = {x: a.v};",
        "var a = {}; var appConfig = {x: a}; a.up = appConfig; a.up = 1;",
        "var f = function () {}; f.p = f; f.q = {f: f}; var appConfig = {x: f};",
        DOUBLING + "var appConfig = {x: a.v};",
        DOUBLING + "var appConfig = {}; if (location.hash) appConfig.x = a;",
    ],
)
def test_circles_and_doubling_in_what_is_not_in_force(text: str) -> None:
    """Replaced, deleted, possible and intermediate values are bounded like effective ones."""
    config = config_of(text)
    render(config, "json")
    config.explain("x.p.q.p")


@pytest.mark.parametrize("end", ["", "appConfig.x = 1;", "delete appConfig.x;", "appConfig = {};"])
def test_doubling_without_end_is_refused(end: str) -> None:
    """2**40 values are not shown, nor are 2**40 that were lost."""
    with pytest.raises(LimitError, match="expands to more than"):
        config_of(f"{DOUBLING} var appConfig = {{x: a}}; {end}")


def test_a_sum_that_doubles_has_a_short_trace() -> None:
    """With a parser that has no positions, too, where no step can be shown."""
    text = "var a = 'x';" + "a = a + a;" * 15 + "var appConfig = {x: a.length};"
    parsers: tuple[ParserName, ...] = ("tree-sitter", "pyjsparser")
    for parser in parsers:
        config = effective_config(Source("appConfig.js", text), parser=parser)
        assert config["x"] == 2**15
        assert len(config.explain("x").contributions[0].trace) <= 50


def _seconds(text: str) -> float:
    """Of the processor, which others on the machine take little of."""
    config = merge([layer(text), layer(text)])
    start = time.process_time()
    list(config.leaves())
    list(config.shadowed())
    config.explain("no.such.path")
    _ = config.unresolved
    return time.process_time() - start


def _flat(count: int) -> str:
    return "{" + ",".join(f"key{at}: 'é value {at}'" for at in range(count)) + "}"


SHAPES: dict[str, Callable[[int], str]] = {
    "flat, on one line": _flat,
    "a long array": lambda count: "{x: [" + ",".join("[1]" for _ in range(count)) + "]}",
    "groups": lambda count: "{" + ",".join(f"g{at}: {_flat(9)}" for at in range(count // 9)) + "}",
    "spread from one object": lambda count: f"{{...{_flat(count)}}}",
    "a long sum": lambda count: "{x: " + "+".join(["'a'"] * count) + "}",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_telling_everything_takes_linear_time(shape: str) -> None:
    """Ten times the input takes about ten times as long; quadratic would be a hundred."""
    small, large = (SHAPES[shape](count) for count in (300, 3000))
    rounds = [(_seconds(small), _seconds(large)) for _ in range(3)]
    least_small, least_large = map(min, zip(*rounds, strict=True))
    assert least_large < 40 * least_small
