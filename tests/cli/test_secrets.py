"""Credentials and values that look secret are in nothing that a command prints, whatever fails."""

from __future__ import annotations

import base64
import json
import signal
import threading
from typing import TYPE_CHECKING

import pytest

from appconfig_merge.testing import (
    ACCOUNT_SID,
    API_KEY,
    API_SECRET,
    AUTH_TOKEN,
    CannedAnswer,
    Collision,
    CutOff,
    RateLimited,
    Redirect,
    Refused,
    ServerError,
)
from tests.cli.command import Result
from tests.cli.service import Service, ended, running
from tests.hanging import LATE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from appconfig_merge.testing import Fault

STORED = {
    "password": "st0red-Passw0rd",
    "apiKey": "st0red-ApiK3y",
    "jwt": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJzdDByZWQifQ.c3QwcmVkLXNpZ25hdHVyZQ",
    "pem": "-----BEGIN PRIVATE KEY-----\nc3QwcmVkLXBlbQ\n-----END PRIVATE KEY-----",
    "url": "https://st0red-user:st0red-word@crm.example.com/",
    "inner": {"deeper": [{"clientSecret": "st0red-Cl1ent"}, {"tokens": ["no secret"]}]},
    "credentials": ["st0red-Cred1", {"value": "st0red-Cred2"}],
}
"""What is stored in ui_attributes and attributes."""

GIVEN = {
    "password": "g1ven-Passw0rd",
    "apiKey": "g1ven-ApiK3y",
    "jwt": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJnMXZlbiJ9.ZzF2ZW4tc2lnbmF0dXJl",
    "pem": "-----BEGIN PRIVATE KEY-----\nZzF2ZW4tcGVt\n-----END PRIVATE KEY-----",
    "url": "https://g1ven-user:g1ven-word@crm.example.com/",
    "inner": {"deeper": [{"clientSecret": "g1ven-Cl1ent"}, {"tokens": ["no secret"]}]},
    "credentials": ["g1ven-Cred1", {"value": "g1ven-Cred2"}],
}
"""What the edits set instead."""

# Parts that are telling enough, so that no other way to write the rest can hide them.
FRAGMENTS = (
    "Passw0rd", "ApiK3y", "Cl1ent", "Cred1", "Cred2", "red-word", "ven-word",
    "eyJzdWIiOiJzdDByZWQifQ", "c3QwcmVkLXNpZ25hdHVyZQ", "c3QwcmVkLXBlbQ",
    "eyJzdWIiOiJnMXZlbiJ9", "ZzF2ZW4tc2lnbmF0dXJl", "ZzF2ZW4tcGVt",
)  # fmt: skip

WRONG = "wr0ngt0k3n" * 3
CREDENTIALS = {
    "auth token": (ACCOUNT_SID, AUTH_TOKEN),
    "API key": (API_KEY, API_SECRET),
    "wrong auth token": (ACCOUNT_SID, WRONG),
}
_PASSWORDS = tuple(password for _, password in CREDENTIALS.values())
SECRETS = (
    *FRAGMENTS,
    *_PASSWORDS,
    *(base64.b64encode(one.encode()).decode().rstrip("=") for one in _PASSWORDS),
    *(
        base64.b64encode(":".join(one).encode()).decode().rstrip("=")
        for one in CREDENTIALS.values()
    ),
)

UPDATE = ("update", "--yes", "--merge-patch", "patch.json")
# Every way to print what is stored, or would be, without asking for secrets.
CALLS = {
    "update": UPDATE,
    "update, JSON": (*UPDATE, "--format", "json"),
    "update, effects": (*UPDATE, "--app-config", "appConfig.js"),
    "dry run": ("update", "--dry-run", "--merge-patch", "patch.json"),
    "dry run, effects, JSON": (
        "update", "--dry-run", "--merge-patch", "patch.json",
        "--app-config", "appConfig.js", "--format", "json",
    ),
    "replace": ("update", "--yes", "--replace", "ui_attributes=given.json", "--force"),
    "replace, guarded": ("update", "--yes", "--replace", "ui_attributes=given.json"),
    "set": (
        "update", "--yes", "--set", f"ui_attributes={json.dumps(GIVEN)}", "--force",
        "--set", f"crm_callback_url={json.dumps(GIVEN['url'])}",
    ),
    "restore": ("restore", "kept.json", "--yes", "--force"),
    "restore, JSON": ("restore", "kept.json", "--yes", "--force", "--format", "json"),
    "fetch, text": ("fetch", "--format", "text"),
    "backup": ("backup",),
    "backup, JSON": ("backup", "--format", "json"),
}  # fmt: skip

