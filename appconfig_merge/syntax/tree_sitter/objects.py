"""Object and array literals, their members, and argument lists."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from appconfig_merge.syntax.estree import (
    ArrayExpression,
    Identifier,
    ObjectExpression,
    Property,
    SpreadElement,
)
from appconfig_merge.syntax.tree_sitter.functions import method_value
from appconfig_merge.syntax.tree_sitter.keys import property_key

if TYPE_CHECKING:
    from collections.abc import Generator

    from tree_sitter import Node as Cst

    from appconfig_merge.syntax.tree_sitter.reading import Handler, Reading


def install(reading: Reading) -> None:
    """Add the handlers of this module to a reading."""
    handlers: dict[str, Handler] = {
        "object": _make_object_handler(reading),
        "array": _make_array_handler(reading),
        "spread_element": spread,
    }
    reading.handlers.update({reading.kind(name): handler for name, handler in handlers.items()})


def _make_object_handler(reading: Reading) -> Handler:
    """The handler of object literals, which are most of what this tool reads.

    Everything that a member usually consists of is looked up once here, and read without a
    generator of its own.
    """
    leaves = reading.leaves
    leaf_of = leaves.get
    pair = reading.kind("pair")
    comma = reading.token(",")
    parenthesized = reading.parenthesized
    shorthand = reading.kind("shorthand_property_identifier")
    spread_element = reading.kind("spread_element")
    method = reading.kind("method_definition")
    key_kinds = [reading.kind(name) for name in ("property_identifier", "string", "number")]
    key_leaf_of = {kind: leaves[kind] for kind in key_kinds}.get

    def convert(reading: Reading, node: Cst) -> Generator[Cst, Any, ObjectExpression]:
        properties: list[Property | SpreadElement] = []
        append = properties.append
        protos = 0
        member = False
        for child in node.children:
            kind = child.kind_id
            if kind == pair:
                member = True
                if child.child_count == 3:
                    # Not child.children: the node would keep that list as long as it lives.
                    key_node, value_node = child.child(0), child.child(2)
                else:
                    key_node, _colon, value_node = reading.parts(child)
                key_leaf = key_leaf_of(key_node.kind_id)
                key: Any
                if key_leaf is not None:
                    computed = False
                    key = key_leaf(key_node)
                    if (key.name if type(key) is Identifier else key.value) == "__proto__":
                        protos += 1
                        if protos > 1 and not reading.is_json:
                            raise reading.fail(
                                "an object literal can set __proto__ only once", key.start, key.end
                            )
                else:
                    key, computed = yield from property_key(reading, key_node)
                leaf = leaf_of(value_node.kind_id)
                value: Any = leaf(value_node) if leaf is not None else (yield value_node)
                # Asking the nodes again costs more than what has been read of them.
                end = value_node.end_byte if value_node.kind_id == parenthesized else value.end
                start = child.start_byte if computed else key.start
                append(Property(start, end, key, value, "init", False, False, computed))
            elif kind == comma:
                # The grammar lets empty members pass; ECMA-262 13.2.5 has none.
                if not member:
                    raise reading.fail(
                        "a comma without a property before it",
                        child.start_byte,
                        child.end_byte,
                        "remove this comma",
                    )
                member = False
            elif kind == shorthand:
                member = True
                name: Any = leaves[kind](child)
                start, end = name.start, name.end
                value = Identifier(start, end, name.name)
                properties.append(Property(start, end, name, value, "init", False, True, False))
            elif kind == spread_element:
                member = True
                properties.append((yield from spread(reading, child)))
            elif kind == method:
                member = True
                properties.append((yield from _method(reading, child)))
        return ObjectExpression(node.start_byte, node.end_byte, properties)

    return convert


def _method(reading: Reading, node: Cst) -> Generator[Cst, Any, Property]:
    parts = reading.parts(node)
    modifiers = {part.type for part in parts if not part.is_named}
    if "static" in modifiers or "static get" in modifiers or parts[0].type == "decorator":
        raise reading.unexpected(parts[0])
    for part, following in pairwise(parts):
        if part.type == "async" and reading.has_line_end(part.end_byte, following.start_byte):
            # 15.8: the word is a name then, and a comma is missing.
            message = "a line can't end between async and its function's name"
            raise reading.fail(message, part.start_byte, part.end_byte)
    key, computed = yield from property_key(reading, reading.field(node, "name"))
    value = yield from method_value(reading, node, modifiers)
    kind = "get" if "get" in modifiers else "set" if "set" in modifiers else "init"
    return Property(node.start_byte, value.end, key, value, kind, kind == "init", False, computed)


def _make_array_handler(reading: Reading) -> Handler:
    """The handler of array literals. A hole has no node of its own, only its comma."""
    leaf_of = reading.leaves.get
    comma = reading.token(",")
    others = {reading.token("["), reading.token("]"), reading.comment, reading.html_comment}

    def convert(_reading: Reading, node: Cst) -> Generator[Cst, Any, ArrayExpression]:
        elements: list[Any] = []
        element = False
        for child in node.children:
            kind = child.kind_id
            leaf = leaf_of(kind)
            if leaf is not None:
                elements.append(leaf(child))
                element = True
            elif kind == comma:
                if not element:
                    elements.append(None)
                element = False
            elif kind not in others:
                elements.append((yield child))
                element = True
        return ArrayExpression(node.start_byte, node.end_byte, elements)

    return convert


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


def empty_object(node: Cst) -> ObjectExpression:
    """``{}`` where it is known to be no block."""
    return ObjectExpression(node.start_byte, node.end_byte, [])
