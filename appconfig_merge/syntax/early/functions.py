"""Rules of functions and methods (ECMA-262 15.1 to 15.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appconfig_merge.syntax.declarations import bound_names, use_strict
from appconfig_merge.syntax.early import names
from appconfig_merge.syntax.early.context import FUNCTION, LEXICAL, PARAMETER
from appconfig_merge.syntax.estree import (
    ArrowFunctionExpression,
    BlockStatement,
    FunctionDeclaration,
    FunctionExpression,
    Identifier,
    RestElement,
)

if TYPE_CHECKING:
    from appconfig_merge.syntax.early.context import Context
    from appconfig_merge.syntax.early.walk import Walk


def declaration(walk: Walk, node: FunctionDeclaration) -> None:
    """A function as a statement: its name is bound around it, by the rules around it."""
    context = walk.context
    name = node.id
    inner = _inner(walk, node)
    if name is not None:
        outer = context
        if inner.strict and not context.strict:
            outer = context.copy()
            outer.strict = True
        names.bound(walk, outer, name)
        block = context.block
        if block.is_top:
            names.declare_variable(walk, name)
        else:
            # B.3.2.4: only plain functions of sloppy blocks may repeat.
            plain = not (context.strict or node.generator or node.is_async)
            names.declare(walk, block, name, FUNCTION if plain else LEXICAL)
    _visit(walk, inner, node)


def expression(walk: Walk, node: FunctionExpression) -> None:
    """A function in an expression: its name is bound inside."""
    inner = _inner(walk, node)
    if node.id is not None:
        names.bound(walk, inner, node.id)
    _visit(walk, inner, node)


def arrow(walk: Walk, node: ArrowFunctionExpression) -> None:
    """An arrow function: it leaves ``this``, ``super`` and ``arguments`` to what is around it.

    Its parameters belong to what is around it, too (15.3.1, 15.9.1): no ``yield`` or ``await``
    may be used there, though its body may have a variable called that.
    """
    inner = walk.new_body(node.start, node.end)
    inner.is_async = node.is_async or inner.is_module
    inner.returns = True
    head = None
    if walk.context.is_generator or walk.context.is_async:
        head = inner.copy()
        head.is_generator = walk.context.is_generator
        head.is_async = walk.context.is_async or inner.is_async
    inner.is_generator = False
    _visit(walk, inner, node, head=head, unique=True)


def method(walk: Walk, node: FunctionExpression, *, super_call: bool = False) -> None:
    """The function of a method (15.4.1)."""
    inner = _inner(walk, node)
    inner.super_property = True
    inner.super_call = super_call
    _visit(walk, inner, node, unique=True)


def accessor(walk: Walk, kind: str, node: FunctionExpression) -> None:
    """The function of a getter or setter: how many parameters it has is fixed (15.4)."""
    params = node.params
    if kind == "get" and params:
        walk.fail("a getter has no parameters", params[0].start, params[-1].end)
    elif kind == "set" and (len(params) != 1 or type(params[0]) is RestElement):
        end = node.start + len(walk.data[node.start : node.body.start].rstrip())
        walk.fail("a setter has exactly one parameter", node.start, end)
    method(walk, node)


def _inner(walk: Walk, node: FunctionDeclaration | FunctionExpression) -> Context:
    """The context of a function's body, for all but arrow functions."""
    context = walk.new_body(node.body.start, node.body.end)
    context.is_async = node.is_async
    context.is_generator = node.generator
    context.returns = context.new_target = True
    context.super_property = context.super_call = False
    context.no_arguments = context.no_await = False
    if not context.strict and use_strict(node.body.body) is not None:
        context.strict = True
    return context


def _visit(
    walk: Walk, inner: Context, node: Any, *, head: Context | None = None, unique: bool = False
) -> None:
    """Check the parameters and have the body visited."""
    statements = None
    if type(node.body) is BlockStatement:
        statements = node.body.body
        directive = use_strict(statements)
    params = node.params
    simple = all(type(param) is Identifier for param in params)
    if statements is not None and directive is not None:
        inner.strict = True
        if not simple:
            # 15.2.1 and its like.
            message = '"use strict" needs parameters that are mere names'
            walk.fail(message, directive.start, directive.end)
    if inner.strict:
        walk.strict_code.add(node.start, node.end)
    _parameters(walk, inner, head, params, simple=simple, unique=unique)
    walk.later(inner, [node.body] if statements is None else list(statements))


def _parameters(
    walk: Walk,
    inner: Context,
    head: Context | None,
    params: list[Any],
    *,
    simple: bool,
    unique: bool,
) -> None:
    """The parameters: bound in the body's block, where let and const may not repeat them."""
    if not params:
        return
    context = walk.context
    if head is None:
        head = inner
    if not simple:
        head = head.copy()
        head.in_parameters = True
    elif head is not inner:
        head.strict = inner.strict
    # What their defaults leave to visit is visited as parameters are.
    outer_todo = walk.todo
    walk.context = head
    walk.todo = []
    found = []
    for param in params:
        found.extend(bound_names(param, walk.todo))
    names.check_bound(walk, found)
    if walk.todo:
        walk.later(head, walk.todo)
    walk.todo = outer_todo
    walk.context = context
    if unique or not simple or inner.strict:
        names.check_unique(walk, found)
    for name in found:
        inner.block.names[name.name] = (PARAMETER, name)


RULES = {
    FunctionDeclaration: declaration,
    FunctionExpression: expression,
    ArrowFunctionExpression: arrow,
}
"""The rule of each type of function; a method's is called by what it is a member of."""
