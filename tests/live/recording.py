"""What the real Flex UI made of each page, as data: a JSON file a page, small enough to be read.

Of what a browser reports a recording leaves out what each page has alike: Flex UI's own channel
configs, which ``channels.json`` has once, and the two updates by which Flex UI itself merges.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from tests.live.servers import FLEX_UI

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.live.pages import Page

FOLDER: Final = Path(__file__).with_name("recorded")

_CHANNELS: Final = "channels.json"
BUILT_IN: Final = {"$js": "built-in channel configs"}
"""What stands for Flex UI's own channel configs in a recording."""


class Update(NamedTuple):
    """One ``updateConfig`` that isn't Flex UI's own: what it set, and where it is called.

    ``plugin`` is the one that was being initialised, None where none was.
    """

    plugin: str | None
    at: str
    set: list[Any]


class Seen(NamedTuple):
    """What came of a page.

    ``page`` is the page's digest. ``outcome`` is ``ready``; ``refused: `` and why, where the
    promise of ``Manager.create`` was rejected; before it is called ``error`` or ``login``, which
    Flex UI shows; or ``not started``. ``handed`` is what ``Manager.create`` was given, in its last
    call; ``configuration`` what its manager runs with, None where there is none, and ``moved`` the
    props that Flex UI took out of ``componentProps`` and gave to its own components. ``names`` are
    those of ``appConfig`` and ``window.appConfig`` that have a value, ``errors`` those of the
    page's own scripts.
    """

    release: str
    page: str
    outcome: str
    handed: Any
    configuration: Any
    moved: dict[str, dict[str, Any]]
    names: list[str]
    updates: list[Update]
    errors: list[str]


def seen(release: str, page: Page, report: Mapping[str, Any]) -> Seen:
    """What a browser reports of a page, with what matters of it."""
    created = report["created"]
    named = {"appConfig": report["appConfig"], "window.appConfig": report["windowAppConfig"]}
    missing = ({"$js": "absent"}, {"$js": "undefined"})
    return Seen(
        release=release,
        page=page.digest,
        outcome=_outcome(report),
        handed=created[-1]["given"] if created else None,
        configuration=report["configuration"],
        moved=report["moved"],
        names=[name for name, value in named.items() if value not in missing],
        updates=[
            Update(one.get("plugin"), _place(one["at"], page), one["set"])
            for one in report["updates"]
            if not FLEX_UI.search(one["at"])
        ],
        errors=report["errors"],
    )


def _outcome(report: Mapping[str, Any]) -> str:
    if report["created"]:
        return str(report["created"][-1]["state"])
    return report["shows"] or "not started"


def _place(at: str, page: Page) -> str:
    """The file, line and column of a stack's line."""
    found = re.search(r"https://[^/]+(/[^\s()?#]*)[^\s()]*?(:\d+:\d+)", at)
    if not found:
        return at
    return (found[1] if found[1] in page.files else page.path) + found[2]


def recorded() -> dict[str, Seen]:
    """What is recorded, by page."""
    channels = built_in_channels()
    files = sorted(file for file in FOLDER.glob("*.json") if file.name != _CHANNELS)
    return {file.stem: _read(json.loads(file.read_text("utf-8")), channels) for file in files}


def built_in_channels() -> list[object]:
    """Flex UI's own channel configs, as they are recorded; none before that."""
    file = FOLDER / _CHANNELS
    channels: list[object] = json.loads(file.read_text("utf-8")) if file.exists() else []
    return channels


def record(name: str, seen: Seen) -> None:
    """Write a page's recording."""
    _write(name + ".json", _kept(seen))


def unlike(seen: Seen, before: Seen) -> list[str]:
    """The fields in which a page comes out another than it was recorded."""
    now, then = json.loads(json.dumps(_kept(seen))), _kept(before)
    return sorted(name for name in {*now, *then} if now.get(name) != then.get(name))


def _kept(seen: Seen) -> dict[str, Any]:
    config = seen.configuration
    if config is not None and config.get("channelConfigs") == built_in_channels():
        config = {**config, "channelConfigs": BUILT_IN}
    updates = [update._asdict() for update in seen.updates]
    data = {**seen._asdict(), "configuration": config, "updates": updates}
    if seen.outcome == "ready":
        # What a page handed over is in what came of it.
        del data["handed"]
    return {key: value for key, value in data.items() if value not in (None, [], {})}


def record_channels(seen: Seen) -> None:
    """Write Flex UI's own channel configs: those of a page that sets none, and no more of them."""
    _write(_CHANNELS, seen.configuration["channelConfigs"])


def _write(name: str, data: object) -> None:
    FOLDER.mkdir(exist_ok=True)
    text = json.dumps(data, indent=1, ensure_ascii=False) + "\n"
    (FOLDER / name).write_text(text, "utf-8", newline="\n")


def _read(data: dict[str, Any], channels: list[object]) -> Seen:
    config = data.get("configuration")
    if config is not None and config.get("channelConfigs") == BUILT_IN:
        config["channelConfigs"] = channels
    return Seen(
        release=data["release"],
        page=data["page"],
        outcome=data["outcome"],
        handed=data.get("handed"),
        configuration=config,
        moved=data.get("moved", {}),
        names=data.get("names", []),
        updates=[Update(**one) for one in data.get("updates", [])],
        errors=data.get("errors", []),
    )
