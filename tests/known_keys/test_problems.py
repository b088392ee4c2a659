"""What is said of the known keys of a configuration."""

from __future__ import annotations

import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge import effective_config
from appconfig_merge.errors import MissingExtraError
from appconfig_merge.known_keys import KeyProblem, all_releases, problems
from appconfig_merge.layers.properties import PROPERTIES
from appconfig_merge.limits import MAX_KNOWN_ITEMS, MAX_KNOWN_KEYS_COMPARED
from appconfig_merge.paths import format_path
from appconfig_merge.values import UNDEFINED, BigInt, Function, RegExp, Unresolved
from tests.hanging import not_hanging

if TYPE_CHECKING:
    from appconfig_merge.known_keys.key_problems import SourceKind
    from appconfig_merge.values import ConfigValue

FIXTURES = Path(__file__).parents[2] / "fixtures"
NEWEST = "2.17.1"
UNKNOWN = Unresolved("location.host", "it is the page's")
VALUES: list[ConfigValue] = [
    None,
    UNDEFINED,
    UNKNOWN,
    Function("() => 1"),
    BigInt(1),
    RegExp("a", ""),
    True,
    -0.0,
    float("nan"),
    "x\ud800",
    [],
    {},
    [[{}]],
    {"enabled": {"enabled": "no"}},
]


def told(values: dict[str, ConfigValue], version: str = NEWEST) -> list[tuple[str, str, str]]:
    """Kind, message and help of each problem."""
    return [(found.kind, found.message, found.help) for found in problems(values, version)]


def test_a_wrong_type() -> None:
    """A text is no switch: "false" would be true."""
    assert problems({"theme": {"isLight": "false"}}, NEWEST) == [
        KeyProblem(
            ("theme", "isLight"),
            "type",
            "theme.isLight is a string, and Flex UI 2.17.1 takes true or false",
            "write true or false",
        )
    ]


def test_a_value_that_is_not_among_those_it_takes() -> None:
    """The near one is suggested; else all are listed."""
    values: dict[str, ConfigValue] = {
        "notifications": {"mode": "allways"},
        "markdown": {"mode": "off"},
    }
    assert told(values) == [
        (
            "enum",
            "notifications.mode has a value that Flex UI 2.17.1 does not take",
            "did you mean always?",
        ),
        (
            "enum",
            "markdown.mode has a value that Flex UI 2.17.1 does not take",
            "write one of readOnly, readWrite",
        ),
    ]


def test_the_log_level_warning_stops_flex_ui() -> None:
    """Twilio documents "warning"; the logger only knows "warn" and throws."""
    assert told({"logLevel": "warning"}) == [
        (
            "enum",
            "logLevel has a value that Flex UI 2.17.1 does not take",
            (
                "did you mean warn? (the logger throws on any other word, and Flex UI does not "
                "start; the TaskRouter SDK takes lower case only)"
            ),
        )
    ]


@pytest.mark.parametrize(
    ("level", "version", "is_wrong"),
    [
        ("warn", "1.18", False),
        ("WARN", "1.29", False),
        ("WARN", "1.30", True),
        (3, "1.18", False),
        (6, "1.18", True),
        (6, NEWEST, True),
        ("", NEWEST, True),
        (True, NEWEST, True),
    ],
)
def test_log_levels_by_release(level: ConfigValue, version: str, is_wrong: bool) -> None:
    """From 1.30 on the level goes to the TaskRouter SDK, which takes lower case only."""
    assert bool(problems({"logLevel": level}, version)) is is_wrong


def test_a_name_that_is_nearly_a_known_one() -> None:
    """The path that was meant comes with it."""
    values: dict[str, ConfigValue] = {
        "pluginServce": {"enabled": True},
        "theme": {"is_light": True},
        "componentProps": {"CRMContaner": {"anything": "goes"}},
        "locations": [{"name": "Dublin", "egde": "dublin"}],
    }
    assert [(found.path, found.suggestion) for found in problems(values, NEWEST)] == [
        (("pluginServce",), ("pluginService",)),
        (("theme", "is_light"), ("theme", "isLight")),
        (("componentProps", "CRMContaner"), ("componentProps", "CRMContainer")),
    ]
    assert told({"pluginServce": {}}) == [
        (
            "unknown",
            "Flex UI never reads pluginServce: it has no key of that name, but pluginService",
            "did you mean pluginService?",
        )
    ]


