"""What looks like a secret: keys and values, judged by tables.

The rules are tables. They err on the side of hiding, but a configuration full of asterisks
would help nobody: a value without a telling key is hidden only for a definite form.
"""

from __future__ import annotations

import re
import sys
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from appconfig_merge.paths import Path


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

# Patterns are text, compiled at first use: a configuration without secrets needs few of them.
_WORD = r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_]+"

_PLACEHOLDER = (
    r"<[^<>]*>|\$\{[^{}]*\}|\{\{[^{}]*\}\}|%\w+%|__\w+__|\$[A-Z_]+|process\.env\.\w+|[*•.-]+"
    r"|[xX]{3,}"
)
"""A place still to be filled in, or one that was masked."""

NEVER_SECRET = frozenset({bool, type(None)})
"""Types of which no value is secret, wherever it stands."""

_SHORTEST_FORM = 6
"""Characters below which no text is secret by itself."""

_FORMS = {
    r"-----BEGIN": r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY",
    r"eyJ": r"(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}",  # JSON Web Token, RFC 7519
    r"://": r"://[^/\s:@?#]*:(?!//)[^/\s@?#]+@",  # user:password in a URL, RFC 3986 3.2.1
    r"A[KS]IA": r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",  # Amazon
    r"gh[oprsu]_": r"\bgh[oprsu]_[A-Za-z0-9]{36}",  # GitHub
    r"github_pat_": r"\bgithub_pat_\w{22}",
    r"glpat-": r"\bglpat-[\w-]{20}",  # GitLab
    r"xox|xapp-": r"\bxox[abeoprs]-[\w-]{10}|\bxapp-[\w-]{10}",  # Slack
    r"hooks\.slack": r"\bhooks\.slack\.com/services/\w",
    r"[rs]k_|whsec_": r"\b[rs]k_(?:live|test)_\w{10}|\bwhsec_\w{16}",  # Stripe
    r"sk-": r"\bsk-(?=[\w-]{0,40}[0-9])(?=[\w-]{0,40}[A-Z])[\w-]{20}",  # OpenAI, Anthropic
    # Google
    r"AIza|ya29\.|GOCSPX-": r"\bAIza[\w-]{35}|\bya29\.[\w-]{10}|\bGOCSPX-[\w-]{20}",
    r"SG\.": r"\bSG\.[\w-]{16,64}\.[\w-]{16}",  # SendGrid
    r"[Bb][Ee][Aa][Rr]": r"(?i)(?:\A|\bAuthorization: *)Bearer +(?=\S*\d|\S{20})\S{8,}\Z",
}
"""Forms that are secret under any key, by what each of them has in it at least.

Few texts have any of it, and one look tells.
"""

_HINT = re.compile("|".join(_FORMS))

# Twilio's auth tokens, and digests; the digits of a SID have two capitals before them.
_HEX = r"(?!(.)\1{31}\Z)[0-9a-f]{32}|[0-9a-f]{48}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128}"
_SHORTEST_HEX = 32

_BASIC = r"Basic +([A-Za-z0-9+/=]{6,})"
# In the query of an address, or in a text such as "Server=x;Password=y".
_PARAMETER = r"(?:[?&#;\s]|\A)([\w.-]{1,60})=([^&#;\s]{6,})"
# What begins with a name has all that follows as its value.
_ASSIGNMENT = r"([\w.-]{1,60})=([^&#;]{6,})"
_RANDOM = r"(?!sha(?:256|384|512)-)[A-Za-z0-9+/_=-]{32,4096}"
_SHORTEST_RANDOM = 32
_SID = r"[A-Z]{2}[0-9a-f]{32}"
"""Twilio's identifiers, which its documentation shows freely: of accounts, queues, workflows."""
_PIECE = r"[A-Z]?[a-z]+|[A-Z]+|[0-9]+"
# Of 32 random characters of base64 fewer than two in a hundred miss these; names made of words
# miss one of them, or are told by their parts.
_MIN_ENTROPY = 3.9
_MAX_PIECE = 2.7
_NAME_PART = r"[A-Z]?[a-z]*[0-9]{0,4}|[A-Z]+[0-9]{0,4}"


