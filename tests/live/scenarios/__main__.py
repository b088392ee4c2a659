"""Run the scenarios with the real Flex UI in Chromium; needs npm and some 650 MB a release.

docs/conformance.md describes the command.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from playwright.async_api import Error

from tests.live.browser import browser
from tests.live.package import bundled
from tests.live.scenarios.generation import OLDER, scenarios
from tests.live.scenarios.recording import RELEASE, Taken, record, recorded, tidy
from tests.live.scenarios.running import run
from tests.live.scenarios.verified import verified

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from playwright.async_api import Browser

    from tests.live.scenarios.scenario import Scenario

_CACHE = Path("~/.cache/appconfig-merge/flex-ui-pages")
_AT_A_TIME = 4
_ATTEMPTS = 2


def main() -> int:
    """Run the command; 1 where something is found that wasn't planted, or the other way round."""
    parser = argparse.ArgumentParser(prog="python -m tests.live.scenarios", description=__doc__)
    parser.add_argument("--release", default=RELEASE, help="a published version")
    parser.add_argument("--only", action="append", metavar="TEXT", help="names with it; repeatable")
    parser.add_argument("--cache", type=Path, default=_CACHE, help=f"default: {_CACHE}")
    parser.add_argument("--at-a-time", type=int, default=_AT_A_TIME, help="pages open at once")
    parser.add_argument(
        "--record",
        action="store_true",
        help="write what CI verifies; what is recorded as it stands isn't run again",
    )
    parser.add_argument("--recorded", action="store_true", help="no browser: what is recorded")
    options = parser.parse_args()
    every = scenarios()
    names = OLDER.get(options.release, every)
    chosen = {name: every[name] for name in names if _is_chosen(name, options.only)}
    before = recorded(options.release)
    taken = {name: before[name] for name, one in chosen.items() if _is_taken(one, before)}
    if not options.recorded:
        kept = taken if options.record else {}
        missing = [one for name, one in chosen.items() if name not in kept]
        flex_ui = bundled(options.release, options.cache.expanduser())
        recorded_in = options.release if options.record else ""
        taken |= asyncio.run(_run(missing, flex_ui, options.at_a_time, recorded_in))
        if options.record:
            tidy(every, options.release)
    return _told(chosen, taken, options.release)


def _is_chosen(name: str, only: Iterable[str] | None) -> bool:
    return not only or any(text in name for text in only)


def _is_taken(scenario: Scenario, taken: Mapping[str, Taken]) -> bool:
    return scenario.name in taken and taken[scenario.name].digest == scenario.digest


async def _run(
    missing: Iterable[Scenario], flex_ui: Path, at_a_time: int, recorded_in: str
) -> dict[str, Taken]:
    """The snapshots of scenarios, some at a time; each is recorded as it comes."""
    free = asyncio.Semaphore(at_a_time)
    found: dict[str, Taken] = {}
    async with browser(flex_ui) as started:

        async def one(scenario: Scenario) -> None:
            async with free:
                taken = await _taken(started, scenario)
            if taken is None:
                return
            found[scenario.name] = taken
            if recorded_in:
                record(scenario.name, taken, recorded_in)

        await asyncio.gather(*map(one, missing))
    return found


async def _taken(browser: Browser, scenario: Scenario) -> Taken | None:
    for _ in range(_ATTEMPTS):
        try:
            return Taken(scenario.digest, await run(browser, scenario))
        except (Error, TimeoutError) as error:
            click.echo(f"{scenario.name}: {str(error)[:200]}", err=True)
    return None


def _told(chosen: Mapping[str, Scenario], taken: Mapping[str, Taken], release: str) -> int:
    """Tell what is wrong, and how much is right; 1 where something is wrong or missing."""
    wrong = agreed = differences = 0
    for name, scenario in chosen.items():
        if name not in taken:
            click.echo(f"{name}: no snapshot")
            continue
        result = verified(scenario, taken[name].snapshot, release)
        for line in result.wrong:
            click.echo(f"{name}: {line}")
        wrong += bool(result.wrong)
        agreed += result.agreed
        differences += len(result.causes)
    click.echo(
        f"{len(taken)} of {len(chosen)} scenarios: {agreed:,} leaves agree, "
        f"{differences:,} differ, in {wrong} scenarios not as planted"
    )
    return int(wrong > 0 or len(taken) < len(chosen))


if __name__ == "__main__":
    sys.exit(main())
