"""Paths that aren't set: how far each layer has them, and the names that may be meant."""

from __future__ import annotations

import pytest

from appconfig_merge import Source, effective_config, format_path
from appconfig_merge.questions.absent import PartialMatch, partial_matches, with_nearest

CONFIG = effective_config(
    Source("a.js", "var appConfig = { theme: { isLight: 1, list: [1] }, lost: 2 };"),
    ui_attributes=Source(
        "ui.json", '{"theme": {"tokens": {"accent": 3}}, "lost": {"b": {"c": 4}}}', "json"
    ),
)


def matches(path: str) -> list[tuple[str, str, str | int, str, bool, bool]]:
    """How far each layer has a path: what is found, what is missing, where, and what it is."""
    return [
        (one.layer, format_path(one.found), one.missing, str(one.location), *one[4:])
        for one in partial_matches(CONFIG, CONFIG.explain(path).path)
    ]


def nearest(path: str) -> list[str]:
    """The names that may be meant."""
    explained = CONFIG.explain(path)
    found = with_nearest(CONFIG, explained, partial_matches(CONFIG, explained.path))
    assert found._replace(nearest=()) == explained._replace(nearest=())
    return [format_path(one) for one in found.nearest]


def test_how_far_each_layer_has_a_path() -> None:
    """The highest layer first, each with the longest part that it has."""
    assert matches("theme.tokens.accnt") == [
        ("appConfig.js", "theme", "tokens", "a.js:1:26", True, True),
        ("ui_attributes", "theme.tokens", "accnt", "ui.json:1:22", True, True),
    ]


def test_a_part_that_was_lost_in_the_merge() -> None:
    """Of the script it is a value, which has no keys; of the resource objects, which are lost."""
    assert matches("lost.b.d") == [
        ("appConfig.js", "lost", "b", "a.js:1:59", False, True),
        ("ui_attributes", "lost.b", "d", "ui.json:1:52", True, False),
    ]


def test_an_index_past_the_end_is_what_an_array_lacks() -> None:
    """An array has keys, too."""
    assert matches("theme.list[3].x") == [
        ("appConfig.js", "theme.list", 3, "a.js:1:46", True, True),
        ("ui_attributes", "theme", "list", "ui.json:1:11", True, True),
    ]


def test_a_path_that_no_layer_begins() -> None:
    """Nor is there a part of one key that could be found."""
    assert matches("nothing.there") == matches("nothing") == []
    assert partial_matches(CONFIG, ()) == ()


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("theme.isLihgt", ["theme.isLight", "theme.list"]),
        ("theme.tokns.x.y.z.w.v.u.t", ["theme.tokens", "theme.tokens.accent", "theme.list"]),
        ("theme.tokens.x.y.z.w.v.u.t", ["theme.tokens", "theme.tokens.accent"]),
        ("zzz.yyy", []),
    ],
)
def test_the_names_that_may_be_meant(path: str, names: list[str]) -> None:
    """Those like the whole path; else those like the first key of it that no layer has."""
    assert nearest(path) == names


def test_a_match_says_where_it_is() -> None:
    """As a record, with the place of the part that was found."""
    (one,) = partial_matches(CONFIG, ("theme", "isLight", "x"))[:1]

    assert one == PartialMatch("appConfig.js", ("theme", "isLight"), "x", one.location, False, True)
