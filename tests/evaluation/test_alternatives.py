"""What the page decides: every way is followed, and what all agree on is known."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge import Source, Unresolved, effective_config
from tests.evaluation.support import gives, read

PROLOGUE = """
var isProd = page.host === "flex.example.com";
var prod = { url: "p", retries: 1, theme: { isLight: true, size: 2 } };
var dev = { url: "d", retries: 1, theme: { isLight: true, size: 3 }, debug: true };
var base = isProd ? prod : dev;
"""


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("var appConfig = base;",
         {"url": ..., "retries": 1, "theme": {"isLight": True, "size": ...}, "debug": ...}),
        ("var appConfig = { it: base.retries, that: base.theme.isLight, url: base.url };",
         {"it": 1, "that": True, "url": ...}),
        ("base.retries = 2; var appConfig = { a: base.retries, b: prod.retries };",
         {"a": 2, "b": ...}),
        ("base.theme.size = 4; var appConfig = { size: base.theme.size };", {"size": 4}),
        ("var appConfig = { ...base, url: 'x' };",
         {"url": "x", "retries": 1, "theme": {"isLight": True, "size": ...}, "debug": ...}),
        ("var appConfig = { a: 1, ...(isProd && { a: 2, b: 3 }) };", {"a": ..., "b": ...}),
        ("var appConfig = { a: 1, ...(isProd ? { a: 1 } : null) };", {"a": 1}),
        ("var appConfig = Object.assign({ debug: false }, base, { url: 'x' });",
         {"debug": ..., "url": "x", "retries": 1, "theme": {"isLight": True, "size": ...}}),
        ("var { retries, url } = base; var appConfig = { retries, url };",
         {"retries": 1, "url": ...}),
        ("var appConfig = { it: { prod, dev }[isProd ? 'prod' : 'dev'].retries };", {"it": 1}),
        ("var appConfig = { it: isProd ? base.url : 'd' };", {"it": ...}),
        ("var appConfig = { it: (isProd ? 'a' : 'b').length };", {"it": 1}),
        ("var appConfig = { it: isProd === isProd ? 1 : 2 };", {"it": ...}),
    ],
)  # fmt: skip
def test_one_of_several_objects(script: str, expected: dict[str, Any]) -> None:
    """What is read, written and copied is that of each; what is the same in all is known."""
    assert gives(PROLOGUE + script, expected)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("isProd ? 'a' : 'b'", ["a", "b"]),
        ("`https://${base.url}.example.com`", ["https://p.example.com", "https://d.example.com"]),
        ("base.url + base.theme.size", ["p2", "d3"]),
        ("base.debug", [None, True]),
        ("isProd && 'x'", ["x", False]),
        ("isProd || 'x'", [True, "x"]),
        ("[1, ...(isProd ? [2, 3] : [])]", [[1, 2, 3], [1]]),
        ("[...(isProd ? ['a'] : ['b']), ...(isProd ? ['c'] : [])]", [["a", "c"], ["b"]]),
        ("isProd ? base.url : 'x'", ["p", "x"]),
        ("!isProd ? 'x' : base.url", ["x", "p"]),
        ("{ p: 10, d: 20 }[base.url]", [10, 20]),
    ],
)
def test_candidates_of_what_is_computed(expression: str, expected: list[Any]) -> None:
    """What is made of a value with candidates has candidates itself; one condition is one."""
    found = read(f"{PROLOGUE}var appConfig = {{ it: {expression} }};")["it"]

    assert isinstance(found, Unresolved)
    values = [None if str(one.value) == "undefined" else one.value for one in found.candidates]
    assert values == expected


def test_a_condition_inside_another_is_told_with_it() -> None:
    """An early return that lies behind another test is taken only where both turn out so."""
    found = read(
        """
        function pick() {
          if (page.a) { if (page.b) return 1; }
          if (page.c) return 2; else if (page.d) return 3;
          return 4;
        }
        var appConfig = { it: pick() };
        """
    )["it"]

    assert [(one.value, one.condition, one.holds) for one in found.candidates] == [
        (1, "page.a && page.b", True),
        (2, "page.c", True),
        (3, "page.d", True),
        (4, "page.d", False),
    ]


def test_what_may_throw_is_a_condition_too() -> None:
    """The catch clause is come to where something throws, known or not."""
    found = read(
        """
        function run() {
          try { if (page.a) throw 1; return 2; } catch { return 3; }
        }
        var appConfig = { it: run() };
        """
    )["it"]

    assert [(one.value, one.condition, one.holds) for one in found.candidates] == [
        (3, "(page throws || page.a)", True),
        (2, "page.a", False),
    ]


TESTS = st.sampled_from(["page.a", "page.b", "page.c", "!page.a", "!page.b", "flag", "!flag"])


def _statements(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    block = st.lists(inner, min_size=1, max_size=2).map(" ".join)
    return st.one_of(
        st.builds("if ({}) {{ {} }}".format, TESTS, block),
        st.builds("if ({}) {{ {} }} else {{ {} }}".format, TESTS, block, block),
        st.builds("for (const turn of [0, 1]) {{ {} }}".format, block),
        st.builds(
            "for (const turn of [0, 1]) {{ {} if ({}) break; {} }}".format, block, TESTS, block
        ),
        st.builds(
            "switch ({}) {{ case true: {} break; case flag: {} default: {} }}".format,
            TESTS,
            block,
            block,
            block,
        ),
        st.builds("try {{ {} }} finally {{ v = v + 0; }}".format, block),
    )


VALUES = st.integers(0, 5).map(str)
SIMPLE = st.one_of(
    st.builds("v = {};".format, VALUES),
    st.builds("v = {} ? {} : v;".format, TESTS, VALUES),
    st.builds("o.k = {};".format, VALUES),
    st.builds("({} ? o : p).k = {};".format, TESTS, VALUES),
    st.builds("o = {} ? o : p;".format, TESTS),
    st.builds("return {};".format, VALUES),
    st.builds("return {} && {};".format, TESTS, VALUES),
)
BODIES = st.lists(st.recursive(SIMPLE, _statements, max_leaves=6), min_size=1, max_size=4)


def _holds(condition: str, page: dict[str, bool]) -> bool:
    """What a condition gives on a page: names, ``!``, ``&&`` and comparisons of booleans."""
    text = condition.replace("&&", " and ").replace("===", "==").replace("!", " not ")
    names = {**page, "flag": page["a"], "true": True}
    return bool(eval(text.replace("page.", ""), {}, names))


def _chosen(value: Any, page: dict[str, bool]) -> Any:
    """The candidate that the conditions select on a page: the first that applies."""
    while isinstance(value, Unresolved):
        for one in value.candidates:
            if one is value.candidates[-1] or _holds(one.condition, page) is one.holds:
                value = one.value
                break
        else:
            return ...
    return value


@given(BODIES, st.fixed_dictionaries({name: st.booleans() for name in "abc"}))
def test_the_first_candidate_that_applies_is_the_value(
    body: list[str], page: dict[str, bool]
) -> None:
    """Given what the page has, the conditions lead to the value that it then is."""
    script = (
        "function run() { var v = 9, o = { k: 6 }, p = { k: 7 }, flag = page.a ? true : false; "
        f"{' '.join(body)} return v * 10 + o.k; }} var appConfig = {{ it: run() }};"
    )
    source = Source("appConfig.js", script)
    unknown = effective_config(source, assume=["page"]).to_dict()["it"]
    known = effective_config(source, define={f"page.{name}": page[name] for name in page})

    found = _chosen(unknown, page)

    assert found is ... or found == _chosen(known.to_dict()["it"], page)


CALLED = """
var isProd = page.host === "flex.example.com";
var a = { n: 1, items: [1, 2], url() { return "a" + this.n; } };
var b = { n: 2, items: [3], url() { return "b" + this.n; } };
var base = isProd ? a : b;
var log = [];
"""


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("base.url()", ["a1", "b2"]),
        ("base.items.map((item) => item * 2)", [[2, 4], [6]]),
        ("base.items.slice(0, 1)[0]", [1, 3]),
        ("(isProd ? (x) => x + 1 : (x) => x * 3)(2)", [3, 6]),
        ("new Map([['p', 1], ['d', 2]]).get(isProd ? 'p' : 'd')", [1, 2]),
        ("['p'].indexOf(isProd ? 'p' : 'd')", [0, -1]),
        ("[...base.items, 9]", [[1, 2, 9], [3, 9]]),
        ("(base.n += 5, base.n)", [6, 7]),
        ("(isProd ? () => log.push('x', 'y') : () => log.push('z'))()", [2, 1]),
    ],
)
def test_calls_of_one_of_several(expression: str, expected: list[Any]) -> None:
    """A method, a function or an argument that is one of several is taken each by each."""
    found = read(f"{CALLED}var appConfig = {{ it: {expression} }};")["it"]

    assert isinstance(found, Unresolved)
    assert [one.value for one in found.candidates] == expected


def test_what_calls_of_one_of_several_leave_behind() -> None:
    """Each way's changes are joined: what both do is known."""
    script = (
        f"{CALLED}var f = isProd ? (x) => {{ log.push('p'); return x; }}"
        " : (x) => { log.push('d'); return x; };"
        "var appConfig = { it: f(1), length: log.length, log };"
    )

    found = read(script)
    assert (found["it"], found["length"]) == (1, 1)
    assert [one.value for one in found["log"][0].candidates] == ["p", "d"]


def test_what_is_computed_of_something_unknown_is_told_as_computed() -> None:
    """A candidate that isn't known shows the operation, and the hint what would decide."""
    script = (
        "const parts = location.hostname.split('.');"
        "const region = parts.length > 2 ? parts[1] : 'us';"
        "var appConfig = { url: `https://${region}.test`, lang: navigator.language.slice(0, 2),"
        " query: location.search + '&' };"
    )

    found = read(script)

    first, second = found["url"].candidates
    assert first.value.source == "`https://${region}.test`"
    assert second.value == "https://us.test"
    assert (found["url"].define, found["lang"].define) == (
        "location.hostname",
        "navigator.language",
    )
