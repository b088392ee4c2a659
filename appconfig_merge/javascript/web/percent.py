"""Percent-encoding (URL Standard 1.3), and texts as the bytes that it is about."""

from __future__ import annotations

import re
from typing import Final

_ESCAPE: Final = rb"%([0-9A-Fa-f]{2})"


def scalar(text: str) -> str:
    """A string as a USVString (Web IDL 3.2.11): what is half a character is replaced."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def encode(text: str, unsafe: str) -> str:
    """A text with what the pattern ``unsafe`` finds percent-encoded."""
    return re.sub(unsafe, lambda found: "%" + found[0].encode().hex("%").upper(), text)


def decode(text: str) -> bytes:
    """The bytes of a text, with what is percent-encoded decoded."""
    return re.sub(_ESCAPE, lambda found: bytes.fromhex(found[1].decode()), text.encode())
