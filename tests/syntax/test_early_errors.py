"""Early errors: each rule refuses what it is about, says so in place, and nothing else."""

from __future__ import annotations

import pytest

from tests.syntax.trees import program, refusal, refusal_of_marked


@pytest.mark.parametrize(
    ("marked", "message"),
    [
        ("let a; let «a»", "a is declared twice"),
        ("let a; var «a»", "a is declared twice"),
        ("var a; let «a»", "a is declared twice"),
        ("const a = 1; function «a»() {}", "a is declared twice"),
        ("{ let a; { var «a» } }", "a is declared twice"),
        ("let a; { var «a» }", "a is declared twice"),
        ("for (let a;;) { var «a» }", "a is declared twice"),
        ("for (let a of b) var «a»", "a is declared twice"),
        ("switch (a) { case 1: let b; case 2: let «b» }", "b is declared twice"),
        ("try {} catch (a) { let «a» }", "a is declared twice"),
        ("try {} catch ([a]) { var «a» }", "a is declared twice"),
        ("function f(a) { let «a» }", "a is declared twice"),
        ("{ function a() {} let «a» }", "a is declared twice"),
        ("'use strict'; { function a() {} function «a»() {} }", "a is declared twice"),
        ("{ async function a() {} function «a»() {} }", "a is declared twice"),
        ("class A {} class «A» {}", "A is declared twice"),
        ("let [a, «a»] = b", "a is declared twice"),
        ("(a, «a») => 1", "a is a parameter twice"),
        ("function f(a, [«a»]) {}", "a is a parameter twice"),
        ("'use strict'; function f(a, «a») {}", "a is a parameter twice"),
        ("({ m(a, «a») {} })", "a is a parameter twice"),
        ("function f(a, «a») { 'use strict' }", "a is a parameter twice"),
        ("import a from 'b'; let «a»", "a is declared twice"),
        ("function a() {} export {}; var «a»", "a is declared twice"),
    ],
)
def test_names_declared_twice(marked: str, message: str) -> None:
    """Declarations that exclude each other: the later one is at fault (ECMA-262 14.2.1)."""
    assert refusal_of_marked(marked).message == message


@pytest.mark.parametrize(
    ("marked", "message"),
    [
        ("x = { «if» }", "if is a reserved word, not a name"),
        ("«enum» = 1", "enum is a reserved word, not a name"),
        ("«v\\u0061r» = 1", "var is a reserved word, not a name"),
        ("let «let» = 1", "let can't be the name of a let or const"),
        ("'use strict'; «let» = 1", "let can't be a name in strict mode"),
        ("'use strict'; var «yield»", "yield can't be a name in strict mode"),
        ("function* g() { var «yield» }", "yield can't be a name in a generator"),
        ("async function f() { var «await» }", "await can't be a name in an async function"),
        ("import 'a'; «await» = 1", "await can't be a name in a module"),
        ("export {}; var «await»", "await can't be a name in a module"),
        ("class A { static { «await» } }", "await can't be a name in a class's static block"),
        ("class A { a = «arguments» }", "arguments can't be used in what initialises a class"),
        (
            "class A { static { «arguments» } }",
            "arguments can't be used in what initialises a class",
        ),
        ("'use strict'; «eval» = 1", "strict mode lets nobody set eval"),
        ("'use strict'; «arguments»++", "strict mode lets nobody set arguments"),
        ("'use strict'; [«eval»] = a", "strict mode lets nobody set eval"),
        ("'use strict'; ({ a: «eval» } = b)", "strict mode lets nobody set eval"),
        ("'use strict'; try {} catch («eval») {}", "strict mode lets nobody set eval"),
        ("function «eval»() { 'use strict' }", "strict mode lets nobody set eval"),
        ("class «let» {}", "let can't be a name in strict mode"),
        ("'use strict'; «package»: 1", "package can't be a name in strict mode"),
        ("function f(«static») { 'use strict' }", "static can't be a name in strict mode"),
        ("(«eval») => { 'use strict' }", "strict mode lets nobody set eval"),
        (
            "for (eval of a) { } function f() { 'use strict'; for («eval» of a) ; }",
            "strict mode lets nobody set eval",
        ),
    ],
)
def test_words_that_are_no_names(marked: str, message: str) -> None:
    """Reserved words, and words that some code can't have as names (13.1.1)."""
    assert refusal_of_marked(marked).message == message


