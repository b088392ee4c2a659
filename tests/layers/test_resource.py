"""A Configuration resource as a layer and columns, from a text, from data, from the service."""

from __future__ import annotations

from typing import Any

import pytest

from appconfig_merge import InputError, Source, effective_config
from appconfig_merge.javascript.values import JSObject
from appconfig_merge.layers.data import read_ui_attributes
from appconfig_merge.layers.resource import (
    Resource,
    read_resource,
    resource_from_data,
    resource_from_service,
)

ACCOUNT = "AC00000000000000000000000000000000"
NULL = f'{{"account_sid": "{ACCOUNT}",\n "ui_attributes": null, "ui_version": "2.n"}}'
MISSING = f'{{"account_sid": "{ACCOUNT}", "ui_version": "2.n"}}'
IS_NULL = "the resource's ui_attributes are null: Flex UI refuses to start, for every agent"
IS_MISSING = "the resource has no ui_attributes: Flex UI refuses to start, for every agent"


def read(text: str) -> Resource:
    """A resource from a file."""
    return read_resource(Source("resource.json", text, "json"))


def keys(resource: Resource) -> list[str]:
    """The keys of its ui_attributes."""
    value = resource.ui_attributes.root.traced.value
    assert isinstance(value, JSObject)
    return list(value.slots)


def said(resource: Resource) -> list[tuple[str, str, str, str | None]]:
    """The diagnostics of a resource: code, severity, message and place."""
    return [
        (one.code, one.severity, one.message, one.location and str(one.location))
        for one in resource.ui_attributes.diagnostics
    ]


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [(NULL, IS_NULL, "resource.json:2:19"), (MISSING, IS_MISSING, "resource.json:1:1")],
)
def test_no_ui_attributes_are_an_empty_layer(text: str, message: str, place: str) -> None:
    """What Flex UI makes of it is said, once, where they should be; the columns are there."""
    resource = read(text)

    assert keys(resource) == []
    assert said(resource) == [("version-compatibility", "error", message, place)]
    assert resource.ui_version == "2.n"


@pytest.mark.parametrize(
    ("data", "message"),
    [({"ui_attributes": None}, IS_NULL), ({"account_sid": ACCOUNT}, IS_MISSING)],
)
def test_no_ui_attributes_in_data(data: dict[str, Any], message: str) -> None:
    """The same of what a program or the service gives; it has no places."""
    for resource in (resource_from_data(data), resource_from_service(data, "live", "live")):
        assert keys(resource) == []
        assert said(resource) == [("version-compatibility", "error", message, None)]


@pytest.mark.parametrize("flex_ui", ["documented", "1.18", "1.34", "2.2", "2.17.1"])
@pytest.mark.parametrize("text", [NULL, MISSING])
def test_what_is_merged_is_that_of_an_empty_object(text: str, flex_ui: str) -> None:
    """``{...null}`` is ``{}``: were Flex UI to start, the columns and appConfig.js would count."""
    script = Source("appConfig.js", "var appConfig = { theme: { isLight: false } };")
    without = Source("resource.json", text, "json")
    empty = Source(
        "resource.json",
        f'{{"account_sid": "{ACCOUNT}", "ui_attributes": {{}}, "ui_version": "2.n"}}',
        "json",
    )

    found = effective_config(script, configuration=without, flex_ui=flex_ui)

    assert (
        found.to_dict() == effective_config(script, configuration=empty, flex_ui=flex_ui).to_dict()
    )
    assert [one.code for one in found.diagnostics].count("version-compatibility") == 1


@pytest.mark.parametrize(
    ("value", "what"), [("[]", "an array"), ('"x"', "a text"), ("1", "a number")]
)
def test_ui_attributes_of_another_type_are_refused(value: str, what: str) -> None:
    """With the place and what they are."""
    with pytest.raises(InputError) as caught:
        read(f'{{"account_sid": "{ACCOUNT}", "ui_attributes": {value}}}')

    assert str(caught.value) == (
        f"resource.json:1:72: ui_attributes must be a JSON object, this is {what}"
    )
    assert caught.value.help == (
        "it is an object of configuration keys, as GET /v1/Configuration answers it"
    )


@pytest.mark.parametrize(("value", "what"), [([], "an array"), ("x", "a text"), (1, "a number")])
def test_ui_attributes_of_another_type_in_data(value: object, what: str) -> None:
    """They are refused, too."""
    with pytest.raises(InputError) as caught:
        resource_from_data({"ui_attributes": value})

    assert str(caught.value) == f"ui_attributes must be a JSON object, this is {what}"
    assert caught.value.help


@pytest.mark.parametrize("text", ["{}", '{"theme": {"isLight": true}}', '{"code": 20404}'])
def test_what_is_no_resource_is_refused(text: str) -> None:
    """An object with neither ui_attributes nor an account may be anything."""
    with pytest.raises(InputError, match="it is not a Configuration resource"):
        read(text)
    with pytest.raises(InputError, match="it is not a Configuration resource"):
        resource_from_data({"theme": {}})


@pytest.mark.parametrize(
    ("ui_version", "expected"), [('"2.n"', "2.n"), ("null", None), ("2", None)]
)
def test_a_property_by_its_name(ui_version: str, expected: str | None) -> None:
    """ui_attributes, a column, nothing where there is none; a version of Flex UI is a text."""
    resource = read(f'{{"ui_attributes": {{}}, "ui_version": {ui_version}}}')

    assert resource.slot("ui_attributes") is resource.ui_attributes.root
    column = resource.slot("ui_version")
    assert column is not None
    assert column.traced.source is resource.source
    assert resource.slot("markdown") is None
    assert resource.ui_version == expected


def test_of_ui_attributes_alone_no_column_is_known() -> None:
    """They are the only property that there is."""
    layer = read_ui_attributes(Source("attributes.json", '{"ui_version": "2.n"}', "json"))
    resource = Resource(layer, None)

    assert resource.slot("ui_attributes") is layer.root
    assert resource.slot("ui_version") is None
    assert resource.ui_version is None


DUPLICATES = f"""\
{{"account_sid": "{ACCOUNT}",
 "ui_attributes": {{"theme": {{}}, "theme": {{"isLight": true}}}},
 "markdown": 1, "markdown": {{}}}}
"""


def test_a_key_that_stands_twice_is_told() -> None:
    """JSON.parse, with which Flex UI reads the answer, takes the last; so it is here."""
    resource = read(DUPLICATES)

    assert said(resource) == [
        (
            "duplicate-key",
            "warning",
            "ui_attributes.theme stands twice in one object: Flex UI takes the last",
            "resource.json:2:20",
        ),
        (
            "duplicate-key",
            "warning",
            "markdown stands twice in one object: Flex UI takes the last",
            "resource.json:3:2",
        ),
    ]
    config = effective_config(
        Source("a.js", "var appConfig = {};"), configuration=Source("r", DUPLICATES, "json")
    )
    assert config["theme"] == {"isLight": True}


def test_a_key_that_stands_twice_in_ui_attributes_alone() -> None:
    """The same."""
    layer = read_ui_attributes(Source("attributes.json", '{"a": 1, "a": 2}', "json"))

    assert [(one.code, one.message) for one in layer.diagnostics] == [
        ("duplicate-key", "a stands twice in one object: Flex UI takes the last")
    ]
