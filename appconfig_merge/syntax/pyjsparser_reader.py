"""The second reader: pyjsparser's ES5 syntax tree, turned into ESTree without positions.

pyjsparser shares no code with tree-sitter and decodes literals by itself, so what both read
alike is read right.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

import pyjsparser

from appconfig_merge.errors import (
    AppConfigError,
    LimitError,
    SourceSyntaxError,
    UnsupportedSyntaxError,
)
from appconfig_merge.limits import MAX_PYJSPARSER
from appconfig_merge.syntax import estree
from appconfig_merge.syntax.estree import NO_POSITION
from appconfig_merge.syntax.literals import join_surrogates

if TYPE_CHECKING:
    from appconfig_merge.source import Source
    from appconfig_merge.syntax import Goal
    from appconfig_merge.syntax.estree import Program

_USE_DEFAULT = "use the default parser, tree-sitter"
_LINE = re.compile(r"Line (\d+): (.*)", re.DOTALL)
_FEATURE = re.compile(r"(\w+) is not supported by ECMA 5\.1")
_FEATURES = {
    "ArrowFunction": "an arrow function",
    "ArrowFunctionExpression": "an arrow function",
    "ArrowParameterPlaceHolder": "an arrow function",
    "TemplateElement": "a template literal",
    "TemplateLiteral": "a template literal",
    "ClassDeclaration": "a class",
    "ClassExpression": "a class",
    "ArrayPattern": "destructuring",
    "ObjectPattern": "destructuring",
    "AssignmentPattern": "a default value in a pattern",
    "RestElement": "a rest element",
    "SpreadElement": "a spread element",
    "ImportDeclaration": "an import",
    "ExportDeclaration": "an export",
}
# What ESTree has and pyjsparser's nodes have not: all of it is younger than ES5.
_ABSENT: dict[str, Any] = {
    "optional": False,
    "generator": False,
    "is_async": False,
    "directive": None,
    "source_type": "script",
}
_TARGETS = frozenset({"Identifier", "MemberExpression", "VariableDeclaration"})
# The fields that hold the statement a statement ends with.
_LAST = ("alternate", "consequent", "body")


def read(source: Source, goal: Goal | None = None) -> Program:
    """Read an ES5 script; it knows no modules.

    Raises SourceSyntaxError where the default reader refuses the text, too, and
    UnsupportedSyntaxError where only pyjsparser does; LimitError for text that is too long,
    or nested too deep for pyjsparser, which calls itself for every level.
    """
    if goal == "module":
        raise UnsupportedSyntaxError(
            f"{source.name} is a module, which pyjsparser can't read", help=_USE_DEFAULT
        )
    text = source.text
    if len(text) > MAX_PYJSPARSER:
        raise LimitError(
            f"{source.name} is longer than the {MAX_PYJSPARSER:,} characters that "
            "pyjsparser is given",
            help=_USE_DEFAULT,
        )
    tree = _parse(source, text)
    body = tree["body"]
    # pyjsparser puts a ";" of its own behind the text, so as never to meet its end.
    if body and body[-1]["type"] == "EmptyStatement":
        body.pop()
    elif body and _ends_empty(body[-1]):
        # That ";" may have become the body of an unfinished statement: "if (a)".
        _parse(source, "{" + text + "\n}")
    return cast("Program", _build(source, tree))


def _parse(source: Source, text: str) -> dict[str, Any]:
    try:
        return cast("dict[str, Any]", pyjsparser.parse(text))
    except RecursionError:
        raise LimitError(
            f"{source.name} is nested too deep for pyjsparser", help=_USE_DEFAULT
        ) from None
    except Exception as error:  # noqa: BLE001 - it raises all sorts on text it can't read
        raise _refusal(source, str(error)) from None


def _refusal(source: Source, reason: str) -> AppConfigError:
    """The error for a text that pyjsparser refuses: whose fault is it?"""
    from appconfig_merge.syntax.tree_sitter import read as read_any

    match = _LINE.match(reason)
    line = min(int(match[1]), source.text.count("\n") + 1) if match else 1
    try:
        read_any(source)
    except SourceSyntaxError as error:
        # It can say where and why; pyjsparser knows a line number.
        return error
    except AppConfigError:
        detail = match[2] if match else reason
        return _at_line(SourceSyntaxError, source, line, f"pyjsparser can't read this: {detail}")
    feature = _FEATURE.search(reason)
    found = _FEATURES.get(feature[1], feature[1]) if feature else None
    what = f", and this is {found}" if found else ""
    return _at_line(UnsupportedSyntaxError, source, line, f"pyjsparser reads ES5 only{what}")


def _at_line(kind: type[AppConfigError], source: Source, line: int, message: str) -> AppConfigError:
    starts = [0, *(match.end() for match in re.finditer(rb"\n", source.data))]
    start = starts[line - 1]
    location = source.location(start, start)
    return kind(
        message,
        location=location,
        line_text=source.line(location.line),
        help=_USE_DEFAULT,
    )


def _ends_empty(statement: dict[str, Any]) -> bool:
    """Whether the innermost statement that a statement ends with is empty."""
    while True:
        for name in _LAST:
            inner = statement.get(name)
            if isinstance(inner, dict) and statement["type"] != "DoWhileStatement":
                statement = inner
                break
        else:
            return bool(statement["type"] == "EmptyStatement")


def _build(source: Source, tree: dict[str, Any]) -> object:
    """Turn dictionaries into nodes, children first, without recursion."""
    order: list[dict[str, Any]] = []
    todo: list[Any] = [tree]
    while todo:
        item = todo.pop()
        if isinstance(item, list):
            todo.extend(item)
        elif isinstance(item, dict) and "type" in item:
            order.append(item)
            todo.extend(item[name] for name in _field_names(item) if name in item)
    built: dict[int, object] = {}

    def value(item: object) -> object:
        if isinstance(item, list):
            return [value(each) for each in item]
        return built[id(item)] if isinstance(item, dict) else item

    for item in reversed(order):
        _check_es5(source, item)
        if item["type"] == "Literal":
            built[id(item)] = _literal(item)
            continue
        fields: dict[str, Any] = {
            name: value(item[name]) if name in item else _ABSENT[name]
            for name in _field_names(item)
        }
        node = getattr(estree, item["type"])(start=NO_POSITION, end=NO_POSITION, **fields)
        built[id(item)] = node
        if item["type"] == "Program" or "Function" in item["type"]:
            statements = item["body"] if item["type"] == "Program" else item["body"]["body"]
            nodes = fields["body"] if item["type"] == "Program" else fields["body"].body
            _mark_directives(statements, nodes)
    return built[id(tree)]


def _field_names(item: dict[str, Any]) -> tuple[str, ...]:
    kind = "Literal" if item["type"] == "Literal" else item["type"]
    return tuple(getattr(estree, kind).__slots__)


def _check_es5(source: Source, item: dict[str, Any]) -> None:
    """Refuse the younger syntax that pyjsparser reads in part."""
    kind = item["type"]
    what = None
    if any(item.get("defaults") or ()):
        what = "a default value of a parameter"
    elif (
        kind in {"AssignmentExpression", "ForInStatement"} and item["left"]["type"] not in _TARGETS
    ):
        what = "destructuring"
    if what is not None:
        raise _at_line(
            UnsupportedSyntaxError, source, 1, f"pyjsparser reads ES5 only, and there is {what}"
        )


def _literal(item: dict[str, Any]) -> object:
    regex = item.get("regex")
    if regex is not None:
        return estree.RegExpLiteral(NO_POSITION, NO_POSITION, regex["pattern"], regex["flags"])
    value = item["value"]
    if isinstance(value, str):
        value = join_surrogates(value)
    elif isinstance(value, int) and not isinstance(value, bool):
        # It gives hexadecimal and octal numbers as integers of any size.
        try:
            value = float(value)
        except OverflowError:
            value = float("inf")
    return estree.Literal(NO_POSITION, NO_POSITION, value)


def _mark_directives(items: list[dict[str, Any]], nodes: list[Any]) -> None:
    """Note the raw text of the directives at the start of a program or function."""
    for item, node in zip(items, nodes, strict=True):
        if item["type"] != "ExpressionStatement":
            return
        expression = item["expression"]
        if expression["type"] != "Literal" or not isinstance(expression["value"], str):
            return
        node.directive = expression["raw"][1:-1]
