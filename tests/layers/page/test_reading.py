"""What a page hands to Flex UI, and what is said of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from appconfig_merge import (
    UNDEFINED,
    NoConfigError,
    Unresolved,
    UnresolvedConfigError,
    effective_config,
)
from tests.layers.page.support import at, handed, inline, said, script, written

if TYPE_CHECKING:
    from pathlib import Path

START = inline("Twilio.Flex.runDefault(window.appConfig || {}, '#root')")


def test_the_page_hands_over_what_its_script_sets(tmp_path: Path) -> None:
    """The layer is the script's, as without a page; the place of a value is the file it is in."""
    config = handed(tmp_path, script("appConfig") + START, appConfig="var appConfig = { a: 1 };")

    assert config.to_dict() == {"a": 1}
    assert [(layer.id, layer.kind) for layer in config.layers] == [("appConfig.js", "script")]
    assert at(config, "a") == "appConfig.js:1:22"
    assert said(config) == []


def test_keys_of_the_call_stand_above_those_of_the_file(tmp_path: Path) -> None:
    """A spread and what follows it are two words of one layer; the first is set again."""
    call = "Twilio.Flex.runDefault({ ...window.appConfig, logLevel: 'debug' })"
    config = handed(
        tmp_path,
        script("appConfig") + inline(call),
        appConfig="var appConfig = { logLevel: 'warn', language: 'en-GB' };",
    )

    assert config.to_dict() == {"logLevel": "debug", "language": "en-GB"}
    assert [(one.value, one.outcome) for one in config.explain("logLevel").contributions] == [
        ("warn", "reassigned"),
        ("debug", "effective"),
    ]
    assert at(config, "logLevel") == "index.html:3:102"


def test_a_const_that_the_page_looks_for_on_the_window(tmp_path: Path) -> None:
    """The page ignores the whole file, and that is an error at the declaration."""
    config = handed(tmp_path, script("appConfig") + START, appConfig="const appConfig = { a: 1 };")

    assert config.to_dict() == {}
    (remark,) = config.diagnostics
    assert (remark.code, remark.severity) == ("lexical-binding", "error")
    assert remark.location is not None
    assert (remark.location.line, remark.location.column) == (1, 7)
    assert "index.html:3:69" in remark.message


@pytest.mark.parametrize("declared", ["var", "const"])
@pytest.mark.parametrize("handed_over", ["window.appconfig || {}", "{}"])
def test_a_full_global_beside_an_empty_object_that_is_handed_over(
    tmp_path: Path, declared: str, handed_over: str
) -> None:
    """The place is that of the empty object, not of the call."""
    config = handed(
        tmp_path,
        script("appConfig")
        + inline(f"var config = {handed_over};\nTwilio.Flex.runDefault(config);"),
        appConfig=f"{declared} appConfig = {{ a: 1 }};",
    )

    assert config.to_dict() == {}
    (remark,) = config.diagnostics
    assert (remark.code, remark.severity) == ("ignored-global", "error")
    assert remark.location is not None
    assert remark.location.line == 3
    assert "appConfig.js:1:" in remark.message


@pytest.mark.parametrize(
    ("app_config", "handed_over"),
    [
        ("var appConfig = {};", "window.appconfig || {}"),
        ("var appConfig = window.none;", "{}"),
        ("var appConfig = { a: 1 };", "{}).then((m) => m.updateConfig(appConfig)"),
    ],
)
def test_an_empty_object_is_no_slip_where_nothing_is_lost(
    tmp_path: Path, app_config: str, handed_over: str
) -> None:
    """Or where it is set later, by updateConfig."""
    config = handed(
        tmp_path,
        script("appConfig") + inline(f"Twilio.Flex.runDefault({handed_over})"),
        appConfig=app_config,
    )

    assert "ignored-global" not in {one.code for one in config.diagnostics}


