"""What Flex UI does that Twilio's documentation doesn't say, release by release."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge import UNDEFINED, Unresolved
from appconfig_merge.releases.channel_configs import camel_case
from tests.effective.support import Summary, summaries
from tests.releases.support import SID, exactly, value


@pytest.mark.parametrize(
    ("release", "level"),
    [
        ("1.29", "info"),
        ("1.33", "info"),
        ("1.34.6", "debug"),
        ("2.2", "info"),
        ("2.3", "debug"),
        ("2.17.1", "debug"),
    ],
)
def test_the_resources_log_level_beats_app_config(release: str, level: str) -> None:
    """From 2.3.0 on, and in 1.34.6, against the documented precedence."""
    config = exactly(release, "{logLevel: 'info'}", {"logLevel": "debug"})

    assert value(config, "logLevel") == level


def test_the_story_of_a_log_level() -> None:
    """Everyone's word on it, from the defaults up, and the last word at the end."""
    config = exactly("2.17.1", "{logLevel: 'info'}", {"logLevel": "debug"})

    assert summaries(config, "logLevel") == [
        Summary("Flex UI 2.17.1", "error", "overridden", "higher-layer", "", "appConfig.js:1:28"),
        Summary(
            "ui_attributes",
            "debug",
            "overridden",
            "higher-layer",
            "configuration.json:4:15",
            "appConfig.js:1:28",
        ),
        Summary(
            "appConfig.js",
            "info",
            "overridden",
            "higher-layer",
            "appConfig.js:1:28",
            "configuration.json:4:15",
        ),
        Summary(
            "ui_attributes.logLevel",
            "debug",
            "effective",
            "highest-layer",
            "configuration.json:4:15",
        ),
    ]


def test_derived_log_levels() -> None:
    """Each SDK gets the level that isn't given one, and it is told from where."""
    config = exactly(
        "2.17.1",
        "{logLevel: 'warn', sdkOptions: {chat: {logLevel: 'info'}, worker: {logLevel: ''}}}",
    )

    assert value(config, "sdkOptions") == {
        "chat": {"logLevel": "info"},
        "worker": {"logLevel": "warn"},
        "flex": {"logger": {"level": "warn"}},
        "voice": {"logLevel": "warn"},
        "insights": {"logLevel": "warn"},
    }
    assert summaries(config, "sdkOptions.voice.logLevel") == [
        Summary("derived from logLevel", "warn", "effective", "only-layer", "appConfig.js:1:28")
    ]
    assert summaries(config, "sdkOptions.chat.logLevel") == [
        Summary("appConfig.js", "info", "effective", "only-layer", "appConfig.js:1:66")
    ]


@pytest.mark.parametrize(
    ("release", "options", "debug"),
    [
        ("1.29", "{}", True),  # a default
        ("1.30", "{}", False),
        ("1.30", "{voice: {debug: null}}", None),
        ("1.32.1", "{voice: {debug: null}}", False),
        ("1.34", "{voice: {debug: 'x'}}", True),
        ("2.0", "{}", ...),
    ],
)
def test_whether_the_voice_sdk_debugs(release: str, options: str, debug: Any) -> None:
    """1.30 to 1.34 derive it from the level; 2.x gives a level instead."""
    config = exactly(release, f"{{logLevel: 'warn', sdkOptions: {options}}}")

    assert value(config, "sdkOptions.voice.debug") == debug


def test_levels_without_a_level() -> None:
    """1.30 and 1.31 fill in debug even where logLevel is empty; later releases do nothing."""
    assert value(exactly("1.30", "{logLevel: ''}"), "sdkOptions.chat.logLevel") == "debug"
    assert value(exactly("1.33", "{logLevel: ''}"), "sdkOptions.chat.logLevel") is ...


def test_an_unresolved_level() -> None:
    """What is derived from it is as unresolved as it is, with candidates of its own."""
    config = exactly("1.34", "{logLevel: location.port ? 'warn' : 'debug'}")

    level = value(config, "sdkOptions.chat.logLevel")
    debug = value(config, "sdkOptions.voice.debug")
    assert isinstance(level, Unresolved)
    assert isinstance(debug, Unresolved)
    assert [one.value for one in level.candidates] == ["warn", "debug"]
    assert [one.value for one in debug.candidates] == [False, True]


