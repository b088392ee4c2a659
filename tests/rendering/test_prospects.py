"""What plugins may set, in each format, literally."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING

import jsonschema
import pytest

from appconfig_merge import Source, effective_config, parse_path
from appconfig_merge.questions.story import Asked, tell
from appconfig_merge.rendering import render
from appconfig_merge.rendering.explanation.as_json import story_data
from appconfig_merge.rendering.explanation.story import render_story_text
from appconfig_merge.rendering.prospects import MOST
from appconfig_merge.rendering.style import PLAIN

if TYPE_CHECKING:
    from tests.golden import Golden

SCRIPT = """\
var appConfig = {
  theme: { isLight: true }, language: "en-US", list: [1], logLevel: "warn",
};
"""
PLUGIN = """\
class P extends FlexPlugin {
  constructor() { super("ThemePlugin"); }
  init(flex, manager) {
    if (manager.user.dark) manager.updateConfig({ theme: { isLight: false }, logLevel: "warn" });
    manager.updateConfig({ list: later(), other: { a: [1, { b: 2 }] }, ...more });
    flex.CRMContainer.defaultProps.uriCallback = (task) => task.url;
    manager.updateConfig({ theme: x ? { isLight: 1 } : 5 });
  }
}
"""
CONFIG = effective_config(
    Source("appConfig.js", SCRIPT), plugins=[Source("src/ThemePlugin.js", PLUGIN)]
)


def test_text(golden: Golden) -> None:
    """Beside each value what it may be; below, what no layer sets; and how many there are."""
    golden("prospects.txt", render(CONFIG, "text", width=140))


def test_an_explanation(golden: Golden) -> None:
    """A section of its own, and a word of warning beside the advice."""
    told = tell(Asked(CONFIG), parse_path("theme.isLight"))
    golden("prospects-explained.txt", render_story_text(told, 100, PLAIN))


def test_javascript(golden: Golden) -> None:
    """In comments: the values are what the layers come to."""
    golden("prospects.js", render(CONFIG, "js"))


def test_config() -> None:
    """The effective object is the same with and without plugins."""
    alone = effective_config(Source("appConfig.js", SCRIPT))
    assert render(CONFIG, "config") == render(alone, "config")


def test_json_of_a_prospect() -> None:
    """All of it as data."""
    data = json.loads(render(CONFIG, "json"))
    assert data["plugins"] == [{"name": "ThemePlugin", "file": "src/ThemePlugin.js"}]
    place = {"file": "src/ThemePlugin.js", "line": 4, "end_line": 4}
    assert data["may_override"][0] == {
        "path": ["theme", "isLight"],
        "plugin": "ThemePlugin",
        "value": False,
        "outcome": "may-override",
        "rule": "plugin-later",
        "location": {**place, "column": 69, "end_column": 74},
        "key_location": {**place, "column": 60, "end_column": 67},
        "means": "updateConfig",
        "call": {**place, "column": 28, "end_column": 97},
        "conditions": [
            {
                "expression": "manager.user.dark",
                "holds": True,
                "location": {**place, "column": 9, "end_column": 26},
            }
        ],
        "same": False,
    }
    assert [one["same"] for one in data["may_override"]].count(True) == 1
    assert [one["path"] for one in data["may_override"] if "open" in one] == [[]]


def test_the_schema() -> None:
    """The whole result keeps it, and so does an explanation."""
    schema = json.loads(
        (files("appconfig_merge") / "data" / "effective-config.schema.json").read_text("utf-8")
    )
    jsonschema.validate(json.loads(render(CONFIG, "json")), schema)
    explanation = {"$ref": "#/$defs/explanation", "$defs": schema["$defs"]}
    for path in ("theme", "theme.isLight", "nothing"):
        told = story_data(tell(Asked(CONFIG), parse_path(path)))
        jsonschema.validate(json.loads(json.dumps(told)), explanation)


def test_no_plugins_no_fields() -> None:
    """Without the option the result is what it was."""
    data = json.loads(render(effective_config(Source("appConfig.js", SCRIPT)), "json"))
    assert not {"plugins", "may_override"} & data.keys()


@pytest.mark.parametrize("path", ["theme", "theme.isLight", "other.a", "nothing"])
def test_json_of_an_explanation(path: str) -> None:
    """The same entries, those that have to do with the path."""
    told = story_data(tell(Asked(CONFIG), parse_path(path)))
    assert told["may_override"]


def test_many_are_cut_short() -> None:
    """An explanation has lines for some of them, and says how many there are more."""
    calls = "".join(f"m.updateConfig({{ a: {{ b{i}: 1 }} }});" for i in range(MOST + 3))
    config = effective_config(
        Source("appConfig.js", "var appConfig = { a: 1 };"), plugins=[Source("p.js", calls)]
    )
    lines = render_story_text(tell(Asked(config), ("a",)), 100, PLAIN).splitlines()
    assert "  and 3 more" in lines
