"""What stands in a text: strings with the names that lead to them, keys written twice."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from appconfig_merge import Source
from appconfig_merge.checks.scan import Scan, Written, scan_json, scan_script
from appconfig_merge.paths import format_path
from appconfig_merge.strategies import json_objects
from appconfig_merge.syntax import estree, parse

if TYPE_CHECKING:
    from appconfig_merge.values import ConfigValue


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


def test_strings_and_numbers_as_they_are_written() -> None:
    """With their places; of other literals nothing is told, nor of a template with values."""
    script = "var a = 'b'; var c = 1.5, d = [true, null, /x/, 2n]; var e = `f`, g = `h${a}`;"

    assert scan_script(Source("a.js", script)) == Scan(
        (
            Written(("a",), "b", 8, 11),
            Written(("c",), 1.5, 21, 24),
            Written(("e",), "f", 61, 64),
        ),
        (),
        is_whole=True,
    )


def test_long_words_of_comments_are_written_too() -> None:
    """From sixteen characters on, under no key; behind what is code."""
    script = "/* 0123456789abcde 0123456789abcdef */ var a = 'b'; // ('ABCDEFGHIJKLMNOP')"

    assert scan_script(Source("a.js", script)).written == (
        Written(("a",), "b", 47, 50),
        Written((), "0123456789abcdef", 19, 35),
        Written((), "ABCDEFGHIJKLMNOP", 57, 73),
    )


def test_what_cannot_be_read_as_a_script_has_nothing_in_it() -> None:
    """But comments; and isn't seen whole, as JSON never is a script."""
    assert scan_script(Source("a.js", "var = 'x'; // 0123456789abcdef")) == Scan(
        (), (), is_whole=False, comments=((11, 30),)
    )
    assert scan_json(Source("a.json", '{"a": "x"}', "json")).is_whole is False


@pytest.mark.parametrize(
    "script",
    [
        "var k0 = " + "".join(f"{{ k{at}: " for at in range(1, 25)) + "'x'" + "}" * 24 + ";",
        ".".join(f"k{at}" for at in range(25)) + " = 'x';",
    ],
)
def test_the_last_twenty_names_are_kept(script: str) -> None:
    """Whether they are keys of objects or members."""
    (one,) = scan_script(Source("a.js", script)).written

    assert one.path == tuple(f"k{at}" for at in range(5, 25))


def test_the_last_twenty_indices_are_kept() -> None:
    """Of arrays in arrays, too."""
    (one,) = scan_script(Source("a.js", "var a = " + "[" * 25 + "'x'" + "]" * 25 + ";")).written

    assert one.path == (0,) * 20


@given(json_objects())
def test_a_plain_literal_is_scanned_as_its_nodes_are(value: dict[str, ConfigValue]) -> None:
    """Its nodes are never made for that; what stands in it, and where, is the same."""
    source = Source("a.js", f"var a = {json.dumps(value)};")
    program = parse(source)
    declaration = program.body[0]
    assert isinstance(declaration, estree.VariableDeclaration)
    literal = declaration.declarations[0].init
    assert isinstance(literal, estree.ObjectExpression)
    plainly = scan_script(source, lambda *_: program)

    make_nodes(literal)

    assert literal.plain is None
    assert scan_script(source, lambda *_: program) == plainly


def make_nodes(node: estree.Node) -> None:
    """Make a plain literal one that has nodes, at any depth."""
    members: list[estree.Node]
    if isinstance(node, estree.ObjectExpression):
        members = [one.value for one in node.properties if isinstance(one, estree.Property)]
    elif isinstance(node, estree.ArrayExpression):
        members = [one for one in node.elements if one is not None]
    else:
        return
    node.plain = None
    for member in members:
        make_nodes(member)
