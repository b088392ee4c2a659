"""The modules of a webpack bundle, as far as a variable is given one by ``n(123)``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from appconfig_merge.syntax.tree_sitter.loose import bare, field, parts

if TYPE_CHECKING:
    from tree_sitter import Node as Cst

    from appconfig_merge.layers.plugins.names import Names
    from appconfig_merge.syntax.tree_sitter.loose import Chain, LooseTree

_MOST: Final = 50
"""Modules that are looked for: each takes going through the whole text."""
_FLEX_UI: Final = re.compile(rb"\.exports\s*=\s*(?:window\.)?Twilio\.Flex\b")
"""The plugin builder has webpack take @twilio/flex-ui from the page."""
_LONGEST: Final = 300
"""Bytes of a module that does no more."""


class Modules:
    """The modules of one text, each looked for once."""

    def __init__(self, tree: LooseTree, names: Names) -> None:
        self._tree = tree
        self._names = names
        self._found: dict[str, Cst | None] = {}

    def held(self, variable: Cst, chain: Chain) -> Cst | None:
        """The function of the module that a variable holds, None where that isn't seen."""
        if variable.type != "identifier":
            return None
        binding = self._names.lookup(self._tree.name(variable), chain)
        value = bare(binding.value) if binding is not None and binding.value is not None else None
        if value is None or value.type != "call_expression":
            return None
        given = field(value, "arguments")
        arguments = parts(given) if given is not None else []
        if len(arguments) != 1 or arguments[0].type not in {"number", "string"}:
            return None
        key = arguments[0]
        id = self._tree.string(key) if key.type == "string" else self._tree.text(key)
        if not id:
            return None
        if id not in self._found:
            is_one_more = len(self._found) < _MOST
            self._found[id] = self._module(id) if is_one_more else None
        return self._found[id]

    def is_flex_ui(self, variable: Cst, chain: Chain) -> bool:
        """Whether a variable holds the page's ``Twilio.Flex``, as the plugin builder bundles it."""
        module = self.held(variable, chain)
        if module is None or module.end_byte - module.start_byte > _LONGEST:
            return False
        text = self._tree.data[module.start_byte : module.end_byte]
        return _FLEX_UI.search(text) is not None

    def _module(self, id: str) -> Cst | None:
        key = re.escape(id.encode("utf-8", "surrogatepass"))
        start = rb"""(?<![\w$.])["']?""" + key
        pattern = start + rb"""["']?\s*(?::\s*(?:async\s*)?(?:function\b|\(|\w+\s*=>)|\()"""
        for offset in self._tree.find(pattern):
            chain = self._tree.chain(offset)
            around = next((one for one in reversed(chain) if one.type in _MEMBERS), None)
            if around is not None and around.start_byte == offset:
                return field(around, "value") or around
        return None


_MEMBERS: Final = frozenset({"pair", "method_definition"})
