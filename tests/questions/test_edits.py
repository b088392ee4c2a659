"""The edits that are advised for a path, all of them, and the places where an edit is lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from appconfig_merge import Source, effective_config, format_path, merge, ui_attributes_layer
from appconfig_merge.questions.advice import advise

if TYPE_CHECKING:
    from appconfig_merge import EffectiveConfig
    from appconfig_merge.questions.advice import Futile
    from appconfig_merge.questions.edits import AdvisedEdit

RESOURCE: dict[str, Any] = {
    "account_sid": "AC" + "0" * 32,
    "notifications": {"enabled": True, "mode": "always"},
    "ui_attributes": {
        "logLevel": "error",
        "theme": {"isLight": True, "tokens": {"a": 1}},
        "list": [3, {"a": 4}],
        "text": "Da",
        "none": None,
    },
}


def configured(script: str, **options: Any) -> EffectiveConfig:
    """A script over the resource, which has a line for each of its members."""
    resource = Source("c.json", json.dumps(RESOURCE, indent=0), "json")
    return effective_config(Source("a.js", script), configuration=resource, **options)


def advised(config: EffectiveConfig, path: str) -> list[str]:
    """The edits of a path and then the places where an edit is lost, each on a line."""
    advice = advise(config, config.explain(path))
    return [*map(_edit, advice.edits), *map(_futile, advice.futile)]


def _edit(one: AdvisedEdit) -> str:
    words = [one.action, one.layer, format_path(one.path) or "-"]
    words += [f"at {one.location}"] if one.location is not None else []
    words += [f"in {format_path(one.object_path)}"] if one.object_path else []
    words += [f"replaces {format_path(one.replaces)}"] if one.replaces is not None else []
    words += [f"lost {one.lost_in.version}"] if one.lost_in is not None else []
    return " ".join(words)


def _futile(one: Futile) -> str:
    words = ["futile" if one.is_certain else "maybe futile", one.layer, f"at {one.location}"]
    words += [f"{one.rule}, {one.rival.layer} at {one.rival.location}" if one.rival else one.rule]
    words += [f"wins {one.wins_in.version}"] if one.wins_in is not None else []
    return " ".join(words)


def test_a_value_of_the_script_is_edited_where_it_stands() -> None:
    """What it beats in the resource is no place to edit."""
    config = configured("var appConfig = {\n theme: { isLight: false } };")

    assert advised(config, "theme.isLight") == [
        "edit appConfig.js theme.isLight at a.js:2:20",
        "futile ui_attributes at c.json:10:12 higher-layer, appConfig.js at a.js:2:20",
    ]


def test_a_value_of_the_resource_is_updated_or_overridden() -> None:
    """By a key in the innermost object that the script has."""
    config = configured("var appConfig = { theme: {} };")

    assert advised(config, "theme.tokens.a") == [
        "update ui_attributes ui_attributes.theme.tokens.a at c.json:12:6",
        "add appConfig.js tokens.a at a.js:1:26 in theme",
    ]
    assert advised(config, "none") == [
        "update ui_attributes ui_attributes.none at c.json:22:9",
        "add appConfig.js none at a.js:1:17",
    ]


def test_a_column_is_updated_or_overridden() -> None:
    """The column is named, not the key that it gives; what check objects to isn't added."""
    config = configured("var appConfig = {};", flex_ui="2.17.1")

    assert advised(config, "notifications.browser") == [
        "update column notifications notifications.enabled at c.json:4:12",
    ]
    assert advised(config, "notifications.enabled") == [
        "update column notifications notifications.enabled at c.json:4:12",
        "add appConfig.js notifications.enabled at a.js:1:17",
    ]


def test_what_follows_the_log_level_is_changed_by_it() -> None:
    """The value is the release's; the line is that of logLevel."""
    config = configured("var appConfig = {};", flex_ui="2.17.1")

    assert advised(config, "sdkOptions.chat.logLevel") == [
        "edit-log-level derived from logLevel logLevel at c.json:8:13",
        "add appConfig.js sdkOptions.chat.logLevel at a.js:1:17",
    ]


@pytest.mark.parametrize(
    ("script", "origin"),
    [
        ("var d = 'x'; var appConfig = { a: d };", "a.js:1:9"),
        ("var d = { e: 'x' }; var appConfig = { a: d.e + '!' };", "a.js:1:14"),
        ("var appConfig = { a: 'x' };", None),
        ("var d = 'x', e = 'y'; var appConfig = { a: d + e };", None),
        ("var d = ['x']; var appConfig = { a: d };", None),
        ("var d = location.hash; var appConfig = { a: d };", None),
    ],
)
def test_the_literal_that_a_value_comes_from(script: str, origin: str | None) -> None:
    """Is edited too if it is one literal elsewhere, and neither an object nor unresolved."""
    place = script.index(" a: ") + 5

    assert advised(configured(script), "a") == [
        f"edit appConfig.js a at a.js:1:{place}",
        *([f"edit-origin appConfig.js a at {origin}"] if origin is not None else []),
    ]


def test_a_key_is_added_to_the_scripts_part_of_an_object() -> None:
    """Where that is written out: any key of it, and the root's as well."""
    config = configured("var t = { b: 1 };\nvar appConfig = { theme: t };")

    assert advised(config, "theme") == ["add appConfig.js - at a.js:1:9 in theme"]
    assert advised(config, "") == ["add appConfig.js - at a.js:2:17"]


