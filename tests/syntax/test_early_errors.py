"""Early errors: each rule refuses what it is about, says so in place, and nothing else."""

from __future__ import annotations

import pytest

from tests.syntax.trees import program, refusal


@pytest.mark.parametrize(
    ("text", "message", "column"),
    [
        ("let a; let a", "a is declared twice", 12),
        ("let a; var a", "a is declared twice", 12),
        ("var a; let a", "a is declared twice", 12),
        ("const a = 1; function a() {}", "a is declared twice", 23),
        ("{ let a; { var a } }", "a is declared twice", 16),
        ("let a; { var a }", "a is declared twice", 14),
        ("for (let a;;) { var a }", "a is declared twice", 21),
        ("for (let a of b) var a", "a is declared twice", 22),
        ("switch (a) { case 1: let b; case 2: let b }", "b is declared twice", 41),
        ("try {} catch (a) { let a }", "a is declared twice", 24),
        ("try {} catch ([a]) { var a }", "a is declared twice", 26),
        ("function f(a) { let a }", "a is declared twice", 21),
        ("{ function a() {} let a }", "a is declared twice", 23),
        ("'use strict'; { function a() {} function a() {} }", "a is declared twice", 42),
        ("{ async function a() {} function a() {} }", "a is declared twice", 34),
        ("class A {} class A {}", "A is declared twice", 18),
        ("let [a, a] = b", "a is declared twice", 9),
        ("(a, a) => 1", "a is a parameter twice", 5),
        ("function f(a, [a]) {}", "a is a parameter twice", 16),
        ("'use strict'; function f(a, a) {}", "a is a parameter twice", 29),
        ("({ m(a, a) {} })", "a is a parameter twice", 9),
        ("function f(a, a) { 'use strict' }", "a is a parameter twice", 15),
        ("import a from 'b'; let a", "a is declared twice", 24),
        ("function a() {} export {}; var a", "a is declared twice", 32),
    ],
)
def test_names_declared_twice(text: str, message: str, column: int) -> None:
    """Declarations that exclude each other: the later one is at fault (ECMA-262 14.2.1)."""
    error = refusal(text)

    assert error.location is not None
    assert (message, column) == (error.message, error.location.column)


@pytest.mark.parametrize(
    ("text", "message", "column"),
    [
        ("x = { if }", "if is a reserved word, not a name", 7),
        ("enum = 1", "enum is a reserved word, not a name", 1),
        ("v\\u0061r = 1", "var is a reserved word, not a name", 1),
        ("let let = 1", "let can't be the name of a let or const", 5),
        ("'use strict'; let = 1", "let can't be a name in strict mode", 15),
        ("'use strict'; var yield", "yield can't be a name in strict mode", 19),
        ("function* g() { var yield }", "yield can't be a name in a generator", 21),
        ("async function f() { var await }", "await can't be a name in an async function", 26),
        ("import 'a'; await = 1", "await can't be a name in a module", 13),
        ("export {}; var await", "await can't be a name in a module", 16),
        ("class A { static { await } }", "await can't be a name in a class's static block", 20),
        ("class A { a = arguments }", "arguments can't be used in what initialises a class", 15),
        (
            "class A { static { arguments } }",
            "arguments can't be used in what initialises a class",
            20,
        ),
        ("'use strict'; eval = 1", "strict mode lets nobody set eval", 15),
        ("'use strict'; arguments++", "strict mode lets nobody set arguments", 15),
        ("'use strict'; [eval] = a", "strict mode lets nobody set eval", 16),
        ("'use strict'; ({ a: eval } = b)", "strict mode lets nobody set eval", 21),
        ("'use strict'; try {} catch (eval) {}", "strict mode lets nobody set eval", 29),
        ("function eval() { 'use strict' }", "strict mode lets nobody set eval", 10),
        ("class let {}", "let can't be a name in strict mode", 7),
        ("'use strict'; package: 1", "package can't be a name in strict mode", 15),
        ("function f(static) { 'use strict' }", "static can't be a name in strict mode", 12),
        ("(eval) => { 'use strict' }", "strict mode lets nobody set eval", 2),
        (
            "for (eval of a) { } function f() { 'use strict'; for (eval of a) ; }",
            "strict mode lets nobody set eval",
            55,
        ),
    ],
)
def test_words_that_are_no_names(text: str, message: str, column: int) -> None:
    """Reserved words, and words that some code can't have as names (13.1.1)."""
    error = refusal(text)

    assert error.location is not None
    assert (message, column) == (error.message, error.location.column)


