"""Ranges of package.json, as npm's own reading of them has it."""

from __future__ import annotations

import json
import random
import subprocess
from itertools import product
from pathlib import Path

from appconfig_merge.releases.ranges import spans
from tests.node import node_path

VERSIONS = tuple(product((1, 2, 3), (0, 1, 2, 3), (0, 1, 2)))
"""Below 1.0 no release is known, and there a caret means something else."""

_PROGRAM = """
const semver = require(process.argv[1]);
const {ranges, versions} = JSON.parse(require("fs").readFileSync(0, "utf8"));
const answers = ranges.map((range) => semver.validRange(range) === null ? null
  : versions.map((version) => semver.satisfies(version, range)));
process.stdout.write(JSON.stringify(answers));
"""


def npm_allows(ranges: list[str]) -> list[list[bool] | None]:
    """Of each range whether npm takes each of VERSIONS for it; None where it is no range."""
    (semver,) = Path(node_path()).parent.parent.glob("**/npm/node_modules/semver")
    done = subprocess.run(
        [node_path(), "-e", _PROGRAM, str(semver)],
        input=json.dumps({"ranges": ranges, "versions": [f"{a}.{b}.{c}" for a, b, c in VERSIONS]}),
        capture_output=True,
        check=True,
        encoding="utf-8",
        timeout=60,
    )
    answers: list[list[bool] | None] = json.loads(done.stdout)
    return answers


def some_range(chance: random.Random) -> str:
    """A range of one to three alternatives."""
    return chance.choice(["||", " || "]).join(
        _alternative(chance) for _ in range(chance.choice([1, 1, 1, 2, 3]))
    )


def _alternative(chance: random.Random) -> str:
    if chance.random() < 0.2:
        return f"{_version(chance)} - {_version(chance)}"
    return " ".join(_comparator(chance) for _ in range(chance.choice([1, 1, 2])))


def _comparator(chance: random.Random) -> str:
    operator = chance.choice(["", "", "^", "~", "~>", "=", ">", ">=", "<", "<="])
    return f"{operator}{chance.choice(['', '', ' ']) if operator else ''}{_version(chance)}"


def _version(chance: random.Random) -> str:
    parts = [str(chance.randint(1, 3)), str(chance.randint(0, 3)), str(chance.randint(0, 2))]
    length = chance.choice([1, 2, 3, 3, 3])
    if length < 3 and chance.random() < 0.4:
        return ".".join([*parts[:length], *["x"] * (3 - length)])
    return ".".join(parts[:length])


def test_a_range_allows_what_npm_says() -> None:
    """The same versions, for any operators, parts and alternatives."""
    chance = random.Random(20261129)
    ranges = [some_range(chance) for _ in range(3000)]

    for text, allowed in zip(ranges, npm_allows(ranges), strict=True):
        assert allowed is not None, text
        found = spans(text)
        ours = [any(one.low <= version <= one.high for one in found) for version in VERSIONS]
        wrong = [
            version
            for version, mine, theirs in zip(VERSIONS, ours, allowed, strict=True)
            if mine is not theirs
        ]
        assert wrong == [], text
