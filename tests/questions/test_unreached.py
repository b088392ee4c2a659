"""What a script would set further down than where it stops."""

from __future__ import annotations

import pytest

from appconfig_merge import Source, effective_config, parse_path
from appconfig_merge.questions.unreached import unreached

STOP = "appConfig.list.push(nothing());\n"


def told(below: str, path: str = "theme.isLight", global_name: str = "appConfig") -> list[str]:
    """Where a script would set a path, with the place where it stops: line 2."""
    script = Source("a.js", f"var {global_name} = {{ theme: {{}}, list: [] }};\n{STOP}{below}")
    config = effective_config(script, global_name=global_name)
    return [f"{one.location}, not {one.stop}" for one in unreached(config, parse_path(path))]


@pytest.mark.parametrize(
    "statement",
    [
        "appConfig.theme.isLight = true;",
        "window.appConfig.theme.isLight = true;",
        "appConfig['theme'].isLight = true;",
        "appConfig.theme = { isLight: true };",
        "if (location.hash) appConfig.theme.isLight = true;",
        "Object.assign(appConfig.theme, { isLight: true });",
        "(function () { appConfig.theme.isLight = true; })();",
    ],
)
def test_what_a_script_would_set(statement: str) -> None:
    """By assignment, in a literal, under a condition, in a function that is called at once."""
    column = statement.index("true") + 1

    assert told(statement) == [f"a.js:3:{column}, not a.js:2:21"]


@pytest.mark.parametrize(
    "statement",
    [
        "appConfig.theme.isDark = true;",
        "other.theme.isLight = true;",
        "function later() { appConfig.theme.isLight = true; }",
        "window.addEventListener('x', function () { appConfig.theme.isLight = true; });",
    ],
)
def test_what_it_would_not(statement: str) -> None:
    """Other paths, other objects, functions that something has to call."""
    assert told(statement) == []


def test_what_was_set_before_it_stopped() -> None:
    """Only what stands further down is told."""
    script = "var appConfig = { a: 1 };\nappConfig.a = 2;\nnothing();\nappConfig.a = 3;\n"
    config = effective_config(Source("a.js", script))

    assert [str(one.location) for one in unreached(config, ("a",))] == ["a.js:4:15"]


def test_a_script_that_goes_on() -> None:
    """Nothing is out of reach."""
    config = effective_config(Source("a.js", "var appConfig = {};\nappConfig.a = 3;\n"))

    assert unreached(config, ("a",)) == ()
