"""A Node process in which the real Flex UI starts, again and again."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from tests.node import node_path

if TYPE_CHECKING:
    from tests.conformance.cases import Case

_SECONDS_TO_LOAD = 180
_SECONDS_A_CASE = 20
_STARTS_A_PROCESS = 800
"""What each start leaves behind slows the next ones: Flex UI is made to be started once a page."""


class Answer(NamedTuple):
    """What came of a start.

    ``kind`` is config where Flex UI started with ``config``, stopped where it threw, saying
    ``message``. ``config`` is tagged as docs/output.md says; instances of classes and the like are
    ``{"$js": "other"}``.
    """

    kind: Literal["config", "stopped"]
    config: dict[str, Any]
    message: str


class FlexError(Exception):
    """The package doesn't load, or its process ended."""


class FlexUI:
    """The real package of one release, in a Node process that starts it again and again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._load()

    def start(self, case: Case) -> Answer:
        """Let Flex UI start with a script and a resource. Raises FlexError."""
        if self._starts == _STARTS_A_PROCESS:
            self.close()
            self._load()
        self._starts += 1
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(case._asdict()) + "\n")
        self._process.stdin.flush()
        data = self._read(_SECONDS_A_CASE)
        return Answer(data["kind"], data.get("config", {}), data.get("message", ""))

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait(timeout=10)

    def _load(self) -> None:
        self._starts = 0
        self._process = subprocess.Popen(
            [node_path(), str(Path(__file__).with_name("driver.js")), str(self._folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        self._read(_SECONDS_TO_LOAD)

    def _read(self, seconds: float) -> dict[str, Any]:
        assert self._process.stdout is not None
        timer = Timer(seconds, self._process.kill)
        timer.start()
        line = self._process.stdout.readline()
        timer.cancel()
        if not line:
            raise FlexError("Node ended without an answer")
        data = json.loads(line)
        assert isinstance(data, dict)
        return data
