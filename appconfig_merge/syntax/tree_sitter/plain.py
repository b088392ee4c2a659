"""Object and array literals that hold nothing but literals, read straight from the text.

A large configuration is mostly such text, and going through the parser's nodes takes several
times as long. The parser has found where the literal starts and ends; here is read only what
can't be misread: names and strings without escapes, decimal numbers, ``true``, ``false``,
``null``, and containers of these, with comments anywhere. At anything else the nodes are gone
through, and the tests hold the two ways together.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from appconfig_merge.syntax.estree import ArrayExpression, ObjectExpression

if TYPE_CHECKING:
    from tree_sitter import Node as Cst

# Text is Latin-1 here, one character a byte. A comment may stand where a member starts or a
# container ends. Its line may not hold the first byte of U+2028, which ends it.
_SPACE = r"[ \t\n\r]*"
_NEXT = rf"{_SPACE}(?:,{_SPACE}|(?=[}}\]/]))"
# Possessive (*+): a text that turns out to be no key isn't gone through backwards, but read again.
_TEXT = r"""\"([^"\\\n\r]*+)"|'([^'\\\n\r]*+)'"""
_KEY = rf"(?:([A-Za-z_$][A-Za-z0-9_$]*+)|{_TEXT}){_SPACE}:{_SPACE}"
_NUMERAL = r"((?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)"
_CONSTANT = r"(true|false|null)"
# A member or an element. Compiling it is much of what reading a small file takes, so there is
# one for both, and comments are known when one is met.
_PART = re.compile(rf"(?:{_KEY})?(?:(?:{_TEXT}|{_NUMERAL}|{_CONSTANT}){_NEXT}|([{{\[]){_SPACE})")
_NAME, _DOUBLE_KEY, _SINGLE_KEY, _, _SINGLE, _NUMBER, _WORD = range(1, 8)
_AFTER = re.compile(_NEXT)
_COMMENTS = r"(?s)(?:/(?:/[^\n\r\xe2]*[\n\r]|\*.*?\*/)[ \t\n\r]*)+"
_JSON_SPACE = b" \t\n\r"
_WORDS = {"true": True, "false": False, "null": None}


class PlainReader:
    """What is known of a text's plain literals."""

    __slots__ = ("_data", "_made", "_stopped", "_text")

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._text: str | None = None
        # Where the last attempt ended. No literal around that place is plain, and none is
        # tried; those before it that are plain are kept. So no text is looked at twice.
        self._stopped = -1
        self._made: dict[int, ObjectExpression | ArrayExpression] = {}

    def read(self, node: Cst) -> ObjectExpression | ArrayExpression | None:
        """The literal that a node of kind object or array is, None if it isn't plain."""
        start, end = node.start_byte, node.end_byte
        if start <= self._stopped < end:
            return None
        known = self._made.get(start)
        if known is not None and known.end == end:
            return known
        return self._attempt(start, end)

    def read_json(self) -> ObjectExpression | ArrayExpression | None:
        """The literal that a text known to be JSON is as a whole, None if it isn't plain.

        Nobody has to say where the only value of a JSON text starts and ends.
        """
        start = len(self._data) - len(self._data.lstrip(_JSON_SPACE))
        if self._data[start : start + 1] not in {b"{", b"["}:
            return None
        found = self._attempt(start, len(self._data.rstrip(_JSON_SPACE)))
        return None if found is None or not found.plain else found

    def _attempt(self, start: int, end: int) -> ObjectExpression | ArrayExpression | None:
        if self._text is None:
            self._text = self._data.decode("latin-1")
        made: list[ObjectExpression | ArrayExpression] = []
        stopped = self._read(self._text, start, end, made)
        if stopped is None:
            return made[-1]
        self._stopped = stopped
        self._made = {literal.start: literal for literal in made}
        return None

    def _read(
        self, text: str, start: int, end: int, made: list[ObjectExpression | ArrayExpression]
    ) -> int | None:
        """The position where a literal turns out not to be plain, None where it is.

        Put on ``made`` are the plain ones in it, those inside of others first, itself last.

        One loop with nothing called that can be written out: this is where the time of
        reading a large file goes.
        """
        outer: list[tuple[Any, ...]] = []
        part, after = _PART.match, _AFTER.match
        # The literal itself is read as if it were the element of an array around it.
        items: Any = []
        in_object = False
        begin = position = last = start
        name: str | None = ""
        key_start = key_end = 0
        size = height = 1
        while True:
            match = part(text, position)
            value: Any
            if match is not None:
                at: Any = match.lastindex
                first, last = match.span(at)
                value = match[at]
                if in_object:
                    group = _DOUBLE_KEY
                    name = match[_DOUBLE_KEY]
                    if name is None:
                        group = _NAME if match[_NAME] is not None else _SINGLE_KEY
                        name = match[group]
                    if name is None:
                        return position  # a computed key
                    key_start, key_end = match.span(group)
                    if group != _NAME:
                        if not name.isascii():
                            name = _decoded(name)
                        if name is None or name[:1].isdigit():
                            return position
                        key_start -= 1
                        key_end += 1
                    if name in items or name == "__proto__":
                        return position
                if at <= _SINGLE:
                    if not value.isascii():
                        value = _decoded(value)
                        if value is None:
                            return position
                    first -= 1
                    last += 1
                elif at == _NUMBER:
                    value = float(value)
                elif at == _WORD:
                    value = _WORDS[value]
                else:
                    outer.append((begin, items, in_object, name, key_start, key_end, size, height))
                    begin = first
                    in_object = value == "{"
                    items = {} if in_object else []
                    size = height = 1
                    position = match.end()
                    continue
                position = match.end()
            else:
                if position < end and text[position] == "/":
                    comments = re.compile(_COMMENTS).match(text, position)
                    if comments is None:
                        return position
                    may_begin = text[last - 1] in "[{" or "," in text[last:position]
                    position = comments.end()
                    if not may_begin and text[position : position + 1] not in {"]", "}"}:
                        return position  # a comma, or the index of the element before
                    continue
                if position >= end or text[position] != ("}" if in_object else "]"):
                    return position
                first, last = begin, position + 1
                size += len(items)
                make = ObjectExpression.of_plain if in_object else ArrayExpression.of_plain
                value = make(first, last, items, size, height)
                made.append(value)
                inner_size, inner_height = size, height
                begin, items, in_object, name, key_start, key_end, size, height = outer.pop()
                if not outer:
                    return None if last == end else position
                ending = after(text, last)
                if ending is None:
                    return position
                position = ending.end()
                size += inner_size - 1
                if height <= inner_height:
                    height = inner_height + 1
            if in_object:
                items[name] = (key_start, key_end, value, first, last)
            else:
                items.append((value, first, last))


def _decoded(raw: str) -> str | None:
    """The text of a string, None where it holds a lone surrogate."""
    if raw.isascii():
        return raw
    try:
        return raw.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return None
