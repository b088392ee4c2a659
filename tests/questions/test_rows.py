"""What a path is in one configuration, and which of many configurations agree on it."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appconfig_merge import Source, effective_config, format_path, strategies
from appconfig_merge.questions.comparison import Comparison, Values, is_about, rows
from appconfig_merge.questions.equivalence import equivalent_leaves

if TYPE_CHECKING:
    from appconfig_merge import EffectiveConfig


def configured(entries: str, **attributes: Any) -> EffectiveConfig:
    """A script of these entries over ui_attributes."""
    script = Source("appConfig.js", f"var appConfig = {{ {entries} }};")
    return effective_config(script, ui_attributes=attributes)


def told(*configs: EffectiveConfig) -> dict[str, list[tuple[object, str, tuple[int, ...]]]]:
    """Of each path the groups: their value, what the path is there, and who is in them."""
    return {
        format_path(row.path): [
            (group.leaf.value if group.leaf is not None else "-", group.standing, group.members)
            for group in row.groups
        ]
        for row in rows([Values(config) for config in configs])
    }


@pytest.mark.parametrize(
    ("path", "standing"),
    [
        ((), "object"),
        (("a",), "object"),
        (("a", "b"), "object"),
        (("a", "b", "c"), "value"),
        (("a", "b", "c", "d"), "unset"),
        (("d",), "value"),
        (("d", "e"), "unresolved"),
        (("d", "e", "f"), "unresolved"),
        (("e",), "value"),
        (("e", "x"), "unset"),
        (("f", 0), "unset"),
        (("z",), "unset"),
    ],
)
def test_what_a_path_is(path: tuple[str | int, ...], standing: str) -> None:
    """A value, an object with values in it, inside something unresolved, or not set."""
    values = Values(configured("a: { b: { c: 1 } }, d: location.hash, e: {}, f: [1]"))

    assert values.standing(path) == standing
    assert values.standing(path) == standing, "whatever was asked before"


def test_what_an_object_with_more_keys_may_hold() -> None:
    """Nobody knows whether something is in it that isn't known; what is known is."""
    values = Values(
        configured("a: { ...parent.x(), p: 1, o: { x: 1 } }, b: { p: 1 }, c: { ...parent.x() }")
    )
    standings = {path: values.standing(("a", *path)) for path in [("p",), ("q",), ("q", "r"), ()]}

    assert standings == {
        ("p",): "value", ("q",): "unresolved", ("q", "r"): "unresolved", (): "object",
    }  # fmt: skip
    assert values.standing(("b", "q")) == "unset"
    assert values.standing(("c", "q")) == "unresolved"
    assert values.standing(("q",)) == "unset"


def test_a_key_that_only_one_certainly_has() -> None:
    """Is no value that appeared where the other object may have it."""
    before, after = configured("a: { ...parent.x(), p: 1 }"), configured("a: { p: 1, q: 2 }")

    assert told(before, after)["a.q"] == [("-", "unresolved", (0,)), (2, "value", (1,))]


def test_values_that_change_their_layer() -> None:
    """Are told with both leaves, in the order of the first configuration."""
    before, after = configured("a: 1, c: 5", b=2), configured("b: 2, c: 5", a=1)

    compared = Comparison(before, after)

    assert compared.values == []
    assert [
        (format_path(one.path), one.before.set_by, one.after.set_by) for one in compared.sources
    ] == [("b", "ui_attributes", "appConfig.js"), ("a", "appConfig.js", "ui_attributes")]


def test_who_agrees_with_whom() -> None:
    """The largest group first, of equal ones that of the first configuration."""
    found = told(
        configured("a: 1, b: 'x', c: true, d: [1]"),
        configured("a: 1.0, b: 'x', c: 1, d: [1]"),
        configured("a: '1', c: true, d: [1], e: null"),
    )

    assert found == {
        "a": [(1, "value", (0, 1)), ("1", "value", (2,))],
        "b": [("x", "value", (0, 1)), ("-", "unset", (2,))],
        "c": [(True, "value", (0, 2)), (1, "value", (1,))],
        "d": [([1], "value", (0, 1, 2))],
        "e": [("-", "unset", (0, 1)), (None, "value", (2,))],
    }
    assert list(found) == ["a", "b", "c", "d", "e"]


