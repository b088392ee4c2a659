"""The rules about one release: what it refuses, never reads, or doesn't know."""

from __future__ import annotations

import json

import pytest

from appconfig_merge.checks.checker import check, presumed_release
from tests.checks.support import findings, ids, only, read

GOOD = "var appConfig = {};"


@pytest.mark.parametrize(
    ("attributes", "release", "told"),
    [
        ({"version_compatibility": "yes"}, "1.34", []),
        ({"version_compatibility": "deprecated"}, "1.34", ["info"]),
        ({"version_compatibility": "no"}, "1.34", ["error"]),
        ({"version_compatibility": True}, "1.34", ["error"]),
        ({}, "1.34", ["error"]),
        ({}, "2.17.1", ["error"]),
        ({}, None, ["error"]),
    ],
)
def test_what_flex_ui_refuses(attributes: object, release: str | None, told: list[str]) -> None:
    """It starts with yes, with a notice if deprecated, and not at all with anything else."""
    found = findings(
        GOOD,
        json.dumps({"ui_attributes": attributes}),
        flex_ui=release,
        settings=only("version-compatibility"),
    )

    assert [one.severity for one in found] == told


def test_the_script_cannot_make_flex_ui_start() -> None:
    """It is read from the resource only."""
    found = findings(
        'var appConfig = { version_compatibility: "yes" };',
        '{"ui_attributes": {}}',
        flex_ui="1.34",
        settings=only("version-compatibility"),
    )

    assert ids(found) == ["version-compatibility"]


@pytest.mark.parametrize(
    ("script", "attributes", "release", "messages"),
    [
        ("{logLevel: 'WARN'}", {}, "2.17.1", []),
        ("{logLevel: 3}", {}, "2.17.1", []),
        ("{logLevel: undefined}", {}, "2.17.1", []),
        ("{logLevel: 'warning'}", {}, "2.17.1", ['logLevel is "warning", which is no level']),
        ("{logLevel: ''}", {"logLevel": "info"}, "2.0", ['logLevel is "", which is no level']),
        ("{logLevel: 6}", {"logLevel": "info"}, "2.17.1", ["logLevel is 6, which is no level"]),
        ("{logLevel: true}", {}, "2.17.1", ["logLevel is true, which is no level"]),
        (
            "{logLevel: location.hash ? 'loud' : 'info'}",
            {},
            "2.17.1",
            ['logLevel may be "loud", which is no level'],
        ),
        ("{}", {"logLevel": ""}, "2.17.1", []),
        ("{}", {"logLevel": "loud"}, "1.29", ['logLevel is "loud", which is no level']),
        ("{}", {"logLevel": {"a": 1}}, "2.17.1", ["logLevel is { a: 1 }, which is no level"]),
        ("{logLevel: 'info'}", {"logLevel": "loud"}, "2.2", []),
        (
            "{logLevel: 'info'}",
            {"logLevel": "loud"},
            "2.3",
            ['logLevel is "loud", which is no level'],
        ),
        ("{sso: null}", {}, "1.18", ["sso is null"]),
        ("{sso: undefined}", {}, "1.18", []),
        ("{sso: location.hash ? null : {}}", {}, "2.17.1", ["sso may be null"]),
    ],
)
def test_what_stops_flex_ui_while_it_starts(
    script: str, attributes: object, release: str, messages: list[str]
) -> None:
    """A level of appConfig.js always counts; one of ui_attributes where it comes out."""
    found = findings(
        f"var appConfig = {script};",
        json.dumps({"ui_attributes": attributes}),
        flex_ui=release,
        settings=only("stops-at-start"),
    )

    assert [one.message.partition(": Flex UI")[0] for one in found] == messages
    assert {one.severity for one in found} <= {"error"}


def test_channel_configs_that_stop_flex_ui() -> None:
    """Told at the null that is in them."""
    found = findings(
        GOOD,
        '{"ui_attributes": {},\n"channel_configs": [{"a": null}]}',
        flex_ui="2.17.1",
        settings=only("stops-at-start"),
    )

    assert [str(one.location) for one in found] == ["configuration.json:2:27"]


