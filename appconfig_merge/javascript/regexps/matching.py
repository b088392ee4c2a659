"""Running a program over a text: the first match in the order that ECMA-262 22.2.2 gives.

The matcher goes back where it fails, as the specification does, but never goes the same way twice:
what comes of an instruction and a place in the text doesn't depend on how they were come to, but
for which of the loops around have taken something in their turn. So time is linear in the text's
length times the program's. Where a pattern refers to what its groups took that isn't so; then, and
anyway, the number of steps is bounded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.javascript.conversion import NotKnown
from appconfig_merge.javascript.regexps.characters import LINE_ENDS, Members, is_word, same_text
from appconfig_merge.javascript.regexps.program import (
    BACK,
    CLEAR,
    DONE,
    EDGE,
    JUMP,
    LOOK,
    MOVED,
    RETREAT,
    SAVE,
    SET,
    SPLIT,
    TEXT,
)
from appconfig_merge.javascript.values import Unknown

if TYPE_CHECKING:
    from appconfig_merge.javascript.regexps.program import Program

    _Look = tuple["_Look", int, int, int, int] | None

_SKIPPED: Final = 2
"""Characters that are looked up in a set in about the time of an instruction."""
_SEARCHED: Final = 200
"""Characters in which a text is looked for, or slots that are made, in that time."""


class Budget:
    """How many more steps may be taken; ``taken`` counts them."""

    __slots__ = ("most", "taken")

    def __init__(self, most: int) -> None:
        self.most = most
        self.taken = 0

    def take(self, steps: int) -> None:
        """Count steps; raises NotKnown if there are too many."""
        self.taken += steps
        if self.taken > self.most:
            raise NotKnown(Unknown("this regular expression takes too many steps"))


class Matcher:
    """A program over one text, and what is known to lead to no match.

    The text's characters are code points for a program with the flag u, else code units.
    """

    def __init__(self, program: Program, text: str, budget: Budget) -> None:
        self.program = program
        self.text = text
        self.budget = budget
        self._failed: set[object] = set()

    def search(self, start: int, *, sticky: bool) -> list[int] | None:
        """The slots of the first match that begins at ``start`` or, if not sticky, behind it."""
        code = self.program.code
        size = len(self.text)
        at = next(index for index, op in enumerate(code) if op[0] not in {SAVE, CLEAR})
        kind, what = code[at][:2]
        is_anchored = kind == EDGE and what == "^" and not self.program.multiline
        if is_anchored and start > 0:
            return None
        while start <= size:
            if not (sticky or is_anchored):
                start = self._skip(kind, what, start)
            found = self._match(start) if start <= size else None
            if found is not None or sticky or is_anchored:
                return found
            start += 1
        return None

    def _skip(self, kind: int, what: object, start: int) -> int:
        """The first place from ``start`` on where what every match begins with is."""
        text = self.text
        size = len(text)
        place = start
        each = _SKIPPED if kind == SET else _SEARCHED
        if kind == TEXT:
            assert isinstance(what, str)
            place = text.find(what, start)
            place = size + 1 if place < 0 else place
        elif kind == SET:
            assert isinstance(what, Members)
            while place < size and not what[text[place]]:
                place += 1
            place = size + 1 if place >= size else place
        self.budget.take((place - start) // each)
        return place

    def _match(self, start: int) -> list[int] | None:
        """The slots of the match that begins at a place."""
        program, text, failed = self.program, self.text, self._failed
        code, size, length = program.code, len(text), len(program.code)
        slots = [-1] * program.slots
        slots[0] = start
        at, pc = start, 0
        # Ways to go back to: where to, what is looked for, and how much has been noted and begun.
        ways: list[tuple[int, int, _Look, int, int]] = []
        undo: list[tuple[int, int]] = []
        # What is looked for ahead or behind, and what of ``failed`` may lead to a match yet.
        look: _Look = None
        open_: list[object] = []
        budget = self.budget
        left = budget.most - budget.taken
        steps = program.slots // _SEARCHED
        while True:
            steps += 1
            if steps > left:
                budget.take(steps)
            kind, first, second, loops = code[pc]
            if kind == SET:
                if at < size and first[text[at]]:
                    at += 1
                    pc += 1
                    continue
            elif kind == TEXT:
                if text.startswith(first, at):
                    at += second
                    pc += 1
                    continue
            elif kind <= LOOK:
                way: object = at * length + pc
                if loops:
                    way = (way, *(slots[slot] == at for slot in loops))
                if program.refers or way not in failed:
                    if not program.refers:
                        failed.add(way)
                        open_.append(way)
                    if kind == SPLIT:
                        ways.append((pc + second, at, look, len(undo), len(open_)))
                        pc += first
                    else:
                        height = len(ways)
                        if not first:
                            ways.append((pc + second, at, look, len(undo), len(open_)))
                        look = (look, height, at, len(undo), len(open_))
                        pc += 1
                    continue
            elif kind == JUMP:
                pc += first
                continue
            elif kind == SAVE:
                undo.append((first, slots[first]))
                slots[first] = at
                pc += 1
                continue
            elif kind == CLEAR:
                for slot in range(first, second):
                    if slots[slot] >= 0:
                        undo.append((slot, slots[slot]))
                        slots[slot] = -1
                steps += second - first
                pc += 1
                continue
            elif kind == MOVED:
                if slots[first] != at:
                    pc += 1
                    continue
            elif kind == EDGE:
                if self._is_edge(first, at):
                    pc += 1
                    continue
            elif kind == BACK:
                begun, ended = slots[2 * first], slots[2 * first + 1]
                taken = text[begun:ended] if begun >= 0 and ended >= 0 else ""
                steps += len(taken)
                start = at - len(taken) if second else at
                here = text[start : start + len(taken)] if start >= 0 else ""
                if len(here) == len(taken) and same_text(taken, here, program.fold):
                    at = start if second else start + len(taken)
                    pc += 1
                    continue
            elif kind == RETREAT:
                if at >= first:
                    at -= first
                    pc += 1
                    continue
            elif kind == DONE:
                budget.take(steps)
                failed.difference_update(open_)
                slots[1] = at
                return slots
            else:
                # HELD: what was looked for is there, and isn't looked for in another way.
                assert look is not None
                look, height, before, noted, known = look
                failed.difference_update(open_[known:])
                del open_[known:]
                del ways[height:]
                if first:
                    at = before
                    pc += 1
                    continue
                while len(undo) > noted:
                    slot, old = undo.pop()
                    slots[slot] = old
            if not ways:
                budget.take(steps)
                return None
            pc, at, look, noted, known = ways.pop()
            del open_[known:]
            while len(undo) > noted:
                slot, old = undo.pop()
                slots[slot] = old

    def _is_edge(self, edge: str, at: int) -> bool:
        """Whether an assertion holds at a place (ECMA-262 22.2.2.4)."""
        text = self.text
        multiline = self.program.multiline
        if edge == "^":
            return at == 0 or (multiline and text[at - 1] in LINE_ENDS)
        if edge == "$":
            return at == len(text) or (multiline and text[at] in LINE_ENDS)
        fold = self.program.fold
        before = at > 0 and is_word(text[at - 1], fold)
        behind = at < len(text) and is_word(text[at], fold)
        return (before is not behind) is (edge == "b")
