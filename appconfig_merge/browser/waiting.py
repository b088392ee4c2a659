"""When a page has come so far that a snapshot of it tells something, or never will.

Pure: what was seen goes in with the time at which it was.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, Literal

from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from appconfig_merge.snapshots.snapshot import State

    Course = Literal["on", "ready", "over"]
    """It goes on; the snapshot can be taken; nothing more will come of it."""

SECONDS_QUIET: Final = 2
"""A page in which nothing has changed for so long has settled."""
SECONDS_PATIENT: Final = 10
"""A page that shows no Flex UI, or its form to log in, for so long stays as it is: scripts that
load Flex UI, and redirects of single sign-on, take a while to begin."""

_ENDED: Final = frozenset({"Initialized", "Failed"})
"""Flex UI's words for a plugin of which nothing more comes; the others are NotStarted, Loaded and
Initialising (2.17.1)."""


class Look(NamedTuple):
    """A page at one moment: the snapshot's text, and whether all that the page names is loaded."""

    text: str
    is_loaded: bool

    @property
    def data(self) -> dict[str, Any] | None:
        """The snapshot without its time; None for what a page has made something else of."""
        try:
            data = json.loads(self.text)
        except (ValueError, RecursionError):
            return None
        return {**data, "taken": ""} if isinstance(data, dict) else None


class Watch:
    """What has been seen of a page so far."""

    def __init__(self, began: float, *, is_attended: bool) -> None:
        """``is_attended`` where a person may do something in the page."""
        self._is_attended = is_attended
        self._since = began
        self._data: dict[str, Any] | None = None
        self._is_loaded = False
        self.text = ""

    @property
    def state(self) -> State | None:
        """How far Flex UI was when last seen; None where the page can't be read."""
        found: State | None = (self._data or {}).get("state")
        return found

    @property
    def pending(self) -> list[str]:
        """The plugins that aren't initialised yet."""
        plugins = (self._data or {}).get("plugins")
        return [
            str(one.get("name") or "a plugin without a name")
            for one in (plugins if isinstance(plugins, list) else ())
            if isinstance(one, dict) and str(one.get("state")) not in _ENDED
        ]

    def see(self, look: Look | None, now: float) -> Course:
        """Take in one more look; None is a page between two documents."""
        data = look.data if look is not None else None
        if data is None or data != self._data:
            self._since = now
        self._data = data
        self._is_loaded = look is not None and look.is_loaded
        self.text = look.text if look is not None else ""
        return self._course(now - self._since)

    def _course(self, quiet: float) -> Course:
        match self.state:
            case _ if not self._is_loaded:
                return "on"
            case "running" if quiet >= SECONDS_QUIET and not self.pending:
                return "ready"
            case "refused" if quiet >= SECONDS_QUIET:
                return "over"
            case "login" | "absent" if quiet >= SECONDS_PATIENT and not self._is_attended:
                return "over"
        return "on"
