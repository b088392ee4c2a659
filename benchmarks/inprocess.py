"""What a typical file costs a process that is there already: ``python -m benchmarks.inprocess``.

The CPU of each call, the best and the median of runs in turn, beside others that read JavaScript
in Python; programs that compute; and which of the fixtures each reader reads to Node's values.
"""

from __future__ import annotations

import importlib
from functools import partial
from time import process_time
from typing import TYPE_CHECKING

from appconfig_merge import Source, effective_config
from benchmarks import calls, fixtures, peers
from benchmarks.inputs import FIXTURES, TYPICAL
from benchmarks.tables import table
from benchmarks.timing import figure, in_turn, timed

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.fixtures import Fixture, Score

_RUNS = 61
_PROGRAMS = {
    "fibonacci(18)": "function f(n) { return n < 2 ? n : f(n - 1) + f(n - 2) } "
    "var appConfig = { v: f(18) };",
    "5,000 turns of a loop": "var s = 0; for (let i = 0; i < 5000; i++) { s += i } "
    "var appConfig = { s };",
}


def tables() -> str:
    """All three tables."""
    found = fixtures.fixtures()
    return f"{_typical(found)}\n{_programs()}\n{_scores(found)}"


def _typical(found: list[Fixture]) -> str:
    (typical,) = (one for one in found if one.script.parent == TYPICAL)
    script = Source("appConfig.js", typical.text)
    resource = Source(
        "configuration.json", (TYPICAL / "configuration.json").read_text("utf-8"), "json"
    )
    es5 = (FIXTURES / "es5-legacy" / "appConfig.js").read_text("utf-8")
    body = peers.values(calls.SCRIPT)
    pyjsparser, chompjs, json5 = map(importlib.import_module, ("pyjsparser", "chompjs", "json5"))

    def explained(configuration: Source | None = None) -> object:
        return list(effective_config(script, configuration=configuration).leaves())

    measured: dict[str, tuple[str, Callable[[], object]]] = {
        "appconfig_merge": ("runs the file, explains every value", explained),
        "over a resource of 6 KB": (
            "and merges it over the resource",
            lambda: explained(resource),
        ),
        "quickjs": ("runs the file", lambda: fixtures.quickjs(typical)),
        "pyjsparser": ("only parses, an ES5 file", lambda: pyjsparser.parse(es5)),
        "chompjs": ("reads its values as JSON", lambda: chompjs.parse_js_object(body)),
        "json5": ("reads its values as JSON", lambda: json5.loads(body)),
    }
    runs = in_turn(
        {name: timed(call, process_time, times=5) for name, (_, call) in measured.items()}, _RUNS
    )
    title = f"A typical file of {len(script.data):,} bytes, CPU"
    return _figures(title, runs, {name: does for name, (does, _) in measured.items()})


def _programs() -> str:
    measured: dict[str, Callable[[], object]] = {}
    for title, text in _PROGRAMS.items():
        measured[f"appconfig_merge, {title}"] = partial(_values, Source("appConfig.js", text))
        measured[f"quickjs, {title}"] = partial(_quickjs, text)
    runs = in_turn({name: timed(call, process_time) for name, call in measured.items()}, 5)
    return _figures("Programs that compute, CPU", runs, dict.fromkeys(measured, "runs it"))


def _values(script: Source) -> object:
    return effective_config(script).to_dict()


def _quickjs(text: str) -> object:
    context = importlib.import_module("quickjs").Context()
    context.eval(text)
    return context.eval("JSON.stringify(appConfig)")


def _figures(title: str, runs: dict[str, list[float]], does: dict[str, str]) -> str:
    figures = {name: figure(seconds) for name, seconds in runs.items()}
    return table(
        (title, "does", "best", "median"),
        (
            (name, does[name], f"{found.best:.2f} ms", f"{found.median:.2f} ms")
            for name, found in figures.items()
        ),
        words=2,
    )


def _scores(found: list[Fixture]) -> str:
    scores: dict[str, Score] = {
        "effective-config": fixtures.score(found, fixtures.ours),
        "quickjs, which runs the file": fixtures.score(found, fixtures.quickjs),
        "effective-config --parser pyjsparser": fixtures.score(
            found, lambda fixture: fixtures.ours(fixture, "pyjsparser")
        ),
        "chompjs": fixtures.score(found, fixtures.chompjs),
        "json5": fixtures.score(found, fixtures.json5),
    }
    total = len(found)
    return table(
        (
            f"Of {total} fixtures, read to Node's values",
            "right",
            "in part, rest unresolved",
            "wrong",
            "not read",
        ),
        (
            (name, f"{one.right}", f"{one.partly}", f"{one.wrong}", f"{total - sum(one)}")
            for name, one in scores.items()
        ),
    )


if __name__ == "__main__":
    print(tables())
