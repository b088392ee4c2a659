"""What an expression of a plugin gives, as far as it is the same whenever the plugin runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.javascript.conversion import NotKnown, Throws, to_boolean
from appconfig_merge.javascript.operators import binary, unary
from appconfig_merge.javascript.primitives import UNDEFINED, BigInt, RegExp
from appconfig_merge.javascript.values import (
    Candidate,
    JSArray,
    JSFunction,
    JSObject,
    Slot,
    Traced,
    Unknown,
)
from appconfig_merge.layers.plugins import copies, functions, objects
from appconfig_merge.layers.plugins.helpers import Helpers
from appconfig_merge.layers.plugins.names import is_later
from appconfig_merge.limits import MAX_PLUGIN_VALUES
from appconfig_merge.syntax import estree
from appconfig_merge.syntax.tree_sitter.loose import bare, field, parts

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from tree_sitter import Node as Cst

    from appconfig_merge.javascript.values import Value
    from appconfig_merge.layers.plugins.modules import Modules
    from appconfig_merge.layers.plugins.names import Binding, Names
    from appconfig_merge.layers.plugins.owners import Owners
    from appconfig_merge.syntax.tree_sitter.loose import Chain, LooseTree

    Evaluation = Generator["tuple[Cst, Chain]", Traced, Traced]

_WHEN_RUN: Final = "decided when the plugin runs"
DECIDED_LATER: Final = f"it is {_WHEN_RUN}"
_JSX: Final = frozenset({"jsx_element", "jsx_self_closing_element", "jsx_fragment"})
_FUNCTIONS: Final = frozenset({"function_expression", "generator_function", "function"})
_ANY_KEY: Final = f"which key it is, is {_WHEN_RUN}"
_GLOBALS: Final[dict[str, Value]] = {
    "undefined": UNDEFINED,
    "NaN": float("nan"),
    "Infinity": float("inf"),
}
_TEXTS: Final = frozenset({"string", "template_string"})
_PURE: Final = frozenset({"+", "-", "*", "/", "%", "===", "!==", "==", "!=", "<", ">", "<=", ">="})


class Values:
    """The expressions of one text. What they cost together is bounded.

    ``imported`` gives the value of what the text imports, None where that isn't known.
    """

    def __init__(self, tree: LooseTree, names: Names, modules: Modules, owners: Owners) -> None:
        self._tree = tree
        self._names = names
        self._owners = owners
        self._helpers = Helpers(tree, names, modules)
        self.imported: Callable[[Binding], Traced | None] = lambda _binding: None
        self._left = MAX_PLUGIN_VALUES
        self._open: set[int] = set()

    def of(self, node: Cst, chain: Chain) -> Traced:
        """The value of an expression; ``chain`` is a node in it or around it, for its scopes."""
        stack: list[Evaluation] = []
        result = self._begin(node, chain)
        while True:
            given: Any = None
            if isinstance(result, Traced):
                given = result
            else:
                stack.append(result)
            if not stack:
                self._open.clear()
                return given  # type: ignore[no-any-return]
            try:
                result = self._begin(*stack[-1].send(given))
            except StopIteration as stop:
                stack.pop()
                result = stop.value

    def traced(self, value: Value, node: Cst, *inputs: Traced) -> Traced:
        """A value with the expression that gave it."""
        where = estree.Node(node.start_byte, node.end_byte)
        return Traced(value, where, self._tree.source, inputs)

    def unknown(self, node: Cst, reason: str = DECIDED_LATER) -> Traced:
        """What only the running plugin knows."""
        return self.traced(Unknown(reason), node)

    def _begin(self, node: Cst, chain: Chain) -> Traced | Evaluation:
        # A long text costs as much as many short ones.
        self._left -= 1 + (node.end_byte - node.start_byte) // 1000 * (node.type in _TEXTS)
        if self._left < 0:
            return self.unknown(node, "the plugin sets too much for all to be read")
        node = bare(node)
        kind = node.type
        literal = self._tree.literal(node) if kind not in {"identifier", "undefined"} else None
        if literal is not None:
            return self._literal(literal, node)
        handler = _HANDLERS.get(kind)
        if handler is None:
            why = "JSX is not evaluated" if kind in _JSX else DECIDED_LATER
            return self.unknown(node, why)
        return handler(self, node, chain)  # type: ignore[no-any-return]

    def _literal(self, literal: estree.Node, node: Cst) -> Traced:
        if isinstance(literal, estree.Literal):
            return Traced(literal.value, literal, self._tree.source)
        if isinstance(literal, estree.BigIntLiteral):
            return Traced(BigInt(literal.value), literal, self._tree.source)
        if isinstance(literal, estree.RegExpLiteral):
            return Traced(RegExp(literal.pattern, literal.flags), literal, self._tree.source)
        return self.unknown(node)

    def _identifier(self, node: Cst, chain: Chain) -> Evaluation:
        name = self._tree.name(node)
        binding = self._names.lookup(name, chain)
        if binding is None:
            return self.traced(_GLOBALS[name], node) if name in _GLOBALS else self.unknown(node)
        if binding.kind == "import":
            given = self.imported(binding)
            return self.unknown(node) if given is None else self.traced(given.value, node, given)
        value = binding.value
        is_part = binding.kind == "part" and bool(binding.of)
        if value is None or value.id in self._open:
            return self.unknown(node)
        if not is_part and binding.kind not in {"const", "variable"}:
            return self.unknown(node)
        if value.end_byte > node.start_byte and not is_later(binding.scope, chain):
            return self.unknown(node)  # it is read before it is set
        if is_part:
            given = yield value, self._tree.chain(value.start_byte)
            return self._part(node, given, binding.of)
        is_const = binding.kind == "const"
        if not is_const and not self._names.is_steady(binding, is_object=False):
            return self.unknown(node)
        self._open.add(value.id)
        found = yield value, self._tree.chain(value.start_byte)
        self._open.discard(value.id)
        is_object = isinstance(found.value, JSObject) and not isinstance(found.value, JSFunction)
        if is_object and (
            self._names.is_exported(binding) or not self._names.is_steady(binding, is_object=True)
        ):
            return self.unknown(node, "the plugin may have changed it before")
        return self.traced(found.value, node, found)

    def _template(self, node: Cst, chain: Chain) -> Evaluation:
        whole = self._tree.string(node)
        if whole is not None:
            return self.traced(whole, node)
        text = ""
        inputs: list[Traced] = []
        for part in node.named_children:
            if part.type != "template_substitution":
                piece = self._tree.piece(part)
                if piece is None:
                    return self.unknown(node)
                text += piece
                continue
            inner = parts(part)
            if not inner:
                return self.unknown(node)
            given = yield inner[0], chain
            inputs.append(given)
            try:
                text += objects.text_of(given.value)
            except (NotKnown, Throws):
                return self.traced(Unknown(DECIDED_LATER), node, *inputs)
        return self.traced(text, node, *inputs)

    def _unary(self, node: Cst, chain: Chain) -> Evaluation:
        operator, operand = field(node, "operator"), field(node, "argument")
        if operator is None or operand is None or operator.type not in {"!", "-", "+", "~", "void"}:
            return self.unknown(node)
        given = yield operand, chain
        if operator.type == "void":
            return self.traced(UNDEFINED, node)
        try:
            if operator.type == "!":
                return self.traced(not to_boolean(given.value), node)
            return self.traced(unary(operator.type, given.value), node)
        except (NotKnown, Throws):
            return self.traced(Unknown(DECIDED_LATER), node, given)

    def _binary(self, node: Cst, chain: Chain) -> Evaluation:
        operator = field(node, "operator")
        sides = field(node, "left"), field(node, "right")
        left_node, right_node = sides
        if operator is None or left_node is None or right_node is None:
            return self.unknown(node)
        if operator.type in {"&&", "||", "??"}:
            return (yield from self._logical(operator.type, node, left_node, right_node, chain))
        left = yield left_node, chain
        right = yield right_node, chain
        if operator.type in _PURE:
            try:
                return self.traced(binary(operator.type, left.value, right.value), node)
            except (NotKnown, Throws):
                pass
        return self.traced(Unknown(DECIDED_LATER), node, left, right)

    def _logical(
        self, operator: str, node: Cst, left_node: Cst, right_node: Cst, chain: Chain
    ) -> Evaluation:
        left = yield left_node, chain
        right = yield right_node, chain
        try:
            if operator == "??":
                is_left = objects.known(left.value) is not None and left.value is not UNDEFINED
            else:
                is_left = to_boolean(left.value) is (operator == "||")
        except NotKnown:
            if operator == "??":
                return self.traced(Unknown(DECIDED_LATER), node, left, right)
            first = Candidate(right if operator == "&&" else left, left, True)
            second = Candidate(left if operator == "&&" else right, left, False)
            return self.traced(Unknown(DECIDED_LATER, candidates=(first, second)), node)
        return left if is_left else right

    def _ternary(self, node: Cst, chain: Chain) -> Evaluation:
        test, yes, no = (field(node, one) for one in ("condition", "consequence", "alternative"))
        if test is None or yes is None or no is None:
            return self.unknown(node)
        decided = yield test, chain
        try:
            chosen = yes if to_boolean(decided.value) else no
        except NotKnown:
            first = Candidate((yield yes, chain), decided, True)
            second = Candidate((yield no, chain), decided, False)
            return self.traced(Unknown(DECIDED_LATER, candidates=(first, second)), node)
        return (yield chosen, chain)

    def _member(self, node: Cst, chain: Chain) -> Evaluation:
        owner, name = field(node, "object"), field(node, "property")
        if owner is None or name is None or name.type != "property_identifier":
            return self.unknown(node)
        given = yield owner, chain
        value, key = given.value, self._tree.name(name)
        if key == "configuration" and self._owners.is_manager(owner, chain):
            return self._copied(copies.OfConfiguration(()), node, given)
        if type(value) is JSObject and value.unknown is None:
            slot = value.slots.get(key)
            if slot is not None:
                return self.traced(slot.traced.value, node, slot.traced)
        return self._part(node, given, key)

    def _part(self, node: Cst, given: Traced, key: str) -> Traced:
        """A property of something unknown."""
        if isinstance(given.value, copies.OfConfiguration):
            at = (*given.value.at, key)
            return self._copied(copies.OfConfiguration(at), node, given)
        return self.traced(Unknown(DECIDED_LATER), node, given)

    def _copied(self, copied: copies.OfConfiguration, node: Cst, given: Traced) -> Traced:
        """A part of the configuration, which leads to itself."""
        found = self.traced(copied, node, given)
        copied.reaches = (found,)
        return found

    def _object(self, node: Cst, chain: Chain) -> Evaluation:
        made = JSObject()
        for part in parts(node):
            if part.type == "spread_element":
                given = yield parts(part)[0], chain
                via = self.traced(given.value, part, given)
                objects.spread(made, given, via)
                continue
            key_node, key = part, ""
            if part.type in {"pair", "method_definition"}:
                named = field(part, "key" if part.type == "pair" else "name")
                key_node = named if named is not None else part
                found = yield from self._key(key_node, chain)
                if found is None:
                    objects.open_up(made, Unknown(_ANY_KEY))
                    continue
                key = found
            if part.type == "pair":
                value_node = field(part, "value")
                if value_node is None:
                    continue
                value = yield value_node, chain
                if key == "__proto__" and key_node.type != "computed_property_name":
                    return self.unknown(node, "its prototype is set")
            elif part.type == "shorthand_property_identifier":
                key = self._tree.name(part)
                value = yield from self._identifier(part, chain)
            elif part.type == "method_definition":
                value = self._method(part)
            else:
                objects.open_up(made, Unknown(DECIDED_LATER))
                continue
            at = estree.Node(key_node.start_byte, key_node.end_byte)
            made.slots[key] = Slot(value, at)
        return self.traced(made, node)

    def _key(self, node: Cst, chain: Chain) -> Generator[Any, Traced, str | None]:
        """The key that a name, a text, a number or a computed one stands for."""
        if node.type == "property_identifier":
            return self._tree.name(node)
        inner = node
        if node.type == "computed_property_name":
            inner = parts(node)[0]
        given = yield inner, chain
        try:
            return objects.text_of(given.value)
        except (NotKnown, Throws):
            return None

    def _array(self, node: Cst, chain: Chain) -> Evaluation:
        elements: list[Slot | None] = []
        is_hole = True
        for child in node.children:
            if child.type == ",":
                if is_hole:
                    elements.append(None)
                is_hole = True
            elif child.is_named and child.type not in {"comment", "html_comment"}:
                is_hole = False
                if child.type != "spread_element":
                    elements.append(Slot((yield child, chain)))
                    continue
                given = yield parts(child)[0], chain
                if not isinstance(given.value, JSArray) or None in given.value.elements:
                    return self.unknown(node)
                elements.extend(given.value.elements)
        return self.traced(JSArray(elements), node)

    def _call(self, node: Cst, chain: Chain) -> Evaluation:
        callee, given = field(node, "function"), field(node, "arguments")
        if callee is None or given is None or given.type != "arguments":
            return self.unknown(node)
        what = self._helpers.of(callee, chain)
        arguments = parts(given)
        if what == "freeze" and len(arguments) == 1:
            return (yield arguments[0], chain)
        if (what != "assign" and not self._is_merge(callee, arguments)) or not arguments:
            return self.unknown(node)
        made = JSObject()
        for one in arguments:
            if one.type == "spread_element":
                objects.open_up(made, Unknown(DECIDED_LATER))
                continue
            value = yield one, chain
            objects.spread(made, value, self.traced(value.value, node, value))
        if what != "assign":
            reason = f"what {self._tree.text(callee)[:40]} makes of it is {_WHEN_RUN}"
            objects.open_up(made, Unknown(reason))
            objects.doubt(made, reason)
        return self.traced(made, node)

    def _is_merge(self, callee: Cst, arguments: list[Cst]) -> bool:
        """Whether a function that isn't known is called as those are that merge objects."""
        if len(arguments) < 2:
            return False
        first = arguments[0]
        if first.type == "call_expression":
            inner = field(first, "function")
            return inner is not None and self._tree.text(inner) == self._tree.text(callee)
        return first.type == "object" and not parts(first)

    def _function(self, node: Cst, _chain: Chain) -> Traced:
        return functions.function(node, self._tree.source)

    def _method(self, node: Cst) -> Traced:
        """A method, or what a getter or setter leaves unknown."""
        if any(child.type in {"get", "set"} for child in node.children):
            return self.unknown(node, "a getter computes it whenever it is read")
        return functions.method(node, self._tree.source)


_HANDLERS: Final[dict[str, Any]] = {
    "identifier": Values._identifier,  # noqa: SLF001
    "undefined": Values._identifier,  # noqa: SLF001
    "template_string": Values._template,  # noqa: SLF001
    "unary_expression": Values._unary,  # noqa: SLF001
    "binary_expression": Values._binary,  # noqa: SLF001
    "ternary_expression": Values._ternary,  # noqa: SLF001
    "member_expression": Values._member,  # noqa: SLF001
    "object": Values._object,  # noqa: SLF001
    "array": Values._array,  # noqa: SLF001
    "call_expression": Values._call,  # noqa: SLF001
    "arrow_function": Values._function,  # noqa: SLF001
    "class": Values._function,  # noqa: SLF001
    **dict.fromkeys(_FUNCTIONS, Values._function),  # noqa: SLF001
}
