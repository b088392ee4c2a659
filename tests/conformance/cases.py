"""Random cases: an appConfig.js and a Configuration resource that meet in interesting places."""

from __future__ import annotations

import json
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.conformance.fragments import (
    LEVELS,
    Code,
    any_data,
    any_value,
    key,
    log_level,
    scalar,
    sdk_options,
    to_javascript,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Make = Callable[[Random], Any]

_THEMES = ("FlexDark", "BlueMediumTheme", "GreyLight")
_COLUMNS = (
    "runtime_domain", "notifications", "markdown", "channel_configs",
    "flex_ui_status_report", "debugger_integration", "citrix_voice_vdi",
)  # fmt: skip
_ODD_COLUMN_KEYS = (
    "a__b", "_lead", "UPPER_CASE", "da-sh", "x2_y3", "maxURLLength", "1_2", "é_x",
)  # fmt: skip


class Case(NamedTuple):
    """One page: the text of its appConfig.js and of the resource that it fetches (JSON).

    Without a resource it is what the page has before login.
    """

    script: str
    configuration: str | None


def cases(seed: int) -> Iterator[Case]:
    """Endless cases; the same ones for the same seed."""
    rng = Random(seed)
    while True:
        script = _script(rng)
        resource = json.dumps(_configuration(rng), ensure_ascii=rng.random() < 0.5)
        yield Case(script, resource if rng.random() < 0.9 else None)


def _configuration(rng: Random) -> dict[str, Any]:
    attributes = _attributes(rng, any_data)
    attributes["version_compatibility"] = "yes" if rng.random() < 0.9 else "deprecated"
    resource: dict[str, Any] = {
        # Without these Flex UI can't log in, or doesn't start.
        "account_sid": "AC" + "0" * 32,
        "date_created": "2020-01-02T03:04:05Z",
        "date_updated": "2021-01-02T03:04:05Z",
        "ui_attributes": _shuffled(rng, attributes),
    }
    for column in rng.sample(_COLUMNS, rng.randrange(len(_COLUMNS) + 1)):
        resource[column] = _column(rng, column)
    return _shuffled(rng, resource)


def _column(rng: Random, column: str) -> Any:
    kind = rng.random()
    if kind < 0.1:
        return None
    if column == "channel_configs":
        return [_channel(rng) for _ in range(rng.randrange(4))] if kind < 0.9 else _no_list(rng)
    if kind < 0.25:
        return any_data(rng)
    if column == "runtime_domain":
        return "example.twil.io"
    if column == "notifications":
        return _some(
            rng, {"enabled": rng.choice((True, False, None)), "mode": "always", "browser": True}
        )
    return _some(rng, {"enabled": rng.random() < 0.5, "mode": "readOnly", key(rng): any_data(rng)})


def _no_list(rng: Random) -> Any:
    return rng.choice(("", 0, False, {}, {"length": 0}, {"web": {"enabled": True}}, "web"))


def _channel(rng: Random) -> Any:
    if rng.random() < 0.06:
        return rng.choice(("ab", 1, True, [], [{"a_b": 1}], {}, None))
    attachments = {
        "enabled": rng.random() < 0.5,
        "number_of_attachments": rng.randrange(20),
        "maxFileSize": rng.choice((0, 2097152)),
        "accepted_extensions": ["jpg", {"not_changed": 1}],
        rng.choice(_ODD_COLUMN_KEYS): 1,
    }
    channel = {
        "address_type": rng.choice(("web", "sms")),
        "cbm_attachments": _some(rng, attachments),
        "addressType": "twice",
        "nested_objects": {"with_others": {"inside_them": scalar(rng) or 0}},
    }
    return _some(rng, channel)


def _attributes(rng: Random, other: Make) -> dict[str, Any]:
    """The keys that the two sides share, each at times of a type that it shouldn't have."""
    usual: dict[str, Make] = {
        "logLevel": log_level,
        "sdkOptions": lambda rng: sdk_options(rng, other),
        "language": lambda rng: rng.choice(("en-US", "de-DE", "")),
        "colorTheme": lambda rng: _color_theme(rng, other),
        "theme": lambda rng: {"isLight": rng.random() < 0.5, "tokens": _object(rng, other)},
        "notifications": lambda rng: _some(
            rng, {"browser": True, "enabled": False, "mode": "x", key(rng): other(rng)}
        ),
        "sso": lambda rng: _some(rng, {"accountSid": "AC", "loginPopup": True, "a": scalar(rng)}),
        "markdown": lambda _: {"enabled": True, "mode": "readWrite"},
        "serviceBaseUrl": lambda rng: rng.choice(("example.com", "not_found")),
        "channelConfigs": lambda _: [{"addressType": "mine"}],
        "pluginService": lambda rng: _some(rng, {"enabled": False, "url": "/plugins"}),
        "rejectPendingReservations": lambda rng: rng.random() < 0.5,
        "initialDeviceCheck": lambda rng: rng.random() < 0.5,
        "enableClientCalling": lambda rng: rng.random() < 0.5,
        "hasSupportForChannelsOnStore": lambda rng: rng.random() < 0.5,
        "flexUiStatusReport": lambda _: {"enabled": True},
        "debuggerIntegration": lambda _: {"enabled": True},
        "citrixVoiceVdi": lambda _: {"enabled": True},
        "fileAttachment": lambda _: {"maxFileSize": 1, "acceptedExtensions": ["jpg", "png"]},
        "custom_data": lambda rng: _object(rng, other),
        "plugin_x": lambda rng: _object(rng, other),
    }
    wild = 0.05 if rng.random() < 0.5 else 0.25
    result: dict[str, Any] = {}
    most = rng.choice((3, 5, len(usual) // 2))
    for name, make in rng.sample(sorted(usual.items()), rng.randrange(most + 1)):
        # A wrong log level or sso stops Flex UI: most of them would tell nothing.
        strict = name in {"logLevel", "sso"}
        result[name] = other(rng) if rng.random() < wild and not strict else make(rng)
    for _ in range(rng.randrange(3)):
        result[key(rng)] = other(rng)
    return _shuffled(rng, result)


def _color_theme(rng: Random, other: Make) -> Any:
    if rng.random() < 0.5:
        return rng.choice((*_THEMES, ""))
    return _some(rng, {"baseName": "GreyDark", "light": True, "colors": {"base1": other(rng)}})


def _object(rng: Random, other: Make) -> dict[str, Any]:
    return {key(rng): other(rng) for _ in range(rng.randrange(4))}


def _some(rng: Random, data: dict[str, Any]) -> dict[str, Any]:
    """Some of an object's entries, in any order."""
    return dict(rng.sample(list(data.items()), rng.randrange(len(data) + 1)))


def _shuffled(rng: Random, data: dict[str, Any]) -> dict[str, Any]:
    return dict(rng.sample(list(data.items()), len(data)))


def _script(rng: Random) -> str:
    """An appConfig.js: one literal, or made in steps."""
    values = _attributes(rng, any_value)
    style = rng.random()
    text = to_javascript(rng, values)
    if style < 0.45:
        return f"{_declared(rng)} = {text};\n"
    lines = [f"{_declared(rng)} = {text};"]
    if style < 0.6:
        other = to_javascript(rng, _attributes(rng, any_value))
        together = rng.choice((f"{{ ...base, ...{other} }}", f"Object.assign({{}}, base, {other})"))
        lines = [f"var base = {text};", f"{_declared(rng)} = {together};"]
    elif style < 0.7:
        lines = [f"var logLevel = {to_javascript(rng, Code(json.dumps(log_level(rng))))};"]
        lines.append(f"{_declared(rng)} = Object.assign({text}, {{ logLevel }});")
    lines.extend(_step(rng) for _ in range(rng.randrange(4)))
    return "\n".join(lines) + "\n"


def _declared(rng: Random) -> str:
    return rng.choice(("var appConfig", "var appConfig", "const appConfig", "window.appConfig"))


def _step(rng: Random) -> str:
    steps: list[tuple[str, Make]] = [
        ("logLevel", log_level),
        ("logLevel", lambda rng: Code(f"location.port ? '{rng.choice(LEVELS)}' : 'error'")),
        ("sdkOptions", lambda rng: sdk_options(rng, any_value)),
        ("language", lambda _: "fr"),
        ("colorTheme", lambda rng: _color_theme(rng, any_value)),
        ("notifications", lambda _: {"browser": False}),
        (rng.choice("abcd"), any_value),
    ]
    name, make = rng.choice(steps)
    if rng.random() < 0.2:
        return f"delete appConfig.{name};"
    target = rng.choice((f"appConfig.{name}", f'appConfig["{name}"]'))
    return f"{target} = {to_javascript(rng, make(rng))};"
