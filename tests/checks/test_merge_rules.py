"""The rules about the merge: what counts as lost, and where it is told."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge import Source
from appconfig_merge.checks import check
from appconfig_merge.inputs.contexts import read_context
from appconfig_merge.inputs.reader import Reader
from appconfig_merge.inputs.record import GivenResource, Inputs
from tests.checks.support import findings, ids, lines, only

MERGE = only(
    "overridden", "redundant", "remote-wins", "reset-by-null", "array-replaced", "spread-to-keys"
)
ACCOUNT = "AC" + "0" * 32


def resource(attributes: Any, **columns: Any) -> str:
    """A Configuration resource on one line."""
    if isinstance(attributes, dict):
        attributes = {**attributes, "version_compatibility": "yes"}
    return json.dumps({"account_sid": ACCOUNT, "ui_attributes": attributes, **columns})


def script(value: Any) -> str:
    """A script that sets a configuration."""
    return f"var appConfig = {json.dumps(value)};"


def test_one_entry_is_told_once() -> None:
    """A null over an object is a reset, not also an override of each value in it."""
    found = findings(
        script({"theme": None}), resource({"theme": {"a": 1, "b": {"c": 2}}}), settings=MERGE
    )

    assert ids(found) == ["reset-by-null"]
    assert found[0].message == "null resets theme: theme.a, theme.b.c beneath it go with it"


def test_a_default_is_there_to_be_overridden() -> None:
    """Overriding what Flex UI itself sets is no finding."""
    found = findings(script({"language": "de-DE"}), resource({}), flex_ui="2.17.1", settings=MERGE)

    assert found == []


def test_repeating_a_default_is_redundant() -> None:
    """An entry that says what Flex UI does anyway may go."""
    (one,) = findings(script({"language": "en-US"}), resource({}), flex_ui="2.17.1", settings=MERGE)

    assert one.rule == "redundant"
    assert one.message == 'language says what Flex UI 2.17.1 says already: "en-US"'


def test_a_character_of_a_text_is_nothing_that_can_be_left_out() -> None:
    """An object over a text makes keys of its characters; that "warn" and "error" share an r."""
    found = findings(
        script({"logLevel": {}}), resource({"logLevel": "warn"}), flex_ui="2.2", settings=MERGE
    )

    assert ids(found) == ["spread-to-keys"]


def test_an_entry_that_takes_an_override_back_is_needed() -> None:
    """What equals a default is not redundant where ui_attributes says something else between."""
    found = findings(
        script({"language": "en-US"}),
        resource({"language": "de-DE"}),
        flex_ui="2.17.1",
        settings=MERGE,
    )

    assert ids(found) == ["overridden"]


def test_the_log_level_of_the_resource_is_not_told_to_be_overridden() -> None:
    """By the documented rule it loses, but by none of the newest releases."""
    found = findings(script({"logLevel": "error"}), resource({"logLevel": "debug"}), settings=MERGE)

    assert ids(found) == ["remote-wins"]
    assert "in Flex UI 2.17.1 " in found[0].message


def test_before_2_3_the_script_has_the_last_word_on_the_log_level() -> None:
    """The rule is that of the release."""
    found = findings(
        script({"logLevel": "error"}),
        resource({"logLevel": "debug"}),
        flex_ui="2.2",
        settings=MERGE,
    )

    assert ids(found) == ["overridden"]


def test_the_log_level_in_the_resource_alone_is_no_finding() -> None:
    """That Flex UI puts it on top of itself is nobody's mistake."""
    found = findings(script({}), resource({"logLevel": "debug"}), flex_ui="2.17.1", settings=MERGE)

    assert found == []


def test_a_dead_key_is_not_overridden_too() -> None:
    """What a column replaces is the rule dead-key's."""
    found = findings(
        script({}),
        resource({"notifications": {"browser": True}}, notifications={"enabled": False}),
        flex_ui="2.17.1",
    )

    assert ids(found) == ["dead-key"]


def test_an_array_over_a_text_is_an_ordinary_override() -> None:
    """Only an array that replaces an array loses elements."""
    found = findings(script({"a": [1]}), resource({"a": "text"}), settings=MERGE)

    assert ids(found) == ["overridden"]


def test_an_array_in_the_defaults_of_nobody_is_told_with_what_is_gone() -> None:
    """Objects among the elements are compared by what they hold, in any order."""
    (one,) = findings(
        script({"a": [{"x": 1, "y": 2}]}), resource({"a": [{"y": 2, "x": 1}, 3]}), settings=MERGE
    )

    assert one.message.endswith("whole, without 3")


def test_a_text_that_flex_ui_1_has_itself_is_nobodys_fault() -> None:
    """Every colorTheme of a 1.x script lies over the text of the defaults, and works."""
    found = findings(
        script({"colorTheme": {"baseName": "GreyDark"}}),
        flex_ui="1.34",
        settings=MERGE,
    )

    assert found == []


def test_a_text_that_flex_ui_fills_a_level_into_is_what_has_to_go() -> None:
    """The object over it is Flex UI's own: nobody wrote it, and nobody can take it out."""
    options = {"logLevel": "warn", "sdkOptions": {"chat": "off"}}
    found = findings(
        script({}), resource(options), flex_ui="1.34.6", settings=only("spread-to-keys")
    )

    (one,) = found
    assert one.message == (
        "Flex UI fills a log level into the text sdkOptions.chat of ui_attributes "
        '(configuration.json), whose characters become keys of it: "off"'
    )
    assert one.help == "take the text out, or make an object of it: the level is one of its keys"
    assert one.location is not None
    assert (one.file, one.location.column) == ("configuration.json", 116)


