"""From a source to an ESTree tree."""

from __future__ import annotations

import gc
import re
from typing import TYPE_CHECKING, Any

from appconfig_merge.errors import SourceSyntaxError, UnsupportedSyntaxError
from appconfig_merge.syntax.limits import REPARSES
from appconfig_merge.syntax.tree_sitter import (
    binding,
    declarations,
    expressions,
    functions,
    leaves,
    modules,
    objects,
    patterns,
    statements,
)
from appconfig_merge.syntax.tree_sitter.ambiguity import Ambiguity
from appconfig_merge.syntax.tree_sitter.checks import check_html_comments
from appconfig_merge.syntax.tree_sitter.diagnosis import diagnose
from appconfig_merge.syntax.tree_sitter.reading import Reading

if TYPE_CHECKING:
    from tree_sitter import Node as Cst
    from tree_sitter import Tree

    from appconfig_merge.source import Source
    from appconfig_merge.syntax.estree import Expression, Program

_INSTALLERS = (
    leaves.install,
    objects.install,
    patterns.install,
    expressions.install,
    functions.install,
    statements.install,
    declarations.install,
    modules.install,
)
_LONE_CR = re.compile(rb"\r(?!\n)")


def read(source: Source) -> Program:
    """Read a script or a module.

    Raises SourceSyntaxError where a browser would refuse it, UnsupportedSyntaxError where
    this reader can't tell what a browser would read, LimitError where reading takes too long.
    """
    ambiguity = Ambiguity()
    is_module = False
    for _attempt in range(REPARSES):
        tree = _parse(source, ambiguity)
        reading = _reading(source, ambiguity)
        reading.is_module = is_module
        try:
            program: Program = _convert(reading, tree.root_node)
            check_html_comments(reading, tree.root_node)
        except (SourceSyntaxError, UnsupportedSyntaxError):
            # What was misread so far may be why.
            if not reading.found:
                raise
        else:
            if not reading.found and (reading.is_module or not reading.saw_import_meta):
                ambiguity.restore(program)
                return program
        ambiguity = ambiguity | reading.found
        is_module = reading.is_module or reading.saw_import_meta
    raise UnsupportedSyntaxError(f"{source.name} nests labelled blocks too deep to be read")


def read_json(source: Source) -> Expression:
    """Read a text that is known to be JSON: JSON is a subset of ECMAScript's expressions.

    The text isn't put in parentheses, so that offsets stay. The grammar takes a leading brace
    for an object, except in ``{}``.
    """
    ambiguity = Ambiguity()
    tree = _parse(source, ambiguity)
    reading = _reading(source, ambiguity)
    reading.is_json = True
    statement = tree.root_node.children[0]
    if statement.type == "statement_block":
        return objects.empty_object(statement)
    expression: Expression = _convert(reading, statement.children[0])
    return expression


def _reading(source: Source, ambiguity: Ambiguity) -> Reading:
    reading = Reading(source, ambiguity.text(source.data), binding.language(), ambiguity)
    for install in _INSTALLERS:
        install(reading)
    return reading


def _convert(reading: Reading, root: Cst) -> Any:
    """Run a conversion without the cyclic garbage collector.

    It makes objects by the hundred thousand and no garbage, and the collector would look
    through all of them again and again: that is more than half of the time.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        return reading.run(root)
    finally:
        if collecting:
            gc.enable()


def _parse(source: Source, ambiguity: Ambiguity) -> Tree:
    """Parse a source, with what tree-sitter takes for something else masked.

    It ends the text at a NUL, and doesn't see that a CR alone ends a line.
    """
    data = ambiguity.masked(source.data)
    if b"\0" in data:
        data = data.replace(b"\0", b"\x01")
    if b"\r" in data:
        data = _LONE_CR.sub(b"\n", data)
    tree = binding.parse(data, source.name)
    if tree.root_node.has_error:
        raise diagnose(source, tree, ambiguity)
    return tree
