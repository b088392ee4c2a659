"""What is found in plugins: the idioms of public ones, each with what it may set."""

from __future__ import annotations

import pytest

from appconfig_merge import Source, effective_config
from appconfig_merge.effective.merge import beneath_plugins
from appconfig_merge.layers.plugins.reading import PluginInput, read_plugin
from tests.layers.plugins.support import above, found, line

LATER = "it is decided when the plugin runs"
CHANGED = "a = unresolved: x (the plugin may have changed it before)"


@pytest.mark.parametrize(
    "call",
    [
        "manager.updateConfig({ a: 1 });",
        "manager?.updateConfig({ a: 1 });",
        "manager.updateConfig?.({ a: 1 });",
        'manager["updateConfig"]({ a: 1 });',
        "t.updateConfig({a:1})",
        "this.manager.updateConfig({ a: 1 });",
        "Flex.Manager.getInstance().updateConfig({ a: 1 });",
        "class P { async init(flex, manager) { await x; manager.updateConfig({ a: 1 }); } }",
        "store.subscribe(() => manager.updateConfig({ a: 1 }));",
        "const x = <a onClick={() => manager.updateConfig({ a: 1 })}>text</a>;",
        "(0, x(), m).updateConfig({ 'a': 0x1 })",
        "manager.updateConfig(({ a: 1 }));",
    ],
)
def test_every_call_of_the_method_counts(call: str) -> None:
    """Whoever's method it is called as: in a minified bundle the manager has no name."""
    assert found(call) == ["a = 1"]


