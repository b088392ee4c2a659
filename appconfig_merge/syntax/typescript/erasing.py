"""Which stretches of a TypeScript text are only types, found in tree-sitter-typescript's tree."""

from __future__ import annotations

import re
from copy import copy
from functools import cache
from typing import TYPE_CHECKING, Final

import tree_sitter
import tree_sitter_typescript

from appconfig_merge.errors import UnsupportedSyntaxError
from appconfig_merge.syntax.tree_sitter.binding import parse
from appconfig_merge.syntax.tree_sitter.diagnosis import first_error
from appconfig_merge.syntax.tree_sitter.reader import disguise
from appconfig_merge.syntax.typescript.blanks import Blanks
from appconfig_merge.syntax.typescript.imports import Imports

if TYPE_CHECKING:
    from collections.abc import Callable

    from tree_sitter import Language
    from tree_sitter import Node as Cst

    from appconfig_merge.source import Source

_TYPES: Final = frozenset({
    "adding_type_annotation", "asserts_annotation", "implements_clause", "omitting_type_annotation",
    "opting_type_annotation", "type_annotation", "type_arguments", "type_parameters",
    "type_predicate_annotation",
})  # fmt: skip
"""What can stand in an expression, a parameter or a head, and is only types."""
_STATEMENTS: Final = frozenset({
    "ambient_declaration", "function_signature", "interface_declaration", "type_alias_declaration",
})  # fmt: skip
_MEMBERS: Final = frozenset({"abstract_method_signature", "index_signature", "method_signature"})
_MODIFIERS: Final = frozenset({"accessibility_modifier", "override_modifier", "readonly", "?", "!"})
_CASTS: Final = frozenset({"as_expression", "satisfies_expression"})
_GOES_ON: Final = re.compile(rb"[ \t]*[\r\n]\s*[\[(`]")
_AMPERSAND: Final = re.compile(rb"(?<!&)&(?![&=]|#?\w+;)")
_VARIABLE: Final = b"var "
_UNKNOWN: Final = b"<e/>"
_ROOM: Final = re.compile(rb"[^\r\n\x80-\xff<][^\r\n\x80-\xff]{3}")
"""Where that has room, and something else was."""
_UNSUPPORTED: Final = {
    "decorator": "decorators run code that isn't read",
    "import_alias": "import = of a namespace isn't read",
    "import_require_clause": "import = require() isn't read",
}


@cache
def _language(is_jsx: bool) -> Language:
    module = tree_sitter_typescript
    return tree_sitter.Language(module.language_tsx() if is_jsx else module.language_typescript())


def erased(source: Source) -> Source:
    """See :func:`appconfig_merge.syntax.typescript.erase`."""
    is_jsx = source.name.partition("?")[0].lower().endswith(".tsx")
    data = disguise(source.data)
    if is_jsx:
        # In the text of an element the grammar takes it for the begin of a character reference.
        data = _AMPERSAND.sub(b"|", data)
    tree = parse(data, source, grammar=_language(is_jsx))
    eraser = _Eraser(source)
    if tree.root_node.has_error:
        raise eraser.unsupported("this can't be read as TypeScript", first_error(tree.root_node))
    eraser.run(tree.root_node)
    made = copy(source)
    made.data = eraser.blanks.result()
    return made


