"""What a name of a plugin's code stands for: its binding, and whether that ever changes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from appconfig_merge.limits import MAX_PLUGIN_MENTIONS
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.syntax.tree_sitter.loose import field, parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tree_sitter import Node as Cst

    from appconfig_merge.syntax.tree_sitter.loose import Chain, LooseTree

    Kind = Literal["const", "variable", "parameter", "function", "class", "import", "part", "other"]

FUNCTIONS: Final = frozenset({
    "arrow_function", "function_declaration", "function_expression", "generator_function",
    "generator_function_declaration", "method_definition",
})  # fmt: skip
_BLOCKS: Final = frozenset({"program", "statement_block", "switch_body"})
_SCOPES: Final = FUNCTIONS | _BLOCKS | {"for_statement", "for_in_statement", "catch_clause"}
_DECLARED: Final = frozenset({
    "function_declaration", "generator_function_declaration", "class_declaration",
})  # fmt: skip
_READS: Final = frozenset({"binary_expression", "template_substitution", "ternary_expression"})
_PATTERNS: Final = frozenset({
    "array_pattern", "assignment_pattern", "object_assignment_pattern", "object_pattern",
    "pair_pattern", "rest_pattern",
})  # fmt: skip
_MENTIONS: Final = frozenset({
    "identifier", "shorthand_property_identifier", "shorthand_property_identifier_pattern",
})  # fmt: skip
_SCALARS: Final = frozenset({
    "arrow_function", "false", "function_expression", "null", "number", "string", "template_string",
    "true", "unary_expression", "undefined",
})  # fmt: skip
_TRADE: Final = frozenset({"export_clause", "import_clause"})
_EXPORTS: Final = frozenset({"export_specifier", "export_statement"})
_MOST_HOLDERS: Final = 20
"""Variables that hold one another which are followed."""
_HOLDERS: Final = frozenset({
    "array", "call_expression", "object", "pair", "parenthesized_expression", "spread_element",
})  # fmt: skip


class Binding(NamedTuple):
    """A name as some scope declares it.

    ``node`` declares it: the declarator, the function of a parameter (that at ``position``),
    the specifier of an import. ``value`` is the initialiser of a variable that is declared with
    one; a ``variable`` may be given other values. A ``part`` is the property ``of`` that value. An
    import is what a module exports under the name ``of``: ``*`` for all of it. ``scope`` is the
    scope's node.
    """

    kind: Kind
    name: str
    node: Cst
    scope: Cst
    value: Cst | None = None
    position: int = -1
    module: str = ""
    of: str = ""


class Names:
    """The scopes of a text, each gone through once.

    ``copies`` tells of a function that is called whether it copies all but its first argument.
    """

    def __init__(self, tree: LooseTree) -> None:
        self._tree = tree
        self.copies: Callable[[Cst, Chain], bool] = lambda _callee, _chain: False
        self._scopes: dict[int, dict[str, Binding]] = {}
        self._steady: dict[tuple[int, bool], bool] = {}
        self._asked = 0

    def lookup(self, name: str, chain: Chain) -> Binding | None:
        """The binding that a name has where the last node of a chain stands; None for a global."""
        for node in reversed(chain):
            if node.type in _SCOPES:
                found = self._of(node).get(name)
                if found is not None:
                    return found
        return None

    def imports(self) -> list[Binding]:
        """What the text imports."""
        found = self._of(self._tree.root)
        return [binding for binding in found.values() if binding.kind == "import"]

    def exported(self, name: str) -> Binding | None:
        """What the text exports under a name; of a default one that has none, its value."""
        for statement in parts(self._tree.root):
            if statement.type != "export_statement" or field(statement, "source") is not None:
                continue
            value = field(statement, "value")
            if value is not None and name == "default":
                if value.type == "identifier":
                    return self.lookup(self._tree.name(value), (self._tree.root,))
                return Binding("const", name, value, self._tree.root, value)
            declared = field(statement, "declaration")
            for one in self._variables(declared, declared, "const") if declared is not None else ():
                if one.name == name:
                    return self.lookup(name, (self._tree.root,))
            for specifier in (two for one in parts(statement) for two in parts(one)):
                inner, outer = field(specifier, "name"), field(specifier, "alias")
                if specifier.type == "export_specifier" and inner is not None:
                    own = self._tree.name(inner)
                    if name == (self._tree.name(outer) if outer is not None else own):
                        return self.lookup(own, (self._tree.root,))
        return None

    def is_exported(self, binding: Binding) -> bool:
        """Whether other texts may get at a variable: then they may change what it holds."""
        at_root = self.lookup(binding.name, (self._tree.root,))
        if at_root is None or at_root.node != binding.node:
            return False
        chain = self._tree.chain(binding.node.start_byte)
        if any(one.type == "export_statement" for one in chain):
            return True
        return any(chain[-2].type in _EXPORTS for chain in self._mentions(binding) if chain)

    def is_steady(self, binding: Binding, *, is_object: bool) -> bool:
        """Whether a variable has the value that it is declared with wherever that is read.

        So it is not where anything might assign to it, nor, with ``is_object``, where anything
        might change what it holds.
        """
        key = (binding.node.id, is_object)
        if key not in self._steady:
            self._steady[key] = False  # what holds itself is not followed
            self._asked += 1
            self._steady[key] = self._asked < _MOST_HOLDERS and all(
                self._is_harmless(binding, chain, is_object=is_object)
                for chain in self._mentions(binding)
            )
            self._asked -= 1
        return self._steady[key]

    def _mentions(self, binding: Binding) -> Iterator[Chain]:
        """The mentions of a name in its scope; one that is nothing where there are too many."""
        word = re.escape(binding.name.encode("utf-8", "surrogatepass"))
        scope = binding.scope
        offsets = self._tree.find(
            rb"(?<![\w$])" + word + rb"(?![\w$])", scope.start_byte, scope.end_byte
        )
        for count, offset in enumerate(offsets):
            if count >= MAX_PLUGIN_MENTIONS:
                yield ()
                return
            chain = self._tree.chain(offset)
            if chain[-1].type in _MENTIONS:
                yield chain

    def _is_harmless(self, binding: Binding, chain: Chain, *, is_object: bool) -> bool:
        """Whether a mention leaves the variable, or what it holds, as it is."""
        if not chain:
            return False
        node, around = chain[-1], chain[-2]
        if around == binding.node and around.start_byte == node.start_byte:
            return True
        if any(one.type in _TRADE for one in chain[-5:-1]):
            return True  # who else has it by that is looked at where it is imported
        if node.type.endswith("_pattern") or around.type in _PATTERNS:
            return False
        if around.type == "export_statement":
            return True
        if around.type in {"assignment_expression", "augmented_assignment_expression"}:
            return not is_object and field(around, "left") != node
        if around.type == "update_expression":
            return False
        if not is_object:
            return around.type != "for_in_statement" or field(around, "left") != node
        if _is_read(chain, is_flat=_is_flat(binding.value)):
            return True
        at = self._holder(chain)
        if chain[at].type != "variable_declarator":
            return chain[at].type == "arguments"
        named = field(chain[at], "name")
        holder = self.lookup(self._tree.name(named), chain[:at]) if named is not None else None
        if holder is None or holder.node != chain[at] or holder.kind not in {"const", "variable"}:
            return False
        return self.is_steady(holder, is_object=False) and self.is_steady(holder, is_object=True)

    def _holder(self, chain: Chain) -> int:
        """What holds an object in the end, by its place in the chain.

        That is a variable's declarator, or the arguments of ``updateConfig``, which never changes
        what it is given; it is the mention itself where the object gets into other hands.
        """
        for at in range(len(chain) - 2, 0, -1):
            node = chain[at]
            if node.type == "arguments":
                callee = field(chain[at - 1], "function")
                name = field(callee, "property") if callee is not None else None
                if name is not None and self._tree.text(name) == "updateConfig":
                    return at
                is_source = parts(node)[0] != chain[at + 1]
                if callee is None or not is_source or not self.copies(callee, chain[:at]):
                    break
            elif node.type == "variable_declarator":
                return at
            elif node.type not in _HOLDERS:
                break
        return len(chain) - 1

    def _of(self, node: Cst) -> dict[str, Binding]:
        found = self._scopes.get(node.id)
        if found is None:
            found = self._scopes[node.id] = {}
            for one in self._declared(node):
                known = found.get(one.name)
                if known is not None and known.value != one.value:
                    one = one._replace(kind="other", value=None)  # noqa: PLW2901 - declared twice
                found[one.name] = one
        return found

    def _declared(self, scope: Cst) -> Iterator[Binding]:
        kind = scope.type
        if kind in FUNCTIONS:
            own = field(scope, "name")
            if own is not None and kind.endswith(("expression", "generator_function")):
                yield Binding("function", self._tree.name(own), scope, scope)
            yield from self._parameters(scope)
            body = field(scope, "body")
            if body is not None and body.type == "statement_block":
                yield from self._hoisted(body, scope)
        elif kind in _BLOCKS:
            yield from self._in_block(scope)
            if kind == "program":
                yield from self._hoisted(scope, scope)
        elif kind == "for_statement":
            initializer = field(scope, "initializer")
            if initializer is not None and initializer.type == "lexical_declaration":
                for name in self._names(initializer):
                    yield Binding("other", name, scope, scope)
        else:
            part = field(scope, "parameter" if kind == "catch_clause" else "left")
            has_kind = kind == "catch_clause" or field(scope, "kind") is not None
            if part is not None and has_kind:
                for name in self._names(part):
                    yield Binding("other", name, scope, scope)

    def _parameters(self, function: Cst) -> Iterator[Binding]:
        single = field(function, "parameter")
        given = field(function, "parameters")
        all_of_them = [single] if single is not None else parts(given) if given is not None else []
        for index, part in enumerate(all_of_them):
            if part.type == "identifier":
                name = self._tree.name(part)
                yield Binding("parameter", name, function, function, position=index)
            else:
                for name in self._names(part):
                    yield Binding("other", name, function, function)

    def _in_block(self, block: Cst) -> Iterator[Binding]:
        statements = parts(block)
        if block.type == "switch_body":
            statements = [inner for case in statements for inner in parts(case)]
        for statement in statements:
            declared = statement
            if statement.type == "export_statement":
                declared = field(statement, "declaration") or statement
            if declared.type == "lexical_declaration":
                is_const = any(child.type == "const" for child in declared.children)
                yield from self._variables(declared, block, "const" if is_const else "variable")
            elif declared.type in _DECLARED:
                name = field(declared, "name")
                if name is not None:
                    kind: Kind = "class" if declared.type == "class_declaration" else "function"
                    yield Binding(kind, self._tree.name(name), declared, block)
            elif declared.type == "import_statement":
                yield from self._imports(declared, block)

    def _variables(self, declaration: Cst, scope: Cst, kind: Kind) -> Iterator[Binding]:
        for declarator in parts(declaration):
            name = field(declarator, "name")
            value = field(declarator, "value")
            if name is not None and name.type == "identifier" and value is not None:
                yield Binding(kind, self._tree.name(name), declarator, scope, value)
            elif name is not None:
                yield from self._taken_apart(name, value, declarator, scope)

    def _taken_apart(
        self, pattern: Cst, value: Cst | None, declarator: Cst, scope: Cst
    ) -> Iterator[Binding]:
        """The names of a pattern: mere properties, and what is anything else."""
        for part in parts(pattern) if pattern.type == "object_pattern" else [pattern]:
            key, inner = part, part
            if part.type == "pair_pattern":
                key, inner = field(part, "key") or part, field(part, "value") or part
            if inner.type.endswith("identifier_pattern") or inner.type == "identifier":
                of = self._tree.name(key) if key.type != "computed_property_name" else ""
                name = self._tree.name(inner)
                yield Binding("part", name, declarator, scope, value, of=of)
            else:
                for name in self._names(inner):
                    yield Binding("other", name, declarator, scope)

    def _imports(self, statement: Cst, scope: Cst) -> Iterator[Binding]:
        source = field(statement, "source")
        module = (self._tree.string(source) if source is not None else None) or ""
        clause = next((one for one in parts(statement) if one.type == "import_clause"), None)
        for part in parts(clause) if clause is not None else ():
            if part.type == "identifier":
                name = self._tree.name(part)
                yield Binding("import", name, part, scope, module=module, of="default")
            elif part.type == "namespace_import":
                name = self._tree.name(parts(part)[0])
                yield Binding("import", name, part, scope, module=module, of="*")
            elif part.type == "named_imports":
                for one in parts(part):
                    outer = field(one, "name")
                    inner = field(one, "alias") or outer
                    if outer is not None and inner is not None:
                        name, of = self._tree.name(inner), self._tree.name(outer)
                        yield Binding("import", name, one, scope, module=module, of=of)

    def _hoisted(self, body: Cst, scope: Cst) -> Iterator[Binding]:
        """The ``var`` of a body; of those in blocks nobody knows whether they are come to."""
        work = [(child, True) for child in reversed(body.named_children)]
        while work:
            node, is_direct = work.pop()
            if node.type == "variable_declaration":
                if is_direct:
                    yield from self._variables(node, scope, "variable")
                else:
                    for name in self._names(node):
                        yield Binding("other", name, node, scope)
            elif node.type == "for_in_statement" and field(node, "kind") is not None:
                left = field(node, "left")
                for name in self._names(left) if left is not None else ():
                    yield Binding("other", name, node, scope)
            if node.type not in FUNCTIONS:
                is_exported = is_direct and node.type == "export_statement"
                work.extend((child, is_exported) for child in reversed(node.named_children))

    def _names(self, node: Cst) -> Iterator[str]:
        """The names that a pattern or a declaration binds, and more of them at worst."""
        work = [node]
        while work:
            part = work.pop()
            if part.type in {"identifier", "shorthand_property_identifier_pattern"}:
                yield self._tree.name(part)
            elif part.type == "variable_declarator":
                name = field(part, "name")
                work.extend([name] if name is not None else [])
            elif part.type not in FUNCTIONS:
                work.extend(part.named_children)


def _is_read(chain: Chain, *, is_flat: bool) -> bool:
    """Whether of an object a property is read, and no more than computed with.

    What a flat one has can't be changed through what reads it.
    """
    at = len(chain) - 1
    while at and chain[at - 1].type == "member_expression":
        if field(chain[at - 1], "object") != chain[at]:
            return False
        at -= 1
    if at in {0, len(chain) - 1}:
        return False
    around = chain[at - 1]
    if is_flat and around.type in {"assignment_expression", "pair", "variable_declarator"}:
        return field(around, "left") != chain[at]
    return around.type in _READS or (is_flat and around.type in {"array", "return_statement"})


def _is_flat(value: Cst | None) -> bool:
    """Whether an object literal holds no other object."""
    if value is None or value.type != "object":
        return False
    return all(
        part.type == "pair" and (inner := field(part, "value")) and inner.type in _SCALARS
        for part in parts(value)
    )


def is_later(scope: Cst, chain: Chain) -> bool:
    """Whether code is of a function in a scope: that is called once the scope's own code is run."""
    inner = next((at for at, node in enumerate(chain) if node == scope), len(chain)) + 1
    return any(node.type in FUNCTIONS for node in chain[inner:])
