"""Statements of the subset that take some care, with holes for chance to fill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.differential.oddities import fill

if TYPE_CHECKING:
    from tests.differential.expressions import Expressions

PLAIN = (
    "function <item>(p, q = () => p) { var p = <value>; v0 = q(); return p; } v1 = <item>(7);",
    "function <item>(p = () => v0) { var v0 = <value>; return p(); } o0.b = <item>();",
    "function <item>(p = q, q = <value>) { return [p, q]; } o0.b = <item>(<value>);",
    "function <item>(p, p2 = p) { p = <value>; o1.a = p2; } <item>(<value>);",
    "function <item>({a: p = <value>, ...q} = o0, [r] = [p]) { o0.b = [p, q, r]; } <item>();",
    "[a0[1], a0[0]] = a0;",
    "[a0[2], v0, a0[3], v1] = a0;",
    "[o0.a, ...a0] = a0;",
    "({a: v0, ...o0[a0.d = 2]} = a0); [...o0[a0[0] = <value>]] = a0;",
    "{ let <item> = 1; { function <item>() {} } v0 = <item>; }",
    "(function (p) { { function p() {} } v0 = typeof p; })(<value>);",
    "(function () { v0 = typeof q; if (<value>) { function q() {} } v1 = typeof q; })();",
    "(function () { let q = <value>; { { function q() {} } v0 = typeof q; } v1 = q; })();",
    "{ function <item>() { return 1; } <item> = <value>; function <cls>() {} } v0 = typeof <item>;",
    "v0 = (function me() { me = <value>; return typeof me; })();",
    "v0 = 0; [o0[v0++] = v0] = [];",
    "v0 = 0; ({[v0++]: o0[v0++], a: o0[v0++] = v0++} = o1);",
    "o0[a0] = (a0[0] = <value>);",
    "v1 = `${a0}${a0[0] = <value>}${a0}`;",
    "v1 = a0 + (a0[0] = <value>);",
    "v0 = v0 + (v0 = <value>) + v0;",
    "o0.b = o0 = {b: o0.b};",
    "o1.d = {c: <value>}; Object.freeze(o1.d).c = 1; delete o1.d.c;",
    "a0 = Object.freeze([<value>, 2]); a0[0] = 3; delete a0[1]; a0.x = 1;",
    "o0.d = Object.assign([1, 2], 'xyz', {length: 2});",
    "o0.d = Object.assign(function () {}, o1).a;",
    "v0 = o0?.a?.[v1]; v1 = (o0?.missing).a?.b;",
    "o0.m = function () { return this === o0; }; v0 = (o0?.m)(); v1 = (0, o0.m)();",
    "v0 = (() => this === window)(); v1 = (function () { return this === undefined; })();",
    "v0 = delete a0.length; v1 = delete o0.nothing; ",
    "o0.a = 1; delete o0.a; o0.a = 2;",
    "var {length: v0, 0: v1} = <string>;",
)
PAGE = (
    "if (page.flag) a0[a0.length] = o1; (a0[3] || {}).z = <value>;",
    "if (page.flag) a0[4] = {q: o1}; a0[4].q.z = <value>;",
    "if (page.flag) delete o0.a; v0 = 'a' in o0; v1 = {...o0, b: 1};",
    "if (page.flag) { if (page.n) o0.n = 1; } else o0.n = 2; v0 = 'n' in o0; v1 = o0.n;",
    "o0.g = page.flag ? o1 : {}; o0.g.w = <value>; delete o0.g.a;",
    (
        "function <item>(p) { const q = {w: 1}; if (page.flag) return q; q.w = p; return q; }"
        " o0.b = <item>(<value>);"
    ),
    (
        "function <item>(p) { if (page.flag) { if (page.n) return o0; o0.w = 1; } o1.w = p; }"
        " v0 = <item>(<value>);"
    ),
    (
        "function <item>(p) { if (page.n) { v0 = 1; return p; } v0 = 2; "
        "if (page.flag) v0 = 3; } v1 = <item>(<value>);"
    ),
    "{ const c = () => { v1 = v0; return page.flag ? o0 : o1; }; c().w = <value>; v0 = c().a; }",
    "page.flag ? (v0 = 1) : page.n ? (v0 = 2) : (v1 = v0);",
    "v0 = page.flag && (o0.b = <value>); v1 = page.n || (o0.b = 2); o1.a = page.s ?? (v0 = 5);",
    "o0.b ||= page.flag; o0.b &&= (v0 = <value>);",
    "(page.flag ? o0 : o1).a += 1; v0 = o0.a; (page.n ? o0 : a0)[0] ??= <value>;",
    "var [v0 = <value>, {z: v1 = (o0.b = 1)} = {}] = [page.other, page.flag];",
    "o0.d = {...(page.flag ? o0.a : o1)}; o0.d.z = 1;",
    "Object.freeze(page.flag ? o0 : o1).a = <value>; o0.b = 3; o1.b = 3;",
    "Object.assign(page.flag ? o0 : o1, {w: <value>}); v0 = o0.w;",
    "v0 = `${page.flag ? 'a' : 'b'}-${v1}`.length; v1 = ('x' + (page.n ? 1 : 2))[1];",
    "v0 = typeof (page.n ? 1 : 'x'); v1 = typeof ('' + location) + !localStorage;",
    "o0[page.s] = <value>; v0 = o0.a; v1 = {[page.s]: 1, a: 2}.a;",
    "window.w0 = page.flag ? 1 : 2; if (page.flag) w1 = 5; v0 = typeof w1; v1 = window.w0;",
    "(function f(p) { if (p && page.flag) { v0 = p; f(p - 1); } })(3);",
    "((...r) => { v0 = r.length; o0.b = r; })(...(page.flag ? [1, 2] : []));",
)
ODD = (
    "v0 = 1; ({get a() <body>}).a;",
    "o0.q = {get a() <body>}; v0 = 1; var {a: v1} = o0.q;",
    "o0.q = {get a() <body>}; v0 = 1; v1 = {...o0.q};",
    "o0.q = {get a() <body>}; v0 = 1; o0.q.a++;",
    "o0.q = {set a(to) <body>}; v0 = 1; o0.q.a = 2;",
    "o0 = {get a() { return 1; }, b: 2}; if (page.flag) delete o0.a; o0.a = 5; v0 = o0.a;",
    "o0 = {set a(to) <body>, b: 2}; if (page.flag) delete o0.a; v0 = 1; o0.a = 5;",
    "(() => { let z = 1; page.keep(() => { z = 2; }); z = 3; page.pokeKept(); o0.b = z; })();",
    "(function () { const z = {}; page.keep(z); z.in = {w: 1}; page.pokeKept(); o0.b = z.in; })();",
    "(() => { let z = 1; const f = page.flag ? () => { z = 2; } : () => 1; f(); o0.b = z; })();",
    "{ let z; page.keep(() => { z = 2; }); z = 3; for (const k of [1]) page.pokeKept(); v0 = z; }",
    "{ let z; const o = {}; for (;;) { o.f = () => { z = 2; }; break; } z = 3; o.f(); o0.b = z; }",
    "v0 = 1; '' + {toString() <body>};",
    "v0 = 1; o0[{toString() <body>}];",
    "v0 = 1; +{valueOf() <body>};",
    "v0 = 1; `${[{toString() <body>}]}`;",
    "v0 = 1; [{toString() <body>}] == 'x';",
    "v0 = 1; String({toString() <body>}); Number({valueOf() <body>});",
    "v0 = 1; JSON.stringify({a: [{toJSON() <body>}]});",
    "v0 = 1; [2, 1].sort(() => <body>);",
    "v0 = 1; [2].forEach(page.flag ? () => <body> : () => 1);",
    "v0 = 1; 'a'.replace('a', () => <body>);",
    "o0.q = {*[Symbol.iterator]() { v0 = 2; yield o1; }}; v0 = 1; var [v1] = o0.q; v1.z = 1;",
    "o0.q = {get a() <body>}; v0 = 1; for (const k of [1]) v1 = o0.q.a;",
    "o0.q = {get a() <body>}; v0 = 1; for (const k in o0) v1 = {...o0[k]};",
    "let <item>; for (;;) { <item> = page.flag ? o0 : o1; break; } <item>.w = 1;",
    "let <item>; switch (v0) { default: <item> = [o0, o1]; } <item>[0].w = 1;",
    "const <item> = () => { for (;;) { return o1; } }; <item>().w = 1;",
    "const <item> = () => { try { return o1; } finally { v0 = 2; } }; <item>().w = 1;",
    "class <cls> { static a = o0; static f() { return o1; } } <cls>.a.w = 1; <cls>.f().w = 2;",
    "new (class { constructor(q) { q.w = 1; this.o = o1; } })(o0).o.w = 2;",
    "var <item> = page.flag ? o0 : {}; page.poke(<item>); v0 = o0.a;",
    "page.id(() => o0.a).w; page.call(() => o1).w = 1;",
    "v0 = 1; page.call(function () { v0 = 2; this.g0 = 5; }); v1 = typeof g0;",
    "function <item>() { this.v0 = 'this'; } v0 = 1; page.call(<item>);",
    "function <item>() { this.v0 = 'this'; } v0 = 1; <item>.call(page.missing);",
    "(function (p) { arguments[0] = <value>; v0 = p; })(1);",
    "(function (p) { (() => { arguments[0] = <value>; })(); v0 = p; })(1);",
    "(function (p) { page.poke(arguments); v0 = p; })(1);",
    "(function (p, {q}) { arguments[0] = <value>; v0 = p; })(1, {});",
)


def idiom(make: Expressions) -> str:
    """One of them."""
    choices = [*PLAIN, *(PAGE if make.pages else ()), *(ODD * 2 if make.odd else ())]
    template = make.pick(choices)
    if make.strict and ("{ function" in template or "w1 = 5" in template):
        template = PLAIN[0]
    make.scopes.append([])
    text = fill(make, template)
    make.scopes.pop()
    return f"{{ {text} }}" if "let <item>" in template or "class" in template else text
