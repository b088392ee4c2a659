"""Layers of JSON texts and of Python data: their values, and where they stand."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from appconfig_merge import UNDEFINED, BigInt, InputError, RegExp, Source, merge
from appconfig_merge.layers.data import from_data, from_service, read_ui_attributes

if TYPE_CHECKING:
    from appconfig_merge import Layer

TEXT = """\
{
  "theme": { "isLight": true, "tokens": { "size": -1.5 } },
  "list": [1, [2, { "a": null }], "b"],
  "list of calls": [{ "b": [] }, {}],
  "twice": 1,
  "twice": [2]
}
"""


def values(layer: Layer) -> dict[str, Any]:
    """What a layer says, as Python has it."""
    return merge([layer]).to_dict()


def test_a_text_gives_its_values() -> None:
    """Objects, arrays inside arrays, negative numbers; of a key given twice the last."""
    layer = read_ui_attributes(Source("attributes.json", TEXT, "json"))

    assert values(layer) == {
        "theme": {"isLight": True, "tokens": {"size": -1.5}},
        "list": [1, [2, {"a": None}], "b"],
        "list of calls": [{"b": []}, {}],
        "twice": [2],
    }
    assert (layer.id, layer.kind, layer.file) == ("ui_attributes", "rest", "attributes.json")


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("theme.isLight", "attributes.json:2:25"),
        ("theme.tokens.size", "attributes.json:2:51"),
        ("list", "attributes.json:3:11"),
        ("list[1][1].a", "attributes.json:3:26"),
        ("twice", "attributes.json:6:12"),
    ],
)
def test_a_text_gives_places(path: str, place: str) -> None:
    """Each value stands where the text has it."""
    config = merge([read_ui_attributes(Source("attributes.json", TEXT, "json"))])
    *_, last = config.explain(path).contributions

    assert str(last.location) == place


@pytest.mark.parametrize(
    ("text", "what"), [("null", "null"), ("[]", "an array"), ("1", "a number"), ('"x"', "a text")]
)
def test_ui_attributes_are_an_object(text: str, what: str) -> None:
    """Anything else is refused where it stands."""
    with pytest.raises(InputError) as caught:
        read_ui_attributes(Source("attributes.json", f"\n {text}", "json"))

    assert caught.value.message == f"this is {what}, and ui_attributes are an object"
    assert str(caught.value.location) == "attributes.json:2:2"


def test_a_resource_is_not_its_ui_attributes() -> None:
    """The option for the whole is named."""
    text = '{"account_sid": "AC00000000000000000000000000000000", "ui_attributes": {}}'
    with pytest.raises(InputError, match="a whole Configuration resource") as caught:
        read_ui_attributes(Source("resource.json", text, "json"))

    assert caught.value.help == (
        "use --configuration for it, or take them out with `jq .ui_attributes`"
    )


def test_one_column_is_no_resource() -> None:
    """ui_attributes may hold anything."""
    layer = read_ui_attributes(Source("attributes.json", '{"account_sid": {}}', "json"))

    assert values(layer) == {"account_sid": {}}


def test_data_gives_its_values() -> None:
    """What JSON has, and what only JavaScript has; numbers are doubles."""
    data = {
        "a": {"b": [1, 2.5, Decimal("0.1"), True, None, ("x", "y")]},
        "js": [UNDEFINED, BigInt(7), RegExp("a", "g")],
        "large": [10**400, -(10**400), 2**53 + 1],
    }

    assert values(from_data(data)) == {
        "a": {"b": [1, 2.5, 0.1, True, None, ["x", "y"]]},
        "js": [UNDEFINED, BigInt(7), RegExp("a", "g")],
        "large": [math.inf, -math.inf, 2**53],
    }


def test_data_that_shares_a_part_shares_it() -> None:
    """A part that stands in two places is there in both."""
    part = {"x": 1}

    assert values(from_data({"one": part, "two": [part]})) == {"one": {"x": 1}, "two": [{"x": 1}]}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"a": {1: 2}}, "a configuration key must be a str, not int"),
        ({"a": [{1, 2}]}, "a configuration value can't be a set"),
        ({"a": b"x"}, "a configuration value can't be a bytes"),
        ({"a": object()}, "a configuration value can't be a object"),
    ],
)
def test_data_that_javascript_has_not(data: dict[str, Any], message: str) -> None:
    """It is refused by its type."""
    with pytest.raises(InputError) as caught:
        from_data(data)

    assert caught.value.message == message


def test_what_the_service_gave_has_a_name_and_no_places() -> None:
    """There is no file to look into."""
    layer = from_service({"a": 1}, "the resource of AC00…0000", "AC00…0000")

    assert layer.is_live
    assert not layer.has_positions
    assert (layer.file, layer.short_file) == ("the resource of AC00…0000", "AC00…0000")
    assert merge([layer]).explain("a").contributions[0].location is None