def test_overridden_features_are_known_by_their_ids() -> None:
    """A near id is told, one that the account alone has is not."""
    values: dict[str, ConfigValue] = {
        "featureOverrides": {
            "flex-mulit-tab-support": {"enabled": True},
            "localization_beta": {"enabled": True},
            "our-pilot": {"enabled": True},
            "device-manager-beta": {"enabled": "true"},
            "customer-history": False,
            "flex-email-POC": {"enabled": True},
        }
    }

    assert [
        (found.kind, found.path[1:], found.suggestion) for found in problems(values, NEWEST)
    ] == [
        (
            "unknown",
            ("flex-mulit-tab-support",),
            ("featureOverrides", "flex-multi-tab-support"),
        ),
        ("unknown", ("localization_beta",), ("featureOverrides", "localization-beta")),
        ("type", ("device-manager-beta", "enabled"), None),
        ("type", ("customer-history",), None),
        ("replaced", ("flex-email-POC",), None),
    ]
    assert problems({"featureOverrides": {"localization-beta": {}}}, "2.6")[0].kind == "not-yet"


def test_a_feature_that_is_only_true_is_off() -> None:
    """Flex UI looks at its enabled; the data say so."""
    [(kind, _, help)] = told({"featureOverrides": {"localization-beta": True}})

    assert (kind, help) == (
        "type",
        "write an object ({enabled: true} turns it on; what is no object turns it off)",
    )


@pytest.mark.parametrize("name", ["isLight", "is_light", "ISLIGHT"])
def test_a_known_name_at_the_wrong_place(name: str) -> None:
    """A name that tells where it belongs is looked for everywhere."""
    assert problems({name: False}, NEWEST) == [
        KeyProblem(
            (name,),
            "misplaced",
            f"Flex UI never reads {name}: that key's place is theme.isLight",
            "did you mean theme.isLight?",
            ("theme", "isLight"),
            is_minor=True,
        )
    ]


def test_a_key_of_one_object_of_flex_uis_in_another() -> None:
    """Among Flex UI's own keys a name of several words that one place has tells it, too."""
    values: dict[str, ConfigValue] = {
        "oauth": {"idpUrl": "https://idp.example.com"},
        "sso": {"clientId": "x", "redirectUrl": "x", "serviceRedirectUrl": "x"},
        "pluginService": {"baseUrl": "x", "language": "en"},
    }
    assert [(found.path, found.suggestion) for found in problems(values, NEWEST)] == [
        (("oauth", "idpUrl"), ("sso", "idpUrl")),
        (("sso", "clientId"), ("oauth", "clientId")),
        (("sso", "serviceRedirectUrl"), ("oauth", "serviceRedirectUrl")),
    ]
    assert problems({"idpUrl": "x", "clientId": "x"}, NEWEST) == []


def test_keys_of_one_object_that_stand_together_at_the_root() -> None:
    """One tells nothing; two tell which object was left out, unless two objects have them."""
    values: dict[str, ConfigValue] = {"enabled": True, "url": "/plugins.json", "mine": 1}
    assert [(found.path, found.suggestion, found.is_minor) for found in problems(values, "2")] == [
        (("enabled",), ("pluginService", "enabled"), True),
        (("url",), ("pluginService", "url"), True),
    ]
    others: list[dict[str, ConfigValue]] = [
        {"url": "/plugins.json"},
        {"enabled": True, "mode": "x"},
        {"chat": {}, "voice": {}},
        {**values, "pluginService": {"enabled": False}},
    ]
    for other in others:
        assert problems(other, NEWEST) == []


