"""encodeURI, decodeURI, their Component forms (ECMA-262 19.2.6), escape and unescape (B.2.1)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from appconfig_merge.javascript.conversion import NotKnown, Throws, to_string
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.strings import join_pairs, split_pairs
from appconfig_merge.javascript.values import Unknown
from appconfig_merge.limits import MAX_STRING

if TYPE_CHECKING:
    from appconfig_merge.javascript.values import Value

_RESERVED: Final = ";/?:@&=+$,"
_COMPONENT: Final = r"[^A-Za-z0-9\-_.!~*'()]+"
_WHOLE: Final = r"[^A-Za-z0-9\-_.!~*'();/?:@&=+$,#]+"
_ESCAPES: Final = r"(?:%[0-9A-Fa-f]{2})+"
_ESCAPED: Final = r"[^A-Za-z0-9@*_+\-./]"
_UNESCAPED: Final = r"%(?:u([0-9A-Fa-f]{4})|([0-9A-Fa-f]{2}))"


def encode_uri(value: Value = UNDEFINED) -> Value:
    """EncodeURI of a whole address."""
    return _encoded(to_string(value), _WHOLE)


def encode_uri_component(value: Value = UNDEFINED) -> Value:
    """EncodeURIComponent of a part."""
    return _encoded(to_string(value), _COMPONENT)


def _encoded(text: str, unsafe: str) -> str:
    if len(text) * 9 > MAX_STRING:
        raise NotKnown(Unknown(f"the string may be longer than {MAX_STRING:,} characters"))
    try:
        return re.sub(unsafe, lambda found: _percent(found[0].encode()), text)
    except UnicodeEncodeError:
        raise Throws("URIError", "URI malformed") from None


def _percent(data: bytes) -> str:
    return "%" + data.hex("%").upper()


def decode_uri(value: Value = UNDEFINED) -> Value:
    """DecodeURI of a whole address: what separates its parts stays escaped."""
    return _decoded(to_string(value), _RESERVED + "#")


def decode_uri_component(value: Value = UNDEFINED) -> Value:
    """DecodeURIComponent of a part."""
    return _decoded(to_string(value), "")


def _decoded(text: str, kept: str) -> str:
    if re.search(r"%(?![0-9A-Fa-f]{2})", text):
        raise Throws("URIError", "URI malformed")

    def decode(found: re.Match[str]) -> str:
        written = found[0]
        chars = bytes.fromhex(written.replace("%", "")).decode()
        if not kept:
            return chars
        parts = []
        at = 0
        for char in chars:
            end = at + 3 * len(char.encode())
            parts.append(written[at:end] if char in kept else char)
            at = end
        return "".join(parts)

    try:
        return re.sub(_ESCAPES, decode, text)
    except UnicodeDecodeError:
        raise Throws("URIError", "URI malformed") from None


def escape(value: Value = UNDEFINED) -> Value:
    """Escape: each code unit by itself."""
    text = split_pairs(to_string(value))
    if len(text) * 6 > MAX_STRING:
        raise NotKnown(Unknown(f"the string may be longer than {MAX_STRING:,} characters"))

    def written(found: re.Match[str]) -> str:
        code = ord(found[0])
        return f"%{code:02X}" if code < 0x100 else f"%u{code:04X}"

    return re.sub(_ESCAPED, written, text)


def unescape(value: Value = UNDEFINED) -> Value:
    """Unescape: what is no escape stays as it is."""
    text = split_pairs(to_string(value))
    return join_pairs(re.sub(_UNESCAPED, lambda found: chr(int(found[1] or found[2], 16)), text))
