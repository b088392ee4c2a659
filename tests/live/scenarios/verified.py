"""What ``verify`` says of a scenario's snapshot, held against what was planted."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from appconfig_merge import Source
from appconfig_merge.inputs.reader import Reader
from appconfig_merge.inputs.record import GivenResource, Inputs
from appconfig_merge.snapshots.reading import read_snapshot
from appconfig_merge.verification.verify import verify
from tests.live.scenarios.recording import RELEASE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from appconfig_merge.verification.difference import Difference
    from tests.live.scenarios.scenario import Given, Scenario


class Verified(NamedTuple):
    """The causes that are told by path, how many leaves agree, and what is wrong of it."""

    causes: Mapping[str, str]
    agreed: int
    wrong: list[str]


def verified(scenario: Scenario, snapshot: Mapping[str, Any], release: str = RELEASE) -> Verified:
    """What is told of a scenario with a snapshot that was taken of it in a release."""
    source = Source("snapshot.json", json.dumps(snapshot), "json")
    with TemporaryDirectory() as folder:
        inputs = _inputs(scenario.given, Path(folder))
        result = verify(Reader(), inputs, read_snapshot(source))
    causes: dict[str, str] = {one: two.cause for one, two in map(_at, result.differences)}
    planted = scenario.expected_in(release)
    wrong = [
        f"{path}: {causes.get(path, 'no difference')}, planted: {planted.get(path, 'nothing')}"
        for path in sorted({*causes, *planted})
        if causes.get(path) != planted.get(path)
    ]
    return Verified(causes, result.agreed, wrong)


def _at(difference: Difference) -> tuple[str, Difference]:
    """A difference with its path; one in an array stands for the array."""
    path: list[str] = []
    for key in difference.path:
        if isinstance(key, int):
            break
        path.append(key)
    return ".".join(path), difference


def _inputs(given: Given, folder: Path) -> Inputs:
    for name, data in given.files.items():
        file = folder / name[1:]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return Inputs(
        folder / given.app_config[1:],
        GivenResource(given.resource),
        given.flex_ui,
        page_url=given.page_url or None,
        root=str(folder),
        plugins=(folder / given.plugins[1:],) if given.plugins else (),
        assume=given.assume,
        stored=None if given.stored is None else Source("stored.json", given.stored, "json"),
    )
