"""An early error is found wherever an expression, a statement or a function's body can stand."""

from __future__ import annotations

import pytest

from tests.syntax.trees import program, refusal_of_marked

# What is refused and what is read, as an expression and as a statement: only the labels differ.
WRONG = "function () { x: «x»: ; }"
RIGHT = "function () { x: y: ; }"


def fill(place: str, filling: str) -> str:
    """A text with something in a place that is marked with ``@``."""
    return place.replace("@", filling)


def check(place: str, wrong: str, right: str) -> None:
    """What is wrong is refused in this place, in its own span; what is right is read."""
    assert program(fill(place, right)).body
    error = refusal_of_marked(fill(place, wrong))

    assert error.message == "the label x is used again inside its own statement"


@pytest.mark.parametrize(
    "place",
    [
        "(@)", "-@", "!@", "typeof @", "void @", "delete @", "a + @", "(@) + a", "a ** @",
        "a && @", "(@) && a", "a ?? @", "(@) ?? a", "a = @", "a += @", "a.b = @", "a[@] = 1",
        "a[@]++", "--a[@]", "[a[@]] = b", "[a = @] = b", "[...a[@]] = b", "({ a: b = @ } = c)",
        "({ a = @ } = b)", "({ [@]: a } = b)", "({ a: b[@] } = c)", "({ ...a[@] } = b)",
        "(@) ? a : b", "a ? @ : b", "a ? b : @", "a, @", "(@), a",
        "(@).a", "(@)[a]", "a[@]", "a?.[@]", "(@)?.a", "a?.(@)", "a(@)", "a(b, @)", "a(...@)",
        "(@)()", "new (@)", "new a(@)", "new a(...@)", "[@]", "[a, @]", "[, @]", "[...@]",
        "({ a: @ })", "({ [@]: a })", "({ ...@ })", "({ [@]() {} })", "({ get [@]() {} })",
        "({ a: 1, b: [{ c: @ }] })", "`${@}`", "`a${b}${@}c`", "a`${@}`", "(@)`b`",
        "(() => @)", "(() => { (@) })", "((a = @) => 1)", "(({ a = @ }) => 1)",
        "(([a = @]) => 1)", "(({ [@]: a }) => 1)", "((...[a = @]) => 1)", "async () => await @",
        "(function (a = @) {})", "(function () { return @ })", "(function* () { yield @ })",
        "(function* () { yield* @ })", "({ a(b = @) {} })", "({ set a(b = @) {} })",
        "({ get a() { return @ } })", "({ async *a() { yield @ } })", "(class extends (@) {})",
        "(class { [@] = 1 })", "(class { a = @ })", "(class { static a = @ })",
        "(class { #a = @ })", "(class { [@]() {} })", "(class { a(b = @) {} })",
        "(class { static { (@) } })", "(class { get a() { return @ } })",
        "(class extends a { constructor() { super(@) } })", "(class { a() { super[@] } })",
        "import(@)", "a.b(@).c", "new (a(@)).b",
    ],
)  # fmt: skip
def test_in_every_expression(place: str) -> None:
    """Operands, arguments, members, patterns' defaults and keys, bodies, templates."""
    check(f"x = [{place}]", WRONG, RIGHT)


@pytest.mark.parametrize(
    "place",
    [
        "var a = @", "var a, b = @", "let [a = @] = b", "const { a: { b = @ } } = c",
        "let { [@]: a } = b", "var [[a = @]] = b", "if (@) ;", "while (@) ;", "do ; while (@)",
        "for (a = @;;) ;", "for (var a = @;;) ;", "for (; @;) ;", "for (;; @) ;",
        "for (a of @) ;", "for (a in @) ;", "for (var a in @) ;", "for (let a of @) ;",
        "for (a[@] of b) ;", "for (a[@] in b) ;", "for (let [a = @] of b) ;", "throw @",
        "for (const { [@]: a } in b) ;", "async () => { for await (a of @) ; }",
        "switch (@) {}", "switch (a) { case @: }", "switch (a) { case 1: (@) }", "with (@) ;",
        "try {} catch ({ a = @ }) {}", "a: b = @", "class A extends (@) {}",
        "class A { a = @ }", "function f(a = @) {}", "async function f() { await @ }",
        "export default (@)", "export var a = @", "export class A { a = @ }",
        "export default class { a = @ }", "export default function (a = @) {}",
    ],
)  # fmt: skip
def test_in_the_expressions_of_every_statement(place: str) -> None:
    """Conditions, heads of loops, initialisers, what is thrown, returned or exported."""
    check(place, WRONG, RIGHT)


@pytest.mark.parametrize(
    "place",
    [
        "@", "{ @ }", "{ let a; @ }", "if (a) @", "if (a) ; else @", "if (a) { @ }", "while (a) @",
        "do @ while (a)", "for (;;) @", "for (let a;;) @", "for (a of b) @", "for (var a of b) @",
        "for (let a of b) @", "for (a in b) @", "for (const a in b) @", "with (a) @", "a: @",
        "try { @ } finally {}", "try {} catch { @ }", "try {} catch (a) { @ }",
        "try {} finally { @ }", "switch (a) { case 1: @ }", "switch (a) { default: @ }",
        "switch (a) { case 1: let b; @ }", "function f() { @ }", "(function () { @ })",
        "async function* f() { @ }", "(() => { @ })", "(async () => { @ })", "({ a() { @ } })",
        "({ get a() { @ } })", "({ set a(b) { @ } })", "class A { a() { @ } }",
        "class A { static #a() { @ } }", "class A { constructor() { @ } }",
        "class A { static { @ } }", "export function f() { @ }", "export default function () { @ }",
        "export default class { a() { @ } }", "export {}; @",
    ],
)  # fmt: skip
def test_in_every_statement(place: str) -> None:
    """Branches, bodies of loops, blocks, clauses, and the bodies of functions and classes."""
    check(place, "x: «x»: ;", "x: y: ;")
