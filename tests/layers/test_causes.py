"""Why a script throws: the help goes by the name that is missing, and by the text around it."""

from __future__ import annotations

import json
import subprocess

import pytest

from appconfig_merge import ScriptThrowsError, Source, effective_config
from tests.node import node_path

THREE_WAYS = (
    "if another script of the page defines it, name that script with --script, give the value "
    "with --define, or say with --assume that it is defined"
)
TEXT = f"if it is text put it in quotes; {THREE_WAYS}"
TEMPLATE = (
    "in backquotes ${{{0}}} is the variable {0}: if a step of the build was to fill it in, that "
    "was left out; " + THREE_WAYS
)
PLACEHOLDER = (
    "if this is a placeholder nothing has filled it in: put the value there, in quotes if it is "
    f"text; {THREE_WAYS}"
)
NO_PROCESS = "a browser has no process: write the value here, or have a build step replace "

VALUES = [
    ("True", "True is not defined", "JavaScript writes true"),
    ("False", "False is not defined", "JavaScript writes false"),
    ("None", "None is not defined", "JavaScript writes null"),
    ("nil", "nil is not defined", "JavaScript writes null"),
    ("NULL", "NULL is not defined", "JavaScript writes null"),
    ("fasle", "fasle is not defined", "did you mean false?"),
    ("ture", "ture is not defined", "did you mean true?"),
    ("os.environ['X']", "os is not defined", "a browser has no environment variables: write"),
    ("yes", "yes is not defined", "JavaScript writes true"),
    ("off", "off is not defined", "JavaScript writes false"),
    ("debug", "debug is not defined", TEXT),
    ("en-US", "en is not defined", TEXT),
    ("AC0123abcd", "AC0123abcd is not defined", "is this an unquoted account identifier?"),
    (
        "WW0123456789abcdef0123456789abcdef",
        "WW0123456789abcdef0123456789abcdef is not defined",
        "is this an unquoted SID? Put it in quotes",
    ),
    ("flex.example.com", "flex is not defined", "is this an address? Put it in quotes"),
    ("process.env.URL", "process is not defined", f"{NO_PROCESS}process.env.URL"),
    ('process.env["URL"]', "process is not defined", f'{NO_PROCESS}process.env["URL"]'),
    ("`${URL}`", "URL is not defined", None),
    ("`${ACCOUNT_SID}`", "ACCOUNT_SID is not defined", TEMPLATE.format("ACCOUNT_SID")),
    ("`https://${HOST}/`", "HOST is not defined", TEMPLATE.format("HOST")),
    ("$API_URL", "$API_URL is not defined", PLACEHOLDER),
    ("__URL__", "__URL__ is not defined", PLACEHOLDER),
    ("YOUR_SID", "YOUR_SID is not defined", PLACEHOLDER),
    ("require('./x')", "require is not defined", "a browser has no require: have a build step"),
    ("dict(a=1)", "dict is not defined", "JavaScript writes an object as { key: value }"),
    ("windw.name", "windw is not defined", "did you mean window?"),
    ("known.x", "known is not defined", "did you mean Known?"),
    ("make(1)", "make is not defined", THREE_WAYS),
    ("x.y.z", "x is not defined", TEXT),
]


@pytest.mark.parametrize(("value", "message", "help"), VALUES)
def test_a_name_that_nothing_declares(value: str, message: str, help: str | None) -> None:
    """What JavaScript writes instead, where quotes are missing, what a build was to replace."""
    text = f"var Known = {{}};\nvar appConfig = {{ theme: {{}}, key: {value}, last: 1 }};"
    if help is None:  # a browser has it
        effective_config(Source("f.js", text))
        return
    with pytest.raises(ScriptThrowsError) as caught:
        effective_config(Source("f.js", text))

    assert caught.value.message == (
        f"the script stops here with ReferenceError: {message}, before it sets appConfig"
    )
    assert caught.value.help is not None
    assert caught.value.help.startswith(help)


STATEMENTS = [
    (
        "function f() { var appConfig = {}; createWebChat(appConfig); }\nf();",
        "ReferenceError: createWebChat is not defined",
        (
            f"{THREE_WAYS}; besides, no other script sees the appConfig of line 1: write "
            "`window.appConfig = ...` there, and see that the function is called"
        ),
    ),
    (
        "appConfig.theme = {};",
        "ReferenceError: appConfig is not defined",
        f"nothing has set appConfig: begin with `var appConfig = {{}};`; {THREE_WAYS}",
    ),
    (
        "window.appConfig.theme = {};",
        "TypeError: Cannot set properties of undefined (setting 'theme')",
        "nothing has set appConfig yet: begin with `window.appConfig = window.appConfig || {};`",
    ),
    (
        "'use strict'; appConfig = {};",
        "ReferenceError: appConfig is not defined",
        "strict code assigns to what is declared alone: write `var appConfig = ...`",
    ),
    (
        "var appConfig = { a: sid };\nconst sid = 'x';",
        "ReferenceError: Cannot access 'sid' before initialization",
        "move the declaration of sid above this line",
    ),
    (
        "define([], function () { return {}; });",
        "ReferenceError: define is not defined",
        (
            "this is an AMD module, and only a loader such as RequireJS has define: without one "
            "write `var appConfig = { ... };`"
        ),
    ),
    (
        "global.appConfig = {};",
        "ReferenceError: global is not defined",
        "a browser has no global: window is its global object",
    ),
    ("Twilio.Flex.create();", "ReferenceError: Twilio is not defined", THREE_WAYS),
]


