"""A tokenizer for text that doesn't parse: enough of ECMA-262 12 to say what is wrong with it.

It works on text, since it has to cope with anything, and it decides between a division and a
regular expression by what came before, as a person does.
"""

from __future__ import annotations

import re

from appconfig_merge.named_tuples import NamedTuple

_LINE_END = "\n\r\u2028\u2029"
_SPACE = re.compile(
    rf"(?:\s+|\ufeff|//[^{_LINE_END}]*|<!--[^{_LINE_END}]*|/\*[^*]*\*+(?:[^/*][^*]*\*+)*/)+"
)
_INDENT = re.compile(r"[ \t]*")
_HASHBANG = re.compile(rf"#![^{_LINE_END}]*")
_TOKEN = re.compile(
    r'"[^"\\\n\r]*(?:\\(?:\r\n|[\s\S])[^"\\\n\r]*)*(?P<double>"?)'
    r"|'[^'\\\n\r]*(?:\\(?:\r\n|[\s\S])[^'\\\n\r]*)*(?P<single>'?)"
    r"|(?P<number>\.?[0-9](?:[eE][+-](?=[0-9])|[\w.$])*)"
    r"|(?P<word>\#?(?:[\w$\u200c\u200d\u00b7]|\\u(?:[0-9a-fA-F]{4}|\{[0-9a-fA-F]+\}))+)"
    r"|(?P<punctuator>=>|\.\.\.|\?\.(?![0-9])|\+\+|--|\?\?=?|&&=?|\|\|=?|>>>?=?|<<=?|\*\*=?"
    r"|[=!]==?|[-+*/%&|^<>]=?|[{}()\[\];,.:?~!=`])"
)
_REGEX = re.compile(
    rf"/(?![*/])[^/\\\[{_LINE_END}]*"
    rf"(?:(?:\\[^{_LINE_END}]|\[[^\]\\{_LINE_END}]*(?:\\[^{_LINE_END}][^\]\\{_LINE_END}]*)*\])"
    rf"[^/\\\[{_LINE_END}]*)*(?P<close>/?)\w*"
)
_TEMPLATE = re.compile(r"[^`\\$]*(?:(?:\\[\s\S]|\$(?!\{))[^`\\$]*)*(?P<close>`|\$\{)?")


class Token(NamedTuple):
    """A token.

    ``kind`` is word, number, string, template, regex, a punctuator's own text, ``end``, or
    ``open-`` with one of string, template, regex and comment where that never ends.
    """

    kind: str
    start: int
    end: int
    newline: bool


class Tokenizer:
    """Tokens on demand: what a slash is depends on what the caller made of the text before."""

    def __init__(self, text: str) -> None:
        self.text = text
        match = _HASHBANG.match(text)
        self.position = match.end() if match else 0
        self._line_start = 0

    @property
    def indent(self) -> str:
        """The white space that the current token's line starts with."""
        match = _INDENT.match(self.text, self._line_start)
        assert match is not None
        return match[0]

    def next(self, *, operand: bool) -> Token:
        """The next token; with ``operand``, a slash starts a regular expression."""
        text = self.text
        start = self.position
        newline = False
        match = _SPACE.match(text, start)
        if match is not None:
            newline = any(char in match[0] for char in _LINE_END)
            if newline:
                ends = (text.rfind(char, start, match.end()) for char in _LINE_END)
                self._line_start = max(ends) + 1
            start = match.end()
        if start >= len(text):
            return Token("end", start, start, newline)
        if text.startswith("/*", start):
            return Token("open-comment", start, start + 2, newline)
        if operand and text[start] == "/":
            match = _REGEX.match(text, start)
            if match is not None:
                return self._token("regex" if match["close"] else "open-regex", match, newline)
        match = _TOKEN.match(text, start)
        if match is None:
            return Token("other", start, start + 1, newline)
        kind = match.lastgroup
        if kind in {"double", "single"}:
            return self._token("string" if match[kind] else "open-string", match, newline)
        if kind == "punctuator":
            return self._token(match[0], match, newline)
        assert kind is not None
        return self._token(kind, match, newline)

    def template(self, start: int) -> Token:
        """A stretch of a template from ``start`` on, up to its end or a substitution."""
        match = _TEMPLATE.match(self.text, start)
        assert match is not None
        kind = {"`": "template", "${": "${"}.get(match["close"] or "", "open-template")
        return self._token(kind, match, newline=False)

    def _token(self, kind: str, match: re.Match[str], newline: bool) -> Token:
        self.position = match.end()
        return Token(kind, match.start(), match.end(), newline)