@pytest.mark.parametrize(
    ("marked", "message"),
    [
        ("«break»", "break can't stand outside a loop or a switch"),
        ("«continue»", "continue can't stand outside a loop"),
        ("a: { continue «a» }", "the label a is not a loop's"),
        ("switch (a) { case 1: «continue» }", "continue can't stand outside a loop"),
        ("a: «a»: ;", "the label a is used again inside its own statement"),
        ("a: { break «b» }", "there is no label b around this"),
        ("while (a) { (function () { «break» }) }", "break can't stand outside a loop or a switch"),
        ("a: while (b) { (() => { break «a» }) }", "there is no label a around this"),
        ("a: { } break «a»", "there is no label a around this"),
        ("if (a) b: «function» f() {}", "a function can't stand here without braces around it"),
        ("'use strict'; «a»: function f() {}", "strict mode has no labels on functions"),
        ("«a»: async function f() {}", "only a plain function can have a label"),
        ("a: «function»* f() {}", "a declaration can't stand here without braces around it"),
        ("«continue»\na", "continue can't stand outside a loop"),
        ("class A { static { «break» } }", "break can't stand outside a loop or a switch"),
    ],
)
def test_labels_and_jumps(marked: str, message: str) -> None:
    """A jump leads to something around it, in its own function (14.8.1, 14.9.1, 14.13.1)."""
    assert refusal_of_marked(marked).message == message


@pytest.mark.parametrize(
    ("marked", "message"),
    [
        ("«return» 1", "return can't stand outside a function"),
        ("class A { static { «return» } }", "return can't stand outside a function"),
        ("'use strict'; «with» (a) b", "strict mode has no with"),
        ("if (a) «async» function f() {}", "a function can't stand here without braces around it"),
        (
            "'use strict'; if (a) «function» f() {}",
            "a function can't stand here without braces around it",
        ),
        ("while (a) «function» f() {}", "a function can't stand here without braces around it"),
        ("for (;;) «function» f() {}", "a function can't stand here without braces around it"),
        ("do «function» f() {} while (a)", "a function can't stand here without braces around it"),
        ("with (a) «function» f() {}", "a function can't stand here without braces around it"),
        ("const «a»", "the constant a needs a value"),
        ("let a, «[b]»", "a pattern needs a value to take apart"),
        ("var «{a}»", "a pattern needs a value to take apart"),
        ("for (const «a»;;) ;", "the constant a needs a value"),
        ("for (var [a] = «1» in b) ;", "what a loop goes through can't have a value"),
        ("'use strict'; for (var a = «1» in b) ;", "what a loop goes through can't have a value"),
        ("switch (a) { default: «default»: }", "a switch can have one default only"),
        ("for (let «let» of a) ;", "let can't be the name of a let or const"),
    ],
)
def test_statements(marked: str, message: str) -> None:
    """Where statements may stand, and what they need (14)."""
    assert refusal_of_marked(marked).message == message


@pytest.mark.parametrize(
    ("marked", "message"),
    [
        (
            "function f(a = 1) { «'use strict'» }",
            '"use strict" needs parameters that are mere names',
        ),
        ("(a = 1) => { «'use strict'» }", '"use strict" needs parameters that are mere names'),
        ("({ get a(«b») {} })", "a getter has no parameters"),
        ("({ set a«()» {} })", "a setter has exactly one parameter"),
        ("({ set a«(...b)» {} })", "a setter has exactly one parameter"),
        ("class A { get a(«b») {} }", "a getter has no parameters"),
        ("function* g(a = «yield») {}", "yield can't stand in parameters"),
        ("async function f(a = «await» b) {}", "await can't stand in parameters"),
        ("function* g() { (a = «yield») => 1 }", "yield can't be a name in a generator"),
        (
            "async function f() { (a = «await» b) => 1 }",
            "await can't stand outside async functions and modules",
        ),
        ("async (a = «await» b) => 1", "await can't stand in parameters"),
        ("function f(«...a», b) {}", "what takes the rest has to be the last"),
        ("«new.target»", "new.target can't stand outside a function"),
        ("() => «new.target»", "new.target can't stand outside a function"),
        ("«super».a", "super can't stand outside a method"),
        ("«super»()", "super() can't stand outside the constructor of a class with extends"),
        ("function f() { «super».a }", "super can't stand outside a method"),
        (
            "class A { constructor() { «super»() } }",
            "super() can't stand outside the constructor of a class with extends",
        ),
        (
            "class A extends B { m() { «super»() } }",
            "super() can't stand outside the constructor of a class with extends",
        ),
        (
            "class A extends B { constructor() { function f() { «super»() } } }",
            "super() can't stand outside the constructor of a class with extends",
        ),
        (
            "({ m() { «super»() } })",
            "super() can't stand outside the constructor of a class with extends",
        ),
        (
            "class A extends B { a = «super»() }",
            "super() can't stand outside the constructor of a class with extends",
        ),
    ],
)
def test_functions(marked: str, message: str) -> None:
    """Parameters, and what only some functions may hold (15.1 to 15.9)."""
    assert refusal_of_marked(marked).message == message