_ORDINARY = (
    r"\S*\s[\s\S]*"  # prose: a label, a question
    r"|(?:https?:|\.{0,2})/\S*"  # an address or a path
    r"|[a-z]+(?:[-_.:][a-z]+)*"  # a name
    r"|[+-]?\d{1,3}(?:\.\d+)?"
)
"""What stands under keys that end in token, cookie, key and the like without being one."""


def tables() -> dict[str, object]:
    """The tables, for what judges by the same rules elsewhere (snapshots/page/looks.js)."""
    words = {
        "secretWords": _SECRET_WORDS,
        "secretPlurals": _SECRET_PLURALS,
        "harmlessTokens": _HARMLESS_TOKENS,
        "tokenOwners": _TOKEN_OWNERS,
        "keyOwners": _KEY_OWNERS,
        "pinOwners": _PIN_OWNERS,
        "passOwners": _PASS_OWNERS,
        "qualifiers": _QUALIFIERS,
        "signatures": _SIGNATURES,
        "heldIn": _HELD_IN,
        "publicWords": _PUBLIC_WORDS,
        "publicKeys": _PUBLIC_KEYS,
    }
    return {
        "words": {name: " ".join(sorted(table)) for name, table in words.items()},
        "word": _WORD,
        "placeholder": _PLACEHOLDER,
        "forms": list(_FORMS.values()),
        "hex": _HEX,
        "basic": _BASIC,
        "parameter": _PARAMETER,
        "assignment": _ASSIGNMENT,
        "random": _RANDOM,
        "sid": _SID,
        "piece": _PIECE,
        "namePart": _NAME_PART,
        "ordinary": _ORDINARY,
        "shortestForm": _SHORTEST_FORM,
        "minEntropy": _MIN_ENTROPY,
        "maxPiece": _MAX_PIECE,
    }


def is_ordinary(text: str) -> bool:
    """Whether a text is none that would be a secret under such a key: prose, a name, a path."""
    return re.fullmatch(_ORDINARY, text) is not None


def looks_secret(path: Path, value: object) -> bool:
    """Whether a scalar at a path of keys looks like something that must not be shown.

    Booleans, null, the empty text and unfilled placeholders (``<YOUR_KEY>``) never do; nor do
    objects and arrays, whose parts are judged one by one.
    """
    if type(value) in NEVER_SECRET:
        return False
    if not isinstance(value, str):
        return _is_number(value) and _is_secret_place(path)
    is_secret = bool(value) and (_is_secret_place(path) or _is_secret_text(value.strip(), path))
    return is_secret and not _is_placeholder(value)


def _is_number(value: object) -> bool:
    """Whether a value that is no boolean is a number: JavaScript's, or one of a document."""
    if isinstance(value, int | float):
        return True
    decimal = sys.modules.get("decimal")  # who hasn't imported it has no number of its kind
    return decimal is not None and isinstance(value, decimal.Decimal)


def _is_secret_text(text: str, path: Path) -> bool:
    """Whether a text is secret for what it is."""
    return len(text) >= _SHORTEST_FORM and (
        _has_form(text)
        or _is_basic(text)
        or _is_json_of_secrets(text)
        or _has_secret_parameter(text)
        or (_is_random(text) and not _is_public_place(path))
    )


def _is_placeholder(text: str) -> bool:
    return re.fullmatch(_PLACEHOLDER, text) is not None


def is_secret_key(key: str) -> bool:
    """Whether a key says that its value is a secret."""
    before, last = _last_words(key)
    return (
        (last in _SECRET_WORDS and not (last == "token" and before in _HARMLESS_TOKENS))
        or (last == "key" and before in _KEY_OWNERS)
        or (last == "pin" and before in _PIN_OWNERS)
        or (last == "pass" and before in _PASS_OWNERS)
        or is_plural_key(key)
    )


def is_plural_key(key: str) -> bool:
    """Whether a key says that all inside it is secret."""
    before, last = _last_words(key)
    return (
        last in _SECRET_PLURALS
        or last == "credential"
        or (last == "tokens" and before in _TOKEN_OWNERS)
        or (last == "keys" and before in _KEY_OWNERS)
    )


def _has_form(text: str) -> bool:
    """Whether a text has one of the forms of well-known secrets."""
    if _HINT.search(text) is not None and any(form.search(text) for form in _compiled_forms()):
        return True
    return len(text) >= _SHORTEST_HEX and re.fullmatch(_HEX, text) is not None


@cache
def _compiled_forms() -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, _FORMS.values()))


