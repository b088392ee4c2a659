"""Which values a schema refuses: of JSON what every validator does, and none that isn't known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from appconfig_merge.known_keys import all_releases, schema_of
from appconfig_merge.known_keys.validation import Validation
from appconfig_merge.limits import MAX_KNOWN_ITEMS
from appconfig_merge.values import UNDEFINED, BigInt, Function, RegExp, Unresolved
from tests.known_keys.test_schema import every_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from appconfig_merge.paths import Path
    from appconfig_merge.values import ConfigValue

NEWEST = schema_of("2.17.1")
UNRESOLVED = Unresolved("location.host", "it is the page's")
ANY_JSON = st.recursive(
    st.sampled_from(["", "x", "warn", "WARN", "always", "memory", "GreyLight"])
    | st.sampled_from([True, False, 0, 5, 6, -1, 0.5, 1e300]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)


@st.composite
def objects_of(draw: Callable[[Any], Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    """An object with some of the keys that a schema knows, and now and then another one."""
    known: Mapping[str, Any] = schema["properties"]
    keys = draw(st.lists(st.sampled_from(sorted(known)), max_size=4, unique=True))
    own = draw(st.dictionaries(st.text(max_size=3), ANY_JSON, max_size=1))
    return {**own, **{key: draw(json_of(known[key])) for key in keys}}


def json_of(schema: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    """JSON for a schema, right or wrong; null isn't among it, which resets a key."""
    if "properties" in schema:
        return objects_of(schema) | ANY_JSON
    return (
        st.lists(json_of(schema["items"]), max_size=3) | ANY_JSON if "items" in schema else ANY_JSON
    )


def kinds(values: Mapping[str, ConfigValue], schema: Mapping[str, Any] = NEWEST) -> dict[Path, str]:
    """The paths of what is refused, each with what for."""
    return {path: wrong.kind for path, wrong in Validation(schema).wrong_values(values).items()}


@given(values=objects_of(all_releases()), version=st.sampled_from(["1.18", "1.30", "2.17.1"]))
def test_of_json_is_refused_what_another_validator_refuses(
    values: dict[str, Any], version: str
) -> None:
    """At the same paths, and for its type where the other one says so."""
    schema = schema_of(version)
    errors = list(Draft202012Validator(schema).iter_errors(values))
    refused = {tuple(error.absolute_path): "enum" for error in errors}
    refused |= {tuple(error.absolute_path): "type" for error in errors if error.validator == "type"}

    assert kinds(values, schema) == refused


@pytest.mark.parametrize("value", [None, UNDEFINED, UNRESOLVED])
def test_what_is_not_there_or_not_known_is_never_refused(value: ConfigValue) -> None:
    """As a value, within an object and within a list, where its neighbours keep their places."""
    values: dict[str, ConfigValue] = {
        "logLevel": value,
        "theme": {"isLight": value, "tokens": value},
        "fileAttachment": {"acceptedExtensions": ["pdf", value, 7]},
        "locations": [value, {"name": value, "edge": 7}],
    }

    assert kinds(values) == {
        ("fileAttachment", "acceptedExtensions", 2): "type",
        ("locations", 1, "edge"): "type",
    }


@pytest.mark.parametrize("value", [Function("f"), BigInt(1), RegExp("a", "")])
def test_what_only_javascript_has_is_of_no_type_that_a_key_takes(value: ConfigValue) -> None:
    """Where any value will do, so will this."""
    values: dict[str, ConfigValue] = {
        "logLevel": value,
        "theme": value,
        "router": {"isolate": value, "history": value},
        "locations": [value],
    }

    assert kinds(values) == {
        ("logLevel",): "type",
        ("theme",): "type",
        ("router", "isolate"): "type",
        ("locations", 0): "type",
    }


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), float("-inf"), 1e308, 10**400, -(10**400)]
)
def test_numbers_that_json_does_not_have_are_numbers(value: float) -> None:
    """They are in no range, and where there is none they are taken."""
    values: dict[str, ConfigValue] = {
        "logLevel": value,
        "fileAttachment": {"maxFileSize": value, "enabled": value},
    }

    assert kinds(values) == {("logLevel",): "enum", ("fileAttachment", "enabled"): "type"}


def test_a_text_that_has_no_utf_8_form_is_a_text() -> None:
    """A lone surrogate, in values and in keys of one's own; a line's end belongs to its text."""
    values: dict[str, ConfigValue] = {
        "language": "\ud83d",
        "\ud83d": {"\ud83d": "\ud83d"},
        "router": {"type": "memory\ud83d"},
        "logLevel": "warn\n",
    }

    assert kinds(values) == {("router", "type"): "enum", ("logLevel",): "enum"}
    assert kinds(values, schema_of("1.18")) == kinds(values)


def test_only_the_first_items_of_a_list_are_looked_at() -> None:
    """However long it is."""
    items: list[ConfigValue] = [7] * (MAX_KNOWN_ITEMS + 5)

    assert len(kinds({"sso": {"products": items}})) == MAX_KNOWN_ITEMS


def test_advice_of_the_data_comes_with_what_is_refused() -> None:
    """From the key's own schema, whichever part of it refuses."""
    wrong = Validation(NEWEST).wrong_values({"version_compatibility": "ja"})[
        ("version_compatibility",)
    ]

    assert wrong.advice.startswith("Flex UI starts only with yes or deprecated")
    assert wrong.schema["enum"] == ["yes", "no", "deprecated"]


def test_keys_and_items_stand_where_values_are_made_json() -> None:
    """What stands in a condition or in a part of a schema only would be left out of the JSON."""
    for path, schema in every_schema(all_releases()):
        parts = (*schema.get("allOf", ()), *(schema.get(key, {}) for key in ("if", "then", "else")))
        for part in parts:
            assert {"properties", "items"}.isdisjoint(part), path


def test_what_is_plainly_right_needs_no_library() -> None:
    """Whatever types and words tell; of what isn't right it judges that key alone."""
    validation = Validation(NEWEST)
    right: dict[str, ConfigValue] = {
        "logLevel": "warn",
        "theme": {"isLight": True, "tokens": {}},
        "fileAttachment": {"acceptedExtensions": ["pdf"], "maxFileSize": 7},
        "router": {"type": "memory"},
        "own": Function("f"),
    }

    assert validation.wrong_values(right) == {}
    assert validation._validators == {}
    assert set(validation.wrong_values({**right, "theme": 7})) == {("theme",)}
    assert set(validation._validators) == {"theme"}
