"""Snapshots and error reports that are cut, mixed up, or too much of something."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge.errors import AppConfigError
from appconfig_merge.layers.stored import read_stored
from appconfig_merge.snapshots.reading import read_snapshot
from appconfig_merge.source import Source
from tests.conftest import FIXTURES
from tests.hostile.budget import within_budget

if TYPE_CHECKING:
    from collections.abc import Callable

    from appconfig_merge.snapshots.snapshot import Snapshot

SNAPSHOT = (FIXTURES / "self-hosted" / "snapshot.json").read_bytes()
REPORT = b"""# Twilio Flex Error report
## General Session Information

### SESSION DATA
```
{"config": {"a": {"0": "undefined", "length": 2}, "b": null}, "plugins": {"length": 0}}
```
<pre>
Manager: Creating manager. flex-ui version: 2.17.1 core-ui version: 2.14.0
</pre>
"""
LONG = 600_000


def outcome(raw: bytes) -> Snapshot | AppConfigError:
    """What reading ends in; what the browser had stored is read of it, too."""
    try:
        read_stored(Source.from_bytes("stored", raw, "json"))
    except AppConfigError as error:
        assert error.line_text is None  # noqa: PT017 - either outcome will do
    try:
        return read_snapshot(Source.from_bytes("snapshot", raw))
    except AppConfigError as error:
        assert error.message  # noqa: PT017 - either outcome will do
        assert error.line_text is None  # noqa: PT017 - nothing of a snapshot is shown
        return error


@pytest.mark.parametrize("whole", [SNAPSHOT, json.dumps(SNAPSHOT.decode()).encode(), REPORT])
def test_every_prefix_of_a_snapshot(whole: bytes) -> None:
    """It is refused with its place, but for a report that lacks no more than its logs."""
    whole = whole.rstrip()
    for end in range(0, len(whole), 1 + len(whole) // 150):
        found = outcome(whole[:end])
        if isinstance(found, AppConfigError):
            assert found.location is not None
        else:
            assert b"plugins" in whole[:end]
            assert whole is REPORT or whole.startswith(b"# Twilio")


PIECES = st.sampled_from([
    "### SESSION DATA\n", "```\n", "```json\n", "\n", "## General Session Information\n", "{", "}",
    '"config": ', '"plugins": ', '"length": 2', '"name": "x"', '{"length": 1, "0": 1}', "null",
    '"undefined"', "***", '"kind": "flex-ui-snapshot"', '"schema_version": 1', ", ", ": ", '"', "'",
    "`", "\\", "[", "]", '{"$js": "masked"}', '"$js": "object"', '"value": {}', '"stored": {',
    '"FLEX_CONFIG": ', "\ufeff", "\0", "\x1b[31m", "\ud800", "__proto__", "1e999", "NaN", "-0",
    '{"schema_version": 1, "kind": "flex-ui-snapshot", "taken_by": "snippet", "configuration": ',
])  # fmt: skip


@given(st.lists(PIECES, max_size=25))
def test_whatever_pieces_a_text_is_made_of(pieces: list[str]) -> None:
    """A snapshot, or an error that says what to do."""
    with within_budget():
        outcome("".join(pieces).encode("utf-8", "surrogatepass"))


def _snapshot(key: str, value: str) -> str:
    head = '{"schema_version": 1, "kind": "flex-ui-snapshot", "taken_by": "snippet", '
    return f"{head}{key}: {value}}}"


def _report(config: str) -> str:
    return f'### SESSION DATA\n```\n{{"config": {config}}}\n```\n'


TOO_MUCH: dict[str, Callable[[], str]] = {
    "numbers": lambda: _snapshot('"configuration"', '{"a": [' + "0," * (LONG // 2) + "0]}"),
    "masks": lambda: _snapshot(
        '"configuration"', '{"a": [' + '{"$js":"masked"},' * (LONG // 17) + "0]}"
    ),
    "flags": lambda: _snapshot(
        '"feature_flags"', "{" + ",".join(f'"{n:x}":true' for n in range(LONG // 13)) + "}"
    ),
    "levels": lambda: _snapshot('"configuration"', '{"a":' * (LONG // 6) + "1" + "}" * (LONG // 6)),
    "text": lambda: _snapshot('"address"', '"' + "x" * LONG + '"'),
    "escapes": lambda: json.dumps(_snapshot('"address"', '"' + "\\n" * (LONG // 4) + '"')),
    "quotes": lambda: '"' * LONG,
    "backslashes": lambda: "'" + "\\" * LONG + "'",
    "fences": lambda: "```\n" + "\n```" * (LONG // 4),
    "hashes": lambda: "# # " * (LONG // 4),
    "spaces": lambda: " \n" * (LONG // 2),
    "headings": lambda: "### SESSION DATA\n\n" * (LONG // 18),
    "a heading and nothing": lambda: "### SESSION DATA\n" + "\n" * LONG,
    "session data": lambda: _report("{}") * (LONG // 50),
    "short arrays": lambda: _report(
        "{" + ",".join(f'"{n:x}":{{"length":9}}' for n in range(LONG // 24)) + "}"
    ),
    "long arrays": lambda: _report(
        "{" + ",".join(f'"{n:x}":{{"length":99999}}' for n in range(LONG // 28)) + "}"
    ),
}


@pytest.mark.parametrize("kind", TOO_MUCH)
def test_what_is_too_much(kind: str) -> None:
    """It takes its time, and no more than that."""
    raw = TOO_MUCH[kind]().encode()
    with within_budget():
        outcome(raw)
