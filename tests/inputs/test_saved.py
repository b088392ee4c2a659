"""Configurations that were saved as JSON, read back."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge import (
    AppConfigError,
    InputError,
    Source,
    SourceSyntaxError,
    Unresolved,
    render,
    strategies,
)
from appconfig_merge import effective_config as configured
from appconfig_merge.inputs.saved import SavedConfig, read_saved
from appconfig_merge.questions.comparison import Comparison
from appconfig_merge.values import Incomplete, unordered_in

if TYPE_CHECKING:
    from appconfig_merge import EffectiveConfig

SAVED = '{"schema_version": 1, "layers": [], "values": [%s]}'

EVERYTHING = """
var isLocal = location.hostname === "localhost";
var appConfig = {
  a: undefined, b: NaN, c: -0, d: 10n, e: /x+/g, f: x => x, g: { $js: "mine" },
  h: [1, , [location.href]], i: isLocal ? "debug" : "error", j: location.origin + "/",
  k: 1e300, l: Infinity, q: [{ $js: "mine" }], m: { method() { return 1; } }, n: "\\ud800",
};
if (isLocal) { appConfig.o = { p: 1 }; }
"""


def saved(config: EffectiveConfig) -> SavedConfig:
    """A configuration that went through a file."""
    read = read_saved(Source("saved.json", render(config, "json")))
    assert read is not None
    return read


def is_same(before: Any, after: Any) -> bool:
    """Whether a comparison finds nothing to tell."""
    compared = Comparison(before, after)
    return (compared.values, compared.sources) == ([], [])


def test_whatever_json_cannot_say_comes_back() -> None:
    """A configuration doesn't differ from itself, once saved."""
    config = configured(Source("appConfig.js", EVERYTHING), ui_attributes={"i": "info", "z": 1})

    assert is_same(config, saved(config))
    assert is_same(saved(config), config)


@given(strategies.app_config_sources(), strategies.ui_attributes())
def test_a_configuration_and_its_saved_form_are_the_same(
    source: strategies.AppConfigSource, attributes: dict[str, Any]
) -> None:
    """Whatever is in it."""
    script = Source("appConfig.js", source.text)
    config = configured(script, ui_attributes=attributes)

    assert is_same(config, saved(config))


def test_objects_that_may_have_more_keys_come_back() -> None:
    """So that what else would be in them isn't taken for unset."""
    text = "var appConfig = { a: { ...parent.x(), b: { c: 1 } }, d: { ...parent.x() }, e: [] };"
    config = configured(Source("appConfig.js", text))

    assert saved(config).by_path().incomplete == config.by_path().incomplete == {("a",), ("d",)}


def test_an_open_order_of_keys_comes_back() -> None:
    """In a value, and in what one may be."""
    text = """var o = { a: 1, ...(location.hash ? { b: 2 } : {}), c: 3 }; o.b = 9;
    var appConfig = { list: [1, { o: o }], one: location.hash ? [o] : 1, known: [{ a: 1 }] };"""
    read = saved(configured(Source("appConfig.js", text)))
    values = {leaf.path[0]: leaf.value for leaf in read.leaves()}
    one = values["one"]
    assert isinstance(one, Unresolved)

    assert list(unordered_in(values["list"])) == [(1, "o")]
    assert list(unordered_in(one.candidates[0].value)) == [(0,)]
    assert list(unordered_in(values["known"])) == []


def test_what_else_an_object_may_have_comes_back() -> None:
    """Of one of which nothing else is known, and which is a value therefore."""
    config = configured(Source("appConfig.js", "var appConfig = { o: { ...window.parent.x } };"))
    (leaf,) = saved(config).leaves()

    assert isinstance(leaf.value, Incomplete)
    assert leaf.value.more.source == "window.parent.x"


@pytest.mark.parametrize("path", ["[]", '["a"]', "[0]", "[-1]", "[9]", '[1, "x"]', "[1, 0]"])
def test_an_open_order_of_what_is_no_object(path: str) -> None:
    """It is refused, whatever it would be the order of."""
    leaf = f"""{{"path": ["a"], "value": [1, {{"b": 1}}], "unordered": [{path}], "set_by": "x",
        "contributions": []}}"""

    with pytest.raises(InputError, match="no object where it is said to be unordered"):
        read_saved(Source("saved.json", SAVED % leaf))


def test_a_number_is_what_javascript_reads() -> None:
    """However many digits it has."""
    text = json.dumps({"a": 2**53 + 1, "b": 10**400, "c": -(10**400), "d": 1e21})
    leaf = f"""{{"path": ["a"], "value": {text}, "set_by": "x", "contributions":
        [{{"layer": "x", "value": 1, "outcome": "effective", "rule": "only-layer"}}]}}"""
    read = read_saved(Source("saved.json", SAVED % leaf))
    assert read is not None

    value = {"a": 2**53, "b": math.inf, "c": -math.inf, "d": 10**21}
    assert [leaf.value for leaf in read.leaves()] == [value]


