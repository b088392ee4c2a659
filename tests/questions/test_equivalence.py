"""When two values are the same: what counts of a value, and what is only how it is written."""

from __future__ import annotations

import pytest

from appconfig_merge import Source
from appconfig_merge.effective.contributions import Contribution, Leaf, Step
from appconfig_merge.questions.equivalence import equivalent, equivalent_leaves
from appconfig_merge.values import UNDEFINED, Candidate, Function, Unresolved

PLACE, ELSEWHERE = (Source("a.js", "x y").location(at, at + 1) for at in (0, 2))
CANDIDATE = Candidate(1, "a", holds=True, location=PLACE, condition_location=PLACE)
UNRESOLVED = Unresolved("a ? 1 : 2", "because", PLACE, "a", (CANDIDATE,))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (1, 1.0),
        (float("nan"), float("nan")),
        ({"a": [1, {"b": None}], "c": 2}, {"c": 2, "a": [1, {"b": None}]}),
        (Function("f() {}"), Function("f() {}", is_method=True)),
        (UNRESOLVED, UNRESOLVED._replace(location=ELSEWHERE, origin=ELSEWHERE, define="b")),
        (UNRESOLVED, UNRESOLVED._replace(source="a?1 :2")),
        (
            UNRESOLVED,
            UNRESOLVED._replace(candidates=(CANDIDATE._replace(location=ELSEWHERE),)),
        ),
        ([{"a": UNRESOLVED}], [{"a": UNRESOLVED._replace(source="a ?1: 2")}]),
    ],
)
def test_values_that_are_the_same(left: object, right: object) -> None:
    """Wherever they stand, whatever the order of keys and the white space of code."""
    assert equivalent(left, right)
    assert equivalent(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (1, True),
        (0.0, -0.0),
        (None, UNDEFINED),
        ({"a": 1}, {"a": 2}),
        ({"a": 1}, {"a": 1, "b": 1}),
        ({"a": 1}, {"b": 1}),
        ([1], [1, 1]),
        ([1, 2], [2, 1]),
        ([1], {"0": 1}),
        (Function("f() {}"), Function("f() { }")),
        (Function("f() {}"), "f() {}"),
        (UNRESOLVED, 1),
        (UNRESOLVED, UNRESOLVED._replace(source="a ? 1 : 3")),
        (UNRESOLVED, UNRESOLVED._replace(reason="another")),
        (UNRESOLVED, UNRESOLVED._replace(candidates=())),
        (UNRESOLVED, UNRESOLVED._replace(candidates=(CANDIDATE, CANDIDATE))),
        (UNRESOLVED, UNRESOLVED._replace(candidates=(CANDIDATE._replace(value=2),))),
        (UNRESOLVED, UNRESOLVED._replace(candidates=(CANDIDATE._replace(holds=False),))),
        (UNRESOLVED, UNRESOLVED._replace(candidates=(CANDIDATE._replace(present=False),))),
        (UNRESOLVED, UNRESOLVED._replace(candidates=(CANDIDATE._replace(condition="b"),))),
    ],
)
def test_values_that_differ(left: object, right: object) -> None:
    """As in JavaScript; of something unresolved all that could make it another value."""
    assert not equivalent(left, right)
    assert not equivalent(right, left)


@pytest.mark.parametrize(
    ("left", "right", "is_same"),
    [
        ("a + b", "a+b", True),
        ("a\n  + b", "a + b", True),
        ("f('/')", "f( '/' )", True),
        ("{ a: 1 }", "{ a: 1 }", True),
        ("a b", "ab", False),
        ("ä b", "äb", False),
        ("'a b'", "'a  b'", False),
        ('"\\" x"', '"\\"  x"', False),
        ("'\\' x'", "'\\'  x'", False),
        ("`a b`", "`ab`", False),
        ("`\\` b`", "`\\`b`", False),
        ("/ a/", "/a/", False),
        ("a + b", "a + c", False),
        ("{ a: 1 }", "{a: 1}", False),
        ("a", "{ a: 1 }", False),
    ],
)
def test_white_space_between_the_words_of_code(left: str, right: str, is_same: bool) -> None:
    """Means nothing but in texts, where a slash may begin a regular expression, and statements."""
    for one, other in ((left, right), (right, left)):
        assert equivalent(Unresolved(one, ""), Unresolved(other, "")) is is_same


def leaf(*steps: Step, value: object = UNRESOLVED, below: object = 1) -> Leaf:
    """A leaf of the script with a trace, over what may lie beneath it."""
    script = Contribution("js", value, "effective", "highest-layer", None, PLACE, PLACE, (), steps)  # type: ignore[arg-type]
    lower = script._replace(layer="ui", value=below, outcome="uncertain", trace=())  # type: ignore[arg-type]
    return Leaf(("a",), value, "js", (lower, script))  # type: ignore[arg-type]


STEP = Step("a + b", "x", PLACE, 0)


@pytest.mark.parametrize(
    ("left", "right", "is_same"),
    [
        (leaf(STEP), leaf(STEP._replace(location=ELSEWHERE, expression="a+b")), True),
        (leaf(STEP), leaf(), False),
        (leaf(STEP), leaf(STEP, STEP), False),
        (leaf(STEP), leaf(STEP._replace(value="y")), False),
        (leaf(STEP), leaf(STEP._replace(depth=1)), False),
        (leaf(STEP), leaf(STEP._replace(expression="a - b")), False),
        (leaf(), leaf(value=UNRESOLVED._replace(reason="another")), False),
        (leaf(), leaf(below=2), False),
        (leaf(STEP, value=1), leaf(value=1, below=2), True),
        (leaf(value=1), leaf(value=2), False),
    ],
)
def test_leaves_that_are_the_same(left: Leaf, right: Leaf, is_same: bool) -> None:
    """Unresolved ones by the way they came about and what may lie beneath; others by value."""
    assert equivalent_leaves(left, right) is is_same
    assert equivalent_leaves(right, left) is is_same
