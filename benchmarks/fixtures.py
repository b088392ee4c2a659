"""Which fixtures a reader reads to the values that Node gives."""

from __future__ import annotations

import importlib
import json
import re
import subprocess
from typing import TYPE_CHECKING, Any, NamedTuple

from appconfig_merge import Function, Undefined, effective_config
from appconfig_merge.values import Unresolved
from benchmarks.inputs import FIXTURES
from benchmarks.peers import PAGE, node

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from appconfig_merge.syntax import ParserName

PAGE_URL = "https://flex.example.com/"
_EVALUATE = (
    """
const fs = require("fs"), vm = require("vm");
const found = {};
for (const file of process.argv.slice(1)) {
"""
    + PAGE
    + """
  vm.createContext(page);
  for (const one of file.split("\\n")) vm.runInContext(fs.readFileSync(one, "utf8"), page);
  found[file] = JSON.parse(vm.runInContext("JSON.stringify(appConfig)", page));
}
console.log(JSON.stringify(found));
"""
)


class Fixture(NamedTuple):
    """A script, what its page loads before, and the values that Node gives."""

    script: Path
    companions: tuple[Path, ...]
    expected: object

    @property
    def text(self) -> str:
        """The script's text."""
        return self.script.read_text("utf-8")


class Score(NamedTuple):
    """How many fixtures were read right, how many in part, how many to other values."""

    right: int
    partly: int
    wrong: int


def fixtures() -> list[Fixture]:
    """Every fixture that is an appConfig.js, with Node's word on it."""
    scripts = sorted(FIXTURES.glob("*/**/appConfig.js"))
    files = {
        script: tuple(path for path in sorted(script.parent.glob("*.js")) if path != script)
        for script in scripts
    }
    lists = {"\n".join(map(str, (*before, script))): script for script, before in files.items()}
    done = subprocess.run(
        [node(), "-e", _EVALUATE, "--", *lists], check=True, capture_output=True, text=True
    )
    values = json.loads(done.stdout)
    return [Fixture(lists[name], files[lists[name]], value) for name, value in values.items()]


def score(found: list[Fixture], read: Callable[[Fixture], object]) -> Score:
    """Count what a reader makes of the fixtures; one it can't read is none of the three."""
    right = partly = wrong = 0
    for fixture in found:
        try:
            value = read(fixture)
        except Exception:  # noqa: BLE001 - each reader has errors of its own
            continue
        if isinstance(value, _Part):
            partly += _agrees(value.value, fixture.expected)
            wrong += not _agrees(value.value, fixture.expected)
        elif value == fixture.expected:
            right += 1
        else:
            wrong += 1
    return Score(right, partly, wrong)


class _Part(NamedTuple):
    """Values of which some are unresolved."""

    value: object


def ours(fixture: Fixture, parser: ParserName = "tree-sitter") -> object:
    """What effective-config resolves, without a browser, on the page that Node is given."""
    config = effective_config(
        str(fixture.script), scripts=fixture.companions, page_url=PAGE_URL, parser=parser
    )
    value = _as_json(config.to_dict())
    return _Part(value) if config.unresolved else value


def quickjs(fixture: Fixture) -> object:
    """What a JavaScript engine of another make gives: it runs the file."""
    context = importlib.import_module("quickjs").Context()
    context.eval(PAGE.replace("console, ", ""))
    context.eval("Object.assign(globalThis, page); globalThis.window = globalThis;")
    for path in (*fixture.companions, fixture.script):
        context.eval(path.read_text("utf-8"))
    return json.loads(context.eval("JSON.stringify(appConfig)"))


def chompjs(fixture: Fixture) -> object:
    """What a reader of object literals gives: it looks for the first bracket by itself."""
    return importlib.import_module("chompjs").parse_js_object(fixture.text)


def json5(fixture: Fixture) -> object:
    """What a reader of JSON5 gives for the text behind ``appConfig =``."""
    match = re.search(r"appConfig\s*=\s*(\{.*\})", fixture.text, re.DOTALL)
    return importlib.import_module("json5").loads(match[1] if match else fixture.text)


def _as_json(value: Any) -> Any:
    """A value as JSON.stringify writes it: no functions, no undefined."""
    if isinstance(value, dict):
        return {key: _as_json(one) for key, one in value.items() if not _is_left_out(one)}
    if isinstance(value, list):
        return [None if _is_left_out(one) else _as_json(one) for one in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return {} if type(value).__name__ == "RegExp" else value


def _is_left_out(value: object) -> bool:
    return isinstance(value, Function | Undefined)


def _agrees(value: object, expected: object) -> bool:
    """Whether all that is resolved is what Node gives."""
    if isinstance(value, Unresolved):
        return True
    if isinstance(value, dict) and isinstance(expected, dict):
        return all(
            isinstance(one, Unresolved) or (key in expected and _agrees(one, expected[key]))
            for key, one in value.items()
        )
    if isinstance(value, list) and isinstance(expected, list):
        pairs = zip(value, expected, strict=False)
        return len(value) == len(expected) and all(_agrees(a, b) for a, b in pairs)
    return value == expected
