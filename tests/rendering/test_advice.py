"""The lines that say how to change a value, for every kind of edit."""

from __future__ import annotations

import pytest

from appconfig_merge import Location, Source, effective_config
from appconfig_merge.brief import Places
from appconfig_merge.effective.contributions import Rival
from appconfig_merge.questions.advice import Advice, Futile
from appconfig_merge.questions.edits import AdvisedEdit
from appconfig_merge.rendering.explanation.advice import advice_lines, without_lines
from appconfig_merge.rendering.style import PLAIN

NEWEST = effective_config(Source("appConfig.js", "appConfig = {};"), flex_ui="2.17.1").release
HERE = Location("a.js", 1, 2, 1, 3)
THERE = Location("b.js", 4, 5, 4, 6)


def lines(*edits: AdvisedEdit, futile: tuple[Futile, ...] = ()) -> list[str]:
    """What is said of this advice."""
    return advice_lines(Advice(edits, futile), Places(()), PLAIN)


@pytest.mark.parametrize(
    ("edit", "line"),
    [
        (AdvisedEdit("edit", "a", ("k",), HERE), "edit a.js:1:2"),
        (AdvisedEdit("edit-origin", "a", ("k",), HERE), "edit a.js:1:2, which it comes from"),
        (
            AdvisedEdit(
                "edit-origin", "a", ("k",), HERE._replace(file="--define k"), is_argument=True
            ),
            "give another --define k",
        ),
        (
            AdvisedEdit("edit-log-level", "a", ("logLevel",), HERE),
            "change logLevel, which it follows (a.js:1:2)",
        ),
        (
            AdvisedEdit("update", "a", ("u", "a b"), HERE),
            """change u["a b"] in the resource (a.js:1:2): effective-config update \
--set 'u["a b"]='JSON""",
        ),
        (
            AdvisedEdit("update", "a", ("markdown",), None),
            "change markdown in the resource: effective-config update --set markdown=JSON",
        ),
        (AdvisedEdit("add", "a", ("k",), HERE), "add k to the object at a.js:1:2"),
        (AdvisedEdit("add", "a", (), HERE, ("o",)), "add a key to o, at a.js:1:2"),
        (
            AdvisedEdit("add", "a", ("k",), HERE, ("o",), replaces=("o", "k")),
            "add k to o, at a.js:1:2: an array there replaces all of o.k",
        ),
        (
            AdvisedEdit("edit", "a", ("k",), HERE, lost_in=NEWEST),
            "edit a.js:1:2; in Flex UI 2.17.1 that has no effect",
        ),
    ],
)
def test_an_edit(edit: AdvisedEdit, line: str) -> None:
    """Names the place, or the command."""
    assert lines(edit) == [f"  {line}"]


def test_several_edits() -> None:
    """Any one of them does."""
    one = AdvisedEdit("edit", "a", ("k",), HERE)

    assert lines(one, one._replace(location=THERE)) == ["  edit a.js:1:2", "  or edit b.js:4:5"]


@pytest.mark.parametrize(
    ("futile", "line"),
    [
        (Futile("a", HERE, "higher-layer", True, None), "has no effect"),
        (
            Futile("a", HERE, "higher-layer", True, Rival("b", THERE)),
            "has no effect while b.js:4:5 sets it",
        ),
        (
            Futile("a", HERE, "deleted-in-file", True, Rival("b", THERE)),
            "has no effect while b.js:4:5 deletes it",
        ),
        (
            Futile("a", HERE, "replaced-by-column", True, Rival("b", THERE)),
            "has no effect while b.js:4:5 takes its place",
        ),
        (
            Futile("a", HERE, "parent-replaced", True, Rival("b", THERE)),
            "has no effect while b.js:4:5 replaces its parent",
        ),
        (
            Futile("a", HERE, "unresolved-above", False, Rival("b", THERE)),
            "may have no effect: what b.js:4:5 sets is unresolved",
        ),
        (
            Futile("a", HERE, "higher-layer", True, Rival("b", None), NEWEST),
            "has no effect while b (no position) sets it; in Flex UI 2.17.1 it has one",
        ),
    ],
)
def test_an_edit_without_effect(futile: Futile, line: str) -> None:
    """Names what stands in its way."""
    assert lines(futile=(futile,)) == [f"  an edit at a.js:1:2 {line}"]


def test_what_would_be_without_something() -> None:
    """The value, whether it is the same, and who would set it."""
    script = Source("appConfig.js", "var appConfig = { a: 1, b: 2, c: 3, o: {} };")
    now = effective_config(script, ui_attributes={"a": 0, "b": 2, "o": {}})
    then = now.without("appConfig.js")

    def said(path: str) -> list[str]:
        found = then.explain(path), now.explain(path)
        return list(without_lines("appConfig.js", *found, 100, PLAIN))

    assert said("a") == [
        "without appConfig.js",
        "  it would be 0",
        "  set at ui_attributes (no position)",
    ]
    assert said("b")[1] == "  it would still be 2"
    assert said("c") == ["without appConfig.js", "  it would not be set"]
    assert said("x") == ["without appConfig.js", "  it would not be set either"]
