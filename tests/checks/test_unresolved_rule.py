"""Rule unresolved: what is missing, and what would supply it."""

from __future__ import annotations

import pytest

from tests.checks.support import findings, ids, only

RULE = only("unresolved")
IN_PART = "if the check is to know more; that may not be all that is missing"
ELSE = "if a script of the page makes it, name that with --script; else only the page has it"


@pytest.mark.parametrize(
    ("value", "help"),
    [
        ("page.a", "give --define page.a=JSON if the check is to know more"),
        (
            "page.a + page.b",
            "give --define page.a=JSON --define page.b=JSON if the check is to know more",
        ),
        (
            "location.host",
            "give --page-url URL or --define location.host=JSON if the check is to know more",
        ),
        (
            "location.protocol + '//' + location.host",
            "give --page-url URL if the check is to know more",
        ),
        ("page.f()", ELSE),
        ("page.f() + page.a", f"give --define page.a=JSON {IN_PART}"),
        (
            "new URLSearchParams(location.search).get('lang')",
            "give --page-url URL or --define location.search=JSON if the check is to know more",
        ),
    ],
)
def test_the_help_names_all_that_is_missing(value: str, help: str) -> None:
    """Given less than that the value would still not be known."""
    (one,) = findings(f"var appConfig = {{x: {value}}};", settings=RULE, assume=("page",))

    assert one.help == help


@pytest.mark.parametrize("key", ["sso", "notifications", "markdown", "flexUiStatusReport"])
def test_a_column_that_nobody_gave_is_no_matter_of_the_page(key: str) -> None:
    """With the whole resource the value is known."""
    script = f"var appConfig = {{{key}: {{enabled: true}}}};"

    (one,) = findings(script, "{}", flex_ui="2.17.1", settings=RULE, ui_attributes_alone=True)

    assert one.message.startswith(f"{key} can't be known without the resource's column ")
    assert one.help == (
        "give the whole resource with --configuration or --live, and not its ui_attributes alone"
    )
    assert not findings(
        script, '{"account_sid": "AC", "ui_attributes": {}}', flex_ui="2.17.1", settings=RULE
    )


def test_a_level_at_which_flex_ui_stops_is_told_once() -> None:
    """What the SDKs' levels would be then is no question."""
    found = findings("var appConfig = {logLevel: {}};", flex_ui="2.17.1")

    assert ids(found) == ["stops-at-start"]
