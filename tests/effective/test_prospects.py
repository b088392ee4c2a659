"""What plugins may set above a configuration, and that it changes nothing of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge import Source, effective_config
from appconfig_merge.checks import check
from appconfig_merge.inputs.contexts import read_context
from appconfig_merge.inputs.reader import Reader
from appconfig_merge.inputs.record import Inputs
from appconfig_merge.paths import format_path
from appconfig_merge.rendering.configuration.javascript import write_value
from appconfig_merge.strategies import app_config_sources, javascript_values, ui_attributes
from appconfig_merge.values import same

if TYPE_CHECKING:
    from appconfig_merge import EffectiveConfig
    from appconfig_merge.values import ConfigValue

RELEASES = st.sampled_from(["documented", "2.17.1", "1.34", "1.18"])
_KEYS = st.sampled_from(["a", "b", "theme", "isLight", "logLevel", "componentProps", "0", "x y"])
_OBJECTS = st.recursive(
    javascript_values(), lambda inner: st.dictionaries(_KEYS, inner, max_size=3), max_leaves=6
).flatmap(lambda value: st.dictionaries(_KEYS, st.just(value), max_size=3))
_CALLS = st.one_of(
    _OBJECTS.map(lambda value: f"manager.updateConfig({write_value(value)});"),
    _OBJECTS.map(lambda value: f"manager.configuration = {write_value(value)};"),
    _KEYS.map(lambda key: f"manager.updateConfig({{ ...later, '{key}': 1 }});"),
    st.sampled_from(
        ["manager.updateConfig(x);", "Flex.X.defaultProps.y = 1;", "if (x) m.updateConfig({a: 1});"]
    ),
)
PLUGINS = st.lists(_CALLS, max_size=4).map("\n".join)


def _of(script: str, plugin: str, attributes: str = "", **options: str) -> EffectiveConfig:
    return effective_config(
        Source("appConfig.js", script),
        ui_attributes=Source("ui.json", attributes, "json") if attributes else None,
        plugins=[Source("p.js", plugin)],
        **options,  # type: ignore[arg-type]
    )


def _told(config: EffectiveConfig, path: str) -> list[tuple[str, ConfigValue, bool]]:
    return [
        (format_path(one.path), one.contribution.value, one.is_same)
        for one in config.explain(path).prospects
    ]


@given(script=app_config_sources(), below=ui_attributes(), plugin=PLUGINS, release=RELEASES)
def test_law_plugins_change_no_value(
    script: object, below: dict[str, ConfigValue], plugin: str, release: str
) -> None:
    """Values, their order, their contributions and the findings of all other rules stay."""
    source = Source("appConfig.js", script.text)  # type: ignore[attr-defined]
    alone = effective_config(source, ui_attributes=below, flex_ui=release)
    beneath = effective_config(
        source, ui_attributes=below, flex_ui=release, plugins=[Source("p.js", plugin)]
    )
    assert list(beneath.leaves()) == list(alone.leaves())
    assert list(beneath.shadowed()) == list(alone.shadowed())
    assert list(beneath.to_dict()) == list(alone.to_dict())
    assert [layer.id for layer in beneath.layers] == [layer.id for layer in alone.layers]
    for leaf in alone.leaves():
        told = alone.explain(leaf.path)
        assert beneath.explain(leaf.path)._replace(prospects=(), layers=told.layers) == told


@given(plugin=PLUGINS)
def test_law_the_findings_of_other_rules_stay(plugin: str) -> None:
    """A check finds what it found before, and what plugins may set."""
    inputs = Inputs(Source("appConfig.js", "var appConfig = { theme: { isLight: 1 }, a: __A__ };"))
    before, after = (
        check(read.context, failure=read.failure)
        for read in (
            read_context(Reader(), one)
            for one in (inputs, inputs._replace(plugins=(Source("p.js", plugin),)))
        )
    )
    assert [one for one in after if one.rule != "plugin-may-override"] == before


@given(value=_OBJECTS)
def test_law_what_is_written_is_told(value: dict[str, ConfigValue]) -> None:
    """Each leaf of an object that a plugin writes out is told, with its value."""
    text = write_value(value)
    expected = effective_config(Source("a.js", f"var appConfig = {text};"))
    config = _of("var appConfig = {};", f"manager.updateConfig({text});")
    told = {one.path: one.contribution.value for one in config.prospects}
    own = {leaf.path: leaf.value for leaf in expected.leaves()}
    assert [path for path in told if told[path] != {}] == [path for path in own if own[path] != {}]
    assert all(same(told[path], own[path]) for path in told)


def test_explaining_a_path() -> None:
    """What is set at the path, around it, and in it; nothing else."""
    config = _of(
        "var appConfig = { theme: { isLight: true, a: { b: 1 } }, other: 1 };",
        "m.updateConfig({ theme: { isLight: false, a: 5 }, other: 2 });"
        "m.updateConfig({ theme: x });",
    )
    assert [path for path, _, _ in _told(config, "theme")] == [
        "theme.isLight", "theme.a", "theme",
    ]  # fmt: skip
    assert [path for path, _, _ in _told(config, "theme.isLight")] == ["theme.isLight", "theme"]
    assert [path for path, _, _ in _told(config, "theme.a.b")] == ["theme.a", "theme"]
    assert [path for path, _, _ in _told(config, "theme.z")] == ["theme"]
    assert _told(config, "other") == [("other", 2, False)]


@pytest.mark.parametrize(
    ("own", "set", "is_same"),
    [("1", "1", True), ("'1'", "1", False), ("[1, { a: 2 }]", "[1, { a: 2 }]", True),
     ("{ a: 1 }", "{ a: 1 }", True), ("undefined", "void 0", True), ("() => 1", "() => 1", True),
     ("location.href", "location.href", False), ("[1]", "[2]", False)],
)  # fmt: skip
def test_the_same_value(own: str, set: str, is_same: bool) -> None:
    """What is there already is told as that."""
    config = _of(f"var appConfig = {{ k: {own} }};", f"m.updateConfig({{ k: {set} }});")
    assert [one.is_same for one in config.prospects] == [is_same]


def test_an_empty_object_over_an_object() -> None:
    """It is merged without a trace; over anything else it is what counts."""
    plugin = "m.updateConfig({ a: {}, b: {}, c: {} });"
    config = _of("var appConfig = { a: { x: 1 }, b: 1 };", plugin)
    assert [one.path for one in config.prospects] == [("b",), ("c",)]


def test_levels_that_follow_a_plugins_log_level() -> None:
    """UpdateConfig fills sdkOptions from the logLevel that it is given, whatever is there."""
    script = "var appConfig = { sdkOptions: { worker: { logLevel: 'silent' } } };"
    plugin = "m.updateConfig({ logLevel: 'warn', sdkOptions: { chat: { logLevel: 'info' } } });"
    config = _of(script, plugin, flex_ui="2.17.1")
    assert {format_path(one.path): one.contribution.value for one in config.prospects} == {
        "logLevel": "warn",
        "sdkOptions.chat.logLevel": "info",
        "sdkOptions.worker.logLevel": "warn",
        "sdkOptions.flex.logger.level": "warn",
        "sdkOptions.voice.logLevel": "warn",
        "sdkOptions.insights.logLevel": "warn",
    }
    assert len(_of(script, plugin).prospects) == 2


def test_a_changed_merge_has_no_plugins() -> None:
    """What would be without a layer is asked of the configuration alone."""
    config = _of("var appConfig = { a: 1 };", "m.updateConfig({ a: 2 });", '{"a": 3}')
    assert config.without("appConfig.js").to_dict() == {"a": 3}
    assert config.without("appConfig.js").prospects == ()
