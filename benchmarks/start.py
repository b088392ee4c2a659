"""What the command's start imports, against a budget: ``python -m benchmarks.start``.

The count of modules is the same in every run, so it is the budget that CI holds the command to;
the time is told beside it as a multiple of what importing click alone takes.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.inputs import TYPICAL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Start(NamedTuple):
    """What one start imported."""

    modules: int
    """Beyond those of a Python that does nothing."""
    milliseconds: float
    """What Python says that importing all of them took."""


_SECONDS = 120
"""What one start may take on a machine that is busy with other things."""
_SCRIPT = str(TYPICAL / "appConfig.js")
_RESOURCE = str(TYPICAL / "configuration.json")
_TAB = "TAB behind explain --fo"
"""Completion in a shell, which is waited for between two keys."""
_ENVIRONMENTS = {
    _TAB: {
        "_EFFECTIVE_CONFIG_COMPLETE": "bash_complete",
        "COMP_WORDS": "effective-config explain --fo",
        "COMP_CWORD": "2",
    },
}
CALLS: dict[str, tuple[str, ...]] = {
    "--version": ("--version",),
    "--help": ("--help",),
    "FILE --configuration FILE": (_SCRIPT, "--configuration", _RESOURCE),
    "explain FILE PATH": ("explain", _SCRIPT, "logLevel"),
    "check FILE": ("check", _SCRIPT, "--fail-on", "never"),
    _TAB: (),
}
BUDGET: dict[str, int] = {
    "--version": 90,
    "--help": 170,
    "FILE --configuration FILE": 230,
    "explain FILE PATH": 275,
    "check FILE": 360,
    _TAB: 130,
}
"""The most modules that each of the calls may import."""
_RUNS = 7


def main() -> None:
    """Print the table; exit with 1 if a call is over its budget."""
    found = measure()
    click = found["import click"].milliseconds
    print("\nImports of the command's start (`python -X importtime`)\n")
    print("| | modules | budget | time | |\n| --- | ---: | ---: | ---: | ---: |")
    for name, start in found.items():
        budget = str(BUDGET[name]) if name in BUDGET else ""
        ratio = f"{start.milliseconds / click:.1f} × import click"
        print(f"| {name} | {start.modules} | {budget} | {start.milliseconds:.1f} ms | {ratio} |")
    over = [name for name, most in BUDGET.items() if found[name].modules > most]
    if over:
        sys.exit("over the budget of modules: " + ", ".join(over))


def measure() -> dict[str, Start]:
    """Each call's imports, and click's alone: medians of interleaved runs."""
    command = shutil.which("effective-config", path=str(Path(sys.executable).parent))
    if command is None:
        sys.exit("effective-config is not installed beside this Python")
    calls: dict[str, Sequence[str]] = {
        "nothing": ["-c", "pass"],
        "import click": ["-c", "import click"],
        **{name: [command, *words] for name, words in CALLS.items()},
    }
    runs: dict[str, list[tuple[int, float]]] = {name: [] for name in calls}
    with tempfile.TemporaryDirectory() as folder:
        # Compiled, as an installed package is.
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for run in range(_RUNS + 1):
            for name, words in calls.items():
                imports = _imports(words, {**environment, **_ENVIRONMENTS.get(name, {})})
                if run:
                    runs[name].append(imports)
    modules = {name: each[0][0] for name, each in runs.items()}
    taken = {name: statistics.median(time for _, time in each) for name, each in runs.items()}
    return {
        name: Start(modules[name] - modules["nothing"], taken[name] - taken["nothing"])
        for name in calls
        if name != "nothing"
    }


def _imports(words: Sequence[str], environment: Mapping[str, str]) -> tuple[int, float]:
    """How many modules a Python imports, and the milliseconds that it says they took."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *words],
        check=True,
        capture_output=True,
        text=True,
        env=environment,
        timeout=_SECONDS,
    )
    # import time: self [us] | cumulative | imported package
    own = [
        line.removeprefix("import time:").split("|")[0]
        for line in done.stderr.splitlines()
        if line.startswith("import time:")
    ]
    return len(own) - 1, sum(int(each) for each in own[1:]) / 1000


if __name__ == "__main__":
    main()
