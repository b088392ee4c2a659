"""application/x-www-form-urlencoded, the form of a query (URL Standard 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.javascript.web.percent import decode, encode, scalar

if TYPE_CHECKING:
    from collections.abc import Iterable

_UNSAFE: Final = r"[^A-Za-z0-9*._ -]+"


def parse_form(text: str) -> list[tuple[str, str]]:
    """The names and values of a query, without its question mark (5.1)."""
    pairs = []
    for part in scalar(text).replace("+", " ").split("&"):
        if part:
            name, _equals, value = part.partition("=")
            pairs.append((_decoded(name), _decoded(value)))
    return pairs


def form_text(pairs: Iterable[tuple[str, str]]) -> str:
    """Names and values as a query (5.2)."""
    return "&".join(f"{_encoded(name)}={_encoded(value)}" for name, value in pairs)


def _decoded(text: str) -> str:
    return decode(text).decode("utf-8", "replace")


def _encoded(text: str) -> str:
    return encode(scalar(text), _UNSAFE).replace(" ", "+")
