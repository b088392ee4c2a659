"""A fake Flex Configuration API on loopback, for tests and for trying things with no account.

Needs the extra ``testing``: ``pip install "appconfig-merge[testing]"``. In a program::

    with FakeFlexApi() as api:
        api.fail(RateLimited(), method="POST")
        run_my_tool(env=api.environment)
        assert api.resource["ui_attributes"]["theme"] == {"isLight": False}

In a terminal: ``python -m appconfig_merge.testing``. In pytest: the fixture ``flex_api`` of
:mod:`appconfig_merge.testing.plugin`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge._lazy import lazily

if TYPE_CHECKING:
    from appconfig_merge.testing.credentials import ACCOUNT_SID, API_KEY, API_SECRET, AUTH_TOKEN
    from appconfig_merge.testing.fake import FakeFlexApi, NotListeningError
    from appconfig_merge.testing.faults import (
        Answer,
        Collision,
        CutOff,
        Fault,
        RateLimited,
        Redirect,
        Refused,
        ServerError,
        Slow,
    )
    from appconfig_merge.testing.messages import Received
    from appconfig_merge.testing.resource import READ_ONLY

_HOMES = {
    "credentials": ("ACCOUNT_SID", "API_KEY", "API_SECRET", "AUTH_TOKEN"),
    "fake": ("FakeFlexApi", "NotListeningError"),
    "faults": (
        "Answer",
        "Collision",
        "CutOff",
        "Fault",
        "RateLimited",
        "Redirect",
        "Refused",
        "ServerError",
        "Slow",
    ),
    "messages": ("Received",),
    "resource": ("READ_ONLY",),
}

__all__ = [
    "ACCOUNT_SID",
    "API_KEY",
    "API_SECRET",
    "AUTH_TOKEN",
    "Answer",
    "Collision",
    "CutOff",
    "FakeFlexApi",
    "Fault",
    "NotListeningError",
    "READ_ONLY",
    "RateLimited",
    "Received",
    "Redirect",
    "Refused",
    "ServerError",
    "Slow",
]

__getattr__, __dir__ = lazily(__name__, _HOMES)
