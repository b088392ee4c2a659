"""Input that is built to hurt: it ends in a tree or in one of our errors, and soon."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge.errors import AppConfigError
from appconfig_merge.source import Source
from appconfig_merge.syntax import parse, parse_json
from appconfig_merge.syntax.estree import Program

DEPTH = 20_000
SAMPLE = """\
#!/usr/bin/env node
// Ünïcode 😀
var appConfig = {
  accountSid: 'AC\\u0041', "n": -1.5e3, list: [1, , ...a], get b() { return `x${c}y` },
  [d]: async (e, {f = 1}) => { await (e).g; h: for (const i of j) break h },
};
{ k: 1 }
class L extends M { static #n = /[/]/g; o() { super.o?.(p ? .5 : 'q') } }
if (r) s(); else t = u ?? v\n(w)
"""


@pytest.mark.parametrize(
    "text",
    [
        "[" * DEPTH + "]" * DEPTH,
        "x = " + "{a:" * DEPTH + "1" + "}" * DEPTH,
        "(" * DEPTH + "a" + ")" * DEPTH,
        "{" * DEPTH + "}" * DEPTH,
        "{a:" * DEPTH + "b" + "}" * DEPTH,
        "a => {b: c => {d: " * 1000 + "1" + "}}" * 1000,
        "- " * DEPTH + "1",
        "a" + " + a" * DEPTH,
        "a" + ".b" * DEPTH,
        "a" + "?.(b)" * DEPTH,
        "f(" * DEPTH + ")" * DEPTH,
        "a ? b : " * DEPTH + "c",
        "`${" * DEPTH + "1" + "}`" * DEPTH,
        "if (a) b; else " * DEPTH + "c",
        "function f() {" * DEPTH + "}" * DEPTH,
        "a => " * DEPTH + "b",
        "var " + "[" * DEPTH + "a" + "]" * DEPTH + " = b",
        "async () => " + "await (" * 1000 + "a" + ").b" * 1000,
        "a = " * DEPTH + "b",
        "2 ** " * DEPTH + "2",
    ],
    ids=lambda text: text[:16],
)
def test_deep_nesting(text: str) -> None:
    """Depth in the source is no depth on Python's stack, nor on C's."""
    assert isinstance(parse(Source("deep.js", text)), Program)


@pytest.mark.parametrize(
    "text",
    [
        "[" * DEPTH,
        "x = " + "{a:" * DEPTH,
        "(" * DEPTH,
        "`${" * DEPTH,
        "}" * DEPTH,
        "'" * DEPTH + "a",
        "/[" * 2000,
        "/*" * DEPTH,
        "<div>" * 2000,
        "hello world. " * 2000,
        "x = {" + "a: 1 " * 2000 + "}",
        "\0" * 1000,
        "\ud800 = 1",
        "x = {a: 1,\n" + "}\n" * 3000,
    ],
    ids=lambda text: repr(text[:16]),
)
def test_what_is_no_script(text: str) -> None:
    """Finding the words for an error is no deeper than reading."""
    with pytest.raises(AppConfigError):
        parse(Source("bad.js", text))


def test_every_prefix() -> None:
    """A file that was cut anywhere is read or refused, never more than that."""
    for end in range(len(SAMPLE) + 1):
        for parser in ("tree-sitter", "pyjsparser"):
            try:
                tree = parse(Source("cut.js", SAMPLE[:end]), parser)  # type: ignore[arg-type]
            except AppConfigError as error:
                assert error.message
                continue
            assert isinstance(tree, Program)
    assert isinstance(parse(Source("whole.js", SAMPLE)), Program)


PIECES = st.lists(
    st.sampled_from(
        "{ } ( ) [ ] , ; : . ?. ?? => = + ++ - / * < ! ? ` ${ ' \" \\ // /* */ <!-- --> # @ \n \r"
        " \u2028 \xa0 \u200b \0 \ud800 a b é 😀 0 1n .5 get set async await yield static let of in"
        " function class var return if else for do while import export {{x}} <X> \\u0061".split(" ")
    ),
    max_size=14,
)


@given(PIECES.map("".join) | PIECES.map(" ".join))
def test_any_text(text: str) -> None:
    """Odd pieces in any order: a tree whose places lie in the text, or one of our errors."""
    source = Source("any.js", text)
    try:
        tree = parse(source)
    except AppConfigError as error:
        if error.location is not None:
            assert source.line(error.location.line) == error.line_text
        return

    assert 0 <= tree.start <= tree.end == len(source.data)


@given(st.text(alphabet='{}[]:,"\\ \n1ae.-\ud800\0', max_size=20))
def test_any_json(text: str) -> None:
    """The same for JSON."""
    try:
        parse_json(Source("any.json", text, "json"))
    except AppConfigError as error:
        assert error.location is not None


def test_importing_loads_no_parser() -> None:
    """Starting fast is a promise: each parser is loaded when it is asked for, and alone."""
    script = (
        "import sys, appconfig_merge.syntax as syntax\n"
        "from appconfig_merge.source import Source\n"
        "loaded = lambda: sorted({'tree_sitter', 'pyjsparser'} & set(sys.modules))\n"
        "print(loaded())\n"
        "syntax.parse(Source('a', 'b'))\n"
        "print(loaded())\n"
        "del sys.modules['tree_sitter']\n"
        "syntax.parse(Source('a', 'b'), 'pyjsparser')\n"
        "print(loaded())\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout == "[]\n['tree_sitter']\n['pyjsparser']\n"


def test_the_grammar_can_be_imported_as_a_whole() -> None:
    """Loading its extension alone leaves the package importable, and the other way round."""
    script = (
        "from appconfig_merge.source import Source\n"
        "from appconfig_merge.syntax import parse\n"
        "{}\n"
        "{}\n"
        "print(len(parse(Source('a', 'b')).body), callable(tree_sitter_javascript.language))\n"
    )
    lines = ["parse(Source('a', 'b'))", "import tree_sitter_javascript"]
    for first, then in (lines, lines[::-1]):
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", script.format(first, then)],
            capture_output=True,
            text=True,
            check=True,
        )

        assert done.stdout == "1 True\n"