@pytest.mark.parametrize(
    ("marked", "message"),
    [
        ("class A { constructor() {} «constructor»() {} }", "a class has one constructor only"),
        (
            "class A { get «constructor»() {} }",
            "a constructor can't be a getter, a setter, a generator or async",
        ),
        (
            "class A { *«constructor»() {} }",
            "a constructor can't be a getter, a setter, a generator or async",
        ),
        (
            "class A { async «constructor»() {} }",
            "a constructor can't be a getter, a setter, a generator or async",
        ),
        ("class A { «constructor» = 1 }", "a field can't be called constructor"),
        ("class A { static «prototype»() {} }", "a static member can't be called prototype"),
        ("class A { static «prototype» = 1 }", "a field can't be called prototype"),
        ("class A { #a; «#a» }", "#a is declared twice"),
        ("class A { get #a() {} get «#a»() {} }", "#a is declared twice"),
        ("class A { static get #a() {} set «#a»(b) {} }", "#a is declared twice"),
        ("class A { «#constructor» }", "a private name can't be #constructor"),
        ("class A { m() { this.«#a» } }", "no class around this declares #a"),
        ("a.«#b»", "no class around this declares #b"),
        ("class A { m() { «delete this.#a» } #a }", "a private name can't be deleted"),
        ("class A { m() { «delete this?.#a» } #a }", "a private name can't be deleted"),
        ("class A extends B { #a; m() { «super.#a» } }", "super has no private names"),
        ("class A { a() { «017» } }", "strict mode has no numbers with a leading 0"),
    ],
)
def test_classes(marked: str, message: str) -> None:
    """Members of a class and private names (15.7.1)."""
    assert refusal_of_marked(marked).message == message


@pytest.mark.parametrize(
    ("marked", "message"),
    [
        ("'use strict'; «delete a»", "strict mode can't delete a name such as a"),
        ("'use strict'; «delete (a)»", "strict mode can't delete a name such as a"),
        ("a ?? «b || c»", "?? can't be mixed with && or || without parentheses"),
        ("«a && b» ?? c", "?? can't be mixed with && or || without parentheses"),
        ("a ?? «b && c»", "?? can't be mixed with && or || without parentheses"),
        ("«-a» ** b", "parentheses are needed around what ** raises"),
        ("async () => «await a» ** b", "parentheses are needed around what ** raises"),
        ("'use strict'; «017»", "strict mode has no numbers with a leading 0"),
        ("'use strict'; «08.5»", "strict mode has no numbers with a leading 0"),
        ("'use strict'; a = «'\\1'»", "strict mode has no octal escapes"),
        ("'use strict'; «00»", "strict mode has no numbers with a leading 0"),
        ("'use strict'; «08»", "strict mode has no numbers with a leading 0"),
        ("'use strict'; «'\\1'»", "strict mode has no octal escapes"),
        ("'use strict'; «'\\8'»", "strict mode has no octal escapes"),
        ("«'\\1'»; 'use strict'", "strict mode has no octal escapes"),
        ("import(«...a»)", "import() takes no spread"),
        ("function f() { 'use strict'; «'\\07'» }", "strict mode has no octal escapes"),
    ],
)
def test_expressions(marked: str, message: str) -> None:
    """Operators, and the literals that strict mode has not (12.9, 13)."""
    assert refusal_of_marked(marked).message == message


@pytest.mark.parametrize(
    ("marked", "message"),
    [
        ("export { «a» }", "a is exported, but not declared"),
        ("export default 1; «export default 2»", "default is exported twice"),
        ("export var a, «a»", "a is exported twice"),
        ("export { a, «a» }; var a", "a is exported twice"),
        ("export * as a from 'b'; export { «a» } from 'c'", "a is exported twice"),
        ("export { «'a'» }; var a", "text can't be the name of what is exported"),
        ("import { «eval» } from 'a'", "strict mode lets nobody set eval"),
        ("import { a as «arguments» } from 'b'", "strict mode lets nobody set arguments"),
    ],
)
def test_modules(marked: str, message: str) -> None:
    """Imports and exports (16.2)."""
    assert refusal_of_marked(marked).message == message


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
