"""The leaves at which differences are planted: keys that people set, with values to choose from."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from tests.live.scenarios.trees import Path, Raw


class Leaf(NamedTuple):
    """A key with values that differ from each other and from Flex UI's default.

    ``is_json`` tells whether they can stand in JSON, ``in_resource`` whether ui_attributes can set
    it: ``notifications`` there is dead, as a column of the resource replaces it.
    """

    path: Path
    values: tuple[Any, ...]
    is_json: bool = True
    in_resource: bool = True


def _leaf(path: str, *values: Any, **more: bool) -> Leaf:
    return Leaf(tuple(path.split(".")), values, **more)


LEAVES: Final = (
    _leaf("language", "sv-SE", "ko-KR", "de-DE"),
    _leaf("theme.tokens.backgroundColors.colorBackgroundBody", "#101418", "#fafafa", "#00263a"),
    _leaf("theme.tokens.backgroundColors.colorBackground", "#202428", "#f0f0f0", "#10364a"),
    _leaf("theme.tokens.textColors.colorText", "#111111", "#eeeeee", "#223344"),
    _leaf("theme.componentThemeOverrides.MainHeader.Container.background", "navy", "teal", "#333"),
    _leaf("theme.componentThemeOverrides.MainHeader.Container.color", "white", "#ddd", "#ff0"),
    _leaf("theme.componentThemeOverrides.SideNav.Container.background", "#000", "#101010", "gray"),
    _leaf("sdkOptions.chat.region", "us1", "ie1", "au1"),
    _leaf("sdkOptions.insights.productId", "one", "two", "three"),
    _leaf("componentProps.Ticker.seconds", 30, 20, 10),
    _leaf("componentProps.Ticker.colours", ["red", "green"], ["blue"], []),
    _leaf("componentProps.Wallboard.columns", 3, 4, 5),
    _leaf("componentProps.Wallboard.title", "Queues", "Lines", None),
    _leaf("custom_data.desk", "day", "night", "weekend"),
    _leaf("custom_data.lines", ["a", "b"], ["a", "b", "c"], ["c"]),
    _leaf("custom_data.crm.url", "https://crm.example.com/", "https://crm2.example.com/", ""),
    _leaf("custom_data.crm.retries", 0, 1.5, -3),
    _leaf("custom_data.limits.calls", 10, 20, 1e21),
    _leaf("fileAttachment.enabled", True, False, None),
    _leaf("fileAttachment.acceptedExtensions", ["png"], ["png", "pdf"], ["png", "pdf", "txt"]),
    _leaf("ytica", True, False, None),
    _leaf("showSupervisorDesktopView", True, False, "yes"),
    _leaf("notifications.mode", "always", "never", "whenInFocus", in_resource=False),
    _leaf("monitoring.sampleRate", 0.1, 0.25, 1),
    _leaf("wrapUp.seconds", 30, "30", 45),
    _leaf("dialPad.prefix", "+46", "+81", "+49"),
    _leaf(
        "componentProps.Ticker.format",
        Raw("(text) => text.trim()"),
        Raw("function (text) { return text.toUpperCase(); }"),
        Raw("(text) => text"),
        is_json=False,
    ),
    _leaf(
        "custom_data.label",
        Raw('function (name) { return "Desk " + name; }'),
        Raw("undefined"),
        Raw("NaN"),
        is_json=False,
    ),
)
"""Each in an object that may have others beside it."""

LEVELS: Final = tuple(
    tuple(path.split("."))
    for path in (
        "sdkOptions.chat.logLevel", "sdkOptions.worker.logLevel", "sdkOptions.flex.logger.level",
        "sdkOptions.voice.logLevel", "sdkOptions.insights.logLevel",
    )
)  # fmt: skip
"""What follows from ``logLevel``, which no base sets by itself."""

DEFAULTS: Final = {
    ("language",): "en-US",
    ("theme", "isLight"): True,
    ("pluginService", "enabled"): True,
    ("logLevel",): "error",
    ("rejectPendingReservations",): True,
    ("initialDeviceCheck",): True,
    ("notifications", "enabled"): True,
    ("notifications", "mode"): "whenNotInFocus",
    ("enableClientCalling",): False,
    ("hasSupportForChannelsOnStore",): False,
}
"""What Flex UI 2.2 to 2.17.1 has where nothing is set."""
