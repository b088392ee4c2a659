"""The keys that services of Flex UI set once somebody has logged in.

Read in the reducer of ``config`` of the releases that docs/conformance.md names, 1.18.0 to 2.17.1:
each is set by an action of its own, whatever the merge gave.
"""

from __future__ import annotations

import re
from typing import Final

_SINCE: Final[dict[str, tuple[int, int]]] = {
    "outboundSettings": (1, 0),
    "isEmailChannelEnabled": (2, 5),
    "isConversationalInsightsProvisioned": (2, 10),
    "conversationalInsightsTimeZoneConfig": (2, 10),
    "isHighChartsLoaded": (2, 10),
    "isTeamsContextEnabled": (2, 10),
}
"""The keys, and the release from which on they are set."""


def is_set_by_service(key: str, flex_ui: str) -> bool:
    """Whether a service of a release sets a key; of one that isn't known, whether any does."""
    since = _SINCE.get(key)
    version = re.match(r"([0-9]{1,9})\.([0-9]{1,9})", flex_ui)
    if since is None or version is None:
        return since is not None
    return (int(version[1]), int(version[2])) >= since
