"""Questions about one path: leaves, objects, elements, and what isn't there."""

from __future__ import annotations

import pytest

from appconfig_merge import PathError, Unresolved
from tests.effective.support import config_of, summaries


def test_an_object() -> None:
    """Its value is whole and plain; the highest layer that has a part in it is named."""
    config = config_of("var appConfig = {a: {p: 1}};", '{"a": {"q": 2}, "b": {"r": 3}}')
    explained = config.explain("a")
    assert (explained.kind, explained.value) == ("object", {"q": 2, "p": 1})
    assert explained.set_by == "appConfig.js"
    assert config.explain("b").set_by == "ui_attributes"


def test_the_root() -> None:
    """The empty path is the configuration."""
    config = config_of("var appConfig = {a: 1};", '{"b": 2}')
    assert config.explain("").value == config.explain(()).value == {"b": 2, "a": 1}


def test_an_empty_object_is_a_value() -> None:
    """There is no path in it that could say where it is from."""
    config = config_of("var appConfig = {a: {}};")
    assert config.explain("a").kind == "value"
    assert [leaf.path for leaf in config.leaves()] == [("a",)]


def test_inside_an_array() -> None:
    """Elements and their members, by index, with their own places."""
    config = config_of("var appConfig = {a: [{b: 1}, {b: 2}]};")
    assert config.explain("a[1].b").value == 2
    assert config.explain("a[1].b").path == ("a", 1, "b")
    assert config.explain("/a/1/b").path == ("a", 1, "b")
    assert [one.at for one in summaries(config, "a[1].b")] == ["appConfig.js:1:34"]
    assert config.explain("a[0]").kind == "object"


@pytest.mark.parametrize("path", ["a[2]", "a.00", "a.length", "a[-1]", "a.٣", ("a", "-1")])
def test_what_is_no_element(path: str | tuple[str, ...]) -> None:
    """An index past the end, or another spelling of one, is absent."""
    config = config_of("var appConfig = {a: [1, 2]};")
    try:
        explained = config.explain(path)
    except PathError:
        return
    assert explained.kind == "absent"


def test_inside_a_lost_array() -> None:
    """The elements of an overridden array are absent, and told."""
    config = config_of("var appConfig = {a: [9]};", '{"a": [{"b": 1}, 2]}')
    assert config.explain("a[0].b").kind == "absent"
    assert [one.outcome for one in summaries(config, "a[0].b")] == ["removed"]
    assert config.explain("a[1]").path == ("a", 1)
    assert [one.value for one in summaries(config, "a[0]")] == [{"b": 1}, 9]


def test_absent_with_the_layers_searched() -> None:
    """What was looked through, and existing paths that look alike."""
    config = config_of("var appConfig = {theme: {isLight: true}};", '{"language": "en"}')
    explained = config.explain("theme.islight")
    assert explained.kind == "absent"
    assert [layer.id for layer in explained.layers] == ["ui_attributes", "appConfig.js"]
    assert explained.nearest[0] == ("theme", "isLight")
    assert config.explain("langage").nearest[0] == ("language",)
    assert config.explain("isLight").nearest == (("theme", "isLight"),)
    assert config.explain("zzz").nearest == ()


def test_absent_beneath_a_value() -> None:
    """A scalar has nothing in it."""
    config = config_of("var appConfig = {a: 1, b: 'text', c: null};")
    for path in ("a.x", "b[0]", "c.x.y"):
        assert config.explain(path).kind == "absent"
        assert config.explain(path).contributions == ()


def test_a_lost_path() -> None:
    """Absent, but something set it once."""
    config = config_of("var appConfig = {a: 5};", '{"a": {"b": {"c": 1}}}')
    explained = config.explain("a.b.c")
    assert explained.kind == "absent"
    assert explained.set_by is None
    assert [(one.value, one.outcome) for one in explained.contributions] == [(1, "removed")]


def test_beneath_something_unresolved_nothing_is_absent() -> None:
    """It may be an object; what stands there is told after what the lower layers say."""
    config = config_of("var appConfig = {a: b};", '{"a": {"p": 1}}', assume=["b"])
    for path in ("a.p", "a.q.r"):
        explained = config.explain(path)
        assert explained.kind == "value"
        assert isinstance(explained.value, Unresolved)
        assert "inside something unresolved" in explained.value.reason
        assert explained.set_by == "appConfig.js"
        assert explained.contributions[-1].outcome == "effective"
    assert [one.outcome for one in summaries(config, "a.p")] == ["uncertain", "effective"]


def test_integer_like_keys_of_an_object_are_strings() -> None:
    """However the question spells them."""
    config = config_of("var appConfig = {a: {1: 'x'}};")
    for path in ("a.1", "a[1]", "/a/1", ("a", 1), ("a", "1")):
        explained = config.explain(path)
        assert (explained.path, explained.value) == (("a", "1"), "x")


def test_odd_keys() -> None:
    """Dots, brackets, quotes and nothing at all."""
    config = config_of("""var appConfig = {"a.b": {"": 1}, '["x"]': 2};""")
    assert config.explain(("a.b", "")).value == 1
    assert config.explain('["a.b"][""]').value == 1
    assert config.explain(('["x"]',)).value == 2


def test_the_value_agrees_with_the_mapping_and_the_leaves() -> None:
    """Three ways to ask, one answer."""
    config = config_of("var appConfig = {a: {b: [1]}};", '{"a": {"c": null}}')
    leaves = {leaf.path: leaf for leaf in config.leaves()}
    assert leaves[("a", "b")].value == config.explain("a.b").value == config.to_dict()["a"]["b"]  # type: ignore[index,call-overload]
    assert leaves[("a", "c")].contributions == config.explain("a.c").contributions


def test_names_beside_an_absent_one_come_first() -> None:
    """Then those that are like it elsewhere, and those of its name."""
    config = config_of(
        "var appConfig = {a: {color: 1, size: 2}, b: {colour: 3}, colr: 4, d: {COLUR: 5}};"
    )

    assert config.explain("a.colur").nearest == (("a", "color"), ("d", "COLUR"), ("b", "colour"))


@pytest.mark.parametrize("path", ["", "a", "a.p", "a.q.r", "b.c", "b.c.d", "e.f", "nope"])
def test_what_is_said_is_what_explain_tells(path: str) -> None:
    """Of an object, a value, what is unresolved, what is lost, and what isn't there."""
    script = "var appConfig = {a: b, b: {c: 1}, e: {...b, g: 2}};"
    config = config_of(script, '{"a": {"p": 1}, "b": {"c": {"d": 2}}}', assume=["b"])

    assert config.said(path) == config.explain(path).contributions
