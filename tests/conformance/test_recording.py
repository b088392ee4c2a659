"""Vectors are data that can be read again, and read by people: a case or an answer a line."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING

from tests.conformance.cases import Case, cases
from tests.conformance.flex import Answer
from tests.conformance.vectors import Recording, Vector, Vectors

if TYPE_CHECKING:
    from pathlib import Path

CHANNELS: list[object] = [{"addressType": "web"}]
PLAIN = Vector(
    Case("var appConfig = {};", '{"ui_attributes": {"0": -0.0}}'),
    Answer("config", {"channelConfigs": CHANNELS, "a": {"$js": "undefined"}}, ""),
)
BEFORE_LOGIN = Vector(Case("var appConfig = { a: 1 };", None), Answer("config", {"a": 1}, ""))
STOPPED = Vector(Case("var appConfig = { sso: null };", "{}"), Answer("stopped", {}, "it throws"))


def recorded(release: str, given: list[Vector], kept: Vectors | None = None) -> Vectors:
    """What is kept after recording vectors of a release."""
    recording = Recording(release, CHANNELS, kept or Vectors({}, {}))
    for vector in given:
        recording.add(vector)
    return recording.vectors


def test_what_is_recorded_is_read_again(tmp_path: Path) -> None:
    """Starts, starts before login and starts that fail come back as they were."""
    given = [PLAIN, BEFORE_LOGIN, STOPPED]
    recorded("9.9.9", given).write(tmp_path)

    found = Vectors.read(tmp_path)

    assert found.releases == ["9.9.9"]
    assert found.of("9.9.9") == given


def test_a_case_is_written_once(tmp_path: Path) -> None:
    """Each answer in a line, as what differs from another release's where that is shorter."""
    kept = recorded("9.9.9", [PLAIN, BEFORE_LOGIN])
    kept = recorded("10.0.0", [PLAIN, BEFORE_LOGIN], kept)
    other = PLAIN._replace(answer=Answer("config", {"channelConfigs": CHANNELS, "a": 1}, ""))
    recorded("10.1.0", [other, STOPPED], kept).write(tmp_path)

    assert (tmp_path / "cases.jsonl").read_text("utf-8") == (
        '{"script":"var appConfig = {};","configuration":{"ui_attributes":{"0":-0.0}}}\n'
        '{"releases":["9.9.9","10.0.0"],'
        '"config":{"channelConfigs":{"$js":"built-in channel configs"},"a":{"$js":"undefined"}}}\n'
        '{"releases":["10.1.0"],"like":"9.9.9","changes":[["=","/a",1]]}\n'
        '{"script":"var appConfig = { a: 1 };"}\n'
        '{"releases":["9.9.9","10.0.0"],"config":{"a":1}}\n'
        '{"script":"var appConfig = { sso: null };","configuration":{}}\n'
        '{"releases":["10.1.0"],"stopped":"it throws"}\n'
    )
    assert (tmp_path / "channels.json").read_text("utf-8") == (
        '{\n"9.9.9": [{"addressType":"web"}],\n'
        '"10.0.0": [{"addressType":"web"}],\n'
        '"10.1.0": [{"addressType":"web"}]\n}\n'
    )
    assert Vectors.read(tmp_path).of("10.1.0") == [other, STOPPED]


def test_a_release_is_recorded_anew() -> None:
    """Its former answers go, those of others stay."""
    kept = recorded("9.9.9", [PLAIN, STOPPED], recorded("9.9.8", [PLAIN]))

    found = recorded("9.9.9", [BEFORE_LOGIN], kept)

    assert found.of("9.9.9") == [BEFORE_LOGIN]
    assert found.of("9.9.8") == [PLAIN]


def test_few_of_the_starts_that_fail_are_kept() -> None:
    """They tell less than the others do, and long ones of any kind tell too little a byte."""
    stopped = [
        Vector(Case(f"var appConfig = {{ sso: null, a: {at} }};", "{}"), STOPPED.answer)
        for at in range(50)
    ]
    long = Vector(Case(f"var appConfig = {{ a: '{'x' * 2000}' }};", None), BEFORE_LOGIN.answer)

    found = recorded("9.9.9", [*stopped, long, PLAIN, PLAIN]).of("9.9.9")

    assert found == [*stopped[:15], PLAIN]


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
