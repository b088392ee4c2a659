"""What becomes of each layer's word at a path: the outcome and the rule, layer by layer."""

from __future__ import annotations

import pytest

from appconfig_merge import Source, merge, script_layer
from appconfig_merge.paths import format_path

WON = "effective", "highest-layer"
ALONE = "effective", "only-layer"
GONE = "removed", "parent-replaced"
MERGED = "merged", "object-merge"

# what happens, the statements of each script (lowest first), a path,
# and the outcome and rule of each contribution there with the number of its script
CASES = [
    ("one alone", ["c.a = 1"], "a", [(0, *ALONE)]),
    ("another value", ["c.a = 1", "c.a = 2"], "a", [(0, "overridden", "higher-layer"), (1, *WON)]),
    ("the same value", ["c.a = 1", "c.a = 1"], "a", [(0, "redundant", "same-value"), (1, *WON)]),
    (
        "beaten once, beaten for good",
        ["c.a = 3", "c.a = 2", "c.a = 3"],
        "a",
        [(0, "overridden", "higher-layer"), (1, "overridden", "higher-layer"), (2, *WON)],
    ),
    ("two objects", ["c.a = {b: 1}", "c.a = {d: 1}"], "a", [(0, *MERGED), (1, *MERGED)]),
    ("a key of one of them", ["c.a = {b: 1}", "c.a = {d: 1}"], "a.b", [(0, *ALONE)]),
    ("a parent that is replaced", ["c.a = {b: 1}", "c.a = 2"], "a.b", [(0, *GONE)]),
    ("and its parent", ["c.a = {b: {d: 1}}", "c.a = 2"], "a.b.d", [(0, *GONE)]),
    (
        "two of them",
        ["c.a = {b: 1}", "c.a = {b: 1}", "c.a = 2"],
        "a.b",
        [(0, *GONE), (1, *GONE)],
    ),
    (
        "a parent that is replaced and comes back",
        ["c.a = {b: 1}", "c.a = 2", "c.a = {b: 3}"],
        "a.b",
        [(0, *GONE), (2, *ALONE)],
    ),
    ("set again", ["c.a = 1; c.a = 2"], "a", [(0, "reassigned", "later-in-file"), (0, *ALONE)]),
    (
        "undefined before",
        ["c.a = undefined; c.a = 1"],
        "a",
        [(0, "reassigned", "later-in-file"), (0, *ALONE)],
    ),
    ("set to what it is", ["var s = {b: 1}; c.a = s; c.a = s"], "a", [(0, *ALONE)]),
    (
        "an object of its own before",
        ["c = {a: 1}"],
        "",
        [(0, "reassigned", "later-in-file"), (0, *ALONE)],
    ),
    ("a parent that is set again", ["c.a = {b: 1}; c.a = 2"], "a.b", [(0, *GONE)]),
    ("deleted", ["c.a = 1; delete c.a"], "a", [(0, "deleted", "deleted-in-file")]),
    (
        "deleted within an object",
        ["c.a = {b: 1}; delete c.a.b"],
        "a.b",
        [(0, "deleted", "deleted-in-file")],
    ),
    (
        "a parent that is deleted",
        ["c.a = {b: 1}; delete c.a"],
        "a.b",
        [(0, "deleted", "deleted-in-file")],
    ),
    (
        "an object over what has no keys",
        ["c.a = 5", "c.a = {b: 1}"],
        "a",
        [(0, "overridden", "object-over-value"), (1, *WON)],
    ),
    (
        "an object over a text",
        ["c.a = 'xy'", "c.a = {b: 1}"],
        "a",
        [(0, "merged", "spread-to-keys"), (1, *MERGED)],
    ),
    (
        "a character that became a key",
        ["c.a = 'xy'", "c.a = {b: 1}"],
        'a["1"]',
        [(0, "effective", "spread-to-keys")],
    ),
    (
        "something unresolved above",
        ["c.a = 5", "c.a = page.a"],
        "a",
        [(0, "uncertain", "unresolved-above"), (1, *WON)],
    ),
    (
        "candidates above, none of which is an object",
        ["c.a = 5", "c.a = page.a ? 1 : 2"],
        "a",
        [(0, "overridden", "higher-layer"), (1, *WON)],
    ),
    (
        "an object over something unresolved",
        ["c.a = page.a", "c.a = {b: 1}"],
        "a",
        [(0, "uncertain", "object-merge"), (1, *WON)],
    ),
    (
        "an array over the same array",
        ["c.a = [{b: 1}]", "c.a = [{b: 1}]"],
        "a[0].b",
        [(0, "redundant", "same-value"), (1, *ALONE)],
    ),
    ("an element that is gone", ["c.a = [1, 2]", "c.a = [3]"], "a[1]", [(0, *GONE)]),
]


@pytest.mark.parametrize(
    ("scripts", "path", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_what_becomes_of_each_word(
    scripts: list[str], path: str, expected: list[tuple[int, str, str]]
) -> None:
    """Every layer that says something at the path is there, the lowest first."""
    layers = [
        script_layer(Source(f"{at}.js", f"var c = {{}}; {text}"), assume=["page"], global_name="c")
        for at, text in enumerate(scripts)
    ]

    found = merge(layers).explain(path).contributions

    assert [(_number(one.layer), one.outcome, one.rule) for one in found] == expected


@pytest.mark.parametrize(
    ("text", "count"), [("var c; c = {a: 1};", 1), ("var c = void 0; c = {a: 1};", 2)]
)
def test_a_bare_declaration_says_nothing(text: str, count: int) -> None:
    """It is no word on the value, but an undefined that is written is."""
    config = merge([script_layer(Source("c.js", text), global_name="c")])

    assert len(config.explain("").contributions) == count


def _number(layer: str) -> int:
    """The number of a script: layers of one name are told from one another by theirs."""
    return int(layer.partition("(")[2].rstrip(")") or 1) - 1


LOWER = "var appConfig = {a: {b: 1, d: {e: 2}}, f: 3, g: [4], h: {i: 5}};"
UPPER = "var appConfig = {a: {b: 6}, f: {}, g: 7, h: 8, j: 9}; delete appConfig.j;"


def test_all_that_is_there_and_all_that_is_not() -> None:
    """Every path once, in order: those with a value, and those that only lost ones have."""
    config = merge([script_layer(Source("low.js", LOWER)), script_layer(Source("up.js", UPPER))])

    leaves = [format_path(one.path) for one in config.leaves()]
    lost = [
        (format_path(one.path), [each.outcome for each in one.contributions])
        for one in config.shadowed()
    ]
    assert leaves == ["a.b", "a.d.e", "f", "g", "h"]
    assert lost == [("h.i", ["removed"]), ("j", ["deleted"])]


def test_what_was_lost_beneath_an_object_that_came_back() -> None:
    """It is there, beside what the object has now."""
    scripts = ["{a: {b: {x: 1}}}", "{a: 2}", "{a: {b: {y: 1}}}"]
    layers = [
        script_layer(Source(f"{at}.js", f"var appConfig = {text};"))
        for at, text in enumerate(scripts)
    ]

    config = merge(layers)

    lost = {format_path(one.path): one.contributions for one in config.shadowed()}
    assert [format_path(one.path) for one in config.leaves()] == ["a.b.y"]
    assert [(one.outcome, one.rule) for one in lost["a.b.x"]] == [GONE]
