"""Print the tables, each of a module that runs by itself, too: ``python -m benchmarks [NAME...]``.

With ``--write``, docs/speed.md has them between the comments that name their modules.
"""

from __future__ import annotations

import argparse
import importlib
from pathlib import Path

NAMES = ("start", "uses", "growth", "history", "inprocess", "fleet")
"""In this order: what imports the library, and so makes this process larger, comes last."""
PAGE = Path(__file__).parent.parent / "docs" / "speed.md"


def main() -> None:
    """Run the benchmarks that are named, else all of them."""
    parser = argparse.ArgumentParser("python -m benchmarks")
    parser.add_argument("names", nargs="*", choices=[*NAMES, []], metavar="NAME")
    parser.add_argument("--write", action="store_true", help=f"write into docs/{PAGE.name}")
    arguments = parser.parse_args()
    for name in sorted(arguments.names or NAMES, key=NAMES.index):
        tables: str = importlib.import_module(f"benchmarks.{name}").tables()
        print(f"\n{name}\n\n{tables}", flush=True)
        if arguments.write:
            PAGE.write_text(written(PAGE.read_text("utf-8"), name, tables), "utf-8")


def written(page: str, name: str, tables: str) -> str:
    """A page with these tables in the place of those that it has between its comments."""
    begin, end = f"<!-- benchmarks.{name} -->", "<!-- end -->"
    before, found, after = page.partition(begin)
    _, ends, rest = after.partition(end)
    if not found or not ends:
        raise SystemExit(f"{PAGE} has no place for {name}: {begin} … {end}")
    return f"{before}{begin}\n\n{tables}\n{end}{rest}"


if __name__ == "__main__":
    main()
