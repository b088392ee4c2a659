"""From a source to an ESTree tree."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from appconfig_merge.errors import LimitError, SourceSyntaxError, UnsupportedSyntaxError
from appconfig_merge.limits import MAX_REPARSES, MAX_RESCUED
from appconfig_merge.syntax.estree import ObjectExpression
from appconfig_merge.syntax.tree_sitter import binding
from appconfig_merge.syntax.tree_sitter.ambiguity import Ambiguity
from appconfig_merge.syntax.tree_sitter.handlers import HANDLERS
from appconfig_merge.syntax.tree_sitter.leaves import LEAVES
from appconfig_merge.syntax.tree_sitter.plain import PlainReader
from appconfig_merge.syntax.tree_sitter.reading import Reading

if TYPE_CHECKING:
    from tree_sitter import Tree

    from appconfig_merge.source import Source
    from appconfig_merge.syntax import Dialect, Goal
    from appconfig_merge.syntax.estree import Expression, Program

# White space to ECMA-262 12.2, and not to the grammar's scanner.
_SPACES = rb"\xc2\xa0|\xef\xbb\xbf|\xe1\x9a\x80|\xe2\x80[\x80-\x8a\xaf]|\xe2\x81\x9f|\xe3\x80\x80"
# The reverse: U+200B and U+2060.
_NO_SPACES = rb"\xe2\x80\x8b|\xe2\x81\xa0"
_LONE_CR = rb"\r(?!\n)"


def read(source: Source, goal: Goal | None = None, dialect: Dialect = "javascript") -> Program:
    """Read a script or a module; without a goal a module where it could be nothing else.

    Raises SourceSyntaxError where a browser would refuse it, UnsupportedSyntaxError where
    this reader can't tell what a browser would read, LimitError where reading takes too long.
    """
    try:
        return _read(source, goal, dialect)
    except SourceSyntaxError as error:
        if dialect == "jsx":
            raise  # what is probable goes by how JavaScript looks
        from appconfig_merge.syntax.tree_sitter.probable import probable

        raise probable(source, error) from None


def read_json(source: Source) -> Expression:
    """Read a text that is known to be JSON: JSON is a subset of ECMAScript's expressions."""
    return _read_json(source)


def _read(source: Source, goal: Goal | None, dialect: Dialect) -> Program:
    ambiguity = Ambiguity()
    is_module = goal == "module"
    outside: SourceSyntaxError | None = None
    for _attempt in range(MAX_REPARSES):
        try:
            tree, ambiguity = _parse_anyhow(source, ambiguity)
        except SourceSyntaxError as error:
            if dialect == "jsx" and not ambiguity and b"&" in source.data:
                from appconfig_merge.syntax.tree_sitter import jsx

                ambiguity = Ambiguity(masks=jsx.ampersands(disguise(source.data), source))
                if ambiguity:
                    continue
            raise outside or error from None
        reading = _reading(source, ambiguity)
        reading.is_jsx = dialect == "jsx"
        reading.is_module = is_module
        reading.is_script = goal == "script"
        try:
            try:
                program: Program = reading.run(tree.root_node)
            finally:
                if b"<!--" in reading.data or b"-->" in reading.data:
                    from appconfig_merge.syntax.tree_sitter.checks import check_html_comments

                    check_html_comments(reading, tree.root_node)
        except (SourceSyntaxError, UnsupportedSyntaxError):
            # What was misread so far may be why.
            if _is_settled(reading):
                raise
        else:
            if _is_settled(reading):
                _check_early(reading, program)
                ambiguity.restore(program)
                return program
        if reading.saw_import_meta and not reading.is_module:
            # So it is a module: what was misread of a script says nothing of that.
            ambiguity, outside, is_module = Ambiguity(), None, True
            continue
        outside = outside or reading.outside
        ambiguity = ambiguity | reading.found
        is_module = reading.is_module
    raise UnsupportedSyntaxError(f"{source.name} nests labelled blocks too deep to be read")


def _is_settled(reading: Reading) -> bool:
    """Whether another reading would find nothing else."""
    return not reading.found and (reading.is_module or not reading.saw_import_meta)


def _check_early(reading: Reading, program: Program) -> None:
    """Refuse what breaks ECMA-262's static semantics."""
    from appconfig_merge.syntax.early import first_fault

    fault = first_fault(program, reading.data, reading.octals)
    if fault is not None:
        raise reading.fail(fault.message, fault.start, fault.end, fault.help)


def _read_json(source: Source) -> Expression:
    """Read JSON without parentheses around it, so that offsets stay.

    The grammar takes a leading brace for an object, except in ``{}``. A text that is a plain
    literal needs no grammar, unless that has to say whether there is too much of it.
    """
    if not binding.may_have_too_many_nodes(source.data):
        plain = PlainReader(source.data).read_json()
        if plain is not None:
            return plain
    ambiguity = Ambiguity()
    tree = _parse(source, ambiguity)
    reading = _reading(source, ambiguity)
    reading.is_json = True
    statement = tree.root_node.children[0]
    if statement.type == "statement_block":
        return ObjectExpression(statement.start_byte, statement.end_byte, [])
    expression: Expression = reading.run(statement.children[0])
    return expression


def _reading(source: Source, ambiguity: Ambiguity) -> Reading:
    return Reading(source, ambiguity.text(source.data), ambiguity, LEAVES, HANDLERS)


def _parse_anyhow(source: Source, ambiguity: Ambiguity) -> tuple[Tree, Ambiguity]:
    """Parse a source as it is, or else around what the grammar doesn't know."""
    try:
        return _parse(source, ambiguity), ambiguity
    except SourceSyntaxError:
        if len(source.data) > MAX_RESCUED:
            raise
        from appconfig_merge.syntax.tree_sitter.rescue import around_gaps

        with suppress(LimitError):
            for masked in around_gaps(source.data, ambiguity):
                tree = binding.parse(disguise(masked.masked(source.data)), source)
                if not tree.root_node.has_error:
                    return tree, masked
        raise


def _parse(source: Source, ambiguity: Ambiguity) -> Tree:
    """Parse a source; raise SourceSyntaxError if that fails."""
    try:
        tree = binding.parse(disguise(ambiguity.masked(source.data)), source)
    except LimitError as error:
        from appconfig_merge.syntax.tree_sitter.diagnosis import diagnose_slow

        raise diagnose_slow(source, error) from None
    if tree.root_node.has_error:
        from appconfig_merge.syntax.tree_sitter.diagnosis import diagnose

        raise diagnose(source, tree, ambiguity)
    return tree


def disguise(data: bytes) -> bytes:
    """Put what tree-sitter understands for what it takes for something else, byte for byte.

    Literals and names are read from the source itself, so this changes what stands between
    tokens only.
    """
    if not data.isascii():
        data = re.sub(_SPACES, lambda match: b" " * len(match[0]), data)
        data = re.sub(_NO_SPACES, b"\x01\x01\x01", data)
    if b"\0" in data:
        # It would take a NUL for the end of the text.
        data = data.replace(b"\0", b"\x01")
    if b"\r" in data:
        # It doesn't see that a CR alone ends a line.
        data = re.sub(_LONE_CR, b"\n", data)
    return data
