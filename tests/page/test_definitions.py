"""What the caller says of the page by name: any dotted name, the browser's storage."""

from __future__ import annotations

from typing import Any

import pytest

from appconfig_merge import DefinitionError, Source, Unresolved, effective_config
from appconfig_merge.page.definitions import definition, dotted_name, parse_definition


def value(expression: str, **define: Any) -> Any:
    """What an expression gives on a page of which that is said."""
    source = Source("appConfig.js", f"var appConfig = {{ it: {expression} }};")
    return effective_config(source, define=define).to_dict()["it"]


@pytest.mark.parametrize(
    ("name", "given", "expression", "expected"),
    [
        ("ENV.api.url", "x", "ENV.api.url", "x"),
        ("ENV.api.url", "x", "window.ENV['api'].url", "x"),
        ("ENV", {"api": {"url": "x"}}, "ENV.api.url", "x"),
        ("window.ENV.name", "dev", "ENV.name", "dev"),
        ("document.location.hostname", "h", "location.hostname", "h"),
        ("location.hostname", "h", "document.location.hostname", "h"),
        ("document.cookie", "a=b", "document.cookie", "a=b"),
        ("navigator.language", "de", "navigator.language.toUpperCase()", "DE"),
        ('ENV["my-key"]', 1, "ENV['my-key']", 1),
        ("ENV[0]", 1, "ENV[0]", 1),
        ("localStorage.env", "dev", "localStorage.getItem('env')", "dev"),
        ("localStorage.env", "dev", "localStorage.env", "dev"),
        ("localStorage.env", "dev", "window.localStorage['env']", "dev"),
        ('localStorage["my.key"]', "x", "localStorage.getItem('my.key')", "x"),
        ("localStorage.env", None, "localStorage.getItem('env') || 'prod'", "prod"),
        ("localStorage.env", None, "typeof localStorage.env", "undefined"),
        ("localStorage", {"a": "1"}, "localStorage.getItem('b') === null", True),
        ("localStorage", {"a": "1"}, "localStorage.b || localStorage.a", "1"),
        ("sessionStorage", {}, "sessionStorage.getItem('a') ?? 'none'", "none"),
    ],
)
def test_a_name_reaches_every_way_of_reading_it(
    name: str, given: Any, expression: str, expected: Any
) -> None:
    """However a script reads it, it is what was said."""
    assert value(expression, **{name: given}) == expected


@pytest.mark.parametrize(
    ("expression", "define"),
    [
        ("ENV.other", "ENV.other"),
        ("localStorage.getItem('other')", "localStorage.other"),
        ("localStorage['my-key']", 'localStorage["my-key"]'),
        ("document.location.port", "location.port"),
        ("location.search.includes('x')", "location.search"),
        ("Date.now()", ""),
        ("new Image()", ""),
        ("document.querySelector('a')", ""),
    ],
)
def test_what_is_missing_is_named(expression: str, define: str) -> None:
    """An unresolved value says which definition would resolve it: never what it calls."""
    found = value(expression, **{"ENV.api": 1, "localStorage.env": "dev"})

    assert isinstance(found, Unresolved)
    assert found.define == define


@pytest.mark.parametrize(
    "change",
    [
        "localStorage.setItem('env', 'x')",
        "localStorage.env = 'x'",
        "localStorage.clear()",
        "delete localStorage.env",
        "localStorage.removeItem(page.key)",
    ],
)
def test_what_a_script_stores_itself(change: str) -> None:
    """A definition says what was stored before the script ran."""
    source = Source(
        "appConfig.js",
        f"var before = localStorage.getItem('env'); {change};"
        "var appConfig = { before, after: localStorage.getItem('env'), now: localStorage.env };",
    )

    config = effective_config(source, define={"localStorage.env": "dev"}, assume=["page"])

    found = config.to_dict()
    assert found["before"] == "dev"
    assert isinstance(found["after"], Unresolved)
    assert isinstance(found["now"], Unresolved)


@pytest.mark.parametrize(
    "text",
    [
        "name", "=1", "a b=1", "a.=1", "a..b=1", "/a/b=1", "[0]=1", '"a"=1', "a=b",
        "localStorage.env=1", 'localStorage={"a":1}', "localStorage=[]", 'localStorage="x"',
    ],
)  # fmt: skip
def test_a_definition_that_makes_no_sense(text: str) -> None:
    """What can't be a name, a value, or something that a storage holds."""
    with pytest.raises(DefinitionError) as caught:
        parse_definition(text)

    assert caught.value.help


def test_an_equals_sign_in_brackets_is_the_names() -> None:
    """Only the first equals sign after the name divides."""
    name, found = parse_definition('localStorage["a=b"]="c=d"')

    assert name == 'localStorage["a=b"]'
    assert found.value == "c=d"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("window.self.a", "a"),
        ("window", "window"),
        ('a["b"]', "a.b"),
        ("a['b c'][0]", 'a["b c"]["0"]'),
        ("window.document.location.host", "location.host"),
        ("document.location", "location"),
    ],
)
def test_one_name_has_one_spelling(written: str, name: str) -> None:
    """Names are compared by one way of writing them."""
    assert dotted_name(written, "--define") == name
    assert definition(written, "x")[0] == name
