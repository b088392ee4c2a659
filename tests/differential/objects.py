"""Random uses of getters, attributes, prototypes, constructors, classes and `arguments`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.differential.oddities import fill
from tests.differential.pieces import grow

if TYPE_CHECKING:
    from tests.differential.expressions import Expressions

PIECES: dict[str, tuple[str, ...]] = {
    "made": (
        "{get a() <body>, b: <value>}", "{get a() { return this.b; }, set a(to) { this.b = to; }}",
        "{set a(to) { v0 = to; }, c: <value>}", "{a: <value>, get a() { return 7; }}",
        "{get a() { return 1; }, a: <value>}", "{__proto__: <thing>, b: <value>}",
        "{__proto__: {a: <value>, m() { return this.b; }}, b: 1}", "{__proto__: null, a: <value>}",
        "{['__proto__']: <value>, a: 1}", "{__proto__: <value>, a: 2}",
        "{__proto__: {get a() { return this.b; }, set a(to) { this.c = to; }}, b: <value>}",
        "Object.create(<thing>)", "Object.create(null)", "Object.create({a: <value>, b: {c: 1}})",
        "Object.create(<thing>, {a: {value: <value>}, b: {value: 1, enumerable: true}})",
        "Object.create({}, {a: {get() <body>, enumerable: <flag>}})",
        "Object.defineProperty({}, 'a', {value: <value>, writable: <flag>})",
        "Object.defineProperty({a: 1}, 'a', {enumerable: <flag>, configurable: <flag>})",
        "Object.defineProperty({b: 1, a: 2}, 'a', {get() <body>})",
        "Object.defineProperties({b: 1}, {a: {value: <value>, enumerable: <flag>}, b: {value: 2}})",
        "Object.freeze({a: <value>, get b() <body>})", "Object.seal({a: <value>, b: 2})",
        "Object.preventExtensions({a: <value>})", "Object.setPrototypeOf({a: 1}, <thing>)",
        "Object.create(Object.freeze({a: <value>}))", "JSON.parse('{\"__proto__\": {\"a\": 1}}')",
        "Object.create(Object.defineProperty({}, 'a', {value: 1, writable: <flag>}))",
        "new (function () { this.a = <value>; this.b = <expression>; })()",
        "new (function () { this.a = 1; return <thing>; })()",
        "new (class { a = <expression>; static b = 2; get b() <body> m() <body> })()",
        "new (class { constructor(p = <value>) { this.a = p; <inner> } set b(to) { v1 = to; } })()",
        "new (class extends (class { a = <value>; m() { return this.a; } }) { b = this.a; })()",
        "(function () { return arguments; })(<value>, <thing>)", "<thing>", "[<value>, <thing>]",
    ),
    "use": (
        "v0 = <item>.a;", "v1 = <item>.b;", "<item>.a = <value>;", "<item>.b = <expression>;",
        "<item>.a += 1;", "<item>.d = <thing>;", "delete <item>.a;", "v0 = delete <item>.b;",
        "o0.b = Object.keys(<item>);", "o0.c = {...<item>};", "o0.d = {b: 1, ...<item>, a: 2};",
        "o1.c = Object.assign({}, <item>);", "Object.assign(<item>, o1);", "v0 = 'a' in <item>;",
        "o1.d = Object.assign(<item>, {a: <value>, d: 4});", "v1 = JSON.stringify(<item>);",
        "for (const key in <item>) { v0 = `${v0}${key}`; <inner> }",
        "v1 = <item>.hasOwnProperty?.('a');", "v1 = Object.hasOwn(<item>, 'b');",
        "v0 = typeof <item>.m == 'function' ? <item>.m() : 0;", "Object.freeze(<item>);",
        "Object.seal(<item>);", "Object.preventExtensions(<item>);", "<item>.__proto__ = <thing>;",
        "v0 = [Object.isFrozen(<item>), Object.isSealed(<item>), Object.isExtensible(<item>)];",
        "{ const {a, ...rest} = <item>; o0.b = [a, rest]; }", "v1 = <item>.constructor === Object;",
        "v0 = <item>.__proto__ === o0;", "v1 = Object.getPrototypeOf(<item>) === <thing>;",
        "Object.defineProperty(<item>, <text>, {value: <value>, enumerable: <flag>});",
        "Object.defineProperty(<item>, 'c', {get() <body>, enumerable: <flag>});",
        "Object.setPrototypeOf(<item>, <thing>);", "v0 = <item> instanceof Object;",
        "try { <item>.a = 5; <item>.c = 6; } catch { v1 = 'refused'; }",
        "(function () { 'use strict'; try { <item>.a = 5; } catch { v0 = 'strict'; } })();",
        "(function () { 'use strict'; try { delete <item>.a; } catch { v0 = 'strict'; } })();",
        "v0 = Object.prototype.propertyIsEnumerable.call(<item>, 'a');", "o0.d = <item>;",
        "v1 = `${typeof <item>}${Object.getOwnPropertyNames(<item>)}`;",
        "o0 = Object.create(<item>);",
        "o1.b = Object.entries(<item>).length;", "v0 = Object.prototype.toString.call(<item>);",
        "if (<condition>) { <item>.a = <value>; } else { <item>.c = 1; <item>.b = 2; }",
        "if (<condition>) { Object.freeze(<item>); } <item>.a = 9; v0 = <item>.a;",
        "if (<condition>) { <item>.__proto__ = {z: 1}; } v0 = <item>.z;",
        "try { v0 = [...<item>]; } catch { v0 = 'not iterable'; }",
        "v1 = Array.from(<item>);",
        "v0 = <item>.constructor === Array;",
        "v1 = Object.getPrototypeOf(<item>) === Object.prototype;",
        "try { for (const x of <item>) { v0 = x; } } catch { v1 = 'not iterable'; }",
        "if (<condition>) { <item>.toString = 1; } v0 = typeof <item>.toString;",
        "o0.b = (({a, b}) => [a, b])(<item>);",
        "try { v0 = new (class extends <item>.constructor { b = 7; })().b; } catch { v0 = 3; }",
        "v1 = '' + <item>;", "v1 = <item>.length;", "v0 = <item>[0];", "<item>[0] = <value>;",
    ),
    "many": (
        "new Map([['a', <value>], [<value>, <thing>]])", "new Map(Object.entries(<thing>))",
        "new Map()", "new Set([<value>, <value>, 1])", "new Set(<thing>)", "new Set('abca')",
        "new Map([[0, <value>], [-0, 2], [NaN, 3]])", "new Set(new Set([<value>]))",
        "new Map(new Map([[1, <value>]]))", "new Set([o0, o1, o0])", "new Set(<value>)",
    ),
    "with": (
        "<item>.set?.(<value>, <expression>);", "<item>.add?.(<expression>);", "v0 = <item>.size;",
        "v1 = <item>.has?.(<value>);", "v0 = <item>.get?.(<value>);", "<item>.delete?.(<value>);",
        "v0 = <item>.get?.('a');", "o0.b = [...<item>];", "o1.a = Array.from(<item>);",
        "for (const x of <item>) { v0 = x; <inner> }", "<item>.clear?.();",
        "o0.b = Array.from(<item>.keys?.() ?? []);", "v1 = [...(<item>.entries?.() ?? [])];",
        "for (const [k, v = 3] of <item>.entries?.() ?? []) { v0 = v; v1 = k; }",
        "for (const x of <item>) { <item>.delete?.(x); v0 = x; }",
        "<item>.forEach?.((x, k, m) => { v0 = k; v1 = m === <item>; <inner> });",
        "if (<condition>) { <item>.set?.('z', 1); <item>.add?.(9); }", "v1 = typeof <item>;",
        "if (<condition>) { <item>.delete?.('a'); } <item>.set?.('a', 7); o0.b = [...<item>];",
        "v0 = [...<item>.values?.() ?? []];", "o1.b = {...<item>};", "v1 = JSON.stringify(<item>);",
        "v0 = <item> instanceof Object;", "const [p<item>] = <item>; v0 = p<item>;",
        "o0.c = new Map(<item>).size;", "o0.d = new Set(<item>).size;", "<item>.a = <value>;",
        "v0 = Object.fromEntries(<item>);", "Object.freeze(<item>);",
    ),
    "text": ("'a'", "'b'", "'c'", "0", "'__proto__'", "'length'"),
    "flag": ("true", "false", "true", "<value>"),
}  # fmt: skip
WHOLE = (
    (
        "function <cls>(p) { this.p = p; <inner> } <cls>.prototype.get = function () <body>; "
        "<cls>.s = <value>; { const <item> = new <cls>(<value>); v0 = <item>.get(); "
        "o0.b = Object.keys(<item>); v1 = <item> instanceof <cls>; <use> }"
    ),
    (
        "function <cls>() { if (<condition>) return <thing>; this.p = <value>; } "
        "{ const <item> = new <cls>(); v0 = <item>.p; <item>.a = 3; }"
    ),
    (
        "function <cls>() {} if (<condition>) <cls>.prototype = {m() { return 1; }}; "
        "{ const <item> = new <cls>(); v0 = <item>.m ? 1 : 2; v1 = <item>.constructor === <cls>; }"
    ),
    (
        "function <cls>() { this.a = 1; } function <cls>B() { <cls>.call(this); this.b = <value>; }"
        " <cls>B.prototype = Object.create(<cls>.prototype); <cls>.prototype.m = function () "
        "{ return this.b; }; { const <item> = new <cls>B(); v0 = <item>.m(); <use> }"
    ),
    (
        "{ class <cls> { static n = <value>; p = <expression>; #q; } v0 = <cls>.n; "
        "const <item> = new <cls>(); v1 = <item>.p; }"
    ),
    (
        "{ class <cls> { constructor(p) { this.p = p; <inner> } get g() <body> set g(to) "
        "{ this.p = to; } m(q = <value>) { return [this.p, q]; } static make(...r) "
        "{ return new this(...r); } } const <item> = <cls>.make(<expression>); v0 = <item>.g; "
        "<item>.g = <value>; o0.b = <item>.m(); v1 = typeof <cls> + Object.keys(<item>); <use> }"
    ),
    (
        "{ class A { constructor(p) { this.a = p; this.init(); } init() { this.k = 'A'; } "
        "static s = <value>; m() { return 'm' + this.a; } } class <cls> extends A { f = <value>; "
        "constructor(...p) { super(...p); this.b = this.f; <inner> } init() { super.init(); "
        "v1 = this.f; } m() { return super.m() + '!'; } } const <item> = new <cls>(<value>); "
        "v0 = <item>.m(); o0.b = {...<item>}; o0.c = <cls>.s; <use> }"
    ),
    (
        "{ class A { constructor() { if (<condition>) return {a: 9}; this.a = 1; } } "
        "class <cls> extends A { b = 2; } const <item> = new <cls>(); v0 = [<item>.a, <item>.b]; }"
    ),
    (
        "{ class <cls> { static [<text>] = 1; static { this.t = <value>; <inner> } ['m' + 1]() "
        "<body> } v0 = <cls>.t; v1 = new <cls>().m1(); o1.b = Object.keys(<cls>); }"
    ),
    (
        "{ class A {} class <cls> extends A { constructor() { <inner> super(); this.a = <value>; }}"
        " const <item> = new <cls>(); v0 = <item>.a; }"
    ),
    (
        "{ class <cls> { #q = <expression>; get g() { return this.#q; } set g(to) { this.#q = to; }"
        " static has(o) { return #q in o; } #m(p) <body> m() { <inner> return this.#m(1); } } "
        "const <item> = new <cls>(); if (<condition>) <item>.g = <value>; "
        "v0 = [<item>.g, <cls>.has(o0), <cls>.has(<item>)]; v1 = <item>.m(); o0.b = <item>.g; }"
    ),
    (
        "{ class <cls> { static #n = <value>; #p = <thing>; get #a() <body> set #a(to) "
        "{ this.#p = to; <inner> } put(to) { this.#a = to; return this.#p; } static next() "
        "{ return <cls>.#n += 1; } copy(o) { this.#p = o.#p; return this.#a; } } "
        "const <item> = <condition> ? new <cls>() : new <cls>(); <cls>.next(); "
        "v0 = <item>.put(<expression>); v1 = <cls>.next(); o0.b = <item>.copy(new <cls>()); "
        "try { <item>.copy(<thing>); } catch { o1.b = 'refused'; } }"
    ),
    (
        "{ class A { #s = <value>; s() { return this.#s; } set(to) { this.#s = to; } } "
        "class <cls> extends A { #s = 2; both() { return [this.#s, super.s()]; } } "
        "const <item> = new <cls>(); <inner> if (<condition>) <item>.set(<expression>); "
        "v0 = <item>.both(); o0.b = Object.keys(<item>).length + JSON.stringify(<item>); }"
    ),
    (
        "{ class A { constructor(a) { this.a = a; } } class <cls> extends A { c = this.a; "
        "constructor(p) { const q = <expression>; <inner> const t = () => this.a; super(q); "
        "<inner> this.b = [p, t()]; } } const <item> = new <cls>(<value>); v0 = <item>.b; "
        "o0.b = {...<item>}; }"
    ),
    (
        "{ const <item> = {n: <value>, toString() { <inner> return this.n; }}; v0 = '' + <item>; "
        "v1 = `${<item>}`; o0.b = [<item> + 1, <item> == <value>, <item> < 2]; }"
    ),
    (
        "{ const <item> = {valueOf: <function>, toString() { return 't'; }}; v0 = <item> + <value>;"
        " <inner> v1 = <item> * 2; o0.b = <name> + <item>; }"
    ),
    (
        "{ class <cls> { constructor(p) { this.p = p; } toString() { return 'c' + this.p; } } "
        "let <item> = new <cls>(<value>); if (<condition>) <item>.p = <value>; "
        "v0 = `${<item>}/x`; v1 = <item> == 'c1'; <item> += '!'; o0.b = <item>; }"
    ),
    "a0.length = 1; v0 = a0.length; a0[2] = <value>; if (<condition>) a0.length = 2; o0.b = a0;",
    "{ const <item> = [<value>, 2, <thing>]; <item>.length -= 1; <inner> o0.b = [...<item>]; }",
    (
        "{ const <item> = <function>, o = {m() {}, n: <function>, ['k' + 1]: () => 1}; "
        "v0 = [<item>.name, <item>.length, o.m.name, o.n.name, o.k1.name]; <inner> "
        "o0.b = (function (p, q = 1, r) {}).length; }"
    ),
    (
        "{ let f; f = <condition> ? function () {} : () => 1; var {g = () => 2, ...h} = {}; "
        "v0 = [f.name, g.name, (class {}).name, (class N {}).name]; delete f.name; v1 = f.length; }"
    ),
    "try { class <cls> extends <thing> {} v0 = 1; } catch { v0 = 'no class'; }",
    (
        "try { <thing>(); } catch { v0 = 'no function'; } try { new <thing>(); } catch "
        "{ v1 = 'none'; }"
    ),
    "{ class <cls> {} try { <cls>(); } catch { v0 = 'class called'; } }",
    (
        "{ const <item> = (0, <function>).bind(<thing>, <value>); v0 = <item>(1); v1 = "
        "typeof <item>; }"
    ),
    "o0.b = [1, 2].map((function (p, q) { return [this.a, p, q]; }).bind({a: <value>}, 5));",
    (
        "function <cls>(p, q) { this.p = p; this.q = q; } "
        "{ const <item> = new (<cls>.bind(null, <value>))(2); o0.b = {...<item>}; }"
    ),
    (
        "o0.b = (function (p) { v0 = arguments.length; return arguments[0] + "
        "arguments[1]; })(<value>);"
    ),
    "o0.b = (function (p) { p = <value>; return arguments[0]; })(<value>);",
    "o0.b = (function (p, q) { arguments[0] = <value>; arguments[1] = 2; return [p, q]; })(1);",
    "o0.b = (function (p) { 'use strict'; arguments[0] = <value>; return p; })(1);",
    "o0.b = (function (p, ...q) { return [].slice.call(arguments, 1); })(<value>, <thing>, 3);",
    "o0.b = (function (p) { return Array.from(arguments).concat([...arguments]); })(1, <value>);",
    "o0.b = (function (p) { for (const x of arguments) v0 = x; return p; })(<value>, 4);",
    "o0.b = (function () { return ((...r) => [r, arguments.length])(1, 2); })(<value>);",
    (
        "o0.b = (function (p) { const k = arguments; k[0] = <value>; delete k[0]; k[0] "
        "= 1; return p; })(3);"
    ),
    "o0.b = (function (p) { (() => { p = <value>; })(); return arguments[0]; })(3);",
    "v0 = (function () { return Math.max.apply(null, arguments); })(1, <value>);",
    "v0 = (function () { return `${arguments}` + typeof arguments; })(1);",
    "v0 = (function f(n) { return n ? n + arguments.callee(n - 1) : 0; })(3);",
    "{ const <item> = {m() { return super.toString === undefined; }, a: 1}; v0 = <item>.m(); }",
    (
        "{ const <item> = {__proto__: {m() { return this.k; }, get g() { return 2; }}, k: <value>,"
        " m() { return [super.m(), super.g]; }}; o0.b = <item>.m(); <use> }"
    ),
    (
        "if (<condition>) { o1.y = 1; o1.z = 2; } else { o1.z = 3; o1.y = 4; } v0 = "
        "Object.keys(o1).join();"
    ),
    "if (<condition>) o1.y = 1; o1.z = 2; o1.y = 3; v1 = JSON.stringify(o1); v0 = {...o1};",
    (
        "o1.b = {u: 1}; if (<condition>) { delete o1.b.u; } o1.b.t = 1; o1.b.u = 2; v0 "
        "= Object.keys(o1.b);"
    ),
    "v0 = [Math.PI, Number.MAX_VALUE, Number.EPSILON, globalThis.Infinity, window.NaN];",
    "v1 = <thing> instanceof Array; v0 = <name> instanceof Object;",
    "v0 = (function () { return typeof new.target; })(); v1 = typeof Object.create;",
    "{ const <item> = <many>; <with> <with> <with> }",
    "{ const <item> = <many>; <with> if (<condition>) { <with> } <with> }",
    "{ let <item> = <many>; <with> for (let n = 0; n < 2; n++) { <with> <inner> } <with> }",
    "for (const [k, v] of [<value>, 'x', <thing>].entries()) { v0 = v; v1 = k; <inner> }",
    "o0.b = [...a0.keys(), ...[<value>, , 2].values()]; for (const k of a0.keys()) v0 = k;",
    "try { const <item> = <many>; <with> <with> <with> } catch (e) { v1 = typeof e; }",
    (
        "{ const change = (p) => { p.set?.(1, 2); p.add?.(1); }; const <item> = <many>; "
        "change(<item>); <with> }"
    ),
    "v0 = [...new Set([<value>, 'a', <value>, 'a'])]; o0.b = new Map([['k', <thing>]]).get('k');",
    "var <item> = <made>; <use> <inner> <use> v0 = typeof <item>.a;",
    "{ let <item> = <made>; <use> <use> <use> }",
    "{ let <item> = <made>; <use> if (<condition>) { <use> <inner> } <use> v0 = <item>.b; }",
    "{ let <item> = <made>; for (let n = 0; n < 2; n++) { <use> } <use> o1.b = <item>.a; }",
    "{ let <item> = <condition> ? <made> : <made>; <use> <use> v1 = <item>.a; }",
    "(function (p) { const <item> = p || <made>; <use> <use> return <item>; })(<made>);",
    "try { const <item> = <made>; <use> <use> } catch (e) { v1 = typeof e; }",
    "<item>: { const <item> = <made>; <use> if (<condition>) break <item>; <use> }",
)


def objects(make: Expressions) -> str:
    """A statement, or several."""
    text = grow(make, make.pick(WHOLE), PIECES)
    if make.strict and ("callee" in text or "__proto__: <value>" in text):
        return "v0 = 'left out';"
    make.scopes.append([])
    make.in_function += 1
    filled = fill(make, text.replace("<function>", "function () <body>"))
    make.in_function -= 1
    make.scopes.pop()
    return filled
