"""What a rule needs to know of the code around a node."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from appconfig_merge.syntax.estree import Identifier

LEXICAL, FUNCTION, PARAMETER, CATCH = range(4)
"""What binds a name in a block.

A let, const, class or import; a plain function in a sloppy block; a parameter of the function
whose body the block is; the parameter of a catch that is a mere name.
"""


class Spans:
    """Stretches of which any two are apart or one in the other, asked whether they cover a place.

    A name that is bound, a label or strict mode holds in a stretch. Add all, then ask: that is
    linear, where walking outwards from every use is not.
    """

    __slots__ = ("_reach", "_spans", "_starts")

    def __init__(self) -> None:
        self._spans: list[tuple[int, int]] = []
        self._starts: list[int] = []
        self._reach: list[int] = []

    def add(self, start: int, end: int) -> None:
        """Add a stretch, end exclusive."""
        self._spans.append((start, end))

    def cover(self, offset: int) -> bool:
        """Whether a place lies in any of the stretches."""
        if len(self._starts) < len(self._spans):
            self._settle()
        index = bisect_right(self._starts, offset) - 1
        return index >= 0 and offset < self._reach[index]

    def inner(self) -> list[int]:
        """The starts of those that lie in another one."""
        found = []
        reach = -1
        for start, end in sorted(self._spans):
            if start < reach:
                found.append(start)
            reach = max(reach, end)
        return found

    def _settle(self) -> None:
        self._spans.sort()
        self._starts = [start for start, _end in self._spans]
        self._reach = []
        reach = -1
        for _start, end in self._spans:
            reach = max(reach, end)
            self._reach.append(reach)


class Block:
    """The stretch in which names are bound: a block, a loop's head and body, a function.

    ``names`` tells for each name what binds it and where. ``is_top`` is for the body of a
    function, a script or a static block, where functions are bound as ``var`` binds (8.2.9).
    """

    __slots__ = ("end", "is_top", "names", "start")

    def __init__(self, start: int, end: int, *, is_top: bool = False) -> None:
        self.start = start
        self.end = end
        self.is_top = is_top
        self.names: dict[str, tuple[int, Identifier]] = {}


class Body:
    """What is shared by all code of one function, script or static block."""

    __slots__ = ("blocks", "jumps", "labels", "loop_labels", "variables")

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.variables: dict[str, list[Identifier]] = {}
        self.labels: dict[str, Spans] = {}
        self.loop_labels: dict[str, Spans] = {}
        self.jumps: list[tuple[Identifier, bool]] = []

    def label(self, name: str, start: int, end: int, *, is_loop: bool) -> None:
        """Note a label and the stretch that it names."""
        self.labels.setdefault(name, Spans()).add(start, end)
        if is_loop:
            self.loop_labels.setdefault(name, Spans()).add(start, end)


class Context:
    """The code around a node. Contexts are never changed once a node is visited in them.

    ``is_async`` and ``is_generator`` are the grammar's [Await] and [Yield]; ``in_parameters``
    says that neither operator may be used though. ``returns``, ``new_target``,
    ``super_property`` and ``super_call`` say what may stand here, ``in_loop`` and
    ``in_breakable`` where a plain ``continue`` and ``break`` would lead. ``no_arguments`` is
    for what initialises a class, ``no_await`` for its static blocks.
    """

    __slots__ = (
        "block",
        "body",
        "in_breakable",
        "in_loop",
        "in_parameters",
        "is_async",
        "is_generator",
        "is_module",
        "new_target",
        "no_arguments",
        "no_await",
        "returns",
        "strict",
        "super_call",
        "super_property",
    )

    def __init__(self, body: Body, block: Block, *, is_module: bool) -> None:
        self.body = body
        self.block = block
        self.strict = is_module
        self.is_module = is_module
        self.is_async = is_module
        self.is_generator = False
        self.in_parameters = False
        self.returns = False
        self.new_target = False
        self.super_property = False
        self.super_call = False
        self.in_loop = False
        self.in_breakable = False
        self.no_arguments = False
        self.no_await = False

    def copy(self) -> Context:
        """Another context, to be changed before use."""
        copy = Context.__new__(Context)
        copy.body = self.body
        copy.block = self.block
        copy.strict = self.strict
        copy.is_module = self.is_module
        copy.is_async = self.is_async
        copy.is_generator = self.is_generator
        copy.in_parameters = self.in_parameters
        copy.returns = self.returns
        copy.new_target = self.new_target
        copy.super_property = self.super_property
        copy.super_call = self.super_call
        copy.in_loop = self.in_loop
        copy.in_breakable = self.in_breakable
        copy.no_arguments = self.no_arguments
        copy.no_await = self.no_await
        return copy

    def in_block(self, start: int, end: int) -> Context:
        """The same with a block of its own for names."""
        inner = self.copy()
        inner.block = Block(start, end)
        self.body.blocks.append(inner.block)
        return inner

    def new_body(self, start: int, end: int) -> Context:
        """The same for a new body: of a function, or of code that initialises a class."""
        inner = self.copy()
        inner.body = Body()
        inner.block = Block(start, end, is_top=True)
        inner.body.blocks.append(inner.block)
        inner.in_loop = inner.in_breakable = inner.in_parameters = False
        return inner
