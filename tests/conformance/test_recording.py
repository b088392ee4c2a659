"""Vectors are data that can be read again, and read by people: one case a line."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING

from tests.conformance import vectors
from tests.conformance.cases import Case, cases
from tests.conformance.flex import Answer
from tests.conformance.vectors import Recording, Vector

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

CHANNELS = [{"addressType": "web"}]
PLAIN = Vector(
    Case("var appConfig = {};", '{"ui_attributes": {"0": -0.0}}'),
    Answer("config", {"channelConfigs": CHANNELS, "a": {"$js": "undefined"}}, ""),
)
BEFORE_LOGIN = Vector(Case("var appConfig = { a: 1 };", None), Answer("config", {"a": 1}, ""))
STOPPED = Vector(Case("var appConfig = { sso: null };", "{}"), Answer("stopped", {}, "it throws"))


def recorded(
    folder: Path, monkeypatch: pytest.MonkeyPatch, given: list[Vector]
) -> tuple[list[Vector], str]:
    """What is read again after recording vectors, and the file's text."""
    recording = Recording("9.9.9", CHANNELS)
    for vector in given:
        recording.add(vector)
    path = recording.write(folder)
    monkeypatch.setattr(vectors, "FOLDER", folder)
    return vectors.read("9.9.9"), path.read_text("utf-8")


def test_what_is_recorded_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Starts, starts before login and starts that fail come back as they were."""
    given = [PLAIN, BEFORE_LOGIN, STOPPED]
    assert recorded(tmp_path, monkeypatch, given)[0] == given
    assert vectors.releases() == ["9.9.9"]


def test_a_case_is_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a difference between two recordings can be read; the built-in list stands once."""
    text = recorded(tmp_path, monkeypatch, [PLAIN, BEFORE_LOGIN])[1]
    assert text == (
        '{"release": "9.9.9",\n'
        '"channel_configs": [{"addressType": "web"}],\n'
        '"cases": [\n'
        '{"script":"var appConfig = {};","configuration":{"ui_attributes":{"0":-0.0}},'
        '"config":{"channelConfigs":{"$js":"built-in channel configs"},"a":{"$js":"undefined"}}},\n'
        '{"script":"var appConfig = { a: 1 };","config":{"a":1}}\n'
        "]}\n"
    )


def test_few_of_the_starts_that_fail_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They tell less than the others do, and long ones of any kind tell too little a byte."""
    long = Vector(Case(f"var appConfig = {{ a: '{'x' * 2000}' }};", None), BEFORE_LOGIN.answer)
    found = recorded(tmp_path, monkeypatch, [STOPPED] * 50 + [long] + [PLAIN] * 3)[0]
    assert [vector.answer.kind for vector in found] == ["stopped"] * 15 + ["config"] * 3


def test_a_seed_gives_the_same_cases_again() -> None:
    """A difference that was found can be found again."""
    first, again, other = (list(islice(cases(seed), 20)) for seed in (3, 3, 4))
    assert first == again
    assert first != other


def test_cases_are_resources_that_flex_ui_can_log_in_with() -> None:
    """Every resource has what login and compatibility need, whatever else is wrong with it."""
    for case in islice(cases(5), 50):
        if case.configuration is not None:
            resource = json.loads(case.configuration)
            assert resource["account_sid"] == "AC" + "0" * 32
            assert resource["ui_attributes"]["version_compatibility"] in {"yes", "deprecated"}
