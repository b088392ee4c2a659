"""Rules of statements and declarations (ECMA-262 14)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appconfig_merge.syntax.declarations import bound_names, use_strict
from appconfig_merge.syntax.early import expressions, names
from appconfig_merge.syntax.early.context import CATCH, LEXICAL
from appconfig_merge.syntax.estree import (
    BlockStatement,
    CatchClause,
    ClassDeclaration,
    DoWhileStatement,
    ExpressionStatement,
    ForInStatement,
    ForOfStatement,
    ForStatement,
    FunctionDeclaration,
    Identifier,
    IfStatement,
    LabeledStatement,
    ReturnStatement,
    SwitchStatement,
    ThrowStatement,
    TryStatement,
    VariableDeclaration,
    WhileStatement,
    WithStatement,
)

if TYPE_CHECKING:
    from appconfig_merge.syntax.early.context import Context
    from appconfig_merge.syntax.early.walk import Walk
    from appconfig_merge.syntax.estree import Program

_DECLARING = frozenset({ClassDeclaration, FunctionDeclaration, LabeledStatement})


def program(walk: Walk, node: Program) -> None:
    """The whole text: what it starts with can make it strict."""
    context = walk.context
    if not context.strict and use_strict(node.body) is not None:
        context.strict = True
    if context.strict:
        walk.strict_code.add(node.start, node.end)
    walk.later(context, list(node.body))


def expression(walk: Walk, node: ExpressionStatement) -> None:
    """An expression as a statement."""
    walk.todo.append(node.expression)


def block(walk: Walk, node: BlockStatement) -> None:
    """A block. Most bind nothing and need no context of their own."""
    statements = node.body
    if _declares(statements):
        walk.later(walk.context.in_block(node.start, node.end), list(statements))
    else:
        walk.todo.extend(statements)


def _declares(statements: list[Any]) -> bool:
    for statement in statements:
        kind = type(statement)
        if kind in _DECLARING or (kind is VariableDeclaration and statement.kind != "var"):
            return True
    return False


def if_(walk: Walk, node: IfStatement) -> None:
    """``if``, each branch of which may be a function in sloppy mode (B.3.3)."""
    walk.todo.append(node.test)
    for branch in (node.consequent, node.alternate):
        if branch is None:
            continue
        if type(branch) is FunctionDeclaration:
            if walk.context.strict or branch.generator or branch.is_async:
                _needs_braces(walk, branch)
            walk.later(walk.context.in_block(branch.start, branch.end), [branch])
        else:
            refuse_function(walk, branch)
            walk.todo.append(branch)


def refuse_function(walk: Walk, node: Any) -> None:
    """Refuse a function where a single statement stands, labelled or not (14.6.1, 14.7.1.1)."""
    while type(node) is LabeledStatement:
        node = node.body
    if type(node) is FunctionDeclaration:
        _needs_braces(walk, node)


def _needs_braces(walk: Walk, node: FunctionDeclaration) -> None:
    message = "a function can't stand here without braces around it"
    word = "async" if node.is_async else "function"
    walk.fail(message, node.start, node.start + len(word), "put { and } around it")


def _loop_body(walk: Walk, context: Context, body: Any) -> None:
    refuse_function(walk, body)
    if not context.in_loop:
        context = context.copy()
        context.in_loop = context.in_breakable = True
    walk.later(context, [body])


def while_(walk: Walk, node: WhileStatement | DoWhileStatement) -> None:
    """``while`` and ``do``"""
    walk.todo.append(node.test)
    _loop_body(walk, walk.context, node.body)


def for_(walk: Walk, node: ForStatement) -> None:
    """``for (;;)``: what its head declares with let or const is known in its body (14.7.4)."""
    context = walk.context
    init = node.init
    if type(init) is VariableDeclaration and init.kind != "var":
        context = context.in_block(node.start, node.end)
    walk.later(context, [init, node.test, node.update])
    _loop_body(walk, context, node.body)


def for_each(walk: Walk, node: ForInStatement | ForOfStatement) -> None:
    """``for...in`` and ``for...of`` (14.7.5.1)."""
    context = walk.context
    left = node.left
    if type(left) is VariableDeclaration:
        if left.kind != "var":
            context = context.in_block(node.start, node.end)
        (declarator,) = left.declarations
        # B.3.5: a sloppy "for (var a = 1 in b)" is the one that may have a value.
        if declarator.init is not None and not (
            left.kind == "var"
            and type(node) is ForInStatement
            and type(declarator.id) is Identifier
            and not context.strict
        ):
            start = declarator.init.start
            walk.fail("what a loop goes through can't have a value", start, declarator.init.end)
        _declare(walk, context, left)
    else:
        expressions.assign(walk, left)
    walk.todo.append(node.right)
    _loop_body(walk, context, node.body)


def variables(walk: Walk, node: VariableDeclaration) -> None:
    """``var``, ``let`` and ``const``: some need a value (14.3.1.1, 14.3.2)."""
    for declarator in node.declarations:
        if declarator.init is None:
            _check_initialised(walk, node, declarator.id)
    _declare(walk, walk.context, node)


def _declare(walk: Walk, context: Context, node: VariableDeclaration) -> None:
    """Bind what a declaration declares, in a context that may be a loop's."""
    for declarator in node.declarations:
        found = bound_names(declarator.id, walk.todo)
        names.check_bound(walk, found)
        for name in found:
            if node.kind == "var":
                names.declare_variable(walk, name)
            else:
                _refuse_let(walk, name)
                names.declare(walk, context.block, name, LEXICAL)
        walk.todo.append(declarator.init)


