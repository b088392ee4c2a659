"""What a syntax error most probably comes from: told with the place of what is to be mended."""

from __future__ import annotations

import json
import re
import subprocess
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appconfig_merge import Source, SourceSyntaxError, effective_config
from appconfig_merge.syntax import parse
from tests.hunting import examples
from tests.node import node_path
from tests.syntax.trees import refusal, refusal_of_marked

QUOTES = "put quotes around all of it"
CONFLICT = "resolve the conflict: take one of the two sides, and the marks out"
TYPES = "publish the file that it is compiled to, or take the types out"
TYPESCRIPT = "this is TypeScript, which a browser can't read"

UNQUOTED = [
    ("an address", "https://flex.example.com"),
    ("an address", "https://flex.example.com/a?b=c#d"),
    ("an address", "wss://chat.example.com/v1"),
    ("an address", "//flex.example.com/a"),
    ("an address", "localhost:3000"),
    ("an address", "127.0.0.1:8080"),
    ("an e-mail address", "flex.admin@example.com"),
    ("a path", "/plugins/v1"),
    ("a path", "./plugins"),
    ("a path", "../a/b.js"),
    ("a path", "C:\\flex\\plugins"),
    ("a date", "2026-11-29T10:00:00Z"),
    ("a time", "10:30"),
    ("a time", "09:30:15"),
    ("a phone number", "+1 415 555 1234"),
    ("a phone number", "(415) 555-1234"),
    ("a version", "2.17.1"),
    ("a version", "^2.17.0"),
    ("a colour", "#ff0000"),
    ("a number with a unit", "10px"),
    ("a number with a unit", "1.5rem"),
    ("a number with a unit", "50%"),
    ("a text that begins with a digit", "0123456789abcdef0123456789abcdef"),
    ("a text with blanks", "My Company"),
    ("a text with blanks", "Please wait for an agent."),
]

MARKED = [
    # Merge conflicts.
    ("«<<<<<<<» HEAD\nvar a = 1;", "<<<<<<< is what git leaves of a merge conflict", CONFLICT),
    ("a = {\n«=======»\nb: 1 };", "======= is what git leaves of a merge conflict", CONFLICT),
    ("a = {\nb: 1,\n«>>>>>>>» x\n};", ">>>>>>> is what git leaves of a merge conflict", CONFLICT),
    ("a = 1;\n«|||||||» base\n", "||||||| is what git leaves of a merge conflict", CONFLICT),
    # TypeScript.
    ("«interface A» { b: string }", TYPESCRIPT, TYPES),
    ("«type A =» { b: string };", TYPESCRIPT, TYPES),
    ("«export enum A» { B }", TYPESCRIPT, TYPES),
    ("«declare c»onst a: any;", TYPESCRIPT, TYPES),
    ("«import type» { A } from 'b';", TYPESCRIPT, TYPES),
    ("export «const a: Config =» { b: 1 };", TYPESCRIPT, TYPES),
    ("var a = { b: 1 «} as C»onfig;", TYPESCRIPT, TYPES),
    ("(windo«w as a»ny).a = {};", TYPESCRIPT, TYPES),
    ("a = { b: 1 «} satisfies C»onfig;", TYPESCRIPT, TYPES),
    ("«function a(b: s»tring) {}", TYPESCRIPT, TYPES),
    ("a «= <Config>{» b: 1 };", TYPESCRIPT, TYPES),
    # Between a name and its value.
    ("var «a» { b: 1 };", "between the name a and its value = is missing", "write `var a = ...`"),
    ("let «a»: { b: 1 };", "between the name a and its value stands =, not :", None),
    ("var «a» == { b: 1 };", "between the name a and its value stands =, not ==", None),
    (
        "a = { b «=» 1 }",
        "expected a colon after the name b, found =",
        "in an object a colon stands between a name and its value",
    ),
    (
        "a = { 'b' «=>» 1 }",
        "expected a colon after the name 'b', found =>",
        "in an object a colon stands between a name and its value",
    ),
    (
        "a = { theme«.»isLight: true }",
        "expected a colon after the name theme, found .",
        "a name with a dot needs quotes; what lies inside of another key has braces of its own",
    ),
    ("a = [ b«:» 1 ];", "unexpected :", "a name and its value stand in braces: { name: value }"),
    # Other languages.
    ("a = { b: x «and» y };", "JavaScript has no operator and", "write &&"),
    ("a = { b: x «or» y };", "JavaScript has no operator or", "write ||"),
    ("a = { b: «not» true };", "JavaScript has no operator not", "write !"),
    ("a = { b: «r'c'» };", "JavaScript has no r before a string", "leave it out"),
    (
        "a = { b: «f'c'» };",
        "JavaScript has no f before a string",
        "leave it out; in backquotes ${...} is filled in",
    ),
    ('a = { b: «@"c"» };', "JavaScript has no @ before a string", "leave it out"),
    (
        "a = { b: «'''»c''' };",
        "JavaScript has no ''' around a string",
        "write one quote, or backquotes around a text of several lines",
    ),
    ("a = {\n  «--» c\n};", "expected a property's name, found --", "a comment starts with //"),
    ("Var «a» = 1;", "unexpected a", "did you mean var?"),
    ("cosnt «a» = 1;", "unexpected a", "did you mean const?"),
    # What a template or a person left out.
    (
        "a = { b: `«${C:-d}»` };",
        "${C:-d} is a placeholder that was never filled in",
        "put the value there, in quotes if it is text",
    ),
    (
        "a = { b: «{% raw %}» };",
        "{% raw %} is a placeholder that was never filled in",
        "put the value there, in quotes if it is text",
    ),
    (
        "a = { «1b»: 2 };",
        "a name that begins with a digit needs quotes",
        "put the whole name in quotes",
    ),
    (
        "a = {\n  «*/» b: 1\n};",
        "this */ closes no comment",
        "remove it, or look for a /* that is missing before it",
    ),
    ("a = { b: 1«；»\n};", "unexpected ； (U+FF1B)", "this is a wide character: write ;"),
    ("a = { b«: <string>'»c' };", TYPESCRIPT, TYPES),
    (
        'a = {\n  b: «<!--# echo var="X" -->,»\n  c: 1\n};',
        "<!-- begins a comment, so this has no value",
        "if a server was to fill it in, it didn't: put the value there, in quotes",
    ),
    (
        "a = { b: 1, «...», };",
        "nothing follows these dots",
        "do they stand for something that was left out? Write it, or take the dots away",
    ),
    (
        "a = { «…» };",
        "… (U+2026) can't stand in a name",
        "do they stand for something that was left out? Write it, or take the dots away",
    ),
    (
        "a = { b: «\u200b»1 };",
        "unexpected U+200B",
        "this character can't be seen: delete it, or write the line anew",
    ),
    (
        'a = {\n  b: "https://c«»\n",\n};',
        "a string can't run over the end of a line",
        "close the string with its quote, or write \\n where a line should end",
    ),
    # Other files.
    (
        '«»{ "account_sid": "AC0", "ui_attributes": {} }',
        "this looks like the Configuration resource, not a script",
        "give it with --configuration, and the script before it",
    ),
    (
        "«HTTP/1.1 200» OK\nServer: x\n\nvar appConfig = {};",
        "this begins with the headers of an HTTP answer, as `curl -i` prints them",
        "leave -i out, so that the script alone is saved",
    ),
]


