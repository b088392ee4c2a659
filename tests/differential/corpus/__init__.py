"""Idioms of real files, each in pages of several kinds: what is told holds in all of them.

A file of this folder is a family of idioms, and ``//// name`` begins a snippet in it; so is each
file of ``fixtures/idioms``. What all pages agree on should be known without any of them: how much
of it isn't is measured, and ``python -m tests.differential.corpus`` tells where.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from appconfig_merge import (
    AppConfigError,
    NoConfigError,
    ScriptThrowsError,
    Source,
    Unresolved,
    effective_config,
)
from tests.differential.comparison import differences
from tests.differential.corpus.pages import PAGES, said_of
from tests.differential.oracle import Run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.differential.oracle import Answer, Oracle

_HEAD = re.compile(r"^//// (.+)\n", re.MULTILINE)
_LAST = 5039
"""Modulo any number up to ten it is the last index of so many."""

ORDERS: tuple[list[dict[str, Any]], ...] = (
    [{"pick": 0}] * 8,
    [{"pick": _LAST, "variant": True}] * 8,
    [{"pick": at, "variant": at % 3 == 0, "again": True} for at in (1, 0, 1, 2, 3, 1, 4, 0)],
)
"""What is fired after the script: as it comes, from the end with failures, some again."""


class Snippet(NamedTuple):
    """A script, and where it comes from."""

    family: str
    name: str
    text: str


class Outcome(NamedTuple):
    """What came of reading a snippet.

    ``leaves`` of the browser's configurations; ``lost``, how many of them are the same in all
    pages and stay unresolved, all of them where there is nothing; ``refused``, why; ``wrong``, what
    isn't so.
    """

    snippet: Snippet
    leaves: int
    lost: int
    refused: str
    wrong: tuple[str, ...]


@cache
def snippets() -> tuple[Snippet, ...]:
    """All of them."""
    whole = sorted((Path(__file__).parents[3] / "fixtures" / "idioms").glob("*.js"))
    found = [Snippet("fixtures", file.stem, file.read_text("utf-8")) for file in whole]
    for file in sorted(Path(__file__).parent.glob("*.js")):
        _, *parts = _HEAD.split(file.read_text("utf-8"))
        found += [
            Snippet(file.stem, name, text.strip() + "\n")
            for name, text in zip(parts[::2], parts[1::2], strict=True)
        ]
    return tuple(found)


def outcomes(oracle: Oracle, chosen: Sequence[Snippet], *, given: bool) -> Iterator[Outcome]:
    """What is told of each snippet: of all pages at once, or of each, which is given."""
    for snippet in chosen:
        twice = _run(oracle, snippet, ORDERS[:2])  # what chance gives differs
        each = [twice[at : at + 2] for at in range(0, len(twice), 2)]
        if any(answer.later for answer in twice):
            for answers, again in zip(each, _run(oracle, snippet, ORDERS[2:]), strict=True):
                answers.append(again)
        if given:
            for answers, page in zip(each, PAGES.values(), strict=True):
                yield _outcome(snippet, answers, said_of(page))
        else:
            yield _outcome(snippet, [answer for answers in each for answer in answers], {})


def _run(oracle: Oracle, snippet: Snippet, orders: Sequence[list[dict[str, Any]]]) -> list[Answer]:
    runs = [
        Run(snippet.text, page=page, steps=one, timeout=5000)
        for page in PAGES.values()
        for one in orders
    ]
    answers = oracle.run(runs)
    problems = {answer.syntax for answer in answers} - {None}
    assert not problems, (snippet.name, problems)
    return answers


def _outcome(snippet: Snippet, answers: list[Answer], named: dict[str, Any]) -> Outcome:
    ended = [answer.value for answer in answers]
    states = [*ended, *(value for answer in answers for _, value, _ in answer.later)]
    try:
        ours = effective_config(Source("appConfig.js", snippet.text), **named).to_dict()
    except AppConfigError as error:
        refused = str(error).partition("\n")[0]
        if all(value[0] == "object" for value in ended):
            return Outcome(snippet, *_agreed(states), refused, ())
        told = isinstance(error, NoConfigError | ScriptThrowsError)
        is_wrong = told and any(value[0] == "object" for value in ended)
        return Outcome(snippet, 0, 0, "", ("no configuration to us only",) if is_wrong else ())
    wrong = {
        problem
        for value in states
        # Where there is no object any more, none of what is told may be certain.
        for problem in differences(ours, _object(value), "appConfig")
    }
    leaves, lost = _lost(ours, states)
    return Outcome(snippet, leaves, lost, "", tuple(sorted(wrong)))


def _object(value: list[Any]) -> list[Any]:
    return value if value[0] == "object" else ["object", []]


def _lost(ours: Any, states: list[Any]) -> tuple[int, int]:
    """The leaves that there are, and how many are the same in all states and unresolved to us."""
    if isinstance(ours, Unresolved):
        return _agreed(states)
    kinds = {"" if state is None else state[0] for state in states}
    if isinstance(ours, dict) and kinds == {"object"}:
        inner = [dict(state[1]) for state in states]
        pairs = [_lost(value, [one.get(key) for one in inner]) for key, value in ours.items()]
    elif isinstance(ours, list) and kinds == {"array"}:
        pairs = [
            _lost(value, [state[1][at] if at < len(state[1]) else None for state in states])
            for at, value in enumerate(ours)
        ]
    else:
        pairs = []
    if not pairs:
        return 1, 0
    return sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)


def _agreed(states: list[Any]) -> tuple[int, int]:
    """The leaves that there are, and how many are the same in all states."""
    kinds = {"" if state is None else state[0] for state in states}
    if kinds == {"object"}:
        inner = [dict(state[1]) for state in states]
        keys = {key: None for one in inner for key in one}
        pairs = [_agreed([one.get(key) for one in inner]) for key in keys]
    elif kinds == {"array"} and len({len(state[1]) for state in states}) == 1:
        pairs = [
            _agreed(list(column)) for column in zip(*(state[1] for state in states), strict=True)
        ]
    else:
        same = all(state == states[0] for state in states)
        return 1, int(same and not kinds & {"", "odd", "circle"})
    return (sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)) if pairs else (1, 1)
