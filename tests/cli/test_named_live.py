"""Live environments by name: each is fetched with its own account's credentials, and no other's."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from appconfig_merge.testing import Refused
from tests.cli.fleet_service import FleetService, running_fleet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def service(tmp_path: Path) -> Iterator[FleetService]:
    """Four accounts, and no usual variables: only the file says where credentials are."""
    with running_fleet(tmp_path) as service:
        service.store("prod-fr", language="fr-FR")
        yield service


def asked(service: FleetService) -> dict[str, int]:
    """How often each account was asked, of those that were."""
    every = service.fleet.accounts.items()
    return {name: len(one.requests) for name, one in every if one.requests}


@pytest.mark.parametrize("call", [("show",), ("explain", "language"), ("check",)])
def test_one_account_is_asked_once(call: tuple[str, ...], service: FleetService) -> None:
    """The one that the environment is."""
    command, *paths = call
    result = service.call(command, "prod-fr", *paths)

    assert result.code in {0, 1}, result.stderr
    assert asked(service) == {"prod-fr": 1}


def test_what_is_live_may_be_asked_for(service: FleetService) -> None:
    """--live reads with the environment's account what it reads from a file otherwise."""
    (service.folder / "kept.json").write_text('{"ui_attributes": {"language": "old"}}', "utf-8")
    service.say("prod-fr", 'configuration = "kept.json"')

    def language(*options: str) -> str:
        result = service.call("show", "prod-fr", "--format", "config", *options)
        return str(json.loads(result.stdout)["language"])

    assert (language(), asked(service)) == ("old", {})
    assert (language("--live"), asked(service)) == ("fr-FR", {"prod-fr": 1})


def test_two_accounts_beside_each_other(service: FleetService) -> None:
    """Each side is its own account's."""
    result = service.call("diff", "prod-de", "prod-fr", "--values-only")

    assert '+ language: "fr-FR"' in result.stdout
    assert asked(service) == {"prod-de": 1, "prod-fr": 1}


def test_one_account_that_refuses_keeps_no_other_from_being_checked(service: FleetService) -> None:
    """What is wrong with it is told, and the exit code is that of it."""
    service.fleet["prod-de"].fail(Refused(403, 20003, "Permission denied"))
    result = service.call("check", "prod-de", "prod-fr")

    assert result.code == 5
    assert "checked 1 file: " in result.stdout
    assert "HTTP 403" in result.stderr


def test_credentials_that_are_not_there(service: FleetService) -> None:
    """The variable is named that the file names; nothing is asked for."""
    prefix = service.fleet["prod-fr"].prefix
    service.environment[f"{prefix}_AUTH_TOKEN"] = ""
    result = service.call("show", "prod-fr")

    assert result.code == 2
    assert f"{prefix}_AUTH_TOKEN" in result.stderr
    assert asked(service) == {}
