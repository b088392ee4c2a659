"""Plans: what is sent, what is refused, what needs force."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from appconfig_merge import format_path
from appconfig_merge.layers.properties import (
    DOUBTFUL,
    PROPERTIES,
    READ_ONLY,
    UNKNOWN,
    WRITABLE,
)
from appconfig_merge.rest import (
    Configuration,
    MergePatch,
    RefusedChangeError,
    Replace,
    Set,
    Unset,
    WrongAccountError,
    plan_restore,
    plan_update,
)
from appconfig_merge.rest.document import write

if TYPE_CHECKING:
    from appconfig_merge.rest.edits import Edit
    from appconfig_merge.rest.plan import Plan

ACCOUNT = "AC00000000000000000000000000000000"
STORED: dict[str, Any] = {
    "account_sid": ACCOUNT,
    "status": "ok",
    "runtime_domain": "https://flex.example.com",
    "flex_insights_hr": None,
    "notifications": {"enabled": True},
    "call_recording_enabled": False,
    "ui_attributes": {
        "version_compatibility": "yes",
        "theme": {"isLight": True, "tokens": {"primary": "#fff"}},
        "rate": Decimal("1.0"),
    },
    "taskrouter_skills": [
        {"name": "voice", "multivalue": False, "minimum": None, "maximum": None},
        {"name": "chat", "multivalue": False, "minimum": None, "maximum": None},
    ],
}


def resource(**changes: Any) -> Configuration:
    """The stored resource, with some properties of other values."""
    properties = {**STORED, **changes}
    return Configuration("resource.json", write(properties).encode(), properties)


def codes(plan: Plan) -> list[str]:
    """The codes of what needs force."""
    return [guard.code for guard in plan.guards]


def test_only_the_account_and_the_changed_properties_are_sent() -> None:
    """A property goes whole, with all that was in it; the others don't go at all."""
    plan = plan_update(resource(), [Set(("ui_attributes", "theme", "isLight"), value=False)])

    assert plan.body == {
        "account_sid": ACCOUNT,
        "ui_attributes": {
            "version_compatibility": "yes",
            "theme": {"isLight": False, "tokens": {"primary": "#fff"}},
            "rate": Decimal("1.0"),
        },
    }
    assert not plan.guards
    assert not plan.remarks


def test_edits_are_applied_in_order() -> None:
    """A later edit sees what an earlier one made."""
    edits: list[Edit] = [
        Set(("ui_attributes", "custom_data"), {"a": 1, "b": 2}),
        Unset(("ui_attributes", "custom_data", "a")),
        Set(("ui_attributes", "custom_data", "c"), 3),
    ]

    plan = plan_update(resource(), edits)

    assert plan.body["ui_attributes"] == {
        **STORED["ui_attributes"],
        "custom_data": {"b": 2, "c": 3},
    }


@pytest.mark.parametrize(
    "edits",
    [
        [],
        [Set(("call_recording_enabled",), value=False)],
        [Set(("ui_attributes", "rate"), 1)],
        [Set(("ui_attributes", "new"), 1), Unset(("ui_attributes", "new"))],
        [
            Replace(
                "ui_attributes",
                dict(reversed(STORED["ui_attributes"].items())),
            )
        ],
        [Set(("status",), "ok")],
    ],
    ids=["none", "same value", "same number", "there and back", "another order", "read-only"],
)
def test_what_is_stored_already_is_not_sent(edits: list[Edit]) -> None:
    """Without a change there is nothing to send, whatever the edits look like."""
    assert plan_update(resource(), edits).changes == ()


def test_true_is_not_one() -> None:
    """Values of different types are different."""
    stored = resource(call_recording_enabled=1)

    assert len(plan_update(stored, [Set(("call_recording_enabled",), value=True)]).changes) == 1


def test_all_read_only_properties_are_named_at_once() -> None:
    """In the words of the service's error 45004."""
    edits = [
        Set(("status",), "inprogress"),
        Set(("ui_language",), "de"),
        Set(("runtime_domain",), "x"),
    ]

    with pytest.raises(RefusedChangeError) as caught:
        plan_update(resource(), edits)

    assert caught.value.message == (
        "You are not allowed to modify property for [status, runtime_domain]."
    )


def test_the_account_cannot_be_changed() -> None:
    """account_sid names the account that a change is for."""
    with pytest.raises(RefusedChangeError, match=r"\[account_sid\]"):
        plan_update(resource(), [Set(("account_sid",), "AC" + "1" * 32)])


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("flex_insights_hr", "flex_insights_hr may be read-only: published lists disagree"),
        (
            "notifications",
            "nothing published says whether the API lets notifications be changed",
        ),
    ],
)
def test_doubtful_properties_are_warned_about(name: str, said: str) -> None:
    """Where nobody knows for certain, the change is not refused."""
    plan = plan_update(resource(), [Set((name, "enabled"), value=False)])

    assert [remark.message for remark in plan.remarks] == [said]
    assert plan.changes


