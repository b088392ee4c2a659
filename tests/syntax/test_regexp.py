"""The syntax of regular expressions, with what Annex B adds for patterns without u or v."""

from __future__ import annotations

import itertools
import json
import random
import subprocess
from typing import Any

import pytest

from appconfig_merge.errors import AppConfigError
from appconfig_merge.syntax.early.regexp import RegExpError, check_pattern
from tests.node import node_path
from tests.syntax.trees import expression, refusal, refusal_of_marked

PIECES = [
    *("(", ")", "(?:", "(?=", "(?!", "(?<=", "(?<!", "(?<a>", "(?<b>", "[", "]", "[^", "{", "}"),
    *("{1}", "{1,}", "{2,1}", "{1,2}?", "*", "+", "?", "|", "^", "$", ".", "a", "b", "z", "-", ","),
    *("\\1", "\\2", "\\k<a>", "\\k", "\\b", "\\d", "\\w", "\\u0061", "\\u{61}", "\\u", "\\x41"),
    *("\\x", "\\ca", "\\c", "\\0", "\\01", "\\-", "\\.", "\\/", "\\p{L}", "\\p", "\\a", "0", "é"),
    *("😀", "\\ud83d\\ude00", "\\ud83d", "[a-z]", "[z-a]", "[\\d-z]", "[😀-😁]", "(?", "<a>"),
]
SHORT_PIECES = (
    *("(", ")", "(?:", "(?=", "(?<=", "(?<a>", "[", "]", "[^", "{", "}", "{1}", "{2,1}", "*", "|"),
    *("^", "a", "-", "\\1", "\\k<a>", "\\k", "\\b", "\\d", "\\u", "\\u0061", "\\u{61}", "\\x4"),
    *("\\c", "\\ca", "\\c1", "\\0", "\\01", "\\-", "\\p{L}", "\\", "é", "😀", "\\ud83d\\ude00"),
)
CHARACTERS = (
    *(
        "a",
        "z",
        "^",
        "[",
        "-",
        "é",
        "😀",
        "\\t",
        "\\n",
        "\\v",
        "\\f",
        "\\r",
        "\\b",
        "\\0",
        "\\cA",
        "\\q",
    ),
    *(
        "\\cz",
        "\\c1",
        "\\c_",
        "\\c",
        "\\x41",
        "\\u0041",
        "\\u{41}",
        "\\u{1F600}",
        "\\d",
        "\\W",
        "\\-",
    ),
    *(
        "\\]",
        "\\ud83d\\ude00",
        "\\ud83d",
        "\\1",
        "\\12",
        "\\101",
        "\\377",
        "\\400",
        "\\47",
        "\\8",
        "\\q",
    ),
)
PATTERNS = """
const { patterns, flags } = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const isOne = (text) => { try { new RegExp(text, flags); return 1; } catch { return 0; } };
console.log(JSON.stringify(patterns.map(isOne).join("")));
"""
SCRIPT = """
const texts = JSON.parse(require('fs').readFileSync(0, 'utf8'));
console.log(JSON.stringify(texts.map(text => {
  try { new (require('vm').Script)('(' + text + ')'); return true; } catch { return false; }
})));
"""


