"""Settings: what they say, and what is no setting."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge import Source
from appconfig_merge.checks.settings import TABLE, Settings, SettingsError, read_settings
from appconfig_merge.errors import AppConfigError, SourceSyntaxError
from appconfig_merge.rendering.problems import render_error
from appconfig_merge.rendering.style import PLAIN
from appconfig_merge.syntax.toml_text import TomlText
from tests.checks.support import findings, ids

RULES = ("overridden", "redundant", "secret", "unresolved")


def read(text: str, table: tuple[str, ...] = ()) -> Settings:
    """The settings in a text."""
    return read_settings(TomlText(Source("settings.toml", text, "json")), RULES, table=table)


def test_no_settings_are_the_defaults() -> None:
    """All rules are in force, and errors fail."""
    assert read("") == Settings()
    assert Settings().has("secret")
    assert Settings().fail_on == "error"


def test_every_setting_is_read() -> None:
    """The whole of the table, from a pyproject.toml with others."""
    text = """
[project]
name = "x"

[tool.appconfig-merge]
select = ["secret", "overridden"]
ignore = ["overridden"]
fail-on = "never"
flex-ui = "2.17"

[tool.appconfig-merge.severity]
secret = "info"

[tool.appconfig-merge.per-path-ignores]
"dev/*" = ["secret"]
"""
    assert read(text, TABLE) == Settings(
        select=frozenset({"secret", "overridden"}),
        ignore=frozenset({"overridden"}),
        severity={"secret": "info"},
        fail_on="never",
        per_path_ignores=(("dev/*", frozenset({"secret"})),),
        flex_ui="2.17",
    )


def test_a_severity_holds_for_all_findings_of_a_rule() -> None:
    """A severity that a person chose is the one that counts."""
    script = "var appConfig = { a: '__A__', b: '{{name}}' };"

    assert [one.severity for one in findings(script)] == ["warning", "info"]
    settings = Settings(severity={"placeholder": "error"})
    assert [one.severity for one in findings(script, settings=settings)] == ["error", "error"]


def test_ignored_wins_over_selected() -> None:
    """What is in both lists is not in force."""
    settings = Settings(select=frozenset({"placeholder"}), ignore=frozenset({"placeholder"}))

    assert ids(findings("var appConfig = { a: '__A__' };", settings=settings)) == []


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("appConfig.js", "appConfig.js", True),
        ("appConfig.js", "public/dev/appConfig.js", True),
        ("*.json", "a/b/configuration.json", True),
        ("public/*.js", "public/appConfig.js", True),
        ("public/*.js", "public/dev/appConfig.js", False),
        ("./public/**", "public/dev/appConfig.js", True),
        ("**/dev/*.js", "dev/appConfig.js", True),
        ("**/dev/*.js", "a/b/dev/appConfig.js", True),
        ("**/dev/*.js", "a/xdev/appConfig.js", False),
        ("a/?.js", "a/b.js", True),
        ("a/?.js", "a/bc.js", False),
        ("a/[b].js", "a/b.js", False),
        ("a/b.js", "A/b.js", False),
        ("../shared/*", "../shared/x.js", True),
    ],
)
def test_patterns_of_paths(pattern: str, path: str, matches: bool) -> None:
    """A star stays in its folder, two go through any; without a slash the name counts."""
    settings = Settings(per_path_ignores=((pattern, frozenset({"secret"})),))

    assert bool(settings.ignored_at(path)) is matches


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            'fail-on = "error"\nselekt = ["secret"]\n',
            ("settings.toml:2:1: there is no setting 'selekt'\n"
            '  2 | selekt = ["secret"]\n'
            "    | ^^^^^^\n"
            "  help: did you mean select?\n"),
        ),
        (
            "zzz = 1\n",
            ("settings.toml:1:1: there is no setting 'zzz'\n"
            "  1 | zzz = 1\n"
            "    | ^^^\n"
            "  help: the settings are select, ignore, severity, fail-on, per-path-ignores, "
            "flex-ui\n"),
        ),
        (
            'ignore = [\n  "secret",\n  "over-ridden",\n]\n',
            ("settings.toml:3:3: no rule is called 'over-ridden'\n"
            '  3 |   "over-ridden",\n'
            "    |   ^^^^^^^^^^^^^\n"
            "  help: did you mean overridden?\n"),
        ),
        (
            '[severity]\nsecret = "fatal"\n',
            ("settings.toml:2:10: secret has to be one of error, warning, info\n"
            '  2 | secret = "*****"\n'
            "    |          ^^^^^^^\n"),
        ),
        (
            "fail-on = 1\n",
            ("settings.toml:1:11: fail-on has to be one of error, warning, info, never\n"
            "  1 | fail-on = 1\n"
            "    |           ^\n"),
        ),
        (
            'select = "secret"\n',
            ("settings.toml:1:10: select has to be a list of rule ids\n"
            '  1 | select = "secret"\n'
            "    |          ^^^^^^^^\n"),
        ),
        (
            "flex-ui = 2.17\n",
            ("settings.toml:1:11: flex-ui has to be a string\n"
            "  1 | flex-ui = 2.17\n"
            "    |           ^^^^\n"),
        ),
        (
            "severity = 1\n",
            (
                "settings.toml:1:12: severity has to be a table of rule ids\n"
                "  1 | severity = 1\n"
                "    |            ^\n"
            ),
        ),
        (
            'per-path-ignores = ["a"]\n',
            ("settings.toml:1:20: per-path-ignores has to be a table of patterns\n"
            '  1 | per-path-ignores = ["a"]\n'
            "    |                    ^^^^^\n"),
        ),
    ],
)  # fmt: skip
def test_what_is_no_setting_is_told_with_its_line(text: str, shown: str) -> None:
    """The place, the line, and the name that was meant."""
    with pytest.raises(SettingsError) as caught:
        read(text)

    assert render_error(caught.value, PLAIN) == shown


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("# selekt\nselekt = 1\n", "2:1"),
        ('flex-ui = """\nselekt = 0"""\nselekt = 1\n', "3:1"),
        ("flex-ui = 'selekt'  # selekt\nselekt = 1\n", "2:1"),
        ("# secret\nseverity = { secret = 'secret' }\n", "2:23"),
        ("select = ['secret']\n[severity]\n# secret\nsecret = 'x'\n", "4:10"),
        ("per-path-ignores = { 'select' = ['secret', 'x'] } # x\n", "1:44"),
        ("[per-path-ignores]\n# x\n'x' = ['secret']\n'ignore' = ['x']\n", "4:13"),
        ("ignore = ['x'] # x\n", "1:11"),
    ],
)
def test_the_place_is_where_the_setting_stands(text: str, place: str) -> None:
    """Not in a comment or a text that has the same word."""
    with pytest.raises(SettingsError) as caught:
        read(text)

    assert str(caught.value.location) == f"settings.toml:{place}"


def test_the_place_is_looked_for_in_the_right_table() -> None:
    """Another tool's setting of the same name is not the one."""
    text = "[tool.other]\nselekt = 1\n\n[tool.appconfig-merge]\nselekt = 2\n"
    with pytest.raises(SettingsError) as caught:
        read(text, TABLE)

    assert caught.value.location is not None
    assert caught.value.location.line == 5


def test_what_is_not_toml_is_told_with_its_line() -> None:
    """As the TOML reader found it."""
    with pytest.raises(SourceSyntaxError) as caught:
        read('fail-on = "error"\nselect = [\n')

    assert str(caught.value).startswith("settings.toml:3:1: this is not TOML: ")


def test_a_fault_of_toml_in_a_line_is_told_there() -> None:
    """With the line and a caret, as every fault of an input."""
    with pytest.raises(SourceSyntaxError) as caught:
        read('fail-on = "error"\nselect = [,]\n')

    assert caught.value.location is not None
    assert caught.value.location[1:3] == (2, 11)
    assert caught.value.line_text == "select = [,]"


@given(st.text(alphabet="select=[]\"'ignore-.{}#\n \\u0041\x00\ud800", max_size=60))
def test_any_text_is_settings_or_an_error(text: str) -> None:
    """No other exception, whatever is in the file."""
    with suppress(AppConfigError):
        assert isinstance(read(text), Settings)
