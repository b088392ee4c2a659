"""The second reader: the same nodes, and clear words where it can't follow."""

from __future__ import annotations

import pytest

from appconfig_merge.errors import LimitError, SourceSyntaxError, UnsupportedSyntaxError
from appconfig_merge.limits import MAX_PYJSPARSER
from appconfig_merge.source import Source
from appconfig_merge.syntax import parse
from appconfig_merge.syntax.estree import NO_POSITION, Program, same_tree
from tests.syntax.trees import outline, program


def second(text: str) -> Program:
    """A text as pyjsparser reads it."""
    return parse(Source("appConfig.js", text), "pyjsparser")


@pytest.mark.parametrize(
    "text",
    [
        "var appConfig = {a: [1, , 2], 'b': /x\\/[/]/g, get c() { return 0x10 }, 017: null};",
        "'use strict'; function f(a) { 'b'; return }",
        "x = '\\ud83d\\ude00' + '\\ud83d'",
        "x = 0x" + "f" * 400,
        "a: for (var b in c) { if (d) continue a; else break }",
        "switch (a) { case 1: b; default: c } try { d } catch (e) { } finally { }",
        "for (;;) { } while (a) ; do b; while (c)",
        "with (a) b; throw c; debugger; new d(e).f[g]; (h, i)",
        "a;;",
        "a // b",
        "if (a) ;",
        "",
    ],
)
def test_reads_alike(text: str) -> None:
    """Both readers give the same tree but for positions."""
    assert same_tree(program(text), second(text))


def test_there_are_no_positions() -> None:
    """None are given, and none are made up."""
    tree = second("a")

    assert (tree.start, tree.end) == (NO_POSITION, NO_POSITION)
    assert outline(tree) == (
        "Program",
        [("ExpressionStatement", ("Identifier", "a"), None)],
        "script",
    )


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("\nx = a => b", ", and this is an arrow function"),
        ("x = `a`\n\n", ", and this is a template literal"),
        ("class A {}", ", and this is a class"),
        ("var {a} = b", ", and this is destructuring"),
        ("[a] = b", ", and there is destructuring"),
        ("function f(a = 1) {}", ", and there is a default value of a parameter"),
        ("import 'a'", ", and this is an import"),
        ("x = a?.b", ""),
        ("x = {...a}", ""),
    ],
)
def test_younger_syntax(text: str, what: str) -> None:
    """What only tree-sitter reads is not called wrong."""
    with pytest.raises(UnsupportedSyntaxError) as caught:
        second(text)

    assert caught.value.message == f"pyjsparser reads ES5 only{what}"
    assert caught.value.help == "use the default parser, tree-sitter"
    assert caught.value.location is not None


@pytest.mark.parametrize("text", ["x = {a: 1 b: 2}", "x = ", "if (a)", "while (a)", "a:", "x = '"])
def test_errors_are_the_default_readers(text: str) -> None:
    """It can say where and why. An unfinished statement is none that pyjsparser completes."""
    with pytest.raises(SourceSyntaxError) as caught:
        second(text)
    with pytest.raises(SourceSyntaxError) as expected:
        program(text)

    assert (caught.value.message, caught.value.location) == (
        expected.value.message,
        expected.value.location,
    )


@pytest.mark.parametrize("text", ["[" * 5000, "a" + "+a" * 5000, "-" * 5000 + "a"])
def test_nesting_has_a_limit(text: str) -> None:
    """The parser calls itself for every level."""
    with pytest.raises(LimitError) as caught:
        second(text)

    assert caught.value.help == "use the default parser, tree-sitter"


def test_length_has_a_limit() -> None:
    """A long string literal would take it minutes."""
    with pytest.raises(LimitError):
        second("x = '" + "a" * MAX_PYJSPARSER + "'")
