"""Where the comments of a script are."""

from __future__ import annotations

import pytest

from appconfig_merge.limits import MAX_SYNTAX_NODES
from appconfig_merge.source import Source
from appconfig_merge.syntax.tree_sitter.comments import comments_in


@pytest.mark.parametrize(
    ("text", "comments"),
    [
        ("", []),
        ("a", []),
        ("// b", ["// b"]),
        ("a //", ["//"]),
        ("/** a **//* b */", ["/** a **/", "/* b */"]),
        ("a // b\n/* c\n */ d", ["// b", "/* c\n */"]),
        ("x = { y: [1, // é\n 2 /* 😀 */], /* z */ }", ["// é", "/* 😀 */", "/* z */"]),
        ("f(/* a */); (() => { /* b */ })", ["/* a */", "/* b */"]),
        ("'// a' + \"/* b */\" + `/* c ${ /* d */ 1} */` + /\\/* e/", ["/* d */"]),
        ("#!x // y\n// z", ["// z"]),
        ("/* never", []),
    ],
)
def test_comments(text: str, comments: list[str]) -> None:
    """In their order, wherever they stand; nothing in a string, template or pattern is one."""
    source = Source("appConfig.js", text)

    assert [source.slice(*span) for span in comments_in(source)] == comments


def test_comments_of_what_is_too_long_to_be_read() -> None:
    """None are known."""
    source = Source("appConfig.js", "// a\n" + ";" * (MAX_SYNTAX_NODES + 1))

    assert list(comments_in(source)) == []
