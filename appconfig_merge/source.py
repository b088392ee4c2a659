"""Source texts, and the places in them that everything else points at.

A span is a pair of byte offsets into :attr:`Source.data`. Lines and columns are worked out
only when something is shown, from one table of line starts per source.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from io import BytesIO
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

from appconfig_merge.errors import LimitError
from appconfig_merge.limits import MAX_SOURCE
from appconfig_merge.location import Location

if TYPE_CHECKING:
    from array import array
    from collections.abc import Sequence
    from typing import BinaryIO

    Language = Literal["javascript", "json", "html"]

# ECMA-262 12.3: LF, CR, CR LF, U+2028 and U+2029 end a line of JavaScript. In a JSON text
# (RFC 8259) and in HTML (13.2.3.5) the last two are ordinary characters.
_LINE_END = {
    "javascript": rb"\r\n|[\n\r]|\xe2\x80[\xa8\xa9]",
    "json": rb"\r\n|[\n\r]",
    "html": rb"\r\n|[\n\r]",
}
_CONTINUATION = bytes(range(0x80, 0xC0))
_BLOCK = 1024
_LONG = 100_000
_LONE = "surrogatepass"
_LINE_ENDS = "\r\n\u2028\u2029"


def read_bounded(name: str, stream: BinaryIO) -> bytes:
    """The bytes of a file or pipe, never more than a source may have. Raises LimitError."""
    raw = stream.read(MAX_SOURCE + 1)
    check_size(name, len(raw))
    return raw


def check_size(name: str, size: int) -> None:
    """Raise LimitError if a text of that size, in bytes, is too long to be a source."""
    if size > MAX_SOURCE:
        raise LimitError(
            f"this is longer than the {MAX_SOURCE:,} bytes that are read",
            help="a configuration is far smaller: is this the right file?",
            location=Location(name, 1, 1, 1, 1),
        )


class Source:
    """A named text. ``data`` is its UTF-8 form without a byte order mark.

    ``is_argument`` says that it is no file's: it was given with the call, as by ``--define``.
    Raises LimitError for more than MAX_SOURCE bytes. A lone surrogate in the text keeps its
    three-byte form, so that nothing is lost.
    """

    __slots__ = (
        "_is_ascii", "_counts", "_line", "_starts", "data", "is_argument", "language", "name",
        "replaced",
    )  # fmt: skip

    def __init__(
        self, name: str, text: str, language: Language = "javascript", *, is_argument: bool = False
    ) -> None:
        self.name = name
        self.is_argument = is_argument
        self.data = text.removeprefix("\ufeff").encode("utf-8", _LONE)
        check_size(name, len(self.data))
        self.language: Language = language
        self.replaced = False
        self._is_ascii = self.data.isascii()
        self._starts: list[int] | array[int] | None = None
        self._counts: Sequence[int] | None = None
        self._line: tuple[int, str] | None = None

    @classmethod
    def from_bytes(cls, name: str, raw: bytes, language: Language = "javascript") -> Source:
        """Decode a file as a browser does: a byte order mark decides, else UTF-8.

        Bytes that are not UTF-8 become U+FFFD, as they do in the browser (Encoding Standard,
        "UTF-8 decode"), and ``replaced`` is set so that the reader can say so.
        """
        check_size(name, len(raw))
        encoding = "utf-8"
        if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
            encoding = "utf-16"
        text = raw.decode(encoding, "replace")
        source = cls(name, text, language)
        if "\ufffd" in text:
            try:
                raw.decode(encoding)
            except UnicodeDecodeError:
                source.replaced = True
        return source

    def part(self, start: int, end: int) -> Source:
        """A script that stands in this text, such as a page: a source of that stretch alone.

        Its places, and the lines around them, are those of this text.
        """
        return _Part(self, start, end)

    def standing_for(self, start: int, end: int, text: str) -> Source:
        """A script that a stretch of this text stands for, such as one with its characters escaped.

        All of its places are that stretch.
        """
        return _Decoded(self, start, end, text)

    @property
    def whole(self) -> Source:
        """The text of the file that this stands in; where it's no part, this one."""
        return self

    @property
    def text(self) -> str:
        """The whole text."""
        return self.data.decode("utf-8", _LONE)

    def slice(self, start: int, end: int) -> str:
        """The text between two byte offsets."""
        return self.data[start:end].decode("utf-8", _LONE)

    def location(self, start: int, end: int) -> Location:
        """The lines and columns of a span."""
        if self._is_ascii:
            starts = self._line_starts()
            line = bisect_right(starts, start)
            if line == len(starts) or end < starts[line]:
                before = starts[line - 1] - 1
                # A named tuple's own way of being made takes twice as long.
                place = (self.name, line, start - before, line, end - before)
                return tuple.__new__(Location, place)
        return Location(self.name, *self.position(start), *self.position(end))

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1, of a byte offset."""
        starts = self._line_starts()
        line = bisect_right(starts, offset)
        if self._is_ascii:
            return line, offset - starts[line - 1] + 1
        return line, self._characters(offset) - self._characters(starts[line - 1]) + 1

    def span(self, location: Location) -> tuple[int, int]:
        """The byte offsets of a place in this text: what :meth:`location` was made of."""
        return (
            self._offset(location.line, location.column),
            self._offset(location.end_line, location.end_column),
        )

    def _offset(self, line: int, column: int) -> int:
        starts = self._line_starts()
        start = starts[line - 1]
        if self._is_ascii:
            return start + column - 1
        end = starts[line] if line < len(starts) else len(self.data)
        return start + len(self.slice(start, end)[: column - 1].encode("utf-8", _LONE))

    def _characters(self, offset: int) -> int:
        """How many code points begin before a byte offset, whatever the length of lines."""
        if self._counts is None:
            blocks = (self.data[at : at + _BLOCK] for at in range(0, len(self.data), _BLOCK))
            sizes = (len(block.translate(None, _CONTINUATION)) for block in blocks)
            self._counts = [0, *accumulate(sizes)]
        at = offset // _BLOCK
        rest = self.data[at * _BLOCK : offset]
        return self._counts[at] + len(rest.translate(None, _CONTINUATION))

    def ascii_lines(self) -> Sequence[int] | None:
        """Where lines start, if columns are mere differences of offsets; else None."""
        return self._line_starts() if self._is_ascii else None

    def line(self, number: int) -> str:
        """The text of a line (from 1), without what ends it."""
        if self._line is None or self._line[0] != number:
            starts = self._line_starts()
            end = starts[number] if number < len(starts) else len(self.data)
            # A thousand remarks on one long line share its text.
            self._line = number, self.slice(starts[number - 1], end).rstrip(_LINE_ENDS)
        return self._line[1]

    def _line_starts(self) -> Sequence[int]:
        if self._starts is None:
            self._starts = [0]
            if len(self.data) > _LONG:
                from array import array

                # Four bytes a line: a list takes forty.
                self._starts = array("I", self._starts)
            if self._is_ascii and b"\r" not in self.data:
                # A stream of bytes knows these line ends, and knows them faster.
                self._starts.extend(accumulate(map(len, BytesIO(self.data))))
                if self.data and not self.data.endswith(b"\n"):
                    self._starts.pop()
            else:
                ends = re.finditer(_LINE_END[self.language], self.data)
                self._starts.extend(end.end() for end in ends)
        return self._starts

    def __repr__(self) -> str:
        return f"Source({self.name!r}, {len(self.data)} bytes)"


class _Part(Source):
    """A stretch of another source, which begins ``_start`` bytes into that."""

    __slots__ = ("_start", "_whole")

    def __init__(self, whole: Source, start: int, end: int) -> None:
        self._whole = whole
        self._start = start
        self.name = whole.name
        self.is_argument = whole.is_argument
        self.data = whole.data[start:end]
        self.language = "javascript"
        self.replaced = False  # the whole tells it

    @property
    def whole(self) -> Source:
        return self._whole

    def part(self, start: int, end: int) -> Source:
        return self._whole.part(self._start + start, self._start + end)

    def standing_for(self, start: int, end: int, text: str) -> Source:
        return self._whole.standing_for(self._start + start, self._start + end, text)

    def location(self, start: int, end: int) -> Location:
        return self._whole.location(self._start + start, self._start + end)

    def position(self, offset: int) -> tuple[int, int]:
        return self._whole.position(self._start + offset)

    def span(self, location: Location) -> tuple[int, int]:
        start, end = self._whole.span(location)
        return start - self._start, end - self._start

    def ascii_lines(self) -> Sequence[int] | None:
        # Lines start before this does, and a page may have thousands of parts.
        return None

    def line(self, number: int) -> str:
        return self._whole.line(number)


class _Decoded(_Part):
    """A text that a stretch of another source stands for; ``_end`` is that stretch's."""

    __slots__ = ("_end",)

    def __init__(self, whole: Source, start: int, end: int, text: str) -> None:
        super().__init__(whole, start, end)
        self._end = end
        self.data = text.encode("utf-8", _LONE)

    def part(self, start: int, end: int) -> Source:
        return self._whole.standing_for(self._start, self._end, self.slice(start, end))

    def standing_for(self, start: int, end: int, text: str) -> Source:  # noqa: ARG002
        return self._whole.standing_for(self._start, self._end, text)

    def location(self, start: int, end: int) -> Location:  # noqa: ARG002
        return self._whole.location(self._start, self._end)

    def position(self, offset: int) -> tuple[int, int]:  # noqa: ARG002
        return self._whole.position(self._start)

    def span(self, location: Location) -> tuple[int, int]:  # noqa: ARG002
        return 0, len(self.data)