def test_what_the_login_needs_is_not_redundant() -> None:
    """The resource comes after the login, so the account and the domain can't be left to it."""
    found = findings(
        script({"sso": {"accountSid": ACCOUNT}, "serviceBaseUrl": "https://a.twil.io"}),
        resource({}, runtime_domain="https://a.twil.io"),
        flex_ui="2.17.1",
        settings=MERGE,
    )

    assert found == []


def test_columns_that_nobody_can_change_are_not_told_to_be_overridden() -> None:
    """Another account in sso is a mistake, which other-account tells."""
    found = findings(
        script({"sso": {"accountSid": "AC" + "1" * 32}, "serviceBaseUrl": "https://b.twil.io/"}),
        resource({}, runtime_domain="https://a.twil.io"),
        flex_ui="2.17.1",
        settings=MERGE,
    )

    assert found == []


def test_a_missing_column_is_told_with_what_helps() -> None:
    """No key of a file can be left out there: the column is to be set."""
    (one,) = findings(script({}), resource({}), flex_ui="1.34", settings=MERGE)

    assert (one.rule, one.severity, one.path) == (
        "reset-by-null",
        "info",
        ("notifications", "browser"),
    )
    assert one.help == (
        "to keep it, set notifications.browser in appConfig.js: nothing published says whether "
        "the column notifications can be changed"
    )


def test_what_a_column_makes_dead_is_not_told_to_be_reset() -> None:
    """Rule dead-key tells of it; that the column isn't there changes nothing."""
    found = findings(
        script({}), resource({"markdown": {"enabled": True}}), flex_ui="2.17.1", settings=MERGE
    )

    assert found == []


def test_what_is_derived_from_a_level_of_the_page_is_told_once() -> None:
    """The SDKs' levels are unresolved for the same reason; one of their own is told, too."""
    found = findings(
        "var appConfig = { logLevel: location.hash,"
        " sdkOptions: { chat: { logLevel: localStorage.chat } } };",
        flex_ui="2.17.1",
        settings=only("unresolved"),
    )

    assert [one.path for one in found] == [("logLevel",), ("sdkOptions", "chat", "logLevel")]


def test_columns_that_nobody_gave_are_no_matter_of_the_page() -> None:
    """Where ui_attributes are given alone, no --define tells what the columns are."""
    text = Source("attributes.json", "{}", "json")
    source = Source("appConfig.js", "var appConfig = {};")
    inputs = Inputs(source, GivenResource(text, holds_attributes=True), flex_ui="2.17.1")
    context = read_context(Reader(), inputs).context
    config = context.config

    assert config is not None
    assert len(list(config.unresolved)) > 5
    assert check(context, only("unresolved")) == []


def test_secrets_in_lost_values_are_not_shown() -> None:
    """A message that names the winning value masks it as the line does."""
    found = findings(
        "var appConfig = {\n  authToken: 'winner-4711',\n};",
        resource({"authToken": "loser-4711"}),
    )

    assert {"overridden", "secret"} <= set(ids(found))
    assert not any("4711" in text for one in found for text in (one.message, one.line_text or ""))


def test_findings_are_in_the_order_of_the_text() -> None:
    """By file, then line and column."""
    found = findings(
        "var appConfig = {\n  b: 2, a: 1,\n  a: 2,\n};",
        resource({"a": 3, "b": 2}),
    )

    places = [(one.file, one.location) for one in found]
    assert places == sorted(places, key=lambda place: (place[0], place[1] or ()))
    assert lines(found)[0] == "redundant 2:6"


CONFIGS = st.recursive(
    st.sampled_from([None, 1, "text", True]),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(
    above=st.dictionaries(st.sampled_from("abc"), CONFIGS, max_size=3),
    below=st.dictionaries(st.sampled_from("abc"), CONFIGS, max_size=3),
)
def test_nothing_is_found_where_nothing_is_shared(above: Any, below: Any) -> None:
    """Two layers with no key in common can't take anything from each other."""
    renamed = {f"other_{key}": value for key, value in below.items()}

    assert findings(script(above), resource(renamed), settings=MERGE) == []


@given(config=st.dictionaries(st.sampled_from("abc"), CONFIGS, max_size=3))
def test_saying_the_same_twice_loses_nothing(config: Any) -> None:
    """Where both layers say the same, all there is to say is that one of them is redundant."""
    found = findings(script(config), resource(config), settings=MERGE)

    assert set(ids(found)) <= {"redundant"}


def test_what_the_resource_alone_says_is_overridden_by_nothing() -> None:
    """Flex UI looks at version_compatibility before it has anything of appConfig.js."""
    values: list[object] = ["no", None, {}, "yes"]
    for value in values:
        above = script({"version_compatibility": value})
        assert findings(above, resource({}), flex_ui="2.17.1", settings=MERGE) == []


def test_a_column_is_not_told_to_be_taken_out() -> None:
    """Nobody can say whether it can be changed: what the script says can go."""
    (one,) = findings(
        script({"markdown": {"enabled": False}}),
        resource({}, markdown={"enabled": True}),
        flex_ui="2.17.1",
        settings=only("overridden"),
    )

    assert one.help == "take it out of appConfig.js, unless this page is to have another one"


def test_what_a_column_replaces_is_told_by_its_own_rule_alone() -> None:
    """Nobody overrides, repeats or takes apart what Flex UI throws away."""
    attributes = {"notifications": "x", "sso": {"loginPopup": True}, "markdown": {"enabled": True}}
    ours = {
        "notifications": {"mode": "always"},
        "sso": {"loginPopup": False},
        "markdown": {"enabled": True},
    }

    assert ids(findings(script(ours), resource(attributes), settings=MERGE)) == []


def test_nothing_is_merged_into_an_empty_configuration() -> None:
    """The configuration itself is then the one leaf, of the empty path."""
    assert ids(findings("var appConfig = {};", settings=MERGE)) == []
