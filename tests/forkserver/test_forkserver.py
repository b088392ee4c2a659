"""A forked call is the call that a new interpreter makes."""

from __future__ import annotations

import os
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from tests.cli.command import run, run_in_new_process
from tests.conftest import FIXTURES
from tests.forkserver import client

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")

FOLDER = FIXTURES / "contact-centre"
OVER = ("appConfig.js", "--configuration", "configuration.json")
ENVIRONMENT = {**os.environ, "PYTHONUTF8": "1"}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (OVER, 0),
        ((*OVER, "--strict", "--format", "json"), 4),
        (("explain", *OVER, "logLevel"), 0),
        (("check", *OVER), 1),
        (("check", *OVER, "--format", "sarif"), 1),
        (("report", *OVER), 0),
        (("diff", "appConfig.js", "../quickstart/appConfig.js", "--exit-code"), 1),
        (("matrix", "../environments/environments.toml", "--format", "csv"), 0),
        (("fetch", "--api-url", "ftp://example.com"), 2),
        (("update", "--set", "a=1", "--define", "b=2"), 2),
        (("backup", "--profile"), 2),
        (("restore", "missing.json"), 3),
        (("completion", "bash"), 0),
        (("--help",), 0),
        (("missing.js",), 3),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, tuple) else None,
)
def test_a_call_of_each_command_is_the_same_in_a_new_interpreter(
    arguments: tuple[str, ...], code: int
) -> None:
    """The exit code, and every byte of both streams."""
    forked = run(*arguments, cwd=FOLDER)

    assert forked.code == code
    assert forked == run_in_new_process(*arguments, cwd=FOLDER)


def test_standard_input_is_the_same_too() -> None:
    """What comes through a pipe is read to its end, however much it is."""
    script = f"var appConfig = {{ a: 1 }};\n// {'x' * 200_000}\n".encode()

    forked = run("-", cwd=FOLDER, stdin=script)

    assert forked.code == 0
    assert forked == run_in_new_process("-", cwd=FOLDER, stdin=script)


def test_nothing_of_a_call_is_left_for_the_next(tmp_path: Path) -> None:
    """Neither its folder, nor its environment, nor its arguments."""
    (tmp_path / "appConfig.js").write_text("var appConfig = { here: 1 };\n", "utf-8")
    completes = {"COMP_WORDS": "effective-config ", "COMP_CWORD": "1"}
    completes["_EFFECTIVE_CONFIG_COMPLETE"] = "bash_complete"
    before = run("appConfig.js", cwd=tmp_path)

    assert run(cwd=FOLDER, env=completes).code == 0
    assert run("appConfig.js", "--format", "js", cwd=FOLDER).code == 0
    assert run("appConfig.js", cwd=tmp_path) == before


def test_calls_run_beside_each_other() -> None:
    """Each has its own result, in whatever order they end."""
    formats = ("text", "json", "config", "js") * 3
    alone = [run("appConfig.js", "--format", format, cwd=FOLDER) for format in formats]

    with ThreadPoolExecutor() as pool:
        calls = [pool.submit(run, "appConfig.js", "--format", one, cwd=FOLDER) for one in formats]

    assert [call.result() for call in calls] == alone


def test_a_call_that_does_not_end_is_ended() -> None:
    """As subprocess.run does it; the next one isn't concerned."""
    begun = time.monotonic()
    with pytest.raises(subprocess.TimeoutExpired, match=r"'--watch'.* timed out after 0\.5"):
        client.run(
            ["appConfig.js", "--watch"],
            cwd=FOLDER,
            stdin=b"",
            environment=ENVIRONMENT,
            timeout=0.5,
        )

    assert time.monotonic() - begun < 30
    assert run("--version", cwd=FOLDER).code == 0


def test_a_folder_that_is_not_there_fails_the_call() -> None:
    """It is no call of the command."""
    assert "FileNotFoundError" in run("--version", cwd=FOLDER / "missing").stderr


def test_what_python_looks_at_when_it_starts_needs_a_start() -> None:
    """The server has started with other settings."""
    assert client.is_able({**ENVIRONMENT, "NO_COLOR": "1"})
    assert not client.is_able({**ENVIRONMENT, "PYTHONPATH": "lib"})
    assert not client.is_able({**ENVIRONMENT, "LC_ALL": "C"})
    assert not client.is_able({})
