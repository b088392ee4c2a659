"""What many accounts cost the command, each more of them: ``python -m benchmarks.fleet``.

Every row is a whole process: its CPU, that of the system for it included, and its peak memory. The
accounts of a row have 150 paths in all; what one more of them adds is the slope between 30 and 300,
and beside it stands the slope between 1 and 30: they are the same where the cost is linear. The
fake service of the live rows is another process's.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from appconfig_merge.testing import FakeFleet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

COUNTS = (1, 30, 300)
_RUNS = 5
_FOUND = 1
"""How a dry run ends that would change something."""
_RELEASE = "2.17.1"
_KEEPING = ("fetch", "--environment", "*", "--kept", "kept")
_LIVE: tuple[tuple[str, tuple[str, ...], bool], ...] = (
    ("fetch, held against what is kept", _KEEPING, False),
    (f"matrix of live accounts, {_RELEASE}", ("matrix",), False),
    (f"matrix of what is kept, {_RELEASE}", ("matrix", "--kept", "kept", "--offline"), True),
    ("drift of live accounts since they were kept", ("drift", "--kept", "kept"), True),
    (
        f"upgrade of what is kept, 2.2 to {_RELEASE}",
        ("upgrade", "--from", "2.2", "--to", _RELEASE, "--kept", "kept", "--offline"),
        True,
    ),
    (
        "plan of an update of live accounts",
        ("update", "--environment", "*", "--set", "ui_attributes.group1.key1=1", "--dry-run"),
        False,
    ),
)
"""What is measured of live accounts: the call, and whether their resources are kept before it."""
_BY_HOST = """
if (location.hostname.endsWith("1.example.com")) { appConfig.group1.key1 = "ours"; }
appConfig.host = location.hostname;
"""


class Spent(NamedTuple):
    """What one process took: seconds of CPU, megabytes at its peak."""

    seconds: float
    megabytes: float


class Case(NamedTuple):
    """A row: the folder of its environments file, the call, its variables."""

    folder: Path
    arguments: Sequence[str]
    environment: Mapping[str, str]


def main() -> None:
    """Print the table."""
    command = shutil.which("effective-config", path=str(Path(sys.executable).parent))
    if command is None:
        sys.exit("effective-config is not installed beside this Python")
    print(
        "| accounts | "
        + " | ".join(f"{count}" for count in COUNTS)
        + " | one more | from 1 to 30 |"
    )
    print("| --- |" + " ---: |" * (len(COUNTS) + 2))
    with tempfile.TemporaryDirectory() as folder:
        for title, rows in _titles(Path(folder)):
            spent = [_median(command, case, Path(folder) / "compiled") for case in rows]
            print(_row(f"{title}, CPU", [one.seconds * 1000 for one in spent], "ms"))
            print(_row(f"{title}, memory", [one.megabytes for one in spent], "MB"))


def resource(number: int) -> dict[str, object]:
    """A resource with a hundred paths, of which one in seven has one of five values."""
    return {
        "account_sid": f"AC{number:032x}",
        "ui_version": _RELEASE,
        "ui_attributes": {
            f"group{group}": {
                f"key{key}": f"v{group}.{key}" + (f".{number % 5}" * ((group * 10 + key) % 7 == 0))
                for key in range(10)
            }
            for group in range(10)
        },
    }


def script(*, by_host: bool) -> str:
    """A script with fifty more, and one that it overrides in each group."""
    own = {
        f"group{group}": {f"own{key}": group * key for key in range(5)} | {"key1": "mine"}
        for group in range(10)
    }
    return f"var appConfig = {json.dumps(own, indent=2)};\n{_BY_HOST if by_host else ''}"


def _titles(folder: Path) -> Iterator[tuple[str, Iterator[Case]]]:
    for rules in ("documented", _RELEASE):
        yield f"matrix of files, {rules}", _of_files(folder, rules, by_host=False)
    yield (
        f"the same, the script run for each, {_RELEASE}",
        _of_files(folder, _RELEASE, by_host=True),
    )
    for title, words, keeps_first in _LIVE:
        yield title, _live(folder, words, keeps_first=keeps_first)


def _of_files(folder: Path, rules: str, *, by_host: bool) -> Iterator[Case]:
    for count in COUNTS:
        here = _folder(folder, f"{rules}-{by_host}-{count}", by_host=by_host)
        lines = ["[defaults]", 'app_config = "appConfig.js"', f'flex_ui = "{rules}"']
        for number in range(count):
            (here / f"{number}.json").write_text(json.dumps(resource(number)), "utf-8")
            lines += [f"[environments.e{number}]", f'configuration = "{number}.json"']
            lines += [f'page_url = "https://e{number}.example.com/"'] if by_host else []
        (here / "environments.toml").write_text("\n".join(lines), "utf-8")
        yield Case(here, ["matrix"], {})


def _live(folder: Path, words: Sequence[str], *, keeps_first: bool) -> Iterator[Case]:
    """Accounts behind a server of this process, which keeps running while the row is measured."""
    for count in COUNTS:
        here = _folder(folder, f"{'-'.join(words)}-{count}", by_host=False)
        with FakeFleet({f"e{number}": resource(number) for number in range(count)}) as fleet:
            text = fleet.environments_toml(app_config="appConfig.js", flex_ui=_RELEASE)
            (here / "environments.toml").write_text(text, "utf-8")
            case = Case(here, words, fleet.environment)
            if keeps_first:
                command = str(Path(sys.executable).parent / "effective-config")
                _spent(command, case._replace(arguments=_KEEPING), here / "compiled")
            yield case


def _folder(folder: Path, name: str, *, by_host: bool) -> Path:
    made = folder / name
    made.mkdir()
    (made / "appConfig.js").write_text(script(by_host=by_host), "utf-8")
    return made


def _median(command: str, case: Case, compiled: Path) -> Spent:
    """The medians of some runs, after one that isn't counted: it compiles."""
    spent = [_spent(command, case, compiled) for _ in range(_RUNS + 1)][1:]
    return Spent(*(statistics.median(one) for one in zip(*spent, strict=True)))


def _spent(command: str, case: Case, compiled: Path) -> Spent:
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(compiled), **case.environment}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with subprocess.Popen(
        [command, *case.arguments],
        cwd=case.folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, _FOUND}:
        sys.exit(f"{' '.join(case.arguments)} ended with {process.returncode} in {case.folder}")
    return Spent(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _row(title: str, figures: Sequence[float], unit: str) -> str:
    one, some, many = figures
    slope = (many - some) / (COUNTS[2] - COUNTS[1])
    before = (some - one) / (COUNTS[1] - COUNTS[0])
    shown = " | ".join(f"{figure:.0f} {unit}" for figure in figures)
    return f"| {title} | {shown} | {slope:.2f} {unit} | {before:.2f} {unit} |"


if __name__ == "__main__":
    main()
