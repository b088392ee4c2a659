"""What is wrong with a text that isn't JSON, in JSON's terms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from appconfig_merge.errors import SourceSyntaxError
from appconfig_merge.syntax.literals import show

if TYPE_CHECKING:
    from collections.abc import Callable
    from json import JSONDecodeError

    from appconfig_merge.source import Source

_SPACE: Final = re.compile(r"[ \t\n\r]*")
_SPACE_BACK: Final = re.compile(r"[ \t\n\r]+\Z")
_WORD: Final = re.compile(r"[\w$]+")
_NUMBER_LIKE: Final = re.compile(r"[-+.\w]*")
_LITERALS: Final = {"True": "true", "False": "false", "None": "null"}
_CONFLICT: Final = re.compile(r"<{7}(?= )|={7}$|>{7}(?= )|\|{7}(?= )", re.MULTILINE)
"""The marks that git puts at the sides of a merge conflict."""


def explain(source: Source, text: str, error: JSONDecodeError) -> SourceSyntaxError:
    """Say what is wrong in JSON's terms, with what a person most likely meant."""
    match = _SPACE.match(text, error.pos)
    assert match is not None
    start = match.end()
    char = text[start : start + 1]
    before = _SPACE_BACK.sub("", text[:start])
    if not text.strip(" \t\n\r"):
        return _fail(source, text, 0, 0, "the file is empty: JSON needs a value")
    conflict = _CONFLICT.match(text, start)
    if conflict is not None:
        return _fail(
            source,
            text,
            start,
            len(conflict[0]),
            f"{conflict[0]} is what git leaves of a merge conflict",
            "resolve the conflict: take one of the two sides, and the marks out",
        )
    if char == "/" and text[start + 1 : start + 2] in {"/", "*"}:
        return _fail(source, text, start, 2, "JSON has no comments", "remove the comment")
    if char == "#":
        return _fail(source, text, start, 1, "JSON has no comments", "remove the comment")
    if error.msg.startswith("Invalid control character"):
        return _explain_control(source, text, error.pos)
    if error.msg.startswith("Unterminated string"):
        return _fail(source, text, error.pos, 1, "this string is never closed", 'close it with "')
    if error.msg.startswith("Invalid \\"):
        return _explain_escape(source, text, error.pos)
    if error.msg.startswith("Illegal trailing comma"):
        # So Python says from 3.13 on, and points at the comma; before, at the bracket.
        comma = error.pos
        return _explain_comma(source, text, comma, text[comma + 1 :].lstrip(" \t\n\r")[:1])
    if char in {"}", "]"} and before.endswith(","):
        return _explain_comma(source, text, len(before) - 1, char)
    return _explain_token(source, text, error.msg, start, before)


def explain_constant(source: Source, text: str) -> SourceSyntaxError:
    """The error of a NaN or an Infinity where a value is."""
    # Strings are skipped whole, so that the word is found where it is a value, whatever follows.
    for match in re.finditer(r'"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)', text):
        if match[0][0] != '"':
            return _fail(
                source,
                text,
                match.start(),
                len(match[0]),
                f"JSON has no {match[0]}",
                "write null, or a string",
            )
    raise AssertionError


def _fail(
    source: Source, text: str, start: int, length: int, message: str, help: str | None = None
) -> SourceSyntaxError:
    """An error at a span of the text, counted in characters."""
    begin = len(text[:start].encode("utf-8", "surrogatepass"))
    end = begin + len(text[start : start + length].encode("utf-8", "surrogatepass"))
    location = source.location(begin, end)
    return SourceSyntaxError(
        message, location=location, line_text=source.line(location.line), help=help
    )


def _explain_comma(source: Source, text: str, comma: int, bracket: str) -> SourceSyntaxError:
    return _fail(
        source,
        text,
        comma,
        1,
        f"a comma before the closing {bracket}",
        "remove the trailing comma: JSON allows none",
    )


def _explain_control(source: Source, text: str, start: int) -> SourceSyntaxError:
    char = text[start]
    if char in "\r\n":
        return _fail(
            source,
            text,
            start,
            0,
            "a string can't run over the end of a line",
            'close the string with ", or write \\n where a line should end',
        )
    return _fail(
        source,
        text,
        start,
        1,
        f"the control character U+{ord(char):04X} can't stand in a JSON string",
        "write \\t" if char == "\t" else f"write \\u{ord(char):04x}",
    )


