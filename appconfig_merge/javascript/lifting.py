"""Doing something with a value that is one of several: once for each, and the results joined.

A value that only the page decides on carries its candidates, each under a condition. Whatever is
read of it or computed from it is that of each candidate, under the same condition; what they agree
on is known. This is the one place where that is done for what changes no state;
:mod:`appconfig_merge.evaluation.candidates` does it for what does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.javascript.conversion import NotKnown, Throws, to_boolean
from appconfig_merge.javascript.joining import join_values
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.values import Candidate, Traced, Unknown
from appconfig_merge.javascript.ways import Condition, given
from appconfig_merge.limits import MAX_LIFTED
from appconfig_merge.syntax.estree import Node

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    from appconfig_merge.javascript.values import Value
    from appconfig_merge.javascript.ways import Way

    Join: TypeAlias = Callable[[Sequence[Traced | None], Sequence[Way], str], Traced]


class NotLifted(Exception):  # noqa: N818 - a signal
    """A value may be one of too many, or one of them isn't known well enough."""


def has_candidates(traced: Traced) -> bool:
    """Whether all that a value may be is known."""
    value = traced.value
    return isinstance(value, Unknown) and bool(value.candidates) and not value.accessor


def may_be_absent(traced: Traced) -> bool:
    """Whether only the page decides if there is a value at all."""
    value = traced.value
    return isinstance(value, Unknown) and value.may_be_absent and bool(value.candidates)


def lift(
    function: Callable[..., Traced | None],
    *values: Traced | None,
    missed: list[Throws] | None = None,
    follow: Callable[[Traced], bool] = has_candidates,
    join: Join = join_values,
) -> Traced | None:
    """What a function gives, where its arguments may each be one of several values.

    It is called for every combination that can come together, None standing for what is absent,
    and gives None for an absent result. ``follow`` tells which values are taken apart, ``join``
    makes one value of several. Where ``missed`` is given, ways on which the function throws are
    left out, and what they throw is put there; when all do, the first goes on.

    Raises NotLifted where the combinations are too many, or the function does.
    """
    if follow is has_candidates and any(one and leaves_of(one) is None for one in values):
        raise NotLifted  # it would be found out only after all that can be tried
    return _Lifted(function, missed, follow, join).of(values)


class _Lifted:
    """One lifted application, with what is left of its budget."""

    def __init__(
        self,
        function: Callable[..., Traced | None],
        missed: list[Throws] | None,
        follow: Callable[[Traced], bool],
        join: Join,
    ) -> None:
        self.function = function
        self.missed = missed
        self.follow = follow
        self.join = join
        self.left = MAX_LIFTED
        # What holds where a combination comes together, from the outside in.
        self.path: list[tuple[Sequence[Way], int]] = []

    def of(self, values: tuple[Traced | None, ...]) -> Traced | None:
        self.left -= 1
        if self.left < 0:
            raise NotLifted
        first = next((one for one in values if one is not None and self.follow(one)), None)
        if first is None:
            result = self.function(*values)
            for ways, index in self.path:
                result = given(result, ways, index)
            return result
        assert isinstance(first.value, Unknown)
        ways = first.value.candidates
        taken: list[Way] = []
        found: list[Traced | None] = []
        thrown: Throws | None = None
        for index, way in enumerate(ways):
            chosen = tuple(one and given(one, ways, index) for one in values)
            self.path.append((ways, index))
            try:
                result = self.of(chosen)
            except Throws as error:
                if self.missed is None:
                    raise
                self.missed.append(error)
                thrown = thrown or error
                continue
            finally:
                self.path.pop()
            taken.append(way)
            found.append(result)
        if not taken:
            assert thrown is not None
            raise thrown
        return self.join(found, taken, first.value.reason)


def narrowed(traced: Traced, condition: Traced, holds: bool) -> Traced:
    """A value where a condition has turned out: without the candidates that it rules out.

    Those are told by a condition that was computed of the same value, or by the same key.
    """
    value, tested = traced.value, condition.value
    if not isinstance(value, Unknown) or not isinstance(tested, Unknown):
        return traced
    found = given(traced, [Candidate(None, condition, holds)], 0)
    if found is not traced:
        return found or traced
    ways = value.candidates
    if not ways or not tested.candidates:
        return traced
    results = [_result(condition, given(condition, ways, index)) for index in range(len(ways))]
    kept = [way for way, result in zip(ways, results, strict=True) if result is not (not holds)]
    if len(kept) == len(ways) or not kept:
        return traced
    if len(kept) == 1:
        return kept[0].traced or traced
    return join_values([way.traced for way in kept], kept, value.reason)


def _result(condition: Traced, tested: Traced | None) -> bool | None:
    """How a condition turns out for one of the values that it may be applied to."""
    value = tested.value if tested is not None else UNDEFINED
    if isinstance(condition, Condition):
        return condition.decides(value)
    try:
        return to_boolean(value)
    except NotKnown:
        return None


def leaves_of(traced: Traced) -> list[Traced | None] | None:
    """All that a value may be, candidates inside candidates taken apart; None for too many."""
    found: list[Traced | None] = []
    work: list[Traced | None] = [traced]
    for _ in range(MAX_LIFTED):
        if not work:
            return found
        one = work.pop()
        if one is None or not has_candidates(one):
            found.append(one)
            continue
        assert isinstance(one.value, Unknown)
        work.extend(way.traced for way in reversed(one.value.candidates))
    return None


def filled(traced: Traced, other: Traced) -> Traced | None:
    """A value that may be absent, with another one in place of what is not there.

    None where it isn't known when it is absent.
    """

    def present(one: Traced | None) -> Traced:
        if one is None:
            return other
        if isinstance(one.value, Unknown) and one.value.may_be_absent:
            raise NotLifted
        return one

    try:
        return lift(present, traced, follow=may_be_absent)
    except NotLifted:
        return None


def lift_operation(
    function: Callable[..., Value],
    arguments: tuple[object, ...],
    at: Traced,
    unknown: Unknown,
    kind: str,
) -> Value:
    """What an operation gives for each of the values that its unknown arguments may have.

    ``unknown`` is what it gave for those arguments themselves, ``kind`` what typeof gives for any
    result. A known result where all agree, else one with candidates, or without where one of the
    arguments may be anything.
    """
    plain = Unknown(unknown.reason, origin=unknown.origin, kind=kind)
    places = [place for place, item in enumerate(arguments) if isinstance(item, Unknown)]
    values = [Traced(arguments[place], at.node, at.source) for place in places]  # type: ignore[arg-type]
    if not places or not all(map(has_candidates, values)):
        return plain

    def one(*chosen: Traced | None) -> Traced:
        before = at
        known = list(arguments)
        for place, item in zip(places, chosen, strict=True):
            before = item or Traced(UNDEFINED, at.node, at.source)
            known[place] = before.value
        result: Value
        node, source = before.node, before.source
        try:
            result = function(*known)
        except NotKnown as signal:
            result = Unknown(signal.unknown.reason, origin=signal.unknown.origin)
            # What isn't known is told by the operation, not by what it was applied to.
            node, source = Node(at.node.start, at.node.end), at.source
        return Traced(result, node, source, (before,))

    try:
        found = lift(one, *values)
    except (NotLifted, Throws):
        return plain
    assert found is not None
    if not isinstance(found.value, Unknown):
        return found.value
    return Unknown(
        unknown.reason, origin=unknown.origin, candidates=found.value.candidates, kind=kind
    )
