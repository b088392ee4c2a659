"""Each cause by an example, alone and along with another."""

from __future__ import annotations

import math
from typing import Any

import pytest

from appconfig_merge.errors import InputError
from appconfig_merge.inputs.record import GivenResource
from appconfig_merge.snapshots.snapshot import CachedResource, PagePlugin, PageScript
from appconfig_merge.source import Source
from appconfig_merge.values import Candidate, Unresolved
from appconfig_merge.verification.difference import Evidence, NotCompared
from tests.verification.support import (
    RESOURCE,
    call,
    causes,
    inputs,
    running,
    snapshot,
    verified,
)

GIVEN = inputs("var appConfig = { language: 'en-GB', desk: { name: 'one', seats: 3 } };")


def test_a_page_as_predicted_has_no_difference() -> None:
    """Each leaf agrees, and nothing is told of any."""
    found = verified(GIVEN, snapshot(GIVEN))

    assert found.differences == ()
    assert found.not_compared == ()
    assert found.agreed == len(list(found.config.leaves()))
    assert found.assumed == ()


def test_a_plugin_that_was_seen_to_set_a_value() -> None:
    """It is named with its version, and the place of its call."""
    config = running(GIVEN, language="fr")
    taken = snapshot(
        GIVEN,
        configuration=config,
        is_watched=True,
        calls=(call({"language": "de"}, "OtherPlugin"), call({"language": "fr"})),
        plugins=(PagePlugin("ThemePlugin", "1.2.0", "", "Initialized"),),
    )
    found = verified(GIVEN, taken)

    assert causes(found) == {"language": ("plugin",)}
    assert found.differences[0].evidence == (
        Evidence("ThemePlugin 1.2.0 sets it by manager.updateConfig", taken.calls[1].location),
    )


def test_a_script_of_the_page_that_was_seen_to_set_a_value() -> None:
    """A call of no plugin is the page's."""
    config = running(GIVEN, mine=1)
    taken = snapshot(GIVEN, configuration=config, is_watched=True, calls=(call({"mine": 1}, ""),))

    assert causes(verified(GIVEN, taken)) == {"mine": ("page-script",)}


def test_what_was_set_and_changed_again_is_no_plugin_s() -> None:
    """Nor is it an input's that happens to have the value."""
    other = {**RESOURCE, "ui_attributes": {**RESOURCE["ui_attributes"], "lines": ["z"]}}
    config = running(GIVEN, lines=["z"])
    taken = snapshot(
        GIVEN,
        configuration=config,
        resource=other,
        is_watched=True,
        calls=(call({"lines": ["b"]}),),
    )
    found = verified(GIVEN, taken)

    assert causes(found) == {"lines[0]": ("unexplained",)}
    assert found.differences[0].evidence[0].text == (
        "ThemePlugin sets it by manager.updateConfig to another value: that was changed since"
    )


def test_levels_that_a_plugin_s_log_level_fills_in() -> None:
    """They are that plugin's, too."""
    levels = {
        **{name: {"logLevel": "warn"} for name in ("chat", "worker", "voice", "insights")},
        "flex": {"logger": {"level": "warn"}},
    }
    config = running(GIVEN, logLevel="warn", sdkOptions=levels)
    taken = snapshot(
        GIVEN, configuration=config, is_watched=True, calls=(call({"logLevel": "warn"}),)
    )

    assert set(causes(verified(GIVEN, taken)).values()) == {("plugin",)}


def test_an_assignment_to_the_configuration_begins_anew() -> None:
    """All that it doesn't have goes, but for what Flex UI starts with."""
    config = dict(running(inputs("var appConfig = { mine: 2 };", resource=None)))
    del config["sdkOptions"]
    taken = snapshot(
        GIVEN,
        configuration=config,
        is_watched=True,
        calls=(call({"mine": 2}, means="configuration"),),
    )

    assert set(causes(verified(GIVEN, taken)).values()) == {("plugin",)}


