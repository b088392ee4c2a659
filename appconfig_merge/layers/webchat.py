"""Recognises a configuration of Flex WebChat, another product with a file called appConfig.js.

The names are those that the types of ``@twilio/flex-webchat-ui`` 2.9.4 declare
(``src/state/AppConfig.d.ts``) and no release of Flex UI has. What both products have, such as
colorTheme and componentProps, tells nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.diagnostics import Diagnostic
from appconfig_merge.javascript.values import JSObject
from appconfig_merge.values import key_location, location_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.javascript.values import Slot

_WEBCHATS: Final = frozenset({
    "cancelEngagementUrl", "chatFriendlyName", "disableLocalStorage", "flexFlowSid",
    "flexWebChannelsUrl", "markdownSupport", "preEngagementConfig", "startEngagementOnInit",
    "tokenServerUrl", "updateEngagementUrl",
})  # fmt: skip
_FLEX_UIS: Final = frozenset({
    "enableClientCalling", "initialDeviceCheck", "insights", "notifications", "oauth",
    "pluginService", "rejectPendingReservations", "router", "serviceBaseUrl", "sso", "theme",
    "warmTransfers",
})  # fmt: skip
"""What Flex UI's files have at their root, and WebChat's haven't."""


def webchat_remark(root: Slot) -> Iterator[Diagnostic]:
    """A diagnostic if a configuration looks like WebChat's more than like Flex UI's."""
    value = root.traced.value
    assert isinstance(value, JSObject)
    own = [key for key in value.slots if key in _WEBCHATS]
    if len(own) <= sum(key in _FLEX_UIS for key in value.slots):
        return
    slot = value.slots[own[0]]
    location = key_location(slot) or location_of(slot.traced)
    yield Diagnostic(
        "webchat",
        "info",
        f"{own[0]} is a key of Flex WebChat: this is a configuration of that product, not of "
        "Flex UI",
        location,
        slot.traced.source.line(location.line) if location is not None else None,
        "what is said of Flex UI doesn't hold of it: WebChat has keys of its own, and merges by "
        "other rules",
    )
