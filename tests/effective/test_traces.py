"""Traces: from the expression that gave a value down to the literals it came from."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from appconfig_merge import UNDEFINED, Function, Source, Unresolved
from tests.effective.support import config_of, steps

if TYPE_CHECKING:
    from appconfig_merge.values import ConfigValue


def test_a_literal_has_no_trace() -> None:
    """It is where it stands; so are objects and arrays of literals."""
    config = config_of("var appConfig = {a: 1, b: {c: 'x'}, d: [1, [2]]};", '{"e": 1}')
    for path in ("a", "b", "b.c", "d", "d[1][0]", "e"):
        assert steps(config, path) == []


def test_through_a_name() -> None:
    """The use, then the definition."""
    config = config_of("var host = 'x';\nvar appConfig = {a: host};")
    assert steps(config, "a") == [
        (0, "host", "x", "appConfig.js:2:21"),
        (1, "'x'", "x", "appConfig.js:1:12"),
    ]


def test_through_names_of_names() -> None:
    """Each at its own depth."""
    config = config_of("var a = 1; var b = a; var appConfig = {x: b};")
    assert [(depth, text) for depth, text, _, _ in steps(config, "x")] == [
        (0, "b"),
        (1, "a"),
        (2, "1"),
    ]


def test_through_member_access() -> None:
    """To the member's own value, not to all of the object."""
    config = config_of("var env = {host: 'x', port: 1};\nvar appConfig = {a: env.host};")
    found = steps(config, "a")
    assert found[0] == (0, "env.host", "x", "appConfig.js:2:21")
    assert found[-1] == (1, "'x'", "x", "appConfig.js:1:18")


def test_through_concatenation() -> None:
    """The sum whole, then each name in it; the literals can be read in its text."""
    config = config_of(
        "var host = 'x', port = 1;\nvar appConfig = {a: host + ':' + port + '/', b: host + '!'};"
    )
    assert steps(config, "a") == [
        (0, "host + ':' + port + '/'", "x:1/", "appConfig.js:2:21"),
        (1, "host", "x", "appConfig.js:2:21"),
        (2, "'x'", "x", "appConfig.js:1:12"),
        (1, "port", 1, "appConfig.js:2:34"),
        (2, "1", 1, "appConfig.js:1:24"),
    ]
    assert [text for _, text, _, _ in steps(config, "b")] == ["host + '!'", "host", "'x'"]


def test_through_a_template() -> None:
    """A template and the names in it."""
    config = config_of("var host = 'x';\nvar appConfig = {a: `//${host}/`};")
    assert [(depth, text) for depth, text, _, _ in steps(config, "a")] == [
        (0, "`//${host}/`"),
        (1, "host"),
        (2, "'x'"),
    ]


def test_through_a_spread() -> None:
    """The spread, with the value that it copied here, and where its object comes from."""
    config = config_of("var base = {a: 1};\nvar appConfig = {...base};")
    assert steps(config, "a") == [
        (0, "...base", 1, "appConfig.js:2:18"),
        (1, "base", {"a": 1}, "appConfig.js:2:21"),
        (2, "{a: 1}", {"a": 1}, "appConfig.js:1:12"),
    ]
    (one,) = config.explain("a").contributions
    assert str(one.location) == "appConfig.js:1:16"


def test_through_object_assign() -> None:
    """The call, with what it copied to this path."""
    config = config_of("var base = {a: 1};\nvar appConfig = {};\nObject.assign(appConfig, base);")
    found = steps(config, "a")
    assert found[0] == (0, "Object.assign(appConfig, base)", 1, "appConfig.js:3:1")
    assert found[1][1:3] == ("base", {"a": 1})


def test_through_a_function_call() -> None:
    """From the parameter to the argument."""
    config = config_of("function make(host) { return {a: host} }\nvar appConfig = make('x');")
    texts = [text for _, text, _, _ in steps(config, "a")]
    assert texts[0] == "make('x')"
    assert texts[-2:] == ["host", "'x'"]


def test_the_way_of_the_parent_comes_first() -> None:
    """A member of an object that came by a name was reached by that name."""
    config = config_of("var o = {p: 1};\nvar appConfig = {a: o};")
    assert [text for _, text, _, _ in steps(config, "a.p")] == ["o", "{p: 1}"]


def test_through_a_companion_script() -> None:
    """A step names the file that it is in."""
    config = config_of(
        "var appConfig = {a: ENV.host};", scripts=[Source("env.js", "var ENV = {host: 'x'};")]
    )
    assert steps(config, "a") == [
        (0, "ENV.host", "x", "appConfig.js:1:21"),
        (1, "'x'", "x", "env.js:1:18"),
    ]


