"""The JSON of an explanation and of what belongs to it, whole."""

from __future__ import annotations

from typing import Any

from appconfig_merge import Location, Source, effective_config, parse_path
from appconfig_merge.effective.contributions import Rival
from appconfig_merge.questions.absent import partial_matches
from appconfig_merge.questions.advice import Advice, Futile
from appconfig_merge.questions.edits import AdvisedEdit
from appconfig_merge.rendering.explanation.as_json import (
    advice_data,
    explanation_report,
    partial_matches_data,
    without_data,
)

CONFIG = effective_config(
    Source("a.js", "var appConfig = { o: { k: 1 }, list: [1], x: 1 };"), ui_attributes={"o": 2}
)
NEWEST = effective_config(Source("a.js", "appConfig = {};"), flex_ui="2.17.1").release
HERE = Location("a.js", 1, 2, 3, 4)


def place(column: int, end_column: int) -> dict[str, Any]:
    """A place in the one line of the script."""
    return HERE._replace(column=column, end_line=1, end_column=end_column)._asdict()


def test_a_value() -> None:
    """What it is, who set it, and all that is said at its path."""
    assert explanation_report(CONFIG.explain("x")) == {
        "schema_version": 1,
        "path": ["x"],
        "kind": "value",
        "value": 1,
        "set_by": "appConfig.js",
        "contributions": [
            {
                "layer": "appConfig.js",
                "value": 1,
                "outcome": "effective",
                "rule": "only-layer",
                "location": place(46, 47),
                "key_location": place(43, 44),
            }
        ],
        "layers": ["ui_attributes", "appConfig.js"],
    }


def test_what_is_not_set() -> None:
    """Has no value, but names that may have been meant."""
    assert explanation_report(CONFIG.explain("o.K")) == {
        "schema_version": 1,
        "path": ["o", "K"],
        "kind": "absent",
        "contributions": [],
        "nearest": [["o", "k"]],
        "layers": ["ui_attributes", "appConfig.js"],
    }
    assert partial_matches_data(partial_matches(CONFIG, parse_path("o.K"))) == [
        {
            "layer": "appConfig.js",
            "found": ["o"],
            "missing": "K",
            "location": place(22, 30),
            "is_object": True,
            "in_effect": True,
        },
        {
            "layer": "ui_attributes",
            "found": ["o"],
            "missing": "K",
            "location": None,
            "is_object": False,
            "in_effect": False,
        },
    ]


def test_what_would_be_without_a_layer() -> None:
    """The explanation of what is then, and what was left out."""
    then = CONFIG.without("appConfig.js").explain("o")

    assert without_data("appConfig.js", then) == {
        "left_out": "appConfig.js",
        **explanation_report(then),
    }


def test_advice() -> None:
    """Edits with what belongs to their action, and places where an edit has no effect."""
    advice = Advice(
        (
            AdvisedEdit("edit", "appConfig.js", ("x",), HERE, lost_in=NEWEST),
            AdvisedEdit("add", "appConfig.js", ("l",), HERE, ("o",), replaces=("o", "l")),
        ),
        (
            Futile("ui_attributes", None, "higher-layer", True, Rival("appConfig.js", HERE)),
            Futile("ui_attributes", HERE, "unresolved-above", False, None, NEWEST),
        ),
    )

    assert advice_data(advice) == {
        "edits": [
            {
                "action": "edit",
                "layer": "appConfig.js",
                "path": ["x"],
                "location": HERE._asdict(),
                "lost_in": "2.17.1",
            },
            {
                "action": "add",
                "layer": "appConfig.js",
                "path": ["l"],
                "location": HERE._asdict(),
                "object_path": ["o"],
                "replaces": ["o", "l"],
            },
        ],
        "no_effect": [
            {
                "layer": "ui_attributes",
                "location": None,
                "rule": "higher-layer",
                "certain": True,
                "rival": {"layer": "appConfig.js", "location": HERE._asdict()},
            },
            {
                "layer": "ui_attributes",
                "location": HERE._asdict(),
                "rule": "unresolved-above",
                "certain": False,
                "rival": None,
                "wins_in": "2.17.1",
            },
        ],
    }


def test_where_the_newest_release_departs() -> None:
    """It has another value, or none."""
    config = effective_config(
        Source("appConfig.js", "var appConfig = { logLevel: 'info' };"),
        configuration={
            "account_sid": "AC" + "0" * 32,
            "ui_attributes": {"logLevel": "error", "notifications": {"dead": 1}},
        },
    )

    assert explanation_report(config.explain("logLevel"))["departure"] == {
        "release": "2.17.1",
        "value": "error",
        "set_by": "ui_attributes.logLevel",
    }
    assert explanation_report(config.explain("notifications.dead"))["departure"] == {
        "release": "2.17.1",
        "absent": True,
    }