@pytest.mark.parametrize(
    ("marked", "message"),
    [
        ("/«(»/", "this ( is never closed"),
        ("/a«(b(c)»/", "this ( is never closed"),
        ("/é😀«(»/", "this ( is never closed"),
        ("/a«)»/", "this ) closes nothing"),
        ("/a*«*»/", "there is nothing for * to repeat"),
        ("/«?»/", "there is nothing for ? to repeat"),
        ("/a|«*»/", "there is nothing for * to repeat"),
        ("/^«*»/", "there is nothing for * to repeat"),
        ("/\\b«+»/", "there is nothing for + to repeat"),
        ("/(?<=a)«*»/", "there is nothing for * to repeat"),
        ("/(?=a)«*»/u", "there is nothing for * to repeat"),
        ("/(?!a)«{2}»/u", "there is nothing for {2} to repeat"),
        ("/a«{2,1}»/", "{2,1} has its numbers in the wrong order"),
        ("/a«{10,9}»/", "{10,9} has its numbers in the wrong order"),
        ("/a«{02,1}»/", "{02,1} has its numbers in the wrong order"),
        ("/[«z-a]»/", "this range has its ends in the wrong order"),
        ("/[«b-\\x61]»/", "this range has its ends in the wrong order"),
        ("/[«\\u{62}-\\u{61}]»/u", "this range has its ends in the wrong order"),
        ("/[«😀-😁]»/", "this range has its ends in the wrong order"),
        ("/[«\\d-z]»/u", "a range goes from one character to another"),
        ("/[«a-\\d]»/u", "a range goes from one character to another"),
        ("/«[\\d[b]»/v", "this [ is never closed"),
        ("/«\\1»/u", "there is no group 1"),
        ("/(a)«\\2»/u", "there is no group 2"),
        ("/(?<a>.)«\\k<b>»/", "there is no group b"),
        ("/(?<a>.)«\\k»/", "\\k is followed by a group's name: \\k<name>"),
        ("/(?<a>.)[«\\k]»/", "\\k is followed by a group's name: \\k<name>"),
        ("/«\\k<a>»/u", "there is no group a"),
        ("/(?<a>.)«(?<a>.)»/", "two groups are called a"),
        ("/«(?<1>.)»/", "1 can't be the name of a group"),
        ("/«(?<>.)»/", "a group's name is missing"),
        ("/«(?a)»/", "a group can't start like this"),
        ("/«(?ii:a)»/", "a group can't start like this"),
        ("/«(?i-i:a)»/", "a group can't start like this"),
        ("/«(?x:a)»/", "a group can't start like this"),
        ("/«(?-:a)»/", "a group can't start like this"),
        ("/«{»/u", "{ needs a backslash in a regular expression"),
        ("/a«}»/u", "} needs a backslash in a regular expression"),
        ("/«]»/u", "] needs a backslash in a regular expression"),
        ("/«\\a»/u", "\\a is no escape that a regular expression has with u or v"),
        ("/«\\c»/u", "\\c is no escape that a regular expression has with u or v"),
        ("/«\\c1»/u", "\\c is no escape that a regular expression has with u or v"),
        ("/[«\\c_]»/u", "\\c is no escape that a regular expression has with u or v"),
        ("/«\\00»/u", "\\0 is no escape that a regular expression has with u or v"),
        ("/«\\u»/u", "\\u is no escape that a regular expression has with u or v"),
        ("/«\\x4»/u", "\\x is no escape that a regular expression has with u or v"),
        ("/«\\p»/u", "\\p is no escape that a regular expression has with u or v"),
        ("/[«\\a]»/v", "\\a is no escape that a regular expression has with u or v"),
        ("/«\\u{110000}»/u", "\\u{110000} is past the last code point"),
        ("/«\\u{0110000}»/u", "\\u{0110000} is past the last code point"),
        ("/«\\u{1FFFFFFFFF}»/u", "\\u{1FFFFFFFFF} is past the last code point"),
        ("/[«(]»/v", "( needs a backslash in a set"),
        ("/[a«{]»/v", "{ needs a backslash in a set"),
        ("/[a]/«gg»", "gg are not flags of a regular expression"),
        ("/a/«x»", "x are not flags of a regular expression"),
        ("/a/«uv»", "uv are not flags of a regular expression"),
    ],
)
def test_refused(marked: str, message: str) -> None:
    """What a browser refuses is refused for what stands between the marks."""
    assert refusal_of_marked(f"x = {marked}").message == message


