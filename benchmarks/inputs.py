"""What is measured: the fixtures' typical file, and generated ones of any size."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FIXTURES = Path(__file__).parent.parent / "fixtures"
TYPICAL = FIXTURES / "contact-centre"

_LEAVES = ('"a string of common length"', "12345", "0.25", "true", "null", '"#3b1e75"', "[1, 2, 3]")


def write_literal(path: Path, size: int, *, before: str = "", seed: int = 1) -> str:
    """Write an object literal of about ``size`` characters, nested six deep; the file's name.

    It is written bit by bit: what this process needs is told as its children's memory, too.
    """
    with path.open("w", encoding="utf-8") as file:
        file.write(before + "{\n  ")
        file.writelines(_members(random.Random(seed), size))
        file.write("\n}\n")
    return str(path)


def write_changed(path: Path, original: Path) -> str:
    """Write such a file again with one in a hundred of its leaves another; the file's name."""
    with original.open(encoding="utf-8") as lines, path.open("w", encoding="utf-8") as file:
        # One leaf in seven is this string, and most lines are a leaf.
        file.writelines(
            line.replace("common", "another") if number % 14 == 0 else line
            for number, line in enumerate(lines)
        )
    return str(path)


def _members(rng: random.Random, size: int) -> Iterator[str]:
    length = number = 0
    while length < size:
        member = f"section{number}: {_object(rng, 4, 1)}"
        yield ",\n  " + member if number else member
        number += 1
        length += len(member)


def _object(rng: random.Random, depth: int, level: int) -> str:
    if depth == 0:
        return rng.choice(_LEAVES)
    indent = "  " * (level + 1)
    members = (f"{indent}key{at}: {_object(rng, depth - 1, level + 1)}" for at in range(7))
    return "{\n" + ",\n".join(members) + "\n" + "  " * level + "}"


def overlapping_attributes(seed: int = 1) -> str:
    """A ui_attributes that overlaps a part of :func:`write_literal`'s object."""
    rng = random.Random(seed + 1)
    sections = {
        f"section{at}": {f"key{key}": {"key0": rng.random(), "extra": "x"} for key in range(4)}
        for at in range(20)
    }
    return json.dumps(sections, indent=2)
