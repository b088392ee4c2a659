"""Laws of what is stored: the state alone, without a server."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge import InputError
from appconfig_merge.testing import ACCOUNT_SID, READ_ONLY
from appconfig_merge.testing.resource import (
    StoredResource,
    default_resource,
    read_json,
    read_resource,
    write_json,
)

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)
SCALARS = (
    st.none() | st.booleans() | st.integers() | st.text() | st.decimals(allow_nan=False).filter(
        Decimal.is_finite
    )
)  # fmt: skip
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8
)
CHANGES = st.dictionaries(
    st.sampled_from(["ui_attributes", "taskrouter_skills", "crm_type", *READ_ONLY]) | st.text(),
    VALUES,
)


def configuration() -> StoredResource:
    """The default state."""
    return StoredResource(default_resource(ACCOUNT_SID), account_sid=ACCOUNT_SID)


def sent(changes: dict[str, Any]) -> bytes:
    """The body of a POST with these changes."""
    return write_json({**changes, "account_sid": ACCOUNT_SID})


@given(CHANGES)
def test_a_post_stores_exactly_what_it_names_or_nothing(changes: dict[str, Any]) -> None:
    """Every property sent has its new value, every other but date_updated its old one."""
    state = configuration()
    before = state.resource
    assert before is not None

    reply = state.post("application/json", sent(changes), NOW)

    if reply.status == 200:
        stamp = {"date_updated": "2026-05-04T03:02:01Z"}
        assert state.resource == {**before, **changes, "account_sid": ACCOUNT_SID, **stamp}
        assert reply.body == state.get().body
    else:
        assert state.resource == before
        refused = [name for name in changes if name in READ_ONLY and name != "account_sid"]
        for name in refused:
            assert name in json.loads(reply.body)["message"] or changes[name] == before[name]
        assert refused


@given(st.binary() | VALUES.map(write_json))
def test_any_body_is_answered_and_nothing_is_half_applied(body: bytes) -> None:
    """A POST of any bytes is a documented answer; an error changes nothing."""
    state = configuration()
    before = state.get().body

    reply = state.post("application/json", body, NOW)

    assert reply.status in {200, 400}
    if reply.status == 400:
        assert state.get().body == before


@given(VALUES)
def test_what_is_written_reads_back(value: object) -> None:
    """write_json and read_json are inverse, and the text is UTF-8 and compact."""
    text = write_json(value)

    assert write_json(read_json(text)) == text
    text.decode("utf-8")


@pytest.mark.parametrize(
    "number",
    ["1.50", "0.1", "-0", "-0.0", "1E+400", "123456789012345678901234567890", "1" * 5000,
     "3.141592653589793238462643383279502884"],
    ids=lambda number: number[:24],
)  # fmt: skip
def test_numbers_are_kept_digit_for_digit(number: str) -> None:
    """What no float could hold is stored and answered as it was sent."""
    state = configuration()
    body = f'{{"account_sid":"{ACCOUNT_SID}","x":{number}}}'.encode()

    reply = state.post("application/json", body, NOW)

    assert f'"x":{number}'.encode() in reply.body


@pytest.mark.parametrize(("levels", "status"), [(99, 200), (100, 400)])
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_nesting_has_a_limit(levels: int, status: int, opening: str, closing: str) -> None:
    """A hundred levels, the resource itself being the first, can be stored and read again."""
    state = configuration()
    value = opening * levels + ("1" if opening != "[" else "") + closing * levels

    body = f'{{"account_sid":"{ACCOUNT_SID}","x":{value}}}'.encode()

    assert state.post("application/json", body, NOW).status == status
    assert state.resource is not None
    assert ("x" in state.resource) is (status == 200)


def test_the_order_of_keys_is_kept() -> None:
    """A changed property stays where it was; inside a value the order is the client's."""
    state = configuration()
    before = list(state.resource or ())

    state.post("application/json", sent({"ui_attributes": {"z": 1, "a": 2}}), NOW)

    assert list(state.resource or ()) == before
    assert b'"ui_attributes":{"z":1,"a":2}' in state.get().body


def test_a_lone_surrogate_survives() -> None:
    """UTF-8 can't hold it, so the answer keeps its escape."""
    state = configuration()
    body = rf'{{"account_sid":"{ACCOUNT_SID}","x":"\ud800 \ud83d\ude00"}}'.encode()

    reply = state.post("application/json", body, NOW)

    assert '"x":"\\ud800 \U0001f600"'.encode() in reply.body


def test_what_a_caller_holds_is_not_the_state() -> None:
    """Neither the mapping given nor the copy taken can change what is stored."""
    given = {"ui_attributes": {"a": [1]}}
    state = StoredResource(given, account_sid=ACCOUNT_SID)
    given["ui_attributes"]["a"].append(2)
    copy = state.resource
    assert copy is not None
    copy["ui_attributes"]["a"].append(3)

    assert state.resource == {"ui_attributes": {"a": [1]}}


def deep() -> dict[str, object]:
    """Ten thousand objects in one another."""
    root: dict[str, object] = {}
    inner = root
    for _ in range(10_000):
        inner["a"] = inner = {}
    return root


def circle() -> dict[str, object]:
    """An object in itself."""
    root: dict[str, object] = {}
    root["a"] = root
    return root


@pytest.mark.parametrize(
    "resource",
    [{"a": {1, 2}}, {"a": float("nan")}, {"a": Decimal("NaN")}, {("a",): 1}, [1], deep(), circle()],
    ids=["set", "NaN", "decimal NaN", "tuple key", "list", "deep", "circle"],
)
def test_a_resource_that_json_cannot_say_is_an_input_error(resource: Any) -> None:
    """A test learns at once that its resource is wrong."""
    with pytest.raises(InputError):
        StoredResource(resource, account_sid=ACCOUNT_SID)


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff", b"{", b"[" * 100_000, None])
def test_a_file_that_holds_no_resource_is_an_input_error(
    content: bytes | None, tmp_path: Path
) -> None:
    """The error names the file, whatever is wrong with it."""
    file = tmp_path / "resource.json"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(InputError, match=r"resource\.json"):
        read_resource(file)
