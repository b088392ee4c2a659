"""What stands in a text as it is written: its strings with their keys, duplicate keys.

Here the text is looked at, not what it comes to: every browser downloads all of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from appconfig_merge.errors import AppConfigError
from appconfig_merge.javascript.duplicate_keys import DuplicateKey, duplicate_keys, written_key
from appconfig_merge.limits import MAX_KEYS_OF_TEXT
from appconfig_merge.syntax import estree, parse, parse_json
from appconfig_merge.syntax.estree.base import field_names
from appconfig_merge.syntax.tree_sitter.comments import comments_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.paths import Path
    from appconfig_merge.source import Source


class Written(NamedTuple):
    """A string or number that stands in a text, under the last keys and names that lead to it."""

    path: Path
    value: str | float
    start: int
    end: int


class Scan(NamedTuple):
    """What stands in a text; ``is_whole`` says that it is a script, and that all of it was seen."""

    written: tuple[Written, ...] = ()
    duplicates: tuple[DuplicateKey, ...] = ()
    is_whole: bool = False


_COMMENTED = re.compile(rb"[^\s\"'`,;(){}\[\]]{16,}")


def scan_script(source: Source) -> Scan:
    """What stands in a script; nothing where it can't be read."""
    try:
        found = _scan(parse(source), source)
    except AppConfigError:
        return Scan()
    words = tuple(_words_of_comments(source))
    return Scan((*found.written, *words), found.duplicates, is_whole=True)


def scan_json(source: Source) -> Scan:
    """What stands in a JSON text. Raises as :func:`~appconfig_merge.syntax.parse_json`."""
    return _scan(parse_json(source), source)


def _words_of_comments(source: Source) -> Iterator[Written]:
    """The words of the comments: what was commented out is downloaded like the rest."""
    for start, end in comments_in(source):
        for match in _COMMENTED.finditer(source.data, start, end):
            yield Written((), source.slice(*match.span()), *match.span())


def _scan(root: estree.Node, source: Source) -> Scan:
    written: list[Written] = []
    duplicates: list[DuplicateKey] = []
    work: list[tuple[estree.Node, Path]] = [(root, ())]
    while work:
        node, path = work.pop()
        if isinstance(node, estree.Literal):
            value = node.value
            if isinstance(value, str | float):
                written.append(Written(path, value, node.start, node.end))
            continue
        if isinstance(node, estree.TemplateLiteral) and not node.expressions:
            text = source.slice(node.start + 1, node.end - 1)
            written.append(Written(path, text, node.start, node.end))
            continue
        if isinstance(node, estree.ObjectExpression):
            duplicates.extend(duplicate_keys(node, path))
        work.extend(reversed(_below(node, path)))
    return Scan(tuple(written), tuple(duplicates))


def _below(node: estree.Node, path: Path) -> list[tuple[estree.Node, Path]]:
    """The parts of a node, each under the keys and names that lead to it.

    What is compared, handed over or joined with something else is not the value that a key
    names, so it goes without one.
    """
    if isinstance(node, estree.ObjectExpression):
        return [_member(member, path) for member in node.properties]
    if isinstance(node, estree.ArrayExpression):
        items = enumerate(node.elements)
        return [
            (item, (*path, index)[-MAX_KEYS_OF_TEXT:]) for index, item in items if item is not None
        ]
    if isinstance(node, estree.VariableDeclarator):
        name = node.id.name if isinstance(node.id, estree.Identifier) else None
        names: Path = (name,) if name else ()
        pattern: list[tuple[estree.Node, Path]] = [] if name else [(node.id, ())]
        return pattern if node.init is None else [*pattern, (node.init, names)]
    if isinstance(node, estree.AssignmentExpression):
        return [(node.left, ()), (node.right, _target(node.left))]
    if isinstance(node, estree.ConditionalExpression):
        return [(node.test, ()), (node.consequent, path), (node.alternate, path)]
    if isinstance(node, estree.LogicalExpression):
        return [(node.left, path), (node.right, path)]
    return [(part, ()) for part in _parts(node)]


def _member(member: estree.Node, path: Path) -> tuple[estree.Node, Path]:
    key = written_key(member)
    if key is None or not isinstance(member, estree.Property):
        return member, ()
    return member.value, (*path, key)[-MAX_KEYS_OF_TEXT:]


def _parts(node: estree.Node) -> list[estree.Node]:
    found: list[estree.Node] = []
    for name in field_names(node):
        value: Any = getattr(node, name, None)
        if isinstance(value, estree.Node):
            found.append(value)
        elif isinstance(value, list):
            found.extend(item for item in value if isinstance(item, estree.Node))
    return found


def _target(node: estree.Node) -> Path:
    """The keys that an assignment's left side names."""
    keys: list[str] = []
    while isinstance(node, estree.MemberExpression):
        if isinstance(node.property, estree.Identifier) and not node.computed:
            keys.append(node.property.name)
        elif isinstance(node.property, estree.Literal) and isinstance(node.property.value, str):
            keys.append(node.property.value)
        else:
            return ()
        node = node.object
    if isinstance(node, estree.Identifier):
        keys.append(node.name)
    return tuple(reversed(keys[:MAX_KEYS_OF_TEXT]))
