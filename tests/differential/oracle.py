"""Node as the oracle: what a browser's engine makes of a script."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.node import node_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Run(NamedTuple):
    """A script to run, the page's globals as a JavaScript object, and if it has functions.

    ``page`` is what page.js makes a page of; ``steps`` are then what to fire after the script:
    which of what is pending, how it ends, and whether it may be one that was fired before.
    ``timeout`` is for the script and for each of them, in milliseconds.
    """

    text: str
    world: str = "{}"
    functions: bool = False
    page: dict[str, Any] | None = None
    steps: Sequence[dict[str, Any]] = ()
    timeout: int = 250


class Answer(NamedTuple):
    """What came of it: a syntax error, what it threw, and the encoded value of appConfig.

    ``later`` has what was fired after the script, the value that it left, and what it threw.
    """

    syntax: str | None
    error: str | None
    value: list[Any]
    later: Sequence[tuple[str, list[Any], str | None]] = ()


class Oracle:
    """A Node process that runs many scripts, each in a context of its own."""

    def __init__(self) -> None:
        self._process = _start()

    def run(self, runs: Iterable[Run]) -> list[Answer]:
        """Run scripts, in order. One that takes too long counts as one that can't be run."""
        batch = list(runs)
        line = self._ask(json.dumps([run._asdict() for run in batch]), 5 + 0.6 * len(batch))
        if not line:  # a loop in one of V8's own functions, which no time limit ends
            if len(batch) == 1:
                return [Answer("it takes too long", None, [])]
            return [answer for run in batch for answer in self.run([run])]
        return [
            Answer(
                item.get("syntax"),
                item.get("error"),
                item.get("value", ["undefined"]),
                item.get("later", ()),
            )
            for item in json.loads(line)
        ]

    def _ask(self, question: str, seconds: float) -> str:
        """Put one question; empty if there is no answer in time."""
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        timer = Timer(seconds, process.kill)
        timer.start()
        process.stdin.write(question + "\n")
        process.stdin.flush()
        line: str = process.stdout.readline()
        timer.cancel()
        if not line:
            self.close()
            self._process = _start()
        return line

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(timeout=10)


def _start() -> subprocess.Popen[str]:
    script = Path(__file__).with_name("oracle.js")
    return subprocess.Popen(
        [node_path(), "--stack-size=800", str(script)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