class _Eraser:
    """One walk over a tree, which goes into nothing that is blanked."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.blanks = Blanks(source.data)
        self.imports = Imports(self.blanks)
        self._handlers: dict[str, Callable[[Cst], list[Cst]]] = {
            **dict.fromkeys(_TYPES, self._type),
            **dict.fromkeys(_STATEMENTS, self._statement),
            **dict.fromkeys(_MEMBERS, self._statement),
            **dict.fromkeys(_CASTS, self._cast),
            **dict.fromkeys(_UNSUPPORTED, self._refuse),
            "abstract_class_declaration": self._abstract_class,
            "arrow_function": self._arrow,
            "binary_expression": self._binary,
            "call_expression": self._after_cast,
            "subscript_expression": self._after_cast,
            "enum_declaration": self._enum,
            "export_statement": self._export,
            "import_statement": self._import,
            "internal_module": self._namespace,
            "module": self._namespace,
            "method_definition": self._member,
            "public_field_definition": self._field,
            "non_null_expression": self._non_null,
            "optional_parameter": self._parameter,
            "required_parameter": self._parameter,
            "type_assertion": self._assertion,
            "variable_declarator": self._declarator,
        }

    def run(self, root: Cst) -> None:
        """Blank all that is only types."""
        work = [root]
        while work:
            node = work.pop()
            handler = self._handlers.get(node.type)
            if handler is not None:
                work.extend(handler(node))
                continue
            if node.child_count == 0:
                self.imports.mention(node)
            else:
                work.extend(node.children)
        self.imports.drop_unused()

    def unsupported(self, message: str, node: Cst) -> UnsupportedSyntaxError:
        """An error at a node, to be raised."""
        location = self.source.location(node.start_byte, node.end_byte)
        help = "publish the compiled file, or read that"
        return UnsupportedSyntaxError(
            message, location=location, line_text=self.source.line(location.line), help=help
        )

    def _refuse(self, node: Cst) -> list[Cst]:
        raise self.unsupported(_UNSUPPORTED[node.type], node)

    def _blank(self, node: Cst) -> None:
        self._check_type(node)
        self.blanks.blank(node.start_byte, node.end_byte)

    def _check_type(self, root: Cst) -> None:
        """Refuse types that the grammar lets go on with ``[`` on another line: they end before."""
        if not self.blanks.has_line_end(root.start_byte, root.end_byte):
            return
        work = [root]
        while work:
            node = work.pop()
            children = node.children
            if node.type in {"lookup_type", "array_type"}:
                first, bracket = children[0], children[1]
                if self.blanks.has_line_end(first.end_byte, bracket.start_byte):
                    raise self.unsupported(
                        "whether a type goes on in this line isn't known", bracket
                    )
            work.extend(children)

    def _type(self, node: Cst) -> list[Cst]:
        self._blank(node)
        return []

    def _statement(self, node: Cst) -> list[Cst]:
        """A statement or member that is only types: without it a line before it might go on."""
        self._blank(node)
        self.blanks.put(node.start_byte, b";")
        return []

    def _cast(self, node: Cst) -> list[Cst]:
        """``as T`` and ``satisfies T``."""
        value = node.children[0]
        keyword = node.children[1]
        self._check_type(node.children[-1])
        self.blanks.blank(keyword.start_byte, node.end_byte)
        return [value]

    def _after_cast(self, node: Cst) -> list[Cst]:
        """``x as T`` with a ``(`` or ``[`` on the next line: the grammar takes that for a call."""
        first = node.children[0]
        if first.type in _CASTS:
            self.blanks.put(first.children[1].start_byte, b";")
        return node.children

    def _assertion(self, node: Cst) -> list[Cst]:
        """``<T>x``: a line that ends in it would end a return."""
        types, value = node.children[0], node.children[-1]
        if self.blanks.has_line_end(types.start_byte, value.start_byte):
            raise self.unsupported("a type over several lines before its value isn't read", types)
        self._blank(types)
        return [value]

    def _binary(self, node: Cst) -> list[Cst]:
        """``tag<T>`text```: a tag with types, which the grammar takes for comparisons."""
        children = node.children
        left, operator, right = children[0], children[1], children[-1]
        if operator.type != ">" or right.type != "template_string":
            return children
        if left.type != "binary_expression" or left.children[1].type != "<":
            raise self.unsupported("a template whose tag has such types isn't read", node)
        self.blanks.blank(left.children[1].start_byte, operator.end_byte)
        return [left.children[0], right]

    def _non_null(self, node: Cst) -> list[Cst]:
        self._blank(node.children[-1])
        return node.children[:-1]

    def _declarator(self, node: Cst) -> list[Cst]:
        """``let x!: T``; where nothing follows it but a ``[`` on another line, it ends there."""
        last = node.children[-1]
        if last.type == "type_annotation" and _GOES_ON.match(self.source.data, node.end_byte):
            self.blanks.put(last.start_byte, b";")
        return self._without(node, frozenset({"!"}))

    def _without(self, node: Cst, left_out: frozenset[str]) -> list[Cst]:
        for child in node.children:
            if child.type in left_out:
                self._blank(child)
        return [child for child in node.children if child.type not in left_out]

    def _abstract_class(self, node: Cst) -> list[Cst]:
        return self._without(node, frozenset({"abstract"}))

    def _arrow(self, node: Cst) -> list[Cst]:
        """An arrow has to stand on the line where its parameters end, and they on that of async."""
        parameters = node.child_by_field_name("parameters")
        returned = node.child_by_field_name("return_type")
        types = node.child_by_field_name("type_parameters")
        if parameters is None:
            return node.children
        end = parameters.end_byte
        if returned is not None and self.blanks.has_line_end(end, returned.end_byte):
            self.blanks.blank(end - 1, end)
            self.blanks.put(returned.end_byte - 1, b")")
        first = node.children[0]
        start = parameters.start_byte
        if first.type == "async" and types and self.blanks.has_line_end(first.end_byte, start):
            self.blanks.blank(start, start + 1)
            self.blanks.put(types.start_byte, b"(")
        return node.children

    def _parameter(self, node: Cst) -> list[Cst]:
        kinds = {child.type for child in node.children}
        if kinds & {"accessibility_modifier", "override_modifier", "readonly"}:
            raise self.unsupported("a parameter that is a property isn't read", node)
        if "this" in kinds:
            self._check_type(node)
            self.blanks.blank_with_comma(node.start_byte, node.end_byte)
            return []
        return self._without(node, frozenset({"?"}))

    def _member(self, node: Cst) -> list[Cst]:
        """A method or field of a class without its modifiers."""
        first = node.children[0]
        if first.type in _MODIFIERS:
            self.blanks.put(first.start_byte, b";")
        return self._without(node, _MODIFIERS)

    def _field(self, node: Cst) -> list[Cst]:
        if any(child.type in {"abstract", "declare"} for child in node.children):
            return self._statement(node)
        return self._member(node)

    def _enum(self, node: Cst) -> list[Cst]:
        """An enum: a variable with an element of JSX for its value, of which nothing is known."""
        name = node.child_by_field_name("name")
        assert name is not None
        start = name.start_byte - len(_VARIABLE)
        place = _ROOM.search(self.source.data, name.end_byte + 1, node.end_byte)
        if place is None:
            raise self.unsupported("an enum that is so short isn't read", node)
        self.blanks.blank(node.start_byte, name.start_byte)
        self.blanks.blank(name.end_byte, node.end_byte)
        self.blanks.put(start, _VARIABLE)
        self.blanks.put(name.end_byte, b"=")
        self.blanks.put(place.start(), _UNKNOWN)
        return []

    def _namespace(self, node: Cst) -> list[Cst]:
        """A namespace: nothing where it has only types."""
        body = node.child_by_field_name("body")
        for statement in body.named_children if body is not None else ():
            held = statement.child_by_field_name("declaration") or statement
            if held.type not in _STATEMENTS and held.type != "comment":
                raise self.unsupported("a namespace with values isn't read", node)
        return self._statement(node)

    def _import(self, node: Cst) -> list[Cst]:
        if any(child.type in {"type", "typeof"} for child in node.children):
            return self._statement(node)
        clause = next((child for child in node.children if child.type == "import_clause"), None)
        if clause is None:
            return [child for child in node.children if child.type in _UNSUPPORTED]
        self.imports.add(node, clause)
        return []

    def _export(self, node: Cst) -> list[Cst]:
        kinds = [child.type for child in node.children]
        if "=" in kinds:
            raise self.unsupported("export = isn't read", node)
        declaration = node.child_by_field_name("declaration")
        is_type = declaration is not None and declaration.type in _STATEMENTS
        if is_type or "type" in kinds or "namespace" in kinds:
            return self._statement(node)
        clause = next((child for child in node.children if child.type == "export_clause"), None)
        if clause is not None and not self.imports.leave_values(clause):
            return self._statement(node)
        if declaration is not None and declaration.type in {"internal_module", "module"}:
            self._namespace(declaration)
            return self._statement(node)
        return node.children
