"""--format js writes a script that means the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from appconfig_merge import Source, effective_config, render
from appconfig_merge.rendering.configuration.javascript import write_value

if TYPE_CHECKING:
    from appconfig_merge.values import ConfigValue

ALIKE = [
    "{}",
    "{ a: 1, b: 'x', c: null, d: true, e: undefined, f: -0, g: 1e21, h: 1e-7, i: 0/0, j: 1/0 }",
    "{ 'a-b': 1, 'c.d': { '': [] }, 3: 1, 2: 2, $: 1 }",
    "{ s: '\\u2028\\u2029\\ud800</script>\\n\\t\"\\'😀' }",
    "{ list: [1, [2, { a: [] }], 'x', null, undefined] }",
    "{ re: /a\\/b[/]/gi, big: 10n }",
    "{ f: function (a) { return a; }, g: (x) => x, h: async () => {}, k: class {} }",
    "{ m() { return 1; }, 'a b'(x) {}, async n() {}, *o() {}, async *p() {}, 7() {} }",
    "{ deep: { er: { and: { empty: {}, list: [{}] } } } }",
]


@pytest.mark.parametrize("literal", ALIKE)
def test_reading_it_again_gives_the_same_values(literal: str) -> None:
    """The written script and the original are equal configurations."""
    config = effective_config(Source("appConfig.js", f"var appConfig = {literal};"))

    again = effective_config(Source("again.js", render(config, "js")))

    assert config.to_dict() or literal == "{}"
    assert config == again
    assert list(config) == list(again)


def test_each_value_names_its_source() -> None:
    """The comment behind a value says where it was set."""
    config = effective_config(
        Source("appConfig.js", "var level = 'debug';\nvar appConfig = { logLevel: level };\n"),
        ui_attributes=Source("ui.json", '{"language": "en-US", "theme": {}}', "json"),
    )

    assert render(config, "js") == (
        "// Effective configuration. Layers, lowest precedence first: "
        "ui_attributes: ui.json, appConfig.js: appConfig.js\n"
        "var appConfig = {\n"
        '  language: "en-US", // ui.json:1:14\n'
        "  theme: {}, // ui.json:1:32\n"
        '  logLevel: "debug", // appConfig.js:2:29\n'
        "};\n"
    )


def test_an_order_of_keys_that_only_the_page_knows() -> None:
    """A comment says so, where the object begins or behind the array that has it."""
    text = """var o = { a: 1, ...(location.hash ? { b: 2 } : {}), c: 3 };
o.b = 9;
var appConfig = { o, list: [o] };
"""
    config = effective_config(Source("appConfig.js", text))

    assert render(config, "js").partition("\n")[2] == (
        "var appConfig = {\n"
        "  o: { // only the page decides on the order of its keys\n"
        "    a: 1, // appConfig.js:1:14\n"
        "    b: 9, // appConfig.js:2:7\n"
        "    c: 3, // appConfig.js:1:56\n"
        "  },\n"
        "  list: [{ a: 1, b: 9, c: 3 }], "
        "// appConfig.js:3:28; only the page decides on the order of the keys of list[0]\n"
        "};\n"
    )


def test_an_expression_of_the_page_is_written_without_local_names() -> None:
    """What the page decides stays an expression; names of the file are worked in."""
    config = effective_config(
        Source(
            "appConfig.js",
            "var host = location.hostname;\n"
            "var appConfig = { url: host === 'a' ? 'x' : `https://${host}/`, l: host || 'en' };\n",
        )
    )

    lines = render(config, "js").splitlines()

    assert lines[2].startswith(
        '  url: ((location.hostname === "a") ? "x" : ("https://" + `${location.hostname}` + "/")),'
    )
    assert lines[3].startswith('  l: (location.hostname || "en"),')


def test_what_cannot_be_written_is_left_out_and_said() -> None:
    """A value that no expression can give is a comment: anything else would be a guess."""
    config = effective_config(
        Source("appConfig.js", "var appConfig = { a: 1, b: load(), get c() { return 1; } };"),
        assume=["load"],
    )

    written = render(config, "js")

    assert (
        "  // b is left out: appConfig.js:1:28, unresolved: the result of load() is not known\n"
        in written
    )
    assert "  // c is left out: appConfig.js:1:36, unresolved: a getter computes it" in written
    assert effective_config(Source("again.js", written)) == {"a": 1}


def test_keys() -> None:
    """Names stand as they are, others as texts; a key that would set the prototype is computed."""
    value: ConfigValue = {"a$": 1, "a-b": [2], "7": {}, "__proto__": {"k": 4}, "\u2028": 5}

    assert write_value(value) == (
        r'{ a$: 1, "a-b": [2], "7": {}, ["__proto__"]: { k: 4 }, "\u2028": 5 }'
    )


def test_a_method_of_a_computed_key_is_left_out() -> None:
    """Its text means something in its file only."""
    script = Source(
        "a.js", "const k = 'b';\nvar appConfig = { [k]() {}, l: [{ [k]() {} }], m() {} };"
    )

    assert render(effective_config(script), "js").splitlines()[1:] == [
        "var appConfig = {",
        "  // b is left out: a.js:2:19",
        "  // l is left out: a.js:2:32",
        "  m: ({ m() {} }).m, // a.js:2:48",
        "};",
    ]


def test_a_release_and_data() -> None:
    """The header names the release; layers without a file are data."""
    config = effective_config(
        Source("a.js", "var appConfig = {};"), ui_attributes={"a": 1}, flex_ui="2.17.1"
    )

    assert render(config, "js").splitlines()[0] == (
        "// Effective configuration of Flex UI 2.17.1. "
        "Layers, lowest precedence first: ui_attributes: data, appConfig.js: a.js"
    )


def test_text_cannot_end_a_comment() -> None:
    """A file name or an expression with a line break stays in its comment."""
    config = effective_config(Source("a\n*/ evil() //.js", "var appConfig = { a: 1 };"))

    again = effective_config(Source("again.js", render(config, "js")))

    assert again == {"a": 1}


def test_a_value_of_several_is_written_with_its_conditions() -> None:
    """What stands left of an operator and is one of several is not mistaken for what is tested."""
    config = effective_config(
        Source(
            "appConfig.js",
            "const it = location.port ? { u: '', n: null } : { u: 'z', n: 3 };\n"
            "var appConfig = { u: it.u || 'x', n: it.n ?? 9, h: location.host && 'h' };\n",
        )
    )

    lines = [line.partition(" //")[0] for line in render(config, "js").splitlines()]

    assert lines[2:5] == [
        '  u: (location.port ? "x" : "z"),',
        "  n: (location.port ? 9 : 3),",
        '  h: (location.host && "h"),',
    ]
