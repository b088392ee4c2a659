"""Many writers at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from appconfig_merge.rest import ConflictError, Retries, Set
from appconfig_merge.testing import FakeFlexApi
from tests.rest.updating.support import stored, update

if TYPE_CHECKING:
    from pathlib import Path

WRITERS = 20


@pytest.mark.parametrize("post_seconds", [0.0, 0.02], ids=["one after the other", "collisions"])
def test_no_change_is_lost_silently(tmp_path: Path, post_seconds: float) -> None:
    """Of twenty who change the same property at once, each made its change or was told."""
    patient = Retries(attempts=8, first_pause=0.02, longest_pause=1.0)
    with FakeFlexApi() as api:
        api.post_seconds = post_seconds

        def write(number: int) -> bool:
            folder = tmp_path / str(number)
            folder.mkdir()
            edit = Set(("ui_attributes", "custom_data", f"writer{number}"), number)
            try:
                update(api, folder, edit, watch_seconds=2.0, read_timeout=30.0, retries=patient)
            except ConflictError:
                return False
            return True

        with ThreadPoolExecutor(WRITERS) as pool:
            succeeded = list(pool.map(write, range(WRITERS)))
        there = stored(api)["ui_attributes"]["custom_data"]

    # A change that was replaced may come back with one that was planned while it was there.
    lost = [one for one in range(WRITERS) if succeeded[one] and f"writer{one}" not in there]
    assert not lost
    assert any(succeeded)


def test_writers_of_different_properties_do_not_meet(tmp_path: Path) -> None:
    """Each sends its own property, so all of them succeed, collisions or not."""
    patient = Retries(attempts=8, first_pause=0.02, longest_pause=1.0)
    properties = ["ui_attributes", "attributes", "public_attributes", "crm_attributes"]
    with FakeFlexApi() as api:
        api.post_seconds = 0.02

        def write(name: str) -> None:
            (tmp_path / name).mkdir()
            edit = Set((name, "added"), name)
            update(api, tmp_path / name, edit, watch_seconds=0.5, retries=patient)

        with ThreadPoolExecutor(len(properties)) as pool:
            list(pool.map(write, properties))
        now = stored(api)

    assert [now[name]["added"] for name in properties] == properties
