"""How code may end: the abrupt completions, and where those of unknown branches are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from appconfig_merge.evaluation.journal import Journal
    from appconfig_merge.evaluation.states import Outcome
    from appconfig_merge.javascript.conversion import Throws
    from appconfig_merge.javascript.values import Traced


class Completion:
    """A statement that did not complete normally (ECMA-262 6.2.4)."""

    __slots__ = ()


class Return(Completion):
    """A ``return``, with its value."""

    __slots__ = ("value",)

    def __init__(self, value: Traced) -> None:
        self.value = value


class Jump(Completion):
    """A ``break`` or ``continue``; ``label`` is None for the innermost statement it can leave."""

    __slots__ = ("goes_on", "label")

    def __init__(self, label: str | None, *, goes_on: bool) -> None:
        self.label = label
        self.goes_on = goes_on


class Suspend(Completion):
    """An async function waits: it has returned its promise, and the rest of it runs later."""

    __slots__ = ()


class Diverged(Exception):  # noqa: N818 - a signal
    """Every branch of an unknown condition left by a return or a throw."""


class TooManySteps(Exception):  # noqa: N818 - a signal
    """The step limit is reached."""


class GiveUp(Exception):  # noqa: N818 - a signal
    """A statement that was being run is better not evaluated: it leads to too much."""


class Exit:
    """What left a branch that may or may not have been taken."""

    __slots__ = ("how", "outcome")

    def __init__(self, how: Completion | Throws | None, outcome: Outcome) -> None:
        self.how = how
        self.outcome = outcome

    def is_like(self, other: Exit) -> bool:
        """Whether both ends are of one kind, which come together wherever one of them does."""
        if isinstance(self.how, Jump) and isinstance(other.how, Jump):
            return (self.how.label, self.how.goes_on) == (other.how.label, other.how.goes_on)
        return type(self.how) is type(other.how)


class Boundary:
    """Where something that leaves a branch may end: a function, a loop, a switch, the script."""

    __slots__ = ("assumed", "epoch", "exits", "mark", "thrown_at")

    def __init__(self, journal: Journal, assumed: int) -> None:
        self.assumed = assumed
        self.thrown_at = -1
        self.epoch = journal.epoch
        self.mark = journal.mark()
        self.exits: list[Exit] = []
