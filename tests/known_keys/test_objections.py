"""What ``check`` has against a key, held against what it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge import Unresolved, format_path, parse_path
from appconfig_merge.known_keys.key_problems import problems
from appconfig_merge.known_keys.objections import is_objected, known_instead
from appconfig_merge.known_keys.schema import all_releases

if TYPE_CHECKING:
    from appconfig_merge.paths import Path


@pytest.mark.parametrize(
    ("path", "version", "instead"),
    [
        ("theme.islight", "2.17.1", "theme.isLight"),
        ('["theme.isLight"]', "2.17.1", "theme.isLight"),
        ('["THEME.is_light"]', "2.17.1", "theme.isLight"),
        ("isLight", "2.17.1", "theme.isLight"),
        ("theme.islight", "1.34", None),
        ("theme.isLight", "2.17.1", None),
        ("theme.tokens.islight", "2.17.1", None),
        ("brand.logo", "2.17.1", None),
        ("loglevel", "1.18", "logLevel"),
    ],
)
def test_the_known_key_in_place_of_one_that_is_not(
    path: str, version: str, instead: str | None
) -> None:
    """Of the release that is asked for; a key of one's own stands for nothing else."""
    found = known_instead(parse_path(path), version)

    assert (format_path(found) if found is not None else None) == instead


NAMES = st.one_of(
    st.sampled_from(
        ["theme", "isLight", "islight", "tokens", "sso", "accountSid", "colorTheme", "language"]
    ),
    st.sampled_from(["theme.isLight", "account_sid", "appConfig", "ui_attributes", "languages"]),
    st.sampled_from(["notifications", "browser", "version_compatibility", "mine", "MainHeader"]),
    st.sampled_from(sorted(all_releases()["properties"])),
)
COLUMNS = {"notifications": ("notifications",), "account_sid": ("sso", "accountSid")}


@given(st.lists(NAMES, min_size=1, max_size=3), st.sampled_from(["1.18", "1.34", "2.2", "2.17.1"]))
def test_an_objection_is_what_check_finds(keys: list[str], version: str) -> None:
    """Neither more nor less, of a key whose value nobody knows."""
    values: Any = Unresolved("x", "nobody knows")
    for key in reversed(keys):
        values = {key: values}
    path: Path = tuple(keys)

    found = problems(values, version, "appConfig.js", COLUMNS)
    assert is_objected(path, version, COLUMNS, is_script=True) is bool(found)
