"""Two readers that share no code read ES5 alike."""

from __future__ import annotations

import pytest
from hypothesis import assume, given

from appconfig_merge.errors import (
    AppConfigError,
    LimitError,
    SourceSyntaxError,
    UnsupportedSyntaxError,
)
from appconfig_merge.source import Source
from appconfig_merge.syntax import parse
from appconfig_merge.syntax.estree import same_tree
from tests.syntax.es5 import programs
from tests.syntax.trees import outline, program


@given(programs())
def test_every_es5_program(text: str) -> None:
    """The trees are equal but for positions, whatever stands between the tokens."""
    source = Source("es5.js", text)
    try:
        second = parse(source, "pyjsparser")
    except (UnsupportedSyntaxError, LimitError):
        # Known gaps of pyjsparser: see below, and its depth.
        assume(False)

    first = parse(source)

    assert same_tree(first, second), (outline(first), outline(second))


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        (
            "function f() { if (a) return\n; else b }",
            "Unexpected token else: the ; became a statement",
        ),
        ("x = let", "let is a name in sloppy ES5 code"),
        ("x = \u2118", "U+2118 is Other_ID_Start, which its table leaves out"),
    ],
)
def test_bugs_of_pyjsparser(text: str, evidence: str) -> None:
    """What it refuses and an ES5 engine reads: the default reader reads it, too."""
    assert evidence
    assert program(text).body

    with pytest.raises(AppConfigError):
        parse(Source("bug.js", text), "pyjsparser")


@pytest.mark.parametrize(
    "text",
    ["for (var a // b\nin c) ;", "var a\n/b/g.exec(c)", "new a()?.()", "class A { a\n*b() {} }"],
)
def test_bugs_of_the_grammar(text: str) -> None:
    """What tree-sitter's grammar 0.25.0 refuses, and browsers read: here to be noticed if fixed."""
    with pytest.raises(SourceSyntaxError):
        program(text)
