"""Template literals (ECMA-262 13.2.8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.syntax.estree import TemplateElement, TemplateLiteral
from appconfig_merge.syntax.literals import LiteralError, template_raw, template_value

if TYPE_CHECKING:
    from collections.abc import Generator

    from tree_sitter import Node as Cst

    from appconfig_merge.syntax.tree_sitter.reading import Handler, Reading


def template(
    reading: Reading, node: Cst, *, tagged: bool = False
) -> Generator[Cst, Any, TemplateLiteral]:
    """A template. Its text is what lies between the substitutions: no node holds it whole."""
    expressions = []
    quasis = []
    start = node.start_byte + 1
    for part in node.children:
        if part.type != "template_substitution":
            continue
        quasis.append(_element(reading, start, part.start_byte, tagged=tagged, tail=False))
        expressions.append((yield reading.parts(part)[1]))
        start = part.end_byte
    quasis.append(_element(reading, start, node.end_byte - 1, tagged=tagged, tail=True))
    return TemplateLiteral(node.start_byte, node.end_byte, quasis, expressions)


def _element(
    reading: Reading, start: int, end: int, *, tagged: bool, tail: bool
) -> TemplateElement:
    text = reading.text(start, end)
    raw = template_raw(text)
    cooked: str | None
    try:
        cooked = template_value(raw)
    except LiteralError:
        if not tagged:
            _refuse(reading, text, start)
        cooked = None
    return TemplateElement(start, end, cooked, raw, tail)


def _refuse(reading: Reading, text: str, start: int) -> None:
    """Raise the error of a stretch again, placed in the text as it is written."""
    try:
        template_value(text)
    except LiteralError as error:
        raise reading.bad_literal(error, start) from None


HANDLERS: Final[dict[str, Handler]] = {
    "template_string": template,
}
"""The handlers of this module, by what the grammar calls the nodes."""
