"""What a plugin changes something of: the manager, a component of Flex UI, or something else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from appconfig_merge.javascript.values import Traced
from appconfig_merge.layers.plugins.names import FUNCTIONS
from appconfig_merge.syntax.estree import Node
from appconfig_merge.syntax.tree_sitter.loose import bare, field, parts

if TYPE_CHECKING:
    from tree_sitter import Node as Cst

    from appconfig_merge.layers.plugins.modules import Modules
    from appconfig_merge.layers.plugins.names import Binding, Names
    from appconfig_merge.syntax.tree_sitter.loose import Chain, LooseTree

_MANAGER: Final = re.compile(r"(?i)manager\Z")
_FLEX: Final = re.compile(r"@twilio/flex-ui(?:-core)?(?:/|\Z)")
_MEMBERS: Final = frozenset({"member_expression", "subscript_expression"})
_NAMESPACES: Final = (["window", "Twilio", "Flex"], ["Twilio", "Flex"], ["Flex"], ["flex"])
_FLEX_VALUE: Final = re.compile(r"(?i)\bflex\Z")
_MEMBER: Final = re.compile(r"\bTwilio\.Flex\Z")


class Owners:
    """Tells owners of one text apart."""

    def __init__(self, tree: LooseTree, names: Names, modules: Modules) -> None:
        self._tree = tree
        self._names = names
        self._modules = modules

    def key(self, member: Cst) -> tuple[str, Traced] | None:
        """The name of a member, with its place; None where it is computed, or this is none."""
        if member.type == "member_expression":
            node = field(member, "property")
            name = self._tree.name(node) if node is not None else None
        elif member.type == "subscript_expression":
            node = field(member, "index")
            name = self._tree.string(node) if node is not None else None
        else:
            return None
        if node is None or name is None or node.type == "private_property_identifier":
            return None
        return name, Traced(None, Node(node.start_byte, node.end_byte), self._tree.source)

    def is_own_method(self, chain: Chain, name: str) -> bool:
        """Whether ``this.NAME``, with which a chain ends, is a method of the class around it."""
        owner = field(chain[-1], "object")
        if owner is None or owner.type != "this":
            return False
        body = next((node for node in reversed(chain) if node.type == "class_body"), None)
        for member in parts(body) if body is not None else ():
            named = field(member, "name") or field(member, "property")
            if named is not None and self._tree.text(named) == name:
                return True
        return False

    def is_manager(self, node: Cst, chain: Chain) -> bool:
        """Whether an expression is Flex UI's manager, as far as can be seen.

        So it is, too, in what it is given itself to update its configuration.
        """
        node = bare(node)
        if node.type == "identifier" and self._is_receiver(node, chain):
            return True
        for _ in range(5):
            if node.type == "call_expression":
                callee = field(node, "function")
                named = self.key(callee) if callee is not None else None
                return named is not None and named[0] == "getInstance"
            if node.type in _MEMBERS:
                named = self.key(node)
                return named is not None and _MANAGER.search(named[0]) is not None
            if node.type != "identifier":
                return False
            name = self._tree.name(node)
            if _MANAGER.search(name):
                return True
            binding = self._names.lookup(name, chain)
            if binding is None:
                return False
            if binding.kind == "parameter":
                return binding.position == 1 and self._is_init(binding)
            if binding.value is None:
                return False
            node, chain = bare(binding.value), self._tree.chain(binding.value.start_byte)
        return False

    def _is_receiver(self, node: Cst, chain: Chain) -> bool:
        """Whether a variable's ``updateConfig`` is called with what stands at the chain's end."""
        for around in chain:
            callee = field(around, "function") if around.type == "call_expression" else None
            named = self.key(callee) if callee is not None else None
            owner = field(callee, "object") if callee is not None else None
            if named is not None and named[0] == "updateConfig" and owner is not None:
                return self._tree.text(bare(owner)) == self._tree.text(node)
        return False

    def component(self, node: Cst, chain: Chain, *, is_whole: bool) -> list[tuple[str, Cst]] | None:
        """The names of a component of Flex UI, from its namespace on; None for any other.

        Others have default properties, too: those of a plugin's own components, and of libraries',
        are most often set as a whole. So with ``is_whole`` the namespace has to be known as Flex
        UI's; else it is enough that it may be.
        """
        steps: list[tuple[str, Cst]] = []
        node = bare(node)
        while node.type in _MEMBERS:
            named, owner = self.key(node), field(node, "object")
            if named is None or owner is None:
                return None
            steps.append((named[0], node))
            node = bare(owner)
        steps.reverse()
        names = [name for name, _ in steps]
        if node.type == "identifier":
            first = self._tree.name(node)
            binding = self._names.lookup(first, chain)
            if binding is None:
                return self._of_page([first, *names], [node, *(at for _, at in steps)])
            taken = self._taken(binding)
            if taken:
                steps.insert(0, (taken, node))
            elif not steps or (
                not self._is_namespace(node, binding, chain)
                and (is_whole or not self._may_be_namespace(node, binding, chain))
            ):
                return None
        elif is_whole or not steps:
            return None
        return steps if all(name[:1].isupper() for name, _ in steps) else None

    def _of_page(self, names: list[str], nodes: list[Cst]) -> list[tuple[str, Cst]] | None:
        """A component as the page has it: ``Twilio.Flex.X``, or ``Flex.X``."""
        for before in _NAMESPACES:
            if names[: len(before)] == before and len(names) > len(before):
                rest = list(zip(names, nodes, strict=True))[len(before) :]
                return rest if all(name[:1].isupper() for name, _ in rest) else None
        return None

    def _taken(self, binding: Binding) -> str:
        """The component that a name stands for which was taken out of Flex UI; else empty."""
        if binding.kind == "import":
            is_flexs = _FLEX.match(binding.module) and binding.of not in {"*", "default"}
            return binding.of if is_flexs else ""
        if binding.kind == "part" and binding.value is not None:
            value = bare(binding.value)
            chain = self._tree.chain(value.start_byte)
            if value.type == "identifier":
                owner = self._names.lookup(self._tree.name(value), chain)
                is_it = owner is None or self._is_namespace(value, owner, chain)
            else:
                is_it = _MEMBER.search(self._tree.text(value)) is not None
            return binding.of if is_it and binding.of[:1].isupper() else ""
        return ""

    def _is_namespace(self, node: Cst, binding: Binding, chain: Chain) -> bool:
        """Whether a variable is certainly Flex UI itself."""
        if binding.kind == "import":
            return _FLEX.match(binding.module) is not None
        if binding.kind == "parameter":
            return binding.position == 0 and self._is_init(binding)
        return self._modules.is_flex_ui(node, chain)

    def _may_be_namespace(self, node: Cst, binding: Binding, chain: Chain) -> bool:
        """Whether a variable may be Flex UI itself: what is handed on, or a module not seen."""
        if binding.kind == "parameter":
            return True
        value = bare(binding.value) if binding.value is not None else None
        if value is None or binding.kind not in {"const", "variable"}:
            return False
        if value.type in {*_MEMBERS, "identifier"}:
            return _FLEX_VALUE.search(self._tree.text(value)) is not None
        given = field(value, "arguments") if value.type == "call_expression" else None
        arguments = parts(given) if given is not None else []
        if len(arguments) != 1 or self._modules.held(node, chain) is not None:
            return False
        name = self._tree.string(arguments[0])
        return arguments[0].type == "number" or (name is not None and bool(_FLEX.match(name)))

    def _is_init(self, binding: Binding) -> bool:
        """Whether a parameter is that of a function called ``init``, as a plugin's is."""
        function = binding.scope
        named = field(function, "name")
        if function.type == "method_definition":
            return named is not None and self._tree.text(named) == "init"
        chain = self._tree.chain(function.start_byte)
        at = next((i for i, node in enumerate(chain) if node == function), -1)
        for around in reversed(chain[: max(at, 0)][-6:]):
            if around.type == "object":  # {key: "init", value: function}, as Babel writes a method
                pairs = [one for one in parts(around) if one.type == "pair"]
                keys = {self._text(one, "key"): field(one, "value") for one in pairs}
                value = keys.get("key")
                return value is not None and self._tree.string(value) == "init"
            if around.type == "pair" and self._text(around, "key") == "init":
                return True
            if around.type == "assignment_expression":
                left = field(around, "left")
                name = self.key(left) if left is not None else None
                return name is not None and name[0] == "init"
            if around.type in FUNCTIONS and around.type == "method_definition":
                return self._text(around, "name") == "init"
        return False

    def _text(self, node: Cst, name: str) -> str:
        part = field(node, name)
        return self._tree.text(part) if part is not None else ""