def test_what_only_the_wrong_object_has_is_to_be_moved() -> None:
    """Taken out with it, it would be lost."""
    values: dict[str, ConfigValue] = {"theme": {"isLight": True}, "Theme": {"tokens": {}}}

    assert [one.help for one in problems(values, NEWEST)] == [
        "take it out: theme is set, too; first move tokens there"
    ]


def test_case_alone_is_told_beside_the_known_key_too() -> None:
    """The one is set, and the other was meant to be it; there is one cure then."""
    values: dict[str, ConfigValue] = {"theme": {"isLight": True, "islight": False}}
    assert told(values) == [
        (
            "unknown",
            "Flex UI never reads theme.islight: it has no key of that name, but theme.isLight",
            "take it out: theme.isLight is set, too",
        )
    ]


def test_a_near_name_beside_the_known_key_is_told_by_what_it_holds() -> None:
    """An object with none but the known key's own keys is no coincidence; any other may be."""
    service: dict[str, ConfigValue] = {"enabled": True, "url": "/plugins"}
    both: dict[str, ConfigValue] = {"pluginService": service, "pluginServices": service}
    assert [found.path for found in problems(both, NEWEST)] == [("pluginServices",)]
    for other in ({}, {**service, "mine": 1}, "x"):
        assert problems({"pluginService": service, "pluginServices": other}, NEWEST) == []


def test_what_a_value_would_be_at_the_place_that_was_meant() -> None:
    """Who moves it there gets it right at once."""
    assert told({"log_level": "warning"}) == [
        (
            "unknown",
            "Flex UI never reads log_level: it has no key of that name, but logLevel",
            (
                "did you mean logLevel? mend the value too: did you mean warn? (the logger throws "
                "on any other word, and Flex UI does not start; the TaskRouter SDK takes lower "
                "case only)"
            ),
        )
    ]
    assert told({"plugin_service": {"enabled": "yes"}})[0][2] == (
        "did you mean pluginService? mend the value too: pluginService.enabled: write true or false"
    )


@pytest.mark.parametrize(
    ("values", "suggestion", "help"),
    [
        (
            {"theme.isLight": False},
            ("theme", "isLight"),
            "write it as nested keys, theme: { isLight: … }",
        ),
        (
            {"Theme.is_light": False},
            ("theme", "isLight"),
            "write it as nested keys, theme: { isLight: … }",
        ),
        (
            {"theme": {"tokens.x.y": 1}},
            ("theme", "tokens", "x", "y"),
            "write it as nested keys, theme: { tokens: { x: { y: … } } }",
        ),
        (
            {"componentProps": {"CRMContainer.uriCallback": Function("f")}},
            ("componentProps", "CRMContainer", "uriCallback"),
            "write it as nested keys, componentProps: { CRMContainer: { uriCallback: … } }",
        ),
        ({"appConfig.theme": {}}, ("theme",), "write it as nested keys, theme: …"),
        (
            {"window.appConfig.sso.accountSid": "x"},
            ("sso", "accountSid"),
            "write it as nested keys, sso: { accountSid: … }",
        ),
        (
            {"sso": {"sso.accountSid": "x"}},
            ("sso", "accountSid"),
            "write it as nested keys, sso: { accountSid: … }",
        ),
        (
            {"theme": {"isLight": True}, "theme.isLight": False},
            ("theme", "isLight"),
            "take it out: theme.isLight is set, too",
        ),
        (
            {"theme.isLight": "no"},
            ("theme", "isLight"),
            (
                "write it as nested keys, theme: { isLight: … }; mend the value too: write true or "
                "false"
            ),
        ),
    ],
)
def test_a_key_with_dots_that_lead_to_a_known_key(
    values: dict[str, ConfigValue], suggestion: tuple[str, ...], help: str
) -> None:
    """To JavaScript it is one key; nested keys were meant."""
    [found] = problems(values, NEWEST)
    assert (found.kind, found.suggestion, found.help) == ("dotted", suggestion, help)
    assert found.message == (
        f"Flex UI never reads {format_path(found.path)}: a dot in a key leads nowhere"
    )
    assert not found.is_minor