def test_an_object_that_was_put_together_has_no_literal_to_add_to() -> None:
    """Then the place is that where it is set."""
    config = configured("var d = { p: 1 };\nvar appConfig = { a: Object.assign({}, d) };")

    assert advised(config, "a") == ["add appConfig.js - at a.js:2:22 in a"]


def test_an_object_of_the_resource_alone() -> None:
    """Is updated there, or begun in the script."""
    config = configured("var appConfig = { sdk: 1 };")

    assert advised(config, "theme") == [
        "update ui_attributes ui_attributes.theme at c.json:9:10",
        "add appConfig.js theme at a.js:1:17",
    ]


def test_what_is_set_nowhere_is_added_in_either() -> None:
    """In the innermost object that there is."""
    config = configured("var appConfig = { theme: {} };")

    assert advised(config, "theme.x.y") == [
        "add appConfig.js x.y at a.js:1:26 in theme",
        "update ui_attributes ui_attributes.theme.x.y",
    ]
    assert advised(config, "none.x") == [
        "add appConfig.js none.x at a.js:1:17",
        "update ui_attributes ui_attributes.none.x",
    ]
    assert advised(config, "text.x") == ["add appConfig.js text.x at a.js:1:17"]


def test_an_element_is_changed_with_its_whole_array() -> None:
    """Arrays aren't merged: one in the script replaces that of the resource."""
    config = configured("var appConfig = {};")

    assert advised(config, "list[0]") == [
        "update ui_attributes ui_attributes.list[0] at c.json:16:1",
        "add appConfig.js list at a.js:1:17 replaces list",
    ]
    assert advised(config, "list[7]") == ["add appConfig.js list at a.js:1:17 replaces list"]


def test_nothing_can_be_added_to_what_has_no_keys() -> None:
    """Nor to what is unresolved, where the value that stands there is to be edited."""
    config = configured("var appConfig = { none: null, list: [1], page: location.hash };")

    assert advised(config, "none.x") == []
    assert advised(config, "list.x") == []
    assert advised(config, "page.x") == ["edit appConfig.js page.x at a.js:1:48"]


def test_a_key_that_the_script_deletes_is_set_in_the_resource() -> None:
    """An entry of the script would go the same way."""
    config = configured("var appConfig = { theme: { b: { c: 1 } } };\ndelete appConfig.theme.b;")

    for path, place in (("theme.b", 31), ("theme.b.c", 36)):
        assert advised(config, path) == [
            f"update ui_attributes ui_attributes.{path}",
            f"futile appConfig.js at a.js:1:{place} deleted-in-file, appConfig.js at a.js:2:1",
        ]


def test_a_character_of_a_text_is_no_value_to_edit() -> None:
    """An object was merged over the text; a key of the script replaces its character."""
    config = configured("var appConfig = { text: { p: 1 } };")

    assert advised(config, "text[0]") == ['add appConfig.js ["0"] at a.js:1:25 in text']
    assert advised(config, "text.p") == ["edit appConfig.js text.p at a.js:1:30"]


def test_what_the_newest_release_decides_another_way() -> None:
    """The documented winner loses there, and the documented loser wins."""
    config = configured("var appConfig = { logLevel: 'info' };")

    assert advised(config, "logLevel") == [
        "edit appConfig.js logLevel at a.js:1:29 lost 2.17.1",
        "futile ui_attributes at c.json:8:13 higher-layer, appConfig.js at a.js:1:29 wins 2.17.1",
    ]


def test_what_may_lie_beneath_something_unresolved_may_count() -> None:
    """Nobody can say that an edit there is lost."""
    config = configured("var appConfig = { text: location.hash };")

    assert advised(config, "text") == [
        "edit appConfig.js text at a.js:1:25",
        "maybe futile ui_attributes at c.json:21:9 unresolved-above, appConfig.js at a.js:1:25",
    ]


def test_an_earlier_value_of_the_file_is_lost_to_the_later_one() -> None:
    """The latest of those that are lost comes first."""
    config = configured("var appConfig = { a: 1 };\nappConfig.a = 2;\nappConfig.a = 3;")

    assert advised(config, "a") == [
        "edit appConfig.js a at a.js:3:15",
        "futile appConfig.js at a.js:2:15 later-in-file, appConfig.js at a.js:3:15",
        "futile appConfig.js at a.js:1:22 later-in-file, appConfig.js at a.js:2:15",
    ]


def test_without_a_script_the_resource_alone_is_edited() -> None:
    """Of layers that a program merges, too, and however often the resource is one of them."""
    config = merge(
        [
            ui_attributes_layer(Source("one.json", '{"a": 1}', "json")),
            ui_attributes_layer(Source("two.json", '{"a": 2}', "json")),
        ]
    )

    assert advised(config, "a") == [
        "update ui_attributes (2) ui_attributes.a at two.json:1:7",
        "futile ui_attributes at one.json:1:7 higher-layer, ui_attributes (2) at two.json:1:7",
    ]
    assert advised(config, "b") == ["update ui_attributes ui_attributes.b"]
