"""The table of intrinsics: what it says of a function holds, and nothing else is spoilt."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import appconfig_merge
from appconfig_merge.evaluation.intrinsics import Row, method, row, rows, type_of
from appconfig_merge.evaluation.models.finding import loaded
from appconfig_merge.javascript.strings import STRING_METHODS
from tests.evaluation.support import gives, read
from tests.node import node_path

ROWS = rows()
WHOLE = (
    "Array", "Array.prototype", "JSON", "Map", "Map.prototype", "Math", "Number",
    "Number.prototype", "Object", "Object.prototype", "Reflect", "Set", "Set.prototype", "String",
    "String.prototype",
)  # fmt: skip
"""What every function of Node's has a row of."""


def _names(found: Row) -> list[str]:
    return [name for name in (found.pure, found.model, found.new) if name]


def test_every_function_that_a_row_names_is_there() -> None:
    """A typing error in the table is found here, not when a script calls the function."""
    for found in ROWS:
        for name in _names(found):
            assert callable(loaded(name)), found.path


def test_every_model_has_a_row() -> None:
    """A function that takes nothing but a call, in a module that the table names, is in it."""
    named = {name for found in ROWS for name in (found.model, found.new) if name}
    for module in {name.partition(".")[0] for name in named}:
        inner = inspect.getmodule(loaded(next(n for n in named if n.startswith(f"{module}."))))
        for name, function in inspect.getmembers(inner, inspect.isfunction):
            if function.__module__ == inner.__name__ and not name.startswith("_"):  # type: ignore[union-attr]
                parameters = list(inspect.signature(function).parameters)
                assert parameters != ["call"] or f"{module}.{name}" in named, name


def test_the_words_of_the_table_mean_something() -> None:
    """Each row says what it says in the words that the table explains."""
    for found in ROWS:
        assert found.changes in {"", "this", "first", "arguments", "page", "anything"}, found
        assert found.calls in {"", "now", "later"}, found
        kinds = {"", "boolean", "bigint", "function", "number", "object", "string", "symbol"}
        assert found.gives in {*kinds, "undefined"}, found
        assert found.makes in {"any", "function", "object"}, found
        assert not (found.pure and found.model), found
        assert not found.new or found.kind == "constructor", found
        assert found.is_function or not (found.changes or found.calls or _names(found)), found
        assert not found.pure or not (found.changes or found.calls), found


def test_every_global_of_ecmascript_has_a_row() -> None:
    """What browsers have of ECMAScript's globals is in the table."""
    file = Path(appconfig_merge.__file__).parent / "data" / "browser_globals.txt"
    lines = [line.split("\t") for line in file.read_text("utf-8").splitlines()]
    names = [line[0] for line in lines if line[-1] == "e"]
    assert len(names) > 60
    assert [name for name in names if row(name) is None] == []


def test_the_methods_of_strings() -> None:
    """Those that a value of the page is seen through are those of the table."""
    own = {found.path.rpartition(".")[2] for found in ROWS if "String.prototype." in found.path}
    assert own - {"toString", "valueOf"} == STRING_METHODS


def test_what_node_has() -> None:
    """Each function of the usual objects has a row, and typeof gives what the table says."""
    paths = json.dumps([found.path for found in ROWS])
    script = f"""
    const at = path => path.split(".").reduce((o, k) => o === undefined ? o : o[k], globalThis);
    const own = Object.fromEntries({json.dumps(WHOLE)}.map(path => [path,
      Object.entries(Object.getOwnPropertyDescriptors(at(path)))
        .filter(([k, d]) => typeof d.value === "function" && k !== "constructor")
        .map(([k]) => k)]));
    const types = Object.fromEntries({paths}.map(path => [path, typeof at(path)]));
    console.log(JSON.stringify({{own, types}}));
    """
    done = subprocess.run(
        [node_path(), "-e", script], check=True, capture_output=True, text=True, timeout=60
    )
    found: dict[str, Any] = json.loads(done.stdout)
    missing = [
        f"{path}.{key}"
        for path, keys in found["own"].items()
        for key in keys
        if row(f"{path}.{key}") is None
    ]
    assert missing == []
    wrong = [
        path
        for path, kind in found["types"].items()
        if type_of(path) not in {"", kind} and kind != "undefined"
    ]
    # Node's Function.prototype is called as any function is; its row says what it holds.
    assert wrong == ["Function.prototype"]


