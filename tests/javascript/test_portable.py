"""Expressions that give a value on the page without any name of the file's own."""

from __future__ import annotations

import pytest

from appconfig_merge import Unresolved
from tests.evaluation.support import value

LONG = "x" * 480


def portable(expression: str, before: str = "") -> str:
    """What can stand in another file for an expression."""
    found = value(expression, before)
    assert isinstance(found, Unresolved)
    return found.portable


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("page.a.b", "page.a.b"),
        ("page.$x", "page.$x"),
        ("page.größe", "page.größe"),
        ("page['a-b']", ""),
        ("page.a[0]", ""),
        ("window.page.a", "page.a"),
        ("[page.a][0]", "page.a"),
        ("page.a?.b", "page?.a?.b"),
        ("page?.a.b", "page?.a?.b"),
        ("(page?.a).b + 1", "(page?.a?.b + 1)"),
        ("page.f()", ""),
    ],
)
def test_properties_of_the_page(expression: str, text: str) -> None:
    """By their dotted names; what is read optionally is read so wherever it stands."""
    assert portable(expression) == text


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("1 + page.a * -2", "(1 + (page.a * (-2)))"),
        ("page.a + 1e21 - 0.5", "((page.a + 1e+21) - 0.5)"),
        ("page.a * -0", "(page.a * (-0))"),
        ("page.a * 0", "(page.a * 0)"),
        ("page.a + (0 / 0) + 1 / 0", "((page.a + NaN) + Infinity)"),
        ("page.a + 'é\"'", '(page.a + "\\u00e9\\"")'),
        ("page.a + '\x7fa b'", '(page.a + "\\u007fa b")'),
        ("page.a + true + false + null", "(((page.a + true) + false) + null)"),
        ("page.a + undefined", ""),
        ("page.a + 1n", ""),
        ("page.a + [1]", ""),
        ("page.a in page.b", "(page.a in page.b)"),
        ("!page.a", "(! page.a)"),
        ("- -page.a", "(- (- page.a))"),
        ("typeof page.a", "(typeof page.a)"),
        ("(page.b, 5) + page.a", "(5 + page.a)"),
        ("page.a + page.f()", ""),
        ("`a${page.a}b${page.b}`", '("a" + `${page.a}` + "b" + `${page.b}` + "")'),
        ("`${page.a}`", '("" + `${page.a}` + "")'),
        ("`${page.a}${page.f()}`", ""),
    ],
)
def test_operators_on_them(expression: str, text: str) -> None:
    """Each operation in brackets, with operands that are themselves portable, or literals."""
    assert portable(expression) == text


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("page.a && 1", "(page.a && 1)"),
        ("page.a || 'x'", '(page.a || "x")'),
        ("page.a ?? null", "(page.a ?? null)"),
        ("page.a ?? page.b", "(page.a ?? page.b)"),
        ("page.f() ?? 1", ""),
        ("page.a || page.f()", ""),
        ("page.a && (page.b ? 1 : 2)", "(page.a && (page.b ? 1 : 2))"),
        ("page.a ? page.b : -1", "(page.a ? page.b : (-1))"),
        ("page.a ? 1 : page.f()", ""),
        ("page.f() ? 1 : 2", ""),
        ("page.a ? undefined : 1", ""),
        (
            "page.k === 1 ? 'a' : page.k === 2 ? 'b' : 'c'",
            '((page.k === 1) ? "a" : ((page.k === 2) ? "b" : "c"))',
        ),
        ("(page.a ? page.b : 1) + 2", "((page.a ? page.b : 1) + 2)"),
        ("String(page.a ? page.b : 0)", ""),
    ],
)
def test_conditions(expression: str, text: str) -> None:
    """A value that conditions decide is the conditional expression that spells them out."""
    assert portable(expression) == text


@pytest.mark.parametrize(
    ("before", "expression", "text"),
    [
        ("var a = page.a;", "a + 1", "(page.a + 1)"),
        ("var a = page.a + 1;", "a * 2", "((page.a + 1) * 2)"),
        ("var a = page.a, b = page.b;", "a ? 1 : b", "(page.a ? 1 : page.b)"),
        ("var v = 1; if (page.a) v = 2;", "v", "(page.a ? 2 : 1)"),
        ("var v = 1; if (!page.a) v = 2;", "v", "((! page.a) ? 2 : 1)"),
        ("var v; if (page.a) { if (page.b) v = 1; else v = 2; } else v = 3;", "v",
         "(page.a ? (page.b ? 1 : 2) : 3)"),
        ("var v = page.a; v ||= 5;", "v", "(page.a ? page.a : 5)"),
        ("var v = page.a; v ??= 5;", "v", ""),
        ("var o = { a: page.a }; page.f(o);", "o.a", ""),
        ("var o = { get a() { return page.a; } };", "o.a", "page.a"),
    ],
)  # fmt: skip
def test_names_of_the_files_own(before: str, expression: str, text: str) -> None:
    """They are replaced by what they stand for; what a call may have changed isn't known."""
    assert portable(expression, before) == text


def test_an_expression_of_many_levels() -> None:
    """Forty operators inside another one are rebuilt, no more."""
    assert portable("-" + " -" * 40 + "page.a").count("-") == 41
    assert portable("-" + " -" * 41 + "page.a") == ""


def test_an_expression_of_many_characters() -> None:
    """Two thousand are written, wherever they come from; one more makes it none."""
    four = f"'{LONG}' + page.a + '{LONG}' + page.a + '{LONG}' + page.a + '{LONG}'"
    room = 2000 - len(portable(four))

    assert len(portable(f"{four} + '{'y' * (room - 7)}'")) == 2000
    assert portable(f"{four} + '{'y' * (room - 6)}'") == ""
    assert portable(f"page.a + '{'y' * 2001}'") == ""
    assert portable(f"page.a ? '{LONG * 2}' : '{LONG * 3}'") == ""
    assert portable(f"page.a || '{LONG * 4}' + '{LONG}'") == ""
    assert portable(f"`{LONG * 2}${{page.a}}{LONG * 3}`") == ""


def test_an_expression_that_is_used_often_is_rebuilt_once() -> None:
    """What doubles with every line is refused in no time."""
    doubling = "".join(f"var a{at + 1} = a{at} + a{at}; " for at in range(35))

    assert portable("a35", f"var a0 = page.a; {doubling}") == ""
