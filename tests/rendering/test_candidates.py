"""The candidates of an unresolved value, in a line and as a table, literally."""

from __future__ import annotations

import pytest

from appconfig_merge import (
    EffectiveConfig,
    Source,
    effective_config,
    render,
    render_explanation,
)

SCRIPT = """\
function region() {
  if (location.hostname === "eu.test") {
    return { url: "//eu", timeout: 5 };
  }
  if (location.hostname === "jp.test") return { url: "//jp" };
  return { url: "//us", timeout: 5 };
}
var appConfig = { ...region(), isLight: !matchMedia("(prefers-color-scheme: dark)").matches };
if (page.extra) {
  if (beta) appConfig.extra = "beta"; else appConfig.extra = "stable";
}
"""
COMPANION = "var beta = localStorage.beta === '1';\n"


def _config() -> EffectiveConfig:
    companion = Source("brand.js", COMPANION)
    return effective_config(Source("appConfig.js", SCRIPT), scripts=[companion], assume=["page"])


def test_a_table_of_candidates() -> None:
    """Value, condition with its line, place; what decides is in the trace, no literal again."""
    told = render_explanation(_config().explain("url"), width=100)

    assert (
        told
        == """\
url = unresolved: location.hostname === "eu.test" ? "//eu" : location.hostname === "jp.test" ? "//j…
set at appConfig.js:3:19 (appConfig.js)
unresolved: it depends on a condition that only the page can decide
--page-url URL or --define location.hostname=JSON resolves it
one of these, the first that applies
  "//eu"  when location.hostname === "eu.test" (line 2)  appConfig.js:3:19
  "//jp"  when location.hostname === "jp.test" (line 5)  appConfig.js:5:54
  "//us"  otherwise                                      appConfig.js:6:17

comes from
  ...region()  appConfig.js:8:19
    { url: "//eu", timeout: 5 }  appConfig.js:3:12
  location.hostname === "eu.test"  appConfig.js:2:7
    location.hostname  appConfig.js:2:7
      location  appConfig.js:2:7
  location.hostname === "jp.test"  appConfig.js:5:7
    location.hostname  appConfig.js:5:7
      location  appConfig.js:5:7
"""
    )


def test_conditions_inside_one_another() -> None:
    """A row names all that it takes, and leaves out what the rows above it have taken."""
    told = render_explanation(_config().explain("extra"), width=100)

    assert told.splitlines()[4:8] == [
        "one of these, the first that applies",
        '  "beta"    when page.extra (line 9), when beta (line 10)  appConfig.js:10:31',
        '  "stable"  when page.extra (line 9)                       appConfig.js:10:62',
        "  not set   otherwise",
    ]


def test_several_conditions_of_one_line() -> None:
    """It is named once; and a value that takes many words pushes the place of no other."""
    text = (
        "var p = location;\nvar appConfig = { it: p.hash ? (p.host ? (p.port ? 1 : 2) : 3) : 4 };"
    )
    config = effective_config(Source("a.js", text))

    assert render_explanation(config.explain("it")).splitlines()[5:9] == [
        "  1  when p.hash, when p.host, when p.port (line 2)  a.js:2:52",
        "  2  when p.hash, when p.host (line 2)               a.js:2:56",
        "  3  when p.hash (line 2)                            a.js:2:61",
        "  4  otherwise                                       a.js:2:66",
    ]


def test_a_condition_in_another_file() -> None:
    """The line alone would mislead where the condition stands in another file."""
    companion = Source("brand.js", "\nconst pick = (a, b) => (page.isNew ? a : b);")
    script = Source("appConfig.js", "var appConfig = pick({ name: 'new' }, { name: 'old' });")
    config = effective_config(script, scripts=[companion], assume=["page"])

    told = render_explanation(config.explain("name"), width=100)

    assert told.splitlines()[4:7] == [
        "one of these, the first that applies",
        '  "new"  when page.isNew (brand.js:2)  appConfig.js:1:30',
        '  "old"  otherwise                     appConfig.js:1:47',
    ]


def test_candidates_on_one_line() -> None:
    """As far as the line goes."""
    assert (
        render(_config(), "text", width=96)
        == """\
url      unresolved: location.hostname ==…  appConfig.js:3:19   "//eu" when location.hostname =…
timeout  unresolved: location.hostname ==…  appConfig.js:3:36   5 when location.hostname === "e…
isLight  unresolved: !matchMedia("(prefer…  appConfig.js:8:41   the result of matchMedia() is n…
extra    unresolved: page.extra ? (beta ?…  appConfig.js:10:31  "beta" when page.extra, when be…

4 values: 4 from appConfig.js; 4 unresolved
"""
    )


