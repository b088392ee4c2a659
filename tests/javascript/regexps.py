"""Random regular expressions, texts and templates, and what Node and this package make of them."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from appconfig_merge.javascript.conversion import NotKnown, Throws
from appconfig_merge.javascript.regexps.compiling import compiled
from appconfig_merge.javascript.regexps.matching import Budget
from appconfig_merge.javascript.regexps.operations import Subject, filled
from appconfig_merge.javascript.strings import join_pairs, split_pairs
from tests.node import node_path

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

_ATOMS: Final = (
    *("a", "b", "ab", "A", "0", "-", ".", "x", "é", "😀", "\\d", "\\w", "\\s", "\\D", "\\W", "\\S"),
    *("[ab]", "[^a]", "[a-c0-9]", "[^\\w]", "[\\s\\S]", "[]", "[^]", "[\\w-z]", "[A-z]", "[😀b]"),
    *("[\\b-a]", "\\x61", "\\u0061", "\\.", "\\/", "\\n", "\\cJ", "\\0", "{", "}", "]", "\\u{61}"),
    *("\\ud83d", "[é-ü]", "\\-", "a{", "\\ud83d\\ude00", "[\\ud83d\\ude00]", "É", "ſ", "k", "s"),
    *("\\p{L}", "[\\P{Nd}a]", "\\p{Zs}", "[^\\p{gc=P}\\d]"),
    *("ß", "Σ", "[σ-ω]", "µ", "ı", "[Я]", "[^я]", "\\u0130", "İ", "[\\u0100-\\uffff]"),
)
_EDGES: Final = ("^", "$", "\\b", "\\B")
_REFERENCES: Final = ("\\1", "\\2", "\\10", "\\k<n>", "\\12", "\\8")
_QUANTIFIERS: Final = ("*", "+", "?", "*?", "+?", "??", "{2}", "{1,}", "{0,2}", "{1,2}?", "{0}")
_OPENINGS: Final = ("(", "(", "(", "(?:", "(?:", "(?=", "(?!", "(?<n>", "(?<=", "(?<=", "(?<!")
_FLAGS: Final = ("", "", "", "i", "m", "s", "u", "iu", "im", "y", "iy", "uy", "su")
_TEXTS: Final = (
    *("a", "b", "ab", "A", "0", "-", ".", "x", "aa", "ba", " ", "\n", "\r", "\u2028", "\u00a0"),
    *("_", "é", "É", "😀", "\ud83d", "\ude00", "{", "}", "]", "\b", "k", "s", "K", "S", "ü"),
    *("ß", "Σ", "ς", "σ", "µ", "μ", "ı", "İ", "я", "Я", "ſ", "\u212a", "ǅ", "\u0345", "ι", "ẞ"),
)
_TEMPLATES: Final = (
    "", "-", "[$&]", "$1", "$2$1", "$10", "$01", "$00", "$$1", "$`|$'", "$<n>", "$<x>$<n", "$3$0",
    "<$1>$<$1>",
)  # fmt: skip

_NODE: Final = """
const cases = JSON.parse(require("fs").readFileSync(0, "utf8"));
const found = (match) => match && [match.index, ...Array.from(match, (one) => one ?? null)];
const answer = ([source, flags, text, start, template, most]) => {
  let first;
  try { first = new RegExp(source, flags); } catch { return "SyntaxError"; }
  const every = new RegExp(source, flags + "g");
  const from = new RegExp(source, flags.includes("y") ? flags : flags + "g");
  from.lastIndex = start;
  return [
    found(first.exec(text)), found(from.exec(text)), [...text.matchAll(every)].map(found),
    text.replace(every, template), text.split(first, most).map((one) => one ?? null),
  ];
};
console.log(JSON.stringify(cases.map(answer)));
"""


class Case(NamedTuple):
    """What is tried: where to search from, what to replace matches by, how many parts to make."""

    source: str
    flags: str
    text: str
    start: int
    template: str
    most: int


def case(random: Random) -> Case:
    """A random case; few of the patterns break the syntax."""
    text = "".join(random.choices(_TEXTS, k=random.randrange(9)))
    start = random.randrange(len(split_pairs(text)) + 1)
    most = random.choice((2**32 - 1, 2**32 - 1, 0, 1, 2, 5))
    source, flags = _pattern(random, 3), random.choice(_FLAGS)
    return Case(source, flags, text, start, random.choice(_TEMPLATES), most)


def _pattern(random: Random, depth: int) -> str:
    alternatives = random.choice((1, 1, 1, 2, 3))
    return "|".join(
        "".join(_term(random, depth) for _ in range(random.randrange(4)))
        for _ in range(alternatives)
    )


def _term(random: Random, depth: int) -> str:
    kind = random.random()
    if kind < 0.1:
        return random.choice(_EDGES)
    if kind < 0.15:
        term = random.choice(_REFERENCES)
    elif kind < 0.45 and depth:
        term = random.choice(_OPENINGS) + _pattern(random, depth - 1) + ")"
    else:
        term = random.choice(_ATOMS)
    return term + random.choice(_QUANTIFIERS) if random.random() < 0.35 else term


def of_node(cases: Sequence[Case]) -> list[Any]:
    """What Node makes of each case, or its SyntaxError."""
    done = subprocess.run(
        [node_path(), "-e", _NODE],
        input=json.dumps(cases),
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    answers: list[Any] = json.loads(done.stdout)
    return answers


def of_package(one: Case) -> Any:
    """What this package makes of a case; None where it refuses it."""
    text = split_pairs(one.text)

    def subject() -> Subject:
        return Subject(compiled(one.source, one.flags), text, Budget(10**6))

    def shown(match: Any) -> Any:
        return match and [match.begin, *match.groups]

    try:
        searched = subject()
        every = list(subject().every())
        end = 0
        pieces = []
        for match in every:
            names = searched.program.names
            pieces += [
                text[end : match.begin],
                filled(split_pairs(one.template), match, text, names),
            ]
            end = match.end
        return [
            shown(searched.match()),
            shown(subject().match(one.start)),
            [shown(match) for match in every],
            join_pairs("".join((*pieces, text[end:]))),
            subject().parts(one.most),
        ]
    except NotKnown:
        return None
    except Throws as error:
        return error.name
