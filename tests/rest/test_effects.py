"""What a change of ui_attributes does to the UI of a self-hosted Flex."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from appconfig_merge import Source, format_path, script_layer
from appconfig_merge.rest import Set, Unset, consequences, plan_update
from tests.rest.test_plan import resource

if TYPE_CHECKING:
    from appconfig_merge.rest import Consequences
    from appconfig_merge.rest.edits import Edit

SCRIPT = """\
var appConfig = {
  logLevel: "debug",
  language: location.pathname,
  theme: { isLight: false },
  sso: { accountSid: "x" },
  formats: ["png"]
};
"""


def told(attributes: Any, *edits: Edit, flex_ui: str = "documented") -> Consequences:
    """The consequences of edits for a UI with the script."""
    plan = plan_update(resource(ui_attributes=attributes), edits)
    return consequences(plan, script_layer(Source("appConfig.js", SCRIPT)), flex_ui)


def changes(found: Consequences) -> dict[str, tuple[object, object]]:
    """The values before and after, by path; "none" where there is none."""
    return {
        format_path(one.path): (
            one.before.value if one.before else "none",
            one.after.value if one.after else "none",
        )
        for one in found.changes
    }


def test_a_value_that_only_the_resource_sets() -> None:
    """Takes effect."""
    found = told({"custom_data": {"a": 1}}, Set(("ui_attributes", "custom_data", "a"), 2))

    assert changes(found) == {"custom_data.a": (1, 2)}
    assert found.without_effect == ()


def test_what_counts_in_a_release() -> None:
    """Its log level reaches every SDK, and beats the script; a dead key does nothing."""
    level = Set(("ui_attributes", "logLevel"), "warn")
    dead = Set(("ui_attributes", "notifications"), {"browser": True})

    found = told({}, level, dead, flex_ui="2.17.1")

    assert changes(found)["logLevel"] == ("debug", "warn")
    assert changes(found)["sdkOptions.chat.logLevel"] == ("debug", "warn")
    assert [(one.path, one.reason, one.layer) for one in found.without_effect] == [
        (("notifications", "browser"), "overridden", "column notifications")
    ]


def test_a_column_that_a_release_reads() -> None:
    """An edit of one counts there; by the documented rules no column does."""
    edit = Set(("markdown",), {"enabled": False})

    assert changes(told({}, edit)) == {}
    assert changes(told({}, edit, flex_ui="2.17.1"))["markdown.enabled"][1] is False


@pytest.mark.parametrize(
    ("edit", "reason", "place"),
    [
        (Set(("ui_attributes", "theme", "isLight"), value=True), "overridden", (4, 21)),
        (Set(("ui_attributes", "theme", "isLight"), value=False), "redundant", (4, 21)),
        (Set(("ui_attributes", "language"), "de"), "unresolved", (3, 13)),
        (Set(("ui_attributes", "formats"), ["jpg"]), "overridden", (6, 12)),
        (Unset(("ui_attributes", "logLevel")), "overridden", (2, 13)),
    ],
)
def test_edits_that_the_script_beats(edit: Edit, reason: str, place: tuple[int, int]) -> None:
    """Each is told with the line of appConfig.js that beats it."""
    found = told({"logLevel": "info"}, edit)

    assert found.changes == ()
    [one] = found.without_effect
    assert (one.reason, one.layer) == (reason, "appConfig.js")
    assert one.location is not None
    assert one.location[1:3] == place


def test_an_object_of_which_a_part_takes_effect() -> None:
    """Each of its values is told by itself."""
    value: Any = {"isLight": True, "tokens": {"primary": "#000"}}

    found = told({}, Set(("ui_attributes", "theme"), value))

    assert changes(found) == {"theme.tokens.primary": ("none", "#000")}
    assert [one.path for one in found.without_effect] == [("theme", "isLight")]


def test_an_object_whose_parent_the_script_replaces() -> None:
    """What lies in it has no effect either."""
    found = told({}, Set(("ui_attributes", "formats", "image"), "x"))

    assert [(one.path, one.reason) for one in found.without_effect] == [
        (("formats", "image"), "overridden")
    ]


def test_an_element_of_an_array_that_takes_effect() -> None:
    """An array is one value."""
    found = told({"list": [{"a": 1}]}, Set(("ui_attributes", "list", 0, "a"), 2))

    assert changes(found) == {"list": ([{"a": 1}], [{"a": 2}])}
    assert found.without_effect == ()


def test_other_properties_do_nothing_to_the_merge() -> None:
    """Only ui_attributes is merged with appConfig.js."""
    found = told({}, Set(("ui_language",), "de"))

    assert found == ((), ())


def test_ui_attributes_that_were_none() -> None:
    """Everything in them is new."""
    found = told(None, Set(("ui_attributes", "custom", "a"), 1))

    assert changes(found) == {"custom.a": ("none", 1)}
