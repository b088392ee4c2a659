"""Property names in objects, patterns and classes (ECMA-262 13.2.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Generator

    from tree_sitter import Node as Cst

    from appconfig_merge.syntax.tree_sitter.reading import Reading


def property_key(
    reading: Reading, node: Cst, *, private: bool = False
) -> Generator[Cst, Any, tuple[Any, bool]]:
    """A key, and whether it is computed. A private name is a key in a class only."""
    if node.type == "computed_property_name":
        key = yield reading.parts(node)[1]
        return key, True
    if node.type == "private_property_identifier" and not private:
        raise reading.fail(
            "a private name can't stand outside a class", node.start_byte, node.end_byte
        )
    key = yield node
    return key, False
