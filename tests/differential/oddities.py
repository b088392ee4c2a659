"""What is not evaluated yet, to attack the reckoning with what it may do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.differential.comparison import MARK
from tests.differential.strings import STRINGS

if TYPE_CHECKING:
    from tests.differential.expressions import Expressions


EXPRESSIONS = (
    "page.id(<thing>)",
    "page.keep(<any>)",
    "page.poke(<any>)",
    "page.pokeKept()",
    "page.kept()",
    "page.call(<function>, <expression>)",
    "page.install(<thing>)",
    "[<expression>, <thing>].map(<function>)",
    "a0.forEach(<function>)",
    "a0.push(<expression>)",
    "a0.slice()",
    "[...a0].concat(<thing>).reverse()",
    "[3, 1, 2].sort(<function>)",
    "JSON.stringify(<thing>)",
    "JSON.parse('{\"a\": [1]}')",
    "Object.keys(<thing>)",
    "Object.values(<thing>)",
    "Object.entries(<thing>).map(<function>)",
    "Object.defineProperty(<thing>, 'a', {get() <body>, configurable: true})",
    "Object.defineProperty(<thing>, 'b', {value: <value>, enumerable: true})",
    "Object.create(<thing>)",
    "Object.setPrototypeOf(<thing>, <thing>)",
    "Object.getPrototypeOf(<thing>)",
    "Reflect.ownKeys(<thing>)",
    "String(<thing>)",
    "Number(<expression>)",
    "(<expression> + '').toUpperCase()",
    "`${<expression>}`.split('').length",
    "new (class { constructor() { this.a = <expression>; } static s = <thing>; })()",
    "(class { static s = <thing>; static m() <body> }).s",
    "new (function () <body>)()",
    "[...(function* () { yield <expression>; <inner> })()]",
    "(function* () { <inner> yield 1; })()",
    "(async () => <body>)()",
    "((strings, ...rest) => { <inner> return rest; })`x${<expression>}`",
    "(<expression>) instanceof Object",
    "({valueOf() <body>, toString: <function>} + '')",
    "(+{valueOf: () => (<expression>)})",
    "(<name> == {toString: <function>})",
    "Object.assign({}, <thing>, {get b() <body>})",
    "({...<thing>})",
    "structuredClone(<value>)",
    "new Proxy(<thing>, {get() <body>}).a",
    "eval(`v0 = 5; o0`)",
    "Function('return o0')()",
    "new Map([[1, <thing>]]).get(1)",
    "<thing>.hasOwnProperty(<value>)",
    "<thing>.toString()",
    "<thing>.constructor",
    "<function>.bind(<thing>)()",
    "(page.flag ? <thing> : <thing>).a",
    "(page.flag ? <function> : <function>)(<expression>)",
    "(<thing>)[page.s]",
    "((<thing>)[page.s] = <expression>)",
    "((page.flag ? <thing> : <thing>).<key> = <expression>)",
    "(<thing>.a = page.id(<thing>))",
    "page?.missing?.(<expression>)",
    "page.missing?.[<expression>]",
    "(delete (page.flag ? <thing> : <thing>).a)",
    "[page.flag, <thing>][page.n]",
    "Math.max(<expression>, 2)",
    "parseInt(<expression>)",
    "Symbol.iterator in <thing>",
)
STATEMENTS = (
    "for (var <item> = 0; <item> < 2; <item>++) <block>",
    "for (let <item> of <array>) { <inner> }",
    "for (const <item> in <thing>) { <inner> <name> = <item>; }",
    "for (const <item> of [<thing>]) { v0 = <item>; o0.k = <item>; }",
    "for (o0.q of [1, 2]) <block>",
    "var <item> = 2; while (<item>--) { <inner> }",
    "do <block> while (false);",
    "switch (<expression>) { case 1: <inner> default: <inner> }",
    "switch (v0) { case v1: <inner> break; case 'a': <inner> }",
    "try { <inner> } catch { <inner> }",
    "try { <inner> throw <expression>; } catch (e) { v1 = e; <inner> }",
    "try { <inner> } finally { <inner> }",
    "try { <name> = <thing>; } catch ({a}) <block>",
    "try { if (<condition>) throw <mark>; } finally { <inner> }",
    "<item>: { <inner> break <item>; }",
    "class <cls> { static s = <thing>; m() <body> } v1 = <cls>.s; v0 = new <cls>().m;",
    "class <cls> { get a() <body> } o0.z = new <cls>(); v0 = o0.z.a;",
    "Object.prototype.polluted = <expression>; v0 = o0.polluted;",
    "Array.prototype.a = <expression>;",
    "Object.getPrototypeOf(<thing>).late = 1; v0 = o0.late;",
    "(<thing>).__proto__.deep = 1; v1 = ({}).deep;",
    "(<thing>).constructor.prototype.viaC = 2; v1 = ({}).viaC;",
    "Object.prototype.toString = () => 'changed'; v0 = '' + o1;",
    "Object.defineProperty(Object.prototype, 'a', {set() <body>, get: <function>});",
    "page.keep(<function>); v0 = 1; page.pokeKept();",
    "page.keep(<thing>); o0.fresh = {a: 1}; page.pokeKept();",
    "page.install(o0); o0.run?.(); v1 = o0.hidden;",
    "page.setGlobals();",
    "page.pokeGlobals();",
    "{ const list = [<thing>]; for (const one of list) one.a = <expression>; }",
    "{ let box; for (;;) { box = <thing>; break; } box.a = <expression>; }",
    "{ let box = {}; for (;;) { box.in = <thing>; break; } box.in.a = <expression>; }",
    "{ let box = () => 1; for (;;) { box = () => { v0 = 3; <inner> }; break; } v0 = 1; box(); }",
    "{ const get = {get a() <body>}; get.a; const {a} = get; v1 = {...get}; }",
    "{ const set = {set a(to) <body>}; set.a = <expression>; v0 = set; }",
    "{ const it = {*[Symbol.iterator]() { <inner> yield 1; }}; v0 = [...it]; }",
    "{ const [one] = (function* () { <inner> yield <thing>; })(); one.b = 1; }",
    "{ const gen = (function* () { v0 = 9; yield 1; })(); v0 = 1; v1 = [...gen]; }",
    "{ const s = page.flag ? {...<thing>} : <thing>; s.a = <expression>; s.b.c = 1; }",
    "{ const s = {...(page.flag ? o0 : o1)}; if (s.a) s.a.b = 'via copy'; }",
    "{ const s = [...(page.flag ? a0 : [o0])]; s[0].b = 'via array'; }",
    "(function (q) { arguments[0] = <expression>; v0 = q; })(1);",
    "(function (q) { q = 2; v0 = arguments[0]; })(1);",
    "eval('v0 = 77; var made = 1;'); v1 = typeof made;",
    "(0, eval)('o0 = {evaluated: 1}');",
    "with (<thing>) { a = 5; <inner> }",
    "try { function inTry<item>() { return 4; } } catch {} v0 = typeof inTry<item>;",
    "switch (1) { case 1: function inSwitch<item>() {} } v0 = typeof inSwitch<item>;",
    "<item>: function labeled<item>() {} ; v0 = typeof labeled<item>;",
    "localStorage.a = <expression>; v0 = localStorage.a;",
    "page.flag = <expression>; v0 = page.flag; v1 = page.flag ? 1 : 2;",
    "v0 = page.id; page.keep(() => { v0 = 'later'; }); v0 = 1; page.call(page.pokeKept);",
    "(async function () { <inner> await 1; v0 = 'after'; })();",
    "<thing>.m = function () { this.a = <expression>; v0 = 6; return this; }; page.call(o0.m);",
    "var <item> = function () { <inner> }; <item>.x = <thing>; page.poke(<item>); v0 = <item>.x;",
    "var <item> = function () {}; <item>.prototype.a = 1; <item>.name = 'q'; v0 = <item>.name;",
)
"""Templates; the sloppy ones are left out of strict scripts."""

_SLOPPY = ("with (", "inTry", "inSwitch", "labeled", "(0, eval)")
_TOKEN = re.compile(r"<(\w+)>")


def odd_expression(make: Expressions) -> str:
    """An expression that isn't evaluated."""
    return fill(make, make.pick(EXPRESSIONS))


