"""Of all that a page's scripts may hand to Flex UI, what it is handed, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.diagnostics import Diagnostic
from appconfig_merge.errors import UnresolvedConfigError
from appconfig_merge.evaluation.conditions import Within, undecided
from appconfig_merge.javascript.joining import join_values
from appconfig_merge.javascript.values import Candidate, Slot
from appconfig_merge.javascript.ways import Condition
from appconfig_merge.values import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from appconfig_merge.evaluation.handing import Handed
    from appconfig_merge.javascript.values import Traced

WHAT: Final = "what the page hands to Flex UI"
"""What messages call it."""
_REASON: Final = "only the page decides which of its calls comes"


class _Comes(Condition):
    """That a call comes, of those that the browser makes later."""

    __slots__ = ("_event",)

    def __init__(self, at: Traced, event: str) -> None:
        super().__init__(undecided(), at.node, at.source)
        self._event = event

    @property
    def text(self) -> str:
        """What happens, in words."""
        return self._event


def counting(handed: Sequence[Handed]) -> tuple[Handed, ...]:
    """Those hand-overs that count: what a page does while it loads comes before all else.

    After that comes what a promise or a timer leads to, and then what may be called back whenever
    somebody pleases. Raises UnresolvedConfigError where it surely hands over two.
    """
    ranks = [0 if one.later is None else 1 + one.later.listens for one in handed]
    first = tuple(one for one, rank in zip(handed, ranks, strict=True) if rank == min(ranks))
    sure = [one for one in first if one.later is None and not one.conditions]
    if len(sure) > 1:
        location, line_text = place_of(sure[1].at)
        before, _ = place_of(sure[0].at)
        raise UnresolvedConfigError(
            f"the page hands a configuration to Flex UI twice: here, and at {before}",
            location=location,
            line_text=line_text,
            help="Flex UI runs with one: take the other call out",
        )
    return first


def one_of(handed: Sequence[Handed]) -> Slot:
    """The slot of what is handed over; where the page decides which, of one of several."""
    if len(handed) == 1:
        return Slot(handed[0].argument)
    ways = [Candidate(one.argument, *_condition(one)) for one in handed]
    return Slot(join_values([one.argument for one in handed], ways, _REASON))


def when_remark(handed: Sequence[Handed]) -> Iterator[Diagnostic]:
    """What is said of a page that hands one object over, and perhaps not even that."""
    if len(handed) > 1 or not (handed[0].conditions or handed[0].later):
        return
    condition, holds = _condition(handed[0])
    text = condition.text
    if handed[0].conditions:
        text = f"where {text if holds else f'!({text})'}" if text else "where the page decides so"
    else:
        text = f"when {text}"
    yield Diagnostic(
        "hand-over",
        "info",
        f"the page hands this to Flex UI only {text}",
        *place_of(handed[0].at),
    )


def _condition(one: Handed) -> tuple[Traced, bool]:
    """All that decides whether a call comes, as one condition."""
    tests = list(one.conditions)
    if not tests:
        assert one.later is not None, "of sure calls there is one"
        return _Comes(one.at, one.later.event), True
    condition, holds = tests.pop()
    for outer in reversed(tests):
        condition, holds = Within(outer, (condition, holds)), True
    return condition, holds
