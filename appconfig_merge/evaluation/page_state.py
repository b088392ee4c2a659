"""What is so of a page beside its scripts' values: how far it is loaded, what it hands over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.values import JSObject, Traced, Unknown
from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, TypeAlias

    from appconfig_merge.evaluation.handing import Handed
    from appconfig_merge.evaluation.pending import Later, Place
    from appconfig_merge.javascript.internal_slots import Fetched, ScriptElement
    from appconfig_merge.javascript.values import Value
    from appconfig_merge.source import Source
    from appconfig_merge.syntax.estree import Node

    Before: TypeAlias = (
        "tuple[list[Handed], list[Listener], list[tuple[Source, Traced]], dict[JSObject, Any]]"
    )


class Listener(NamedTuple):
    """Who listens to such an event; ``later`` is None for the window's own handler.

    ``is_windows`` tells that it listens on the window, not the document; ``captures`` that it is
    called before the others there, ``is_sure`` that it does listen whatever the page decides.
    ``listener`` is what was registered.
    """

    event: str
    later: Later | None
    is_windows: bool
    captures: bool = False
    is_sure: bool = True
    listener: Value = None

    def is_same(
        self, event: str, listener: Value, *, is_windows: bool, captures: bool | None
    ) -> bool:
        """Whether it is the listener that a call of add- or removeEventListener names."""
        mine = (self.event, self.is_windows, self.captures)
        return mine == (event, is_windows, captures) and self.listener is listener


_FILLED: Final = "Flex UI may have filled it by what the browser has stored"

_PLACES: Final = ((True, True), (False, True), (False, False), (True, False))
"""Where an event of the document is heard, in order: the window's or not, capturing or not."""


