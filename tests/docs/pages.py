"""The commands that README and docs show, run as they stand there.

``python -m tests.docs.pages`` writes their outputs again; a test holds that it would change
nothing. In a page,

- ```` ```console ```` is a piece of a session: ``$`` begins a command, ``>`` goes on with it, all
  else is what it prints on standard output;
- a block with a title (```` ```js title="appConfig.js" ````) is a file that is there from then on;
- ``<!-- folder: fixtures/quickstart -->`` begins a new session in a copy of that folder of the
  repository, ``<!-- folder: -->`` in an empty one. A page begins in a copy of
  ``fixtures/quickstart``.

A session is one shell. The pages of the rules are :mod:`tests.checks.pages`' business.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent.parent
DEFAULT_FOLDER = "fixtures/quickstart"

_PART = re.compile(
    r"^<!-- folder:(?P<folder>.*?)-->$|^```(?P<info>[^\n`]*)\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_COMMAND = re.compile(
    r"^\$ (?P<command>.*\n(?:^> ?.*\n)*)(?P<output>(?:^(?!\$ ).*\n)*)", re.MULTILINE
)
_TITLE = re.compile(r' title="([^"]+)"')
_SETS_UP = "$ python3 -m venv"
"""How the commands begin that CI runs before any test (.ci/run)."""


class File(NamedTuple):
    """A file that a page shows, and that is there for what follows."""

    name: str
    text: str


class Command(NamedTuple):
    """A command with the output shown, which stands at ``start`` to ``end`` of the page."""

    text: str
    output: str
    start: int
    end: int


class Session(NamedTuple):
    """What happens one after the other in a copy of a folder of the repository ("": empty)."""

    folder: str
    steps: list[File | Command]

    @property
    def commands(self) -> list[Command]:
        """The commands alone."""
        return [step for step in self.steps if isinstance(step, Command)]


def pages() -> list[Path]:
    """All pages that people read, but for those of the rules."""
    found = (page for page in ROOT.glob("docs/**/*.md") if page.parent.name != "rules")
    return [*sorted(ROOT.glob("*.md")), *sorted(found)]


def sessions(text: str) -> list[Session]:
    """The sessions of a page that have commands."""
    found = [Session(DEFAULT_FOLDER, [])]
    for part in _PART.finditer(text):
        if part["folder"] is not None:
            found.append(Session(part["folder"].strip(), []))
        elif part["info"] == "console" and not part["body"].startswith(_SETS_UP):
            found[-1].steps.extend(
                Command(
                    re.sub(r"^> ?", "", one["command"], flags=re.MULTILINE),
                    one["output"],
                    part.start("body") + one.start("output"),
                    part.start("body") + one.end("output"),
                )
                for one in _COMMAND.finditer(part["body"])
            )
        elif title := _TITLE.search(part["info"]):
            found[-1].steps.append(File(title[1], part["body"]))
    return [session for session in found if session.commands]


class Ran(NamedTuple):
    """What each command of a session printed, its exit code, and what all said on stderr."""

    outputs: list[str]
    codes: list[int]
    errors: str


def ran(session: Session) -> Ran:
    """Run the commands of a session."""
    # A file, since what runs in the background would keep a pipe open.
    with tempfile.TemporaryDirectory() as temporary, tempfile.TemporaryFile() as errors:
        work, files = Path(temporary, "work"), Path(temporary, "files")
        if session.folder:
            shutil.copytree(ROOT / session.folder, work)
        work.mkdir(exist_ok=True)
        files.mkdir()
        done = subprocess.run(
            ["bash", "-c", _script(session, files)],
            cwd=work,
            env=_environment(files),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            timeout=120,
            check=False,
        )
        errors.seek(0)
        told = done.stdout.decode("utf-8").split("\x1e")[:-1]
        return Ran(told[::2], [int(code) for code in told[1::2]], errors.read().decode("utf-8"))


def _script(session: Session, files: Path) -> str:
    """One script, in which separators enclose the exit code after the output of each command."""
    lines = ["trap 'kill $(jobs -p) 2>/dev/null' EXIT"]
    for number, step in enumerate(session.steps):
        if isinstance(step, File):
            (files / str(number)).write_text(step.text, "utf-8", newline="\n")
            lines.append(
                f'mkdir -p "$(dirname {step.name})"; cp "$FILES/{number}" {step.name}; true'
            )
        else:
            # The next command may ask for $?.
            lines.append(f"{step.text}__code=$?; printf '\\036%d\\036' $__code; (exit $__code)")
    return "\n".join(lines)


def _environment(files: Path) -> dict[str, str]:
    """That of the tests, with the installed command, and of a person whom git knows."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("EFFECTIVE_CONFIG", "TWILIO_", "GIT_"))
        and name not in {"NO_COLOR", "FORCE_COLOR", "COLUMNS"}
    }
    return {
        **kept,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONUTF8": "1",
        "FILES": str(files),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        **{f"GIT_{who}_NAME": "Kim Example" for who in ("AUTHOR", "COMMITTER")},
        **{f"GIT_{who}_EMAIL": "kim@example.com" for who in ("AUTHOR", "COMMITTER")},
    }


def timeless(text: str) -> str:
    """A text without what another run makes otherwise: times, commits of them, and a port."""
    text = re.sub(r"\d{4}-?\d\d-?\d\dT\d\d:?\d\d:?\d\dZ", "TIME", text)
    # Resources are kept now; a commit that is told beside one was made now, too.
    text = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d \+0000(?=  kept:)", "TIME", text)
    text = re.sub(r"(?<=since )[0-9a-f]{10}(?= )|(?<=files of )[0-9a-f]{10}", "COMMIT", text)
    return re.sub(r"127\.0\.0\.1:\d+", "127.0.0.1:PORT", text)


def written(text: str) -> str:
    """A page with the outputs that its commands have now."""
    found: list[tuple[Command, str]] = []
    for session in sessions(text):
        outputs, _, errors = ran(session)
        if "Traceback (most recent call last)" in errors:
            raise SystemExit(errors)
        found += zip(session.commands, outputs, strict=True)
    for command, output in reversed(found):
        if timeless(output) != timeless(command.output):
            text = text[: command.start] + output + text[command.end :]
    return text


def main() -> None:
    """Write the outputs of all pages, or of those named, again."""
    named = {Path(name).resolve() for name in sys.argv[1:]}
    for page in (page for page in pages() if not named or page in named):
        before = page.read_text("utf-8")
        after = written(before)
        if after != before:
            page.write_text(after, "utf-8", newline="\n")
            print(f"written: {page}")  # noqa: T201


if __name__ == "__main__":
    main()
