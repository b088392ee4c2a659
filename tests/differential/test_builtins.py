"""The built-in functions, a few calls a script, as Node runs them and as we evaluate them.

DIFFERENTIAL_BUILTINS sets how many scripts are run, DIFFERENTIAL_SEED which.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from random import Random
from typing import TYPE_CHECKING

import pytest

from appconfig_merge.javascript.conversion import NotKnown
from appconfig_merge.javascript.string_methods import to_lower_case, to_upper_case
from tests.differential.builtins import builtin
from tests.differential.conftest import REPORT
from tests.differential.generation import Generator
from tests.differential.oracle import Run
from tests.differential.test_scripts import SEED
from tests.differential.worlds import Case, check_case, random_world, shrink

if TYPE_CHECKING:
    from tests.differential.oracle import Oracle

SCRIPTS = int(os.environ.get("DIFFERENTIAL_BUILTINS", "2000"))
_BATCH = 100
_MODES = ("closed", "closed", "defined", "page", "odd")


def _case(seed: str, mode: str) -> Case:
    """A script of a few calls, each in a property of its own."""
    random = Random(f"{seed}-{mode}-builtins")
    make = Generator(random, pages=mode != "closed", odd=mode == "odd")
    make.limit = 1
    lines = [
        "var v0 = 1, v1 = 'ab', o0 = {a: 1, n: 3, b: {c: 'x'}}, o1 = {k: 'z', a: 0};",
        "var a0 = [o1, 'b', , 4], appConfig = {};",
    ]
    make.scopes[0].extend(("v0", "v1", "o0", "o1", "a0"))
    make.fixed.update(("o0", "o1", "a0"))
    for index in range(random.randint(1, 3)):
        if random.random() < 0.1:
            lines.append(make.statement())
        lines.append(f"appConfig.e{index} = {builtin(make)};")
    lines.append("Object.assign(appConfig, {v0, v1, o0, o1, a0});")
    worlds = [random_world(random) for _ in range(1 if mode in {"closed", "defined"} else 3)]
    return Case(seed, mode, lines, worlds)


def test_every_character_with_a_stable_case(oracle: Oracle) -> None:
    """What we make of a character in the other case is what Node makes of it."""
    chars = []
    for code in (*range(0xD800), *range(0xE000, 0x20000)):
        with suppress(NotKnown):
            to_upper_case(chr(code))
            chars.append(chr(code))
    assert len(chars) > 50_000
    text = json.dumps("".join(chars))
    script = f"var all = [...{text}], appConfig = {{ upper: all.map(c => c.toUpperCase()).join('|')"
    script += ", lower: all.map(c => c.toLowerCase()).join('|') };"
    (answer,) = oracle.run([Run(script, "{}", functions=False)])
    theirs = dict(answer.value[1])
    assert theirs["upper"] == ["string", "|".join(str(to_upper_case(char)) for char in chars)]
    assert theirs["lower"] == ["string", "|".join(str(to_lower_case(char)) for char in chars)]


def test_no_result_is_wrong(oracle: Oracle, request: pytest.FixtureRequest) -> None:
    """What a built-in function gives or changes is what it gives and changes in Node."""
    leaves = known = compared = 0
    for start in range(0, SCRIPTS, _BATCH):
        numbers = range(start, min(start + _BATCH, SCRIPTS))
        cases = [_case(f"{SEED}-{at}", _MODES[at % len(_MODES)]) for at in numbers]
        answers = iter(oracle.run([run for one in cases for run in one.runs()]))
        for one in cases:
            problem, found, how = check_case(one, [next(answers) for _ in one.worlds])
            if problem:
                smaller = shrink(oracle, one)
                problem = check_case(smaller, oracle.run(smaller.runs()))[0]
                pytest.fail(f"DIFFERENTIAL_SEED={SEED}, {one.seed}:\n{smaller.text}{problem}")
            leaves += found[0]
            known += found[1]
            compared += how == "compared"
    line = (
        f"differential, built-ins: {SCRIPTS} scripts (seed {SEED}), {compared} with a "
        f"configuration, {known} of {leaves} values resolved ({known / max(leaves, 1):.1%})"
    )
    request.config.stash[REPORT].append(line)
    assert compared > SCRIPTS // 2, "the scripts are no good"
