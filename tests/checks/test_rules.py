"""Every rule has an id, a page, a fixture that fails and one that passes."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from appconfig_merge import errors
from appconfig_merge.checks import RULES, is_finding, rules
from tests.checks.pages import FIXTURES, PAGES, TABLE_PAGE, call, page, with_table

if TYPE_CHECKING:
    from appconfig_merge.checks import Rule

IDS = tuple(RULES)


def test_each_rule_of_each_module_is_registered_once() -> None:
    """A module of rules that nobody lists, and a second rule of the same id, would go unnoticed."""
    modules = [
        import_module(f"{rules.__name__}.{one.name}")
        for one in pkgutil.iter_modules(rules.__path__)
    ]

    assert sorted(rule.id for module in modules for rule in module.RULES) == list(RULES)


def test_the_errors_that_are_findings_are_those_of_a_rule_each() -> None:
    """What a script can be at fault for; no other error is taken for a finding."""
    rules_of = {rule.failure: rule.id for rule in RULES.values() if rule.failure is not None}
    every_error = {
        one
        for one in vars(errors).values()
        if isinstance(one, type) and issubclass(one, errors.AppConfigError)
    }

    assert rules_of == {
        errors.SourceSyntaxError: "syntax-error",
        errors.ScriptThrowsError: "script-throws",
        errors.NoConfigError: "no-config-object",
        errors.UnresolvedConfigError: "unresolved-config-object",
    }
    assert {one for one in every_error if is_finding(one("x"))} == set(rules_of)


def test_each_rule_has_fixtures_and_a_page() -> None:
    """Nothing is left behind of a rule that is gone, and nothing is missing."""
    assert sorted(path.name for path in FIXTURES.iterdir()) == sorted(IDS)
    assert sorted(path.stem for path in PAGES.iterdir()) == sorted(IDS)


@pytest.mark.parametrize("id", IDS)
def test_the_failing_fixture_fails(id: str) -> None:
    """A rule finds what its fixture has, and the call says so."""
    result = call(FIXTURES / id / "fails", id)

    assert result.code == 1
    assert f"[{id}]" in result.stdout


@pytest.mark.parametrize("id", IDS)
def test_the_passing_fixture_passes(id: str) -> None:
    """The mended fixture has nothing that the rule finds."""
    result = call(FIXTURES / id / "passes", id)

    assert (result.code, result.stdout) == (0, "checked 1 file: no findings\n")


@pytest.mark.parametrize("id", IDS)
def test_the_page_is_what_the_rule_says_and_finds(id: str) -> None:
    """`python -m tests.checks.pages` would change nothing."""
    assert (PAGES / f"{id}.md").read_text("utf-8") == page(RULES[id])


def test_the_table_of_rules_is_complete() -> None:
    """`python -m tests.checks.pages` would change nothing in docs/check.md either."""
    text = TABLE_PAGE.read_text("utf-8")

    assert text == with_table(text)
    assert text.count("](rules/") == len(RULES)


@pytest.mark.parametrize("rule", RULES.values(), ids=IDS)
def test_texts_of_rules_are_sentences(rule: Rule) -> None:
    """A summary is a clause, the rest are whole sentences."""
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.id)
    assert not rule.summary.endswith(".")
    assert rule.why.endswith(".")
    assert rule.fix.endswith(".")
