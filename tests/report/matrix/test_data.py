"""The data of the page: each environment's own stories, those that several share once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

import appconfig_merge.report.matrix.data as matrix_data
from appconfig_merge.effective.config import EffectiveConfig
from appconfig_merge.rendering.encoding import encode
from appconfig_merge.report.matrix.plain import MAX_GROUPS, MAX_PLAIN
from appconfig_merge.source import Source
from appconfig_merge.strategies import app_config_sources, ui_attributes
from tests.hunting import examples
from tests.report.matrix.pages import (
    SCRIPT,
    Given,
    compared_of,
    members_of,
    page_of,
    told,
    twelve,
)
from tests.report.pages import data_of

if TYPE_CHECKING:
    import pytest

    from appconfig_merge.strategies import AppConfigSource


def rows_by_path(data: Any) -> dict[str, Any]:
    """The rows of the data by their paths with dots."""
    return {".".join(map(str, row["path"])): row for row in data["rows"]}


def test_rows_have_their_groups() -> None:
    """The largest first, whose members are those that no other group has."""
    data = data_of(page_of(twelve()))
    row = rows_by_path(data)["limits.chats"]

    assert row["values"] == [4, 6]
    assert [group.get("members") for group in row["groups"]] == [None, [2, 3], [4]]
    assert members_of(data, row, 0) == [0, 1, 5, 6, 7, 8, 9, 10, 11]
    assert [group["standing"] for group in row["groups"]] == ["value", "value", "unset"]


def test_what_several_environments_say_alike_is_there_once() -> None:
    """A place in the resource is told without its file, which each environment has its own of."""
    data = data_of(page_of(twelve()))
    row = rows_by_path(data)["theme.isLight"]

    assert [group["stories"] for group in row["groups"]] == [0]
    assert row["said"] == [
        {
            "layer": 1, "value": True, "outcome": "effective", "rule": "highest-layer",
            "at": [0, 3, 21], "alive": True,
        },
        {
            "layer": 0, "value": False, "outcome": "overridden", "rule": "higher-layer",
            "at": [-1, 5, 18], "rival": [1, [0, 3, 21]],
        },
    ][::-1]  # fmt: skip
    assert row["stories"] == [[0, [1, 0]]]
    assert data["environments"][7]["resource"] == "account-07.json"
    assert [one["name"] for one in data["layers"]] == ["ui_attributes", "appConfig.js"]


@settings(max_examples=examples(40), deadline=None)
@given(
    st.lists(app_config_sources(), min_size=1, max_size=2),
    st.lists(ui_attributes(), min_size=1, max_size=4),
)
def test_each_environment_is_told_its_own_story(
    sources: list[AppConfigSource], resources: list[dict[str, Any]]
) -> None:
    """Whatever they share: value, outcomes and rules are what explain says of each alone."""
    environments = {
        f"e{index}": Given(sources[index % len(sources)].text, resource)
        for index, resource in enumerate(resources)
    }
    compared = compared_of(environments)
    shown = told(data_of(page_of(environments, shows_secrets=True)))

    assert len(shown) == len(compared.rows) * len(compared.sides)
    for side, values in zip(compared.sides, compared.values, strict=True):
        assert isinstance(side.config, EffectiveConfig)
        for row in compared.rows:
            story = shown[row.path, side.name]
            explained = side.config.explain(row.path)
            assert story.standing == values.standing(row.path)
            leaf = values.leaves.get(row.path)
            value = None if leaf is None else encode(leaf.value)
            # Where an unresolved value stands is told by numbers.
            if '"unresolved"' not in json.dumps(value):
                assert story.value == value
            if story.standing == "unresolved":
                continue  # explain tells of what stands above as well
            assert [(one["outcome"], one["rule"]) for one in story.said] == [
                (one.outcome, one.rule) for one in reversed(explained.contributions)
            ]


def test_three_hundred_environments_make_a_small_page() -> None:
    """What all share is there once, however many they are: a page for a mail."""
    settings = {f"setting{number:03}": {"limit": number} for number in range(150)}
    environments = {
        f"account-{index:03}": Given(
            SCRIPT, {**settings, "name": f"account {index}", "group": index % 3}
        )
        for index in range(300)
    }
    page = page_of(environments)

    assert len(page) < 500_000


def test_a_page_that_would_be_too_large_says_what_it_lacks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """First it is without stories, then without rows: those in which all agree before others."""
    monkeypatch.setattr(matrix_data, "MAX_WITH_STORIES", 600)
    monkeypatch.setattr(matrix_data, "MAX_ROWS", 580)

    data = data_of(page_of(twelve()))

    assert [".".join(row["path"]) for row in data["rows"]] == ["limits.chats", "limits.calls"]
    assert "stories" in data["rows"][0]
    assert "stories" not in data["rows"][1]
    assert (data["without_stories"], data["left_out"]) == (1, 5)


def test_a_value_that_is_too_large_makes_way_for_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """One account's huge text doesn't take the place of all else."""
    monkeypatch.setattr(matrix_data, "MAX_ROWS", 100_000)
    huge = {"first": "x" * 200_000, "second": 2}
    data = data_of(page_of({"one": Given(SCRIPT, huge), "other": Given(SCRIPT, {"second": 3})}))

    assert "second" in rows_by_path(data)
    assert "first" not in rows_by_path(data)
    assert data["left_out"] == 1


def test_what_is_lost_is_told_where_nothing_is_set() -> None:
    """An object that was set, and then replaced: in that environment alone."""
    scripts = {
        "one": "var appConfig = { a: { b: 1 } };\n",
        "other": "var appConfig = { a: { b: 1 } };\nappConfig.a = 2;\n",
    }
    shown = told(data_of(page_of({name: Given(text) for name, text in scripts.items()})))
    lost = shown[("a", "b"), "other"]

    assert (lost.standing, lost.value) == ("unset", None)
    assert [(one["value"], one["outcome"]) for one in lost.said] == [(1, "removed")]


def test_objects_are_told_without_their_values() -> None:
    """Where they are written, and what else was set: the values have rows of their own."""
    object_over_value = Given("var appConfig = { a: { b: 1 } };\n", {"a": 5})
    given = {"one": object_over_value, "other": Given("var appConfig = { a: 1 };\n")}
    shown = told(data_of(page_of(given)))

    assert [(one["value"], one["outcome"]) for one in shown[("a",), "one"].said] == [
        ({}, "effective"), (5, "overridden"),
    ]  # fmt: skip


def test_what_plugins_may_set_is_told() -> None:
    """With the place in the plugin."""
    plugin = Source(
        "plugins/theme.js",
        "Twilio.Flex.Plugins.init(class extends FlexPlugin {\n"
        "  init(flex, manager) { manager.updateConfig({ logLevel: 'debug' }); }\n"
        "});\n",
    )
    given = {"one": Given(SCRIPT, flex_ui="2.17.1", plugins=(plugin,)), "other": Given(SCRIPT)}
    data = data_of(page_of(given))
    shown = told(data)

    ((words, place),) = shown[("logLevel",), "one"].may
    assert words.endswith('may set logLevel to "debug"')
    assert data["sources"][place[0]]["name"] == "theme.js"
    assert shown[("logLevel",), "other"].may == []


def test_folders_are_not_told() -> None:
    """Files go by their names, also in the reason of an environment that can't be read."""
    environments = {
        "here": Given(Source("/srv/agents/public/appConfig.js", SCRIPT), {"a": 1}),
        "there": Given(Source("/srv/agents/public/appConfig.js", SCRIPT), {"a": 2}),
    }
    page = page_of(environments, {"lost": "/srv/agents/public/appConfig.js: it is gone"})

    assert "/srv" not in page
    assert data_of(page)["unreadable"] == [{"name": "lost", "message": "appConfig.js: it is gone"}]


