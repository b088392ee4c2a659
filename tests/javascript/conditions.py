"""Conditions that only the page decides, and values that depend on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import Candidate, Traced, Unknown

if TYPE_CHECKING:
    from appconfig_merge.javascript.ways import Way

REASON = "it depends on a condition"


class Turned(NamedTuple):
    """How a condition has turned out."""

    condition: Traced
    holds: bool


def condition(name: str = "page.a") -> Traced:
    """Something that only the page can decide."""
    return untraced(Unknown("the page's", path=name))


def both(decides: Traced) -> tuple[Way, Way]:
    """The two ways that a condition may turn out."""
    return Turned(decides, True), Turned(decides, False)


def either(decides: Traced, first: Traced | None, second: Traced | None) -> Traced:
    """A value that is the first where a condition holds, else the second."""
    ways = (Candidate(first, decides, True), Candidate(second, decides, False))
    return untraced(Unknown(REASON, candidates=ways))


def candidates(traced: Traced) -> list[tuple[Traced | None, Traced, bool]]:
    """What something unknown may be, by which condition and result."""
    assert isinstance(traced.value, Unknown)
    return [(one.traced, one.condition, one.holds) for one in traced.value.candidates]


A, B = condition("page.a"), condition("page.b")
ONE, TWO = untraced(1.0), untraced(2.0)
