"""Whether a snapshot is one of a Flex UI that runs: no other can be held against a prediction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.errors import InputError
from appconfig_merge.location import Location

if TYPE_CHECKING:
    from collections.abc import Mapping

    from appconfig_merge.snapshots.snapshot import Snapshot, State
    from appconfig_merge.values import ConfigValue

_AGAIN: Final = "take the snapshot again"
_NOT_RUNNING: Final[Mapping[State, tuple[str, str]]] = {
    "login": (
        "Flex UI waited for somebody to log in when this snapshot was taken",
        f"log in and {_AGAIN}; snapshot --browser takes --show, --profile or --storage-state",
    ),
    "starting": (
        "Flex UI had not started yet when this snapshot was taken",
        f"wait until it shows itself and {_AGAIN}",
    ),
    "refused": (
        "Flex UI showed an error instead of itself when this snapshot was taken",
        "effective-config check tells what stops it; the browser's console has the error",
    ),
    "absent": (
        "the page has no Flex UI",
        f"is it the right page? In a frame, choose that as the console's context and {_AGAIN}",
    ),
}


def demand_running(snapshot: Snapshot) -> Mapping[str, ConfigValue]:
    """What Flex UI runs with. Raises InputError where it didn't run, and says how far it was."""
    whole = Location(snapshot.file, 1, 1, 1, 1)
    if snapshot.state != "running":
        message, help = _NOT_RUNNING[snapshot.state]
        raise InputError(message, location=whole, help=help)
    if snapshot.configuration is None:
        raise InputError(
            "this snapshot lacks the configuration that Flex UI ran with",
            location=whole,
            help=_AGAIN,
        )
    return snapshot.configuration
