"""What looks like a secret, and what doesn't."""

from __future__ import annotations

import base64
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from appconfig_merge.secrets.looks import looks_secret
from appconfig_merge.secrets.texts import MASK, hide_in_code, hide_in_line, redact
from tests.hanging import not_hanging

if TYPE_CHECKING:
    from appconfig_merge.paths import Path

SID = "AC" + "0" * 32
HEX = "0123456789abcdef"
RANDOM = "q7Tz0bXc9LrW2mKd" + "V4yHs8PjE1uNf6Ga"


@pytest.mark.parametrize(
    "path",
    [
        ("secret",),
        ("clientSecret",),
        ("client_secret",),
        ("CLIENT_SECRET",),
        ("client-secret",),
        ("client secret",),
        ("password",),
        ("dbPassword2",),
        ("passwd",),
        ("passphrase",),
        ("pwd",),
        ("token",),
        ("authToken",),
        ("auth_token",),
        ("TWILIO_AUTH_TOKEN",),
        ("APIKey",),
        ("apiKey",),
        ("apikey",),
        ("x-api-key",),
        ("privateKey",),
        ("account_key",),
        ("encryptionKey",),
        ("signing_key",),
        ("subscriptionKey",),
        ("writeKey",),
        ("jwt",),
        ("Authorization",),
        ("cookie",),
        ("credential",),
        ("userPin",),
        ("smtpPass",),
        ("smtp", "pass"),
        ("smtp", "auth", "pass"),
        ("pw",),
        ("apiKeyProd",),
        ("api_key_prod",),
        ("token_v2",),
        ("passwordValue",),
        ("privateKeyPem",),
        ("password", "prod"),
        ("apiKey", "live"),
        ("passwords", 0),
        ("secrets", "crm", "eu"),
        ("apiKeys", "maps"),
        ("accessTokens", 0),
        ("credentials", "user"),
        ("credentials", "nested", 0, "x"),
        ("tokens", "apiKey"),
        ("password", "value"),
        ("crm", "token", 0),
    ],
    ids=str,
)
def test_keys_that_tell_of_a_secret(path: Path) -> None:
    """By their last words, in any way of writing them; plurals hold for all that is inside."""
    assert looks_secret(("ui_attributes", *path), "x")
    assert looks_secret(("ui_attributes", *path), 1234)
    assert looks_secret(("ui_attributes", *path), Decimal("1.5"))


@pytest.mark.parametrize(
    "path",
    [
        ("theme", "tokens", "backgroundColors", "primary"),
        ("theme", "tokens", 0),
        ("designTokens", "x"),
        ("colorToken",),
        ("maxTokens",),
        ("tokenizerUrl",),
        ("tokenRefreshThresholdMs",),
        ("tokenUrl",),
        ("tokenUrlSSOv2",),
        ("passwordPolicy",),
        ("password", "minLength"),
        ("passwordField",),
        ("publicKey",),
        ("keyboardShortcuts", "key"),
        ("key",),
        ("keys",),
        ("primaryKey",),
        ("secretary",),
        ("secretName",),
        ("cookieName",),
        ("pin",),
        ("pass",),
        ("boarding", "pass"),
        ("colorTokenValue",),
        ("publicKeyPem",),
        ("password", "label"),
        ("pinned",),
        ("bypass",),
        ("compass",),
        ("monkey",),
        ("account_sid",),
        ("clientId",),
        ("",),
        (),
        (0,),
    ],
    ids=str,
)
def test_keys_that_tell_of_none(path: Path) -> None:
    """A configuration is full of keys that only sound like it."""
    assert not looks_secret(path, "x")
    assert not looks_secret(path, 1234)


@pytest.mark.parametrize(
    "value",
    [
        "-----BEGIN PRIVATE KEY-----\nMII",
        "-----BEGIN RSA PRIVATE KEY-----",
        "-----BEGIN OPENSSH PRIVATE KEY-----",
        "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.",
        "the token is eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.c2ln today",
        "https://user:word@example.com/x",
        "postgres://user:word@db/x",
        "https://:word@example.com",
        "https://example.com/?a=1&access_token=abcdef",
        "https://example.com/cb#apiKey=abcdef",
        "AKIA" + "A1B2C3D4E5F6G7H8",
        "ghp_" + "a1B2" * 9,
        "github_pat_" + "a1B2_" * 5,
        "glpat-" + "a1B2" * 5,
        "xoxb-" + "1234567890-abc",
        "https://hooks.slack.com/services/T00/B00/x",
        "sk_" + "live_" + "a1B2c3D4e5",
        "rk_" + "test_" + "a1B2c3D4e5",
        "AIza" + "a1B2c" * 7,
        "SG." + "a1B2" * 5 + "." + "a1B2" * 10,
        HEX * 2,
        HEX * 4,
        "Bearer abc123def",
        "Authorization: Bearer abc123def",
        "Server=db;User Id=user;Password=a-word;",
        "DefaultEndpointsProtocol=https;AccountKey=YWJjZGVmZw==",
        "https://files.example.com/a?sv=2024&sig=YWJjZGVmZw%3D",
        "https://files.example.com/a?X-Amz-Signature=abcdef",
        "token=abcdef",
        "sk-" + "proj-a1B2c3D4e5F6g7H8",
        f" {HEX * 2}\n",
        "bearer " + "abcdefghij" * 2,
        "Basic " + base64.b64encode(b"user:word").decode(),
        RANDOM,
        base64.b64encode(bytes(range(7, 250, 5))).decode(),
        '{"crm": {"password": "word"}}',
        '[{"value": "https://user:word@example.com"}]',
        '{"password": "word", "password": ""}',
        '{"state": "{\\"apiKey\\": \\"x\\"}"}',
    ],
    ids=range(39),
)
def test_values_that_are_secret_under_any_key(value: str) -> None:
    """Formats of well-known services, and what looks like random bytes."""
    assert looks_secret(("ui_attributes", "custom_data", "note"), value)
    assert looks_secret((), value)


