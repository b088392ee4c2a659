"""A script that never sets its configuration: what it sets instead, where, and what can be done."""

from __future__ import annotations

import re

import pytest

from appconfig_merge import NoConfigError, Source, effective_config

WRITE = "write `var appConfig = { ... };`"
OBJECT = "Flex UI takes a plain object"
THERE = "write `window.appConfig = ...` there, and see that the function is called"

EXPORTED = "did you mean --global {}? Otherwise export it as appConfig"


def did_you_mean(name: str) -> str:
    """The help where another global has what looks like a configuration."""
    return f"did you mean --global {name}? Otherwise {WRITE}"


def if_the_page(name: str) -> str:
    """The help where a name is like the one that is meant."""
    return f"did you mean appConfig? If the page passes {name}, give --global {name}"


CASES = [
    # Another name.
    ("window.AppConfig = { theme: {} };", "1:8", "it sets AppConfig", if_the_page("AppConfig")),
    ("const APP_CONFIG = { a: 1 };", "1:7", "it sets APP_CONFIG", if_the_page("APP_CONFIG")),
    ("var appConifg = { a: 1 };", "1:5", "it sets appConifg", if_the_page("appConifg")),
    ("var x = 1, config = { theme: {} };", "1:12", "it sets config", did_you_mean("config")),
    ("this.env = { logLevel: 'warn' };", "1:6", "it sets env", did_you_mean("env")),
    (
        "window.App = { settings: { sso: {} } };",
        "1:16",
        "it sets App.settings",
        did_you_mean("App.settings"),
    ),
    (
        "window.App = { appConfig: { a: 1 } };",
        "1:16",
        "it sets App.appConfig",
        did_you_mean("App.appConfig"),
    ),
    ("window._env_ = { URL: 'x' };", "", "it sets _env_", f"{WRITE}, or give another name"),
    (
        "var a = {}, b = 1, c = 2, d = 3; function e() {}",
        "",
        "it sets a, b, c and 1 more",
        f"{WRITE}, or give another name",
    ),
    ("export const config = { theme: {} };", "1:14", "it sets config", did_you_mean("config")),
    ("exports.config = { theme: {} };", "1:9", "it exports config", EXPORTED.format("config")),
    ("module.exports.a = { theme: {} };", "1:16", "it exports a", EXPORTED.format("a")),
    # The name, where no other script sees it.
    (
        "(function () {\n  var appConfig = { a: 1 };\n})();",
        "2:7",
        "here it is a variable of a function, which no other script sees",
        THERE,
    ),
    (
        "function setUp() {\n  const appConfig = {};\n}\nsetUp();",
        "2:9",
        "here it is a variable of the function setUp, which no other script sees",
        THERE,
    ),
    (
        "function createWebChat(appConfig) {}",
        "1:24",
        "here it is a parameter of the function createWebChat, which its callers give",
        "give the script that makes the configuration, or set it here",
    ),
    (
        "if (true) {\n  const appConfig = {};\n}",
        "2:9",
        "here it is declared with const inside of a block, and only that block sees it",
        "write `window.appConfig = ...` there, or declare it outside",
    ),
    (
        "function setUp() {\n  window.appConfig = {};\n}",
        "2:3",
        "nothing that it runs comes to this place",
        "see that the function is called, or set it at the top of the script",
    ),
    (
        "if (false) {\n  var appConfig = {};\n}",
        "2:7",
        "nothing that it runs comes to this place",
        "look at the conditions around it, or set it at the top of the script",
    ),
    (
        "window.appConfig = {};\ndelete window.appConfig;",
        "2:1",
        "it is deleted here",
        "leave that out",
    ),
    ("var AppConfig = () => ({});", "1:5", "it sets AppConfig", "did you mean appConfig?"),
    # The name, without a value.
    ("let appConfig;", "1:5", "it is declared here, and given no value", f"{WRITE} in place of"),
    (
        "var appConfig = make();\nfunction make() {}",
        "1:17",
        "this gives it no value",
        "a function gives what it returns",
    ),
    (
        "const { appConfig } = window;",
        "1:9",
        "this gives it no value",
        f"{WRITE} in place of this",
    ),
    # No assignment.
    ("({ theme: {} });", "1:2", "this object is given no name", "begin with a name"),
    ("{ theme: { isLight: true } }", "1:1", "this object is given no name", "begin with a name"),
    ('[{ "a": 1 }]', "1:1", "this array is given no name; is it JSON?", "a script sets an object"),
    ("appConfig: { a: 1 }", "1:1", "to JavaScript `appConfig:` is a label", "an assignment takes"),
    (
        "theme:\n  isLight: true\n",
        "1:1",
        "to JavaScript `theme:` is a label; is this YAML?",
        "write a script",
    ),
    ('"appConfig = {}"', "1:1", "all of it stands in quotes", "take them away"),
    (
        "import './config.js';",
        "1:1",
        "it only imports, and what it imports is not read",
        "give the file that sets it",
    ),
    # No code.
    ("", "", "the file is empty", "was it ever written, or cut short?"),
    ("\n\n", "", "the file is empty", "was it ever written, or cut short?"),
    ("// TODO\n", "", "all of it is comments", WRITE),
    (
        "/*\n var appConfig = {};\n*/",
        "2:6",
        "it stands here in a comment, and all of the script is comments",
        "take the marks of the comment away",
    ),
]


