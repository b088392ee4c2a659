"""Unknown values outside of their file: an expression that gives one, the names it is missing."""

from __future__ import annotations

from appconfig_merge.javascript.numbers import number_text
from appconfig_merge.javascript.strings import STRING_METHODS
from appconfig_merge.javascript.values import Candidate, Traced, Unknown
from appconfig_merge.javascript.ways import Condition
from appconfig_merge.paths import is_name, quoted
from appconfig_merge.syntax import estree

_MAX_LENGTH = 2000
_MAX_DEPTH = 40
_OPERATIONS = frozenset({"BinaryExpression", "TemplateLiteral", "UnaryExpression"})
"""What is rebuilt from its operands, not from the values that it may have."""
_MADE_OF = frozenset({"JSON.parse", "Object.fromEntries", "URL", "URLSearchParams", "atob"})
"""Functions that only make something else of what they are given."""
_LOCATIONS = frozenset({"document.location", "location"})
_MOST_INPUTS = 100
"""Inputs that are asked what a value is missing: of a value of more, not all is said."""


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
        return _dot(traced).join(names) if all(map(is_name, names)) else ""
    if depth > _MAX_DEPTH or value.accessor or value.origin is not None:
        return ""
    node = traced.node
    if len(traced.inputs) == 1 and traced.inputs[0].value is value and node.type == "Identifier":
        text = _rebuild(traced.inputs[0], depth + 1, done)
        if text:
            return text
    if (
        isinstance(node, estree.LogicalExpression)
        and len(value.candidates) == 2
        and value.candidates[0].condition.node is node.left
    ):
        return _logical(node, value.candidates, depth, done)
    if value.candidates and node.type not in _OPERATIONS:
        return _conditional(value.candidates, depth, done)
    if any(item.node is node for item in traced.inputs):
        return ""  # computed from a candidate, whose place it has
    parts = [_rebuild(item, depth + 1, done) for item in traced.inputs]
    if not parts or not all(parts) or sum(map(len, parts)) > _MAX_LENGTH:
        return ""
    if isinstance(node, estree.Identifier) and len(parts) == 1:
        return parts[0]
    if isinstance(node, estree.UnaryExpression):
        return f"({node.operator} {parts[0]})"
    if isinstance(node, estree.BinaryExpression) and len(parts) == 2:
        return f"({parts[0]} {node.operator} {parts[1]})"
    if isinstance(node, estree.TemplateLiteral) and len(parts) == len(node.expressions):
        return _template(node, parts)
    return ""


def _dot(traced: Traced) -> str:
    """What stands between the names of a property of the page.

    Where any of the dots that led to it is optional, all may be: that differs where the file's own
    way to the value throws, and then there is no value.
    """
    while traced.inputs:
        if isinstance(traced.node, estree.MemberExpression) and traced.node.optional:
            return "?."
        traced = traced.inputs[0]
    return "."


def _logical(
    node: estree.LogicalExpression,
    candidates: tuple[Candidate, ...],
    depth: int,
    done: dict[int, str],
) -> str:
    """A short circuit: its left side is what is tested, its right side one of the candidates."""
    left = candidates[0].condition
    right = candidates[0 if node.operator == "&&" else 1].traced
    if node.operator == "??":
        if not left.inputs:
            return ""
        left = left.inputs[0]
    if right is None:
        return ""
    texts = [_rebuild(item, depth + 1, done) for item in (left, right)]
    if not all(texts) or sum(map(len, texts)) > _MAX_LENGTH:
        return ""
    return f"({texts[0]} {node.operator} {texts[1]})"


def _conditional(candidates: tuple[Candidate, ...], depth: int, done: dict[int, str]) -> str:
    """The candidates as a conditional expression, in their order."""
    text = ""
    for one in reversed(candidates):
        own = _rebuild(one.traced, depth + 1, done) if one.traced is not None else ""
        test = _rebuild_test(one.condition, depth + 1, done) if text else "true"
        if not own or not test or len(own) + len(test) + len(text) > _MAX_LENGTH:
            return ""
        if not text:
            text = own
        else:
            text = f"({test} ? {own} : {text})" if one.holds else f"({test} ? {text} : {own})"
    return text


def _rebuild_test(condition: Traced, depth: int, done: dict[int, str]) -> str:
    """A condition; empty for one that no single expression spells out."""
    if type(condition) is Traced:
        return _rebuild(condition, depth, done)
    value = condition.value
    if not isinstance(condition, Condition) or condition.name is None:
        return ""
    if not isinstance(value, Unknown) or value.kind != "string":
        return ""
    text = _rebuild(condition.inputs[0], depth, done)
    return f"({text} === {_quoted(condition.name)})" if text else ""


def _literal(traced: Traced) -> str:
    value = traced.value
    if isinstance(value, str):
        return _quoted(value) if len(value) <= _MAX_LENGTH else ""
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, float):
        text = number_text(value)
        return f"({text})" if text.startswith("-") else text
    return ""


def _quoted(text: str) -> str:
    """A text in quotes, in ASCII."""
    if text.isascii() and text.isprintable():
        return quoted(text)
    import json

    return json.dumps(text)


def _template(node: estree.TemplateLiteral, parts: list[str]) -> str:
    texts = [_quoted(quasi.cooked or "") for quasi in node.quasis]
    pieces = [texts[0]]
    for text, part in zip(texts[1:], parts, strict=True):
        pieces.append(f"`${{{part}}}`")
        pieces.append(text)
    return f"({' + '.join(pieces)})"


def is_a_name(path: str) -> bool:
    """Whether what is at a path can be defined: what a call of Flex UI's gives has no name."""
    return "()" not in path or not path.startswith("Twilio.Flex.")


def missing_names(traced: Traced) -> tuple[str, tuple[str, ...]]:
    """The dotted names that a value derived from something unknown is missing: the first, and all.

    None are all where something is missing that has no name.
    """
    names: dict[str, None] = {}
    value = traced.value
    # An object of the browser's own, such as a URL, isn't shown even where all of it is known.
    are_all_named = not (
        isinstance(value, Unknown) and value.is_platform and value.kind == "object"
    )
    work = [(item, traced.node) for item in traced.inputs]
    seen: set[int] = set()
    for _ in range(_MOST_INPUTS):
        if not work:
            return next(iter(names), ""), tuple(names) if are_all_named else ()
        item, user = work.pop(0)
        if not isinstance(item.value, Unknown) or id(item) in seen:
            continue
        seen.add(id(item))
        path = item.value.path
        is_called = (
            isinstance(user, estree.CallExpression | estree.NewExpression)
            and user.callee is item.node
        )
        if is_called and path in _MADE_OF:
            continue  # what it is given decides
        if is_called and path.rpartition(".")[2] in STRING_METHODS:
            # Of location.hostname.split the text that is split would do.
            work.extend((inner, item.node) for inner in item.inputs)
        elif path and not is_a_name(path):
            are_all_named = False
        elif path:
            if is_called or item.value.kind == "function":
                # What is called is no data that could be given.
                return next(iter(names), ""), ()
            is_address = path in _LOCATIONS and isinstance(user, estree.NewExpression)
            names[f"{path}.href" if is_address else path] = None
        else:
            inputs = item.inputs
            if item.value.is_bare and item.value.origin is not None:
                inputs = (item.value.origin,)  # the key that may name it decides
            are_all_named &= bool(inputs)
            work.extend((inner, item.node) for inner in inputs)
    return next(iter(names), ""), ()
