"""The functions that compilers put in place of a spread: ``__assign``, ``_objectSpread2``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from appconfig_merge.syntax.tree_sitter.loose import bare, field, parts

if TYPE_CHECKING:
    from tree_sitter import Node as Cst

    from appconfig_merge.layers.plugins.modules import Modules
    from appconfig_merge.layers.plugins.names import Names
    from appconfig_merge.syntax.tree_sitter.loose import Chain, LooseTree

    Helper = Literal["assign", "freeze", ""]

_SPREADS: Final = re.compile(
    rb"this\.__assign\b|\bObject\.assign\s*(?:\|\||\?)|\bgetOwnProperty(?:Descriptor|Symbol)s\b"
)
"""What the text of such a function has, whoever wrote the compiler, and nobody writes by hand: it
takes the browser's own where that is there, or goes through all descriptors."""
_RUNTIME: Final = re.compile(r"@babel/runtime.*/(?:objectSpread2?|extends)(?:\.js)?\Z")
_TSLIB: Final = ("tslib", "__assign")
_LONGEST: Final = 1_500
"""Bytes of such a function, and of a module that has nothing else."""


class Helpers:
    """Which functions of a text copy properties as ``Object.assign`` does."""

    def __init__(self, tree: LooseTree, names: Names, modules: Modules) -> None:
        self._tree = tree
        self._names = names
        self._modules = modules
        self._known: dict[tuple[int, int], bool] = {}
        names.copies = lambda callee, chain: self.of(callee, chain) == "assign"

    def of(self, callee: Cst, chain: Chain) -> Helper:
        """What a function does that is called; empty for one that isn't known."""
        callee = bare(callee)
        if callee.type == "call_expression":  # Object(n.a)(...), as webpack 4 has it
            wrapped, given = field(callee, "function"), field(callee, "arguments")
            if wrapped is None or given is None or self._tree.text(wrapped) != "Object":
                return ""
            arguments = parts(given)
            callee = bare(arguments[0]) if len(arguments) == 1 else callee
        if callee.type == "member_expression":
            owner, name = field(callee, "object"), field(callee, "property")
            if owner is None or name is None or owner.type != "identifier":
                return ""
            if self._tree.text(owner) == "Object" and not self._names.lookup("Object", chain):
                method = self._tree.text(name)
                return {"assign": "assign", "freeze": "freeze", "seal": "freeze"}.get(method, "")  # type: ignore[return-value]
            return "assign" if self._is_helper_module(owner, chain) else ""
        if callee.type != "identifier":
            return ""
        binding = self._names.lookup(self._tree.name(callee), chain)
        if binding is None or binding.kind == "parameter":
            return ""
        if binding.kind == "import":
            is_it = _RUNTIME.match(binding.module) or (binding.module, binding.of) == _TSLIB
            return "assign" if is_it else ""
        node = binding.value or binding.node
        return "assign" if self._is_spread(node.start_byte, node.end_byte) else ""

    def _is_helper_module(self, owner: Cst, chain: Chain) -> bool:
        """Whether a variable holds a webpack module that has such a function, and nothing else."""
        module = self._modules.held(owner, chain)
        return module is not None and self._is_spread(module.start_byte, module.end_byte)

    def _is_spread(self, start: int, end: int) -> bool:
        key = (start, end)
        if key not in self._known:
            short = end - start <= _LONGEST
            found = _SPREADS.search(self._tree.data, start, end) if short else None
            self._known[key] = found is not None
        return self._known[key]
