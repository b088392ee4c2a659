"""What would be without a layer or a line, held against doing just that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

from appconfig_merge import (
    UNDEFINED,
    Source,
    Unresolved,
    effective_config,
    merge,
    script_layer,
    strategies,
)
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


LINES = """\
var base = {
 p: 1 };
var appConfig = {
 ...base,
 a: 1,
 a: 2,
 b: {
  c: 3, d: [
 4, ,
 { e: 5 }] },
 base
};
appConfig.b.c = 6;
delete appConfig.a;
"""
WHOLE: dict[str, Any] = {
    "b": {"c": 6, "d": [4, UNDEFINED, {"e": 5}]},
    "a": 9,
    "p": 1,
    "base": {"p": 1},
}


def without_line(what: str) -> dict[str, Any]:
    """What LINES over a resource come to without a line."""
    script = Source("js/appConfig.js", LINES)
    return without(effective_config(script, ui_attributes={"a": 9, "b": {"c": 8}}), what).to_dict()


@pytest.mark.parametrize(
    ("line", "changes"),
    [
        (2, {"p": None, "base": {}}),
        (4, {"p": None}),
        (5, {}),
        (6, {}),
        (7, {"b": {"c": 8}}),
        (8, {"b": {"c": 6}}),
        (9, {"b": {"c": 6, "d": [UNDEFINED, {"e": 5}]}}),
        (10, {"b": {"c": 6, "d": [4, UNDEFINED]}}),
        (11, {"base": None}),
        (13, {"b": {"c": 3, "d": [4, UNDEFINED, {"e": 5}]}}),
    ],
)
def test_without_each_line_of_a_script(line: int, changes: dict[str, Any]) -> None:
    """The keys that change, None for those that go; one that is deleted later changes nothing."""
    expected = {key: value for key, value in {**WHOLE, **changes}.items() if value is not None}

    assert without_line(f"appConfig.js:{line}") == expected


@pytest.mark.parametrize("line", [1, 3, 12, 14, 15, 99])
def test_a_line_where_no_entry_begins(line: int) -> None:
    """A definition's name, a brace, a delete, the end."""
    with pytest.raises(NothingThereError) as caught:
        without_line(f"appConfig.js:{line}")

    assert caught.value.code == "nothing-there"
    assert caught.value.message == f"no entry of the configuration begins at appConfig.js:{line}"
    assert caught.value.help == "give the line of an entry's key or value, as explain shows it"


@pytest.mark.parametrize("file", ["appConfig.js", "js/appConfig.js"])
@pytest.mark.parametrize("column", ["", ":3", ":99"])
def test_a_line_of_a_file(file: str, column: str) -> None:
    """The file by its path or the end of it; a column makes no difference."""
    assert without_line(f"{file}:8{column}")["b"] == {"c": 6}


def test_a_line_of_another_file() -> None:
    """Part of a name is no file, nor is a longer path."""
    for what in ("Config.js:8", "other.js:8", "x/js/appConfig.js:8"):
        with pytest.raises(NothingThereError, match=f"^no entry .* begins at {what}$"):
            without_line(what)


@pytest.mark.parametrize(
    ("what", "help"),
    [
        ("ui_atributes", "did you mean ui_attributes?"),
        ("zzz", "the layers are ui_attributes, appConfig.js; a line is FILE:LINE"),
        ("zzz:0", "the layers are ui_attributes, appConfig.js; a line is FILE:LINE"),
        ("zzz:", "the layers are ui_attributes, appConfig.js; a line is FILE:LINE"),
    ],
)
def test_what_is_neither_layer_nor_line(what: str, help: str) -> None:
    """A name that is like a layer's is suggested."""
    with pytest.raises(NothingThereError) as caught:
        without_line(what)

    assert (caught.value.message, caught.value.help) == (f"there is no layer {what}", help)


def test_without_the_only_layer() -> None:
    """Nothing is left, and that can be gone through as anything else."""
    nothing = without(effective_config(Source("a.js", "var appConfig = { a: 1 };")), "appConfig.js")

    assert list(nothing.leaves()) == []
    assert nothing.to_dict() == {}
    assert nothing.explain("a").kind == "absent"


def test_one_line_of_several_files() -> None:
    """It goes from each of them that has the name."""
    layers = [
        script_layer(Source(f"{folder}/a.js", f"var appConfig = {{\n {folder}: 1,\n c: 2 }};"))
        for folder in ("x", "y")
    ]

    assert without(merge(layers), "a.js:2").to_dict() == {"c": 2}
    assert without(merge(layers), "x/a.js:2").to_dict() == {"y": 1, "c": 2}


def test_a_value_is_set_in_objects_made_for_it() -> None:
    """Beside what is there; a value in the way is replaced, and no other layer touched."""
    config = configured(["var appConfig = { a: { b: 1 }, c: 2 };"], {"a": {"d": 3}})

    def changed(*path: str) -> dict[str, Any]:
        return config.remade(
            lambda one: with_value(one, path, "new") if one.kind == "script" else one
        ).to_dict()

    assert changed("a", "e") == {"a": {"d": 3, "b": 1, "e": "new"}, "c": 2}
    assert changed("c", "d") == {"a": {"d": 3, "b": 1}, "c": {"d": "new"}}
    assert changed("x", "y", "z") == {"a": {"d": 3, "b": 1}, "c": 2, "x": {"y": {"z": "new"}}}
    assert config.to_dict() == {"a": {"d": 3, "b": 1}, "c": 2}