def test_a_method_of_what_is_not_known_is_any_of_its_name() -> None:
    """What is certain of it is what all of that name have in common."""
    trimmed, pushed, replaced = method("trim"), method("push"), method("replace")
    assert trimmed is not None
    assert trimmed.is_inert
    assert pushed is not None
    assert (pushed.changes, pushed.keeps) == ("this", True)
    assert replaced is not None
    assert replaced.calls == "now"
    assert method("noSuchMethod") is None


@pytest.mark.parametrize(
    "call",
    [
        "Math.hypot(page.x, 4)",
        "Math.sumPrecise([page.x])",
        "JSON.parse(page.x, (key, value) => value)",
        "JSON.stringify(page.x, (key, value) => value)",
        "Object.getOwnPropertyDescriptor(page.x, 'a')",
        "Object.getOwnPropertySymbols(page.x)",
        "Object.assign(page.x, { a: 1 })",
        "Reflect.get(page.x, 'a')",
        "Array.from(page.x)",
        "Array.prototype.slice.call(document.querySelectorAll('a'))",
        "[].forEach.call(document.querySelectorAll('a'), el => console.log(el))",
        "new Date(page.x).setHours(3)",
        "new Map(page.x)",
        "Symbol('x').toString()",
        "String.raw`${page.x}`",
        "Promise.resolve(page.x)",
    ],
)
def test_a_call_never_changes_what_holds_the_function(call: str) -> None:
    """After a call that isn't evaluated the other functions are what they were."""
    text = f"""
    {call};
    var appConfig = {{
      maths: Math.floor(4.7), json: JSON.parse("[1]")[0], keys: Object.keys({{ a: 1 }})[0],
      arrays: Array.from("b")[0] + [1].concat(2).join(), maps: new Map([[1, 2]]).get(1),
    }};
    """
    assert gives(text, {"maths": 4, "json": 1, "keys": "a", "arrays": "b1,2", "maps": 2})


