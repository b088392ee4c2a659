"""The question that ``update`` asks, at a real pseudo-terminal."""

from __future__ import annotations

import contextlib
import os
import select
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.cli.command import Result
from tests.cli.service import Service, report, running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pty = pytest.importorskip("pty", reason="pseudo-terminals are a Unix thing")

CHANGE = ("--set", "ui_attributes.theme.isLight=false")
QUESTION = "Make this change to AC00…0000? [y/N]: "
CTRL_C = "\x03"
# A terminal sends its Ctrl-C to the processes that it controls.
OWN_TERMINAL = "import fcntl, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0)"


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    """A fake API, and a folder to call the command in."""
    with running(tmp_path) as service:
        service.environment["NO_COLOR"] = "1"
        yield service


class Conversation:
    """A call at a terminal; what is given to it, and what it has shown so far."""

    def __init__(self, service: Service, *arguments: str, pipe: bool = False) -> None:
        self.own, theirs = pty.openpty()
        self.process = service.start(
            "update", *CHANGE, *arguments,
            before=OWN_TERMINAL,
            start_new_session=True,
            stdin=theirs,
            stdout=subprocess.PIPE if pipe else theirs,
            stderr=theirs,
        )  # fmt: skip
        os.close(theirs)
        self._bytes = b""
        # Older releases of click write the question's last blank to stdout, wherever that goes.
        self._question = QUESTION.rstrip() if pipe else QUESTION

    @property
    def shown(self) -> str:
        """Everything on the screen."""
        return self._bytes.decode("utf-8", "replace").replace("\r\n", "\n")

    def answer(self, keys: str) -> Result:
        """Press keys at the question; give all that was printed until the end."""
        # A line at a time: what is typed before it is asked for may be thrown away.
        for times, line in enumerate(keys.splitlines(keepends=True), 1):
            while self.shown.count(self._question) < times:
                assert self._read(), self.shown
            os.write(self.own, line.encode())
        # One that comes between the question and the wait for its answer wakes nobody up: as a
        # person does, press it again.
        for _ in range(5 if keys == CTRL_C else 0):
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=3)
                break
            os.write(self.own, keys.encode())
        return self.end()

    def end(self) -> Result:
        """Read until the call ends; give its exit code, stdout where that is a pipe, the screen."""
        while self._read():
            pass
        stdout, _ = self.process.communicate(timeout=20)
        os.close(self.own)
        return Result(self.process.returncode, (stdout or b"").decode(), self.shown)

    def _read(self) -> bool:
        if not select.select([self.own], [], [], 20)[0]:
            self.process.kill()
            pytest.fail(f"nothing more came after: {self.shown}")
        try:
            read = os.read(self.own, 65536)
        except OSError:  # Linux says so when the other side is closed
            return False
        self._bytes += read
        return bool(read)


def test_yes(service: Service) -> None:
    """Who says y has seen the plan, and sees every step."""
    result = Conversation(service, "--app-config", "appConfig.js").answer("y\n")

    assert result.code == 0
    [kept] = service.backups
    before, _, after = result.stderr.partition(QUESTION)
    assert before.splitlines()[1:] == [
        "",
        "ui_attributes",
        "  ~ theme.isLight: true -> false",
        "",
        "1 property to send: ui_attributes",
        "",
        "In the effective configuration of appConfig.js:",
        "  ! theme.isLight: no effect: appConfig.js:3:21 sets the same value",
        "  no value changes",
    ]
    assert after.splitlines()[:2] == ["y", f"saved {kept.name}"]
    assert after.splitlines()[-1] == f"changed and verified; {kept.name} has the resource as it was"
    assert service.stored["ui_attributes"]["theme"] == {"isLight": False}


@pytest.mark.parametrize("keys", ["n\n", "\n", "maybe\nno\n", "\x04"],
                         ids=["no", "Enter", "neither, then no", "end of input"])  # fmt: skip
def test_no(service: Service, keys: str) -> None:
    """No is what counts unless somebody says yes: exit code 1, and nothing has happened."""
    result = Conversation(service).answer(keys)

    assert result.code == 1
    assert result.stderr.endswith("nothing was changed\n")
    assert [request.method for request in service.api.requests] == ["GET"]
    assert service.backups == []


def test_ctrl_c(service: Service) -> None:
    """An interrupt at the question: exit code 130, and nothing has happened."""
    result = Conversation(service).answer(CTRL_C)

    assert result.code == 130
    assert result.stderr.endswith("\nerror: interrupted; nothing was sent\n")
    assert [request.method for request in service.api.requests] == ["GET"]
    assert service.backups == []


@pytest.mark.parametrize(
    ("keys", "code", "outcome"),
    [("y\n", 0, "applied"), ("n\n", 1, "declined"), ("\x04", 1, "declined"),
     (CTRL_C, 130, "interrupted")],
)  # fmt: skip
def test_the_question_before_a_document(
    service: Service, keys: str, code: int, outcome: str
) -> None:
    """With --format json the plan and the question are on stderr, one document on stdout."""
    result = Conversation(service, "--format", "json", pipe=True).answer(keys)

    assert result.code == code
    assert "theme.isLight: true -> false" in result.stderr
    assert report(result)["outcome"] == outcome


def test_a_missing_folder_for_the_backup(service: Service) -> None:
    """Whoever says y has nothing to do over then."""
    result = Conversation(service, "--backup-dir", "missing").end()

    assert result.code == 3
    assert QUESTION.rstrip() not in result.stderr
    assert result.stderr.endswith(
        "error: missing: the backup can't be written: No such file or directory\n"
        "  help: nothing is changed without a backup; --backup-dir names another folder\n"
    )


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--dry-run"], 1),
        (["--set", "ui_attributes.theme.isLight=true"], 0),
        (["--unset", "ui_attributes.version_compatibility"], 2),
    ],
    ids=["dry run", "nothing to change", "guards"],
)
def test_nothing_is_asked_where_nothing_would_be_done(
    service: Service, arguments: list[str], code: int
) -> None:
    """The question is for what the answer decides."""
    result = Conversation(service, *arguments).end()

    assert result.code == code
    assert QUESTION.rstrip() not in result.stderr
    assert service.posts == []
