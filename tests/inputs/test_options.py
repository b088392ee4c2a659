"""Each input is declared once, and everything that takes it derives from that."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

from appconfig_merge import Source, effective_config
from appconfig_merge.cli import parameters
from appconfig_merge.cli.names import command_named
from appconfig_merge.inputs.environments.reading import parse_environments
from appconfig_merge.inputs.options import OPTIONS, Option, fields, given, rivals
from appconfig_merge.inputs.record import GivenResource, Inputs, LiveResource

IDS = [one.name for one in OPTIONS]
SAID: dict[str, Any] = {
    "configuration": "a.json",
    "live": True,
    "ui_attributes": "b.json",
    "flex_ui": "2.17",
    "ui_version": "2.0",
    "api_url": "https://example.com",
    "define": (("a", None),),
    "page_url": "https://example.com",
    "root": "public",
    "scripts": ("b.js",),
    "assume": ("c",),
    "plugins": ("p.js",),
    "global_name": "config",
    "parser": "pyjsparser",
    "stored": "c.json",
}
"""A value of each option."""


def flags(command: str) -> set[str]:
    """The options of a command."""
    found = command_named(command).parameters
    return {one.flag for one in found if isinstance(one, parameters.Option)}


@pytest.mark.parametrize("one", OPTIONS, ids=IDS)
@pytest.mark.parametrize("command", ["show", "explain", "check", "report"])
def test_commands_that_read_a_configuration_have_every_option(command: str, one: Option) -> None:
    """A new one is theirs at once."""
    assert one.flag in flags(command)


@pytest.mark.parametrize("one", OPTIONS, ids=IDS)
def test_what_an_environment_can_say_can_be_said_of_a_side(one: Option) -> None:
    """With -a and -b at the end for one side; and what it can't say can't be said of one."""
    found = flags("diff")

    for flag in (one.flag, f"{one.flag}-a", f"{one.flag}-b"):
        assert (flag in found) is bool(one.setting)


@pytest.mark.parametrize("one", [one for one in OPTIONS if one.setting], ids=lambda one: one.name)
def test_each_setting_is_known_to_an_environments_file(one: Option) -> None:
    """It says the field of the inputs that the option says."""
    value: Any = "true" if one.kind == "flag" else f'"{one.choices[-1] if one.choices else "2.17"}"'
    if one.is_repeatable:
        value = "['x=1']"
    text = f"[environments.a]\napp_config = 'a.js'\n{one.setting} = {value}\n"
    (environment,) = parse_environments(Source("e.toml", text, "json")).all

    assert getattr(environment.inputs, one.field) != getattr(Inputs("a.js"), one.field)


def test_each_field_is_said_by_an_option_and_by_the_library() -> None:
    """None of them can be forgotten in one of the places."""
    said = {one.field for one in OPTIONS if one.field} | {"app_config"}
    keywords = set(inspect.signature(effective_config).parameters)

    assert said == set(Inputs._fields)
    assert keywords == said - {"resource"} | {"configuration", "ui_attributes"}
    assert set(SAID) == set(IDS)


@pytest.mark.parametrize("one", [one for one in OPTIONS if one.field], ids=lambda one: one.name)
def test_an_option_says_its_field_and_no_other(one: Option) -> None:
    """Whatever else is not said."""
    silent = {option.name: () if option.is_repeatable else None for option in OPTIONS}

    assert list(fields(given({**silent, one.name: SAID[one.name]}))) == [one.field]
    assert given(silent) == {}


@pytest.mark.parametrize(("value", "is_said"), [("", True), (None, False), (False, False)])
def test_an_empty_text_is_something_that_is_said(value: Any, is_said: bool) -> None:
    """``--configuration "$FILE"`` without a FILE is no call without --configuration."""
    assert ("configuration" in given({"configuration": value})) is is_said


def test_what_a_live_resource_is_asked_for() -> None:
    """``ui_version`` and ``api_url`` are of it."""
    said = {name: SAID[name] for name in ("live", "ui_version", "api_url")}

    assert fields(said) == {"resource": LiveResource("2.0", "https://example.com")}


@pytest.mark.parametrize(
    ("names", "clashing"),
    [
        (("configuration", "ui_attributes"), ["--configuration", "--ui-attributes"]),
        (("configuration", "live", "define"), ["--configuration", "--live"]),
        (("live", "ui_version", "api_url"), []),
        (("ui_attributes", "flex_ui", "page_url"), []),
    ],
)
def test_only_one_option_says_a_field(names: tuple[str, ...], clashing: list[str]) -> None:
    """Those that say the same field exclude each other."""
    assert [one.flag for one in rivals({name: SAID[name] for name in names})] == clashing


def test_what_is_said_later_comes_over_what_was_said_before() -> None:
    """Lists get longer, all else is replaced: of two resources one is left."""
    first = Inputs("a.js").with_fields(fields({"scripts": ("b.js",), "configuration": "a.json"}))
    second = first.with_fields(fields({"scripts": ("c.js",), "ui_attributes": "b.json"}))

    assert second == Inputs(
        "a.js", GivenResource("b.json", holds_attributes=True), scripts=("b.js", "c.js")
    )
    assert first.files == ("a.js", "a.json", "b.js")
    assert second.files == ("a.js", "b.json", "b.js", "c.js")
