"""Reflect, property descriptors, copies, dates, and functions that take part in JSON."""

from __future__ import annotations

import pytest

from appconfig_merge import UNDEFINED
from tests.evaluation.support import gives, value


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("Reflect.get({ a: 1 }, 'a')", 1),
        ("Reflect.get({ get a() { return this.b }, b: 2 }, 'a')", 2),
        ("Reflect.has({ a: 1 }, 'a') && !Reflect.has({}, 'a')", True),
        ("Reflect.ownKeys({ b: 1, 1: 2 }).join()", "1,b"),
        ("(o => [Reflect.set(o, 'a', 2), o.a].join())({})", "true,2"),
        ("(o => [Reflect.set(o, 'a', 2), o.a].join())(Object.freeze({ a: 1 }))", "false,1"),
        ("(o => [Reflect.set(o, 'a', 2), o.b].join())({ set a(v) { this.b = v } })", "true,2"),
        ("Reflect.set({ get a() { return 1 } }, 'a', 2)", False),
        ("(o => [Reflect.deleteProperty(o, 'a'), 'a' in o].join())({ a: 1 })", "true,false"),
        ("(o => [Reflect.defineProperty(o, 'a', { value: 1 }), o.a].join())({})", "true,1"),
        ("Reflect.getPrototypeOf([]) === Array.prototype", True),
        ("(o => Reflect.setPrototypeOf(o, { a: 1 }) && o.a)({})", 1),
        ("(o => Reflect.setPrototypeOf(o, Object.create(o)))({})", False),
        ("(o => Reflect.preventExtensions(o) && !Reflect.isExtensible(o))({})", True),
        ("Reflect.apply(Math.max, null, [1, 3, 2])", 3),
        ("Reflect.apply(function (b) { return this.a + b }, { a: 1 }, [2])", 3),
        ("Reflect.construct(Array, [2]).length", 2),
        ("Reflect.construct(function (a) { this.a = a }, [2]).a", 2),
        ("Reflect.get(page.o, 'a')", ...),
        ("Reflect.ownKeys(page.o)", ...),
    ],
)
def test_reflect(expression: str, expected: object) -> None:
    """Each does what the operator does, and tells whether it was done."""
    assert gives(f"var appConfig = {{ v: {expression} }};", {"v": expected})


@pytest.mark.parametrize("call", ["get(1, 'a')", "ownKeys('a')", "has(null, 'a')", "apply(1)"])
def test_reflect_on_what_is_no_object(call: str) -> None:
    """It throws a TypeError."""
    text = f"var appConfig = {{}}; try {{ Reflect.{call} }} catch (e) {{ appConfig.v = e.name }}"
    assert gives(text, {"v": "TypeError"})


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("({ a: 5 }), 'a'", [5, True, True, True]),
        ("Object.freeze({ a: 5 }), 'a'", [5, False, True, False]),
        ("Object.seal({ a: 5 }), 'a'", [5, True, True, False]),
        ("Object.defineProperty({}, 'a', { value: 5 }), 'a'", [5, False, False, False]),
        ("[7], 0", [7, True, True, True]),
        ("[7], 'length'", [1, True, False, False]),
    ],
)
def test_descriptors(expression: str, expected: list[object]) -> None:
    """The value of a property and its three attributes."""
    names = "d.value, d.writable, d.enumerable, d.configurable"
    asked = f"var d = Object.getOwnPropertyDescriptor({expression});"
    assert gives(f"{asked} var appConfig = {{ v: [{names}] }};", {"v": expected})


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("Object.getOwnPropertyDescriptor({}, 'a') === undefined", True),
        ("Object.getOwnPropertyDescriptor({ get a() { return 1 } }, 'a').get()", 1),
        ("Object.getOwnPropertyDescriptor({ get a() { return 1 } }, 'a').set === undefined", True),
        ("Object.keys(Object.getOwnPropertyDescriptors({ a: 1, b: 2 })).join()", "a,b"),
        ("Object.getOwnPropertySymbols({ a: 1 }).length", 0),
        ("Object.getOwnPropertySymbols({ [Symbol.iterator]: 1 }).length", ...),
        ("Object.getOwnPropertyDescriptor(page.o, 'a')", ...),
    ],
)
def test_what_else_is_asked_of_properties(expression: str, expected: object) -> None:
    """Accessors are told by their functions; what isn't there is undefined."""
    assert gives(f"var appConfig = {{ v: {expression} }};", {"v": expected})


def test_copies() -> None:
    """StructuredClone copies objects and arrays to any depth, and what is met twice but once."""
    text = """
    var inner = { a: 1 }, base = { list: [inner, , inner], o: { deep: { x: null } } };
    base.o.back = inner;
    var copy = structuredClone(base);
    copy.o.deep.x = 2; copy.list[0].a = 3;
    var appConfig = { base, copy, same: copy.list[0] === copy.o.back, other: copy.o !== base.o };
    """
    base, copy = (
        {"list": [{"a": a}, UNDEFINED, {"a": a}], "o": {"deep": {"x": x}, "back": {"a": a}}}
        for a, x in ((1, None), (3, 2))
    )
    assert gives(text, {"base": base, "copy": copy, "same": True, "other": True})


