"""Values as callers see them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from appconfig_merge import (
    UNDEFINED,
    BigInt,
    Function,
    Location,
    RegExp,
    Source,
    Unresolved,
    effective_config,
    script_layer,
)
from appconfig_merge.javascript.values import JSObject, Slot, Unknown
from appconfig_merge.limits import MAX_CANDIDATES_IN_A_ROW, MAX_NESTING
from appconfig_merge.strategies import AppConfigSource, app_config_sources, javascript_values
from appconfig_merge.values import (
    Candidate,
    ConfigValue,
    convert,
    key_location,
    location_of,
    public_number,
    public_value,
    same,
)

if TYPE_CHECKING:
    from collections.abc import Callable


def root(script: str) -> Slot:
    """The object that a script sets, as the evaluator gives it, before any merge."""
    return script_layer(Source("appConfig.js", script), assume=["page"]).root


def properties(script: str) -> dict[str, Slot]:
    """The properties of the object that a script sets."""
    made = root(script).traced.value
    assert isinstance(made, JSObject)
    return made.slots


def value(expression: str, before: str = "") -> Any:
    """What a caller sees of an expression."""
    seen = public_value(root(f"{before}\nvar appConfig = {{ it: {expression} }};").traced)
    assert isinstance(seen, dict)
    return seen["it"]


def at(line: int, column: int, length: int) -> Location:
    """A place of so many characters."""
    return Location("appConfig.js", line, column, line, column + length)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("'text'", "text"),
        ("2", 2),
        ("2.5", 2.5),
        ("-0", -0.0),
        ("1e400", math.inf),
        ("0 / 0", math.nan),
        ("[true, null, undefined]", [True, None, UNDEFINED]),
        ("{ a: true, b: [null, false, 'x', {}] }", {"a": True, "b": [None, False, "x", {}]}),
        ("[10n, /a/g]", [BigInt(10), RegExp("a", "g")]),
        ("{ b: 1, 1: [2, { c: 'd' }] }", {"1": [2, {"c": "d"}], "b": 1}),
        ("[1, , 3]", [1, UNDEFINED, 3]),
        ("{ b: f(), 0: [f()] }", {"0": ["f"], "b": "f"}),
        ("(a, b) => a", Function("(a, b) => a")),
        ("{ name() { return 1; } }.name", Function("name() { return 1; }", is_method=True)),
        ("class { m() {} }", Function("class { m() {} }")),
    ],
)
def test_what_a_caller_sees(expression: str, expected: Any) -> None:
    """Python's own values where it has one, and objects in JavaScript's order of keys."""
    found = value(expression, "function f() { return 'f'; }")

    assert same(found, expected)
    assert str(found) == str(expected)


@settings(max_examples=30)
@given(app_config_sources())
def test_a_script_gives_the_value_it_spells(source: AppConfigSource) -> None:
    """However it is written, with the same types and the same order of keys."""
    found = public_value(root(source.text).traced)

    assert same(found, source.value)
    assert repr(found) == repr(source.value)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (2.0, 2),
        (0.0, 0),
        (-1.0, -1),
        (-0.0, -0.0),
        (2.5, 2.5),
        (1e21, 10**21),
        (math.inf, math.inf),
    ],
)
def test_a_number_with_an_integer_value_is_an_int(number: float, expected: float) -> None:
    """Minus zero, which is no int, stays a float."""
    found = public_number(number)

    assert (type(found), repr(found)) == (type(expected), repr(expected))


@pytest.mark.parametrize("written", ["[", "{a:"])
@pytest.mark.parametrize("is_plain", [True, False])
def test_values_as_deep_as_the_limit(written: str, is_plain: bool) -> None:
    """At the limit what has parts is unresolved, whether it is a plain literal's or not."""
    innermost = "1" if is_plain else "[1][0]"
    closing = "]" if written == "[" else "}"
    # appConfig itself is level 0, and so each bracket opens the level that it counts.
    for levels, is_known in ((MAX_NESTING, True), (MAX_NESTING + 1, False)):
        found = value(written * levels + innermost + closing * levels)
        for _ in range(MAX_NESTING):
            found = found[0] if isinstance(found, list) else found["a"]
        if is_known:
            assert found == 1
        else:
            assert isinstance(found, Unresolved)
            assert found.reason == "it is nested deeper than 100 levels"


def test_depth_counts_from_what_is_asked_for() -> None:
    """A value by itself may be as deep as a whole configuration, and less deep within one."""
    array = properties(f"var appConfig = {{ it: {'[' * 100}{']' * 100} }};")["it"].traced

    assert same(convert(array.value, array), public_value(array))
    assert "Unresolved" not in repr(public_value(array, 1))
    assert "Unresolved" in repr(public_value(array, 2))


