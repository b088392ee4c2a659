"""The texts of the sources as the page shows them: rows with the colours of their words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pygments.lexer import Lexer

    from appconfig_merge.source import Language, Source

MAX_COLOURED: Final = 400_000
"""Characters of a text up to which it has colours: a longer one is made by a program."""
MAX_ROW: Final = 400
"""Characters of a row: a longer line has several."""
_PIECE: Final = 2_000
_LONGEST_PIECE: Final = 6_000
"""Characters that pygments gets at once: its patterns may look through all of them again for each
word, so that it is this that bounds its time."""

KINDS: Final = ("", "comment", "keyword", "string", "number", "name", "regexp")
"""What a word may be; a colour is an index of these."""

_LINE_END = {
    "javascript": re.compile("\r\n|[\n\r\u2028\u2029]"),
    "json": re.compile("\r\n|[\n\r]"),
    "html": re.compile("\r\n|[\n\r]"),
}


class Row(NamedTuple):
    """A row of a source: of which line, from which column on (both from 1), and its words.

    ``words`` has a kind and a length, in code points, for each; the last one goes on to the end.
    """

    line: int
    column: int
    text: str
    words: tuple[int, ...]


def lines_of(source: Source) -> list[str]:
    """The lines of a source, as its locations count them."""
    return _LINE_END[source.language].split(source.text)


def rows_of(lines: list[str], language: Language) -> Iterator[Row]:
    """The rows of a text, which may be masked, with its colours."""
    coloured = _coloured(lines, language)
    for number, line in enumerate(lines, 1):
        kinds = next(coloured, None)
        for start in range(0, max(len(line), 1), MAX_ROW):
            end = start + MAX_ROW
            words = tuple(_words(kinds[start:end])) if kinds is not None else ()
            yield Row(number, start + 1, line[start:end], words)


def _words(kinds: bytes) -> Iterator[int]:
    """Kinds and lengths of the stretches of one kind."""
    for match in re.finditer(rb"(.)\1*", kinds, re.DOTALL):
        yield kinds[match.start()]
        yield match.end() - match.start()


def _coloured(lines: list[str], language: Language) -> Iterator[bytes]:
    """The kind of each character, line by line; nothing for a text that is too long."""
    if sum(map(len, lines)) > MAX_COLOURED:
        return
    from pygments.lexers import get_lexer_by_name

    lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    kind_of = _judge()
    for piece in _pieces(lines):
        yield from _kinds(lexer, "\n".join(piece), kind_of).split(b"\n")


def _kinds(lexer: Lexer, text: str, kind_of: Callable[[Any], int]) -> bytes:
    """A byte for each character; line ends, which no kind is, stay what they are."""
    kinds = bytearray()
    for token, word in lexer.get_tokens(text):
        one = bytes([kind_of(token)])
        kinds += b"\n".join(one * len(part) for part in word.split("\n"))
    return bytes(kinds)


def _pieces(lines: list[str]) -> Iterator[list[str]]:
    """Lines that are coloured together, cut where a statement seems to begin."""
    piece: list[str] = []
    size = 0
    for line in lines:
        is_outer = line[:1].isalpha()
        if piece and (size + len(line) > _LONGEST_PIECE or (size > _PIECE and is_outer)):
            yield piece
            piece, size = [], 0
        # No word goes on past what nobody reads to its end.
        piece.append(line[:_LONGEST_PIECE])
        size += len(line) + 1
    yield piece


def _judge() -> Callable[[Any], int]:
    from pygments.token import Comment, Keyword, Name, Number, String

    known: dict[Any, int] = {}
    families = (
        (String.Regex, "regexp"),
        (Comment, "comment"),
        (Keyword, "keyword"),
        (String, "string"),
        (Number, "number"),
        (Name.Tag, "name"),
    )

    def kind_of(token: Any) -> int:
        if token not in known:
            name = next((name for family, name in families if token in family), "")
            known[token] = KINDS.index(name)
        return known[token]

    return kind_of
