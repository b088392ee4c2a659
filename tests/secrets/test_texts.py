"""Texts without what looks secret in them, and without secrets that are known."""

from __future__ import annotations

import base64
import json
from urllib.parse import quote

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from appconfig_merge.secrets.texts import MASK, hide_in_code, hide_in_line, redact

SID = "AC" + "0" * 32
HEX = "0123456789abcdef"
RANDOM = "q7Tz0bXc9LrW2mKd" + "V4yHs8PjE1uNf6Ga"


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
        ('{"sk_live_0123456789": }', '{"******************": }'),
        ("  apiKey: 'a hush, hush' 'b',", "  apiKey: '************' '*',"),
        ("  either: x ? 'a' : 'b', token: y ? `c` : 'd'",
         "  either: x ? 'a' : 'b', token: * ? `*` : '*'"),
    ],
)  # fmt: skip
def test_a_line_is_shown_without_its_secrets(line: str, shown: str) -> None:
    """Of a file that isn't JSON, too; every column stays where it was."""
    assert hide_in_line(line).text == shown


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("x ? { apiKey: 'a' } : {}", "x ? { apiKey: '********' } : {}"),
        ("load({ pin: 1234, userPin: 1234 })", "load({ pin: 1234, userPin: ******** })"),
        ("{ token: x ? 'a' : 'b', name: 'c' }",
         "{ token: x ? '********' : '********', name: 'c' }"),
        ("{ token: page.key ?? other?.key, name: 'c' }",
         "{ token: page.key ?? other?.key, name: 'c' }"),
        ("f({ apiKey: 'a' }, 'plain')", "f({ apiKey: '********' }, 'plain')"),
        ("x.password === 'a'", "x.password === '********'"),
        ("headers['X-Api-Key'] = 'a'; name = 'b'", "headers['X-Api-Key'] = '********'; name = 'b'"),
        ("() => f('/x', { headers: { Authorization: 'Bearer a' } })",
         "() => f('/x', { headers: { Authorization: '********' } })"),
        ("`/x?access_token=abcdef&x=${y}`", "`********`"),
        ("`a ${f({ apiKey: 'a' })} b`", "`a ${f({ apiKey: '********' })} b`"),
        ('x + "{\\"apiKey\\": \\"a\\"}"', 'x + "********"'),
        ("{ sk_live_0123456789: /sk_live_0123456789/ }", "{ ********: /********/ }"),
        ("location.hash ? 'it\\'s' : `on`", "location.hash ? 'it\\'s' : `on`"),
    ],
)  # fmt: skip
def test_code_is_shown_without_its_secrets(code: str, shown: str) -> None:
    """Literals are masked by the keys and names in front of them, or by their form."""
    assert hide_in_code(code).text == shown


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
    assert hide_in_line('"hush" "x"', before).text == shown


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
        f"{before}{json.dumps(secret, ensure_ascii=False)}{after}",
    ]
    for text in texts:
        redacted = redact(text, [secret])
        assert secret not in redacted
        assert MASK in redacted
    for encode in (base64.b64encode, base64.urlsafe_b64encode):
        assert MASK in redact(encode(around[0] + raw + around[1]).decode(), [secret])


@pytest.mark.parametrize(
    "text",
    ["p%C3%A4ss%2Fword+1", "p%c3%a4ss%2fword+1", "p%C3%A4ss/word%201", "p%c3%a4ss%2fword%201"],
)
def test_percent_encoding_has_several_spellings(text: str) -> None:
    """Digits of either case, a slash as it is or encoded, a blank as either sign."""
    assert redact(f"?key={text}&x", ["p\u00e4ss/word 1"]) == f"?key={MASK}&x"


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
