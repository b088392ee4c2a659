"""What stands in a text as it is written: its strings with their keys, duplicate keys.

Here the text is looked at, not what it comes to: every browser downloads all of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from appconfig_merge.errors import AppConfigError
from appconfig_merge.javascript.duplicate_keys import DuplicateKey, duplicate_keys
from appconfig_merge.javascript.written import below
from appconfig_merge.limits import MAX_KEYS_OF_TEXT
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.syntax import estree, parse, parse_json
from appconfig_merge.syntax.tree_sitter.comments import comments_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from appconfig_merge.paths import Path
    from appconfig_merge.source import Source
    from appconfig_merge.syntax import Parse
    from appconfig_merge.syntax.estree.objects import PlainElement, PlainValue


class Written(NamedTuple):
    """A string or number that stands in a text, under the last keys and names that lead to it."""

    path: Path
    value: str | float
    start: int
    end: int


class Scan(NamedTuple):
    """What stands in a text; ``is_whole`` says that it is a script, and that all of it was seen.

    ``comments`` are where its comments begin and end.
    """

    written: tuple[Written, ...] = ()
    duplicates: tuple[DuplicateKey, ...] = ()
    is_whole: bool = False
    comments: tuple[tuple[int, int], ...] = ()


_COMMENTED = rb"[^\s\"'`,;(){}\[\]]{16,}"


def scan_script(source: Source, parse: Parse = parse) -> Scan:
    """What stands in a script; comments alone where it can't be read. ``parse`` gives its tree."""
    comments = tuple(comments_in(source))
    try:
        found = _scan(parse(source, "tree-sitter", None), source)
    except AppConfigError:
        return Scan(comments=comments)
    words = tuple(_words_of_comments(source, comments))
    return Scan((*found.written, *words), found.duplicates, is_whole=True, comments=comments)


def scan_json(source: Source) -> Scan:
    """What stands in a JSON text. Raises as :func:`~appconfig_merge.syntax.parse_json`."""
    return _scan(parse_json(source), source)


def _words_of_comments(source: Source, comments: tuple[tuple[int, int], ...]) -> Iterator[Written]:
    """The words of the comments: what was commented out is downloaded like the rest."""
    for start, end in comments:
        for match in re.compile(_COMMENTED).finditer(source.data, start, end):
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
        if (
            isinstance(node, estree.ObjectExpression | estree.ArrayExpression)
            and node.plain is not None
        ):
            written.extend(_in_plain(node, path))  # its reader stops at a duplicate key
            continue
        if isinstance(node, estree.ObjectExpression):
            duplicates.extend(duplicate_keys(node, path))
        work.extend(reversed(below(node, path)))
    return Scan(tuple(written), tuple(duplicates))


def _in_plain(
    root: estree.ObjectExpression | estree.ArrayExpression, path: Path
) -> Iterator[Written]:
    """What stands in a plain literal, whose nodes needn't be made for that."""
    work: list[tuple[PlainValue, Path, int, int]] = [(root, path, root.start, root.end)]
    while work:
        value, at, start, end = work.pop()
        if isinstance(value, str | float):
            yield Written(at, value, start, end)
            continue
        parts: Iterable[tuple[str | int, PlainElement]] = ()
        if isinstance(value, estree.ObjectExpression):
            assert value.plain is not None
            parts = ((key, member[2:]) for key, member in reversed(value.plain.items()))
        elif isinstance(value, estree.ArrayExpression):
            assert value.plain is not None
            parts = reversed(tuple(enumerate(value.plain)))
        work.extend(((part[0], (*at, key)[-MAX_KEYS_OF_TEXT:], *part[1:]) for key, part in parts))