def test_a_key_with_dots_into_an_object_of_known_keys_may_be_somebodys_own() -> None:
    """Flex UI has a key notifications, but none of that name in it."""
    [found] = problems({"notifications.sound": True}, NEWEST)
    assert (found.kind, found.is_minor) == ("dotted", True)


@pytest.mark.parametrize(
    "key",
    [
        "a.b",
        "my.theme",
        "language.en",
        "logger.level",
        ".",
        "theme.",
        "..theme",
        "window.appConfig",
    ],
)
def test_keys_of_ones_own_may_have_dots(key: str) -> None:
    """Told are those whose dots lead to a known key, or into an object of Flex UI's."""
    assert problems({key: True, "custom": {"theme.isLight": True}}, NEWEST) == []


COLUMNS = {"account_sid": ("sso", "accountSid"), "notifications": ("notifications",)}


def test_a_property_of_the_resource_is_no_key() -> None:
    """With the key that it becomes, where it becomes one; single words may be anybody's."""
    values: dict[str, ConfigValue] = {
        "account_sid": "AC",
        "taskrouter_workspace_sid": "WS",
        "ui_attributes": {"mine": 1},
        "status": "ok",
        "attributes": {},
    }
    assert [
        (found.kind, found.message, found.help, found.is_minor)
        for found in problems(values, NEWEST, "appConfig.js", COLUMNS)
    ] == [
        (
            "misplaced",
            f"{name} is a property of the resource, not a key of appConfig.js",
            help,
            True,
        )
        for name, help in (
            ("account_sid", "did you mean sso.accountSid?"),
            ("taskrouter_workspace_sid", "remove it, unless something of your own reads it"),
            ("ui_attributes", "remove it, unless something of your own reads it"),
        )
    ]


@pytest.mark.parametrize("name", ["ui_attributes", "appConfig"])
@pytest.mark.parametrize("source", ["ui_attributes", "appConfig.js"])
def test_the_configuration_within_itself(name: str, source: SourceKind) -> None:
    """What is in it is one level too deep."""
    values: dict[str, ConfigValue] = {name: {"theme": {"isLight": "x"}}}
    assert problems(values, NEWEST, source) == [
        KeyProblem(
            (name,),
            "misplaced",
            f"Flex UI never reads {name} here: this is within the configuration already",
            "move what is in it one level up, and check again: some of its keys are to be mended",
        )
    ]
    values = {name: {"theme": {"isLight": True}}}
    assert problems(values, NEWEST, source)[0].help == "move what is in it one level up"
    assert problems({"appConfig": {"mine": 1}}, NEWEST, source) == []


def test_what_a_column_replaces_in_ui_attributes_is_not_looked_at() -> None:
    """Rule dead-key tells of it; and nothing is to be moved to where it would be dead."""
    values: dict[str, ConfigValue] = {"notifications": {"browser": 1}, "accountSid": "AC"}
    [found] = problems(values, NEWEST, "ui_attributes", COLUMNS)
    assert (found.path, found.help) == (
        ("accountSid",),
        (
            "set sso.accountSid in appConfig.js and take this out: in place of ui_attributes' sso "
            "Flex UI puts the resource's column account_sid"
        ),
    )


def test_what_only_ui_attributes_can_say() -> None:
    """Flex UI looks at version_compatibility before it has anything of appConfig.js."""
    values: dict[str, ConfigValue] = {"version_compatibility": "yes"}
    assert problems(values, NEWEST, "ui_attributes") == []
    assert told(values) == [
        (
            "misplaced",
            (
                "Flex UI never reads version_compatibility of appConfig.js, but that of the "
                "resource's ui_attributes"
            ),
            "take it out here: what counts is what ui_attributes have",
        )
    ]


