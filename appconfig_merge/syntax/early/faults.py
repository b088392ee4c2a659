"""The first early error of a tree: all rules, driven over it in one traversal."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from appconfig_merge.syntax.early import names, statements
from appconfig_merge.syntax.early.context import Block, Body, Context
from appconfig_merge.syntax.early.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from appconfig_merge.syntax.early.walk import Fault, Rule
    from appconfig_merge.syntax.estree import Program


HOMES: Final[dict[str, tuple[str, ...]]] = {
    "classes": ("ClassDeclaration", "ClassExpression"),
    "expressions": (
        "ArrayExpression", "AssignmentExpression", "AwaitExpression", "BinaryExpression",
        "CallExpression", "ChainExpression", "ConditionalExpression", "Identifier",
        "ImportExpression", "JSXElement", "LogicalExpression", "MemberExpression", "MetaProperty",
        "NewExpression", "ObjectExpression", "SequenceExpression", "SpreadElement", "Super",
        "TaggedTemplateExpression", "TemplateLiteral", "UnaryExpression", "UpdateExpression",
        "YieldExpression",
    ),
    "functions": ("ArrowFunctionExpression", "FunctionDeclaration", "FunctionExpression"),
    "labels": ("BreakStatement", "ContinueStatement", "LabeledStatement"),
    "modules": (
        "ExportAllDeclaration", "ExportDefaultDeclaration", "ExportNamedDeclaration",
        "ImportDeclaration",
    ),
    "statements": (
        "BlockStatement", "CatchClause", "DoWhileStatement", "ExpressionStatement",
        "ForInStatement", "ForOfStatement", "ForStatement", "IfStatement", "ReturnStatement",
        "SwitchStatement", "ThrowStatement", "TryStatement", "VariableDeclaration",
        "WhileStatement", "WithStatement",
    ),
}  # fmt: skip
"""The modules that have the rules, by the names of the nodes' types.

One is imported when a tree first has such a node.
"""


class _Rules(dict[type, "Rule | None"]):
    """The rule of each type of node; None for what has none."""

    def __init__(self) -> None:
        super().__init__()
        self._homes = {name: module for module, names in HOMES.items() for name in names}

    def __missing__(self, kind: type) -> Rule | None:
        home = self._homes.get(kind.__name__)
        rule = None
        if home is not None:
            rule = import_module(f"appconfig_merge.syntax.early.{home}").RULES[kind]
        self[kind] = rule
        return rule


_RULES: Final = _Rules()


def first_fault(
    program: Program, data: bytes, octals: Iterable[tuple[int, int]] = ()
) -> Fault | None:
    r"""The first early error of a tree over ``data``, or None.

    ``octals`` are the spans of numbers like 017 and of strings with escapes like \17, which
    the tree doesn't tell from others.
    """
    walk = Walk(data)
    body = Body()
    walk.bodies.append(body)
    is_module = program.source_type == "module"
    block = Block(program.start, program.end, is_top=not is_module)
    body.blocks.append(block)
    walk.context = Context(body, block, is_module=is_module)
    statements.program(walk, program)
    walk.run(_RULES)
    for body in walk.bodies:
        names.check_conflicts(walk, body)
        if body.labels or body.jumps:
            from appconfig_merge.syntax.early.labels import check_jumps

            check_jumps(walk, body)
    if walk.private_uses:
        from appconfig_merge.syntax.early.classes import check_private_names

        check_private_names(walk)
    if walk.exported:
        from appconfig_merge.syntax.early.modules import check_exported

        check_exported(walk, block, walk.bodies[0])
    _check_octals(walk, octals)
    return min(walk.faults, default=None, key=lambda fault: fault.start)


def _check_octals(walk: Walk, octals: Iterable[tuple[int, int]]) -> None:
    """Refuse legacy octal literals and escapes in strict code (12.9.3.1, 12.9.4.1)."""
    for start, end in octals:
        if not walk.strict_code.cover(start):
            continue
        if walk.data[start] in b"'\"":
            message, help = "octal escapes", "write the character as \\xHH"
        else:
            message, help = (
                "numbers with a leading 0",
                "write 0o before the digits, or remove the 0",
            )
        walk.fail(f"strict mode has no {message}", start, end, help)
