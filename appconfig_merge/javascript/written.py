"""The parts of a text as it is written, each under the keys and names that lead to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appconfig_merge.javascript.duplicate_keys import written_key
from appconfig_merge.limits import MAX_KEYS_OF_TEXT
from appconfig_merge.syntax import estree
from appconfig_merge.syntax.estree.base import field_names

if TYPE_CHECKING:
    from appconfig_merge.paths import Path


def below(node: estree.Node, path: Path) -> list[tuple[estree.Node, Path]]:
    """The parts of a node, each under the keys and names that lead to it.

    What is compared, handed over or joined with something else is not the value that a key
    names, so it goes without one.
    """
    if isinstance(node, estree.ObjectExpression):
        return [_member(member, path) for member in node.properties]
    if isinstance(node, estree.ArrayExpression):
        items = enumerate(node.elements)
        return [
            (item, (*path, index)[-MAX_KEYS_OF_TEXT:]) for index, item in items if item is not None
        ]
    if isinstance(node, estree.VariableDeclarator):
        name = node.id.name if isinstance(node.id, estree.Identifier) else None
        names: Path = (name,) if name else ()
        pattern: list[tuple[estree.Node, Path]] = [] if name else [(node.id, ())]
        return pattern if node.init is None else [*pattern, (node.init, names)]
    if isinstance(node, estree.AssignmentExpression):
        return [(node.left, ()), (node.right, target(node.left))]
    if isinstance(node, estree.ConditionalExpression):
        return [(node.test, ()), (node.consequent, path), (node.alternate, path)]
    if isinstance(node, estree.LogicalExpression):
        return [(node.left, path), (node.right, path)]
    return [(part, ()) for part in _parts(node)]


def _member(member: estree.Node, path: Path) -> tuple[estree.Node, Path]:
    key = written_key(member)
    if key is None or not isinstance(member, estree.Property):
        return member, ()
    return member.value, (*path, key)[-MAX_KEYS_OF_TEXT:]


def _parts(node: estree.Node) -> list[estree.Node]:
    found: list[estree.Node] = []
    for name in field_names(node):
        value: Any = getattr(node, name, None)
        if isinstance(value, estree.Node):
            found.append(value)
        elif isinstance(value, list):
            found.extend(item for item in value if isinstance(item, estree.Node))
    return found


def target(node: estree.Node) -> Path:
    """The names and keys that an assignment's left side names, the last MAX_KEYS_OF_TEXT."""
    keys: list[str] = []
    while isinstance(node, estree.MemberExpression):
        if isinstance(node.property, estree.Identifier) and not node.computed:
            keys.append(node.property.name)
        elif isinstance(node.property, estree.Literal) and isinstance(node.property.value, str):
            keys.append(node.property.value)
        else:
            return ()
        node = node.object
    if isinstance(node, estree.Identifier):
        keys.append(node.name)
    return tuple(reversed(keys[:MAX_KEYS_OF_TEXT]))
