"""What can be a name and where, what declares which, and which declarations exclude each other.

ECMA-262 12.7.2, 13.1.1, 14.2.1, 14.7.4.1, 14.12.1, 14.15.1, 15.2.1, 16.1.1, with Annex B.3.2 and
B.3.4.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from appconfig_merge.syntax.early.context import CATCH, FUNCTION, PARAMETER

if TYPE_CHECKING:
    from appconfig_merge.syntax.early.context import Block, Body, Context
    from appconfig_merge.syntax.early.walk import Walk
    from appconfig_merge.syntax.estree import Identifier


_RESERVED = frozenset(
    {"break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete"}
    | {"do", "else", "enum", "export", "extends", "false", "finally", "for", "function", "if"}
    | {"import", "in", "instanceof", "new", "null", "return", "super", "switch", "this", "throw"}
    | {"true", "try", "typeof", "var", "void", "while", "with"}
)
_STRICT = frozenset(
    {"implements", "interface", "let", "package", "private", "protected", "public", "static"}
)
_NOT_BOUND = frozenset({"arguments", "eval"})
SPECIAL = _RESERVED | _STRICT | {"yield", "await"} | _NOT_BOUND
"""Every name that some rule is about: most names are looked up here and are done."""


def reference(walk: Walk, node: Identifier) -> None:
    """The rule of a name in an expression, or of a label."""
    if node.name in SPECIAL:
        check_word(walk, walk.context, node)


def bound(walk: Walk, context: Context, node: Identifier) -> None:
    """The rule of a name that is declared or assigned to."""
    name = node.name
    if name not in SPECIAL:
        return
    if name in _NOT_BOUND and context.strict:
        # 13.1.1, 13.15.1, 13.4.1.
        walk.fail(f"strict mode lets nobody set {name}", node.start, node.end, "use another name")
    check_word(walk, context, node)


def check_word(walk: Walk, context: Context, node: Identifier) -> None:
    """Refuse a special word that can't be a name here."""
    name = node.name
    start, end = node.start, node.end
    if name in _RESERVED:
        walk.fail(f"{name} is a reserved word, not a name", start, end)
    elif name == "arguments":
        if context.no_arguments:
            # 15.7.1.
            walk.fail("arguments can't be used in what initialises a class", start, end)
    elif name == "await":
        if context.is_async or context.no_await or context.is_module:
            walk.fail(f"await can't be a name in {_home_of_await(context)}", start, end)
    elif name == "yield" and context.is_generator:
        walk.fail("yield can't be a name in a generator", start, end)
    elif context.strict and name != "eval":
        walk.fail(f"{name} can't be a name in strict mode", start, end, "use another name")


def _home_of_await(context: Context) -> str:
    if context.is_module:
        return "a module"
    return "an async function" if context.is_async else "a class's static block"


def declare(walk: Walk, block: Block, name: Identifier, kind: int) -> None:
    """Bind a name in a block. Plain functions of sloppy blocks may repeat (B.3.2.4)."""
    known = block.names.get(name.name)
    if known is not None and not kind == known[0] == FUNCTION:
        _twice(walk, name, known[1])
    block.names[name.name] = (kind, name)


def declare_variable(walk: Walk, name: Identifier) -> None:
    """Note a ``var``, or a function that is bound as one."""
    walk.context.body.variables.setdefault(name.name, []).append(name)


def check_unique(walk: Walk, names: list[Identifier]) -> None:
    """Refuse the same parameter twice."""
    seen = set()
    for name in names:
        if name.name in seen:
            message = f"{name.name} is a parameter twice"
            walk.fail(message, name.start, name.end, "rename one of them")
        seen.add(name.name)


def check_conflicts(walk: Walk, body: Body) -> None:
    """Refuse a ``var`` in the stretch of a block that binds the same name."""
    variables = body.variables
    if not variables:
        return
    places: dict[str, list[int]] = {}
    for block in body.blocks:
        for name, (kind, node) in block.names.items():
            found = variables.get(name)
            if found is None or kind in {PARAMETER, CATCH}:
                continue
            if name not in places:
                found.sort(key=lambda variable: variable.start)
                places[name] = [variable.start for variable in found]
            index = bisect_left(places[name], block.start)
            if index < len(found) and found[index].start < block.end:
                _twice(walk, found[index], node)


def _twice(walk: Walk, one: Identifier, other: Identifier) -> None:
    later = max(one, other, key=lambda node: node.start)
    message = f"{later.name} is declared twice"
    walk.fail(message, later.start, later.end, "rename or remove one of the declarations")


def check_bound(walk: Walk, names: list[Identifier]) -> None:
    """Refuse words that can't be declared here."""
    for name in names:
        if name.name in SPECIAL:
            bound(walk, walk.context, name)
