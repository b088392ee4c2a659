"""Templates made of pieces, which may be made of pieces themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.differential.expressions import Expressions


def grow(
    make: Expressions, text: str, pieces: Mapping[str, Sequence[str]], *, rounds: int = 3
) -> str:
    """The template with a piece wherever one is named; where they are too deep, the first."""
    for depth in range(rounds + 1):
        for name, choices in pieces.items():
            hole = f"<{name}>"
            grown, *rest = text.split(hole)
            for after in rest:
                grown += (make.pick(choices) if depth < rounds else choices[0]) + after
            text = grown
    return text
