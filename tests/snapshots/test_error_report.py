"""Flex UI's own error reports, read as snapshots.

How a report writes values was seen in what Flex UI 2.17.1 wrote; ``written`` does the same.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge import strategies
from appconfig_merge.errors import InputError, SourceSyntaxError
from appconfig_merge.snapshots.error_report import SHOWN_BEFORE, UNDERLINED, why_lacking
from appconfig_merge.snapshots.reading import read_snapshot
from appconfig_merge.snapshots.snapshot import PagePlugin, Snapshot
from appconfig_merge.source import Source
from appconfig_merge.values import UNDEFINED, Function, Undefined, Unresolved, same

if TYPE_CHECKING:
    from appconfig_merge.values import ConfigValue

REPORT = """
# Twilio Flex Error report
---

## Error: "the *first* fails"

### STACK TRACE
```
Error: the first fails
```

### SESSION DATA
```
{early}
```

<details>
<summary>LOGS</summary>
<pre>
1:30:11 AM | info | Manager: Creating manager. flex-ui version: 2.17.1 core-ui version: 2.14.0
</pre>
</details>

### APPLICATION STATUS
All systems operational

## General Session Information

### SESSION DATA
```
{session}
```

<details>
<summary>LOGS</summary>

<pre>
1:30:11 AM | info | Manager: Creating manager. flex-ui version: 2.17.1 core-ui version: 2.14.0
</pre>

