"""The code that docs/live.md shows does what it says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from appconfig_merge.rest import Client, Credentials, Retries
from appconfig_merge.testing import FakeFleet, FakeFlexApi
from tests.rest.updating.support import stored

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS = (Path(__file__).parent.parent.parent / "docs" / "live.md").read_text("utf-8")
LIBRARY, FAKE, FLEET = re.findall(r"```python\n(.*?)```", DOCS, re.DOTALL)


@pytest.fixture
def api(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeFlexApi]:
    """A fake API that the environment names; the current directory is empty."""
    monkeypatch.chdir(tmp_path)
    with FakeFlexApi() as api:
        resource: dict[str, Any] = api.resource or {}
        resource["ui_attributes"]["theme"] = {"isLight": True}
        api.resource = resource
        for name, value in api.environment.items():
            monkeypatch.setenv(name, value)
        yield api


def test_the_library(api: FakeFlexApi, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Plans, tells what changes, and applies it, with a backup."""
    exec(compile(LIBRARY, "live.md", "exec"), {})

    assert "isLight" in capsys.readouterr().out
    assert stored(api)["ui_attributes"]["theme"] == {"isLight": False}
    assert len(list(tmp_path.glob("flex-configuration-*.json"))) == 1


def test_the_fake(tmp_path: Path) -> None:
    """An update whose answer is lost, through the environment that the fake gives."""
    from appconfig_merge.rest import Set, apply, plan_update

    def client(api: FakeFlexApi) -> None:
        with Client.from_environment(api.environment) as rest:
            edit = Set(("ui_attributes", "theme"), {"isLight": False})
            apply(rest, plan_update(rest.fetch(), [edit]), tmp_path, watch_seconds=0)

    code = FAKE.replace("...  #", "client(api)  #")
    exec(compile(code, "live.md", "exec"), {"client": client})  # asserts what is stored


def test_the_fleet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each account is fetched, one of them after a 429; the file names them."""
    monkeypatch.chdir(tmp_path)

    def client(fleet: FakeFleet) -> None:
        for account in fleet.accounts.values():
            sid, token, *_ = account.environment.values()
            credentials = Credentials(sid, token, account_sid=sid)
            with Client(credentials, api_url=fleet.url, retries=Retries(longest_pause=3)) as rest:
                assert rest.fetch().account_sid == sid

    code = FLEET.replace("...  #", "client(fleet)  #").replace(
        'RateLimited("2")', 'RateLimited("0")'
    )
    exec(compile(code, "live.md", "exec"), {"client": client})

    assert "[environments.prod-us]" in Path("environments.toml").read_text("utf-8")
