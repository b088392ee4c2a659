"""Values and places in a few words."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge import UNDEFINED, BigInt, Function, Location, RegExp, Unresolved
from appconfig_merge.brief import (
    Places,
    brief_value,
    line_near,
    place,
    printable,
    reason_text,
    shorten,
)
from appconfig_merge.display_width import width
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import JSObject, Slot
from appconfig_merge.layers.layer import Layer
from appconfig_merge.strategies import javascript_values

AT = Location("/srv/flex/appConfig.js", 3, 5, 3, 9)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Grüße", '"Grüße"'),
        ("two  spaces", '"two  spaces"'),
        (Function("() => {\n    f(  );\n}"), "() => { f( ); }"),
        (Unresolved("a\n  .b", "why"), "unresolved: a .b"),
        ('say "hi"\n', '"say \\"hi\\"\\n"'),
        (True, "true"),
        (False, "false"),
        (None, "null"),
        (UNDEFINED, "undefined"),
        (1, "1"),
        (0, "0"),
        (-0.0, "-0"),
        (2.5, "2.5"),
        (1e21, "1e+21"),
        (math.inf, "Infinity"),
        (2**1023 - 1, "8.98846567431158e+307"),
        (int(1.7976931348623157e308), "1.7976931348623157e+308"),
        (2**1024, str(2**1024)),
        (-(2**1024), str(-(2**1024))),
        (123456789012345683968, "123456789012345680000"),
        (Decimal("1E+21"), "1e+21"),
        (Decimal("1E+5"), "100000"),
        (Decimal("1.00E-7"), "1e-7"),
        (Decimal("1.2345678901234567890E+30"), "1.2345678901234567890e+30"),
        (Decimal("1E+999"), "1e+999"),
        (Decimal("1.10"), "1.10"),
        (BigInt(7), "7n"),
        (RegExp("a+", "gi"), "/a+/gi"),
        (Function("() => 1"), "() => 1"),
        (Function(""), "function"),
        (Unresolved("location.hash", "why"), "unresolved: location.hash"),
        (Unresolved("", "why"), "unresolved"),
        ([], "[]"),
        ({}, "{}"),
        ([1, [2], {}], "[1, [2], {}]"),
        ({"isLight": True, "a key": None}, '{ isLight: true, "a key": null }'),
        ({"größe 2": {"a": [""]}}, '{ "größe 2": { a: [""] } }'),
    ],
)
def test_a_value_in_a_few_words(value: Any, text: str) -> None:
    """As JavaScript would write it, on one line; what isn't known, by its expression."""
    assert brief_value(value, 1000) == text


@pytest.mark.parametrize(
    ("value", "limit", "text"),
    [
        ("abcdefgh", 10, '"abcdefgh"'),
        ("abcdefghi", 10, '"abcdefgh…'),
        ("漢字漢字漢字", 8, '"漢字漢…'),
        (["漢字", "漢字"], 9, '["漢字",…'),
        (["x", "a" + "\u0301" * 400], 12, '["x", "a' + "\u0301" * 111 + "…]"),
        ([1, 2, 3, 4, 5], 15, "[1, 2, 3, 4, 5]"),
        ([10, 20, 30, 40], 16, "[10, 20, 30, 40]"),
        ([10, 20, 30, 40, 50], 16, "[10, 20, 30, 40…"),
        ({"first": 1, "second": 2}, 26, "{ first: 1, second: 2 }"),
        ({"first": 1, "second": 2}, 16, "{ first: 1, sec…"),
        (Function("function () {\n    return  1;\n}"), 40, "function () { return 1; }"),
        ([Function("()  =>" + " " * 9 + "1"), 2, 3], 12, "[() => 1, 2…"),
        ("x" * 60, ..., '"' + "x" * 46 + "…"),
    ],
)
def test_a_value_is_cut_to_so_many_columns(value: Any, limit: Any, text: str) -> None:
    """The ellipsis stands for all that is left out; 48 columns unless others are asked for."""
    assert (brief_value(value) if limit is ... else brief_value(value, limit)) == text


def test_what_does_not_fit_is_not_looked_at() -> None:
    """The text of a value takes no longer than what is shown of it."""

    class Counted(list[Any]):
        looked = 0

        def __iter__(self) -> Any:
            for item in super().__iter__():
                Counted.looked += 1
                yield item

    assert brief_value(Counted(["x" * 8] * 1000), 40) == (
        '["xxxxxxxx", "xxxxxxxx", "xxxxxxxx", "x…'
    )
    assert Counted.looked == 5


