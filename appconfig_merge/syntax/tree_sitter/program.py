"""Programs (ECMA-262 16)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.syntax.estree import Program
from appconfig_merge.syntax.tree_sitter.statements import statement_list

if TYPE_CHECKING:
    from collections.abc import Generator

    from tree_sitter import Node as Cst

    from appconfig_merge.syntax.tree_sitter.reading import Handler, Reading

_MODULE_ITEMS = frozenset({"import_statement", "export_statement"})


def program(reading: Reading, node: Cst) -> Generator[Cst, Any, Program]:
    """The whole text. It is a module when it could be nothing else."""
    nodes = [part for part in reading.parts(node) if part.type != "hash_bang_line"]
    items = [part for part in nodes if part.type in _MODULE_ITEMS]
    reading.module_items = {item.start_byte for item in items}
    if items and reading.is_script:
        from appconfig_merge.syntax.tree_sitter.modules import not_in_script

        raise not_in_script(reading, items[0])
    is_module = bool(items) or reading.is_module
    reading.is_module = is_module
    reading.in_async = is_module
    body: list[Any] = yield from statement_list(reading, nodes, directives=True)
    if items:
        from appconfig_merge.syntax.tree_sitter.modules import split_exports

        body = split_exports(reading, body, items)
    return Program(0, len(reading.data), body, "module" if is_module else "script")


HANDLERS: Final[dict[str, Handler]] = {"program": program}
"""The handlers of this module, by what the grammar calls the nodes."""
