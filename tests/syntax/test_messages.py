"""What a person is told about a file that doesn't parse: message, place, line and help."""

from __future__ import annotations

import pytest

from tests.syntax.trees import refusal

CONFIG = """\
var appConfig = {
  accountSid: "AC1",
  pluginService: {
    enabled: true,
    url: "/plugins"
  },
  list: [1, 2, 3],
  n: 1
};
"""


@pytest.mark.parametrize(
    ("before", "after", "message", "place", "help"),
    [
        (
            '"AC1",',
            '"AC1"',
            "a comma is missing after the property accountSid",
            (2, 20),
            "put a comma here",
        ),
        (
            "true,",
            "true",
            "a comma is missing after the property enabled",
            (4, 18),
            "put a comma here",
        ),
        (
            "  },",
            "  } // plugins",
            "a comma is missing after the property pluginService",
            (6, 4),
            "put a comma here",
        ),
        ("2, 3", "2 3", "a comma is missing between two elements", (7, 14), "put a comma here"),
        (
            '"AC1",',
            '"AC1",,',
            "a comma without a property before it",
            (2, 21),
            "remove this comma",
        ),
        (
            "n: 1\n}",
            "n: 1\n",
            "unexpected ; inside an object",
            (9, 1),
            "put a comma here, or close the { of line 1 with }",
        ),
        ("n: 1\n};", "n: 1\n", "this { is never closed", (1, 17), "add a }"),
        (
            '"/plugins"\n  },',
            '"/plugins",',
            "this { is never closed",
            (3, 18),
            "the } of line 8 closes it, but isn't indented like it",
        ),
        ("3],", "3,", "unexpected :", (8, 4), None),
        (
            "n: 1\n",
            "n: 1]\n",
            "this ] doesn't match the { of line 1",
            (8, 7),
            "close that with } first",
        ),
        (
            "};",
            "}};",
            "this } closes nothing",
            (9, 2),
            "remove it, or look for a { that is missing before it",
        ),
        (
            "n: 1",
            "n: f(1",
            "this } doesn't match the ( of line 8",
            (9, 1),
            "close that with ) first",
        ),
        (
            "n: 1",
            'n: "1',
            "this string is never closed on its line",
            (8, 6),
            'close it with ", or write \\n where a line should end in it',
        ),
        (
            "n: 1",
            "n: 'it's'",
            "this string ends before its text does",
            (8, 6),
            "write \\' for a ' inside it, or use the other quotes around it",
        ),
        ("n: 1", "n: `1", "this template is never closed", (8, 6), "close it with a `"),
        ("n: 1", "n: 1 /* one", "this comment is never closed", (8, 8), "close it with */"),
        ("n: 1", "n: ", "the property n has no value", (8, 4), None),
        ("n: 1", "n: 1 +", "expected a value, found }", (9, 1), None),
        (
            "n: 1",
            "n-m: 1",
            "a name with a - needs quotes: n-...",
            (8, 3),
            "put the whole name in quotes",
        ),
        (
            "n: 1",
            "n m: 1",
            "expected a colon after the name n, found m",
            (8, 5),
            "a name with a space in it needs quotes",
        ),
        (
            "n: 1",
            "n = 1",
            "expected a colon after the name n, found =",
            (8, 5),
            "in an object a colon stands between a name and its value",
        ),
        (
            "n: 1",
            "n: “1”",
            "“ (U+201C) can't stand in a name",
            (8, 6),
            "this is a typographic quote: use a plain ' or \"",
        ),
        ("var ", "# settings\nvar ", "unexpected #", (1, 1), "a comment starts with //"),
        ("var ", "the ", "unexpected appConfig", (1, 5), None),
    ],
)
def test_slips(
    before: str, after: str, message: str, place: tuple[int, int], help: str | None
) -> None:
    """One slip in a file that is fine otherwise."""
    text = CONFIG.replace(before, after, 1)
    assert text != CONFIG

    error = refusal(text)

    assert error.location is not None
    assert (message, place, help) == (
        error.message,
        (error.location.line, error.location.column),
        error.help,
    )
    assert text.split("\n")[place[0] - 1] == error.line_text


@pytest.mark.parametrize(
    "placeholder",
    [
        "<YOUR_ACCOUNT_SID>",
        "<your account sid>",
        "{{account_sid}}",
        "{{ .Values.accountSid }}",
        "#{AccountSid}#",
        "#{AccountSid}",
        "${ACCOUNT_SID}",
        "<%= account_sid %>",
        "%ACCOUNT_SID%",
        "@ACCOUNT_SID@",
    ],
)
def test_placeholders(placeholder: str) -> None:
    """A placeholder that a deployment should have filled in is called one."""
    error = refusal(CONFIG.replace('"AC1"', placeholder))

    assert error.location is not None
    assert (error.message, error.location.line, error.location.column, error.help) == (
        f"{placeholder} is a placeholder that was never filled in",
        2,
        15,
        "put the value there, in quotes if it is text",
    )


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html>\n<html><body>Not found</body></html>",
        "\n<html lang='en'></html>",
        "<?xml version='1.0'?><Error/>",
        "<script>var appConfig = {};</script>",
    ],
)
def test_a_page_instead_of_a_script(text: str) -> None:
    """What a web server answers for a missing file is recognised."""
    error = refusal(text)

    assert (error.message, error.help) == (
        "this looks like HTML, not JavaScript",
        "was an error page or the app's own page saved as appConfig.js?",
    )


def test_json_instead_of_a_script() -> None:
    """An object alone is a block to JavaScript."""
    error = refusal('{\n  "accountSid": "AC1"\n}')

    assert (error.message, error.help) == (
        "this looks like JSON, not a script",
        "a script has to assign the object: var appConfig = {...};",
    )


@pytest.mark.parametrize(
    ("text", "what", "place"),
    [
        (
            '{"schema_version": 1, "kind": "flex-ui-snapshot"}',
            "a snapshot of a running page",
            "1:1",
        ),
        (
            '{\n"kind" : "flex-ui-snapshot", "resource": {"ui_attributes": {}}}',
            "a snapshot of a running page",
            "1:1",
        ),
        ("\n# Twilio Flex Error report\n---\n", "an error report of Flex UI", "2:1"),
        ("\n### APPLICATION STATUS\n", "an error report of Flex UI", "2:1"),
    ],
)
def test_what_a_page_had_instead_of_its_script(text: str, what: str, place: str) -> None:
    """A snapshot is held against what a script gives, and stands in no script's place."""
    error = refusal(text)

    assert str(error) == f"appConfig.js:{place}: this is {what}, not a script"
    assert error.help == "verify takes it with --running, and the script or page before it"


def test_places_count_code_points() -> None:
    """Columns are those that an editor shows, whatever stands before."""
    error = refusal("x = {é: '😀' b: 1}")

    assert str(error) == "appConfig.js:1:12: a comma is missing after the property é"
