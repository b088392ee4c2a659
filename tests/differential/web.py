"""Calls of what a page has beside ECMAScript's own: addresses, base64, clones, errors, dates."""

from __future__ import annotations

URLS = (
    "'https://flex.example.com/a/b?x=1#h'", "'http://u:p@Example.COM:80/%7e/../c d'",
    "'//cdn.test/x'", "'/v1?q=a b&q=%20+'", "'x/../y'", "'not a url'", "'mailto:a@b'", "''",
    "'https://é.test/'", "<text>", "'http://[::1]:8080/'", "'http://1.2.3/'",
    "'https://a.test:99999/'", "'?only=query'", "'#only'", "'data:text/plain,hi'",
    "'https:\\\\a.test\\b'", "'https://a.test/%zz?%zz'", "'https://a.test?'",
)  # fmt: skip
QUERIES = (
    "'?a=1&b=2&a=3'", "'a=%C3%BC+x&&=y&z'", "''", "{a: 1, b: 'x y'}", "[['a', 'b'], ['c', 1]]",
    "'a=b=c'", "'%zz=1'", "new URLSearchParams('k=v')", "<text>", "'?'",
    "'a=\\u00e9&b=\\ud83d\\ude00'", "location.search", "{}", "'debug=true&env=dev'",
)  # fmt: skip
BASE64 = (
    "'YQ=='", "'YWI'", "' Y W J j '", "'!'", "'eyJhIjoxfQ=='", "'a'", "''", "'w7w='", "<text>",
    "'YQ=a'", "null",
)  # fmt: skip
WEB_CALLS = (
    "new URL(<url>, 'https://base.test/p/q?z').href",
    "new URL(<url>, 'https://base.test/p/q').pathname",
    (
        "(() => { try { return new URL(<url>).host; } catch (e) { return e"
        " instanceof TypeError; } })()"
    ),
    (
        "((u) => [u.protocol, u.hostname, u.port, u.search, u.hash,"
        " u.origin])(new URL(<url>, 'http://b.test:81/'))"
    ),
    (
        "((u) => { u.searchParams.set('k', <one>); return u.href; })(new"
        " URL(<url>, 'https://base.test'))"
    ),
    (
        "((u) => { u.pathname = '/z'; u.hash = 'h'; return `${u}`; })(new"
        " URL(<url>, 'https://base.test'))"
    ),
    "JSON.stringify({u: new URL(<url>, 'https://base.test/')})", "new URL(location.href).pathname",
    "new URLSearchParams(<query>).toString()", "new URLSearchParams(<query>).get('a')",
    "[...new URLSearchParams(<query>)]", "Object.fromEntries(new URLSearchParams(<query>))",
    "new URLSearchParams(<query>).has('a')", "new URLSearchParams(<query>).getAll('a')",
    "Array.from(new URLSearchParams(<query>).keys())", "`?${new URLSearchParams(<query>)}`",
    (
        "((q) => { q.append('n', <one>); q.delete('a'); q.sort(); return `${q}`;"
        " })(new URLSearchParams(<query>))"
    ),
    (
        "((q) => { const o = {}; q.forEach((v, k) => { o[k] = v; }); return o;"
        " })(new URLSearchParams(<query>))"
    ),
    "((o) => { for (const [k, v] of new URLSearchParams(<query>)) o[k] = v; return o; })({z: 1})",
    "new URLSearchParams(location.search).get('a')", "new URLSearchParams(<query>).size",
    "(() => { try { return atob(<base64>); } catch (e) { return e.name; } })()",
    "btoa('flex:desk')", "(() => { try { return btoa(<one>); } catch (e) { return 'bad'; } })()",
    "JSON.parse(atob('eyJhIjoxfQ=='))", "structuredClone(<thing>)",
    "structuredClone({a: [1, {b: <value>}], d: undefined})", "structuredClone(<value>)",
    "(() => { const s = structuredClone(o1); s.z = 1; return [s, o1]; })()",
    (
        "(() => { try { throw new Error(<one>); } catch (e) { return"
        " [e.message, e.name, `${e}`]; } })()"
    ),
    (
        "(() => { try { null.x; } catch (e) { return [e.name, e instanceof"
        " TypeError, e.constructor === TypeError]; } })()"
    ),
    "(() => { try { nothing(); } catch (e) { return e.name; } })()",
    "new RangeError('r').toString()",
    (
        "(() => { class E extends Error { constructor(m) { super(m); this.name = 'E'; } }"
        " try { throw new E('m'); } catch (e) { return `${e}${e instanceof E}`; } })()"
    ),
    "Object.keys(new Error('x'))", "new Error('x', {cause: 1}).cause", "Error('called').message",
    "'message' in new Error()", "new Date(2020, 0, 1) < new Date(2021, 5, 30)",
    "new Date('2024-03-01T00:00:00Z').toISOString()", "new Date(0).getTime()",
    "new Date(2020, 1, 30).getMonth()", "Date.UTC(2020, 0, 1)", "+new Date(5)",
    "JSON.stringify(new Date(0))", "new Date('nonsense').getTime()", "typeof Date.now()",
    "new Date(8.64e15 + 1) + ''", "Reflect.get(<thing>, 'a')", "Reflect.has(<thing>, 'a')",
    "Reflect.ownKeys(<thing>)", "Reflect.set(o1, 'r', <value>)",
    "Reflect.apply(Math.max, null, [1, 2])",
    "Reflect.getPrototypeOf(<thing>) === Object.prototype", "Reflect.deleteProperty(o1, 'a')",
    "Reflect.defineProperty(o1, 'd', {value: 1})", "Reflect.construct(Array, [3])",
    "Object.getOwnPropertyDescriptor(<thing>, 'a')", "Object.getOwnPropertyDescriptors(<thing>)",
    "Object.getOwnPropertySymbols(<thing>).length",
    "Object.groupBy?.([1, 2, 3], (x) => (x % 2 ? 'odd' : 'even'))",
    "JSON.parse('{\"a\": [1, \"2\"], \"b\": {\"a\": 3}}', (k, v) => (k === 'a' ? 'A' : v))",
    "JSON.parse('[1, {\"x\": 2}]', function (k, v) { return typeof v === 'number' ? v + 1 : v; })",
    "String.raw`a\\n${<value>}b`", "((s, ...v) => s.raw.join('|') + v)`x${1}\\t${<value>}`",
    "(function named(a, b) {}).name", "((a, b = 1, c) => 1).length", "(class K {}).name",
    "({m() {}}).m.name", "Symbol('d').description", "typeof Symbol.iterator",
    "Symbol.for('k') === Symbol.for('k')", "((s) => ({[s]: 1, a: 2})[s])(Symbol())",
    "`${{toString: () => 'own'}}`", "({valueOf: () => 4}) * 2",
    "[{toString() { return 'x'; }}, 1].join()", "((a) => { a.length = 1; return a; })([1, 2, 3])",
    "[...(function* () { yield 1; yield <value>; })()]",
    "(class { #p = <value>; get() { return this.#p; } })",
    "new (class { #p = <value>; get() { return this.#p; } })().get()", "Math.hypot(3, 4)",
    "Math.cbrt(27)",
    (
        "new (class extends (class { v = 1; }) { constructor() { const x = 2;"
        " super(); this.x = x; } })().x"
    ),
    "Math.log2(8) + Math.floor(<one>)", "Number('0b11') + Number.parseFloat('1.5x')",
    "escape('ü b')", "unescape('%u0041')", "new WeakMap([[o0, 1]]).get(o0)",
    "new Intl.NumberFormat('en').format(1234.5)", "(1234.5).toLocaleString()",
    "new Proxy({a: 1}, {get: (t, k) => (k in t ? t[k] : 'none')}).a", "[3, 1, 2].toSorted?.()",
    "Array.from('aé😀')", "globalThis === window", "typeof process", "Function('return 1')()",
    "eval('1 + 1')", "parseInt('ffz', 16)",
)  # fmt: skip
