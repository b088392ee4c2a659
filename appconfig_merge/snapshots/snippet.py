"""The scripts that run in a page: what takes a snapshot there, and what watches from its start."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from appconfig_merge.errors import DefinitionError
from appconfig_merge.page.definitions import dotted_name
from appconfig_merge.paths import parse_path
from appconfig_merge.releases.table import table
from appconfig_merge.secrets.values import tables
from appconfig_merge.syntax.early.names import SPECIAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_TAKING: Final = ("looks", "values", "flex", "taking")
"""The parts of the script that takes a snapshot, in order; they share one scope."""

_COLUMNS: Final = ("account_sid", "date_updated", "runtime_domain", "ui_attributes", "ui_version")
"""Columns of the resource that are taken besides those that some release merges."""

_WATCHED: Final = 'const WATCHED = Symbol.for("appconfig-merge");'
"""Where what was watched is kept in the page."""


def snippet(names: Sequence[str] = ()) -> str:
    """The script to paste into a browser's console: it copies a snapshot as JSON.

    ``names`` are dotted names of the page whose values are taken as well. Raises DefinitionError.
    """
    return f"{_script(names, 'snippet', reveals=False, ends=('console',))}\n"


def taking(names: Sequence[str] = (), *, reveals: bool = False, taken_by: str = "browser") -> str:
    """An expression whose value in a page is the snapshot as JSON; ``reveals`` masks nothing.

    Raises DefinitionError.
    """
    return _script(names, taken_by, reveals=reveals, ends=("expression",))


def watching() -> str:
    """A script to run before a page's own: ``taking`` then tells what was handed and called."""
    return _closed([_WATCHED, part("watching")]) + ";"


def columns() -> list[str]:
    """The columns of the Configuration resource that a snapshot has, in all releases."""
    merged = {column.column for row in table().rows for column in row.at("").columns}
    return sorted({*_COLUMNS, *merged})


def _script(names: Iterable[str], taken_by: str, *, reveals: bool, ends: Sequence[str]) -> str:
    constants = [
        f"const TAKEN_BY = {json.dumps(taken_by)}, REVEALS = {json.dumps(reveals)};",
        _WATCHED,
        f"const COLUMNS = {json.dumps(columns())};",
        f"const NAMES = [{', '.join(map(_page_value, names))}];",
        f"const LOOKS = {json.dumps(tables())};",
    ]
    return _closed([*constants, *map(part, (*_TAKING, *ends))])


def _page_value(name: str) -> str:
    """The name, what gives its first part, and its other keys, as JavaScript."""
    written = dotted_name(name, "--value")
    first, *keys = map(str, parse_path(written))
    if first in SPECIAL:
        raise DefinitionError(
            f"--value {name}: {first} is a word of JavaScript, not a name",
            help="a name looks like location.hostname or environment.brand",
        )
    return f"[{json.dumps(written)}, () => {first}, {json.dumps(keys)}]"


def part(name: str) -> str:
    """A part of the page's scripts, without its comments and half of its indentation."""
    text = (files("appconfig_merge.snapshots") / "page" / f"{name}.js").read_text("utf-8")
    lines = (line for line in text.splitlines() if not re.match(r" *(?://|$)", line))
    return "".join(re.sub("^( +)\\1", r"\1", line) + "\n" for line in lines)


def _closed(parts: Iterable[str]) -> str:
    """The parts in a scope of their own."""
    inside = "\n".join(part.rstrip() for part in parts)
    return f'(() => {{\n"use strict";\n{inside}\n}})()'
