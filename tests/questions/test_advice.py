"""Laws of the advice on how to change a value, held against doing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge import Source, effective_config, strategies
from appconfig_merge.questions.absent import partial_matches, with_nearest
from appconfig_merge.questions.advice import advise
from appconfig_merge.questions.counterfactual import with_value
from appconfig_merge.questions.equivalence import equivalent
from appconfig_merge.rest.edits import Set

if TYPE_CHECKING:
    from appconfig_merge import EffectiveConfig

RELEASES = st.sampled_from(["documented", "1.18", "1.34", "2.2", "2.17.1"])
SCRIPTS = st.lists(
    st.sampled_from(
        [
            "logLevel: 'info'",
            "logLevel: location.search",
            "logLevel: ''",
            "colorTheme: 'GreyDark'",
            "colorTheme: { baseName: 'x' }",
            "sdkOptions: { chat: { logLevel: 'warn' } }",
            "sdkOptions: 'text'",
            "notifications: { browser: true }",
            "theme: { isLight: location.hash ? 1 : 2 }",
            "theme: JSON.parse(localStorage.theme)",
            "list: [1, { a: 2 }]",
            "markdown: null",
        ]
    ),
    max_size=6,
)
RESOURCE: dict[str, Any] = {
    "account_sid": "AC" + "0" * 32,
    "notifications": {"enabled": True},
    "ui_attributes": {
        "logLevel": "error",
        "colorTheme": "Dark",
        "sdkOptions": {"worker": {"logLevel": "silent"}},
        "notifications": {"browser": False, "mode": "x"},
        "theme": {"isLight": True, "tokens": {"a": 1}},
        "list": [3, {"a": 4, "b": 5}],
        "sso": "dead",
    },
}
PATHS = (
    ("logLevel",),
    ("colorTheme",),
    ("colorTheme", "baseName"),
    ("sdkOptions", "chat", "logLevel"),
    ("sdkOptions", "voice", "debug"),
    ("sdkOptions", "0"),
    ("notifications", "browser"),
    ("sso", "accountSid"),
    ("theme", "isLight"),
    ("theme", "tokens", "a"),
    ("theme", "tokens"),
    ("theme", "nothing", "there"),
    ("list", "nothing"),
    ("sso", "nothing"),
    ("list", 1, "a"),
    ("list", 1, "b"),
    ("list", 7),
    ("markdown",),
    ("none",),
    (),
)


def configured(
    entries: list[str], release: str, resource: dict[str, Any] = RESOURCE
) -> EffectiveConfig:
    """A script of these entries over the resource."""
    script = Source("appConfig.js", f"var appConfig = {{ {', '.join(entries)} }};")
    return effective_config(script, configuration=resource, flex_ui=release)


def edited(config: EffectiveConfig, layer: str, path: tuple[str, ...]) -> EffectiveConfig:
    """The same merge with a new value at a path of a layer."""
    return config.remade(lambda one: with_value(one, path, "new") if one.id == layer else one)


@given(SCRIPTS, RELEASES, st.sampled_from(PATHS))
def test_what_is_advised_takes_effect_and_what_is_not_does_not(
    entries: list[str], release: str, path: tuple[str | int, ...]
) -> None:
    """In every release: a key that is added is the value, an edit beneath it changes nothing."""
    config = configured(entries, release)
    explained = config.explain(path)
    advice = advise(config, explained)

    for edit in advice.edits:
        if edit.action == "add" and edit.path:
            whole = tuple(map(str, (*edit.object_path, *edit.path)))
            assert edited(config, edit.layer, whole).explain(whole).value == "new"
        if edit.action == "update" and path[:1] != ("colorTheme",) and explained.kind != "object":
            resource = Set(edit.path, "new").apply(RESOURCE).document
            assert configured(entries, release, resource).explain(path).value == "new"
    keys = tuple(key for key in path if isinstance(key, str))
    for futile in advice.futile:
        is_other = futile.rival is not None and futile.rival.layer != futile.layer
        if futile.is_certain and is_other and len(keys) == len(path):
            changed = edited(config, futile.layer, keys)
            assert equivalent(changed.explain(path).value, explained.value)


@given(strategies.app_config_sources(), strategies.ui_attributes(), RELEASES, st.data())
def test_any_path_of_any_configuration(
    source: strategies.AppConfigSource, data: dict[str, Any], release: str, chosen: st.DataObject
) -> None:
    """Can be asked for, and what lies beneath it. A place that is advised is none to avoid."""
    resource = {**RESOURCE, "ui_attributes": data}
    script = Source("appConfig.js", source.text)
    config = effective_config(script, configuration=resource, flex_ui=release)
    path = chosen.draw(st.sampled_from([(), *config.paths()]))
    for asked in (path, (*path, "x"), (*path, 0, "y")):
        explained = config.explain(asked)
        advice = advise(config, explained)
        places = {edit.location for edit in advice.edits}
        assert not places & {one.location for one in advice.futile}
        if explained.kind == "absent":
            matches = partial_matches(config, asked)
            with_nearest(config, explained, matches)
            assert all(one.found == explained.path[: len(one.found)] for one in matches)


def test_two_sources_that_say_the_same_are_told_apart() -> None:
    """Which of them counts is another in the newest release, though the value is the same."""
    config = effective_config(
        Source("appConfig.js", 'var appConfig = { logLevel: "info" };'),
        configuration=Source(
            "r.json", '{"account_sid": "", "ui_attributes": {"logLevel": "info"}}'
        ),
    )
    explained = config.explain("logLevel")
    advice = advise(config, explained)

    assert explained.departure is None
    assert [(one.action, one.lost_in and one.lost_in.version) for one in advice.edits] == [
        ("edit", "2.17.1")
    ]
    assert [one.wins_in and one.wins_in.version for one in advice.futile] == ["2.17.1"]