@pytest.mark.parametrize(
    ("text", "message", "column"),
    [
        ("break", "break can't stand outside a loop or a switch", 1),
        ("continue", "continue can't stand outside a loop", 1),
        ("a: { continue a }", "the label a is not a loop's", 15),
        ("switch (a) { case 1: continue }", "continue can't stand outside a loop", 22),
        ("a: a: ;", "the label a is used again inside its own statement", 4),
        ("a: { break b }", "there is no label b around this", 12),
        (
            "while (a) { (function () { break }) }",
            "break can't stand outside a loop or a switch",
            28,
        ),
        ("a: while (b) { (() => { break a }) }", "there is no label a around this", 31),
        ("a: { } break a", "there is no label a around this", 14),
        ("if (a) b: function f() {}", "a function can't stand here without braces around it", 11),
        ("'use strict'; a: function f() {}", "strict mode has no labels on functions", 15),
        ("a: async function f() {}", "only a plain function can have a label", 1),
        ("a: function* f() {}", "a declaration can't stand here without braces around it", 4),
        ("continue\na", "continue can't stand outside a loop", 1),
        ("class A { static { break } }", "break can't stand outside a loop or a switch", 20),
    ],
)
def test_labels_and_jumps(text: str, message: str, column: int) -> None:
    """A jump leads to something around it, in its own function (14.8.1, 14.9.1, 14.13.1)."""
    error = refusal(text)

    assert error.location is not None
    assert (message, column) == (error.message, error.location.column)


@pytest.mark.parametrize(
    ("text", "message", "column"),
    [
        ("return 1", "return can't stand outside a function", 1),
        ("class A { static { return } }", "return can't stand outside a function", 20),
        ("'use strict'; with (a) b", "strict mode has no with", 15),
        ("if (a) async function f() {}", "a function can't stand here without braces around it", 8),
        (
            "'use strict'; if (a) function f() {}",
            "a function can't stand here without braces around it",
            22,
        ),
        ("while (a) function f() {}", "a function can't stand here without braces around it", 11),
        ("for (;;) function f() {}", "a function can't stand here without braces around it", 10),
        ("do function f() {} while (a)", "a function can't stand here without braces around it", 4),
        ("with (a) function f() {}", "a function can't stand here without braces around it", 10),
        ("const a", "the constant a needs a value", 7),
        ("let a, [b]", "a pattern needs a value to take apart", 8),
        ("var {a}", "a pattern needs a value to take apart", 5),
        ("for (const a;;) ;", "the constant a needs a value", 12),
        ("for (var [a] = 1 in b) ;", "what a loop goes through can't have a value", 16),
        ("'use strict'; for (var a = 1 in b) ;", "what a loop goes through can't have a value", 28),
        ("switch (a) { default: default: }", "a switch can have one default only", 23),
        ("for (let let of a) ;", "let can't be the name of a let or const", 10),
    ],
)
def test_statements(text: str, message: str, column: int) -> None:
    """Where statements may stand, and what they need (14)."""
    error = refusal(text)

    assert error.location is not None
    assert (message, column) == (error.message, error.location.column)


