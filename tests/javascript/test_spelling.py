"""Conditions that are the same words in several turns, told apart by what is known in them."""

from __future__ import annotations

import pytest

from appconfig_merge import Source, Unresolved, effective_config


def conditions(text: str) -> list[str]:
    """The conditions of the candidates of ``it``."""
    found = effective_config(Source("a.js", text), assume=["page"])["it"]
    assert isinstance(found, Unresolved)
    return [one.condition for one in found.candidates]


@pytest.mark.parametrize(
    ("body", "first", "second"),
    [
        ("h === r.h", 'h === "a"', 'h === "b"'),
        ("h.startsWith(r.h + '.')", 'h.startsWith("a.")', 'h.startsWith("b.")'),
        ("h + r.n === '1'", "h + 1 === '1'", "h + -0 === '1'"),
        ("h === r.ok", "h === true", "h === null"),
        ("h == r", "h == r", "h == r"),
        ("page.x", "page.x", "page.x"),
    ],
)
def test_the_values_of_known_parts_stand_in_their_place(body: str, first: str, second: str) -> None:
    """Scalars do; objects and what isn't known keep their names."""
    text = f"""var rules = [{{ h: "a", n: 1, ok: true }}, {{ h: "b", n: -0, ok: null }}];
    var h = location.hostname;
    var appConfig = {{ it: "none" }};
    for (const r of rules) {{ if ({body}) {{ appConfig.it = r.h; }} }}"""

    assert set(conditions(text)) >= {first, second}


def test_conditions_of_different_words_stay_as_they_are_written() -> None:
    """Names say more than their values, where they tell apart."""
    text = """var prod = "a", test = "b";
    var appConfig = { it: page.host === prod ? 1 : page.host === test ? 2 : 3 };"""

    assert conditions(text)[:2] == ["page.host === prod", "page.host === test"]
