"""The snapshots of all scenarios, as they were taken: a line of JSON each, by name.

What every page has alike stands in ``channels.json`` of the pages' recordings: Flex UI's own
channel configs.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from tests.live.recording import BUILT_IN, built_in_channels

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FOLDER: Final = Path(__file__).with_name("recorded")
RELEASE: Final = "2.17.1"


class Taken(NamedTuple):
    """A snapshot, and the digest of the scenario of which it was taken."""

    digest: str
    snapshot: dict[str, Any]


def recorded(release: str = RELEASE) -> dict[str, Taken]:
    """What is recorded in a release, by scenario."""
    file = _file(release)
    if not file.exists():
        return {}
    channels = built_in_channels()
    # Lines end with \n alone; what ends without is being written, or was.
    lines = file.read_text("utf-8").split("\n")[:-1]
    return dict(_read(json.loads(one), channels) for one in lines)


def record(name: str, taken: Taken, release: str = RELEASE) -> None:
    """Add a snapshot; the last of a name counts."""
    FOLDER.mkdir(exist_ok=True)
    with _file(release).open("a", encoding="utf-8", newline="\n") as file:
        file.write(_line(name, taken))


def tidy(names: Iterable[str], release: str = RELEASE) -> None:
    """Keep what is recorded of these scenarios, in order of their names."""
    kept = recorded(release)
    lines = [_line(name, kept[name]) for name in sorted(names) if name in kept]
    _file(release).write_text("".join(lines), "utf-8", newline="\n")


def _file(release: str) -> Path:
    return FOLDER / f"{release}.jsonl"


def _line(name: str, taken: Taken) -> str:
    snapshot = taken.snapshot
    config = snapshot.get("configuration")
    if config and config.get("channelConfigs") == built_in_channels():
        config = {**config, "channelConfigs": BUILT_IN}
        snapshot = {**snapshot, "configuration": config}
    data = {"name": name, "digest": taken.digest, "snapshot": snapshot}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def _read(data: Mapping[str, Any], channels: list[object]) -> tuple[str, Taken]:
    snapshot = data["snapshot"]
    config = snapshot.get("configuration")
    if config and config.get("channelConfigs") == BUILT_IN:
        config["channelConfigs"] = channels
    return data["name"], Taken(data["digest"], snapshot)