def test_an_empty_object_is_shown_at_any_depth() -> None:
    """There is nothing in it that could lie deeper."""
    found = value("{a:" * MAX_NESTING + "{}" + "}" * MAX_NESTING)
    for _ in range(MAX_NESTING):
        found = found["a"]

    assert found == {}


CONDITION = "it depends on a condition that only the page can decide"


def test_what_is_unresolved_says_all_that_is_known_of_it() -> None:
    """Expression, reason, place, what would define it, candidates with their conditions."""
    found = value("page.dark ? 'dark' : page.theme")

    theme = Unresolved(
        source="page.theme",
        reason="another script defines page (--assume)",
        location=at(2, 44, 10),
        define="page.theme",
        portable="page.theme",
        needs=("page.theme",),
    )
    assert found == Unresolved(
        source="page.dark ? 'dark' : page.theme",
        reason=CONDITION,
        location=at(2, 23, 31),
        define="page.dark",
        candidates=(
            Candidate("dark", "page.dark", True, True, at(2, 35, 6), at(2, 23, 9)),
            Candidate(theme, "page.dark", False, True, at(2, 44, 10), at(2, 23, 9)),
        ),
        portable='(page.dark ? "dark" : page.theme)',
        needs=("page.dark", "page.theme"),
    )


def test_what_took_the_knowledge_away_is_named_by_its_place() -> None:
    """The value stands where it is used, its origin where it became unknown."""
    found = value("o.a", "var o = { a: 1 };\npage.f(o);")

    assert found == Unresolved("o.a", "`page.f(o)` may change it", at(3, 23, 3), origin=at(2, 1, 9))


@pytest.mark.parametrize("ask", [bool, lambda value: not value, lambda value: value or 1])
def test_nobody_knows_whether_what_is_unresolved_is_true(ask: Callable[[object], object]) -> None:
    """An `if` on it would be a guess."""
    with pytest.raises(TypeError) as caught:
        ask(value("location.hash"))
    assert str(caught.value) == "location.hash is unresolved: nobody knows whether it is true"

    with pytest.raises(TypeError, match=r"^this is unresolved: nobody knows"):
        ask(Unresolved("", "read by a parser that gives no positions"))


def test_an_object_whose_contents_are_not_known() -> None:
    """The reason is the object's, the expression that of its value."""
    found = root("var appConfig = { a: {} };").traced
    assert isinstance(found.value, JSObject)
    found.value.unknown = Unknown("code that isn't evaluated may change it")

    assert public_value(found) == Unresolved(
        "{ a: {} }", "code that isn't evaluated may change it", at(1, 17, 9)
    )


def test_a_property_that_may_not_be_there() -> None:
    """Its candidate without a value says so, and its text says undefined."""
    found = value("o", "var o = {};\nif (page.a) o.k = 1;")["k"]

    assert found == Unresolved(
        "page.a ? 1 : undefined",
        CONDITION,
        at(2, 19, 1),
        "page.a",
        (
            Candidate(1, "page.a", True, location=at(2, 19, 1), condition_location=at(2, 5, 6)),
            Candidate(None, "page.a", False, False, None, at(2, 5, 6)),
        ),
        needs=("page.a",),
    )


def test_candidates_of_candidates_of_candidates() -> None:
    """Each level of conditions counts as a quarter of the nesting: what is shown stays short."""
    expression = "0"
    for at in reversed(range(9)):
        expression = f"page.a{at} ? ({expression}) : {at}"
    traced = properties(f"var appConfig = {{ it: {expression} }};")["it"].traced
    found, levels = public_value(traced), 0
    while isinstance(found, Unresolved) and found.candidates:
        assert [one.condition for one in found.candidates] == [f"page.a{levels}"] * 2
        assert found.candidates[1].value == levels
        found, levels = found.candidates[0].value, levels + 1

    assert levels == 5
    assert isinstance(found, Unresolved)
    assert found.source.startswith("page.a5 ?")


def test_candidates_of_a_chain_of_conditions() -> None:
    """They are told one after another, up to so many; the last one has the rest."""
    count = MAX_CANDIDATES_IN_A_ROW + 5
    expression = "".join(f"page.a{at} ? {at} : " for at in range(count)) + "'none'"
    found = public_value(properties(f"var appConfig = {{ it: {expression} }};")["it"].traced)
    assert isinstance(found, Unresolved)

    *first, last = found.candidates
    assert [(one.condition, one.holds, one.value) for one in first] == [
        (f"page.a{at}", True, at) for at in range(MAX_CANDIDATES_IN_A_ROW - 1)
    ]
    assert isinstance(last.value, Unresolved)
    assert [one.value for one in last.value.candidates] == [*range(99, count), "none"]