@pytest.mark.parametrize(
    "text",
    [
        "// manager.updateConfig({ a: 1 })",
        "/* manager.updateConfig({ a: 1 }) */",
        "const help = 'manager.updateConfig({ a: 1 })';",
        "class Store { updateConfig(config) { this.config = config; } }",
        "const store = { updateConfig: function (config) {} };",
        "Store.prototype.updateConfig = function (config) {};",
        "class Store { updateConfig(c) {} set(c) { this.updateConfig({ a: 1 }); } }",
        "const { updateConfig } = manager;",
        "manager.updateConfig;",
        "manager.updateConfigs({ a: 1 });",
        "manager.updateConfig(undefined, null);",
        "manager.updateConfig({});",
        "Widget.defaultProps = { a: 1 };",
        "Widget.defaultProps.a = 1;",
        "exports.Widget.defaultProps = { a: 1 };",
        "const a = flex.CRMContainer.defaultProps.uriCallback;",
        "if (flex.CRMContainer.defaultProps.uriCallback === x) {}",
        "flex.widget.defaultProps.a = 1;",
        "import * as P from '@twilio-paste/core'; P.Button.defaultProps.size = 's';",
        "const P = require('@twilio-paste/core'); P.Button.defaultProps.size = 's';",
        "const P = { Button }; P.Button.defaultProps.size = 's';",
        "load({5:(m)=>{m.exports=x},6:(m,e,n)=>{var P=n(5);P.Button.defaultProps.size='s'}})",
        "chart.configuration.a = 1;",
        "this.configuration = { a: 1 };",
        "const a = manager.configuration.a;",
        "manager.configuration.a === 1;",
    ],
)
def test_what_sets_nothing(text: str) -> None:
    """Comments, texts, definitions, other objects' members, and what is only read."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("{ a: !0, b: void 0, c: 1e3, d: -1, e: null }",
         ["a = true", "b = undefined", "c = 1000", "d = -1", "e = null"]),
        ("{ a: { b: { c: 'x' } } }", ['a.b.c = "x"']),
        ("{ a: [1, , 'x', { b: /r/g }], b: 10n }",
         ['a = [1, undefined, "x", { b: /r/g }]', "b = 10n"]),
        ("{ a: `x`, b: `x${1}${'y'}`, c: `x${y}` }",
         ['a = "x"', 'b = "x1y"', f"c = unresolved: `x${{y}}` ({LATER})"]),
        ("{ a: 'x' + 1, b: 2 * 3, c: 'x' + y }",
         ['a = "x1"', "b = 6", f"c = unresolved: 'x' + y ({LATER})"]),
        ("{ a: (task) => task.url, m() { return 1; }, get g() { return 1; } }",
         ["a = (task) => task.url", "m = m() { return 1; }",
          "g = unresolved: get g() { return 1; } (a getter computes it whenever it is read)"]),
        ("{ a: x ? 1 : 2, b: true ? 1 : 2 }", ["a = 1 or 2", "b = 1"]),
        ("{ a: x || 'y', b: '' || 'y', c: null ?? 'z', d: 0 && 1 }",
         [f"a = unresolved: x || 'y' ({LATER})", 'b = "y"', 'c = "z"', "d = 0"]),
        ("{ a: <b/>, c: await d(), e: new F() }",
         ["a = unresolved: <b/> (JSX is not evaluated)", f"c = unresolved: await d() ({LATER})",
          f"e = unresolved: new F() ({LATER})"]),
        ("{ a: 1, ...b }",
         [f".* = {LATER}", "a = unresolved: 1 (what is copied after it may set it, too)"]),
        ("{ ...b, a: 1 }", [f".* = {LATER}", "a = 1"]),
        ("{ [b]: 1 }", [".* = which key it is, is decided when the plugin runs"]),
        ("{ ['a' + 1]: 1, 2: 3 }", ['["2"] = 3', "a1 = 1"]),
        ("{ a: 1, a: 2 }", ["a = 2"]),
        ("{ ...{ a: 1 }, ...null, ...(x && { b: 1 }) }", ["a = 1", "b = 1"]),
        ("x ? { a: 1 } : { b: 2 }", ["a = 1, when x", "b = 2, unless x"]),
        ("x && { a: 1 }", ["a = 1, when x"]),
        ("Object.assign({}, { a: 1 }, { b: 2 })", ["a = 1", "b = 2"]),
        ("Object.freeze({ a: 1 })", ["a = 1"]),
        ("_.merge({}, base, { a: 1 })",
         [".* = what _.merge makes of it is decided when the plugin runs",
          "a = unresolved: 1 (what _.merge makes of it is decided when the plugin runs)"]),
        ("config", [f".* = {LATER}"]),
        ("...configs", [f".* = {LATER}"]),
        ("{ a: 1 }, { b: 2 }", ["a = 1", "b = 2"]),
        ("{ __proto__: x, a: 1 }", [".* = its prototype is set"]),
        ('{ "a": "\\u0041\\n" }', ['a = "A\\n"']),
    ],
)  # fmt: skip
def test_values(expression: str, expected: list[str]) -> None:
    """Values that are the same whenever it is run are told, keys wherever they are known."""
    assert found(f"manager.updateConfig({expression});") == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("const x = { b: 1 };", "a.b = 1"),
        ("let x = { b: 1 };", "a.b = 1"),
        ("const y = 1, x = { b: y };", "a.b = 1"),
        ("const y = { c: 1 }; const x = { b: y };", "a.b.c = 1"),
        ("const x = { b: 1 }; console.log(x.b + 1);", "a.b = 1"),
        ("const x = { b: 1 }; x.b = 2;", CHANGED),
        ("const x = { b: 1 }; change(x);", CHANGED),
        ("const x = { b: { c: 1 } }; const y = x.b; y.c = 2;",
         CHANGED),
        ("const x = { b: 1 }; const y = { x }; y.x.b = 2;",
         CHANGED),
        ("export const x = { b: 1 };", CHANGED),
        ("let x = 1; x = 2;", f"a = unresolved: x ({LATER})"),
        ("let x = 1; x++;", f"a = unresolved: x ({LATER})"),
        ("let x = 1; [x] = y;", f"a = unresolved: x ({LATER})"),
        ("let x = 1; for (x of y);", f"a = unresolved: x ({LATER})"),
        ("if (y) { var x = 1; }", f"a = unresolved: x ({LATER})"),
        ("var x = 1; var x = 2;", f"a = unresolved: x ({LATER})"),
        ("const { x } = y;", f"a = unresolved: x ({LATER})"),
        ("import x from './x';", f"a = unresolved: x ({LATER})"),
        ("function x() {}", f"a = unresolved: x ({LATER})"),
        ("", f"a = unresolved: x ({LATER})"),
        ("const x = x;", f"a = unresolved: x ({LATER})"),
        ("const x = { b: x };", CHANGED),
    ],
)  # fmt: skip
def test_variables(before: str, expected: str) -> None:
    """A variable is known where nothing can have given it, or what it holds, another value."""
    assert found(f"{before} manager.updateConfig({{ a: x }});") == [expected]


def test_the_innermost_variable_counts() -> None:
    """A parameter is not the constant of that name further out."""
    text = "const x = 1; function f(x) { manager.updateConfig({ a: x }); }"
    assert found(text) == [f"a = unresolved: x ({LATER})"]
    text = "const x = 1; function f() { const x = 2; { manager.updateConfig({ a: x }); } }"
    assert found(text) == ["a = 2"]


def test_a_variable_that_is_read_before_it_is_set() -> None:
    """In the code of one function, what is set later is not there yet."""
    text = "function f() { manager.updateConfig({ a: x }); var x = 1; }"
    assert found(text) == [f"a = unresolved: x ({LATER})"]
    assert found("function f() { manager.updateConfig({ a: x }); } var x = 1;") == ["a = 1"]


@pytest.mark.parametrize(
    "copy",
    [
        "{ theme: { ...manager.configuration.theme, isLight: true } }",
        "{ ...manager.configuration, theme: { isLight: true } }",
        "{ theme: Object.assign({}, manager.configuration.theme, { isLight: true }) }",
        "{ theme: { ...theme, isLight: true } }",
        "{ theme: { ...config.theme, isLight: true } }",
    ],
)
def test_what_is_copied_from_the_configuration_stays(copy: str) -> None:
    """Most plugins copy the object that they change: that changes no other key of it."""
    before = "const { theme } = manager.configuration; const config = manager.configuration;"
    assert found(f"{before} manager.updateConfig({copy});") == ["theme.isLight = true"]


def test_what_is_copied_in_a_minified_bundle_stays() -> None:
    """The manager has no name there; whose configuration is updated is seen all the same."""
    text = "function f(e){e.updateConfig({theme:{...e.configuration.theme,isLight:!0}})}"
    assert found(text) == ["theme.isLight = true"]
    text = "function f(e){e.updateConfig({theme:{...t.configuration.theme,isLight:!0}})}"
    assert found(text) == [f"theme.* = {LATER}", "theme.isLight = true"]


def test_a_function_that_copies_among_other_things() -> None:
    """It is no helper of a compiler's, and what it gives isn't known."""
    text = "const f = (a, b) => Object.assign({}, a, b, { a: 2 }); m.updateConfig(f({}, { a: 1 }));"
    assert found(text) == [
        ".* = what f makes of it is decided when the plugin runs",
        "a = unresolved: 1 (what f makes of it is decided when the plugin runs)",
    ]


def test_what_is_copied_to_another_place_does_not() -> None:
    """A copy from elsewhere may set any key."""
    assert found("manager.updateConfig({ a: { ...manager.configuration.b, c: 1 } });") == [
        "a.* = it comes from the configuration as the plugin finds it",
        "a.c = 1",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("if (x) { manager.updateConfig({ a: 1 }); }", "a = 1, when x"),
        ("if (x) {} else manager.updateConfig({ a: 1 });", "a = 1, unless x"),
        ("if (x) {} else if (y) manager.updateConfig({ a: 1 });", "a = 1, unless x and when y"),
        ("x && manager.updateConfig({ a: 1 });", "a = 1, when x"),
        ("x || manager.updateConfig({ a: 1 });", "a = 1, unless x"),
        ("x ? manager.updateConfig({ a: 1 }) : y;", "a = 1, when x"),
        ("if (manager.updateConfig({ a: 1 })) {}", "a = 1"),
        ("if (x) { class P { init(f, m) { m.updateConfig({ a: 1 }); } } }", "a = 1"),
        ("if (x) later(() => { manager.updateConfig({ a: 1 }); });", "a = 1, when x"),
        ("if (a) if (b) if (c) if (d) manager.updateConfig({ a: 1 });",
         "a = 1, when b and when c and when d"),
    ],
)  # fmt: skip
def test_conditions(text: str, expected: str) -> None:
    """What stands around a call and decides on it is told with it."""
    assert found(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("flex.CRMContainer.defaultProps.uriCallback = () => 'x';",
         "componentProps.CRMContainer.uriCallback = () => 'x'"),
        ("flex.CRMContainer['defaultProps']['uriCallback'] = 1;",
         "componentProps.CRMContainer.uriCallback = 1"),
        ("flex.AgentDesktopView.defaultProps.splitterOptions.size = '400px';",
         'componentProps.AgentDesktopView.splitterOptions.size = "400px"'),
        ("flex.TaskCanvas.Header.defaultProps.a = 1;", "componentProps.TaskCanvas.Header.a = 1"),
        ("Twilio.Flex.MainHeader.defaultProps.logoUrl = 'x';",
         'componentProps.MainHeader.logoUrl = "x"'),
        ("Twilio.Flex.MainHeader.defaultProps = { a: 1 };", "componentProps.MainHeader.a = 1"),
        ("import { MainHeader as M } from '@twilio/flex-ui'; M.defaultProps.a = 1;",
         "componentProps.MainHeader.a = 1"),
        ("import * as F from '@twilio/flex-ui'; F.MainHeader.defaultProps = { a: 1 };",
         "componentProps.MainHeader.a = 1"),
        ("import * as F from '@twilio/flex-ui'; const { MainHeader: M } = F; M.defaultProps.a = 1;",
         "componentProps.MainHeader.a = 1"),
        ("class P { init(f, m) { f.MainHeader.defaultProps = { a: 1 }; } }",
         "componentProps.MainHeader.a = 1"),
        ("Object.assign(flex.MainHeader.defaultProps, { a: 1 });",
         "componentProps.MainHeader.a = 1"),
        ("flex.X.defaultProps.a ||= 1;",
         f"componentProps.X.a = unresolved: flex.X.defaultProps.a ||= 1 ({LATER})"),
        ("flex.MainHeader.defaultProps[x] = 1;", ""),
        ("const F = n(5); F.MainHeader.defaultProps.a = 1;", "componentProps.MainHeader.a = 1"),
        ("const F = require('@twilio/flex-ui'); F.MainHeader.defaultProps.a = 1;",
         "componentProps.MainHeader.a = 1"),
        ("const F = window.Twilio.Flex; F.MainHeader.defaultProps.a = 1;",
         "componentProps.MainHeader.a = 1"),
        ("export const brand = (flex) => { flex.MainHeader.defaultProps.a = 1; };",
         "componentProps.MainHeader.a = 1"),
        ("manager.configuration.theme.isLight = false;", "theme.isLight = false"),
        ("this.manager.configuration.language = 'de';", 'language = "de"'),
        ("Flex.Manager.getInstance().configuration.language = 'de';", 'language = "de"'),
        ("const m = Flex.Manager.getInstance(); m.configuration.language = 'de';",
         'language = "de"'),
        ("class P { init(f, m) { m.configuration.language = 'de'; } }", 'language = "de"'),
        ("P.prototype.init = function (f, m) { m.configuration.language = 'de'; };",
         'language = "de"'),
        ("define(P, [{ key: 'init', value: function (f, m) { m.configuration.a = 1; } }]);",
         "a = 1"),
        ("Object.assign(manager.configuration.theme, { isLight: true });", "theme.isLight = true"),
    ],
)  # fmt: skip
def test_assignments(text: str, expected: str) -> None:
    """Default properties of Flex UI's components, and assignments to the configuration."""
    assert found(text) == ([expected] if expected else [])


