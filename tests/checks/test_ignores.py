"""Comments that take findings back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge import Source
from appconfig_merge.checks.ignores import ignores_in
from tests.checks.support import findings, ids, only

PLACEHOLDER = only("placeholder", "unused-ignore")


@pytest.mark.parametrize(
    "script",
    [
        'var appConfig = { a: "__A__" }; // effective-config: ignore[placeholder]',
        'var appConfig = { a: "__A__" /* effective-config: ignore[placeholder] */ };',
        '// effective-config: ignore[placeholder]\nvar appConfig = { a: "__A__" };',
        '/* effective-config: ignore[placeholder] */\nvar appConfig = { a: "__A__" };',
        '/*\n * effective-config: ignore[placeholder]\n */\nvar appConfig = { a: "__A__" };',
        '//effective-config:ignore [ secret , placeholder ] why\nvar appConfig = { a: "__A__" };',
        'var \u00e4;\r// effective-config: ignore[placeholder]\r\nvar appConfig = { a: "__A__" };',
    ],
)  # fmt: skip
def test_a_comment_takes_a_finding_back(script: str) -> None:
    """On its line, or on the next one where it stands alone."""
    assert ids(findings(script, settings=only("placeholder"))) == []


def test_a_comment_behind_code_is_about_its_own_line() -> None:
    """The next line is another matter."""
    script = (
        "var appConfig = {\n"
        '  a: "__A__", // effective-config: ignore[placeholder]\n'
        '  b: "__B__",\n'
        "};"
    )
    found = findings(script, settings=PLACEHOLDER)

    assert [one.message.partition(" ")[0] for one in found] == ["__B__"]


def test_what_only_looks_like_a_comment_is_none() -> None:
    """A string, a template and a regular expression may hold whatever they like."""
    script = (
        'var a = "// effective-config: ignore[placeholder]";\n'
        "var b = `\n// effective-config: ignore[placeholder]\n`; var c = /[/]/; // x\n"
        'var appConfig = { a: "__A__" }; var d = "/* effective-config: ignore[placeholder] */";'
    )

    assert ids(findings(script, settings=PLACEHOLDER)) == ["placeholder"]


def test_a_comment_on_the_winners_line_takes_an_override_back() -> None:
    """The finding stands in the resource, which can't have comments."""
    script = "var appConfig = {\n  // effective-config: ignore[overridden]\n  a: 2,\n};"

    found = findings(script, '{"ui_attributes": {"a": 1}}', settings=only("overridden"))

    assert found == []


def test_an_ignore_of_each_of_several_rules_is_judged_by_itself() -> None:
    """One that is needed doesn't excuse another."""
    script = 'var appConfig = { a: "__A__" }; // effective-config: ignore[placeholder, secret]'
    found = findings(script, settings=only("placeholder", "secret", "unused-ignore"))

    assert [one.message for one in found] == ["there is no finding of secret here to ignore"]


def test_an_ignore_of_a_rule_that_looked_at_nothing_is_not_unused() -> None:
    """Without the resource nobody knows whether it would be needed."""
    script = "var appConfig = { a: 1 }; // effective-config: ignore[overridden]"

    assert findings(script, settings=only("overridden", "unused-ignore")) == []


def test_without_places_no_ignore_is_unused() -> None:
    """The second parser gives none, so nobody knows what the comment is about."""
    script = 'var appConfig = { a: "__A__" }; // effective-config: ignore[placeholder]'

    assert ids(findings(script, settings=PLACEHOLDER, parser="pyjsparser")) == ["placeholder"]


@pytest.mark.parametrize(
    ("comment", "message", "help"),
    [
        (
            "ignore",
            "this names no rule, so it ignores nothing",
            "write effective-config: ignore[rule-id]",
        ),
        (
            "ignore[]",
            "this names no rule, so it ignores nothing",
            "write effective-config: ignore[rule-id]",
        ),
        ("ignore[Placeholders]", "no rule is called 'Placeholders'", "did you mean placeholder?"),
        (
            "ignore[xyz]",
            "no rule is called 'xyz'",
            "effective-config check --rules lists all rules",
        ),
    ],
)
def test_an_ignore_that_can_never_ignore_is_told(comment: str, message: str, help: str) -> None:
    """Whatever is on its line."""
    (one,) = findings(
        f"var appConfig = {{}}; // effective-config: {comment}", settings=only("unused-ignore")
    )

    assert (one.message, one.help) == (message, help)


def test_an_unused_ignore_can_not_be_ignored() -> None:
    """No comment takes back what is said of comments: one in vain can just be taken out."""
    script = "var appConfig = {}; // effective-config: ignore[unused-ignore]"

    assert ids(findings(script, settings=only("unused-ignore"))) == ["unused-ignore"]


@given(st.text(alphabet="ab/*'\"`\n\r\u2028\u00e4 []{}", max_size=40))
def test_an_ignore_points_at_its_own_text(before: str) -> None:
    """Whatever comes before, the place of an ignore is where it is written."""
    source = Source("appConfig.js", before + "\n// effective-config: ignore[secret]\n")
    for ignore in ignores_in(source):
        line = source.line(ignore.location.line)
        at = ignore.location
        assert line[at.column - 1 : at.end_column - 1] == "effective-config: ignore[secret]"
