"""How a process ends that is interrupted, that crashes, or that has lost its streams."""

from __future__ import annotations

import os
import platform
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from appconfig_merge import __version__
from tests.devices import needs_full_device
from tests.hanging import AGAIN

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and descriptors of Unix")

MAIN = "from appconfig_merge.cli import main; main()"
# A shell makes what it runs in the background deaf to Ctrl-C, and children inherit that.
HEARING = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
SECRET = "hunter2-hunter2"
CRASH = f"""
from appconfig_merge.syntax.tree_sitter import binding
def parse(*_):
    raise KeyError({SECRET!r})
binding.parse = parse
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an appConfig.js."""
    (tmp_path / "appConfig.js").write_text("var appConfig = { a: 1 };\n", "utf-8")
    return tmp_path


def start(folder: Path, *arguments: str, before: str = "", **options: Any) -> subprocess.Popen[str]:
    """Begin a call in a new interpreter, after the code ``before``."""
    streams = dict.fromkeys(("stdout", "stderr"), subprocess.PIPE)
    environment = {**os.environ, **options.pop("env", {})}
    return subprocess.Popen(
        [sys.executable, "-c", f"{HEARING}{before}\n{MAIN}", *arguments],
        cwd=folder, text=True, env=environment, **{**streams, **options},
    )  # fmt: skip


def end(process: subprocess.Popen[str]) -> tuple[int, Any, Any]:
    """The exit code of a call, and what it printed; None of a stream that is no pipe."""
    stdout, stderr = process.communicate(timeout=60)
    return process.returncode, stdout, stderr


