"""What stands in a text: strings with the names that lead to them, keys written twice."""

from __future__ import annotations

import pytest

from appconfig_merge import Source
from appconfig_merge.checks.scan import scan_json, scan_script
from appconfig_merge.paths import format_path


@pytest.mark.parametrize(
    ("script", "paths"),
    [
        ("var a = 'x';", ["a"]),
        ("var a = { b: ['x', { 'c d': 'x' }] };", ["a.b[0]", 'a.b[1]["c d"]']),
        ("a.b['c'].d = 'x';", ["a.b.c.d"]),
        ("a[b].c = 'x';", [""]),
        ("var { a = 'x' } = { b: 'x' };", ["", "b"]),
        ("var a = b ? 'x' : c || 'x';", ["a", "a"]),
        ("var a = `x`;", ["a"]),
        ("var a = b + 'x';", [""]),
        ("var a = f('x');", [""]),
        ("var a = { [b]: 'x', ...{ c: 'x' } };", ["", "c"]),
        ("var a = { 1: 'x', 0x10: 'x' };", ['a["1"]', 'a["16"]']),
        ("var a = { get b() { return 'x'; } };", [""]),
        ("function f() { return { a: 'x' }; }", ["a"]),
        ("// some words and a_rather_long_word_xxx\nvar a;", [""]),
        ("var a = ", []),
    ],
)
def test_names_that_lead_to_a_string(script: str, paths: list[str]) -> None:
    """Keys, variables and members do; operands and arguments are something else."""
    written = scan_script(Source("a.js", script)).written
    texts = [one for one in written if "x" in str(one.value)]

    assert [format_path(one.path) for one in texts] == paths


@pytest.mark.parametrize(
    ("script", "twice"),
    [
        ("({ a: 1, a: 2 })", ["a"]),
        ("({ a: 1, 'a': 2, \\u0061: 3 })", ["a", "a"]),
        ("({ 1: 1, '1': 2 })", ['["1"]']),
        ("({ a: 1, ...b, a: 2 })", ["a"]),
        ("({ get a() {}, set a(b) {} })", []),
        ("({ a: 1, [a]: 2, ['a']: 3 })", []),
        ("({ a: { b: 1 }, c: { b: 1 } })", []),
        ("f({ a: 1 }, { a: 2 })", []),
    ],
)
def test_keys_that_are_written_twice(script: str, twice: list[str]) -> None:
    """In one object literal; what a computed key comes to is not looked at."""
    found = scan_script(Source("a.js", script)).duplicates

    assert [format_path(one.path) for one in found] == twice


def test_json_is_scanned_in_the_same_way() -> None:
    """With the places of both keys."""
    (one,) = scan_json(Source("a.json", '{"a": {"b": 1, "b": 2}}', "json")).duplicates

    assert (one.path, one.span, one.again) == (("a", "b"), (7, 10), (15, 18))