@pytest.mark.parametrize(
    ("text", "message", "column"),
    [
        (
            "function f(a = 1) { 'use strict' }",
            '"use strict" needs parameters that are mere names',
            21,
        ),
        ("(a = 1) => { 'use strict' }", '"use strict" needs parameters that are mere names', 14),
        ("({ get a(b) {} })", "a getter has no parameters", 10),
        ("({ set a() {} })", "a setter has exactly one parameter", 9),
        ("({ set a(...b) {} })", "a setter has exactly one parameter", 9),
        ("class A { get a(b) {} }", "a getter has no parameters", 17),
        ("function* g(a = yield) {}", "yield can't stand in parameters", 17),
        ("async function f(a = await b) {}", "await can't stand in parameters", 22),
        ("function* g() { (a = yield) => 1 }", "yield can't be a name in a generator", 22),
        (
            "async function f() { (a = await b) => 1 }",
            "await can't stand outside async functions and modules",
            27,
        ),
        ("async (a = await b) => 1", "await can't stand in parameters", 12),
        ("function f(...a, b) {}", "what takes the rest has to be the last", 12),
        ("new.target", "new.target can't stand outside a function", 1),
        ("() => new.target", "new.target can't stand outside a function", 7),
        ("super.a", "super can't stand outside a method", 1),
        ("super()", "super() can't stand outside the constructor of a class with extends", 1),
        ("function f() { super.a }", "super can't stand outside a method", 16),
        (
            "class A { constructor() { super() } }",
            "super() can't stand outside the constructor of a class with extends",
            27,
        ),
        (
            "class A extends B { m() { super() } }",
            "super() can't stand outside the constructor of a class with extends",
            27,
        ),
        (
            "class A extends B { constructor() { function f() { super() } } }",
            "super() can't stand outside the constructor of a class with extends",
            52,
        ),
        (
            "({ m() { super() } })",
            "super() can't stand outside the constructor of a class with extends",
            10,
        ),
        (
            "class A extends B { a = super() }",
            "super() can't stand outside the constructor of a class with extends",
            25,
        ),
    ],
)
def test_functions(text: str, message: str, column: int) -> None:
    """Parameters, and what only some functions may hold (15.1 to 15.9)."""
    error = refusal(text)

    assert error.location is not None
    assert (message, column) == (error.message, error.location.column)


@pytest.mark.parametrize(
    ("text", "message", "column"),
    [
        ("class A { constructor() {} constructor() {} }", "a class has one constructor only", 28),
        (
            "class A { get constructor() {} }",
            "a constructor can't be a getter, a setter, a generator or async",
            15,
        ),
        (
            "class A { *constructor() {} }",
            "a constructor can't be a getter, a setter, a generator or async",
            12,
        ),
        (
            "class A { async constructor() {} }",
            "a constructor can't be a getter, a setter, a generator or async",
            17,
        ),
        ("class A { constructor = 1 }", "a field can't be called constructor", 11),
        ("class A { static prototype() {} }", "a static member can't be called prototype", 18),
        ("class A { static prototype = 1 }", "a field can't be called prototype", 18),
        ("class A { #a; #a }", "#a is declared twice", 15),
        ("class A { get #a() {} get #a() {} }", "#a is declared twice", 27),
        ("class A { static get #a() {} set #a(b) {} }", "#a is declared twice", 34),
        ("class A { #constructor }", "a private name can't be #constructor", 11),
        ("class A { m() { this.#a } }", "no class around this declares #a", 22),
        ("a.#b", "no class around this declares #b", 3),
        ("class A { m() { delete this.#a } #a }", "a private name can't be deleted", 17),
        ("class A { m() { delete this?.#a } #a }", "a private name can't be deleted", 17),
        ("class A extends B { #a; m() { super.#a } }", "super has no private names", 31),
        ("class A { a() { 017 } }", "strict mode has no numbers with a leading 0", 17),
    ],
)
def test_classes(text: str, message: str, column: int) -> None:
    """Members of a class and private names (15.7.1)."""
    error = refusal(text)

    assert error.location is not None
    assert (message, column) == (error.message, error.location.column)


@pytest.mark.parametrize(
    ("text", "message", "column"),
    [
        ("'use strict'; delete a", "strict mode can't delete a name such as a", 15),
        ("'use strict'; delete (a)", "strict mode can't delete a name such as a", 15),
        ("a ?? b || c", "?? can't be mixed with && or || without parentheses", 6),
        ("a && b ?? c", "?? can't be mixed with && or || without parentheses", 1),
        ("a ?? b && c", "?? can't be mixed with && or || without parentheses", 6),
        ("-a ** b", "parentheses are needed around what ** raises", 1),
        ("async () => await a ** b", "parentheses are needed around what ** raises", 13),
        ("'use strict'; 017", "strict mode has no numbers with a leading 0", 15),
        ("'use strict'; 08", "strict mode has no numbers with a leading 0", 15),
        ("'use strict'; '\\1'", "strict mode has no octal escapes", 15),
        ("'use strict'; '\\8'", "strict mode has no octal escapes", 15),
        ("'\\1'; 'use strict'", "strict mode has no octal escapes", 1),
        ("import(...a)", "import() takes no spread", 8),
        ("function f() { 'use strict'; '\\07' }", "strict mode has no octal escapes", 30),
    ],
)
def test_expressions(text: str, message: str, column: int) -> None:
    """Operators, and the literals that strict mode has not (12.9, 13)."""
    error = refusal(text)

    assert error.location is not None
    assert (message, column) == (error.message, error.location.column)


