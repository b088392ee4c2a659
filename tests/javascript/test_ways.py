"""Which condition decides, and what it says of values that depend on another one."""

from __future__ import annotations

from typing import Any

import pytest

from appconfig_merge import Incomplete, Source, Unresolved, effective_config
from tests.evaluation.support import read


def _told(value: Any) -> list[tuple[Any, str, bool]]:
    """The candidates of a value in one list: their conditions are all asked in order."""
    assert isinstance(value, Unresolved)
    return [(one.value, one.condition, one.holds) for one in value.candidates]


@pytest.mark.parametrize(
    "leaves",
    [
        "for (const turn of [1]) { if (fa) { v = 1; break; } if (fb) return 9; v = 2; }",
        "out: { if (fa) { v = 1; break out; } if (fb) return 9; v = 2; }",
    ],
)
def test_the_last_way_is_taken_where_no_other_is(leaves: str) -> None:
    """The last of two ways has a condition by which it was come to; what takes it is the first.

    Where the page has ``a`` and not ``b`` the value is 1, though ``b`` is false on the way to 2.
    """
    script = f"""
        var fa = page.a, fb = page.b;
        function f() {{ var v = 0; {leaves} return fb ? 8 : v; }}
        var appConfig = {{ it: f() }};
    """
    assert _told(read(script)["it"]) == [
        (9, "!fa && fb", True), (8, "fb", True), (1, "fa", True), (2, "fb", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("script", "condition"),
    [
        ("function f(x = 5) { return x; } var appConfig = { it: f(page.n) };", "page.n"),
        ("const { n = 5 } = page; var appConfig = { it: n };", "page.n"),
        ("const { n: it = 5 } = page; var appConfig = { it };", "page.n"),
        ("const { f: { n: it = 5 } } = page; var appConfig = { it };", "page.f.n"),
        ("const { n: it = 5 } = page.f(); var appConfig = { it };", "n"),
        ("const [it = 5] = page.f(); var appConfig = { it };", "it"),
    ],
)
def test_a_default_is_for_undefined_alone(script: str, condition: str) -> None:
    """A parameter or variable that is 0, empty or null doesn't take its default."""
    (_, told, holds), (value, _, _) = _told(read(script)["it"])

    assert (told, holds, value) == (f"{condition} !== undefined", True, 5)


def test_a_default_says_nothing_of_truthiness() -> None:
    """Where a value is falsy it is not known to be undefined."""
    found = read("var a = page.a; const [k = 5] = [a]; var appConfig = { it: a ? 1 : k };")["it"]

    assert [told for _, told, _ in _told(found)] == ["a", "a !== undefined", "a !== undefined"]


@pytest.mark.parametrize(
    ("operator", "first", "condition", "holds"),
    [("&&=", 5, "v", True), ("||=", ..., "v", True), ("??=", ..., "v != null", True)],
)
def test_a_logical_assignment_is_made_where_its_operator_goes_on(
    operator: str, first: Any, condition: str, holds: bool
) -> None:
    """``&&=`` assigns where the value is truthy, ``||=`` where it isn't, ``??=`` for nothing."""
    found = read(f"var v = page.a; v {operator} 5; var appConfig = {{ it: v }};")["it"]

    told = _told(found)
    assert told[0][1:] == (condition, holds)
    assert [value == 5 for value, _, _ in told] == [first == 5, first != 5]


def test_what_is_called_optionally_is_called_unless_it_is_nothing() -> None:
    """``?.`` goes on from 0, false and the empty string."""
    found = read("var appConfig = { it: page.n?.toFixed(1) };")["it"]

    assert [(told, holds) for _, told, holds in _told(found)] == [
        ("page.n != null", True),
        ("page.n != null", False),
    ]


@pytest.mark.parametrize("closing", ["seal", "freeze"])
def test_deleting_what_may_not_be_there(closing: str) -> None:
    """Of an object that keeps its properties nothing is deleted, which succeeds for no property."""
    script = f"var o = {{}}; if (page.a) o.k = 1; Object.{closing}(o);"
    found = read(f"{script} var appConfig = {{ it: delete o.k, o }};")

    assert isinstance(found["it"], Unresolved)
    assert not found["it"].candidates
    assert _told(found["o"]["k"])[0] == (1, "page.a", True)


def test_what_the_page_gave_is_spread_though_it_might_have_thrown() -> None:
    """That an expression didn't throw doesn't make its value one that a spread copies nothing of.

    Its properties may be any.
    """
    script = """
        var v; try { v = page.x; } catch { v = { k: 1 }; }
        var appConfig = { it: { z: 1, ...v } };
    """

    found = read(script)["it"]

    assert isinstance(found, Incomplete)
    assert isinstance(found["z"], Unresolved)


@pytest.mark.parametrize("jump", ["break", "continue"])
def test_each_way_out_of_a_loop_that_is_not_run_is_one_of_its_own(jump: str) -> None:
    """Returning and jumping out of a loop are different ways: neither excludes the other."""
    script = f"""
        function f() {{
          var v = 0;
          outer: for (const turn of [1]) {{
            v = 1;
            while (page.a) {{ if (page.b) return 9; if (page.c) {jump} outer; break; }}
            v = 2;
          }}
          return v;
        }}
        var appConfig = {{ it: f() }};
    """
    config = effective_config(Source("appConfig.js", script), assume=["page"])
    found: list[Any] = []
    work = [config.to_dict()["it"]]
    while work:
        value = work.pop()
        if isinstance(value, Unresolved) and value.candidates:
            work.extend(one.value for one in value.candidates)
        else:
            found.append(value)

    assert {1, 2} <= {one for one in found if not isinstance(one, Unresolved)}


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("true", 'String(page.key) === "true"'),
        ("0", 'String(page.key) === "0"'),
        ("dev", 'page.key === "dev"'),
    ],
)
def test_a_key_is_compared_as_text(key: str, text: str) -> None:
    """What is no text names a property, too: the condition says so where that is likely."""
    found = read(f"var appConfig = {{ it: {{ {key}: 1 }}[page.key] }};")["it"]

    assert _told(found)[0] == (1, text, True)


