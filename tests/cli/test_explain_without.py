"""``explain --without``: what would be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.command import run
from tests.cli.explaining import FILES, explained, prepare, section
from tests.diff.support import write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A script over a resource."""
    return prepare(tmp_path)


@pytest.mark.parametrize(
    ("what", "options", "told"),
    [
        ("appConfig.js", (), ['it would be "error"',
                              "set at configuration.json:4:17 (ui_attributes)"]),
        ("ui_attributes", (), ['it would still be "warn"',
                               "set at appConfig.js:2:13 (appConfig.js)"]),
        ("appConfig.js:2", (), ['it would be "error"',
                                "set at configuration.json:4:17 (ui_attributes)"]),
        ("appConfig.js:2:13", (), ['it would be "error"',
                                   "set at configuration.json:4:17 (ui_attributes)"]),
        ("configuration.json:4", ("--flex-ui=2.17.1",), [
            'it would be "warn"', "set at appConfig.js:2:13 (appConfig.js)"]),
        ("ui_attributes.logLevel", ("--flex-ui=2.17.1",), [
            'it would be "warn"', "set at appConfig.js:2:13 (appConfig.js)"]),
        ("Flex UI 2.17.1", ("--flex-ui=2.17.1",), [
            'it would still be "error"',
            "set at configuration.json:4:17 (ui_attributes.logLevel)"]),
    ],
)  # fmt: skip
def test_what_would_be(folder: Path, what: str, options: tuple[str, ...], told: list[str]) -> None:
    """Without a layer, or without a line."""
    text = explained(folder, "logLevel", "--without", what, *options)

    assert section(text, f"without {what}") == told


def test_what_a_line_took_the_place_of(tmp_path: Path) -> None:
    """Stands again: what the same file set before. An element is an entry, too."""
    write(
        tmp_path,
        a__js="""\
var appConfig = {
  a: 1, b: { c: 1 }, d: 2,
  list: [
    "x",
    "y"
  ],
};
appConfig.a = 2;
appConfig.b.c = 3;
delete appConfig.d;
appConfig.b = { e: 1 };
""",
    )

    def then(line: int, path: str) -> list[str]:
        text = run("explain", "a.js", path, "--without", f"a.js:{line}", cwd=tmp_path).stdout
        return section(text, f"without a.js:{line}")[:1]

    assert then(8, "a") == ["it would be 1"]
    assert then(11, "b.c") == ["it would be 3"]
    assert then(11, "b.e") == ["it would not be set"]
    assert then(2, "d") == ["it would not be set either"]
    assert then(4, "list") == ['it would be ["y"]']
    assert then(2, "a") == ["it would still be 2"]
    assert then(2, "b.e") == ["it would still be 1"]


def test_a_line_under_a_condition(fixtures: Path) -> None:
    """Leaves what nobody can say: it is not made up."""
    text = run("explain", "appConfig.js", "custom_data.environment", "--without",
               "appConfig.js:35", cwd=fixtures / "environments").stdout  # fmt: skip

    assert section(text, "without appConfig.js:35")[0].startswith("it would be unresolved: ")


@pytest.mark.parametrize(
    ("what", "message", "help"),
    [
        ("nope", "there is no layer nope",
         "the layers are ui_attributes, appConfig.js; a line is FILE:LINE"),
        ("appconfig.js", "there is no layer appconfig.js", "did you mean appConfig.js?"),
        ("appConfig.js:5", "no entry of the configuration begins at appConfig.js:5",
         "give the line of an entry's key or value, as explain shows it"),
        ("x.js:2", "no entry of the configuration begins at x.js:2",
         "give the line of an entry's key or value, as explain shows it"),
    ],
)  # fmt: skip
def test_what_is_not_there(folder: Path, what: str, message: str, help: str) -> None:
    """Can't be left out."""
    result = run("explain", *FILES, "logLevel", "--without", what, cwd=folder)

    assert result.code == 2
    assert result.stderr == f"error: {message}\n  help: {help}\n"
