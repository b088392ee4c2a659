"""--format text, literally: what each line says of a value, and what the last one counts."""

from __future__ import annotations

from typing import Any

from appconfig_merge import Source, effective_config, render

ACCOUNT = "AC" + "0" * 32


def shown(script: str, attributes: str = "{}", width: int = 100, **options: Any) -> str:
    """A script over ui_attributes as text."""
    config = effective_config(
        Source("appConfig.js", script),
        ui_attributes=Source("ui.json", attributes, "json"),
        **options,
    )
    return render(config, width=width)


def test_what_a_value_lies_over() -> None:
    """Another value, the same one, nothing, an earlier one of the file, a part of an object."""
    script = 'var appConfig = { a: 1, b: 2, c: 3, d: 4, e: {} };\nappConfig.d = "last";\n'

    assert (
        shown(script, '{"a": "low", "b": 2, "z": [], "e": {}}')
        == """\
a  1       appConfig.js:1:22  overrides "low" (ui.json:1:7)
b  2       appConfig.js:1:28  same as ui.json:1:19
z  []      ui.json:1:27
e  {}      appConfig.js:1:46  merged with {} (ui.json:1:36)
c  3       appConfig.js:1:34
d  "last"  appConfig.js:2:15  earlier 4 (appConfig.js:1:40)

6 values: 1 from ui_attributes (ui.json), 5 from appConfig.js; 1 overridden
"""
    )


def test_what_is_set_without_effect() -> None:
    """In a list of its own, with what beat it."""
    script = """\
var appConfig = { gone: 1, text: { a: 1 }, array: [1], list: { b: 1 } };
delete appConfig.gone;
appConfig.list = { c: 2 };
"""

    assert (
        shown(script, '{"text": "x", "array": {"k": 1}, "list": 3}')
        == """\
text["0"]  "x"  ui.json:1:10
text.a     1    appConfig.js:1:39
array      [1]  appConfig.js:1:51  overrides { k: 1 } (ui.json:1:24)
list.c     2    appConfig.js:3:23

Set, but not in effect as written:
text     "x"  ui.json:1:10       spread into single keys under an object
array.k  1    ui.json:1:30       lost with its parent, which is replaced by appConfig.js:1:51
list     3    ui.json:1:42       replaced by the object at appConfig.js:3:18
list.b   1    appConfig.js:1:67  lost with its parent, which is replaced by appConfig.js:3:18
gone     1    appConfig.js:1:25  deleted at appConfig.js:2:1

4 values: 1 from ui_attributes (ui.json), 3 from appConfig.js; 1 overridden, 5 not in effect
"""
    )


def test_what_is_not_known() -> None:
    """Why, or which values it may have, and what it may let through."""
    script = """\
var appConfig = { page: location.hash, level: location.search ? "a" : "b" };
if (location.port) delete appConfig.page;
"""

    assert (
        shown(script, '{"page": 1}', width=140)
        == """\
page   unresolved: location.port ? undefined :…  appConfig.js:1:25  \
1 when location.port, else unresolved: location.ha…; may override 1 (ui…
level  unresolved: location.search ? "a" : "b"   appConfig.js:1:47  \
"a" when location.search, else "b"

2 values: 0 from ui_attributes (ui.json), 2 from appConfig.js; 2 unresolved
"""
    )


def test_a_release() -> None:
    """Its defaults, columns and derived values, and keys that it never reads."""
    resource = f"""\
{{"account_sid": "{ACCOUNT}",
"notifications": {{"enabled": true}},
"ui_attributes": {{"logLevel": "error", "notifications": {{"browser": false}}}}}}
"""
    config = effective_config(
        Source("appConfig.js", "var appConfig = { logLevel: 'info' };\n"),
        configuration=Source("configuration.json", resource, "json"),
        flex_ui="2.17.1",
    )
    *lines, last = render(config, width=98).splitlines()
    keys = ("logLevel", "notifications.", "sdkOptions.chat", "markdown")

    assert (
        "\n".join(line for line in lines if line.startswith(keys))
        == """\
logLevel                  "error"       configuration.json:3:31            overrides "info" (appC…
notifications.enabled     true          configuration.json:2:30            same as Flex UI 2.17.1
notifications.mode        "whenNotInF…  Flex UI 2.17.1
notifications.browser     true          configuration.json:2:30            dead key false (config…
sdkOptions.chat.logLevel  "error"       configuration.json:3:31 (derived)
markdown                  undefined     column markdown"""
    )
    assert last == (
        "23 values in Flex UI 2.17.1: 8 defaults, 0 from ui_attributes (configuration.json), "
        "9 from columns of the resource, 0 from appConfig.js, "
        "1 from ui_attributes.logLevel (configuration.json), 5 derived from logLevel; 1 overridden"
    )


def test_where_the_newest_release_departs() -> None:
    """From the documented rules, a value says so."""
    resource = f'{{"account_sid": "{ACCOUNT}",\n"ui_attributes": {{"logLevel": "error"}}}}\n'
    config = effective_config(
        Source("appConfig.js", "var appConfig = { logLevel: 'info' };\n"),
        configuration=Source("configuration.json", resource, "json"),
    )

    assert (
        render(config, width=140)
        == """\
logLevel  "info"  appConfig.js:1:29  but "error" in Flex UI 2.17.1 (ui_attributes.logLevel); \
overrides "error" (configuration.json:2:31)

1 value: 0 from ui_attributes (configuration.json), 1 from appConfig.js; 1 overridden
"""
    )


def test_a_key_that_the_newest_release_never_reads() -> None:
    """Has a value by the documented rules only; by its own it is a dead key."""
    resource = f"""\
{{"account_sid": "{ACCOUNT}", "notifications": {{"enabled": true}},
"ui_attributes": {{"notifications": {{"dead": 1}}}}}}
"""

    def shown_by(flex_ui: str) -> str:
        config = effective_config(
            Source("a.js", "var appConfig = {};"),
            configuration=Source("r.json", resource, "json"),
            flex_ui=flex_ui,
        )
        lines = render(config, width=100).splitlines()
        return next(line for line in lines if line.startswith("notifications.dead"))

    assert shown_by("documented") == (
        "notifications.dead  1  r.json:2:45  but not so in Flex UI 2.17.1"
    )
    assert shown_by("2.17.1") == (
        "notifications.dead  1  r.json:2:45  dead key: Flex UI takes it from r.json:1:72"
    )


def test_narrow() -> None:
    """Values give way first, then paths; what is too long pushes its own line."""
    script = 'var appConfig = { aVeryLongKeyInFrontOf: { anotherOne: "a long text" }, b: "short" };'

    assert (
        shown(script, '{"b": "x"}', width=60)
        == """\
b                         "short"       appConfig.js:1:76  override…
aVeryLongKeyInFrontOf.anotherOne  "a long tex…  appConfig.js:1:56

2 values: 0 from ui_attributes (ui.json), 2 from appConfig.js; 1 overridden
"""
    )


def test_nothing() -> None:
    """The configuration itself is the only line."""
    assert (
        shown("var appConfig = {};")
        == """\
  {}  appConfig.js:1:17  merged with {} (ui.json:1:1)

1 value: 0 from ui_attributes (ui.json), 1 from appConfig.js
"""
    )
