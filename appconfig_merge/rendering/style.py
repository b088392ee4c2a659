"""What a piece of text is, for a terminal to colour as it likes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    Role: TypeAlias = Literal[
        "path", "value", "source", "loser", "unresolved", "dim", "error", "warning", "info", "caret"
    ]

Style: TypeAlias = "Callable[[str, Role], str]"


def PLAIN(text: str, _role: Role) -> str:  # noqa: N802 - the constant among styles
    """No colour at all."""
    return text
