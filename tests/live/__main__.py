"""Run whole pages with the real Flex UI in Chromium; needs npm and some 650 MB a release.

docs/conformance.md describes the command.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tests.live.browser import browser, run
from tests.live.package import bundled
from tests.live.pages import pages
from tests.live.recording import record, record_channels, seen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.live.pages import Page
    from tests.live.recording import Seen

_CACHE = Path("~/.cache/appconfig-merge/flex-ui-pages")
_AT_A_TIME = 2
_PLAIN = "plain"


def main() -> int:
    """Run the command; 1 where something differs."""
    parser = argparse.ArgumentParser(prog="python -m tests.live", description=__doc__)
    parser.add_argument("--release", default="2.17.1", help="a published version")
    parser.add_argument("--only", action="append", metavar="NAME", help="a page; repeatable")
    parser.add_argument("--cache", type=Path, default=_CACHE, help=f"default: {_CACHE}")
    parser.add_argument("--record", action="store_true", help="write what CI compares with")
    options = parser.parse_args()
    found = pages()
    if unknown := set(options.only or ()) - found.keys():
        parser.error(f"there is no page {', '.join(sorted(unknown))}")
    flex_ui = bundled(options.release, options.cache.expanduser())
    chosen = {name: found[name] for name in options.only or found}
    looked = asyncio.run(_run(chosen, options.release, flex_ui))
    if options.record:
        _record(looked)
    return 0


async def _run(chosen: Mapping[str, Page], release: str, flex_ui: Path) -> dict[str, Seen]:
    """What came of each page; a few at a time, in one browser."""
    free = asyncio.Semaphore(_AT_A_TIME)
    async with browser(flex_ui) as started:

        async def one(page: Page) -> Seen:
            async with free:
                result = seen(release, page, await run(started, page))
                click.echo(f"{page.name}: {result.outcome}")
                return result

        results = await asyncio.gather(*(one(page) for page in chosen.values()))
    return dict(zip(chosen, results, strict=True))


def _record(looked: Mapping[str, Seen]) -> None:
    if _PLAIN in looked:
        record_channels(looked[_PLAIN])
    for name, result in looked.items():
        record(name, result)


if __name__ == "__main__":
    sys.exit(main())