def test_dead_keys() -> None:
    """ui_attributes.notifications never counts: the column does, and a key is made of it."""
    config = exactly(
        "2.17.1",
        "{}",
        {"notifications": {"browser": False, "custom": 1}},
        notifications={"enabled": True, "mode": "always"},
    )

    assert value(config, "notifications") == {"enabled": True, "mode": "always", "browser": True}
    assert summaries(config, "notifications.custom") == [
        Summary(
            "ui_attributes",
            1,
            "removed",
            "replaced-by-column",
            "configuration.json:10:14",
            "configuration.json:3:19",
        )
    ]
    assert config.explain("notifications.browser").set_by == "column notifications"


def test_a_missing_column_writes_undefined() -> None:
    """Over a default, and over what ui_attributes has."""
    config = exactly("2.17.1", "{}", {"markdown": {"mode": "readWrite"}})

    assert value(config, "markdown") is UNDEFINED
    assert value(config, "notifications") == {
        "enabled": True,
        "mode": "whenNotInFocus",
        "browser": UNDEFINED,
    }


@pytest.mark.parametrize(
    ("release", "missing", "falsy"),
    [("1.31", ..., ...), ("1.33", UNDEFINED, False), ("2.0", UNDEFINED, UNDEFINED)],
)
def test_a_column_that_is_no_more_than_falsy(release: str, missing: Any, falsy: Any) -> None:
    """flex_ui_status_report: not read at first, then as it is, then only what is truthy."""
    assert value(exactly(release, "{}"), "flexUiStatusReport") == missing
    config = exactly(release, "{}", flex_ui_status_report=False)
    assert value(config, "flexUiStatusReport") == falsy


def test_channel_configs_in_camel_case() -> None:
    """Keys change through objects, not through arrays; keys of ui_attributes stay."""
    config = exactly(
        "2.17.1",
        "{}",
        {"custom_key": 1},
        channel_configs=[{"address_type": "web", "cbm": {"max_size": 1, "list_of": [{"a_b": 1}]}}],
    )

    assert value(config, "channelConfigs") == [
        {"addressType": "web", "cbm": {"maxSize": 1, "listOf": [{"a_b": 1}]}}
    ]
    assert value(config, "custom_key") == 1
    assert str(config.explain("channelConfigs[0].cbm").contributions[-1].location) == (
        "configuration.json:6:11"
    )


@pytest.mark.parametrize(
    ("release", "channels"),
    [
        ("2.0", ["web", "sms", "whatsapp", "email"]),
        ("2.10", ["web", "sms", "whatsapp", "apple", "email"]),
    ],
)
def test_built_in_channel_configs(release: str, channels: list[str]) -> None:
    """Where the resource has none, Flex UI has a list of its own."""
    found = value(exactly(release, "{}", channel_configs=[]), "channelConfigs")

    assert [one["addressType"] for one in found] == channels


def test_what_flex_ui_fails_on() -> None:
    """It has no value then, and the reason is told."""
    config = exactly("2.17.1", "{}", channel_configs=[{"a": None}])

    found = value(config, "channelConfigs[0].a")
    assert isinstance(found, Unresolved)
    assert "Flex UI fails on this" in found.reason


def test_a_string_beneath_an_object() -> None:
    """Its characters become keys, here those of the default language."""
    config = exactly("2.17.1", "{language: {region: 'de'}}")

    assert value(config, "language") == {
        "0": "e",
        "1": "n",
        "2": "-",
        "3": "U",
        "4": "S",
        "region": "de",
    }


def test_a_colour_theme_that_is_a_string() -> None:
    """It is put under baseName, by whoever set it."""
    config = exactly("1.34", "{colorTheme: 'GreyDark'}", {"colorTheme": {"light": True}})

    assert value(config, "colorTheme") == {"baseName": "GreyDark"}
    assert summaries(config, "colorTheme.baseName")[-1] == Summary(
        "appConfig.js", "GreyDark", "effective", "wrapped", "appConfig.js:1:30"
    )


def test_the_string_that_became_an_object_is_part_of_it() -> None:
    """At its own path it is merged, not lost."""
    config = exactly("1.34", "{colorTheme: 'GreyDark'}")

    assert [(one.layer, one.outcome, one.rule) for one in summaries(config, "colorTheme")][-1] == (
        "appConfig.js",
        "merged",
        "wrapped",
    )


def test_the_last_word_on_the_log_level_is_a_layer_only_where_it_is_one() -> None:
    """Where appConfig.js has none, ui_attributes has said it already."""
    config = exactly("2.17.1", "{}", {"logLevel": "debug"})

    assert config.explain("logLevel").set_by == "ui_attributes"
    assert "ui_attributes.logLevel" not in [layer.id for layer in config.layers]


