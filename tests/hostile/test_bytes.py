"""Bytes that are no text, text in odd encodings, files that were cut anywhere."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge import AppConfigError, EffectiveConfig, Source, effective_config
from appconfig_merge.rendering import render
from tests.conftest import FIXTURES
from tests.hostile.budget import within_budget
from tests.hostile.command import measure
from tests.hostile.inputs import DEPTH, config

if TYPE_CHECKING:
    from pathlib import Path

SCRIPTS = sorted(FIXTURES.rglob("*.js"))
RESOURCES = sorted(FIXTURES.rglob("*.json"))


def outcome(script: bytes, resource: bytes | None = None) -> EffectiveConfig | AppConfigError:
    """What reading ends in, once everything that can be told of it is told."""
    try:
        found = effective_config(
            Source.from_bytes("a.js", script),
            configuration=None if resource is None else Source.from_bytes("b", resource, "json"),
        )
    except AppConfigError as error:
        return error
    render(found, "text")
    json.loads(render(found, "json"))
    for path in found.paths():
        found.explain(path)
    return found


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.parent.name + "/" + file.name)
def test_every_prefix_of_a_script(file: Path) -> None:
    """Read or refused, and never anything else."""
    whole = file.read_bytes()
    for end in range(0, len(whole), 1 + len(whole) // 250):
        outcome(whole[:end])


@pytest.mark.parametrize("file", RESOURCES, ids=lambda file: file.parent.name + "/" + file.name)
def test_every_prefix_of_a_resource(file: Path) -> None:
    """A JSON text that was cut is refused, with the place."""
    whole = file.read_bytes().rstrip()
    for end in range(0, len(whole), 1 + len(whole) // 250):
        found = outcome(b"var appConfig = {};", whole[:end])
        assert isinstance(found, AppConfigError)
        assert found.location is not None


@pytest.mark.parametrize(
    "raw",
    [
        b"\0" * DEPTH,
        config("1").encode() + b"\0" * DEPTH,
        b"\xff" * DEPTH,
        b"\xed\xa0\x80" * DEPTH,
        b"\xff\xfe" + b"\xd8\x00" * DEPTH,
        bytes(range(256)) * 400,
    ],
    ids=lambda raw: repr(raw[:12]),
)
def test_bytes_that_are_no_script(raw: bytes) -> None:
    """Refused, with the place."""
    with within_budget():
        found = outcome(raw)

    assert isinstance(found, AppConfigError)
    assert found.location is not None


def test_a_nul_in_a_string_is_a_character() -> None:
    """It is valid there, and it stays."""
    assert outcome(b"var appConfig = {x: 'a\0b'};")["x"] == "a\0b"  # type: ignore[index]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-8"])
def test_a_byte_order_mark_decides(encoding: str) -> None:
    """As in a browser; what it marks is no part of the text."""
    found = outcome(("\ufeff" + config("'é😀'")).encode(encoding))

    assert isinstance(found, EffectiveConfig)
    assert found["x"] == "é😀"
    assert not found.diagnostics


def test_bytes_that_are_not_utf_8_are_told() -> None:
    """They are U+FFFD, as in a browser, and there is a warning at the first."""
    found = outcome(b"var appConfig = {x: 'caf\xe9'};")

    assert isinstance(found, EffectiveConfig)
    assert found["x"] == "caf\ufffd"
    assert [str(remark.location) for remark in found.diagnostics] == ["a.js:1:25"]


def test_lone_surrogates_are_kept() -> None:
    """Written as escapes, and through JSON and back."""
    found = outcome(rb"var appConfig = {x: '\ud800', '\udc00': 1};")

    assert isinstance(found, EffectiveConfig)
    assert found.to_dict() == {"x": "\ud800", "\udc00": 1}


def test_the_command_prints_whatever_it_finds(tmp_path: Path) -> None:
    """Control characters and lone surrogates don't reach the terminal as they are."""
    (tmp_path / "a.js").write_bytes(rb"var appConfig = {x: '\ud800\0\x1b[31m', '\u202e': 1};")
    done = measure("a.js", folder=tmp_path)

    assert done.code == 0
    assert not {"\0", "\x1b", "\u202e", "\ud800"} & set(done.stdout)


@given(st.binary(max_size=60), st.binary(max_size=60))
def test_any_bytes(script: bytes, resource: bytes) -> None:
    """Of a script and of a resource."""
    outcome(script)
    outcome(b"var appConfig = {a: 1, b: {c: [2]}};", resource)


@given(st.sampled_from(SCRIPTS).map(lambda file: file.read_bytes()), st.data())
def test_a_fixture_with_bytes_changed(whole: bytes, data: st.DataObject) -> None:
    """Any bytes in place of any others."""
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(whole)))
        end = data.draw(st.integers(start, min(len(whole), start + 20)))
        whole = whole[:start] + data.draw(st.binary(max_size=6)) + whole[end:]
    outcome(whole)
