"""What must not be shown: values that look secret, by their key or by themselves.

The rules are tables. They err on the side of hiding, but a configuration full of asterisks
would help nobody: a value without a telling key is hidden only for a definite form.
"""

from __future__ import annotations

import base64
import json
import math
import re
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from appconfig_merge.paths import Path
    from appconfig_merge.rest.document import JsonValue

MASK = "********"
"""What is shown instead of a secret, whatever its length."""


def _table(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SECRET_WORDS = _table(
    "secret password passwd passphrase passcode passwort kennwort pwd pw token credential jwt "
    "bearer authorization cookie apikey authkey authtoken accesstoken accesskey secretkey "
    "privatekey clientsecret sessionid"
)
"""A key whose last word is one of these holds a secret."""

_SECRET_PLURALS = _table(
    "secrets passwords passphrases passcodes credentials jwts cookies apikeys authtokens "
    "accesstokens accesskeys secretkeys privatekeys"
)
"""A key whose last word is one of these holds secrets: every scalar inside."""

_HARMLESS_TOKENS = _table("color colour design theme style css max min page total")
"""What in front of "token" makes it no credential."""

_TOKEN_OWNERS = _table(
    "access api auth bearer csrf device id identity jwt refresh secret security session user"
)
"""What makes "tokens" credentials; alone they are those of a theme."""

_KEY_OWNERS = _table(
    "access account api app application auth client consumer encryption license licence master "
    "private secret service shared signing subscription write"
)
"""What in front of "key" or "keys" makes it a secret."""

_PIN_OWNERS = _table("access agent conference sip user voicemail worker")
_PASS_OWNERS = _table("admin auth db ftp mail proxy sip smtp user")

_QUALIFIERS = _table(
    "dev eu live pem prd prod production qa sandbox stage staging stg test uat uk us v value"
)
"""Words after a secret's name that leave it one: apiKeyProd, tokenValue, secret_v2."""

_SIGNATURES = frozenset({"sig", "signature"})
"""Parameters that make an address a key to what it is of (Azure, Amazon)."""

_HELD_IN = _QUALIFIERS | {"current", "default", "text"}
"""Where an object under a secret's key holds the secret itself."""

_PUBLIC_WORDS = _table(
    "checksum digest etag fingerprint hash id ids integrity nonce sha sid sids sum"
)
"""Last words of keys under which random-looking text is no secret."""

_PUBLIC_KEYS = frozenset({"public", "publishable", "site"})

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_]+")

_PLACEHOLDER = re.compile(
    r"<[^<>]*>|\$\{[^{}]*\}|\{\{[^{}]*\}\}|%\w+%|__\w+__|\$[A-Z_]+|process\.env\.\w+|[*•.-]+|[xX]{3,}"
)
"""A place still to be filled in, or one that was masked."""

_FORMS = tuple(
    re.compile(form)
    for form in (
        r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY",
        r"(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}",  # JSON Web Token, RFC 7519
        r"://[^/\s:@?#]*:(?!//)[^/\s@?#]+@",  # user:password in a URL, RFC 3986 3.2.1
        r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",  # Amazon
        r"\bgh[oprsu]_[A-Za-z0-9]{36}",  # GitHub
        r"\bgithub_pat_\w{22}",
        r"\bglpat-[\w-]{20}",  # GitLab
        r"\bxox[abeoprs]-[\w-]{10}|\bxapp-[\w-]{10}",  # Slack
        r"\bhooks\.slack\.com/services/\w",
        r"\b[rs]k_(?:live|test)_\w{10}|\bwhsec_\w{16}",  # Stripe
        r"\bsk-(?=[\w-]{0,40}[0-9])(?=[\w-]{0,40}[A-Z])[\w-]{20}",  # OpenAI, Anthropic
        r"\bAIza[\w-]{35}|\bya29\.[\w-]{10}|\bGOCSPX-[\w-]{20}",  # Google
        r"\bSG\.[\w-]{16,64}\.[\w-]{16}",  # SendGrid
        r"(?i)(?:\A|\bAuthorization: *)Bearer +(?=\S*\d|\S{20})\S{8,}\Z",
        # Twilio's auth tokens; the digits of a SID have two capitals before them.
        r"\A(?!(.)\1*\Z)[0-9a-f]{32}\Z",
        r"\A(?:[0-9a-f]{48}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})\Z",
    )
)
"""Forms that are secret under any key."""

# A bracket, or a string, closed or not, or a bare word; the group says that it is a key.
_TOKEN = re.compile(r"""[][{}]|(?:"(?:[^"\\]|\\.)*(?:"|\\?$)|[^\s"\[\]{}:,]+)(?=(\s*:)?)""")

