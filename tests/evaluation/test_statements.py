"""Loops, switch, try, labels: what is known is run, what the page decides has its candidates."""

from __future__ import annotations

from typing import Any

import pytest

from appconfig_merge import LimitError, Unresolved
from tests.evaluation.support import gives, read
from tests.hanging import not_hanging


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ("for (var i = 0, v = ''; i < 3; i++) v += i;", "012"),
        ("var v = []; for (let i = 0; i < 2; i++) v[i] = () => i; v = [v[0](), v[1]()];", [0, 1]),
        ("var v = []; for (var i = 0; i < 2; i++) v[i] = () => i; v = [v[0](), v[1]()];", [2, 2]),
        ("var v = 0; for (;;) { if (v > 3) break; v++; }", 4),
        ("var v = 0; for (let i = 0; i < 5; i++) { if (i % 2) continue; v += i; }", 6),
        ("var v = 1; while (v < 50) v *= 3;", 81),
        ("var v = 0; do v++; while (false);", 1),
        ("var v = 0; do { if (v) continue; v = 5; } while (v < 5);", 5),
        ("var v = ''; for (var k in { b: 1, a: 2, 1: 3, 0: 4 }) v += k;", "01ba"),
        ("var v = ''; for (const k in [7, , 9]) v += k;", "02"),
        ("var v = ''; for (let k in 'ab') v += k;", "01"),
        ("var v = 1; for (var k in null) v = 2; for (k in undefined) v = 3;", 1),
        ("var v = 1; for (var k in 5) v = 4; for (k in true) v = 5;", 1),
        ("var v = '', o = { a: 1, b: 2, c: 3 }; for (k in o) { v += k; delete o.b; }", "ac"),
        ("var v = '', o = { a: 1 }; for (var k in o) { v += k; o[k + k] = 1; }", "a"),
        ("var v = 0; for (const x of [1, 2, 3]) v += x;", 6),
        ("var v = '', a = [1, 2]; for (var x of a) { v += x; if (x < 9) a[2] = 9; }", "129"),
        ("var v = ''; for (var c of 'a\U0001f600b') v = c + v;", "b\U0001f600a"),
        ("var v = ''; for (var [k, { n = 5 }] of [['a', {}], 'bc']) v += k + n;", "a5b5"),
        ("var v = {}; for (v.x of [1, 2]); for (v['y'] in { z: 1 });", {"x": 2, "y": "z"}),
        ("var v = 0; a: for (;;) { for (;;) { v++; if (v < 3) continue a; break a; } }", 3),
        ("var v = 1; a: { b: { break a; } v = 2; }", 1),
        ("var v = 0; a: b: for (var i = 0; i < 3; i++) { v += i; continue a; }", 3),
        ("var v = 0; switch (2) { case 1: v = 9; case 2: v = 2; case 3: v += 3; break; }", 5),
        ("var v = 0; switch (7) { default: v = 1; case 1: v += 1; break; case 2: v = 9; }", 2),
        ("var v = 0; switch ('1') { case 1: v = 1; }", 0),
        ("var v; switch (true) { case 1 > 2: v = 'a'; break; case 2 > 1: v = 'b'; }", "b"),
        ("var v; switch (1) { case 1: let x = 5; v = x; }", 5),
        ("var v = 0; for (var i of [1, 2]) switch (i) { case 1: continue; default: v = i; }", 2),
        ("var v; try { null.x; } catch (e) { v = 'caught'; }", "caught"),
        ("var v; try { throw { code: 7 }; } catch ({ code }) { v = code; }", 7),
        ("var v = ''; try { v += 1; throw 1; } catch { v += 2; } finally { v += 3; }", "123"),
        ("var v = (function () { try { return 1; } finally { return 2; } })();", 2),
        ("var v = (function () { try { return 1; } finally { v = 9; } })();", 1),
        ("var v = 0; try { try { throw 5; } finally { v = 1; } } catch (e) { v += e; }", 6),
        ("var v = 0; for (var i = 0; i < 3; i++) { try { continue; } finally { v++; } }", 3),
        ("var v; try { missing; } catch (e) { v = typeof e; }", "object"),
        ("function f(n) { for (;;) { if (n > 2) return n; n++; } } var v = f(0);", 3),
    ],
)  # fmt: skip
def test_what_is_known_is_run(statements: str, expected: Any) -> None:
    """Statement by statement, as ECMA-262 has it."""
    assert gives(f"{statements} var appConfig = {{ v: v }};", {"v": expected})


