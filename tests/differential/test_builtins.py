"""The built-in functions, a few calls a script, as Node runs them and as we evaluate them.

DIFFERENTIAL_SEED sets which scripts are run, HUNT how many times as many.
"""

from __future__ import annotations

import json
from contextlib import suppress
from random import Random
from typing import TYPE_CHECKING

import pytest

from appconfig_merge.javascript.conversion import NotKnown
from appconfig_merge.javascript.string_methods import to_lower_case, to_upper_case
from tests.differential.builtins import builtin
from tests.differential.generation import Generator
from tests.differential.oracle import Run
from tests.differential.sweep import sweep
from tests.differential.test_scripts import SEED
from tests.differential.worlds import Case, random_world
from tests.hunting import examples

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.differential.oracle import Oracle

SHARES = {"closed": 800, "defined": 400, "page": 400, "odd": 400}
"""How many scripts are run in each mode."""


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
    (answer,) = oracle.run([Run(script, timeout=5000)])
    theirs = dict(answer.value[1])
    assert theirs["upper"] == ["string", "|".join(str(to_upper_case(char)) for char in chars)]
    assert theirs["lower"] == ["string", "|".join(str(to_lower_case(char)) for char in chars)]


@pytest.mark.parametrize("mode", SHARES)
def test_no_result_is_wrong(
    mode: str, oracle: Oracle, record_property: Callable[[str, object], None]
) -> None:
    """What a built-in function gives or changes is what it gives and changes in Node."""
    count = examples(SHARES[mode])
    cases = (_case(f"{SEED}-{at}", mode) for at in range(count))
    swept = sweep(f"built-ins, {mode}", SEED, cases, oracle)
    record_property("summary", swept.line)
    assert swept.compared > count // 3, "the scripts are no good"