def test_assigning_the_configuration_resets_all_else() -> None:
    """The setter merges what it is given over Flex UI's defaults, and keeps nothing."""
    assert found("manager.configuration = { language: 'de' };") == [
        ".* = assigning manager.configuration sets every other key back to Flex UI's own default",
        'language = "de"',
    ]


def test_a_place_is_that_of_the_value() -> None:
    """The place is where the value is written, the call's is told beside it."""
    (one,) = above("const a = 1;\nmanager.updateConfig({ a });").prospects
    assert str(one.contribution.location) == "p.js:2:24"
    assert str(one.call) == "p.js:2:1"
    assert (one.contribution.outcome, one.contribution.rule) == ("may-override", "plugin-later")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("class P extends FlexPlugin { constructor() { super('My Plugin'); } }", "My Plugin"),
        ("const N = 'My'; class P extends x.FlexPlugin { constructor() { super(N); } }", "My"),
        ("const PLUGIN_NAME = 'My'; loadPlugin(P);", "My"),
        ("function P() { return e.call(this, 'My') || this } x.loadPlugin(P);", "My"),
        ("class Other extends React.Component { constructor(p) { super(p); } }", "p"),
        ("", "p"),
    ],
)
def test_the_name(text: str, name: str) -> None:
    """A plugin is called what it calls itself, else by its file."""
    config = above(f"{text}\nm.updateConfig({{ a: 1 }});")
    assert [one.layer.id for one in config.plugins] == [name]