def test_the_documented_properties() -> None:
    """There are 49, each in one list."""
    assert len(PROPERTIES) == 49
    assert len(READ_ONLY) + len(DOUBTFUL) + len(UNKNOWN) + len(WRITABLE) == 49


@pytest.mark.parametrize(
    ("edit", "lost"),
    [
        (Set(("ui_attributes", "theme"), {"isLight": False}), ["ui_attributes.theme.tokens"]),
        (Set(("ui_attributes", "theme"), None), ["ui_attributes.theme"]),
        (
            Replace("ui_attributes", {"version_compatibility": "yes", "theme": {}}),
            ["ui_attributes.theme.isLight", "ui_attributes.theme.tokens", "ui_attributes.rate"],
        ),
        (Replace("taskrouter_skills", [STORED["taskrouter_skills"][1]]), ["taskrouter_skills[0]"]),
        (MergePatch({"ui_attributes": {"theme": "dark"}}, "patch.json"), ["ui_attributes.theme"]),
    ],
)
def test_dropping_what_is_not_named_needs_force(edit: Edit, lost: list[str]) -> None:
    """What goes away without being named for removal is listed."""
    plan = plan_update(resource(), [edit])

    assert codes(plan) == ["drops-more"]
    for path in lost:
        assert path in plan.guards[0].message


@pytest.mark.parametrize(
    "edits",
    [
        [Unset(("ui_attributes", "theme"))],
        [
            Unset(("ui_attributes", "theme", "tokens")),
            Set(("ui_attributes", "theme"), {"isLight": True}),
        ],
        [MergePatch({"ui_attributes": {"theme": None}}, "patch.json")],
        [Unset(("taskrouter_skills", 0))],
        [Set(("ui_attributes", "rate"), None)],
    ],
    ids=["unset", "unset, then set", "null", "element", "a scalar"],
)
def test_dropping_what_is_named_needs_no_force(edits: list[Edit]) -> None:
    """An explicit removal is what was asked for."""
    plan = plan_update(resource(), edits)

    assert codes(plan) == []


def test_what_a_later_edit_brings_back_is_not_dropped() -> None:
    """Only what is gone in the end counts, however deep it lay."""
    edits: list[Edit] = [
        Set(("ui_attributes", "theme"), {}),
        Set(("ui_attributes", "theme"), {"isLight": False, "tokens": {}}),
    ]

    [guard] = plan_update(resource(), edits).guards

    assert guard.message.endswith(": ui_attributes.theme.tokens.primary")


@pytest.mark.parametrize(
    "edit",
    [
        Unset(("ui_attributes", "version_compatibility")),
        Set(("ui_attributes", "version_compatibility"), "no"),
        Set(("ui_attributes", "version_compatibility"), None),
        Replace("ui_attributes", {k: v for k, v in STORED["ui_attributes"].items() if k[0] != "v"}),
    ],
)
def test_a_flex_ui_that_would_not_start_needs_force(edit: Edit) -> None:
    """version_compatibility is read from the resource only, before appConfig.js counts."""
    assert "version-compatibility" in codes(plan_update(resource(), [edit]))


@pytest.mark.parametrize("value", [None, [], "x"])
def test_no_ui_attributes_object_needs_force(value: Any) -> None:
    """Flex UI refuses to start without ui_attributes."""
    plan = plan_update(resource(), [Set(("ui_attributes",), value)])

    assert "version-compatibility" in codes(plan)


NONE = "the resource has no ui_attributes object"
NEITHER = 'ui_attributes.version_compatibility is neither "yes" nor "deprecated"'


@pytest.mark.parametrize("stored", [None, []])
@pytest.mark.parametrize(
    ("edit", "what"),
    [
        (Set(("ui_language",), "de"), NONE),
        (Replace("ui_attributes", {}), NEITHER),
        (Replace("ui_attributes", {"version_compatibility": "no"}), NEITHER),
        (Replace("ui_attributes", {"version_compatibility": "yes"}), None),
        (Replace("ui_attributes", {"version_compatibility": "deprecated"}), None),
        (Replace("ui_attributes", "x"), None),  # a guard says so
    ],
)
def test_a_flex_ui_that_does_not_start_as_it_is(stored: Any, edit: Edit, what: str | None) -> None:
    """A change after which it doesn't start either is warned of."""
    plan = plan_update(resource(ui_attributes=stored), [edit])

    assert [one.message for one in plan.remarks if one.code == "version-compatibility"] == (
        [f"{what}: Flex UI refuses to start, for every agent, also after this change"]
        if what
        else []
    )