def interrupt(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Press Ctrl-C, again where it came just before a wait that it then didn't end."""
    for _ in range(5):
        process.send_signal(signal.SIGINT)
        try:
            stdout, stderr = process.communicate(timeout=AGAIN)
        except subprocess.TimeoutExpired:
            continue
        return process.returncode, stdout, stderr
    process.kill()
    raise AssertionError("the process goes on in spite of five signals")


@pytest.mark.parametrize(
    "call",
    [("pipe.js",), ("show", "pipe.js", "--output", "out"), ("explain", "pipe.js", "a"),
     ("check", "pipe.js"), ("report", "pipe.js", "--output", "out"), ("diff", "pipe.js", "pipe.js"),
     ("update", "--merge-patch", "pipe.js", "--dry-run"), ("restore", "pipe.js", "--dry-run")],
    ids=" ".join,
)  # fmt: skip
def test_ctrl_c_while_a_file_is_read(folder: Path, call: tuple[str, ...]) -> None:
    """130, not a word, no file."""
    os.mkfifo(folder / "pipe.js")
    process = start(folder, *call)
    writer = os.open(folder / "pipe.js", os.O_WRONLY)  # waits until somebody reads
    try:
        assert interrupt(process) == (130, "", "")
    finally:
        os.close(writer)
    assert sorted(path.name for path in folder.iterdir()) == ["appConfig.js", "pipe.js"]


@pytest.mark.parametrize(
    ("module", "call"),
    [
        ("appconfig_merge.cli.plain", ("appConfig.js",)),
        ("tree_sitter", ("appConfig.js",)),
        ("click", ("explain", "appConfig.js")),
        ("appconfig_merge.cli.check", ("check", "appConfig.js")),
    ],
)
def test_ctrl_c_while_something_is_imported(
    folder: Path, module: str, call: tuple[str, ...]
) -> None:
    """Most of a short call is importing."""
    before = (
        "import os, sys, time\n"
        "class Slow:\n"
        "    def find_spec(self, name, *_):\n"
        f"        if name == {module!r}:\n"
        "            sys.meta_path.remove(self)\n"
        "            os.write(1, b'now')\n"
        "            time.sleep(60)\n"
        "sys.meta_path.insert(0, Slow())\n"
    )
    process = start(folder, *call, before=before)
    assert process.stdout is not None
    assert process.stdout.read(3) == "now"

    assert interrupt(process) == (130, "", "")


def test_ctrl_c_while_nobody_reads(folder: Path) -> None:
    """What waits to be written is given up: the end of the process doesn't wait for it."""
    many = ", ".join(f"k{at}: {at}" for at in range(20_000))
    (folder / "big.js").write_text(f"var appConfig = {{ {many} }};", "utf-8")
    reader, writer = os.pipe()
    process = start(folder, "big.js", stdout=writer)
    os.close(writer)
    assert os.read(reader, 1) == b"k"  # and no more, so that the pipe is full soon

    try:
        code, _, stderr = interrupt(process)
    finally:
        os.close(reader)
    assert (code, stderr) == (130, "")


LEAVING = """
from appconfig_merge.cli import ends
left = ends.leave
ends.leave = lambda code: (signal.raise_signal(signal.SIGINT), left(code))
"""
TAKEN_DOWN = "import atexit; atexit.register(signal.raise_signal, signal.SIGINT)"


@pytest.mark.parametrize(
    ("before", "code"),
    [(LEAVING, 130), (TAKEN_DOWN, -signal.SIGINT)],
    ids=["just before the process is left", "while Python takes itself down"],
)
@pytest.mark.parametrize("call", [("appConfig.js",), ("--version",)], ids=" ".join)
def test_ctrl_c_when_all_is_told(
    folder: Path, before: str, code: int, call: tuple[str, ...]
) -> None:
    """The end is no place where a traceback may come from either."""
    told = end(start(folder, *call))[1]

    assert end(start(folder, *call, before=before)) == (code, told, "")


@pytest.mark.parametrize("call", [("-",), ("appConfig.js", "--configuration", "-")], ids=" ".join)
def test_a_closed_standard_input(folder: Path, call: tuple[str, ...]) -> None:
    """<&- is an error like any other."""
    done = end(start(folder, *call, preexec_fn=lambda: os.close(0)))

    assert done == (3, "", "error: standard input is closed\n  help: give the name of a file\n")


@pytest.mark.parametrize(
    "call",
    [("appConfig.js",), ("explain", "appConfig.js", "a"), ("check", "appConfig.js"),
     ("report", "appConfig.js"), ("diff", "appConfig.js", "appConfig.js"),
     ("matrix", "environments.toml"), ("completion", "bash")],
    ids=" ".join,
)  # fmt: skip
def test_a_closed_output(folder: Path, call: tuple[str, ...]) -> None:
    """>&- is an error like any other; 2>&- leaves the result as it is."""
    environments = "[environments]\none.app_config = 'appConfig.js'\n"
    (folder / "environments.toml").write_text(environments, "utf-8")

    done = end(start(folder, *call, stdout=None, preexec_fn=lambda: os.close(1)))
    silent = end(start(folder, *call, stderr=None, preexec_fn=lambda: os.close(2)))

    assert done == (3, None, "error: standard output is closed\n")
    assert silent == (0, end(start(folder, *call))[1], None)


def test_nobody_to_ask(folder: Path) -> None:
    """A question with a closed standard input isn't asked."""
    call = ("update", "--set", 'ui_language="de"')
    done = end(start(folder, *call, preexec_fn=lambda: os.close(0)))

    assert done == (
        2,
        "",
        (
            "error: there is no terminal to ask at\n"
            "  help: --yes makes the change without a question, --dry-run only shows it\n"
            "  see: effective-config update --help\n"
        ),
    )


@needs_full_device
@pytest.mark.parametrize("call", [("--help",), ("--version",), ("check", "--rules")], ids=" ".join)
def test_help_that_cannot_be_written(folder: Path, call: tuple[str, ...]) -> None:
    """What click prints ends as what we print: with 3 on a full disk, 141 where nobody reads."""
    with Path("/dev/full").open("wb") as full:
        assert end(start(folder, *call, stdout=full)) == (
            3,
            None,
            "error: standard output: No space left on device\n",
        )
    reader, writer = os.pipe()
    os.close(reader)
    process = start(folder, *call, stdout=writer)
    os.close(writer)
    assert end(process) == (141, None, "")


@pytest.mark.parametrize(
    "call", [("appConfig.js",), ("explain", "appConfig.js", "a"), ("check", "appConfig.js")],
    ids=" ".join,
)  # fmt: skip
def test_a_crash(folder: Path, call: tuple[str, ...]) -> None:
    """70, and what a report needs; not what the exception says, which may be secret."""
    code, stdout, stderr = end(start(folder, *call, before=CRASH))

    assert (code, stdout) == (70, "")
    first, second = stderr.splitlines()
    assert first.startswith(
        "error: this is a bug in effective-config: KeyError at appconfig_merge/syntax/tree_sitter/"
    )
    assert second == (
        "  help: please report it with this message, the command without its secrets, "
        "the traceback that EFFECTIVE_CONFIG_TRACEBACK=1 shows, and these versions: "
        f"effective-config {__version__}, Python {platform.python_version()}, "
        f"{platform.platform()}"
    )
    assert SECRET not in stderr


def test_the_traceback_of_a_crash(folder: Path) -> None:
    """On request, before the message, with a word of caution."""
    environment = {"EFFECTIVE_CONFIG_TRACEBACK": "1"}
    code, stdout, stderr = end(start(folder, "appConfig.js", before=CRASH, env=environment))

    assert (code, stdout) == (70, "")
    assert stderr.startswith("Traceback (most recent call last):\n")
    assert f"\nKeyError: '{SECRET}'\nerror: this is a bug in effective-config: KeyError" in stderr
    assert "the traceback, which may quote your files, so look it over first" in stderr


@pytest.mark.parametrize("kind", ["RecursionError", "MemoryError", "AssertionError", "OSError"])
def test_every_exception_is_a_crash(folder: Path, kind: str) -> None:
    """Also those that programs like to overlook."""
    crash = CRASH.replace("KeyError", kind)
    for call in (("appConfig.js",), ("check", "appConfig.js")):
        code, _, stderr = end(start(folder, *call, before=crash))

        assert code == 70
        assert stderr.startswith(f"error: this is a bug in effective-config: {kind} at ")


def test_a_crash_that_cannot_be_told(folder: Path) -> None:
    """If even the message fails, what is left is the exit code and a sentence."""
    worse = "from appconfig_merge.rendering import problems; problems.render_error = None\n"
    done = end(start(folder, "appConfig.js", before=CRASH + worse))

    assert done == (70, "", "error: this is a bug in effective-config\n")


LATER = """
from threading import Thread, main_thread
Thread(target=lambda: (main_thread().join(), print("done"))).start()
"""


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("", ""),
        ("import atexit; atexit.register(print, 'done')", "done\n"),
        (LATER, "done\n"),
    ],
    ids=["nothing", "atexit", "a thread"],
)  # fmt: skip
@pytest.mark.parametrize("call", [("appConfig.js",), ("--version",), ("--help",)], ids=" ".join)
def test_what_is_to_be_done_at_the_end(
    folder: Path, before: str, said: str, call: tuple[str, ...]
) -> None:
    """It is done: only where nothing is, the process ends without looking."""
    code, stdout, stderr = end(start(folder, *call, before=before))

    assert (code, stderr) == (0, "")
    assert stdout == end(start(folder, *call))[1] + said