def test_null_resets_only_what_is_merged_with_it() -> None:
    """From 1.32 on R + A comes first: what null hides there comes back from the defaults."""
    attributes = {"pluginService": None}
    script = "{pluginService: {url: '/p'}}"

    assert value(exactly("1.29", script, attributes), "pluginService") == {"url": "/p"}
    assert value(exactly("2.17.1", script, attributes), "pluginService") == {
        "enabled": True,
        "url": "/p",
    }


def test_sso_is_always_there() -> None:
    """First of all keys, and made of the account."""
    config = exactly("2.17.1", "{a: 1}", {"sso": {"appId": "x"}})

    assert next(iter(config)) == "sso"
    assert value(config, "sso") == {"accountSid": SID}


def test_before_login() -> None:
    """Without a resource it is what Flex UI starts with, and that is said."""
    from appconfig_merge import Source, effective_config

    config = effective_config(
        Source("appConfig.js", "var appConfig = {theme: {isLight: false}};"), flex_ui="2"
    )

    assert value(config, "theme.isLight") is False
    assert value(config, "sdkOptions.chat.logLevel") == "error"
    assert value(config, "serviceBaseUrl") is ...
    assert [one.code for one in config.diagnostics] == ["before-login"]


def test_columns_that_nobody_gave() -> None:
    """Of ui_attributes alone nothing is known of the columns, and nothing is made up."""
    from appconfig_merge import Source, effective_config

    config = effective_config(
        Source("appConfig.js", "var appConfig = {};"),
        ui_attributes={"markdown": 1, "theme": {"isLight": False}},
        flex_ui="2",
    )

    markdown = value(config, "markdown")
    assert isinstance(markdown, Unresolved)
    assert markdown.reason == (
        "it is the resource's column markdown, and only ui_attributes are given"
    )
    assert value(config, "theme.isLight") is False


def test_without_a_layer() -> None:
    """The same merge without one source: what would win."""
    config = exactly("2.17.1", "{logLevel: 'info'}", {"logLevel": "debug"})

    assert value(config.without("ui_attributes.logLevel"), "logLevel") == "info"
    assert value(config.without("ui_attributes"), "logLevel") == "info"
    assert value(config.without("appConfig.js"), "logLevel") == "debug"
    assert value(config.without("Flex UI 2.17.1"), "language") is ...
    assert value(config.without("derived from logLevel"), "sdkOptions") is ...


@pytest.mark.parametrize("release", ["1.18.0", "1.34.6", "2.0.0", "2.17.1"])
def test_without_ui_attributes_the_columns_stay(release: str) -> None:
    """They are merged though no layer has an object for them to stand in."""
    config = exactly(release, "{}", {"language": "de-DE"}, runtime_domain="https://a.example.com")
    without = config.without("ui_attributes")

    assert value(without, "language") == "en-US"
    assert value(without, "serviceBaseUrl") == "https://a.example.com"
    assert value(without, "sso.accountSid") == SID


def test_what_flex_ui_adds_has_no_place() -> None:
    """Defaults stand in no file that anyone could open."""
    config = exactly("2.17.1", "{}")
    (defaults,) = [layer for layer in config.layers if layer.kind == "defaults"]

    assert not defaults.has_positions
    assert (defaults.id, defaults.file) == ("Flex UI 2.17.1", "")


def test_a_flag_that_becomes_a_boolean_only_with_a_log_level() -> None:
    """Without a level the step isn't taken, and the flag stays what it is."""
    voice = "sdkOptions: {voice: {debug: 'debug'}}"

    assert value(exactly("1.32.1", f"{{logLevel: 'debug', {voice}}}"), _FLAG) is True
    assert value(exactly("1.32.1", f"{{logLevel: '', {voice}}}"), _FLAG) == "debug"
    either = exactly("1.32.1", f"{{logLevel: location.hash ? 'debug' : '', {voice}}}")
    assert isinstance(value(either, _FLAG), Unresolved)


_FLAG = "sdkOptions.voice.debug"


@given(st.text("ab_", max_size=8))
def test_keys_of_small_letters_take_the_short_way_to_camel_case(key: str) -> None:
    """An apostrophe is nothing to lodash, and makes a key one that isn't plain."""
    assert camel_case(key) == camel_case(f"{key}'")
