"""Rule ``secret``: what it finds, what it lets be, and that it never shows what it found."""

from __future__ import annotations

import json

import pytest

from appconfig_merge.checks import Report
from appconfig_merge.checks.registry import RULES
from appconfig_merge.rendering.findings import render_findings
from tests.checks.support import findings, ids, lines, only

SECRET = only("secret")
TOKEN = "9f86d081884c7d659a2feaa0c55ad015"

LEAKS = [
    f'var appConfig = {{ custom: {{ id: "{TOKEN}" }} }};',
    "var appConfig = { api: { password: 'hunter2' } };",
    "var appConfig = { api: { password: 'hunter' } };",
    'var appConfig = { crm: "https://bot:pa55word@crm.example.com/" };',
    f"var unused = '{TOKEN}';\nvar appConfig = {{}};",
    f"function sign() {{ return '{TOKEN}'; }}\nvar appConfig = {{ sign }};",
    "var appConfig = {};\nappConfig.api = {};\nappConfig.api.clientSecret = `s3cr3t-value`;",
    f"var appConfig = {{\n  // authToken: '{TOKEN}',\n}};",
    "var half = 'pass-1';\nvar appConfig = { api: { password: half + '-word-2' } };",
    "var appConfig = { apiKey: location.hash ? 'SK-live-1234' : 'SK-test-1234' };",
]

HARMLESS = [
    'var appConfig = { accountSid: "AC00000000000000000000000000000000" };',
    'var appConfig = { workflows: ["WW00000000000000000000000000000000"] };',
    'var appConfig = { theme: { tokens: { color: "#0263e0" } } };',
    "var appConfig = { sso: { tokenRefreshThresholdMs: 60000 } };",
    'var appConfig = { labels: { forgotPassword: "Forgot your password?" } };',
    'var appConfig = { oauth: { tokenUrl: "https://id.example.com/token", clientId: "flex" } };',
    'var appConfig = { token: localStorage.getItem("flex-token") };',
    'var appConfig = { token: location.hash === "#prod-1234-token" ? 1 : 2 };',
    'var appConfig = { sessionCookie: "flex-session" };',
    'var appConfig = { css: ".Twilio-MainHeader { color: red; background: url(/img/a1.png) }" };',
    'var appConfig = { apiKey: "<YOUR_API_KEY>", secret: "", token: null };',
    'var appConfig = { logo: "https://assets.example.com/logo-2024-03-01-final-v2.svg" };',
    "// https://www.twilio.com/docs/flex/developer/config/flex-configuration\nvar appConfig = {};",
]


@pytest.mark.parametrize("script", LEAKS)
def test_a_secret_anywhere_in_the_script_is_found(script: str) -> None:
    """In the configuration or not, in a comment, in a function, or computed."""
    found = findings(script, settings=SECRET)

    assert set(ids(found)) == {"secret"}


@pytest.mark.parametrize("script", HARMLESS)
def test_what_only_looks_odd_is_let_be(script: str) -> None:
    """Identifiers, addresses, labels, names, css and places still to be filled in."""
    assert findings(script, settings=SECRET) == []


def test_one_secret_is_one_finding() -> None:
    """A literal that comes to several paths is told where it is written."""
    script = f"var authToken = '{TOKEN}';\nvar appConfig = {{ a: {{ authToken }}, b: authToken }};"

    assert lines(findings(script, settings=SECRET)) == ["secret 1:17"]


@pytest.mark.parametrize("place", ["ui_attributes", "public_attributes"])
def test_what_a_browser_gets_of_the_resource_is_looked_at(place: str) -> None:
    """The rest of the resource stays on the server."""
    resource = {"account_sid": "AC", "ui_attributes": {}, "attributes": {"password": "hunter2"}}
    resource[place] = {"a": [{"password": "hunter2"}]}
    (one,) = findings("var appConfig = {};", json.dumps(resource), settings=SECRET)

    assert one.file == "configuration.json"
    assert f"{place}.a[0].password" in one.message
    assert one.path == (("a", 0, "password") if place == "ui_attributes" else ())


def test_other_secrets_on_the_line_of_a_finding_are_hidden() -> None:
    """A resource on one line may have secrets that no browser gets."""
    resource = (
        '{"account_sid": "AC", "attributes": {"password": "hunter2"}, '
        '"ui_attributes": {"a": 1}, "public_attributes": {"token": "t0ken-4711"}}'
    )
    found = findings("var appConfig = {a: 2};", resource)

    assert {"overridden", "secret"} <= set(ids(found))
    assert not any("hunter2" in text or "4711" in text for text in map(str, found))


@pytest.mark.parametrize(
    ("secret", "line", "message"),
    [
        ("pw1!", 'throw "the **** of";', 'Error: throw "the ******** of"'),
        ("pw1", 'throw "the pw1 of";', 'Error: throw "the pw1 of"'),
    ],
)
def test_what_is_secret_at_one_place_is_hidden_at_others(
    secret: str, line: str, message: str
) -> None:
    """On lines, which keep their length, and in messages; but not what is in every other word."""
    script = f'var appConfig = {{ password: "{secret}" }};\nthrow "the {secret} of";'

    leaked, thrown = findings(script, settings=only("secret", "script-throws"))

    assert leaked.line_text == f'var appConfig = {{ password: "{"*" * len(secret)}" }};'
    assert thrown.line_text == line
    assert message in thrown.message


@pytest.mark.parametrize("format", ["text", "json", "sarif", "github", "junit"])
@pytest.mark.parametrize("script", LEAKS)
def test_no_format_shows_a_secret(script: str, format: str) -> None:
    """Whatever other rules say of the same line."""
    resource = '{"ui_attributes": {"api": {"password": null}, "custom": 1, "apiKey": 2}}'
    found = findings(script, resource)
    text = render_findings(Report(("appConfig.js",), tuple(RULES), tuple(found)), format)  # type: ignore[arg-type]

    assert not any(secret in text for secret in (TOKEN, "hunter", "pa55", "s3cr3t", "1234"))


@pytest.mark.parametrize(
    ("entry", "rules"),
    [
        ('password: "password"', []),
        ('token: "TOKEN"', []),
        ('apiKey: "FLEX_API_KEY"', []),
        ('authToken: "auth_token"', []),
        ('clientSecret: "SECRET"', []),
        ('authToken: "__AUTH_TOKEN__"', ["placeholder"]),
        ('password: "changeme"', ["placeholder"]),
        ('password: "Password1"', ["secret"]),
        ('token: "TOKEN7F3A"', ["secret"]),
        ('apiKey: "K3Y"', ["secret"]),
        ('password: "sk_live_4eC39HqLyjWDarjtT1zdp7dc"', ["secret"]),
    ],
)
def test_a_text_that_says_only_what_it_stands_for_is_no_secret(
    entry: str, rules: list[str]
) -> None:
    """Its own name, or a placeholder, which is told as one."""
    assert ids(findings(f"var appConfig = {{{entry}}};")) == rules
