"""`python -m appconfig_merge.testing` as a person or a script uses it."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import httpx
import pytest

from appconfig_merge.testing import ACCOUNT_SID, AUTH_TOKEN, FakeFlexApi
from tests.hanging import LATE
from tests.testing.client import PATH

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COMMAND = [sys.executable, "-W", "error", "-m", "appconfig_merge.testing"]
LINES = re.compile(
    r"export EFFECTIVE_CONFIG_API_URL=(http://127\.0\.0\.1:\d+)\n"
    r"export TWILIO_ACCOUNT_SID=(\w+)\n"
    r"export TWILIO_AUTH_TOKEN=(\w+)\n"
)


class Running:
    """The command in the background, and what it printed first."""

    def __init__(self, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [*COMMAND, "--port", "0", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        lines = "".join(self.process.stdout.readline() for _ in range(3))
        match = LINES.fullmatch(lines)
        assert match, lines
        self.url, *self.auth = match.groups()

    def get(self, path: str = PATH) -> httpx.Response:
        """One GET with the credentials that were printed."""
        auth = (self.auth[0], self.auth[1])
        return httpx.get(self.url + path, auth=auth, trust_env=False, timeout=LATE)

    def end(self, number: int) -> tuple[str, str, int]:
        """Send a signal; the rest of stdout and stderr and the exit code."""
        self.process.send_signal(number)
        stdout, stderr = self.process.communicate(timeout=LATE)
        return stdout, stderr, self.process.returncode


@pytest.fixture
def running() -> Iterator[Running]:
    """The command without options but a free port."""
    running = Running()
    yield running
    running.process.kill()
    running.process.communicate(timeout=60)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_it_is_told_to_end(running: Running, number: int) -> None:
    """Three lines on stdout, one per request on stderr, and a quiet end."""
    assert running.auth == [ACCOUNT_SID, AUTH_TOKEN]
    assert running.get(f"{PATH}?UiVersion=2").status_code == 200
    assert running.get("/secret%1B[1m").status_code == 404

    stdout, stderr, code = running.end(number)

    assert (stdout, code) == ("", 0)
    assert stderr == f"GET {PATH} 200\nGET /secret\\u001b[1m 404\n"


def test_quiet_prints_no_requests() -> None:
    """--quiet leaves stderr empty."""
    running = Running("--quiet")
    running.get()

    assert running.end(signal.SIGTERM) == ("", "", 0)


def test_a_resource_from_a_file(tmp_path: Path) -> None:
    """A backup can be served: it is its own account's."""
    account = "AC" + "ab" * 16
    file = tmp_path / "backup.json"
    file.write_text(json.dumps({"account_sid": account, "ui_attributes": {"a": 1}}), "utf-8")
    running = Running("--resource", str(file))

    assert running.auth[0] == account
    assert running.get().content == file.read_bytes().replace(b" ", b"")
    running.end(signal.SIGTERM)


def test_an_account_that_is_none_is_not_printed(tmp_path: Path) -> None:
    """What goes into a shell is a SID or the made-up one, whatever the file holds."""
    file = tmp_path / "odd.json"
    file.write_text('{"account_sid": "$(touch x)"}', "utf-8")
    running = Running("--resource", str(file))

    assert running.auth[0] == ACCOUNT_SID
    running.end(signal.SIGTERM)


def test_many_accounts(tmp_path: Path) -> None:
    """An environments file, and lines with the variables that it names; the log says whose."""
    file = tmp_path / "environments.toml"
    command = [*COMMAND, "--port", "0", "--accounts", "3", "--environments", str(file)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline().strip() for _ in range(12)]
        variables = dict(line.removeprefix("export ").split("=") for line in lines)
        read = tomllib.loads(file.read_text("utf-8"))
        one = read["environments"]["account-002"]
        auth = (variables[one["account_sid_env"]], variables[one["auth_token_env"]])
        url = read["defaults"]["api_url"] + PATH
        answer = httpx.get(url, auth=auth, trust_env=False, timeout=LATE)
        process.send_signal(signal.SIGTERM)
        stdout, stderr = process.communicate(timeout=LATE)

    assert read["defaults"]["app_config"] == "appConfig.js"
    assert answer.json()["account_sid"] == one["account_sid"] == auth[0]
    assert (stdout, stderr) == ("", f"GET {PATH} 200 {auth[0]}\n")
    assert process.returncode == 0


def test_an_environments_file_is_for_many_accounts(tmp_path: Path) -> None:
    """And one that can't be written ends the command."""
    done = subprocess.run(
        [*COMMAND, "--environments", "x.toml"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "--environments needs --accounts" in done.stderr
    assert "cannot write" in fails(
        "--port", "0", "--accounts", "1", "--environments", str(tmp_path)
    )


def fails(*arguments: str) -> str:
    """The one line on stderr of a call that ends with exit code 2."""
    done = subprocess.run(
        [*COMMAND, *arguments], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr


def test_a_port_in_use() -> None:
    """One line that names the port, exit code 2."""
    with FakeFlexApi() as api:
        port = api.url.rpartition(":")[2]
        assert port in fails("--port", port)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """One line that names the file, exit code 2."""
    assert "nowhere.json" in fails("--resource", str(tmp_path / "nowhere.json"))
    assert str(tmp_path) in fails("--resource", str(tmp_path))
    (tmp_path / "odd\n.json").write_text("[]", "utf-8")
    assert "JSON object" in fails("--resource", str(tmp_path / "odd\n.json"))


@pytest.mark.skipif(shutil.which("bash") is None, reason="the lines are for a Unix shell")
def test_the_lines_can_be_sourced(tmp_path: Path) -> None:
    """Started in the background with its stdout in a file, which a shell then reads."""
    client = "import os; print(*(v for k, v in sorted(os.environ.items()) if k[:6] in NAMES))"
    script = f"""
        "$PYTHON" -m appconfig_merge.testing --port 0 --quiet > fake.env & pid=$!
        until [ -s fake.env ]; do sleep 0.05; done
        . ./fake.env
        "$PYTHON" -c "NAMES = 'EFFECT TWILIO'; {client}"
        kill $pid
        wait $pid
    """
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=tmp_path,
        env={
            **{name: value for name, value in os.environ.items() if name[:6] != "TWILIO"},
            "PYTHON": sys.executable,
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert (done.returncode, done.stderr) == (0, "")
    url, account, token = done.stdout.split()
    assert url.startswith("http://127.0.0.1:")
    assert (account, token) == (ACCOUNT_SID, AUTH_TOKEN)
