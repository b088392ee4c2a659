"""Expressions that give an unknown value on the page, without any name of the file's own."""

from __future__ import annotations

import json

from appconfig_merge.javascript.numbers import number_to_string
from appconfig_merge.javascript.values import Traced, Unknown
from appconfig_merge.syntax import estree

_MAX_LENGTH = 2000
_MAX_DEPTH = 40


def portable(traced: Traced) -> str:
    """Rebuild an expression from how its value came about; empty where that can't be done.

    Only what is sure to mean the same is rebuilt: properties of the page by dotted name,
    operators on them, and literals.
    """
    text = _rebuild(traced, 0, {})
    return text if len(text) <= _MAX_LENGTH else ""


def _rebuild(traced: Traced, depth: int, done: dict[int, str]) -> str:
    """Rebuild one expression; ``done`` holds those that were, by identity."""
    text = done.get(id(traced))
    if text is None:
        text = done[id(traced)] = _rebuild_new(traced, depth, done)
    return text


def _rebuild_new(traced: Traced, depth: int, done: dict[int, str]) -> str:
    value = traced.value
    if not isinstance(value, Unknown):
        return _literal(traced)
    if value.path:
        names = value.path.split(".")
        return value.path if all(name.replace("$", "_").isidentifier() for name in names) else ""
    if depth > _MAX_DEPTH or value.accessor or value.origin is not None:
        return ""
    node = traced.node
    parts = [_rebuild(item, depth + 1, done) for item in _operands(traced)]
    if not parts or not all(parts) or sum(map(len, parts)) > _MAX_LENGTH:
        return ""
    if isinstance(node, estree.Identifier) and len(parts) == 1:
        return parts[0]
    if isinstance(node, estree.UnaryExpression):
        return f"({node.operator} {parts[0]})"
    if isinstance(node, estree.BinaryExpression | estree.LogicalExpression) and len(parts) == 2:
        return f"({parts[0]} {node.operator} {parts[1]})"
    if isinstance(node, estree.ConditionalExpression) and len(parts) == 3:
        return f"({parts[0]} ? {parts[1]} : {parts[2]})"
    if isinstance(node, estree.TemplateLiteral) and len(parts) == len(node.expressions):
        return _template(node, parts)
    return ""


def _operands(traced: Traced) -> list[Traced]:
    """What an operator was applied to, in order; a short circuit's from its candidates."""
    value = traced.value
    assert isinstance(value, Unknown)
    node = traced.node
    if isinstance(node, estree.LogicalExpression | estree.ConditionalExpression):
        found = [item.traced for item in value.candidates if item.traced is not None]
        if len(found) != 2 or len(value.candidates) != 2 or not value.candidates[0].holds:
            return []
        is_test = isinstance(node, estree.ConditionalExpression)
        return [value.candidates[0].condition, *found] if is_test else found
    return list(traced.inputs)


def _literal(traced: Traced) -> str:
    value = traced.value
    if isinstance(value, str):
        return json.dumps(value) if len(value) <= _MAX_LENGTH else ""
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, float):
        text = number_to_string(value)
        return f"({text})" if text.startswith("-") else text
    return ""


def _template(node: estree.TemplateLiteral, parts: list[str]) -> str:
    texts = [json.dumps(quasi.cooked or "") for quasi in node.quasis]
    pieces = [texts[0]]
    for text, part in zip(texts[1:], parts, strict=True):
        pieces.append(f"`${{{part}}}`")
        pieces.append(text)
    return f"({' + '.join(pieces)})"
