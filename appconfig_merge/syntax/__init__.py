"""Reading JavaScript and JSON into ESTree, never running any of it.

Importing this module loads no parser: :func:`parse` loads the one that is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from appconfig_merge.source import Source
    from appconfig_merge.syntax.estree import Expression, Program

    Reader: TypeAlias = Callable[[Source], Program]
    """What reads a script: a parser and the way from its tree to ESTree.

    A reader raises SourceSyntaxError for text that a browser refuses, UnsupportedSyntaxError
    for text that only the reader can't take, LimitError for text that is too much for it.
    """

ParserName: TypeAlias = Literal["tree-sitter", "pyjsparser"]
"""The readers by name."""

__all__ = ["ParserName", "parse", "parse_json"]


def parse(source: Source, parser: ParserName = "tree-sitter") -> Program:
    """Read a script or module with the parser of that name, loading it first.

    tree-sitter takes any ECMAScript edition and gives positions; pyjsparser takes ES5 and
    gives none, and is there to have a second, independent opinion. For what is raised see
    ``Reader``.
    """
    return _reader(parser)(source)


def parse_json(source: Source) -> Expression:
    """Read a JSON text (RFC 8259) into the same nodes, with positions.

    Raises SourceSyntaxError for what isn't JSON, though it may be JavaScript, and LimitError
    for nesting deeper than Python's own JSON reader takes.
    """
    from appconfig_merge.syntax.json_text import read

    return read(source)


def _reader(parser: ParserName) -> Reader:
    if parser == "tree-sitter":
        from appconfig_merge.syntax.tree_sitter import read
    else:
        from appconfig_merge.syntax.pyjsparser_reader import read
    return read
