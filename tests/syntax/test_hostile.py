"""Input that is built to hurt: it ends in a tree or in one of our errors, and soon."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge.errors import AppConfigError, LimitError, SourceSyntaxError
from appconfig_merge.source import Source
from appconfig_merge.syntax import ParserName, parse, parse_json
from appconfig_merge.syntax.estree import Program
from appconfig_merge.syntax.tree_sitter import binding

DEPTH = 4_000
ENDINGS = (Program, AppConfigError)
PARSERS: tuple[ParserName, ...] = ("tree-sitter", "pyjsparser")
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
        "".join(f"{{a{level}:" for level in range(DEPTH)) + "b" + "}" * DEPTH,
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
        "{let a; {var b; " * DEPTH + "}}" * DEPTH,
        "".join(f"a{level}:" for level in range(DEPTH)) + "for (;;) {" + "break a0;" * DEPTH + "}",
        "class A {#a; m() {" * 5000 + "this.#a;" * DEPTH + "}}" * 5000,
        "switch (a) {case b:" * 5000 + "}" * 5000,
        "/" + "(?:" * DEPTH + ")" * DEPTH + "/",
        "/" + "".join(f"(?<a{level}>" for level in range(5000)) + ")" * 5000 + "/u",
        "(" + "{a = " * 2000 + "b" + "} = c" * 2000 + ")",
        "let\na = 1\nyield\n" + "[(b.c)] = d;" * 5000,
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
        "let a;" * DEPTH,
        "a:" * DEPTH + ";",
        "/" + "(?<" * DEPTH + "/",
        "/" + "[" * DEPTH + "/v",
        "yield a;" * 2000,
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
        for parser in PARSERS:
            assert isinstance(outcome(Source("cut.js", SAMPLE[:end]), parser), ENDINGS)
    assert isinstance(parse(Source("whole.js", SAMPLE)), Program)


def outcome(source: Source, parser: ParserName = "tree-sitter") -> Program | AppConfigError:
    """What reading ends in. Anything else is raised."""
    try:
        return parse(source, parser)
    except AppConfigError as error:
        return error


PIECES = st.lists(
    st.sampled_from(
        [
            *"{}()[],;:.=+-*/<!?`'\"\\#@\n\r \u2028\xa0\u200b\x00�abé😀0",
            "?.",
            "??",
            "=>",
            "++",
            "${",
            "//",
            "/*",
            "*/",
            "<!--",
            "-->",
            "1n",
            ".5",
            "{{x}}",
            "<X>",
            "get",
            "set",
            "async",
            "await",
            "yield",
            "static",
            "let",
            "of",
            "in",
            "function",
            "if",
            "class",
            "var",
            "return",
            "else",
            "for",
            "do",
            "while",
            "import",
            "export",
            "\\u0061",
        ]
    ),
    max_size=14,
)


@given(PIECES.map("".join) | PIECES.map(" ".join))
def test_any_text(text: str) -> None:
    """Odd pieces in any order: a tree whose places lie in the text, or one of our errors."""
    source = Source("any.js", text)
    ending = outcome(source)

    if isinstance(ending, Program):
        assert (ending.start, ending.end) == (0, len(source.data))
    elif ending.location is not None:
        assert source.line(ending.location.line) == ending.line_text


@given(st.text(alphabet='{}[]:,"\\ \n1ae.-\ud800\0', max_size=20))
def test_any_json(text: str) -> None:
    """The same for JSON."""
    source = Source("any.json", text, "json")
    try:
        location = source.location(0, parse_json(source).end)
    except AppConfigError as error:
        assert isinstance(error, SourceSyntaxError)  # noqa: PT017 - either outcome will do
        assert error.location is not None  # noqa: PT017
        location = error.location

    assert location.file == "any.json"


def test_parsing_has_a_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Error recovery can take very long; past the deadline the parser is made to stop."""
    monkeypatch.setattr(binding, "PARSE_SECONDS", -1.0)

    with pytest.raises(LimitError) as caught:
        parse(Source("slow.js", "a" * 1000))

    assert caught.value.help == "is it JavaScript? Text that is not takes the parser very long"


def test_an_interrupt_while_the_parser_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C comes out as what it is, not as an error of the parser's."""
    looks = iter(range(1))

    def interrupted() -> float:
        if next(looks, None) is None:
            raise KeyboardInterrupt
        return 0.0

    monkeypatch.setattr(binding, "thread_time", interrupted)

    with pytest.raises(KeyboardInterrupt):
        parse(Source("a.js", "b;" * 100_000))


def test_the_grammar_laid_out_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the short way to the grammar doesn't work, its public interface does."""

    def refuse(*_args: object, **_named: object) -> None:
        raise ImportError

    monkeypatch.setattr(binding, "_language", None)
    monkeypatch.delitem(sys.modules, "tree_sitter_javascript", raising=False)
    monkeypatch.setattr(binding, "ModuleSpec", refuse)

    assert parse(Source("a.js", "b")).body


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
        [sys.executable, "-W", "error", "-c", script],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
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
            timeout=60,
        )

        assert done.stdout == "1 True\n"
