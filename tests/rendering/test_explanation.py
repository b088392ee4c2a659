"""The text of an explanation, literally: the answer, what lost and why, how to change it."""

from __future__ import annotations

from appconfig_merge import Source, effective_config, parse_path
from appconfig_merge.questions.absent import partial_matches, with_nearest
from appconfig_merge.questions.advice import advise
from appconfig_merge.rendering import wording
from appconfig_merge.rendering.explanation.text import More, render_explanation_text
from appconfig_merge.rendering.style import PLAIN

SCRIPT = """\
var mode = "dark";
var appConfig = {
  higher: 1, same: 2, array: [1], object: { a: 1 }, set: 1, deleted: { a: 1 }, text: { a: 1 },
  page: location.hash, part: JSON.parse(localStorage.part), mode,
};
appConfig.set = 2;
delete appConfig.deleted;
"""
ATTRIBUTES = """\
{"higher": 0, "same": 2, "array": {"a": 1}, "object": 3, "text": "x",
"page": 1, "part": {"a": 1}}
"""


def story(path: str, *, advises: bool = False, script: str = SCRIPT) -> str:
    """What is said of a path."""
    config = effective_config(
        Source("appConfig.js", script), ui_attributes=Source("ui.json", ATTRIBUTES, "json")
    )
    explained = config.explain(path)
    matches = partial_matches(config, parse_path(path)) if explained.kind == "absent" else ()
    if not advises:
        return render_explanation_text(explained, 100, PLAIN)
    more = More(advise(config, explained), matches)
    return render_explanation_text(with_nearest(config, explained, matches), 100, PLAIN, more)


def losers(path: str) -> list[str]:
    """The lines of what isn't the value."""
    return [line.strip() for line in story(path).splitlines() if line.startswith("  ")]


def test_what_lost_and_to_what() -> None:
    """By each rule."""
    assert losers("higher") == ["0  ui.json:1:12 (ui_attributes)  overridden by appConfig.js:3:11"]
    assert losers("same") == [
        "2  ui.json:1:23 (ui_attributes)  redundant: the same value as appConfig.js:3:20"
    ]
    (lost,) = losers("array.a")
    assert lost == (
        "1  ui.json:1:41 (ui_attributes)  "
        "lost with its parent, which is replaced by appConfig.js:3:30"
    )
    assert losers("set") == [
        "1  appConfig.js:3:58 (appConfig.js)  set again later at appConfig.js:6:17"
    ]
    assert losers("deleted.a") == [
        "1  appConfig.js:3:75 (appConfig.js)  deleted at appConfig.js:7:1"
    ]
    assert "3  ui.json:1:55 (ui_attributes)  replaced by the object at appConfig.js:3:43" in (
        losers("object")
    )
    assert losers("page")[0] == (
        "1  ui.json:2:9 (ui_attributes)  uncertain: beneath an unresolved value at appConfig.js:4:9"
    )


def test_every_rule_has_its_words() -> None:
    """Those of what beat it stand at the end."""
    assert {
        rule: wording.lost(rule, "overridden", "a.js:1:2") for rule in wording.LOST
    } == {
        "higher-layer": "overridden by a.js:1:2",
        "same-value": "redundant: the same value as a.js:1:2",
        "object-over-value": "replaced by the object at a.js:1:2",
        "spread-to-keys": "spread into single keys under an object at a.js:1:2",
        "parent-replaced": "lost with its parent, which is replaced by a.js:1:2",
        "later-in-file": "set again later at a.js:1:2",
        "deleted-in-file": "deleted at a.js:1:2",
        "unresolved-above": "uncertain: beneath an unresolved value at a.js:1:2",
        "object-merge": "uncertain: merged with an unresolved value at a.js:1:2",
        "replaced-by-column": "dead key: Flex UI takes it from a.js:1:2",
    }  # fmt: skip
    assert wording.lost("same-value", "redundant", None) == "redundant: the same value"
    assert wording.lost("highest-layer", "removed", None) == "removed"


def test_a_value_and_where_it_comes_from() -> None:
    """Its trace, and the edits that change it."""
    assert (
        story("mode", advises=True)
        == """\
mode = "dark"
set at appConfig.js:4:61 (appConfig.js)

comes from
  mode = "dark"  appConfig.js:4:61
    "dark"  appConfig.js:1:12

to change it
  edit appConfig.js:4:61
  or edit appConfig.js:1:12, which it comes from
"""
    )


def test_an_object() -> None:
    """From whom it is merged, and where a key can be added."""
    assert (
        story("text", advises=True)
        == """\
text = { "0": "x", a: 1 }
merged from
  appConfig.js:3:86 (appConfig.js)  { a: 1 }
  ui.json:1:66 (ui_attributes)  "x"

to change it
  add a key to text, at appConfig.js:3:86
"""
    )


def test_what_is_not_set() -> None:
    """How far each layer has it, what may have been meant, and where it can be set."""
    assert (
        story("higher.mode", advises=True)
        == """\
higher.mode is not set
looked in, highest precedence first
  appConfig.js             higher is set at appConfig.js:3:11, and is no object
  ui_attributes (ui.json)  higher is set at ui.json:1:12, and is no object
nearest: higher, mode
"""
    )
    assert (
        story("nothing", advises=True)
        == """\
nothing is not set
looked in appConfig.js, ui_attributes

to change it
  add nothing to the object at appConfig.js:2:17
  or change ui_attributes.nothing in the resource: \
effective-config update --set ui_attributes.nothing=JSON
"""
    )
    assert (
        story("object.b", advises=True)
        == """\
object.b is not set
looked in, highest precedence first
  appConfig.js             object is at appConfig.js:3:43, but has no b
  ui_attributes (ui.json)  object is set at ui.json:1:55, and is no object
nearest: object.a, object

to change it
  add b to object, at appConfig.js:3:43
"""
    )


def test_where_the_newest_release_departs() -> None:
    """It has another value, or none."""
    config = effective_config(
        Source("appConfig.js", "var appConfig = { logLevel: 'info' };"),
        configuration={
            "account_sid": "AC" + "0" * 32,
            "ui_attributes": {"logLevel": "error", "notifications": {"dead": 1}},
        },
    )

    def departure(path: str) -> str:
        return render_explanation_text(config.explain(path), 100, PLAIN).splitlines()[2]

    assert departure("logLevel") == (
        'but in Flex UI 2.17.1 it is "error", from ui_attributes.logLevel'
    )
    assert departure("notifications.dead") == "but in Flex UI 2.17.1 there is no such value"
