"""Running the command on one input, and measuring what that takes."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

# The peak since the process began: ru_maxrss would count the parent's, too (Linux keeps it over
# exec), so it is the second choice. A runaway is killed before it hurts the machine.
_CHILD = """
import json, os, resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
def report():
    used = resource.getrusage(resource.RUSAGE_SELF)
    peak = used.ru_maxrss
    try:
        with open("/proc/self/status") as status:
            peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
    except (OSError, StopIteration):
        pass
    with open(figures, "w") as file:
        json.dump([used.ru_utime + used.ru_stime, peak * 1024], file)
    sys.stdout.flush()
    sys.stderr.flush()
def leave(code, leave=os._exit):
    report()
    leave(code)
os._exit = leave
figures = sys.argv.pop(1)
from appconfig_merge.cli import main
try:
    main()
except SystemExit as done:
    code = done.code
    leave(code if isinstance(code, int) else 0 if code is None else 1)
leave(0)
"""


class Measured(NamedTuple):
    """How a call ended, its CPU seconds, and the most memory it had, in bytes."""

    code: int
    stdout: str
    stderr: str
    seconds: float
    peak: int


def measure(*arguments: str, folder: Path, stdin: bytes | None = None) -> Measured:
    """Run ``effective-config``; nothing may end it but itself."""
    figures = folder / "figures.json"
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, str(figures), *arguments],
        cwd=folder,
        input=stdin,
        stdin=subprocess.DEVNULL if stdin is None else None,
        capture_output=True,
        check=False,
        timeout=240,
    )
    stderr = done.stderr.decode("utf-8", "replace")
    assert done.returncode in {0, 2, 3}, stderr[-2000:]
    assert "Traceback" not in stderr, stderr[-2000:]
    seconds, peak = json.loads(figures.read_text("utf-8"))
    return Measured(done.returncode, done.stdout.decode("utf-8"), stderr, seconds, peak)
