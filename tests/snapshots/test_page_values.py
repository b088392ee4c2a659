"""Values of a page, hostile ones too, as the page's script writes them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from appconfig_merge.snapshots.reading import read_snapshot
from appconfig_merge.source import Source
from tests.hanging import not_hanging

if TYPE_CHECKING:
    from tests.snapshots.page import Opened


def other(name: str) -> dict[str, str]:
    """What stands for a value that is no data."""
    return {"$js": "other", "class": name}


def on_window(opened: Opened, script: str, *, reveals: bool = False) -> Any:
    """What the snapshot of a page with a script has of window.appConfig."""
    opened.open('<script src="page.js"></script>', {"page.js": script})
    text = opened.text(reveals=reveals)
    read_snapshot(Source("snapshot.json", text))
    return json.loads(text)["app_config"]["on_window"]


VALUES = [
    ("null", None),
    ("true", True),
    ("-1.5e300", -1.5e300),
    ("1e21", 1e21),
    ("-0", {"$js": "number", "value": "-0"}),
    ("NaN", {"$js": "number", "value": "NaN"}),
    ("-Infinity", {"$js": "number", "value": "-Infinity"}),
    ("10n ** 30n", {"$js": "bigint", "value": "1" + "0" * 30}),
    ("undefined", {"$js": "undefined"}),
    (r"'é\"\\\n\u2028\ud83d\ude00'", 'é"\\\n\u2028😀'),
    (r"'\ud800 lone'", "\ud800 lone"),
    ("[1, , undefined]", [1, {"$js": "undefined"}, {"$js": "undefined"}]),
    ("{ 2: 'b', 1: 'a', z: { } }", {"1": "a", "2": "b", "z": {}}),
    ("{ $js: 1 }", {"$js": "object", "value": {"$js": 1}}),
    ('JSON.parse(\'{"__proto__": {"a": 1}}\')', {"__proto__": {"a": 1}}),
    ("/a\\/b+/gi", {"$js": "regexp", "source": "a\\/b+", "flags": "gi"}),
    ("(x) => x + 1", {"$js": "function", "source": "(x) => x + 1"}),
    ("class A { b() {} }", {"$js": "function", "source": "class A { b() {} }"}),
    ("[].map", {"$js": "function", "source": "function map() { [native code] }"}),
    ("Symbol('s')", other("symbol")),
    ("new Date(0)", other("Date")),
    ("new Map([[1, 2]])", other("Map")),
    ("new (class Desk {})()", other("Desk")),
    ("Object.create(null)", other("null")),
    ("Object('text')", other("String")),
    ("document.all", other("object")),
    ("document.createElement('p')", other("HTMLParagraphElement")),
    ("new (class { static name = '<b>'; })()", other("object")),
    ("{ [Symbol('hidden')]: 1, shown: 2 }", {"shown": 2}),
    ("Object.defineProperty({}, 'hidden', { value: 1 })", {}),
]


def test_values(opened: Opened) -> None:
    """As the result's JSON has them; what is no plain data is told by its class."""
    script = f"appConfig = [{', '.join(f'{{ value: {value} }}' for value, _ in VALUES)}];"

    assert on_window(opened, script) == [{"value": written} for _, written in VALUES]


def test_key_order(opened: Opened) -> None:
    """Is JavaScript's."""
    assert list(on_window(opened, "appConfig = { b: 1, a: 2, 1: 3 };")) == ["1", "b", "a"]


def test_nothing_is_called(opened: Opened) -> None:
    """No getter, toJSON, toString, iterator or handler, of whatever depth."""
    script = """\
    window.calls = [];
    const noted = (name) => () => { calls.push(name); return name; };
    appConfig = {
      get accessor() { return noted("getter")(); }, set written(value) { noted("setter")(); },
      toJSON: noted("toJSON"), toString: noted("toString"), valueOf: noted("valueOf"),
      [Symbol.toPrimitive]: noted("toPrimitive"), [Symbol.iterator]: noted("iterator"),
      list: Object.defineProperty([1], 0, { get: noted("item"), enumerable: true }),
      made: new (class { get [Symbol.toStringTag]() { return noted("tag")(); } })(),
      expression: Object.defineProperties(/a/g, {
        source: { get: noted("source") }, flags: { get: noted("flags") },
        global: { get: noted("global") }, exec: { get: noted("exec") } }),
      named: Object.defineProperty(() => 1, "toString", { get: noted("function") }),
      odd: Object.create({ get constructor() { return noted("constructor")(); } }),
    };
    """

    written = on_window(opened, script)

    assert opened.tab.evaluate("calls") == []
    assert written["accessor"] == written["written"] == written["list"][0] == other("accessor")
    assert written["expression"] == {"$js": "regexp", "source": "a", "flags": "g"}
    assert written["odd"] == other("object")


