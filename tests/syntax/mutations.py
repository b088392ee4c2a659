"""Programs to read or refuse: snippets of all of JavaScript with a few tokens changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

SNIPPETS = r"""
class A { #x = 1; get #y() { return this.#x } set #y(v) {} has(o) { return #x in o }
m() { delete this.a } }

class B extends A { constructor() { super(); super.a = 1; new.target } static { var a; let b }
e = () => this }

async function f(a = 1, { b, ...c }, [d, ...e] = []) { for await (const x of b) { await x }
return async () => await c }

function* g() { const x = yield; yield* x; yield a, b; return yield yield 1 }

async function* h() { yield await a; for await (x of y) ; }

label: for (let i = 0, n = 3; i < n; i++) { if (a) continue label; else break label }

try { a() } catch ({ b }) { var c } finally { d() }

try { a } catch { b } try { a } catch (e) { var e; { let e } }

switch (a) { case 1: let b; break; default: { let b } case 2: function c() {} }

var { a, b: c = 1, [d]: e, ...f } = g, [h, , i = 2, ...[j]] = k;

({ a, b: c.d = 1, [e]: f[0], ...g.h } = i); [a.b, c[d], ...e.f] = g

a?.b?.[c]?.(d).e; delete a?.b; a ??= b; a ||= c; (a ?? b) || c; a ** b ** c; (-a) ** b

x = { get a() { return 1 }, set a(v) {}, async b() {}, *c() {}, ['e']: 1, __proto__: null, f,
async, get: 2, set }

x = async (a, b) => { await a }; y = async a => b; z = async(a, b); w = (a, { b },
...c) => ({ d: a })

'use strict'; function f(a, b) { return arguments.length + eval('1') } var o = { eval: 1,
arguments: 2 }

function outer() { 'use strict'; { function f() {} } var name = 0; return delete o.x }

{ function f() {} function f() {} let g; class H {} } if (a) function f() {}
else function g() {} lab: function h() {}

for (var i = 0 in {}) ; for (const k in o) { const k = 1 } for (let [a, b] of c) { let a }
for (a.b of c) ;

do { a } while (b) c; while (a) if (b) break; else continue; with (a) b

var let, yield, await, async, of, get, set, static; async = await + yield; let

x = `a${b}c${`d`}`; tag`\u{zz}\xg`; y = a / b / c; z = /[/]\/(?<n>a)\k<n>{1,2}?/giu;
w = /(?=a)*\1[\d-x]{/

x = 0x1F + 0b11 + 0o17 + 017 + 089 + 1_000 + 10n + .5 + 5. + 1e3; '\07\8'; "\u{1F600}\x41"

if (a) ; else { var b = function c() { return c }; (function () { return })() }

x = class { static async *#a() {} static get b() { return 1 } 'constructor'() {}
['constructor'] = 1 }

x = function yield() {}; y = function await() {}; function let() {} z = (yield) => await;
class C { 'a' = 1; static = 4 }

var appConfig = { accountSid: "AC0", theme: { ...base, "a-b": [1, , 2] },
f: (task) => task ? `x${task.a}` : null };

(function (window) { "use strict"; window.appConfig = window.appConfig || {};
if (!window.a) return; }(this));

throw a, b; new a.b().c; new (a())(); new new a; import('x')

var f = function () { return new.target }, g = { m() { super.x; super[y](); } };

c: { break c } d: e: while (1) { continue d; break e }
function q() { r: { s: for (;;) break r } }

return_ = typeof void 0, !a, ~b, +c, -d; (a, b); a ? b : c ? d : e; a in b; a instanceof b

x = { a(b = c) { let d }, set e({ f }) {}, get 'g'() {}, async 1() {}, *[h]() {} }

const { x = function () { return 1 }, y = class {} } = z; for (const [k,
v] of Object.entries(o)) { var w = k }

function f(a, a) { var a; function a() {} } function g(x) { var x; { let x } } (x => { var x })
""".strip().split("\n\n")
"""All of the language, in pieces. Node accepts every one as a script."""

_TOKEN = re.compile(
    r"\"[^\"\n]*\"|'[^'\n]*'|[\w$]+|\s+|=>|\.\.\.|\?\.|\?\?|\*\*|&&|\|\||\+\+|--|[^\w\s]"
)
_TOKENS = (
    *("yield", "await", "let", "static", "async", "of", "get", "set", "eval", "arguments"),
    *("super", "this", "new.target", "new", "delete", "in", "instanceof", "typeof", "undefined"),
    *("=>", "...", "=", "==", "?.", "??", "||", "**", "{", "}", "(", ")", "[", "]", ",", ";", ":"),
    *("\n", "return", "break", "continue", "function", "function*", "class", "extends", "#a", "if"),
    *("else", "for", "while", "do", "switch", "case", "default", "try", "catch", "finally", "var"),
    *("throw", "with", "const", "'use strict';", "01", "'\\01'", "__proto__", "constructor"),
    *("prototype", "a", "b", "1", "/a/", "`x`", "enum", "public", "null"),
)
_AROUND = (
    *(
        ("'use strict';", ""),
        ("function* g(){", "}"),
        ("async function f(){", "}"),
        ("x => {", "}"),
    ),
    *(("class A { static {", "}}"), ("class A { m(){", "}}"), ("function f(a,b){", "}")),
    *(("for(;;){", "}"), ("({ m() {", "}})")),
)


def mutated(text: str, chosen: random.Random) -> str:
    """A program with one or two of its tokens removed, repeated, replaced or swapped."""
    tokens = _TOKEN.findall(text)
    for _ in range(chosen.choice((1, 1, 2))):
        at = chosen.randrange(len(tokens))
        other = chosen.choice(_TOKEN.findall(chosen.choice(SNIPPETS)))
        change = chosen.randrange(6)
        if change == 0:
            del tokens[at]
        elif change == 1:
            tokens.insert(at, f" {chosen.choice(_TOKENS)} ")
        elif change == 2:
            tokens[at] = f" {chosen.choice(_TOKENS)} "
        elif change == 3:
            tokens[at] = other
        elif change == 4:
            swapped = chosen.randrange(len(tokens))
            tokens[at], tokens[swapped] = tokens[swapped], tokens[at]
        else:
            before, after = chosen.choice(_AROUND)
            tokens = [before, *tokens, after]
    return "".join(tokens)
