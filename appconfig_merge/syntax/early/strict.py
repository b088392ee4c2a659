"""Strict mode: where it holds, and the literals that it has not (ECMA-262 11.2.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appconfig_merge.syntax.estree import ExpressionStatement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from appconfig_merge.syntax.early.walk import Walk


def use_strict(statements: list[Any]) -> ExpressionStatement | None:
    """The ``"use strict"`` among the directives that statements start with, or None."""
    for statement in statements:
        if type(statement) is not ExpressionStatement or statement.directive is None:
            return None
        if statement.directive == "use strict":
            return statement
    return None


def check_octals(walk: Walk, octals: Iterable[tuple[int, int]]) -> None:
    """Refuse legacy octal literals and escapes in strict code (12.9.3.1, 12.9.4.1)."""
    for start, end in octals:
        if not walk.strict_code.cover(start):
            continue
        if walk.data[start] in b"'\"":
            message, help = "octal escapes", "write the character as \\xHH"
        else:
            message, help = (
                "numbers with a leading 0",
                "write 0o before the digits, or remove the 0",
            )
        walk.fail(f"strict mode has no {message}", start, end, help)