@pytest.mark.parametrize(
    ("before", "expression"),
    [
        ("Math.floor = () => 'mine';", "Math.floor(4.7)"),
        ("Math['floor'] = () => 'mine';", "Math.floor(4.7)"),
        ("Object.defineProperty(Math, 'floor', { value: () => 'mine' });", "Math.floor(4.7)"),
        ("page.install(Math);", "Math.floor(4.7)"),
        ("page.install({ maths: Math });", "Math.floor(4.7)"),
        ("Object.assign(Math, page.x);", "Math.floor(4.7)"),
        ("Reflect.set(JSON, 'parse', page.x);", "JSON.parse('1')"),
        ("Object(Math).floor = () => 'mine';", "Math.floor(4.7)"),
        ("Math.valueOf().floor = () => 'mine';", "Math.floor(4.7)"),
        ("delete Math.floor;", "typeof Math.floor"),
    ],
)
def test_what_does_change_it(before: str, expression: str) -> None:
    """An assignment does, by whatever name, and so may code that was handed what holds it."""
    assert gives(f"{before} var appConfig = {{ v: {expression} }};", {"v": ...})


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        # What it changes is its receiver, not what that holds.
        ("var o = { a: 1 }, l = [o]; l.push(...page.list); var appConfig = { o, l };",
         {"o": {"a": 1}, "l": ...}),
        ("var o = { a: 1 }, p = { o }; Object.assign(p, page.x); var appConfig = { o, p };",
         {"o": {"a": 1}, "p": {"o": ...}}),
        ("var o = { a: 1 }; setTimeout(console.log, 5, o); var appConfig = o;", {"a": 1}),
        ("var o = { a: 1 }; document.createElement('a', o); var appConfig = o;", {"a": 1}),
        ("var o = { a: 1 }; crypto.getRandomValues(o.list); var appConfig = o;", {"a": 1}),
        ("var o = { a: 1 }; localStorage.setItem('o', o); var appConfig = o;", {"a": 1}),
        ("var n = 1; window.setTimeout(() => 1, 5); var appConfig = { n };", {"n": 1}),
        ("var n = 1; window.__defineGetter__('n', page.f); var appConfig = { n };", {"n": ...}),
        (("var o = { a: 1 }, log = console.log.bind(console); log('x', o); setTimeout(log, 1, o);"
          "var appConfig = o;"), {"a": 1}),
        (("var o = { a: 1 }, f = Object.freeze.bind(null); f(o); o.a = 2;"
          "var appConfig = { a: o.a };"), {"a": ...}),
        ("var o = { a: 1 }; setTimeout(page.f, 5, o); var appConfig = { a: o.a };", {"a": ...}),
        ("var o = { a: 1 }; setTimeout(Object.freeze, 5, o); var appConfig = { a: o.a };",
         {"a": ...}),
        # A function that it calls back may change anything that it can reach.
        ("var n = 1; JSON.parse(page.x, () => { n = 2 }); var appConfig = { n };", {"n": ...}),
        ("var o = { a: 1 }; navigator.languages.map(isNaN, o); var appConfig = o;", {"a": 1}),
        (("var o = { a: 1 }, l = [o]; l.length = page.n; l.map(Object.freeze); o.a = 2;"
          "var appConfig = { a: o.a };"), {"a": ...}),
        (("var o = { a: 1 }; Reflect.apply(page.x ? Object.freeze : Object.seal, null, [o]);"
          "o.a = 2; var appConfig = { a: o.a };"), {"a": ...}),
        ("var n = 1; Array.of.call(function () { n = 2 }, 1); var appConfig = { n };", {"n": ...}),
        (("var n = 1; new Set([1]).union({ has() { n = 2 }, keys() {}, size: 1 });"
          "var appConfig = { n };"), {"n": ...}),
        # What it kept may be changed later, by what got at it.
        (("var o = { a: 1 }; addEventListener('x', () => { o.a = 2 }); dispatchEvent(page.e);"
          "var appConfig = { a: o.a };"), {"a": ...}),
    ],
)  # fmt: skip
def test_what_a_call_changes(script: str, expected: dict[str, Any]) -> None:
    """What a row says that a call changes is unknown afterwards, and nothing more."""
    assert gives(script, expected)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("throw new Error('no')", ["Error", "no", "Error: no", True, True]),
        ("throw RangeError('no')", ["RangeError", "no", "RangeError: no", True, True]),
        ("throw Object.assign(new Error(), { name: 'Mine' })", ["Mine", "", "Mine", True, True]),
        ("null.x", ["TypeError", ..., ..., True, True]),
        ("missing", ["ReferenceError", ..., ..., True, True]),
        ("JSON.parse('{')", ["SyntaxError", ..., ..., True, True]),
        ("throw { name: 'x', message: 'y' }", ["x", "y", "[object Object]", False, True]),
    ],
)
def test_errors(script: str, expected: list[object]) -> None:
    """An error's name is known, its message if it is the script's: browsers word theirs apart."""
    text = f"""
    var appConfig = {{}};
    try {{ {script} }} catch (e) {{
      appConfig = {{ a: e.name, b: e.message, c: String(e), d: e instanceof Error,
                     e: e instanceof Object }};
    }}
    """
    assert gives(text, dict(zip("abcde", expected, strict=True)))


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("Object.keys(Object.assign(new Error('x'), { code: 1 })).join()", "code"),
        ("JSON.stringify(new TypeError('x'))", "{}"),
        ("new Error('x', { cause: 5 }).cause", 5),
        ("new Error('x').hasOwnProperty('message')", True),
        ("new Error().hasOwnProperty('message')", False),
        ("Object.prototype.toString.call(new URIError('x'))", "[object Error]"),
        ("new RangeError('x').toString()", "RangeError: x"),
        ("new TypeError('x').constructor === TypeError", True),
        ("new TypeError('x') instanceof RangeError", False),
        ("Object.getPrototypeOf(new TypeError()) === TypeError.prototype", True),
        ("new Error('of ' + location.hostname).name", "Error"),
        ("new Error('of ' + location.hostname).message", ...),
        ("new Error('x').stack", ...),
        ("'stack' in new Error('x')", ...),
        ("new Error(page.x)", ...),
    ],
)
def test_properties_of_errors(expression: str, expected: object) -> None:
    """Their message is not enumerable, and what browsers add to them is not known."""
    assert gives(f"var appConfig = {{ v: {expression} }};", {"v": expected})


