"""The text of an explanation, literally: the answer, what lost and why, how to change it."""

from __future__ import annotations

from appconfig_merge import Source, effective_config, parse_path
from appconfig_merge.questions.story import Asked, tell
from appconfig_merge.rendering import wording
from appconfig_merge.rendering.explanation.story import render_story_text
from appconfig_merge.rendering.explanation.text import render_explanation_text
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
    if not advises:
        return render_explanation_text(config.explain(path), 100, PLAIN)
    return render_story_text(tell(Asked(config), parse_path(path)), 100, PLAIN)


def test_an_order_of_keys_that_only_the_page_knows() -> None:
    """A line says so beneath the value's place."""
    script = """var o = { a: 1, ...(location.hash ? { b: 2 } : {}), c: 3 };
o.b = 9;
var appConfig = { o, list: [1, o, [o]], known: { a: 1 } };
"""

    def told(path: str) -> list[str]:
        return [line for line in story(path, script=script).splitlines() if "order" in line]

    assert told("o") == ["only the page decides on the order of its keys"]
    assert told("list") == [
        "only the page decides on the order of the keys of list[1], and of others in it"
    ]
    assert told("list[2]") == ["only the page decides on the order of the keys of list[2][0]"]
    assert told("known") == told("o.a") == []


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
        "fills-gap": "a gap, filled by a.js:1:2",
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


def test_blame_and_what_would_be_without_something() -> None:
    """Sections of their own; the answer without something stands before the advice."""
    script = Source("a.js", "var appConfig = {\n  a: 1,\n};")
    config = effective_config(script, ui_attributes={"a": 2})
    asked = Asked(config, without=("a.js", config.without("appConfig.js")))
    blame = (("a.js:2", "abc 2026-01-01 me"), ("longer.js:12", "def 2026-01-02 you"))

    assert (
        render_story_text(tell(asked, ("a",)), 100, PLAIN, blame)
        == """\
a = 1
set at a.js:2:6 (appConfig.js)

shadows, highest precedence first
  2  ui_attributes (no position)  overridden by a.js:2:6

without a.js
  it would be 2
  set at ui_attributes (no position)

to change it
  edit a.js:2:6

last changed by
  a.js:2        abc 2026-01-01 me
  longer.js:12  def 2026-01-02 you
"""
    )


def test_what_flex_ui_makes_of_a_value() -> None:
    """Flex UI 1.x wraps a theme's name; a later one derives levels and reads columns."""
    config = effective_config(
        Source("a.js", "var appConfig = { colorTheme: 'GreyDark' };"), flex_ui="1.34.6"
    )

    assert (
        render_explanation_text(config.explain("colorTheme.baseName"), 100, PLAIN)
        == """\
colorTheme.baseName = "GreyDark"
set at a.js:1:31 (appConfig.js)
Flex UI 1.x makes { baseName: ... } of a colorTheme that is a string
"""
    )


def test_a_dead_key() -> None:
    """Names the column that takes its place, with where that stands."""
    resource = f"""\
{{"account_sid": "AC{"0" * 32}", "notifications": {{"enabled": true}},
"ui_attributes": {{"notifications": {{"browser": false}}}}}}
"""
    config = effective_config(
        Source("a.js", "var appConfig = {};"),
        configuration=Source("r.json", resource, "json"),
        flex_ui="2.17.1",
    )

    assert (
        render_explanation_text(config.explain("notifications.browser"), 100, PLAIN)
        == """\
notifications.browser = true
set at r.json:1:84 (column notifications)

shadows, highest precedence first
  false  r.json:2:48 (ui_attributes)  \
dead key: Flex UI takes it from column notifications (r.json:1:72)
"""
    )


def test_a_deleted_key() -> None:
    """What was set is told, though nothing is set now."""
    config = effective_config(
        Source("a.js", "var appConfig = { o: { a: 1, n: 2 }, l: {} }; delete appConfig.o.a;")
    )

    assert (
        render_explanation_text(config.explain("o.a"), 100, PLAIN)
        == """\
o.a is not set
looked in appConfig.js
nearest: o.n

was set, but no longer is
  1  a.js:1:27 (appConfig.js)  deleted at a.js:1:47
"""
    )


def test_a_release_that_has_no_value() -> None:
    """Of all that it looked at, the layers are named once each."""
    config = effective_config(
        Source("a.js", "var appConfig = {};"), ui_attributes={}, flex_ui="2.17.1"
    )

    assert render_explanation_text(config.explain("zz"), 100, PLAIN).splitlines()[1] == (
        "looked in derived from logLevel, appConfig.js, the resource's columns, ui_attributes, "
        "Flex UI 2.17.1"
    )


def test_how_far_layers_have_a_path() -> None:
    """Also where what they have isn't in effect; layers that have nothing of it are listed."""
    script = "var appConfig = { list: [1] };"
    config = effective_config(
        Source("a.js", script), ui_attributes={"list": {"k": {}}}, flex_ui="2.17.1"
    )

    assert (
        render_story_text(tell(Asked(config), ("list", "k", "x")), 100, PLAIN)
        == """\
list.k.x is not set
looked in, highest precedence first
  appConfig.js (a.js)  list is at a.js:1:25, but has no k
  ui_attributes        list.k is at ui_attributes (no position), but not in effect
  nothing of list in derived from logLevel, the resource's columns, Flex UI 2.17.1
nearest: list
"""
    )


def test_steps_that_say_it_themselves() -> None:
    """Have no value beside them: a literal in any quotes, an object, what is unresolved."""
    script = "var t = 'x', n = 1 + 1, o = { t, n, h: location.hash }; var appConfig = { ...o };"
    config = effective_config(Source("a.js", script))

    def steps(path: str) -> list[str]:
        _, _, told = render_explanation_text(config.explain(path), 100, PLAIN).partition("from\n")
        return told.splitlines()

    assert steps("t") == [
        '  ...o = "x"  a.js:1:75',
        "    o  a.js:1:78",
        "      { t, n, h: location.hash }  a.js:1:29",
        '  t = "x"  a.js:1:31',
        "    'x'  a.js:1:9",
    ]
    assert steps("n")[3:] == ["  n = 2  a.js:1:34", "    1 + 1 = 2  a.js:1:18"]
    assert steps("h")[3:] == ["  location.hash  a.js:1:40", "    location  a.js:1:40"]
