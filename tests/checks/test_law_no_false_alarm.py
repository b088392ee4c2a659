"""Law: of what is normal no finding is above info, whatever is known of the page and its release.

The configurations in ``good/`` are shaped like those that people have. Their first line says for
which releases of Flex UI they are.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appconfig_merge.known_keys import schema_of
from tests.checks.support import findings
from tests.hunting import examples

if TYPE_CHECKING:
    from collections.abc import Mapping

    from appconfig_merge.checks import Finding

GOOD = Path(__file__).parent / "good"
SCRIPTS = sorted(GOOD.glob("*.js"))
RESOURCES = [None, *sorted(GOOD.glob("*.json"))]
VERSIONS = ("1.18", "1.19", "1.26", "1.30", "1.32", "1.34", "2.0", "2.2", "2.3", "2.5", "2.17")
COLUMNS = {
    *("sso", "serviceBaseUrl", "notifications", "markdown", "channelConfigs"),
    *("flexUiStatusReport", "debuggerIntegration", "citrixVoiceVdi", "logLevel"),
}
"""What ui_attributes set in vain in some release, and logLevel, which the script is to set."""
_MARK = "// releases: "


def releases(script: str) -> list[str]:
    """The releases that a configuration is for."""
    first = script.partition("\n")[0]
    assert first.startswith(_MARK)
    return first.removeprefix(_MARK).split(", ")


def alarms(found: list[Finding]) -> list[str]:
    """The findings above info."""
    return [f"{one.location}: {one.rule}: {one.message}" for one in found if one.severity != "info"]


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda path: path.stem if path else "alone")
@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_a_good_configuration(path: Path, resource: Path | None) -> None:
    """With each release that it is for, and with none named if the newest is among them."""
    script = path.read_text("utf-8")
    text = resource.read_text("utf-8") if resource is not None else None
    named = releases(script)

    for release in [*named, *([None] if "2.17.1" in named else [])]:
        assert alarms(findings(script, text, flex_ui=release)) == []


@pytest.mark.parametrize("version", VERSIONS)
def test_law_every_documented_key_with_a_value_that_it_takes(version: str) -> None:
    """In appConfig.js, and in ui_attributes where no column takes its place; each release's own."""
    documented = sample(schema_of(version))
    assert len(documented) > 10
    script = f"var appConfig = {json.dumps(documented)};"

    assert alarms(findings(script, flex_ui=version)) == []
    for resource in filter(None, RESOURCES):
        document = json.loads(resource.read_text("utf-8"))
        assert alarms(findings(script, json.dumps(document), flex_ui=version)) == []
        document["ui_attributes"] |= {
            key: value for key, value in documented.items() if key not in COLUMNS
        }
        assert alarms(findings("var appConfig = {};", json.dumps(document), flex_ui=version)) == []


def sample(schema: Mapping[str, Any], path: tuple[str, ...] = ()) -> Any:
    """A value of the documented shape, with every key that isn't private."""
    if path[-1:] == ("accountSid",):
        return "AC" + "0" * 32
    if path == ("logLevel",):
        return "info"
    if "enum" in schema:
        return schema["enum"][-1]
    if schema.get("format") == "uri-reference":
        return "https://flex.example.com/a?b=c"
    if "properties" in schema and "object" in schema["type"]:
        return {
            key: sample(inner, (*path, key))
            for key, inner in schema["properties"].items()
            if "x-private" not in inner and key != "version_message"
        } | ({"version_compatibility": "yes"} if not path else {})
    kinds = schema.get("type", "boolean")
    kind = kinds if isinstance(kinds, str) else kinds[0]
    values = {"string": "a text", "boolean": False, "number": 10, "object": {"ours": [1, "x"]}}
    if kind == "array":
        return [sample(schema["items"], (*path, "0"))] if "items" in schema else ["a"]
    return values[kind]


def _texts(form: str) -> st.SearchStrategy[str]:
    return st.from_regex(form, fullmatch=True)


