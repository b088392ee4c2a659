"""The syntax of regular expressions, with what Annex B adds for patterns without u or v."""

from __future__ import annotations

import json
import random
import subprocess

import pytest

from appconfig_merge.errors import AppConfigError
from tests.node import node_path
from tests.syntax.trees import expression, refusal

PIECES = [
    *("(", ")", "(?:", "(?=", "(?!", "(?<=", "(?<!", "(?<a>", "(?<b>", "[", "]", "[^", "{", "}"),
    *("{1}", "{1,}", "{2,1}", "{1,2}?", "*", "+", "?", "|", "^", "$", ".", "a", "b", "z", "-", ","),
    *("\\1", "\\2", "\\k<a>", "\\k", "\\b", "\\d", "\\w", "\\u0061", "\\u{61}", "\\u", "\\x41"),
    *("\\x", "\\ca", "\\c", "\\0", "\\01", "\\-", "\\.", "\\/", "\\p{L}", "\\p", "\\a", "0", "é"),
    *("😀", "\\ud83d\\ude00", "\\ud83d", "[a-z]", "[z-a]", "[\\d-z]", "[😀-😁]", "(?", "<a>"),
]
SCRIPT = """
const texts = JSON.parse(require('fs').readFileSync(0, 'utf8'));
console.log(JSON.stringify(texts.map(text => {
  try { new (require('vm').Script)('(' + text + ')'); return true; } catch { return false; }
})));
"""


@pytest.mark.parametrize(
    ("text", "message", "column"),
    [
        ("/(/", "this ( is never closed", 3),
        ("/a)/", "this ) closes nothing", 4),
        ("/*a/.b", None, 0),
        ("/a**/", "there is nothing for * to repeat", 5),
        ("/(?<=a)*/", "there is nothing for * to repeat", 9),
        ("/(?=a)*/u", "there is nothing for * to repeat", 8),
        ("/a{2,1}/", "{2,1} has its numbers in the wrong order", 4),
        ("/[z-a]/", "this range has its ends in the wrong order", 4),
        ("/[😀-😁]/", "this range has its ends in the wrong order", 5),
        ("/[\\d-z]/u", "a range goes from one character to another", 4),
        ("/\\1/u", "there is no group 1", 3),
        ("/(?<a>.)\\k<b>/", "there is no group b", 10),
        ("/(?<a>.)\\k/", "\\k is followed by a group's name: \\k<name>", 10),
        ("/(?<a>.)(?<a>.)/", "two groups are called a", 10),
        ("/(?<1>.)/", "1 can't be the name of a group", 3),
        ("/(?a)/", "a group can't start like this", 3),
        ("/{/u", "{ needs a backslash in a regular expression", 3),
        ("/]/u", "] needs a backslash in a regular expression", 3),
        ("/\\a/u", "\\a is no escape that a regular expression has with u or v", 3),
        ("/\\u{110000}/u", "\\u{110000} is past the last code point", 3),
        ("/[(]/v", "( needs a backslash in a set", 4),
    ],
)
def test_refused(text: str, message: str | None, column: int) -> None:
    """What a browser refuses is refused at its place."""
    error = refusal(f"({text})")

    if message is not None:
        assert error.location is not None
        assert (message, column) == (error.message, error.location.column)


@pytest.mark.parametrize(
    "text",
    [
        "/[/]\\/(?:a|b){1,2}?(?=c)*[^\\d-z]]{/gi",
        "/\\1\\k<a>\\c\\x\\u\\9{a}/",
        "/(?<a>.)\\k<a>|\\2(.)/u",
        "/(?<a>x)|(?<a>y)/",
        "/[\\uD834\\uDF06-\\uD834\\uDF08\\-\\]]\\p{Script=Greek}\\u{1F600}/u",
        "/[\\p{L}--[a-z]&&\\q{ab|c}]/v",
        "/(?<=a)(?<!b)(?<$é\\u0061>c)/",
        "/(?i:a)(?-s:b)/",
    ],
)
def test_accepted(text: str) -> None:
    """What only looks odd is read."""
    assert expression(text).flags == text.rpartition("/")[2]


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
    done = subprocess.run(
        [node_path(), "-e", SCRIPT],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    for text, accepted in zip(texts, json.loads(done.stdout), strict=True):
        assert accepted == is_read(text), text


def is_read(text: str) -> bool:
    """Whether the default reader reads an expression."""
    try:
        expression(text)
    except AppConfigError:
        return False
    return True