FAULTS: dict[str, Fault] = {
    "45004": Refused(400, 45004, "You are not allowed to modify property for [crm_callback_url]."),
    "45102": Collision(),
    "429": RateLimited("0"),
    "500 with a page": ServerError(500, body=f"<html>{GIVEN}</html>".encode()),
    "502, applied": ServerError(502, applied=True, body=b"<html></html>"),
    "cut off before": CutOff("before"),
    "cut off after": CutOff("after"),
    "cut off halfway": CutOff("halfway"),
    "redirect": Redirect("https://elsewhere.example.com/v1/Configuration"),
    "not JSON": CannedAnswer(200, f'{{"password": "{GIVEN["password"]}", '.encode()),
    "not a resource": CannedAnswer(200, json.dumps({"error": GIVEN}).encode()),
    "another account": CannedAnswer(
        200, json.dumps({"account_sid": "AC" + "1" * 32, "attributes": GIVEN}).encode()
    ),
}


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    """A fake API whose resource is full of secrets, and files full of others."""
    with running(tmp_path) as service:
        service.api.resource = {
            **(service.api.resource or {}),
            "ui_attributes": {"version_compatibility": "yes", **STORED},
            "attributes": STORED,
            "crm_callback_url": STORED["url"],
        }
        given = {"version_compatibility": "yes", **GIVEN}
        service.write("given.json", given)
        service.write(
            "patch.json",
            {"ui_attributes": GIVEN, "attributes": GIVEN, "crm_callback_url": GIVEN["url"]},
        )
        service.write("kept.json", {**service.stored, "ui_attributes": given, "attributes": GIVEN})
        yield service


@pytest.fixture(params=["auth token", "API key"])
def credentials(request: pytest.FixtureRequest, service: Service) -> str:
    """Both kinds of credentials, one after the other."""
    kind: str = request.param
    if kind == "API key":
        service.use_api_key()
    return kind


def demand_silence(result: Result) -> Result:
    """Fail if there is a secret anywhere in what was printed."""
    for text in (result.stdout, result.stderr):
        for secret in SECRETS:
            assert secret not in text
    return result


def quoting(service: Service) -> Fault:
    """A refusal whose message quotes the password that was sent, plain and encoded."""
    names = ("TWILIO_API_SECRET", "TWILIO_AUTH_TOKEN")
    password = next(filter(None, map(service.environment.__getitem__, names)))
    header = base64.b64encode(f"{ACCOUNT_SID}:{password}".encode()).decode()
    return Refused(400, 45004, f"{password} is not accepted: Basic {header}")


def test_there_is_something_to_find(service: Service) -> None:
    """What the other tests search for is there where it is asked for, each fragment of it."""
    shown = service.call("update", "--dry-run", "--merge-patch", "patch.json", "--show-secrets")
    fetched = service.call("fetch").stdout
    kept = (service.folder / service.call("backup").stdout.strip()).read_text("utf-8")

    everything = shown.stdout + fetched
    assert [one for one in FRAGMENTS if one not in everything] == []
    assert [one for one in FRAGMENTS if one in fetched] == [one for one in FRAGMENTS if one in kept]


@pytest.mark.usefixtures("credentials")
@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_nothing_fails(service: Service, call: tuple[str, ...]) -> None:
    """Plans, diffs and effects mask what they show; logs at DEBUG have nothing either."""
    result = demand_silence(service.call(*call, logs=True))

    assert result.code in {0, 1, 2}
    assert "HTTP Request: GET " in result.stderr


