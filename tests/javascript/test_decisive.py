"""Which conditions are one, and what one says of a value that depends on it."""

from __future__ import annotations

import pytest

from appconfig_merge import Source
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import Candidate, JSObject, Traced, Unknown
from appconfig_merge.javascript.ways import Condition, decisive, given, possible
from appconfig_merge.layers.script import ScriptInput, read_script
from tests.javascript.conditions import ONE, REASON, TWO, A, B, Turned, both, either


def read(expression: str) -> Traced:
    """A condition as a script has it."""
    script = f"var a = page.a, not = !a; var appConfig = {{ it: {expression} }};"
    made = read_script(ScriptInput(Source("f.js", script), assumed=["page"])).root.traced.value
    assert isinstance(made, JSObject)
    return made.slots["it"].traced


@pytest.mark.parametrize(
    ("expression", "is_negated"),
    [
        ("page.a", False),
        ("a", False),
        ("!a", True),
        ("!!a", False),
        ("not", True),
        ("!not", False),
        ("page.a ? true : false", False),
        ("page.a ? false : true", True),
        ("!(page.a ? false : true)", False),
    ],
)
def test_what_is_tested_in_the_end(expression: str, is_negated: bool) -> None:
    """Behind names, negations and flags."""
    tested, _ = decisive(read(expression), True)

    assert isinstance(tested.value, Unknown)
    assert tested.value.path == "page.a"
    for holds in (True, False):
        assert decisive(read(expression), holds)[1] is (holds is not is_negated)


@pytest.mark.parametrize("expression", ["-a", "page.a ? 1 : 2", "page.a && page.b", "a + ''"])
def test_what_is_computed_is_tested_itself(expression: str) -> None:
    """No more is known of it than what it is."""
    decides = read(expression)

    assert decisive(decides, True) == (decides, True)


def test_a_test_of_something_else() -> None:
    """Whether a value is there says nothing of whether it is truthy."""
    there = Condition(A.value, A.node, A.source, (A,))

    assert decisive(there, True) == (there, True)


def test_the_ways_that_can_be_taken() -> None:
    """One that takes a result which those before it have ruled out never is."""
    assert list(possible(both(A))) == [0, 1]
    assert list(possible((Turned(A, True), Turned(A, True)))) == [0, 1]
    assert list(possible((Turned(A, True), Turned(B, True), Turned(B, False)))) == [0, 1, 2]
    assert list(possible((Turned(A, True), Turned(A, True), Turned(A, False)))) == [0, 2]


def test_what_a_value_is_when_a_condition_has_turned_out() -> None:
    """One of its candidates, and of that again, as long as it is the same condition."""
    outer = either(A, either(A, ONE, TWO), either(A, TWO, ONE))

    assert given(outer, both(A), 0) is ONE
    assert given(outer, both(A), 1) is ONE
    assert given(either(A, None, TWO), both(A), 0) is None
    assert given(None, both(A), 0) is None
    assert given(ONE, both(A), 0) is ONE


def test_another_condition_decides_nothing() -> None:
    """The value stays as it is."""
    value = either(B, ONE, TWO)

    assert given(value, both(A), 0) is value


def test_one_of_several_ways() -> None:
    """The same ways are taken alike; of two the second is what the first leaves."""
    three = (Turned(A, True), Turned(B, True), Turned(B, False))
    values = tuple(
        Candidate(untraced(float(at)), way.condition, way.holds) for at, way in enumerate(three)
    )
    several = untraced(Unknown(REASON, candidates=values))
    for at, value in enumerate(values):
        assert given(several, three, at) is value.traced
    assert given(either(B, ONE, TWO), three, 1) is ONE
    # The last of three is taken where neither a nor b holds, and says nothing of b alone.
    last = either(B, ONE, TWO)
    assert given(last, three, 2) is last
    assert given(several, both(A), 0) is several
