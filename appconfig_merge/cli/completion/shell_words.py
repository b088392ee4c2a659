"""A line for bash while it is being typed: its words, and what they are without their quotes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

# POSIX 2.2, "Quoting"; a quote that is still open goes to the end.
_TOKEN = re.compile(
    r"""
    (?P<redirection>[0-9]*[<>][<>&|]*)
    | (?P<word>(?: \\(?:.|$) | '[^']*'? | "(?:[^"\\]|\\.)*\\?"? | [^\s<>'"\\] )+)
    | \s+
    """,
    re.VERBOSE | re.DOTALL,
)
POSIX = {"'": "", '"': '$`"\\'}
FISH = {"'": "'\\", '"': '$"\\'}
"""What a backslash escapes in each kind of quotes. Elsewhere it escapes anything."""

_PLAIN = re.compile(r"[^\w@%+=:,./-]")


class Line(NamedTuple):
    """The words of a line as typed, the last of them empty after a space.

    Redirections and their files are left out; ``is_redirected`` where the last word is such a
    file.
    """

    words: list[str]
    is_redirected: bool


def split(line: str) -> Line:
    """The words of a line up to the cursor."""
    words: list[str] = []
    last = ""
    is_redirected = ends_redirected = False
    for token in _TOKEN.finditer(line):
        last, ends_redirected = "", is_redirected
        if token["redirection"]:
            is_redirected = ends_redirected = True
        elif token["word"]:
            last = token["word"]
            if not is_redirected:
                words.append(last)
            is_redirected = False
    if ends_redirected or not last:
        words.append(last)
    return Line(words, ends_redirected)


def unquoted(text: str, escapes: Mapping[str, str] = POSIX) -> tuple[str, str]:
    """What a word stands for, and the quote that is open at its end, if one is."""
    found: list[str] = []
    quote = ""
    chars = iter(text)
    for char in chars:
        if char == quote:
            quote = ""
        elif char == "\\" and escapes.get(quote, char):
            escaped = next(chars, "")
            is_kept = quote and escaped not in escapes[quote]
            found.append(char + escaped if is_kept else escaped)
        elif not quote and char in escapes:
            quote = char
        else:
            found.append(char)
    return "".join(found), quote


def quoted(text: str, quote: str = "") -> str:
    """A text as it is typed after an open quote, or without one."""
    if quote == "'":
        return text.replace("'", "'\\''")
    if quote:
        # A ! would be the history's, and a backslash before it stays: the quotes end for it.
        return re.sub(r'[$`"\\]', r"\\\g<0>", text).replace("!", '"\\!"')
    return _PLAIN.sub(r"\\\g<0>", text)
