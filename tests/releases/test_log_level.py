"""The log-level step by itself: the layer that it makes of a script's logLevel and sdkOptions."""

from __future__ import annotations

from typing import Any, Final

import pytest

from appconfig_merge import Source, script_layer
from appconfig_merge.javascript.values import JSArray, JSObject, Unknown
from appconfig_merge.merging.engine import merge_layers
from appconfig_merge.releases.log_level import derived_levels
from appconfig_merge.releases.table import LevelFill, LogLevelStep

CHAT: Final = LevelFill(("chat", "logLevel"), "logLevel")
DEBUG: Final = LevelFill(("voice", "debug"), "debug")
BOOLEAN: Final = LevelFill(("voice", "debug"), "Boolean(debug)")
FLEX: Final = LevelFill(("flex", "logger", "level"), "logLevel")

UNKNOWN: Final = "unknown"
MAY_BE_ABSENT: Final = "unknown, or absent"
ABSENT: Final = "absent"


def derived(members: str, *fills: LevelFill, always: bool = False) -> Any:
    """What the step puts into sdkOptions over ``{ members }``; None where it makes no layer."""
    script = Source("appConfig.js", f"var appConfig = {{{members}}};")
    tree = merge_layers([script_layer(script, assume=["page"])])
    layer = derived_levels(tree, LogLevelStep(always, fills))
    if layer is None:
        return None
    assert (layer.id, layer.kind, layer.file) == ("derived from logLevel", "derived", "")
    said = spelled(layer.root.traced.value)
    assert list(said) == ["sdkOptions"]
    return said["sdkOptions"]


def spelled(value: Any) -> Any:
    """A value in a few words: the candidates of what is unknown are a tuple."""
    if isinstance(value, Unknown):
        if value.candidates:
            return tuple(
                spelled(one.traced.value) if one.traced is not None else ABSENT
                for one in value.candidates
            )
        return MAY_BE_ABSENT if value.may_be_absent else UNKNOWN
    if isinstance(value, JSObject) and not isinstance(value, JSArray):
        return {key: spelled(slot.traced.value) for key, slot in value.slots.items()}
    return value


@pytest.mark.parametrize(
    ("level", "debug"),
    [("debug", True), ("info", True), ("warn", False), ("error", False), ("silent", False)],
)
def test_the_levels_of_a_level(level: str, debug: bool) -> None:
    """Each path of the step gets the level, or whether that is a talkative one."""
    assert derived(f"logLevel: '{level}'", CHAT, FLEX, DEBUG) == {
        "chat": {"logLevel": level},
        "flex": {"logger": {"level": level}},
        "voice": {"debug": debug},
    }


@pytest.mark.parametrize("members", ["", "logLevel: ''", "logLevel: null", "logLevel: undefined"])
def test_no_level(members: str) -> None:
    """Nothing is derived, unless the step always fills in: "debug" then."""
    assert derived(members, CHAT, BOOLEAN) is None
    assert derived(members, CHAT, BOOLEAN, always=True) == {
        "chat": {"logLevel": "debug"},
        "voice": {"debug": True},
    }


@pytest.mark.parametrize(
    ("options", "fill", "result"),
    [
        ("{chat: {logLevel: 'info'}}", CHAT, None),
        ("{chat: {logLevel: ''}}", CHAT, {"chat": {"logLevel": "warn"}}),
        ("{chat: {other: 1}}", CHAT, {"chat": {"logLevel": "warn"}}),
        ("{voice: {debug: null}}", DEBUG, None),
        ("{voice: {debug: undefined}}", DEBUG, {"voice": {"debug": False}}),
        ("{voice: {debug: null}}", BOOLEAN, {"voice": {"debug": False}}),
        ("{voice: {debug: 'x'}}", BOOLEAN, {"voice": {"debug": True}}),
        ("{voice: {debug: true}}", BOOLEAN, None),
    ],
)
def test_what_sdk_options_have(options: str, fill: LevelFill, result: Any) -> None:
    """A level that is truthy stays, a debug that isn't undefined; as a boolean in some releases."""
    assert derived(f"logLevel: 'warn', sdkOptions: {options}", fill) == result