def test_what_is_shared_and_what_goes_in_circles(opened: Opened) -> None:
    """An object may be in two places; one that is in itself can't be written."""
    script = """\
    const shared = { a: 1 };
    appConfig = { one: shared, two: shared, list: [shared, shared] };
    appConfig.self = { inner: [appConfig] };
    """

    assert on_window(opened, script) == {
        "one": {"a": 1}, "two": {"a": 1}, "list": [{"a": 1}, {"a": 1}],
        "self": {"inner": [other("cycle")]},
    }  # fmt: skip


TOO_LARGE = '{"$js": "other", "class": "too-large"}'
UNREADABLE = '{"$js": "other", "class": "unreadable"}'
KEYS = "Object.fromEntries(Array.from({ length: %s }, (_, i) => ['k' + i, i]))"
ENDLESS = """\
appConfig = { endless: new Proxy({}, {
  getPrototypeOf: () => Object.prototype,
  ownKeys: () => ["a"],
  getOwnPropertyDescriptor: () => ({
    value: appConfig.endless, enumerable: true, configurable: true }),
}) };
"""
BOUNDS = {
    "depth": (
        "let d = 1; for (let i = 0; i < 10000; i++) d = { d }; appConfig = { d };",
        TOO_LARGE,
    ),
    "keys": (f"appConfig = {KEYS % '5e4'};", '"k49999": 49999'),
    "too many keys": (f"appConfig = [{KEYS % '1e6'}];", f"[{TOO_LARGE}]"),
    "holes": ("appConfig = [new Array(4e9)];", f"[{TOO_LARGE}]"),
    "text": ("appConfig = ['x'.repeat(6e6), 'y'];", f'[{TOO_LARGE}, "y"]'),
    "shared": ("let d = {}; for (let i = 0; i < 60; i++) d = [d, d]; appConfig = d;", TOO_LARGE),
    "throws": ("appConfig = [new Proxy({}, { ownKeys() { throw 1; } }), 1];", f"[{UNREADABLE}, 1]"),
    "revoked": (
        "const p = Proxy.revocable({}, {}); p.revoke(); appConfig = [p.proxy];",
        UNREADABLE,
    ),
    "endless": (ENDLESS, '"cycle"'),
    "patterns": ("appConfig = [('eyJ' + '://a:').repeat(2e5), '?a='.repeat(3e5)];", "eyJ://a:eyJ"),
}


@pytest.mark.parametrize(("script", "written"), BOUNDS.values(), ids=BOUNDS)
def test_bounds(opened: Opened, script: str, written: str) -> None:
    """What is too much is told as such, and the snapshot stays one that can be read."""
    with not_hanging():
        assert written in json.dumps(on_window(opened, script))


PATCHED = """\
Object.defineProperty(Object.prototype, "theme", { set() { throw 1; }, get: () => 1 });
Array.prototype.toJSON = Object.prototype.toJSON = String.prototype.toJSON = () => "patched";
Object.prototype.get = Object.prototype.value = Object.prototype.enumerable = 1;
Object.prototype.extra = "inherited";
JSON.stringify = () => "patched";
Array.prototype.includes = function (one) { return this.indexOf(one) >= 0; };
Array.prototype.extra = 1;
Symbol.prototype.description2 = 1;
appConfig = JSON.parse('{"theme": {"isLight": true}, "list": ["a"], "__proto__": 1}');
"""


def test_a_page_that_changed_what_is_built_in(opened: Opened) -> None:
    """As old libraries do: the snapshot is the same."""
    assert on_window(opened, PATCHED) == {
        "theme": {"isLight": True}, "list": ["a"], "__proto__": 1,
    }  # fmt: skip


def test_the_page_stays_as_it_was(opened: Opened) -> None:
    """Without globals, elements, stored values or changed built-ins of the script's."""
    look = """() => JSON.stringify([
      Object.getOwnPropertyNames(window), Object.getOwnPropertySymbols(window).length,
      document.documentElement.outerHTML, Object.keys(localStorage), Object.isFrozen(appConfig),
      ...[appConfig, Object.prototype, Array.prototype].map(Reflect.ownKeys),
    ])"""
    opened.open('<script src="p.js"></script>', {"p.js": "appConfig = { a: 1 };"}, watched=False)
    before = opened.tab.evaluate(look)

    opened.text()

    assert opened.tab.evaluate(look) == before