@pytest.mark.parametrize(
    "value",
    [
        SID,
        "WS1f0c7ab92de3485f6a0b9c8d7e6f5a4b",
        "SK" + HEX * 2,
        "WW" + HEX * 2,
        "0" * 32,
        HEX.upper() * 2,
        HEX * 2 + "0",
        "123e4567-e89b-12d3-a456-426614174000",
        "https://example.com/a/b/c/d/e/f/g/H1/i2?x=1#y",
        "https://example.com:8080/path@here",
        "https://user@example.com/",
        "https://cdn.example.com/" + HEX * 2 + "/main.js",
        "wss://tsock.us1.example.com/v3/wsconnect",
        "/assets/Images/2024/Logo1/Large2/Brand.png",
        "Assets/Img1/Foo2/Bar3/Baz4/Qux5/Long6",
        "The quick brown fox jumps over 13 lazy Dogs and then some",
        "#0263E0",
        "rgba(255, 255, 255, 0.5)",
        "linear-gradient(90deg, #0263E0 0%, #ffffff 100%)",
        "1.28.0-alpha.20240101+build.5e3f",
        "flex.eu-west-1.production.contact-center.example.com",
        "first.last+tag@subdomain.example.com",
        "conversationalInsightsTimeZoneConfig2",
        "Twilio-Flex-Plugin-V10-RC2-US1-EU1-X",
        "THIS_IS_A_VERY_LONG_CONSTANT_NAME_42_X",
        "sha384-" + RANDOM,
        "data:image/png;base64," + RANDOM,
        "Basic plan",
        "Basic settings",
        "Basic authentication",
        "Basic abcdefghi",
        "Bearer of news",
        "https://example.com/?token=${TOKEN}&api_key=<YOUR_KEY>",
        "max-width=320;min-width=1024",
        "sk-folding-cube-animation-sk-child",
        "-----BEGIN PUBLIC KEY-----",
        "eyJ is how a token starts",
        "a" * 100,
        "https://example.com/?token=<YOUR>&page_size=50"[:29],
        '{"theme": {"tokens": {"a": "#fff"}}, "password": ""}',
        '{"password": "word"',
        "[" * 10_000,
    ],
    ids=range(42),
)
def test_values_that_are_not_secret(value: str) -> None:
    """False alarms would make a plan unreadable."""
    assert not looks_secret(("ui_attributes", "custom_data", "note"), value)


@pytest.mark.parametrize(
    "value",
    ["", "<YOUR_KEY>", "${TOKEN}", "__TOKEN__", "{{token}}", "%TOKEN%", "$TOKEN", MASK, "xxxx"],
)
def test_placeholders_are_not_secret(value: str) -> None:
    """That one is still to be filled in is what a person should see."""
    assert not looks_secret(("apiKey",), value)


@pytest.mark.parametrize("value", [True, False, None, [], {}, ["x"], {"x": "y"}, object(), b"x"])
def test_what_is_no_text_or_number_is_not_secret(value: object) -> None:
    """Whatever its key."""
    assert not looks_secret(("password",), value)


def test_identifiers_may_look_random() -> None:
    """A client's id is public; that of a definite form is not."""
    assert not looks_secret(("oauth", "clientId"), RANDOM)
    assert not looks_secret(("integrity",), RANDOM)
    assert not looks_secret(("publicKey",), RANDOM)
    assert looks_secret(("oauth", "clientSecret"), RANDOM)
    assert looks_secret(("id",), HEX * 2)


@pytest.mark.parametrize(
    "text",
    [
        "eyJ" * 200_000,
        "://a:" * 200_000,
        "-----BEGIN " * 100_000,
        "SG." * 200_000,
        "?a=" * 200_000,
        "Bearer " + " " * 500_000,
        "Basic " + "A" * 500_000,
        "<" * 500_000,
        "__" * 200_000 + "!",
        "aB1" * 200_000,
        "sk-" * 200_000,
        "a=" * 200_000,
        ";a=" * 200_000,
        "Authorization: " * 50_000,
        "[" * 200_000,
        '{"a":' * 100_000,
        "'" * 200_001,
        "'\\' " * 100_000,
        "`${" * 100_000,
        "a ? " * 100_000,
    ],
    ids=lambda text: text[:10],
)
def test_long_texts_take_linear_time(text: str) -> None:
    """No pattern looks at a character again and again."""
    with not_hanging():
        looks_secret(("x" * 500_000,), text)
        hide_in_line("[" * 100_000, '{"a":[' * 100_000)
        hide_in_line(text[:100_000])
        hide_in_code(text[:100_000])
        redact(text, [text[:50] + "!"])
