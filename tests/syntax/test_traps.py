"""Text that tree-sitter's grammar accepts, or reads as something else, and a browser doesn't."""

from __future__ import annotations

import pytest

from appconfig_merge.errors import UnsupportedSyntaxError
from tests.syntax.trees import program, refusal


@pytest.mark.parametrize(
    ("text", "message", "column"),
    [
        ("x = {a: 1,, b: 2}", "a comma without a property before it", 11),
        ("x = {, a}", "a comma without a property before it", 6),
        ("({a,, b} = c)", "a comma without a property before it", 5),
        ("f(a,, b)", "a comma without an argument before it", 5),
        ("f(,)", "a comma without an argument before it", 3),
        ("x = 'a\n'", "a string can't run over the end of a line", 7),
        ("x = 'a\r'", "a string can't run over the end of a line", 7),
        ("x = 'a\n/* ' */'", "a string can't run over the end of a line", 7),
        ("x = '\\u{110000}'", "\\u{110000} is past the last code point, \\u{10FFFF}", 6),
        ("x = `\r\n\\u{110000}`", "\\u{110000} is past the last code point, \\u{10FFFF}", 1),
        ("x = `\\01`", "a template can't have octal escapes", 6),
        ("x = 01n", "01n is not a number that JavaScript can read", 5),
        ("x = 017.5", "017.5 is not a number that JavaScript can read", 5),
        ("x = 3in y", "a number can't be followed by i at once", 5),
        ("x = {__proto__: a, '__proto__': b}", "an object literal can set __proto__ only once", 20),
        ("x = {#a: 1}", "a private name can't stand outside a class", 6),
        ("x = {static a() {}}", "unexpected static", 6),
        ("x = <b/>", "this is JSX, which a browser can't read", 5),
        ("@a class B {}", "a browser can't read decorators", 1),
        ("/a/gg", "gg are not flags of a regular expression", 4),
        ("/a/uv", "uv are not flags of a regular expression", 4),
        ("x = a😀", "😀 (U+1F600) can't stand in a name", 6),
        ("throw\na", "a line can't end between throw and its value", 1),
        ("a\n=> b", "a line can't end before =>", 1),
        ("try {}", "try needs a catch or a finally", 1),
        ("function () {}", "a function that is a statement needs a name", 1),
        ("class {}", "a class that is a statement needs a name", 1),
        ("if (a) let b = 1", "a declaration can't stand here without braces around it", 8),
        ("(a + b) = c", "this can't be assigned to", 1),
        ("1++", "this can't be assigned to", 1),
        ("var {a: b.c} = d", "a name or a pattern of names is needed here", 9),
        ("await a", "await can't stand outside async functions and modules", 1),
        ("function f() { yield a }", "yield can't stand outside generators", 16),
        ("a => {}(1)", "parentheses are needed around this", 1),
        ("{ import a from 'b' }", "import can't stand inside a block or a function", 3),
        ("a; --> b", "--> can't stand here", 4),
        ("import 'a'; <!-- b", "a module can't have HTML comments", 13),
        ("class A { @b c }", "a browser can't read decorators", 11),
        ("class A { @b c() {} }", "a browser can't read decorators", 11),
        ("x = {@b c() {}}", "a browser can't read decorators", 6),
        ("@a export class B {}", "a browser can't read decorators", 1),
        ("for (a of b, c) ;", "for...of takes one expression", 11),
        ("for await (a of b) ;", "for await can't stand outside async functions and modules", 1),
        ("/a\u2028/", "a regular expression can't run over the end of a line", 1),
        ("import('a', b, c)", "import() takes one or two arguments", 7),
        ("a?.b`c`", "a template can't be tagged with an optional chain", 1),
    ],
)
def test_refused(text: str, message: str, column: int) -> None:
    """Each is refused where it is wrong."""
    error = refusal(text)

    assert error.location is not None
    assert (message, column) == (error.message, error.location.column)


@pytest.mark.parametrize(
    "text",
    [
        "x = {a: 1, 'b': 2,}",
        "x = [a,, b,,]",
        "f(a,)",
        "x = 'a\\\n/* '",
        "x = '\u2028'",
        "x = {__proto__: a, ['__proto__']: b, __proto__() {}}",
        "x = {__proto__: a, __proto__}",
        "x = {await: 1, yield: 2, if: 3}",
        "x = a\ufeff",
        "a\n--> b",
        "x = '-->' + '<!--'",
        "a --> b",
    ],
)
def test_lookalikes_are_fine(text: str) -> None:
    """What comes close to a trap and is none."""
    assert program(text).body


@pytest.mark.parametrize(
    "text",
    [
        "let\na = 1",
        "return\n(a)",
        "class A { static\na }",
        "class A { get\na() {} }",
        "class A { async\n[a]() {} }",
        "async /*\n*/ a => b",
        "a <!-- b",
        "a * yield",
        "export default function () {}\n(a)",
        "async /*\n*/ function f() {}",
        "class A { static get\n*a() {} }",
        "if (a) let\nb",
    ],
)
def test_what_would_be_misread_is_not_read(text: str) -> None:
    """Valid, rare, and wrong in the grammar's tree: better no tree than a wrong one."""
    with pytest.raises(UnsupportedSyntaxError) as caught:
        program(text)

    assert caught.value.location is not None
