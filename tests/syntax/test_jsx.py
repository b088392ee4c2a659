"""JSX: what a build compiles is read with its expressions, and nothing else of it."""

from __future__ import annotations

import pytest

from appconfig_merge.errors import SourceSyntaxError
from appconfig_merge.source import Source
from appconfig_merge.syntax import parse
from tests.syntax.trees import outline

A = ("Identifier", "A")
B = ("Identifier", "b")


def jsx(text: str) -> object:
    """The outline of an expression with JSX."""
    (statement,) = parse(Source("a.jsx", f"x = {text}"), dialect="jsx").body
    return outline(statement.expression.right)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("<div/>", []),
        ("<></>", []),
        ("<my-element/>", []),
        ("<svg:path xlink:href='#a'/>", []),
        ("<A/>", [A]),
        ("<A>it's // text &amp; {/* nothing */}</A>", [A]),
        ("<A c='b' d />", [A]),
        ("<A>R&D & more &amp; &#39; a && c</A>", [A]),
        ("<A>R&D {b & b}</A>", [A, ("BinaryExpression", "&", B, B)]),
        ("<A c={b} {...b}>{b}{...b}</A>", [A, B, B, B, B]),
        ("<div c={(b)}>{(b)}</div>", [B, B]),
        ("<A c=<A/>><A/></A>", [A, ("JSXElement", [A]), ("JSXElement", [A])]),
        ("<A.b/>", [("MemberExpression", A, B, False, False)]),
        ("<b.b/>", [("MemberExpression", B, B, False, False)]),
    ],
)
def test_an_element_has_its_expressions_in_order(text: str, parts: list[object]) -> None:
    """Its name where that is a variable, attributes, children; text and mere names are none."""
    assert jsx(text) == ("JSXElement", parts)


@pytest.mark.parametrize("text", ["x = <A/>", "x = () => <></>", "f(<a>{b}</a>)"])
def test_without_that_dialect_jsx_is_refused(text: str) -> None:
    """A browser can't read it."""
    with pytest.raises(SourceSyntaxError, match="this is JSX, which a browser can't read"):
        parse(Source("a.js", text))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x = <A b={01}/>", "strict mode has no numbers with a leading 0"),
        ("x = <A>{() => { break; }}</A>", "break"),
        ("x = <A b={/(/}/>", "never closed"),
    ],
)
def test_what_stands_in_jsx_keeps_the_rules_of_javascript(text: str, message: str) -> None:
    """Early errors are found inside."""
    with pytest.raises(SourceSyntaxError, match=message):
        parse(Source("a.jsx", text), goal="module", dialect="jsx")


def test_deeply_nested_elements_are_read_without_recursion() -> None:
    """Nesting in a text never reaches Python's stack."""
    text = "x = " + "<A>" * 3000 + "</A>" * 3000
    assert parse(Source("a.jsx", text), dialect="jsx").body
