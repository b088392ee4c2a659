"""Recorded cases and what the real Flex UI made of them, as data: one case a line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from tests.conformance.cases import Case
from tests.conformance.flex import Answer

if TYPE_CHECKING:
    from collections.abc import Sequence

FOLDER: Final = Path(__file__).with_name("vectors")

_BUILT_IN = {"$js": "built-in channel configs"}
_MOST = {"started": 310, "before login": 35, "stopped": 15}
_LONGEST = 1600


class Vector(NamedTuple):
    """A case and what came of it."""

    case: Case
    answer: Answer


class Recording:
    """The first of a release's cases that are short enough to be kept.

    ``channels`` is the release's own list of channel configs: it is in most results, so it is
    written once.
    """

    def __init__(self, release: str, channels: Sequence[object]) -> None:
        self.release = release
        self.channels = channels
        self.lines: list[str] = []
        self._counts = dict.fromkeys(_MOST, 0)

    def add(self, vector: Vector) -> None:
        """Keep a vector if there is room for one of its kind."""
        kind = "before login" if vector.case.configuration is None else "started"
        if vector.answer.kind != "config":
            kind = "stopped"
        line = json.dumps(_line(vector, self.channels), separators=(",", ":"))
        if self._counts[kind] < _MOST[kind] and len(line) <= _LONGEST:
            self._counts[kind] += 1
            self.lines.append(line)

    def write(self, folder: Path) -> Path:
        """Write what was kept."""
        folder.mkdir(exist_ok=True)
        path = folder / f"{self.release}.json"
        lines = ",\n".join(self.lines)
        head = (
            f'{{"release": {json.dumps(self.release)},\n'
            f'"channel_configs": {json.dumps(self.channels)},\n"cases": [\n'
        )
        path.write_bytes(f"{head}{lines}\n]}}\n".encode())
        return path


def releases() -> list[str]:
    """The releases with recorded vectors."""
    return sorted(path.stem for path in FOLDER.glob("*.json"))


def read(release: str) -> list[Vector]:
    """The recorded vectors of a release."""
    data = json.loads((FOLDER / f"{release}.json").read_text("utf-8"))
    return [_vector(line, data["channel_configs"]) for line in data["cases"]]


def _line(vector: Vector, channels: Sequence[object]) -> dict[str, Any]:
    case, answer = vector
    line: dict[str, Any] = {"script": case.script}
    if case.configuration is not None:
        line["configuration"] = json.loads(case.configuration)
    if answer.kind != "config":
        return {**line, "kind": answer.kind, "message": answer.message}
    config = answer.config
    if config.get("channelConfigs") == channels:
        config = {**config, "channelConfigs": _BUILT_IN}
    return {**line, "config": config}


def _vector(line: dict[str, Any], channels: Sequence[object]) -> Vector:
    resource = line.get("configuration")
    case = Case(line["script"], None if resource is None else json.dumps(resource))
    config = line.get("config")
    if config is None:
        return Vector(case, Answer(line["kind"], {}, line["message"]))
    if config.get("channelConfigs") == _BUILT_IN:
        config["channelConfigs"] = channels
    return Vector(case, Answer("config", config, ""))
