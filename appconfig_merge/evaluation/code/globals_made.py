"""Which global names a script makes, told from its code alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.javascript.globals import ALIASES
from appconfig_merge.syntax import estree
from appconfig_merge.syntax.declarations import (
    bound_names,
    functions,
    lexical_names,
    var_names,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_FUNCTIONS = (
    estree.FunctionDeclaration,
    estree.FunctionExpression,
    estree.ArrowFunctionExpression,
)


def globals_made(program: estree.Program) -> frozenset[str]:
    """The names that a script declares or assigns to, of its own accord or the window's.

    What a function assigns to that isn't called where it stands is none of them: it may never be
    called, and the name may be another script's.
    """
    names = [*lexical_names(program.body), *var_names(program.body)]
    names.extend(one.id for one in functions(program.body) if one.id is not None)
    found = {name.name for name in names}
    work: list[object] = list(program.body)
    while work:
        node = work.pop()
        if isinstance(node, estree.AssignmentExpression):
            found.update(_assigned(node.left))
        elif isinstance(node, estree.CallExpression):
            found.update(_defined(node))
            work.extend(_called(node.callee))
        if isinstance(node, estree.Node) and not isinstance(node, _FUNCTIONS):
            work.extend(_inside(node))
    return frozenset(found)


def _called(callee: estree.Node) -> Iterator[estree.Node]:
    """What runs of a function that is called where it stands, by itself or by its ``call``."""
    if isinstance(callee, estree.MemberExpression):
        callee = callee.object
    if isinstance(callee, _FUNCTIONS):
        yield from _inside(callee)


def _assigned(target: estree.Node) -> Iterator[str]:
    if isinstance(target, estree.MemberExpression):
        if _is_window(target.object):
            key = target.property
            name = getattr(key, "value" if target.computed else "name", None)
            if isinstance(name, str):
                yield name
        return
    yield from (name.name for name in bound_names(target))


def _defined(node: estree.CallExpression) -> Iterator[str]:
    """The property that ``Object.defineProperty(window, "x", ...)`` makes."""
    if len(node.arguments) > 2 and _is_window(node.arguments[0]):
        name = getattr(node.arguments[1], "value", None)
        if isinstance(name, str):
            yield name


def _is_window(node: object) -> bool:
    if isinstance(node, estree.Identifier):
        return node.name in ALIASES
    return isinstance(node, estree.ThisExpression)


def _inside(node: estree.Node) -> Iterator[estree.Node]:
    for field in estree.field_names(node):
        value = getattr(node, field)
        if isinstance(value, estree.Node):
            yield value
        elif isinstance(value, list):
            yield from (one for one in value if isinstance(one, estree.Node))
