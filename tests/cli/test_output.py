"""Where results go that can't be written, and what becomes of a change then."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.service import running
from tests.devices import needs_full_device

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.service import Service

SET = ("update", "--set", "call_recording_enabled=true", "--yes")


@pytest.fixture
def flex(tmp_path: Path) -> Iterator[Service]:
    """A fake API and a folder."""
    with running(tmp_path) as flex:
        yield flex


@needs_full_device
def test_an_output_that_is_full(flex: Service) -> None:
    """The change is made and verified; that it can't be told is an error of its own."""
    with Path("/dev/full").open("wb") as full:
        process = flex.start(*SET, "--format", "json", stdout=full)
        _, stderr = process.communicate(timeout=60)

    assert process.returncode == 3
    assert b"error: standard output: No space left on device" in stderr
    assert b"Traceback" not in stderr
    assert (flex.api.resource or {})["call_recording_enabled"] is True


def test_nobody_who_reads_on(flex: Service) -> None:
    """Ends as a command does that is stopped by a closed pipe, and not with 1."""
    reader, writer = os.pipe()
    os.close(reader)
    process = flex.start("fetch", stdout=writer)
    os.close(writer)
    _, stderr = process.communicate(timeout=60)

    assert (process.returncode, stderr) == (141, b"")


def test_messages_that_cannot_be_written(flex: Service) -> None:
    """What is under way is finished."""
    reader, writer = os.pipe()
    os.close(reader)
    process = flex.start(*SET, stderr=writer)
    os.close(writer)
    stdout, _ = process.communicate(timeout=60)

    assert process.returncode == 0
    assert b"changed and verified" in stdout


def test_a_closed_output(flex: Service) -> None:
    """Is told, not met with a traceback."""
    code = "from appconfig_merge.cli import main; main()"
    done = subprocess.run(
        ["sh", "-c", '"$@" >&-', "sh", sys.executable, "-c", code, "show", "appConfig.js"],
        cwd=flex.folder,
        capture_output=True,
        check=False,
        timeout=60,
    )

    assert done.returncode == 3
    assert done.stderr == b"error: standard output is closed\n"


def test_a_fetched_file_is_for_its_owner(flex: Service) -> None:
    """It has whatever secrets the resource has. A file that is there keeps its mode."""
    flex.call("fetch", "--output", "new.json")
    old = flex.folder / "old.json"
    old.touch(0o644)
    flex.call("fetch", "--output", "old.json")

    assert stat.S_IMODE((flex.folder / "new.json").stat().st_mode) == 0o600
    assert stat.S_IMODE(old.stat().st_mode) == 0o644
    assert old.read_bytes() == (flex.folder / "new.json").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("update", "--set", "a=1", "--dry-run", "--define", "x=1"),
            "--define needs --app-config\n",
        ),
        (
            ("update", "--set", "a=1", "--dry-run", "--flex-ui", "2", "--parser", "pyjsparser"),
            "--flex-ui and --parser need --app-config\n",
        ),
        (
            ("update", "--replace", "hunter2", "--dry-run"),
            "--replace takes a property and a file\n  help: write it as PROPERTY=FILE\n",
        ),
        (("fetch", "--api-url", ""), "the API's address is not an http or https address"),
        (
            ("update", "--replace", "ui_attributes=wrapped.json", "--dry-run"),
            "wrapped.json has the property ui_attributes inside an object, not its value alone",
        ),
    ],
)
def test_what_is_most_likely_a_mistake(
    flex: Service, arguments: tuple[str, ...], said: str
) -> None:
    """Is told rather than ignored, and without repeating what may be a secret."""
    flex.write("wrapped.json", {"ui_attributes": {}})

    result = flex.call(*arguments)

    assert result.code == 2
    assert said in result.stderr
    assert "hunter2" not in result.stderr