@pytest.mark.usefixtures("credentials")
@pytest.mark.parametrize(
    ("call", "times", "after"),
    [("update, effects", 1, 0), ("restore, JSON", 9, 0), ("update, JSON", 9, 1)],
    ids=["once", "for good", "after the first"],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_the_service_fails(
    service: Service, fault: Fault, method: str, call: str, times: int, after: int
) -> None:
    """Whatever comes instead of an answer, at any request, for a while or for good."""
    service.api.fail(fault, method=method, times=times, after=after)

    demand_silence(service.call(*CALLS[call], logs=True))

    assert service.api.requests


@pytest.mark.usefixtures("credentials")
@pytest.mark.parametrize("call", [UPDATE, CALLS["update, JSON"], CALLS["fetch, text"]])
def test_the_service_quotes_what_it_got(service: Service, call: tuple[str, ...]) -> None:
    """What a server says in an error is shown without the credentials."""
    service.api.fail(quoting(service), method="GET" if call[0] == "fetch" else "POST")

    result = demand_silence(service.call(*call, logs=True))

    assert result.code == 5
    assert "******** is not accepted: Basic " in result.stderr


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_wrong_credentials(service: Service, call: tuple[str, ...]) -> None:
    """The variables are named, not what they hold."""
    service.environment["TWILIO_AUTH_TOKEN"] = WRONG

    result = demand_silence(service.call(*call, logs=True))

    assert result.code == 5
    assert "TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN were used" in result.stderr


@pytest.mark.parametrize("option", [(), ("--format", "json")])
def test_conflicts(service: Service, option: tuple[str, ...]) -> None:
    """Where the stored value differs is told, not what it is."""
    service.change_meanwhile(apiKey="m3anwhile-ApiK3y")

    assert demand_silence(service.call(*UPDATE, *option, logs=True)).code == 6


@pytest.mark.parametrize(
    "data",
    [
        '{"ui_attributes": {"password": "g1ven-Passw0rd" "apiKey": "g1ven-ApiK3y"}}',
        '{"ui_attributes": {"password": "g1ven-Passw0rd}}',
        "{'ui_attributes': {'password': 'g1ven-Passw0rd'}}",
        '{"apiKey": "g1ven-ApiK3y",}',
        '{"apiKey": g1ven-ApiK3y}',
        f'["{GIVEN["jwt"]}", ',
        f'"{GIVEN["jwt"]}" 1',
        '[{"op": "add", "path": "/attributes/apiKey", "value": "g1ven-ApiK3y"},]',
        '[{"op": "add", "path": "/attributes/apiKey",\n"value": "g1ven-ApiK3y" "x"}]',
    ],
)
@pytest.mark.parametrize("option", ["--merge-patch=", "--json-patch=", "--replace=attributes="])
def test_malformed_files(service: Service, option: str, data: str) -> None:
    """The line that is wrong is shown without its secrets."""
    (service.folder / "bad.json").write_text(data, "utf-8")

    result = demand_silence(service.call("update", "--dry-run", f"{option}bad.json", logs=True))

    assert result.code == 3
    assert "****" in result.stderr


@pytest.mark.parametrize(
    ("operation", "code"),
    [
        ({"op": "test", "path": "/attributes/apiKey", "value": "g1ven-ApiK3y"}, 6),
        ({"op": "replace", "path": "/missing/apiKey", "value": "g1ven-ApiK3y"}, 2),
        ({"op": "nonsense", "value": {"password": "g1ven-Passw0rd"}}, 2),
        ({"op": "add", "path": {"password": "g1ven-Passw0rd"}}, 2),
        ("g1ven-ApiK3y", 2),
    ],
)
def test_impossible_patches(service: Service, operation: object, code: int) -> None:
    """An operation is told by its number and its path."""
    service.write("bad.json", [operation])

    result = demand_silence(service.call("update", "--yes", "--json-patch=bad.json", logs=True))

    assert result.code == code


@pytest.mark.parametrize(
    "edit",
    [
        "--set=ui_attributes.password=g1ven-Passw0rd",
        '--set=ui_attributes.password="g1ven-Passw0rd',
        '--set=ui_attributes={"password": "g1ven-Passw0rd",}',
        '--set=ui_attributes.password.inner="g1ven-Passw0rd"',
        '--set=status={"apiKey": "g1ven-ApiK3y"}',
        '--set=ui_attribute={"apiKey": "g1ven-ApiK3y"}',
        '--set=taskrouter_skills[9]={"apiKey": "g1ven-ApiK3y"}',
        '--set=ui_attributes..x={"apiKey": "g1ven-ApiK3y"}',
        '--set=={"apiKey": "g1ven-ApiK3y"}',
        "--unset=ui_attributes.password.inner",
    ],
)
def test_malformed_edits(service: Service, edit: str) -> None:
    """A --set that can't be read or applied is told by its path."""
    result = demand_silence(service.call("update", "--yes", edit, logs=True))

    assert result.code in {0, 2}
    assert service.posts == []


@pytest.mark.parametrize(
    "url", [f"https://user:{API_SECRET}@127.0.0.1", f"http://{AUTH_TOKEN}@127.0.0.1/x?y"]
)
def test_credentials_in_the_address(service: Service, url: str) -> None:
    """They are refused and not repeated."""
    assert demand_silence(service.call(*UPDATE, "--api-url", url)).code == 2


@pytest.mark.parametrize("option", [(), ("--format", "json")])
def test_an_unwritable_backup(service: Service, option: tuple[str, ...]) -> None:
    """Nothing of what it would hold is shown."""
    call = (*UPDATE, "--backup-dir", "missing", *option)

    assert demand_silence(service.call(*call, logs=True)).code == 3


LOGS = "import logging; logging.basicConfig(level=logging.DEBUG)\n"


@pytest.mark.usefixtures("credentials")
@pytest.mark.parametrize(
    ("number", "request_number"),
    [(signal.SIGINT, 1), (signal.SIGTERM, 2), (signal.SIGTERM, 3), (signal.SIGINT, 4),
     (signal.SIGKILL, 3)],
)  # fmt: skip
def test_killed(service: Service, number: int, request_number: int) -> None:
    """A process of its own, its logs at DEBUG on stderr, cut short at a request."""
    reached, released = threading.Event(), threading.Event()

    def hold(_received: object) -> None:
        if len(service.api.requests) == request_number:
            reached.set()
            released.wait(LATE)

    service.api.on_request(hold)
    process = service.start(*UPDATE, "--format", "json", before=LOGS, watch=2.0)
    assert reached.wait(LATE)
    result = ended(process, number)
    released.set()

    demand_silence(result)
    assert "DEBUG:httpcore" in result.stderr


@pytest.mark.parametrize("call", [UPDATE, CALLS["restore, JSON"], ("fetch", "--format", "text")])
@pytest.mark.parametrize(
    "prepare",
    [
        lambda service: service.environment.update(TWILIO_AUTH_TOKEN=WRONG),
        lambda service: service.api.fail(quoting(service), method="POST"),
        lambda service: service.api.fail(FAULTS["500 with a page"], times=9),
        lambda service: service.api.fail(FAULTS["redirect"]),
        lambda service: service.api.stop(),
    ],
    ids=["wrong token", "45004", "500", "redirect", "no connection"],
)
def test_in_a_process(
    service: Service, prepare: Callable[[Service], object], call: tuple[str, ...]
) -> None:
    """As a pipeline with logs at DEBUG runs it."""
    prepare(service)

    process = service.start(*call, before=LOGS)
    stdout, stderr = process.communicate(timeout=LATE)

    demand_silence(Result(process.returncode, stdout.decode(), stderr.decode()))
    assert b"DEBUG:httpcore" in stderr
