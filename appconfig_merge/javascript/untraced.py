"""Values that no expression of a script gave: a page's, a release's, those of JSON data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.javascript.values import JSArray, JSObject, Slot, Traced, of_literal
from appconfig_merge.source import Source
from appconfig_merge.syntax.estree import NO_POSITION, Node

if TYPE_CHECKING:
    from appconfig_merge.javascript.values import Value

NOWHERE: Final = Source("", "")
"""The source of what no text has."""

_NODE: Final = Node(NO_POSITION, NO_POSITION)


def untraced(value: Value) -> Traced:
    """A value that no expression of the script gave."""
    return Traced(value, _NODE, NOWHERE)


def of_json(root: Node, source: Source) -> Slot:
    """The value of a JSON text, with the places of its parts (JSON.parse, ECMA-262 25.5.1)."""
    built: list[Slot] = []
    # (node, key or None, where the finished slot goes)
    work: list[tuple[Any, Node | None, JSObject | None, str]] = [(root, None, None, "")]
    while work:
        node, key, owner, name = work.pop()
        value: Value
        if node.type in {"ObjectExpression", "ArrayExpression"} and node.plain is not None:
            value = of_literal(node, source)
        elif node.type == "ObjectExpression":
            value = JSObject()
            members = reversed(node.properties)
            work.extend((one.value, one.key, value, one.key.value) for one in members)
        elif node.type == "ArrayExpression":
            value = JSArray([])
            work.extend((element, None, value, "") for element in reversed(node.elements))
        elif node.type == "UnaryExpression":
            value = -node.argument.value
        else:
            value = node.value
        traced = Traced(value, node, source)
        if owner is None:
            built.append(Slot(traced))
        elif isinstance(owner, JSArray):
            owner.elements.append(Slot(traced))
        else:
            owner.slots[name] = Slot(traced, key, owner.slots.get(name))
    return built[0]
