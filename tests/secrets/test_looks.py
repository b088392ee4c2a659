"""What must not be shown, and what must."""

from __future__ import annotations

import base64
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from appconfig_merge.rest.document import JsonValue, identical
from appconfig_merge.secrets.looks import MASK, hide_in_line, looks_secret, masked, redact
from tests.hanging import not_hanging

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    ],
    ids=range(35),
)
def test_values_that_are_secret_under_any_key(value: str) -> None:
    """Formats of well-known services, and what looks like random bytes."""
    assert looks_secret(("ui_attributes", "custom_data", "note"), value)
    assert looks_secret((), value)


@pytest.mark.parametrize(
    "value",
    [
        SID,
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
    ],
    ids=range(38),
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


def test_a_resource_is_masked_where_it_is_secret() -> None:
    """Everything else stays, in its order."""
    resource: JsonValue = {
        "account_sid": SID,
        "ui_attributes": {
            "theme": {"tokens": {"a": "#fff"}},
            "crm": {"apiKey": "x", "enabled": True, "tokens": [1]},
            "credentials": [{"user": "x", "active": False}, None, 5],
        },
    }
    assert masked(resource, ()) == {
        "account_sid": SID,
        "ui_attributes": {
            "theme": {"tokens": {"a": "#fff"}},
            "crm": {"apiKey": MASK, "enabled": True, "tokens": [1]},
            "credentials": [{"user": MASK, "active": False}, None, MASK],
        },
    }
    assert masked("x", ("ui_attributes", "apiKey")) == MASK


SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.text(),
    st.sampled_from([RANDOM, HEX * 2, SID, "https://a:b@c", "<X>", "${X}"]),
)
KEYS = st.sampled_from(["token", "tokens", "apiKeys", "secret", "name", "value", "x"]) | st.text()
VALUES: st.SearchStrategy[JsonValue] = st.recursive(
    SCALARS,
    lambda below: st.lists(below, max_size=4) | st.dictionaries(KEYS, below, max_size=4),
    max_leaves=10,
)


def leaves(value: JsonValue, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every scalar and empty container, with its path."""
    if isinstance(value, dict | list) and value:
        for key, member in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(member, (*path, key))
    else:
        yield path, value


@given(VALUES, st.lists(KEYS, max_size=2).map(tuple))
def test_no_secret_survives_masking_and_all_else_does(value: JsonValue, path: Path) -> None:
    """The copy has the same shape; masking it again changes nothing."""
    copy = masked(value, path)

    before, after = list(leaves(value, path)), list(leaves(copy, path))
    assert [where for where, _ in before] == [where for where, _ in after]
    for (where, old), (_, new) in zip(before, after, strict=True):
        assert not looks_secret(where, new)
        assert identical(new, MASK if looks_secret(where, old) else old)
    assert identical(masked(copy, path), copy)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ('  "apiKey": "hush",,', '  "apiKey": "****",,'),
        ('{"apiKey": hush}', '{"apiKey": ****}'),
        ("{'apiKey': 'hush'}", "{'apiKey': '****'}"),
        ('{"apiKey": "hush', '{"apiKey": "****'),
        ('{"apiKey" "hush"}', '{"apiKey" "****"}'),
        ('{"apiKey"= "hush"}', '{"apiKey"= "****"}'),
        ('{"credentials": {"a": "hush" "b": 1}}', '{"credentials": {"a": "****" "b": *}}'),
        ('{"apiKey": {"value": "hush"} "a": "b"}', '{"apiKey": {"value": "****"} "a": "b"}'),
        ('{"apiKeys": ["hush"], "name": "x" "y"}', '{"apiKeys": ["****"], "name": "x" "y"}'),
        ('{"apiKeys": ["hush", "hu\\"sh"], "x": 1,}', '{"apiKeys": ["****", "******"], "x": 1,}'),
        (f'["{RANDOM}" 1]', f'["{"*" * 32}" 1]'),
        ('{"theme": {"isLight": tru}}', '{"theme": {"isLight": tru}}'),
    ],
)
def test_a_line_is_shown_without_its_secrets(line: str, shown: str) -> None:
    """Of a file that isn't JSON, too; every column stays where it was."""
    assert hide_in_line(line)[0] == shown


@pytest.mark.parametrize(
    ("before", "shown"),
    [
        ('{"apiKey":\n', '"****" "*"'),
        ('{"apiKeys": [\n  "a",\n', '"****" "*"'),
        ('{"credentials": {"a": {}, "b": [\n', '"****" "*"'),
        ('{"credentials": {"a": 1}, "b": [\n', '"hush" "x"'),
        ('{"apiKey": "a", "b":\n', '"hush" "x"'),
        ("]]}", '"hush" "x"'),
    ],
)
def test_the_lines_above_tell_of_a_lines_secrets(before: str, shown: str) -> None:
    """Where a key and its value, or an array and its elements, are on lines of their own."""
    assert hide_in_line('"hush" "x"', before)[0] == shown


@given(st.text(), st.text())
def test_a_line_keeps_its_length(line: str, before: str) -> None:
    """Whatever is in it and above it, and what is hidden was there."""
    text, hidden = hide_in_line(line, before)

    assert len(text) == len(line)
    assert all(one in line for one in hidden)
    assert (text == line) == (not "".join(hidden).strip("*"))


KNOWN = st.text(min_size=4).filter(lambda text: set(text) != {"*"})


@given(st.text(), KNOWN, st.text())
def test_a_known_secret_is_in_no_redacted_text(before: str, secret: str, after: str) -> None:
    """Plain, in JSON, percent-encoded, or in base64 with whatever is around it."""
    assume("*" not in secret)
    raw = secret.encode("utf-8", "surrogatepass")
    around = [text.encode("utf-8", "surrogatepass") for text in (before, after)]
    texts = [
        f"{before}{secret}{after}",
        f"{before}{json.dumps(secret)}{after}",
        f"{before}{quote(raw, safe='')}{after}",
    ]
    for text in texts:
        redacted = redact(text, [secret])
        assert secret not in redacted
        assert MASK in redacted
    for encode in (base64.b64encode, base64.urlsafe_b64encode):
        assert MASK in redact(encode(around[0] + raw + around[1]).decode(), [secret])


def test_the_header_of_basic_authentication_is_redacted() -> None:
    """Httpx shows it in a request's repr, and a proxy may echo it."""
    header = base64.b64encode(f"{SID}:{HEX * 2}".encode()).decode()

    redacted = redact(f"authorization: Basic {header}!", [HEX * 2])
    assert redacted.startswith("authorization: Basic ")
    assert MASK in redacted
    assert base64.b64encode((HEX * 2).encode()).decode()[4:-4] not in redacted
    assert redacted.endswith("!")


def test_short_secrets_are_not_looked_for() -> None:
    """They would tear holes into every text."""
    assert redact("a cat", ["a", "", "cat"]) == "a cat"
    assert redact("a cat", []) == "a cat"


def test_the_longest_known_secret_is_replaced_whole() -> None:
    """One may be the beginning of another."""
    assert redact("abcdefgh", ["abcd", "abcdefgh"]) == MASK


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
    ],
    ids=lambda text: text[:10],
)
def test_long_texts_take_linear_time(text: str) -> None:
    """No pattern looks at a character again and again."""
    with not_hanging():
        looks_secret(("x" * 500_000,), text)
        hide_in_line("[" * 100_000, '{"a":[' * 100_000)
        redact(text, [text[:50] + "!"])
