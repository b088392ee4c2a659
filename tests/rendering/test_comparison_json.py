"""Comparisons and matrices as data."""

from __future__ import annotations

import json
from typing import Any

import pytest

from appconfig_merge.questions.comparison import Comparison
from appconfig_merge.rendering.comparison.as_json import (
    comparison_report,
    matrix_report,
    side_report,
)
from appconfig_merge.rendering.comparison.shown import shown_comparison
from appconfig_merge.rendering.json_text import dump
from tests.rendering.test_comparison import configured
from tests.rendering.test_matrix import matrix, matrix_of

BEFORE = configured("a: 1, b: 2, d: 4, s: location.hash", '{"e": 5}')
AFTER = configured("a: 'x', c: undefined, d: { k: 1 }, e: 5, s: { k: 1 }")


def written(report: dict[str, Any]) -> Any:
    """What whoever reads a report has of it."""
    return json.loads(dump(report))


def at(column: int, end: int, file: str = "a.js") -> dict[str, Any]:
    """A place in the first line."""
    return {"file": file, "line": 1, "column": column, "end_line": 1, "end_column": end}


def value(value: object, column: int, end: int) -> dict[str, Any]:
    """A value of the script."""
    place = at(column, end)
    return {"standing": "value", "value": value, "set_by": "appConfig.js", "location": place}


def test_a_comparison() -> None:
    """Both sides of each path: the value and who sets it, or what the path is instead."""
    compared = shown_comparison(Comparison(BEFORE, AFTER), show_secrets=True)
    unresolved = {
        "$js": "unresolved",
        "source": "location.hash",
        "reason": "only the page knows location.hash",
        "location": at(40, 53),
        "define": "location.hash",
    }
    unset = {"standing": "unset"}
    low = {"standing": "value", "value": 5, "set_by": "ui_attributes"}

    assert written(comparison_report(compared, [{"name": "A"}, {"name": "B"}])) == {
        "schema_version": 1,
        "a": {"name": "A"},
        "b": {"name": "B"},
        "secrets": "shown",
        "values": [
            {"path": ["a"], "before": value(1, 22, 23), "after": value("x", 22, 25)},
            {"path": ["b"], "before": value(2, 28, 29), "after": unset},
            {"path": ["d"], "before": value(4, 34, 35), "after": {"standing": "object"}},
            {"path": ["s"], "before": value(unresolved, 40, 53), "after": {"standing": "object"}},
            {"path": ["c"], "before": unset, "after": value({"$js": "undefined"}, 30, 39)},
            {"path": ["d", "k"], "before": unset, "after": value(1, 49, 50)},
            {"path": ["s", "k"], "before": {"standing": "unresolved"}, "after": value(1, 68, 69)},
        ],
        "sources": [
            {
                "path": ["e"],
                "before": {**low, "location": at(7, 8, "ui.json")},
                "after": value(5, 57, 58),
            }
        ],
    }


@pytest.mark.parametrize(
    ("show_secrets", "secrets", "shown"),
    [(True, "shown", "k3y-0f-n0-0ne"), (False, "masked", "********")],
)
def test_secrets(*, show_secrets: bool, secrets: str, shown: str) -> None:
    """The report says whether they are masked in it."""
    one, other = "apiKey: 'k3y-0f-4n0ther'", "apiKey: 'k3y-0f-n0-0ne'"
    compared = shown_comparison(
        Comparison(configured(one), configured(other)), show_secrets=show_secrets
    )
    report = written(comparison_report(compared, [{}, {}]))

    assert (report["secrets"], report["values"][0]["after"]["value"]) == (secrets, shown)
    made = matrix_of({"one": one, "other": other}, show_secrets=show_secrets)
    report = written(matrix_report(made.shown, [{"name": "one"}, {"name": "other"}], []))
    assert (report["secrets"], report["rows"][0]["groups"][1]["value"]) == (secrets, shown)


def test_a_side() -> None:
    """By the documented rules, or by those of a release."""
    layers = [
        {"id": "ui_attributes", "kind": "rest", "file": "ui.json"},
        {"id": "appConfig.js", "kind": "script", "file": "a.js"},
    ]

    assert side_report("x", "files", "", BEFORE) == {
        "name": "x",
        "kind": "files",
        "semantics": "documented",
        "layers": layers,
    }
    assert side_report("x", "saved", "2.17.1", BEFORE) == {
        "name": "x",
        "kind": "saved",
        "semantics": "release",
        "release": "2.17.1",
        "layers": layers,
    }


def test_a_matrix() -> None:
    """Per path the values, each with the environments that have it."""
    made = matrix(dev="a: 1, b: 2", live="a: 1", test="a: 3")
    names = ("dev", "live", "test")

    def whose(name: str, column: int) -> dict[str, Any]:
        place = at(column, column + 1, f"{name}.js")
        return {"name": name, "set_by": "appConfig.js", "location": place}

    found = written(
        matrix_report(made.shown, [{"name": name} for name in names], [{"name": "broken"}])
    )

    assert found == {
        "schema_version": 1,
        "environments": [{"name": "dev"}, {"name": "live"}, {"name": "test"}],
        "unreadable": [{"name": "broken"}],
        "secrets": "masked",
        "rows": [
            {
                "path": ["a"],
                "differs": True,
                "groups": [
                    {
                        "standing": "value",
                        "value": 1,
                        "environments": [whose("dev", 22), whose("live", 22)],
                    },
                    {"standing": "value", "value": 3, "environments": [whose("test", 22)]},
                ],
            },
            {
                "path": ["b"],
                "differs": True,
                "groups": [
                    {"standing": "unset", "environments": [{"name": "live"}, {"name": "test"}]},
                    {"standing": "value", "value": 2, "environments": [whose("dev", 28)]},
                ],
            },
        ],
    }