@pytest.mark.parametrize(("marked", "message", "help"), MARKED)
def test_causes(marked: str, message: str, help: str | None) -> None:
    """One line says what it comes from."""
    error = refusal_of_marked(marked)

    assert error.message == message
    assert help is None or error.help == help


def test_node_refuses_all_of_these() -> None:
    """What is told of is an error to a JavaScript engine, too."""
    texts = [re.sub("[«»]", "", marked) for marked, *_ in MARKED]
    texts += [f"a = {{ b: {value}, c: 1 }}" for _, value in UNQUOTED if not value.startswith("//")]
    script = """
    const texts = JSON.parse(require('fs').readFileSync(0, 'utf8'));
    const { Script } = require('vm');
    const takes = text => { try { new Script(text); return true; } catch { return false; } };
    console.log(JSON.stringify(texts.filter(takes)));
    """
    done = subprocess.run(
        [node_path(), "-e", script],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    assert json.loads(done.stdout) == []


@st.composite
def objects(draw: st.DrawFn) -> tuple[str, str, str, str]:
    """What stands before an unquoted value, what it is, the value, and what stands behind it."""
    kind, value = draw(st.sampled_from(UNQUOTED))
    member = st.sampled_from(["a: 1", "'b c': \"x: y\"", "d: { e: [1, 2] }", "f: `g`", "h: /i/g"])
    line = ",\n  "
    before = "".join(one + line for one in draw(st.lists(member, max_size=3)))
    after = "".join(line + one for one in draw(st.lists(member, max_size=3)))
    key = draw(st.sampled_from(["key", "'a key'"]))
    last = draw(st.sampled_from(["", ",", ", // note"]))
    return f"var appConfig = {{\n  {before}{key}: ", kind, value, f"{after}{last}\n}};\n"


@settings(max_examples=examples(300), deadline=None)
@given(objects())
def test_a_value_without_quotes_is_told_and_mended(parts: tuple[str, str, str, str]) -> None:
    """The place is that of the value; put in quotes, as the help says, it is the value."""
    before, kind, value, after = parts
    error = refusal(before + value + after)
    start = Source("appConfig.js", before).position(len(before.encode()))
    mended = Source("appConfig.js", before + json.dumps(value) + after)

    assert (error.message, error.help) == (f"{kind} needs quotes", QUOTES)
    assert (error.location.line, error.location.column) == start
    assert error.location.end_column == start[1] + len(value)
    assert value in str(effective_config(mended).to_dict()).replace("\\\\", "\\")


@pytest.mark.parametrize(
    "text",
    [
        "a = b ? c : d e",
        "a = { b: c ? d : e f }",
        "import { a as arguments } from 'b'",
        "a = { b: x instanceof Y Z }",
        "a = { text: 'same as before', } }",
        "a = { b: 'https://example.com', } }",
        "// https://example.com\na = { b: 1; }",
        "a = { b: /c/g d }",
        "case x: y z",
    ],
)
def test_what_is_no_value_without_quotes(text: str) -> None:
    """Code, strings and comments of a line with another slip are left alone."""
    with pytest.raises(SourceSyntaxError) as caught:
        parse(Source("appConfig.js", text))

    assert "needs quotes" not in caught.value.message
    assert "TypeScript" not in caught.value.message


@pytest.mark.parametrize("line", ["a = { b: " + "c " * 100_000 + "}", "a = { b: '" + "x" * 200_000])
def test_long_lines_are_no_trouble(line: str) -> None:
    """They are looked at up to a length that people write."""
    error: Any = refusal(line)

    assert error.message
