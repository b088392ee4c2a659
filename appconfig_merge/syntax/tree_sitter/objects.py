"""Object and array literals, their members, and argument lists."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.syntax.estree import (
    ArrayExpression,
    Identifier,
    ObjectExpression,
    Property,
    SpreadElement,
)
from appconfig_merge.syntax.tree_sitter.kinds import (
    COMMA,
    COMMENT,
    HTML_COMMENT,
    METHOD,
    PAIR,
    PARENTHESIZED,
    SHORTHAND,
    SPREAD,
    number_of,
)
from appconfig_merge.syntax.tree_sitter.leaves import LEAVES, shorthand

if TYPE_CHECKING:
    from collections.abc import Generator

    from tree_sitter import Node as Cst

    from appconfig_merge.syntax.tree_sitter.reading import Handler, Reading


_BESIDE_ELEMENTS = frozenset(
    {number_of("[", named=False), number_of("]", named=False), COMMENT, HTML_COMMENT}
)
_leaf_of = LEAVES.get
_key_leaf_of = {
    kind: LEAVES[kind] for kind in map(number_of, ("property_identifier", "string", "number"))
}.get


def object_(reading: Reading, node: Cst) -> Generator[Cst, Any, ObjectExpression]:
    """An object literal: most of what this tool reads.

    What a member usually consists of is read without a generator of its own.
    """
    properties: list[Property | SpreadElement] = []
    protos = 0
    member = False
    for child in node.children:
        kind = child.kind_id
        if kind == PAIR:
            member = True
            if child.child_count == 3:
                # Not child.children: the node would keep that list as long as it lives.
                key_node, value_node = child.child(0), child.child(2)
            else:
                key_node, _colon, value_node = reading.parts(child)
            key_leaf = _key_leaf_of(key_node.kind_id)
            key: Any
            if key_leaf is not None:
                computed = False
                key = key_leaf(reading, key_node)
                if (key.name if type(key) is Identifier else key.value) == "__proto__":
                    protos += 1
                    if protos > 1 and not reading.is_json:
                        raise reading.fail(
                            "an object literal can set __proto__ only once", key.start, key.end
                        )
            else:
                key, computed = yield from reading.key(key_node)
            leaf = _leaf_of(value_node.kind_id)
            value: Any = leaf(reading, value_node) if leaf is not None else (yield value_node)
            # Asking the nodes again costs more than what has been read of them.
            end = value_node.end_byte if value_node.kind_id == PARENTHESIZED else value.end
            start = child.start_byte if computed else key.start
            properties.append(Property(start, end, key, value, "init", False, False, computed))
        elif kind == COMMA:
            # The grammar lets empty members pass; ECMA-262 13.2.5 has none.
            if not member:
                raise reading.fail(
                    "a comma without a property before it",
                    child.start_byte,
                    child.end_byte,
                    "remove this comma",
                )
            member = False
        elif kind == SHORTHAND:
            member = True
            name: Any = shorthand(reading, child)
            start, end = name.start, name.end
            value = Identifier(start, end, name.name)
            properties.append(Property(start, end, name, value, "init", False, True, False))
        elif kind == SPREAD:
            member = True
            properties.append((yield from spread(reading, child)))
        elif kind == METHOD:
            member = True
            properties.append((yield from _method(reading, child)))
    return ObjectExpression(node.start_byte, node.end_byte, properties)


def _method(reading: Reading, node: Cst) -> Generator[Cst, Any, Property]:
    from appconfig_merge.syntax.tree_sitter.functions import method_value, modifiers_of

    parts = reading.parts(node)
    modifiers = modifiers_of(parts)
    if "static" in modifiers or "static get" in modifiers or parts[0].type == "decorator":
        raise reading.unexpected(parts[0])
    for part, following in pairwise(parts):
        if part.type == "async" and reading.has_line_end(part.end_byte, following.start_byte):
            # 15.8: the word is a name then, and a comma is missing.
            message = "a line can't end between async and its function's name"
            raise reading.fail(message, part.start_byte, part.end_byte)
    key, computed = yield from reading.key(reading.field(node, "name"))
    value = yield from method_value(reading, node, modifiers)
    kind = "get" if "get" in modifiers else "set" if "set" in modifiers else "init"
    return Property(node.start_byte, value.end, key, value, kind, kind == "init", False, computed)


def array(reading: Reading, node: Cst) -> Generator[Cst, Any, ArrayExpression]:
    """An array literal. A hole has no node of its own, only its comma."""
    elements: list[Any] = []
    element = False
    for child in node.children:
        kind = child.kind_id
        leaf = _leaf_of(kind)
        if leaf is not None:
            elements.append(leaf(reading, child))
            element = True
        elif kind == COMMA:
            if not element:
                elements.append(None)
            element = False
        elif kind not in _BESIDE_ELEMENTS:
            elements.append((yield child))
            element = True
    return ArrayExpression(node.start_byte, node.end_byte, elements)


def arguments(reading: Reading, node: Cst) -> Generator[Cst, Any, list[Any]]:
    """The arguments of a call: the grammar lets holes pass, ECMA-262 13.3 doesn't."""
    values: list[Any] = []
    argument = False
    for part in reading.parts(node):
        if part.is_named:
            values.append((yield part))
            argument = True
        elif part.type == ",":
            if not argument:
                raise reading.fail(
                    "a comma without an argument before it",
                    part.start_byte,
                    part.end_byte,
                    "remove this comma",
                )
            argument = False
    return values


def spread(reading: Reading, node: Cst) -> Generator[Cst, Any, SpreadElement]:
    """``...argument``"""
    argument_node = reading.parts(node)[1]
    argument = yield argument_node
    return SpreadElement(node.start_byte, reading.end(argument_node, argument), argument)


HANDLERS: Final[dict[str, Handler]] = {"object": object_, "array": array, "spread_element": spread}
"""The handlers of this module, by what the grammar calls the nodes."""
