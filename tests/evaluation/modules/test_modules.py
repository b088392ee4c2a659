"""A page's modules: what they import from one another, and what stands for what isn't read."""

from __future__ import annotations

from typing import Any

import pytest

from appconfig_merge.evaluation.completions import TooManySteps
from appconfig_merge.evaluation.modules import loading
from appconfig_merge.javascript.values import Unknown
from tests.evaluation.modules.support import Ran, reason

LIB = "export let a = 1; export const b = {k: 1}; export function f() { a += 1; } export default 9;"


@pytest.mark.parametrize(
    ("main", "expected"),
    [
        ("import d from './lib.js'; window.it = d;", 9.0),
        ("import {a as x} from './lib.js'; window.it = x;", 1.0),
        ("import {default as d, b} from './lib.js'; window.it = [d, b.k];", [9.0, 1.0]),
        ("import * as lib from './lib.js'; window.it = lib.b;", {"k": 1.0}),
        ("import * as lib from './lib.js'; window.it = {...lib}.default;", 9.0),
        ("import {a, f} from './lib.js'; f(); window.it = a;", 2.0),
        ("import * as lib from './lib.js'; lib.f(); window.it = lib.a;", 2.0),
        (
            "import {b} from './lib.js'; b.k = 5; import * as l from './lib.js'; window.it = l.b;",
            {"k": 5.0},
        ),
        ("window.it = typeof d; import d from './lib.js';", "number"),
        ("export {a as it} from './lib.js'; import {it} from './main.js'; window.it = it;", 1.0),
        ("var appConfig = {}; window.it = typeof window.appConfig;", "undefined"),
        ("window.it = typeof this;", "undefined"),
    ],
)
def test_what_is_imported_is_what_the_other_module_has(main: str, expected: Any) -> None:
    """Bindings are live, and a module has a scope of its own."""
    ran = Ran({"main.js": main, "lib.js": LIB})
    assert ran.thrown is None
    assert ran.window["it"] == expected


def test_a_module_runs_once_for_all_that_import_it() -> None:
    """Also where another script of the page imports it again."""
    texts = {
        "count.js": "window.count = (window.count || 0) + 1;",
        "a.js": "import './count.js';",
        "main.js": "import './a.js'; import './count.js';",
    }
    assert Ran(texts, ["a.js", "main.js", "main.js"]).window == {"count": 1.0}


@pytest.mark.parametrize(
    ("main", "other", "thrown"),
    [
        (
            "import {x} from './other.js'; window.ran = 1;",
            "export const y = 1;",
            "SyntaxError: The requested module './other.js' does not provide an export named 'x'",
        ),
        (
            "import './other.js'; window.ran = 1;",
            "var x = ;",
            "SyntaxError: expected a value, found ;",
        ),
        (
            "import {x} from './other.js'; export const y = 1; window.ran = x;",
            "import {y} from './main.js'; export const x = y;",
            "ReferenceError: Cannot access 'y' before initialization",
        ),
        (
            "import './other.js'; window.ran = 1;",
            "throw new Error('no');",
            "Error: throw new Error('no')",
        ),
    ],
)
def test_a_module_doesnt_run_where_one_that_it_imports_fails(
    main: str, other: str, thrown: str
) -> None:
    """As in a browser, and as often as it is asked for."""
    ran = Ran({"main.js": main, "other.js": other}, ["main.js", "main.js"])
    assert str(ran.thrown) == thrown
    assert ran.thrown is not None
    assert ran.thrown.at is not None
    assert "ran" not in ran.window


@pytest.mark.parametrize(
    ("specifier", "why"),
    [
        ("react", "it is imported from 'react'"),
        ("./logo.svg", "it is imported from './logo.svg', which is no script"),
        ("./style.css", "it is imported from './style.css', which is no script"),
        ("./lib.js?raw", "it is imported from './lib.js?raw', which is no script"),
        (
            "./missing.js",
            "it is imported from './missing.js', which isn't read: there is no such file",
        ),
    ],
)
def test_what_isnt_read_is_unknown_and_changes_nothing(specifier: str, why: str) -> None:
    """Its functions change what they are handed, and nothing else of the page."""
    main = f"""
        window.kept = {{k: 1}}; window.given = {{k: 1}};
        import it, {{f}} from '{specifier}'; import * as whole from '{specifier}';
        f(); it(window.given); window.it = it; window.named = f; window.whole = whole;
        class App extends it.Component {{}}
        window.after = window.kept.k;
    """
    ran = Ran({"main.js": main, "lib.js": LIB})
    assert ran.thrown is None
    assert [reason(ran, name) for name in ("it", "named", "whole")] == [why] * 3
    assert (ran.window["kept"], ran.window["after"]) == ({"k": 1.0}, 1.0)
    assert ran.window["given"] is ...
    missing = ["the module './missing.js' isn't read: there is no such file"]
    assert ran.remarks == (missing if specifier == "./missing.js" else [])


