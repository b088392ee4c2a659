"""atob and btoa (HTML 8.3)."""

from __future__ import annotations

import binascii
import re
from typing import TYPE_CHECKING, Final

from appconfig_merge.javascript.conversion import Throws, to_string

if TYPE_CHECKING:
    from appconfig_merge.javascript.values import Value

_SPACES: Final = r"[\t\n\f\r ]+"
_BASE64: Final = r"[A-Za-z0-9+/]*"


def atob(*values: Value) -> Value:
    """A character for each byte of what is Base64. Raises Throws for what is none."""
    data = re.sub(_SPACES, "", _text(values, "atob"))
    if len(data) % 4 == 0:
        data = data[:-2] if data.endswith("==") else data.removesuffix("=")
    if len(data) % 4 == 1 or re.fullmatch(_BASE64, data) is None:
        message = "The string to be decoded is not correctly encoded."
        raise Throws("InvalidCharacterError", message)
    padded = data + "=" * (-len(data) % 4)
    return binascii.a2b_base64(padded).decode("latin-1")


def btoa(*values: Value) -> Value:
    """The Base64 of a text's characters as bytes. Raises Throws for one that is none."""
    try:
        data = _text(values, "btoa").encode("latin-1")
    except UnicodeEncodeError:
        message = "The string to be encoded contains characters outside of the Latin1 range."
        raise Throws("InvalidCharacterError", message) from None
    return binascii.b2a_base64(data, newline=False).decode("ascii")


def _text(values: tuple[Value, ...], name: str) -> str:
    if not values:
        raise Throws("TypeError", f"Failed to execute '{name}': 1 argument required")
    return to_string(values[0])