def test_one_that_cannot_be_read_is_named_in_the_plain_page() -> None:
    """With its reason, where no script runs, too."""
    page = page_of(twelve(), {"lost": "lost.js: No such file or directory"})

    assert "<bdi>lost</bdi></b> <bdi>lost.js: No such file or directory</bdi>" in page


def test_without_any_environment_there_is_a_page() -> None:
    """When none can be read there is nothing to compare, and that is told."""
    page = page_of({}, {"lost": "lost.js: No such file or directory"})

    assert "<h1>0 environments" in page
    assert data_of(page)["rows"] == []


def test_a_long_plain_table_says_what_it_lacks() -> None:
    """Rows beyond the limit are counted, and so are the groups of a row."""
    many = {f"k{number}": number for number in range(MAX_PLAIN + 20)}
    page = page_of({"one": Given(SCRIPT, many), "other": Given(SCRIPT)})
    # The keys of ui_attributes differ, and the three of the script don't.
    assert f"and {23} more, which only the page with its script shows" in page

    names = {f"e{number}": Given(f"var appConfig = {{ a: {number} }};") for number in range(60)}
    assert f"and {60 - MAX_GROUPS} more values" in page_of(names)


def test_the_same_environments_give_the_same_page() -> None:
    """No time and no chance is in it."""
    assert page_of(twelve()) == page_of(twelve())


def test_the_data_is_one_json_text() -> None:
    """Rows are written one by one, and are read as a whole."""
    page = page_of(twelve())
    text = page.partition('id="data">')[2].partition("</script>")[0]

    assert json.loads(text) == data_of(page)
