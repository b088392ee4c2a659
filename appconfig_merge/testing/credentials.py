"""The made-up account of the fake API, and Basic authentication with it (RFC 7617)."""

from __future__ import annotations

import base64
import hmac

from appconfig_merge.named_tuples import NamedTuple

ACCOUNT_SID = "AC" + "0" * 32
"""The account that the fake API serves unless told another."""

AUTH_TOKEN = "fa4e" * 8
"""Its auth token: made up, and good for nothing but the fake API."""

API_KEY = "SK" + "0" * 32
"""An API key of that account."""

API_SECRET = "5ec4e7" * 5 + "00"
"""The secret of :data:`API_KEY`: made up like the token."""

_SCHEMES = {"basic": "Basic", "bearer": "Bearer", "digest": "Digest"}


class AcceptedCredentials(NamedTuple):
    """What opens the fake API: the account with its token, or an API key with its secret."""

    account_sid: str
    auth_token: str
    api_key: str
    api_secret: str

    @classmethod
    def of_number(cls, number: int) -> AcceptedCredentials:
        """Made-up credentials of Twilio's form, other ones for each number."""
        digits = f"{number:08x}"
        return cls(
            f"AC{number:032x}",
            f"{AUTH_TOKEN[:24]}{digits}",
            f"SK{number:032x}",
            f"{API_SECRET[:24]}{digits}",
        )

    def accept(self, authorization: str) -> bool:
        """Whether an Authorization header's value is one of the two pairs.

        Every comparison is made, and takes the same time whatever it finds.
        """
        scheme, _, _ = authorization.partition(" ")
        given = _decoded(authorization)
        pairs = ((self.account_sid, self.auth_token), (self.api_key, self.api_secret))
        matches = [
            hmac.compare_digest(given, f"{user}:{secret}".encode()) for user, secret in pairs
        ]
        return scheme.lower() == "basic" and any(matches)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.account_sid!r}, ...)"


def user_of(authorization: str) -> str:
    """The user that an Authorization header names; empty for none."""
    return decoded(authorization).partition(":")[0]


def decoded(authorization: str) -> str:
    """What an Authorization header of the Basic scheme says, whoever that is."""
    return _decoded(authorization).decode("utf-8", "replace")


def _decoded(authorization: str) -> bytes:
    _, _, encoded = authorization.partition(" ")
    try:
        return base64.b64decode(encoded.strip(), validate=True)
    except ValueError:
        return b""


def scheme_of(authorization: str) -> str:
    """An Authorization header's scheme, without anything that could be secret.

    A value of no known scheme may be the secret itself, so nothing of it is kept.
    """
    scheme, _, _ = authorization.partition(" ")
    return _SCHEMES.get(scheme.lower(), "unknown")