@pytest.mark.parametrize("inner", ["b", "!b", "-b", "`${b}`"])
def test_what_is_computed_from_a_candidate_is_not_the_candidate(inner: str) -> None:
    """It has the candidate's place, but no expression that gives it anywhere else."""
    script = f"var b = page.b; var appConfig = {{ it: String(page.a ? {inner} : 0) }};"
    found = read(script)["it"]

    assert isinstance(found, Unresolved)
    assert [one.value for one in found.candidates][1] == "0"
    assert found.portable == ""


def test_an_object_that_only_one_way_freezes() -> None:
    """Whether it is frozen is not known, on whichever way it is frozen."""
    script = "var o = {}; Object.freeze(page.a ? o : {}); var appConfig = { it: %s };"

    assert isinstance(read(script % "Object.isFrozen(o)")["it"], Unresolved)
    assert isinstance(read(script % "Object.isSealed(o)")["it"], Unresolved)
    assert isinstance(read(script % "Object.isExtensible(o)")["it"], Unresolved)


@pytest.mark.parametrize(
    "array", ["[1, , 3]", "[...[1, , 3]]", "(page.a ? [1, , 3] : [])", "holed", "perhaps"]
)
def test_a_hole_gives_what_it_inherits(array: str) -> None:
    """An element that isn't there is undefined only as long as nobody adds to all arrays."""
    before = """
        Array.prototype[1] = "p";
        var holed = [1, 2, 3], perhaps = [1, 2, 3];
        delete holed[1];
        if (page.b) delete perhaps[1];
    """
    found = read(f"{before} var [a, b = 5] = {array}; var appConfig = {{ it: b }};")["it"]

    assert isinstance(found, Unresolved)
    assert all(isinstance(one.value, Unresolved) or one.value == 5 for one in found.candidates)
