"""What declares which name, and which declarations exclude each other.

ECMA-262 14.2.1, 14.7.4.1, 14.12.1, 14.15.1, 15.2.1, 16.1.1, with Annex B.3.2 and B.3.4.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from appconfig_merge.syntax.early import words
from appconfig_merge.syntax.early.context import CATCH, FUNCTION, PARAMETER

if TYPE_CHECKING:
    from appconfig_merge.syntax.early.context import Block, Body
    from appconfig_merge.syntax.early.walk import Walk
    from appconfig_merge.syntax.estree import (
        Identifier,
    )


def declare(walk: Walk, block: Block, name: Identifier, kind: int) -> None:
    """Bind a name in a block. Plain functions of sloppy blocks may repeat (B.3.2.4)."""
    known = block.names.get(name.name)
    if known is not None and not kind == known[0] == FUNCTION:
        _twice(walk, name, known[1])
    block.names[name.name] = (kind, name)


def declare_variable(walk: Walk, name: Identifier) -> None:
    """Note a ``var``, or a function that is bound as one."""
    walk.context.body.variables.setdefault(name.name, []).append(name)


def check_unique(walk: Walk, names: list[Identifier]) -> None:
    """Refuse the same parameter twice."""
    seen = set()
    for name in names:
        if name.name in seen:
            message = f"{name.name} is a parameter twice"
            walk.fail(message, name.start, name.end, "rename one of them")
        seen.add(name.name)


def check_conflicts(walk: Walk, body: Body) -> None:
    """Refuse a ``var`` in the stretch of a block that binds the same name."""
    variables = body.variables
    if not variables:
        return
    places: dict[str, list[int]] = {}
    for block in body.blocks:
        for name, (kind, node) in block.names.items():
            found = variables.get(name)
            if found is None or kind in {PARAMETER, CATCH}:
                continue
            if name not in places:
                found.sort(key=lambda variable: variable.start)
                places[name] = [variable.start for variable in found]
            index = bisect_left(places[name], block.start)
            if index < len(found) and found[index].start < block.end:
                _twice(walk, found[index], node)


def _twice(walk: Walk, one: Identifier, other: Identifier) -> None:
    later = max(one, other, key=lambda node: node.start)
    message = f"{later.name} is declared twice"
    walk.fail(message, later.start, later.end, "rename or remove one of the declarations")


def check_bound(walk: Walk, names: list[Identifier]) -> None:
    """Refuse words that can't be declared here."""
    for name in names:
        if name.name in words.SPECIAL:
            words.bound(walk, walk.context, name)