@given(javascript_values(), st.integers(2, 60))
def test_a_brief_value_fits(value: Any, limit: int) -> None:
    """One printable line of at most so many columns."""
    text = brief_value(value, limit)

    assert width(text) <= limit
    assert printable(text) == text
    assert len(text.splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("a\n  b", 10, "a b"),
        ("a  b", 10, "a b"),
        (" a ", 10, " a "),
        ("a\tb", 10, "a\\u0009b"),
        ("one two", 7, "one two"),
        ("one two", 6, "one t…"),
    ],
)
def test_one_line_of_a_text(text: str, limit: int, short: str) -> None:
    """Runs of white space are one space, and an ellipsis stands for the end."""
    assert shorten(text, limit) == short


def test_what_would_act_on_a_terminal_is_an_escape() -> None:
    """Colours, marks that turn the direction of text, and halves of characters."""
    assert printable("\x1b[31m é\u202e\ud800\x7f") == "\\u001b[31m é\\u202e\\ud800\\u007f"


def test_a_place() -> None:
    """The file's name may be hostile, too; a value of data has no place."""
    assert place(Location("a\x1b.js", 3, 5, 3, 9)) == "a\\u001b.js:3:5"
    assert place(None) == "no position"


def test_a_line_near_another_place() -> None:
    """The file goes without saying where it is the same."""
    assert line_near(AT, Location(AT.file, 9, 1, 9, 2)) == "line 3"
    assert line_near(AT, Location("brand.js", 9, 1, 9, 2)) == "/srv/flex/appConfig.js:3"
    assert line_near(AT, None) == "line 3"


def test_why_a_value_is_not_known() -> None:
    """With the line that took the knowledge away, if that is another one than the value's."""
    elsewhere = Location("brand.js", 7, 1, 7, 4)

    assert reason_text(Unresolved("o.a", "a call may have changed it")) == (
        "a call may have changed it"
    )
    assert reason_text(Unresolved("o.a", "a call may have changed it", AT, origin=elsewhere)) == (
        "a call may have changed it (brand.js:7)"
    )


def _layer(id: str, kind: Any, file: str, **more: Any) -> Layer:
    return Layer(id, kind, file, Slot(untraced(JSObject())), **more)


LAYERS = (
    _layer("appConfig", "script", AT.file),
    _layer("overrides", "data", "overrides.json", has_positions=False),
    _layer("program", "data", "", has_positions=False),
    _layer("defaults", "defaults", "Flex UI 2.8.1"),
    _layer("name", "column", "resource.json"),
    _layer("file", "rest", "resource.json"),
    _layer("live", "rest", "AC00/2024-05-01 10:00", has_positions=False, short_file="AC00"),
)


@pytest.mark.parametrize(
    ("layer", "location", "full", "short"),
    [
        ("appConfig", AT, "/srv/flex/appConfig.js:3:5", "appConfig.js:3:5"),
        ("appConfig", Location("C:\\a.js", 1, 2, 1, 3), "C:\\a.js:1:2", "a.js:1:2"),
        ("overrides", None, "overrides.json (no position)", "overrides.json (no position)"),
        ("program", None, "program (no position)", "program (no position)"),
        ("unheard of", None, "unheard of (no position)", "unheard of (no position)"),
        ("defaults", None, "defaults", "defaults"),
        ("name", None, "name", "name"),
        ("file", AT, "/srv/flex/appConfig.js:3:5", "appConfig.js:3:5"),
        ("live", None, "AC00/2024-05-01 10:00", "live"),
    ],
)
def test_the_place_of_a_layers_value(
    layer: str, location: Location | None, full: str, short: str
) -> None:
    """Position, file or name, whatever there is; the short form has the file's own name."""
    places = Places(LAYERS)

    assert (places.full(location, layer), places.short(location, layer)) == (full, short)


@pytest.mark.parametrize(("columns", "name"), [(139, "AC00"), (140, "AC00/2024-05-01 10:00")])
def test_a_narrow_table_leaves_the_time_of_a_resource_out(columns: int, name: str) -> None:
    """It stands beneath the table."""
    assert Places(LAYERS, width=columns).full(None, "live") == name
