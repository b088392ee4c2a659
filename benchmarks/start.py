"""What the usual calls take to start, against limits: ``python -m benchmarks.start``.

Two things are held. The **modules** that a call imports are counted: their count is the same in
every run, so ``BUDGET`` is a hard limit on every machine. The **time** of whole processes, by the
clock on the wall, into a pipe and at a terminal alike, is held as a multiple of what Node takes to
evaluate the same file, in turn with them in one run: ``LIMITS``, meant for two free cores.

How long Node takes hangs on its release, so CI gives the times ``--slack 1.5``: it notices what
makes a start half as long again as it may be, and leaves the rest to who changes the start, and
runs this without. How long any call takes hangs on who else is busy, so one that is over its limit
is measured again, with Node: others make it late once, its own slowness each time.
"""

from __future__ import annotations

import argparse
import sys
from functools import partial
from platform import python_version
from typing import TYPE_CHECKING

from benchmarks import calls
from benchmarks.imports import Imports, imports, modules
from benchmarks.peers import node_call, node_version, python
from benchmarks.processes import compiled, effective_config
from benchmarks.tables import milliseconds, table
from benchmarks.timing import in_turn
from benchmarks.waiting import waits

if TYPE_CHECKING:
    from benchmarks.waiting import Wait

_NODE = "node, evaluating FILE"
_NOTHING = "Python, doing nothing"
_TAB = "TAB behind explain --fo"
"""Completion in a shell, which is waited for between two keys."""
_COMPLETION = {
    "_EFFECTIVE_CONFIG_COMPLETE": "bash_complete",
    "COMP_WORDS": "effective-config explain --fo",
    "COMP_CWORD": "2",
}
LIMITS: dict[str, float] = {
    calls.SHOW: 1.0,
    calls.OVER: 1.0,
    calls.JSON: 1.1,
    calls.EXPLAIN: 1.1,
    calls.CHECK: 1.6,
    calls.HELP: 1.0,
}
"""The most that a call may take, as a multiple of Node."""
BUDGET: dict[str, int] = {
    calls.SHOW: 176,
    calls.OVER: 203,
    calls.JSON: 204,
    calls.EXPLAIN: 202,
    calls.CHECK: 292,
    calls.HELP: 102,
    "--version": 40,
    _TAB: 92,
}
"""The most modules that a call may import, at a terminal."""
_RUNS = 15
_TIMES = 3
"""How often a call is measured before it is said to be too slow."""
_OF_IMPORTS = 5
_DEAREST = 7
"""How many packages are named of each call."""


def main() -> None:
    """Print the tables; exit with 1 if a call is over its limit or its budget."""
    parser = argparse.ArgumentParser("python -m benchmarks.start")
    parser.add_argument(
        "--slack", type=float, default=1.0, help="how many times its limit a call may take"
    )
    slack = parser.parse_args().slack
    waited, imported = measure()
    print(_shown(waited, imported))
    limits = {name: limit * slack for name, limit in LIMITS.items()}
    over = [
        f"{name} takes {ratio:.2f} times node, of {limits[name]:.2f}"
        for name, ratio in _too_slow(waited, limits).items()
    ]
    over += [
        f"{name} imports {imported[name].modules} modules, of {budget}"
        for name, budget in BUDGET.items()
        if imported[name].modules > budget
    ]
    if over:
        sys.exit("over the limit: " + "; ".join(over))


def _too_slow(waited: dict[str, Wait], limits: dict[str, float]) -> dict[str, float]:
    """The calls that are over their limits each time they are measured, as multiples of Node."""
    slow = _over(waited, limits)
    for _ in range(_TIMES - 1):
        if slow:
            again = {name: effective_config(*calls.USUAL[name]) for name in slow}
            with compiled():
                waited = waits({_NODE: node_call(calls.SCRIPT), **again}, _RUNS)
            slow = _over(waited, {name: limits[name] for name in slow})
    return slow


def _over(waited: dict[str, Wait], limits: dict[str, float]) -> dict[str, float]:
    ratios = {name: max(waited[name].over(waited[_NODE])) for name in limits}
    return {name: ratio for name, ratio in ratios.items() if ratio > limits[name]}


def tables() -> str:
    """Both tables, held against nothing."""
    return _shown(*measure())


def measure() -> tuple[dict[str, Wait], dict[str, Imports]]:
    """What each call takes, and what those of Python import."""
    grammar = "import tree_sitter as t, tree_sitter_javascript as j; t.Language(j.language())"
    starts = {
        **{name: effective_config(*words) for name, words in calls.USUAL.items()},
        "--version": effective_config("--version"),
        _TAB: effective_config()._replace(environment=_COMPLETION),
        _NOTHING: python("pass"),
        "import click": python("import click"),
        "tree-sitter with its grammar": python(grammar),
    }
    with compiled():
        runs = in_turn({name: partial(modules, call) for name, call in starts.items()}, _OF_IMPORTS)
        waited = waits({_NODE: node_call(calls.SCRIPT), **starts}, _RUNS)
    nothing = runs[_NOTHING][0].keys()
    return waited, {name: imports(each, nothing) for name, each in runs.items()}


def _shown(waited: dict[str, Wait], imported: dict[str, Imports]) -> str:
    """Times, limits and counts; then the packages whose imports cost a call most."""
    times = ("into a pipe", "of node", "at a terminal", "of node", "limit")
    heads = ("", *times, "modules", "budget", "importing", "ours")
    return (
        f"Whole processes, and as multiples of node ({node_version()}), by Python "
        f"{python_version()}; modules and importing at a terminal\n\n"
        + table(heads, (_row(name, waited, imported.get(name)) for name in waited))
        + "\nWhat importing costs a call, by package, milliseconds\n\n"
        + table(
            ("", "ours", "others"),
            (
                (name, _dearest(imported[name].rooms), _dearest(imported[name].others))
                for name in calls.USUAL
            ),
            words=3,
        )
    )


def _row(name: str, waited: dict[str, Wait], imported: Imports | None) -> list[str]:
    ratio = waited[name].over(waited[_NODE])
    row = [
        name,
        milliseconds(waited[name].pipe),
        f"{ratio.pipe:.2f}",
        milliseconds(waited[name].terminal),
        f"{ratio.terminal:.2f}",
        f"{LIMITS[name]:.1f}" if name in LIMITS else "",
    ]
    if imported is None:
        return [*row, "", "", "", ""]
    return [
        *row,
        f"{imported.modules}",
        f"{BUDGET[name]}" if name in BUDGET else "",
        milliseconds(imported.milliseconds),
        milliseconds(sum(imported.rooms.values())),
    ]


def _dearest(packages: dict[str, float]) -> str:
    named = list(packages.items())[:_DEAREST]
    return ", ".join(f"{name} {cost:.1f}" for name, cost in named)


if __name__ == "__main__":
    main()
