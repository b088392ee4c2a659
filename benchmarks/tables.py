"""Tables in Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, words: int = 1) -> str:
    """A table whose first columns, as many as ``words``, are texts, and the others figures."""
    rule = ["---"] * words + ["---:"] * (len(heads) - words)
    return "".join(f"| {' | '.join(row)} |\n" for row in (heads, rule, *rows))


def milliseconds(figure: float) -> str:
    """Milliseconds, with a tenth where that is more than a hundredth of them."""
    return f"{figure:.1f} ms" if figure < 10 else f"{figure:.0f} ms"
