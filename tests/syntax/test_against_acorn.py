"""The trees of the default reader are those of acorn, the parser that Node has inside."""

from __future__ import annotations

import json
import random
import subprocess
from typing import Any, Final

import pytest

from appconfig_merge.errors import AppConfigError
from appconfig_merge.syntax.estree import (
    BigIntLiteral,
    Node,
    RegExpLiteral,
    TemplateElement,
    field_names,
)
from tests.node import node_path
from tests.syntax.mutations import SNIPPETS, mutated
from tests.syntax.trees import program

# What JSON can't say is written as text, and a text that is refused as null. Places are moved from
# UTF-16 code units to the bytes that this package counts.
SCRIPT: Final = """
const { parse } = require('internal/deps/acorn/acorn/dist/acorn');
const read = (text, sourceType) => {
  try { return parse(text, { ecmaVersion: 'latest', sourceType }); } catch { return null; }
};
const texts = JSON.parse(require('fs').readFileSync(0, 'utf8'));
console.log(JSON.stringify(texts.map((text) => {
  const tree = read(text, 'script') ?? read(text, 'module');
  return JSON.stringify(tree, function (key, value) {
    if (key === 'start' || key === 'end') return Buffer.byteLength(text.slice(0, value));
    if (typeof value === 'bigint' || value === Infinity) return String(value);
    return value;
  });
})));
"""
NAMES: Final = {
    "is_async": "async", "is_await": "await", "source_type": "sourceType",
    "superclass": "superClass",
}  # fmt: skip

PROGRAMS: Final = (
    *SNIPPETS,
    "import a, { b as c, default as d, 'e' as f } from 'g'; import * as h from 'i'; import 'j'",
    "import {} from 'a'\nimport b, * as c from 'd'",
    "export { a, b as c, d as 'e', f as default }; var a, b, d, f",
    "export * from 'a'; export * as b from 'c'; export * as 'd e' from 'f'; export {} from 'g'",
    "export { a as b, default as c, default } from 'd'; export var e, f = 1; export const g = 2",
    "export function a() {} export async function* b() {} export class C {}",
    "export default function () {}", "export default async function a() {}",
    "export default class {}", "export default class A extends B {}", "export default a + 1;",
    "export default { a: 1 }", "import.meta.url; await a; for await (b of c) ;",
    "await a; x = import.meta; await (b)",
    "a\nb\n++c\nvar d\nvar e = 1\nlet f\nthrow g", "do a\nwhile (b) c", "{ a }\n{}\n;;{ ; }",
    "while (a) { break\n} x: do { continue x } while (0)", "if (a) b; else if (c) d; else e",
    "for (;;) ;", "for (var a;;) ;", "for (a = 0; ; a++) { }", "for (; a;) b", "debugger; debugger",
    "for (let of = 1;;) ;", "for (var [a, b] = c;;) ;", "for (a in b, c) ;", "for (let in a) ;",
    "async () => { for await (async of a) ; for await (b.c of d) ; }",
    "import a from 'b' with { type: 'json' }; import c from 'd'; import 'e' with {}",
    "a = (b => {}) + (() => {}) ? c : d; `\\0a${e}\\0`; f\\u0061 = g.\\u{68}",
    "switch (a) {}", "switch (a) { default: case b: c\nd }", "with (a) { b }", "a: b: c",
    "try { } catch { }", "try { } finally { }", "return_: { break return_ }",
    "function f() { return\na }", "function f() { 'use strict'\n'other'; a }", "'a'; 'b'\n('c')",
    "({}); ({ }); [ ]; [,]; [, ,]; [a, , b, ]; [...a, ...b, ]",
    "({ a, b: c, 'd': e, 1: f, [g]: h, ...i, get: 1, set: 2, async: 3, static: 4, });",
    "({ get a() { }, set a(b) { }, get 'c'() { }, async d() { }, *e() { }, async *f() { } })",
    "({ get() { }, set() { }, async() { }, await: 1, get [a]() { }, async [b]() { }, *[c]() { } })",
    "x = { a: { b: [1, 'c', null, true, false, -1, 1.5, { }] }, \"d\": 'e\\n', 'f g': [[], {}] }",
    "x = [{ a: 1 }, ['b', [\"c\"]], 0x1f, .5, 5., 1e3, 'é😀', '\\u00e9\\u{1F600}']; 1n; 0xFFn",
    "é = '😀'; ü = { ö: ß.ä, '漢': `字${é}😀` } // ñ", "/* é */ a /* 😀 */ + /* b */ b // c\n",
     "#! hash\na", "a // b", "<!-- a\nb\n--> c", " \n\t a \u00a0\u2028 b \n",
    "a.b.c; a['b']; a?.b; a?.['b']; a?.(); a?.b.c(d)?.e; (a?.b).c",
    "new a; new a(); new a.b; new a.b(c, ...d); new (a())(); new a()(); new new a()()",
    "a()()(b)(c, ...d, ); a`b`; a.b`c${d}e`; a`b``c`; super_; this; null; void 0",
    "-a; +a; !a; ~a; typeof a; delete a.b; - -a; !(-a); a++; a--; ++a; --a.b; a\n++b",
    "a + b - c * d / e % f ** g << h >> i >>> j & k | l ^ m", "a < b > c <= d >= e; a in b",
    "a == b != c === d !== e; a instanceof b; (a, b), c; a ? b : c ? d : e; a && b || c; a ?? b",
    "a = b = c; a += b; a -= b; a *= b; a /= b; a %= b; a **= b; a <<= b; a >>= b; a >>>= b",
    "a &= b; a |= b; a ^= b; a &&= b; a ||= b; a ??= b; [a, b] = [b, a]; ({ a, b } = c)",
    "({ a = 1, b: { c = 2 } = {}, ...d } = e); [a = 1, [b], , ...c] = d; [a.b, c[0]] = e",
    "() => {}; a => a; (a) => a; (a, b) => ({}); async a => a; async () => { }; (a = 1) => a",
    "({ a }) => a; ([a]) => a; (...a) => a; (a, ...[b, c]) => a; a => b => c; (a => a)(1)",
    "function* a() { yield; yield b; yield* c; d = yield\ne } async function f() { await g }",
    "(function () {}); (function a(b, c = 1, ...d) {}); (async function () {}); (function* () {})",
    "class A { } class B extends (C, D) { ; } (class { }); (class E extends F { })",
    "class A { a; b = 1; static c; static d = 2; #e; #f = 3; static #g; [h]; 'i' = 4; 5 = 6\nj }",
    "class A { a() {} static b() {} get c() {} set c(d) {} *e() {} async f() {} async *g() {} }",
    "class A { get; set; static; async; get = 1\nstatic\nb; async\nc() {} static async *#d() {} }",
    "class A { constructor() { new.target } static { } static { this.a = 1; } 'b'() {} [c]() {} }",
    "`a`; `${a}`; `a${b}c${`d${e}`}f`; `\\n\\`$ {`; `\r\n\\\r\n`; tag`\\u`",
    "/a/; /[/]/g; a / b / c; a = /=/; (/a/i).test(b); /(?<a>\\d)\\k<a>/u", "import('a', {})",
)  # fmt: skip


