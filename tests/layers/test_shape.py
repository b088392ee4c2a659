"""Circles and explosions: what is cut, what is refused, and where the bounds are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from appconfig_merge import LimitError, Source, Unresolved, effective_config
from appconfig_merge.layers import shape

if TYPE_CHECKING:
    from appconfig_merge import EffectiveConfig


def config(text: str) -> EffectiveConfig:
    """The configuration of a script."""
    return effective_config(Source("appConfig.js", text), assume=["page"])


def cut(text: str) -> list[tuple[str | int, ...]]:
    """The paths at which a circle was cut."""
    found = config(text).unresolved
    return [path for path, value in found if value.reason.startswith("it contains itself")]


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("var a = {v: 1}; a.me = a; var appConfig = {x: a};", [("x", "me")]),
        ("var a = {}; var b = {a}; a.b = b; var appConfig = {a};", [("a", "b", "a")]),
        ("var a = [1]; a.push(a); var appConfig = {a};", [("a", 1)]),
        ("var appConfig = {}; appConfig.x = {y: [appConfig]};", [("x", "y", 0)]),
        ("var a = {}; var appConfig = {a, b: a, c: [a, a]};", []),
        ("var a = {b: {c: {}}}; var appConfig = {a, b: a.b, c: a.b.c};", []),
    ],
)
def test_a_circle_is_cut_where_it_closes(text: str, paths: list[tuple[str | int, ...]]) -> None:
    """At the property or element that leads back up; what is only shared stays whole."""
    assert cut(text) == paths


def test_a_circle_of_what_was_replaced() -> None:
    """It is cut where it closes, not in what is in force."""
    found = config("var a = {v: 1}; var appConfig = {a}; a.up = appConfig; a.up = 1;")

    assert found.to_dict() == {"a": {"v": 1, "up": 1}}
    assert found.unresolved == ()


def test_a_circle_that_only_the_page_closes() -> None:
    """The candidate that closes it is cut."""
    found = config("var a = {v: 1}; if (page.x) a.me = a; var appConfig = {a};").explain("a.me")

    assert isinstance(found.value, Unresolved)
    (inner, absent) = found.value.candidates
    assert isinstance(inner.value, Unresolved)
    assert inner.value.reason.startswith("it contains itself")
    assert not absent.present


SHARED = "var s = {}; s.v = 1; s.w = 2; appConfig = {}; appConfig.s = s;"


@pytest.mark.parametrize(
    ("text", "size"),
    [
        # the whole, and twice an object with two values
        (f"{SHARED} appConfig.t = s;", 7),
        ("s = []; s[0] = 1; s[1] = 2; appConfig = {}; appConfig.s = s; appConfig.t = s;", 7),
        # what was there before
        (f"{SHARED} appConfig.t = 5; appConfig.t = s;", 8),
        (f"{SHARED} appConfig.t = s; appConfig.t = 5;", 8),
        # what was deleted
        (f"{SHARED} appConfig.t = s; appConfig.d = 1; delete appConfig.d;", 8),
        (f"{SHARED} appConfig.t = s; delete appConfig.t;", 7),
        # what the whole was before
        (f"appConfig = 5; {SHARED} appConfig.t = s;", 8),
    ],
)
def test_how_much_is_too_much(text: str, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """An object counts once for each path; one value for each byte of the source is always fine."""
    monkeypatch.setattr(shape, "MAX_EXPANDED_VALUES", size - len(text))
    assert config(text).to_dict()

    monkeypatch.setattr(shape, "MAX_EXPANDED_VALUES", size - len(text) - 1)
    with pytest.raises(LimitError) as caught:
        config(text)
    assert caught.value.help == "an object that is reached by many paths counts once for each"


def test_candidates_that_hold_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are left out; the value is unresolved still."""
    text = "var o = {}; o.a = 1; o.b = 2; var appConfig = {x: page.x ? o : 1};"
    # the value itself, the object with its two, the 1
    monkeypatch.setattr(shape, "MAX_CANDIDATE_VALUES", 5)
    found: Any = config(text)["x"]
    assert [one.value for one in found.candidates] == [{"a": 1, "b": 2}, 1]

    monkeypatch.setattr(shape, "MAX_CANDIDATE_VALUES", 4)
    found = config(text)["x"]
    assert isinstance(found, Unresolved)
    assert found.candidates == ()
