"""The command against a fake fleet: many accounts behind one server, one environment each."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from appconfig_merge.testing import FakeFleet
from tests.cli.service import SCRIPT, Caller

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ATTRIBUTES = {
    "version_compatibility": "yes",
    "logLevel": "debug",
    "custom_data": {"apiKey": "k3y-0f-n0-0ne", "surge": 1},
}
"""What each account has at first."""

NAMES = ("prod-de", "prod-es", "prod-fr", "prod-it")
SURGE = ("--set", "ui_attributes.custom_data.surge=2")
"""One edit, which the script of these environments doesn't override."""


class FleetService(Caller):
    """A fake fleet, and a folder with its environments.toml and their appConfig.js."""

    def __init__(self, fleet: FakeFleet, folder: Path) -> None:
        super().__init__(folder, fleet.environment)
        self.fleet = fleet
        (folder / "appConfig.js").write_text(SCRIPT, "utf-8")
        text = fleet.environments_toml(app_config="appConfig.js")
        (folder / "environments.toml").write_text(text, "utf-8")

    def say(self, name: str, *settings: str) -> None:
        """Add settings to those of an environment."""
        file = self.folder / "environments.toml"
        head = f"[environments.{name}]\n"
        text = file.read_text("utf-8").replace(head, "\n".join((head.rstrip(), *settings, "")))
        file.write_text(text, "utf-8")

    def store(self, name: str, **attributes: object) -> None:
        """Let somebody else set ui_attributes of an account."""
        found = self.fleet[name].resource
        assert found is not None
        found["ui_attributes"].update(attributes)
        self.fleet[name].resource = found

    @property
    def surging(self) -> list[str]:
        """The accounts that have the change SURGE."""
        return [
            name
            for name, account in self.fleet.accounts.items()
            if (account.resource or {})["ui_attributes"]["custom_data"]["surge"] == 2
        ]

    @property
    def posts(self) -> int:
        """How many POSTs there were."""
        return sum(one.method == "POST" for one in self.fleet.requests)


@contextmanager
def running_fleet(folder: Path, *names: str) -> Iterator[FleetService]:
    """A fake fleet whose accounts have the same ui_attributes."""
    resources = {one: {"ui_attributes": ATTRIBUTES} for one in names or NAMES}
    with FakeFleet(resources) as fleet:
        yield FleetService(fleet, folder)