@pytest.mark.parametrize(
    ("main", "expected"),
    [
        ("f(() => { n = 2; }); n = 3; g();", ...),
        ("addEventListener('x', () => { n = 2; }); n = 3; g();", 3.0),
        ("const store = g(() => { n = 2; }); n = 3; store.dispatch();", ...),
        (
            "const store = g(); addEventListener('x', () => { n = 2; }); n = 3; store.dispatch();",
            3.0,
        ),
        ("const root = <f a={() => { n = 2; }}/>; n = 3; g(root);", ...),
        ("addEventListener('x', () => { n = 2; }); n = 3; document.body.click();", ...),
    ],
)
def test_a_function_of_a_module_that_isnt_read_has_what_such_functions_were_handed(
    main: str, expected: Any
) -> None:
    """What else may be called later it doesn't call."""
    ran = Ran({"main.js": f"import {{f, g}} from 'package'; let n = 1; {main} window.it = n;"})
    assert ran.thrown is None
    assert ran.window["it"] == expected


def test_a_component_is_a_class_that_runs_nothing_when_it_is_defined() -> None:
    """What its methods may do comes with whoever is handed it."""
    main = """
        import React, {render} from 'react'; window.config = {k: 1};
        class App extends React.Component {
          static defaults = {a: window.config};
          constructor(props) { super(props); props.f(window.config); }
          render() { return <div>{this.props.children}</div>; }
        }
        window.before = window.config.k; render(<App/>); window.after = window.config.k;
    """
    ran = Ran({"main.js": main})
    assert ran.thrown is None
    assert (ran.window["before"], ran.window["after"]) == (1.0, ...)
    static = main.replace("static defaults = {", "static defaults = {b: React.f(window.config), ")
    assert Ran({"main.js": static}).window["before"] is ...


@pytest.mark.parametrize(
    "specifier",
    ["@twilio/flex-ui", "@twilio/flex-ui-core", "@twilio/flex-ui/build/x.js",
     "https://cdn.example.com/@twilio/flex-ui@2.17.1/+esm"],
)  # fmt: skip
def test_flex_ui_is_known_by_its_name_on_the_page(specifier: str) -> None:
    """However it is imported."""
    main = f"""
        import Default, {{Manager}} from '{specifier}'; import * as Flex from '{specifier}';
        window.all = [Default, Flex, Manager, Flex.runDefault];
    """
    ran = Ran({"main.js": main})
    slots = ran.page.machine.world_object.slots["all"].traced.value.elements  # type: ignore[union-attr]
    values = [slot.traced.value for slot in slots]
    assert all(isinstance(value, Unknown) for value in values)
    assert [value.path for value in values] == [
        "Twilio.Flex", "Twilio.Flex", "Twilio.Flex.Manager", "Twilio.Flex.runDefault",
    ]  # fmt: skip


def test_a_json_module_has_its_value_and_its_keys() -> None:
    """The keys are exports where a build makes a module of it."""
    main = """
        import config, {sid} from './config.json'; import * as whole from './config.json';
        window.it = [config, sid, whole.default === config];
    """
    ran = Ran({"main.js": main, "config.json": '{"sid": "AC", "__proto__": [1]}'})
    assert ran.window["it"] == [{"sid": "AC", "__proto__": [1.0]}, "AC", True]
    broken = Ran({"main.js": "import './config.json'", "config.json": "{sid: 1}"})
    assert str(broken.thrown).startswith("SyntaxError")


def test_modules_in_typescript_are_read_without_their_types() -> None:
    """A type is no missing export, and an enum is a value that is not known."""
    texts = {
        "main.js": "import {config, Kind, make} from './config.ts'; window.it = config; "
        "window.kind = Kind.One; window.made = make; import './app.tsx';",
        "config.ts": "import {Config, base} from './base.ts';\n"
        "export enum Kind { One, Two }\n"
        "export const config: Config = { ...base, url: 'x' as string };\n"
        "export const make = <T,>(a: T): T => a;",
        "base.ts": "export interface Config { url: string }\n"
        "export const base: Partial<Config> = { n: 1 }; export {Config as C} from './base.ts';",
        "app.tsx": "export const App = (props: Props) => <div>{props.a!}</div>; window.app = 1;",
    }
    ran = Ran(texts)
    assert ran.thrown is None
    assert ran.window == {
        "it": {"n": 1.0, "url": "x"},
        "kind": ...,
        "made": "function make",
        "app": 1,
    }


