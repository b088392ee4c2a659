"""Snapshots of a running page, read from JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from appconfig_merge.errors import InputError, LimitError, SourceSyntaxError
from appconfig_merge.layers.snapshot_values import MASKED
from appconfig_merge.location import Location
from appconfig_merge.snapshots.reading import read_snapshot
from appconfig_merge.snapshots.snapshot import (
    CachedResource,
    Call,
    PagePlugin,
    PageScript,
    Snapshot,
)
from appconfig_merge.source import Source
from appconfig_merge.values import UNDEFINED, BigInt, Function, RegExp, Unresolved

if TYPE_CHECKING:
    from collections.abc import Callable

LEAST: dict[str, Any] = {"schema_version": 1, "kind": "flex-ui-snapshot", "taken_by": "snippet"}

WHOLE: dict[str, Any] = {
    **LEAST,
    "taken_by": "browser",
    "taken": "2026-11-30T01:02:03.000Z",
    "loaded": "2026-11-30T01:01:59Z",
    "address": "https://flex.example.com/desk/?a=b",
    "flex_ui": "2.17.1",
    "state": "running",
    "configuration": {"logLevel": "info", "theme": {"isLight": True}},
    "app_config": {"by_name": {"logLevel": "info"}, "on_window": {"$js": "undefined"}},
    "handed": {},
    "calls": [
        {
            "plugin": "ThemePlugin",
            "means": "updateConfig",
            "address": "https://flex.example.com/t.js",
            "line": 3,
            "column": 9,
            "value": {"theme": {"isLight": True}},
        },
        {"means": "configuration", "value": {}},
    ],
    "resource": {"account_sid": "AC" + 32 * "0", "ui_attributes": {"theme": {}}},
    "answer": 200,
    "cached_resource": {"value": {"ui_attributes": {}}, "cached": "2026-11-29T01:02:03Z"},
    "stored": {"sso": {"accountSid": "AC" + 32 * "0"}},
    "feature_flags": {"a": True},
    "feature_overrides": {"b": False},
    "plugins": [{"name": "ThemePlugin", "version": "1.0.0", "state": "Initialized"}],
    "scripts": [
        {"address": "https://flex.example.com/appConfig.js", "size": 12, "cached": True},
        {"address": "https://flex.example.com/flex.js"},
    ],
    "moved": {"MainHeader": {"logoUrl": "/logo.svg"}},
    "page_values": {"environment.brand": "acme"},
}


def read(data: object) -> Snapshot:
    """What is read of a snapshot with this data."""
    return read_snapshot(Source("snapshot.json", json.dumps(data)))


def running(value: object) -> Any:
    """What is read of a value that a page runs with."""
    configuration = read({**LEAST, "configuration": {"a": value}}).configuration
    assert configuration is not None
    return configuration["a"]


def test_all_that_a_snapshot_may_have() -> None:
    """Each field by its name."""
    assert read(WHOLE) == Snapshot(
        "snapshot.json",
        "browser",
        taken="2026-11-30T01:02:03.000Z",
        loaded="2026-11-30T01:01:59Z",
        address="https://flex.example.com/desk/?a=b",
        flex_ui="2.17.1",
        state="running",
        configuration={"logLevel": "info", "theme": {"isLight": True}},
        by_name={"logLevel": "info"},
        on_window=UNDEFINED,
        handed={},
        is_watched=True,
        calls=(
            Call(
                "ThemePlugin",
                "updateConfig",
                Location("https://flex.example.com/t.js", 3, 9, 3, 9),
                {"theme": {"isLight": True}},
            ),
            Call("", "configuration", None, {}),
        ),
        resource={"account_sid": "AC" + 32 * "0", "ui_attributes": {"theme": {}}},
        answer=200,
        cached_resource=CachedResource({"ui_attributes": {}}, "2026-11-29T01:02:03Z"),
        stored={"sso": {"accountSid": "AC" + 32 * "0"}},
        feature_flags={"a": True},
        feature_overrides={"b": False},
        plugins=(PagePlugin("ThemePlugin", "1.0.0", "", "Initialized"),),
        scripts=(
            PageScript("https://flex.example.com/appConfig.js", 12, is_cached=True),
            PageScript("https://flex.example.com/flex.js", None, None),
        ),
        moved={"MainHeader": {"logoUrl": "/logo.svg"}},
        page_values={"environment.brand": "acme"},
    )


def test_what_is_not_known_is_absent() -> None:
    """Or null."""
    fields = WHOLE.keys() - LEAST.keys() - {"handed"}

    assert read(LEAST) == Snapshot("snapshot.json", "snippet")
    assert read({**LEAST, **dict.fromkeys(fields)}) == read(LEAST)


def test_a_later_field_is_no_mistake() -> None:
    """Fields may be added within a version."""
    assert read({**LEAST, "weather": "fine"}) == read(LEAST)


@pytest.mark.parametrize(
    ("data", "value"),
    [
        ({"$js": "undefined"}, UNDEFINED),
        ({"$js": "bigint", "value": "12"}, BigInt(12)),
        ({"$js": "regexp", "source": "x+", "flags": "g"}, RegExp("x+", "g")),
        ({"$js": "function", "source": "x => x"}, Function("x => x")),
        ({"$js": "object", "value": {"$js": "mine"}}, {"$js": "mine"}),
        ({"__proto__": {"a": 1}}, {"__proto__": {"a": 1}}),
        (1.0, 1),
        ({"$js": "masked"}, Unresolved("", MASKED)),
        (
            {"$js": "other", "class": "Map"},
            Unresolved("", "it is an instance of Map, no plain data"),
        ),
        (
            {"$js": "other", "class": "\x1b]0;"},
            Unresolved("", "it is an instance of a class, no plain data"),
        ),
        ({"$js": "other", "class": "cycle"}, Unresolved("", "it contains itself")),
    ],
)
def test_what_json_cannot_say(data: object, value: object) -> None:
    """It has a tag, which no key of the page's own is taken for."""
    assert running(data) == value


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"taken_by": "hand"}, "taken_by is none of snippet, browser"),
        ({"taken": "yesterday"}, "taken is no time in UTC, as 2026-11-30T01:02:03Z"),
        ({"state": "asleep"}, "state is none of running, login, starting, refused, absent"),
        ({"configuration": []}, "configuration is no object"),
        ({"configuration": {"$js": "masked"}}, "configuration is no object"),
        (
            {"configuration": {"a": [{"$js": "unresolved"}]}},
            "configuration has a $js tag that is not known here",
        ),
        ({"calls": [{"means": "updateConfig"}]}, "calls[0].value is missing"),
        ({"calls": [{"means": "wish", "value": 1}]}, "calls[0].means is none of updateConfig, "),
        ({"feature_flags": {"a": 1}}, "feature_flags.a is neither true nor false"),
        ({"cached_resource": {}}, "cached_resource.value is missing"),
        ({"scripts": [{"address": "a", "size": -1}]}, "scripts[0].size is no count"),
        ({"answer": "200"}, "answer is no count"),
        ({"app_config": 1}, "app_config is no object"),
        ({"moved": {"A": 1}}, "moved.A is no object"),
    ],
)
def test_what_is_wrong_is_named_by_its_place(fields: dict[str, Any], said: str) -> None:
    """And nothing that stands there is quoted."""
    with pytest.raises(InputError) as caught:
        read({**LEAST, **fields})

    message = "snapshot.json:1:1: this is no snapshot as effective-config takes it: "
    assert str(caught.value).startswith(message + said)


