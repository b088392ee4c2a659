"""The command against a fake Flex API: in this process where that is enough, else in its own."""

from __future__ import annotations

import io
import json
import logging
import os
import re
import subprocess
import sys
from contextlib import ExitStack, contextmanager, suppress
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

import jsonschema

from appconfig_merge.cli import call
from appconfig_merge.fleet.updating import Rollout
from appconfig_merge.rest import Client, Retries, apply
from appconfig_merge.testing import API_KEY, API_SECRET, FakeFlexApi
from tests.cli.command import Result, run
from tests.hanging import AGAIN, LATE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SCHEMA = json.loads((files("appconfig_merge") / "data" / "change.schema.json").read_text("utf-8"))

UI_ATTRIBUTES = {
    "version_compatibility": "yes",
    "theme": {"isLight": True},
    "logLevel": "debug",
    "custom_data": {"region": "emea", "surge_factor": Decimal("1.50"), "apiKey": "k3y-0f-n0-0ne"},
}
"""What the fake API has at first."""

SCRIPT = """var appConfig = {
  logLevel: "info",
  theme: { isLight: false }
};
"""
"""The appConfig.js of these tests."""

EDITS = (
    "--set", "ui_attributes.theme.isLight=false",
    "--set", 'ui_attributes.logLevel="error"',
    "--set", 'ui_attributes.custom_data.apiKey="an0ther"',
    "--unset", "ui_attributes.custom_data.region",
    "--unset", "ui_attributes.custom_data.reigon",
    "--set", "call_recording_enabled=true",
    "--set", "flex_url=null",
)  # fmt: skip
"""Edits of every kind."""

DARK = ("--set", "ui_attributes.theme.isLight=false")
"""One edit."""

