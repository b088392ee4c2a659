"""Where states go apart and come together: nothing else captures, rolls back or joins them.

A *region* is a stretch of evaluation with a boundary: where what leaves a branch of an unknown
condition (a return, a jump, a throw) may end. Inside one, :func:`part` runs each way of an unknown
condition from the same state and joins what the ways that completed normally left behind; what
left a way otherwise is kept at the boundary as an :class:`~.completions.Exit`, and joined where it
ends. :func:`attempt` undoes all of a region that turns out to be better not evaluated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Self, TypeVar

from appconfig_merge.evaluation.completions import (
    Boundary,
    Completion,
    Diverged,
    Exit,
    GiveUp,
    TooManySteps,
)
from appconfig_merge.evaluation.machine import Remark
from appconfig_merge.evaluation.states import Outcome
from appconfig_merge.javascript.conversion import Throws
from appconfig_merge.javascript.joining import join_values
from appconfig_merge.limits import MAX_THROWS, STEPS_OF_WAY

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Sequence
    from types import TracebackType
    from typing import TypeAlias

    from appconfig_merge.evaluation.machine import Machine
    from appconfig_merge.evaluation.states import Snapshot
    from appconfig_merge.javascript.values import Traced

    Left: TypeAlias = Completion | Throws | None
    Ends: TypeAlias = Callable[[Left], bool]
    _T = TypeVar("_T")

BRANCH_REASON: Final = "it depends on a condition that only the page can decide"


class Split:
    """The ways of a condition that only the page decides, run one by one from the same state.

    To be used as a context: ``begin`` before each way, ``end`` or ``drop`` after it, then ``join``.
    """

    __slots__ = (
        "_assumed",
        "_boundary",
        "_epoch",
        "_first",
        "_left_before",
        "_machine",
        "_mark",
        "_normal",
    )

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._assumed = len(machine.assumed)
        self._boundary = machine.boundaries[-1]
        self._first = self._left_before = len(self._boundary.exits)
        self._epoch = machine.journal.epoch
        self._mark = machine.journal.mark()
        self._normal: list[tuple[Outcome, Any]] = []

    def __enter__(self) -> Self:
        self._machine.splits += 1
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._machine.splits -= 1

    def begin(self, condition: Traced, holds: bool) -> None:
        """Count the steps of a way, and take its condition for granted."""
        self._machine.assumed.append((condition, holds))
        self._machine.steps_left -= STEPS_OF_WAY
        self._machine.count_copies()
        self._left_before = len(self._boundary.exits)

    def end(self, condition: Traced, holds: bool, result: Any) -> None:
        """Keep the state that a way has led to, and go back to the one before it.

        ``result`` is a Completion, a Throws or Diverged where it didn't complete normally.
        """
        from appconfig_merge.evaluation.conditions import after, within

        journal, boundary = self._machine.journal, self._boundary
        others = [one for one, _ in self._normal]
        earlier = boundary.exits[self._first : self._left_before]
        for leave in boundary.exits[self._left_before :]:
            # Where every way before this one was left alike, "else" says it all.
            if others or not earlier or not all(map(leave.is_like, earlier)):
                outcome = within(condition, holds, leave.outcome)
                leave.outcome = after(
                    [one for one in others if one.condition is not condition], outcome
                )
        if isinstance(result, Completion | Throws):
            outcome = Outcome(journal.capture(boundary.mark), condition, holds)
            boundary.exits.append(Exit(result, after(others, outcome)))
        elif not isinstance(result, Diverged):
            outcome = Outcome(journal.capture(self._mark), condition, holds)
            self._normal.append((outcome, result))
        self._go_back()

    def drop(self) -> None:
        """Go back to the state before a way that is taken not to be taken."""
        del self._boundary.exits[self._left_before :]
        self._go_back()

    def _go_back(self) -> None:
        del self._machine.assumed[self._assumed :]
        self._machine.journal.rollback(self._mark)
        self._machine.journal.mark()
        self._boundary.thrown_at = -1  # the same position is another state from now on

    def join(self) -> list[tuple[Outcome, Any]]:
        """Make the state one that holds whichever way is taken; gives those that completed.

        Raises Diverged where none did.
        """
        if not self._normal:
            raise Diverged
        outcomes = [outcome for outcome, _ in self._normal]
        _come_together(self._machine, outcomes, self._epoch)
        if len(outcomes) == 1:  # the others have left
            self._machine.assumed.append((outcomes[0].condition, outcomes[0].holds))
        return self._normal


def _come_together(machine: Machine, outcomes: list[Outcome], epoch: int) -> None:
    """The state after one of the outcomes, from the state in which they went apart."""
    if len(outcomes) == 1:
        machine.journal.apply(outcomes[0].snapshot)
    else:
        machine.journal.join(outcomes, BRANCH_REASON, epoch)


def part(
    machine: Machine, ways: Iterable[tuple[Traced, bool, Callable[[], Any]]]
) -> Generator[Any, Any, list[tuple[Outcome, Any]]]:
    """Run every way of an unknown condition from the same state, and join what follows.

    A way is its condition, the result that it takes, and what begins it. Gives those that completed
    normally, each with its result; what leaves one is kept at the boundary. Raises Diverged when
    none completed normally.
    """
    with Split(machine) as split:
        for condition, holds, begin in ways:
            split.begin(condition, holds)
            result: Any
            try:
                result = yield begin()
            except (Throws, Diverged) as signal:
                result = signal
            split.end(condition, holds, result)
        return split.join()


def fork(
    machine: Machine,
    condition: Traced,
    branches: Iterable[tuple[bool, Callable[[], Any]]],
) -> Generator[Any, Any, list[tuple[Outcome, Any]]]:
    """As :func:`part`, for the results of one condition."""
    return (yield part(machine, [(condition, *branch) for branch in branches]))


def fork_values(
    machine: Machine,
    condition: Traced,
    branches: Iterable[tuple[bool, Callable[[], Any]]],
) -> Generator[Any, Any, Traced]:
    """Evaluate every branch of an unknown condition; gives one value for those they give."""
    outcomes = yield fork(machine, condition, branches)
    return join_results(outcomes)


def join_results(outcomes: Sequence[tuple[Outcome, Traced]]) -> Traced:
    """One value for those that the ways of a condition gave."""
    return join_values(
        [value for _, value in outcomes], [way for way, _ in outcomes], BRANCH_REASON
    )


def enter(machine: Machine) -> Boundary:
    """Begin a region: what leaves a branch from now on may end at its boundary."""
    boundary = Boundary(machine.journal, len(machine.assumed))
    machine.boundaries.append(boundary)
    return boundary


def leave(machine: Machine) -> None:
    """End the innermost region."""
    del machine.assumed[machine.boundaries.pop().assumed :]


def enclosed(
    machine: Machine, begin: Callable[[Boundary], Any]
) -> Generator[Any, Any, tuple[Boundary, Completion | Throws | Diverged | None]]:
    """Run something in a region of its own; gives its boundary, and how the last way ended."""
    boundary = enter(machine)
    result: Completion | Throws | Diverged | None
    try:
        result = yield begin(boundary)
    except (Throws, Diverged) as signal:
        result = signal
    finally:
        leave(machine)
    return boundary, result


def bounded(
    machine: Machine, begin: Callable[[Boundary], Any], ends: Ends
) -> Generator[Any, Any, Completion | None]:
    """Run something in which completions may be left that end here, and go on after it.

    ``ends`` tells which do. Any other is given back, or goes on to the boundary outside from
    the branches that it left. Raises Diverged when no way comes to an end here.
    """
    boundary = enter(machine)
    result: Completion | Throws | Diverged | None
    try:
        result = yield begin(boundary)
    except (Throws, Diverged) as signal:
        if not boundary.exits:
            raise
        result = signal
    finally:
        leave(machine)
    if not boundary.exits:
        assert not isinstance(result, Diverged | Throws)
        return None if result is None or ends(result) else result
    join_exits(machine, boundary, result, lambda left: left is None or ends(left))
    return None


def all_exits(machine: Machine, boundary: Boundary, result: Left | Diverged) -> list[Exit]:
    """The ways in which a region was left, with the state rolled back to before it.

    ``result`` is how the way ended that left no branch. At least one did.
    """
    journal = machine.journal
    exits = list(boundary.exits)
    if not isinstance(result, Diverged):
        last = exits[-1].outcome
        snapshot = journal.capture(boundary.mark)
        exits.append(Exit(result, Outcome(snapshot, last.condition, not last.holds)))
    journal.rollback(boundary.mark)
    journal.mark()
    return exits


def join_exits(
    machine: Machine, boundary: Boundary, result: Left | Diverged, ends: Ends
) -> list[Exit]:
    """Go on after the ways that end at a boundary; gives them. The others go on outwards.

    ``result`` is how the way ended that left no branch. Raises Diverged if none ends here.
    """
    from appconfig_merge.evaluation.conditions import after

    ended: list[Exit] = []
    journal = machine.journal
    for one in all_exits(machine, boundary, result):
        if ends(one.how):
            ended.append(one)
            continue
        outer = machine.boundaries[-1]
        mark = journal.mark()
        journal.apply(one.outcome.snapshot)
        snapshot = journal.capture(outer.mark)
        outcome = Outcome(snapshot, one.outcome.condition, one.outcome.holds)
        # It was come to only where none of those was taken that end here.
        outcome = after([other.outcome for other in ended], outcome)
        outer.exits.append(Exit(one.how, outcome))
        journal.rollback(mark)
        journal.mark()
    if not ended:
        raise Diverged
    come_to(machine, boundary, ended)
    return ended


def come_to(machine: Machine, boundary: Boundary, exits: Sequence[Exit]) -> None:
    """Take the state that some of the ways have led to in which a region was left."""
    _come_together(machine, [one.outcome for one in exits], boundary.epoch)


def attempt(
    machine: Machine, step: Generator[Any, Any, _T], signal: type[Exception] = GiveUp
) -> Generator[Any, Any, tuple[_T] | None]:
    """Run something that may give up: None then, with everything as it was before."""
    journal = machine.journal
    mark = journal.mark()
    depth, trying, splits = len(machine.boundaries), machine.trying, machine.splits
    undivided = machine.undivided
    assumed = len(machine.assumed)
    exits = len(machine.boundaries[-1].exits)
    pending = len(machine.pending)
    page = machine.page
    course = page.copy() if page is not None else None
    try:
        return ((yield step),)
    except signal:
        for later in machine.pending[pending:]:
            later.soon = False  # it may still come, after what is done in its place
        del machine.boundaries[depth:]
        del machine.boundaries[-1].exits[exits:]
        machine.boundaries[-1].thrown_at = -1
        machine.trying, machine.splits, machine.undivided = trying, splits, undivided
        del machine.assumed[assumed:]
        journal.rollback(mark)
        journal.mark()
        if page is not None and course is not None:
            machine.pending.extend(page.go_back(course))
        return None


def rehearse(
    machine: Machine, begin: Callable[[], Any]
) -> Generator[Any, Any, tuple[Snapshot, int]]:
    """Run something to whatever end, and undo it; gives the state that it has led to.

    With that comes the epoch before it: what was made since was made by it.
    """
    journal = machine.journal
    epoch = journal.epoch
    mark = journal.mark()
    before = machine.undivided
    machine.splits += 1
    if machine.page is not None:
        machine.undivided = machine.splits
    boundary, result = yield enclosed(machine, lambda _: begin())
    machine.splits -= 1
    machine.undivided = before
    if boundary.exits:
        come_to(machine, boundary, all_exits(machine, boundary, _as_left(result)))
    states = journal.capture(mark)
    journal.rollback(mark)
    journal.mark()
    return states, epoch


def _as_left(result: Any) -> Left | Diverged:
    return result if isinstance(result, Completion | Throws | Diverged) else None


def may_throw(machine: Machine, at: Traced) -> None:
    """Remember that the script may go on from here in a catch clause, if there is one.

    Elsewhere what is done with something unknown is taken to complete; that it may not is
    what a try statement is for.
    """
    if machine.trying:
        _keep_throw(machine, at)


def leave_out(machine: Machine, target: Traced, error: Throws) -> None:
    """Take it that a value isn't the one of its candidates with which the script stops here.

    A catch clause sees it all the same, and elsewhere a remark says so.
    """
    if machine.trying:
        _keep_throw(machine, target)
        return
    message = f"on some pages the script stops here ({error}); it is taken to go on"
    help = "what follows is what it is on the other pages"
    machine.remark(Remark("may-throw", "info", message, error.at or target, help))


def may_stop(machine: Machine, at: Traced) -> None:
    """Keep the present state as one in which the script may stop, whatever surrounds it."""
    if not machine.trying and len(machine.boundaries[-1].exits) > MAX_THROWS:
        raise TooManySteps
    _keep_throw(machine, at)


def _keep_throw(machine: Machine, at: Traced) -> None:
    """Keep the present state as one from which a catch clause may go on."""
    from appconfig_merge.evaluation.conditions import Failing

    boundary = machine.boundaries[-1]
    position = machine.journal.mark()
    if boundary.thrown_at == position:
        return
    boundary.thrown_at = position
    if len(boundary.exits) > MAX_THROWS:
        raise GiveUp
    condition = Failing(at)
    outcome = Outcome(machine.journal.capture(boundary.mark), condition, holds=True)
    boundary.exits.append(Exit(Throws("Error", f"{condition.text}", at), outcome))