def test_another_file_than_the_one_given_is_served() -> None:
    """Told with the keys that differ, and what the browser tells of the script."""
    served = inputs("var appConfig = { language: 'en-GB', desk: { name: 'old', seats: 3 } };")
    taken = snapshot(
        served,
        scripts=(PageScript("https://flex.example.com/appConfig.js?v=3", 12, is_cached=True),),
    )
    found = verified(GIVEN, taken)

    assert causes(found) == {"desk.name": ("served-file",)}
    assert [one.text for one in found.differences[0].evidence] == [
        "the page's appConfig is another than appConfig.js at desk",
        "the browser took https://flex.example.com/appConfig.js?v=3 from its cache",
        "https://flex.example.com/appConfig.js?v=3 has 12 bytes, the file 71",
    ]
    assert str(found.differences[0].evidence[0].location) == "appConfig.js:1:52"


def test_what_a_script_changes_after_the_hand_over_is_no_other_file_s() -> None:
    """It was handed over as given: the file that was served is the one that is given."""
    own = snapshot(GIVEN).by_name
    assert isinstance(own, dict)
    changed: dict[str, Any] = {**own, "desk": {"name": "later", "seats": 3}, "extra": 1}
    taken = snapshot(
        GIVEN,
        configuration=running(GIVEN, desk=changed["desk"], extra=1),
        by_name=changed,
        on_window=changed,
        handed=own,
        is_watched=True,
    )
    found = verified(GIVEN, taken)

    assert causes(found) == {"desk.name": ("unexplained",), "extra": ("unexplained",)}
    assert found.differences[0].evidence[0].text.endswith("it may have been changed in place")


def test_keys_that_the_file_leaves_to_the_page_are_not_told_as_others() -> None:
    """Which values they have is the page's to decide."""
    given = inputs("var appConfig = { language: 'en-GB', at: Date.now() };")
    taken = snapshot(inputs("var appConfig = { language: 'en-US', at: 7 };"))
    found = verified(given, taken)

    assert causes(found) == {"language": ("served-file",), "at": ("page-decided",)}
    assert found.differences[0].evidence[0].text == (
        "the page's appConfig is another than appConfig.js at language"
    )


def test_a_page_that_got_no_app_config_at_all() -> None:
    """The file wasn't served, or wasn't loaded."""
    taken = snapshot(inputs("var appConfig = {};"), by_name=None, on_window=None)
    found = verified(GIVEN, taken)

    assert set(causes(found).values()) == {("served-file",)}
    assert found.differences[0].evidence[0].text == (
        "the page has no appConfig: appConfig.js isn't what it got"
    )


def test_a_binding_that_isn_t_on_window() -> None:
    """The page passes window.appConfig || {}: the file counts for nothing."""
    nothing = inputs("var appConfig = {};")
    own = snapshot(GIVEN).by_name
    taken = snapshot(nothing, by_name=own, on_window=None)
    found = verified(GIVEN, taken)

    assert causes(found) == dict.fromkeys(("language", "desk.name", "desk.seats"), ("binding",))


def test_another_object_is_handed_over() -> None:
    """As only a watched page shows."""
    other = inputs("var appConfig = { language: 'en-GB', desk: { name: 'one', seats: 9 } };")
    own = snapshot(GIVEN).by_name
    handed = snapshot(other).by_name
    taken = snapshot(other, by_name=own, on_window=own, handed=handed, is_watched=True)

    assert causes(verified(GIVEN, taken)) == {"desk.seats": ("hand-over",)}


def test_a_served_file_that_was_handed_over_is_the_served_file() -> None:
    """What the page hands over is the cause only where its own object has another value."""
    other = inputs("var appConfig = { language: 'en-US', desk: { name: 'one', seats: 9 } };")
    served = inputs("var appConfig = { language: 'en-US', desk: { name: 'one', seats: 3 } };")
    own = snapshot(served).by_name
    taken = snapshot(
        other, by_name=own, on_window=own, handed=snapshot(other).by_name, is_watched=True
    )

    assert causes(verified(GIVEN, taken)) == {
        "language": ("served-file",),
        "desk.seats": ("hand-over",),
    }


