"""Every case of the merge that Flex UI's code distinguishes, one line each."""

from __future__ import annotations

import pytest

from appconfig_merge import UNDEFINED, BigInt, Function, RegExp
from appconfig_merge.values import ConfigValue, same
from tests.merging.support import decoded_numbers, encode, merged, merged_by_node

# what happens, ui_attributes' value, appConfig.js' value, the effective value
CASES: list[tuple[str, str, str, ConfigValue]] = [
    ("an object merges into an object", "{p: 1, q: 2}", "{q: 3, r: 4}", {"p": 1, "q": 3, "r": 4}),
    ("at every depth", "{p: {q: {r: 1}}}", "{p: {q: {s: 2}}}", {"p": {"q": {"r": 1, "s": 2}}}),
    ("an empty object changes nothing", "{p: 1}", "{}", {"p": 1}),
    ("an array replaces an array whole", "[1, 2, 3]", "[4]", [4]),
    ("an empty array clears", "[1, 2]", "[]", []),
    ("an array replaces an object", "{p: 1}", "[4]", [4]),
    ("an object in an array is not merged", "[{p: 1}]", "[{q: 2}]", [{"q": 2}]),
    ("null replaces an object", "{p: 1}", "null", None),
    ("null replaces a scalar", "1", "null", None),
    ("undefined replaces, and the key stays", "{p: 1}", "undefined", UNDEFINED),
    ("a scalar replaces an object", "{p: 1}", "5", 5),
    ("a scalar replaces a scalar", "'x'", "true", True),
    ("a function replaces", "{p: 1}", "() => 1", Function("() => 1")),
    ("a regular expression replaces", "{p: 1}", "/a/g", RegExp("a", "g")),
    ("a BigInt replaces", "{p: 1}", "5n", BigInt(5)),
    ("an object replaces null", "null", "{q: 2}", {"q": 2}),
    ("an object replaces 0", "0", "{q: 2}", {"q": 2}),
    ("an object replaces -0", "-0", "{q: 2}", {"q": 2}),
    ("an object replaces NaN", "NaN", "{q: 2}", {"q": 2}),
    ("an object replaces the empty string", "''", "{q: 2}", {"q": 2}),
    ("an object replaces false", "false", "{q: 2}", {"q": 2}),
    ("an object replaces undefined", "undefined", "{q: 2}", {"q": 2}),
    ("an object replaces true", "true", "{q: 2}", {"q": 2}),
    ("an object replaces a number", "7", "{q: 2}", {"q": 2}),
    ("an object replaces a BigInt", "7n", "{q: 2}", {"q": 2}),
    ("an object replaces a regular expression", "/a/", "{q: 2}", {"q": 2}),
    ("an object replaces a function", "function () {}", "{q: 2}", {"q": 2}),
    ("an empty object replaces a number", "7", "{}", {}),
    ("a string spreads under an object", "'Da'", "{q: 2}", {"0": "D", "1": "a", "q": 2}),
    ("even under an empty object", "'Da'", "{}", {"0": "D", "1": "a"}),
    ("by UTF-16 units", "'a😀'", "{q: 2}", {"0": "a", "1": "\ud83d", "2": "\ude00", "q": 2}),
    ("and the object's keys win over them", "'Da'", "{1: 'x'}", {"0": "D", "1": "x"}),
    ("an array spreads under an object", "[7, [8]]", "{q: 2}", {"0": 7, "1": [8], "q": 2}),
    ("its holes are no keys", "[7, , 9]", "{q: 2}", {"0": 7, "2": 9, "q": 2}),
    ("its elements merge then", "[{p: 1}]", "{0: {q: 2}}", {"0": {"p": 1, "q": 2}}),
    ("integer keys come first", "{b: 1, 2: 1}", "{a: 1, 1: 1}", {"1": 1, "2": 1, "b": 1, "a": 1}),
]


@pytest.mark.parametrize(
    ("below", "above", "expected"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_the_rules(below: str, above: str, expected: ConfigValue) -> None:
    """The reference's table, row by row."""
    config = merged(f"{{x: {below}, other: 1}}", f"{{x: {above}}}")
    value = config.to_dict()["x"]
    assert same(value, expected)
    assert encode(value) == encode(expected), "the order of keys"
    assert config["other"] == 1


def test_node_agrees_with_the_table() -> None:
    """The expectations above are what the rules give in a real JavaScript engine."""
    results = merged_by_node(
        [[f"{{x: {below}}}", f"{{x: {above}}}"] for _, below, above, _ in CASES]
    )
    for (name, _, _, expected), result in zip(CASES, results, strict=True):
        assert decoded_numbers(result) == ["object", [["x", encode(expected)]]], name


@pytest.mark.parametrize("body", ["static y = 1", "static { this.y = 1 }"])
def test_a_class_with_static_fields_is_not_guessed_at(body: str) -> None:
    """They would be keys under an object; they are not evaluated, so the value is unresolved."""
    config = merged(f"{{x: class {{ {body} }}}}", "{x: {q: 2}}")
    assert [path for path, _ in config.unresolved] == [("x",)]


def test_the_properties_of_a_function_spread() -> None:
    """A function's own properties are enumerable, so they are there beneath an object."""
    below = "(() => { function f() {} f.y = 1; return {x: f} })()"
    assert merged(below, "{x: {q: 2}}").to_dict() == {"x": {"y": 1, "q": 2}}


def test_a_key_named_proto_is_unresolved() -> None:
    """Flex UI's merge would make it the prototype: no own key, yet its members can be read."""
    config = merged('{["__proto__"]: {p: 1}, x: {["__proto__"]: 5}}', "{x: {q: 1}}")
    assert [path for path, _ in config.unresolved] == [("__proto__",), ("x", "__proto__")]
    assert "prototype" in config.unresolved[0][1].reason


def test_a_key_named_proto_inside_an_array_is_itself() -> None:
    """What is in an array is taken as it is."""
    config = merged('{x: [{["__proto__"]: 5}]}')
    assert config.to_dict() == {"x": [{"__proto__": 5}]}
    assert config.explain('x[0]["__proto__"]').value == 5
