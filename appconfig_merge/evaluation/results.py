"""The results of an operation for each of the values that an unknown argument may have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.javascript.conversion import NotKnown, Throws
from appconfig_merge.javascript.joining import same_known
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.values import Candidate, Traced, Unknown
from appconfig_merge.javascript.ways import given
from appconfig_merge.limits import MAX_CANDIDATES
from appconfig_merge.syntax.estree import Node

if TYPE_CHECKING:
    from collections.abc import Callable

    from appconfig_merge.javascript.values import Value


def of_each(
    function: Callable[..., Value],
    arguments: tuple[object, ...],
    at: Traced,
    unknown: Unknown,
    kind: str,
) -> Value:
    """The result for each of the values that an unknown argument may have; one, if all agree."""
    candidates = _candidates(function, arguments, at, [MAX_CANDIDATES])
    found = [one.traced for one in candidates]
    if found and all(one and found[0] and same_known(found[0], one) for one in found):
        assert found[0] is not None
        return found[0].value
    return Unknown(unknown.reason, origin=unknown.origin, candidates=candidates, kind=kind)


def _candidates(
    function: Callable[..., Value], arguments: tuple[object, ...], at: Traced, left: list[int]
) -> tuple[Candidate, ...]:
    """The results, by the ways of the first unknown argument; empty where there are too many."""
    unknown = [item for item in arguments if isinstance(item, Unknown)]
    if not unknown or not all(item.candidates for item in unknown):
        return ()
    first = unknown[0]
    found = []
    for index, way in enumerate(first.candidates):
        left[0] -= 1
        if left[0] < 0:
            return ()
        before = way.traced or Traced(UNDEFINED, at.node, at.source)
        chosen = tuple(
            _given_value(item, first, index, before) if isinstance(item, Unknown) else item
            for item in arguments
        )
        result: Value
        try:
            result = function(*chosen)
        except NotKnown as signal:
            inner = _candidates(function, chosen, before, left)
            result = Unknown(signal.unknown.reason, origin=signal.unknown.origin, candidates=inner)
        except Throws:
            return ()
        node, source = before.node, before.source
        if isinstance(result, Unknown):
            # What isn't known is told by the operation, not by what it was applied to.
            node, source = Node(at.node.start, at.node.end), at.source
        traced = Traced(result, node, source, (before,))
        found.append(Candidate(traced, way.condition, way.holds))
    return tuple(found)


def _given_value(item: Unknown, first: Unknown, index: int, before: Traced) -> Value:
    """What an unknown argument is when the first one is its candidate at ``index``."""
    if item is first:
        return before.value
    chosen = given(Traced(item, before.node, before.source), first.candidates, index)
    return UNDEFINED if chosen is None else chosen.value
