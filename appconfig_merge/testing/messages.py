"""What goes over the wire of the fake API: a request as received, and what answers it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Received:
    """A request that reached the fake API whole.

    ``path`` is percent-decoded and has no query. ``query`` keeps the last value of a repeated
    name. ``headers`` have lower-case names; of ``authorization`` and ``proxy-authorization``
    only the scheme is kept. ``status`` is None until an answer is sent, and stays None where
    the connection was cut off. A :class:`FakeFleet` says, too, with the credentials of which of
    its accounts the request was made (``account_sid``; empty where with nobody's), and of which
    accounts anything that opens them, or a cookie that it gave them, is anywhere in the request
    (``reveals``).
    """

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    status: int | None = None
    account_sid: str = ""
    reveals: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Reply:
    """An answer. With ``cut`` only half of its body is sent, then the connection is closed."""

    status: int
    body: bytes
    content_type: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()
    cut: bool = False


def error(status: int, code: int, message: str, *headers: tuple[str, str]) -> Reply:
    """An error as Twilio's API answers it: code, message, more_info and status, as JSON."""
    body = {
        "code": code,
        "message": message,
        "more_info": f"https://www.twilio.com/docs/errors/{code}",
        "status": status,
    }
    return Reply(status, json.dumps(body, separators=(",", ":")).encode(), headers=headers)
