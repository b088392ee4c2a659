"""Columns stay straight, whatever the width of what stands in them: all outputs, literally."""

from __future__ import annotations

import pytest

from appconfig_merge import (
    AppConfigError,
    EffectiveConfig,
    Source,
    effective_config,
    render,
    render_explanation,
)
from appconfig_merge.questions.comparison import Comparison
from appconfig_merge.rendering.comparison.matrix import render_matrix
from appconfig_merge.rendering.comparison.shown import shown_comparison
from appconfig_merge.rendering.comparison.text import ComparisonText, render_comparison
from appconfig_merge.rendering.problems import render_error
from appconfig_merge.rendering.resource import render_resource
from appconfig_merge.rendering.style import PLAIN
from appconfig_merge.rest import Configuration
from tests.rendering.test_matrix import matrix

SCRIPT = """\
var appConfig = {
  名前: "漢字かな交じりの長い文がここにあって欄に収まらない",
  emoji: "👩‍💻👨‍👩‍👧‍👦🇩🇪 ok",
  accents: "cafe\u0301 noe\u0308l",
  plain: "ascii",
};
"""


def configured(text: str, name: str = "a.js") -> EffectiveConfig:
    """A script of these entries."""
    return effective_config(Source(name, f"var appConfig = {{ {text} }};"))


def test_values() -> None:
    """Keys and values of Chinese, of emoji, of accents that are code points of their own."""
    config = effective_config(Source("appConfig.js", SCRIPT), ui_attributes={"plain": "x"})

    assert (
        render(config, width=90)
        == """\
plain    "ascii"                       appConfig.js:5:10  overrides "x" (ui_attributes (n…
名前     "漢字かな交じりの長い文がこ…  appConfig.js:2:7
emoji    "👩‍💻👨‍👩‍👧‍👦🇩🇪 ok"                   appConfig.js:3:10
accents  "cafe\u0301 noe\u0308l"                   appConfig.js:4:12

4 values: 0 from ui_attributes, 4 from appConfig.js; 1 overridden
"""
    )


def test_candidates() -> None:
    """Their conditions and places are columns, too."""
    config = configured('名前: location.hash ? "漢字" : "ok"')

    assert render_explanation(config.explain("名前")).splitlines()[4:7] == [
        "one of these, the first that applies",
        '  "漢字"  when location.hash (line 1)  a.js:1:39',
        '  "ok"    otherwise                    a.js:1:46',
    ]


def test_a_matrix() -> None:
    """Names of environments, paths, values and places."""
    made = matrix(開発="名: '漢字', b: 1", live="名: 'x', b: '👩‍💻'")

    assert (
        render_matrix(made, 90, PLAIN)
        == """\
    開発          live
名  "漢字"        "x"
    開発.js:1:22  live.js:1:22
b   1             "👩‍💻"
    開発.js:1:31  live.js:1:30

2 of 2 paths differ between 2 environments
"""
    )


def test_a_matrix_in_blocks() -> None:
    """The environments stand beneath each other."""
    made = matrix(開発="名: '漢字', b: 1", live="名: 'x', b: '👩‍💻'")

    assert (
        render_matrix(made, 29, PLAIN)
        == """\
名
  "漢字"  開発
          開発.js:1:22 (appCo…
  "x"     live
          live.js:1:22 (appCo…

b
  1     開発
        開発.js:1:31 (appCon…
  "👩‍💻"  live
        live.js:1:30 (appCon…

2 of 2 paths differ between 2 environments
"""
    )


def test_a_comparison() -> None:
    """Long texts are cut by columns, where they begin to differ."""
    compared = shown_comparison(
        Comparison(configured(f"名前: '{'漢字' * 20}甲'"), configured(f"名前: '{'漢字' * 20}乙'")),
        show_secrets=False,
    )

    assert (
        render_comparison(compared, ComparisonText(("a", "b"), 80, PLAIN))
        == """\
--- a
+++ b

~ 名前: …漢字漢字漢字漢字漢字漢字甲" -> …漢字漢字漢字漢字漢字漢字乙"
    a.js:1:23 (appConfig.js) in both

1 changed
"""
    )


def test_a_resource() -> None:
    """A line for each property."""
    text = f'{{"account_sid": "AC{"0" * 32}", "名前": "漢字", "x": 1}}'
    found = Configuration.from_bytes("r.json", text.encode())

    assert (
        render_resource(found, 60, PLAIN)
        == """\
r.json
account_sid  "AC00000000000000000000000000000000"
名前         "漢字"
x            1
"""
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "var appConfig = { 名前: '漢字' oops };",
            """\
a.js:1:27: a comma is missing after the property 名前
  1 | var appConfig = { 名前: '漢字' oops };
    |                               ^
  help: put a comma here
""",
        ),
        (
            f"var 変数 = '{'漢' * 60}', appConfig = {{ 名前: '漢字' oops }}; {'字' * 60}",
            """\
a.js:1:96: a comma is missing after the property 名前
  1 | 漢漢漢漢漢漢漢漢漢漢', appConfig = { 名前: '漢字' oops }; 字字字字字字字字字字字字字字字字字字字字字
    |                                                  ^
  help: put a comma here
""",  # noqa: E501
        ),
    ],
    ids=["short", "long"],
)
def test_a_caret(text: str, shown: str) -> None:
    """Stands under what it means, and the stretch of a long line is cut by columns."""
    with pytest.raises(AppConfigError) as caught:
        effective_config(Source("a.js", text))

    assert render_error(caught.value, PLAIN) == shown
