"""How the benchmarks' figures come about, and where they are written."""

from __future__ import annotations

import importlib
import re
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from appconfig_merge import effective_config
from benchmarks import calls, start
from benchmarks.__main__ import NAMES, PAGE, written
from benchmarks.imports import imports
from benchmarks.inputs import write_changed, write_literal
from benchmarks.tables import table
from benchmarks.timing import Figure, figure, in_turn, timed
from benchmarks.waiting import Wait

if TYPE_CHECKING:
    from benchmarks.processes import Call


def test_calls_are_made_in_turn_and_the_first_round_does_not_count() -> None:
    made: list[str] = []

    found = in_turn({"a": lambda: made.append("a"), "b": lambda: made.append("b")}, 2)

    assert made == ["a", "b", "a", "b", "a", "b"]
    assert found == {"a": [None, None], "b": [None, None]}


def test_a_short_call_is_told_by_the_mean_of_some() -> None:
    ticks = count()
    call = timed(lambda: [next(ticks) for _ in range(3)], lambda: next(ticks), times=5)

    assert call() == pytest.approx((5 * 3 + 1) / 5)
    assert figure([0.003, 0.001, 0.002]) == Figure(best=1.0, median=2.0)


def test_imports_are_told_by_package_without_what_every_python_has() -> None:
    runs = [
        {"site": 3.0, "appconfig_merge": 0.1, "appconfig_merge.paths": 0.5, "json.decoder": 1.0},
        {"site": 2.0, "appconfig_merge": 0.1, "appconfig_merge.paths": 0.3, "json.decoder": 2.0},
    ]

    found = imports(runs, {"site"})

    assert found.modules == 3
    assert found.rooms == {"paths": 0.3, "appconfig_merge": 0.1}
    assert found.others == {"json": 1.0}
    assert found.milliseconds == pytest.approx(1.4)


def test_every_limit_is_that_of_a_call_with_a_budget() -> None:
    assert set(start.LIMITS) == set(calls.USUAL)
    assert set(start.LIMITS) <= set(start.BUDGET)


def test_a_call_is_too_slow_that_is_so_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever else is busy makes it late once."""
    node, quick, slow = Wait(1, 1), Wait(1.9, 1.9), Wait(2.1, 1)
    limits = {calls.CHECK: 2.0, calls.JSON: 2.0, calls.HELP: 2.0}
    measured = [
        {calls.CHECK: slow, calls.JSON: slow, calls.HELP: quick},
        {calls.CHECK: quick, calls.JSON: slow},
        {calls.JSON: slow},
    ]
    first, *others = [{start._NODE: node, **each} for each in measured]
    more = iter(others)

    def waits(asked: dict[str, Call], _runs: int) -> dict[str, Wait]:
        found = next(more)
        assert asked.keys() == found.keys()
        return found

    monkeypatch.setattr(start, "waits", waits)

    assert start._too_slow(first, limits) == {calls.JSON: 2.1}
    assert next(more, None) is None


def test_a_large_file_is_read_whole_and_a_changed_one_is_nearly_the_same(tmp_path: Path) -> None:
    first, other = tmp_path / "a.js", tmp_path / "b.js"
    size = len(Path(write_literal(first, 100_000, before="var appConfig = ")).read_text("utf-8"))
    write_changed(other, first)

    leaves = list(effective_config(str(first)).leaves())
    changed = list(effective_config(str(other)).leaves())
    differing = sum(a.value != b.value for a, b in zip(leaves, changed, strict=True))
    assert 100_000 < size < 150_000
    assert 0.005 < differing / len(leaves) < 0.02


def test_a_table_of_markdown() -> None:
    shown = table(("", "does", "time"), [("show", "shows", "1 ms")], words=2)

    assert shown == "|  | does | time |\n| --- | --- | ---: |\n| show | shows | 1 ms |\n"


def test_each_benchmark_is_a_module_whose_tables_have_their_place_on_the_page() -> None:
    page = PAGE.read_text("utf-8")
    for name in NAMES:
        module = importlib.import_module(f"benchmarks.{name}")
        assert callable(module.tables)
        assert f"python -m benchmarks {name}" in page or f"python -m benchmarks.{name}" in page
        assert "| the table |" in written(page, name, "| the table |\n")


def test_tables_take_the_place_of_those_before_and_of_nothing_else() -> None:
    page = "# Speed\n\n<!-- benchmarks.uses -->\n\n| old |\n\n<!-- end -->\n\nMore.\n"

    once = written(page, "uses", "| new \\1 |\n")

    assert once == page.replace("old", "new \\1")
    assert written(once, "uses", "| new \\1 |\n") == once
    with pytest.raises(SystemExit, match=re.escape("<!-- benchmarks.growth -->")):
        written(page, "growth", "| new |\n")
