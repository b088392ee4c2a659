"""When two configuration values are the same in every part."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from appconfig_merge import Source
from appconfig_merge.javascript.values import JSObject
from appconfig_merge.layers.script import ScriptInput, read_script
from appconfig_merge.merging.sameness import same_config

if TYPE_CHECKING:
    from appconfig_merge.javascript.values import Value
    from appconfig_merge.syntax import ParserName


def value_of(text: str, parser: ParserName = "tree-sitter") -> Value:
    """The value of an expression, which a script gives to one key."""
    source = Source("appConfig.js", f"var appConfig = {{ value: {text} }};")
    root = read_script(ScriptInput(source, parser=parser)).root.traced.value
    assert isinstance(root, JSObject)
    return root.slots["value"].traced.value


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1", "1.0"),
        ("NaN", "NaN"),
        ("1n", "1n"),
        ("'a'", '"a"'),
        ("undefined", "void 0"),
        ("/a/g", "/a/g"),
        ("x => x", "x => x"),
        ("[]", "[]"),
        ("[1, [2, 3]]", "[1, [2, 3]]"),
        ("[, 1]", "[, 1]"),
        ("{}", "{}"),
        ("{a: {b: [1]}}", "{a: {b: [1]}}"),
        ("{a: 1, b: 2}", "{b: 2, a: 1}"),
    ],
)
def test_the_same(one: str, other: str) -> None:
    """Values are compared by what they hold; the order of keys makes no difference."""
    assert same_config(value_of(one), value_of(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1", "2"),
        ("0", "-0"),
        ("1", "'1'"),
        ("1", "1n"),
        ("1n", "2n"),
        ("null", "undefined"),
        ("/a/g", "/a/i"),
        ("/a/", "'a'"),
        ("x => x", "x =>  x"),
        ("x => x", "{}"),
        ("[1]", "[2]"),
        ("[1, 2]", "[1]"),
        ("[1]", "[1, 2]"),
        ("[, 1]", "[undefined, 1]"),
        ("[undefined]", "[,]"),
        ("[[1], 2]", "[[3], 2]"),
        ("[1]", "{0: 1}"),
        ("{a: 1}", "{a: 2}"),
        ("{a: 1}", "{b: 1}"),
        ("{a: 1}", "{a: 1, b: undefined}"),
        ("{a: {b: 1}}", "{a: {b: 2}}"),
        ("{a: {b: 1}, c: 1}", "{a: {b: 2}, c: 1}"),
    ],
)
def test_another(one: str, other: str) -> None:
    """Whatever JavaScript tells apart differs, also deep inside, and whichever comes first."""
    assert not same_config(value_of(one), value_of(other))
    assert not same_config(value_of(other), value_of(one))


@pytest.mark.parametrize("text", ["location.hash", "[location.hash]", "{a: {b: location.hash}}"])
def test_what_is_not_known_is_the_same_as_nothing(text: str) -> None:
    """Not even as itself: the page may give it another value each time."""
    assert not same_config(value_of(text), value_of(text))


def test_functions_without_a_text_are_the_same_as_nothing() -> None:
    """Of a reader that gives no positions; what is there of them would be the same for all."""
    text = "function () { return 1; }"

    assert same_config(value_of(text), value_of(text))
    assert not same_config(value_of(text, "pyjsparser"), value_of(text, "pyjsparser"))


def test_an_object_that_could_not_be_followed_is_the_same_as_nothing() -> None:
    """Code that isn't known may have changed it."""
    text = "(() => { const one = {a: 1}; unknownFunction(one); return one; })()"
    source = Source("a.js", f"var appConfig = {{ value: {text} }};")

    def read() -> Value:
        wanted = ScriptInput(source, assumed=("unknownFunction",))
        root = read_script(wanted).root.traced.value
        assert isinstance(root, JSObject)
        return root.slots["value"].traced.value

    assert not same_config(read(), read())
