"""Compare this package with the real @twilio/flex-ui; needs npm and some 650 MB a release.

docs/conformance.md describes the command.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from itertools import chain, islice
from pathlib import Path

import click

from tests.conformance.cases import Case, cases
from tests.conformance.comparison import compare
from tests.conformance.flex import FlexUI
from tests.conformance.ours import ours
from tests.conformance.package import installed
from tests.conformance.vectors import FOLDER, Recording, Vector, Vectors

_CACHE = Path("~/.cache/appconfig-merge/flex-ui")
_SHOWN = 5
_PLAIN = {
    "account_sid": "AC" + "0" * 32,
    "date_created": "2020-01-02T03:04:05Z",
    "date_updated": "2020-01-02T03:04:05Z",
    "ui_attributes": {"version_compatibility": "yes"},
}


def main() -> int:
    """Run the command; 1 where something differs."""
    parser = argparse.ArgumentParser(prog="python -m tests.conformance", description=__doc__)
    parser.add_argument("--release", required=True, help="a published version, such as 2.17.1")
    parser.add_argument("--cases", type=int, default=1000, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cache", type=Path, default=_CACHE, help=f"default: {_CACHE}")
    parser.add_argument("--record", action="store_true", help="write the vectors that CI runs")
    options = parser.parse_args()
    flex = FlexUI(installed(options.release, options.cache.expanduser()))
    kept = Vectors.read()
    recording = Recording(options.release, _built_in_channels(flex), kept)
    counts: Counter[str] = Counter()
    known = kept.answers if options.record else ()
    for case in chain(known, islice(cases(options.seed), options.cases)):
        vector = Vector(case, flex.start(case))
        _check(vector, options.release, counts)
        recording.add(vector)
    flex.close()
    if options.record:
        recording.vectors.write()
        size = sum(file.stat().st_size for file in FOLDER.iterdir())
        click.echo(f"{len(recording)} cases recorded; {FOLDER.name} has {size:,} bytes")
    click.echo(
        f"{options.release}: {counts['cases']} cases (seed {options.seed}), "
        f"{counts['started']} compared with {counts['values']} values, "
        f"{counts['unresolved']} more unresolved, {counts['stopped']} in which Flex UI throws, "
        f"{counts['different']} different"
    )
    return 1 if counts["different"] else 0


def _check(vector: Vector, release: str, counts: Counter[str]) -> None:
    case, answer = vector
    counts["cases"] += 1
    if answer.kind != "config":
        counts["stopped"] += 1
        return
    found = compare(answer.config, ours(case, release))
    counts["started"] += 1
    counts["values"] += found.compared
    counts["unresolved"] += found.unresolved
    if found.difference:
        counts["different"] += 1
        if counts["different"] <= _SHOWN:
            click.echo(f"{found.difference}\n{case.script}{case.configuration}\n")


def _built_in_channels(flex: FlexUI) -> list[object]:
    """The channel configs of a resource that has none; none at all in 1.x."""
    config = flex.start(Case("var appConfig = {};", json.dumps(_PLAIN))).config
    channels = config.get("channelConfigs", [])
    assert isinstance(channels, list)
    return channels


if __name__ == "__main__":
    sys.exit(main())
