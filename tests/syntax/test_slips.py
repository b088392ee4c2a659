"""What a person is told about one slip: the place is marked, the message and the help follow."""

from __future__ import annotations

import pytest

from tests.syntax.trees import refusal_of_marked

_COLON = "in an object a colon stands between a name and its value"


def check(marked: str, message: str, help: str | None) -> None:
    """Refuse a text for what stands between the marks, with this message and help."""
    error = refusal_of_marked(marked)

    assert (error.message, error.help) == (message, help)


@pytest.mark.parametrize(
    ("marked", "message", "help"),
    [
        ("a = «;»", "expected a value, found ;", None),
        ("a = b ? c «;»", "expected a value, found ;", None),
        ("a = b ? c : «;»", "expected a value, found ;", None),
        ("a = { b«:» , c: 1 }", "the property b has no value", None),
        ("a = { b: 1, c«:» }", "the property c has no value", None),
        ("a = [b, c +«]»", "expected a value, found ]", None),
        ("f(a, b *«)»", "expected a value, found )", None),
        ("(a, )«»", "the text ends too early", None),
        ("a = b +«»", "the text ends too early", None),
        ("a = b.«»", "the text ends too early", None),
        ("a = b.«.»c", "expected a value, found .", None),
        ("a = b + «;»", "expected a value, found ;", None),
        ("a = «*» b", "unexpected *", None),
        ("a = 1 +«*» 2", "unexpected *", None),
        ("a = () => «»", "the text ends too early", None),
        ("a = b ? c, d«»", "the text ends too early", None),
        ("a = b ? c«»", "the text ends too early", None),
        ("a = [b, «?» c]", "expected a value, found ?", None),
        ("a = b; c = «;»", "expected a value, found ;", None),
    ],
)
def test_missing_values(marked: str, message: str, help: str | None) -> None:
    """Where a value should be stands something else, or the text ends."""
    check(marked, message, help)


@pytest.mark.parametrize(
    ("marked", "message", "help"),
    [
        (
            "a = [1, «;»",
            "unexpected ; inside an array",
            "put a comma here, or close the [ of line 1 with ]",
        ),
        (
            "a = [1, 2«;»",
            "unexpected ; inside an array",
            "put a comma here, or close the [ of line 1 with ]",
        ),
        (
            "a = { b: 1«;» c: 2 }",
            "unexpected ; inside an object",
            "put a comma here, or close the { of line 1 with }",
        ),
        (
            "a = { b: 1, c: «;» }",
            "unexpected ; inside an object",
            "put a comma here, or close the { of line 1 with }",
        ),
        ("f(1, «,» 2)", "a comma without an argument before it", "remove this comma"),
        ("f(«,» 1)", "a comma without an argument before it", "remove this comma"),
        ("f(1 «2»)", "unexpected 2", "is a comma or an operator missing?"),
        ("f(a «b»)", "unexpected b", "is a comma or an operator missing?"),
        ("f('x' «'y'»)", "unexpected 'y'", "is a comma or an operator missing?"),
        ("a = { «,» b: 1 }", "a comma without a property before it", "remove this comma"),
        ("a = { b: 1,«,» c: 2 }", "a comma without a property before it", "remove this comma"),
        ("a = { b: 1«» c: 2 }", "a comma is missing after the property b", "put a comma here"),
        ("a = { b: [1]«» c: 2 }", "a comma is missing after the property b", "put a comma here"),
        (
            "a = { b: { c: 1 }«» d: 2 }",
            "a comma is missing after the property b",
            "put a comma here",
        ),
        ("a = { b: 'x'«» 'y' }", "a comma is missing after the property b", "put a comma here"),
        ("a = { b() { }«» c: 1 }", "a comma is missing after the property b", "put a comma here"),
        (
            "a = { b() { return }«» c }",
            "a comma is missing after the property b",
            "put a comma here",
        ),
        ("a = { [b]: 1«» c }", "a comma is missing after the property [...]", "put a comma here"),
        ("a = { b: 1, ...c«» d }", "a comma is missing between two properties", "put a comma here"),
        ("a = [1«» 2]", "a comma is missing between two elements", "put a comma here"),
        ("a = [a«» b]", "a comma is missing between two elements", "put a comma here"),
        ("a = [{}«» {}]", "a comma is missing between two elements", "put a comma here"),
        ("a = 1 «2»", "unexpected 2", None),
        ("a = [1, ]; b = {}; c(); d «e»", "unexpected e", None),
        ("a = { b: 1, }; c = [ ]; d(e, ); f «g»", "unexpected g", None),
        ("a = b «c»", "unexpected c", None),
        ("a «b»", "unexpected b", None),
        ("f(a : b«)»", "unexpected )", None),
        ("[a «:» b]", "unexpected :", "a name and its value stand in braces: { name: value }"),
        ("function f(a, b «c») {}", "unexpected c", "is a comma or an operator missing?"),
        ("for (a «b» of c) ;", "unexpected b", "is a comma or an operator missing?"),
        ("while (a«;») ;", "unexpected ;", None),
    ],
)
def test_separators(marked: str, message: str, help: str | None) -> None:
    """Two values in a row, or what separates others."""
    check(marked, message, help)