def test_a_release_is_remembered() -> None:
    """So that the difference between two can be told."""
    config = configured(Source("appConfig.js", "var appConfig = {};"), flex_ui="2.17.1")

    assert saved(config).release == "2.17.1"
    assert is_same(config, saved(config))


@pytest.mark.parametrize("text", ["var appConfig = {};", "", "[1]", "{ let appConfig = 1 }", "{"])
def test_a_script_is_no_saved_configuration(text: str) -> None:
    """It is told by its content, whatever its name."""
    assert read_saved(Source("saved.json", text)) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"ui_attributes": {}}', "no configuration that --format json printed"),
        ('{"schema_version": 1}', "no configuration that --format json printed"),
        (
            '{"schema_version": 1, "kind": "flex-ui-snapshot", "values": []}',
            "a snapshot of a running page",
        ),
        ('{"schema_version": 2, "values": []}', "schema_version 2, and only 1 is known"),
        ('{"schema_version": "1", "values": []}', "another schema_version"),
        ('{"schema_version": 1, "values": [], "layers": 1}', "layers is no list"),
        ('{"schema_version": 1, "values": [1], "layers": []}', "values[0] is no object"),
        (
            '{"schema_version": 1, "layers": [], "values": [{"path": 1}]}',
            "values[0].path is no list of keys",
        ),
        (
            SAVED % '{"path": [], "value": 1, "set_by": "a", "contributions": []}',
            "values[0] has no contribution that is in force",
        ),
        (
            SAVED % '{"contributions": [{"rival": {"layer": "a", "location": {"line": 0}}}]}',
            "values[0].path is no list of keys",
        ),
        (
            SAVED % '{"path": [], "value": {"$js": "x"}}',
            "values[0].value has a $js tag that is not known here",
        ),
        (
            '{"schema_version": 1, "layers": [], "layers": [], "values": []}',
            'this is not JSON: the key "layers" stands there twice',
        ),
        ('{"schema_version": 1, "values": [NaN]}', "this is not JSON: there is no NaN in JSON"),
    ],
)
def test_other_json_is_refused(text: str, said: str) -> None:
    """With what is wrong, and where in the data."""
    with pytest.raises(InputError) as caught:
        read_saved(Source("saved.json", text))

    assert said in caught.value.message
    assert str(caught.value.location) == "saved.json:1:1"


def test_what_is_wrong_is_named_by_its_path() -> None:
    """However deep in the data it lies."""
    config = configured(Source("appConfig.js", "var appConfig = {a: 1 + 1};"))
    report = json.loads(render(config, "json"))
    report["values"][0]["contributions"][0]["trace"][0]["location"]["line"] = 0

    with pytest.raises(InputError) as caught:
        read_saved(Source("saved.json", json.dumps(report)))

    assert caught.value.message == (
        "this is no configuration as --format json prints it: "
        "values[0].contributions[0].trace[0].location.line is no line or column"
    )


def test_a_file_that_was_cut_short() -> None:
    """Is an error of JSON, at its place, not one of JavaScript."""
    text = render(configured(Source("appConfig.js", "var appConfig = {a: 1};")), "json")

    with pytest.raises(SourceSyntaxError) as caught:
        read_saved(Source("saved.json", text[:100]))

    assert caught.value.location is not None
    assert caught.value.location.line > 1


@pytest.mark.parametrize("depth", [150, 250, 5_000])
@pytest.mark.parametrize("inner", ["[", '{"a":', '{"$js": "object", "value": {"$js": '])
def test_values_that_are_nested_deep(depth: int, inner: str) -> None:
    """Are read, or refused as too deep: there is no other exception."""
    text = render(configured(Source("appConfig.js", "var appConfig = {a: 'x'};")), "json")
    closed = inner.translate(str.maketrans("[{", "]}"))
    tail = "".join(char for char in reversed(closed) if char in "]}")
    deep = text.replace('"x"', inner * depth + "1" + tail * depth)
    try:
        read = read_saved(Source("saved.json", deep))
    except AppConfigError:
        return
    if read is not None:
        assert is_same(read, read)


@given(st.data())
def test_no_damage_gives_another_exception(data: st.DataObject) -> None:
    """Any part of a saved configuration may be anything."""
    config = configured(Source("appConfig.js", EVERYTHING), ui_attributes={"i": "info"})
    report = json.loads(render(config, "json"))
    holders: list[Any] = [report]
    for holder in holders:
        inner = holder.values() if isinstance(holder, dict) else holder
        holders.extend(item for item in inner if isinstance(item, dict | list) and item)
    holder = data.draw(st.sampled_from(holders))
    key = data.draw(st.sampled_from(list(holder) if isinstance(holder, dict) else [0]))
    holder[key] = data.draw(
        st.sampled_from([None, 1, -1, "x", [], {}, {"$js": "x"}, {"$js": "number"}, [[1]], 1.5])
    )
    try:
        read = read_saved(Source("saved.json", json.dumps(report)))
    except AppConfigError:
        return
    assert read is not None
    Comparison(read, config)
