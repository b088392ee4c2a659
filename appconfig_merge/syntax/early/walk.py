"""One traversal of a tree in which every rule sees the nodes that it is about.

The order of the visits is not that of the text: faults are collected, and the first in the
text is the one to report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appconfig_merge.syntax.early.context import Spans

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from appconfig_merge.syntax.early.context import Body, Context
    from appconfig_merge.syntax.estree import Identifier, PrivateIdentifier

    Rule = Callable[["Walk", Any], None]


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

    def run(self, rules: Mapping[type, Rule | None]) -> None:
        """Visit all that is pending, and what the rules put on ``todo``."""
        pending = self.pending
        while pending:
            self.context, self.todo = pending.pop()
            todo = self.todo
            while todo:
                node = todo.pop()
                rule = rules[type(node)]
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
