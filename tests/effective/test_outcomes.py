"""Each outcome that a contribution can have, with its rule, its place and its rival."""

from __future__ import annotations

from typing import Any

import pytest

from appconfig_merge import UNDEFINED, Unresolved
from tests.effective.support import Summary, config_of, summaries, summary

JS, UI = "appConfig.js", "ui_attributes"


def test_effective_when_alone() -> None:
    """A value that one layer sets is in force, and no rule had to decide."""
    config = config_of("var appConfig = {a: 1};", '{"b": 2}')
    assert summaries(config, "a") == [
        Summary(JS, 1, "effective", "only-layer", "appConfig.js:1:21")
    ]
    assert summaries(config, "b") == [Summary(UI, 2, "effective", "only-layer", "ui.json:1:7")]


def test_overridden_by_the_script() -> None:
    """The lower layer's value is kept, with what beat it."""
    config = config_of("var appConfig = {a: 1};", '{"a": 2}')
    assert summaries(config, "a") == [
        Summary(UI, 2, "overridden", "higher-layer", "ui.json:1:7", "appConfig.js:1:21"),
        Summary(JS, 1, "effective", "highest-layer", "appConfig.js:1:21"),
    ]


@pytest.mark.parametrize("value", ["1", '"x"', "[1, {}]", "null", "[]"])
def test_redundant_when_the_same(value: str) -> None:
    """A script that repeats what ui_attributes say wins still, and that is said."""
    below, above = summaries(
        config_of(f"var appConfig = {{a: {value}}};", f'{{"a": {value}}}'), "a"
    )
    assert (below.outcome, below.rule, below.beaten_at) == (
        "redundant",
        "same-value",
        "appConfig.js:1:21",
    )
    assert (above.layer, above.outcome) == (JS, "effective")


def test_equal_to_the_eye_is_not_redundant() -> None:
    """1 and "1", 0 and -0 differ; two unresolved values can't be known to be the same."""
    config = config_of("var appConfig = {a: '1', b: -0, c: location.hash};", '{"a": 1, "b": 0}')
    assert [summaries(config, path)[0].outcome for path in "ab"] == ["overridden", "overridden"]
    assert len(summaries(config, "c")) == 1


def test_merged_objects() -> None:
    """Both layers' objects are part of the value, neither is lost."""
    config = config_of("var appConfig = {a: {p: 1}};", '{"a": {"q": 2}}')
    assert summaries(config, "a") == [
        Summary(UI, {"q": 2}, "merged", "object-merge", "ui.json:1:7"),
        Summary(JS, {"p": 1}, "merged", "object-merge", "appConfig.js:1:21"),
    ]
    assert not list(config.shadowed())


def test_removed_with_the_parent() -> None:
    """What was in an object that a value replaces, with that value as what did it."""
    config = config_of("var appConfig = {a: null};", '{"a": {"p": {"q": 1}, "r": [2]}}')
    lost = {item.path: [summary(one) for one in item.contributions] for item in config.shadowed()}
    assert lost == {
        ("a", "p", "q"): [
            Summary(UI, 1, "removed", "parent-replaced", "ui.json:1:19", "appConfig.js:1:21")
        ],
        ("a", "r"): [
            Summary(UI, [2], "removed", "parent-replaced", "ui.json:1:28", "appConfig.js:1:21")
        ],
    }


def test_reset_by_null_and_undefined() -> None:
    """A reset is a contribution with a place of its own: the value is null, or undefined."""
    config = config_of("var appConfig = {a: null,\n b: undefined, c: void 0};", '{"a": 1, "b": 2}')
    assert summaries(config, "a")[-1] == Summary(
        JS, None, "effective", "highest-layer", "appConfig.js:1:21"
    )
    assert summaries(config, "b")[-1].value is UNDEFINED
    assert summaries(config, "b")[-1].at == "appConfig.js:2:5"
    assert config.explain("b").kind == "value"
    assert config.explain("c").value is UNDEFINED


def test_reassigned_later_in_the_file() -> None:
    """Every earlier value, oldest first, each beaten by the next."""
    config = config_of("var appConfig = {a: 1};\nappConfig.a = 2;\nappConfig['a'] = 3;")
    assert summaries(config, "a") == [
        Summary(JS, 1, "reassigned", "later-in-file", "appConfig.js:1:21", "appConfig.js:2:15"),
        Summary(JS, 2, "reassigned", "later-in-file", "appConfig.js:2:15", "appConfig.js:3:18"),
        Summary(JS, 3, "effective", "only-layer", "appConfig.js:3:18"),
    ]


def test_duplicate_keys() -> None:
    """The last one counts, in a script and in JSON; the others are told."""
    config = config_of("var appConfig = {a: 1, a: 2};", '{"a": 3, "a": 4}')
    assert [(one.layer, one.value, one.outcome) for one in summaries(config, "a")] == [
        (UI, 3, "reassigned"),
        (UI, 4, "overridden"),
        (JS, 1, "reassigned"),
        (JS, 2, "effective"),
    ]


