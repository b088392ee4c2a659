"""Loading tree-sitter's JavaScript grammar, and running its parser under a deadline."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.machinery import ExtensionFileLoader, ModuleSpec, PathFinder
from time import monotonic
from typing import TYPE_CHECKING

import tree_sitter

from appconfig_merge.errors import LimitError
from appconfig_merge.syntax.limits import PARSE_SECONDS

if TYPE_CHECKING:
    from types import ModuleType

    from tree_sitter import Language, Point, Tree

_PACKAGE = "tree_sitter_javascript"
_CHUNK = 1 << 16

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


def parse(data: bytes, name: str) -> Tree:
    """Parse UTF-8 bytes into a concrete syntax tree.

    Slice the bytes, don't ask for ``Node.text``: on a tree that was read in pieces, that
    crashes the interpreter (py-tree-sitter 0.26.1).

    Raises LimitError when tree-sitter works longer than PARSE_SECONDS, as it can on long
    text that isn't JavaScript.
    """
    view = memoryview(data)
    deadline = monotonic() + PARSE_SECONDS
    late = False

    # A progress callback would cost up to 45 % of the speed. This one is asked for the text a
    # chunk at a time, and ends the text early to make the parser stop.
    def read(offset: int, _point: Point) -> memoryview | None:
        nonlocal late
        late = late or monotonic() > deadline
        return None if late else view[offset : offset + _CHUNK]

    tree = tree_sitter.Parser(language()).parse(read, encoding="utf8")
    if late:
        raise LimitError(
            f"{name} was not read to its end within {PARSE_SECONDS:.0f} seconds",
            help="is it JavaScript? Text that is not takes the parser very long",
        )
    return tree
