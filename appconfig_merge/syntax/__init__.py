"""Reading JavaScript and JSON into ESTree, never running any of it.

Importing this module loads no parser: :func:`parse` loads the one that is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from appconfig_merge.source import Source
    from appconfig_merge.syntax.estree import Expression, Program

ParserName: TypeAlias = Literal["tree-sitter", "pyjsparser"]
"""The readers by name."""
Goal: TypeAlias = Literal["script", "module"]
"""What a text is read as: ECMA-262's goal symbols Script and Module (16)."""
Dialect: TypeAlias = Literal["javascript", "jsx"]
"""What a text is written in: what browsers read, or that with JSX, which a build takes away."""

if TYPE_CHECKING:
    Parse: TypeAlias = Callable[[Source, ParserName, Goal | None], Program]
    """Gives the tree of a text: :func:`parse`, or :meth:`Programs.parse`."""

__all__ = ["Dialect", "Goal", "ParserName", "Programs", "parse", "parse_json"]


def parse(
    source: Source,
    parser: ParserName = "tree-sitter",
    goal: Goal | None = None,
    *,
    dialect: Dialect = "javascript",
) -> Program:
    """Read a script or module with the parser of that name, loading it first.

    tree-sitter takes any ECMAScript edition and gives positions; pyjsparser takes ES5 and
    gives none, and is there to have a second, independent opinion. Without a ``goal`` a text is
    a module where it could be nothing else.

    Raises SourceSyntaxError for text that a browser refuses, UnsupportedSyntaxError for text that
    only the parser can't take, LimitError for text that is too much for it.
    """
    if parser == "tree-sitter":
        from appconfig_merge.syntax.tree_sitter import read

        return read(source, goal, dialect)
    from appconfig_merge.syntax.pyjsparser_reader import read as read_es5

    return read_es5(source, goal)


class Programs:
    """Reads each text once, for pages that have scripts in common: running one never changes it."""

    def __init__(self) -> None:
        self._known: dict[tuple[Source, ParserName, Goal | None], Program] = {}

    def parse(
        self, source: Source, parser: ParserName = "tree-sitter", goal: Goal | None = None
    ) -> Program:
        """As :func:`parse`; a text is told by its source."""
        key = source, parser, goal
        if key not in self._known:
            self._known[key] = parse(source, parser, goal)
        return self._known[key]


def parse_json(source: Source) -> Expression:
    """Read a JSON text (RFC 8259) into the same nodes, with positions.

    Raises SourceSyntaxError for what isn't JSON, though it may be JavaScript, and LimitError
    for nesting deeper than Python's own JSON reader takes.
    """
    from appconfig_merge.syntax.json_text import read

    return read(source)
