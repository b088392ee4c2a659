"""Nodes that need no other node converted: above all literals and names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from appconfig_merge.limits import MAX_BIGINT
from appconfig_merge.syntax.estree import (
    BigIntLiteral,
    DebuggerStatement,
    EmptyStatement,
    Identifier,
    Literal,
    MetaProperty,
    PrivateIdentifier,
    RegExpLiteral,
    Super,
    ThisExpression,
)
from appconfig_merge.syntax.literals import (
    LiteralError,
    bigint_value,
    name_value,
    number_value,
    string_value,
)
from appconfig_merge.syntax.tree_sitter.ambiguity import AWAIT
from appconfig_merge.syntax.tree_sitter.kinds import number_of

if TYPE_CHECKING:
    from tree_sitter import Node as Cst

    from appconfig_merge.syntax.tree_sitter.reading import Leaf, Reading

# What may not follow a number at once (ECMA-262 12.9.3): a digit, or the start of a name.
_AFTER_NUMBER = frozenset(b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ$_\\#")
_FLAGS = frozenset("dgimsuvy")
# Octal escapes, and \8 and \9: all but a \0 that no digit follows.
_OCTAL_ESCAPE = rb"(?<!\\)(?:\\\\)*\\(?:[1-9]|0[0-9])"


def string(reading: Reading, node: Cst) -> Literal:
    """A string."""
    start = node.start_byte
    end = node.end_byte
    raw = reading.data[start + 1 : end - 1]
    if raw.isascii() and not (b"\\" in raw or b"\n" in raw or b"\r" in raw):
        return Literal(start, end, raw.decode("ascii"))
    # The grammar lets a line end pass just before the closing quote, and the tree holds
    # nothing that a slice doesn't.
    if b"\\" in raw and re.search(_OCTAL_ESCAPE, raw):
        reading.octals.append((start, end))
    try:
        return Literal(start, end, string_value(raw.decode("utf-8", "surrogatepass")))
    except LiteralError as error:
        raise reading.bad_literal(error, start + 1) from None


def number(reading: Reading, node: Cst) -> Literal | BigIntLiteral:
    """A number, or a BigInt."""
    start = node.start_byte
    end = node.end_byte
    raw = reading.data[start:end]
    after = reading.data[end : end + 1]
    if after and (after[0] in _AFTER_NUMBER or after[0] > 127):
        _refuse_glued(reading, start, end)
    if raw.isdigit() and (raw[0] != 48 or end - start == 1):
        return Literal(start, end, float(raw))
    text = raw.decode("ascii")
    if text[0] == "0" and text[1:2].isdigit():
        reading.octals.append((start, end))
    try:
        if text[-1] == "n":
            if len(text) > MAX_BIGINT:
                raise reading.too_long(node)
            return BigIntLiteral(start, end, bigint_value(text))
        return Literal(start, end, number_value(text))
    except LiteralError as error:
        raise reading.fail(error.message, start, end, error.help) from None


def name(reading: Reading, node: Cst) -> Identifier:
    """A name where any word may stand."""
    start = node.start_byte
    end = node.end_byte
    text = reading.data[start:end].decode("utf-8", "surrogatepass")
    return Identifier(start, end, text if text.isidentifier() else reading.name(node))


def reference(reading: Reading, node: Cst) -> Identifier:
    """A name in an expression."""
    identifier = name(reading, node)
    word = identifier.name
    # No variable can be called that here, so this was meant as the operator.
    if word == "await" and reading.in_async:
        reading.mask(identifier.start, AWAIT)
        home = "a module" if reading.is_module else "an async function"
        message = f"await can't be a name in {home}"
        reading.outside = reading.fail(message, identifier.start, identifier.end)
    elif word == "yield" and reading.in_generator and reading.ambiguity.masks:
        reading.found.operators.add(reading.ambiguity.original(identifier.start))
    return identifier


def shorthand(reading: Reading, node: Cst) -> Identifier:
    """A name that is a property's and a variable's."""
    reading.refuse_enclosed(node.start_byte, node.end_byte)
    return name(reading, node)


def private_identifier(reading: Reading, node: Cst) -> PrivateIdentifier:
    """``#name`` in a class."""
    return PrivateIdentifier(node.start_byte, node.end_byte, reading.name(node, 1))


