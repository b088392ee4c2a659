"""The comparison with a running page: what may differ, and that all else is seen."""

from __future__ import annotations

from typing import Any

import pytest

from tests.live.comparison import Found, compare
from tests.live.recording import Seen, Update

UNRESOLVED = {"$js": "unresolved", "source": "x", "reason": "unknown", "location": None}


def running(config: Any, **more: Any) -> Seen:
    """A page that runs with a configuration."""
    plain: dict[str, Any] = {"handed": None, "moved": {}, "names": [], "updates": [], "errors": []}
    return Seen("2.17.1", "", "ready", configuration=config, **{**plain, **more})


@pytest.mark.parametrize(
    ("real", "ours", "wrong"),
    [
        (1, True, "a: it is 1, ours true"),
        (0, {"$js": "number", "value": "-0"}, 'a: it is 0, ours {"$js": "number", "value": "-0"}'),
        (None, {"$js": "undefined"}, 'a: it is null, ours {"$js": "undefined"}'),
        ({}, {"b": {"$js": "undefined"}}, 'a.b: it is missing, ours {"$js": "undefined"}'),
        ([{"b": 1}], [{"b": 2}], 'a: it is [{"b": 1}], ours [{"b": 2}]'),
        ({"b": 1}, {}, "a.b: it is 1, ours missing"),
    ],
)
def test_a_difference_is_told_with_its_path(real: Any, ours: Any, wrong: str) -> None:
    """Whatever JavaScript tells apart."""
    assert compare(running({"a": real}), {"a": ours}).wrong == [wrong]


def test_all_differences_are_told() -> None:
    """Not the first alone, so that a run says all about a page."""
    found = compare(running({"a": {"b": 1, "c": 2}, "d": 3}), {"a": {"b": 2, "c": 2}, "d": 4})

    assert found == Found(["a.b: it is 1, ours 2", "d: it is 3, ours 4"], 1, [])


def test_the_order_of_keys_and_how_a_number_is_written_make_no_difference() -> None:
    """1.0 is 1."""
    assert not compare(
        running({"a": 1, "b": [{"c": 2, "d": 3}]}), {"b": [{"d": 3.0, "c": 2}], "a": 1.0}
    ).wrong


def test_what_is_unresolved_is_listed() -> None:
    """It is no error, but it is no agreement: each has to be expected."""
    found = compare(
        running({"a": {"b": 1}, "c": {"d": 2}}), {"a": {"b": UNRESOLVED}, "c": UNRESOLVED}
    )

    assert found == Found([], 0, ["a.b", "c"])


def test_keys_that_an_object_may_have_besides_are_one_more() -> None:
    """Those that it has are compared as ever."""
    ours: dict[str, Any]
    ours = {"a": {"$js": "object", "value": {"b": 1, "c": 2}, "more": UNRESOLVED}}

    assert compare(running({"a": {"b": 1, "c": 2, "d": 3, "e": 4}}), ours) == Found([], 2, ["a.*"])
    assert compare(running({"a": {"b": 1, "d": 3}}), ours).wrong == ["a.c: it is missing, ours 2"]
    ours = {"$js": "object", "value": {"b": UNRESOLVED, "c": UNRESOLVED}, "more": UNRESOLVED}
    assert compare(running({"b": 1, "c": 2}), ours) == Found([], 0, ["*"])


def test_of_candidates_one_has_to_be_the_value() -> None:
    """Also where a candidate has open parts, or is that there is no such property."""
    ours = {
        "a": {
            **UNRESOLVED,
            "candidates": [{"value": "x"}, {"value": {"b": UNRESOLVED}}, {"absent": True}],
        }
    }

    assert compare(running({"a": {"b": 5}}), ours).unresolved == ["a"]
    assert compare(running({}), ours).unresolved == ["a"]
    assert compare(running({"a": "y"}), ours).wrong == ['a: "y" is none of our candidates']


def test_what_services_set_after_login_is_left_out() -> None:
    """Whoever else sets it."""
    assert not compare(
        running({"isEmailChannelEnabled": False}), {"isEmailChannelEnabled": True}
    ).wrong


def test_props_that_flex_ui_took_are_compared_as_if_they_stood_there_still() -> None:
    """A component of Flex UI's own has them now; one that dropped them can't be asked."""
    seen = running(
        {"componentProps": {"MainHeader": {}, "Ticker": {"seconds": 1}}},
        moved={"MainHeader": {"logoUrl": "a.svg", "dropped": {"$js": "undefined"}}},
    )
    props: dict[str, dict[str, Any]]
    props = {"MainHeader": {"logoUrl": "a.svg", "dropped": 1}, "Ticker": {"seconds": 1}}

    assert not compare(seen, {"componentProps": props}).wrong
    props["MainHeader"]["logoUrl"] = "b.svg"
    assert compare(seen, {"componentProps": props}).wrong == [
        'componentProps.MainHeader.logoUrl: it is "a.svg", ours "b.svg"'
    ]
    props["MainHeader"] = {"dropped": 1}
    assert compare(seen, {"componentProps": props}).wrong == [
        'componentProps.MainHeader.logoUrl: it is "a.svg", ours missing'
    ]


def test_what_a_plugin_sets_has_to_be_told_of() -> None:
    """By a path to it, above it or below it; what it has beside that is compared as ever."""
    update = Update(
        "ThemePlugin", "/theme.js:1:1", [{"theme": {"isLight": False}, "new": {"a": 1}}]
    )
    seen = running({"theme": {"isLight": False, "b": 1}, "new": {"a": 1}}, updates=[update])
    ours = {"theme": {"isLight": True, "b": 1}}

    assert compare(seen, ours, [("theme", "isLight"), ("new",)]) == Found([], 1, [])
    assert compare(seen, ours, [("theme",), ("new", "a", "b")]) == Found([], 1, [])
    assert compare(seen, ours, [("theme", "b"), ("new",)]).wrong == [
        "theme.isLight: a plugin sets it, and we don't say that one may"
    ]
    assert compare(seen, {"theme": {"isLight": True, "b": 2}}, [("theme",), ("new",)]).wrong == [
        "theme.b: it is 1, ours 2"
    ]
