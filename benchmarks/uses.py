"""The ways people use the command, beside what else reads files: ``python -m benchmarks.uses``.

Whole processes, by the clock on the wall, in turn. Peers are here where they do a part of the same
work, and the table says which: to run the file gives its values and not where they come from; to
parse it, or to read literals alone, gives less.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks import calls, peers
from benchmarks.accounts import RELEASE, write_environments
from benchmarks.inputs import FIXTURES
from benchmarks.processes import compiled, effective_config
from benchmarks.tables import milliseconds, table
from benchmarks.waiting import waits

if TYPE_CHECKING:
    from benchmarks.processes import Call

_RUNS = 9
_ENVIRONMENTS = 100
_PAGE = FIXTURES / "self-hosted"
_NODE = "`node`"
_DIFFER = frozenset({0, 1})
"""The exit codes of what compares."""


class Use(NamedTuple):
    """A call, and what it does."""

    call: Call
    does: str


def tables() -> str:
    """The table: each call into a pipe and at a terminal."""
    with tempfile.TemporaryDirectory() as folder, compiled():
        uses = {**_ours(Path(folder)), **_peers(Path(folder))}
        waited = waits({name: use.call for name, use in uses.items()}, _RUNS)
    rows = []
    for name, use in uses.items():
        row = [name, use.does]
        for taken, ratio in zip(waited[name], waited[name].over(waited[_NODE]), strict=True):
            row += [milliseconds(taken), f"{ratio:.2f}"]
        rows.append(row)
    heads = ("", "does", "into a pipe", "of `node`", "at a terminal", "of `node`")
    return table(heads, rows, words=2)


def _ours(folder: Path) -> dict[str, Use]:
    write_environments(folder, _ENVIRONMENTS, RELEASE)
    page, snapshot = str(_PAGE / "index.html"), str(_PAGE / "snapshot.json")
    report = str(folder / "report.html")
    over = calls.USUAL[calls.OVER]
    usual = {name: effective_config(*words) for name, words in calls.USUAL.items()}
    other = str(FIXTURES / "multi-region" / "appConfig.js")
    matrix = effective_config("matrix")._replace(folder=folder)
    verify = effective_config("verify", page, "--running", snapshot)._replace(codes=_DIFFER)
    return {
        "`effective-config FILE`": Use(
            usual[calls.SHOW], "runs the file, tells each value's source"
        ),
        "over the resource": Use(usual[calls.OVER], "and merges it over the resource"),
        "`--format json`": Use(usual[calls.JSON], "the same, as JSON"),
        "`explain FILE PATH`": Use(usual[calls.EXPLAIN], "one value, and how to change it"),
        "`check FILE`": Use(usual[calls.CHECK], "all rules"),
        "`diff FILE FILE`": Use(effective_config("diff", calls.SCRIPT, other), "two files"),
        "`report FILE`": Use(effective_config("report", *over, "--output", report), "an HTML page"),
        "`matrix`": Use(matrix, f"{_ENVIRONMENTS} environments of 150 paths, Flex UI {RELEASE}"),
        "`verify PAGE`": Use(verify, "a page and its script against a snapshot"),
        "`--help`": Use(usual[calls.HELP], ""),
    }


def _peers(folder: Path) -> dict[str, Use]:
    es5 = str(FIXTURES / "es5-legacy" / "appConfig.js")
    values = folder / "values.json"
    values.write_text(peers.values(calls.SCRIPT), "utf-8")
    return {
        _NODE: Use(peers.node_call(calls.SCRIPT), "runs the file"),
        "Python with quickjs": Use(peers.quickjs_call(calls.SCRIPT), "runs the file"),
        "Python with pyjsparser": Use(peers.pyjsparser_call(es5), "only parses, an ES5 file"),
        "Python with chompjs": Use(peers.chompjs_call(str(values)), "reads its values as JSON"),
        "Python with json5": Use(peers.json5_call(str(values)), "reads its values as JSON"),
        "Python": Use(peers.python("pass"), "does nothing"),
    }


if __name__ == "__main__":
    print(tables())
