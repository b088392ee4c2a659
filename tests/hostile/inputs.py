"""Inputs that are built to hurt, by name. None of them is long to write."""

from __future__ import annotations

from typing import Final

DEPTH: Final = 100_000


def config(expression: str) -> str:
    """A script whose configuration has one property."""
    return f"var appConfig = {{x: {expression}}};"


def _deep(before: str, inner: str, after: str = "") -> str:
    return before * DEPTH + inner + after * DEPTH


NESTED: Final = {
    "objects": config(_deep("{a:", "1", "}")),
    "arrays": config(_deep("[", "", "]")),
    "parentheses": config(_deep("(", "1", ")")),
    "unary operators": config(_deep("!", "1")),
    "typeof": config(_deep("typeof ", "1")),
    "template literals": config(_deep("`${", "1", "}`")),
    "members": "var a = {}; a.b = a;" + config("a" + ".b" * DEPTH),
    "members of the page": config("location" + ".b" * DEPTH),
    "elements": "var a = []; a[0] = a;" + config("a" + "[0]" * DEPTH),
    "optional chains": config("({}).a" + "?.b" * DEPTH),
    "optional calls": "var f;" + config("f" + "?.(1)" * DEPTH),
    "calls": "function f(a) {return a}" + config(_deep("f(", "1", ")")),
    "calls of calls": "function f() {return f}" + config("f" + "()" * DEPTH),
    "string concatenation": config("'a'" + "+'a'" * DEPTH),
    "concatenation of what is not known": config("name" + "+'a'" * DEPTH),
    "sums": config("1" + "+1" * DEPTH),
    "powers": config(_deep("2**", "1")),
    "ternaries": config(_deep("name ? 1 : ", "2")),
    "ternaries in the middle": config(_deep("a ? ", "2", " : 1")),
    "or": config(_deep("name || ", "2")),
    "functions": "function f() {" * DEPTH + "}" * DEPTH + ";" + config("1"),
    "function expressions": config(_deep("function(){return ", "1", "}")),
    "called functions": config(_deep("(() => ", "1", ")()")),
    "arrows": config(_deep("a=>", "1")),
    "blocks": _deep("{", "", "}") + config("1"),
    "labelled blocks": _deep("{a:", "1", "}") + config("1"),
    "labelled blocks of many names": "".join(f"a{at}:{{" for at in range(DEPTH))
    + "}" * DEPTH
    + config("1"),
    "labels": "".join(f"a{at}:" for at in range(DEPTH)) + config("1"),
    "comma lists": config("(" + "1," * DEPTH + "2)"),
    "else": _deep("if (a) b; else ", "c;") + config("1"),
    "try": _deep("try {", "", "} catch (e) {}") + config("1"),
    "loops": _deep("while (1) ", ";") + config("1"),
    "patterns": "var " + _deep("[", "a", "]") + " = 1;" + config("a"),
    "spreads": config(_deep("{...", "{}", "}")),
    "computed keys": config(_deep("{[", "1", "]: 1}")),
    "groups of a regular expression": config("/" + _deep("(", "a", ")") + "/"),
}
"""Constructs inside one another, 100,000 deep."""

OPENED: Final = {
    repr(text): config(text * DEPTH + text)
    for text in (
        "{a:", "[", "(", "`${", "/*", "'", '"', "`", "/[", "<div>", "}", "function(){", "a?",
        "(a,", "if(", "a: 1 ", "switch(a){", "hello world. ", "${", "\\", "\n'", "\0",
    )
}  # fmt: skip
"""What is begun 100,001 times and never ended, or never begun."""

