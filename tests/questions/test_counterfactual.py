"""What would be without a layer or a line, held against doing just that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

from appconfig_merge import Source, Unresolved, effective_config, merge, strategies
from appconfig_merge.questions.comparison import Comparison
from appconfig_merge.questions.counterfactual import NothingThereError, with_value, without

if TYPE_CHECKING:
    from appconfig_merge import EffectiveConfig

_ENTRIES = st.lists(
    st.sampled_from(
        [
            "a: 1,",
            "b: { c: [1, 2], d: {} },",
            "b: { e: 'x' },",
            "'f.g': location.href,",
            "h: [[1], { i: undefined }],",
            "j: location.hostname === 'x' ? 1 : 2,",
            "theme: {",
            "},",
            "k() { return 1; },",
            "...{ l: 1, a: 2 },",
        ]
    ),
    min_size=1,
    max_size=12,
)
_STATEMENTS = st.lists(
    st.sampled_from(
        [
            "appConfig.a = 3;",
            "appConfig['b'] = { c: [4] };",
            "appConfig.m = { n: { o: 1 } };",
            "appConfig.theme = null;",
            "delete appConfig.a;",
        ]
    ),
    max_size=6,
)


def balanced(entries: list[str]) -> list[str]:
    """The entries with every brace opened and closed."""
    kept: list[str] = []
    depth = 0
    for entry in entries:
        if entry != "},":
            kept.append(entry)
            depth += entry == "theme: {"
        elif depth:
            kept.append(entry)
            depth -= 1
    return [*kept, *["},"] * depth]


def configured(lines: list[str], data: dict[str, Any]) -> EffectiveConfig:
    """A script of these lines over ui_attributes."""
    return effective_config(Source("appConfig.js", "\n".join(lines)), ui_attributes=data)


@given(_ENTRIES, _STATEMENTS, strategies.ui_attributes(), st.data())
def test_without_a_line_is_what_the_file_gives_without_it(
    entries: list[str], statements: list[str], data: dict[str, Any], chosen: st.DataObject
) -> None:
    """For a line that is an entry by itself, or a statement that sets one.

    With the first line of an entry the whole of it goes: that is no file any more.
    """
    lines = ["var appConfig = {", *balanced(entries), "};", *statements]
    whole = [
        at
        for at, line in enumerate(lines)
        if line[-1] in ",;" and line[0] != "}" and not line.startswith(("delete", "theme: {"))
    ]
    assume(whole)
    at = chosen.draw(st.sampled_from(whole))
    config = configured(lines, data)
    try:
        told = without(config, f"appConfig.js:{at + 1}")
    except NothingThereError:
        # Whatever it sets is lost with what it is in.
        event("nothing there")
        told = config
    really = configured([*lines[:at], "", *lines[at + 1 :]], data)

    assert Comparison(told, really).values == []


@given(strategies.app_config_sources(), strategies.ui_attributes())
def test_without_a_layer_is_the_merge_of_the_others(
    source: strategies.AppConfigSource, data: dict[str, Any]
) -> None:
    """Whichever it is."""
    config = effective_config(Source("appConfig.js", source.text), ui_attributes=data)

    for layer in config.layers:
        others = [one for one in config.layers if one is not layer]
        assert Comparison(without(config, layer.id), merge(others)).values == []


@given(strategies.app_config_sources(), strategies.ui_attributes(), st.data())
def test_what_is_set_in_the_highest_layer_is_the_value(
    source: strategies.AppConfigSource, data: dict[str, Any], chosen: st.DataObject
) -> None:
    """Whatever was there before; and nothing else is touched that isn't in its way."""
    config = effective_config(Source("appConfig.js", source.text), ui_attributes=data)
    keys = st.lists(st.sampled_from(["a", "theme", "isLight", "x"]), min_size=1, max_size=3)
    path = tuple(chosen.draw(keys))
    changed = config.remade(
        lambda layer: with_value(layer, path, "new") if layer.kind == "script" else layer
    )

    assert changed.explain(path).value == "new"


def test_without_a_line_of_a_column() -> None:
    """It isn't worked out what Flex UI would make of the column then: the value is unresolved."""
    resource = """\
{"account_sid": "AC00000000000000000000000000000000",
 "ui_attributes": {"notifications": {"browser": false}, "a": 1},
 "notifications": {
   "enabled": true,
   "mode": "always"
 }}
"""
    config = effective_config(
        Source("appConfig.js", "var appConfig = {};"),
        configuration=Source("configuration.json", resource, "json"),
        flex_ui="2.17.1",
    )
    changed = without(config, "configuration.json:4")

    assert config.explain("notifications.browser").value is True
    assert isinstance(changed.explain("notifications.browser").value, Unresolved)
    assert changed.explain("a").value == 1
    assert without(config, "configuration.json:2").explain("a").kind == "absent"


@pytest.mark.parametrize("line", [3, 5])
def test_without_one_of_the_lines_that_a_condition_decides_between(line: int) -> None:
    """What would be there instead depends on it: the value is unresolved, and says why."""
    script = """\
var appConfig = { a: 1 };
if (location.hash) {
  appConfig.a = 2;
} else {
  appConfig.a = 3;
}
"""
    value = without(configured(script.splitlines(), {"a": 9}), f"appConfig.js:{line}")["a"]

    assert isinstance(value, Unresolved)
    assert value.reason == f"what it would be without line {line} depends on conditions"


def test_without_the_line_of_all_that_a_condition_decides_between() -> None:
    """What was set before stands again."""
    script = (
        "var appConfig = { a: 1 };\nif (location.hash) appConfig.a = 2; else appConfig.a = 3;\n"
    )

    assert without(configured(script.splitlines(), {"a": 9}), "appConfig.js:2")["a"] == 1
