"""What code declares, told from its text alone (ECMA-262 8.2, static semantics of names).

Both those that refuse code and those that run it ask here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from collections.abc import Iterable


def bound_names(
    pattern: Any, expressions: list[estree.Node] | None = None
) -> list[estree.Identifier]:
    """The identifiers that a pattern binds, in order (ECMA-262 8.2.1).

    The defaults and computed keys in it are added to ``expressions``.
    """
    if type(pattern) is estree.Identifier:
        return [pattern]
    names: list[estree.Identifier] = []
    inner = expressions if expressions is not None else []
    work = [pattern]
    while work:
        node = work.pop()
        kind = type(node)
        if kind is estree.Identifier:
            names.append(node)
        elif kind is estree.AssignmentPattern:
            work.append(node.left)
            inner.append(node.right)
        elif kind is estree.ObjectPattern:
            work.extend(reversed(node.properties))
        elif kind is estree.Property:
            work.append(node.value)
            if node.computed:
                inner.append(node.key)
        elif kind is estree.ArrayPattern:
            work.extend(reversed(node.elements))
        elif kind is estree.RestElement:
            work.append(node.argument)
    return names


def use_strict(statements: list[Any]) -> estree.ExpressionStatement | None:
    """The ``"use strict"`` among the directives that statements start with (11.2.2), or None."""
    for statement in statements:
        if type(statement) is not estree.ExpressionStatement or statement.directive is None:
            return None
        if statement.directive == "use strict":
            return statement
    return None


def declaration(statement: estree.Node | None) -> estree.Node | None:
    """The declaration that a statement is, without its export or labels."""
    while True:
        if isinstance(statement, estree.LabeledStatement):
            statement = statement.body
        elif isinstance(statement, estree.ExportNamedDeclaration | estree.ExportDefaultDeclaration):
            statement = statement.declaration
        else:
            return statement


def lexical_names(statements: Iterable[estree.Node]) -> list[estree.Identifier]:
    """What ``let``, ``const`` and ``class`` declare right in a list of statements."""
    names: list[estree.Identifier] = []
    for statement in statements:
        node = declaration(statement)
        if isinstance(node, estree.VariableDeclaration) and node.kind != "var":
            for declarator in node.declarations:
                names.extend(bound_names(declarator.id))
        elif isinstance(node, estree.ClassDeclaration) and node.id is not None:
            names.append(node.id)
    return names


def functions(statements: Iterable[estree.Node]) -> list[estree.FunctionDeclaration]:
    """The function declarations right in a list of statements."""
    found = map(declaration, statements)
    return [
        node
        for node in found
        if isinstance(node, estree.FunctionDeclaration) and node.id is not None
    ]


def var_names(statements: list[estree.Statement]) -> list[estree.Identifier]:
    """The ``var`` names of a script or function body, at any depth (ECMA-262 8.2.6)."""
    names: list[estree.Identifier] = []
    work: list[object] = list(reversed(statements))
    while work:
        node = work.pop()
        if isinstance(node, list):
            work.extend(reversed(node))
        elif isinstance(node, estree.VariableDeclaration):
            if node.kind == "var":
                for declarator in node.declarations:
                    names.extend(bound_names(declarator.id))
        elif isinstance(node, WITH_STATEMENTS):
            work.extend(getattr(node, field) for field in reversed(estree.field_names(node)))
    return names


def block_functions(
    statements: list[estree.Statement], forbidden: frozenset[str]
) -> list[estree.FunctionDeclaration]:
    """The functions in blocks that are variables of the function around them, too (B.3.2).

    Those where a ``var`` of the same name in their place would be no error; ``forbidden`` are
    the parameters and the lexical names of the body.
    """
    found: list[estree.FunctionDeclaration] = []
    work: list[tuple[estree.Node | None, frozenset[str]]] = [
        (statement, forbidden) for statement in reversed(statements)
    ]

    def enter(body: list[estree.Statement], names: frozenset[str]) -> None:
        inner = functions(body)
        for function in inner:
            assert function.id is not None
            plain = not (function.generator or function.is_async)
            if plain and function.id.name not in names:
                found.append(function)
        own = {name.name for name in lexical_names(body)}
        own |= {function.id.name for function in inner if function.id is not None}
        work.extend((statement, names | own) for statement in reversed(body))

    while work:
        node, names = work.pop()
        if isinstance(node, estree.BlockStatement):
            enter(node.body, names)
        elif isinstance(node, estree.IfStatement):
            for branch in (node.consequent, node.alternate):
                if isinstance(branch, estree.FunctionDeclaration):
                    enter([branch], names)
                else:
                    work.append((branch, names))
        elif isinstance(node, estree.ForStatement):
            own = {name.name for name in lexical_names([node.init] if node.init else [])}
            work.append((node.body, names | own))
        elif isinstance(node, estree.ForInStatement | estree.ForOfStatement):
            own = {name.name for name in lexical_names([node.left])}
            work.append((node.body, names | own))
        elif isinstance(node, estree.SwitchStatement):
            enter([statement for case in node.cases for statement in case.consequent], names)
        elif isinstance(node, estree.TryStatement):
            work.extend(((node.block, names), (node.finalizer, names)))
            if node.handler is not None:
                param = node.handler.param
                own = set()
                if param is not None and not isinstance(param, estree.Identifier):
                    own = {name.name for name in bound_names(param)}
                work.append((node.handler.body, names | own))
        elif isinstance(
            node,
            estree.LabeledStatement
            | estree.WhileStatement
            | estree.DoWhileStatement
            | estree.WithStatement,
        ):
            work.append((node.body, names))
    return found


def local_names(
    node: estree.FunctionDeclaration | estree.FunctionExpression | estree.ArrowFunctionExpression,
) -> set[str]:
    """The names that every place in a function has from the function itself."""
    names = {name.name for param in node.params for name in bound_names(param)}
    if isinstance(node, estree.FunctionExpression) and node.id is not None:
        names.add(node.id.name)
    if isinstance(node.body, estree.BlockStatement) and not has_expressions(node.params):
        body = node.body.body
        names |= {name.name for name in var_names(body)}
        names |= {name.name for name in lexical_names(body)}
        names |= {function.id.name for function in functions(body) if function.id is not None}
    return names


def has_expressions(params: list[estree.Pattern]) -> bool:
    """Whether parameters have defaults or computed keys: the body has a scope of its own."""
    work: list[object] = list(params)
    while work:
        node = work.pop()
        if isinstance(node, list):
            work.extend(node)
        elif isinstance(node, estree.AssignmentPattern):
            return True
        elif isinstance(node, estree.Property):
            if node.computed:
                return True
            work.append(node.value)
        elif isinstance(node, estree.ObjectPattern):
            work.append(node.properties)
        elif isinstance(node, estree.ArrayPattern):
            work.append(node.elements)
        elif isinstance(node, estree.RestElement):
            work.append(node.argument)
    return False


FUNCTIONS: Final = (
    estree.FunctionDeclaration,
    estree.FunctionExpression,
    estree.ArrowFunctionExpression,
)
WITH_STATEMENTS = (
    estree.BlockStatement,
    estree.IfStatement,
    estree.ForStatement,
    estree.ForInStatement,
    estree.ForOfStatement,
    estree.WhileStatement,
    estree.DoWhileStatement,
    estree.SwitchStatement,
    estree.SwitchCase,
    estree.TryStatement,
    estree.CatchClause,
    estree.LabeledStatement,
    estree.WithStatement,
    estree.ExportNamedDeclaration,
)
"""The statements that have statements inside."""