@pytest.mark.parametrize(
    "values",
    [
        {"custom_data": {"queue": 7}, "myPlugin": {"enabledd": True}},
        {"logLevl": "x", "logLevel": "warn"},
        {"logLevl": UNDEFINED},
        {"isLight": True, "theme": {"isLight": False}},
        {"componentProps": {"CRMContainer": {"uriCallbak": Function("f")}}},
        {"theme": {"tokens": {"isLigth": 1}}, "sdkOptions": {"chat": {"logLevl": "x"}}},
        {"sessionUrll": "https://flex.example.com"},
        {"sdo": 1, "mode": 2, "enabled": 3},
        {"languages": ["en", "de"], "location": "Dublin", "themes": ["dark"]},
    ],
    ids=[
        "custom",
        "set-too",
        "undefined",
        "set-there",
        "props",
        "free-form",
        "private",
        "short",
        "other-type",
    ],
)
def test_custom_keys_are_normal(values: dict[str, ConfigValue]) -> None:
    """What doesn't look like a slip isn't told."""
    assert problems(values, NEWEST) == []


def test_keys_of_1x_left_behind() -> None:
    """With what to do instead."""
    values: dict[str, ConfigValue] = {
        "colorTheme": "FlexDark",
        "warmTransfers": {"enabled": True},
        "notifications": {"browser": True},
        "ytica": False,
    }
    assert told(values) == [
        (
            "replaced",
            "colorTheme is a key of Flex UI up to 1.34, not of 2.17.1",
            "set theme instead: it has a default, and 2.x reads colorTheme only where it is falsy",
        ),
        (
            "replaced",
            "warmTransfers is a key of Flex UI up to 1.34, not of 2.17.1",
            "remove it: 2.x does not switch transfers in its configuration",
        ),
        (
            "replaced",
            "notifications.browser is a key of Flex UI up to 1.34, not of 2.17.1",
            "set notifications.enabled in appConfig.js",
        ),
        (
            "never",
            "ytica is a key that no known release of Flex UI reads",
            "remove it: it came with early templates; insights configures Flex Insights",
        ),
    ]


def test_keys_that_the_release_does_not_have_yet() -> None:
    """Also where it went away and came back: oauth is in 1.34 and from 2.5 on."""
    assert told({"theme": {"isLight": True}}, "1.34.6") == [
        (
            "not-yet",
            "theme is a key of Flex UI from 2.0 on, not of 1.34.6",
            "style 1.x with colorTheme",
        )
    ]
    assert told({"oauth": {}}, "2.3") == [
        (
            "not-yet",
            "oauth is a key of Flex UI from 2.5 on, not of 2.3",
            "leave it out, or use Flex UI 2.5 or newer",
        )
    ]
    assert told({"queueManagementEnabled": True}, "1.30") == [
        (
            "replaced",
            "queueManagementEnabled is a key of Flex UI up to 1.25, not of 1.30",
            "remove it, unless something of your own reads it",
        )
    ]


@pytest.mark.parametrize("value", [UNDEFINED, None, UNKNOWN])
def test_what_is_absent_or_unresolved_is_never_of_a_wrong_type(value: ConfigValue) -> None:
    """Of an unresolved value nobody knows the type; null is what resets a key."""
    assert problems({"theme": {"isLight": value}, "logLevel": value}, NEWEST) == []


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("x", "a string"),
        (7, "a number"),
        ([], "an array"),
        (BigInt(1), "a bigint"),
        (RegExp("a", ""), "a regular expression"),
        (Function("f"), "a function"),
        (False, "a boolean"),
    ],
)
def test_a_value_is_named_by_its_kind(value: ConfigValue, kind: str) -> None:
    """Its text isn't shown: it might be a secret that went astray."""
    [found] = problems({"theme": value}, NEWEST)
    assert found.message == f"theme is {kind}, and Flex UI 2.17.1 takes an object"


def test_an_object_is_named_so_too() -> None:
    """Where a text is expected, as values of other kinds are."""
    [found] = problems({"language": {"en": True}}, NEWEST)
    assert found.message == "language is an object, and Flex UI 2.17.1 takes a string"


