"""Random calls of the built-in functions, with the arguments that take some care."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.differential.oddities import fill
from tests.differential.strings import STRINGS
from tests.differential.web import BASE64, QUERIES, URLS, WEB_CALLS

if TYPE_CHECKING:
    from tests.differential.expressions import Expressions

INDICES = (
    "0", "1", "2", "-1", "-2", "5", "-5", "1.5", "NaN", "undefined", "null", "'1'", "-0",
    "Infinity", "-Infinity", "2**32", "true", "'x'", "[2]", "{}", "1e300",
)  # fmt: skip
NUMBERS = (
    "0", "-0", "1", "-1", "0.5", "-0.5", "2.5", "-2.5", "1.005", "1.45", "8.345", "0.1", "123.456",
    "1e21", "1e-7", "-1e-7", "1.7976931348623157e308", "5e-324", "NaN", "Infinity", "-Infinity",
    "4294967296", "2147483648", "9007199254740993", "255", "0.000001", "1e20", "-1.5e-9", "35",
    "0.49999999999999994", "-4503599627370495.5", "16777217", "3.5e38", "'12'", "' 7 '", "''",
    "null", "true", "[]", "[3]", "{}", "undefined", "10n",
)  # fmt: skip
TEXTS = (
    *STRINGS, "'a-b-a'", "'ABC'", "'aXbXc'", "' \\t\\ufeffpad\\u2029 '", "'😀-😀'", "'ÀÉß'",
    "'12px'", "'0x1F'", "'-.5e3z'", "'$&'", "'a,b,,c'", "'İıŉǆ'", "'a b&c/d?e=ü'", "'%41%zz'",
    "'%F0%9F%98%80%2F'", "'\\ud83dx'", "'x\\ude00'", "'-0'", "'1e1000'", "'Infinityx'", "'+5'",
    "'9007199254740993'", "'zz'", "'𝒳y'",
)  # fmt: skip
JSON = (
    "'{\"a\": [1, {\"b\": null}], \"__proto__\": 1, \"a\": -0}'", "'[1e400, 1E-2, -0, 0.5]'",
    "'\"\\\\ud83d\\\\ude00\\\\u0041\"'", "' \\t\\n[ ] '", "'\"\\\\ud83d\"'",
    "'{\"2\": 1, \"1\": 2, \"x\": 3}'", "'\"😀\"'", "'true'", "null", "'{}'", "' 12 '",
)  # fmt: skip
ARRAYS = (
    "a0", "[3, 1, 2]", "[, 1, , 2]", "[]", "[NaN, -0, 0]", "['b', 'a', 'C', 10, 9]",
    "[undefined, 3, , null, 1]", "[[1, [2, [3]]], 4]", "[o0, o1, a0]", "['a', 'b', 'a']",
    "[1, 2, 3, 4, 5]", "Array(3)", "['😀', '\\ud83d', 'z', '\\uffff']", "[[2, 'b'], [1, 'a']]",
    "Object.freeze([2, 1])", "[true, 0n, 'x', null]", "[{n: 2, k: 'x'}, {n: 1, k: 'y'}]",
)  # fmt: skip
CALLBACKS = (
    "x => x", "(x, i) => i", "x => x > 1", "x => !x", "x => [x, [x]]", "(x, i, a) => a.length",
    "function (x) { return this === undefined || x; }", "x => typeof x", "x => ({v: x})",
    "Boolean", "String", "Number", "parseInt", "Math.abs", "x => `${x}`", "x => { v0 = x; }",
    "(x, i) => { a0[i] = x; return x; }", "x => { o0.b = x; return i0; }", "isNaN",
    "x => x && x.a", "(x, i, a) => { a[i + 1] = i; return a.length < 9; }", "Object.keys",
    "(x, i, a) => { if (a.length < 8) a.push(x); return true; }", "(x, i, a) => (a.pop(), 1)",
    "x => x && x.n", "encodeURIComponent", "Array.isArray", "console.log", "undefined", "1",
)  # fmt: skip
PAGE_CALLBACKS = (
    "x => x === page.s", "x => page.flag ? x : 1", "(x, i) => page.n === i", "page.id",
    "x => { if (page.flag) v0 = x; return page.flag; }", "page.flag ? String : Number",
    "x => { if (page.flag) throw 'thrown by the script'; return x; }",
)  # fmt: skip
REDUCERS = (
    "(a, b) => a + b", "(a, b, i) => a + i", "(a, b) => b", "(o, k) => ({...o, [k]: k})",
    "Math.max", "(a, b) => { o0.b = a; return b; }", "(a, b, i, l) => l.length",
)  # fmt: skip
COMPARATORS = (
    "(a, b) => a - b", "(a, b) => b - a", "(a, b) => a > b", "() => 0", "() => 1", "undefined",
    "(a, b) => (a < b ? -1 : a > b ? 1 : 0)", "(a, b) => { v0 = a; return a - b; }",
    "(a, b) => a.n - b.n", "(a, b) => String(a).length - String(b).length", "null", "1",
    "(a, b) => a.localeCompare(b)", "(a, b) => page.n - b", "(a, b) => [b] - [a]",
)  # fmt: skip
ARRAY_CALLS = (
    ".map(<callback>)", ".filter(<callback>)", ".forEach(<callback>)", ".find(<callback>)",
    ".findIndex(<callback>)", ".findLast(<callback>)", ".findLastIndex(<callback>)",
    ".some(<callback>)", ".every(<callback>)", ".flatMap(<callback>)", ".map(<callback>, o0)",
    ".reduce(<reducer>)", ".reduce(<reducer>, <value>)", ".reduceRight(<reducer>)",
    ".reduceRight(<reducer>, <value>)", ".reduce(<reducer>, {})",
    ".concat(<arrays>, <expression>)", ".concat()", ".slice(<index>, <index>)", ".slice()",
    ".splice(<index>, <index>, <expression>)", ".splice(<index>)", ".splice()",
    ".join(<text>)", ".join()", ".indexOf(<value>)", ".indexOf(<value>, <index>)",
    ".lastIndexOf(<value>)", ".lastIndexOf(<value>, <index>)", ".includes(<value>)",
    ".includes(undefined)", ".includes(NaN)", ".indexOf(undefined)", ".indexOf(NaN)",
    ".includes(<value>, <index>)", ".at(<index>)", ".flat(<index>)", ".flat()",
    ".flat(Infinity)", ".fill(<expression>, <index>, <index>)", ".fill(0)", ".reverse()",
    ".push(<expression>, <value>)", ".push()", ".pop()", ".shift()", ".unshift(<expression>)",
    ".unshift()", ".sort()", ".sort(<comparator>)", ".toSorted(<comparator>)", ".toSorted()",
    ".toReversed()", ".toSpliced(<index>, 1, 'x')", ".with(<index>, <value>)", ".toString()",
    ".copyWithin(<index>, <index>, <index>)", ".hasOwnProperty(<index>)", ".valueOf()",
    ".length", ".hasOwnProperty('length')",
)  # fmt: skip
STRING_CALLS = (
    ".at(<index>)", ".charAt(<index>)", ".charCodeAt(<index>)", ".codePointAt(<index>)",
    ".concat(<text>, <number>)", ".endsWith(<text>)", ".endsWith(<text>, <index>)",
    ".includes(<text>)", ".includes(<text>, <index>)", ".indexOf(<text>)",
    ".indexOf(<text>, <index>)", ".lastIndexOf(<text>)", ".lastIndexOf(<text>, <index>)",
    ".padEnd(<index>, <text>)", ".padStart(9, <text>)", ".padEnd(8)", ".repeat(<index>)",
    ".repeat(2)", ".replace(<text>, <text>)", ".replace('a', '[$&$$$`$\\'$1]')",
    ".replaceAll('a', '[$`$&$\\'$0$]')", ".replaceAll('', '-')", ".replace('-', <callback>)",
    ".replaceAll('a', <callback>)", ".replaceAll(<text>, <text>)", ".slice(<index>, <index>)",
    ".split(<text>)", ".split()", ".split('')", ".split('', <index>)", ".split(',', <index>)",
    ".startsWith(<text>)", ".startsWith(<text>, <index>)", ".substr(<index>, <index>)",
    ".substring(<index>, <index>)", ".toLowerCase()", ".toUpperCase()", ".trim()",
    ".trimStart()", ".trimEnd()", ".toString()", ".valueOf()", ".length", ".isWellFormed()",
    ".toWellFormed()", ".normalize()", ".normalize('NFD')", ".hasOwnProperty(<index>)",
    ".search('a')", ".localeCompare('b')", ".match(<pattern>)", ".replace(<pattern>, <with>)",
    ".split(<pattern>)", ".split(<pattern>, <index>)", ".search(<pattern>)", ".match(<text>)",
    ".replaceAll(<pattern>g, <with>)", ".match(<pattern>g)", ".replace(<pattern>g, <with>)",
    ".replace(<regexp>, <callback>)", ".split(<regexp>)", ".match(<regexp>)", ".match()",
    ".match(<pattern>)?.index", ".match(<pattern>)?.groups", ".match(<pattern>)?.[1]",
)  # fmt: skip
REGEXPS = (
    "/a/", "/a/g", "/(?<$n>[a-c])/g", "/,/", "/[^a-z]+/gi", "/(\\d+)(px)?/", "/^.*?(?=-|$)/y",
    "/./gu", "/./g", "/(?:)/g", "/\\s+$/", "/b/gy", "/(?<=a)-/", "/(x)?$/m", "/-|(a)/g",
    "new RegExp('a', 'gi')",
    "RegExp('(')", "RegExp(/[-,]/, 'g')", "RegExp(/(?<!a)-/)", "/\\W/gi", "/[\\s\\S]/",
)  # fmt: skip
PATTERNS = (
    "/a/", "/^a|b$/", "/(a)(b)?/", "/[^a-z]+/", "/\\d+/", "/(?<n>\\w)-(?<m>\\w)/", "/(?:)/", "/$/",
    "/\\s*,\\s*/", "/\\/+$/", "/(\\w)\\1/", "/(?=b)/", "/(?!a)./", "/(?<=a)./", "/a{2,3}?/",
    "/[\\]\\-]/", "/./", "/\\bX/", "/(a*)*/", "/(z)((a+)?(b+)?(c))*/", "/^https?:\\/\\/([^/:]+)/",
    "/[\\w.]+@/", "/\\u00e9|\\x41/", "/\\B/",
)  # fmt: skip
WITH = (
    "'x'", "'[$&]'", "'$1-$2'", "'$<n>'", "'$$'", "'$`|$\\''", "'$01$10'", "''", "(m) => m + m",
    "(...r) => r.length", "(m, p) => typeof p", "() => '$1'", "undefined",
    "(m, a, b) => `${a}${b}`",
)  # fmt: skip
PATTERN_CALLS = (
    "<pattern>.test(<text>)", "<pattern>.exec(<text>)", "<pattern>i.test(<text>)",
    "<pattern>.exec(<text>)?.[1]", "[...<text>.matchAll(<pattern>g)].map((m) => [m[0], m.index])",
    "<pattern>gm.flags", "<pattern>.source",
    "((r) => [r.test('aab'), r.lastIndex, r.test('aab'), r.lastIndex])(<pattern>g)",
    "`${<pattern>i}`",
    (
        "((r, s) => { const all = []; let m; while ((m = r.exec(s)) && all.length < 9)"
        " { all.push(m[0]); if (m[0] === '') r.lastIndex++; } return all; })(<pattern>g, <text>)"
    ),
    "new RegExp(<text>.replace(/[.*+?^${}()|[\\]\\\\]/g, '\\\\$&')).test(<text>)",
    "<pattern>y.test(<text>)", "new RegExp(<pattern>, 'gi').flags",
    "RegExp('^(' + ['a', 'b'].join('|') + ')$', 'i').test(<text>)",
    "new RegExp('a+', 'g').exec(<text>)?.index", "<pattern>u.test(<text>)",
    "<pattern>s.exec(<text>)?.length", "[<text>, 'ab', 'b'].filter((x) => <pattern>.test(x))",
    "((r) => { r.lastIndex = 1; return [r.exec('aba')?.index, r.lastIndex]; })(<pattern>g)",
    "String(<text>).split(<pattern>).join('|')", "typeof <pattern>",
    "(<pattern>) instanceof RegExp", "JSON.stringify({r: <pattern>})", "Object.keys(<pattern>)",
    "<pattern>g.global",
)  # fmt: skip
NUMBER_CALLS = (
    ".toString(<radix>)", ".toString()", ".toFixed(<digits>)", ".toPrecision(<digits>)",
    ".toExponential(<digits>)", ".toExponential()", ".toFixed()", ".toPrecision()", ".valueOf()",
)  # fmt: skip
STATIC_CALLS = (
    "Object.keys(<thing>)", "Object.values(<thing>)", "Object.entries(<thing>)",
    "Object.entries(<arrays>)", "Object.keys(<text>)", "Object.values(<expression>)",
    "Object.fromEntries(Object.entries(<thing>).map(([k, v]) => [k + 1, v]))",
    "Object.fromEntries(<arrays>)", "Object.fromEntries([['a', 1], [1, 2], [o0], 'xy'])",
    "Object.fromEntries(<arrays>.map((x, i) => [x, i]))", "Object.assign([], <arrays>)",
    "Object.is(<number>, <number>)", "Object.isFrozen(<thing>)", "Object.isSealed(<thing>)",
    "Object.isExtensible(<thing>)", "Object.hasOwn(<thing>, <string>)",
    "Object.getOwnPropertyNames(<thing>)", "Object.getOwnPropertyNames(<text>)",
    "Object(<thing>)", "Object(<value>)", "new Object(<thing>)", "Object.isFrozen(<value>)",
    "Object.prototype.toString.call(<expression>)", "({}).toString.call(<arrays>)",
    "Object.prototype.hasOwnProperty.call(<thing>, <string>)", "<thing>.hasOwnProperty(<string>)",
    "Object.getPrototypeOf(<thing>)", "Object.create(<thing>)", "Object.create(null)",
    (
        "Object.defineProperty({a: 1}, <string>, "
        "{value: <value>, enumerable: true, writable: true, configurable: true})"
    ),
    "Object.defineProperty(<thing>, 'a', {value: <value>})",
    "Object.defineProperty({}, 'a', {get: () => <value>, enumerable: true, configurable: true}).a",
    "Array.isArray(<expression>)", "Array.of(<value>, <value>)", "Array.of(7)", "Array(<value>)",
    "new Array(<index>)", "Array(1, 2)", "Array.from(<arrays>, <callback>)", "Array.from(<text>)",
    "Array.from(<expression>)", "Array.from({length: 3}, (_, i) => i)",
    "Array.from({length: <index>, 0: 'a', 1: o0})", "Array.from({length: '2', 1: 'b'})",
    "Array.prototype.slice.call(<arrays>, 1)", "[].concat.apply([], <arrays>)",
    "Array.prototype.map.call(<text>, x => x)", "[].map.call(<arrays>, <callback>)",
    "String(<expression>)", "String()", "String(<arrays>)", "String(<number>)",
    "String.fromCharCode(<number>, 0xd83d, 0xde00)", "String.fromCodePoint(0x1f600, <number>)",
    "Number(<expression>)", "Number()", "Number(<text>)", "Number.isInteger(<number>)",
    "Number.isSafeInteger(<number>)", "Number.isFinite(<number>)", "Number.isNaN(<number>)",
    "isNaN(<expression>)", "isFinite(<number>)", "parseInt(<text>)", "parseInt(<text>, <radix>)",
    "parseInt(<number>)", "parseFloat(<text>)", "parseFloat(<number>)", "Number.parseInt('7z')",
    "Boolean(<expression>)", "Boolean()", "true.toString()", "(!<value>).valueOf()",
    "Math.abs(<number>)", "Math.ceil(<number>)", "Math.floor(<number>)", "Math.round(<number>)",
    "Math.trunc(<number>)", "Math.sign(<number>)", "Math.sqrt(<number>)", "Math.fround(<number>)",
    "Math.clz32(<number>)", "Math.imul(<number>, <number>)", "Math.pow(<number>, <number>)",
    "Math.max(<number>, <number>, <number>)", "Math.min(<number>, <number>)", "Math.max()",
    "Math.min()", "Math.max(...<arrays>)", "Math.max.apply(null, <arrays>)", "Math.hypot(3, 4)",
    "Math.random() < 2", "JSON.parse(<json>)", "JSON.parse(JSON.stringify(<thing>))",
    "JSON.stringify(<expression>)", "JSON.stringify(<thing>, null, <index>)",
    "JSON.stringify(<thing>, ['a', 'b', 1, 'a'], '--')", "JSON.stringify(<text>)",
    "JSON.stringify(<arrays>, undefined, ' ')", "JSON.stringify({f() {}, u: undefined, n: NaN})",
    "JSON.stringify([() => 1, , undefined, -0, Infinity, new Date(0)])",
    "JSON.stringify({toJSON() { return 5; }})", "JSON.stringify(<number>)",
    "Reflect.get(<thing>, <string>)", "Reflect.has(<thing>, <string>)", "Reflect.ownKeys(<thing>)",
    "Reflect.set(<thing>, <string>, <value>)", "Reflect.deleteProperty(<thing>, <string>)",
    "Reflect.apply(Math.max, null, <arrays>)", "Reflect.construct(Array, [<index>])",
    "Object.getOwnPropertyDescriptor(<thing>, <string>)", "structuredClone(<thing>)",
    "Object.getOwnPropertyDescriptors(<thing>)", "structuredClone(<arrays>)",
    "JSON.parse(<json>, (k, v) => typeof v === 'number' ? v + 1 : v)",
    "JSON.parse(<json>, (k, v) => k === 'a' ? undefined : v)",
    "JSON.stringify(<thing>, (k, v) => k === 'a' ? [v] : v)",
    "JSON.stringify(<arrays>, function (k, v) { return v === 1 ? this.length : v; })",
    "(() => { try { <value>; null.x; } catch (e) { return [e.name, e instanceof Error]; } })()",
    "(() => { try { throw new TypeError(<text>); } catch (e) { return [e.message, `${e}`]; } })()",
    "String(Object.assign(new Error(<text>), {name: <string>}))", "JSON.stringify(new Error('x'))",
    "new Date(<number>).getTime()", "Date.UTC(2020, <index>, <index>)", "new Date(<number>) < 5",
    "(d => [d.getUTCFullYear(), d.getUTCMonth(), d.getUTCDay()])(new Date(<number>))",
    "new Date(2020, <index>) < new Date(2020, <index>)", "new Date(2019, <index>).getMonth()",
    "JSON.stringify([new Date(86400000)])", "String.raw`a${<value>}\\n${<number>}`",
    "((s, ...v) => [s.raw[0], s[1], v])`x\\t${<value>}y`", "new WeakMap([[o0, 1]]).get(<thing>)",
    "Object.keys(Object.groupBy(<arrays>, x => typeof x))",
    "escape(<text>)", "unescape(<text>)",
    "encodeURIComponent(<text>)", "encodeURI(<text>)", "decodeURIComponent(<text>)",
    "decodeURI(<text>)", "encodeURIComponent(<expression>)", "console.log(<expression>)",
    "(() => { try { return decodeURIComponent(<text>); } catch { return 1; } })()",
    "<regexp>.test(<text>)", "<regexp>.exec(<text>)", "<regexp>.test(<expression>)",
    "Array.from(<text>.matchAll(<regexp>), (m) => [m.index, ...m])", "String(<regexp>)",
    "(m => m && [m.index, m.input, {...m.groups}])(<regexp>.exec(<text>))", "<regexp>.source",
    "(r => [r.flags, r.global, r.lastIndex, r.test(<text>), r.lastIndex])(<regexp>)",
)  # fmt: skip
IDIOMS = (
    (
        "(() => { const p = {}; location.search.slice(1).split('&').forEach(s => {"
        " const [k, v] = s.split('='); p[k] = v; }); return p; })()"
    ),
    "[1, 2, 3].map(n => ({[`k${n}`]: n})).reduce((a, b) => Object.assign(a, b), {})",
    "Object.entries({a: 1, b: 2}).filter(([k]) => k !== 'a').map(([k, v]) => k + '=' + v).join()",
    "['x', 'y', 'z'].map((x, i) => x.repeat(i)).filter(Boolean).join('/')",
    "'some-dashed-name'.split('-').map(w => w[0].toUpperCase() + w.slice(1)).join(' ')",
    "Object.keys(o0).sort().reduce((all, key) => { all[key] = o0[key]; return all; }, {})",
    "[3, 1, 2].sort().reverse().concat([4]).slice(1)",
    "((list) => { while (list.length > 2) list.pop(); return list; })([1, 2, 3, 4])",
    "(a => { a.push(a.shift()); a.unshift(a.pop()); return a.splice(1, 1).concat(a); })([1, 2, 3])",
    "(a => { const b = a.slice(); b.push(1); a[0] = {z: 1}; return [a, b]; })([o0])",
    "(a => { const m = a.map(x => x); if (a[0]) a[0].z = 5; return m; })([o0, o1])",
    "(a => { a.length = 1; return a.concat(2); })([1, 2, 3])",
    "(a => { a.concat = ''.concat; return a.concat(5); })([1])",
    "(a => { a.concat = ''.concat; return a.concat(delete a.concat); })([1])",
    "(a => { a.constructor = {}; return a.map(x => x); })([1])",
    "(a => { a.join = () => 'own'; return '' + a + String(a) + a.toString(); })([1])",
    "(a => { a.x = 1; return [Object.keys(a), a.slice(), JSON.stringify(a)]; })([1])",
    "(a => { Object.freeze(a); try { a.push(1); } catch (e) { return 'x'; } return a; })([1])",
    "[1, 2, 3].forEach((x, i, a) => { a.pop(); o0['k' + i] = x; })",
    "((o) => { [1, 2].forEach(function (x) { this.a = x; }, o); return o; })({})",
    "[[1, 2], [3]].map(([a, b = 'd']) => a + b)",
    "(f => [f(1), f('a')])(Array.isArray)",
    "(f => f([1, 2]))(Object.values)",
    "((s) => s.map(String))([1, null, undefined, [2, [3]], {}])",
    "[1, 2, 3].includes(2) && ['a'].indexOf('a') === 0",
    "(() => { const f = n => (n > 0 ? [n].concat([n - 1].flatMap(f)) : []); return f(4); })()",
    "JSON.parse(JSON.stringify({a: [1, {b: 'é\\u2028\\ud800'}], 2: 1, 1: 2}))",
    "[..." + "'a😀'].map(c => c.length)",
    "((o) => { Object.defineProperty(o, 'a', {value: 5}); o.a++; return o; })({a: 1})",
    "((o) => { o.b = Object.values(o); o.b[0].c = 2; return o.a; })({a: {}})",
    "[o0].concat([[o1]]).flat()[1] === o1",
    "(r => ['a-a', 'ba', 'c'].map(t => [r.test(t), r.lastIndex]))(<regexp>)",
    "(r => { r.lastIndex = <index>; return [r.exec('aba'), r.lastIndex]; })(<regexp>)",
    "(r => ['a-a'.replace(r, 'x'), r.lastIndex, r.test('ba'), 'ab'.match(r)])(<regexp>)",
    "(r => { r.exec = () => ['mine']; return 'a'.replace(r, 'x'); })(/a/)",
    "(r => { r.x = 1; return [r.x, r.test('a')]; })(/a/)",
    "['b1', 'a2'].filter(/^a/.test, /^a/)", "((r, s) => [s.replace(r, ''), r.flags])(/a/g, 'aba')",
    "'a=1&b=2'.split('&').map(p => p.split(/=(.*)/)).filter(p => /^[a-z]$/.test(p[0]))",
)  # fmt: skip
PAGE_IDIOMS = (
    "[{h: 'a', v: 1}, {h: 'b', v: 2}].find(e => e.h === page.s)",
    "([{h: 'a', v: 1}, {h: 'b', v: 2}].find(e => e.h === page.s) || {v: 3}).v",
    "['a', 'b'].includes(page.s) ? 1 : 2",
    "(page.flag ? 'ab' : 'cd').split('').reverse().join('')",
    "(page.flag ? 'ab' : 'cd').toUpperCase().slice(1)",
    "['https://', page.flag ? 'eu' : 'us', '.example.com'].join('')",
    "((a) => { if (page.flag) a.push(1); return a; })([0])",
    "((a) => { if (page.flag) a.sort(); else a.reverse(); return a; })([2, 3, 1])",
    "((a) => { if (page.flag) a.pop(); return a.map(x => x); })([2, 3, 1])",
    "((a) => { [1, 2].forEach(x => { if (page.flag) a[x] = x; }); return a; })([0, 0, 0])",
    "[page.n, 2].map(x => x + 1)",
    "[page.n, 2].filter(x => x)",
    "((o) => { if (page.flag) delete o.a; return Object.keys(o); })({a: 1, b: 2})",
    "((o) => { if (page.flag) o.a = 1; return JSON.stringify(o); })({b: 2})",
    "[1, 2].some(x => x === page.n) + '' + [1, 2].every(x => x < page.n)",
    "((n) => { [1, 2, 3].find(x => { n += x; return x === page.n; }); return n; })(0)",
    "((n) => { [1, 2, 3].some(x => { n++; return page.flag; }); return n; })(0)",
    "((n) => { navigator.language.split('').forEach(() => { n = 1; }); return n; })(0)",
    "[3, 1, 2].sort((a, b) => page.flag ? a - b : b - a)",
    "Math.max(page.n, 3)", "parseInt(page.n, 10)", "String(page.s).padStart(4, '0')",
    "Object.assign({}, ...[page.other].filter(Boolean))",
    "/^a/.test(page.s)", "page.s.replace?.(/^a/, '')", "/(.)$/.exec(page.s)?.[1]",
    "(page.flag ? 'ab' : 'cd').replace(/[a-c]/g, x => x + x)", "'aba'.replace(/b/, page.s)",
    "(page.flag ? 'a.b' : 'c.d').split(/\\./)[1]", "(page.flag ? /a/ : /b/).test('a')",
    "((r) => { if (page.flag) r.test('aa'); return [r.lastIndex, r.test('aa')]; })(/a/g)",
    "((r) => [r.test(page.s), r.lastIndex, r.test('aa')])(/a/g)", "'b'.replace(page.other, 'x')",
    "((r) => { page.s.match?.(r); return [r.lastIndex, r.test('aa')]; })(/a/g)",
    "((r) => { 'aa'[page.s]?.(r); return [r.lastIndex, r.test('aa')]; })(/a/g)",
    "((r) => { 'aa'.replace(r, page.s); return r.test('aa'); })(/a/g)",
    "((r) => { (page.flag ? r : /b/).test('a'); return r.test('a'); })(/a/g)",
    "JSON.stringify({a: page.s})", "[1, 2].indexOf(page.n)", "Array.isArray(page.other)",
    "[].concat(page.other, 1)", "'a-b'.replace('-', page.s)", "page.s.repeat?.(2)",
)  # fmt: skip
ODD_IDIOMS = (
    "(() => { Array.prototype.map = function () { return 'mine'; }; return [1].map(x => x); })()",
    "(() => { Math.max = () => 'mine'; return Math.max(1, 2); })()",
    "(() => { const m = Math; m.floor = () => 'mine'; return Math.floor(1.5); })()",
    "(() => { Object.assign(Math, {ceil: () => 'mine'}); return Math.ceil(1.5); })()",
    (
        "(() => { page.install(Math); Object.defineProperty(Math, 'abs', {value: () => 'm'});"
        " return Math.abs(-1); })()"
    ),
    "(() => { Array.prototype[1] = 'p'; return [, , 3].map(x => x).concat([, 2]).join(); })()",
    "(() => { Object.prototype.toJSON = () => 1; return JSON.stringify({a: {}}); })()",
    "(() => { String.prototype.trim = () => 'mine'; return ' a '.trim(); })()",
    "[1].map(<function>)", "<arrays>.filter(<function>)", "<arrays>.sort(<function>)",
    "[{get a() <body>}].map(x => x.a)", "Object.values({get a() <body>})",
    "[{toString() <body>}].join('-')", "['x', {toString() <body>}].sort()",
    "(() => { RegExp.prototype.exec = () => ['mine']; return /a/.test('b'); })()",
    "(() => { RegExp.prototype[Symbol.replace] = () => 'mine'; return 'a'.replace(/a/, 'b'); })()",
    (
        "(() => { Object.defineProperty(RegExp.prototype, 'flags', {value: ''});"
        " return 'aa'.replace(/a/g, ''); })()"
    ),
    "(r => { page.poke(r); return ['aa'.replace(r, ''), r.test('a'), r.lastIndex]; })(/a/g)",
    "(r => { page.keep(r); page.pokeKept(); return [r.test('a'), String(r)]; })(/a/)",
    "(r => { Object.freeze(r); return [r.test('a'), r.lastIndex]; })(/a/)",
    "(r => { r.compile('b'); return r.test('a'); })(/a/)", "'ab'.replace(/b/g, <function>)",
    "(r => { r[Symbol.replace] = () => 'mine'; return 'a'.replace(r, 'b'); })(/a/)",
    "(r => { r.toString = () => 'mine'; return r + ''; })(/a/)", "/a/.test({toString() <body>})",
    "(r => { r.lastIndex = {valueOf() <body>}; return r.test('a'); })(/a/g)",
    "<arrays>.map(async x => x)", "<arrays>.map(function* () {})", "<arrays>.map(class {})",
    "'abc'.replace('b', <function>)", "Array.from({get length() <body>})",
    "JSON.parse('[1]', <function>)", "JSON.stringify(<thing>, <function>)",
    "[1, 2].reduce(<function>, <thing>)", "<arrays>.concat(page.id(<arrays>))",
    "page.id(<arrays>).map(<function>)", "page.keep(<arrays>.slice())",
)  # fmt: skip


def builtin(make: Expressions) -> str:
    """An expression that calls built-in functions."""
    roll = make.random.random()
    if roll < 0.3:
        text = f"{make.pick(ARRAYS)}{make.pick(ARRAY_CALLS)}"
    elif roll < 0.5:
        text = f"{make.pick(TEXTS)}{make.pick(STRING_CALLS)}"
    elif roll < 0.54:
        text = f"({make.pick(NUMBERS)}){make.pick(NUMBER_CALLS)}"
    elif roll < 0.6:
        text = make.pick(PATTERN_CALLS)
    elif roll < 0.65:
        text = make.pick(WEB_CALLS)
    elif roll < 0.8:
        text = make.pick(STATIC_CALLS)
    elif roll < 0.86 or not make.pages:
        text = make.pick(IDIOMS)
    elif roll < 0.94 or not make.odd:
        text = make.pick(PAGE_IDIOMS)
    else:
        text = make.pick(ODD_IDIOMS)
    return f"({fill(make, _filled(make, text))})"


def _filled(make: Expressions, template: str) -> str:
    """The template with the holes filled that are of this module alone."""
    callbacks = (*CALLBACKS, *PAGE_CALLBACKS) if make.pages else CALLBACKS
    holes = {
        "<url>": URLS,
        "<query>": QUERIES,
        "<base64>": BASE64,
        "<one>": (*NUMBERS, *TEXTS[:9], "o0", "o1", "a0"),
        "<arrays>": ARRAYS,
        "<callback>": callbacks,
        "<comparator>": COMPARATORS if make.pages else COMPARATORS[:-2],
        "<digits>": ("0", "1", "2", "3", "7", "20", "21", "100", "101", "-1", "undefined"),
        "<index>": INDICES,
        "<json>": JSON,
        "<number>": NUMBERS,
        "<pattern>": PATTERNS,
        "<with>": WITH,
        "<radix>": ("2", "8", "10", "16", "36", "3", "undefined", "0", "1", "37", "'16'"),
        "<reducer>": REDUCERS,
        "<regexp>": REGEXPS,
        "<text>": TEXTS,
    }
    for hole, choices in holes.items():
        while hole in template:
            template = template.replace(hole, make.pick(choices), 1)
    return template.replace("i0", "v1")
