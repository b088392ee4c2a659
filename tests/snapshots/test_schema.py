"""The schema of snapshots: it says the same as their reader."""

from __future__ import annotations

import copy
import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from appconfig_merge import strategies
from appconfig_merge.errors import InputError
from appconfig_merge.rendering.encoding import encode
from appconfig_merge.snapshots.reading import read_snapshot
from appconfig_merge.source import Source
from appconfig_merge.values import same
from tests.conftest import FIXTURES
from tests.snapshots.test_reading import LEAST, WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA = json.loads((files("appconfig_merge") / "data/snapshot.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)

VALUES: dict[str, Any] = {
    "a": [{"$js": "undefined"}, {"$js": "number", "value": "NaN"}, {"$js": "masked"}],
    "b": {"$js": "object", "value": {"$js": 1, "c": {"$js": "bigint", "value": "-1"}}},
    "d": {"$js": "regexp", "source": "x", "flags": ""},
    "e": {"$js": "function", "source": "f"},
    "g": {"$js": "other", "class": "Map"},
}
EXAMPLES = [{**WHOLE, "configuration": VALUES, "handed": VALUES["b"]}, WHOLE, LEAST]

PARTS: st.SearchStrategy[Any] = st.sampled_from([
    None, True, False, 0, 1, -1, 200, "", "snippet", "browser", "running", "updateConfig", "x",
    "2026-11-30T01:02:03Z", "2026-11-30", [], {}, [1], {"a": 1}, {"a": True}, {"a": {}},
    {"$js": "undefined"}, {"$js": "masked"}, {"$js": "unresolved"}, {"$js": "object"},
    {"$js": "object", "value": {"$js": 1}}, {"$js": "object", "value": []}, {"$js": 1},
    {"$js": "other"}, {"$js": "number", "value": "1"}, {"$js": "bigint", "value": "x"},
    {"address": "x"}, [{"address": "x"}], [{"name": "x"}], [{"means": "updateConfig", "value": 1}],
])  # fmt: skip
KEYS = st.sampled_from(["a", "$js", "value", "class", "cached", "line", *WHOLE])


def is_read(data: object) -> bool:
    """Whether the reader takes it."""
    try:
        read_snapshot(Source("snapshot.json", json.dumps(data)))
    except InputError:
        return False
    return True


def holders(data: object) -> Iterator[Any]:
    """The objects and arrays in some data, itself among them."""
    if isinstance(data, dict | list):
        yield data
        for inner in data.values() if isinstance(data, dict) else data:
            yield from holders(inner)


@st.composite
def snapshots(draw: st.DrawFn) -> Any:
    """A snapshot with some of its parts replaced, added, or left out."""
    data = copy.deepcopy(draw(st.sampled_from(EXAMPLES)))
    for _ in range(draw(st.integers(0, 3))):
        holder = draw(st.sampled_from(list(holders(data))))
        keys: list[Any] = list(holder if isinstance(holder, dict) else range(len(holder)))
        does_add, does_remove = draw(st.booleans()), draw(st.booleans())
        if isinstance(holder, dict) and (does_add or not keys):
            holder[draw(KEYS)] = copy.deepcopy(draw(PARTS))
        elif keys and does_remove:
            del holder[draw(st.sampled_from(keys))]
        elif keys:
            holder[draw(st.sampled_from(keys))] = copy.deepcopy(draw(PARTS))
    return data


@given(snapshots())
@example(EXAMPLES[0])
@example({**LEAST, "schema_version": 2})
@example({**LEAST, "cached_resource": {"value": {}, "cached": ""}})
def test_what_the_schema_allows_is_what_is_read(data: Any) -> None:
    """No more, and no less."""
    assert VALIDATOR.is_valid(data) == is_read(data)


@given(st.dictionaries(st.text(), strategies.javascript_values()))
def test_a_value_comes_back(values: dict[str, Any]) -> None:
    """Whatever the page has, written as results write it."""
    data = {**LEAST, "configuration": encode(values)}
    read = read_snapshot(Source("snapshot.json", json.dumps(data))).configuration

    assert same(read, values)
    assert VALIDATOR.is_valid(data)


def test_the_examples_are_what_the_schema_allows() -> None:
    """Those that are held against it with changes, and the snapshots among the fixtures."""
    kept = [json.loads(file.read_text("utf-8")) for file in FIXTURES.rglob("snapshot*.json")]

    assert kept
    for data in (*EXAMPLES, *kept):
        VALIDATOR.validate(data)
        assert is_read(data)
