"""The first early error of a tree: all rules, driven over it in one traversal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.syntax.early import names, statements
from appconfig_merge.syntax.early.context import Block, Body, Context
from appconfig_merge.syntax.early.rules import RULES
from appconfig_merge.syntax.early.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from appconfig_merge.syntax.early.walk import Fault
    from appconfig_merge.syntax.estree import Program


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
    walk.run(RULES)
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
