"""TypeScript erased: JavaScript of the same length, which does what a build's does."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge.errors import MissingExtraError, UnsupportedSyntaxError
from appconfig_merge.source import Source
from appconfig_merge.syntax import parse
from appconfig_merge.syntax.estree import same_tree
from appconfig_merge.syntax.typescript import erase
from tests.node import node_path
from tests.syntax.typescript.cases import ERASABLE, REFUSED

_STRIP = """
const { stripTypeScriptTypes } = require("node:module");
const texts = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(texts.map((text) => stripTypeScriptTypes(text))));
"""


def erased(text: str, name: str = "a.ts") -> str:
    """A text without its types."""
    return erase(Source(name, text)).text


def test_what_is_left_is_what_node_leaves() -> None:
    """Node strips types, too, and blanks them; where a ``;`` is put is either's own business."""
    done = subprocess.run(
        [node_path(), "--no-warnings", "-e", _STRIP],
        input=json.dumps(ERASABLE), capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    for text, left in zip(ERASABLE, json.loads(done.stdout), strict=True):
        assert _signs(erased(text)) == _signs(left), text


def _signs(text: str) -> str:
    return re.sub(r"[\s;\ufeff]", "", text)


@pytest.mark.parametrize("text", ERASABLE)
def test_what_is_left_has_the_places_of_the_text_and_is_javascript(text: str) -> None:
    """As many bytes, the same lines and columns."""
    source, left = Source("a.ts", text), erase(Source("a.ts", text))
    assert len(left.data) == len(source.data)
    ends = r"[\r\n\u2028\u2029]"
    assert [one.start() for one in re.finditer(ends, left.text)] == [
        one.start() for one in re.finditer(ends, text)
    ]
    parse(left, goal="module", dialect="jsx")


@pytest.mark.parametrize(("text", "message"), REFUSED)
def test_what_has_code_of_its_own_is_refused_where_it_stands(text: str, message: str) -> None:
    """Nothing is made of it that a build wouldn't."""
    with pytest.raises(UnsupportedSyntaxError) as caught:
        erase(Source("a.ts", f"let before: T;\n{text}"))
    assert caught.value.message == message
    assert caught.value.location is not None
    assert caught.value.location.line >= 2


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("let a: T = b as U;", "let a    = b     ;"),
        ("a\ntype T = 1\n(b)", "a\n;         \n(b)"),
        ("let a = b as T\n(c)", "let a = b ;   \n(c)"),
        ("let a: T\n[1]", "let a;  \n[1]"),
        ("class A { private a }", "class A { ;       a }"),
        ("(a: T)\n: U => a", "(a    \n  ) => a"),
        ("let é: 'ö→𝒳'", "let é   \xa0\u2003     "),
        ("enum A { B }", " var A=<e/> "),
        ("enum A {\n  B,\n}", " var A= \n<e/>\n "),
        ("enum A {\n  Bö = 1,\n}", " var A= \n   \xa0<e/> \n "),
        ("export const enum Long { B = 'b' }", "export        var Long=<e/>       "),
    ],
)
def test_an_erased_text_letter_by_letter(text: str, left: str) -> None:
    """Blanks, and a ``;`` where a line would go on that didn't."""
    assert erased(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("import {A, b} from 'c'; let x: A = b", "import {   b} from 'c'; let x    = b"),
        ("import A, {b} from 'c'; b(<A>1)", "import    {b} from 'c'; b(   1)"),
        ("import {A} from 'c'; let x: A", ";                    let x   "),
        ("import * as A from 'c'; let x: A.B", ";                       let x     "),
        ("import {type A, type B} from 'c'", ";                               "),
        ("import {} from 'c'; import 'd'", "import {} from 'c'; import 'd'"),
        ("import {A} from 'c'; export {A}", "import {A} from 'c'; export {A}"),
        ("import {A} from 'c'; x = {A}", "import {A} from 'c'; x = {A}"),
    ],
)
def test_an_import_of_which_no_value_is_used_is_none(text: str, left: str) -> None:
    """A build leaves it out, so that the module isn't run for it."""
    assert erased(text) == left


def test_jsx_stays_in_a_text_that_may_have_it() -> None:
    """Types in it go."""
    assert erased("<Foo<T> x={y as any}/>", "a.tsx") == "<Foo    x={y       }/>"
    text = "x = <p>R&D & more &amp;</p>; let a: A & B = c & d && e;"
    assert erased(text, "a.tsx") == "x = <p>R&D & more &amp;</p>; let a        = c & d && e;"
    with pytest.raises(UnsupportedSyntaxError):
        erased("x = <Foo x={y}></Foo>", "a.ts")


_JAVASCRIPT = [
    "const a = {b: [1, 'c', `d${e}`], ...f};",
    "export default class A extends B { #c = 1; static d() { return super.d?.(); } }",
    "import a, {b as c} from 'd'; export {c}; a();",
    "for (const [k, v] of Object.entries(o)) { if (k in v) continue; else break; }",
    "async function* f({a = 1, ...b}, c) { yield* await a; }",
    "x = a ? (b) : c => d; y = a < b && c > d; z = a ?? (b || c);",
    "label: try { throw /re[/]/g } catch { } finally { delete a.b }",
    "switch (a) { case 1: default: }",
]


@given(st.lists(st.sampled_from(_JAVASCRIPT), max_size=6).map("\n".join))
def test_javascript_without_types_stays_as_it_is(text: str) -> None:
    """JavaScript is TypeScript."""
    assert erased(text) == text


@given(st.lists(st.sampled_from(ERASABLE), max_size=5))
def test_texts_are_erased_one_by_one(texts: list[str]) -> None:
    """What is erased of a text doesn't hang on those around it."""
    whole = Source("a.ts", ";\n".join(texts))
    one_by_one = Source("a.js", ";\n".join(erased(text) for text in texts))
    apart = [text for text in texts if "import" not in text and "export" not in text]
    if len(apart) == len(texts):
        assert erase(whole).data == one_by_one.data
    else:
        assert len(erase(whole).data) == len(whole.data)


def test_an_erased_text_reads_like_one_that_was_written_without_types() -> None:
    """The tree is the same, but for where its nodes stand."""
    typed = "export const make = <T,>(a: T, b?: string): T => ({ ...a, b: b! } as T);"
    plain = "export const make = (a, b) => ({ ...a, b: b });"
    found = parse(erase(Source("a.ts", typed)), goal="module")
    assert same_tree(found, parse(Source("a.js", plain), goal="module"))


def test_hostile_texts_end_in_time() -> None:
    """Deep nesting and long lists are taken, or refused, without recursion."""
    deep = "let a = " + "(" * 3000 + "b as T" + ")" * 3000
    assert len(erased(deep)) == len(deep)
    names = ", ".join(f"type A{at}" for at in range(5000))
    assert erased(f"import {{{names}, b}} from 'c'; b").count("A") == 0
    many = "function f(this: T, a: U) {}\n" * 3000
    assert "this" not in erased(many)
    with pytest.raises(UnsupportedSyntaxError):
        erased("<" * 5000)


def test_without_the_extra_a_person_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The grammar is in an extra."""
    monkeypatch.setitem(sys.modules, "tree_sitter_typescript", None)
    monkeypatch.delitem(sys.modules, "appconfig_merge.syntax.typescript.erasing", raising=False)
    with pytest.raises(MissingExtraError) as caught:
        erase(Source("a.ts", "let a: T"))
    assert caught.value.help == "pip install 'appconfig-merge[plugins]'"