@pytest.mark.parametrize(
    ("marked", "message", "help"),
    [
        (
            'a = { "b" «1» }',
            'expected a colon after the name "b", found 1',
            "a name with a space in it needs quotes",
        ),
        (
            "a = { b «1» }",
            "expected a colon after the name b, found 1",
            "a name with a space in it needs quotes",
        ),
        ("a = { «b-»c: 1 }", "a name with a - needs quotes: b-...", "put the whole name in quotes"),
        ("a = { b «-» c: 1 }", "expected a colon after the name b, found -", None),
        ("a = { b «=» 1 }", "expected a colon after the name b, found =", _COLON),
        (
            "a = { b «c»: 1 }",
            "expected a colon after the name b, found c",
            "a name with a space in it needs quotes",
        ),
        (
            "a = { [b] «1» }",
            "expected a colon after the name [...], found 1",
            "a name with a space in it needs quotes",
        ),
        ("a = { ...b, «:» }", "expected a property's name, found :", None),
        ("a = { «;» }", "expected a property's name, found ;", None),
        (
            "a = { get b «c» }",
            "expected a colon after the name b, found c",
            "a name with a space in it needs quotes",
        ),
        (
            "a = { async b «c» }",
            "expected a colon after the name b, found c",
            "a name with a space in it needs quotes",
        ),
        (
            "a = { static b «c» }",
            "expected a colon after the name b, found c",
            "a name with a space in it needs quotes",
        ),
        ("a = { get «=» 1 }", "expected a colon after the name get, found =", _COLON),
        ("a = { b() c() «}»", "unexpected }", None),
    ],
)
def test_keys(marked: str, message: str, help: str | None) -> None:
    """What stands where a property's name or its colon should."""
    check(marked, message, help)


@pytest.mark.parametrize(
    ("marked", "message", "help"),
    [
        ("a = «(»b", "this ( is never closed", "add a )"),
        ("a = «{»", "this { is never closed", "add a }"),
        ("a = «{»b: 1", "this { is never closed", "add a }"),
        ("a = «[»", "this [ is never closed", "add a ]"),
        ("f«(»", "this ( is never closed", "add a )"),
        ("if «(»a", "this ( is never closed", "add a )"),
        ("if (a) «{»", "this { is never closed", "add a }"),
        ("return «{»", "this { is never closed", "add a }"),
        ("function f«(»a { }", "this ( is never closed", "add a )"),
        ("«}»", "this } closes nothing", "remove it, or look for a { that is missing before it"),
        ("«)»", "this ) closes nothing", "remove it, or look for a ( that is missing before it"),
        ("«]»", "this ] closes nothing", "remove it, or look for a [ that is missing before it"),
        (
            "a = b«)»",
            "this ) closes nothing",
            "remove it, or look for a ( that is missing before it",
        ),
        (
            "a = {} «}»",
            "this } closes nothing",
            "remove it, or look for a { that is missing before it",
        ),
        ("a = { b: 1, «]» }", "this ] doesn't match the { of line 1", "close that with } first"),
        ("a = { b: [1, 2 «}»", "this } doesn't match the [ of line 1", "close that with ] first"),
        ("a = (1, 2 «}»", "this } doesn't match the ( of line 1", "close that with ) first"),
        ("a = [1, 2«)»", "this ) doesn't match the [ of line 1", "close that with ] first"),
        ("a = `x${1«]»}`", "this ] doesn't match the ${ of line 1", "close that with } first"),
        ("a = «`»x${1", "this template is never closed", "add a }"),
        ("a = «`»x${`y${1}`}${", "this template is never closed", "add a }"),
    ],
)
def test_brackets(marked: str, message: str, help: str | None) -> None:
    """Each kind, left open, closed by another kind or closed twice."""
    check(marked, message, help)