@pytest.mark.parametrize(
    "handed_over",
    [
        "appConfig",
        "{ ...appConfig }",
        "window.appConfig || appConfig",
        "Object.assign({}, window.appConfig, appConfig)",
        "window.appConfig || appConfig).then(() => { appConfig.language = 'de' }",
    ],
)
def test_a_const_that_the_page_passes_by_name(tmp_path: Path, handed_over: str) -> None:
    """There is nothing to be said of it, even where the window was asked first."""
    config = handed(
        tmp_path,
        script("appConfig") + inline(f"Twilio.Flex.runDefault({handed_over})"),
        appConfig="const appConfig = { a: 1 };",
    )

    assert (config.to_dict(), said(config)) == ({"a": 1}, [])


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (script("a") + script("b"), "b"),
        (script("a", "defer") + script("b"), "a"),
        (script("a", "type=module") + script("b"), "a"),
        (script("a", "nomodule") + script("b"), "b"),
        (f"<!-- {script('a')} -->" + script("b"), "b"),
        (script("b") + "<noscript>" + script("a") + "</noscript>", "b"),
    ],
)
def test_scripts_run_in_the_order_of_the_page(tmp_path: Path, body: str, expected: str) -> None:
    """Deferred ones and modules once the page is parsed; what a browser doesn't run isn't."""
    config = handed(
        tmp_path,
        body + inline("window.onload = () => Twilio.Flex.runDefault(appConfig)"),
        a="window.appConfig = { from: 'a' };",
        b="window.appConfig = { from: 'b' };",
    )

    assert config.to_dict() == {"from": expected}


@pytest.mark.parametrize(
    "code", ["start()", "return start()", "if (!window.x) return start(event)"]
)
def test_the_handler_of_the_body(tmp_path: Path, code: str) -> None:
    """It is a function's body, which is called once the page is loaded."""
    config = handed(
        tmp_path,
        inline("function start() { Twilio.Flex.runDefault({ a: 1 }); }")
        + f'<body onload="{code}"><div id="root"></div></body>',
    )

    assert (config.to_dict(), said(config)) == ({"a": 1}, [])


def test_where_the_page_chooses(tmp_path: Path) -> None:
    """What either call hands over is a candidate, with the page's test as its condition."""
    page = written(
        tmp_path,
        inline(
            "if (location.hostname === 'localhost') Twilio.Flex.runDefault({ a: 1, b: 2 });"
            "else Twilio.Flex.runDefault({ a: 1, b: 3 });"
        ),
    )
    config = effective_config(page).to_dict()

    assert config["a"] == 1
    assert isinstance(config["b"], Unresolved)
    assert [one.value for one in config["b"].candidates] == [2, 3]
    known = effective_config(page, page_url="https://flex.example.com/").to_dict()
    assert known == {"a": 1, "b": 3}


def test_a_hand_over_that_may_not_come(tmp_path: Path) -> None:
    """It is told, and when."""
    config = handed(tmp_path, inline("if (location.hash) Twilio.Flex.runDefault({ a: 1 })"))

    assert config.to_dict() == {"a": 1}
    (remark,) = config.diagnostics
    assert (remark.code, remark.severity) == ("hand-over", "info")
    assert remark.message == "the page hands this to Flex UI only where location.hash"


def test_what_a_timer_hands_over_between_scripts(tmp_path: Path) -> None:
    """It may come before the next script: what that sets is there when Flex UI merges again."""
    config = handed(
        tmp_path,
        inline("var appConfig = { a: 1 }; setTimeout(() => Twilio.Flex.runDefault(appConfig))")
        + inline("appConfig.b = { c: 1 }"),
    )

    assert config.to_dict() == {"a": 1, "b": {"c": 1}}


def test_two_hand_overs_are_one_too_many(tmp_path: Path) -> None:
    """Nobody knows which configuration the page would run with."""
    twice = "Twilio.Flex.runDefault({ a: 1 });\nTwilio.Flex.runDefault({ a: 2 });"

    with pytest.raises(
        UnresolvedConfigError, match=r"twice: here, and at .*index\.html:3:9"
    ) as told:
        handed(tmp_path, inline(twice))
    assert told.value.location is not None
    assert told.value.location.line == 4


def test_without_a_hand_over_it_is_the_global(tmp_path: Path) -> None:
    """And that is said."""
    config = handed(tmp_path, script("appConfig"), appConfig="var appConfig = { a: 1 };")

    assert (config.to_dict(), said(config)) == ({"a": 1}, [("no-hand-over", "warning")])


def test_with_neither_there_is_no_configuration(tmp_path: Path) -> None:
    """The error says what to do."""
    with pytest.raises(NoConfigError, match="hands anything to Flex UI, or sets appConfig"):
        handed(tmp_path, "<p>Nothing runs here.")


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("var appConfig = { a: 1;", "appConfig.js:1:23: unexpected ; inside an object"),
        ("var appConfig = { a: b };", "appConfig.js:1:22: ReferenceError: b is not defined"),
    ],
)
def test_what_stops_a_script_is_why_there_is_none(tmp_path: Path, text: str, cause: str) -> None:
    """What the browser's console would show first is in the help."""
    with pytest.raises(NoConfigError) as told:
        handed(
            tmp_path,
            script("appConfig") + inline("Twilio.Flex.runDefault(appConfig.x)"),
            appConfig=text,
        )
    assert told.value.help is not None
    assert cause in told.value.help


