"""Dates: their times and parts as Node has them, in whatever time zone."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from appconfig_merge.javascript import dates
from appconfig_merge.javascript.conversion import NotKnown
from appconfig_merge.javascript.internal_slots import JSDate
from tests.node import node_path

if TYPE_CHECKING:
    from appconfig_merge.javascript.values import Value

ZONES = ("UTC", "Pacific/Apia", "America/New_York", "Asia/Kathmandu", "America/St_Johns")
TIMES = (
    0.0, -1.0, 1e12, -1e12, 951782400000.0, 951868799999.0, -62198755200000.0, 8.64e15, -8.64e15,
    253402300800000.0, 1709251200123.0, -2208988800000.0, -62135596800000.0,
)  # fmt: skip
TEXTS = (
    "2024-03-01T00:00:00Z", "2024-03-01", "2024-03", "2024", "2024-03-01T10:20:30.5+05:45",
    "2024-02-29T24:00Z", "+012024-01-01T00:00Z", "-000001-01-01T00:00:00Z", "1969-12-31T23:59:59Z",
    "2024-03-01T00:00:00.1234567Z",
)  # fmt: skip
PARTS = (
    [2020.0, 0.0], [2020.0, 0.0, 1.0], [99.0, 11.0, 31.0], [2011.0, 11.0, 30.0], [2024.0, -1.0],
    [2024.0, 13.0, 31.0, 5.0], [2024.0, 1.0, 29.0, 23.0, 59.0, 59.0, 999.0],
)  # fmt: skip


def _node(script: str, zone: str = "UTC") -> Any:
    done = subprocess.run(
        [node_path(), "-e", f"console.log(JSON.stringify({script}))"],
        check=True, capture_output=True, text=True, timeout=60, env={**os.environ, "TZ": zone},
    )  # fmt: skip
    return json.loads(done.stdout)


def _known(function: Any, *values: Value) -> Any:
    try:
        return function(*values)
    except NotKnown:
        return ...


def test_parts_of_times() -> None:
    """What the getters of UTC and the texts give of a time is what Node's give."""
    getters = {
        "getUTCDate": dates.utc_date, "getUTCDay": dates.utc_day, "getTime": dates.get_time,
        "getUTCFullYear": dates.utc_full_year, "getUTCHours": dates.utc_hours,
        "getUTCMilliseconds": dates.utc_milliseconds, "getUTCMinutes": dates.utc_minutes,
        "getUTCMonth": dates.utc_month, "getUTCSeconds": dates.utc_seconds,
        "toISOString": dates.to_iso, "toUTCString": dates.to_utc, "toJSON": dates.to_json,
    }  # fmt: skip
    script = f"{list(TIMES)}.map(t => {list(getters)}.map(g => new Date(t)[g]()))"
    ours = [[getter(JSDate(time)) for getter in getters.values()] for time in TIMES]
    assert ours == _node(script)


@pytest.mark.parametrize("zone", ZONES)
def test_texts(zone: str) -> None:
    """A text that names its zone, or none as a date alone, is the same time everywhere."""
    assert [dates.parsed(text) for text in TEXTS] == _node(f"{list(TEXTS)}.map(Date.parse)", zone)


@pytest.mark.parametrize(
    "text", ["x", "", "1 March 2024", "2024-3-1", "2024-02-30", "2024-03-01 10:00", "2024-13-01"]
)
def test_texts_that_browsers_read_apart(text: str) -> None:
    """What isn't in the format of ECMAScript isn't known."""
    assert _known(dates.parsed, text) is ...


def test_utc() -> None:
    """Date.UTC counts months from 0 and days from 1, and takes years of two digits for 19xx."""
    script = f"{[list(parts) for parts in PARTS]}.map(parts => Date.UTC(...parts))"
    assert [dates.utc(*parts) for parts in PARTS] == _node(script)


@pytest.mark.parametrize("zone", ZONES)
def test_what_is_told_of_local_time_holds_in_every_zone(zone: str) -> None:
    """The day of local parts, and which of two dates is earlier, is told only where it is sure."""
    getters = {
        "getDate": dates.local_date, "getDay": dates.local_day, "getHours": dates.local_part,
        "getFullYear": dates.local_full_year, "getMonth": dates.local_month,
    }  # fmt: skip
    script = f"""(all => ({{
      parts: all.map(d => {list(getters)}.map(g => d[g]())),
      order: all.map(a => all.map(b => a < b)),
    }}))({[list(parts) for parts in PARTS]}.map(parts => new Date(...parts)))"""
    theirs = _node(script, zone)
    ours = [dates.of_local(dates.of_parts(list(parts))) for parts in PARTS]
    told = 0
    for date, parts in zip(ours, theirs["parts"], strict=True):
        for getter, part in zip(getters.values(), parts, strict=True):
            found = _known(getter, date)
            told += found is not ...
            assert found in (part, ...)
    assert told == 20
    for date, row in zip(ours, theirs["order"], strict=True):
        for other, is_earlier in zip(ours, row, strict=True):
            order = _known(dates.compared, date, other)
            assert order is ... or (order[0] < order[1]) is is_earlier
