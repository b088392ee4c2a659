"""Words that can't be names, or not everywhere (ECMA-262 12.7.2, 13.1.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from appconfig_merge.syntax.early.context import Context
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