@pytest.mark.parametrize(
    ("version", "said"),
    [
        (2, "this snapshot has schema_version 2, and only 1 is known here"),
        (True, "this snapshot has another schema_version, and only 1 is known here"),
        ("1", "this snapshot has another schema_version, and only 1 is known here"),
    ],
)
def test_another_version(version: object, said: str) -> None:
    """It is not read at all."""
    with pytest.raises(InputError) as caught:
        read({**LEAST, "schema_version": version})

    assert caught.value.message == said


@pytest.mark.parametrize("size", [1, 40, 200, 900])
def test_json_that_is_cut_short(size: int) -> None:
    """As a clipboard may do it, or a terminal."""
    with pytest.raises(SourceSyntaxError) as caught:
        read_snapshot(Source("snapshot.json", json.dumps(WHOLE)[:size]))

    assert caught.value.message == "this snapshot is cut short"
    assert caught.value.help == (
        "take it again, and paste it into an editor: a terminal cuts what is pasted"
    )


@pytest.mark.parametrize(
    "quote",
    [
        json.dumps,
        lambda text: json.dumps(json.dumps(text)),
        lambda text: f"  {json.dumps(text)}\n",
        lambda text: "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'",
        lambda text: "`" + text.replace("\\", "\\\\") + "`",
        lambda text: f"```json\n{text}\n```",
        lambda text: f"```\r\n{json.dumps(text)}\r\n```\r\n",
        lambda text: "\ufeff" + text.replace(",", ",\r\n"),
    ],
)
def test_a_snapshot_that_is_quoted(quote: Callable[[str], str]) -> None:
    """As a console shows a text, or a ticket."""
    data = {**LEAST, "configuration": {"a": 'it\'s "b\\n"\n'}}

    assert read_snapshot(Source("snapshot.json", quote(json.dumps(data)))) == read(data)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_file_as_windows_saves_it(encoding: str) -> None:
    """Its byte order mark tells."""
    source = Source.from_bytes("snapshot.json", json.dumps(WHOLE).encode(encoding))

    assert read_snapshot(source) == read(WHOLE)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{} {}", "1:4: this is not JSON: extra data"),
        ('{"a":\n x}', "2:2: this is not JSON: expecting value"),
        ('{"a": NaN}', "1:1: this is not JSON: there is no NaN in JSON"),
        ('{"a": 1, "a": 2}', '1:1: this is not JSON: the key "a" stands there twice'),
        ('{"a": "\x01"}', "1:8: this is not JSON: invalid control character at"),
        ("'\\x'", "1:1: this is not JSON: this \\x escape is cut short"),
        ("'{]'", "1:1: this is not JSON: expecting property name enclosed in double quotes"),
    ],
)
def test_what_is_no_json(text: str, said: str) -> None:
    """The place is told where nothing was unquoted, and never the text."""
    with pytest.raises(SourceSyntaxError) as caught:
        read_snapshot(Source("snapshot.json", text))

    assert str(caught.value) == f"snapshot.json:{said}"
    assert caught.value.line_text is None


def test_a_snapshot_that_is_nested_too_deep() -> None:
    """It is refused, whatever Python's reader takes."""
    deep = "[" * 100_000

    with pytest.raises(LimitError):
        read_snapshot(Source("snapshot.json", deep + "]" * 100_000))
