"""What an environment is read from, once a command line has had its say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge import Source
from appconfig_merge.fleet.completing import overlaid
from appconfig_merge.inputs.access import Access
from appconfig_merge.inputs.environments.reading import parse_environments
from appconfig_merge.inputs.record import GivenResource, LiveResource

if TYPE_CHECKING:
    from appconfig_merge.inputs.environments.environment import Environment

ACCESS = Access(api_key_env="KEY", api_secret_env="SECRET", folder=".")
TEXT = """\
[defaults]
app_config = "a.js"
api_key_env = "KEY"
api_secret_env = "SECRET"
ui_version = "2.14.0"
api_url = "https://flex-api.twilio.com"
[environments.live]
live = true
[environments.file]
configuration = "a.json"
"""


def environment(name: str) -> Environment:
    """An environment of the text."""
    found = parse_environments(Source("e.toml", TEXT, "json")).get(name)
    assert found is not None
    return found


def test_what_is_live_is_the_environments_own_account() -> None:
    """--live asks with its credentials, also where its configuration is read from a file."""
    said = {"resource": LiveResource()}

    for name in ("live", "file"):
        assert overlaid(environment(name), said).resource == LiveResource(
            "2.14.0", "https://flex-api.twilio.com", access=ACCESS, api_url_file="e.toml"
        )


def test_an_address_is_the_persons_where_a_person_says_it() -> None:
    """Which file said another one is of no matter then."""
    said = {"resource": LiveResource("2.17.1", "http://127.0.0.1:8080")}

    assert overlaid(environment("live"), said).resource == LiveResource(
        "2.17.1", "http://127.0.0.1:8080", access=ACCESS
    )


def test_a_file_takes_the_place_of_what_is_live() -> None:
    """As any option does."""
    given = GivenResource("b.json")

    assert overlaid(environment("live"), {"resource": given}).resource == given
    assert overlaid(environment("live"), {}).resource == environment("live").live
