"""An expression's text with what is known in place of names: ``x === pair[0]`` as ``x === "a"``."""

from __future__ import annotations

from typing import Final

from appconfig_merge.javascript.numbers import number_text
from appconfig_merge.javascript.values import Traced, Unknown
from appconfig_merge.paths import quoted

_MAX_PARTS: Final = 100
"""Parts of an expression that are looked at."""


def spelled_out(traced: Traced) -> str:
    """The source text of an expression with the values of those parts that are known.

    The text itself where none is. Tells apart what the same words were in several turns of a loop.
    """
    start, end = traced.node.start, traced.node.end
    known: list[tuple[int, int, str]] = []
    work = list(traced.inputs) if type(traced) is Traced and start >= 0 else []
    for part in work:  # which grows
        node = part.node
        if part.source is not traced.source or not start <= node.start < node.end <= end:
            continue
        if isinstance(part.value, Unknown):
            if len(work) < _MAX_PARTS:
                work.extend(part.inputs)
            continue
        text = "" if node.type == "Literal" else _literal(part.value)
        if text:
            known.append((node.start, node.end, text))
    pieces = []
    at = start
    for left, right, text in sorted(known):
        if left >= at:
            pieces += [traced.source.slice(at, left), text]
            at = right
    return "".join(pieces) + traced.source.slice(at, end) if pieces else traced.text


def _literal(value: object) -> str:
    """A scalar as source text; empty for anything else."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    return number_text(value) if isinstance(value, float) else ""