def test_another_resource() -> None:
    """Its ui_attributes, and what a column gives."""
    other = {
        **RESOURCE,
        "ui_attributes": {**RESOURCE["ui_attributes"], "lines": ["a", "b"]},
        "runtime_domain": "desk-1234-dev.twil.io",
    }
    of = GIVEN._replace(resource=GivenResource(other))
    found = verified(GIVEN, snapshot(of, resource=other))

    assert causes(found) == {"lines": ("resource",), "serviceBaseUrl": ("resource",)}


def test_a_resource_that_the_browser_had_kept() -> None:
    """The service gave none, and what was kept is older than the page."""
    old = {**RESOURCE, "ui_attributes": {**RESOURCE["ui_attributes"], "lines": ["old"]}}
    of = GIVEN._replace(resource=GivenResource(old))
    taken = snapshot(
        of,
        resource=old,
        answer=500,
        cached_resource=CachedResource(old, "2026-11-29T08:00:00.000Z"),
    )
    found = verified(GIVEN, taken)

    assert causes(found) == {"lines[0]": ("cached-resource",)}
    assert [one.text for one in found.differences[0].evidence] == [
        "the page went on with a resource that the browser kept, as the service answered 500",
        "it was kept at 2026-11-29T08:00:00.000Z, and the page loaded 2026-11-30T01:00:00.000Z",
    ]


def test_what_the_browser_has_stored() -> None:
    """It fills gaps of the page's object in place; that is no other file."""
    stored = {"sso": {"accountSid": "x"}, "desk": {"name": "not taken", "floor": 2}}
    of = GIVEN._replace(stored=stored)
    own = snapshot(GIVEN).by_name
    assert isinstance(own, dict)
    filled = {**own, "sso": stored["sso"], "desk": {"name": "one", "seats": 3, "floor": 2}}
    found = verified(GIVEN, snapshot(of, stored=stored, by_name=filled, on_window=filled))

    assert causes(found) == {"sso.accountSid": ("stored",), "desk.floor": ("stored",)}
    assert found.answers.has_stored


def test_what_was_given_otherwise_is_told_for_later_predictions() -> None:
    """With it they come to what runs."""
    of = GIVEN._replace(stored={"mine": 1})
    asked = GIVEN._replace(stored={"mine": 2}, flex_ui="1.34")
    found = verified(asked, snapshot(of, stored=of.stored))

    assert causes(found)["mine"] == ("stored",)
    assert (found.answers.flex_ui, found.answers.has_stored) == ("2.17.1", True)
    told = verified(asked._replace(stored=of.stored, flex_ui="2.17.1"), found.snapshot)
    assert told.differences == ()
    assert (told.answers.flex_ui, told.answers.has_stored) == ("", False)


def test_another_release_than_was_asked_for() -> None:
    """Its rules explain it."""
    asked = GIVEN._replace(flex_ui="2.0.2")
    found = verified(asked, snapshot(GIVEN))

    assert set(causes(found).values()) == {("release",)}
    assert found.differences[0].evidence[0].text == (
        "the page runs Flex UI 2.17.1, and the prediction follows those of Flex UI 2.0.2"
    )


def test_a_release_that_no_one_tells_is_tried() -> None:
    """Where the rules of one release alone explain all."""
    asked = inputs("var appConfig = { colorTheme: 'Dark' };", flex_ui="1.29.3")
    old = asked._replace(flex_ui="1.18.1")
    found = verified(asked, snapshot(old, flex_ui=""))

    assert set(causes(found).values()) == {("release",)}


def test_a_key_that_a_service_sets() -> None:
    """Allowed where nothing else is said."""
    config = running(GIVEN, isTeamsContextEnabled=False)
    found = verified(GIVEN, snapshot(GIVEN, configuration=config))

    assert causes(found) == {"isTeamsContextEnabled": ("service",)}
    assert found.unexpected() == ()


