"""Where what leaves a branch of an unknown condition ends, and how the ways are joined there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.evaluation.completions import Boundary, Completion, Diverged, Exit
from appconfig_merge.evaluation.conditions import after
from appconfig_merge.evaluation.journal import Outcome
from appconfig_merge.evaluation.machine import BRANCH_REASON
from appconfig_merge.javascript.conversion import Throws

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from typing import Any, TypeAlias

    from appconfig_merge.evaluation.machine import Machine

    Left: TypeAlias = Completion | Throws | None
    Ends: TypeAlias = Callable[[Left], bool]


def bounded(
    machine: Machine, begin: Callable[[Boundary], Any], ends: Ends
) -> Generator[Any, Any, Completion | None]:
    """Run something in which completions may be left that end here, and go on after it.

    ``ends`` tells which do. Any other is given back, or goes on to the boundary outside from
    the branches that it left. Raises Diverged when no way comes to an end here.
    """
    boundary = Boundary(machine.journal)
    machine.boundaries.append(boundary)
    result: Completion | Throws | Diverged | None
    try:
        result = yield begin(boundary)
    except (Throws, Diverged) as signal:
        result = signal
    finally:
        machine.boundaries.pop()
    if not boundary.exits:
        if isinstance(result, Throws | Diverged):
            raise result
        return None if result is not None and ends(result) else result
    ended = ended_here(machine, boundary, result, lambda left: left is None or ends(left))
    outcomes = [leave.outcome for leave in ended]
    if len(outcomes) == 1:
        machine.journal.apply(outcomes[0].snapshot)
    else:
        machine.journal.join(outcomes, BRANCH_REASON, boundary.epoch)
    return None


def ended_here(
    machine: Machine, boundary: Boundary, result: Left | Diverged, ends: Ends
) -> list[Exit]:
    """The ways that end at a boundary, with its state rolled back; the others go on outwards.

    ``result`` is how the way ended that left no branch. Raises Diverged if none ends here.
    """
    journal = machine.journal
    exits = list(boundary.exits)
    if not isinstance(result, Diverged):
        last = exits[-1].outcome
        snapshot = journal.capture(boundary.mark)
        exits.append(Exit(result, Outcome(snapshot, last.condition, not last.holds)))
    journal.rollback(boundary.mark)
    outer = machine.boundaries[-1]
    ended = []
    for leave in exits:
        if ends(leave.how):
            ended.append(leave)
            continue
        mark = journal.mark()
        journal.apply(leave.outcome.snapshot)
        snapshot = journal.capture(outer.mark)
        outcome = Outcome(snapshot, leave.outcome.condition, leave.outcome.holds)
        # It was come to only where none of those was taken that end here.
        outcome = after([other.outcome for other in ended], outcome)
        outer.exits.append(Exit(leave.how, outcome))
        journal.rollback(mark)
    journal.mark()
    if not ended:
        raise Diverged
    return ended
