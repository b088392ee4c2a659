"""Plain literals are read from the text; the result is that of the parser's nodes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge import AppConfigError, Source
from appconfig_merge.syntax import parse, parse_json
from appconfig_merge.syntax.estree import Container, Node, ObjectExpression, field_names
from appconfig_merge.syntax.tree_sitter.plain import PlainReader
from tests.syntax.literal_texts import by_nodes, literals

if TYPE_CHECKING:
    from collections.abc import Callable


def _spans(root: Node) -> list[object]:
    """Everything that a tree says, spans included, in one list."""
    found: list[object] = []
    todo: list[object] = [root]
    while todo:
        item = todo.pop()
        if isinstance(item, Node):
            found.append((type(item), item.start, item.end))
            todo.extend(getattr(item, name) for name in field_names(item))
        elif isinstance(item, list):
            found.append(len(item))
            todo.extend(item)
        else:
            found.append((type(item), repr(item)))
    return found


def _outcome(read: Callable[[Source], Node], source: Source) -> object:
    try:
        return _spans(read(source))
    except AppConfigError as error:
        return (type(error), error.message, error.location)


def _by_nodes(read: Callable[[Source], Node], source: Source) -> object:
    with by_nodes():
        return _outcome(read, source)


def _literal(text: str) -> Container:
    statement = parse(Source("a.js", f"x = {text}")).body[0]
    found = statement.expression.right  # type: ignore[attr-defined]
    assert isinstance(found, Container)
    return found


@given(literals(odd=True))
def test_the_text_gives_what_the_nodes_give(text: str) -> None:
    """With and without the reader of plain literals, trees, spans and errors are the same."""
    source = Source("a.js", f"var x = 1, y = {text};\nf({text}, [{text}])")
    assert _outcome(parse, source) == _by_nodes(parse, source)


@given(literals(odd=False), st.text("ab:,{}[]()\"'/*\n 01.-\\", max_size=2), st.integers(0, 60))
def test_a_damaged_literal_is_refused_alike(text: str, damage: str, at: int) -> None:
    """What no longer parses gives the same error, and what still does the same tree."""
    source = Source("a.js", f"x = {text[:at]}{damage}{text[at:]}")
    assert _outcome(parse, source) == _by_nodes(parse, source)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=10,
    ),
    st.booleans(),
)
def test_json_gives_what_the_nodes_give(data: object, ascii: bool) -> None:
    """A JSON text, too, has the same tree and spans either way."""
    source = Source("a.json", json.dumps(data, ensure_ascii=ascii, indent=1), "json")
    assert _outcome(parse_json, source) == _by_nodes(parse_json, source)


@given(literals(odd=False))
def test_size_counts_the_values(text: str) -> None:
    """A plain literal's size is the number of its values, its height how deep they nest."""

    def measure(node: object) -> tuple[int, int]:
        if not isinstance(node, Container):
            return 1, 0
        if isinstance(node, ObjectExpression):
            inner = [measure(member.value) for member in node.properties]  # type: ignore[union-attr]
        else:
            inner = [measure(element) for element in node.elements]  # type: ignore[attr-defined]
        return 1 + sum(size for size, _ in inner), 1 + max((high for _, high in inner), default=0)

    node = _literal(f"[{text}]")
    if node.plain is not None:
        assert (node.size, node.height) == measure(node)


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "[]",
        "{ a: 1, 'b c': [true, null], \"d\": { e: 'f' }, }",
        "{ // a comment\n a: 0.5 /* another */ }",
        '{ "\u00e9": "\U0001f600" }',
    ],
)
def test_what_is_plain(text: str) -> None:
    """Literals of names, strings, numbers and words are read from the text."""
    assert _literal(text).plain is not None


@pytest.mark.parametrize(
    "text",
    [
        "{ a }", "{ a: -1 }", "[,]", "{ '1': 2 }", "{ a: 1, a: 2 }", "{ __proto__: 1 }", "['\\n']",
        "['text' /* its second */ [1]]", "[[1] // its first\n [0]]", "[1 /* , */ /**/ [0]]",
    ],
)  # fmt: skip
def test_what_is_not_plain(text: str) -> None:
    """Keys twice, indices, escapes, elements and all else go through the nodes."""
    assert _literal(text).plain is None


def test_no_text_is_tried_again_and_again() -> None:
    """Around what isn't plain nothing is tried, and what is plain before it is kept."""
    depth = 50
    text = "[{a: 1}, " * depth + "x" + "]" * depth
    tried: list[int] = []
    read = PlainReader._read

    def counted(self: PlainReader, text: str, start: int, end: int, made: Any) -> int | None:
        stopped = read(self, text, start, end, made)
        tried.append((end if stopped is None else stopped) - start)
        return stopped

    with mock.patch.object(PlainReader, "_read", counted):
        root = _literal(text)
    assert sum(tried) <= len(text)
    first = root.elements[0]  # type: ignore[attr-defined]
    assert first.plain is not None
