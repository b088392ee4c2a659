"""Reading a JSON text: its grammar enforced exactly, its nodes those of JavaScript.

Python's own reader decides what is JSON (RFC 8259), tree-sitter says where everything is.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final, NoReturn

from appconfig_merge.errors import LimitError, SourceSyntaxError
from appconfig_merge.syntax.literals import show

if TYPE_CHECKING:
    from collections.abc import Callable

    from appconfig_merge.source import Source
    from appconfig_merge.syntax.estree import Expression

_SPACE = re.compile(r"[ \t\n\r]*")
_WORD = re.compile(r"[\w$]+")
_LITERALS = {"True": "true", "False": "false", "None": "null"}
_CONFLICT = re.compile(r"<{7}(?= )|={7}$|>{7}(?= )|\|{7}(?= )", re.MULTILINE)
"""The marks that git puts at the sides of a merge conflict."""


class _ConstantError(ValueError):
    """NaN or Infinity: Python's reader takes them, JSON has neither."""


def read(source: Source) -> Expression:
    """Read a JSON text; see :func:`appconfig_merge.syntax.parse_json`."""
    check(source)
    from appconfig_merge.syntax.tree_sitter import read_json

    return read_json(source)


def check(source: Source) -> None:
    """Raise SourceSyntaxError unless the text is JSON. Repeated names are JSON."""
    text = source.text
    try:
        # The values are of no use here, and float() takes any number of digits.
        json.loads(text, parse_int=float, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise _explain(source, text, error) from None
    except _ConstantError:
        raise _explain_constant(source, text) from None
    except RecursionError:
        location = source.location(0, 0)
        raise LimitError(
            "this is nested too deep to be read as JSON",
            location=location,
            line_text=source.line(1),
            help="the levels past the first hundred would be unresolved in any case",
        ) from None


def _refuse_constant(_name: str) -> NoReturn:
    raise _ConstantError


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


def _explain_constant(source: Source, text: str) -> SourceSyntaxError:
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


def _explain(source: Source, text: str, error: json.JSONDecodeError) -> SourceSyntaxError:
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


def _explain_comma(source: Source, text: str, comma: int, bracket: str) -> SourceSyntaxError:
    return _fail(
        source,
        text,
        comma,
        1,
        f"a comma before the closing {bracket}",
        "remove the trailing comma: JSON allows none",
    )


_SPACE_BACK = re.compile(r"[ \t\n\r]+\Z")


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


_NUMBER_LIKE = re.compile(r"[-+.\w]*")


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