def _has_secret_parameter(text: str) -> bool:
    """Whether ``name=value`` in a text gives a secret away."""
    if "=" not in text:
        return False
    whole = re.match(_ASSIGNMENT, text)
    pairs = [*re.findall(_PARAMETER, text), *([whole.groups()] if whole is not None else [])]
    return any(
        not _is_placeholder(value) and (is_secret_key(name) or _last_words(name)[1] in _SIGNATURES)
        for name, value in pairs
    )


def _last_words(key: str) -> tuple[str, str]:
    """The last but one and the last word of a key, lower-cased, "" where there is none.

    Words are those of camelCase, snake_case, kebab-case or with spaces; qualifiers at the end
    don't count.
    """
    return _last_words_of(key[-500:])


@lru_cache(4096)  # a configuration has the same few keys again and again
def _last_words_of(key: str) -> tuple[str, str]:
    words = [word.lower() for word in re.findall(_WORD, key)]
    while len(words) > 1 and words[-1] in _QUALIFIERS:
        words.pop()
    words = ["", "", *words]
    return words[-2], words[-1]


def _is_secret_place(path: Path) -> bool:
    keys = tuple([step for step in path if isinstance(step, str)])
    return bool(keys) and (_are_of_secret(keys[-2:]) or _hold_secrets(keys[:-1]))


@lru_cache(4096)  # a configuration has many values under the same few keys
def _are_of_secret(keys: tuple[str, ...]) -> bool:
    """Whether the last key of a path, or the last two, say that their value is a secret."""
    last = keys[-1]
    return (
        is_secret_key(last)
        or (len(keys) > 1 and last.lower() in _HELD_IN and is_secret_key(keys[0]))
        or (last.lower() == "pass" and is_secret_key(" ".join(keys)))
    )


@lru_cache(4096)
def _hold_secrets(keys: tuple[str, ...]) -> bool:
    """Whether one of the keys around a value says that all inside it is secret."""
    return any(map(is_plural_key, keys))


def _is_public_place(path: Path) -> bool:
    key = next((step for step in reversed(path) if isinstance(step, str)), "")
    before, last = _last_words(key)
    return last in _PUBLIC_WORDS or (last == "key" and before in _PUBLIC_KEYS)


def _is_basic(value: str) -> bool:
    """Whether a text is a header of Basic authentication (RFC 7617)."""
    match = re.fullmatch(_BASIC, value, re.IGNORECASE) if value[:1] in {"B", "b"} else None
    if match is None:
        return False
    import base64

    try:
        return b":" in base64.b64decode(match[1] + "==")
    except ValueError:
        return False


def _is_json_of_secrets(text: str) -> bool:
    """Whether a text is JSON in which something looks secret."""
    if text[:1] not in {"{", "["}:
        return False
    import json

    try:
        # Pairs, since of a key that comes twice every value counts.
        whole = json.loads(text, object_pairs_hook=_Pairs)
    except (ValueError, RecursionError):
        return False
    work: list[tuple[Path, object]] = [((), whole)]
    while work:
        path, item = work.pop()
        if isinstance(item, _Pairs):
            work.extend(((*path, key), member) for key, member in item)
        elif isinstance(item, list):
            work.extend((path, member) for member in item)
        elif looks_secret(path, item):
            return True
    return False


class _Pairs(list[tuple[str, object]]):
    """The members of a JSON object."""


def _is_random(value: str) -> bool:
    """Whether a text looks like random bytes in base64, and not like words or a path."""
    if len(value) < _SHORTEST_RANDOM or re.fullmatch(_RANDOM, value) is None:
        return False
    if re.fullmatch(_SID, value):
        return False
    if not all(re.search(kind, value) for kind in ("[A-Z]", "[a-z]", "[0-9]")):
        return False
    if all(re.fullmatch(_NAME_PART, part) for part in re.split("[-_/]", value)):
        return False
    pieces = re.findall(_PIECE, value)
    length = sum(map(len, pieces))
    return length / len(pieces) <= _MAX_PIECE and _entropy(value) >= _MIN_ENTROPY


def _entropy(text: str) -> float:
    """Bits per character (Shannon)."""
    import math
    from collections import Counter

    shares = (count / len(text) for count in Counter(text).values())
    return -sum(share * math.log2(share) for share in shares)
