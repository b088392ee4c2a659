"""Finding the configuration object, however a script makes it."""

from __future__ import annotations

import pytest

from appconfig_merge import (
    AppConfigError,
    LimitError,
    NoConfigError,
    ScriptThrowsError,
    Source,
    UnresolvedConfigError,
    effective_config,
)


def codes(text: str, global_name: str = "appConfig") -> list[str]:
    """The codes of the diagnostics of a script."""
    config = effective_config(Source("f.js", text), global_name=global_name)
    return [diagnostic.code for diagnostic in config.diagnostics]


@pytest.mark.parametrize(
    "text",
    [
        "var appConfig = { a: 1 };",
        "let appConfig = { a: 1 };",
        "const appConfig = { a: 1 };",
        "appConfig = { a: 1 }",
        "window.appConfig = { a: 1 };",
        "self['app' + 'Config'] = { a: 1 };",
        "globalThis.appConfig = { a: 1 };",
        "this.appConfig = { a: 1 };",
        "(function () { window.appConfig = { a: 1 }; })();",
        "(() => { appConfig = { a: 1 }; })()",
        "!function (w) { w.appConfig = { a: 1 }; }(window);",
        "(function () { this.appConfig = { a: 1 }; }).call(this);",
        "var appConfig; appConfig = { a: 1 };",
        "var appConfig = {}; appConfig.a = 1;",
        "var appConfig = { b: 2 }; appConfig = { a: 1 };",
        "// var appConfig = { a: 2 };\nvar appConfig = { a: 1 }; /* appConfig = 3; */",
        "module.exports = { a: 1 };",
        "exports.appConfig = { a: 1 };",
        "module.exports.appConfig = { a: 1 };",
        "const c = { a: 1 }; export default c;",
        "export default { a: 1 };",
        "export const appConfig = { a: 1 };",
        "const appConfig = { a: 1 }; export { appConfig };",
        "import x from './x.js'; window.appConfig = { a: 1 };",
        "function get() { return { a: 1 }; } var appConfig = get();",
        "var appConfig = { a: 1 }; function f() { appConfig = 5; }",
        "'use strict'; var appConfig = { a: 1 };",
        "#!/usr/bin/env node\nvar appConfig = { a: 1 };",
        "\ufeffvar appConfig = { a: 1 };",
        "typeof module !== 'undefined' ? (module.exports = {}) : (window.appConfig = { a: 1 });",
    ],
)
def test_the_object_is_found(text: str) -> None:
    """By var, let, const, assignment, inside a function, or as an export."""
    assert effective_config(Source("f.js", text)) == {"a": 1}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("window.someApp = { appConfig: { a: 1 } };", "someApp.appConfig"),
        ("var someApp = {}; someApp.x = { y: { a: 1 } };", "window.someApp.x.y"),
        ("AppConfig = { a: 1 };", "AppConfig"),
    ],
)
def test_another_name(text: str, name: str) -> None:
    """global_name may be another name, also a dotted one."""
    assert effective_config(Source("f.js", text), global_name=name) == {"a": 1}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("var appConfig = {};", []),
        ("const appConfig = {};", ["lexical-binding"]),
        ("let appConfig = {};", ["lexical-binding"]),
        ("export default {};", ["module-export"]),
        ("export const appConfig = {};", ["module-binding"]),
        ("module.exports = { a: 1 };", ["commonjs-export"]),
        ("var appConfig = {}; nothing.here;", ["script-throws"]),
        ("var appConfig = {}; while (location.hash) {}", ["not-evaluated"]),
        ("var appConfig = {}; if (location.hash) throw 1;", ["may-throw"]),
    ],
)
def test_what_is_worth_a_remark(text: str, expected: list[str]) -> None:
    """A binding that window doesn't show, an export, a throw after the object is set."""
    assert expected == codes(text)


@pytest.mark.parametrize(
    ("name", "severity", "meaning"),
    [
        (
            "appConfig",
            "error",
            " as Twilio's own sample does, ignores this whole file",
        ),
        (
            "window.env",
            "warning",
            " passes window.env ignores this whole file",
        ),
    ],
)
def test_what_a_lexical_binding_means(name: str, severity: str, meaning: str) -> None:
    """The pages that are known pass window.appConfig; what others pass of theirs nobody knows."""
    text = "const appConfig = {}, env = {};"
    (diagnostic,) = effective_config(Source("f.js", text), global_name=name).diagnostics

    assert diagnostic.severity == severity
    assert diagnostic.message.endswith(meaning)


def test_a_throw_after_the_object_is_set_keeps_what_is_set() -> None:
    """As in the browser: what comes before the throw counts, what comes after doesn't."""
    config = effective_config(
        Source("f.js", "var appConfig = { a: 1 };\nappConfig.b = missing;\nappConfig.a = 2;")
    )

    assert config == {"a": 1}
    (diagnostic,) = config.diagnostics
    assert diagnostic.severity == "error"
    assert str(diagnostic.location) == "f.js:2:15"


