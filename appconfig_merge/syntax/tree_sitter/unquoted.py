"""Values that were written without quotes, and that JavaScript takes for code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from appconfig_merge.syntax.tree_sitter.line import Cause

if TYPE_CHECKING:
    from appconfig_merge.syntax.tree_sitter.line import Line

_MEMBER: Final = re.compile(r"(?:[\w$]+|\"\0*\")\s*:\s*(?=\S)")
_TERNARY: Final = re.compile(r"\?(?![.?])(?<!\?\?)|\b(?:case|default)\b")
"""What makes another thing of a colon than the end of a property's name."""
_VALUE: Final = re.compile(r"[^,;{}\[\]\"`]*")
_COMMENT: Final = re.compile(r"\s+(?://|/\*).*")
_LITERAL: Final = re.compile(
    r"0[xXbBoO][\da-fA-F_]+n?|[\d_]+(?:\.\d+)?(?:[eE][+-]?\d+)?n?|/[^/]+/[dgimsuvy]*"
)
"""Numbers and regular expressions."""
_CODE: Final = frozenset({
    "and", "as", "async", "await", "class", "const", "delete", "else", "function", "if", "in",
    "instanceof", "is", "let", "new", "not", "of", "or", "satisfies", "typeof", "var", "void",
    "yield",
})  # fmt: skip
"""Words between which a blank may be code, JavaScript's or another language's."""
_KINDS: Final = (
    (
        "an address",
        re.compile(
            r"(?:https?|wss?|ftp|file|mailto|data|sip|client|tel):\S+"
            r"|//[\w-]+(?:\.[\w-]+)*(?:[:/]\S*)?"
            r"|[A-Za-z][\w-]*(?:\.[\w-]+)*:\d{2,5}(?:/\S*)?|[A-Za-z][\w-]*(?:\.[\w-]+)+/\S*"
            r"|\d{1,3}(?:\.\d{1,3}){3}(?:[:/]\S*)?"
        ),
    ),
    ("an e-mail address", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("a path", re.compile(r"(?:\.{1,2}|~)(?:/[\w.$@-]*)+|(?:/[\w.$@-]+)+/?")),
    ("a path", re.compile(r"[A-Za-z]:\\.*|\\\\\S+")),
    ("a date", re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\S*")),
    ("a time", re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp]\.?[Mm]\.?)?")),
    ("a phone number", re.compile(r"\+?[\d(](?=[^()\s]*[()\s])[\d().\s-]{6,}")),
    ("a version", re.compile(r"v?\d+\.\d+\.\d+[\w.+-]*|[~^]\d[\w.-]*")),
    ("a colour", re.compile(r"#[0-9A-Fa-f]{3,8}")),
    (
        "a number with a unit",
        re.compile(r"-?[\d.]+ ?(?:px|r?em|v[hw]|pt|ms|s|%|min|h|kb|mb)", re.IGNORECASE),
    ),
    ("a text that begins with a digit", re.compile(r"\d[\w-]*[A-Za-z_][\w-]*")),
    ("a text with blanks", re.compile(r"[^\W\d_][\w'’-]*[.!]?(?: \w[\w'’-]*[.!]?)+")),
)  # fmt: skip


def needs_quotes(line: Line) -> Cause | None:
    """The value around an error, or right before it, that is certainly no code."""
    for member in _MEMBER.finditer(line.blank):
        start = member.end()
        if _TERNARY.search(line.blank, 0, start):
            return None
        if start > line.column + 3:  # an error may stand at the colon
            return None
        if line.blank.startswith("<!--", start):
            return Cause(
                "<!-- begins a comment, so this has no value",
                "if a server was to fill it in, it didn't: put the value there, in quotes",
                start,
                len(line.blank),
            )
        found = _VALUE.match(line.blank, start)
        assert found is not None
        value = _COMMENT.sub("", found[0]).rstrip()
        end = start + len(value)
        kind = _kind(value)
        between = _COMMENT.sub("", line.blank[end : line.column])
        if kind is not None and (line.column <= end + 1 or not between.strip(" \t,")):
            return Cause(f"{kind} needs quotes", "put quotes around all of it", start, end)
    return None


def _kind(value: str) -> str | None:
    """What a value is that is no code; None where it may be some."""
    if not value or _LITERAL.fullmatch(value) or not _CODE.isdisjoint(value.split()):
        return None
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(value)), None)
