"""The JSON of a planned change and of what became of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from appconfig_merge import Location
from appconfig_merge.diagnostics import Diagnostic
from appconfig_merge.errors import InputError
from appconfig_merge.rendering.change.as_json import change_report
from appconfig_merge.rendering.change.shown import shown_change
from appconfig_merge.rest import Set, Unset, plan_restore, plan_update
from appconfig_merge.rest.effects import Consequences, WithoutEffect
from tests.rendering.test_change import A_KEY, ACCOUNT, EVERY_KIND, SECRET, resource, shown


def report(*args: Any, **known: Any) -> Any:
    """The report, as whoever reads it gets it; fractions as they are written."""
    return json.loads(change_report(*args, **known), parse_float="{} in JSON".format)


def test_a_plan() -> None:
    """Which resource, each place that changes, what is sent, what that does to values."""
    change = shown(*EVERY_KIND[3:6], *EVERY_KIND[6:8], EVERY_KIND[2])
    attributes = {
        "a": 1,
        "list": [{"name": "x", "n": 1}],
        "o": {"k": "1.50 in JSON", "a b": {"x": [1, "é"], "z": {}}},
        "apiKey": "********",
        "over": 2,
        "same": 2,
        "page": 1,
    }

    def place(column: int) -> dict[str, object]:
        return Location("app.js", 1, column, 1, column + 1)._asdict()

    assert report(change, "planned") == {
        "schema_version": 1,
        "resource": {
            "account_sid": ACCOUNT,
            "fetched_at": "2026-05-02T03:04:05Z",
            "date_updated": "2026-05-01T00:00:00Z",
        },
        "changes": [
            {
                "property": "ui_attributes",
                "differences": [
                    {
                        "path": ["ui_attributes", "o", "k"],
                        "kind": "changed",
                        "before": "1.0 in JSON",
                        "after": "1.50 in JSON",
                    },
                    {
                        "path": ["ui_attributes", "o", "a b"],
                        "kind": "added",
                        "after": {"x": [1, "é"], "z": {}},
                    },
                    {
                        "path": ["ui_attributes", "apiKey"],
                        "kind": "changed",
                        "before": "********",
                        "after": "********",
                    },
                    {"path": ["ui_attributes", "gone"], "kind": "removed", "before": [1, 2]},
                    {
                        "path": ["ui_attributes", "over"],
                        "kind": "changed",
                        "before": 1,
                        "after": 2,
                    },
                    {
                        "path": ["ui_attributes", "same"],
                        "kind": "changed",
                        "before": 1,
                        "after": 2,
                    },
                ],
            }
        ],
        "guards": [],
        "remarks": [],
        "body": {"account_sid": ACCOUNT, "ui_attributes": attributes},
        "effective": {
            "changes": [
                {
                    "path": ["o", "k"],
                    "before": {"value": 1, "set_by": "ui_attributes"},
                    "after": {"value": "1.5 in JSON", "set_by": "ui_attributes"},
                },
                {
                    "path": ["apiKey"],
                    "before": {"value": "********", "set_by": "ui_attributes"},
                    "after": {"value": "********", "set_by": "ui_attributes"},
                },
                {"path": ["gone"], "before": {"value": [1, 2], "set_by": "ui_attributes"}},
                {
                    "path": ["o", "a b", "x"],
                    "after": {"value": [1, "é"], "set_by": "ui_attributes"},
                },
                {
                    "path": ["o", "a b", "z"],
                    "after": {"value": {}, "set_by": "ui_attributes"},
                },
            ],
            "without_effect": [
                {
                    "path": ["over"],
                    "reason": "overridden",
                    "layer": "appConfig.js",
                    "location": place(25),
                },
                {
                    "path": ["same"],
                    "reason": "redundant",
                    "layer": "appConfig.js",
                    "location": place(34),
                },
            ],
        },
        "outcome": "planned",
    }


def test_what_became_of_it() -> None:
    """State, backup, notes and error are there where there are any."""
    change = shown_change(
        plan_update(resource('{"version_compatibility": "yes"}'), []), None, show_secrets=True
    )

    assert (
        change_report(
            change,
            "conflict",
            backup=Path("backups", "b.json"),
            state="unchanged",
            error=InputError("it changed", help="call again"),
            remarks=("a note",),
        )
        == """\
{
  "schema_version": 1,
  "resource": {
    "account_sid": "AC00000000000000000000000000000000",
    "fetched_at": null,
    "date_updated": null
  },
  "changes": [],
  "guards": [],
  "remarks": [],
  "body": {
    "account_sid": "AC00000000000000000000000000000000"
  },
  "outcome": "conflict",
  "state": "unchanged",
  "backup": "backups/b.json",
  "notes": [
    "a note"
  ],
  "error": {
    "code": "unreadable-input",
    "message": "it changed",
    "help": "call again"
  }
}
"""
    )


def test_another_order() -> None:
    """Has no values: they are the same."""
    now, before = resource('{"a": 1, "b": 2}'), resource('{"b": 2, "a": 1}')

    found = report(shown_change(plan_restore(now, before), None, show_secrets=False), "planned")

    assert found["changes"][0]["differences"] == [{"path": ["ui_attributes"], "kind": "reordered"}]


def test_remarks_and_guards() -> None:
    """Are masked: they may quote what they are about."""
    said = Diagnostic("code", "warning", "not k3y-0f-4n0ther", help="no k3y-0f-n0-0ne")
    plan = plan_update(shown(SECRET).configuration, [SECRET])._replace(
        guards=(said,), remarks=(said, said)
    )
    masked = {
        "code": "code",
        "severity": "warning",
        "message": "not ********",
        "location": None,
        "help": "no ********",
    }

    found = report(shown_change(plan, None, show_secrets=False), "planned")
    assert (found["guards"], found["remarks"]) == ([masked], [masked, masked])
    found = report(shown_change(plan, None, show_secrets=True), "planned")
    assert found["guards"][0]["message"] == "not k3y-0f-4n0ther"


def test_an_edit_without_effect_that_no_layer_explains() -> None:
    """Its layer is null, its secret keys are masked as everywhere."""
    key = "k3y-0f-n0-0ne"
    plan = plan_update(
        shown(SECRET).configuration, [Unset(("ui_attributes", "apiKey")), Set(A_KEY, {key: 1})]
    )
    idle = WithoutEffect(("a", key), "none", "", None)

    found = report(shown_change(plan, Consequences((), (idle,)), show_secrets=False), "planned")

    assert found["effective"] == {
        "changes": [],
        "without_effect": [
            {"path": ["a", "******** (1)"], "reason": "none", "layer": None, "location": None}
        ],
    }
    assert found["changes"][0]["differences"][0]["after"] == {"******** (1)": 1}
