"""Loading tree-sitter's JavaScript grammar, and running its parser under a deadline."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.machinery import ExtensionFileLoader, ModuleSpec, PathFinder
from time import thread_time
from typing import TYPE_CHECKING

import tree_sitter

from appconfig_merge.errors import LimitError
from appconfig_merge.limits import MAX_SYNTAX_NODES, PARSE_SECONDS, PARSE_SPEED

if TYPE_CHECKING:
    from types import ModuleType

    from tree_sitter import Language, Point, Tree

    from appconfig_merge.source import Source

_PACKAGE = "tree_sitter_javascript"
_CHUNK = 1 << 14
# Each is a node wherever it isn't inside a string or a comment.
_SIGNS = (b",", b":", b";", b"(", b")", b"[", b"]", b"{", b"}")

_language: Language | None = None


def language() -> Language:
    """The JavaScript grammar, loaded once."""
    global _language  # noqa: PLW0603 - a cache: functools would cost start-up time
    if _language is None:
        module = _lean_module()
        if module is None:
            module = import_module(_PACKAGE)
        _language = tree_sitter.Language(module.language())
    return _language


def _lean_module() -> ModuleType | None:
    """The grammar's extension module alone, or None where it isn't laid out as we know it.

    The package itself also imports importlib.resources, for queries that we don't use, and
    that is half of what reading a small file takes.
    """
    if _PACKAGE in sys.modules:
        return None
    try:
        package = PathFinder.find_spec(_PACKAGE)
        if package is None:
            return None
        found = PathFinder.find_spec("_binding", package.submodule_search_locations)
        if found is None or found.origin is None:
            return None
        name = f"{_PACKAGE}._binding"
        loader = ExtensionFileLoader(name, found.origin)
        module = loader.create_module(ModuleSpec(name, loader, origin=found.origin))
        loader.exec_module(module)
    except (ImportError, AttributeError, TypeError, OSError):
        return None
    return module if hasattr(module, "language") else None


def parse(
    data: bytes,
    source: Source,
    most_nodes: int | None = None,
    grammar: Language | None = None,
) -> Tree:
    """Parse UTF-8 bytes, a form of a source's, into a concrete syntax tree.

    The grammar is JavaScript's, if no other is given.

    Slice the bytes, don't ask for ``Node.text``: on a tree that was read in pieces, that
    crashes the interpreter (py-tree-sitter 0.26.1).

    Raises LimitError when tree-sitter works longer than PARSE_SECONDS and PARSE_SPEED allow, as
    it can on long text that isn't JavaScript, and for more than ``most_nodes``, MAX_SYNTAX_NODES
    if no other number is given.
    """
    most_nodes = MAX_SYNTAX_NODES if most_nodes is None else most_nodes
    if len(data) > most_nodes and sum(map(data.count, _SIGNS)) > most_nodes:
        raise _too_many_nodes(source, most_nodes)
    view = memoryview(data)
    began = thread_time()
    late = -1

    # A progress callback would cost up to 45 % of the speed. This one is asked for the text a
    # chunk at a time, and ends the text early to make the parser stop.
    def read(offset: int, _point: Point) -> memoryview | None:
        nonlocal late
        if late < 0 and thread_time() - began > PARSE_SECONDS + offset / PARSE_SPEED:
            late = offset
        return view[offset : offset + _CHUNK] if late < 0 else None

    try:
        tree = tree_sitter.Parser(grammar or language()).parse(read, encoding="utf8")
    except SystemError as error:
        # After a Ctrl-C in ``read`` it is called again, which is an error of its own.
        cause: BaseException | None = error
        while cause is not None and not isinstance(cause, KeyboardInterrupt):
            cause = cause.__cause__
        raise cause or error from None
    if late >= 0:
        raise _limit(
            source,
            late,
            "up to here the text takes the parser so long that the rest was not read",
            "is it JavaScript? Text that is not takes the parser very long",
        )
    if tree.root_node.descendant_count > most_nodes:
        raise _too_many_nodes(source, most_nodes)
    return tree


def may_have_too_many_nodes(json: bytes) -> bool:
    """Whether a JSON text may have more than MAX_SYNTAX_NODES: at most this many, by its signs.

    A string has four nodes, with its quotes; what stands between two signs, one; the text, two.
    """
    if 2 + 4 * len(json) <= MAX_SYNTAX_NODES:
        return False  # were all of it brackets
    commas, colons, quotes = map(json.count, (b",", b":", b'"'))
    containers = json.count(b"{") + json.count(b"[")
    return 2 * (1 + commas + colons + quotes) + 4 * containers > MAX_SYNTAX_NODES


def _too_many_nodes(source: Source, most: int) -> LimitError:
    message = f"this has more than {most:,} words and signs"
    return _limit(source, 0, message, "a configuration is far smaller: is this the right file?")


def _limit(source: Source, offset: int, message: str, help: str) -> LimitError:
    location = source.location(offset, offset)
    text = source.line(location.line)
    return LimitError(message, location=location, line_text=text, help=help)
