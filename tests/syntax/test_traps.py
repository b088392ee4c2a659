"""Text that tree-sitter's grammar accepts, or reads as something else, and a browser doesn't."""

from __future__ import annotations

import pytest

from appconfig_merge.errors import UnsupportedSyntaxError
from appconfig_merge.syntax.estree import same_tree
from tests.syntax.trees import program, refusal, spans


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
        ("(a\n++)", "a line can't end before ++", 1),
        ("async\n() => a", "a line can't end between async and its function's parameters", 1),
        ("x = {async\na() {}}", "a line can't end between async and its function's name", 6),
        ("async () => { for await (a in b) ; }", "for...in takes no await", 19),
        ("for (let of a) ;", "for...of can't start with the name let", 6),
        ("for (async of a) ;", "for...of can't start with the name async", 6),
        ("[...a, b] = c", "what takes the rest has to be the last", 2),
        ("({...a, b} = c)", "what takes the rest has to be the last", 3),
        ("({...{a}} = b)", "the rest of an object needs a name", 6),
        ("var {a: ...b} = c", "unexpected rest pattern", 9),
        ("a?.b = c", "an optional chain can't be assigned to", 1),
        ("new a?.b()", "parentheses are needed around what new calls", 5),
        ("new import('a')", "parentheses are needed around what new calls", 5),
        ("-a = b", "parentheses are needed around this operand", 2),
        ("typeof () => {}", "parentheses are needed around this operand", 8),
        ("!#a in b", "parentheses are needed around this operand", 2),
        ("function* f() { yield.a }", "parentheses are needed around this", 17),
        ("class A extends b + c {}", "parentheses are needed around what a class extends", 17),
        (
            "class A extends B { m() { (super).a } }",
            "super can't stand in parentheses of its own",
            27,
        ),
        ("x = { async get a() {} }", "a getter or setter can't be async", 7),
        ("class A { static get /* */ *a() {} }", "unexpected *", 28),
        ("function f() {} , a", "a function can't be the start of a larger expression here", 1),
        ("import {,} from 'b'", "a comma without a name before it", 9),
        ("export {,}", "a comma without a name before it", 9),
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
    ("text", "read_as"),
    [
        ("let\na = 1", "let a = 1"),
        ("let /* b */\n[a] = [1]", "let [a] = [1]"),
        ("if (a) let\nb", "if (a) let; b"),
        ("let\nif (a) b", "let; if (a) b"),
        ("function f() { return\n(a) }", "function f() { return; (a) }"),
        ("function* f() { yield\n(a) }", "function* f() { yield; (a) }"),
        ("class A { static\na }", "class A { static a }"),
        ("class A { get\na() {} }", "class A { get a() {} }"),
        ("class A { async\n[a]() {} }", "class A { async; [a]() {} }"),
        ("class A { static get\n*a() {} }", "class A { static get; *a() {} }"),
        ("async /*\n*/ a => b", "async; a => b"),
        ("async /*\n*/ function f() {}", "async; function f() {}"),
        ("a <!-- b", "a"),
        ("a <!--b\n--> c\nd", "a; d"),
        ("a /* b\n*/ c; 01.d", "a; c; 01 .d"),
        ("undefined |= a", "(undefined) |= a"),
    ],
)
def test_where_the_grammar_ends_a_statement_elsewhere(text: str, read_as: str) -> None:
    """Semicolons are inserted where ECMA-262 12.10 inserts them, and nowhere else."""
    assert same_tree(program(text), program(read_as))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("yield = a", "AssignmentExpression"),
        ("yield", "Identifier"),
        ("yield * a", "BinaryExpression"),
        ("a * yield", "BinaryExpression"),
        ("yield (a)", "CallExpression"),
        ("await (a)", "CallExpression"),
        ("await + a", "BinaryExpression"),
        ("-- yield", "UpdateExpression"),
        ("yield => a", "ArrowFunctionExpression"),
        ("[(a)] = b", "AssignmentExpression"),
        ("[...(a.b)] = c", "AssignmentExpression"),
        ("({ a: (b[0]) = 1 } = c)", "AssignmentExpression"),
        ("01.a", "MemberExpression"),
        ("a`\\u{b}\\x`", "TaggedTemplateExpression"),
    ],
)
def test_what_the_grammar_does_not_know(text: str, kind: str) -> None:
    """It is parsed around, and read from the source."""
    (statement,) = program(text).body

    assert statement.expression.type == kind  # type: ignore[attr-defined]


def test_yield_as_a_name_and_as_an_operator() -> None:
    """A file may use the word for both: what is around it decides."""
    text = "function* f() { yield; yield a; function g(yield) { yield(1) } yield (b) }"
    (function,) = program(text).body

    assert [kind for kind, _ in spans(text, function) if kind == "YieldExpression"] == [
        "YieldExpression"
    ] * 3


@pytest.mark.parametrize(
    "text",
    ["var [(a)] = b", "function f(a, (b), c) {}", "x = {a, (b), c}", "import {a, (b), c} from 'd'"],
)
def test_parentheses_where_a_name_is_needed(text: str) -> None:
    """Parsing around parentheses lets none pass where a pattern may not have them."""
    refusal(text)


def test_what_would_be_misread_is_not_read() -> None:
    """Valid, rare, and wrong in the grammar's tree: better no tree than a wrong one."""
    with pytest.raises(UnsupportedSyntaxError) as caught:
        program("export default function () {}\n(a)")

    assert caught.value.location is not None