WORDS = st.sampled_from(
    [
        *("Hello", "please", "call", "back", "your", "agent", "account", "the", "number", "you"),
        *("replace", "change", "insert", "enter", "add", "todo", "placeholder", "queue", "here"),
        *("name", "ID", "URL", "VIP", "API_URL", "MAX_VALUE", "IN_PROGRESS", "snake_case", "Your"),
        *("camelCase", "kebab-case", "__typename", "n/a", "xxx", "XXL", "TODO-list", "e.g.", "#1"),
        *("50%", "$5", "€9", "Insert", "No. 5", "-", "…", "C#", "a&b", "5 > 3", "x < y"),
    ]
)
ORDINARY = st.one_of(
    WORDS,
    *map(
        _texts,
        [
            r"(\$|US\$|€|£) ?[0-9]{1,4}(\.[0-9]{2})?",
            r"[0-9]{1,3}(\.[0-9])?%",
            r"[a-z]{2,8}(\.[a-z]{2,8})?@[a-z]{2,8}\.(com|example|org)",
            r"@[a-z]{2,10}(/[a-z-]{2,10})?",
            r"https?://[a-z]{3,8}\.example(:[0-9]{4})?(/[a-z0-9._~-]{1,6}|/%[0-9A-F]{2}x){0,3}",
            r"https://[a-z]{3,8}\.example/\{[a-z]{2,6}\}\?q=\{\{task\.[a-z]{2,8}\}\}&r=%7B[A-Z]%7D",
            r"(/|\./|\.\./|~/)[a-z]{1,6}(/[a-z]{1,6}){0,2}(\.json|\.js|\.png)?",
            r"[A-Z]:(\\[A-Za-z ]{1,8}){1,3}",
            r"#([0-9a-f]{3}|[0-9A-F]{6})",
            r"rgba?\([0-9]{1,2}, [0-9]{1,2}, [0-9]{1,2}\)|hsl\([0-9]{1,3}, [0-9]{1,2}%, 5%\)",
            r"\+?[1-9]?[0-9 ()-]{7,14}",
            r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",
            r"(WS|WW|WQ|MP|IS|KS|FO)[0-9a-f]{32}",
            r"data:image/(png|gif);base64,[A-Za-z0-9+/]{20,60}={0,2}",
            r"(\*|[0-9]{1,2}|\*/5)( (\*|[0-9]{1,2}|1-5)){4}",
            r"\{\{(task|worker|channel)\.[a-zA-Z]{2,10}(\.[a-z_]{2,10})?\}\}",
            r"\{\{#if [a-z]{2,6}\}\}|\{\{/if\}\}|\{\{else\}\}",
            r"\{[a-z]{1,8}\}|\{[0-9]\}|%[sd]|%[1-3]\$s|:[a-z]{2,6}",
            r"<(b|i|p|br|hr|div|li)( class='[a-z ]{1,9}')?>|</(b|i|p|div|li)>|&[a-z]{2,5};",
            r"\^\[[A-Z]-[A-Z]\]\{[0-9]\}\$|\\d\{[0-9]\}|\(\?:[a-z]{1,4}\|[a-z]{1,4}\)",
            r"[0-9]{4}-[01][0-9]-[0-3][0-9](T[0-9]{2}:[0-9]{2}Z)?|HH:mm|YYYY-MM-DD",
        ],
    ),
)
JOINTS = st.sampled_from([" ", ", ", "\n", " - ", ": ", " / ", " | ", '" ', " (", ") ", "! "])
KEYS = st.sampled_from(["greeting", "label", "items", "endpoint", "color", "pattern", "note"])


@given(data=st.data())
@settings(max_examples=examples(300))
def test_law_ordinary_texts_give_no_alarm(data: st.DataObject) -> None:
    """One by itself, and several in a longer one, in a section of one's own in both sources."""
    pieces = data.draw(st.lists(ORDINARY, min_size=1, max_size=8))
    long = "".join(piece + data.draw(JOINTS) for piece in pieces)
    key = data.draw(KEYS)
    section = {key: pieces, "text": {key: long, f"{key}_2": long.strip()}}
    script = f"var appConfig = {json.dumps({'custom_data': section}, ensure_ascii=False)};"
    resource = {"ui_attributes": {"version_compatibility": "yes", "custom": section}}

    assert alarms(findings(script)) == []
    assert alarms(findings(script, json.dumps(resource), flex_ui="2.17.1")) == []
