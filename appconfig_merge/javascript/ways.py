"""The ways in which an unknown condition may turn out, and what one of them says of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.javascript.values import Traced, Unknown

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Protocol

    from appconfig_merge.javascript.values import Candidate, Value

    class Way(Protocol):
        """One of the ways that an unknown condition may turn out."""

        @property
        def condition(self) -> Traced:
            """What is tested."""

        @property
        def holds(self) -> bool:
            """The result that this way takes."""


class Condition(Traced):
    """A condition that tests something else than whether its value is truthy.

    One that a value is a certain text has that ``name``, and a ``subject``, the same for all texts
    that this value may be compared with: of those at most one holds.
    """

    __slots__ = ()

    name: str | None = None
    subject: object = None

    def decides(self, value: Value) -> bool | None:  # noqa: ARG002 - most depend on more
        """The result for a known value in place of the one that is tested; None if not known."""
        return None


class Event(Condition):
    """That something happens after the script: no expression tests it."""

    __slots__ = ()


def is_later(traced: Traced | None) -> bool:
    """Whether a place holds what something that happens after the script may have put there."""
    unknown = traced.value if traced is not None else None
    return (
        isinstance(unknown, Unknown)
        and bool(unknown.candidates)
        and isinstance(unknown.candidates[0].condition, Event)
    )


def given(traced: Traced | None, ways: Sequence[Way], index: int) -> Traced | None:
    """What a value is when a condition has turned out: of ``ways`` the one at ``index``.

    A value that depends on the same condition is then one of its candidates. None stands for
    what is absent.
    """
    while traced is not None and isinstance(traced.value, Unknown) and traced.value.candidates:
        inner = traced.value.candidates
        at = _taken(inner, ways, index)
        if at is None:
            way = ways[index]
            named = chosen(traced, *decisive(way.condition, way.holds))
            if named is None and index == len(ways) - 1 and _are_ruled_out(inner[:-1], ways[:-1]):
                named = inner[-1]
            if named is None:
                break
            traced = named.traced
            continue
        traced = inner[at].traced
    return traced


def possible(ways: Sequence[Way]) -> Sequence[int]:
    """The indices of the ways that can be taken at all.

    Each is taken where none of those before it is: one that takes a result which those have ruled
    out never is.
    """
    if len(ways) < 3:
        return range(len(ways))
    ruled_out: set[tuple[Traced, bool]] = set()
    found = []
    for index, way in enumerate(ways):
        decided = decisive(way.condition, way.holds)
        if decided not in ruled_out:
            found.append(index)
            ruled_out.add(decided)
    return found


def _taken(inner: Sequence[Way], ways: Sequence[Way], index: int) -> int | None:
    """Which of ``inner`` is taken when of ``ways`` the one at ``index`` is; None if not known."""
    if len(inner) == len(ways) and all(map(_is_same, inner, ways)):
        return index
    if len(inner) != 2 or (len(ways) > 2 and index == len(ways) - 1):
        return None  # the last of several stands for whatever the others leave
    # The second of two stands for what the first leaves, whatever condition it was come to by.
    condition, holds = decisive(inner[0].condition, inner[0].holds)
    decided, result = decisive(ways[index].condition, ways[index].holds)
    return int(result is not holds) if decided is condition else None


def _are_ruled_out(inner: Sequence[Way], ways: Sequence[Way]) -> bool:
    """Whether a value is none of some texts where it is none of others."""
    ruled_out = {decisive(way.condition, way.holds) for way in ways}
    tests = [decisive(way.condition, way.holds) for way in inner]
    return all(
        isinstance(test, Condition) and test.subject is not None and (test, holds) in ruled_out
        for test, holds in tests
    )


def _is_same(left: Way, right: Way) -> bool:
    if left.condition is right.condition:
        return left.holds is right.holds
    return decisive(left.condition, left.holds) == decisive(right.condition, right.holds)


def chosen(traced: Traced, condition: Traced, holds: bool) -> Candidate | None:
    """Which candidate it is where a text is known that the value depends on; None if not known."""
    assert isinstance(traced.value, Unknown)
    ways = traced.value.candidates
    if not ways or not isinstance(condition, Condition) or condition.subject is None or not holds:
        return None
    tests = [way.condition for way in ways]
    if any(
        not isinstance(test, Condition) or test.subject != condition.subject for test in tests
    ) or not all(way.holds for way in ways[:-1]):
        return None
    named = next((way for way in ways if way.condition is condition and way.holds), None)
    return named or (None if ways[-1].holds else ways[-1])


def decisive(condition: Traced, holds: bool) -> tuple[Traced, bool]:
    """What a condition tests in the end, behind names and negations, and the result it takes."""
    while isinstance(condition.value, Unknown) and not isinstance(condition, Condition):
        if is_flag(condition.value):
            first = condition.value.candidates[0]
            assert first.traced is not None
            holds = first.holds if first.traced.value is holds else not first.holds
            condition = first.condition
            continue
        node = condition.node
        if len(condition.inputs) != 1:
            break
        inner = condition.inputs[0]
        # What is computed from a candidate has the candidate's place: that alone says little.
        if node.type == "Identifier" and inner.value is condition.value:
            condition = inner
        elif getattr(node, "operator", "") == "!" and inner.node is getattr(node, "argument", None):
            condition, holds = inner, not holds
        else:
            break
    return condition, holds


def is_flag(value: Unknown) -> bool:
    """Whether a value is true one way and false the other."""
    if len(value.candidates) != 2:
        return False
    first, second = (one.traced.value if one.traced else None for one in value.candidates)
    return isinstance(first, bool) and isinstance(second, bool) and first is not second
