"""Long texts cut where they begin to differ."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge.display_width import width
from appconfig_merge.rendering.excerpts import excerpts

BEGINNING = "https://flex.example.com/"


def test_short_texts_stay() -> None:
    """There is nothing to cut."""
    assert excerpts(["one", "other"], 10) == ["one", "other"]


def test_ends_are_cut_where_that_tells_texts_apart() -> None:
    """The beginning stays in sight."""
    assert excerpts(["abcdefghijklmnop", "xbcdefghijklmnop"], 10) == ["abcdefghi…", "xbcdefghi…"]


def test_beginnings_are_cut_where_they_are_shared() -> None:
    """A little of what is shared stays, so that one sees where it ends."""
    assert excerpts([f"{BEGINNING}live/a", f"{BEGINNING}test/b"], 24) == [
        "…example.com/live/a",
        "…example.com/test/b",
    ]


def test_of_several_texts_the_farthest_difference_counts() -> None:
    """Those that differ earlier are told apart by it, too."""
    texts = [f"{BEGINNING}one", "no address at all, but as long", f"{BEGINNING}two"]

    assert excerpts(texts, 24) == ["…example.com/one", "… all, but as long", "…example.com/two"]


def test_what_is_shared_by_chance_is_no_beginning() -> None:
    """Texts whose difference no cut shows keep their beginnings, which differ from the others."""
    texts = ["漢字漢字 one", "漢字漢字 two", "other"]

    assert excerpts(texts, 6) == ["漢字…", "漢字…", "other"]


def test_a_beginning_of_another_text() -> None:
    """They differ where the shorter one ends."""
    assert excerpts([BEGINNING, f"{BEGINNING}a"], 24) == ["…example.com/", "…example.com/a"]


def test_the_same_text_twice() -> None:
    """Is cut in the same way."""
    assert excerpts([BEGINNING, BEGINNING], 10) == ["https://f…", "https://f…"]


TEXTS = st.lists(st.text("ab漢", max_size=40).map(BEGINNING.__add__), min_size=2, max_size=2)


@given(TEXTS)
def test_two_texts_that_differ_look_different(texts: list[str]) -> None:
    """Within their columns, wherever the difference is."""
    one, other = excerpts(texts, 24)

    assert width(one) <= 24
    assert width(other) <= 24
    assert (one == other) == (texts[0] == texts[1])
