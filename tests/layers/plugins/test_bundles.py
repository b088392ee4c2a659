"""Bundles as the plugin builder makes them, readable and minified: the same is found in both."""

from __future__ import annotations

import pytest

from appconfig_merge import effective_config
from appconfig_merge.layers.plugins.search import Search
from appconfig_merge.source import Source
from appconfig_merge.syntax.tree_sitter.loose import LooseTree
from tests.layers.plugins.support import FIXTURES, found, line

BUNDLES = FIXTURES / "bundled"
EMPTY = Source("appConfig.js", "var appConfig = {};")
POP = 'function(n){return n?"https://crm.example.com/"+n.attribute…'
LATER = "it is decided when the plugin runs"


def _found(name: str) -> list[str]:
    config = effective_config(EMPTY, plugins=[BUNDLES / name])
    return [line(one) for one in config.prospects]


@pytest.mark.parametrize(
    ("name", "plugin"),
    [("theme", "ThemePlugin"), ("screenpop", "ScreenPopPlugin"), ("brand", "BrandPlugin")],
)
def test_the_name_is_that_of_the_class(name: str, plugin: str) -> None:
    """A bundle tells what its plugin is called, minified or not."""
    for file in (f"{name}.js", f"{name}.min.js"):
        config = effective_config(EMPTY, plugins=[BUNDLES / file])
        assert [one.layer.id for one in config.plugins] == [plugin]
        assert config.diagnostics == ()


def test_theme() -> None:
    """Webpack 4: helpers of Babel's in modules, Flex UI from the page, a method of that name."""
    assert _found("theme.min.js") == [
        "theme.isLight = true",
        'theme.colors.base0 = "#ffffff"',
        'theme.colors.base10 = "#000000"',
        "theme.isLight = false, when a.serviceConfiguration.attributes.dark",
        'componentProps.MainHeader.logoUrl = "https://example.com/logo.svg"',
        "componentProps.AgentDesktopView.showPanel2 = false",
    ]


def test_screenpop() -> None:
    """An ES5 class, an inline helper, a variable that is set further down."""
    assert _found("screenpop.min.js") == [
        f"componentProps.CRMContainer.uriCallback = {POP}",
        'language = "de-DE"',
        "rejectPendingReservations = true",
        'logLevel = "warn"',
        "sso = undefined",
        "enableClientCalling = false",
        f".* = {LATER}",
    ]


def test_brand() -> None:
    """Webpack 5: parts of the configuration that are copied to where they are from."""
    assert _found("brand.min.js") == [
        "componentProps.LoginView.loginSpinner = false",
        f"theme = unresolved: c.theme ({LATER})",
        f"notifications.enabled = unresolved: !c.quiet ({LATER})",
        'logLevel = "debug", when c.debug',
    ]


@pytest.mark.parametrize("name", ["theme", "screenpop", "brand"])
def test_minifying_changes_nothing_that_is_known(name: str) -> None:
    """The same paths, in the same order."""
    readable, minified = (
        [one.partition(" = ")[0] for one in _found(file)]
        for file in (f"{name}.js", f"{name}.min.js")
    )
    assert readable == minified


def test_a_development_build_is_told() -> None:
    """Its modules are texts for eval, which aren't read."""
    module = '(function(module, exports, __webpack_require__) { eval("m.updateConfig({});") })'
    text = f'load({{"./src/a.js": {module}}})'
    config = effective_config(EMPTY, plugins=[Source("dev.js", text)])
    assert config.prospects == ()
    assert [str(one.location) + ": " + one.message for one in config.diagnostics] == [
        "dev.js:1:1: this is a development build, whose modules are texts that aren't read"
    ]


def test_a_module_that_only_looks_like_the_helper() -> None:
    """A helper is known by its own text: what another module exports may do anything."""
    text = (
        "load({5: function(e, t, n) { n.d(t, 'a', function() { return twist; }); },"
        " 7: function(e, t, n) { var r = n(5); m.updateConfig(Object(r.a)({}, x, {b: 1})); }})"
    )
    assert found(text) == [
        ".* = what Object(r.a) makes of it is decided when the plugin runs",
        "b = unresolved: 1 (what Object(r.a) makes of it is decided when the plugin runs)",
    ]


def test_costs_go_by_the_length() -> None:
    """Ten times the calls are no more than some thirty times the time, and all are found."""
    text = "".join(f"m.updateConfig({{a{i}: {{b: {i}}}}});" for i in range(1_000))
    words = list(Search(LooseTree(Source("p.js", text))).words())
    assert len(words) == 1_000