@pytest.mark.parametrize(
    ("statements", "text"),
    [
        ("if (page.a) o.v = 2;", "page.a ? 2 : 1"),
        ("if (!page.a) o.v = 2;", "!page.a ? 2 : 1"),
        ("if (page.a) o.v = 2; else o.v = page.b;", "page.a ? 2 : page.b"),
        ("if (page.a) o.v = 2; if (page.b) o.v = 3;", "page.b ? 3 : (page.a ? 2 : 1)"),
        ("if (page.a) { if (page.b) o.v = 2; }", "page.a ? (page.b ? 2 : 1) : 1"),
        ("if (page.a) { o.v = page.b ? 2 : 3; }", "page.a ? page.b ? 2 : 3 : 1"),
        ("if (page.a) delete o.v;", "page.a ? undefined : 1"),
        (
            "switch (page.k) { case 1: o.v = 2; break; case 2: o.v = 3; break; default: o.v = 4; }",
            "page.k === 1 ? 2 : page.k === 2 ? 3 : 4",
        ),
        ("o.v = page.a ? 2 : 3;", "page.a ? 2 : 3"),
        ("o.v = page.a;", "page.a"),
    ],
)
def test_what_statements_made_of_a_value_is_written_as_an_expression(
    statements: str, text: str
) -> None:
    """Conditions of statements become conditional expressions; an expression is itself."""
    found = value("o", f"var o = {{ v: 1 }}; {statements}")["v"]

    assert isinstance(found, Unresolved)
    assert found.source == text
    assert found.portable in {"", text} or found.candidates


def test_a_text_of_many_conditions_ends_where_nobody_would_read_on() -> None:
    """Five conditions are written inside one another, then the first assignment stands alone."""

    def text(conditions: int) -> str:
        made = "".join(f"if (page.a{at}) o.v = {at}; " for at in range(conditions))
        found = value("o", f"var o = {{ v: 'first' }}; {made}")["v"]
        assert isinstance(found, Unresolved)
        return found.source

    assert text(3) == "page.a2 ? 2 : (page.a1 ? 1 : (page.a0 ? 0 : 'first'))"
    assert [text(at).count("?") for at in range(1, 9)] == [1, 2, 3, 4, 5, 6, 6, 6]


@pytest.mark.parametrize(
    ("expression", "name", "needs"),
    [
        ("page.a", "page.a", ["page.a"]),
        ("page.a.b + 1", "page.a.b", ["page.a.b"]),
        ("`${1 + page.a}`", "page.a", ["page.a"]),
        ("page.a + page.b", "page.a", ["page.a", "page.b"]),
        ("page.a + page.a", "page.a", ["page.a"]),
        ("1 + (2 + page.b)", "page.b", ["page.b"]),
        ("page.a ? 1 : 2", "page.a", ["page.a"]),
        ("page.a ? page.b : 2", "page.a", ["page.a", "page.b"]),
        ("({x: 1})[page.a] || page.b", "page.b", ["page.b", "page.a"]),
        ("page.name.toUpperCase()", "page.name", ["page.name"]),
        ("location.hostname.split('.')[0]", "location.hostname", ["location.hostname"]),
        ("location.protocol + '//' + location.host", "location.host", [
            "location.host", "location.protocol",
        ]),
        ("page.f()", "", []),
        ("page.f().name", "", []),
        ("new page.F()", "", []),
        ("page.f() + page.b", "page.b", []),
        ("Math.random() + page.b", "page.b", []),
        ("parseInt(page.n)", "page.n", ["page.n"]),
        ("JSON.parse(page.n)", "page.n", ["page.n"]),
        ("window", "", []),
        ("new URL(location.href)", "location.href", []),
    ],
)  # fmt: skip
def test_the_names_that_would_define_a_value(expression: str, name: str, needs: list[str]) -> None:
    """The first thing of the page's that it was made from, and all; a call's result has no name."""
    found = value(expression)

    assert isinstance(found, Unresolved)
    assert (found.define, list(found.needs)) == (name, needs)
    if needs:
        define = dict.fromkeys(needs, "1")
        script = Source("appConfig.js", f"var appConfig = {{ x: {expression} }};")
        assert effective_config(script, assume=["page"], define=define).unresolved == ()


