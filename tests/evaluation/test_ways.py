"""What depends on which of several texts a value is, and on which properties there are."""

from __future__ import annotations

from typing import Any

import pytest

from appconfig_merge import Unresolved
from tests.evaluation.support import candidates, gives, read

HOSTS = """
var host = location.hostname;
var T = { a: { k: 1, env: "dev" }, b: { k: 1, env: "qa" }, c: { k: 2, env: "prod" } };
var L = [{ host: "a", k: 1 }, { host: "b", k: 1 }];
"""
SOME = "var o = { a: 1 }; if (page.x) o.b = 2;"


def leaves(found: Any) -> list[Any]:
    """All that something unresolved may be."""
    if not isinstance(found, Unresolved):
        return [found]
    return [one for item in candidates(found) for one in leaves(item)]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("['a', 'b'].includes(host) ? T[host].k : 1", 1),
        ("['b', 'a'].indexOf(host) >= 0 ? T[host].k : 1", 1),
        ("['b', 'a'].indexOf(host) !== -1 && host === 'c'", False),
        ("new Set(['a', 'b']).has(host) ? T[host].k : 1", 1),
        ("[].includes.call(['a'], host) ? T[host].env : 'dev'", "dev"),
        ("(new Map(Object.entries(T)).get(host) ?? T.a).k > 0", True),
        ("(new Map([['a', 1], ['b', 1]]).get(localStorage.env) ?? 1)", 1),
        ("(L.filter((one) => one.host === host)[0] || L[0]).k", 1),
        ("L.filter((one) => one.host === host).length < 2", True),
        ("L.filter((one) => page[one.host]).every((one) => one.k === 1)", True),
        ("(Object.entries(T).find(([name]) => host.endsWith(name)) || ['', T.a])[1].k > 0", True),
        ("(Object.keys(T).filter((name) => host.includes(name))[0] || 'none').length > 0", True),
        ("Object.values(T).filter((one) => one.k === 1).map((one) => one.k)[1]", 1),
    ],
)
def test_a_text_that_is_one_of_some(expression: str, expected: Any) -> None:
    """Lists, sets, maps and filters tell of the page's host as `===` does: it is one text."""
    assert gives(f"{HOSTS} appConfig = {{ it: {expression} }};", {"it": expected})


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("['a', 'b'].indexOf(host)", [0, 1, -1]),
        ("new Map(Object.entries(T)).get(host)?.k", [1, 1, 2, None]),
        ("L.filter((one) => one.host === host).map((one) => one.host).join()", ["a", "b", ""]),
        ("['a', page.x].includes(host)", []),
        ("new Map([['null', 1]]).get(localStorage.env)", []),
        ("new Set([...'abcdefghijklmnopqrstuvwxyz']).has(host)", []),
    ],
)
def test_each_text_is_a_condition(expression: str, expected: list[Any]) -> None:
    """What is given for each is a candidate; there is none where it may be any."""
    found = read(f"{HOSTS} appConfig = {{ it: {expression} }};")["it"]

    assert [None if str(one) == "undefined" else one for one in leaves(found)] == expected


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("switch (host) { case 'a': case 'b': v = T[host].k; break; default: v = 1; }", 1),
        ("switch (true) { case host === 'a': v = T[host].env; break; default: v = 'dev'; }", "dev"),
        ("switch (host) { default: v = 1; break; case 'c': v = T[host].k - 1; }", 1),
        ("v = host === 'a' ? 'x' : 'y'; if (v === 'x') v = T[host].env; else v = 'dev';", "dev"),
        (("var e = host === 'a' ? 'x' : 'y'; switch (e) { case 'x': v = 1; break;"
         " case 'y': v = 1; break; default: throw 0; }"), 1),
        ("for (var [name, one] of Object.entries(T)) if (host.includes(name)) break; v = !!one.k;",
         True),
        ("for (var i = 0; i < L.length; i++) if (host === L[i].host) break; v = L[i % 2].k;", 1),
    ],
)  # fmt: skip
def test_a_branch_knows_what_it_is_taken_for(script: str, expected: Any) -> None:
    """In a branch nothing is looked up, and no branch taken, that its conditions rule out."""
    assert gives(f"{HOSTS} var v; {script} appConfig = {{ v }};", {"v": expected})


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("Object.keys(o)", [["a", "b"], ["a"]]),
        ("Object.values(o)", [[1, 2], [1]]),
        ("Object.entries(o).length", [2, 1]),
        ("JSON.stringify(o)", ['{"a":1,"b":2}', '{"a":1}']),
        ("JSON.stringify([o, o.b], ['b'])", ['[{"b":2},2]', "[{},null]"]),
        ("JSON.parse(JSON.stringify({ o, t: page.y ? 1 : 1 })).t", [1]),
        ("Object.keys(o).map((key) => o[key])", [[1, 2], [1]]),
        ("Object.keys(page.z ? { a: 1 } : { b: 1 }).length", [1]),
    ],
)
def test_properties_that_may_be_absent_are_listed_way_by_way(
    expression: str, expected: list[Any]
) -> None:
    """With one more where there is one."""
    assert leaves(read(f"{SOME} appConfig = {{ it: {expression} }};")["it"]) == expected