def test_typescript() -> None:
    """Types say nothing of values; places are those of the file."""
    text = """\
import type { Manager } from '@twilio/flex-ui';
interface Theme { isLight: boolean }
enum Level { Low = 1 }
const theme: Theme = { isLight: true as boolean };
export default class P extends FlexPlugin {
  async init(flex: typeof Flex, manager: Flex.Manager): Promise<void> {
    manager.updateConfig({ theme: theme!, level: Level.Low } as Partial<Config>);
    (flex.CRMContainer.defaultProps as any).uriCallback = (task?: ITask) => task!.url;
    flex.MainHeader.defaultProps!.logoUrl = <string>'x.svg';
  }
}
"""
    assert found(text, name="p.ts") == [
        "theme.isLight = true",
        f"level = unresolved: Level.Low ({LATER})",
        "componentProps.CRMContainer.uriCallback = (task ) => task .url",
        'componentProps.MainHeader.logoUrl = "x.svg"',
    ]
    (one, *_) = above(text, name="p.ts").prospects
    assert str(one.contribution.location) == "p.ts:4:33"


def test_typescript_that_is_not_only_types() -> None:
    """What isn't erased is told, and the rest is found all the same."""
    text = "class P { constructor(private a: number) {} f() { m.updateConfig({ a: 1 }); } }"
    config = above(text, name="p.ts")
    assert [one.path for one in config.prospects] == [("a",)]
    assert [one.code for one in config.diagnostics] == ["plugin-misread"]


