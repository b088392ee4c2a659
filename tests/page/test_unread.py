"""Definitions that no script reads are told, and none that may be read."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appconfig_merge import ScriptThrowsError, Source, effective_config
from tests.hunting import examples


def said(text: str, define: dict[str, Any] | None = None, **how: Any) -> list[tuple[str, str]]:
    """What is said of definitions: message and help."""
    config = effective_config(Source("f.js", text), define=define, **how)
    return [
        (one.message, one.help or "") for one in config.diagnostics if one.code == "unused-define"
    ]


@pytest.mark.parametrize(
    ("text", "name", "message", "help"),
    [
        (
            "var appConfig = { a: location.hostname };",
            "location.hostnam",
            "no script here mentions hostnam",
            "did you mean location.hostname?",
        ),
        (
            "var appConfig = { a: window.FLEX_ENVIRONMENT };",
            "FLEX_ENV",
            "no script here mentions FLEX_ENV",
            "did you mean FLEX_ENVIRONMENT?",
        ),
        (
            "var appConfig = { a: 1 };",
            'localStorage["my-key"]',
            "no script here mentions my-key",
            "nothing reads it: leave it out",
        ),
        (
            "var appConfig = { a: localStorage.getItem('env') };",
            "sessionStorage.level",
            "no script here mentions level",
            "did you mean localStorage?",
        ),
    ],
)
def test_a_name_that_nothing_reads(text: str, name: str, message: str, help: str) -> None:
    """It is named with the one that the scripts have instead."""
    assert said(text, {name: "x"}) == [(f"--define {name}: {message}", help)]


def test_a_name_of_assume_that_nothing_reads() -> None:
    """As with definitions."""
    text = "var appConfig = { a: Twilio.x };"

    assert said(text, assume=["Twilio", "Twillio"]) == [
        ("--assume Twillio: no script here mentions Twillio", "did you mean Twilio?")
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("var appConfig = { a: location.hostname };", "location.hostname"),
        ("var appConfig = { a: window.location.hostname };", "window.location.hostname"),
        ("var { hostname } = location; var appConfig = { hostname };", "location.hostname"),
        ("var l = location; var appConfig = { a: l['host' + 'name'] };", "location.hostname"),
        ("var appConfig = { a: String(location) };", "location.href"),
        ("var appConfig = { a: window['FLEX_' + 'X'] };", "FLEX_X"),
        ("var appConfig = { ...window }; appConfig = {};", "FLEX_X"),
        ("var appConfig = { a: localStorage['my-key'] };", 'localStorage["my-key"]'),
        ("var appConfig = { a: \\u0058 };".replace("\\\\", "\\"), "X"),
        ("var appConfig = { a: 1 }; // X", "X"),
    ],
)
def test_what_may_be_read_is_no_mistake(text: str, name: str) -> None:
    """By a name of another kind, a computed one, or as a whole; a comment counts, too."""
    assert said(text, {name: "x"}) == []


def test_a_companion_may_read_it() -> None:
    """The scripts that the page loads before are asked, too."""
    companion = Source("before.js", "var a = FLEX_X;")

    assert said("var appConfig = { a };", {"FLEX_X": 1}, scripts=[companion]) == []


def test_a_misspelt_name_is_told_where_the_other_one_is_missing() -> None:
    """It is why the script throws."""
    script = Source("f.js", "var appConfig = { a: make(FLEX_ENVIRONMENT) }; function make() {}")
    with pytest.raises(ScriptThrowsError) as caught:
        effective_config(script, define={"FLEX_ENV": "x"})

    assert caught.value.help is not None
    assert caught.value.help.startswith(
        "--define FLEX_ENV: no script here mentions FLEX_ENV; did you mean FLEX_ENVIRONMENT?; "
    )


NAMES = st.sampled_from(
    ["FLEX_X", "location.hostname", "location.search", "App.env", "document.title"]
)
READS = st.sampled_from([
    "{0}", "window.{0}", "({0})", "[{0}][0]", "`${{{0}}}`", "{0} || 1", "typeof {0}", "f({0})",
])  # fmt: skip


@settings(max_examples=examples(200), deadline=None)
@given(st.lists(st.tuples(NAMES, READS), max_size=4), st.lists(NAMES, unique=True))
def test_what_is_told_has_no_effect(reads: list[tuple[str, str]], names: list[str]) -> None:
    """Without the definitions that are told the configuration is the same; all read ones aren't."""
    values = ", ".join(f"k{at}: {how.format(name)}" for at, (name, how) in enumerate(reads))
    text = f"function f(x) {{ return x; }}\nvar appConfig = {{ {values} }};"
    define = dict.fromkeys(names, "defined")
    assume = ["FLEX_X", "App"]
    unused = {message.split()[1].rstrip(":") for message, _ in said(text, define, assume=assume)}
    fewer = {name: value for name, value in define.items() if name not in unused}
    source = Source("f.js", text)

    assert unused.isdisjoint(name for name, _ in reads)
    assert (
        effective_config(source, define=fewer, assume=assume).to_dict()
        == effective_config(source, define=define, assume=assume).to_dict()
    )