@pytest.mark.parametrize(
    ("text", "message", "column"),
    [
        ("export { a }", "a is exported, but not declared", 10),
        ("export default 1; export default 2", "default is exported twice", 19),
        ("export var a, a", "a is exported twice", 15),
        ("export { a, a }; var a", "a is exported twice", 13),
        ("export * as a from 'b'; export { a } from 'c'", "a is exported twice", 34),
        ("export { 'a' }; var a", "text can't be the name of what is exported", 10),
        ("import { eval } from 'a'", "strict mode lets nobody set eval", 10),
        ("import { a as arguments } from 'b'", "strict mode lets nobody set arguments", 15),
    ],
)
def test_modules(text: str, message: str, column: int) -> None:
    """Imports and exports (16.2)."""
    error = refusal(text)

    assert error.location is not None
    assert (message, column) == (error.message, error.location.column)


@pytest.mark.parametrize(
    "text",
    [
        "var a; var a; function a() {} function a() {}",
        "function f(a, a) { var a; function a() {} }",
        "{ function a() {} function a() {} }",
        "let a; { let a } function f() { var a }",
        "try {} catch (a) { var a; { let a } }",
        "for (let a;;) { let a }",
        "for (var a = 1 in b) ;",
        "switch (a) { case 1: let b } let b",
        "if (a) function f() {} else function f() {}",
        "a: function f() {}",
        "a: while (b) { c: d: while (e) { continue a; break c } }",
        "a: ; a: { break a }",
        "var let, static, yield, await, async, of, get, implements, undefined",
        "({ if: 1, class: 2, await: 3 }).if.class",
        "x = { eval, arguments, await, yield }; eval = 1; arguments++",
        "function* f() { () => { yield; yield * 1 } }",
        "async function f() { () => { await; await * 1 } }",
        "(function await() {}); async function await() {}",
        "class A { a = () => this; static { function f() { return arguments } } }",
        "class A { m() { arguments; async () => { await 1 } } }",
        "function f() { 'use strict' } with (a) 017",
        "function f(a = 1) { 'not strict' }",
        "x = { get a() {}, set a(b) {}, a: 1, a: 2 }",
        "class A { get #a() {} set #a(b) {} static #b() { return #a in this && this?.#a } }",
        "class A { m() { return class { n(a) { return a.#b } } } #b }",
        "class A { static constructor() {} get a() {} ['constructor'] = 1; prototype() {} }",
        "class A extends B { constructor() { () => super(); super.a; new.target } }",
        "x = { m() { super.a; () => super.b } }",
        "function f() { () => new.target; return }",
        "(a ?? b) || c; a ?? (b && c); a || b && c",
        "(-a) ** b; 2 ** -a",
        "'use strict'; delete a.b; delete a[b]; '\\0'; 0.5",
        "export { a as b, a as 'c d', d as default }; var a; function d() {}",
        "export * from 'a'; export * from 'b'; import { default as c } from 'd'",
        "import a from 'b'; function f() { var a } { let a }",
        "for (var of of b) ; for (async in c) ; for (let in d) ;",
        "for ((async) of a) ; for (async.b of c) ;",
    ],
)
def test_what_comes_close(text: str) -> None:
    """What looks like a fault and is none."""
    assert program(text).body


def test_the_first_fault_is_reported() -> None:
    """Whatever rule it breaks, the first place in the text is the one to look at."""
    error = refusal("f = () => { return 1 }\nlet a; { break }\nlet a; x = { if }")

    assert str(error) == "appConfig.js:2:10: break can't stand outside a loop or a switch"


def test_a_fault_has_its_whole_span_and_help() -> None:
    """What is at fault is underlined as a whole, where offsets were moved too."""
    error = refusal("{ a: 1 }\nx = b => { c: { d: 2 } }\nlet é = 1; let é = 2")

    assert error.location is not None
    assert error.location[1:] == (3, 16, 3, 17)
    assert error.help == "rename or remove one of the declarations"
