"""Labels, and where ``break`` and ``continue`` lead (ECMA-262 14.8.1, 14.9.1, 14.13.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.syntax.early import names
from appconfig_merge.syntax.estree import (
    BreakStatement,
    ContinueStatement,
    DoWhileStatement,
    ForInStatement,
    ForOfStatement,
    ForStatement,
    FunctionDeclaration,
    LabeledStatement,
    WhileStatement,
)

if TYPE_CHECKING:
    from appconfig_merge.syntax.early.context import Body, Spans
    from appconfig_merge.syntax.early.walk import Walk

LOOPS = frozenset({DoWhileStatement, ForInStatement, ForOfStatement, ForStatement, WhileStatement})
"""The types of statements that ``continue`` can name."""


def labeled(walk: Walk, node: LabeledStatement) -> None:
    """All labels of a statement at once, since they stand for its innermost part."""
    labels = []
    statement = node
    while True:
        labels.append(statement)
        following = statement.body
        if type(following) is not LabeledStatement:
            break
        statement = following
    is_loop = type(following) in LOOPS
    for each in labels:
        names.reference(walk, each.label)
        walk.context.body.label(each.label.name, each.start, each.end, is_loop=is_loop)
    if type(following) is FunctionDeclaration:
        first = node.label
        if walk.context.strict:
            walk.fail("strict mode has no labels on functions", first.start, first.end)
        elif following.generator or following.is_async:
            # 14.13.1: LabelledItem is a plain FunctionDeclaration.
            walk.fail("only a plain function can have a label", first.start, first.end)
    walk.todo.append(following)


def jump(walk: Walk, node: BreakStatement | ContinueStatement) -> None:
    """``break`` and ``continue``. What a label names is known once all are."""
    context = walk.context
    is_continue = type(node) is ContinueStatement
    label = node.label
    if label is not None:
        context.body.jumps.append((label, is_continue))
    elif is_continue and not context.in_loop:
        walk.fail("continue can't stand outside a loop", node.start, node.start + 8)
    elif not is_continue and not context.in_breakable:
        walk.fail("break can't stand outside a loop or a switch", node.start, node.start + 5)


def check_jumps(walk: Walk, body: Body) -> None:
    """Refuse labels inside themselves, and jumps to labels that aren't around them."""
    for name, spans in body.labels.items():
        for start in spans.inner():
            message = f"the label {name} is used again inside its own statement"
            walk.fail(message, start, start + len(name.encode("utf-8", "surrogatepass")))
    for label, is_continue in body.jumps:
        name, start = label.name, label.start
        if not _covers(body.labels, name, start):
            walk.fail(f"there is no label {name} around this", start, label.end)
        elif is_continue and not _covers(body.loop_labels, name, start):
            walk.fail(f"the label {name} is not a loop's", start, label.end)


def _covers(labels: dict[str, Spans], name: str, offset: int) -> bool:
    spans = labels.get(name)
    return spans is not None and spans.cover(offset)


RULES = {LabeledStatement: labeled, BreakStatement: jump, ContinueStatement: jump}
"""The rule of a label, and of what names one."""
