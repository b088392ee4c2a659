"""Print the tables, each of a module that runs by itself, too: ``python -m benchmarks [NAME...]``.

With ``--write``, docs/speed.md has them between the comments that name their modules.
"""

from __future__ import annotations

import argparse
import importlib
import re
from pathlib import Path

_NAMES = ("start", "uses", "inprocess", "growth", "history", "fleet")
_PAGE = Path(__file__).parent.parent / "docs" / "speed.md"


def main() -> None:
    """Run the benchmarks that are named, else all of them."""
    parser = argparse.ArgumentParser("python -m benchmarks")
    parser.add_argument("names", nargs="*", choices=[*_NAMES, []], metavar="NAME")
    parser.add_argument("--write", action="store_true", help=f"write into docs/{_PAGE.name}")
    arguments = parser.parse_args()
    for name in arguments.names or _NAMES:
        tables: str = importlib.import_module(f"benchmarks.{name}").tables()
        print(f"\n{name}\n\n{tables}", flush=True)
        if arguments.write:
            _write(name, tables)


def _write(name: str, tables: str) -> None:
    """Put tables in the place of those that a page has between its comments."""
    begin, end = f"<!-- benchmarks.{name} -->", "<!-- end -->"
    pattern = f"({re.escape(begin)}).*?({re.escape(end)})"
    text = _PAGE.read_text("utf-8")
    written, count = re.subn(
        pattern, lambda match: f"{match[1]}\n\n{tables}\n{match[2]}", text, flags=re.DOTALL
    )
    if count != 1:
        raise SystemExit(f"{_PAGE} has no place for {name}: {begin} … {end}")
    _PAGE.write_text(written, "utf-8")


if __name__ == "__main__":
    main()
