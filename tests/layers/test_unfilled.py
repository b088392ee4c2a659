"""Placeholders that a build should have replaced: values all the same, with a diagnostic."""

from __future__ import annotations

import pytest

from appconfig_merge import Source, effective_config


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("__API_URL__", "warning"),
        ("https://__HOST__/v1", "warning"),
        ("${FLEX_SID}", "warning"),
        ("#{Flex.AccountSid}#", "warning"),
        ("#{Flex.AccountSid}", "warning"),
        ("<YOUR_ACCOUNT_SID>", "warning"),
        ("<ACCOUNT SID>", "warning"),
        ("<your-account-sid>", "warning"),
        ("XXXX", "warning"),
        ("ACXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX", "warning"),
        ("ACxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "warning"),
        ("{{api_url}}", "info"),
        ("{{ name }}", "info"),
    ],
)
def test_a_placeholder_is_told(text: str, severity: str) -> None:
    """The value is the text, as in a browser; the diagnostic points at it."""
    config = effective_config(Source("appConfig.js", f"var appConfig = {{\n  it: '{text}' }};"))

    (diagnostic,) = config.diagnostics
    assert config["it"] == text
    assert (diagnostic.code, diagnostic.severity) == ("placeholder", severity)
    assert str(diagnostic.location) == "appConfig.js:2:7"


@pytest.mark.parametrize(
    "text",
    [
        "<b>bold</b>", "__proto__", "__init", "snake__case__here", "a < b > c", "MAXXX", "xxx",
        "{{#if a}}", "{{task.defaultFrom}}", "$100", "#{", "<Button size=1>", "AXXXXB",
    ],
)  # fmt: skip
def test_other_texts_are_left_alone(text: str) -> None:
    """Markup, templates with paths and ordinary words are no placeholders."""
    config = effective_config(Source("appConfig.js", f"var appConfig = {{ it: '{text}' }};"))

    assert config.diagnostics == ()


def test_a_template_literal_is_no_placeholder() -> None:
    """In backquotes `${...}` is JavaScript's own."""
    script = "var name = 'x'; var appConfig = { it: `${name}` };"

    assert effective_config(Source("appConfig.js", script)).diagnostics == ()


def test_each_place_is_told_once() -> None:
    """A text that several properties share, and one among candidates, are told where they stand."""
    script = (
        "var url = '__URL__';\n"
        "var appConfig = { a: url, b: [url], c: page.x ? '__C__' : 'd', e: () => '__NO__' };"
    )

    config = effective_config(Source("appConfig.js", script), assume=["page"])

    places = [str(diagnostic.location) for diagnostic in config.diagnostics]
    assert places == [
        "appConfig.js:2:22",
        "appConfig.js:2:31",
        "appConfig.js:2:49",
    ]


def test_the_resource_may_have_some_too() -> None:
    """A placeholder in ui_attributes has its place in the resource's file."""
    resource = Source("resource.json", '{"ui_attributes": {"a": {"b": "__X__"}}}', "json")

    config = effective_config(Source("appConfig.js", "var appConfig = {}"), configuration=resource)

    (diagnostic,) = config.diagnostics
    assert str(diagnostic.location) == "resource.json:1:31"


def test_a_long_placeholder_is_quoted_in_part() -> None:
    """A message stays a line that people can read."""
    config = effective_config(Source("a.js", f"var appConfig = {{ it: '{'X' * 100_000}' }};"))

    (told,) = config.diagnostics
    assert told.message == f"{'X' * 59}… looks like a placeholder that was never filled in"