def difference(ours: object, theirs: Any, path: str = "") -> str:
    """Where two trees differ, as a path with both sides; empty where they don't."""
    if isinstance(ours, list):
        if not isinstance(theirs, list) or len(ours) != len(theirs):
            return f"{path}: {len(ours)} parts, {theirs!r}"
        pairs = [(f"{path}[{at}]", *pair) for at, pair in enumerate(zip(ours, theirs, strict=True))]
    elif isinstance(ours, Node):
        shown = (ours.type, ours.start, ours.end)
        if theirs is None or shown != (theirs["type"], theirs["start"], theirs["end"]):
            return f"{path}: {shown}, {theirs}"
        names = field_names(ours)
        pairs = [
            (f"{path}.{name}", getattr(ours, name), _field(ours, theirs, name)) for name in names
        ]
    else:
        return (
            "" if (type(ours), ours) == (type(theirs), theirs) else f"{path}: {ours!r}, {theirs!r}"
        )
    found = (difference(mine, other, where) for where, mine, other in pairs)
    return next(filter(None, found), "")


def _field(ours: Node, theirs: dict[str, Any], name: str) -> Any:
    """What acorn's node has for a field of ours, in our form."""
    if isinstance(ours, RegExpLiteral):
        return theirs["regex"][name]
    if isinstance(ours, BigIntLiteral):
        return int(theirs["bigint"])
    if isinstance(ours, TemplateElement) and name != "tail":
        return theirs["value"][name]
    value: Any = theirs.get(NAMES.get(name, name))
    is_infinite = value == "Infinity" and isinstance(getattr(ours, name), float)
    if is_infinite or (isinstance(value, int) and not isinstance(value, bool)):
        return float(value)
    return value


def compared(texts: list[str]) -> list[str]:
    """Compare the trees of what both read; which those are."""
    done = subprocess.run(
        [node_path(), "--expose-internals", "-e", SCRIPT],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    read = []
    for text, answer in zip(texts, json.loads(done.stdout), strict=True):
        theirs = json.loads(answer)
        try:
            ours = program(text)
        except AppConfigError:
            continue
        if theirs is not None:
            assert not difference(ours, theirs), text
            read.append(text)
    return read


def test_every_construct() -> None:
    """Types, fields and places of each node; all of these are read by both."""
    assert compared(list(PROGRAMS)) == list(PROGRAMS)


@pytest.mark.parametrize("seed", range(2))
def test_random_programs(seed: int) -> None:
    """Snippets with a token changed here and there, as far as they are programs still."""
    chosen = random.Random(seed)

    read = compared([mutated(chosen.choice(PROGRAMS), chosen) for _ in range(1000)])

    assert len(read) > 100