def test_long_conditions_and_values() -> None:
    """Are cut to 48 columns each."""
    value, condition = "x" * 46, f"page.{'y' * 43}"
    script = f"""\
var appConfig = {{
  fits: {condition} ? "{value}" : 1,
  cut: {condition}y ? "{value}x" : 2,
}};
"""
    config = effective_config(Source("a.js", script), assume=["page"])

    def shown(path: str) -> str:
        return render_explanation(config.explain(path)).splitlines()[5]

    assert shown("fits") == f'  "{value}"  when {condition} (line 2)  a.js:2:60'
    assert shown("cut") == f'  "{value}…  when {condition[:-1]}… (line 3)  a.js:3:60'


def noted(expression: str) -> str:
    """What the table of values has beside one that is not known."""
    text = f"var host = location.hostname;\nvar appConfig = {{ it: {expression} }};"
    config = effective_config(Source("appConfig.js", text), assume=["page"])
    (line, *_) = render(config, width=400).splitlines()
    return line.partition(" appConfig.js:")[2].split("  ", 1)[1]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("host === 'a' ? 1 : host === 'b' ? 2 : 3", "1 when host === 'a', 2 when 'b', else 3"),
        ("host === 1 ? 1 : page === 2 ? 2 : 3", "1 when host === 1, 2 when page === 2, else 3"),
        ("host !== 1 ? 1 : page === 2 ? 2 : 3", "1 when host !== 1, 2 when page === 2, else 3"),
        (
            "[1, 2].reduce((all, n) => page[all] === 0 ? n : all, 3)",
            "2 when page[all] === 0, 1 when page[all] === 0, else 3",
        ),
        ("page.x ? 1 : page.y ? 1 : 2", "1 when page.x or page.y, else 2"),
        ("host === 'a' ? 1 : host === 'b' ? 1 : 2", "1 when host === 'a' or 'b', else 2"),
        ("page.x ? 1 : page.y ? 2 : 2", "1 when page.x, else 2"),
        ("page.x ? 2 : page.y ? 1 : 2", "2 when page.x, 1 when page.y, else 2"),
        ("page.x ? (page.y ? 1 : 2) : 2", "1 when page.x, when page.y, else 2"),
        (
            "{ a: 1, b: 2, c: 3, d: 4 }[host] || 6",
            '5 candidates: 1 when host === "a", 2 when "b", 3 when "c", 4 when "d", else 6',
        ),
    ],
)
def test_a_note_says_no_more_than_it_must(expression: str, expected: str) -> None:
    """Neither what all conditions compare, nor a condition of what is so without it as well."""
    assert noted(expression) == expected


def test_a_table_has_each_place() -> None:
    """The same value twice, where two places give it; once, where one does."""
    script = "var a = 'x';\nvar appConfig = { it: page.a ? 'x' : page.b ? 'y' : page.c ? a : a };"
    config = effective_config(Source("a.js", script), assume=["page"])

    assert render_explanation(config.explain("it")).splitlines()[4:8] == [
        "one of these, the first that applies",
        '  "x"  when page.a (line 2)  a.js:2:32',
        '  "y"  when page.b (line 2)  a.js:2:47',
        '  "x"  otherwise             a.js:2:53',
    ]


def test_a_long_comparison_is_cut_before_what_it_is_with() -> None:
    """That tells the candidates apart."""
    both = "page.first === 'a' || page.second === 'a-long-name-of-something-else'"
    config = effective_config(
        Source("a.js", f"appConfig = {{ it: {both} ? 1 : 2 }};"), assume=["page"]
    )
    assert (
        render_explanation(config.explain("it"))
        .splitlines()[5]
        .startswith("  1  when page.first === 'a' || page.second === 'a-long-n… (line 1)")
    )

    script = """var appConfig = {
  it: window.page.location.hostname === "agents.contact-centre.example.com" ? 1 : 2,
};"""
    config = effective_config(Source("a.js", script), assume=["page"])

    assert render_explanation(config.explain("it")).splitlines()[5] == (
        '  1  when window.… === "agents.contact-centre.example.com" (line 2)  a.js:2:79'
    )