</details>
"""


def written(value: ConfigValue) -> Any:
    """A value as a report writes it, of which no object is met twice."""
    if isinstance(value, Undefined):
        return "undefined"
    if isinstance(value, Function):
        return {"length": 1, "name": "f"}
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {key: written(item) for key, item in value.items()}
    if isinstance(value, list):
        return {**{str(at): written(item) for at, item in enumerate(value)}, "length": len(value)}
    return value


def report(session: object, early: object = None) -> Source:
    """A report with these session data."""
    text = REPORT.replace("{early}", json.dumps(session if early is None else early, indent=4))
    return Source("report.md", text.replace("{session}", json.dumps(session, indent=4)))


def running(value: ConfigValue) -> Any:
    """What is read of a value that a page runs with."""
    read = read_snapshot(report({"config": {"a": written(value)}}))
    assert read.configuration is not None
    return read.configuration["a"]


def may_be(read: Any, value: ConfigValue) -> bool:
    """Whether what was read is a value, or one that may be it."""
    if isinstance(read, Unresolved):
        return not read.candidates or any(may_be(one.value, value) for one in read.candidates)
    if isinstance(read, dict) and isinstance(value, dict):
        return read.keys() == value.keys() and all(may_be(read[key], value[key]) for key in read)
    if isinstance(read, list) and isinstance(value, list):
        return len(read) == len(value) and all(map(may_be, read, value))
    return same(read, value)


def test_what_a_report_tells() -> None:
    """The configuration before plugins, their names, and the release where the logs have it."""
    session = {
        "config": {"logLevel": "info", "list": {"0": 1, "1": {"b": True}, "length": 2}},
        "reactVersion": "17.0.2",
        "plugins": {"0": {"name": "ThemePlugin"}, "length": 1},
    }

    assert read_snapshot(report(session)) == Snapshot(
        "report.md",
        "error-report",
        flex_ui="2.17.1",
        configuration={"logLevel": "info", "list": [1, {"b": True}]},
        plugins=(PagePlugin("ThemePlugin", "", "", ""),),
    )


def test_session_data_alone() -> None:
    """The section as somebody copied it, or the JSON in it."""
    session = {"config": {"a": 1}, "bundleType": "library"}
    section = f"### SESSION DATA\r\n```json\r\n{json.dumps(session)}\r\n```"
    expected = Snapshot("a.md", "error-report", configuration={"a": 1})

    assert read_snapshot(Source("a.md", section)) == expected
    assert read_snapshot(Source("a.md", json.dumps(session))) == expected


def test_the_general_session_data_count() -> None:
    """Those of an error may be of an earlier start."""
    read = read_snapshot(report({"config": {"a": 1}}, early={"config": {"a": 0}}))

    assert read.configuration == {"a": 1}


def test_a_report_from_before_the_merge() -> None:
    """There is no configuration in it."""
    read = read_snapshot(report({}))

    assert (read.state, read.configuration) == ("starting", None)


def test_sections_that_differ() -> None:
    """Nobody can say which one is meant."""
    sections = "\n".join(f'### SESSION DATA\n```\n{{"config": {{"a": {n}}}}}\n```' for n in (1, 2))

    with pytest.raises(InputError, match="several session data, which differ"):
        read_snapshot(Source("report.md", sections))


@given(st.one_of(strategies.ui_attributes(), st.lists(strategies.ui_attributes(), max_size=3)))
def test_a_value_is_what_was_written_or_one_that_may_be(value: Any) -> None:
    """Whatever JSON has."""
    assert may_be(running(value), value)


@pytest.mark.parametrize(
    ("value", "candidates"),
    [
        (UNDEFINED, [UNDEFINED, "undefined"]),
        ("undefined", [UNDEFINED, "undefined"]),
        (None, [None, math.nan, math.inf, -math.inf]),
        (math.inf, [None, math.nan, math.inf, -math.inf]),
        (
            "1970-01-01T00:00:00.000Z",
            [
                "1970-01-01T00:00:00.000Z",
                Unresolved("", "it is an instance of Date, no plain data"),
            ],
        ),
        (Function("f => f"), []),
        ({"lastIndex": 0}, []),
        ("a***b", []),
    ],
)
def test_what_a_report_blurs(value: Any, candidates: list[Any]) -> None:
    """It is unresolved, with all that it may be where that can be told."""
    read = running(value)

    assert isinstance(read, Unresolved)
    assert same([one.value for one in read.candidates], candidates)


@pytest.mark.parametrize(
    "data",
    [
        {"length": 0, "name": "A", "prototype": {"constructor": {"length": 0, "name": "A"}}},
        {"length": 0, "name": {"length": 0, "name": "name"}, "prototype": {"constructor": {}}},
        {"length": 0, "name": "", "displayName": "X"},
        {"length": 0, "name": "g", "prototype": {}},
    ],
)
def test_functions_of_all_kinds(data: dict[str, Any]) -> None:
    """Classes, generators, those with properties of their own: none has its code."""
    read = read_snapshot(report({"config": {"a": data}}))
    assert read.configuration is not None

    assert read.configuration["a"] == Unresolved(
        "",
        "an error report writes a function as an object with a length and a name, without its code",
    )


def test_an_element_that_was_shown_before() -> None:
    """It may as well be a hole."""
    read = read_snapshot(report({"config": {"a": {"0": {}, "2": 1, "length": 3}}}))
    assert read.configuration is not None

    assert read.configuration["a"] == [
        {},
        Unresolved("", f"it is missing in the array: {SHOWN_BEFORE}"),
        1,
    ]


@pytest.mark.parametrize("length", [4_294_967_295, 10**300])
def test_an_array_of_nothing(length: int) -> None:
    """However long it says that it is."""
    read = read_snapshot(report({"config": {"a": {"0": 1, "length": length}}}))
    assert read.configuration is not None

    assert isinstance(read.configuration["a"], Unresolved)


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        (("here",), 1, ""),
        (("gone",), 1, ""),
        (("gone",), Function("f"), ""),
        (("gone",), UNDEFINED, ""),
        (("gone",), {}, SHOWN_BEFORE),
        (("gone",), [], SHOWN_BEFORE),
        (("gone", "b"), 1, SHOWN_BEFORE),
        (("here", "b"), 1, ""),
        (("__b__",), 1, ""),
        (("__b__",), None, UNDERLINED),
        (("__b__", "c"), 1, UNDERLINED),
    ],
)
def test_what_a_report_may_lack(path: tuple[str, ...], value: ConfigValue, reason: str) -> None:
    """Objects, and what is in them: a scalar is always written."""
    assert why_lacking({"here": 1}, path, value) == reason


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('### SESSION DATA\n```\n{"config": {', "1:1: the session data of this error report never"),
        (
            '### SESSION DATA\n```\n{"config":\n {"a" 1}}\n```\n',
            "4:7: the session data of this error report is not JSON: expecting ':' delimiter",
        ),
        (
            '### SESSION DATA\n```\n{"config": 1}\n```\n',
            "1:1: the session data of this error report has no configuration",
        ),
    ],
)
def test_a_report_that_is_cut_short_or_edited(text: str, said: str) -> None:
    """The place is that in the report."""
    with pytest.raises(InputError) as caught:
        read_snapshot(Source("report.md", text))

    assert str(caught.value).startswith(f"report.md:{said}")
    if "has no" not in said:
        assert isinstance(caught.value, SourceSyntaxError)
