"""What a plugin calls itself: the text that its class hands to ``FlexPlugin``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from appconfig_merge.syntax.tree_sitter.loose import field, parts

if TYPE_CHECKING:
    from appconfig_merge.layers.plugins.names import Names
    from appconfig_merge.layers.plugins.values import Values
    from appconfig_merge.syntax.tree_sitter.loose import LooseTree

_SUPER: Final = rb"\bsuper\s*\("
_CALL: Final = rb"\bFlexPlugin\b|\bPLUGIN_NAME\b|\bloadPlugin\b"
_NAME: Final = re.compile(r"[\w .@/-]{1,100}\Z")
_ES5: Final = re.compile(rb"""\.call\(this,\s*["']([\w .@/-]{1,100})["']\)\s*(?:\|\|\s*this|\))""")
_MOST: Final = 200
"""Constructors that are looked at."""


def own_name(tree: LooseTree, names: Names, values: Values) -> str:
    """The name of the plugin in a text; empty where it isn't seen."""
    if not next(tree.find(_CALL), None):
        return ""
    for count, offset in enumerate(tree.find(_SUPER)):
        if count >= _MOST:
            break
        chain = tree.chain(offset)
        call = next((one for one in reversed(chain) if one.type == "call_expression"), None)
        function = field(call, "function") if call is not None else None
        given = field(call, "arguments") if call is not None else None
        if function is None or given is None or function.type != "super":
            continue
        arguments = parts(given)
        if len(arguments) == 1:
            name = values.of(arguments[0], chain).value
            if isinstance(name, str) and _NAME.match(name):
                return name
    for word in ("PLUGIN_NAME", "pluginName"):
        binding = names.lookup(word, (tree.root,))
        if binding is not None and binding.value is not None:
            name = tree.string(binding.value)
            if name:
                return name
    found = _ES5.search(tree.data)
    return found[1].decode("ascii", "replace") if found is not None else ""
