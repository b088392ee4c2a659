"""Snapshots of pages whose Flex UI doesn't run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from appconfig_merge import InputError
from appconfig_merge.snapshots.running import demand_running
from appconfig_merge.snapshots.snapshot import Snapshot

if TYPE_CHECKING:
    from appconfig_merge.snapshots.snapshot import State

MESSAGES: dict[State, str] = {
    "login": "Flex UI waited for somebody to log in when this snapshot was taken",
    "starting": "Flex UI had not started yet when this snapshot was taken",
    "refused": "Flex UI showed an error instead of itself when this snapshot was taken",
    "absent": "the page has no Flex UI",
    "running": "this snapshot lacks the configuration that Flex UI ran with",
}


@pytest.mark.parametrize("state", MESSAGES)
def test_it_is_told_how_far_flex_ui_was(state: State) -> None:
    """And what a person can do."""
    with pytest.raises(InputError) as raised:
        demand_running(Snapshot("s.json", "snippet", state=state))

    assert str(raised.value) == f"s.json:1:1: {MESSAGES[state]}"
    assert raised.value.help


def test_what_runs_has_a_configuration() -> None:
    """Be it an empty one."""
    assert demand_running(Snapshot("s.json", "snippet", configuration={})) == {}