@pytest.mark.parametrize(
    "loop",
    [
        "for (var key in o) made[key] = o[key];",
        "for (const [key, one] of Object.entries(o)) made[key] = one;",
        "Object.keys(o).forEach((key) => { made[key] = o[key]; });",
        "o = page.x ? { a: 1, b: 2 } : { a: 1 }; for (var key in o) made[key] = o[key];",
    ],
)
def test_a_loop_goes_through_the_keys_that_there_are(loop: str) -> None:
    """A copy made key by key has what may be absent where the original has it."""
    made = read(f"{SOME} var made = {{}}; {loop} appConfig = made;")

    assert made["a"] == 1
    assert [(one.value, one.present) for one in made["b"].candidates] == [(2, True), (None, False)]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("if (page.x) m.set('b', 2);", {"b": [2, None], "has": [True, False], "size": [2, 1]}),
        ("if (page.x) m.set('a', 2);", {"b": [None], "has": [False], "size": [1]}),
        ("if (page.x) m.set('b', 2); else m.set('b', 2);", {"b": [2], "has": [True], "size": [2]}),
        ("if (page.x) m.set('b', 2); m.delete('b');", {"b": [None], "has": [False], "size": [1]}),
        ("m.set(page.x, 2);", {"b": [], "has": [], "size": []}),
    ],
)
def test_a_map_may_lack_an_entry(change: str, expected: dict[str, list[Any]]) -> None:
    """What it gives for a key is a candidate; other keys are as they were."""
    asked = "appConfig = { b: m.get('b'), has: m.has('b'), size: m.size };"
    found = read(f"var m = new Map([['a', 1]]); {change} {asked}")

    told = {
        key: [None if str(x) == "undefined" else x for x in leaves(found[key])] for key in found
    }
    assert told == expected


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("o.z = 1; appConfig = { a: 1, ...o };", {"a": ..., "z": 1}),
        ("o.z = 1; appConfig = o;", {"a": ..., "z": 1}),
        ("o.z = 1; appConfig = { z: o.z };", {"z": 1}),
        ("appConfig = o; if (page.x) appConfig.a = 2;", {"a": ...}),
        ("if (host === 'c') o = T[host]; appConfig = { k: o.k ?? 2 };", {"k": 2}),
    ],
)
def test_conditions_inside_one_another(script: str, expected: dict[str, Any]) -> None:
    """What was done to each of several objects is so wherever it is come to."""
    several = "var o = page.x ? (page.y ? { a: 1 } : { a: 2 }) : { a: 3 };"

    assert gives(f"{HOSTS} {several} {script}", expected)


def test_a_long_chain_is_told_to_its_end() -> None:
    """Of each of ten hosts, and of any other."""
    table = ", ".join(f"{{ host: 'h{at}', v: {at} }}" for at in range(10))
    it = f"([{table}].find((one) => location.hostname.endsWith(one.host)) || {{ v: 10 }}).v"

    assert leaves(read(f"appConfig = {{ it: {it} }};")["it"]) == list(range(11))