@pytest.mark.parametrize(
    ("marked", "message", "help"),
    [
        ("a = «`»x", "this template is never closed", "close it with a `"),
        ("a = «`»x${1}y", "this template is never closed", "close it with a `"),
        (
            "a = «'x»",
            "this string is never closed on its line",
            "close it with ', or write \\n where a line should end in it",
        ),
        (
            'a = «"x»\ny"',
            "this string is never closed on its line",
            'close it with ", or write \\n where a line should end in it',
        ),
        (
            "a = «'x\\\\»",
            "this string is never closed on its line",
            "close it with ', or write \\n where a line should end in it",
        ),
        (
            "a = «'it'»s'",
            "this string ends before its text does",
            "write \\' for a ' inside it, or use the other quotes around it",
        ),
        (
            'a = «"say "»hi" "',
            "this string ends before its text does",
            'write \\" for a " inside it, or use the other quotes around it',
        ),
        ("a = «/»x", "this regular expression is never closed", None),
        ("a = «/»[/", "this regular expression is never closed", None),
        ("a = b * «/» c", "this regular expression is never closed", None),
        ("a = b «/*» x", "this comment is never closed", "close it with */"),
        ("a = b; // c\n«/*» x", "this comment is never closed", "close it with */"),
    ],
)
def test_ends(marked: str, message: str, help: str | None) -> None:
    """Strings, templates, comments and regular expressions."""
    check(marked, message, help)


@pytest.mark.parametrize(
    ("marked", "message", "help"),
    [
        ("a = «#» b", "unexpected #", "a comment starts with //"),
        (" «#» c", "unexpected #", "a comment starts with //"),
        ("a = «@»", "unexpected @", None),
        (
            "a = «“»b”",
            "“ (U+201C) can't stand in a name",
            "this is a typographic quote: use a plain ' or \"",
        ),
        (
            "a = «‘»b’",
            "‘ (U+2018) can't stand in a name",
            "this is a typographic quote: use a plain ' or \"",
        ),
        ("a «b»“", "unexpected b", None),
        ("a = «\\»", "unexpected \\", None),
        (
            "a = 1 «bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb»",
            "unexpected bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
            None,
        ),
        (
            "a = 1 «bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb»",
            "unexpected bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb...",
            None,
        ),
    ],
)
def test_characters(marked: str, message: str, help: str | None) -> None:
    """Those that start nothing in JavaScript, and long words."""
    check(marked, message, help)


@pytest.mark.parametrize(
    ("marked", "message", "help"),
    [
        (
            "a = «<b>»",
            "<b> is a placeholder that was never filled in",
            "put the value there, in quotes if it is text",
        ),
        (
            "a = «<b>» c",
            "<b> is a placeholder that was never filled in",
            "put the value there, in quotes if it is text",
        ),
        (
            "a = [«<b>»]",
            "<b> is a placeholder that was never filled in",
            "put the value there, in quotes if it is text",
        ),
        (
            "f(«${b}»)",
            "${b} is a placeholder that was never filled in",
            "put the value there, in quotes if it is text",
        ),
        (
            "a = { «<b>»: 1 }",
            "<b> is a placeholder that was never filled in",
            "put the value there, in quotes if it is text",
        ),
        (
            "a = { «{{b}}»: 1 }",
            "{{b}} is a placeholder that was never filled in",
            "put the value there, in quotes if it is text",
        ),
        (
            "a = «{{ b: 1 }}»",
            "{{ b: 1 }} is a placeholder that was never filled in",
            "put the value there, in quotes if it is text",
        ),
    ],
)
def test_placeholders(marked: str, message: str, help: str | None) -> None:
    """What a deployment should have filled in, wherever a value or a name can stand."""
    check(marked, message, help)


@pytest.mark.parametrize(
    ("marked", "help"),
    [
        ("a = {\n b: «{»\n  c: 1,\n};", "the } of line 4 closes it, but isn't indented like it"),
        (" a = {\n  b: «{»\n   c: 1\n };", "the } of line 4 closes it, but isn't indented like it"),
        ("a = {\n\tb: «{»\n\t\tc: 1\n};", "the } of line 4 closes it, but isn't indented like it"),
        ("a = {\r\n b: «{»\r\n};", "the } of line 3 closes it, but isn't indented like it"),
        (
            "function f() {\n  if (a) «{»\n    b()\n}\n",
            "the } of line 4 closes it, but isn't indented like it",
        ),
        ("a = «{»\n b: {\n c: 1\n }\n", "add a }"),
        (" a = «{»\n b: 1\n", "add a }"),
        (" a = {\n  b: 1\n };\n c = «{»\n", "add a }"),
    ],
)
def test_indentation(marked: str, help: str) -> None:
    """Of several brackets the one that stays open is that whose closing one is indented oddly."""
    check(marked, "this { is never closed", help)


@pytest.mark.parametrize(
    ("marked", "message", "help"),
    [
        (
            "\n «<»html lang='en'></html>",
            "this looks like HTML, not JavaScript",
            "was an error page or the app's own page saved as appConfig.js?",
        ),
        (
            '«»{ "accountSid": "AC1" }',
            "this looks like JSON, not a script",
            "a script has to assign the object: var appConfig = {...};",
        ),
    ],
)
def test_other_languages(marked: str, message: str, help: str) -> None:
    """Pages and data that are called a script."""
    check(marked, message, help)
