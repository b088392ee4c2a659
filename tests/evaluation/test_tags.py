"""Tagged templates: the function that is called, and the texts that it is handed."""

from __future__ import annotations

import pytest

from tests.evaluation.support import gives


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (r"String.raw`C:\new\${1}`", "C:\\new\\${1}"),
        (r"String.raw`a\n${2}b`", "a\\n2b"),
        ("String.raw({ raw: ['a', 'b', 'c'] }, 1, 2, 3)", "a1b2c"),
        ("String.raw`${location.hostname}`", ...),
        (r"((s, ...v) => s.raw.join('|') + v)`x${1}\ty${2}z`", "x|\\ty|z1,2"),
        (r"((s) => s[0])`\n`", "\n"),
        (r"((s) => s[0] === undefined && s.raw[0])`\u`", "\\u"),
        ("({ x: 1, f(s, v) { return this.x + v } }).f`${2}`", 3),
        ("(s => Object.isFrozen(s) && Object.isFrozen(s.raw))`a`", True),
        ("(f => f() === f())(() => (s => s)`a`)", True),
        ("page.tag`a${1}`", ...),
    ],
)
def test_tagged_templates(expression: str, expected: object) -> None:
    """The texts come as they mean and as they are written, one array for each place."""
    assert gives(f"var appConfig = {{ v: {expression} }};", {"v": expected})


@pytest.mark.parametrize("tag", ["page.tag", "location.tag", "page.flag ? page.a : page.b"])
def test_what_a_tag_that_is_not_known_may_change(tag: str) -> None:
    """It may call a function that it is handed."""
    text = f"var n = 1; ({tag})`x${{() => {{ n = 2 }}}}`; var appConfig = {{ n }};"
    assert gives(text, {"n": ...})
