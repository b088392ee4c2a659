"""What is told of plain literals is what is told of the same values gone through part by part."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge import AppConfigError, Source, effective_config
from tests.syntax.literal_texts import by_nodes, literals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from appconfig_merge import EffectiveConfig

_SCRIPTS = (
    "var appConfig = { a: %s, b: { c: %s } };",
    "var x = %s; var appConfig = { x, y: x, z: [x, %s] };",
    "(function () { window.appConfig = { a: %s, b: %s }; appConfig.a = 1; })();",
    "var appConfig = { a: %s }; if (location.hash) { appConfig.a.b = %s; }",
    "var appConfig = { a: 0 }; if (location.hash) { appConfig.a = %s; } else { throw %s; }",
    "var appConfig = Object.assign({}, { a: %s }, { a: { b: %s } });",
    "var appConfig = { a: %s, b: 1 }; delete appConfig.a; appConfig.a = %s;",
    "var k = %s; var appConfig = { a: k, ...k, l: k.length, m: %s }; k.a = 2; k.b = { z: 1 };",
    "try { var appConfig = { a: %s, b: f }; } catch (e) { appConfig = { a: %s }; }",
    "var appConfig = { a: %s }; if (location.hash) throw 1; appConfig.a.b.c = %s;",
    "var appConfig = { a: %s }; while (location.hash) { appConfig.a.b = %s; break; }",
    "var appConfig = { a: %s, b: Object.freeze(%s) }; for (var k in appConfig.a) { var n = k; }",
    "var t = %s; var appConfig = { f: function () { return t; }, t, s: JSON.stringify(%s) };",
)


def _told(config: EffectiveConfig) -> Iterator[object]:
    yield from map(repr, config.leaves())
    yield from map(repr, config.shadowed())
    yield from map(repr, config.unresolved)
    yield from map(repr, config.diagnostics)
    yield repr(config.to_dict())
    for path in config.paths():
        yield repr(config.explain(path)[:-1])


def _outcome(make: Callable[[], EffectiveConfig]) -> list[object]:
    try:
        return list(_told(make()))
    except AppConfigError as error:
        return [type(error), error.message, error.location]


@given(
    st.sampled_from(_SCRIPTS),
    literals(odd=False),
    literals(odd=True),
    st.sampled_from(["{}", '{"a": {"b": {"c": 1}}}', '{"a": "text", "b": {"c": [1]}}']),
)
def test_plain_literals_are_told_as_their_parts(
    script: str, one: str, two: str, attributes: str
) -> None:
    """Leaves, losses, diagnostics and explanations are the same either way."""
    source = Source("appConfig.js", script % (one, two))
    below = Source("ui_attributes.json", attributes, "json")

    def make() -> EffectiveConfig:
        return effective_config(source, ui_attributes=below)

    found = _outcome(make)
    with by_nodes():
        assert found == _outcome(make)


@pytest.mark.parametrize("depth", [98, 99, 100, 101, 102, 103])
@pytest.mark.parametrize("innermost", ["{}", "[]", "{ a: 1 }", "[1]", "1"])
def test_the_nesting_limit_is_the_same(depth: int, innermost: str) -> None:
    """Around the depth from which nothing is shown, too, both ways agree."""
    text = "var appConfig = " + "{ a: " * depth + innermost + "}" * depth + ";"

    def make() -> EffectiveConfig:
        return effective_config(Source("appConfig.js", text))

    def leaves() -> list[str]:
        try:
            return [repr(leaf) for leaf in make().leaves()] + [repr(make().to_dict())]
        except AppConfigError as error:
            return [error.message]

    found = leaves()
    with by_nodes():
        assert found == leaves()


@pytest.mark.parametrize("collecting", [True, False])
def test_the_collector_is_left_as_it_was(collecting: bool) -> None:
    """Neither reading nor going through the leaves changes whether garbage is collected."""
    before = gc.isenabled()
    (gc.enable if collecting else gc.disable)()
    try:
        config = effective_config(Source("appConfig.js", "var appConfig = { a: 1, b: 2 };"))
        assert gc.isenabled() is collecting
        for _ in config.leaves():
            assert gc.isenabled() is collecting
        assert gc.isenabled() is collecting
    finally:
        (gc.enable if before else gc.disable)()
