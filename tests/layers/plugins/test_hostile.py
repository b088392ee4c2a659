"""Plugins that are broken, enormous or malicious: a remark, in bounded time, and no traceback."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge.limits import MAX_PLUGIN_WORDS
from tests.layers.plugins.support import above, found

WORD = "manager.updateConfig({ a: 1 });"
_TOO_MANY = (
    f"this has more than {MAX_PLUGIN_WORDS:,} places that may set something: the others aren't told"
)


def _doubling(count: int) -> str:
    names = [f"x{i}" for i in range(count)]
    lines = ["const x0 = { a: 1 };"]
    lines += [f"const {b} = {{ l: {a}, r: {a} }};" for a, b in pairwise(names)]
    return "\n".join(lines) + f"manager.updateConfig({{ a: {names[-1]} }});"


HOSTILE = {
    "nothing": "",
    "no end": "manager.updateConfig({ a: 1",
    "no beginning": "}})));" + WORD,
    "nested objects": "manager.updateConfig(" + "{a:" * 20_000 + "1" + "}" * 20_000 + ");",
    "nested arrays": "manager.updateConfig({a:" + "[" * 20_000 + "]" * 20_000 + "});",
    "nested calls": "f(" * 20_000 + WORD[:-1] + ")" * 20_000,
    "nested functions": "(function(){" * 5_000 + WORD + "})()" * 5_000,
    "nested conditions": "if(x)" * 5_000 + WORD,
    "nested spreads": "manager.updateConfig(" + "{...x&&" * 5_000 + "{}" + "}" * 5_000 + ");",
    "nested ternaries": "manager.updateConfig({a:" + "x?1:" * 5_000 + "2});",
    "a long sum": "manager.updateConfig({a:" + "'x'+" * 20_000 + "'y'});",
    "a long chain": "manager.configuration" + ".a" * 20_000 + " = 1;",
    "many calls": WORD * 10_000,
    "many keys": "manager.updateConfig({" + "".join(f"k{i}:{i}," for i in range(50_000)) + "});",
    "many assignments": "flex.X.defaultProps.y=1;" * 10_000,
    "many conditions": "manager.updateConfig(" + "x?{a:1}:" * 2_000 + "{});",
    "doubling constants": _doubling(60),
    "a circle of constants": "const a = { b }; const b = { a }; manager.updateConfig({ a });",
    "doubling texts": "const a='" + "x" * 1000 + "';"
    + "".join(f"const {b}={a}+{a};" for a, b in pairwise("abcdefghijklmnopqrstu"))
    + "manager.updateConfig({ u });",
    "many mentions": "const x={a:1};" + "f(x.a+1);" * 50_000 + "manager.updateConfig({x});",
    "many scopes": "{let x=1;" * 900 + WORD + "}" * 900,
    "many modules": "".join(
        f"var a{i}=n({i});m.updateConfig((0,a{i}.Z)({{}},x,{{b:1}}));" for i in range(1500)
    ),
    "a wrong escape": r'manager.updateConfig({ a: "\u{110000}", "\x": 1 });',
    "a lone surrogate": 'manager.updateConfig({ a: "\\ud800" });',
    "null bytes": "manager\0.updateConfig({ a: 1 });",
    "not JavaScript": "<html><script>" + WORD + "</script></html>" * 1000,
    "words alone": "updateConfig defaultProps configuration " * 50_000,
    "proto": "manager.updateConfig({ __proto__: { a: 1 } }, { ['__proto__']: 1 });",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile(name: str) -> None:
    """All of it ends soon, with what is known."""
    began = time.process_time()
    config = above(HOSTILE[name])
    for one in config.prospects:
        repr(one)
    assert time.process_time() - began < 20


def test_too_many_places_are_told() -> None:
    """What isn't looked at any more is said."""
    config = above(WORD * (MAX_PLUGIN_WORDS + 1))
    assert len(config.prospects) == MAX_PLUGIN_WORDS
    assert [one.message for one in config.diagnostics] == [_TOO_MANY]


def test_what_is_nested_too_deep_is_told() -> None:
    """A place in a thousand others is a remark, and the rest is told all the same."""
    config = above(WORD + "f(" * 3_000 + WORD[:-1] + ")" * 3_000 + ";" + WORD)
    assert len(config.prospects) == 2
    assert [one.message for one in config.diagnostics] == [
        "this is nested deeper than 1,000 levels, and isn't looked at"
    ]


def test_what_breaks_the_grammar_is_stepped_over() -> None:
    """A fault is told with its place; what stands around it is found."""
    config = above(f"{WORD}\nlet let = ;\n{WORD}")
    assert len(config.prospects) == 2
    (remark,) = config.diagnostics
    assert (remark.code, str(remark.location)) == ("plugin-misread", "p.js:2:11")


def test_circles_are_cut() -> None:
    """Constants that hold each other can't be known."""
    assert found(HOSTILE["a circle of constants"]) == [
        "a = unresolved: a (the plugin may have changed it before)"
    ]


PIECES = st.sampled_from(
    ["manager", ".updateConfig(", "updateConfig", "(", ")", "{", "}", "[", "]", "...", "a", "b: 1",
     ",", ";", "=", "=>", "?", ":", "&&", "||", "const ", "let ", "var ", "function ", "class ",
     "init(f, m) ", ".defaultProps", ".Panel", "flex", ".configuration", ".theme", "this", "new ",
     "Object.assign(", "import x from 'y';", "import {x} from 'y';", "export ", "default ", "`${",
     "}`", "'text'", "!0", "void 0", "if (x) ", "else ", "<div>", "</div>", "<a/>", "async ", "x",
     "await ", "yield ", "\n", "/*", "*/", "//", "\\", "\u2028", "{a: {b: 1}}", "super('n')",
     "extends FlexPlugin", "loadPlugin(", "n(5)", "__proto__: ", "get a() {}", "[x]: 1", "#p",
     "\ud800", "é"],
)  # fmt: skip


@given(pieces=st.lists(PIECES, max_size=25), name=st.sampled_from(["p.js", "p.ts", "p.tsx"]))
def test_any_text_is_read(pieces: list[str], name: str) -> None:
    """Whatever a plugin's text is, it is told what it may set, and nothing is thrown."""
    config = above("".join(pieces), name=name)
    for one in config.prospects:
        repr(one)
    repr(config.diagnostics)
