"""The numbers of the kinds of nodes that are told apart most, in the one grammar that there is."""

from __future__ import annotations

from appconfig_merge.syntax.tree_sitter.binding import language


def number_of(name: str, *, named: bool = True) -> int:
    """The number of a kind of node; one without a name is a keyword's or punctuator's."""
    number = language().id_for_node_kind(name, named)
    assert number is not None, name
    return number


ARRAY = number_of("array")
BINARY = number_of("binary_expression")
COMMA = number_of(",", named=False)
COMMENT = number_of("comment")
HTML_COMMENT = number_of("html_comment")
METHOD = number_of("method_definition")
OBJECT = number_of("object")
PAIR = number_of("pair")
PARENTHESIZED = number_of("parenthesized_expression")
SHORTHAND = number_of("shorthand_property_identifier")
SPREAD = number_of("spread_element")
SUPER = number_of("super")
