"""What is said of something that isn't the resource it was given as, and the commands named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from appconfig_merge.javascript.values import Slot

FETCH: Final = "`effective-config fetch --output configuration.json`"
"""What gets the right file, with the credentials in the environment."""

CURL: Final = (
    '`curl -s -u "$TWILIO_ACCOUNT_SID:$TWILIO_AUTH_TOKEN" '
    "https://flex-api.twilio.com/v1/Configuration`"
)
"""The same by curl: -s leaves the progress meter out, and without -i there are no headers."""


class Mistake(NamedTuple):
    """``what`` goes on from "this" or another subject; ``slot`` is where it shows, None: all."""

    what: str
    help: str
    slot: Slot | None = None
