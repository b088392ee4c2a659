"""What holds of a check whatever it is given."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge import Source
from appconfig_merge.errors import AppConfigError
from appconfig_merge.rendering.findings import render_findings
from tests.checks.support import findings, report

WORDS = st.sampled_from(
    ["a", "logLevel", "theme", "password", "colorTheme", "notifications", "__A__", "sso", "\u00e4"]
)
VALUES = st.recursive(
    st.sampled_from(["null", "undefined", "1", "''", "'text'", "'__X__'", "location.href", "f"])
    | WORDS.map("'{}'".format),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.lists(st.tuples(WORDS, inner), max_size=3).map(
            lambda items: "{" + ", ".join(f"{key}: {value}" for key, value in items) + "}"
        )
    ),
    max_leaves=8,
)
OBJECTS = st.lists(st.tuples(WORDS, VALUES), max_size=4).map(
    lambda items: "{" + ",\n ".join(f"{key}: {value}" for key, value in items) + "}"
)
RESOURCES = st.sampled_from(
    [
        '{"ui_attributes": {"logLevel": "warn", "theme": {"a": [1, 2]}, "a": "text"}}',
        '{"ui_attributes": {"notifications": 1, "colorTheme": "x", "password": "hunter2"}}',
        '{"ui_attributes": {"theme": "text", "sso": null}, "notifications": {"enabled": 1}}',
    ]
)
RELEASES = st.sampled_from([None, "2.17.1", "2.2", "1.34", "1.18"])
SCRIPTS = OBJECTS.map("function f() {{}}\nvar appConfig = {};".format)


@given(text=st.text(alphabet="var pConfig={}:,;'\"`/*\n0a[]().\u2028\ud800", max_size=60))
def test_any_text_gives_findings_or_an_error(text: str) -> None:
    """A script may be anything."""
    with suppress(AppConfigError):
        findings(f"var appConfig = {text}")


@given(script=SCRIPTS, resource=RESOURCES, release=RELEASES)
def test_places_are_in_the_text(script: str, resource: str, release: str | None) -> None:
    """Each line and column exists, and the line that is shown is as long as the one there."""
    sources = {
        "appConfig.js": Source("appConfig.js", script),
        "configuration.json": Source("configuration.json", resource, "json"),
    }
    for one in findings(script, resource, flex_ui=release):
        for at in (one.location, *(related.location for related in one.related)):
            if at is not None:
                line = sources[at.file].line(at.end_line)
                assert at.column >= 1
                assert at.end_column <= len(line) + 1
        if one.location is not None and one.line_text is not None:
            line = sources[one.location.file].line(one.location.line)
            assert len(one.line_text) == len(line)


@given(script=SCRIPTS, resource=RESOURCES, release=RELEASES)
def test_the_same_finding_is_told_once(script: str, resource: str, release: str | None) -> None:
    """And whatever is told is told in order."""
    found = findings(script, resource, flex_ui=release)
    told = [(one.rule, one.location, one.message, one.path) for one in found]

    assert len(set(told)) == len(told)
    assert [one.file for one in found] == sorted(one.file for one in found)


@given(script=SCRIPTS, resource=RESOURCES, release=RELEASES)
def test_a_secret_of_the_resource_is_never_told(
    script: str, resource: str, release: str | None
) -> None:
    """In no message and on no line."""
    text = render_findings(report(*findings(script, resource, flex_ui=release)), "text")

    assert "hunter2" not in text
