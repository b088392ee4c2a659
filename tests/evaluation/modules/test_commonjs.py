"""CommonJS modules among a page's: what a build makes of ``module.exports`` and ``require``."""

from __future__ import annotations

from typing import Any

import pytest

from tests.evaluation.modules.support import Ran, reason


@pytest.mark.parametrize(
    ("main", "other", "expected"),
    [
        ("import c from './c.js'; window.it = c;", "module.exports = {a: 1};", {"a": 1.0}),
        ("import {a} from './c.js'; window.it = a;", "exports.a = 2;", 2.0),
        ("import {a} from './c.js'; window.it = typeof a;", "exports.b = 2;", "undefined"),
        ("import c, {a} from './c.js'; c.a = 3; window.it = a;", "exports.a = 2;", 3.0),
        (
            "import c from './c.js'; window.it = c;",
            "Object.defineProperty(exports, '__esModule', {value: true}); exports.default = 5;",
            5.0,
        ),
        ("import {a} from './b.js'; window.it = a;", "exports.a = 2;", 2.0),
        ("const c = require('./c.js'); window.it = c.a;", "exports.a = 2;", 2.0),
        ("window.it = require('./d.json');", "", {"k": [1.0]}),
        ("window.it = require('./e.js').e;", "", 7.0),
        ("window.it = require('./f.js');", "", {"own": 1.0, "d": {"k": [1.0]}, "e": 7.0}),
        ("import './c.js'; window.it = window.strict;", ("exports.x = (() => !this)();"
         "window.strict = (function () { return !this })();"), False),
    ],
)  # fmt: skip
def test_what_such_a_module_exports_is_known(main: str, other: str, expected: Any) -> None:
    """The default is all of it, and each name is a property."""
    texts = {
        "main.js": main,
        "c.js": other,
        "b.js": "export * from './c.js';",
        "d.json": '{"k": [1]}',
        "e.js": "export const e = 7;",
        "f.js": "const d = require('./d.json'), {e} = require('./e.js');"
        "module.exports = {own: 1, d, e};",
    }
    ran = Ran(texts)
    assert ran.thrown is None
    assert ran.window["it"] == expected


def test_such_a_module_runs_once_when_it_is_first_asked_for() -> None:
    """In a circle the one that is asked for again has exported what it has so far."""
    texts = {
        "main.js": "window.log = ['main']; const a = require('./a.js'); require('./a.js');"
        "log.push(a.done, a.seen);",
        "a.js": "log.push('a'); exports.early = 1; exports.seen = require('./b.js').saw;"
        "exports.done = true;",
        "b.js": "log.push('b'); const a = require('./a.js'); exports.saw = [a.early, a.done];",
    }
    found = Ran(texts).window["log"]
    assert found == ["main", "a", "b", True, [1.0, "undefined"]]


@pytest.mark.parametrize(
    ("main", "why"),
    [
        ("window.it = require('react');", "it is imported from 'react'"),
        (
            "window.it = require('./nowhere.js');",
            "it is imported from './nowhere.js', which isn't read: there is no such file",
        ),
        ("window.it = require(window.name);", "what require() gives is not known here"),
        (
            "import * as all from './c.js'; window.it = all;",
            "all that a CommonJS module exports is not known here",
        ),
        ("import {g} from './c.js'; window.it = g;", "a getter computes it whenever it is read"),
    ],
)
def test_what_isnt_known_of_such_modules_is_said(main: str, why: str) -> None:
    """It is unresolved with the reason."""
    texts = {"main.js": main, "c.js": "exports.x = 1; exports.__defineGetter__ && 0;"
             "Object.defineProperty(exports, 'g', {get() { return 1 }});"}  # fmt: skip
    ran = Ran(texts)
    assert ran.thrown is None
    assert reason(ran, "it") == why


def test_flex_ui_is_known_by_require_too() -> None:
    """By its name on the page."""
    ran = Ran({"main.js": "const Flex = require('@twilio/flex-ui'); window.it = Flex.Manager;"})
    assert reason(ran, "it") == "only the page knows Twilio.Flex.Manager"


def test_what_a_required_module_throws_stops_the_one_that_asks() -> None:
    """As often as it is asked for."""
    texts = {"main.js": "require('./a.js'); window.it = 1;", "a.js": "exports.x = 1; throw 'no';"}
    texts["first.js"] = texts["main.js"]
    ran = Ran(texts, ["first.js", "main.js"])
    assert str(ran.thrown) == "Error: throw 'no'"
    assert ran.window == {}
