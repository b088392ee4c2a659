"""Cases: a script, the worlds it is run in, and whether we are right about all of them."""

from __future__ import annotations

import json
import re
from random import Random
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.differential.comparison import count, disagreement, evaluate, later_disagreement
from tests.differential.conditions import conditions, misled, portables, script_of
from tests.differential.corpus.pages import PAGES
from tests.differential.generation import Generator
from tests.differential.later import later_script, random_order
from tests.differential.oracle import Run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.differential.comparison import Ours
    from tests.differential.oracle import Answer, Oracle

MODES = ("closed", "page", "defined", "odd", "later")
"""No unknowns; values of the page that we don't know; the same, defined; what isn't evaluated; what
happens after the script."""

_ORDERS = 3
"""In how many orders of what happens later a script is run in each world."""

_SHRINKING = 60
"""Seconds after which a case is small enough."""

_OF_A_PAGE = re.compile(r"\b(?:URL|URLSearchParams|atob|btoa|structuredClone|getItem)\b")
"""What only a page has: Node's contexts are without it."""

_VALUES: dict[str, tuple[Any, ...]] = {
    "page.flag": (True, False, 0, "yes", None, ""),
    "page.n": (0, 1, 7, -1.5, "12"),
    "page.s": ("a", "", "b", "0", "long text", "key"),
    "page.other": (None, {"a": 1, "b": {"c": 2}}, [1, 2], "x", 3),
    "location.hostname": ("localhost", "flex.example.com"),
    "location.search": ("", "?a=b"),
    "localStorage.a": ("a", "", "1"),
    "navigator.language": ("en", "de-DE"),
}


class Case(NamedTuple):
    """A script by its statements, and the worlds to run it in."""

    seed: str
    mode: str
    lines: list[str]
    worlds: list[dict[str, Any]]
    orders: tuple[Sequence[dict[str, Any]], ...] = ()

    @property
    def text(self) -> str:
        """The whole script."""
        return "\n".join(self.lines) + "\n"

    def runs(self) -> list[Run]:
        """What Node is to run."""
        odd = self.mode == "odd"
        nested = [_nest(world) for world in self.worlds]
        if not self.orders and not _OF_A_PAGE.search(self.text):
            return [Run(self.text, json.dumps(world), odd) for world in nested]
        return [
            Run(self.text, json.dumps({"page": world["page"]}), odd, _page(world), order)
            for world in nested
            for order in self.orders or ((),)
        ]


def case(seed: str, mode: str) -> Case:
    """The case of a seed."""
    random = Random(f"{seed}-{mode}")
    generator = Generator(random, pages=mode != "closed", odd=mode == "odd")
    if mode == "later":
        lines = later_script(generator, generator.script)
        orders = tuple(random_order(random) for _ in range(_ORDERS))
        return Case(seed, mode, lines, [random_world(random) for _ in range(2)], orders)
    lines = generator.script()
    worlds = [random_world(random) for _ in range(1 if mode in {"closed", "defined"} else 3)]
    return Case(seed, mode, lines, worlds)


def random_world(random: Random) -> dict[str, Any]:
    """The values that a page has."""
    return {name: random.choice(values) for name, values in _VALUES.items()}


def _nest(world: dict[str, Any]) -> dict[str, Any]:
    nested: dict[str, Any] = {}
    for name, value in world.items():
        root, _, key = name.partition(".")
        nested.setdefault(root, {})[key] = value
    return nested


def _page(world: dict[str, Any]) -> dict[str, Any]:
    """What page.js makes a page of."""
    return {
        **PAGES["production"],
        "url": f"https://{world['location']['hostname']}/{world['location']['search']}",
        "language": world["navigator"]["language"],
        "local": list(world["localStorage"].items()),
    }