# The pauses that people and services are given, shortened.
_QUICK = Retries(attempts=3, first_pause=0.01, longest_pause=1.0)
_WATCH = 0.02
# What a test counts doesn't hang on how long a look takes: it isn't made again for that.
_LOOK = "appconfig_merge.rest.updating.WATCH_SECONDS"
_QUICKLY = """
from appconfig_merge.fleet.updating import Rollout
from appconfig_merge.rest import Client, Retries, apply, updating
updating.WATCH_SECONDS = {look}
Client.__init__.__kwdefaults__["retries"] = Retries(3, 0.01, 1.0)
apply.__kwdefaults__["watch_seconds"] = {watch}
Rollout.__init__.__kwdefaults__["watch_seconds"] = {watch}
"""
_MAIN = "from appconfig_merge.cli import main; main()"
_UNSET = ("TWILIO_API_KEY", "TWILIO_API_SECRET", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")


class Caller:
    """A folder from which the command is called, and the variables that it has there."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self.folder = folder
        # An empty variable is as good as none, and hides what the machine has.
        nothing = {name: "" for upper in _UNSET for name in (upper, upper.lower())}
        self.environment = {**nothing, "NO_PROXY": "*", **environment}

    def run(self, *arguments: str, stdin: bytes = b"") -> Result:
        """Call the command in a process of its own, with its usual pauses."""
        return run(*arguments, cwd=self.folder, stdin=stdin, env=self.environment)

    def call(self, *arguments: str, stdin: bytes = b"", logs: bool = False) -> Result:
        """Call the command in this process with short pauses; ``logs`` go to stderr at DEBUG."""
        stdout, stderr = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
        with ExitStack() as stack:
            stack.enter_context(mock.patch.dict(os.environ, self.environment))
            stack.enter_context(mock.patch.dict(Client.__init__.__kwdefaults__, retries=_QUICK))
            stack.enter_context(mock.patch(_LOOK, LATE))
            for one in (apply, Rollout.__init__):
                stack.enter_context(mock.patch.dict(one.__kwdefaults__, watch_seconds=_WATCH))
            stack.enter_context(
                mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
            )
            argv = ["effective-config", *arguments]
            stack.enter_context(mock.patch.object(sys, "argv", argv))
            stack.enter_context(mock.patch.object(sys, "stdout", stdout))
            stack.enter_context(mock.patch.object(sys, "stderr", stderr))
            if logs:
                stack.enter_context(_logging_to(stderr))
            stack.callback(os.chdir, Path.cwd())
            os.chdir(self.folder)
            try:
                call()
                code = None
            except SystemExit as exit:
                code = exit.code
        return Result(int(code or 0), _written(stdout), _written(stderr))

    def start(
        self, *arguments: str, watch: float = _WATCH, before: str = "", **options: Any
    ) -> subprocess.Popen[bytes]:
        """Begin a call in a process of its own with short pauses, after the code ``before``."""
        code = before + _QUICKLY.format(watch=watch, look=LATE) + _MAIN
        streams = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
        return subprocess.Popen(
            [sys.executable, "-W", "error", "-c", code, *arguments],
            cwd=self.folder,
            env={**os.environ, "PYTHONUTF8": "1", **self.environment},
            **{**streams, **options},
        )

    def write(self, name: str, data: object) -> str:
        """Write a JSON file into the folder; give its name."""
        (self.folder / name).write_text(json.dumps(data), "utf-8")
        return name

    @property
    def backups(self) -> list[Path]:
        """The backups in the folder."""
        return sorted(self.folder.glob("flex-configuration-*.json"))


class Service(Caller):
    """A fake API, and a folder with an appConfig.js from which the command is called."""

    def __init__(self, api: FakeFlexApi, folder: Path) -> None:
        super().__init__(folder, api.environment)
        self.api = api

    def use_api_key(self) -> None:
        """Call with an API key instead of the auth token."""
        self.environment.update(
            {"TWILIO_AUTH_TOKEN": "", "TWILIO_API_KEY": API_KEY, "TWILIO_API_SECRET": API_SECRET}
        )

    @property
    def stored(self) -> dict[str, Any]:
        """What is stored, without the time of its last change."""
        found = self.api.resource
        assert found is not None
        return {name: value for name, value in found.items() if name != "date_updated"}

    @property
    def posts(self) -> list[bytes]:
        """The bodies of the POSTs so far."""
        return [one.body for one in self.api.requests if one.method == "POST"]

    def change_meanwhile(self, **attributes: object) -> None:
        """Let somebody else set ui_attributes between a plan's GET and the look before the POST."""

        def hook(_received: object) -> None:
            if len(self.api.requests) == 2:
                found = self.api.resource or {}
                found["ui_attributes"].update(attributes)
                self.api.resource = found

        self.api.on_request(hook)


@contextmanager
def running(folder: Path) -> Iterator[Service]:
    """A fake API with known ui_attributes, and a folder with an appConfig.js."""
    (folder / "appConfig.js").write_text(SCRIPT, "utf-8")
    with FakeFlexApi() as api:
        api.resource = {**(api.resource or {}), "ui_attributes": UI_ATTRIBUTES}
        yield Service(api, folder)


def report(result: Result) -> dict[str, Any]:
    """The one JSON document on stdout, after a look whether it is as its schema says."""
    data: dict[str, Any] = json.loads(result.stdout, parse_float=Decimal)
    jsonschema.validate(json.loads(result.stdout), SCHEMA)
    return data


def planned(service: Service, *edits: str, stdin: bytes = b"") -> dict[str, Any]:
    """The document of a --dry-run that would change something or not."""
    options = ("--dry-run", "--show-secrets", "--format", "json")
    result = service.call("update", *options, *edits, stdin=stdin)
    told = report(result)
    assert result.code == (1 if told["changes"] else 0), result.stderr
    return told


def sent(body: bytes) -> Any:
    """A request's body, numbers digit for digit."""
    return json.loads(body, parse_float=str, parse_int=str)


def transcript(result: Result) -> str:
    """All of a result as golden files have it: times, ports and durations are always the same."""
    parts = [result.stdout, "[stderr]\n", result.stderr, f"[exit code {result.code}]\n"]
    text = "".join(parts)
    text = re.sub(
        r'(fetched at |"fetched_at": ")\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ',
        r"\g<1>2026-01-02T03:04:05Z",
        text,
    )
    text = re.sub(r"-\d{8}T\d{6}Z(-\d+)?\.json", "-20260102T030405Z.json", text)
    text = re.sub(r"127\.0\.0\.1:\d+", "127.0.0.1:8080", text)
    return re.sub(r"(again in|watching it for) \d+\.\d s", r"\1 2.0 s", text)


@contextmanager
def _logging_to(stream: io.TextIOWrapper) -> Iterator[None]:
    root = logging.getLogger()
    handler = logging.StreamHandler(stream)
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        root.removeHandler(handler)
        root.setLevel(level)


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode("utf-8")


def ended(process: subprocess.Popen[bytes], number: int) -> Result:
    """Send a signal to a call, and give what it printed until its end.

    It is sent again where it woke nobody up.
    """
    for _ in range(5):
        process.send_signal(number)
        with suppress(subprocess.TimeoutExpired):
            stdout, stderr = process.communicate(timeout=AGAIN)
            return Result(process.returncode, stdout.decode(), stderr.decode())
    raise AssertionError("the process goes on in spite of five signals")
