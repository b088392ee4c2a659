"""Text that tree-sitter's grammar accepts, or reads as something else, and a browser doesn't."""

from __future__ import annotations

import pytest

from appconfig_merge.errors import UnsupportedSyntaxError
from appconfig_merge.syntax.estree import same_tree
from tests.syntax.trees import program, refusal, refusal_of_marked, spans


@pytest.mark.parametrize(
    ("marked", "message"),
    [
        ("x = {a: 1,«,» b: 2}", "a comma without a property before it"),
        ("x = {«,» a}", "a comma without a property before it"),
        ("({a,«,» b} = c)", "a comma without a property before it"),
        ("f(a,«,» b)", "a comma without an argument before it"),
        ("f(«,»)", "a comma without an argument before it"),
        ("x = 'a«»\n'", "a string can't run over the end of a line"),
        ("x = 'a«»\r'", "a string can't run over the end of a line"),
        ("x = 'a«»\n/* ' */'", "a string can't run over the end of a line"),
        ("x = '«\\u{110000}»'", "\\u{110000} is past the last code point, \\u{10FFFF}"),
        ("x = `\r\n«\\u{110000}»`", "\\u{110000} is past the last code point, \\u{10FFFF}"),
        ("x = `«\\01»`", "a template can't have octal escapes"),
        ("x = «01n»", "01n is not a number that JavaScript can read"),
        ("x = «017.5»", "017.5 is not a number that JavaScript can read"),
        ("x = «3i»n y", "a number can't be followed by i at once"),
        ("x = {__proto__: a, «'__proto__'»: b}", "an object literal can set __proto__ only once"),
        ("x = {«#a»: 1}", "a private name can't stand outside a class"),
        ("x = {«static» a() {}}", "unexpected static"),
        ("x = «<b/>»", "this is JSX, which a browser can't read"),
        ("«@a» class B {}", "a browser can't read decorators"),
        ("/a/«gg»", "gg are not flags of a regular expression"),
        ("/a/«uv»", "uv are not flags of a regular expression"),
        ("x = a«😀»", "😀 (U+1F600) can't stand in a name"),
        ("«throw»\na", "a line can't end between throw and its value"),
        ("a\n«=>» b", "a line can't end before =>"),
        ("«try» {}", "try needs a catch or a finally"),
        ("«function» () {}", "a function that is a statement needs a name"),
        ("«class» {}", "a class that is a statement needs a name"),
        ("if (a) «let» b = 1", "a declaration can't stand here without braces around it"),
        ("«(a + b)» = c", "this can't be assigned to"),
        ("«1»++", "this can't be assigned to"),
        ("var {a: «b.c»} = d", "a name or a pattern of names is needed here"),
        ("«await» a", "await can't stand outside async functions and modules"),
        ("function f() { «yield» a }", "yield can't stand outside generators"),
        ("«a => {}»(1)", "parentheses are needed around this"),
        ("{ «import» a from 'b' }", "import can't stand inside a block or a function"),
        ("a; «-->» b", "--> can't stand here"),
        ("import 'a'; «<!-- b»", "a module can't have HTML comments"),
        ("class A { «@b» c }", "a browser can't read decorators"),
        ("class A { «@b» c() {} }", "a browser can't read decorators"),
        ("x = {«@b» c() {}}", "a browser can't read decorators"),
        ("«@a» export class B {}", "a browser can't read decorators"),
        ("for (a of «b, c») ;", "for...of takes one expression"),
        ("«for await» (a of b) ;", "for await can't stand outside async functions and modules"),
        ("«/»a\u2028/", "a regular expression can't run over the end of a line"),
        ("import«('a', b, c)»", "import() takes one or two arguments"),
        ("(a\n«++»)", "a line can't end before ++"),
        ("«async»\n() => a", "a line can't end between async and its function's parameters"),
        ("x = {«async»\na() {}}", "a line can't end between async and its function's name"),
        ("async () => { for «await» (a in b) ; }", "for...in takes no await"),
        ("for («let» of a) ;", "for...of can't start with the name let"),
        ("for («async» of a) ;", "for...of can't start with the name async"),
        ("[«...a», b] = c", "what takes the rest has to be the last"),
        ("({«...a», b} = c)", "what takes the rest has to be the last"),
        ("({...«{a}»} = b)", "the rest of an object needs a name"),
        ("var {a: «...b»} = c", "unexpected rest pattern"),
        ("«a?.b» = c", "an optional chain can't be assigned to"),
        ("new «a?.b»()", "parentheses are needed around what new calls"),
        ("new «import('a')»", "parentheses are needed around what new calls"),
        ("-«a = b»", "parentheses are needed around this operand"),
        ("typeof «() => {}»", "parentheses are needed around this operand"),
        ("a + «b => c»", "parentheses are needed around this operand"),
        ("a && «() => b || c»", "parentheses are needed around this operand"),
        ("«a => {}» + b", "parentheses are needed around this"),
        ("«a => {}» ? b : c", "parentheses are needed around this"),
        ("x = `«\\01»a`", "a template can't have octal escapes"),
        ("x = `«\\00»`", "a template can't have octal escapes"),
        ("x = `«\\8»`", "a template can't have octal escapes"),
        ("x = «a\\u0000»", "U+0000 can't stand in a name"),
        ("x = a«\\u{110000}»", "\\u{110000} can't stand in a name"),
        ("x = a.«\\u0031»", "1 can't stand in a name"),
        ("new «() => {}»", "parentheses are needed around this operand"),
        ("new «a => b»", "parentheses are needed around this operand"),
        ("!«#a in b»", "parentheses are needed around this operand"),
        ("function* f() { «yield».a }", "parentheses are needed around this"),
        ("class A extends «b + c» {}", "parentheses are needed around what a class extends"),
        (
            "class A extends B { m() { «(super)».a } }",
            "super can't stand in parentheses of its own",
        ),
        ("x = { «async» get a() {} }", "a getter or setter can't be async"),
        ("class A { static get /* */ «*»a() {} }", "unexpected *"),
        ("«function» f() {} , a", "a function can't be the start of a larger expression here"),
        ("import {«,»} from 'b'", "a comma without a name before it"),
        ("export {«,»}", "a comma without a name before it"),
        ("«a?.b`c`»", "a template can't be tagged with an optional chain"),
    ],
)
def test_refused(marked: str, message: str) -> None:
    """Each is refused for what is wrong in it."""
    assert refusal_of_marked(marked).message == message


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
