"""The host of an address as a browser writes it (URL Standard 3.5 to 3.8)."""

from __future__ import annotations

import re
from typing import Final

from appconfig_merge.javascript.conversion import NotKnown
from appconfig_merge.javascript.values import Unknown
from appconfig_merge.javascript.web.percent import decode

_FORBIDDEN: Final = r"[\0-\x20\x7f#%/:<>?@\[\\\]^|]"
_USUAL: Final = r"[a-z0-9._-]+"
_IPV6: Final = r"[0-9a-fA-F:.]+"
_NUMBER: Final = r"0[xX]([0-9a-fA-F]*)|([0-9]+)"


def parse_host(text: str) -> str | None:
    """A host as a browser writes it, or None for what is none.

    Raises NotKnown for one of which browsers may not agree, such as an internationalized one.
    """
    if text.startswith("["):
        return _ipv6(text[1:-1]) if text.endswith("]") else None
    host = decode(text).decode("utf-8", "replace").lower()
    if not host.isascii() or "xn--" in host:
        raise NotKnown(Unknown("internationalized host names are not evaluated"))
    if not host or re.search(_FORBIDDEN, host):
        return None
    if not re.fullmatch(_USUAL, host):
        raise NotKnown(Unknown("browsers disagree about a sign in this host name"))
    return _ipv4(host) if _ends_in_a_number(host) else host


def _ends_in_a_number(host: str) -> bool:
    parts = host.split(".")
    if not parts[-1]:
        if len(parts) == 1:
            return False
        parts.pop()
    return parts[-1].isdigit() or re.fullmatch(_NUMBER, parts[-1]) is not None


def _ipv4(host: str) -> str | None:
    parts = host.split(".")
    if not parts[-1]:
        parts.pop()
    numbers = [_number(part) for part in parts]
    if len(numbers) > 4 or any(number is None for number in numbers):
        return None
    *first, last = [number or 0 for number in numbers]
    if any(number > 255 for number in first) or last >= 256 ** (4 - len(first)):
        return None
    whole = last + sum(number * 256 ** (3 - at) for at, number in enumerate(first))
    return ".".join(str(whole >> shift & 0xFF) for shift in (24, 16, 8, 0))


def _number(text: str) -> int | None:
    """An IPv4 number: decimal, octal after a zero, or hexadecimal."""
    found = re.fullmatch(_NUMBER, text)
    if found is None:
        return None
    if found[1] is not None:
        digits, base = found[1].lstrip("0"), 16
    else:
        digits, base = found[2].lstrip("0"), 8 if text.startswith("0") else 10
    if base == 8 and set(digits) & set("89"):
        return None
    # One of so many digits is too large for any place.
    return int(digits[:12] or "0", base)


def _ipv6(text: str) -> str | None:
    if re.fullmatch(_IPV6, text) is None:
        return None
    from ipaddress import AddressValueError, IPv6Address

    try:
        value = int(IPv6Address(text))
    except AddressValueError:
        return None
    pieces = [f"{value >> shift & 0xFFFF:x}" for shift in range(112, -1, -16)]
    zeros = max(
        re.finditer(r"(?:(?<![^:])0(?::|$)){2,}", ":".join(pieces)),
        key=lambda run: len(run[0]),
        default=None,
    )
    if zeros is None:
        return f"[{':'.join(pieces)}]"
    written = ":".join(pieces)
    before, behind = written[: zeros.start()].rstrip(":"), written[zeros.end() :]
    return f"[{before}::{behind}]"
