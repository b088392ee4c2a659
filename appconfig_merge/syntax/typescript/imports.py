"""Imports of a TypeScript text: those of which nothing is used as a value are no imports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tree_sitter import Node as Cst

    from appconfig_merge.syntax.typescript.blanks import Blanks

_NAMES: Final = frozenset({"identifier", "shorthand_property_identifier"})
_SPECIFIERS: Final = frozenset({"export_specifier", "import_specifier"})


class Imports:
    """The imports of a text, and the names that it uses as values."""

    def __init__(self, blanks: Blanks) -> None:
        self._blanks = blanks
        self._used: set[bytes] = set()
        self._imports: list[tuple[Cst, Cst]] = []

    def mention(self, node: Cst) -> None:
        """Note a word that isn't blanked."""
        if node.type in _NAMES:
            self._used.add(self._text(node))

    def add(self, statement: Cst, clause: Cst) -> None:
        """Note an import."""
        self._imports.append((statement, clause))

    def drop_unused(self) -> None:
        """Blank what is imported and not used, and the statements of which nothing is left."""
        for statement, clause in self._imports:
            if not self._leave_used(clause):
                self._blanks.blank(statement.start_byte, statement.end_byte)
                self._blanks.put(statement.start_byte, b";")

    def leave_values(self, clause: Cst) -> bool:
        """Blank the types of a list in braces; whether there is anything left, or never was."""
        specifiers = [part for part in clause.children if part.type in _SPECIFIERS]
        types = [one for one in specifiers if one.children[0].type in {"type", "typeof"}]
        for one in types:
            self._blanks.blank_with_comma(one.start_byte, one.end_byte)
        return not specifiers or len(types) < len(specifiers)

    def _leave_used(self, clause: Cst) -> bool:
        """Blank what is imported and not used; whether there is anything left, or never was."""
        has_any, left = False, False
        for part in clause.children:
            if part.type == "named_imports":
                specifiers = [one for one in part.children if one.type in _SPECIFIERS]
                for one in specifiers:
                    local = one.child_by_field_name("alias") or one.child_by_field_name("name")
                    is_type = one.children[0].type in {"type", "typeof"}
                    is_used = not is_type and local is not None and self._is_used(local)
                    left = left or is_used
                    has_any = True
                    if not is_used:
                        self._blanks.blank_with_comma(one.start_byte, one.end_byte)
            elif part.type in {"identifier", "namespace_import"}:
                has_any = True
                local = part if part.type == "identifier" else part.children[-1]
                is_used = self._is_used(local)
                left = left or is_used
                if not is_used and part.type == "identifier":
                    self._blanks.blank_with_comma(part.start_byte, part.end_byte)
        return left or not has_any

    def _is_used(self, name: Cst) -> bool:
        return self._text(name) in self._used

    def _text(self, node: Cst) -> bytes:
        return self._blanks.data[node.start_byte : node.end_byte]