def test_lists_and_what_is_in_them() -> None:
    """Agree if their values do, in whatever order keys stand; and never with another kind."""
    texts = ("[1, { x: 1, y: 2 }]", "[1, { y: 2, x: 1 }]", "[true, { x: 1, y: 2 }]", "[-0]", "[0]",
             "[location.a]", "[location.a]", "'[0]'", "[NaN]", "[NaN, null]", "[[0]]")  # fmt: skip
    (found,) = told(*(configured(f"a: {text}") for text in texts)).values()

    assert [members for _, _, members in found] == [
        (0, 1), (5, 6), (2,), (3,), (4,), (7,), (8,), (9,), (10,),
    ]  # fmt: skip


def test_what_the_most_agree_on_comes_first() -> None:
    """Though the first configuration is another."""
    assert told(configured("a: 'x'"), configured("a: 'y'"), configured("a: 'y'")) == {
        "a": [("y", "value", (1, 2)), ("x", "value", (0,))]
    }


def test_a_path_differs_where_there_are_several_groups() -> None:
    """One configuration agrees with itself, and none have no paths."""
    one, other = Values(configured("a: 1, b: 2")), Values(configured("a: 1, b: 3"))

    assert [row.differs for row in rows([one, other])] == [False, True]
    assert [row.differs for row in rows([one])] == [False, False]
    assert list(rows([])) == []


def test_rows_about_some_paths() -> None:
    """Those of a path, in it, and of what it lies in; no others, in the same order."""
    one = Values(configured("a: 1, b: { c: 1, d: [1], e: 2 }, bc: 3, f: { 0: 1 }"))
    other = Values(configured("b: location.hash"))

    def about(*paths: tuple[str | int, ...]) -> list[str]:
        return [format_path(row.path) for row in rows([one, other], paths)]

    assert about(("b",)) == ["b.c", "b.d", "b.e", "b"]
    assert about(("b", "d", 0)) == ["b.d", "b"]
    assert about(("f", 0), ("a",)) == ["a", 'f["0"]']
    assert about(("x",)) == []
    assert about(()) == about() == [format_path(row.path) for row in rows([one, other])]


@given(st.lists(st.sampled_from("ab01"), max_size=3), st.lists(st.sampled_from("ab01"), max_size=3))
def test_paths_are_about_each_other(one: list[str], other: list[str]) -> None:
    """Either way round, exactly if one of them begins with the other."""
    path, wanted = tuple(one), tuple(int(step) if step in "01" else step for step in other)
    begins = path[: len(other)] == tuple(other) or tuple(other)[: len(path)] == path

    assert is_about(path, wanted) is is_about(wanted, path) is begins


@given(st.lists(strategies.app_config_sources(), min_size=2, max_size=4))
def test_who_is_in_a_group(scripts: list[strategies.AppConfigSource]) -> None:
    """Exactly those whose values are the same, of whatever kind they are; each in one group."""
    configs = [
        Values(effective_config(Source(f"{at}.js", one.text))) for at, one in enumerate(scripts)
    ]
    for row in rows(configs):
        group_of = {index: at for at, group in enumerate(row.groups) for index in group.members}

        assert sorted(group_of) == list(range(len(configs)))
        for one, other in combinations(range(len(configs)), 2):
            leaves = [configs[index].leaves.get(row.path) for index in (one, other)]
            same = configs[one].standing(row.path) == configs[other].standing(row.path)
            if all(leaves):
                same = equivalent_leaves(*leaves)  # type: ignore[arg-type]
            assert (group_of[one] == group_of[other]) is same, row.path
