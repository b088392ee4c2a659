"""Errors and remarks as people read them, literally."""

from __future__ import annotations

import pytest

from appconfig_merge import Location
from appconfig_merge.diagnostics import Diagnostic
from appconfig_merge.errors import InputError
from appconfig_merge.limits import MAX_LINE_SHOWN
from appconfig_merge.rendering.problems import render_diagnostic, render_error
from appconfig_merge.rendering.style import PLAIN

SECRET = "sk_live_abcdefghij1234567890"


def shown(
    line: str,
    column: int,
    end_column: int,
    *,
    end_line: int = 1,
    message: str = "it is wrong",
    help: str | None = None,
) -> str:
    """What is printed of an error in the first line of a script."""
    location = Location("a.js", 1, column, end_line, end_column)
    return render_error(InputError(message, location=location, line_text=line, help=help), PLAIN)


def marked(line: str, column: int, end_column: int, *, end_line: int = 1) -> str:
    """What of a line stands above the carets."""
    _, text, carets = shown(line, column, end_column, end_line=end_line).splitlines()
    return "".join(
        character for character, caret in zip(text, carets, strict=False) if caret == "^"
    )


def test_an_error() -> None:
    """Its place, the line with a caret, the help, and what has more about it."""
    error = InputError(
        "it is wrong",
        location=Location("a\n.js", 12, 6, 12, 7),
        line_text="\tvar a\t= 1;  ",
        help="mend\u202e it",
    )

    assert (
        render_error(error, PLAIN, "effective-config show --help")
        == """\
a\\u000a.js:12:6: it is wrong
  12 |  var a = 1;
     |      ^
  help: mend\\u202e it
  see: effective-config show --help
"""
    )


def test_an_error_without_a_place() -> None:
    """Is its message; there is no line to show, whatever is known of it."""
    assert render_error(InputError("it is wrong"), PLAIN) == "it is wrong\n"
    assert render_error(InputError("it is wrong", line_text="var a"), PLAIN) == "it is wrong\n"
    assert render_error(InputError("it is wrong", location=Location("a", 1, 2, 3, 4)), PLAIN) == (
        "a:1:2: it is wrong\n"
    )


def test_a_remark() -> None:
    """Says how grave it is, and its code."""
    remark = Diagnostic("code", "warning", "look", Location("a.js", 1, 1, 1, 4), "var a;", "do it")

    assert (
        render_diagnostic(remark, PLAIN)
        == """\
a.js:1:1: warning[code]: look
  1 | var a;
    | ^^^
  help: do it
"""
    )


def test_colours() -> None:
    """Of the message by its severity, and of the carets."""

    def style(text: str, role: str) -> str:
        return f"<{role}>{text}</>"

    remark = Diagnostic("code", "info", "look", Location("a.js", 1, 1, 1, 4), "var a;")

    assert (
        render_diagnostic(remark, style)
        == """\
a.js:1:1: <info>info[code]: look</>
  1 | var a;
    | <caret>^^^</>
"""
    )
    assert render_error(InputError("look"), style) == "<error>look</>\n"


@pytest.mark.parametrize(
    ("at", "end_line", "text"),
    [
        ((5, 6), 1, "a"),
        ((5, 10), 1, "a = 1"),
        ((5, 2), 2, "a = 1;"),
        ((10, 11), 1, ";"),
        ((5, 5), 1, "a"),
        ((5, 3), 1, "a"),
    ],
)
def test_what_is_marked(at: tuple[int, int], end_line: int, text: str) -> None:
    """From the place to its end, or to the line's; at least one character."""
    assert marked("var a = 1;", *at, end_line=end_line) == text


def test_the_end_of_a_line() -> None:
    """The caret stands behind it."""
    assert shown("var a", 6, 6).splitlines()[1:] == ["  1 | var a", "    |      ^"]


def test_a_line_of_a_hundred_columns() -> None:
    """Is shown whole."""
    line = "x" * 89 + "y" + "x" * 10

    assert shown(line, 90, 91).splitlines()[1:] == [f"  1 | {line}", f"    | {' ' * 89}^"]


def test_a_longer_line() -> None:
    """Is shown in part: fifty columns before the place, as much behind it."""
    line = "a" * 60 + "b" + "c" * 60

    assert shown(line, 61, 62).splitlines()[1:] == [
        f"  1 | {'a' * 50}b{'c' * 49}",
        f"    | {' ' * 50}^",
    ]
    assert marked("a" * 60 + "b" * 60 + "c" * 60, 61, 121) == "b" * 50
    assert marked("a" * 20 + "b" * 60 + "c" * 60, 21, 1, end_line=2) == "b" * 60 + "c" * 20


def test_secrets() -> None:
    """Of the line are masked in it, and in what is said of it."""
    line = f"var k = '{SECRET}', a = 1;"

    assert (
        shown(line, 5, 6, message=f"k is {SECRET}", help=f"not {SECRET}")
        == f"""\
a.js:1:5: k is ********
  1 | var k = '{"*" * len(SECRET)}', a = 1;
    |     ^
  help: not ********
"""
    )


@pytest.mark.parametrize("before", [0, 1_000, MAX_LINE_SHOWN, 3 * MAX_LINE_SHOWN])
@pytest.mark.parametrize("behind", [0, MAX_LINE_SHOWN])
def test_secrets_of_a_very_long_line(before: int, behind: int) -> None:
    """Are masked where the line is shown, which is as a short one would be."""
    start = "x = 1; " * (before // 7)
    own = f"a = {{ k: '{SECRET}' }}; "
    line = f"{start}{own}b = 1; {'y = 2; ' * (behind // 7)}"
    at = len(start + own) + 1

    error, text, carets = shown(line, at, at + 1, message=f"b, not {SECRET}").splitlines()

    assert error == f"a.js:1:{at}: b, not ********"
    assert f"{{ k: '{'*' * len(SECRET)}' }}; b = 1;" in text
    assert text[carets.index("^")] == "b"
