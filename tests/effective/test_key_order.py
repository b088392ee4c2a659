"""What is said of objects whose keys stand in an order that only the page decides on."""

from __future__ import annotations

import json

from appconfig_merge import Unordered, Unresolved, render, render_explanation
from appconfig_merge.effective.view import ConfigView
from appconfig_merge.values import unordered_in
from tests.effective.support import config_of

SCRIPT = """\
var theme = { a: 1, ...(location.hash ? { b: 2 } : {}), c: 3 };
theme.b = 9;
var appConfig = {
  theme: theme,
  list: ["x", theme],
  known: { a: 1, b: 2 },
  one: location.hash ? { list: [theme] } : 1,
};
"""


def test_they_are_listed() -> None:
    """Those in arrays, too; what else there may be says so itself."""
    config = config_of(SCRIPT)
    one = config["one"]
    assert isinstance(one, Unresolved)

    assert config.unordered == (("theme",), ("list", 1))
    assert isinstance(config["theme"], ConfigView)
    assert config["theme"].is_unordered
    assert not config.is_unordered
    assert isinstance(config.to_dict()["theme"], Unordered)
    assert list(unordered_in(one.candidates[0].value)) == [("list", 0)]


def test_one_that_is_known_to_have_its_order() -> None:
    """Nothing is said of it."""
    config = config_of("var appConfig = { theme: { a: 1, ...(location.hash ? { b: 2 } : {}) } };")

    assert (config.unordered, config.diagnostics) == ((), ())


def test_a_remark_for_each_place() -> None:
    """It names the first object, and where it is made."""
    made = [
        (str(one.location), one.code, one.severity, one.message)
        for one in config_of(SCRIPT).diagnostics
    ]
    told = "only the page decides on the order of the keys of"
    assert made == [
        ("appConfig.js:4:10", "key-order", "info", f"{told} theme"),
        ("appConfig.js:5:15", "key-order", "info", f"{told} list[1]"),
    ]


def test_one_remark_for_what_one_expression_makes() -> None:
    """Of a callback that makes many, the first is named."""
    (one,) = config_of(
        "var appConfig = { list: [1, 2, 3].map(function (n) {\n"
        "  return location.hash ? { a: n, b: n } : { b: n, a: n };\n"
        "}) };"
    ).diagnostics

    assert one.message == (
        "only the page decides on the order of the keys of list[0], "
        "and of 2 more that are made here"
    )
    assert str(one.location) == "appConfig.js:2:10"


def test_of_several_layers_the_remark_is_at_the_one_that_leaves_it_open() -> None:
    """What is below has an order of its own."""
    script = "var appConfig = {\n  o: location.hash ? { a: 1, b: 1 } : { b: 1, a: 1 },\n};"

    (one,) = config_of(script, '{"o": {"c": 1}}').diagnostics
    assert str(one.location) == "appConfig.js:2:6"
    assert config_of(script, '{"o": {"b": 1, "a": 1}}').diagnostics == ()


def test_json_has_their_paths() -> None:
    """At the top from the configuration, beside a value from that value."""
    config = config_of(SCRIPT)
    data = json.loads(render(config, "json"))
    leaves = {leaf["path"][0]: leaf for leaf in data["values"]}
    (candidate, _) = leaves["one"]["value"]["candidates"]

    assert data["unordered"] == [["theme"], ["list", 1]]
    assert leaves["list"]["unordered"] == leaves["list"]["contributions"][0]["unordered"] == [[1]]
    assert candidate["unordered"] == [["list", 0]]
    assert "unordered" not in leaves["known"]
    assert json.loads(render_explanation(config.explain("theme"), "json"))["unordered"] == [[]]
    assert "unordered" not in json.loads(render_explanation(config.explain("known"), "json"))
    assert "unordered" not in json.loads(render(config_of("appConfig = {a: 1, b: 2}"), "json"))