def candidates(script: str) -> dict[str, str]:
    """The candidates of v, by value, with the condition of each."""
    value = read(script)["v"]
    assert isinstance(value, Unresolved)
    return {
        repr(one.value): f"{'when' if one.holds else 'unless'} {one.condition}"
        for one in value.candidates
    }


def test_a_switch_that_the_page_decides() -> None:
    """Every case is a candidate, with the comparison that selects it."""
    script = """
    var v;
    switch (location.hostname) {
      case "a.example.com": v = "dev"; break;
      case "b.example.com": v = "stage"; break;
      default: v = "prod";
    }
    var appConfig = { v };
    """

    assert candidates(script) == {
        "'dev'": 'when location.hostname === "a.example.com"',
        "'stage'": 'when location.hostname === "b.example.com"',
        "'prod'": 'unless location.hostname === "b.example.com"',
    }


def test_a_loop_that_the_page_leaves() -> None:
    """The turn in which it may have been left is a candidate each."""
    script = """
    var hosts = [{ h: "x", id: 1 }, { h: "y", id: 2 }], v = 0;
    for (var i = 0; i < hosts.length; i++) {
      if (hosts[i].h === location.hostname) { v = hosts[i].id; break; }
    }
    var appConfig = { v };
    """

    assert sorted(candidates(script)) == ["0", "1", "2"]


def test_a_return_from_a_loop() -> None:
    """An early return in a loop, too."""
    script = """
    function first(list) { for (const x of list) { if (x > page.n) return x; } return -1; }
    var appConfig = { v: first([1, 2]) };
    """

    assert sorted(candidates(script)) == ["-1", "1", "2"]


def test_what_every_way_sets_alike_is_known() -> None:
    """Whatever case is taken."""
    assert gives(
        """
        var v, w = 1;
        switch (page.n) { case 1: v = "same"; break; default: v = "same"; w = 1; }
        var appConfig = { v, w };
        """,
        {"v": "same", "w": 1},
    )


def test_what_may_throw_inside_try() -> None:
    """What isn't known may throw there: the catch clause is a way, too."""
    script = """
    var v = "old";
    try { JSON.parse(localStorage.getItem("x")); v = "new"; } catch (e) { v = "caught"; }
    var appConfig = { v, w: 1 };
    """

    assert sorted(candidates(script)) == ["'caught'", "'new'"]
    assert read(script)["w"] == 1


def test_changes_before_a_throw_that_may_be() -> None:
    """They are there in the catch clause, those after it are not."""
    script = """
    var appConfig = (function () {
      let a = 0, b = 0, v;
      try { a = 1; JSON.parse(page.s); b = 1; } catch (e) { v = [a, b]; }
      return { a, b, v };
    })();
    """
    found = read(script)

    assert found["a"] == 1
    assert isinstance(found["b"], Unresolved)
    assert isinstance(found["v"], Unresolved)
    assert sorted(repr(one.value) for one in found["v"].candidates) == ["[1, 0]", "undefined"]


@pytest.mark.parametrize(
    "loop",
    [
        "while (page.n) v++;",
        "for (var i = 0; i < page.n; i++) v++;",
        "for (const x of page.list) v++;",
        "for (var k in page.o) v++;",
        "do { v++; } while (page.n);",
    ],
)
def test_what_the_page_decides_on_turn_by_turn(loop: str) -> None:
    """What such a loop changes is unknown, the rest is not."""
    assert gives(f"var v = 0, w = 1; {loop} var appConfig = {{ v, w }};", {"v": ..., "w": 1})


@pytest.mark.parametrize(
    "loop",
    [
        "while (true) {}",
        "for (;;) v++;",
        "do { v = 1; } while (1);",
        "for (;;) { for (;;) break; }",
    ],
)
def test_a_script_that_never_ends(loop: str) -> None:
    """Is an error, as the page would hang."""
    with pytest.raises(LimitError):
        read(f"var v = 0; {loop} var appConfig = {{ v }};")


@pytest.mark.parametrize(
    "loop",
    [
        "for (;;) a = a.concat(a);",
        "for (;;) a = [...a, ...a];",
        "for (;;) a = [a, a];",
        "for (;;) { try { a = page.call(a); } catch (e) { a = [a]; } }",
    ],
)
def test_growth_without_end(loop: str) -> None:
    """Ends with an error, too: looking through what has grown is counted."""
    with not_hanging(), pytest.raises(LimitError):
        read(f"var a = [1]; {loop} var appConfig = {{ a: 1 }};")
