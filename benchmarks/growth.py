"""What large files cost, as whole processes: ``python -m benchmarks.growth``.

The file has an object literal of 1, 2 and 5 MB, nested six deep, and is merged over a
``ui_attributes`` that shares a part of it. Each row has CPU and peak memory; CPU stands beside that
of ``FILE``, and what 5 MB take beside what 1 MB takes: five times, where the cost is linear.
"""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks import peers
from benchmarks.inputs import overlapping_attributes, write_changed, write_literal
from benchmarks.processes import Call, compiled, effective_config, into_pipe
from benchmarks.tables import table
from benchmarks.timing import in_turn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.processes import Spent

SIZES = (1, 2, 5)
"""Megabytes."""
_RUNS = 2
_SHOW = "FILE"


class Large(NamedTuple):
    """A large script, its literal alone, a script of others of these values, and one of few."""

    script: str
    literal: str
    other: str
    changed: str
    attributes: str


def large(folder: Path, megabytes: int) -> Large:
    """Write files of a size."""
    size = megabytes * 1_000_000
    assigned = "var appConfig = "
    script = write_literal(folder / f"{megabytes}.js", size, before=assigned)
    attributes = folder / "ui_attributes.json"
    attributes.write_text(overlapping_attributes(), "utf-8")
    return Large(
        script,
        write_literal(folder / f"{megabytes}.json5", size),
        write_literal(folder / f"{megabytes}-other.js", size, before=assigned, seed=2),
        write_changed(folder / f"{megabytes}-changed.js", Path(script)),
        str(attributes),
    )


def large_calls(files: Large) -> dict[str, Call]:
    """What the command is asked of large files."""
    over = (files.script, "--ui-attributes", files.attributes)
    return {
        _SHOW: effective_config(*over),
        "FILE --format json": effective_config(*over, "--format", "json"),
        "check FILE": effective_config("check", *over, "--fail-on", "never"),
        "diff FILE FILE, all values others": effective_config("diff", files.script, files.other),
        "diff FILE FILE, one in a hundred": effective_config("diff", files.script, files.changed),
    }


def _all_calls(files: Large) -> dict[str, Call]:
    return {
        **large_calls(files),
        "report FILE": effective_config("report", files.script, "--output", files.script + ".html"),
        "node, runs the file": peers.node_call(files.script),
        "quickjs, runs the file": peers.quickjs_call(files.script),
        "chompjs, reads the literal alone": peers.chompjs_call(files.literal),
        "tree-sitter, parse and a bare walk": peers.tree_sitter_call(files.script),
    }


def tables() -> str:
    """The table."""
    with tempfile.TemporaryDirectory() as folder, compiled():
        measured = [_measured(large(Path(folder), size)) for size in SIZES]
    heads = [""]
    for size in SIZES:
        heads += [f"{size} MB, CPU", "", "memory"]
    heads.append(f"{SIZES[-1]} MB / {SIZES[0]} MB")
    rows = []
    for name in measured[0]:
        row = [name]
        for sized in measured:
            spent, shown = sized[name], sized[_SHOW]
            ratio = f"{spent.cpu / shown.cpu:.1f} ×"
            row += [f"{spent.cpu:.2f} s", ratio, f"{spent.megabytes:.0f} MB"]
        rows.append([*row, f"{measured[-1][name].cpu / measured[0][name].cpu:.1f}"])
    return table(heads, rows)


def _measured(files: Large) -> dict[str, Spent]:
    runs = in_turn(
        {name: partial(into_pipe, call) for name, call in _all_calls(files).items()}, _RUNS
    )
    return {name: least(spent) for name, spent in runs.items()}


def least(runs: Sequence[Spent]) -> Spent:
    """The run that took the least CPU."""
    return min(runs, key=lambda spent: spent.cpu)


if __name__ == "__main__":
    print(tables())
