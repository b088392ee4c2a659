"""The commit before each step beside this tree, in one run: ``python -m benchmarks.history``.

Each is exported by git and run with the packages that are installed now. A dash stands where a
commit doesn't know the call, or doesn't start with these packages. Needs a full clone.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import calls
from benchmarks.growth import large, large_calls
from benchmarks.peers import python
from benchmarks.processes import CallError, compiled, into_pipe
from benchmarks.tables import table
from benchmarks.waiting import waits

if TYPE_CHECKING:
    from benchmarks.processes import Call, Spent
    from benchmarks.waiting import Wait

_REPOSITORY = Path(__file__).parent.parent
STEPS = {
    "first": "5b11911",
    "1": "5404056",
    "2": "9438203",
    "3": "d6bb46d",
    "4": "dca0589",
    "5": "565c73b",
    "6": "40f7223",
    "7": "7a81a44",
}
"""The first that did the whole of the main job, and the last before each step of this series."""
_MAIN = "from appconfig_merge.cli import main; main()"
_IN_PROCESS = """
import sys, time
from appconfig_merge import Source, effective_config
script = Source("appConfig.js", open(sys.argv[1], encoding="utf-8").read())
def once():
    start = time.process_time()
    list(effective_config(script).leaves())
    return (time.process_time() - start) * 1000
print(min(once() for _ in range(100)))
"""
_USUAL = (calls.SHOW, calls.OVER, calls.JSON, calls.EXPLAIN, calls.CHECK)
_RUNS = 5
_MEGABYTES = 2
_NONE = "–"


def tables() -> str:
    """A column for each commit."""
    with tempfile.TemporaryDirectory() as folder, compiled():
        trees = {name: _exported(commit, Path(folder) / commit) for name, commit in STEPS.items()}
        trees["now"] = _REPOSITORY
        rows = [["commit", *STEPS.values(), ""]]
        rows += _usual(trees)
        rows.append(["in process, at best, ms", *map(_in_process, trees.values())])
        rows += _large(trees, Path(folder))
    return table(["", *trees], rows)


def _exported(commit: str, folder: Path) -> Path:
    """The package as it was at a commit."""
    done = subprocess.run(
        ["git", "archive", commit, "appconfig_merge"],
        cwd=_REPOSITORY,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{commit} isn't here; in a full clone it is (git fetch --unshallow)")
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return folder


def _usual(trees: dict[str, Path]) -> list[list[str]]:
    called = {
        (name, tree): call
        for name in _USUAL
        for tree, path in trees.items()
        if _spent(call := _at(path, python(_MAIN, *calls.USUAL[name])))
    }
    waited = waits(called, _RUNS)
    return [
        [f"{name}, pipe / terminal, ms", *(_waited(waited.get((name, tree))) for tree in trees)]
        for name in _USUAL
    ]


def _waited(wait: Wait | None) -> str:
    return f"{wait.pipe:.0f} / {wait.terminal:.0f}" if wait else _NONE


def _in_process(tree: Path) -> str:
    """The least CPU of reading, merging and explaining a typical file."""
    call = _at(tree, python(_IN_PROCESS, calls.SCRIPT))
    done = subprocess.run(
        call.words,
        env={**os.environ, **call.environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return _NONE if done.returncode else f"{float(done.stdout):.1f}"


def _large(trees: dict[str, Path], folder: Path) -> list[list[str]]:
    """One run of each, which takes seconds."""
    rows = []
    for name, call in large_calls(large(folder, _MEGABYTES)).items():
        words = python(_MAIN, *call.words[1:])
        spent = [_spent(_at(tree, words)) for tree in trees.values()]
        title = f"{_MEGABYTES} MB: {name}"
        rows.append([f"{title}, s of CPU", *(f"{one.cpu:.1f}" if one else _NONE for one in spent)])
        rows.append([f"{title}, MB", *(f"{one.megabytes:.0f}" if one else _NONE for one in spent)])
    return rows


def _at(tree: Path, call: Call) -> Call:
    """A call of Python, with the package of a tree and not that of the current folder."""
    return call._replace(environment={"PYTHONPATH": str(tree), "PYTHONSAFEPATH": "1"})


def _spent(call: Call) -> Spent | None:
    """What one run takes; nothing where it fails."""
    try:
        return into_pipe(call)
    except CallError:
        return None


if __name__ == "__main__":
    print(tables())
