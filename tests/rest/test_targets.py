"""Where an edit of the resource was meant to go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from appconfig_merge.rest import Configuration, EditError, MergePatch, plan_restore, plan_update
from appconfig_merge.rest.document import write
from appconfig_merge.rest.edit_options import parse_set, parse_unset

if TYPE_CHECKING:
    from appconfig_merge.diagnostics import Diagnostic

STORED: dict[str, Any] = {
    "account_sid": "AC" + "0" * 32,
    "notifications": {"enabled": True},
    "attributes": {"brand": 1},
    "ui_attributes": {"version_compatibility": "yes", "theme": {"isLight": True}, "rate": 1},
}


def stored(**changes: Any) -> Configuration:
    """The resource, with some properties of other values."""
    properties = {**STORED, **changes}
    return Configuration("resource.json", write(properties).encode(), properties)


def told(edit: str) -> list[Diagnostic]:
    """What speaks against a --set, and what is remarked on it."""
    plan = plan_update(stored(), [parse_set(edit)])
    return [*plan.guards, *plan.remarks]


@pytest.mark.parametrize(
    ("edit", "help"),
    [
        ('logLevel="debug"', "did you mean ui_attributes.logLevel?"),
        ('loglevel="debug"', "did you mean ui_attributes.logLevel?"),
        ("theme.isLight=false", "did you mean ui_attributes.theme.isLight?"),
        ("Theme.is_light=false", "did you mean ui_attributes.theme.isLight?"),
        ("isLight=false", "did you mean ui_attributes.theme.isLight?"),
        ("appConfig.theme.isLight=false", "did you mean ui_attributes.theme.isLight?"),
        ("window.appConfig.theme={}", "did you mean ui_attributes.theme?"),
        ("configuration.ui_attributes.mine=1", "did you mean ui_attributes.mine?"),
        ("configuration={}", "did you mean ui_attributes?"),
        ("rate=2", "did you mean ui_attributes.rate?"),
        ('uiVersion="2.17.1"', "did you mean ui_version?"),
        ("ui_atributes.rate=2", "did you mean ui_attributes?"),
        ('serviceBaseUrl="https://x"',
         ("did you mean serviceBaseUrl of the configuration? Set it in appConfig.js: in place of "
         "ui_attributes Flex UI takes it from the property runtime_domain")),
        ("nothing_like_it=1", None),
    ],
)  # fmt: skip
def test_a_key_of_the_configuration_is_no_property(edit: str, help: str | None) -> None:
    """Such an edit needs force; the help says where the key is set."""
    (guard,) = told(edit)

    assert (guard.code, guard.help) == ("unknown-property", help)


def test_other_ways_to_edit() -> None:
    """A merge patch is told the same, and so is what removes something."""
    patch = MergePatch({"logLevel": "debug", "theme": {"isLight": False}}, "patch.json")

    assert [one.help for one in plan_update(stored(), [patch]).guards] == [
        "did you mean ui_attributes.logLevel?",
        "did you mean ui_attributes.theme.isLight?",
    ]
    plan = plan_update(stored(), [parse_unset("theme.isLight")])
    assert [one.message for one in plan.remarks] == [
        "nothing to unset at theme.isLight; did you mean ui_attributes.theme.isLight?"
    ]
    with pytest.raises(EditError) as caught:
        plan_update(stored(), [parse_unset("logLevel")])
    assert caught.value.message == "logLevel can't be removed: the resource has no such property"
    assert caught.value.help == "did you mean ui_attributes.logLevel?"


OTHER = "Flex UI merges ui_attributes only: attributes is another property, for plugins"


@pytest.mark.parametrize(
    ("edit", "code", "message", "help"),
    [
        ("attributes.theme.isLight=true", "not-merged", OTHER,
         "did you mean ui_attributes.theme.isLight?"),
        ("attributes.brand=2", "not-merged", OTHER, None),
        ("ui_attributes.ui_attributes.theme.isLight=true", "unread-key",
         "Flex UI 2.17.1 never reads ui_attributes.ui_attributes.theme.isLight",
         "did you mean ui_attributes.theme.isLight?"),
        ("ui_attributes.theme.islight=true", "unread-key",
         "Flex UI 2.17.1 never reads ui_attributes.theme.islight",
         "did you mean ui_attributes.theme.isLight?"),
        ('ui_attributes["theme.isLight"]=true', "unread-key",
         'Flex UI 2.17.1 never reads ui_attributes["theme.isLight"]',
         "did you mean ui_attributes.theme.isLight?"),
        ('ui_attributes.account_sid="x"', "unread-key",
         "Flex UI 2.17.1 never reads ui_attributes.account_sid",
         "account_sid is a property beside ui_attributes"),
        ("ui_attributes.notifications.browser=true", "dead-key",
         ("Flex UI 2.17.1 never reads ui_attributes.notifications: it takes notifications from "
         "the property notifications"),
         ("set it in appConfig.js; nothing published says whether the column notifications can be "
         "changed")),
        ('ui_attributes.sso.accountSid="x"', "dead-key",
         ("Flex UI 2.17.1 never reads ui_attributes.sso: it takes sso.accountSid from the property "
         "account_sid"),
         "set it in appConfig.js; the column account_sid is read-only"),
    ],
)  # fmt: skip
def test_what_flex_ui_never_reads(edit: str, code: str, message: str, help: str | None) -> None:
    """The edit is made, and the plan says what Flex UI makes of it."""
    (remark,) = told(edit)

    assert (remark.code, remark.message, remark.help) == (code, message, help)


@pytest.mark.parametrize(
    "edit",
    [
        "ui_attributes.theme.isLight=false",
        "ui_attributes.mine.of.my.own=1",
        "ui_attributes.componentProps.CRMContainer.uriCallback=null",
        'ui_attributes.logLevel="info"',
        "call_recording_enabled=true",
    ],
)
def test_what_needs_no_word(edit: str) -> None:
    """Known keys and keys of one's own, where they belong."""
    assert told(edit) == []


def test_a_restore_is_no_place_for_advice() -> None:
    """What was stored before comes back as it was."""
    backup = stored(ui_attributes={"version_compatibility": "yes", "isLight": True})

    plan = plan_restore(stored(), backup, only=["ui_attributes"])

    assert [one.code for one in plan.remarks] == []
