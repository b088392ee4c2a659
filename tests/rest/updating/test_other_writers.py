"""What somebody else stores while a change is made: nobody is overwritten unseen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from appconfig_merge.rest import (
    ConflictError,
)
from appconfig_merge.testing import (
    Collision,
    CutOff,
    FakeFlexApi,
    RateLimited,
    ServerError,
)
from tests.rest.updating.support import (
    DARK,
    calls,
    is_dark,
    stored,
    update,
)

if TYPE_CHECKING:
    from pathlib import Path

    from appconfig_merge.testing.faults import Fault


def test_a_change_that_somebody_else_makes_meanwhile(api: FakeFlexApi, tmp_path: Path) -> None:
    """What is about to be replaced has changed: nothing is sent."""

    def meanwhile() -> None:
        resource = api.resource or {}
        resource["ui_attributes"]["theme"]["tokens"] = {"primary": "#000"}
        api.resource = resource

    with pytest.raises(ConflictError) as caught:
        update(api, tmp_path, DARK, between=meanwhile)

    assert caught.value.message == (
        "ui_attributes changed since the plan was made; nothing was sent"
    )
    assert caught.value.state == "unchanged"
    assert "POST" not in calls(api)


def test_a_change_of_another_property_meanwhile(api: FakeFlexApi, tmp_path: Path) -> None:
    """Is kept: it isn't sent, so it isn't replaced."""

    def meanwhile() -> None:
        api.resource = {**(api.resource or {}), "ui_language": "fr-FR"}

    update(api, tmp_path, DARK, between=meanwhile)

    assert is_dark(api)
    assert stored(api)["ui_language"] == "fr-FR"


def test_the_same_change_made_by_somebody_else(api: FakeFlexApi, tmp_path: Path) -> None:
    """There is nothing left to send."""

    def meanwhile() -> None:
        resource = api.resource or {}
        resource["ui_attributes"]["theme"]["isLight"] = False
        api.resource = resource

    done = update(api, tmp_path, DARK, between=meanwhile)

    assert "POST" not in calls(api)
    assert done.remarks == ("somebody else has just made the same change",)


@pytest.mark.parametrize("gets", [2, 3], ids=["before it is verified", "while it is watched"])
def test_a_change_that_is_replaced_right_after(api: FakeFlexApi, tmp_path: Path, gets: int) -> None:
    """Who lost is told, as long as the winner's look was before the loser's POST."""

    def other(request: Any) -> None:
        if request.method == "GET" and calls(api).count("GET") == gets + 1:
            resource = api.resource or {}
            resource["ui_attributes"] = {"version_compatibility": "yes"}
            api.resource = resource

    api.on_request(other)

    with pytest.raises(ConflictError) as caught:
        update(api, tmp_path, DARK)

    assert caught.value.message == (
        "somebody else's change came after this one and replaced it, at ui_attributes.theme"
    )
    assert caught.value.state == "different"


@pytest.mark.parametrize("fault", [Collision(), CutOff("before"), ServerError()])
def test_nobody_is_overwritten_by_trying_again(
    api: FakeFlexApi, tmp_path: Path, fault: Fault
) -> None:
    """Somebody else's change after a failed POST stops the next one."""

    def other(request: Any) -> None:
        if request.method == "GET" and "POST" in calls(api):
            resource = api.resource or {}
            resource["ui_attributes"]["theme"] = {"isLight": True, "tokens": {}}
            api.resource = resource

    api.on_request(other)
    api.fail(fault, method="POST")

    with pytest.raises(ConflictError):
        update(api, tmp_path, DARK)

    assert calls(api).count("POST") == 1
    assert stored(api)["ui_attributes"]["theme"] == {"isLight": True, "tokens": {}}


def test_nobody_is_overwritten_during_a_pause_that_the_service_asks_for(
    api: FakeFlexApi, tmp_path: Path
) -> None:
    """Every single POST has a look right before it."""
    api.fail(RateLimited("1"), method="POST")

    def meanwhile(request: Any) -> None:
        if request.status == 429:
            resource = api.resource or {}
            resource["ui_attributes"]["custom_data"] = {"by": "somebody else"}
            api.resource = resource

    api.on_answer(meanwhile)

    with pytest.raises(ConflictError):
        update(api, tmp_path, DARK)

    assert stored(api)["ui_attributes"]["custom_data"] == {"by": "somebody else"}
