"""Run whole pages with the real Flex UI in Chromium; needs npm and some 650 MB a release.

docs/conformance.md describes the command.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from tests.live.browser import browser, run
from tests.live.ours import expect, said
from tests.live.package import bundled
from tests.live.pages import pages
from tests.live.recording import record, record_channels, recorded, seen, unlike

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.live.ours import Said
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
    parser.add_argument(
        "--expect",
        action="store_true",
        help="without a browser: write what we leave open of the pages that are recorded",
    )
    options = parser.parse_args()
    found = pages()
    if unknown := set(options.only or ()) - found.keys():
        parser.error(f"there is no page {', '.join(sorted(unknown))}")
    if options.expect:
        judged = _judged(found, recorded())
        expect(judged)
        return _told(judged)
    chosen = {name: found[name] for name in options.only or found}
    flex_ui = bundled(options.release, options.cache.expanduser())
    looked = asyncio.run(_run(chosen, options.release, flex_ui))
    if options.record:
        _record(looked)
    changed = _changed(looked)
    return _told(_judged(chosen, looked)) or int(changed)


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


def _changed(looked: Mapping[str, Seen]) -> bool:
    """Tell which pages came out in another way than they are recorded."""
    before = recorded()
    changed = {
        name: fields
        for name, result in looked.items()
        if (fields := unlike(result, before[name]) if name in before else ["all of it"])
    }
    for name, fields in changed.items():
        click.echo(f"{name} isn't as it is recorded: {', '.join(fields)}")
    return bool(changed)


def _judged(chosen: Mapping[str, Page], looked: Mapping[str, Seen]) -> dict[str, Said]:
    with TemporaryDirectory() as folder:
        return {
            name: said(page, looked[name], Path(folder) / name) for name, page in chosen.items()
        }


def _told(judged: Mapping[str, Said]) -> int:
    """Tell what is wrong of what we say, and how much is right; 1 where something is wrong."""
    for name, result in judged.items():
        for wrong in result.wrong:
            click.echo(f"{name}: {wrong}")
    open_ = [len(one.expectation.get("unresolved", [])) for one in judged.values()]
    click.echo(
        f"{len(judged)} pages with {sum(one.compared for one in judged.values()):,} values that "
        f"are as we say, {sum(open_)} more unresolved in {sum(map(bool, open_))} pages, "
        f"{sum('error' in one.expectation for one in judged.values())} that we give up, "
        f"{sum(bool(one.wrong) for one in judged.values())} of which we say something wrong"
    )
    return int(any(one.wrong for one in judged.values()))


if __name__ == "__main__":
    sys.exit(main())
