"""The rules about one release: what it refuses, never reads, or doesn't know."""

from __future__ import annotations

import json

import pytest

from tests.checks.support import findings, ids, only

GOOD = "var appConfig = {};"


@pytest.mark.parametrize(
    ("attributes", "release", "told"),
    [
        ({"version_compatibility": "yes"}, "1.34", []),
        ({"version_compatibility": "deprecated"}, "1.34", ["info"]),
        ({"version_compatibility": "no"}, "1.34", ["error"]),
        ({"version_compatibility": True}, "1.34", ["error"]),
        ({}, "1.34", ["error"]),
        ({}, "2.17.1", []),
        ({}, None, []),
    ],
)
def test_what_flex_ui_1_refuses(attributes: object, release: str | None, told: list[str]) -> None:
    """It starts with yes, with a notice if deprecated, and not at all with anything else."""
    found = findings(
        GOOD,
        json.dumps({"ui_attributes": attributes}),
        flex_ui=release,
        settings=only("version-compatibility"),
    )

    assert [one.severity for one in found] == told


def test_the_script_cannot_make_flex_ui_1_start() -> None:
    """It is read from the resource only."""
    found = findings(
        'var appConfig = { version_compatibility: "yes" };',
        '{"ui_attributes": {}}',
        flex_ui="1.34",
        settings=only("version-compatibility"),
    )

    assert ids(found) == ["version-compatibility"]


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
    (one,) = findings("var appConfig = { warmTransfers: {} };", settings=only("removed-key"))

    assert one.help is not None
    assert one.help.endswith("is the newest known here; --flex-ui names yours)")
