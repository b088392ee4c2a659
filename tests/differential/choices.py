"""Random choices as files make them: tables looked up by a key of the page, chains, spreads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.differential.oddities import fill
from tests.differential.pieces import grow

if TYPE_CHECKING:
    from tests.differential.expressions import Expressions

PIECES: dict[str, tuple[str, ...]] = {
    "key": (
        "page.s", "page.s", "location.hostname", "localStorage.a", "page.n", "navigator.language",
        "location.search", "<picked>", "String(page.n)", "location.hostname.split('.')[0]",
        "page.s.toLowerCase()", "page.other", "localStorage.getItem?.('a')", "`${page.s}`",
    ),
    "closed": (
        "v1", "'a'", "'b'", "'flex.example.com'", "'toString'", "String(v0)", "'none'", "0",
    ),
    "picked": (
        "(page.flag ? 'a' : 'b')", "(page.flag ? 'a' : page.n ? 'b' : 'key')",
        "(page.s === 'key' ? 'c' : page.flag ? 'a' : 'none')", "(page.flag && 'a')",
        "((k) => { if (page.flag) return 'a'; if (page.n) return 'b'; return k; })('key')",
        "(page.flag ? 'a' : page.s)", "(page.n || 'a')", "(page.s || 'b')",
        "(page.flag ? 1 : 'key')",
    ),
    "test": (
        "page.flag", "!page.n", "<key> === 'a'", "'b' === <key>", "<key> in <table>", "page.n > 1",
        "typeof page.other === 'object'", "page.flag && page.n", "page.flag || page.s === 'b'",
        "page.s.indexOf('a') >= 0", "page.s.startsWith('k')", "location.hostname.endsWith('.com')",
        "['a', 'key', <value>].includes(<key>)", "/^a|e/.test(page.s)",
        "!/x$/.test(location.hostname)", "Object.hasOwn(<table>, <key>)",
        "<table>.hasOwnProperty(<key>)", "!(page.flag && !page.n)",
        "['a', 'b'].some((x) => x === page.s)", "page.n == page.s", "page.other?.b?.c",
        "!!page.other",
    ),
    "table": (
        "T", "T", "T", "U", "{a: <value>, b: 2, key: 'x'}", "(page.flag ? T : U)", "o0", "{}",
        "{'flex.example.com': T.a, localhost: U.b}", "Object.freeze({a: 1, b: T.b})",
        "[T.a, U.a, 3]",
    ),
    "found": (
        "T.a", "<table>[<key>]", "T[<key>]", "(T[<key>] || U.a)", "(<table>[<key>] || {})",
        "T[<picked>]", "(T[<key>] ?? <value>)", "(<key> in T ? T[<key>] : U.b)",
        "(<test> ? T.a : U.b)", "T[<picked>]", "(T.hasOwnProperty(<key>) ? T[<key>] : T.b)",
        "(Object.hasOwn(T, <key>) && T[<key>])", "(<test> ? T.a : <test> ? T.b : U.a)",
        "((<test> && T.a) || (<test> && U.a) || T.b)",
        "(Object.entries(T).find(([k]) => k === <key>) || ['', U.a])[1]",
        "(<test> ? <found> : <found>)", "Object.values(T).find((x) => x.n === page.n)",
        "(L.find((x) => x.h === <key>) || L[1])", "L.filter((x) => x.h === <key>)[0]",
        "L.find((x) => page.s.includes(x.h))", "M.get(<key>)",
        "T[Object.keys(T).find((k) => page.s.includes(k))]", "L[page.n]", "(M.get(<key>) || U.a)",
        "L[['a', 'b'].indexOf(<key>)]", "U[<picked>]", "((x) => T[x] || U[x])(<key>)",
        "page.other",
    ),
    "read": (
        "T.a", "<found>", "(<found> || {}).n", "<found>?.n", "<found>?.w?.z",
        "(<found> || T.a).w.z", "{...<found>}", "{n: 1, ...<found>, last: 2}",
        "{...<found>, n: 1}", "{...U.a, ...<found>}", "Object.assign({n: 0, q: 1}, <found>)",
        "Object.assign({}, T.a, <found>, {last: 3})", "Object.keys(<found> || {})",
        "Object.entries(<found> || {}).length", "typeof <found>", "!<found>",
        "JSON.stringify(<found>)", "`${(<found> || {}).n}!`", "[...(<found>?.l || [])]",
        "<found>?.f?.(2)", "(<found> || {}).l?.length",
        "(({n = 5, ...r} = {}) => [n, r])(<found> || undefined)", "<found> === T.a",
        "((x) => (x ? x.n : 'none'))(<found>)", "[<found>, <found>].filter(Boolean).length",
        "({}).n || <found>", "Object.fromEntries(Object.entries(T).filter(([k]) => k !== <key>))",
        "{[<key>]: 1, a: 2}", "{a: 2, [<picked>]: 1, b: 3}", "Array.isArray(<found>)",
        "(<found>) instanceof Object", "['x', ...(<test> ? ['y'] : []), 'z']",
        "['x', <test> && 'y', 'z'].filter(Boolean)", "[<test> ? 1 : 2, 3].map((x) => x + 1)",
        "{x: 1, ...(<test> ? {y: 2} : {}), z: 3}", "{x: 1, ...(<test> && {y: 2, x: 3}), z: 3}",
        "Object.keys({x: 1, ...(<test> && {y: 2})}).join()",
        "JSON.parse(JSON.stringify(<found> || {}))", "[].concat(W, <found>).length",
        "L.filter((x) => x.h === <key>).map((x) => x.n)", "Math.max(...W.map((x) => x.length))",
        "Object.values(o1).filter((x) => <test>)[0]", "W.filter((x) => x === <key>).length",
    ),
    "act": (
        "<place> = T.b;", "<place> = <read>;", "<place> = <read>;", "<place> = <read>;",
        "<place> = <read>;", "if (<test>) { <act> }", "if (<test>) { <act> } else { <act> }",
        "if (<test>) { <act> } else if (<test>) { <act> } else { <act> }",
        "switch (<key>) { case 'a': <act> break; case 'b': <act> break; default: <act> }",
        "switch (<key>) { case 'key': <act> case 'a': <act> break; case 'b': <act> }",
        "switch (true) { case <test>: <act> break; case <test>: <act> break; default: <act> }",
        "{ const x = <found>; if (x) { x.n = <value>; } } <place> = T.a.n;",
        "T[<picked>].n = <value>;", "T[<key>] = <value>; <place> = T.a;",
        "T[<key>] = {n: 9, w: {z: 1}}; <place> = T.b;", "delete T[<key>]; <place> = 'a' in T;",
        "delete T[<picked>].n; <place> = T.a;",
        "const {n: <item>1 = 4, ...<item>2} = <found> || {}; <place> = [<item>1, <item>2];",
        "for (const k in <found>) { <place> = k; }",
        "for (const k in <found>) { o1[k] = T.a[k]; }",
        "for (const k of Object.keys(<found> || {})) { o0[k] = k; }",
        "for (const [k, x] of Object.entries(T)) { if (k === <key>) { <place> = x; break; } }",
        "for (const k in T) { if (page.s.indexOf(k) >= 0) { <place> = T[k].n; break; } }",
        "for (const x of L) { if (x.h === <key>) <place> = x.n; }",
        "L.push(<found>); <place> = L.length;",
        "if (<test>) L.push({h: 'new', n: 7}); <place> = L[L.length - 1].n;",
        "if (<test>) L.length = 1;",
        (
            "if (<test>) M.set('a', 1); else M.set('b', 2); <place> ="
            " [M.get('a'), M.get('b'), M.size];"
        ),
        "M.set(<key>, 5); <place> = [...M.keys()];", "S.add(<key>); <place> = S.has('a');",
        "try { <place> = <found>.w.z; } catch { <place> = 'threw'; <act> }",
        "try { <act> JSON.parse(page.s); <act> } catch { <act> }", "Object.assign(T.a, <found>);",
        "Object.assign(o0, page.other); <place> = o0.a;", "o0 = {...o0, ...page.other, b: 2};",
        "{ let env = 'c'; if (<test>) env = 'a'; else if (<test>) env = 'b'; <place> = T[env]; }",
        "{ let x; if (<test>) { x = T.a; } <place> = x?.n; if (!x) x = U.b; <place> = x.n; }",
        (
            "{ const pick = (h) => { if (<test>) return T.a; <act> return U[h];"
            " }; <place> = pick(<key>); }"
        ),
        (
            "{ const pick = (h) => { switch (h) { case 'a': return T.a; default: return"
            " U.b; } }; <place> = pick(<key>).n; }"
        ),
        "Object.keys(T).forEach((k) => { if (k === <key>) { <place> = T[k].w; } });",
        "v0 = [T.a, T.b, U.a].reduce((all, x) => (x.n === page.n ? {...all, ...x} : all), {b: 1});",
        "while (<test>) { <act> break; }",
        "if (<test>) W.push(<key>); <place> = [W.length, W.includes('a'), W.join()];",
        "if (<test>) { W.unshift('x'); <act> } <place> = W.map((x) => x + '!');",
        "W.splice(<test> ? 0 : 1, 1); <place> = W[0];", "W.push(...(<test> ? W : [])); o1.w = W;",
        "if (<test>) { W.pop(); <act> } W[1] = <value>; <place> = [...W]; W.push(<value>);",
        "for (const x of W) { <place> = x; if (<test>) break; W[0] = <key>; }",
        "if (<test>) W.length = <picked>.length; W.forEach((x, i) => { if (x) <place> = i; });",
        "const [<item>1, ...<item>2] = W; <place> = [<item>1, <item>2]; delete W[<picked>.length];",
        "if (<test>) o1.more = 1; for (const k in o1) { <place> = k; }",
        "if (<test>) { delete T.b; } <place> = [Object.keys(T), JSON.stringify(T), T];",
        "if (<test>) { M.delete('a'); } <place> = [M.has('a'), M.size, M.get('key')];",
        "<place> = M.has(<key>) ? M.get(<key>) : W.indexOf(<key>);",
        "if (W.includes(<key>)) { <place> = T[<key>]; } else { <act> }",
        "L.forEach((x) => { if (x.h === <key>) { x.n = 0; } });",
        "L.sort((x, y) => (<test> ? 1 : -1) * (x.n - y.n)); <place> = L.map((x) => x.n);",
    ),
    "place": (
        "v0", "v1", "o0.b", "o1.a", "o0.a", "o1.d", "a0[0]", "o1.c", "o0.x", "a0[4]",
    ),
}  # fmt: skip
WHOLE = (
    "<act>", "<act> <act>", "<act> <act>", "<act> <inner> <act>", "<act> <act> <act>",
    "if (<test>) { <act> } <act>", "(function () { <act> <act> })();",
    "<act> o1.e = T; o1.f = L;", "<act> o1.g = W; o1.f = L;",
    "{ const f = () => { <act> return <read>; }; <place> = f(); <act> }", "<act> o1.e = [...S, U];",
    "<place> = (() => { if (<test>) { <act> return <read>; } <act> return <read>; })();",
)  # fmt: skip
TABLES = (
    "const T = {a: {n: 1, w: {z: 'p'}, l: [1]}, b: {n: <value>, w: {z: 'p'}, f: (x) => x + 1}};",
    "T.key = {n: 1, w: {z: 'q'}, e: 2};",
    "const U = {b: {n: 1, w: {z: 'p'}}, a: {n: <value>, w: {z: <value>}}};",
    "const L = [{h: 'a', n: 2}, {h: 'key', n: 3, w: {z: 1}}]; const S = new Set(['a', 1]);",
    "const W = ['a', 'key', 'b'];",
    "const M = new Map([['a', {n: 1}], ['key', T.b], [1, 'x']]);",
)


def choices(make: Expressions) -> str:
    """A block in which something is chosen, time and again."""
    pieces = PIECES if make.pages else {**PIECES, "key": PIECES["closed"]}
    text = grow(make, make.pick(WHOLE), pieces, rounds=5)
    if not make.pages:
        for page, known in _KNOWN.items():
            text = text.replace(page, known)
    make.scopes.append([])
    text = text.replace("<inner>", fill(make, "<inner>"))  # not in any function of the pieces
    filled = fill(make, f"{{ {' '.join(TABLES)} {text} }}")
    make.scopes.pop()
    return filled


_KNOWN = {
    "page.flag": "v0",
    "page.n": "1",
    "page.s": "'key'",
    "page.other": "o1",
    "location.hostname": "'localhost'",
    "location.search": "'?a=b'",
    "localStorage.getItem?.('a')": "'a'",
    "localStorage.a": "'a'",
    "navigator.language": "'en'",
}
"""What stands for values of the page where there is none."""