def test_a_spread_that_is_overwritten() -> None:
    """Both ways round: a key after the spread, and before it."""
    config = config_of("var d = {a: 1, b: 2};\nvar appConfig = {b: 9, ...d, a: 3};")
    assert summaries(config, "a") == [
        Summary(JS, 1, "reassigned", "later-in-file", "appConfig.js:1:13", "appConfig.js:2:33"),
        Summary(JS, 3, "effective", "only-layer", "appConfig.js:2:33"),
    ]
    assert summaries(config, "b") == [
        Summary(JS, 9, "reassigned", "later-in-file", "appConfig.js:2:21", "appConfig.js:1:19"),
        Summary(JS, 2, "effective", "only-layer", "appConfig.js:1:19"),
    ]


def test_the_whole_configuration_assigned_again() -> None:
    """What the first object held is removed by the second."""
    config = config_of("var appConfig = {a: 1, b: 2};\nappConfig = {a: 3};")
    assert summaries(config, "a") == [
        Summary(JS, 1, "removed", "parent-replaced", "appConfig.js:1:21", "appConfig.js:2:13"),
        Summary(JS, 3, "effective", "only-layer", "appConfig.js:2:17"),
    ]
    assert config.explain("b").kind == "absent"
    assert [one.outcome for one in summaries(config, "b")] == ["removed"]
    assert [one.outcome for one in summaries(config, "")] == ["reassigned", "effective"]


def test_an_object_assigned_to_itself_is_not_assigned_again() -> None:
    """``appConfig = appConfig || {}`` replaces nothing, and a bare ``var`` says nothing."""
    config = config_of(
        "var appConfig;\nwindow.appConfig = window.appConfig || {};\nappConfig.a = 1;\n"
        "window.appConfig = appConfig;\nvar appConfig = appConfig || {};"
    )
    assert [one.outcome for one in summaries(config, "")] == ["effective"]
    assert [one.outcome for one in summaries(config, "a")] == ["effective"]
    assert not list(config.shadowed())


def test_an_object_made_again_of_its_own_values_loses_none_of_them() -> None:
    """Only what the new one says otherwise has an earlier word."""
    config = config_of(
        "var appConfig = {a: {b: 1, c: [2], d: 3}};\n"
        "appConfig.a = {...appConfig.a, d: 4};\n"
        "appConfig = Object.assign({}, appConfig, {e: 5});"
    )
    assert summaries(config, "a.b") == [
        Summary(JS, 1, "effective", "only-layer", "appConfig.js:1:25")
    ]
    assert summaries(config, "a.c") == [
        Summary(JS, [2], "effective", "only-layer", "appConfig.js:1:31")
    ]
    assert [(one.value, one.outcome) for one in summaries(config, "a.d")] == [
        (3, "reassigned"),
        (4, "effective"),
    ]
    assert not list(config.shadowed())


def test_deleted_in_the_file() -> None:
    """A delete is the rival; what lay beneath is deleted with it."""
    config = config_of("var appConfig = {a: {p: 1}, b: 2};\ndelete appConfig.a;")
    assert summaries(config, "a") == [
        Summary(JS, {"p": 1}, "deleted", "deleted-in-file", "appConfig.js:1:21", "appConfig.js:2:1")
    ]
    assert [one.outcome for one in summaries(config, "a.p")] == ["deleted"]
    assert [item.path for item in config.shadowed()] == [("a", "p")]


def test_a_delete_uncovers_the_lower_layer() -> None:
    """A script's delete takes only the script's own value away; the order stays lowest first."""
    config = config_of("var appConfig = {a: {p: 1}};\ndelete appConfig.a.p;", '{"a": {"p": 9}}')
    assert config["a"] == {"p": 9}
    assert [(one.layer, one.outcome) for one in summaries(config, "a.p")] == [
        (UI, "effective"),
        (JS, "deleted"),
    ]


def test_deleted_and_set_again() -> None:
    """The history goes on across the delete."""
    config = config_of("var appConfig = {a: 1};\ndelete appConfig.a;\nappConfig.a = 2;")
    assert [(one.value, one.outcome) for one in summaries(config, "a")] == [
        (1, "reassigned"),
        (2, "effective"),
    ]


def test_uncertain_beneath_what_is_unresolved() -> None:
    """The lower value may or may not survive: it is neither in force nor overridden."""
    config = config_of("var appConfig = {a: location.hash};", '{"a": 1, "b": 2}')
    below, above = summaries(config, "a")
    assert (below.outcome, below.rule, below.beaten_at) == (
        "uncertain",
        "unresolved-above",
        "appConfig.js:1:21",
    )
    assert (above.outcome, above.rule) == ("effective", "highest-layer")


def test_what_a_condition_leaves_open_shows_the_lower_value_as_a_candidate() -> None:
    """Where the script may not set the key, the value would be ui_attributes', not nothing."""
    config = config_of("var appConfig = {};\nif (location.hash) appConfig.a = 1;", '{"a": 2}')
    value = config["a"]
    assert isinstance(value, Unresolved)
    assert [(one.value, one.holds, one.present) for one in value.candidates] == [
        (1, True, True),
        (2, False, True),
    ]
    assert str(value.candidates[1].location) == "ui.json:1:7"


