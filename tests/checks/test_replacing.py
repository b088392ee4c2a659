"""Objects that a script sets again, whole, and what goes with the ones before."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appconfig_merge import Source, effective_config
from appconfig_merge.paths import format_path
from tests.checks.support import findings, only
from tests.hunting import examples

RULES = only("object-replaced")
BEFORE = "var appConfig = { logLevel: 'info', theme: { isLight: true, tokens: { a: 1, b: 2 } } };\n"


def told(script: str, *scripts: str) -> list[str]:
    """Place and message of each finding."""
    before = tuple(Source(f"{number}.js", text) for number, text in enumerate(scripts, start=1))
    found = findings(script, settings=RULES, scripts=before, assume=("page",))
    return [f"{one.location}: {one.message}" for one in found]


@pytest.mark.parametrize(
    ("then", "message"),
    [
        (
            "var appConfig = { theme: { isLight: false } };",
            (
                "2:17: the whole configuration is set again here, without logLevel, theme.tokens, "
                "which are lost"
            ),
        ),
        (
            "window.appConfig = { theme: {} };",
            (
                "2:20: the whole configuration is set again here, without logLevel, theme.isLight, "
                "theme.tokens, which are lost"
            ),
        ),
        (
            "appConfig.theme = { isLight: false };",
            "2:19: theme is set again here, without theme.tokens, which is lost",
        ),
        (
            "appConfig.theme.tokens = { a: 3 };",
            "2:26: theme.tokens is set again here, without theme.tokens.b, which is lost",
        ),
        (
            "Object.assign(appConfig, { theme: { isLight: false } });",
            "2:35: theme is set again here, without theme.tokens, which is lost",
        ),
        (
            "appConfig = { ...appConfig, theme: { isLight: false } };",
            "2:13: the whole configuration is set again here, without theme.tokens, which is lost",
        ),
    ],
)
def test_an_object_is_replaced(then: str, message: str) -> None:
    """The outermost keys that nothing has any more are named."""
    assert told(BEFORE + then) == [f"appConfig.js:{message}"]


@pytest.mark.parametrize(
    "then",
    [
        "appConfig.theme = { ...appConfig.theme, isLight: false };",
        "appConfig = Object.assign({}, appConfig, { logLevel: 'warn' });",
        "appConfig.theme = { tokens: { b: 2, a: 1 }, isLight: false, more: 1 };",
        "appConfig.theme.isLight = false;",
        "var appConfig = appConfig || {};",
        "appConfig.theme = null;",
        "appConfig = { theme: 'dark', logLevel: { chat: 'info' } };",
        "delete appConfig.theme;",
        "appConfig.theme = page.theme;",
        "if (page.dark) { appConfig.theme = { isLight: false }; }",
        "appConfig.empty = {}; appConfig.empty = { a: 1 };",
        "appConfig.list = [1, 2]; appConfig.list = [3];",
        "appConfig.theme = { isLight: false }; appConfig.theme.tokens = { a: 1, b: 2 };",
    ],
)
def test_nothing_is_lost(then: str) -> None:
    """It was copied, set again, meant to go, or nobody knows."""
    assert told(BEFORE + then) == []


def test_a_local_file_after_a_common_one() -> None:
    """What was lost is shown where it stands."""
    common = "var appConfig = { logLevel: 'info', theme: { isLight: true } };"
    local = "var appConfig = { theme: { isLight: false } };"

    [found] = findings(local, settings=RULES, scripts=(Source("common.js", common),))

    assert found.message == (
        "the whole configuration is set again here, without logLevel, which is lost"
    )
    assert [(one.message, str(one.location)) for one in found.related] == [
        ("logLevel is lost", "common.js:1:19")
    ]
    assert (
        told("var appConfig = window.appConfig || {}; appConfig.logLevel = 'warn';", common) == []
    )


def test_each_object_is_told_for_itself() -> None:
    """A second and a third one, with what each of them lost."""
    script = (
        "var appConfig = { a: { b: 1 } };\nappConfig.a = { c: 1 };\nappConfig.a = { d: 1 };\n"
        "appConfig.a = { e: 1 };"
    )

    assert told(script) == [
        "appConfig.js:2:15: a is set again here, without a.b, which is lost",
        "appConfig.js:3:15: a is set again here, without a.c, which is lost",
        "appConfig.js:4:15: a is set again here, without a.d, which is lost",
    ]


def test_many_are_counted() -> None:
    """Three are named, five are shown."""
    keys = ", ".join(f"k{number}: {number}" for number in range(20))

    [found] = findings(f"var appConfig = {{ {keys} }}; appConfig = {{ k0: 1 }};", settings=RULES)

    assert found.message == (
        "the whole configuration is set again here, without k1, k2, k3 and 16 more, which are lost"
    )
    assert len(found.related) == 5


def test_a_key_that_is_written_twice_is_told_by_its_own_rule() -> None:
    """One finding for one cause."""
    script = "var appConfig = { theme: { isLight: true }, theme: { tokens: {} } };"

    found = findings(script, settings=only("object-replaced", "duplicate-key"))

    assert [one.rule for one in found] == ["duplicate-key"]


OBJECTS = st.recursive(
    st.integers(0, 3),
    lambda inner: st.dictionaries(st.sampled_from("abc"), inner, min_size=1, max_size=3),
    max_leaves=6,
).filter(lambda value: isinstance(value, dict))


@given(first=OBJECTS, second=OBJECTS)
@settings(max_examples=examples(200))
def test_law_what_is_told_is_what_is_lost(
    first: dict[str, object], second: dict[str, object]
) -> None:
    """A key is named exactly where one object has it, and the one in its place has none."""
    script = f"var appConfig = {first};\nappConfig = {second};"
    lost = {format_path(path) for path in missing(first, second, ())}

    found = findings(script, settings=RULES)
    config = effective_config(Source("appConfig.js", script))

    named = {one.message.removesuffix(" is lost") for each in found for one in each.related}
    assert len(found) == bool(lost)
    assert named <= lost
    assert len(named) == min(len(lost), 5)
    assert not any(config.explain(path).kind != "absent" for path in named)


def missing(
    first: dict[str, object], second: dict[str, object], path: tuple[str, ...]
) -> list[tuple[str, ...]]:
    """The outermost keys of one object that another doesn't have, where both are objects."""
    found: list[tuple[str, ...]] = []
    for key, value in first.items():
        if key not in second:
            found.append((*path, key))
            continue
        again = second[key]
        if isinstance(value, dict) and isinstance(again, dict):
            found += missing(value, again, (*path, key))
    return found
