"""One value for several: what holds whichever way an unknown condition turns out."""

from __future__ import annotations

import pytest

from appconfig_merge import Source
from appconfig_merge.javascript.joining import join_slots, join_values, same_known
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import JSObject, Slot, Traced, Unknown, Value
from tests.javascript.conditions import (
    ONE,
    REASON,
    TWO,
    A,
    B,
    Turned,
    both,
    candidates,
    condition,
    either,
)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (1.0, 1.0, True),
        (1.0, 2.0, False),
        (0.0, -0.0, False),
        (float("nan"), float("nan"), True),
        ("a", "a", True),
        (None, None, True),
        (None, False, False),
        (JSObject(), JSObject(), False),
        (Unknown("a"), 1.0, False),
        (1.0, Unknown("a"), False),
    ],
)
def test_what_is_the_same(left: Value, right: Value, expected: bool) -> None:
    """Known values that no script can tell apart."""
    assert same_known(untraced(left), untraced(right)) is expected


def test_values_that_agree_are_the_first() -> None:
    """Whichever way it turns out, the value is known."""
    assert join_values([ONE, untraced(1.0)], both(A), REASON) is ONE


def test_values_that_differ_are_candidates() -> None:
    """In the order of the ways, with the condition and what it was made from."""
    joined = join_values([ONE, TWO], both(A), REASON)

    assert isinstance(joined.value, Unknown)
    assert joined.value.reason == REASON
    assert candidates(joined) == [(ONE, A, True), (TWO, A, False)]
    assert (joined.node, joined.source) == (A.node, A.source)
    assert joined.inputs == (A, ONE, TWO)


def test_a_value_that_may_be_absent() -> None:
    """It differs from any that is there, also where all that are there agree."""
    joined = join_values([ONE, None, untraced(1.0)], (*both(A), Turned(B, False)), REASON)
    first = join_values([None, ONE], both(A), REASON)

    assert [one for one, _, _ in candidates(joined)][:2] == [ONE, None]
    assert candidates(first) == [(None, A, True), (ONE, A, False)]
    assert first.inputs == (A, ONE)


def test_what_is_not_known_stays_so() -> None:
    """The same unknown value twice is two candidates: each may be another."""
    unknown = untraced(Unknown("the page's"))

    assert candidates(join_values([unknown, unknown], both(A), REASON)) == [
        (unknown, A, True),
        (unknown, A, False),
    ]


def test_a_way_that_cannot_be_taken_is_left_out() -> None:
    """Its value isn't among the candidates, nor does it make them differ."""
    ways = (Turned(A, True), Turned(A, True), Turned(A, False))
    three = untraced(3.0)

    assert join_values([ONE, TWO, untraced(1.0)], ways, REASON) is ONE
    assert candidates(join_values([ONE, TWO, three], ways, REASON)) == [
        (ONE, A, True),
        (three, A, False),
    ]


def test_what_depends_on_the_same_condition_is_decided() -> None:
    """Each way takes the candidate that goes with it."""
    joined = join_values([either(A, ONE, TWO), either(A, ONE, TWO)], both(A), REASON)

    assert candidates(joined) == [(ONE, A, True), (TWO, A, False)]


def test_the_conditions_of_several_ways() -> None:
    """Each of them once is what the value was made from; the last is where it stands."""
    ways = (Turned(A, True), Turned(B, True), Turned(B, False))
    joined = join_values([ONE, TWO, ONE], ways, REASON)

    assert joined.inputs == (A, B, ONE, TWO, ONE)
    assert joined.node is B.node


def test_a_slot_that_no_way_changed_stays() -> None:
    """Also if its value isn't known."""
    slot = Slot(untraced(Unknown("the page's")))

    assert join_slots([slot, slot], slot, both(A), REASON) is slot


def test_slots_that_agree_are_the_first() -> None:
    """Of the same value."""
    first, second = Slot(ONE), Slot(untraced(1.0))

    assert join_slots([first, second], None, both(A), REASON) is first


def test_slots_that_differ() -> None:
    """The place is that of the change, and what was there before is a candidate."""
    before = Slot(ONE, previous=Slot(untraced("older")))
    at = Traced(2.0, A.node, Source("other.js", "2"))
    changed = Slot(at, key=B.node, previous=before, via=B)
    joined = join_slots([changed, before], before, both(A), REASON)

    assert candidates(joined.traced) == [(at, A, True), (ONE, A, False)]
    assert (joined.traced.node, joined.traced.source) == (at.node, at.source)
    assert joined.traced.inputs == (A, at, ONE)
    assert (joined.key, joined.via) == (changed.key, changed.via)
    assert joined.previous is before.previous


def test_what_was_there_before_and_is_no_candidate() -> None:
    """It was set again, whichever way it turns out."""
    before = Slot(untraced("older"))
    joined = join_slots([Slot(ONE), Slot(TWO)], before, both(A), REASON)

    assert joined.previous is before


def test_what_was_there_before_is_a_candidate_of_a_candidate() -> None:
    """As deep as it may be."""
    before = Slot(ONE)
    inner = Slot(either(B, either(condition(), None, ONE), TWO))
    joined = join_slots([inner, Slot(TWO)], before, both(A), REASON)

    assert joined.previous is None


def test_a_property_that_one_way_makes_or_deletes() -> None:
    """It may be absent; where it is deleted its place is where it was set."""
    made, before = Slot(ONE, key=A.node), Slot(TWO, key=B.node)

    assert candidates(join_slots([None, made], None, both(A), REASON).traced) == [
        (None, A, True),
        (ONE, A, False),
    ]
    deleted = join_slots([None, before], before, both(A), REASON)
    assert deleted.key is before.key
    assert candidates(deleted.traced) == [(None, A, True), (TWO, A, False)]
