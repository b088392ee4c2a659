"""What is done with a regular expression (ECMA-262 22.2.6 and 22.2.7), as functions of texts.

Texts are given with their code units apart, as ``split_pairs`` does it, and places count code
units; what is given back has its pairs joined.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from appconfig_merge.javascript.conversion import NotKnown
from appconfig_merge.javascript.regexps.matching import Matcher
from appconfig_merge.javascript.strings import join_pairs
from appconfig_merge.javascript.values import Unknown
from appconfig_merge.limits import MAX_ARRAY, MAX_STRING
from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from appconfig_merge.javascript.regexps.matching import Budget
    from appconfig_merge.javascript.regexps.program import Program

_TEMPLATE: Final = r"\$(?:([$&`'])|([0-9]{1,2}))"
_TEMPLATE_WITH_NAMES: Final = rf"{_TEMPLATE}|\$<([^>]*)>"
_MATCH: Final = 20
"""Instructions in about the time of making something of a match."""
_FLAGS: Final = "dgimsuvy"


class Match(NamedTuple):
    """A match: where it begins and ends, and what each group took, the whole match first."""

    begin: int
    end: int
    groups: tuple[str | None, ...]


class Subject:
    """A regular expression over one text; raises NotKnown where browsers disagree about it."""

    def __init__(self, program: Program, text: str, budget: Budget) -> None:
        self.program = program
        self.text = text
        self.budget = budget
        budget.take(len(self.program.code))
        self._starts: Sequence[int] | None = None
        chars = join_pairs(text) if self.program.unicode else text
        if len(chars) < len(text):
            if not self.program.least:
                # V8 finds nothing, or an edge, also between the halves of a pair.
                raise NotKnown(Unknown("browsers disagree about matches inside a character"))
            # Where each code point begins, counted in code units.
            sizes = (2 if char > "\uffff" else 1 for char in chars)
            self._starts = list(accumulate(sizes, initial=0))
            budget.take(len(chars))
        self._matcher = Matcher(self.program, chars, budget)

    def match(self, start: int = 0) -> Match | None:
        """The first match from a place on, there if it is sticky (RegExpBuiltinExec, 22.2.7.2)."""
        return self._search(start, sticky=self.program.sticky)

    def every(self) -> Iterator[Match]:
        """Each match, as with the flag g: one begins where the one before has ended."""
        yield from self._each(0, sticky=self.program.sticky)

    def parts(self, most: int) -> list[str | None]:
        """RegExp.prototype[@@split] (22.2.6.14): no more than so many."""
        text = self.text
        if most == 0:
            return []
        if not text:
            return [""] if self._search(0, sticky=True) is None else []
        parts: list[str | None] = []
        begun = 0
        for match in self._each(0, sticky=False):
            if match.end == begun:
                continue
            if match.begin >= len(text):
                break
            parts.append(join_pairs(text[begun : match.begin]))
            parts.extend(match.groups[1:])
            begun = match.end
            _few(len(parts))
        return [*parts, join_pairs(text[begun:])][:most]

    def _each(self, start: int, *, sticky: bool) -> Iterator[Match]:
        found = 0
        while start <= len(self.text):
            match = self._search(start, sticky=sticky)
            if match is None:
                return
            yield match
            found += 1
            _few(found)
            self.budget.take(_MATCH)
            start = match.end if match.end > match.begin else self._next(match.end)

    def _next(self, place: int) -> int:
        """AdvanceStringIndex (22.2.7.3)."""
        if self._starts is None:
            return place + 1
        at = bisect_left(self._starts, place) + 1
        return self._starts[at] if at < len(self._starts) else place + 1

    def _search(self, start: int, *, sticky: bool) -> Match | None:
        starts = self._starts
        at = start
        if starts is not None:
            at = bisect_left(starts, start)
            if starts[at] != start:
                raise NotKnown(Unknown("the search begins inside a character"))
        slots = self._matcher.search(at, sticky=sticky)
        if slots is None:
            return None
        text = self._matcher.text
        groups = tuple(
            join_pairs(text[slots[at] : slots[at + 1]]) if slots[at + 1] >= 0 else None
            for at in range(0, 2 * self.program.groups + 2, 2)
        )
        begun, ended = slots[:2]
        if starts is not None:
            begun, ended = starts[begun], starts[ended]
        return Match(begun, ended, groups)


def are_flags(flags: str) -> bool:
    """Whether a text is one of flags: each of them once at most, u and v not both."""
    once = set(flags)
    return len(once) == len(flags) and once <= set(_FLAGS) and not {"u", "v"} <= once


def filled(template: str, match: Match, text: str, names: dict[str, int]) -> str:
    """What a match is replaced by (GetSubstitution, 22.1.3.19.1), its code units apart."""
    pieces: list[str] = []
    size = end = 0
    for found in re.finditer(_TEMPLATE_WITH_NAMES if names else _TEMPLATE, template):
        sign, digits = found[1], found[2]
        if sign:
            around = {"$": "$", "`": text[: match.begin], "'": text[match.end :]}
            piece = around.get(sign, match.groups[0])
        elif digits:
            piece = _numbered(digits, match)
        else:
            number = names.get(join_pairs(found[3]))
            piece = match.groups[number] if number else ""
        pieces.extend((template[end : found.start()], piece or ""))
        size += len(pieces[-1])
        if size > MAX_STRING:
            raise NotKnown(Unknown(f"the string is longer than {MAX_STRING:,} characters"))
        end = found.end()
    return "".join((*pieces, template[end:]))


def _numbered(digits: str, match: Match) -> str:
    """What a dollar and one or two digits stand for: themselves, where there is no such group."""
    for size in range(len(digits), 0, -1):
        number = int(digits[:size])
        if 1 <= number < len(match.groups):
            return (match.groups[number] or "") + digits[size:]
        if number < len(match.groups):
            break
    return f"${digits}"


def _few(count: int) -> None:
    if count >= MAX_ARRAY:
        raise NotKnown(Unknown(f"there are over {MAX_ARRAY:,} places to split or replace"))
