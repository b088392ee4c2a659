"""--output FILE: written whole or not at all, whatever FILE is, by real processes."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.command import run
from tests.devices import needs_full_device

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name == "nt", reason="pipes, links and limits of Unix")

SCRIPT = "var appConfig = { logLevel: 'debug', text: '" + "word " * 5_000 + "' };\n"
CALL = [
    sys.executable, "-c", "from appconfig_merge.cli import main; main()",
    "appConfig.js", "--format", "config", "--output",
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an appConfig.js, and a result from before."""
    (tmp_path / "appConfig.js").write_text(SCRIPT, "utf-8")
    (tmp_path / "old.json").write_text("old", "utf-8")
    return tmp_path


@pytest.fixture
def result(folder: Path) -> str:
    """What the call prints without --output."""
    return run("appConfig.js", "--format", "config", cwd=folder).stdout


def names(folder: Path) -> list[str]:
    """Everything that is in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_a_link_and_a_mode_stay(folder: Path, result: str) -> None:
    """What stands there is given new content, and nothing else."""
    (folder / "old.json").chmod(0o640)
    (folder / "link.json").symlink_to("old.json")

    done = run("appConfig.js", "--format", "config", "--output", "link.json", cwd=folder)

    assert done == (0, "", "")
    assert (folder / "link.json").is_symlink()
    assert (folder / "old.json").read_text("utf-8") == result
    assert stat.S_IMODE((folder / "old.json").stat().st_mode) == 0o640
    assert names(folder) == ["appConfig.js", "link.json", "old.json"]


def test_a_disk_that_is_full(folder: Path) -> None:
    """The old result is whole, nothing is left over, and the exit code says so."""
    done = subprocess.run(
        ["sh", "-c", 'ulimit -f 1; exec "$@"', "sh", *CALL, "old.json"],
        cwd=folder, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip

    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == "error: old.json: File too large\n"
    assert (folder / "old.json").read_text("utf-8") == "old"
    assert names(folder) == ["appConfig.js", "old.json"]


def test_a_named_pipe(folder: Path, result: str) -> None:
    """Its reader gets the result, and it is a pipe afterwards."""
    os.mkfifo(folder / "pipe")
    reader = os.open(folder / "pipe", os.O_RDONLY | os.O_NONBLOCK)

    done = run("appConfig.js", "--format", "config", "--output", "pipe", cwd=folder)

    with os.fdopen(reader, "rb") as stream:
        assert (done, stream.read().decode()) == ((0, "", ""), result)
    assert stat.S_ISFIFO((folder / "pipe").stat().st_mode)


def test_process_substitution(folder: Path, result: str) -> None:
    """A shell's >(command) is a descriptor of ours."""
    reader, writer = os.pipe()
    with subprocess.Popen(
        [*CALL, f"/dev/fd/{writer}"], cwd=folder, pass_fds=[writer]
    ) as process, os.fdopen(reader, "rb") as stream:  # fmt: skip
        os.close(writer)
        read = stream.read()
        assert process.wait(60) == 0

    assert read.decode() == result


def test_nobody_reads_on_at_the_other_end(folder: Path) -> None:
    """Ends as with standard output: quietly, and not with 0."""
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [*CALL, f"/dev/fd/{writer}"], cwd=folder, pass_fds=[writer], capture_output=True,
        check=False, timeout=60,
    )  # fmt: skip
    os.close(writer)

    assert (done.returncode, done.stdout, done.stderr) == (141, b"", b"")


def test_standard_output_by_its_name(folder: Path, result: str) -> None:
    """/dev/stdout is written to where it stands, as >> means it."""
    with (folder / "old.json").open("ab") as log:
        done = subprocess.run(
            [*CALL, "/dev/stdout"], cwd=folder, stdout=log, check=False, timeout=60
        )

    assert done.returncode == 0
    assert (folder / "old.json").read_text("utf-8") == f"old{result}"


@pytest.mark.parametrize(
    ("output", "message"),
    [
        (".", "error: .: Is a directory\n  help: give the name of a file\n"),
        ("", "error: '': No such file or directory\n  help: give the name of a file\n"),
        ("new/", "error: new/: Is a directory\n  help: give the name of a file\n"),
        (
            "none/new.json",
            (
                "error: none/new.json: No such file or directory\n"
                "  help: there is no folder none to write it into\n"
            ),
        ),
    ],
)
def test_what_cannot_be_written(folder: Path, output: str, message: str) -> None:
    """Is told with what helps, and nothing is left over."""
    done = run("appConfig.js", "--output", output, cwd=folder)

    assert done == (3, "", message)
    assert names(folder) == ["appConfig.js", "old.json"]


@needs_full_device
def test_a_device_that_takes_no_more(folder: Path) -> None:
    """By a descriptor: a fault here mustn't cost the machine its device."""
    full = os.open("/dev/full", os.O_WRONLY)
    done = subprocess.run(
        [*CALL, f"/dev/fd/{full}"], cwd=folder, pass_fds=[full], capture_output=True, text=True,
        check=False, timeout=60,
    )  # fmt: skip
    os.close(full)

    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == f"error: /dev/fd/{full}: No space left on device\n"


@pytest.mark.skipif(os.name != "nt" and os.geteuid() == 0, reason="root may write everything")
def test_a_folder_that_is_read_only(folder: Path) -> None:
    """The message says why, though the file itself could be written."""
    folder.chmod(0o555)

    done = run("appConfig.js", "--output", "old.json", cwd=folder)

    folder.chmod(0o755)
    assert done == (
        3,
        "",
        (
            "error: old.json: Permission denied\n"
            "  help: the file and its folder must be writable: the file is replaced by a new one\n"
        ),
    )


def test_a_page_with_its_secrets_is_for_its_owner(folder: Path) -> None:
    """--show-secrets makes a page that isn't for everybody; one without isn't private."""
    run("report", "appConfig.js", "--show-secrets", "--output", "private.html", cwd=folder)
    run("report", "appConfig.js", "--output", "page.html", cwd=folder)

    mask = os.umask(0)
    os.umask(mask)
    modes = [stat.S_IMODE((folder / name).stat().st_mode) for name in ("private.html", "page.html")]
    assert modes == [0o600, 0o666 & ~mask]
