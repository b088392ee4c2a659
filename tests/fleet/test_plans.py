"""One change planned for many accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from appconfig_merge.errors import UsageError
from appconfig_merge.fleet.plans import Left, Planned
from appconfig_merge.inputs.environments.environment import Environment
from appconfig_merge.inputs.record import GivenResource, Inputs
from appconfig_merge.rest import AuthenticationError, EditError, Set, Unset
from appconfig_merge.source import Source
from appconfig_merge.testing import FakeFleet, Refused
from tests.fleet.changing import DARK, LIGHT_ATTRIBUTES, SCRIPT, environment, planned, store

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def fleet() -> Iterator[FakeFleet]:
    """Three accounts with the same ui_attributes."""
    with FakeFleet(
        {one: {"ui_attributes": LIGHT_ATTRIBUTES} for one in ("de", "fr", "it")}
    ) as fleet:
        yield fleet


def test_each_account_has_a_plan_of_its_own(fleet: FakeFleet) -> None:
    """Made of what it has stored, with what the change does to its own script."""
    overriding = "var appConfig = { theme: { isLight: true } };"
    among = [
        environment(fleet["de"], fleet.url),
        environment(fleet["fr"], fleet.url, script=overriding),
    ]

    german, french = planned(fleet, [DARK], among)

    assert isinstance(german, Planned)
    assert isinstance(french, Planned)
    assert german.plan.body["account_sid"] == fleet["de"].account_sid
    assert french.plan.body["account_sid"] == fleet["fr"].account_sid
    [effects] = german.effects
    assert (effects.environment, effects.script) == ("de", "de.js")
    assert [change.path for change in effects.consequences.changes] == [("theme", "isLight")]
    [effects] = french.effects
    assert effects.consequences.changes == ()
    assert [one.reason for one in effects.consequences.without_effect] == ["overridden"]


def test_an_account_behind_several_environments_is_changed_once(fleet: FakeFleet) -> None:
    """It stands where the first of them does, and tells of the effects in each."""
    among = [
        environment(fleet["de"], fleet.url, "shop"),
        environment(fleet["fr"], fleet.url),
        environment(fleet["de"], fleet.url, "shop-beta", "var appConfig = {};"),
    ]

    found = planned(fleet, [DARK], among)

    assert [one.names for one in found] == [("shop", "shop-beta"), ("fr",)]
    assert isinstance(found[0], Planned)
    assert [one.environment for one in found[0].effects] == ["shop", "shop-beta"]
    assert len(fleet["de"].requests) == 1


@pytest.mark.parametrize("again", ["{}/", "{}/v1/Configuration"])
def test_an_account_is_one_however_its_address_is_written(fleet: FakeFleet, again: str) -> None:
    """Two changes of one resource at once would meet each other."""
    among = [
        environment(fleet["de"], fleet.url, "shop"),
        environment(fleet["de"], again.format(fleet.url), "shop-beta"),
    ]

    [one] = planned(fleet, [DARK], among)

    assert one.names == ("shop", "shop-beta")


def test_who_is_left_out(fleet: FakeFleet) -> None:
    """Each with its reason; the others are planned all the same."""
    fleet["fr"].fail(Refused(401, 20003, "Authenticate"), times=9)
    no_account = Inputs(Source("x.js", SCRIPT), GivenResource({"ui_attributes": {}}))
    among = [
        environment(fleet["de"], fleet.url, script="var appConfig = {"),
        environment(fleet["fr"], fleet.url),
        Environment("files", no_account),
        environment(fleet["it"], fleet.url),
    ]

    broken, refused, files, fine = planned(fleet, [DARK], among)

    assert isinstance(broken, Left)
    assert (broken.names, broken.kind) == (("de",), "unreadable")
    assert str(broken.error).startswith("de.js:1:")
    assert isinstance(refused, Left)
    assert isinstance(refused.error, AuthenticationError)
    assert isinstance(files, Left)
    assert isinstance(files.error, UsageError)
    assert files.kind == "refused"
    assert isinstance(fine, Planned)
    assert fleet["de"].requests == ()  # its script can't be read


def test_an_edit_that_one_account_does_not_take(fleet: FakeFleet) -> None:
    """It is left out; what others have stored is another matter."""
    store(fleet["fr"], {"version_compatibility": "yes", "theme": "dark"})

    german, french, _ = planned(fleet, [DARK])

    assert isinstance(german, Planned)
    assert isinstance(french, Left)
    assert french.kind == "refused"
    assert isinstance(french.error, EditError)


def test_the_stored_resource_is_what_is_changed(fleet: FakeFleet) -> None:
    """No version of Flex UI is named, whatever release an environment follows."""
    one = environment(fleet["de"], fleet.url)
    pinned = one._replace(inputs=one.inputs._replace(flex_ui="2.17.1"))

    [found] = planned(fleet, [Set(("ui_attributes", "a"), 1), Unset(("ui_attributes", "b"))],
                      [pinned])  # fmt: skip

    assert isinstance(found, Planned)
    assert found.wanted.ui_version is None
    assert [request.query for request in fleet["de"].requests] == [{}]
