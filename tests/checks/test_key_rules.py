"""What is told of the keys of each source, whatever the others set."""

from __future__ import annotations

import json

import pytest

from tests.checks.support import findings, ids, lines, only

KEYS = only(
    "unknown-key", "misplaced-key", "dotted-key", "removed-key", "later-key", "wrong-type",
    "wrong-value",
)  # fmt: skip


def resource(**attributes: object) -> str:
    """A resource with these ui_attributes, on a line of its own each."""
    text = json.dumps(attributes, indent=1)
    return f'{{"account_sid": "AC", "ui_attributes": {text}}}'


@pytest.mark.parametrize(
    ("script", "attributes", "told"),
    [
        ("{theme: {islight: false}}", {"theme": {"isLight": True}}, "unknown-key 1:26"),
        (
            "{theme: {isLight: true, islight: false}}",
            {"theme": {"islight": True}},
            "unknown-key 1:41",
        ),
        ("{plugin_service: {}}", {"pluginService": {}}, "unknown-key 1:18"),
        ("{pluginServce: {}}", {"pluginService": {"url": "/x"}}, "unknown-key 1:18"),
        ("{isLight: false}", {"theme": {"isLight": True}}, "misplaced-key 1:18"),
        ("{'theme.isLight': 1}", {"theme": {"isLight": True}}, "dotted-key 1:18"),
        ("{language: 1}", {"language": "en-US"}, "wrong-type 1:28"),
        ("{router: {type: 'x'}}", {"router": {"type": "memory"}}, "wrong-value 1:33"),
        ("{warmTransfers: {}}", {"warmTransfers": {"enabled": True}}, "removed-key 1:18"),
    ],
)
@pytest.mark.parametrize("release", [None, "2.17.1"])
def test_what_the_resource_sets_silences_nothing(
    script: str, attributes: dict[str, object], told: str, release: str | None
) -> None:
    """That the known key has a value there is why the other one is ignored."""
    text = f"var appConfig = {script};"

    alone = findings(text, flex_ui=release, settings=KEYS)
    both = findings(text, resource(**attributes), flex_ui=release, settings=KEYS)

    assert lines(alone) == [told]
    assert told in lines([one for one in both if one.file == "appConfig.js"])


def test_the_place_of_the_key_that_was_meant_is_told() -> None:
    """Wherever it is set: in the same source, or in another."""
    text = "var appConfig = {theme: {islight: false}};"

    (one,) = findings(text, resource(theme={"isLight": True}), settings=only("unknown-key"))

    assert [(two.message, str(two.location)) for two in one.related] == [
        ("theme.isLight is set here", "configuration.json:3:3")
    ]


def test_a_wrong_value_of_the_resource_is_told_with_what_it_loses_to() -> None:
    """On another page it may be the one that counts."""
    (one,) = findings(
        "var appConfig = {language: 'de'};", resource(language=1), settings=only("wrong-type")
    )

    assert (one.file, one.message) == (
        "configuration.json",
        "language is a number, and Flex UI 2.17.1 takes a string",
    )
    assert [(two.message, str(two.location)) for two in one.related] == [
        ("this wins", "appConfig.js:1:28")
    ]


@pytest.mark.parametrize(
    ("script", "path"),
    [
        ("{sso: {loginPopup: 'yes'}}", ("sso", "loginPopup")),
        ("{notifications: {enabled: 'yes'}}", ("notifications", "enabled")),
        ("{markdown: {enabled: 'yes'}}", ("markdown", "enabled")),
        ("{flexUiStatusReport: {enabled: 'yes'}}", ("flexUiStatusReport", "enabled")),
    ],
)
def test_a_column_that_nobody_gave_hides_nothing(script: str, path: tuple[str, ...]) -> None:
    """With ui_attributes alone nothing is known of the columns: of the script there is."""
    (one,) = findings(
        f"var appConfig = {script};", "{}", settings=only("wrong-type"), ui_attributes_alone=True
    )

    assert one.path == path


