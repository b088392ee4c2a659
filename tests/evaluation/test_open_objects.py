"""What is copied from something unknown leaves the rest of an object known."""

from __future__ import annotations

import json
from typing import Any

import pytest

from appconfig_merge import Incomplete, Source, Unresolved, effective_config
from appconfig_merge.rendering import render
from tests.evaluation.support import candidates, gives, read


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("appConfig = { a: 1, ...page.more, b: 2 };", {"a": ..., "b": 2}),
        ("appConfig = { ...page.more, theme: { isLight: true } };", {"theme": {"isLight": True}}),
        ("appConfig = Object.assign({ a: 1 }, page.more, { b: 2 });", {"a": ..., "b": 2}),
        ("appConfig = { a: 1 }; Object.assign(appConfig, page.more); appConfig.b = 2;",
         {"a": ..., "b": 2}),
        ("appConfig = { a: 1, ...page.more }; appConfig.a = 3;", {"a": 3}),
        ("var o = { a: 1, ...page.more }; appConfig = { b: 2, ...o, c: 3 };",
         {"b": ..., "a": ..., "c": 3}),
        ("appConfig = { a: 1, b: 2 }; appConfig[page.key] = 7; appConfig.c = 3;",
         {"a": ..., "b": ..., "c": 3}),
        ("appConfig = { a: 1, [page.key]: 7, b: 2 };", {"a": ..., "b": 2}),
        ("var o = { a: 1, ...page.more, b: 2 }; appConfig = { it: o.b, own: o.hasOwnProperty };",
         {"it": 2, "own": ...}),
        ("var o = { a: 1, ...page.more, b: 2 }; appConfig = { b: 'b' in o, c: 'c' in o };",
         {"b": True, "c": ...}),
        ("appConfig = { a: 1, ...page.more, b: 2 }; delete appConfig.b;", {"a": ...}),
        ("appConfig = { a: 1, ...(page.n > 1), ...(typeof page.n === 'x'), b: 2 };",
         {"a": 1, "b": 2}),
        ("appConfig = { a: 1, 0: 2, ...`${page.text}`, b: 2 };", {"0": ..., "a": 1, "b": 2}),
        (("var o = { a: 1 }; if (page.x) Object.assign(o, page.more); else o.b = 2; o.c = 3;"
         "appConfig = o;"), {"a": ..., "b": ..., "c": 3}),
    ],
)  # fmt: skip
def test_what_stands_after_it_is_certain(script: str, expected: dict[str, Any]) -> None:
    """What stands before may be overridden by it, and has itself as a candidate."""
    assert gives(f"var appConfig; {script}", expected)


@pytest.mark.parametrize(
    "change",
    [
        "page.f(o);",
        "Object.defineProperty(o, 'b', { value: 3 });",
        "Object.setPrototypeOf(o, page.proto);",
        "o.__proto__ = page.proto;",
        "for (var k in page.more) page.f(o);",
    ],
)
def test_what_may_be_changed_is_no_longer_known(change: str) -> None:
    """It is an object like any other: what may change it takes away what was known."""
    assert gives(f"var o = {{ ...page.more, b: 2 }}; {change} var appConfig = {{ o }};", {"o": ...})


def test_what_it_held_before_is_a_candidate() -> None:
    """The condition is whether the page's object has the key; its own value has a name."""
    found = read("var appConfig = { a: 1, ...page.more };")["a"]

    assert [(one.condition, one.holds) for one in found.candidates] == [
        ('"a" in page.more', True),
        ('"a" in page.more', False),
    ]
    assert found.candidates[0].value.define == "page.more.a"
    assert candidates(found)[1] == 1


def test_a_key_that_is_not_known_names_each_or_none() -> None:
    """Of what it may name both values are told."""
    found = read("var appConfig = { a: 1 }; appConfig[page.key] = 2;")["a"]

    assert [(one.value, one.condition, one.holds) for one in found.candidates] == [
        (2, 'page.key === "a"', True),
        (1, 'page.key === "a"', False),
    ]


class TestMerging:
    """What appConfig.js may hold beside may override what the resource has."""

    CONFIG = effective_config(
        Source("appConfig.js", "var appConfig = { ...page.more, theme: { isLight: true } };"),
        ui_attributes={"logLevel": "info", "theme": {"isLight": False, "name": "x"}},
        assume=["page"],
    )

    def test_the_lower_value_is_a_candidate(self) -> None:
        found = self.CONFIG.to_dict()
        assert isinstance(found, Incomplete)
        assert found.more.source == "page.more"
        assert found["theme"] == {"isLight": True, "name": "x"}
        level = found["logLevel"]
        assert isinstance(level, Unresolved)
        explained = self.CONFIG.explain("logLevel")
        assert [(one.layer, one.outcome) for one in explained.contributions] == [
            ("ui_attributes", "uncertain"),
            ("appConfig.js", "effective"),
        ]

    def test_what_nobody_sets_may_be_set_there(self) -> None:
        explained = self.CONFIG.explain("language")
        assert explained.kind == "value"
        assert isinstance(explained.value, Unresolved)
        assert self.CONFIG.explain("theme.language").kind == "absent"

    def test_it_is_told(self) -> None:
        assert ((), "page.more") in [(path, one.source) for path, one in self.CONFIG.unresolved]
        (remark,) = self.CONFIG.diagnostics
        assert remark.code == "more-keys"
        effective = json.loads(render(self.CONFIG, "json"))["effective"]
        assert effective["$js"] == "object"
        assert effective["more"]["source"] == "page.more"
        assert "// what else there may be is left out: appConfig.js:1:22" in render(
            self.CONFIG, "js"
        )