def test_a_prop_that_its_component_has_now() -> None:
    """Moved, with the value that was predicted."""
    of = inputs("var appConfig = { componentProps: { MainHeader: { logoUrl: '/a.svg' } } };")
    config = running(of, componentProps={"MainHeader": {}})
    taken = snapshot(of, configuration=config, moved={"MainHeader": {"logoUrl": "/a.svg"}})
    found = verified(of, taken)

    assert causes(found) == {"componentProps.MainHeader.logoUrl": ("moved-props",)}
    assert not found.differences[0].running.is_present


def test_a_prop_that_a_component_inside_another_has_now() -> None:
    """Flex UI goes down to those that a group of components has."""
    of = inputs("var appConfig = { componentProps: { Supervisor: { WorkerCanvas: { a: 1 } } } };")
    config = running(of, componentProps={"Supervisor": {"WorkerCanvas": {}}})
    taken = snapshot(of, configuration=config, moved={"Supervisor": {"WorkerCanvas": {"a": 1}}})

    found = causes(verified(of, taken))

    assert found == {"componentProps.Supervisor.WorkerCanvas.a": ("moved-props",)}


def test_a_prop_that_was_moved_with_another_value_has_another_cause() -> None:
    """The component's value is the running one."""
    of = inputs("var appConfig = { componentProps: { MainHeader: { logoUrl: '/a.svg' } } };")
    other = inputs("var appConfig = { componentProps: { MainHeader: { logoUrl: '/b.svg' } } };")
    config = running(of, componentProps={"MainHeader": {}})
    taken = snapshot(other, configuration=config, moved={"MainHeader": {"logoUrl": "/b.svg"}})
    found = verified(of, taken)

    assert causes(found) == {"componentProps.MainHeader.logoUrl": ("served-file",)}
    assert found.differences[0].running == ("/b.svg", True)


def test_what_an_error_report_can_t_tell_of_a_component() -> None:
    """Whether a prop was moved."""
    of = inputs("var appConfig = { componentProps: { MainHeader: { logoUrl: '/a.svg' } } };")
    config = running(of, componentProps={"MainHeader": {}})
    found = verified(of, snapshot(of, configuration=config, taken_by="error-report"))

    assert found.differences == ()
    assert [one.path for one in found.not_compared] == [("componentProps", "MainHeader", "logoUrl")]


def test_what_a_snapshot_holds_back_is_not_compared() -> None:
    """Nor said to differ."""
    config = running(GIVEN, desk={"name": Unresolved("", "masked"), "seats": 3})
    found = verified(GIVEN, snapshot(GIVEN, configuration=config))

    assert found.differences == ()
    assert found.not_compared == (NotCompared(("desk", "name"), "masked"),)


def test_what_the_page_decided_by_its_address() -> None:
    """The address is known, and answers."""
    of = inputs("var appConfig = { crm: 'https://' + location.hostname + '/crm' };")
    config = running(of, crm="https://flex.example.com/crm")
    found = verified(of, snapshot(of, configuration=config))

    assert causes(found) == {"crm": ("page-decided",)}
    assert found.answers.page_url == "https://flex.example.com/"
    assert found.answers.unanswered == ()


def test_a_candidate_that_runs() -> None:
    """With its condition, and its place."""
    of = inputs("var appConfig = { level: isNight ? 1 : 2 };", assume=("isNight",))
    found = verified(of, snapshot(of, configuration=running(of, level=2)))

    assert causes(found) == {"level": ("page-decided",)}
    evidence = found.differences[0].evidence[0]
    assert evidence.text == "it is the value unless isNight"
    assert str(evidence.location) == "appConfig.js:1:40"
    assert found.answers.unanswered == ("isNight",)


def test_what_a_plugin_leaves_alone_is_still_the_page_s_to_decide() -> None:
    """A call that sets something else explains nothing of it."""
    of = inputs("var appConfig = { crm: location.hostname, level: isNight ? 1 : 2 };")
    of = of._replace(assume=("isNight",))
    config = running(of, crm="flex.example.com", level=2, theme={"isLight": False})
    calls = (call({"theme": {"isLight": False}}),)
    found = verified(of, snapshot(of, configuration=config, calls=calls, is_watched=True))

    assert causes(found) == {
        "theme.isLight": ("plugin",),
        "crm": ("page-decided",),
        "level": ("page-decided",),
    }