def test_typescript_that_isnt_only_types_is_not_read() -> None:
    """What such a module exports is unresolved, with the reason."""
    texts = {
        "main.js": "import {it} from './a.ts'; window.it = it;",
        "a.ts": "export namespace it { export const a = 1 }",
    }
    ran = Ran(texts)
    assert ran.window == {"it": ...}
    assert ran.remarks == ["the module './a.ts' isn't read: a namespace with values isn't read"]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            {
                "main.js": "import {c} from './c.js'; window.it = c;",
                "c.js": "export const c = await Promise.resolve({k: 1});",
            },
            {"k": 1.0},
        ),
        ({"main.js": "window.it = 1; await null; window.it = 2;"}, 2.0),
        (
            {
                "main.js": "import c from './c.js'; import './s.js'; log.push('main'); it = log;",
                "c.js": "window.it = window.log = ['c']; export default await {}; log.push('c2');",
                "s.js": "log.push('s');",
            },
            ["c", "s", "c2", "main"],
        ),
    ],
)
def test_a_module_that_waits_goes_on_before_those_that_import_it(
    texts: dict[str, str], expected: Any
) -> None:
    """What doesn't import it runs at once."""
    assert Ran(texts).window["it"] == expected


def test_of_two_modules_that_wait_at_once_nothing_is_said() -> None:
    """Which of them comes first isn't known here."""
    texts = {
        "main.js": "import './a.js'; import './b.js'; window.it = 2;",
        "a.js": "window.it = 1; await 1; window.it = 'a';",
        "b.js": "await 1; window.it = 'b';",
    }
    ran = Ran(texts)
    assert ran.window["it"] is ...
    assert ran.remarks == ["modules that wait at once, as this one does, are not evaluated"]


def test_a_module_that_is_asked_for_later_may_change_what_it_reaches() -> None:
    """When it runs isn't known; what isn't there to be read changes nothing."""
    main = "window.it = 1; window.other = 2; import('./later.js'); import('react');"
    ran = Ran({"main.js": main, "later.js": "window.it = 3;"})
    assert ran.window == {"it": ..., "other": 2.0}


def test_the_properties_of_import_meta_are_the_pages() -> None:
    """They are named as --define takes them."""
    ran = Ran({"main.js": "window.it = import.meta.env.VITE_SID; window.url = import.meta.url;"})
    assert reason(ran, "it") == "only the page knows import.meta.env.VITE_SID"
    assert reason(ran, "url") == "only the page knows import.meta.url"


def test_the_environment_that_a_build_puts_in_is_named_as_define_takes_it() -> None:
    """Browsers have no ``process``; a script of the page may."""
    main = "window.it = process.env.FLEX_SID; window.kind = typeof process;"
    ran = Ran({"main.js": main})
    assert ran.thrown is None
    assert reason(ran, "it") == "only the page knows process.env.FLEX_SID"
    assert ran.window["kind"] is ...
    first = "window.process = {env: {FLEX_SID: 'FW'}};"
    assert Ran({"a.js": first, "main.js": main}, ["a.js", "main.js"]).window["it"] == "FW"


def test_modules_past_the_limit_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """What they export is unresolved."""
    monkeypatch.setattr(loading, "MAX_MODULES", 2)
    texts = {"main.js": "import './a.js'; import {b} from './b.js'; window.it = b;"}
    ran = Ran({**texts, "a.js": "window.a = 1;", "b.js": "export const b = 1;"})
    assert ran.window == {"a": 1.0, "it": ...}
    assert ran.remarks == ["the module './b.js' isn't read: there are too many modules before it"]


@pytest.mark.parametrize(
    "export",
    [
        "export * from './m{}.js';",
        "export {{it}} from './m{}.js';",
        "export * as n from './m{}.js';",
    ],
)
def test_a_long_chain_of_modules_is_read_without_recursion(export: str) -> None:
    """Imports, stars and namespaces a thousand deep never reach Python's stack."""
    last = 1000
    texts = {f"m{at}.js": export.format(at + 1) for at in range(last)}
    texts[f"m{last}.js"] = "export const it = 1; export const n = 1;"
    imports = "import {n} from './m0.js';" if "as n" in export else "import {it} from './m0.js';"
    texts["main.js"] = f"{imports} import * as whole from './m0.js'; window.done = 1;"
    assert Ran(texts).window["done"] == 1.0


def test_what_modules_lead_to_is_looked_at_within_a_limit() -> None:
    """Namespaces of namespaces, each with all names of all others, are too much."""
    last = 1000
    texts = {
        f"m{at}.js": f"export * from './m{at + 1}.js'; export * as n{at} from './m{at + 1}.js';"
        for at in range(last)
    }
    texts[f"m{last}.js"] = "export const it = 1;"
    texts["main.js"] = "import {n0} from './m0.js'; window.it = n0;"
    with pytest.raises(TooManySteps):
        Ran(texts)