RUNAWAY: Final = {
    "while (true)": config("1") + "while (true);",
    "a loop that counts": config("0") + "for (var i = 0; i < 1e9; i++) appConfig.x += i;",
    "a loop that is told to go on": "a: for (;;) for (;;) continue a;",
    "a growing array": "var a = [];" + config("a") + "do { a.push(1) } while (true)",
    "an array that grows as it is read": "var a = [1]; for (var b of a) a.push(b);",
    "a growing object": "var a = {};" + config("a") + "for (var i = 0;; i++) a['k' + i] = i;",
    "a growing string": "var a = ''; for (;;) a += 'x';",
    "mutual recursion": "function f() {return g()} function g() {return f()}" + config("f()"),
    "branching recursion": "function f(n) {f(n + 1); f(n + 1)} f(0);" + config("1"),
    "fibonacci": "function f(n) {return n < 2 ? n : f(n - 1) + f(n - 2)}" + config("f(40)"),
    "recursion on what is not known": "function f(n) {return location.hash ? f(n - 1) + 1 : "
    "f(n - 2) + 2}" + config("f(100)"),
    "recursion in catch": "function f() {try {f()} catch (e) {f()}}" + config("f()"),
    "recursion in finally": "function f() {try {f()} finally {f()}}" + config("f()"),
    "nested callbacks": "var n = 0, a = Array(3000).fill(0);"
    "a.forEach(() => a.forEach(() => a.forEach(() => n++)));" + config("n"),
    "repeat": config("'x'.repeat(1e9)"),
    "pad": config("'x'.padEnd(1e9, 'ab')"),
    "new Array": config("new Array(1e9)"),
    "a length": "var a = []; a.length = 1e9;" + config("a"),
    "holes": "var b = []; for (;;) {var a = []; a[999999] = 1; b.push(a)}",
    "strings that double": "var a = 'x';" + "a = a + a;" * 100 + config("a"),
    "templates that double": "var a = 'x';" + "a = `${a}${a}`;" * 100 + config("a"),
    "doubling without end": "var a = 'x'; for (;;) a = a + a;",
    "many long strings": "var a = 'x'.repeat(9e6);"
    + config("[" + ",".join(f"a + {at}" for at in range(1000)) + "]"),
    "long strings, again and again": "var a = 'x'.repeat(9e6); for (;;) a.indexOf('y');",
    "long strings compared": "var a = 'x'.repeat(9e6), b = a + 1, c = a + 2; for (;;) b < c;",
    "JSON that doubles": "var a = '\"';" + "a = JSON.stringify(a);" * 100 + config("a"),
    "arrays that double": "var a = [1];" + "a = [...a, ...a];" * 100 + config("a"),
    "concat that doubles": "var a = [1];" + "a = a.concat(a);" * 100 + config("a"),
    "push that doubles": "var a = [1]; for (;;) a.push(...a);",
    "objects that double": "var a = {};" + "a = {...a, q: a, r: a};" * 100 + config("a"),
    "objects that are copied": "var a = {}; for (var i = 0;; i++) a = {...a, ['k' + i]: 1};",
    "sharing": "var a = {v: 1};" + "a = {p: a, q: a};" * 100 + config("a"),
    "sharing, joined": "var a = [1];" + "a = [a, a];" * 40 + config("'' + a"),
    "sharing, as JSON": "var a = [1];" + "a = [a, a];" * 40 + config("JSON.stringify(a)"),
    "sharing, flat": "var a = [1];" + "a = [a, a];" * 40 + config("a.flat(Infinity)"),
    "doubling what is not known": "var a = location.hash;" + "a = a + a;" * 1000 + config("a"),
    "sharing what is not known": "var a = {};"
    + "if (location.hash) a = {p: a, q: a}; else a = {r: a};" * 60
    + config("a"),
    "many conditions": "var a = 0;" + "if (location.hash) a += 1;" * 5000 + config("a"),
    "code not known": "var a = [];"
    "for (var i = 0;; i++) {a.push({x: i}); location.foo(a)}" + config("a"),
    "a BigInt squared": "var a = 10n; for (;;) a = a * a;",
    "a BigInt's power": config("10n ** 1000000000n"),
    "sorting": "var a = []; for (var i = 0; i < 99999; i++) a.push(i * 7919 % 99999);"
    "a.sort();" + config("a.length"),
    "copies of arrays": "var a = Array(99999).fill(1), b = []; for (;;) b.push(a.slice());",
}
"""Scripts that never end, or make more than there is room for."""