def odd_statement(make: Expressions) -> str:
    """A statement that isn't evaluated."""
    template = make.pick(STATEMENTS)
    if make.strict and any(word in template for word in _SLOPPY):
        return make.statement()
    make.scopes.append([])
    text = fill(make, template)
    make.scopes.pop()
    conditional = make.chance(0.2) and "class" not in text and "labeled" not in text
    return f"if ({make.condition()}) {{ {text} }}" if conditional else text


def fill(make: Expressions, template: str) -> str:
    """Fill the holes of a template."""
    item, cls = make.fresh("i"), make.fresh("C")

    def write(found: re.Match[str]) -> str:
        what = found[1]
        if what == "string":
            return make.pick(STRINGS)
        if what == "any":
            return make.pick((make.thing(), make.function(), make.name()))
        if what == "function" and make.chance(0.5):
            return f"(() => {{ {make.pick(('v0', 'v1', 'o0.b'))} = {make.value()}; return o1; }})"
        if what == "body":
            if make.chance(0.6):  # something that shows
                place = make.pick(("v0", "v1", "o0.b", "o1.a", "a0[0]"))
                return f"{{ {place} = {make.value()}; return {make.pick(('1', 'o0', 'a0'))}; }}"
            return make.body(())
        if what == "inner" and make.chance(0.4):
            return f"{make.pick(('v0', 'v1', 'o0.b', 'o1.a', 'a0[1]'))} = {make.value()};"
        if what == "inner":
            return make.statement()
        if what == "key":
            return make.pick(("a", "b"))
        if what in {"n", "m"}:
            return found[0]  # a group of a regular expression
        fixed = {"item": item, "cls": cls, "mark": repr(MARK)}
        return fixed[what] if what in fixed else str(getattr(make, what)())

    has_function = any(word in template for word in ("function", "=>", "get ", "set ", "*["))
    make.in_function += has_function
    text = _TOKEN.sub(write, template)
    make.in_function -= has_function
    return text
