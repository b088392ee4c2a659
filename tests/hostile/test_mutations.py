"""Fixtures with tokens and brackets moved about: still a result or an error, soon."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge import AppConfigError, Source, effective_config, render
from tests.hostile.budget import within_budget

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
SCRIPTS = sorted(path.read_text("utf-8") for path in FIXTURES.glob("**/*.js"))

_TOKEN = re.compile(
    r"""\s+|//[^\n]*|/\*.*?\*/|`(?:[^`\\]|\\.)*`|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'
    |[\w$]+|=>|\.\.\.|[!=]==?|&&|\|\||\?\?|\?\.|.""",
    re.VERBOSE | re.DOTALL,
)
_STRAY = st.sampled_from([
    "{", "}", "(", ")", "[", "]", ",", ";", ":", "?", "...", "=>", "=", "+=", "&&", "??", "?.",
    "`", "${", "'", '"', "/", "//", "/*", "\\", "#", "@", "var", "let", "const", "function",
    "class", "get", "async", "await", "yield", "new", "delete", "typeof", "this", "super",
    "arguments", "return", "break", "continue", "throw", "try{", "}catch{", "finally{",
    "while(1)", "for(const x of ", "for(;;)", "switch(", "case", "default:", "with(", "label:",
    "eval(", "__proto__:", "0x", "1e999", "08", "1_0", "\u2028", "\ufeff", "\0", "import",
    "export", "<!--", "window.", "location", "appConfig",
])  # fmt: skip
_WRAPPERS = st.sampled_from([
    ("(", ")"), ("[", "]"), ("{", "}"), ("(() => ", ")()"), ("[...", "]"), ("({...", "})"),
    ("`${", "}`"), ("page.x ? ", " : 0"), ("while (page.x) {", "}"), ("class { x = ", "}"),
    ("try {", "} catch {}"), ("JSON.parse(JSON.stringify(", "))"), ("new ", ""), ("delete ", ""),
])  # fmt: skip
KINDS = st.sampled_from([
    "delete", "double", "exchange", "insert", "replace", "wrap", "cut", "move",
])  # fmt: skip


@st.composite
def mutants(draw: st.DrawFn) -> str:
    """A fixture with some of its tokens deleted, doubled, exchanged, replaced or wrapped."""
    tokens: list[str] = _TOKEN.findall(draw(st.sampled_from(SCRIPTS)))
    for _ in range(draw(st.integers(1, 6))):
        at, to = sorted(draw(st.integers(0, len(tokens) - 1)) for _ in range(2))
        kind = draw(KINDS)
        if kind == "delete":
            del tokens[at : at + 1 + (to - at) % 5]
        elif kind == "double":
            tokens[at:at] = tokens[at:to][:200]
        elif kind == "exchange":
            tokens[at], tokens[to] = tokens[to], tokens[at]
        elif kind == "insert":
            tokens.insert(at, draw(_STRAY))
        elif kind == "replace":
            tokens[at] = draw(_STRAY)
        elif kind == "wrap":
            before, after = draw(_WRAPPERS)
            tokens.insert(to, after)
            tokens.insert(at, before)
        elif kind == "cut":
            del tokens[to:]
        else:
            tokens.insert(to, tokens.pop(at))
        if not tokens:
            break
    return "".join(tokens)


@given(mutants())
def test_whatever_a_script_is_made_into(text: str) -> None:
    """A result that can be told in every way, or an error that says where and what to do."""
    with within_budget():
        try:
            config = effective_config(Source("appConfig.js", text), assume=["page"])
        except AppConfigError as error:
            assert error.message  # noqa: PT017 - either outcome will do
            return
        for form in ("text", "json", "config", "js"):
            render(config, form)
        for path in config.paths():
            config.explain(path)