def test_a_flex_ui_that_starts_is_not_warned_of() -> None:
    """There is nothing to mend."""
    plan = plan_update(resource(), [Set(("ui_attributes", "version_compatibility"), "no")])

    assert [one.code for one in plan.remarks if one.code == "version-compatibility"] == []


def test_deprecated_starts_too() -> None:
    """With "deprecated" Flex UI shows a notice to agents, and starts."""
    edit = Set(("ui_attributes", "version_compatibility"), "deprecated")

    assert codes(plan_update(resource(), [edit])) == []


def test_a_misspelt_property_needs_force() -> None:
    """A name that is neither documented nor stored is most likely a mistake."""
    plan = plan_update(resource(), [Set(("ui_atributes", "theme"), {})])

    assert codes(plan) == ["unknown-property"]
    assert plan.guards[0].help == "did you mean ui_attributes?"


def test_a_documented_property_that_is_not_stored_yet() -> None:
    """Needs no force."""
    plan = plan_update(resource(), [Set(("ui_language",), "de-DE")])

    assert codes(plan) == []
    assert plan.body == {"account_sid": ACCOUNT, "ui_language": "de-DE"}


def test_restoring_sends_what_differs() -> None:
    """Also what means the same and is written otherwise: a restore is exact."""
    backup = resource()
    now = resource(
        call_recording_enabled=True,
        ui_attributes={**STORED["ui_attributes"], "rate": 1},
    )

    assert plan_restore(now, backup).body == {
        "account_sid": ACCOUNT,
        "call_recording_enabled": False,
        "ui_attributes": STORED["ui_attributes"],
    }


def test_restoring_leaves_read_only_properties_alone() -> None:
    """They are told, except for the dates, which differ by nature."""
    now = resource(
        status="inprogress",
        flex_insights_hr={},
        date_updated="2026-01-01T00:00:00Z",
        added="x",
    )

    plan = plan_restore(now, resource(date_updated="2025-01-01T00:00:00Z"))

    assert plan.changes == ()
    assert sorted(remark.message for remark in plan.remarks) == [
        "added is not in the backup and is left as it is",
        (
            "flex_insights_hr differs from the backup and is left as it is "
            "(may be read-only; --only restores it)"
        ),
        "status differs from the backup and is left as it is (read-only)",
    ]


def test_restoring_some_properties_only() -> None:
    """What isn't named stays; a doubtful property that is named is tried."""
    now = resource(call_recording_enabled=True, flex_insights_hr={}, taskrouter_skills=[])

    plan = plan_restore(now, resource(), ("call_recording_enabled", "flex_insights_hr"))

    assert sorted(plan.body) == ["account_sid", "call_recording_enabled", "flex_insights_hr"]


def test_restoring_has_the_same_guards() -> None:
    """What was added since the backup isn't dropped without force."""
    theme = {**STORED["ui_attributes"], "custom_data": {"a": 1}}

    plan = plan_restore(resource(ui_attributes=theme), resource())

    assert codes(plan) == ["drops-more"]
    assert format_path(("ui_attributes", "custom_data")) in plan.guards[0].message


@pytest.mark.parametrize(
    ("only", "said"),
    [
        (("ui_version",), "resource.json has no ui_version"),
        (("status",), "You are not allowed to modify property for [status]."),
    ],
)
def test_what_cannot_be_restored(only: tuple[str, ...], said: str) -> None:
    """A name that the backup lacks, or that is read-only."""
    with pytest.raises(RefusedChangeError) as caught:
        plan_restore(resource(), resource(), only)

    assert caught.value.message == said


def test_the_backup_of_another_account() -> None:
    """Is never restored."""
    with pytest.raises(WrongAccountError):
        plan_restore(resource(), resource(account_sid="AC" + "1" * 32))


def test_a_stored_key_that_stands_twice_is_remarked_on() -> None:
    """A property goes back whole, with the last of the two alone."""
    text = (
        f'{{"account_sid": "{ACCOUNT}", "ui_attributes": {{}}, "attributes": {{"a": 1, "a": 2}}}}'
    )
    stored = Configuration.from_bytes("resource.json", text.encode())

    plan = plan_update(stored, [Set(("attributes", "b"), 3)])

    assert plan.body["attributes"] == {"a": 2, "b": 3}
    assert [one.code for one in plan.remarks] == ["not-merged", "duplicate-key"]
    assert plan_update(stored, []).remarks == ()