class PageState:
    """How far a page is loaded, and what has come of it that no value holds.

    ``handed`` has each hand-over of a configuration, ``lost`` those of calls that turned out to
    lead to too much to be followed. ``provided`` has the objects of which Flex UI has filled the
    gaps, ``filled`` these and the objects that are read of them, each with the call ahead of its
    time that has handed them over, ``filled_now`` those of the present call. ``held`` has what else
    Flex UI was given and may give to its callbacks, ``originals`` of what the copies were made that
    are kept of what was handed over.

    ``ahead`` is the call that is run ahead of its time, to see what it may do; None in the page's
    own course. ``places`` has what each such call was seen to change, ``crosses`` tells that one
    was followed further, past what the browser may do in between. ``changes`` are the calls that
    have changed what is joined so far, in order. ``is_answered`` tells that servers may have
    answered: it is taken on trust that they do so once the page's scripts have run, ``is_started``
    that Flex UI's manager may be there, which comes after all else. ``gave_up``
    counts how often what may come was too much to be followed.

    ``listeners`` has who listens to the events that surely come, ``fired`` those that have come,
    ``maybe_fired`` those that may have; ``unsure`` are events of which only the browser knows who
    is called, and in which order. ``ready_state`` is ``document.readyState``, None where that isn't
    known. ``written`` are scripts that the running one has written into the page, ``responses``
    those of the page's server.

    ``unread`` are the page's scripts that aren't read, each with the reason, ``own`` the global
    names that those which are read make.
    """

    def __init__(self) -> None:
        self.handed: list[Handed] = []
        self.lost: list[Handed] = []
        self.provided: dict[JSObject, None] = {}
        self.filled: dict[JSObject, Later | None] = {}
        self.filled_now: dict[JSObject, None] = {}
        self.held: list[Traced] = []
        self.originals: dict[JSObject, JSObject] = {}
        self.ahead: Later | None = None
        self.listeners: list[Listener] = []
        self.fired: set[str] = set()
        self.maybe_fired: set[str] = set()
        self.unsure: set[str] = set()
        self.ready_state: Literal["loading", "interactive", "complete"] | None = None
        self.written: list[tuple[Source, Traced]] = []
        self.may_write: Callable[[Source, Traced], None] | None = None
        self.insert: Callable[[ScriptElement, Traced], None] | None = None
        self.responses: dict[Source, Fetched] = {}
        self.places: dict[tuple[Node, str], tuple[Later, list[Place]]] = {}
        self.crosses = False
        self.changes: list[Later] = []
        self.is_answered = False
        self.is_started = False
        self.gave_up = 0
        self.unread: tuple[str, ...] = ()
        self.own: frozenset[str] = frozenset()
        self.hidden: dict[str, Traced] = {}

    def begin_round(self, pending: list[Later] | None) -> list[Handed]:
        """Begin to run calls ahead; gives what they have handed over at earlier times.

        ``pending`` are those that are then run anew, None where just listeners are.
        """
        self.places.clear()
        self.crosses = False
        self.changes.clear()
        for one in pending or ():
            one.is_earlier = one.is_earlier or one.saw >= 0
            one.saw = -1
        if pending is None:
            return []
        earlier = [one for one in self.handed if one.later is not None]
        self.handed = [one for one in self.handed if one.later is None]
        return earlier

    def spare(self, looks: int) -> int:
        """What isn't to be spent of what may be looked at: less each time that was in vain."""
        return looks - (looks >> self.gave_up)

    def is_to_run(self, later: Later) -> bool:
        """Whether a call has to be run again: not where only it has changed anything since."""
        since = self.changes[max(later.saw, 0) :]
        is_new = later.saw < 0 or not later.comes_once or (later.saw == 0 and self.crosses)
        later.saw = len(self.changes)
        return is_new or any(not one.comes_of(later) for one in since)

    def supersede(self, pending: list[Later], later: Later) -> list[Later]:
        """The calls without those that a call has led to when it was run before.

        It comes once at most: what it leads to from a state that has more in it stands for them.
        """
        kept = [one for one in pending if one is later or not one.comes_of(later)]
        self.handed = [
            one
            for one in self.handed
            if one.later is None or one.later is later or not one.later.comes_of(later)
        ]
        return kept

    def may_come(self, later: Later) -> bool:
        """Whether a call may come by now: servers answer once the page's scripts have run."""
        if later.is_start:
            return self.is_started
        return self.is_answered or not later.is_answer

    def fill(self, value: JSObject) -> None:
        """Note that Flex UI may fill the gaps of an object from now on."""
        self.filled[value] = self.ahead
        self.filled_now[value] = None

    def is_filled(self, value: JSObject) -> bool:
        """Whether what an object lacks may be there by now: script can't tell, nor can we.

        What a call that is run ahead of its time has filled isn't so when that call begins.
        """
        if not self.filled or value in self.filled_now:
            return value in self.filled_now
        if value not in self.filled:
            return False
        by = self.filled[value]
        return by is None or self.ahead is None or not by.is_like(self.ahead)

    def filling(self) -> Unknown:
        """What an object may have beside what it is known to have, once its gaps are filled."""
        return Unknown(_FILLED)

    def read_filled(self, owner: JSObject, found: Traced) -> Traced:
        """What a script reads of a property of an object whose gaps may be filled."""
        if not self.is_filled(owner):
            return found
        if found.value is UNDEFINED:
            return Traced(self.filling(), found.node, found.source, found.inputs)
        if type(found.value) is JSObject and not self.is_filled(found.value):
            self.fill(found.value)
        return found

    def may_be_set(self, name: str) -> bool:
        """Whether a script that isn't read may set a global: none that is read makes it."""
        return bool(self.unread) and name not in self.own

    def set_elsewhere(self, name: str) -> Unknown:
        """What such a script may have set."""
        more = len(self.unread) - 1
        others = f" or {more} more script{'s' if more > 1 else ''} of the page" if more else ""
        return Unknown(f"it may be set by {self.unread[0]}{others}", path=name)

    def copy(self) -> Before:
        """What an attempt may add, for :meth:`go_back`."""
        return list(self.handed), list(self.listeners), list(self.written), dict(self.filled)

    def note_lost(self) -> None:
        """Remember what calls have handed over that are run ahead, before that is taken back."""
        self.lost.extend(one for one in self.handed if one.later is not None)

    def go_back(self, before: Before) -> list[Later]:
        """Take back what an attempt added; gives the calls that may come all the same."""
        self.handed, listeners, self.written, self.filled = before
        added = self.listeners[len(listeners) :]
        self.unsure.update(one.event for one in added if one.later is None)
        self.listeners = listeners
        return [one.later for one in added if one.later is not None]

    def write(self, script: Source, at: Traced, *, is_sure: bool) -> None:
        """Note a script that the running one writes into the page."""
        if is_sure:
            self.written.append((script, at))
        elif self.may_write is not None:
            self.may_write(script, at)

    def phases(self, event: str) -> Iterator[list[Listener]]:
        """Who is called for an event, in order; of each phase once that is come to (DOM 2.9).

        What is added to a phase while it is run isn't called. ``load`` is the window's alone.
        """
        places = [(None, None)] if event == "load" else _PLACES
        for is_windows, captures in places:
            yield [
                one
                for one in self.listeners
                if one.event == event
                and (is_windows is None or (one.is_windows, one.captures) == (is_windows, captures))
            ]
