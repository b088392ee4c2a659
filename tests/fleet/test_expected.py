"""What a repository expects of a resource, and the update that mends what isn't so."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge import InputError, Source
from appconfig_merge.fleet.expected import read_expected
from appconfig_merge.fleet.mending import mending
from appconfig_merge.inputs.reader import Reader
from appconfig_merge.rest.configuration import Configuration
from appconfig_merge.rest.difference import ABSENT
from appconfig_merge.rest.document import equivalent, parse
from appconfig_merge.rest.edit_options import parse_merge_patch, parse_set, parse_unset
from appconfig_merge.rest.errors import EditError
from appconfig_merge.rest.plan import plan_update

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from appconfig_merge.fleet.expected import Expected

ACCOUNT = "AC" + "0" * 32
STORED: dict[str, Any] = {
    "account_sid": ACCOUNT,
    "ui_language": "en-us",
    "call_recording_enabled": True,
    "date_updated": "2026-11-30T00:00:00Z",
    "ui_attributes": {
        "version_compatibility": "yes",
        "language": "en-US",
        "limit": 1.0,
        "list": [1, 2],
        "theme": {"isLight": True, "tokens": {"a": 1}},
    },
}


def expected(folder: Path, *texts: str, stored: Mapping[str, Any] = STORED) -> Expected:
    """What files with these texts expect."""
    names = []
    for number, text in enumerate(texts):
        names.append(str(folder / f"{number}.json"))
        (folder / f"{number}.json").write_text(text, "utf-8")
    return read_expected(Reader(), names, stored)


def resource(stored: Mapping[str, Any] = STORED) -> Configuration:
    """The resource that is stored."""
    return Configuration.from_bytes("stored", json.dumps(stored).encode())


def test_only_what_is_stated_is_compared(tmp_path: Path) -> None:
    """Objects key by key, arrays and scalars whole; numbers by their value."""
    found = expected(
        tmp_path,
        """{
  "ui_language": "de-de",
  "ui_attributes": {
    "language": "en-US", "limit": 1, "list": [1], "theme": {"tokens": {"a": 1}}, "crm": {"x": 1}
  }
}""",
    )

    told = [
        (one.statement.path, one.statement.value, one.stored, str(one.statement.location))
        for one in found.unmet(STORED)
    ]

    file = tmp_path / "0.json"
    assert told == [
        (("ui_language",), "de-de", "en-us", f"{file}:2:18"),
        (("ui_attributes", "list"), [1], [1, 2], f"{file}:4:46"),
        (("ui_attributes", "crm", "x"), 1, ABSENT, f"{file}:4:95"),
    ]


def test_later_files_lie_over_earlier_ones(tmp_path: Path) -> None:
    """As merge patches do; null is nothing or null, and what is stated last has the place."""
    found = expected(
        tmp_path,
        '{"ui_attributes": {"language": "de-DE", "theme": {"isLight": true}, "list": null}}',
        '{"ui_attributes": {"language": "en-US", "theme": {"isLight": null, "gone": null}}}',
    )

    assert [(one.statement.path[1:], one.statement.value) for one in found.unmet(STORED)] == [
        (("theme", "isLight"), None),
        (("list",), None),
    ]
    assert {str(one.location).rpartition("/")[2] for one in found.statements} == {
        "0.json:1:77", "1.json:1:32", "1.json:1:62", "1.json:1:76",
    }  # fmt: skip


def test_what_nobody_decides_on_is_left_out(tmp_path: Path) -> None:
    """A whole resource may be expected: read-only properties and its times say nothing."""
    whole: dict[str, Any] = {
        **STORED,
        "date_updated": "2025-01-01T00:00:00Z",
        "runtime_domain": "x",
    }

    assert expected(tmp_path, json.dumps(whole)).unmet(STORED) == ()


@pytest.mark.parametrize(
    ("text", "message", "help"),
    [
        (
            '{"account_sid": "AC11111111111111111111111111111111"}',
            "0.json:1:17: this file is of another account than the resource that it is expected of",
            None,
        ),
        (
            '{"account_sid": []}',
            "0.json:1:17: this file is of another account than the resource that it is expected of",
            None,
        ),
        (
            '{"language": "en-US"}',
            "0.json:1:14: the resource has no property language",
            "did you mean ui_attributes.language?",
        ),
        (
            '{"ui_attributes": []}',
            "0.json:1:19: ui_attributes are an object of configuration keys, or nothing",
            None,
        ),
    ],
)
def test_a_file_of_something_else(
    tmp_path: Path, text: str, message: str, help: str | None
) -> None:
    """Is an error with its place."""
    with pytest.raises(InputError) as caught:
        expected(tmp_path, text)

    assert str(caught.value).rpartition("/")[2] == message
    assert caught.value.help == help


@pytest.mark.parametrize("text", ["[]", "1", '{"ui_language": "a", "ui_language": "b"}'])
def test_what_is_no_part_of_a_resource(tmp_path: Path, text: str) -> None:
    """Is refused as a merge patch is."""
    with pytest.raises(EditError):
        expected(tmp_path, text)


def test_one_file_that_mends_it(tmp_path: Path) -> None:
    """Is proposed, the last one here: it alone makes it as all of them say."""
    found = expected(
        tmp_path,
        '{"ui_attributes": {"language": "en-US", "theme": {"isLight": true}}}',
        '{"ui_attributes": {"theme": {"isLight": false}}}',
    )

    options = mending(resource(), found, found.unmet(STORED))

    assert options == ("--merge-patch", str(tmp_path / "1.json"))


def test_a_few_values_that_mend_it(tmp_path: Path) -> None:
    """Where a file would change more than what isn't as expected, or can't be sent."""
    found = expected(
        tmp_path,
        json.dumps({
            **STORED,
            "date_updated": "2025-01-01T00:00:00Z",
            "ui_attributes": {"language": 'a"b', "theme": {"tokens": None}},
        }),
    )  # fmt: skip

    options = mending(resource(), found, found.unmet(STORED))

    assert options == (
        "--set", r'ui_attributes.language="a\"b"', "--unset", "ui_attributes.theme.tokens",
    )  # fmt: skip


def test_nothing_that_stops_flex_ui_is_proposed(tmp_path: Path) -> None:
    """A guard of update objects to it."""
    found = expected(tmp_path, '{"ui_attributes": {"version_compatibility": "no"}}')

    assert mending(resource(), found, found.unmet(STORED)) == ()


def test_no_secret_is_proposed(tmp_path: Path) -> None:
    """Its file is, where that does it; its value isn't, which would stand in a shell's history."""
    text = '{"ui_attributes": {"crm": {"apiKey": "s3cret"}}}'
    found = expected(tmp_path, text)
    assert mending(resource(), found, found.unmet(STORED)) == (
        "--merge-patch", str(tmp_path / "0.json"),
    )  # fmt: skip

    text = '{"ui_attributes": {"crm": {"apiKey": "s3cret"}}, "date_created": "2026-01-01"}'
    found = expected(tmp_path, text)
    assert mending(resource(), found, found.unmet(STORED)) == ()


LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(0, 2), st.sampled_from(["", "a"]),
    st.lists(st.integers(0, 1), max_size=2),
)  # fmt: skip
OBJECTS = st.dictionaries(
    st.sampled_from("abc"),
    st.recursive(
        LEAVES,
        lambda inner: st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
        max_leaves=6,
    ),
    max_size=3,
)


@given(stored=OBJECTS, files=st.lists(OBJECTS, min_size=1, max_size=3))
def test_what_is_mended_is_as_expected(stored: dict[str, Any], files: list[dict[str, Any]]) -> None:
    """All statements hold of a resource that they are put over, and the options do just that."""
    compatible = {"version_compatibility": "yes"}
    properties: dict[str, Any] = {"account_sid": ACCOUNT, "ui_attributes": {**stored, **compatible}}
    sources = [
        Source(f"{number}.json", json.dumps({"ui_attributes": one}), "json")
        for number, one in enumerate(files)
    ]
    reader = _Reader(sources)
    found = read_expected(reader, [one.name for one in sources], properties)

    over = found.over(properties)
    assert found.unmet(over) == ()
    assert over == properties or found.unmet(properties)

    options = mending(resource(properties), found, found.unmet(properties))
    texts = {one.name: one for one in sources}
    edits = [
        parse_merge_patch(texts[word])
        if option == "--merge-patch"
        else parse_set(word)
        if option == "--set"
        else parse_unset(word)
        for option, word in zip(options[::2], options[1::2], strict=True)
    ]
    plan = plan_update(resource(properties), edits)
    after: dict[str, Any] = {**properties, **{one.name: one.after for one in plan.changes}}
    if options:
        assert found.unmet(after) == ()
        assert equivalent(after, parse(Source("over", json.dumps(over), "json")))


class _Reader(Reader):
    """A reader of texts that are no files."""

    def __init__(self, sources: list[Source]) -> None:
        super().__init__()
        self._sources = {(one.name, "json"): one for one in sources}


def test_numbers_are_compared_digit_for_digit(tmp_path: Path) -> None:
    """More digits than a double has make a difference."""
    stored: dict[str, Any] = {"account_sid": ACCOUNT, "ui_attributes": {"a": 12345678901234567890}}
    found = expected(tmp_path, '{"ui_attributes": {"a": 12345678901234567891}}', stored=stored)

    (unmet,) = found.unmet(stored)

    assert unmet.statement.value == Decimal(12345678901234567891)