def test_none_of_the_candidates_runs() -> None:
    """Then the page didn't decide it so."""
    of = inputs("var appConfig = { level: isNight ? 1 : 2 };", assume=("isNight",))
    found = verified(of, snapshot(of, configuration=running(of, level=3)))

    assert causes(found) == {"level": ("unexplained",)}
    assert found.differences[0].evidence[0].text == "it is none of the 2 values that it might have"


def test_an_address_that_says_something_else_explains_nothing() -> None:
    """The served file does."""
    of = inputs("var appConfig = { crm: location.hostname };")
    other = inputs("var appConfig = { crm: 'crm.example.com' };")
    found = verified(of, snapshot(other))

    assert causes(found) == {"crm": ("served-file",)}
    assert found.answers.page_url == ""
    assert dict(found.answers.define) == {}
    assert found.answers.unanswered == ()


def test_values_of_the_page_that_were_asked_for() -> None:
    """They are answers where what runs agrees."""
    of = inputs("var appConfig = { brand: environment.brand };", assume=("environment",))
    config = running(of, brand="blue")
    taken = snapshot(of, configuration=config, page_values={"environment.brand": "blue"})
    found = verified(of, taken)

    assert causes(found) == {"brand": ("page-decided",)}
    assert dict(found.answers.define) == {"environment.brand": '"blue"'}


def test_what_follows_from_the_running_value() -> None:
    """A value that is just a name of the page has the name's value."""
    of = inputs("var appConfig = { brand: environment.brand };", assume=("environment",))
    found = verified(of, snapshot(of, configuration=running(of, brand="blue")))

    assert dict(found.answers.define) == {"environment.brand": '"blue"'}
    assert found.answers.unanswered == ()


def test_a_feature_flag_that_somebody_overrides_in_the_page() -> None:
    """The configuration says otherwise, and still does."""
    of = inputs("var appConfig = { featureOverrides: { 'flex-insights': { enabled: true } } };")
    found = verified(of, snapshot(of, feature_overrides={"flex-insights": False}))

    assert causes(found) == {'featureOverrides["flex-insights"].enabled': ("feature-flag",)}
    assert found.agreed == len(list(found.config.leaves())) - 1


def test_a_plugin_that_nobody_watched() -> None:
    """Reading it tells that it may be the one."""
    plugin = Source(
        "ThemePlugin.js",
        "class ThemePlugin extends FlexPlugin { init(flex, manager) {"
        " manager.updateConfig({ language: 'fr' }); } }",
    )
    of = GIVEN._replace(plugins=(plugin,))
    found = verified(of, snapshot(of, configuration=running(of, language="fr")))

    assert causes(found) == {"language": ("plugin",)}
    assert str(found.differences[0].evidence[0].location) == "ThemePlugin.js:1:95"


def test_what_a_plugin_changes_in_place_is_never_watched() -> None:
    """Reading it tells that it may be the one; of its calls each would have been seen."""
    plugin = Source(
        "ThemePlugin.js",
        "class ThemePlugin extends FlexPlugin { init(flex, manager) {"
        " manager.configuration.mine = 1; manager.updateConfig({ language: 'fr' }); } }",
    )
    of = GIVEN._replace(plugins=(plugin,))
    config = running(of, language="fr", mine=1)
    found = verified(of, snapshot(of, configuration=config, is_watched=True))

    assert causes(found) == {"language": ("unexplained",), "mine": ("plugin",)}
    assert [one.text for one in found.differences[1].evidence] == [
        "ThemePlugin may set mine",
        "what is changed inside of manager.configuration isn't watched",
    ]