def test_jsx_in_typescript() -> None:
    """A .tsx file has both."""
    text = "const a: JSX.Element = <b onClick={() => m.updateConfig({ a: 1 } as any)} />;"
    assert found(text, name="p.tsx") == ["a = 1"]


def _together(**texts: str) -> list[str]:
    """What the first of some texts of one plugin sets, which may import from the others."""
    sources = [Source(f"src/{name.replace('__', '/')}.js", text) for name, text in texts.items()]
    plugin = read_plugin(PluginInput("src", tuple(sources)))
    config = beneath_plugins(effective_config(Source("a.js", "var appConfig = {};")), [plugin])
    return [line(one) for one in config.prospects]


CALL = "m.updateConfig({ a: x });"
OBJECT = "export const x = { b: 1 };"
UNKNOWN = [f"a = unresolved: x ({LATER})"]


@pytest.mark.parametrize(
    ("import_", "export"),
    [
        ("import { x } from './b';", "export const x = { b: 1 };"),
        ("import { y as x } from './b';", "export const y = { b: 1 };"),
        ("import { y as x } from './b.js';", "const z = { b: 1 }; export { z as y };"),
        ("import x from './b';", "export default { b: 1 };"),
        ("import x from './b';", "const y = { b: 1 }; export default y;"),
        ("import x from '../src/b';", "export default { b: 1 };"),
        ("import x from './b';", "const c = 1; export default { b: c };"),
    ],
)
def test_what_is_imported_from_another_text(import_: str, export: str) -> None:
    """A constant of another file of the plugin is known as one of the same file is."""
    assert _together(a=f"{import_} {CALL}", b=export) == ["a.b = 1"]


@pytest.mark.parametrize(
    ("import_", "export", "other"),
    [
        ("import { x } from './b';", "export let x = 1; x = 2;", ""),
        ("import { x } from './b';", "export const x = { b: 1 }; x.b = 2;", ""),
        ("import { x } from './b';", OBJECT, "import { x } from './b'; x.b = 2;"),
        ("import { x } from './b';", OBJECT, "import { x as y } from './b'; f(y);"),
        ("import { x } from './b';", OBJECT, "import * as y from './b';"),
        ("import { x } from './b';", OBJECT, "const y = require('./b');"),
        ("import { x } from './b';", OBJECT, "import('./b').then(f);"),
        ("import { x } from './b';", OBJECT, "export * from './b';"),
        ("import { x } from './b'; x.b = 2;", OBJECT, ""),
        ("import { x } from './b';", "export { x } from './c';", ""),
        ("import { x } from './b';", "export * from './c';", ""),
        ("import { x } from './b';", "import { x } from './a'; export { x };", ""),
        ("import * as x from './b';", "export const y = 1;", ""),
        ("import { x } from './nowhere';", "", ""),
        ("import { x } from 'b';", "export const x = 1;", ""),
    ],
)  # fmt: skip
def test_what_another_text_may_change(import_: str, export: str, other: str) -> None:
    """An object is known only where no file of the plugin that has it may change it."""
    assert _together(a=f"{import_} {CALL}", b=export, c=other) == UNKNOWN


def test_imports_in_a_circle() -> None:
    """They end."""
    text = "import {{ x }} from './{}'; export {{ x }}; m.updateConfig({{ a: x }});"
    assert _together(a=text.format("b"), b=text.format("a")) == [*UNKNOWN, *UNKNOWN]


def test_texts_of_one_name() -> None:
    """The scripts in a page all have its name, and are read each by itself."""
    sources = (Source("index.html", "m.updateConfig({ a: 1 });"), Source("index.html", "f();"),
               Source("index.html", "m.updateConfig({ b: 2 });"))  # fmt: skip
    words = read_plugin(PluginInput("index.html", sources)).words
    assert [word.at.text for word in words] == [
        "m.updateConfig({ a: 1 })",
        "m.updateConfig({ b: 2 })",
    ]