@pytest.mark.parametrize(
    ("text", "help"),
    [("/(/", "add a )"), ("/)/", "put a backslash before it"), ("/[[a]/v", "add a ]")],
)
def test_help(text: str, help: str) -> None:
    """What a bracket lacks that isn't one of a pair."""
    assert refusal(f"x = {text}").help == help


def test_the_error_says_what_it_is() -> None:
    """Also to whoever only prints it."""
    with pytest.raises(RegExpError) as caught:
        check_pattern("a(", "")

    assert (str(caught.value), caught.value.offset) == ("this ( is never closed", 1)


@pytest.mark.parametrize(
    "text",
    [
        "/[/]\\/(?:a|b){1,2}?(?=c)*[^\\d-z]]{/gi",
        "/\\1\\k<a>\\c\\x\\u\\9{a}/",
        "/(?<a>.)\\k<a>|\\2(.)/u",
        "/(?<a>x)|(?<a>y)/",
        "/[\\uD834\\uDF06-\\uD834\\uDF08\\-\\]]\\p{Script=Greek}\\u{1F600}/u",
        "/[\\p{L}--[a-z]&&\\q{ab|c}]/v",
        "/[\\&\\-\\!\\#\\d\\]]/v",
        "/(?<=a)(?<!b)(?<$é\\u0061>c)/",
        "/(?i:a)(?-s:b)/",
    ],
)
def test_accepted(text: str) -> None:
    """What only looks odd is read."""
    assert expression(text).flags == text.rpartition("/")[2]


@pytest.mark.parametrize("flags", ["", "u"])
def test_every_short_pattern(flags: str) -> None:
    """Whatever three pieces make is accepted exactly where Node accepts it."""
    patterns = [
        "".join(pieces)
        for count in (1, 2, 3)
        for pieces in itertools.product(SHORT_PIECES, repeat=count)
        # Names may be shared by alternatives, in browsers that are newer than some Nodes.
        if pieces.count("(?<a>") < 2
    ]
    answers = node(PATTERNS, {"patterns": patterns, "flags": flags})

    for pattern, accepted in zip(patterns, answers, strict=True):
        assert (accepted == "1") is _is_pattern(pattern, flags), pattern


@pytest.mark.parametrize("flags", ["", "u"])
def test_every_range(flags: str) -> None:
    """From one character to another, each in its own spelling, as Node has it."""
    ranges = [f"[{low}-{high}]" for low, high in itertools.product(CHARACTERS, repeat=2)]
    answers = node(PATTERNS, {"patterns": ranges, "flags": flags})

    for pattern, accepted in zip(ranges, answers, strict=True):
        assert (accepted == "1") is _is_pattern(pattern, flags), pattern


def _is_pattern(pattern: str, flags: str) -> bool:
    try:
        check_pattern(pattern, flags)
    except RegExpError:
        return False
    return True


@pytest.mark.parametrize("flags", ["", "u"])
@pytest.mark.parametrize("seed", range(2))
def test_random_patterns(seed: int, flags: str) -> None:
    """Patterns of odd pieces are accepted exactly where Node accepts them."""
    chosen = random.Random(seed)
    texts = []
    for _ in range(1500):
        pattern = "".join(chosen.choices(PIECES, k=chosen.randint(1, 7)))
        # Names may be shared by alternatives, in browsers that are newer than some Nodes.
        if not pattern.startswith(("*", "/")) and pattern.count("(?<a>") < 2:
            texts.append(f"/{pattern}/{flags}")

    for text, accepted in zip(texts, node(SCRIPT, texts), strict=True):
        assert accepted == is_read(text), text


def node(script: str, argument: object) -> Any:
    """What a script makes of an argument."""
    done = subprocess.run(
        [node_path(), "-e", script],
        input=json.dumps(argument),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return json.loads(done.stdout)


def is_read(text: str) -> bool:
    """Whether the default reader reads an expression."""
    try:
        expression(text)
    except AppConfigError:
        return False
    return True
