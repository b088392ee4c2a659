"""atob and btoa (HTML 8.3)."""

from __future__ import annotations

import binascii
import re
from typing import Final

from appconfig_merge.javascript.conversion import Throws

_SPACES: Final = re.compile(r"[\t\n\f\r ]+")
_BASE64: Final = re.compile(r"[A-Za-z0-9+/]*")


def decode(text: str) -> str:
    """What atob gives: a character for each byte. Raises Throws for what is no Base64."""
    data = _SPACES.sub("", text)
    if len(data) % 4 == 0:
        data = data[:-2] if data.endswith("==") else data.removesuffix("=")
    if len(data) % 4 == 1 or _BASE64.fullmatch(data) is None:
        message = "The string to be decoded is not correctly encoded."
        raise Throws("InvalidCharacterError", message)
    padded = data + "=" * (-len(data) % 4)
    return binascii.a2b_base64(padded).decode("latin-1")


def encode(text: str) -> str:
    """What btoa gives. Raises Throws for a character that is no byte."""
    try:
        data = text.encode("latin-1")
    except UnicodeEncodeError:
        message = "The string to be encoded contains characters outside of the Latin1 range."
        raise Throws("InvalidCharacterError", message) from None
    return binascii.b2a_base64(data, newline=False).decode("ascii")