def _refuse_let(walk: Walk, name: Identifier) -> None:
    if name.name == "let":
        walk.fail("let can't be the name of a let or const", name.start, name.end)


def _check_initialised(walk: Walk, node: VariableDeclaration, target: Any) -> None:
    if type(target) is not Identifier:
        walk.fail("a pattern needs a value to take apart", target.start, target.end)
    elif node.kind == "const":
        walk.fail(f"the constant {target.name} needs a value", target.start, target.end)


def return_(walk: Walk, node: ReturnStatement) -> None:
    """``return`` (14.10)."""
    if not walk.context.returns:
        walk.fail("return can't stand outside a function", node.start, node.start + 6)
    walk.todo.append(node.argument)


def throw(walk: Walk, node: ThrowStatement) -> None:
    """``throw``"""
    walk.todo.append(node.argument)


def with_(walk: Walk, node: WithStatement) -> None:
    """``with`` (14.11.1)."""
    if walk.context.strict:
        walk.fail("strict mode has no with", node.start, node.start + 4)
    refuse_function(walk, node.body)
    walk.todo.append(node.object)
    walk.todo.append(node.body)


def switch(walk: Walk, node: SwitchStatement) -> None:
    """``switch``: one block for all its cases (14.12.1)."""
    walk.todo.append(node.discriminant)
    context = walk.context.in_block(node.start, node.end)
    context.in_breakable = True
    inside: list[Any] = []
    defaults = 0
    for case in node.cases:
        if case.test is None:
            defaults += 1
            if defaults == 2:
                message = "a switch can have one default only"
                walk.fail(message, case.start, case.start + 7)
        inside.append(case.test)
        inside.extend(case.consequent)
    walk.later(context, inside)


def try_(walk: Walk, node: TryStatement) -> None:
    """``try``"""
    walk.todo.extend((node.block, node.handler, node.finalizer))


def catch(walk: Walk, node: CatchClause) -> None:
    """``catch``: its parameter is no name to declare in its block (14.15.1).

    A ``var`` may repeat it where it is a mere name (B.3.4).
    """
    context = walk.context.in_block(node.start, node.end)
    param = node.param
    found = bound_names(param, walk.todo) if param is not None else []
    names.check_bound(walk, found)
    kind = CATCH if type(param) is Identifier else LEXICAL
    for name in found:
        if kind == LEXICAL:
            _refuse_let(walk, name)
        names.declare(walk, context.block, name, kind)
    walk.later(context, list(node.body.body))


RULES = {
    ExpressionStatement: expression,
    BlockStatement: block,
    IfStatement: if_,
    WhileStatement: while_,
    DoWhileStatement: while_,
    ForStatement: for_,
    ForInStatement: for_each,
    ForOfStatement: for_each,
    VariableDeclaration: variables,
    ReturnStatement: return_,
    ThrowStatement: throw,
    WithStatement: with_,
    SwitchStatement: switch,
    TryStatement: try_,
    CatchClause: catch,
}
"""The rule of each type of statement."""
