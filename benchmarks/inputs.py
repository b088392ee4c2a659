"""What is measured: the fixtures' typical file, and generated ones of any size."""

from __future__ import annotations

import json
import random
from pathlib import Path

TYPICAL = Path(__file__).parent.parent / "fixtures" / "contact-centre"

_LEAVES = ('"a string of common length"', "12345", "0.25", "true", "null", '"#3b1e75"', "[1, 2, 3]")


def literal(size: int, seed: int = 1) -> str:
    """An object literal of about ``size`` characters, nested six deep."""
    rng = random.Random(seed)
    parts: list[str] = []
    length = 0
    while length < size:
        parts.append(f"section{len(parts)}: {_object(rng, 4, 1)}")
        length += len(parts[-1])
    return "{\n  " + ",\n  ".join(parts) + "\n}"


def _object(rng: random.Random, depth: int, level: int) -> str:
    if depth == 0:
        return rng.choice(_LEAVES)
    indent = "  " * (level + 1)
    members = (f"{indent}key{at}: {_object(rng, depth - 1, level + 1)}" for at in range(7))
    return "{\n" + ",\n".join(members) + "\n" + "  " * level + "}"


def overlapping_attributes(seed: int = 1) -> str:
    """A ui_attributes that overlaps a part of :func:`literal`."""
    rng = random.Random(seed + 1)
    sections = {
        f"section{at}": {f"key{key}": {"key0": rng.random(), "extra": "x"} for key in range(4)}
        for at in range(20)
    }
    return json.dumps(sections, indent=2)