def test_a_log_level_that_stops_flex_ui_is_no_wrong_value_too() -> None:
    """One fault, one finding: by the more severe rule. A level that only differs in case is one."""
    rules = only("stops-at-start", "wrong-type", "wrong-value")

    assert ids(findings("var appConfig = {logLevel: 'warning'};", settings=rules)) == [
        "stops-at-start"
    ]
    assert ids(findings("var appConfig = {logLevel: {}};", settings=rules)) == ["stops-at-start"]
    assert ids(findings("var appConfig = {logLevel: 'WARN'};", settings=rules)) == ["wrong-value"]


@pytest.mark.parametrize(
    ("column", "told"),
    [
        ('[{"a": {"b": null}}, null]', ["has null in it", "has null in it"]),
        ('"web"', ["is no list"]),
        ('{"length": 1}', ["is no list"]),
        ('[{"a": [null]}, 5]', []),
        ("[]", []),
        ("null", []),
    ],
)
def test_the_column_is_read_whatever_the_script_says(column: str, told: list[str]) -> None:
    """Channel configs of appConfig.js don't help: Flex UI fails before it merges them."""
    found = findings(
        "var appConfig = { channelConfigs: [{ addressType: 'web' }] };",
        f'{{"ui_attributes": {{}}, "channel_configs": {column}}}',
        flex_ui="2.17.1",
        settings=only("stops-at-start"),
    )

    name = "the column channel_configs"
    assert [one.message for one in found] == [
        f"{name} {what}: Flex UI 2.17.1 does not start" for what in told
    ]


@pytest.mark.parametrize(
    ("release", "dead"),
    [
        ("1.18", ["serviceBaseUrl", "sso"]),
        ("1.29", ["markdown", "notifications", "serviceBaseUrl", "sso"]),
        ("2.17.1", ["channelConfigs", "markdown", "notifications", "serviceBaseUrl", "sso"]),
        (None, ["channelConfigs", "markdown", "notifications", "serviceBaseUrl", "sso"]),
    ],
)
def test_dead_keys_are_those_of_the_release(release: str | None, dead: list[str]) -> None:
    """Each is told once, whatever is in it."""
    attributes = {
        key: {"a": {"b": 1}}
        for key in ("sso", "serviceBaseUrl", "notifications", "markdown", "channelConfigs", "own")
    }
    found = findings(
        GOOD,
        json.dumps({"ui_attributes": attributes}),
        flex_ui=release,
        settings=only("dead-key"),
    )

    assert sorted(str(one.path[0]) for one in found) == dead


def test_what_flex_ui_puts_there_itself_is_no_fault_of_a_key() -> None:
    """From the column notifications Flex UI makes notifications.browser, a key that 2.x lost."""
    found = findings(
        GOOD,
        '{"ui_attributes": {}, "notifications": {"enabled": true}}',
        flex_ui="2.17.1",
        settings=only("removed-key"),
    )

    assert found == []


def test_the_newest_release_is_named_where_nobody_said_which() -> None:
    """So that nobody takes it for their own."""
    by_release = read('var appConfig = { warmTransfers: {}, password: "hunter2" };')
    other = read('var appConfig = { password: "hunter2" };')
    named = read("var appConfig = { warmTransfers: {} };", flex_ui="2.17.1")

    assert presumed_release(by_release, check(by_release)) == "Flex UI 2.17.1"
    assert presumed_release(other, check(other)) == ""
    assert presumed_release(named, check(named)) == ""


def test_a_cure_in_a_column_says_that_it_may_be_refused() -> None:
    """Nobody has published whether channel_configs can be changed."""
    (one,) = findings(
        GOOD,
        '{"ui_attributes": {"version_compatibility": "yes"}, "channel_configs": [null]}',
        flex_ui="2.17.1",
        settings=only("stops-at-start"),
    )

    assert one.help == (
        "take what is null out of it; nothing published says whether the column channel_configs "
        "can be changed"
    )
