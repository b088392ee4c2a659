"""What the text of a literal denotes: strings, templates, numbers, names.

Both readers use it. Everything here works on text without its delimiters and knows nothing
of where that text stands; :class:`LiteralError` carries an offset for the caller to add.
"""

from __future__ import annotations

import re


class LiteralError(ValueError):
    """A literal's text breaks ECMA-262 12.9 (or 12.7 for names).

    ``offset`` counts characters from the start of the text that was given, ``length`` how
    many of them are at fault.
    """

    def __init__(self, message: str, offset: int, length: int, help: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
        self.length = length
        self.help = help


# Patterns are text, compiled at first use: compiling takes longer than reading a small file.
#
# ECMA-262 12.9.4 with Annex B.1.2: the longest match is the escape. What only "." matches is
# an identity escape, \8 and \9 among them, except that \u and \x must not be cut short.
_ESCAPE = (
    r"(?s)\\(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})"
    r"|([0-3][0-7]{0,2}|[4-7][0-7]?)|(\r\n|.))"
)
_LINE_END_OR_ESCAPE = r"(?s)\\(?:\r\n|.)|[\r\n]"
_NAME_ESCAPE = r"\\u(?:\{([0-9a-fA-F]+)\}|([0-9a-fA-F]{4}))"
_SINGLE = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    "b": "\b",
    "f": "\f",
    "v": "\v",
    # A line continuation denotes nothing.
    "\r\n": "",
    "\n": "",
    "\r": "",
    "\u2028": "",
    "\u2029": "",
}
_SURROGATE = "[\ud800-\udfff]"

_BASES = {"0x": 16, "0X": 16, "0o": 8, "0O": 8, "0b": 2, "0B": 2}


def join_surrogates(text: str) -> str:
    r"""Join each high and low surrogate that stand side by side into one code point.

    A JavaScript string is a sequence of UTF-16 code units, so ``"\ud83d\ude00"`` is one
    character however it was written. Lone surrogates stay.
    """
    if text.isascii() or re.search(_SURROGATE, text) is None:
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def string_value(raw: str) -> str:
    """What a string literal denotes, from the text between its quotes (ECMA-262 12.9.4.2).

    Raises LiteralError for a raw line end, an escape that is cut short, or a code point
    past U+10FFFF. Legacy octal escapes are decoded (Annex B.1.2).
    """
    if "\n" in raw or "\r" in raw:
        _refuse_line_end(raw)
    if "\\" not in raw:
        return join_surrogates(raw)
    return join_surrogates(re.sub(_ESCAPE, _string_escape, raw))


def _refuse_line_end(raw: str) -> None:
    """Raise LiteralError for the first line end that no backslash continues."""
    continued = False
    for match in re.finditer(_LINE_END_OR_ESCAPE, raw):
        if match[0] in "\r\n":
            raise LiteralError(
                "a string can't run over the end of a line",
                match.start(),
                0,
                "close the string with its quote, or write \\n where a line should end",
            )
        continued = True
    assert continued


def _string_escape(match: re.Match[str]) -> str:
    octal = match[4]
    if octal is not None:
        return chr(int(octal, 8))
    return _escape(match)


def _escape(match: re.Match[str]) -> str:
    """Decode an escape that strings and templates share."""
    long, short, byte, _octal, other = match.groups()
    if long is not None:
        digits = long.lstrip("0")
        if len(digits) > 6 or (digits and int(digits, 16) > 0x10FFFF):
            raise LiteralError(
                f"{match[0]} is past the last code point, \\u{{10FFFF}}",
                match.start(),
                len(match[0]),
            )
        return chr(int(digits or "0", 16))
    if short is not None:
        return chr(int(short, 16))
    if byte is not None:
        return chr(int(byte, 16))
    assert other is not None
    if other in {"u", "x"}:
        form = "\\uHHHH or \\u{H...}" if other == "u" else "\\xHH"
        raise LiteralError(
            f"this \\{other} escape is cut short",
            match.start(),
            2,
            f"write {form} with hexadecimal digits, or \\\\{other} for a backslash and {other}",
        )
    return _SINGLE.get(other, other)


