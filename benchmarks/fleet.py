"""What many accounts cost the command, each more of them: ``python -m benchmarks.fleet``.

Every row is a whole process: its CPU, that of the system for it included, and its peak memory. The
accounts of a row have 150 paths in all; what one more of them adds is the slope between 30 and 300,
and beside it stands the slope between 1 and 30: they are the same where the cost is linear. The
fake service of the live rows is another process's.
"""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from appconfig_merge.testing import FakeFleet
from benchmarks.accounts import RELEASE, resource, write_environments, write_script
from benchmarks.processes import compiled, effective_config, into_pipe
from benchmarks.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.processes import Call

COUNTS = (1, 30, 300)
_RUNS = 5
_FOUND = 1
"""How a dry run ends that would change something."""
_KEEPING = ("fetch", "--environment", "*", "--kept", "kept")
_LIVE: tuple[tuple[str, tuple[str, ...], bool], ...] = (
    ("fetch, held against what is kept", _KEEPING, False),
    (f"matrix of live accounts, Flex UI {RELEASE}", ("matrix",), False),
    (
        f"matrix of what is kept, Flex UI {RELEASE}",
        ("matrix", "--kept", "kept", "--offline"),
        True,
    ),
    ("drift of live accounts since they were kept", ("drift", "--kept", "kept"), True),
    (
        f"upgrade of what is kept, Flex UI 2.2 to {RELEASE}",
        ("upgrade", "--from", "2.2", "--to", RELEASE, "--kept", "kept", "--offline"),
        True,
    ),
    (
        "plan of an update of live accounts",
        ("update", "--environment", "*", "--set", "ui_attributes.group1.key1=1", "--dry-run"),
        False,
    ),
)
"""What is measured of live accounts: the call, and whether their resources are kept before it."""


def tables() -> str:
    """The table."""
    rows = []
    with tempfile.TemporaryDirectory() as folder, compiled():
        for title, calls in _titles(Path(folder)):
            medians = [_medians(call) for call in calls]
            rows.append(_row(f"{title}, CPU", [cpu * 1000 for cpu, _ in medians], "ms"))
            rows.append(_row(f"{title}, memory", [memory for _, memory in medians], "MB"))
    heads = ("accounts", *map(str, COUNTS), "one more", "from 1 to 30")
    return table(heads, rows)


def _titles(folder: Path) -> Iterator[tuple[str, Iterator[Call]]]:
    yield "matrix of files, documented", _of_files(folder, "documented", by_host=False)
    release = f"Flex UI {RELEASE}"
    yield f"matrix of files, {release}", _of_files(folder, RELEASE, by_host=False)
    run_each = _of_files(folder, RELEASE, by_host=True)
    yield f"the same, the script run for each, {release}", run_each
    for title, words, keeps_first in _LIVE:
        yield title, _live(folder, words, keeps_first=keeps_first)


def _of_files(folder: Path, rules: str, *, by_host: bool) -> Iterator[Call]:
    for count in COUNTS:
        here = _made(folder / f"{rules}-{by_host}-{count}")
        write_environments(here, count, rules, by_host=by_host)
        yield effective_config("matrix")._replace(folder=here)


def _live(folder: Path, words: Sequence[str], *, keeps_first: bool) -> Iterator[Call]:
    """Accounts behind a server of this process, which keeps running while the row is measured."""
    for count in COUNTS:
        here = _made(folder / f"{'-'.join(words)}-{count}")
        write_script(here)
        with FakeFleet({f"e{number}": resource(number) for number in range(count)}) as fleet:
            text = fleet.environments_toml(app_config="appConfig.js", flex_ui=RELEASE)
            (here / "environments.toml").write_text(text, "utf-8")
            call = effective_config(*words)._replace(
                folder=here, environment=fleet.environment, codes=frozenset({0, _FOUND})
            )
            if keeps_first:
                into_pipe(call._replace(words=effective_config(*_KEEPING).words))
            yield call


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _medians(call: Call) -> tuple[float, float]:
    """The medians of CPU and memory of some runs, after one that isn't counted: it compiles."""
    spent = [into_pipe(call) for _ in range(_RUNS + 1)][1:]
    return (
        statistics.median(one.cpu for one in spent),
        statistics.median(one.megabytes for one in spent),
    )


def _row(title: str, figures: Sequence[float], unit: str) -> list[str]:
    one, some, many = figures
    slope = (many - some) / (COUNTS[2] - COUNTS[1])
    before = (some - one) / (COUNTS[1] - COUNTS[0])
    shown = [f"{figure:.0f} {unit}" for figure in figures]
    return [title, *shown, f"{slope:.2f} {unit}", f"{before:.2f} {unit}"]


if __name__ == "__main__":
    print(tables())
