"""What shows that a request has something in it that opens an account."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from appconfig_merge.testing.credentials import decoded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from appconfig_merge.testing.credentials import AcceptedCredentials
    from appconfig_merge.testing.messages import Received


class Traces:
    """Finds the accounts of which anything is in a request.

    ``known`` has what opens each account, by its SID, and the cookie that it was given.
    """

    def __init__(self, known: Mapping[str, tuple[AcceptedCredentials, str]]) -> None:
        self._traces = {
            sid: (*credentials, cookie, *_headers(credentials))
            for sid, (credentials, cookie) in known.items()
        }

    def accounts_in(self, received: Received, authorization: str) -> frozenset[str]:
        """The accounts of which anything is in a request, or in its Authorization header."""
        parts = [received.path, *received.query, *received.query.values()]
        parts += [*received.headers, *received.headers.values(), authorization]
        parts += [decoded(authorization), received.body.decode("utf-8", "replace")]
        text = "\n".join(parts)
        return frozenset(
            sid for sid, traces in self._traces.items() if any(one in text for one in traces)
        )


def _headers(credentials: AcceptedCredentials) -> tuple[str, ...]:
    """What Authorization headers have of credentials."""
    sid, token, key, secret = credentials
    pairs = (f"{sid}:{token}", f"{key}:{secret}")
    return tuple(base64.b64encode(pair.encode()).decode("ascii") for pair in pairs)
