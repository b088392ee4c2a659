"""Calls that the browser may make once the script has ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from appconfig_merge.evaluation.states import Owner
    from appconfig_merge.javascript.internal_slots import Promised
    from appconfig_merge.javascript.values import Slot, Traced, Unknown


class Arguments:
    """What a function is called with; ``more`` stands for any number of others."""

    __slots__ = ("given", "more", "this")

    def __init__(
        self, this: Traced | None, given: list[Traced], more: Traced | None = None
    ) -> None:
        self.this = this
        self.given = given
        self.more = more

    def all(self) -> list[Traced]:
        """All that the function gets to see."""
        return [item for item in (self.this, *self.given, self.more) if item is not None]


class Later:
    """A call that the browser may make once the script has ended.

    ``event`` says in words when, ``at`` is the expression that asked for it. ``resume`` goes on
    with a function that has stopped in its midst; of any other it is None. ``runs`` counts how
    often it was run to see what it does. One that ``listens`` may be called whenever something
    fires events. ``is_job`` tells that it comes, if it comes, in the order of such calls (jobs,
    ECMA-262 9.5), ``soon`` that it surely comes right after the script, or once the promise
    ``after`` is fulfilled, if there is one; ``gives`` is the promise of what it returns.
    One that ``rejects`` comes if ``after`` is rejected instead.
    ``assumed`` are conditions that the page had decided on where it was asked for. One that
    ``is_once`` comes once at most: ``made`` are the owners that it has made when it was run ahead,
    ``saw`` how many changes of other calls it has seen then. ``parent`` is the call that has led to
    it. One that ``is_earlier`` may have come before the code of the page that ran last: ``found``
    is what it found then in the places that it writes. One that ``is_start`` comes when Flex UI has
    merged what it was handed.
    """

    __slots__ = (
        "after", "arguments", "assumed", "at", "event", "found", "function", "gives", "is_earlier",
        "is_job", "is_once", "is_start", "listens", "made", "parent", "rejects", "resume", "runs",
        "saw", "soon",
    )  # fmt: skip

    def __init__(
        self,
        function: Traced,
        arguments: Arguments,
        event: str,
        at: Traced,
        resume: Callable[[Any], Any] | None = None,
        *,
        listens: bool = False,
    ) -> None:
        self.function = function
        self.arguments = arguments
        self.event = event
        self.at = at
        self.resume = resume
        self.runs = 0
        self.listens = listens
        self.is_job = False
        self.soon = False
        self.is_once = False
        self.is_earlier = False
        self.found: dict[tuple[Owner, str | int], Traced | None] | None = None
        self.is_start = False
        self.made: dict[Any, None] = {}
        self.parent: Later | None = None
        self.saw = -1
        self.rejects = False
        self.assumed: tuple[tuple[Traced, bool], ...] = ()
        self.after: Promised | None = None
        self.gives: Promised | None = None

    @property
    def is_answer(self) -> bool:
        """Whether it is what comes of asking a server."""
        return self.is_once and self.gives is not None and not self.is_job

    @property
    def comes_once(self) -> bool:
        """Whether it comes once at most: so do all that have led to it."""
        one: Later | None = self
        while one is not None and one.is_once:
            one = one.parent
        return one is None

    def comes_of(self, other: Later) -> bool:
        """Whether another call has led to it, or is it."""
        one: Later | None = self
        while one is not None and one is not other:
            one = one.parent
        return one is other

    def is_like(self, other: Later) -> bool:
        """Whether the same code has asked for both."""
        mine, node = self.at.node, other.at.node
        if mine is not node:
            # The code of an async function is copied where it goes on.
            same = (mine.start, mine.end) == (node.start, node.end) and mine.start >= 0
            if not same or self.at.source is not other.at.source:
                return False
        return self.event == other.event


class Place(NamedTuple):
    """A slot that a later call has changed: ``key`` is an index for an element."""

    owner: Owner
    key: str | int
    old: Slot | None
    new: Slot | None


class Change(NamedTuple):
    """How a later call changes an object as a whole: whether its properties may change, too.

    One that ``adds`` only gives it further properties, whose names only the page knows.
    ``elements`` are an array's at the script's end, ``unknown`` is why that isn't known.
    """

    later: Later
    elements: list[Slot | None]
    unknown: Unknown | None
    is_open: bool
    adds: bool = False
