"""The unions of node types that a field may hold, for the type checker."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from appconfig_merge.syntax.estree.expressions import (
        ArrayExpression,
        AssignmentExpression,
        AwaitExpression,
        BinaryExpression,
        CallExpression,
        ChainExpression,
        ConditionalExpression,
        Identifier,
        ImportExpression,
        LogicalExpression,
        MemberExpression,
        MetaProperty,
        NewExpression,
        ObjectExpression,
        SequenceExpression,
        ThisExpression,
        UnaryExpression,
        UpdateExpression,
        YieldExpression,
    )
    from appconfig_merge.syntax.estree.functions import (
        ArrayPattern,
        ArrowFunctionExpression,
        AssignmentPattern,
        ClassDeclaration,
        ClassExpression,
        FunctionDeclaration,
        FunctionExpression,
        ObjectPattern,
        RestElement,
    )
    from appconfig_merge.syntax.estree.literals import (
        BigIntLiteral,
        Literal,
        RegExpLiteral,
        TaggedTemplateExpression,
        TemplateLiteral,
    )
    from appconfig_merge.syntax.estree.modules import (
        ExportAllDeclaration,
        ExportDefaultDeclaration,
        ExportNamedDeclaration,
        ImportDeclaration,
    )
    from appconfig_merge.syntax.estree.statements import (
        BlockStatement,
        BreakStatement,
        ContinueStatement,
        DebuggerStatement,
        DoWhileStatement,
        EmptyStatement,
        ExpressionStatement,
        ForInStatement,
        ForOfStatement,
        ForStatement,
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

Expression: TypeAlias = (
    "Identifier | Literal | BigIntLiteral | RegExpLiteral | TemplateLiteral | "
    "TaggedTemplateExpression | ThisExpression | ArrayExpression | ObjectExpression | "
    "UnaryExpression | UpdateExpression | BinaryExpression | LogicalExpression | "
    "AssignmentExpression | ConditionalExpression | MemberExpression | CallExpression | "
    "NewExpression | ChainExpression | SequenceExpression | YieldExpression | AwaitExpression "
    "| ImportExpression | MetaProperty | FunctionExpression | ArrowFunctionExpression | "
    "ClassExpression"
)
Statement: TypeAlias = (
    "ExpressionStatement | BlockStatement | EmptyStatement | DebuggerStatement | "
    "WithStatement | ReturnStatement | LabeledStatement | BreakStatement | ContinueStatement "
    "| IfStatement | SwitchStatement | ThrowStatement | TryStatement | WhileStatement | "
    "DoWhileStatement | ForStatement | ForInStatement | ForOfStatement | VariableDeclaration "
    "| FunctionDeclaration | ClassDeclaration | ImportDeclaration | ExportNamedDeclaration | "
    "ExportDefaultDeclaration | ExportAllDeclaration"
)
Pattern: TypeAlias = (
    "Identifier | MemberExpression | ObjectPattern | ArrayPattern | RestElement | AssignmentPattern"
)