def template_raw(text: str) -> str:
    """The raw value of a template's stretch of text: CR LF and CR become LF (12.9.6.2)."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def template_value(raw: str) -> str:
    """The cooked value of a template's stretch, from :func:`template_raw` (12.9.6.1).

    Raises LiteralError for an escape that a template may not have, octal ones included.
    """
    if "\\" not in raw:
        return join_surrogates(raw)
    return join_surrogates(re.sub(_ESCAPE, _template_escape, raw))


def _template_escape(match: re.Match[str]) -> str:
    octal = match[4]
    if octal == "0" and not match.string[match.end() : match.end() + 1].isdecimal():
        return "\0"
    if octal is not None or match[5] in {"8", "9"}:
        raise LiteralError(
            "a template can't have octal escapes",
            match.start(),
            len(match[0]),
            "write the character as \\xHH",
        )
    return _escape(match)


def number_value(raw: str) -> float:
    """What a numeric literal denotes, rounded as ECMA-262 12.9.3.3 rounds: to nearest, even.

    Raises LiteralError for a form that JavaScript refuses (``1__0``, ``017.5``, ``0b12``).
    """
    try:
        base = _BASES.get(raw[:2])
        if base is not None:
            return _double(_integer(raw[2:], base))
        if raw[0] == "0" and raw[1:2].isdecimal():
            return _legacy(raw)
        # Python's grammar of a decimal that starts with a digit or a point is JavaScript's:
        # digits, separators between two of them, fraction, exponent.
        if raw.isascii() and (raw[0].isdecimal() or raw[0] == ".") and raw[:2] != "0_":
            return float(raw)
    except ValueError:
        pass
    raise _bad_number(raw)


def _integer(digits: str, base: int) -> int:
    """Digits with separators between them. In these bases Python takes any number of them."""
    if not digits[:1].isalnum() or not digits.isascii():
        raise ValueError(digits)
    return int(digits, base)


def _double(value: int) -> float:
    try:
        return float(value)
    except OverflowError:
        return float("inf")


def _legacy(raw: str) -> float:
    """A number with a leading zero (Annex B.1.1): octal, unless a digit says otherwise."""
    whole = raw.partition(".")[0].lower().partition("e")[0]
    if "_" in raw or not raw.isascii():
        raise ValueError(raw)
    if "8" in whole or "9" in whole:
        return float(raw)
    return _double(int(raw, 8))


def bigint_value(raw: str) -> int:
    """What a BigInt literal denotes, from its text with the ``n``.

    Raises LiteralError for a form that JavaScript refuses (``01n``, ``1.5n``).
    """
    digits = raw[:-1]
    base = _BASES.get(digits[:2])
    try:
        if base is not None:
            return _integer(digits[2:], base)
    except ValueError:
        raise _bad_number(raw) from None
    bare = digits.replace("_", "")
    separated = "__" in digits or digits[:1] == "_" or digits[-1:] == "_"
    if separated or not (bare.isascii() and bare.isdecimal()) or (bare[0] == "0" and digits != "0"):
        raise _bad_number(raw)
    return _decimal(bare)


_DECIMAL_CHUNK = 4000
"""Decimal digits that are converted at once: below Python's own limit of 4300."""


def _decimal(digits: str) -> int:
    """``int(digits)`` for any number of digits.

    Python refuses to convert more than 4300 at once, and that limit is the process' to set,
    not ours. Neighbouring pieces are joined level by level, which is not quadratic.
    """
    width = _DECIMAL_CHUNK
    first = len(digits) % width
    starts = range(first, len(digits), width)
    pieces = [int(digits[:first] or "0"), *(int(digits[at : at + width]) for at in starts)]
    while len(pieces) > 1:
        if len(pieces) % 2:
            pieces.insert(0, 0)
        scale = 10**width
        pairs = zip(pieces[::2], pieces[1::2], strict=True)
        pieces = [high * scale + low for high, low in pairs]
        width *= 2
    return pieces[0]


def _bad_number(raw: str) -> LiteralError:
    help = None
    if "_" in raw:
        help = "a separator stands between two digits, and not after a leading 0"
    elif raw.endswith("n"):
        help = "a BigInt is written without a fraction, an exponent or a leading 0"
    elif raw.startswith("0"):
        help = "a number that starts with 0 is octal: remove the 0"
    shown = raw if len(raw) <= 40 else raw[:40] + "..."
    return LiteralError(f"{shown} is not a number that JavaScript can read", 0, len(raw), help)


def name_value(raw: str) -> str:
    """What an identifier spells, its escapes decoded (ECMA-262 12.7).

    Raises LiteralError where a character can't stand in a name. What Python's Unicode tables
    don't know yet is let through.
    """
    name = raw
    if "\\" in raw:
        name = re.sub(_NAME_ESCAPE, _name_escape, raw)
    if name.isidentifier():
        return name
    for index, char in enumerate(name):
        if not _in_name(char, first=index == 0):
            raise LiteralError(
                f"{show(char)} can't stand in a name",
                index if name is raw else 0,
                1 if name is raw else len(raw),
                odd_character_help(char),
            )
    return name


_QUOTES = "\u2018\u2019\u201c\u201d\u00ab\u00bb\u201e\u201a"
_UNSEEN = "\u00ad\u200b\u200e\u200f\u2060\u2061\u202a\u202c\ufeff"
LEFT_OUT = "do they stand for something that was left out? Write it, or take the dots away"
"""What to do about dots where a value or a name should be."""


def odd_character_help(char: str) -> str | None:
    """What to do about a character that looks like one of JavaScript's, or can't be seen."""
    if char in _QUOTES:
        return "this is a typographic quote: use a plain ' or \""
    if char in _UNSEEN:
        return "this character can't be seen: delete it, or write the line anew"
    if "\uff01" <= char <= "\uff5e":  # the full-width forms of ASCII
        return f"this is a wide character: write {chr(ord(char) - 0xFEE0)}"
    return LEFT_OUT if char == "\u2026" else None


def _name_escape(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    if code > 0x10FFFF:
        raise LiteralError(f"{match[0]} can't stand in a name", match.start(), len(match[0]))
    return chr(code)


def _in_name(char: str, *, first: bool) -> bool:
    """ID_Start or ID_Continue, with what ECMA-262 12.7 adds: $, ZWNJ and ZWJ."""
    if char == "$" or char.isidentifier():
        return True
    if not first and (char in "\u200c\u200d" or ("a" + char).isidentifier()):
        return True
    # Python has XID_Start and XID_Continue, ECMAScript the slightly larger ID_ forms.
    return char in _OTHER_ID_START or _category(char) in _LETTERS


_LETTERS = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Nl", "Cn"})
_OTHER_ID_START = "\u1885\u1886\u2118\u212e\u309b\u309c"


def _category(char: str) -> str:
    import unicodedata

    return unicodedata.category(char)


def show(char: str) -> str:
    """A character for a message: by its code too where it could be mistaken."""
    if char.isascii() and char.isprintable():
        return char
    code = f"U+{ord(char):04X}"
    return f"{char} ({code})" if char.isprintable() else code
