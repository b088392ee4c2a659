"""One traversal of a tree in which every rule sees the nodes that it is about.

The order of the visits is not that of the text: faults are collected, and the first in the
text is the one to report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appconfig_merge.syntax.early import (
    classes,
    expressions,
    functions,
    labels,
    modules,
    names,
    statements,
    strict,
)
from appconfig_merge.syntax.early.context import Block, Body, Context
from appconfig_merge.syntax.early.spans import Spans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from appconfig_merge.syntax.estree import Identifier, PrivateIdentifier, Program

    Rule = Callable[["Walk", Any], None]

_RULES: dict[type, Any] = {
    **expressions.RULES,
    **statements.RULES,
    **functions.RULES,
    **classes.RULES,
    **modules.RULES,
}


class Fault:
    """An early error. Offsets are those of the tree's spans."""

    __slots__ = ("end", "help", "message", "start")

    def __init__(self, start: int, end: int, message: str, help: str | None) -> None:
        self.start = start
        self.end = end
        self.message = message
        self.help = help


class Walk:
    """The traversal. ``todo`` are the nodes left to visit in ``context``.

    A rule puts a node's children on ``todo``, or has them visited ``later`` in a context of
    their own. None stands for an absent child; what has no rule is a leaf.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.faults: list[Fault] = []
        self.bodies: list[Body] = []
        self.strict_code = Spans()
        self.private_names: dict[str, Spans] = {}
        self.private_uses: list[PrivateIdentifier] = []
        self.exported: list[Identifier] = []
        self.exports: dict[str, Any] = {}
        self.todo: list[Any] = []
        self.pending: list[tuple[Context, list[Any]]] = []
        self.context: Context

    def run(self, program: Program) -> None:
        """Visit everything."""
        statements.program(self, program)
        rule_of = _RULES.get
        pending = self.pending
        while pending:
            self.context, self.todo = pending.pop()
            todo = self.todo
            while todo:
                node = todo.pop()
                rule = rule_of(type(node))
                if rule is not None:
                    rule(self, node)

    def later(self, context: Context, nodes: list[Any]) -> None:
        """Visit nodes in a context of their own."""
        self.pending.append((context, nodes))

    def new_body(self, start: int, end: int) -> Context:
        """A context like this one for a body of its own."""
        context = self.context.new_body(start, end)
        self.bodies.append(context.body)
        return context

    def fail(self, message: str, start: int, end: int, help: str | None = None) -> None:
        """Note a fault at a span."""
        self.faults.append(Fault(start, end, message, help))


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
    walk.run(program)
    for body in walk.bodies:
        names.check_conflicts(walk, body)
        labels.check_jumps(walk, body)
    classes.check_private_names(walk)
    if walk.exported:
        modules.check_exported(walk, block, walk.bodies[0])
    strict.check_octals(walk, octals)
    return min(walk.faults, default=None, key=lambda fault: fault.start)