def test_errors_of_a_function_of_the_scripts_own() -> None:
    """What inherits from the prototype of Error has its name and its conversion."""
    text = """
    function ConfigError(message) { this.message = message; }
    ConfigError.prototype = Object.create(Error.prototype);
    ConfigError.prototype.constructor = ConfigError;
    ConfigError.prototype.name = "ConfigError";
    var e = new ConfigError("no");
    var appConfig = { a: e.name, b: e.message, c: e instanceof Error, d: e instanceof ConfigError,
                      f: e.constructor === ConfigError, g: e instanceof TypeError };
    """
    assert gives(text, {
        "a": "ConfigError", "b": "no", "c": True, "d": True, "f": True, "g": False,
    })  # fmt: skip


def test_a_changed_prototype_of_errors() -> None:
    """Who changes the name of all errors has them told apart no longer."""
    text = "Error.prototype.name = 'X'; var e = new Error('m');"
    assert gives(f"{text} var appConfig = {{ a: e.name, b: '' + e }};", {"a": ..., "b": ...})


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("try { Object.keys({}); JSON.parse('1') } catch { o.a = 2 }", 1),
        ("try { localStorage.setItem('x', '1') } catch { o.a = 2 }", ...),
        ("try { [].forEach.call(page.list, () => { o.a = 2; throw 1 }) } catch { }", ...),
        ("try { console.log(o) } catch { o.a = 2 }", ...),
    ],
)
def test_what_may_throw(script: str, expected: object) -> None:
    """Naming a built-in never throws; using what is the browser's own may."""
    assert gives(f"var o = {{ a: 1 }}; {script} var appConfig = {{ v: o.a }};", {"v": expected})


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("typeof Math.random()", "number"),
        ("typeof new Date()", "object"),
        ("typeof Date.now", "function"),
        ("typeof document.getElementById", "function"),
        ("typeof localStorage", "object"),
        ("typeof console.log('x')", "undefined"),
        ("[].map === Array.prototype.map", ...),
        ("Math === Math", True),
        ("JSON === Math", False),
        ("[].constructor === Array", True),
        ("[].__proto__ === Object.prototype", False),
        ("[].__proto__ === Array.prototype", True),
        ("({}).hasOwnProperty.call({ a: 1 }, 'a')", True),
        ("toString.call([])", "[object Array]"),
        ("window.hasOwnProperty('appConfig')", True),
        ("(f => f.call([1, 2], 1))([].slice)[0]", 2),
        ("(f => f.call({ k: 1 }, 'k'))({}.hasOwnProperty)", True),
        ("Array.prototype.concat.apply([], [[1], [2]]).length", 2),
        ("'map' in [] && 'at' in []", ...),
        ("!Array.prototype.includes", False),
        ("true.toString()", "true"),
    ],
)
def test_what_the_table_says_without_a_call(expression: str, expected: object) -> None:
    """What typeof gives, which function a method is, and what is the same as what."""
    assert gives(f"var appConfig = {{ v: {expression} }};", {"v": expected})


def test_a_script_that_calls_nothing_imports_no_model() -> None:
    """The models are imported when the first call needs them."""
    code = (
        "import sys; from appconfig_merge import Source, effective_config;"
        "effective_config(Source('a.js', 'var appConfig = { a: location.origin, b: [].x };'));"
        "print([n for n in sys.modules if n.startswith('appconfig_merge.evaluation.models.a')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.strip() == "[]"


def test_the_reason_is_that_of_the_function() -> None:
    """Why a result isn't known is said as the row has it."""
    found = read("var appConfig = { a: Date.now(), b: Math.random(), c: (1).toLocaleString() };")
    assert [found[key].reason for key in "abc"] == [
        "it depends on the clock", "it is random", "it depends on the browser's language",
    ]  # fmt: skip