_BASIC = re.compile(r"Basic +([A-Za-z0-9+/=]{6,})", re.IGNORECASE)
# In the query of an address, or in a text such as "Server=x;Password=y".
_PARAMETER = re.compile(r"(?:[?&#;\s]|\A)([\w.-]{1,60})=([^&#;\s]{6,})")
_RANDOM = re.compile(r"(?!sha(?:256|384|512)-)[A-Za-z0-9+/_=-]{32,4096}")
_PIECE = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|[0-9]+")
# Of 32 random characters of base64 fewer than two in a hundred miss these; names made of words
# miss one of them, or are told by their parts.
_MIN_ENTROPY = 3.9
_MAX_PIECE = 2.7
_NAME_PART = re.compile(r"[A-Z]?[a-z]*[0-9]{0,4}|[A-Z]+[0-9]{0,4}")


def looks_secret(path: Path, value: object) -> bool:
    """Whether a scalar at a path of keys looks like something that must not be shown.

    Booleans, null, the empty text and unfilled placeholders (``<YOUR_KEY>``) never do; nor do
    objects and arrays, whose parts are judged one by one.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        return False
    if isinstance(value, str) and (not value or _PLACEHOLDER.fullmatch(value)):
        return False
    if _is_secret_place(path):
        return True
    if not isinstance(value, str):
        return False
    text = value.strip()
    return (
        any(form.search(text) for form in _FORMS)
        or _is_basic(text)
        or any(_is_secret_parameter(*found.groups()) for found in _PARAMETER.finditer(text))
        or (not _is_public_place(path) and _is_random(text))
    )


def masked(value: JsonValue, path: Path) -> JsonValue:
    """A copy in which MASK stands for every scalar that looks secret."""
    if isinstance(value, dict):
        return {key: masked(member, (*path, key)) for key, member in value.items()}
    if isinstance(value, list):
        return [masked(member, (*path, index)) for index, member in enumerate(value)]
    return MASK if looks_secret(path, value) else value


def secrets_in(value: JsonValue, path: Path = ()) -> Iterator[str]:
    """The texts in a value that look secret."""
    if isinstance(value, dict):
        for key, member in value.items():
            yield from secrets_in(member, (*path, key))
    elif isinstance(value, list):
        for index, member in enumerate(value):
            yield from secrets_in(member, (*path, index))
    elif isinstance(value, str) and looks_secret(path, value):
        yield value


def hide_in_line(line: str, before: str = "") -> tuple[str, tuple[str, ...]]:
    """A line of JSON, or of what should be JSON, with asterisks for each value that looks secret.

    ``before`` is the text in front of the line: its last keys may be those of the line's values.
    The line keeps its length, so that columns still point at what they did. The second of the
    two is what was hidden.
    """
    place = _Place()
    for match in _TOKEN.finditer(before):
        place.pass_by(match)
    parts: list[str] = []
    hidden: list[str] = []
    done = 0
    for match in _TOKEN.finditer(line):
        inner = match[0].strip("\"'")
        if place.pass_by(match) or not re.search(r"\w", inner):
            continue
        if looks_secret(place.path, inner):
            start = match.start() + match[0].index(inner)
            parts += [line[done:start], "*" * len(inner)]
            done = start + len(inner)
            hidden.append(inner)
        elif _is_secret_key(inner):  # the colon is what is missing, or wrong
            place.key = inner
    return "".join([*parts, line[done:]]), tuple(hidden)


class _Place:
    """Where in a JSON text a reader is: as much of it as tells whether a value is secret."""

    def __init__(self) -> None:
        self.key = ""
        self._around = ""
        self._all_secret = False
        self._outer: list[tuple[str, str, bool]] = []

    @property
    def path(self) -> Path:
        """A path that looks as secret as the real one."""
        return ("secrets",) if self._all_secret else (self._around, self.key)

    def pass_by(self, match: re.Match[str]) -> bool:
        """Go past a token; False if it is a value."""
        text = match[0]
        if text in {"{", "["}:
            self._outer.append((self.key, self._around, self._all_secret))
            self._all_secret = self._all_secret or _is_plural_key(self.key)
            if text == "{":
                self._around, self.key = self.key, ""
        elif text in {"}", "]"}:
            if self._outer:
                self.key, self._around, self._all_secret = self._outer.pop()
        elif match[1]:
            self.key = text.strip("\"'")
        else:
            if self.key == "path":  # a JSON Patch: the value beside it is what this names
                self._around = text.strip("\"'").rpartition("/")[2]
            return False
        return True


def redact(text: str, known: Iterable[str]) -> str:
    """A text in which MASK stands for every known secret, however it is encoded there.

    That covers JSON escapes, percent-encoding, and base64 of anything that contains the
    secret. Known secrets shorter than four characters are ignored.
    """
    forms = {form for secret in known if len(secret) >= 4 for form in _encoded(secret)}
    if not forms:
        return text
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    return re.sub("|".join(map(re.escape, longest_first)), MASK, text)


def _encoded(secret: str) -> Iterator[str]:
    """The ways in which a secret may stand in a text."""
    yield secret
    yield json.dumps(secret)[1:-1]
    raw = secret.encode("utf-8", "surrogatepass")
    for quoted in (quote(raw, safe=""), quote(raw), quote_plus(raw)):
        yield quoted
        yield re.sub("%..", lambda match: match[0].lower(), quoted)
    # A character of base64 has six bits: the first and the last may also hold bits of what
    # is around the secret, which begins at any of three offsets.
    for offset in range(3):
        padded = b"\0" * offset + raw
        core = slice((offset * 8 + 5) // 6, len(padded) * 8 // 6)
        if core.stop - core.start >= 4:
            yield base64.b64encode(padded).decode()[core]
            yield base64.urlsafe_b64encode(padded).decode()[core]


def _words(key: str) -> list[str]:
    """The words of a key in camelCase, snake_case, kebab-case or with spaces, lower-cased."""
    return [word.lower() for word in _WORD.findall(key[-500:])]


def _is_secret_key(key: str) -> bool:
    """Whether a key says that its value is a secret."""
    before, last = _last_words(key)
    return (
        (last in _SECRET_WORDS and not (last == "token" and before in _HARMLESS_TOKENS))
        or (last == "key" and before in _KEY_OWNERS)
        or (last == "pin" and before in _PIN_OWNERS)
        or (last == "pass" and before in _PASS_OWNERS)
        or _is_plural_key(key)
    )


def _is_plural_key(key: str) -> bool:
    """Whether a key says that all inside it is secret."""
    before, last = _last_words(key)
    return (
        last in _SECRET_PLURALS
        or last == "credential"
        or (last == "tokens" and before in _TOKEN_OWNERS)
        or (last == "keys" and before in _KEY_OWNERS)
    )


def _is_secret_parameter(name: str, value: str) -> bool:
    """Whether ``name=value`` in a text gives a secret away."""
    if _PLACEHOLDER.fullmatch(value):
        return False
    return _is_secret_key(name) or _last_words(name)[1] in _SIGNATURES


def _last_words(key: str) -> tuple[str, str]:
    """The last but one and the last word of a key, "" where there is none.

    Qualifiers at the end don't count.
    """
    words = _words(key)
    while len(words) > 1 and words[-1] in _QUALIFIERS:
        words.pop()
    words = ["", "", *words]
    return words[-2], words[-1]


def _is_secret_place(path: Path) -> bool:
    keys = [step for step in path if isinstance(step, str)]
    if not keys:
        return False
    return (
        _is_secret_key(keys[-1])
        or (len(keys) > 1 and keys[-1].lower() in _HELD_IN and _is_secret_key(keys[-2]))
        or (keys[-1].lower() == "pass" and _is_secret_key(" ".join(keys[-2:])))
        or any(map(_is_plural_key, keys))
    )


def _is_public_place(path: Path) -> bool:
    key = next((step for step in reversed(path) if isinstance(step, str)), "")
    before, last = _last_words(key)
    return last in _PUBLIC_WORDS or (last == "key" and before in _PUBLIC_KEYS)


def _is_basic(value: str) -> bool:
    """Whether a text is a header of Basic authentication (RFC 7617)."""
    match = _BASIC.fullmatch(value)
    if match is None:
        return False
    try:
        return b":" in base64.b64decode(match[1] + "==")
    except ValueError:
        return False


def _is_random(value: str) -> bool:
    """Whether a text looks like random bytes in base64, and not like words or a path."""
    if _RANDOM.fullmatch(value) is None:
        return False
    if not all(re.search(kind, value) for kind in ("[A-Z]", "[a-z]", "[0-9]")):
        return False
    if all(map(_NAME_PART.fullmatch, re.split("[-_/]", value))):
        return False
    pieces = _PIECE.findall(value)
    length = sum(map(len, pieces))
    return length / len(pieces) <= _MAX_PIECE and _entropy(value) >= _MIN_ENTROPY


def _entropy(text: str) -> float:
    """Bits per character (Shannon)."""
    shares = (count / len(text) for count in Counter(text).values())
    return -sum(share * math.log2(share) for share in shares)
