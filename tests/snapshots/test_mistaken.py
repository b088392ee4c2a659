"""What is given as a snapshot and is none."""

from __future__ import annotations

import json

import pytest

from appconfig_merge.errors import InputError
from appconfig_merge.snapshots.reading import read_snapshot
from appconfig_merge.source import Source

SECRET = "hunter2"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            {"schema_version": 1, "layers": [], "values": [SECRET]},
            "what effective-config prints with --format json: a prediction, and no running page",
        ),
        (
            {"schema_version": 1, "findings": [SECRET]},
            "what effective-config prints with --format json, and no snapshot",
        ),
        (
            {"account_sid": SECRET, "ui_attributes": {}},
            "the Configuration resource, and no snapshot",
        ),
        (
            {"uiAttributes": {"a": SECRET}},
            "the Configuration resource as a helper library writes it, and no snapshot",
        ),
        ({"FLEX_CONFIG": SECRET}, "what the browser has in localStorage, and no snapshot"),
        ({"TWILIO_FLEX_SSO": SECRET}, "what the browser has in localStorage, and no snapshot"),
        (
            {"value": {"a": SECRET}, "expiry": 1},
            "the copy of the resource that Flex UI keeps, and no snapshot",
        ),
        (
            {"log": {"version": "1.2", "entries": [SECRET]}},
            "what a browser recorded of its requests (HAR), and no snapshot",
        ),
        ({"cookies": [SECRET], "origins": []}, "the state of a browser, and no snapshot"),
        ({"name": "a", "version": "1", "dependencies": {}}, "a package.json, and no snapshot"),
        ({"lockfileVersion": 3}, "a lock file of npm, and no snapshot"),
        ({"code": 20003, "message": SECRET}, "an error that an API answered, and no snapshot"),
        (
            {"sso": {"accountSid": SECRET}},
            "a configuration alone, without what a snapshot tells of the page around it",
        ),
        ({"a": SECRET}, "no snapshot of a running Flex UI"),
        ({"kind": SECRET}, "no snapshot of a running Flex UI"),
        ([SECRET], "an array, and a snapshot is an object"),
        (None, "a number, true, false or null, and a snapshot is an object"),
    ],
)
def test_json_that_is_no_snapshot(data: object, said: str) -> None:
    """It is called what it is, without what it holds."""
    with pytest.raises(InputError) as caught:
        read_snapshot(Source("snapshot.json", json.dumps(data)))

    assert str(caught.value) == f"snapshot.json:1:1: this is {said}"
    assert caught.value.help
    assert SECRET not in caught.value.help


def test_a_text_in_too_many_quotes() -> None:
    """Nobody quotes four times."""
    text = SECRET
    for _ in range(5):
        text = json.dumps(text)

    with pytest.raises(InputError, match="this is a text, and a snapshot is an object"):
        read_snapshot(Source("snapshot.json", text))


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "an empty file"),
        (b"\xef\xbb\xbf \r\n", "an empty file"),
        (
            b"'copied: Flex UI 2.17.1; 40 values, 1 masked.'",
            "what a console says of the snapshot, and not the snapshot",
        ),
        (b"undefined\n", "what a console shows of the snippet"),
        (
            b"{schema_version: 1, kind: 'flex-ui-snapshot'}",
            "how a console shows an object, and no JSON",
        ),
        (b"<!DOCTYPE html><html>", "a page, and no snapshot of one"),
        (b"var appConfig = {};", "a script, and no snapshot"),
        (
            b"\n# Twilio Flex Error report\n---\n",
            "an error report of Flex UI without its session data",
        ),
        (
            b"(() => { const kind = 'flex-ui-snapshot'; })()",
            "the snippet itself, and not what it takes",
        ),
        ('{"a": 1}'.encode("utf-16-le"), "UTF-16 without a byte order mark"),
        ('{"a": 1}'.encode("utf-16-be"), "UTF-16 without a byte order mark"),
        (b"\x1f\x8b\x08\x00", "compressed (gzip), and no snapshot"),
        (b"PK\x03\x04", "a ZIP archive, and no snapshot"),
        (b"\x89PNG\r\n", "a picture, and no snapshot"),
        (b"%PDF-1.7", "a PDF document, and no snapshot"),
    ],
)
def test_a_text_that_is_no_json(raw: bytes, said: str) -> None:
    """It is told by how it begins."""
    with pytest.raises(InputError) as caught:
        read_snapshot(Source.from_bytes("snapshot.json", raw))

    assert str(caught.value) == f"snapshot.json:1:1: this is {said}"
    assert caught.value.help
