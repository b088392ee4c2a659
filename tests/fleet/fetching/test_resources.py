"""Where live resources come from: the service, once; or a folder that kept them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from appconfig_merge import InputError
from appconfig_merge.fleet.configurations import Unreadable, read_all
from appconfig_merge.fleet.resources import Resources
from appconfig_merge.inputs.access import Access
from appconfig_merge.inputs.environments.reading import read_environments
from appconfig_merge.inputs.kept import kept_resources
from appconfig_merge.inputs.reader import Reader
from appconfig_merge.inputs.record import GivenResource, LiveResource
from appconfig_merge.testing import Refused
from tests.fleet.fetching.conftest import live

if TYPE_CHECKING:
    from pathlib import Path

    from appconfig_merge.fleet.sides import Side
    from appconfig_merge.testing import FakeFleet


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fleet: FakeFleet) -> Path:
    """A project whose environments are live."""
    monkeypatch.chdir(tmp_path)
    for name, value in fleet.environment.items():
        monkeypatch.setenv(name, value)
    (tmp_path / "appConfig.js").write_text("var appConfig = { a: 1 };", "utf-8")
    toml = fleet.environments_toml(app_config="appConfig.js")
    (tmp_path / "environments.toml").write_text(toml, "utf-8")
    return tmp_path


def read(resources: Resources) -> list[Side | Unreadable]:
    """The configurations of all environments."""
    reader = Reader(fetch=resources.fetch)
    return list(read_all(reader, read_environments("environments.toml").all, resources))


def test_each_is_fetched_once(folder: Path, fleet: FakeFleet) -> None:
    """Together before, and never again."""
    resources = Resources()
    for _ in range(2):
        found = read(resources)
        assert [one.name for one in found] == ["prod-eu", "prod-us", "staging"]

    assert folder.is_dir()
    assert len(fleet.requests) == 3


def test_what_is_fetched_is_kept_and_read_offline(folder: Path, fleet: FakeFleet) -> None:
    """With the same values, and now with places; nobody is asked."""
    kept = str(folder / "kept")
    online = read(Resources(kept=kept))
    asked = len(fleet.requests)
    offline = read(Resources(kept=kept, is_offline=True))

    assert len(fleet.requests) == asked
    configs = [
        [one.config for one in sides if not isinstance(one, Unreadable)]
        for sides in (online, offline)
    ]
    assert configs[0] == configs[1]
    files = [layer.file for layer in configs[1][0].layers if layer.kind == "rest"]
    assert files == [kept_resources(kept, fleet["prod-eu"].account_sid)[-1].file]


def test_offline_without_anything_kept(folder: Path, fleet: FakeFleet) -> None:
    """Each environment is named, with what would help."""
    found = read(Resources(kept=str(folder / "kept"), is_offline=True))

    errors = [one.error for one in found if isinstance(one, Unreadable)]
    assert len(errors) == 3
    assert f"nothing is kept of {fleet['prod-eu'].account_sid}" in errors[0].message
    assert "without --offline" in (errors[0].help or "")
    assert fleet.requests == ()


def test_offline_whose_account_nobody_says(tmp_path: Path) -> None:
    """A key alone tells nothing of the account."""
    resources = Resources(kept=str(tmp_path), is_offline=True, environment={})
    for access in (Access(api_key_env="K", api_secret_env="S"), None):
        with pytest.raises(InputError, match="nobody says which account") as caught:
            resources.given(LiveResource(access=access))
        assert "account_sid" in (caught.value.help or "")


def test_online_nothing_is_given(fleet: FakeFleet) -> None:
    """The service is asked."""
    assert Resources(kept="kept").given(live(fleet, "prod-eu")) is None


def test_the_newest_of_the_version_counts(tmp_path: Path, fleet: FakeFleet) -> None:
    """A pinned version has a history of its own."""
    one = live(fleet, "prod-eu")
    pinned = one._replace(ui_version="2.17.1")
    kept = str(tmp_path / "kept")
    Resources(kept=kept, environment=fleet.environment).prefetch([one, pinned])
    offline = Resources(kept=kept, is_offline=True, environment=fleet.environment)

    account = fleet["prod-eu"].account_sid
    assert offline.given(one) == GivenResource(kept_resources(kept, account)[-1].file)
    assert offline.given(pinned) == GivenResource(kept_resources(kept, account, "2.17.1")[-1].file)
    with pytest.raises(InputError, match=r"as version 2\.0\.0"):
        offline.given(one._replace(ui_version="2.0.0"))


def test_what_was_there_before_this_run(tmp_path: Path, fleet: FakeFleet) -> None:
    """Also where two environments are of one account, and where nothing changed."""
    one = live(fleet, "prod-eu")
    twin = live(fleet, "prod-eu", with_key=True)
    kept = str(tmp_path / "kept")
    account = fleet["prod-eu"]
    seen = []
    for number in range(3):
        account.resource = {**(account.resource or {}), "number": min(number, 1)}
        resources = Resources(kept=kept, environment=fleet.environment)
        resources.prefetch([one, twin])
        seen.append([len(resources.earlier(each)) for each in (one, twin)])
    offline = Resources(kept=kept, is_offline=True, environment=fleet.environment)

    assert seen == [[0, 0], [1, 1], [2, 2]]
    assert len(offline.earlier(one)) == 1
    keeping = resources.keeping(one)
    assert keeping is not None
    assert keeping.state == "unchanged"


def test_a_folder_that_cannot_be_made_costs_no_request(tmp_path: Path, fleet: FakeFleet) -> None:
    """It is told before."""
    (tmp_path / "file").write_text("", "utf-8")
    resources = Resources(kept=str(tmp_path / "file"), environment=fleet.environment)

    with pytest.raises(InputError, match="no resource can be kept there"):
        resources.prefetch([live(fleet, "prod-eu")])
    assert fleet.requests == ()


def test_what_cannot_be_kept_is_that_accounts_failure(tmp_path: Path, fleet: FakeFleet) -> None:
    """The others are kept."""
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / fleet["prod-us"].account_sid).write_text("", "utf-8")
    resources = Resources(kept=str(kept), environment=fleet.environment)
    resources.prefetch([live(fleet, "prod-us"), live(fleet, "prod-eu")])

    with pytest.raises(InputError, match="no resource can be kept there"):
        resources.fetch(live(fleet, "prod-us"))
    assert resources.fetch(live(fleet, "prod-eu")).body == fleet["prod-eu"].body


def test_a_failure_is_raised_when_it_is_its_turn(folder: Path, fleet: FakeFleet) -> None:
    """And asked for only once."""
    fleet["prod-us"].fail(Refused(401, 20003, "no"))
    resources = Resources()

    for _ in range(2):
        found = read(resources)
        assert [isinstance(one, Unreadable) for one in found] == [False, True, False]

    assert folder.is_dir()
    assert len(fleet.requests) == 3