def test_what_nothing_explains() -> None:
    """Says what to do for an explanation."""
    taken = snapshot(
        GIVEN,
        configuration=running(GIVEN, language="fr"),
        plugins=(PagePlugin("ThemePlugin", "1.2.0", "", "Initialized"),),
    )
    found = verified(GIVEN, taken)

    assert causes(found) == {"language": ("unexplained",)}
    assert [one.text for one in found.differences[0].evidence] == [
        (
            "nobody watched what was set after the merge, by ThemePlugin 1.2.0: take the snapshot "
            "with --browser, or give --plugins"
        )
    ]


def test_two_causes_of_one_value() -> None:
    """The one that gives it is named, and that without which it wouldn't show goes along."""
    served = inputs("var appConfig = { language: 'en-GB', desk: { seats: 3 } };")
    other = {**RESOURCE, "ui_attributes": {**RESOURCE["ui_attributes"], "desk": {"name": "two"}}}
    of = served._replace(resource=GivenResource(other))
    found = verified(GIVEN, snapshot(of, resource=other))

    assert causes(found) == {"desk.name": ("resource", "served-file")}


def test_what_wasn_t_given_is_taken_from_the_page() -> None:
    """And that is said."""
    of = GIVEN._replace(resource=None, flex_ui="")
    found = verified(of, snapshot(GIVEN))

    assert found.differences == ()
    assert found.assumed == (
        "Flex UI 2.17.1, which the page runs",
        "the Configuration resource that the page got",
    )
    assert found.answers.flex_ui == "2.17.1"


def test_a_page_that_doesn_t_run_is_refused() -> None:
    """There is nothing to hold the prediction against."""
    with pytest.raises(InputError, match="waited for somebody to log in"):
        verified(GIVEN, snapshot(GIVEN, state="login", configuration=None))


def test_of_what_only_the_page_has_nobody_asks_what_was_meant(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A search through all paths for each that wasn't predicted would take forever."""
    monkeypatch.delattr("appconfig_merge.effective.nearest.nearest_paths")
    config = running(GIVEN, mine=1, desk={"name": "one", "seats": 3, "floor": 2})

    found = verified(GIVEN, snapshot(GIVEN, configuration=config))

    assert causes(found) == {"mine": ("unexplained",), "desk.floor": ("unexplained",)}


def test_what_an_error_report_blurs_is_compared_as_far_as_it_goes() -> None:
    """Its null may be NaN, and is no 3."""
    of = inputs("var appConfig = { wait: NaN, own: null, desk: 3 };")
    null = Unresolved(
        "null",
        "an error report writes NaN as null",
        candidates=(
            Candidate(None, "the page has null", holds=True),
            Candidate(math.nan, "the page has null", holds=False),
        ),
    )
    config = running(of, wait=null, own=null, desk=null)
    found = verified(of, snapshot(of, configuration=config, taken_by="error-report"))

    assert causes(found) == {"desk": ("unexplained",)}
    assert found.not_compared == ()


def test_what_an_error_report_writes_alike_is_alike() -> None:
    """Of -0 and 0, and of an array and an object with its keys, it shows one; false is no 0."""
    of = inputs(
        "var appConfig = {"
        " wait: -0, pair: [-0, 1], lines: { 0: 'a', length: 1 }, none: { length: 0 },"
        " off: -0, rows: { 0: 'a', length: 2 }, cells: { 0: 'a', length: 1 } };"
    )
    config = running(
        of, wait=0, pair=[0, 1], lines=["a"], none=[], off=False, rows=["a"], cells=["b"]
    )
    found = verified(of, snapshot(of, configuration=config, taken_by="error-report"))

    assert causes(found) == {
        "off": ("unexplained",),
        "rows": ("unexplained",),
        'cells["0"]': ("unexplained",),
    }


def test_an_object_that_an_error_report_has_shown_before_is_not_compared() -> None:
    """It is where the report meets it first."""
    of = inputs("var tokens = { a: 1 }; var appConfig = { one: tokens, two: tokens };")
    config = running(of)
    del config["two"]
    found = verified(of, snapshot(of, configuration=config, taken_by="error-report"))

    assert found.differences == ()
    assert [one.path for one in found.not_compared] == [("two",)]
