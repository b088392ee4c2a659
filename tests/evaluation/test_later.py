"""What may happen after the script: said of just the places that a callback writes."""

from __future__ import annotations

from typing import Any

import pytest

from appconfig_merge import Unresolved
from tests.evaluation.support import gives, read

CONFIG = "var appConfig = { a: 1, b: { c: 2 } };"
SAME = {"a": 1, "b": {"c": 2}}
READS = "console.log(appConfig.a); var x = appConfig.b; document.title = x.c;"


@pytest.mark.parametrize(
    "registers",
    [
        "addEventListener('load', F);",
        "window.addEventListener('load', F, { once: true });",
        "document.addEventListener('DOMContentLoaded', F);",
        "document.querySelector('a').addEventListener('click', F);",
        "setTimeout(F);",
        "setInterval(F, 100);",
        "requestAnimationFrame(F);",
        "requestIdleCallback(F);",
        "queueMicrotask(F);",
        "window.onload = F;",
        "onerror = F;",
        "document.onreadystatechange = F;",
        "fetch('/x').then(F);",
        "fetch('/x').then(r => r.json()).then(F).catch(F).finally(F);",
        "navigator.serviceWorker.register('/sw.js').then(F, F);",
        "var request = new XMLHttpRequest(); request.onload = F;",
        "new Image().onerror = F;",
        "new MutationObserver(F).observe(document.body, { childList: true });",
        "matchMedia('(prefers-color-scheme: dark)').addListener(F);",
        "window.addEventListener('message', { handleEvent: F });",
        "setTimeout(F.bind(null));",
        "document.addEventListener('x', page.x ? F : () => {});",
    ],
)
def test_where_callbacks_are_kept(registers: str) -> None:
    """One that only reads or logs changes nothing; one that writes is told, wherever it is kept."""
    reading = f"var F = function () {{ {READS} }}; {CONFIG} {registers}"
    writing = f"var F = function () {{ {READS} appConfig.a = 3 }}; {CONFIG} {registers}"

    assert gives(reading, SAME)
    found = read(writing)
    assert found["b"] == {"c": 2}
    assert 3 in _flat(found["a"])
    assert 1 in _flat(found["a"])


def _flat(value: Any) -> list[Any]:
    """All values that something may have, without their conditions."""
    if not isinstance(value, Unresolved) or not value.candidates:
        return [value]
    return [item for one in value.candidates for item in _flat(one.value)]


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("setTimeout(() => { appConfig.a = 2 }); var appConfig = { a: 1 };",
         [("setTimeout's callback runs", 2), ("setTimeout's callback runs", 1)]),
        ("var appConfig = { a: 1 }; addEventListener('load', () => { appConfig = { a: 2 } });",
         [("`load` fires", 2), ("`load` fires", 1)]),
        ("var appConfig = { a: 1 }; window.onload = () => { delete appConfig.a };",
         [("`load` fires", None), ("`load` fires", 1)]),
        (("var appConfig = { a: 1 }; onload = () => { appConfig.a = 2 };"
         "setTimeout(() => { appConfig.a = 3 });"),
         [("setTimeout's callback runs last", 3), ("`load` fires last", 2),
          ("`load` fires last", 1)]),
        (("var appConfig = { a: 1 }; let data; fetch('/x').then(() => { data = 5 });"
         "onload = () => { if (data) appConfig.a = data };"), None),
    ],
)  # fmt: skip
def test_what_is_told(script: str, expected: list[tuple[str, Any]] | None) -> None:
    """Each value with what has to happen for it; last the one at the script's end."""
    found = read(script)["a"]

    assert isinstance(found, Unresolved)
    told = [(one.condition, one.value) for one in found.candidates]
    if expected is None:
        assert {5, 1} <= set(_flat(found))
    else:
        assert told == expected


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("var appConfig = { n: 0, b: 1 }; setInterval(() => { appConfig.n++ });",
         {"n": ..., "b": 1}),
        (("var appConfig = { b: 1 }; onload = () => { appConfig.c = { d: 1 } };"),
         {"b": 1, "c": ...}),
        (("var f = () => 1; var appConfig = { v: 1 }; setTimeout(() => { f = () => 2 });"
          "onload = () => { appConfig.v = f() };"), {"v": ...}),
        ("page.keep(() => { o.v = 2 }); var o = { v: 1, w: 1 }; var appConfig = o;",
         {"v": ..., "w": 1}),
        ("window.onload = f; function f() { appConfig.v = 2 } var appConfig = { v: 1, w: 1 };",
         {"v": ..., "w": 1}),
        (("window.onload = f; window.onload = null; function f() { appConfig.v = 2 }"
          "var appConfig = { v: 1 };"), {"v": 1}),
        (("var appConfig = { v: 1 }; function f() { appConfig.v = 2 }"
          "document.addEventListener('x', f); document.dispatchEvent(new Event('x'));"
          "appConfig = { v: 1, w: 1 }; document.removeEventListener('x', f);"), {"v": ..., "w": 1}),
        ("var appConfig = { v: 1 }; setTimeout(v => { appConfig.v = v }, 0, 1);", {"v": 1}),
        ("var appConfig = { v: 1 }; setTimeout(v => { appConfig.v = v }, 0);", {"v": ...}),
        ("var appConfig = { v: 1 }; setTimeout(() => { throw 1; appConfig.v = 2 });", {"v": 1}),
        ("var appConfig = { v: 1 }; setTimeout(() => { appConfig.v = 2; throw 1 });", {"v": ...}),
        (("var appConfig = { v: 1, w: 1 }; setTimeout(function again() {"
          "appConfig.v = 2; setTimeout(again) });"), {"v": ..., "w": 1}),
        (("var appConfig = { v: 1, w: 1 }; onload = () => setTimeout(() => { appConfig.v = 2 });"),
         {"v": ..., "w": 1}),
        (("var appConfig = { v: 1 }; onmessage = e => { e.data.x = 1; if (e.data.y) e.y = 1 };"),
         {"v": 1}),
        (("var appConfig = { v: 1 }; onmessage = e => { appConfig.v = e.data };"), {"v": ...}),
        (("var appConfig = { v: 1, w: 1 }; var a = document.createElement('a'); a.href = '/';"
          "a.onclick = () => { appConfig.v = a.href }; document.body.appendChild(a);"),
         {"v": ..., "w": 1}),
    ],
)  # fmt: skip
def test_places(script: str, expected: dict[str, Any]) -> None:
    """What no callback writes is known; what one may write isn't."""
    assert gives(script, expected)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (("var n; for (const a of document.links) a.addEventListener('click', () => { n.v = 2 });"
          "n = { v: 1 }; var appConfig = { n, w: 1 };"), {"n": ..., "w": 1}),
        (("var n; try { page.x; setTimeout(() => { n.v = 2 }) } catch {} n = { v: 1, w: 1 };"
          "var appConfig = n;"), {"v": ..., "w": 1}),
        (("var n; for (const a of document.links) a.onclick = () => { n.v = 2 };"
          "n = { v: 1 }; var appConfig = { n, w: 1 };"), {"n": ..., "w": 1}),
    ],
)  # fmt: skip
def test_callbacks_in_code_that_is_not_evaluated(script: str, expected: dict[str, Any]) -> None:
    """They may be called later like any other."""
    assert gives(script, expected)
