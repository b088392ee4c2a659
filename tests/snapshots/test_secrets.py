"""The secrets of a snapshot, wherever in it they stand."""

from __future__ import annotations

import pytest

from appconfig_merge.snapshots.secrets import secrets_of_snapshot
from appconfig_merge.snapshots.snapshot import CachedResource, Call, Snapshot

SECRET = "correct-horse-battery"
NOTHING = Snapshot("snapshot.json", "browser")


@pytest.mark.parametrize(
    "snapshot",
    [
        NOTHING._replace(configuration={"a": {"password": SECRET}}),
        NOTHING._replace(by_name={"password": SECRET}),
        NOTHING._replace(on_window={"password": SECRET}),
        NOTHING._replace(handed={"password": SECRET}),
        NOTHING._replace(calls=(Call("", "updateConfig", None, {"password": SECRET}),)),
        NOTHING._replace(resource={"ui_attributes": {"password": SECRET}}),
        NOTHING._replace(
            cached_resource=CachedResource({"ui_attributes": {"password": SECRET}}, "")
        ),
        NOTHING._replace(stored={"password": SECRET}),
        NOTHING._replace(moved={"CRMContainer": {"password": SECRET}}),
        NOTHING._replace(page_values={"environment.password": SECRET}),
    ],
)
def test_a_secret_is_known_wherever_it_stands(snapshot: Snapshot) -> None:
    """So that evidence that quotes it can be masked."""
    assert list(secrets_of_snapshot(snapshot)) == [SECRET]


def test_a_snapshot_of_nothing_has_none() -> None:
    """Neither have its times, its address, its plugins."""
    assert list(secrets_of_snapshot(NOTHING._replace(address="https://flex.example.com/"))) == []
