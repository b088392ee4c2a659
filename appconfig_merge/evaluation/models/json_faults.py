"""What JSON.parse throws, as a browser words it, and why the text isn't JSON."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from appconfig_merge.javascript.conversion import Throws

if TYPE_CHECKING:
    from appconfig_merge.javascript.values import Traced

_PLACEHOLDER: Final = re.compile(
    r"\s*(\$\{[\w.:-]*\}|\$[A-Z_][A-Z0-9_]*|\{\{[^{}]*\}\}|#\{[\w.]*\}#?|__\w+?__|<%[^%]*%>|%\w+%|@\w+@|\[\[\s*[A-Za-z_]\w*\s*\]\]"
    r"|(?:REPLACE|YOUR|INSERT|CHANGE)[_-]?\w*)"
)
_WORDS: Final = {"True": "true", "False": "false", "None": "null"}


def not_json(text: str, error: ValueError, at: Traced) -> Throws:
    """The SyntaxError of a text; ``error`` is what Python's reader says of it.

    The words are those that V8 had up to its release 11.3, which quote no more of the text than
    the character that is wrong: texts hold secrets.
    """
    position = _position(text, error)
    return Throws("SyntaxError", _message(text, position, error), at, help=_help(text, position))


def _position(text: str, error: ValueError) -> int:
    """Where reading stops: an index into the text, its length at the end."""
    where: int = getattr(error, "pos", 0)
    if not hasattr(error, "pos"):  # NaN and Infinity, which Python's reader takes
        found = re.search(r'"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b', text)
        while found is not None and found[0].startswith('"'):
            found = re.compile(r'"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b').search(
                text, found.end()
            )
        where = found.start() if found is not None else 0
    elif str(error).startswith("Illegal trailing comma"):
        where += 1  # Python from 3.13 on stops at the comma, JavaScript at the bracket behind it
    return where + len(text[where:]) - len(text[where:].lstrip(" \t\n\r"))


def _message(text: str, position: int, error: ValueError) -> str:
    reason = str(error)
    if reason.startswith("Unterminated string"):
        return f"Unterminated string in JSON at position {len(text)}"
    if reason.startswith("Invalid control character"):
        return f"Bad control character in string literal in JSON at position {position}"
    if position >= len(text):
        return "Unexpected end of JSON input"
    return f"Unexpected token {text[position]} in JSON at position {position}"


def _help(text: str, position: int) -> str:
    """What a person most likely meant."""
    rest = text[position:]
    placeholder = _PLACEHOLDER.match(text) or _PLACEHOLDER.match(rest)
    if placeholder is not None:
        return f"{placeholder[1]} is a placeholder that nothing has filled in"
    if not text.strip():
        return "the text is empty: was it to be filled in?"
    if text.startswith("[object "):
        return "what is given is an object already: leave JSON.parse out"
    if text == "undefined":
        return "what is given is undefined: nothing has set it"
    word = re.match(r"[A-Za-z]+", rest)
    if word is not None and word[0] in _WORDS:
        return f"JSON writes {_WORDS[word[0]]}"
    if rest.startswith(("'", "\u2018", "\u2019", "\u201c", "\u201d")):
        return "JSON takes double quotes alone"
    if re.match(r"[A-Za-z_$][\w$]*\s*:", rest):
        return "JSON takes double quotes around names"
    if re.match(r"[}\]]", rest) and text[:position].rstrip().endswith(","):
        return "JSON allows no comma before a closing bracket"
    if rest.startswith("<"):
        return "the text is HTML or XML, not JSON"
    if not rest or rest.count('"') == 1:
        return "the text ends before its JSON does"
    return "JSON is double-quoted texts, numbers, true, false, null, and objects and arrays of them"


__all__ = ["not_json"]
