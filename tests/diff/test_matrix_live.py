"""``effective-config matrix`` of live accounts, and of what was kept of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.fleet_service import running_fleet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.fleet_service import FleetService

DIFFERING = """\
custom_data.surge
  7  account-4
     Configuration resource of AC00…0004 (ui_attributes)
  1  23 others
     ui_attributes of 23 accounts

1 of 5 paths differs between 24 environments
"""


@pytest.fixture
def service(tmp_path: Path) -> Iterator[FleetService]:
    """Two dozen accounts, of which one has another value."""
    with running_fleet(tmp_path, *(f"account-{number}" for number in range(1, 25))) as running:
        running.store("account-4", custom_data={"apiKey": "k3y-0f-n0-0ne", "surge": 7})
        yield running


def test_live_accounts(service: FleetService) -> None:
    """Are asked once each; who decided is told of all that agree."""
    result = service.run("matrix")

    assert (result.code, result.stdout) == (0, DIFFERING)
    assert len(service.fleet.requests) == 24


def test_no_folder_for_what_is_kept(service: FleetService) -> None:
    """As a variable that isn't set leaves it: nothing is asked for."""
    result = service.run("matrix", "--kept", "")

    assert result.code == 2
    assert "error: --kept names no folder\n  help: --kept . is the folder here\n" in result.stderr
    assert service.fleet.requests == ()


def test_kept_resources(service: FleetService) -> None:
    """Give the same rows, and nobody is asked."""
    kept = service.run("matrix", "--kept", "kept", "--format", "csv")
    asked = len(service.fleet.requests)
    again = service.run("matrix", "--kept", "kept", "--offline", "--format", "csv")

    assert len(service.fleet.requests) == asked == 24
    values = [[line.split(",")[:25] for line in one.stdout.splitlines()] for one in (kept, again)]
    assert values[0] == values[1]
    assert len(values[0]) == 2
