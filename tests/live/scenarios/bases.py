"""Configurations of real shape, in which differences are planted or none is."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from tests.live.scenarios.trees import Raw, Tree

_ACCOUNT: Final = "AC" + "0" * 32


class Base(NamedTuple):
    """What a file sets, and what the resource's ui_attributes and other columns have."""

    name: str
    file: Tree
    attributes: Tree
    columns: Tree


def _base(name: str, file: Tree, attributes: Tree, **columns: Any) -> Base:
    return Base(name, file, {"version_compatibility": "yes", **attributes}, columns)


_SSO: Final = {"sso": {"accountSid": _ACCOUNT}}

BASES: Final = (
    _base(
        "plugin-project",
        {
            "pluginService": {"enabled": True},
            "ytica": False,
            "logLevel": "info",
            "showSupervisorDesktopView": True,
        },
        {"language": "en-GB", "custom_data": {"lines": ["a", "b"]}},
    ),
    _base(
        "corporate-theme",
        {
            **_SSO,
            "logLevel": "warn",
            "theme": {
                "isLight": True,
                "tokens": {
                    "backgroundColors": {"colorBackgroundPrimary": "#3b1e75"},
                    "textColors": {"colorTextLink": "#3b1e75"},
                },
                "componentThemeOverrides": {"MainHeader": {"Container": {"padding": "4px"}}},
            },
        },
        {"theme": {"isLight": False, "tokens": {"textColors": {"colorTextWeak": "#606b85"}}}},
    ),
    _base(
        "contact-centre",
        {
            **_SSO,
            "language": "en-GB",
            "sdkOptions": {
                "chat": {"logLevel": "error"},
                "voice": {"allowIncomingWhileBusy": True},
            },
            "componentProps": {
                "Ticker": {"shows": Raw("(queue) => queue.waiting > 0")},
                "Wallboard": {"rows": 4},
            },
            "fileAttachment": {"maxFileSize": Raw("5 * 1024 * 1024")},
            "queueLabels": {"support.billing": "Billing", "sales.groups": "Group bookings"},
            "rejectPendingReservations": False,
        },
        {
            "logLevel": "error",
            "fileAttachment": {"maxFileSize": 16777216},
            "componentProps": {"Wallboard": {"rows": 3, "interval": 60}},
        },
        runtime_domain="https://agents.example.com",
        notifications={"enabled": True, "mode": "whenNotInFocus"},
    ),
    _base(
        "regions",
        {
            "serviceBaseUrl": "https://flex.emea.example.com",
            "custom_data": {"region": "emea", "callback_url": "https://callbacks.example.com/"},
            "locations": [
                {"name": "Frankfurt", "edge": "frankfurt"},
                {"name": "Dublin", "edge": "dublin"},
            ],
        },
        {"custom_data": {"region": "all"}, "locations": [{"name": "Nearest", "edge": "roaming"}]},
        runtime_domain="desk-1234-dev.twil.io",
        markdown={"enabled": True, "mode": "readWrite"},
    ),
    _base(
        "legacy",
        {
            "logLevel": "info",
            "colorTheme": {"baseName": "FlexLight", "colors": {"base1": "#0b3d5c"}},
            "enableClientCalling": True,
            "initialDeviceCheck": False,
        },
        {"colorTheme": {"baseName": "GreyDark"}},
        flex_ui_status_report={"enabled": False},
    ),
    _base(
        "nearly-nothing",
        {"custom_data": {"owner": "desk"}},
        {},
    ),
    _base(
        "resource-only",
        {"custom_data": {"owner": "desk"}},
        {
            "language": "fr-FR",
            "theme": {"isLight": False, "tokens": {"textColors": {"colorTextWeak": "#99a"}}},
            "sdkOptions": {"chat": {"region": "us1"}},
            "custom_data": {"queues": ["billing", "support"], "owner": "central"},
        },
        runtime_domain="desk-1234-dev.twil.io",
    ),
    _base(
        "odd-values",
        {
            "nothing": None,
            "undef": Raw("undefined"),
            "nan": Raw("NaN"),
            "minusZero": Raw("-0"),
            "endless": Raw("Infinity"),
            "big": Raw("9007199254740993n"),
            "pattern": Raw(r"/^\+?[0-9]{4,15}$/i"),
            "empty": {},
            "none": [],
            "nested": [[1, [2, {"three": 3}]], None, ""],
        },
        {"nothing": {"was": 1}, "empty": {"kept": True}, "none": [1, 2]},
    ),
    _base(
        "odd-keys",
        {
            "10": "ten",
            "2": "two",
            "": "empty key",
            "with.dot": {"a b": 1, "ü": "u"},
            'quo"te': "'",
            "$js": {"$js": "undefined"},
            "class": "reserved",
        },
        {"2": "zwei", "with.dot": {"c": 2}, "constructor": {"name": "n"}},
    ),
    _base(
        "functions",
        {
            "componentProps": {
                "Ticker": {
                    "onTick": Raw("function onTick(now) {\n  return now + 1;\n}"),
                    "render": Raw("async (x) => { await x; }"),
                    "items": Raw("function* () { yield 1; }"),
                }
            },
            "custom_data": {"format": Raw("(n) => `#${n}`"), "owner": "functions"},
        },
        {"custom_data": {"format": "plain", "owner": "central"}},
    ),
    _base(
        "queues",
        {
            "queuesStats": {"visible": True, "columns": ["name", "waiting"]},
            "rejectPendingReservations": False,
            "custom_data": {"flags": {"a": True, "b": {"c": [False]}}, "since": "2026-01-01"},
        },
        {
            "queuesStats": {"visible": False, "columns": ["name"], "refresh": 5000},
            "logLevel": "warn",
        },
        channel_configs=[
            {"address_type": "web", "cbm_attachments": {"enabled": True}},
            {"address_type": "sms", "cbm_attachments": {"enabled": False}},
        ],
    ),
    _base(
        "sso",
        {
            "sso": {
                "accountSid": _ACCOUNT,
                "redirectUrl": "https://desk.example.com/agent-desktop/",
                "loginPopup": False,
            },
            "notifications": {"enabled": False},
            "logLevel": "silent",
        },
        {"language": "pt-BR", "markdown": {"enabled": False}},
        markdown={"enabled": True, "mode": "readOnly"},
        notifications={"enabled": True},
    ),
)