@pytest.mark.parametrize("below", ['{"a": {"q": 1}}', '{"a": "text"}', '{"a": [1]}'])
def test_an_object_that_may_merge_gives_no_candidates(below: str) -> None:
    """What it would come to is neither of the two, so neither is shown as the value."""
    script = "var appConfig = {};\nif (location.hash) appConfig.a = {p: 1};"
    value = config_of(script, below)["a"]
    assert isinstance(value, Unresolved)
    assert value.candidates == ()
    assert value.portable == ""


def test_an_unresolved_value_over_an_object_is_no_expression_of_the_page() -> None:
    """If it is an object the two are merged, so its expression alone would be wrong."""
    config = config_of("var appConfig = {a: b, c: b};", '{"a": {"q": 1}, "c": 1}', assume=["b"])
    over_object, over_number = config["a"], config["c"]
    assert isinstance(over_object, Unresolved)
    assert isinstance(over_number, Unresolved)
    assert over_object.portable == ""
    assert over_number.portable == "b"


def test_an_object_replaces_a_value() -> None:
    """The value had nothing to merge; it is told at the object's path."""
    config = config_of("var appConfig = {a: {p: 1}};", '{"a": 7}')
    (lost,) = config.shadowed()
    assert lost.path == ("a",)
    assert [summary(one) for one in lost.contributions] == [
        Summary(UI, 7, "overridden", "object-over-value", "ui.json:1:7", "appConfig.js:1:21"),
        Summary(JS, {"p": 1}, "effective", "highest-layer", "appConfig.js:1:21"),
    ]


def test_a_string_spread_to_keys() -> None:
    """It is part of the value, and that is worth telling."""
    config = config_of("var appConfig = {a: {p: 1}};", '{"a": "Da"}')
    (item,) = config.shadowed()
    assert item.path == ("a",)
    assert summary(item.contributions[0]) == Summary(
        UI, "Da", "merged", "spread-to-keys", "ui.json:1:7"
    )
    assert summaries(config, "a[0]") == [
        Summary(UI, "D", "effective", "spread-to-keys", "ui.json:1:7")
    ]
    assert config.explain("a[0]").path == ("a", "0")


def test_an_array_spread_to_keys() -> None:
    """Each element keeps its own place."""
    config = config_of("var appConfig = {a: {p: 1}};", '{"a": [7, {"q": 8}]}')
    assert summaries(config, "a.1.q") == [Summary(UI, 8, "effective", "only-layer", "ui.json:1:17")]
    assert summaries(config, 'a["0"]') == [
        Summary(UI, 7, "effective", "spread-to-keys", "ui.json:1:8")
    ]


def test_merging_objects_are_no_noise() -> None:
    """An object path whose losses its own paths tell is not listed itself."""
    config = config_of(
        "var appConfig = {a: {b: {p: 1}}};\nappConfig.a = {b: {q: 2}};", '{"a": {"b": {"r": 3}}}'
    )
    assert [item.path for item in config.shadowed()] == [("a", "b", "p")]


@pytest.mark.parametrize(
    ("value", "outcome"),
    [
        ("page.x ? 'a' : 'b'", "overridden"),
        ("page.x ? null : undefined", "overridden"),
        ("page.x ? (page.y ? 1 : 2) : 3", "overridden"),
        ("page.x", "uncertain"),
        ("page.x ? {} : 1", "uncertain"),
    ],
)
def test_a_value_that_replaces_whatever_the_page_decides(value: str, outcome: str) -> None:
    """Where no candidate is absent or an object that would merge, the lower value is lost."""
    config = config_of(f"var appConfig = {{ a: {value} }};", '{"a": {"k": 1}}', assume=["page"])

    assert summaries(config, "a")[0].outcome == outcome


def test_conditions_inside_one_another_show_the_lower_value_too() -> None:
    """Wherever a property may be absent the lower layer's value is the candidate."""
    script = "var appConfig = {}; if (page.x) appConfig.a = 1; else if (page.y) appConfig.a = 2;"
    config = config_of(script, '{"a": 3}', assume=["page"])

    value = config["a"]

    assert isinstance(value, Unresolved)
    assert [one.value for one in value.candidates] == [1, 2, 3]


def test_one_of_several_objects_merges_property_by_property() -> None:
    """What all candidates have in common is known, over a lower layer's object as well."""
    script = "var appConfig = { theme: page.x ? { light: true, a: 1 } : { light: true, b: 2 } };"
    config = config_of(script, '{"theme": {"light": false, "b": 3, "c": 4}}', assume=["page"])

    theme: Any = config["theme"]
    assert theme["light"] is True
    assert theme["c"] == 4
    assert [one.value for one in theme["b"].candidates] == [3, 2]
    assert summaries(config, "theme.light")[0].outcome == "overridden"
    assert summaries(config, "theme.b")[0].outcome == "uncertain"