def test_through_a_definition() -> None:
    """The definition is a source of its own, and its value has a place in it."""
    config = config_of(
        "var appConfig = {a: location.hostname + '!'};", define={"location.hostname": "flex"}
    )
    assert steps(config, "a") == [
        (0, "location.hostname + '!'", "flex!", "appConfig.js:1:21"),
        (1, "location.hostname", "flex", "appConfig.js:1:21"),
        (2, '"flex"', "flex", "define location.hostname:1:1"),
    ]


def test_what_is_unresolved_names_what_would_resolve_it() -> None:
    """The name for --define is found through names and operators."""
    config = config_of("var h = location.hostname;\nvar appConfig = {a: 'https://' + h};")
    value = config["a"]
    assert isinstance(value, Unresolved)
    assert value.define == "location.hostname"
    assert value.source == "'https://' + h"


def test_no_step_twice() -> None:
    """A name used twice is followed once."""
    config = config_of("var h = 'x';\nvar appConfig = {a: `${h}${h}`, b: h + h};")
    for path in "ab":
        places = [(text, where) for _, text, _, where in steps(config, path)]
        assert len(set(places)) == len(places)
        assert [text for text, _ in places].count("'x'") == 1


def test_large_steps_are_cut_short() -> None:
    """Context is kept small: a long text ends in an ellipsis, a large value is not repeated."""
    members = ", ".join(f"key{at}: 'é😀'" for at in range(200))
    config = config_of(f"var base = {{{members}}};\nvar appConfig = {{...base}};")
    (_, spread, value, _), (_, _, base, _), (_, literal, _, _) = steps(config, "key7")
    assert (spread, value) == ("...base", "é😀")
    assert isinstance(base, Unresolved)
    assert "too large" in base.reason
    assert literal.startswith("{key0: 'é😀'")
    assert literal.endswith("…")
    assert len(literal) <= 201


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("x" * 198, f"'{'x' * 198}'"),
        ("x" * 199, f"'{'x' * 199}…"),
        ("é" * 99, f"'{'é' * 99}'"),
        ("é" * 100, f"'{'é' * 99}…"),
        ("a" + "é" * 100, f"'a{'é' * 99}…"),
        ("漢" * 67, f"'{'漢' * 66}…"),
        ("😀" * 50, f"'{'😀' * 49}…"),
    ],
)
def test_an_expression_is_cut_between_characters(text: str, shown: str) -> None:
    """After at most 200 bytes of UTF-8, with the whole of each character or nothing of it."""
    config = config_of(f"var text = '{text}'; var appConfig = {{ a: text }};")

    assert [expression for _, expression, _, _ in steps(config, "a")] == ["text", shown]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("[1, 2, 3]", [1, 2, 3]),
        (f"[{'7, ' * 49}]", [7] * 49),
        (f"[{'7, ' * 50}]", None),
        (f"[{'7, ' * 400}]", None),
        (f"[{',' * 49}]", [UNDEFINED] * 49),
        (f"[{',' * 50}]", None),
        (f"[[{'7, ' * 48}]]", [[7] * 48]),
        (f"[[{'7, ' * 49}]]", None),
        (json.dumps(dict.fromkeys(map(str, range(49)), 7)), dict.fromkeys(map(str, range(49)), 7)),
        (json.dumps(dict.fromkeys(map(str, range(50)), 7)), None),
    ],
)
def test_a_value_of_many_parts_is_not_repeated(text: str, value: ConfigValue) -> None:
    """A step shows at most 50 values, holes and the array or object itself among them."""
    config = config_of(f"var held = {text}; var appConfig = {{ a: held.length, held }};")

    found = steps(config, "held")[0][2]

    assert isinstance(found, Unresolved) if value is None else found == value


@pytest.mark.parametrize(("size", "is_shown"), [(2_000, True), (2_001, False)])
def test_a_long_function_is_not_repeated(size: int, is_shown: bool) -> None:
    """Its text counts as a text does."""
    text = "function f() { /*" + "x" * (size - 21) + "*/ }"
    config = config_of(f"{text} var appConfig = {{ f }};")

    found = steps(config, "f")[0][2]

    assert len(text) == size
    assert (found == Function(text)) is is_shown


@pytest.mark.parametrize(("size", "is_shown"), [(2_000, True), (2_001, False)])
def test_a_long_text_is_not_repeated(size: int, is_shown: bool) -> None:
    """A step shows a text of at most 2000 characters."""
    config = config_of(f"var text = '{'x' * size}'; var appConfig = {{ a: text }};")

    assert [value == "x" * size for _, _, value, _ in steps(config, "a")] == [is_shown, is_shown]


def test_a_long_way_is_cut_short() -> None:
    """After 50 steps."""
    names = "".join(f"var n{at} = n{at - 1};" for at in range(1, 60))
    config = config_of(f"var n0 = 1; {names} var appConfig = {{ a: n48, b: n49, c: n59 }};")

    assert [len(steps(config, path)) for path in "abc"] == [50, 50, 50]
    assert [steps(config, path)[-1][1] for path in "abc"] == ["1", "n0", "n10"]
