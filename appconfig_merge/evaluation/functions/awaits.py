"""Where a function waits: the code that has an await in it, not counting the functions in that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.syntax import estree
from appconfig_merge.syntax.declarations import FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.evaluation.machine import Machine


def waits(machine: Machine, node: estree.Node) -> bool:
    """Whether there is an await in code, not counting the functions in it; found once."""
    known = machine.awaits
    found = known.get(node)
    if found is not None:
        return found
    # Each node twice: before what is in it, and after.
    work: list[tuple[estree.Node, list[estree.Node] | None]] = [(node, None)]
    while work:
        item, inside = work.pop()
        if item in known:
            continue
        if inside is not None:
            known[item] = any(known[one] for one in inside)
        elif isinstance(item, FUNCTIONS):
            known[item] = False
        elif isinstance(item, estree.AwaitExpression) or (
            isinstance(item, estree.ForOfStatement) and item.is_await
        ):
            known[item] = True
        else:
            inside = list(_children(item))
            work.append((item, inside))
            work.extend((one, None) for one in inside)
    return known[node]


def _children(node: estree.Node) -> Iterator[estree.Node]:
    for field in estree.field_names(node):
        value = getattr(node, field)
        if isinstance(value, estree.Node):
            yield value
        elif isinstance(value, list):
            yield from (one for one in value if isinstance(one, estree.Node))