@pytest.mark.parametrize("given", ["page.o", "{ a: page.x }", "new Map()", "{ a: 1 }, {}"])
def test_copies_of_what_is_not_known(given: str) -> None:
    """A copy of something that may hold objects isn't known; nothing else is changed."""
    text = f"var o = {{ a: 1 }}; var appConfig = {{ o, v: structuredClone({given}) }};"
    assert gives(text, {"o": {"a": 1}, "v": ...})


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("JSON.parse('{\"a\":\"1\",\"b\":[\"2\"]}', (k, v) => typeof v === 'string' ? +v : v)",
         {"a": 1, "b": [2]}),
        ("JSON.parse('{\"a\":1,\"b\":2}', (k, v) => k === 'a' ? undefined : v)", {"b": 2}),
        ("JSON.parse('{\"b\":1,\"a\":{\"c\":2}}', function (k, v) { return k ? v : this[''] })",
         {"b": 1, "a": {"c": 2}}),
        ("{ k: ((l) => (JSON.parse('{\"a\":[1],\"b\":2}', (k) => { l.push(k) }), l.join()))([]) }",
         {"k": "0,a,b,"}),
        ("{ k: JSON.stringify({ a: 1, s: 'x' }, (k, v) => k === 's' ? undefined : v) }",
         {"k": '{"a":1}'}),
        ("{ k: JSON.stringify([1, { a: 2 }], (k, v) => typeof v === 'number' ? v * 2 : v) }",
         {"k": '[2,{"a":4}]'}),
        ("{ k: JSON.stringify({ a: [] }, function (k, v) { return k === 'a' ? this : v }, 1) }",
         {"k": ...}),
    ],
)  # fmt: skip
def test_functions_that_take_part_in_json(expression: str, expected: dict[str, object]) -> None:
    """They see each key and value, and what they return is what counts."""
    assert gives(f"var appConfig = {expression};", expected)


def test_a_reviver_that_asks_for_the_text() -> None:
    """Not every browser gives the text of a value as a third argument."""
    assert gives("var appConfig = { v: JSON.parse('1', (k, v, c) => c.source) };", {"v": ...})


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("new Date('2024-03-01T00:00:00Z').getTime()", 1709251200000),
        ("new Date(0).toISOString()", "1970-01-01T00:00:00.000Z"),
        ("JSON.stringify({ d: new Date(0) })", '{"d":"1970-01-01T00:00:00.000Z"}'),
        ("new Date(2020, 0, 1) < new Date(2021, 5, 30)", True),
        ("new Date(2020, 0, 1) < new Date('2021-01-01T00:00:00Z')", True),
        ("new Date(2020, 0, 1) < new Date(2020, 0, 2)", ...),
        ("new Date(2020, 0, 1) > Date.UTC(2019, 0, 1)", True),
        ("new Date(2020, 0, 1).getFullYear()", 2020),
        ("new Date(2020, 0, 1).getHours()", ...),
        ("new Date(2011, 11, 30).getDate()", ...),
        ("new Date(2030, 0, 1).getFullYear()", ...),
        ("new Date('2024-03-01T00:00:00Z') - new Date(0)", 1709251200000),
        ("new Date(NaN).getFullYear()", float("nan")),
        ("'' + new Date(NaN)", "Invalid Date"),
        ("'' + new Date(0)", ...),
        ("new Date(0) instanceof Date", True),
        ("new Date(new Date(5)).getTime()", 5),
        ("(d => (d.setTime(7), d.getTime()))(new Date(0))", ...),
        ("new Date().getTime() < 0", ...),
        ("Object.prototype.toString.call(new Date(0))", "[object Date]"),
        ("new Date(0)", ...),
    ],
)
def test_dates(expression: str, expected: object) -> None:
    """What the time zone or the clock decides isn't known; the rest of a date is."""
    assert gives(f"var appConfig = {{ v: {expression} }};", {"v": expected})


def test_the_time_zone_is_the_reason() -> None:
    """It is named where it decides."""
    assert value("new Date(2020, 0, 1).getTime()").reason == "it depends on the browser's time zone"


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("(k => new WeakMap([[k, 5]]).get(k))({})", 5),
        ("(k => new WeakSet([k]).has(k))({})", True),
        ("new WeakMap().has({})", False),
        ("(w => (w.set(w, 1), w.delete(w), w.has(w)))(new WeakMap())", False),
        ("new WeakMap().size === undefined", True),
        ("[...new WeakSet()]", ...),
        ("Object.groupBy([1, 2, 3], x => x % 2 ? 'odd' : 'even').odd", [1, 3]),
        ("Object.keys(Object.groupBy(['b', 'a', 'b'], x => x)).join()", "b,a"),
        ("Map.groupBy([1, 2, 3], x => x > 1).get(true)", [2, 3]),
        ("Object.groupBy([1, 2], x => page.x)", ...),
    ],
)
def test_weak_collections_and_groups(expression: str, expected: object) -> None:
    """Weak collections are asked by their keys alone; groups keep the order of what is in them."""
    assert gives(f"var appConfig = {{ v: {expression} }};", {"v": expected})
