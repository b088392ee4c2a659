"""Account SIDs that are none, or another account's."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.checks.support import findings, only

SID = "AC" + "0" * 32
OTHER = "AC" + "0" * 31 + "1"
RULES = only("account-sid", "other-account", "placeholder")
WHAT = "sso.accountSid is no account's SID"
IN_VAIN = "nobody can log in with it"


def told(script: str, resource: Any = None, **options: Any) -> list[tuple[str, str]]:
    """Severity and message of each finding about the account."""
    text = json.dumps(resource) if resource is not None else None
    found = findings(f"var appConfig = {script};", text, settings=RULES, **options)
    return [(one.severity, one.message) for one in found]


@pytest.mark.parametrize(
    ("sid", "why"),
    [
        ("AC...", ", which is AC and 32 hexadecimal digits"),
        ("accountSid", ", which is AC and 32 hexadecimal digits"),
        ("ACCOUNT_SID", ", which is AC and 32 hexadecimal digits"),
        ("undefined", ", which is AC and 32 hexadecimal digits"),
        ("AC" + "O" * 32, ", which is AC and 32 hexadecimal digits"),
        ("ACxx", ", since it has 4 characters and not 34"),
        (SID[:-1], ", since it has 33 characters and not 34"),
        (SID + "0", ", since it has 35 characters and not 34"),
        (SID.lower(), ", since one begins with AC in capitals"),
        ("Ac" + SID[2:], ", since one begins with AC in capitals"),
        (SID[2:], ", since the AC in front of it is missing"),
        (f" {SID}", ", since there are blanks around it"),
        (f"{SID}\n", ", since there are blanks around it"),
        ("US" + SID[2:], ", since an account's begins with AC and this one with US"),
    ],
)
def test_a_text_that_is_no_sid(sid: str, why: str) -> None:
    """Why it is none is said; the text isn't, since a token may have been pasted there."""
    script = json.dumps({"sso": {"accountSid": sid}})

    assert told(script) == [("error", f"{WHAT}{why}: {IN_VAIN}")]


@pytest.mark.parametrize(
    "sid", ["${ACCOUNT_SID}", "{{ACCOUNT_SID}}", "YOUR_ACCOUNT_SID", "ACXXXXXXXX", "AC${SID}"]
)
def test_a_placeholder_is_told_once(sid: str) -> None:
    """With what comes of it; where only placeholders are asked for, as one."""
    script = json.dumps({"sso": {"accountSid": sid}})

    assert told(script) == [
        ("error", f"sso.accountSid is a placeholder that was never filled in: {IN_VAIN}")
    ]
    [as_such] = findings(f"var appConfig = {script};", settings=only("placeholder"))
    assert as_such.severity == "warning"


@pytest.mark.parametrize(
    "script",
    [
        "{}",
        "{ sso: {} }",
        "{ sso: { accountSid: undefined } }",
        f"{{ sso: {{ accountSid: '{SID}' }} }}",
        f"{{ sso: {{ accountSid: '{SID.replace('0', 'f')}' }} }}",
        "{ sso: { accountSid: localStorage.getItem('sid') } }",
    ],
)
def test_a_sid_and_what_nobody_knows_are_all_right(script: str) -> None:
    """Without an account Flex UI asks for its runtime domain, as many pages mean it."""
    assert told(script) == []


def test_an_empty_one_is_remarked_on() -> None:
    """It is as good as none."""
    assert told("{ sso: { accountSid: '' } }") == [
        (
            "info",
            (
                "sso.accountSid is empty, which is as good as none: Flex UI asks whoever logs in "
                "for the account's runtime domain"
            ),
        )
    ]


def test_each_that_it_may_be_is_looked_at() -> None:
    """The page decides which; one of the two can't log in."""
    script = f"{{ sso: {{ accountSid: location.host == 'a' ? '{SID}' : 'AC...' }} }}"

    assert told(script) == [
        (
            "error",
            (
                "sso.accountSid may be no account's SID, which is AC and 32 hexadecimal digits: "
                f"{IN_VAIN}"
            ),
        )
    ]


def test_with_oauth_no_consequence_is_foretold() -> None:
    """There the login goes by oauth.connection."""
    assert told("{ oauth: { clientId: 'a', accountSid: 'AC' }, sso: { accountSid: 'AC' } }") == [
        ("warning", "oauth.accountSid is no account's SID, since it has 2 characters and not 34"),
        ("warning", f"{WHAT}, since it has 2 characters and not 34"),
    ]


@pytest.mark.parametrize("sid", ["AC...", "${ACCOUNT_SID}"])
@pytest.mark.parametrize("more", [{}, {"oauth": {"clientId": "a"}}])
def test_the_resource_makes_no_difference(sid: str, more: dict[str, Any]) -> None:
    """What the script says by itself is what the login takes: the resource comes after it."""
    script = json.dumps({"sso": {"accountSid": sid}})

    assert told(script, {"account_sid": SID, "ui_attributes": more}) == told(script)


def test_one_in_ui_attributes_counts_only_where_it_is_read() -> None:
    """The column account_sid takes the place of ui_attributes.sso, and of nothing else."""
    resource = {"ui_attributes": {"sso": {"accountSid": "AC"}, "oauth": {"accountSid": "AC"}}}

    assert told("{}", resource) == [
        ("warning", "oauth.accountSid is no account's SID, since it has 2 characters and not 34")
    ]


RESOURCE = {"account_sid": SID, "ui_attributes": {}}


def test_the_resource_of_another_account() -> None:
    """The finding stands in the script, and points at the resource's account."""
    text = json.dumps(RESOURCE)
    script = f"var appConfig = {{ sso: {{ accountSid: '{OTHER}' }} }};"

    [found] = findings(script, text, settings=RULES)

    assert (found.rule, found.severity, str(found.location)) == (
        "other-account",
        "warning",
        "appConfig.js:1:38",
    )
    assert [(one.message, str(one.location)) for one in found.related] == [
        ("this account's resource is given", "configuration.json:1:17")
    ]


@pytest.mark.parametrize(
    ("sid", "resource"),
    [
        (f"'{SID}'", RESOURCE),
        (f"location.host == 'a' ? '{OTHER}' : '{SID}'", RESOURCE),
        ("location.hash", RESOURCE),
        (f"'{OTHER}'", {"account_sid": "ACXXXX", "ui_attributes": {}}),
        (f"'{OTHER}'", {"ui_attributes": {}}),
    ],
)
def test_it_may_be_the_same_account(sid: str, resource: Any) -> None:
    """The page may choose this one; and a resource may have its SID struck out."""
    assert told(f"{{ sso: {{ accountSid: {sid} }} }}", resource) == []
