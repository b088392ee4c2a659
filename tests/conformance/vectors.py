"""Recorded cases and what the real Flex UI made of them, as data: a case or an answer a line.

``cases.jsonl`` has each case once, and under it the answers of the releases that were asked: in
full, or as what differs from another release's (:mod:`tests.conformance.changes`). What a release
has for channel configs where nobody sets any is in most of its answers; ``channels.json`` has it
once.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self

from tests.conformance.cases import Case
from tests.conformance.changes import changed, changes
from tests.conformance.flex import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FOLDER: Final = Path(__file__).with_name("vectors")

_CASES = "cases.jsonl"
_CHANNELS = "channels.json"
_BUILT_IN = {"$js": "built-in channel configs"}
_MOST = {"started": 310, "before login": 35, "stopped": 15}
_LONGEST = 800


class Vector(NamedTuple):
    """A case and what came of it."""

    case: Case
    answer: Answer


class Vectors(NamedTuple):
    """The answers to each case by release, and each release's own list of channel configs."""

    answers: dict[Case, dict[str, Answer]]
    channels: dict[str, list[object]]

    @classmethod
    def read(cls, folder: Path = FOLDER) -> Self:
        """Read a folder; nothing if it isn't there."""
        if not folder.exists():
            return cls({}, {})
        channels = json.loads((folder / _CHANNELS).read_text("utf-8"))
        answers: dict[Case, dict[str, Answer]] = {}
        of_case: dict[str, Answer] = {}
        configs: dict[str, Any] = {}
        for text in (folder / _CASES).read_text("utf-8").splitlines():
            line = json.loads(text)
            if "script" in line:
                of_case, configs = {}, {}
                answers[_case(line)] = of_case
                continue
            if "like" in line:
                line["config"] = changed(configs[line["like"]], line["changes"])
            configs[line["releases"][0]] = line.get("config")
            for release in line["releases"]:
                of_case[release] = _answer(line, channels[release])
        return cls(answers, channels)

    @property
    def releases(self) -> list[str]:
        """The releases that were asked, the oldest first."""
        return sorted(self.channels, key=_version)

    def of(self, release: str) -> list[Vector]:
        """The vectors of a release."""
        return [
            Vector(case, answers[release])
            for case, answers in self.answers.items()
            if release in answers
        ]

    def write(self, folder: Path = FOLDER) -> None:
        """Write a folder."""
        folder.mkdir(exist_ok=True)
        lists = [f"{_text(one)}: {_text(self.channels[one])}" for one in self.releases]
        cases = [line for case in self.answers for line in self._lines(case)]
        texts = {_CHANNELS: "{\n" + ",\n".join(lists) + "\n}\n", _CASES: "\n".join(cases) + "\n"}
        for name, text in texts.items():
            (folder / name).write_text(text, "utf-8", newline="\n")

    def _lines(self, case: Case) -> Iterator[str]:
        """A case and each of its answers once, as shortly as that can be said."""
        answers = self.answers[case]
        releases: dict[str, list[str]] = {}
        for release in sorted(answers, key=_version):
            text = _text(_written(answers[release], self.channels[release]))
            releases.setdefault(text, []).append(release)
        if not releases:
            return
        resource = case.configuration
        more = {} if resource is None else {"configuration": json.loads(resource)}
        yield _text({"script": case.script, **more})
        configs: dict[str, Any] = {}
        for text, same in releases.items():
            answer = json.loads(text)
            yield min(
                (_text({"releases": same, **one}) for one in (answer, *_likened(answer, configs))),
                key=len,
            )
            if "config" in answer:
                configs[same[0]] = answer["config"]


class Recording:
    """What one release makes of cases, to be kept beside what others made of them.

    The cases that are kept already come first, so that new ones are kept only where there is room.
    """

    def __init__(self, release: str, channels: list[object], kept: Vectors) -> None:
        self._release = release
        self._answers: dict[Case, Answer] = {}
        self._kept = kept
        self._channels = {**kept.channels, release: channels}
        self._room = dict(_MOST)

    def add(self, vector: Vector) -> None:
        """Keep a vector if it is short and there is room for one of its kind."""
        case, answer = vector
        kind = "before login" if case.configuration is None else "started"
        if answer.kind != "config":
            kind = "stopped"
        # As it will be read again.
        resource = case.configuration and json.dumps(json.loads(case.configuration))
        case = Case(case.script, resource)
        is_short = len(case.script) + len(resource or "") <= _LONGEST
        if is_short and self._room[kind] and case not in self._answers:
            self._room[kind] -= 1
            self._answers[case] = answer

    @property
    def vectors(self) -> Vectors:
        """All that is kept, with this release's answers in place of those that it had."""
        answers = {
            case: {release: one for release, one in kept.items() if release != self._release}
            for case, kept in self._kept.answers.items()
        }
        for case, answer in self._answers.items():
            answers.setdefault(case, {})[self._release] = answer
        return Vectors(answers, self._channels)

    def __len__(self) -> int:
        """How many of the release's answers are kept."""
        return len(self._answers)


def _likened(answer: Mapping[str, Any], configs: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """An answer as what differs from each that stands before it."""
    if "config" in answer:
        for release, config in configs.items():
            yield {"like": release, "changes": list(changes(config, answer["config"]))}


def _case(line: Mapping[str, Any]) -> Case:
    resource = line.get("configuration")
    return Case(line["script"], None if resource is None else json.dumps(resource))


def _written(answer: Answer, channels: list[object]) -> dict[str, Any]:
    if answer.kind != "config":
        return {"stopped": answer.message}
    config = answer.config
    if config.get("channelConfigs") == channels:
        config = {**config, "channelConfigs": _BUILT_IN}
    return {"config": config}


def _answer(line: Mapping[str, Any], channels: list[object]) -> Answer:
    if "stopped" in line:
        return Answer("stopped", {}, line["stopped"])
    config = line["config"]
    if config.get("channelConfigs") == _BUILT_IN:
        config = {**config, "channelConfigs": channels}
    return Answer("config", config, "")


def _version(release: str) -> tuple[int, ...]:
    return tuple(map(int, release.split(".")))


def _text(data: object) -> str:
    return json.dumps(data, separators=(",", ":"))
