"""What the page on the environments file says is so; tests/docs runs its commands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from appconfig_merge import Source
from appconfig_merge.inputs.environments.reading import parse_environments
from appconfig_merge.inputs.environments.settings import KNOWN

PAGE = (Path(__file__).parent.parent.parent / "docs" / "environments.md").read_text("utf-8")
FILES = re.findall(r"```toml[^\n]*\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("text", FILES)
def test_every_file_on_the_page_can_be_read(text: str) -> None:
    """As it stands there."""
    assert parse_environments(Source("environments.toml", text, "json")).all


def test_every_setting_is_on_the_page() -> None:
    """In the table, and no other one is."""
    rows = re.findall(r"^\| (`.*?) \|", PAGE, re.MULTILINE)
    told = [name for row in rows for name in re.findall(r"`(\w+)`", row)]

    assert sorted(told) == sorted(KNOWN)


def test_where_credentials_are_is_as_the_page_says() -> None:
    """One command for all environments, with what stands for each filled in."""
    (text,) = [one for one in FILES if "credential_command" in one]
    prod = parse_environments(Source("environments.toml", text, "json")).get("prod-ie")

    assert prod is not None
    assert prod.live.access is not None
    assert prod.live.access.command == ("op", "read", "op://flex/prod-ie/token")
    assert prod.live.access.seconds == 10