def _explain_escape(source: Source, text: str, position: int) -> SourceSyntaxError:
    # Python points at the backslash, or behind it when \u is cut short.
    start = text.rindex("\\", 0, position + 1)
    escape = text[start : start + 2]
    if escape == "\\u":
        return _fail(
            source, text, start, 2, "this \\u escape is cut short", "it takes four hex digits"
        )
    return _fail(
        source,
        text,
        start,
        2,
        f"JSON has no escape {escape}",
        f"write \\\\{escape[1:]} for a backslash",
    )


def _explain_token(
    source: Source, text: str, reason: str, start: int, before: str
) -> SourceSyntaxError:
    """An error that lies with the token at ``start``."""
    char = text[start : start + 1]
    word = _WORD.match(text, start)
    if not char:
        return _fail(
            source, text, start, 0, "the text ends too early", "is a closing } or ] missing?"
        )
    if char in "'`\u2018\u2019\u201c\u201d":
        return _fail(source, text, start, 1, "JSON strings take double quotes", 'use " instead')
    for begins, explained in _EXPECTED.items():
        if reason.startswith(begins):
            return explained(source, text, start, before)
    if word is not None and word[0] in _LITERALS:
        help = f"write {_LITERALS[word[0]]}"
        return _fail(source, text, start, len(word[0]), f"{word[0]} is not JSON", help)
    if word is not None and not word[0][0].isdigit():
        return _fail(
            source,
            text,
            start,
            len(word[0]),
            f"{word[0]} is not JSON",
            "a value is a string, a number, true, false, null, an object or an array",
        )
    if char in "-+.":
        return _explain_number(source, text, start)
    return _fail(source, text, start, 1, f"expected a value, found {show(char)}")


def _explain_name(source: Source, text: str, start: int, _before: str) -> SourceSyntaxError:
    """What stands where a name must."""
    word = _WORD.match(text, start)
    if word is not None:
        message = "JSON names take double quotes"
        return _fail(source, text, start, len(word[0]), message, f'write "{word[0]}"')
    message = f"expected a name in double quotes, found {show(text[start])}"
    return _fail(source, text, start, 1, message)


def _explain_colon(source: Source, text: str, start: int, _before: str) -> SourceSyntaxError:
    """What stands where a colon must."""
    char = text[start]
    help = "JSON writes : between a name and its value" if char == "=" else None
    return _fail(source, text, start, 1, f"expected a colon, found {show(char)}", help)


def _explain_missing(source: Source, text: str, start: int, before: str) -> SourceSyntaxError:
    """What stands where a comma must, or a closing bracket."""
    char = text[start]
    if char in "}]":
        return _fail(source, text, start, 1, f"{char} doesn't match the bracket that is open")
    if start == len(before) and _runs_on(before, char):
        return _explain_number(source, text, start)
    return _fail(
        source, text, len(before), 0, "a comma is missing here", "put a comma between the two"
    )


def _explain_extra(source: Source, text: str, start: int, before: str) -> SourceSyntaxError:
    """What stands behind the end."""
    char = text[start]
    if start == len(before) and _runs_on(before, char):
        return _explain_number(source, text, start)
    if char in "{[":
        return _fail(
            source,
            text,
            start,
            1,
            "a second JSON value begins here",
            "a file holds one: of several, `jq -s '.[0]'` takes the first",
        )
    message = f"unexpected {show(char)} after the end of the JSON value"
    help = "JSON ends without a semicolon: leave it out" if char == ";" else None
    return _fail(source, text, start, 1, message, help)


_EXPECTED: Final[dict[str, Callable[[Source, str, int, str], SourceSyntaxError]]] = {
    "Expecting property name": _explain_name,
    "Expecting ':'": _explain_colon,
    "Expecting ','": _explain_missing,
    "Extra data": _explain_extra,
}
"""By what Python's reader says that it expected."""


def _runs_on(before: str, char: str) -> bool:
    """Whether a character goes on where a number ended."""
    return before[-1:].isdigit() and (char.isalnum() or char in "._")


def _explain_number(source: Source, text: str, start: int) -> SourceSyntaxError:
    """A number that JavaScript may read and JSON doesn't."""
    while start and (text[start - 1].isalnum() or text[start - 1] in "+-._"):
        start -= 1
    match = _NUMBER_LIKE.match(text, start)
    assert match is not None
    return _fail(
        source,
        text,
        start,
        len(match[0]),
        f"{match[0]} is not a JSON number",
        "a JSON number has no leading zero or plus, no 0x, and digits around its point",
    )
