"""What literals denote, and which are refused."""

from __future__ import annotations

import math

import pytest

from appconfig_merge.syntax.literals import (
    LiteralError,
    bigint_value,
    name_value,
    number_value,
    string_value,
    template_raw,
    template_value,
)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("", ""),
        ("plain é😀", "plain é😀"),
        (r"\n\t\b\v\f\r\0", "\n\t\b\v\f\r\0"),
        (r"\'\"\\\a\/", "'\"\\a/"),
        (r"\x41\u0041\u{41}\u{0000041}", "AAAA"),
        (r"\101\60\7\377\400", "A0\x07\xff 0"),
        (r"\8\9", "89"),
        ("a\\\nb\\\r\nc\\\rd\\\u2028e", "abcde"),
        ("\u2028\u2029", "\u2028\u2029"),
        (r"\ud83d\ude00", "😀"),
        (r"\u{d83d}\u{de00}", "😀"),
        ("\\ud83d\ude00", "😀"),
        (r"\ud83d", "\ud83d"),
        (r"\ude00\ud83d", "\ude00\ud83d"),
        (r"\u{10FFFF}", "\U0010ffff"),
    ],
)
def test_strings(raw: str, value: str) -> None:
    """Escapes decode as ECMA-262 has them; surrogate pairs join, lone ones stay."""
    assert value == string_value(raw)


@pytest.mark.parametrize(
    ("raw", "message", "offset"),
    [
        ("ab\ncd", "a string can't run over the end of a line", 2),
        ("ab\\\\\rcd", "a string can't run over the end of a line", 4),
        (r"a\u{110000}", r"\u{110000} is past the last code point, \u{10FFFF}", 1),
        (r"a\u12", r"this \u escape is cut short", 1),
        (r"\xg0", r"this \x escape is cut short", 0),
    ],
)
def test_strings_that_are_none(raw: str, message: str, offset: int) -> None:
    """The error counts its place in characters."""
    with pytest.raises(LiteralError) as caught:
        string_value(raw)

    assert (message, offset) == (caught.value.message, caught.value.offset)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("0", 0.0),
        ("12.5e-1", 1.25),
        (".5", 0.5),
        ("5.", 5.0),
        ("1_000.5_0", 1000.5),
        ("0xFf", 255.0),
        ("0B101", 5.0),
        ("0o17", 15.0),
        ("017", 15.0),
        ("089.5", 89.5),
        ("9007199254740993", 9007199254740992.0),
        ("0x20000000000001", 9007199254740992.0),
        ("0x20000000000003", 9007199254740996.0),
        ("1e400", math.inf),
        ("0x" + "f" * 300, math.inf),
        ("1" * 6000, math.inf),
        ("1e-400", 0.0),
    ],
)
def test_numbers(raw: str, value: float) -> None:
    """Numbers are doubles, rounded to the nearest, ties to even."""
    assert value == number_value(raw)
    assert isinstance(number_value(raw), float)


@pytest.mark.parametrize(
    "raw", ["1__0", "1_", "0_1", "01_1", "0b12", "0o8", "0x", "017.5", "1e", "1_e5", "1._5"]
)
def test_numbers_that_are_none(raw: str) -> None:
    """Some forms that the grammar lets pass are errors."""
    with pytest.raises(LiteralError):
        number_value(raw)


@pytest.mark.parametrize(
    ("raw", "help"),
    [
        ("1__0", "a separator stands between two digits, and not after a leading 0"),
        ("01_1", "a separator stands between two digits, and not after a leading 0"),
        ("017.5", "a number that starts with 0 is octal: remove the 0"),
        ("1e", None),
        ("1.5n", "a BigInt is written without a fraction, an exponent or a leading 0"),
        ("0b12n", "a BigInt is written without a fraction, an exponent or a leading 0"),
    ],
)
def test_what_is_wrong_with_a_number(raw: str, help: str | None) -> None:
    """The whole number is at fault; the help is about what it has that numbers lack."""
    with pytest.raises(LiteralError) as caught:
        (bigint_value if raw.endswith("n") else number_value)(raw)

    assert caught.value.message == f"{raw} is not a number that JavaScript can read"
    assert (caught.value.help, caught.value.offset, caught.value.length) == (help, 0, len(raw))


def test_a_long_number_is_shown_by_its_start() -> None:
    """Forty characters are enough to find it."""
    for digits, shown in ((39, "1" * 39 + "_"), (40, "1" * 40 + "...")):
        with pytest.raises(LiteralError) as caught:
            number_value("1" * digits + "_")
        assert caught.value.message == f"{shown} is not a number that JavaScript can read"


def test_bigints() -> None:
    """BigInts are exact, however many digits they have."""
    assert [bigint_value(raw) for raw in ("10n", "0xffn", "0o10n", "0b11n", "1_000n")] == [
        10,
        255,
        8,
        3,
        1000,
    ]
    assert bigint_value("9" * 20_000 + "n") == 10**20_000 - 1


@pytest.mark.parametrize("raw", ["01n", "08n", "1_n", "0_1n", "1.5n", "1e3n"])
def test_bigints_that_are_none(raw: str) -> None:
    """A BigInt has no fraction, exponent or leading zero."""
    with pytest.raises(LiteralError):
        bigint_value(raw)


def test_templates() -> None:
    """Line ends become LF in both values, escapes count in the cooked one only."""
    assert template_raw("a\r\nb\rc\\n") == "a\nb\nc\\n"
    assert template_value("a\\n\\\n\\0`") == "a\n\0`"


@pytest.mark.parametrize("raw", [r"\1", r"\00", r"\08", r"\8", r"\u{x}", r"\xg", r"\u12"])
def test_escapes_that_no_template_has(raw: str) -> None:
    """Octal escapes and those that are cut short have no cooked value."""
    with pytest.raises(LiteralError):
        template_value(raw)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("abc", "abc"),
        ("$_1", "$_1"),
        (r"\u0061\u{62}c", "abc"),
        ("ünï", "ünï"),
        ("a\u200d", "a\u200d"),
        ("\u2118\u309b", "\u2118\u309b"),
        ("\U00020000", "\U00020000"),
    ],
)
def test_names(raw: str, name: str) -> None:
    """Names decode their escapes and follow Unicode's ID_Start and ID_Continue."""
    assert name == name_value(raw)


@pytest.mark.parametrize("raw", ["a😀", "\u200da", r"\u0031a", r"a\u002d", r"\u{110000}", "“a”"])
def test_names_that_are_none(raw: str) -> None:
    """The grammar takes any odd character for a letter; ECMA-262 doesn't."""
    with pytest.raises(LiteralError):
        name_value(raw)