def check_case(
    case: Case, answers: list[Answer], oracle: Oracle
) -> tuple[str, tuple[int, int], str]:
    """What is wrong, if anything; the leaves we gave and how many are known; how it ended."""
    if answers[0].syntax is not None:
        return "", (0, 0), "invalid"
    ours = _ours(case)
    each = [world for world in case.worlds for _ in case.orders or (None,)]
    for world, answer in zip(each, answers, strict=True):
        problem = disagreement(ours, answer) or later_disagreement(ours, answer)
        if problem:
            return f"{problem}\nin the world {world}", (0, 0), "wrong"
    if case.mode == "page" and not ours.error:
        problem = _misled(case, ours, answers, oracle)
        if problem:
            return problem, (0, 0), "wrong"
    return "", (count(ours.value) if not ours.error else (0, 0)), ours.error or "compared"


def _misled(case: Case, ours: Ours, answers: list[Answer], oracle: Oracle) -> str:
    """Where what is told of an unresolved value leads to another."""
    texts = list(dict.fromkeys(conditions(ours.value)))
    given = [list(portables(ours.value, answer.value)) for answer in answers]
    if any(answer.error for answer in answers) or not (texts or any(given)):
        return ""
    tried = oracle.run(
        Run(script_of(texts, [text for text, _ in own]), json.dumps(_nest(world)))
        for world, own in zip(case.worlds, given, strict=True)
    )
    for world, answer, own, told in zip(case.worlds, answers, given, tried, strict=True):
        held, gave = (dict(told.value[1])[key][1] for key in ("held", "given"))
        holds = {text: bool(value[1]) for text, value in held}
        problem = misled(ours.value, answer.value, holds.get)
        for (text, value), found in zip(own, gave, strict=True):
            if found[0] == "array" and found[1] != [value]:
                problem = problem or f"{text} gives {found[1]!r}, not {value!r}"
        if problem:
            return f"{problem}\nin the world {world}"
    return ""


def _ours(case: Case) -> Ours:
    if case.mode == "closed":
        return evaluate(case.text, assume=("page",))
    if case.mode == "defined":
        return evaluate(case.text, define=case.worlds[0])
    return evaluate(case.text, assume=("page",))


def shrink(oracle: Oracle, case: Case) -> Case:
    """A smaller case that is wrong, too: statements are left out while it stays so."""

    def fault(lines: list[str]) -> str:
        smaller = case._replace(lines=lines)
        try:
            problem = check_case(smaller, oracle.run(smaller.runs()), oracle)[0]
        except Exception as error:  # noqa: BLE001 - a crash of ours is what is looked for, too
            return type(error).__name__
        return "syntax" if problem.startswith("a syntax error") else "wrong" if problem else ""

    lines = case.lines
    wanted = fault(lines)
    changed = True
    ends = monotonic() + _SHRINKING
    while changed:
        changed = False
        for index in reversed(range(len(lines))):
            for other in ([], *([line] for line in _simpler(lines[index]))):
                if monotonic() > ends:
                    return case._replace(lines=lines)
                smaller = [*lines[:index], *other, *lines[index + 1 :]]
                if fault(smaller) == wanted:
                    lines, changed = smaller, True
                    break
    return case._replace(lines=lines)


def _simpler(line: str) -> list[str]:
    """Variants of a statement with something in brackets left out, the shortest first."""
    spans: list[tuple[int, int]] = []
    opened: list[int] = []
    for at, char in enumerate(line):
        if char in "([{":
            opened.append(at)
        elif char in ")]}" and opened:
            spans.append((opened.pop(), at + 1))
    variants = set()
    for start, end in spans:
        inner = line[start + 1 : end - 1]
        for text in (f"{line[start]}{line[end - 1]}", "(1)", inner, "1"):
            variants.add(line[:start] + text + line[end:])
        statements = inner.split("; ")
        for index in range(len(statements)):
            fewer = "; ".join(statements[:index] + statements[index + 1 :])
            variants.add(f"{line[: start + 1]} {fewer} {line[end - 1 :]}")
    return sorted((text for text in variants if len(text) < len(line)), key=len)
