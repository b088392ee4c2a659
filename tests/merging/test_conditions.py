"""Values that the page decides, over what lower layers have."""

from __future__ import annotations

from typing import Any

import pytest

from appconfig_merge import Unresolved, merge, script_layer
from appconfig_merge.source import Source
from tests.merging.support import layer


def over(below: str, statements: str) -> Any:
    """The value of ``x`` where statements of a script set it over a layer with that value."""
    text = f"var appConfig = {{}}; {statements}"
    above = script_layer(Source("appConfig.js", text), assume=["page"])
    return spelled(merge([layer(f"{{x: {below}}}"), above])["x"])


def spelled(value: Any) -> Any:
    """The candidates of an unresolved value as a tuple; one without is ``...``."""
    if not isinstance(value, Unresolved):
        return value
    return tuple(spelled(one.value) for one in value.candidates) or ...


@pytest.mark.parametrize(
    ("statements", "value"),
    [
        ("appConfig.x = page.a ? 1 : 2;", (1, 2)),
        ("if (page.a) appConfig.x = 1;", (1, 5)),
        ("if (page.a) appConfig.x = 1; else if (page.b) appConfig.x = 2;", (1, 2, 5)),
        ("appConfig.x = page.a ? 1 : page.b;", (1, ...)),
        ("if (page.a) appConfig.x = page.b;", (..., 5)),
        ("if (page.a) appConfig.x = page.b ? 1 : page.c;", ((1, ...), 5)),
        ("appConfig.x = page.a ? 1 : {y: 2};", (1, {"y": 2})),
        ("appConfig.x = page.a;", ...),
    ],
)
def test_over_a_value(statements: str, value: Any) -> None:
    """The lower value is a candidate where the property may be absent, however deep that is."""
    assert over("5", statements) == value


@pytest.mark.parametrize(
    ("statements", "value"),
    [
        ("appConfig.x = page.a ? 1 : 2;", (1, 2)),
        ("appConfig.x = page.a ? 1 : page.b ? [] : null;", (1, [], None)),
        ("if (page.a) appConfig.x = 1;", (1, {"y": 1})),
        ("if (page.a) appConfig.x = 1; else if (page.b) appConfig.x = 2;", (1, 2, {"y": 1})),
        ("appConfig.x = page.a ? 1 : {z: 2};", ...),
        ("appConfig.x = page.a ? 1 : page.b ? {z: 2} : 3;", ...),
        ("appConfig.x = page.a;", ...),
    ],
)
def test_over_an_object(statements: str, value: Any) -> None:
    """An object would be merged into it: there are no candidates where one of them is one."""
    assert over("{y: 1}", statements) == value


def test_over_what_two_layers_made() -> None:
    """No candidate says what two lower layers make together, so that there are none."""
    above = script_layer(
        Source("appConfig.js", "var appConfig = {}; if (page.a) appConfig.x = 1;"),
        assume=["page"],
    )

    found = merge([layer("{x: {y: 1}}"), layer("{x: {z: 2}}", "other.js"), above])["x"]

    assert spelled(found) is ...


def test_conditions_inside_one_another() -> None:
    """They are followed to a depth that people write; the inmost of many are left out."""
    branches = [f"if (page.a{number}) appConfig.x = {number};" for number in range(60)]

    assert over("5", " else ".join(branches[:4])) == (0, 1, 2, 3, 5)
    assert over("5", " else ".join(branches[:20])) == (*range(20), 5)
    assert over("5", " else ".join(branches)) is ...