@pytest.mark.parametrize(
    ("text", "error", "message", "help"),
    [
        (
            "var sid = AC0123abcd;\nvar appConfig = { sid };",
            ScriptThrowsError,
            (
                "f.js:1:11: the script stops here with ReferenceError: AC0123abcd is not defined, "
                "before it sets appConfig"
            ),
            "is this an unquoted account identifier? Put it in quotes",
        ),
        (
            "var appConfig = { theme: brandedTheme };",
            ScriptThrowsError,
            (
                "f.js:1:26: the script stops here with ReferenceError: brandedTheme is not "
                "defined, before it sets appConfig"
            ),
            (
                "if it is text put it in quotes; if another script of the page defines it, name "
                "that script with --script, give the value with --define, or say with --assume "
                "that it is defined"
            ),
        ),
        (
            "var a; var appConfig = { b: a.b.c };",
            ScriptThrowsError,
            (
                "f.js:1:29: the script stops here with TypeError: Cannot read properties of "
                "undefined (reading 'b'), before it sets appConfig"
            ),
            None,
        ),
        (
            "throw new Error('no');",
            ScriptThrowsError,
            (
                "f.js:1:7: the script stops here with Error: throw new Error('no'), "
                "before it sets appConfig"
            ),
            None,
        ),
        (
            "var config = {};",
            NoConfigError,
            "f.js: the script never sets appConfig: it sets config",
            "write `var appConfig = { ... };`, or give another name with --global",
        ),
        (
            "run();\nfunction run() {}",
            NoConfigError,
            "f.js: the script never sets appConfig",
            "write `var appConfig = { ... };`, or give another name with --global",
        ),
        (
            "var appConfig = [1];",
            NoConfigError,
            "f.js:1:17: appConfig is an array, not an object",
            "Flex UI takes a plain object",
        ),
        (
            "var appConfig = null;",
            NoConfigError,
            "f.js:1:17: appConfig is null, not an object",
            "Flex UI takes a plain object",
        ),
        (
            "var appConfig = function () {};",
            NoConfigError,
            "f.js:1:17: appConfig is a function, not an object",
            (
                "Flex UI takes a plain object: if the function makes it, call it, and set what it "
                "returns"
            ),
        ),
        (
            "appConfig = window;",
            NoConfigError,
            "f.js:1:13: appConfig is the window itself, not an object",
            "Flex UI takes a plain object",
        ),
        (
            "var appConfig = loadConfig(location.hash);\nfunction loadConfig() { with (x) {} }",
            AppConfigError,
            None,
            None,
        ),
        (
            "var appConfig = JSON.parse(localStorage.config);",
            UnresolvedConfigError,
            (
                "f.js:1:17: appConfig as a whole can't be known without running the page: only "
                "the page knows localStorage.config"
            ),
            "if a value of the page or a script is missing here, give it with --define or --script",
        ),
    ],
)
def test_why_there_is_no_object(
    text: str, error: type[AppConfigError], message: str | None, help: str | None
) -> None:
    """The error says what happened, where, and what to do."""
    with pytest.raises(error) as caught:
        effective_config(Source("f.js", text))

    if message is not None:
        assert (message, help) == (str(caught.value), caught.value.help)


def test_an_object_in_a_circle_is_cut() -> None:
    """Flex UI's merge would never end: the property that closes the circle is unresolved."""
    text = "var appConfig = { a: {} }; appConfig.a.up = appConfig;"
    config = effective_config(Source("f.js", text))

    ((path, value),) = config.unresolved
    assert path == ("a", "up")
    assert value.reason == "it contains itself: Flex UI's merge would never end"


def test_an_object_that_explodes_is_refused() -> None:
    """Thirty doublings are a billion values: an error, at once."""
    doubling = "var o = { x: 1 };" + "o = { a: o, b: o };" * 30
    with pytest.raises(LimitError, match="expands to more than"):
        effective_config(Source("f.js", doubling + "var appConfig = o;"))


def test_what_nests_too_deeply_is_unresolved() -> None:
    """The rest of the configuration goes on."""
    deep = "{ a: " * 300 + "1" + " }" * 300
    config = effective_config(Source("f.js", f"var appConfig = {{ deep: {deep}, b: 2 }};"))

    ((path, value),) = config.unresolved
    assert len(path) - 1 == 100
    assert value.reason == "it is nested deeper than 100 levels"
    assert config["b"] == 2


def test_a_circle_of_calls_ends() -> None:
    """Recursion without an end is unresolved."""
    config = effective_config(
        Source("f.js", "function f(n) { return f(n + 1); } var appConfig = { a: f(0), b: 1 };")
    )

    assert [path[0] for path, _ in config.unresolved] == ["a"]
