"""Sets of nested stretches answer as a look at each stretch would."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge.syntax.early.context import Spans

Stretch = tuple[int, int]


@st.composite
def nested(draw: st.DrawFn) -> list[Stretch]:
    """Stretches of which any two are apart or one in the other, in any order."""
    shape = draw(st.text("()", max_size=24))
    opened: list[int] = []
    found = []
    for offset, char in enumerate(shape):
        if char == "(":
            opened.append(offset)
        elif opened:
            found.append((opened.pop(), offset))
    return draw(st.permutations(found))


@given(nested())
def test_cover_is_any_stretch_around_a_place(stretches: list[Stretch]) -> None:
    """A place is covered when it lies in one stretch at least."""
    spans = Spans()
    for start, end in stretches:
        spans.add(start, end)

    for offset in range(26):
        expected = any(start <= offset < end for start, end in stretches)
        assert expected == spans.cover(offset)


@given(nested())
def test_inner_are_those_in_another(stretches: list[Stretch]) -> None:
    """The inner ones are those that start after another has, and before it ends."""
    spans = Spans()
    for start, end in stretches:
        spans.add(start, end)

    assert spans.inner() == sorted(
        start for start, _end in stretches if any(other < start < last for other, last in stretches)
    )
