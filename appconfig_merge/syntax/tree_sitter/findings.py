"""What :mod:`outline` has to say: the places it found, and the words for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.syntax.literals import LEFT_OUT, odd_character_help, show

if TYPE_CHECKING:
    from appconfig_merge.syntax.tree_sitter.tokens import Token

_LINE_END = re.compile("\r\n|[\n\r\u2028\u2029]")
_CONFLICT = re.compile(r"<{7}(?= )|={7}(?=\s|\Z)|>{7}(?= )|\|{7}(?=\s|\Z)")
_CONFLICT_TOKENS = frozenset({"<<", "===", ">>>", "||"})
_CLOSERS = {"{": "}", "(": ")", "[": "]", "`": "}"}


class Finding(NamedTuple):
    """Where a text breaks. Offsets count characters; ``noticed`` is how far it was read."""

    message: str
    start: int
    end: int
    noticed: int
    help: str | None = None


class Frame:
    """An open bracket. ``kind`` is object, array, group, block or template."""

    __slots__ = ("after", "indent", "key", "kind", "literal", "opener", "state", "ternaries")

    def __init__(self, kind: str, opener: Token, after: str, *, literal: bool = False) -> None:
        self.kind = kind
        self.opener = opener
        # The state once it closes.
        self.after = after
        self.indent = ""
        # Whether it is surely an object and no pattern.
        self.literal = literal
        # Where an object is: before a key, behind it, or in a value.
        self.state = "key" if kind == "object" else "value"
        self.key = ""
        self.ternaries = 0


def closer(frame: Frame) -> str:
    """What closes an open bracket."""
    return _CLOSERS[frame.opener.kind]


class Findings:
    """Findings about one text."""

    def __init__(self, text: str) -> None:
        self.text = text

    def text_of(self, token: Token) -> str:
        """A token as written, cut where it is long."""
        text = self.text[token.start : token.end]
        return text if len(text) <= 40 else text[:37] + "..."

    def line_of(self, token: Token) -> int:
        """The line that a token stands on."""
        return len(_LINE_END.findall(self.text, 0, token.start)) + 1

    def at(
        self, message: str, start: int, end: int, token: Token, help: str | None = None
    ) -> Finding:
        """A finding that a token gave away."""
        return Finding(message, start, end, token.end, help)

    def never_closed(self, what: str, opener: Token, noticed: int, help: str) -> Finding:
        """Something is open, and stays so."""
        return Finding(f"this {what} is never closed", opener.start, opener.end, noticed, help)

    def conflict(self, token: Token) -> Finding | None:
        """A mark that git puts at the sides of a merge conflict, at the beginning of a line."""
        if token.kind not in _CONFLICT_TOKENS or not (token.newline or token.start == 0):
            return None
        mark = _CONFLICT.match(self.text, token.start)
        if mark is None:
            return None
        return self.at(
            f"{mark[0]} is what git leaves of a merge conflict",
            token.start,
            mark.end(),
            token,
            "resolve the conflict: take one of the two sides, and the marks out",
        )

    def mismatch(self, token: Token, frame: Frame) -> Finding:
        """A closing bracket of another kind than the open one."""
        what = "the ${" if frame.kind == "template" else f"the {frame.opener.kind}"
        return self.at(
            f"this {token.kind} doesn't match {what} of line {self.line_of(frame.opener)}",
            token.start,
            token.end,
            token,
            f"close that with {closer(frame)} first",
        )

    def semicolon_inside(self, token: Token, frame: Frame) -> Finding:
        """A semicolon where members or elements are listed."""
        named = "an object" if frame.kind == "object" else "an array"
        return self.at(
            f"unexpected ; inside {named}",
            token.start,
            token.end,
            token,
            f"put a comma here, or close the {frame.opener.kind} of line "
            f"{self.line_of(frame.opener)} with {closer(frame)}",
        )

    def unclosed(self, token: Token, stop: int) -> Finding:
        """A string, comment or regular expression without an end; it stops at ``stop``."""
        what = token.kind.removeprefix("open-")
        start = token.start
        noticed = len(self.text)
        if what == "comment":
            return self.never_closed("comment", token, noticed, "close it with */")
        if what == "regex":
            message = "this regular expression is never closed"
            return Finding(message, start, start + 1, noticed)
        quote = self.text[start]
        return Finding(
            "this string is never closed on its line",
            start,
            stop,
            noticed,
            f"close it with {quote}, or write \\n where a line should end in it",
        )

    def odd_character(self, token: Token) -> Finding:
        """A character that starts no token."""
        char = self.text[token.start]
        help = "a comment starts with //" if char == "#" else odd_character_help(char)
        return self.at(f"unexpected {show(char)}", token.start, token.end, token, help)

    def comma_missing(self, last: Token, token: Token, frame: Frame) -> Finding:
        """Two operands in a row where things are listed."""
        if frame.kind == "object":
            after = f"after the property {frame.key}" if frame.key else "between two properties"
            message = f"a comma is missing {after}"
        elif frame.kind == "array":
            message = "a comma is missing between two elements"
        else:
            return self.at(
                f"unexpected {self.text_of(token)}",
                token.start,
                token.end,
                token,
                "is a comma or an operator missing?",
            )
        return self.at(message, last.end, last.end, token, "put a comma here")

    def value_missing(self, last: Token, token: Token, frame: Frame) -> Finding:
        """Something else where a value should be."""
        if last.kind == ":" and frame.kind == "object":
            message = f"the property {frame.key} has no value"
            return self.at(message, last.start, last.end, token)
        if last.kind == "...":
            return self.at("nothing follows these dots", last.start, last.end, token, LEFT_OUT)
        message = f"expected a value, found {self.text_of(token)}"
        return self.at(message, token.start, token.end, token)