@pytest.mark.parametrize(
    ("options", "result"),
    [
        ("'text'", {"chat": {"logLevel": "warn"}}),
        ("[]", {"chat": {"logLevel": "warn"}}),
        ("{chat: [1]}", {"chat": {"logLevel": "warn"}}),
        (
            "{chat: Object.assign(() => 1, {logLevel: 'info'})}",
            {"chat": {"logLevel": "info"}},
        ),
        ("page.options", {"chat": {"logLevel": UNKNOWN}}),
        ("{chat: page.chat}", {"chat": {"logLevel": UNKNOWN}}),
        ("{chat: {logLevel: page.level}}", {"chat": {"logLevel": UNKNOWN}}),
    ],
)
def test_sdk_options_that_are_no_plain_objects(options: str, result: Any) -> None:
    """The step writes objects over them; what they have at the path is read as JavaScript does."""
    assert derived(f"logLevel: 'warn', sdkOptions: {options}", CHAT) == result


def test_a_level_that_is_an_object() -> None:
    """Flex UI stops at it: no level is told for the SDKs."""
    assert derived("logLevel: {a: 1}", CHAT, DEBUG) == {
        "chat": {"logLevel": UNKNOWN},
        "voice": {"debug": True},
    }


@pytest.mark.parametrize(
    ("level", "chat", "debug"),
    [
        ("page.a ? 'warn' : 'info'", ("warn", "info"), (False, True)),
        ("page.a ? 'warn' : ''", ("warn", ABSENT), (False, ABSENT)),
        ("page.a ? 'warn' : page.b", ("warn", MAY_BE_ABSENT), (False, MAY_BE_ABSENT)),
        ("page.a ? 'warn' : {a: 1}", ("warn", UNKNOWN), (False, True)),
        ("page.level", UNKNOWN, UNKNOWN),
    ],
)
def test_a_level_that_the_page_decides(level: str, chat: Any, debug: Any) -> None:
    """Each candidate gives its own level, or none where it isn't truthy; that may be unknown."""
    assert derived(f"logLevel: {level}", CHAT, DEBUG) == {
        "chat": {"logLevel": chat},
        "voice": {"debug": debug},
    }


@pytest.mark.parametrize(
    ("level", "chat", "debug"),
    [
        ("page.a ? 'warn' : ''", ("warn", "debug"), (False, True)),
        ("page.level", UNKNOWN, UNKNOWN),
    ],
)
def test_a_level_that_the_page_decides_or_debug(level: str, chat: Any, debug: Any) -> None:
    """Where the step always fills in, "debug" takes the place of what isn't truthy."""
    assert derived(f"logLevel: {level}", CHAT, DEBUG, always=True) == {
        "chat": {"logLevel": chat},
        "voice": {"debug": debug},
    }


@pytest.mark.parametrize("options", ["[]", "'text'", "page.options", "{chat: [1]}"])
def test_neither_the_level_nor_the_options_are_known(options: str) -> None:
    """Objects may be written over what is no plain object, or not: all of it is unknown."""
    assert derived(f"logLevel: page.level, sdkOptions: {options}", CHAT) == MAY_BE_ABSENT


def test_the_level_is_where_a_derived_value_stands() -> None:
    """What was derived stands where the level stands, and was made from it."""
    script = Source("appConfig.js", "var appConfig = { logLevel: 'warn' };")
    layer = derived_levels(
        merge_layers([script_layer(script)]), LogLevelStep(always=False, fills=(DEBUG,))
    )

    assert layer is not None
    at = layer.root.traced.value
    for key in ("sdkOptions", "voice", "debug"):
        assert isinstance(at, JSObject)
        traced = at.slots[key].traced
        at = traced.value
    assert at is False
    assert traced.source is not None
    assert script.text[traced.node.start : traced.node.end] == "'warn'"
    assert [one.value for one in traced.inputs] == ["warn"]
