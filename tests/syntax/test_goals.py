"""What a text is read as: a script, a module, or whichever it must be."""

from __future__ import annotations

import pytest

from appconfig_merge.errors import SourceSyntaxError, UnsupportedSyntaxError
from appconfig_merge.source import Source
from appconfig_merge.syntax import Goal, parse


@pytest.mark.parametrize(
    ("text", "goal", "type"),
    [
        ("var a = 1", None, "script"),
        ("export default 1", None, "module"),
        ("import.meta", None, "module"),
        ("var a = 1", "module", "module"),
        ("await f()", "module", "module"),
        ("export default 1", "module", "module"),
        ("var a = 1", "script", "script"),
        ("import('./a.js')", "script", "script"),
        ("var await", "script", "script"),
    ],
)
def test_a_goal_decides_and_without_one_the_text_does(
    text: str, goal: Goal | None, type: str
) -> None:
    """A script element says what its text is, however it looks."""
    assert parse(Source("a.js", text), goal=goal).source_type == type


@pytest.mark.parametrize(
    ("text", "goal", "message"),
    [
        (
            "f();\nimport 'x'",
            "script",
            "import can stand in a module only, and a browser reads this as a script",
        ),
        (
            "f();\nexport default 1",
            "script",
            "export can stand in a module only, and a browser reads this as a script",
        ),
        (
            "f(\nimport.meta)",
            "script",
            "import.meta is there in a module only, and a browser reads this as a script",
        ),
        ("f();\nwith (a) b", "module", "strict mode has no with"),
        ("f();\nvar await", "module", "await can't be a name in a module"),
        ("f();\n<!-- a", "module", "a module can't have HTML comments"),
    ],
)
def test_what_a_goal_has_not_is_refused_where_it_stands(
    text: str, goal: Goal, message: str
) -> None:
    """As a browser refuses it."""
    with pytest.raises(SourceSyntaxError) as caught:
        parse(Source("a.js", text), goal=goal)
    assert caught.value.message == message
    assert caught.value.location is not None
    assert caught.value.location.line == 2


def test_pyjsparser_knows_no_modules() -> None:
    """It says so, rather than read one as a script."""
    with pytest.raises(UnsupportedSyntaxError, match="a module, which pyjsparser can't read"):
        parse(Source("a.js", "var a"), "pyjsparser", "module")