def _constant(value: bool | None) -> Leaf:
    def make(_reading: Reading, node: Cst) -> Literal:
        return Literal(node.start_byte, node.end_byte, value)

    return make


def this(_reading: Reading, node: Cst) -> ThisExpression:
    """``this``"""
    return ThisExpression(node.start_byte, node.end_byte)


def super_(_reading: Reading, node: Cst) -> Super:
    """``super``"""
    return Super(node.start_byte, node.end_byte)


def meta_property(reading: Reading, node: Cst) -> MetaProperty:
    """``new.target`` and ``import.meta``"""
    meta, _dot, property = reading.parts(node)
    if meta.type == "import":
        if reading.is_script:
            raise reading.fail(
                "import.meta is there in a module only, and a browser reads this as a script",
                node.start_byte,
                node.end_byte,
                'load it with <script type="module">',
            )
        reading.saw_import_meta = True
    return MetaProperty(
        node.start_byte,
        node.end_byte,
        Identifier(meta.start_byte, meta.end_byte, meta.type),
        Identifier(property.start_byte, property.end_byte, property.type),
    )


def empty(_reading: Reading, node: Cst) -> EmptyStatement:
    """A lone ``;``"""
    return EmptyStatement(node.start_byte, node.end_byte)


def debugger(reading: Reading, node: Cst) -> DebuggerStatement:
    """``debugger``"""
    return DebuggerStatement(node.start_byte, reading.parts(node)[-1].end_byte)


def _refuse_glued(reading: Reading, start: int, end: int) -> None:
    """Refuse a digit or a name right after a number."""
    following = reading.data[end : end + 4].decode("utf-8", "ignore")[:1]
    if not following.isascii():
        try:
            name_value(following)
        except LiteralError:
            return  # white space beyond ASCII
    raise reading.fail(
        f"a number can't be followed by {following} at once",
        start,
        end + len(following.encode()),
        "put text in quotes",
    )


def regex(reading: Reading, node: Cst) -> RegExpLiteral:
    """A regular expression."""
    pattern = reading.field(node, "pattern")
    start = pattern.start_byte
    text = reading.text(start, pattern.end_byte)
    for char in "\n\r\u2028\u2029":
        if char in text:
            raise reading.fail(
                "a regular expression can't run over the end of a line", node.start_byte, start
            )
    flags_node = node.child_by_field_name("flags")
    flags = ""
    if flags_node is not None:
        flags = reading.text(flags_node.start_byte, flags_node.end_byte)
        # ECMA-262 22.2.3.4: each flag once, and not both u and v.
        if not _FLAGS.issuperset(flags) or len(set(flags)) < len(flags) or {"u", "v"} <= {*flags}:
            raise reading.fail(
                f"{flags} are not flags of a regular expression",
                flags_node.start_byte,
                flags_node.end_byte,
            )
    if re.search(r"[^\w \-/,:;=<>@!#%&'\"~`^$.]", text):
        _check_pattern(reading, start, text, flags)
    return RegExpLiteral(node.start_byte, node.end_byte, text, flags)


def _check_pattern(reading: Reading, start: int, text: str, flags: str) -> None:
    from appconfig_merge.syntax.early.regexp import RegExpError, check_pattern

    try:
        check_pattern(text, flags)
    except RegExpError as error:
        offset = start + len(text[: error.offset].encode("utf-8", "surrogatepass"))
        end = start + len(text.encode("utf-8", "surrogatepass"))
        raise reading.fail(error.message, min(offset, end), end, error.help) from None


LEAVES: Final[dict[int, Leaf]] = {
    number_of(name): leaf
    for name, leaf in {
        "string": string,
        "number": number,
        "identifier": reference,
        "undefined": name,
        "property_identifier": name,
        "statement_identifier": name,
        "shorthand_property_identifier": shorthand,
        "shorthand_property_identifier_pattern": shorthand,
        "private_property_identifier": private_identifier,
        "true": _constant(True),
        "false": _constant(False),
        "null": _constant(None),
        "regex": regex,
        "this": this,
        "super": super_,
        "meta_property": meta_property,
        "empty_statement": empty,
        "debugger_statement": debugger,
    }.items()
}
"""What makes the ESTree node of a leaf, by the number of its kind."""
