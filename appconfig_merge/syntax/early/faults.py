"""The first early error of a tree: all rules, driven over it in one traversal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

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
from appconfig_merge.syntax.early.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from appconfig_merge.syntax.early.walk import Fault
    from appconfig_merge.syntax.estree import Program

_RULES: Final[dict[type, Any]] = {
    **expressions.RULES,
    **statements.RULES,
    **functions.RULES,
    **classes.RULES,
    **modules.RULES,
}


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
        labels.check_jumps(walk, body)
    classes.check_private_names(walk)
    if walk.exported:
        modules.check_exported(walk, block, walk.bodies[0])
    strict.check_octals(walk, octals)
    return min(walk.faults, default=None, key=lambda fault: fault.start)