@pytest.mark.parametrize(
    ("expression", "name"),
    [
        ("new URLSearchParams(location.search).get('x')", "location.search"),
        ("new URLSearchParams(window.location.search).has('x')", "location.search"),
        ("new URLSearchParams(location.search).get('x') || 'none'", "location.search"),
        ("new URLSearchParams(location.search).getAll('x')[0] === '1'", "location.search"),
        ("Object.fromEntries(new URLSearchParams(location.search)).x", "location.search"),
        ("new URLSearchParams(location.hash.slice(1)).get('x')", "location.hash"),
        ("new URL(location.href).hostname", "location.href"),
        ("new URL(location.href).searchParams.get('x')", "location.href"),
        ("new URL(document.URL).pathname.split('/')[1]", "document.URL"),
        ("new URL('/api', location.href).href", "location.href"),
        ("new URL(location).origin", "location.href"),
    ],
)
def test_what_is_taken_from_an_address_is_missing_the_address(expression: str, name: str) -> None:
    """The functions that take it apart are there in every browser; the page's URL gives it all."""
    found = value(expression)
    script = Source("appConfig.js", f"var appConfig = {{ x: {expression} }};")
    given = effective_config(script, page_url="https://flex.example.com/a?x=1#x=2")

    assert isinstance(found, Unresolved)
    assert (found.define, found.needs) == (name, (name,))
    assert given.unresolved == ()


def test_where_keys_and_values_stand() -> None:
    """A key's place is its own, also where it is computed or short for its value."""
    script = "var id = 1; var appConfig = { a: 2, 'b c': 3, [`d`]: 4, id };"

    def written(place: Location | None) -> str:
        assert place is not None
        assert place.line == place.end_line == 1
        return script[place.column - 1 : place.end_column - 1]

    places = [
        (key_location(slot), location_of(slot.traced)) for slot in properties(script).values()
    ]
    assert [(written(key), written(value)) for key, value in places] == [
        ("a", "2"),
        ("'b c'", "3"),
        ("`d`", "4"),
        ("id", "id"),
    ]


def test_what_has_no_place() -> None:
    """The other parser gives none, and a slot made from data has no key."""
    source = Source("appConfig.js", "var appConfig = { a: 2 };")
    found = script_layer(source, parser="pyjsparser").root.traced
    assert isinstance(found.value, JSObject)
    (slot,) = found.value.slots.values()

    assert location_of(found) is None
    assert key_location(slot) is None
    assert key_location(Slot(found)) is None


A = Unresolved("page.a", "why", at(1, 1, 6))


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (1, 1.0, True),
        (0, -0.0, False),
        (-0.0, -0.0, True),
        (math.nan, math.nan, True),
        (math.nan, 1, False),
        (1, math.nan, False),
        (1, True, False),
        (False, 0, False),
        (True, True, True),
        (True, False, False),
        ("1", 1, False),
        ("a", "a", True),
        ("a", "b", False),
        (None, None, True),
        (None, UNDEFINED, False),
        (None, False, False),
        (BigInt(1), BigInt(1), True),
        (BigInt(1), 1, False),
        (RegExp("a", ""), RegExp("a", "g"), False),
        (Function("f"), Function("f"), True),
        (Function("f"), Function("f", is_method=True), False),
        (Function("f"), ("f", False), False),
        (("f", False), Function("f"), False),
        (A, Unresolved("page.a", "why"), True),
        (A, Unresolved("page.b", "why"), False),
        (A, Unresolved("page.a", "why not"), False),
        (A, tuple(A), False),
        (tuple(A), A, False),
        ([1, [2]], [1.0, (2,)], True),
        ([1], [1, 2], False),
        ([1, 2], [1], False),
        ([1, 2], [1, 3], False),
        ({"a": 1, "b": 0}, {"b": 0, "a": 1}, True),
        ({"a": 1, "b": 0}, {"a": 1, "b": -0.0}, False),
        ({"a": 1}, {"a": 1, "b": 2}, False),
        ({"a": 1}, {"b": 1}, False),
        ({}, [], False),
        ([], {}, False),
        ([], "", False),
    ],
)
def test_two_values_are_the_same(left: object, right: object, expected: bool) -> None:
    """As JavaScript's are: numbers by what they are, objects and arrays by what they hold."""
    assert same(left, right) is expected
    assert same(right, left) is expected


@given(javascript_values())
def test_every_value_is_the_same_as_itself(value: ConfigValue) -> None:
    """NaN and -0 included."""
    assert same(value, value)