def test_a_broken_script_stops_no_other(tmp_path: Path) -> None:
    """A browser leaves it out and goes on; so the page hands over what is there without it."""
    config = handed(tmp_path, script("appConfig") + START, appConfig="var appConfig = { a: 1;")

    assert (config.to_dict(), said(config)) == ({}, [("syntax-error", "error")])


def test_what_a_missing_script_may_set_is_unresolved(tmp_path: Path) -> None:
    """Neither undefined nor an error: the file may be there on the server."""
    config = handed(
        tmp_path,
        script("brand") + inline("Twilio.Flex.runDefault({ a: window.brand, b: 1 })"),
    )

    value = config.to_dict()["a"]
    assert isinstance(value, Unresolved)
    assert "brand.js" in value.reason
    assert said(config) == [("unread-script", "warning")]


def test_what_comes_with_flex_ui_is_no_error(tmp_path: Path) -> None:
    """Its script brings React: what a page does with that doesn't touch the configuration."""
    config = handed(
        tmp_path,
        inline("React.createElement('p'); Twilio.Flex.runDefault({ a: window.appConfig })"),
    )

    assert config.to_dict()["a"] is UNDEFINED
    assert said(config) == []


@pytest.mark.parametrize("library", ["react@17/umd/react.production.min.js", "jquery-3.7.1.min.js"])
def test_libraries_make_nothing_of_a_configuration(tmp_path: Path, library: str) -> None:
    """They aren't read, and what the page looks for on the window is no business of theirs."""
    config = handed(tmp_path, f'<script src="https://unpkg.com/{library}"></script>{START}')

    assert (config.to_dict(), said(config)) == ({}, [("unread-script", "info")])


def test_a_page_of_modules(tmp_path: Path) -> None:
    """What an entry module hands over comes from what it imports."""
    config = handed(
        tmp_path,
        script("main", "type=module"),
        main="import * as Flex from '@twilio/flex-ui';\n"
        "import { configuration } from './settings.js';\n"
        "Flex.Manager.create(configuration);",
        settings="export const configuration = { a: 1 };",
    )

    assert config.to_dict() == {"a": 1}
    assert at(config, "a") == "settings.js:1:35"


def test_what_the_page_changes_once_flex_ui_runs_may_override(tmp_path: Path) -> None:
    """Its own calls of updateConfig are told as those of plugins are."""
    config = handed(
        tmp_path,
        inline(
            "Twilio.Flex.Manager.create({ a: 1 }).then((manager) => manager.updateConfig({ a: 2 }))"
        ),
    )

    assert config.to_dict() == {"a": 1}
    assert [(one.path, one.contribution.value) for one in config.prospects] == [(("a",), 2)]


def test_only_who_logs_in_takes_what_is_stored(tmp_path: Path) -> None:
    """``Manager.create`` by itself doesn't look at FLEX_CONFIG (Flex UI 2.17.1)."""
    for call, expected in (("runDefault", 2), ("Manager.create", None)):
        page = written(tmp_path, inline(f"Twilio.Flex.{call}({{ a: 1 }})"))
        config = effective_config(page, stored={"b": 2}).to_dict()
        assert (config["a"], config.get("b")) == (1, expected)


def test_scripts_before_the_page_and_its_globals(tmp_path: Path) -> None:
    """The options of a script's page hold for a page: --script, --define, --page-url, --global."""
    page = written(
        tmp_path,
        inline("window.Desk = { config: { a: first, b: host, c: location.hostname } }"),
    )
    (tmp_path / "first.js").write_text("var first = 1, host = server;", "utf-8")
    config = effective_config(
        page,
        scripts=[tmp_path / "first.js"],
        define={"server": "s"},
        page_url="https://flex.example.com/",
        global_name="Desk.config",
    )

    assert config.to_dict() == {"a": 1, "b": "s", "c": "flex.example.com"}


def test_a_definition_that_no_script_of_the_page_reads(tmp_path: Path) -> None:
    """All scripts of the page are looked at before that is said."""
    page = written(
        tmp_path,
        script("appConfig") + START,
        appConfig="var appConfig = { a: brand };",
    )
    config = effective_config(page, define={"brand": 1, "brant": 2})

    assert config.to_dict() == {"a": 1}
    (remark,) = config.diagnostics
    assert (remark.code, remark.message) == (
        "unused-define",
        "--define brant: no script here mentions brant",
    )