def test_what_a_column_replaces_is_told_once() -> None:
    """It is dead, whatever is wrong with it."""
    attributes = resource(version_compatibility="yes", notifications={"enabled": "yes", "Mode": 1})

    assert ids(findings("var appConfig = {};", attributes)) == ["dead-key"]


def test_a_placeholder_of_a_wrong_kind_is_told_once() -> None:
    """Filled in it is another text."""
    found = findings("var appConfig = {router: {type: '__ROUTER__'}};")

    assert ids(found) == ["placeholder"]


def test_what_may_be_a_placeholder_is_a_wrong_value_first() -> None:
    """Flex UI's own templates look so, too, but none of them belongs here."""
    found = findings("var appConfig = {theme: {isLight: '{{light}}'}, router: {type: '{{x}}'}};")

    assert ids(found) == ["wrong-type", "wrong-value"]


def test_a_log_level_that_is_none_is_told_once() -> None:
    """In the script, and in ui_attributes where it counts; where it is lost it is but wrong."""
    loud = resource(version_compatibility="yes", logLevel="loud")

    def told(script: str, release: str) -> list[str]:
        found = findings(script, loud, flex_ui=release)
        return [one.rule for one in found if one.file == "configuration.json"]

    assert ids(findings("var appConfig = {logLevel: 'loud'};")) == ["stops-at-start"]
    assert told("var appConfig = {};", "2.2") == ["stops-at-start"]
    assert told("var appConfig = {logLevel: 'info'};", "2.2") == ["overridden", "wrong-value"]


def test_what_covers_another_rule_does_so_only_where_it_is_in_force() -> None:
    """Without rule placeholder the value is one that the key doesn't take."""
    text = "var appConfig = {router: {type: '__ROUTER__'}, logLevel: null};"

    assert ids(findings(text, flex_ui="2.17.1")) == ["placeholder", "stops-at-start"]
    assert ids(findings(text, settings=KEYS)) == ["wrong-value"]


def test_keys_that_nothing_reads_are_only_remarked_on() -> None:
    """Old templates have them, and they do no harm."""
    (one,) = findings("var appConfig = {ytica: false};")

    assert (one.rule, one.severity) == ("removed-key", "info")


@pytest.mark.parametrize(
    ("name", "script", "flex_ui", "configuration", "is_told"),
    [
        ("env", "var env = {logLevel: 'loud', islight: 1};", None, None, False),
        ("env", "var env = {logLevel: 'loud', islight: 1};", "2.17.1", None, True),
        ("env", "var env = {logLevel: 'loud', islight: 1};", None, resource(), True),
        ("window.appConfig", "var appConfig = {logLevel: 'loud', islight: 1};", None, None, True),
        (
            "x.y.appConfig",
            "x = {y: {appConfig: {logLevel: 'loud', islight: 1}}};",
            None,
            None,
            True,
        ),
    ],
)
def test_flex_uis_rules_are_for_flex_uis_global(
    name: str, script: str, flex_ui: str | None, configuration: str | None, is_told: bool
) -> None:
    """Another global is a configuration of something else, unless somebody says otherwise."""
    told = ids(findings(script, configuration, flex_ui=flex_ui, global_name=name))

    assert ("stops-at-start" in told, "misplaced-key" in told) == (is_told, is_told)


@pytest.mark.parametrize("options", [{}, {"flex_ui": "2.17.1"}])
def test_none_of_flex_uis_rules_is_for_webchat(options: dict[str, str]) -> None:
    """The other rules are for any script."""
    found = findings(
        "var appConfig = {accountSid: 'AC', flexFlowSid: 'FO', colorTheme: {}, logLevel: 'loud',"
        " authToken: 'hunter2'};",
        resource(),
        **options,  # type: ignore[arg-type]
    )

    assert ids(found) == ["webchat", "secret"]
