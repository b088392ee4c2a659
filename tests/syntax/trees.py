"""Reading a text in a test, and writing a tree down so that a person can compare it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from appconfig_merge.errors import SourceSyntaxError
from appconfig_merge.source import Source
from appconfig_merge.syntax import parse
from appconfig_merge.syntax.estree import Node, field_names

if TYPE_CHECKING:
    from collections.abc import Callable

    from appconfig_merge.syntax.estree import Program


def program(text: str) -> Program:
    """A text as the default reader reads it."""
    return parse(Source("appConfig.js", text))


def expression(text: str) -> Any:
    """The expression that a text consists of."""
    (statement,) = program(f"({text})").body
    return statement.expression  # type: ignore[attr-defined]


def outline(item: object) -> object:
    """A tree as nested tuples: the type, then every field, without positions."""
    if isinstance(item, Node):
        return (item.type, *(outline(getattr(item, name)) for name in field_names(item)))
    if isinstance(item, list):
        return [outline(each) for each in item]
    return item


def spans(text: str, node: Node) -> list[tuple[str, str]]:
    """Every node below a node, with the text it covers, outermost first."""
    data = text.encode()
    found = []
    todo: list[object] = [node]
    while todo:
        item = todo.pop()
        if isinstance(item, list):
            todo.extend(reversed(item))
        elif isinstance(item, Node):
            found.append((item.type, data[item.start : item.end].decode()))
            todo.extend(getattr(item, name) for name in reversed(field_names(item)))
    return found


def refusal(text: str, read: Callable[[Source], Node] = parse, name: str = "appConfig.js") -> Any:
    """The error that a text is refused with."""
    with pytest.raises(SourceSyntaxError) as caught:
        read(Source(name, text, "json" if name.endswith(".json") else "javascript"))
    return caught.value


def refusal_of_marked(marked: str, **how: Any) -> SourceSyntaxError:
    """The error that a text is refused with, for what stands between the marks « and »."""
    before, fault, after = re.split("[«»]", marked)
    text = before + fault + after
    error: SourceSyntaxError = refusal(text, **how)
    assert error.location is not None
    source = Source(error.location.file, text, "json" if "read" in how else "javascript")
    start = len(before.encode())

    assert error.location == source.location(start, start + len(fault.encode()))
    assert error.line_text == source.line(error.location.line)
    return error
