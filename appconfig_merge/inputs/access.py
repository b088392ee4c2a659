"""How an account is reached: where its credentials are found, never they themselves."""

from __future__ import annotations

import re
from typing import Final

from appconfig_merge.named_tuples import NamedTuple

COMMAND_SECONDS: Final = 30.0
"""How long a credential command may take, unless its environment says otherwise."""

MAX_COMMAND_SECONDS: Final = 600.0
"""How long one may be given: nobody waits longer for a password."""

_ACCOUNT_SID: Final = re.compile(r"AC[0-9a-fA-F]{32}")


class Access(NamedTuple):
    """Where the credentials of an account are found.

    Either the names of environment variables (an account SID's with an auth token's, or an API
    key's with its secret's), or a ``command`` that prints credentials, run in ``folder`` for
    ``seconds`` at most, without the ``hidden`` variables: those in which the same file says that
    credentials are. ``account_sid`` is the account that is meant: another's resource is
    refused. It is public knowledge, so that it may stand in a file.
    """

    account_sid: str = ""
    account_sid_env: str = ""
    auth_token_env: str = ""
    api_key_env: str = ""
    api_secret_env: str = ""
    command: tuple[str, ...] = ()
    seconds: float = COMMAND_SECONDS
    folder: str = ""
    hidden: tuple[str, ...] = ()


def is_account_sid(text: str) -> bool:
    """Whether a text is an account's SID, as Twilio writes them."""
    return _ACCOUNT_SID.fullmatch(text) is not None
