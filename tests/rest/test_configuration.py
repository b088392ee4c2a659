"""The Configuration resource as it was fetched or read from a file."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge import AppConfigError, InputError
from appconfig_merge.rest import Configuration
from appconfig_merge.rest.configuration import shortened
from appconfig_merge.source import Source

if TYPE_CHECKING:
    from pathlib import Path

    from appconfig_merge.testing import FakeFlexApi

AT = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)
ACCOUNT = "AC00000000000000000000000000000000"


def resource(rest: str = "") -> Configuration:
    """A resource of an account and some more JSON."""
    return Configuration.from_bytes("x.json", f'{{"account_sid":"{ACCOUNT}"{rest}}}'.encode(), AT)


def test_every_field_is_kept_as_it_came(api: FakeFlexApi) -> None:
    """All 49 properties of the documented resource, in their order, and unknown ones."""
    found = Configuration.from_bytes("x", api.body)

    assert list(found.properties) == list(api.resource or {})
    assert len(found.properties) == 49
    assert resource(',"new_in_2030":[1.50,{"b":1,"a":2}]').properties["new_in_2030"] == [
        Decimal("1.50"),
        {"b": 1, "a": 2},
    ]


def test_what_is_interpreted() -> None:
    """Account, UI attributes, UI version, time of the last change."""
    found = resource(
        ',"ui_attributes":{"a":1},"ui_version":"2.n","date_updated":"2026-01-01T00:00:00Z"'
    )

    assert found.account_sid == ACCOUNT
    assert found.ui_attributes == {"a": 1}
    assert found.ui_version == "2.n"
    assert found.date_updated == "2026-01-01T00:00:00Z"


@pytest.mark.parametrize(
    "rest",
    [
        "",
        ',"ui_attributes":null,"ui_version":null,"date_updated":null',
        ',"ui_attributes":[],"ui_version":2,"date_updated":{}',
    ],
)
def test_fields_that_are_missing_or_odd_are_none(rest: str) -> None:
    """The specification marks nearly every field as nullable."""
    found = resource(rest)

    assert (found.ui_attributes, found.ui_version, found.date_updated) == (None, None, None)


def test_the_label_of_a_source() -> None:
    """The account shortened and the time in UTC, to the second; a file is its name."""
    assert (
        resource().label == "Configuration resource of AC00…0000, fetched at 2026-01-02T03:04:05Z"
    )
    assert Configuration.from_bytes("x.json", resource().body).label == "x.json"


@pytest.mark.parametrize(
    ("account", "short"), [(ACCOUNT, "AC00…0000"), ("AC12345678", "AC12345678"), ("", "")]
)
def test_shortening_an_account(account: str, short: str) -> None:
    """Enough to tell accounts apart."""
    assert shortened(account) == short


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"[]", "it has no account_sid"),
        (b"{}", "it has no account_sid"),
        (b'{"account_sid":null}', "it has no account_sid"),
        (b'{"account_sid":1}', "it has no account_sid"),
        (b"window.appConfig = {}", "x.json"),
        (b"", "x.json"),
        (b'{"account_sid":"AC\xff"}', "not UTF-8"),
    ],
)
def test_what_is_not_a_resource(body: bytes, message: str) -> None:
    """Told with the name of where it came from."""
    with pytest.raises(InputError) as caught:
        Configuration.from_bytes("x.json", body)

    assert message in str(caught.value)
    assert "x.json" in str(caught.value)


@given(st.binary() | st.text().map(str.encode))
def test_any_bytes_are_a_resource_or_refused(body: bytes) -> None:
    """Nothing else is raised."""
    with pytest.raises(AppConfigError):
        Configuration.from_bytes("x", body)


def test_reading_a_file(tmp_path: Path, api: FakeFlexApi) -> None:
    """From a path or what was read before, byte for byte; there is no time of fetching."""
    file = tmp_path / "backup.json"
    file.write_bytes(api.body)

    for readable in (file, str(file), Source.from_bytes("backup.json", api.body, "json")):
        found = Configuration.read(readable)
        assert found.body == api.body
        assert found.fetched_at is None
    assert Configuration.read(file).label == str(file)


def test_reading_a_file_that_is_not_there(tmp_path: Path) -> None:
    """Like any input that can't be read."""
    with pytest.raises(InputError, match=r"none\.json"):
        Configuration.read(tmp_path / "none.json")


def test_equality_is_of_bytes() -> None:
    """Whatever the names and times; other things are never equal."""
    assert resource() == Configuration.from_bytes("other", resource().body)
    assert resource() != resource(',"a":1')
    assert resource() != resource().properties


def test_the_repr_shows_no_values() -> None:
    """Values may be secret."""
    shown = repr(resource(',"attributes":{"password":"hunter2-hunter2"}'))

    assert "2 properties" in shown
    assert "hunter2" not in shown
    assert ACCOUNT not in shown


def test_a_key_that_stands_twice_is_told() -> None:
    """Of a file with its place; of what was fetched there is none. The last counts."""
    text = f'{{"account_sid": "{ACCOUNT}",\n "attributes": {{"a": 1, "a": 2}}}}'.encode()
    message = "attributes.a stands twice in one object: Flex UI takes the last"

    [read] = Configuration.from_bytes("x.json", text).diagnostics
    [fetched] = Configuration.from_bytes("x.json", text, AT).diagnostics

    assert (read.code, read.message, str(read.location)) == (
        "duplicate-key",
        message,
        "x.json:2:17",
    )
    assert (fetched.message, fetched.location) == (message, None)
    assert Configuration.from_bytes("x.json", text).properties["attributes"] == {"a": 2}
    assert resource().diagnostics == ()