@pytest.mark.parametrize(("text", "thrown", "help"), STATEMENTS)
def test_statements_that_throw(text: str, thrown: str, help: str) -> None:
    """What has to come before them, or isn't there in any browser."""
    with pytest.raises(ScriptThrowsError) as caught:
        effective_config(Source("f.js", text))

    assert caught.value.message == f"the script stops here with {thrown}, before it sets appConfig"
    assert caught.value.help == help


JSON = [
    ("${THEME}", "Unexpected token $ in JSON at position 0", "${THEME} is a placeholder that"),
    ("{{ theme }}", "Unexpected token { in JSON at position 1", "{{ theme }} is a placeholder"),
    ("__THEME__", "Unexpected token _ in JSON at position 0", "__THEME__ is a placeholder that"),
    ("<%= theme %>", "Unexpected token < in JSON at position 0", "<%= theme %> is a placeholder"),
    ('{"a": #{A}#}', "Unexpected token # in JSON at position 6", "#{A}# is a placeholder that"),
    ("", "Unexpected end of JSON input", "the text is empty: was it to be filled in?"),
    ('{"a": 1', "Unexpected end of JSON input", "the text ends before its JSON does"),
    ('{"a": "b', "Unterminated string in JSON at position 8", "the text ends before its JSON"),
    ('{"a": True}', "Unexpected token T in JSON at position 6", "JSON writes true"),
    ("{'a': 1}", "Unexpected token ' in JSON at position 1", "JSON takes double quotes alone"),
    ("{a: 1}", "Unexpected token a in JSON at position 1", "JSON takes double quotes around names"),
    ('{"a": 1,}', "Unexpected token } in JSON at position 8", "JSON allows no comma before a"),
    ("<html>", "Unexpected token < in JSON at position 0", "the text is HTML or XML, not JSON"),
    ("undefined", "Unexpected token u in JSON at position 0", "what is given is undefined:"),
    ("[object Object]", "Unexpected token o in JSON at position 1", "what is given is an object"),
    ("[NaN]", "Unexpected token N in JSON at position 1", "JSON is double-quoted texts, numbers"),
    ("1 2", "Unexpected token 2 in JSON at position 2", "JSON is double-quoted texts, numbers"),
    ("\x01", "Unexpected token \x01 in JSON at position 0", "JSON is double-quoted texts"),
]


@pytest.mark.parametrize(("text", "message", "help"), JSON)
def test_json_that_a_script_parses(text: str, message: str, help: str) -> None:
    """The words are a browser's, and the help says why the text isn't JSON."""
    script = Source("f.js", f"var appConfig = {{ theme: JSON.parse({json.dumps(text)}) }};")
    with pytest.raises(ScriptThrowsError) as caught:
        effective_config(script)

    assert caught.value.message == (
        f"the script stops here with SyntaxError: {message}, before it sets appConfig"
    )
    assert caught.value.help is not None
    assert caught.value.help.startswith(help)


def test_node_throws_at_all_of_these() -> None:
    """It is the same kind of error to a JavaScript engine."""
    texts = [f"({{ key: {value} }})" for value, _, help in VALUES if help]
    texts += [text for text, *_ in STATEMENTS]
    texts += [f"JSON.parse({json.dumps(text)})" for text, *_ in JSON]
    script = """
    const texts = JSON.parse(require('fs').readFileSync(0, 'utf8'));
    const vm = require('vm');
    const name = text => {
      const page = vm.createContext({ Known: {} });
      page.window = page;
      try { vm.runInContext(text, page); return ''; } catch (error) { return error.name; }
    };
    console.log(JSON.stringify(texts.map(name)));
    """
    done = subprocess.run(
        [node_path(), "-e", script],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    expected = ["ReferenceError" for _, _, help in VALUES if help]
    expected += [thrown.partition(":")[0] for _, thrown, _ in STATEMENTS]
    expected += ["SyntaxError" for _ in JSON]

    assert json.loads(done.stdout) == expected


def test_a_module_because_of_import_meta_alone() -> None:
    """No build has touched the file: as a plain script it is refused whole."""
    text = "var appConfig = {\n  url: import.meta.env.VITE_URL,\n};"
    (remark,) = effective_config(Source("f.js", text)).diagnostics

    assert str(remark.location) == "f.js:2:8"
    assert remark.code == "module-binding"
    assert remark.message == (
        "import.meta makes a module of this file: a plain script tag refuses it, and sets no "
        "appConfig"
    )