def refused(text: str, name: str = "appConfig") -> NoConfigError:
    """The error of a script."""
    with pytest.raises(NoConfigError) as caught:
        effective_config(Source("f.js", text), global_name=name)
    return caught.value


@pytest.mark.parametrize(("text", "place", "reason", "help"), CASES)
def test_why_it_is_never_set(text: str, place: str, reason: str, help: str) -> None:
    """The place is that of what comes nearest; without one the whole file is meant."""
    error = refused(text)
    where = f"f.js:{place}" if place else "f.js"

    assert str(error) == f"{where}: the script never sets appConfig: {reason}"
    assert error.help is not None
    assert error.help.startswith(help)


@pytest.mark.parametrize(
    ("text", "name", "reason", "help"),
    [
        (
            "var appConfig = { theme: {} };",
            "flexConfig",
            "it sets appConfig",
            "did you mean --global appConfig? Otherwise write `var flexConfig = { ... };`",
        ),
        (
            "window.app = { config: {} };",
            "app.confg",
            "app is set here, without confg",
            "did you mean --global app.config? `window.app.confg = { ... };` sets it",
        ),
        (
            "var x = 1;",
            "a.b.c",
            "it sets x",
            "write `window.a = { b: { c: { ... } } };`, or give another name with --global",
        ),
    ],
)
def test_another_global_that_is_never_set(text: str, name: str, reason: str, help: str) -> None:
    """What the help writes is JavaScript also where the name is dotted."""
    error = refused(text, name)

    assert error.message.endswith(f"the script never sets {name}: {reason}")
    assert error.help == help


@pytest.mark.parametrize(
    ("value", "what", "help"),
    [
        ("() => ({ a: 1 })", "a function", ": if the function makes it, call it"),
        ("class {}", "a class", ""),
        ("[{ a: 1 }]", "an array", ": leave the brackets around this one out"),
        ("[{ a: 1 }, {}]", "an array", ""),
        ("[]", "an array", ""),
        ("'{ \"a\": 1 }'", "a string", ": write this one without the quotes, or JSON.parse(...)"),
        ("'a'", "a string", ""),
    ],
)
def test_what_is_no_object(value: str, what: str, help: str) -> None:
    """Where an object is inside of it, or what it gives may be one, the help says how to get it."""
    error = refused(f"var appConfig = {value};")

    assert error.message == f"appConfig is {what}, not an object"
    assert error.help is not None
    assert error.help.startswith(OBJECT + help)


@pytest.mark.parametrize(("text", "place", "reason", "help"), CASES)
def test_the_advice_can_be_carried_out(text: str, place: str, reason: str, help: str) -> None:  # noqa: ARG001
    """The name that is proposed is there; the statement that is proposed makes it so."""
    advice = refused(text).help or ""
    named = re.search(r"--global (\S+?)[?;]", f"{advice};")
    written = re.search(r"`([^`]*\{ \.\.\. \}[^`]*;)`", advice)
    if named is not None:
        assert effective_config(Source("f.js", text), global_name=named[1])
    if written is not None and "in place of" not in advice:
        code = written[1].replace("{ ... }", "{ done: 1 }")
        script = code if " label" in reason or "given no name" in reason else f"{text}\n{code}"
        assert effective_config(Source("f.js", script)) == {"done": 1}


def test_exports_that_are_the_keys_of_a_configuration_are_one() -> None:
    """A module may export each key by itself."""
    text = "exports.theme = { isLight: true };\nexports.own = 1;"

    assert effective_config(Source("f.js", text)) == {"theme": {"isLight": True}, "own": 1}