def test_a_function_is_no_setting() -> None:
    """And in a list the item is named."""
    values: dict[str, ConfigValue] = {
        "disableTelemetry": Function("() => true"),
        "fileAttachment": {"acceptedExtensions": ["pdf", UNKNOWN, 7]},
    }
    assert told(values) == [
        (
            "type",
            "disableTelemetry is a function, and Flex UI 2.17.1 takes true or false",
            "write true or false",
        ),
        (
            "type",
            "fileAttachment.acceptedExtensions[2] is a number, and Flex UI 2.17.1 takes a string",
            "write a string",
        ),
    ]


@pytest.mark.parametrize("version", ["1.18", "1.34", "2.0", NEWEST])
def test_the_fixtures_have_no_wrong_value_but_the_documented_one(version: str) -> None:
    """They follow Twilio's documentation, and so some have the log level "warning"."""
    wrong = set()
    for resource in sorted(FIXTURES.glob("*/configuration.json")):
        folder = resource.parent
        [script] = [*folder.glob("index.html")] or folder.rglob("appConfig.js")
        config = effective_config(
            script, configuration=resource, scripts=sorted(folder.glob("brand.js"))
        )
        values = config.to_dict()
        for found in problems(values, version):
            if found.kind in {"type", "enum"}:
                wrong.add((folder.name, found.path, values["logLevel"]))
    assert wrong == {
        (name, ("logLevel",), "warning")
        for name in ("contact-centre", "es5-legacy", "multi-region")
    }


def test_only_so_much_is_compared() -> None:
    """100,000 keys of one's own cost no more than reading them."""
    many: dict[str, ConfigValue] = {f"ownKey{number}": number for number in range(100_000)}
    dotted: dict[str, ConfigValue] = {f"theme.x{number}": number for number in range(100_000)}
    with not_hanging():
        assert problems({**many, "componentProps": many, "pluginServce": {}}, NEWEST) == []
        assert len(problems(dotted, NEWEST)) == len(dotted)
    few = dict(islice(many.items(), MAX_KNOWN_KEYS_COMPARED - 1))
    assert len(problems({**few, "pluginServce": {}}, NEWEST)) == 1
    assert len(problems({**many, "plugin_service": 1}, NEWEST)) == 1
    items: list[ConfigValue] = [{"name": 1}] * (MAX_KNOWN_ITEMS + 5)
    assert len(problems({"locations": items}, NEWEST)) == MAX_KNOWN_ITEMS


def test_without_the_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is installed with the extra "check"."""
    monkeypatch.setitem(sys.modules, "jsonschema_rs", None)
    with pytest.raises(MissingExtraError) as raised:
        problems({}, NEWEST)
    assert raised.value.help == "pip install 'appconfig-merge[check]'"


def names(schema: Any) -> set[str]:
    """All names in a schema."""
    inner = schema.get("properties", {})
    return set(inner).union(*map(names, inner.values()))


KEYS = st.sampled_from([*sorted(names(all_releases())), *sorted(PROPERTIES)]) | st.text(max_size=6)
CONFIGURATIONS = st.dictionaries(
    KEYS,
    st.recursive(
        st.sampled_from(VALUES) | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
        max_leaves=20,
    ),
    max_size=6,
)


@given(CONFIGURATIONS, st.sampled_from(["1.18", "1.34.6", "2.3", NEWEST, "3"]))
def test_every_problem_is_of_a_key_that_is_there(
    values: dict[str, ConfigValue], version: str
) -> None:
    """Any configuration is looked at without an exception; each key is told of once."""
    found = problems(values, version)
    for problem in found:
        value: Any = values
        for key in problem.path:
            value = value[key]
        assert value is not None
        assert value is not UNDEFINED
        assert not (isinstance(value, Unresolved) and problem.kind in {"type", "enum"})
        assert problem.suggestion is not None or problem.kind != "unknown"
        assert problem.help
    assert len({problem.path for problem in found}) == len(found)
