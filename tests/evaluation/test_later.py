"""What may happen after the script: said of just the places that a callback writes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from appconfig_merge import (
    NoConfigError,
    Source,
    Unresolved,
    UnresolvedConfigError,
    effective_config,
)
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
          "n = { v: 1 }; var appConfig = { n, w: 1 };"), {"n": {"v": ...}, "w": 1}),
        (("var n; try { page.x; setTimeout(() => { n.v = 2 }) } catch {} n = { v: 1, w: 1 };"
          "var appConfig = n;"), {"v": ..., "w": 1}),
        (("var n; for (const a of document.links) a.onclick = () => { n.v = 2 };"
          "n = { v: 1 }; var appConfig = { n, w: 1 };"), {"n": {"v": ...}, "w": 1}),
    ],
)  # fmt: skip
def test_callbacks_in_code_that_is_not_evaluated(script: str, expected: dict[str, Any]) -> None:
    """They may be called later like any other."""
    assert gives(script, expected)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("appConfig.v = 2; await 0; appConfig.w = 2;", {"v": 2, "w": 2}),
        ("const r = await fetch('/c'); appConfig.v = 2;", {"v": [2, 1], "w": 1}),
        ("appConfig.v = await 2;", {"v": 2, "w": 1}),
        ("let x = appConfig.v + await 4; appConfig.v = 3; appConfig.w = x;",
         {"v": 3, "w": 5}),
        ("appConfig.v += await 4; appConfig.w = appConfig.v;", {"v": 5, "w": 5}),
        ("var o = appConfig; appConfig = { v: 3, w: 1 }; o.v = await 2;", {"v": 3, "w": 1}),
        ("Object.assign(appConfig, { v: 4 }, await { w: 5 });", {"v": 4, "w": 5}),
        ("appConfig = { ...appConfig, ...(await { w: 5 }) };", {"v": 1, "w": 5}),
        ("appConfig.v = [0, await 2][1];", {"v": 2, "w": 1}),
        ("if (await 1) appConfig.v = 2; else appConfig.w = 2;", {"v": 2, "w": 1}),
        ("if (true) { let t = 2; await 0; appConfig.v = t; } appConfig.w = 3;",
         {"v": 2, "w": 3}),
        ("if (false) await 0; appConfig.v = 2;", {"v": 2, "w": 1}),
        ("if (location.hash) await 0; appConfig.v = 2;", {"v": ..., "w": 1}),
        ("try { appConfig.v = 2; await 0; throw 1 } catch { appConfig.w = 2 }",
         {"v": 2, "w": [2, 1]}),
        ("try { throw 1; await 0 } catch { appConfig.v = 2 } appConfig.w = 2;",
         {"v": 2, "w": 2}),
        ("try { await page } catch { await 0; appConfig.v = 2 } finally { appConfig.w = 2 }",
         {"v": [2, 1], "w": [2, 1]}),
        ("try { try { await 0; throw 1 } finally { appConfig.v = 2 } } catch { appConfig.w = 2 }",
         {"v": [2, 1], "w": [2, 1]}),
        ("for (const x of [1]) { await x } appConfig.v = 2;", {"v": ..., "w": 1}),
        ("location.hash && (await 0); appConfig.v = 2;", {"v": ..., "w": 1}),
        ("return; await 0; appConfig.v = 2;", {"v": 1, "w": 1}),
        ("throw 1;", {"v": 1, "w": 1}),
        ("setTimeout(() => { appConfig.v = 2 }); await new Promise(r => setTimeout(r));",
         {"v": [2, 1], "w": 1}),
        ("const f = async () => { await 0; appConfig.v = 2 }; await f(); appConfig.w = 2;",
         {"v": 2, "w": 2}),
        ("await 0; await 0; await 0; appConfig.v = 2;", {"v": 2, "w": 1}),
        ("const f = o => ({ set(v) { o.v = v } }); f(appConfig).set(await 2);",
         {"v": 2, "w": 1}),
        ("const t = `${appConfig.v}${await 2}`; appConfig.v = t;", {"v": "12", "w": 1}),
    ],
)  # fmt: skip
def test_async_functions(body: str, expected: dict[str, Any]) -> None:
    """What stands before the first await is run at once, the rest may come later."""
    found = read(f"var appConfig = {{ v: 1, w: 1 }}; (async function () {{ {body} }})();")

    for key, wanted in expected.items():
        if isinstance(wanted, list):
            assert _flat(found[key]) == wanted
        elif wanted is ...:
            assert isinstance(found[key], Unresolved)
        else:
            assert found[key] == wanted


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("fetch('/c').then(r => r.json())\n.then(c => { window.appConfig = c });",
         "when the promise is fulfilled (line 1)"),
        ("window.onload = () => { window.appConfig = { a: 1 } };", "when `load` fires (line 1)"),
        ("var appConfig;\naddEventListener('x', () => { appConfig = { a: 1 } });",
         "when `x` fires (line 2)"),
        ("(async () => { window.appConfig = await (await fetch('/c')).json() })();",
         "when what is awaited arrives (line 1)"),
    ],
)  # fmt: skip
def test_configuration_that_is_set_only_later(script: str, told: str) -> None:
    """The script ends without one: what is said tells when it comes."""
    with pytest.raises(NoConfigError, match="is set only later") as caught:
        read(script)

    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("var appConfig = { v: 1 }; fetch('/c').then(c => { appConfig = c });", {"v": ...}),
        ("var appConfig = { v: 1, w: 2 }; onload = () => { appConfig = { v: 1, w: 3 } };",
         {"v": 1, "w": ...}),
        ("var appConfig = { v: [1] }; onload = () => { appConfig.v.push(2) };", {"v": ...}),
        ("var appConfig = { v: [1, 2], w: 1 }; onload = () => { appConfig.v[0] = 2 };",
         {"v": [..., 2], "w": 1}),
        ("var appConfig = { v: { x: 1 }, w: 1 }; onload = () => { page.f(appConfig.v) };",
         {"v": ..., "w": ...}),
        ("var appConfig = { v: 1 }; onload = () => { Object.freeze(appConfig) };", {"v": 1}),
        (("var appConfig = { v: 1 }; onload = () => { Object.freeze(appConfig) };"
         "setTimeout(() => { appConfig.w = 2 });"), {"v": 1, "w": ...}),
        (("var appConfig = { v: 1 }; onload = () => { Object.freeze(appConfig) };"
         "setTimeout(() => setTimeout(() => { appConfig.v = 2 }));"), {"v": ...}),
        (("var appConfig = { v: 1 }; onload = () => {"
         "Object.defineProperty(appConfig, 'w', { value: 2, enumerable: true }) };"),
         {"v": ..., "w": ...}),
        (("var appConfig = { v: 1 }; onload = () => { Object.defineProperty(appConfig, 'h', {}) };"
         "setTimeout(() => { appConfig.w = 2 });"), {"v": ...}),
    ],
)  # fmt: skip
def test_changes_of_whole_objects(script: str, expected: dict[str, Any]) -> None:
    """What the object is at the script's end is told all the same."""
    found = read(script)

    for key, wanted in expected.items():
        if isinstance(wanted, list):
            assert isinstance(found[key][0], Unresolved)
            assert found[key][1:] == wanted[1:]
        elif wanted is ...:
            assert isinstance(found[key], Unresolved | dict)
        else:
            assert found[key] == wanted


REQUEST = """var x = new XMLHttpRequest();
x.onreadystatechange = function () {
  if (x.readyState === 4 && this.status === 200) appConfig.v = JSON.parse(x.responseText).v;
};"""


@pytest.mark.parametrize(
    ("send", "expected"),
    [
        ("x.open('GET', '/c'); x.send();", {"v": ..., "w": 1}),
        ("x.open('GET', '/c', true); x.send(); appConfig.v = 2;", {"v": ..., "w": 1}),
    ],
)
def test_requests(send: str, expected: dict[str, Any]) -> None:
    """Opening one runs its handlers at once, in a state in which nothing has come yet."""
    script = f"var appConfig = {{ v: 1, w: 1 }}; {REQUEST} {send}"

    assert gives(script, expected)
    assert 1 in _flat(read(script)["v"]) or "v = 2" in send


def test_request_that_is_waited_for() -> None:
    """Its handlers run before ``send`` returns: what they write, and nothing else, is open."""
    text = f"var appConfig = {{ v: 1, w: 1 }}; {REQUEST} x.open('GET', '/c', false); x.send();"

    assert gives(text + "appConfig.x = appConfig.v;", {"v": ..., "w": 1, "x": ...})


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("queueMicrotask(() => { appConfig.v = 2 });", {"v": 2}),
        ("queueMicrotask(() => { appConfig.v = 2 }); appConfig.v = 3;", {"v": 2}),
        ("Promise.resolve(2).then(v => { appConfig.v = v });", {"v": 2}),
        ("Promise.resolve(2).then(v => v + 1).then(v => { appConfig.v = v });", {"v": 3}),
        ("Promise.resolve(2).catch(() => { appConfig.v = 2 });", {"v": 1}),
        ("Promise.resolve().finally(() => { appConfig.v = 2 });", {"v": 2}),
        ("Promise.resolve({ then(f) { f(2) } }).then(v => { appConfig.v = v });", {"v": ...}),
        ("(async () => 2)().then(v => { appConfig.v = v });", {"v": 2}),
        ("(async () => { await 0; return 2 })().then(v => { appConfig.v = v });", {"v": 2}),
        ("(async () => { await 0; await 1; return 2 })().then(v => appConfig.v = v);", {"v": 2}),
        (("const f = async () => { await 0; return 2 };"
          "(async () => { appConfig.v = await f() + await f() })();"), {"v": 4}),
        (("const f = async () => { await fetch('/c'); return 2 };"
          "(async () => { appConfig.v = await f() })();"), {"v": ...}),
        (("const f = async () => { await 0; throw 2 };"
          "(async () => { appConfig.v = await f() })();"), {"v": ...}),
        ("(async () => { await 0 })().then(v => { appConfig.v = v === undefined });", {"v": True}),
        ("(async () => { appConfig.v = await (async () => 2)() })();", {"v": 2}),
        (("Promise.resolve().then(() => { appConfig.v += 'a' }).then(() => { appConfig.v += 'c' });"
          "Promise.resolve().then(() => { appConfig.v += 'b' });"), {"v": "1abc"}),
        ("Promise.resolve().then(() => { throw 1 }).then(() => { appConfig.v = 2 });", {"v": ...}),
        ("if (location.hash) queueMicrotask(() => { appConfig.v = 2 });", {"v": ...}),
        (("if (location.hash) queueMicrotask(() => { appConfig.v = 2 });"
          "queueMicrotask(() => { appConfig.v = 3 });"), {"v": ...}),
        (("fetch('/c').then(() => { appConfig.v = 2 });"
          "queueMicrotask(() => { appConfig.v = 3 });"), {"v": ...}),
        (("setTimeout(() => { appConfig.w = 2 });"
          "queueMicrotask(() => { appConfig.v = 3 });"), {"v": 3, "w": ...}),
        ("function f() { queueMicrotask(f) } f();", {"v": 1}),
        ("try { location.x.y; queueMicrotask(() => { appConfig.v = 2 }) } catch {}", {"v": ...}),
    ],
)  # fmt: skip
def test_jobs(script: str, expected: dict[str, Any]) -> None:
    """What a browser surely runs right after the script is run, in its order."""
    assert gives(f"var appConfig = {{ v: 1 }}; {script}", expected)


@pytest.mark.parametrize(
    "fires",
    [
        "document.body.click();",
        "window.dispatchEvent(new Event('x'));",
        "var x = new XMLHttpRequest(); x.open('GET', '/', false); x.send();",
    ],
)
def test_events_that_are_fired_by_the_script(fires: str) -> None:
    """Listeners may have run by then: what they write is open, from there on."""
    script = (
        "var appConfig = { v: 1, w: 1 }; addEventListener('x', () => { appConfig.v++ });"
        f"{fires} appConfig.x = appConfig.v;"
    )

    assert gives(script, {"v": ..., "w": 1, "x": ...})


@pytest.mark.parametrize(
    "keeps",
    [
        "setTimeout('appConfig.v = 2');",
        "setInterval('appConfig = {}', 10);",
        "document.body.setAttribute('onclick', 'appConfig.v = 2');",
    ],
)
def test_code_in_a_text(keeps: str) -> None:
    """It may do anything, later."""
    assert gives(f"var appConfig = {{ v: 1 }}; {keeps}", {"v": ...})


@pytest.mark.parametrize(
    "calls",
    [
        "navigator.run(() => { throw 'x' });",
        "navigator.run(function () { console.log(1); throw 2 });",
    ],
)
def test_callback_that_always_throws(calls: str) -> None:
    """What calls it may let the script stop there."""
    found = read(f"var appConfig = {{ v: 1 }}; {calls} appConfig = {{ v: 2 }};")

    assert set(_flat(found["v"])) == {1, 2}


@pytest.mark.parametrize(
    "calls",
    [
        "location.hash.split('/').forEach(p => { if (p === 'x') throw 1; });",
        "[].concat(location.parts).map(p => { if (p) throw 1; });",
        "document.querySelectorAll('a').forEach(fail);",
        "navigator.languages.some((location.hash ? fail : () => true));",
        "navigator.languages.map(fail.bind(null, 1));",
        "navigator.languages.filter(p => p && !fail(p));",
    ],
)
def test_callback_that_throws_for_an_element(calls: str) -> None:
    """The script may stop where elements aren't known and a function that each is given throws."""
    fails = "function fail(p) { if (p) throw 1; return 2; }"
    found = read(f"var appConfig = {{ v: 1 }}; {fails} {calls} appConfig = {{ v: 2 }};")

    assert set(_flat(found["v"])) == {1, 2}


def test_the_then_of_what_is_awaited_is_called() -> None:
    """An object of the script's own with a ``then`` is asked for its value by a job."""
    script = """
        var appConfig = { a: 1 };
        (async function () { await { then: function (go) { appConfig.b = 1; go(5); } }; })();
    """

    assert isinstance(read(script)["b"], Unresolved)


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        ("<p>on = 1</p>", []),
        ("<script src='/a.js'><\\/script>", ["the page loads another script here: /a.js"]),
        ("<SCRIPT async SRC=https://example.com/b.js></SCRIPT >",
         ["the page loads another script here: https://example.com/b.js"]),
    ],
)  # fmt: skip
def test_what_a_script_writes_into_the_page(markup: str, told: list[str]) -> None:
    """A script that is loaded from elsewhere is another one; a remark names it."""
    script = f"var appConfig = {{ a: 1 }}; document.write({json.dumps(markup)});"
    config = effective_config(Source("appConfig.js", script.replace("\\\\/", "/")))

    assert config.to_dict() == {"a": 1}
    assert [one.message for one in config.diagnostics] == told


@pytest.mark.parametrize(
    "markup",
    [
        "<script>appConfig.a = 2</script>",
        "<img/onerror=go()>",
        "<img src='x'onerror=go()>",
        "<script src='/a.js' onload='go()'></script>",
        "<script src='/a.js'>",
        "<a href='javascript:go()'>",
        "<iframe srcdoc=''>",
    ],
)
def test_code_that_a_script_writes_into_the_page(markup: str) -> None:
    """It may change anything."""
    script = f"var appConfig = {{ a: 1 }}; document.write({json.dumps(markup)});"

    with pytest.raises(UnresolvedConfigError):
        read(script)


def test_one_of_several_that_may_take_its_place_later() -> None:
    """A property is then that of each of them, and never one of them itself."""
    found = read(
        "var appConfig = { theme: { isLight: true } };"
        "setTimeout(() => { appConfig = page ? { theme: { isLight: false } } : 5; });"
    )

    assert [(one.value, one.present) for one in found["theme"].candidates] == [
        ({"isLight": False}, True),
        (None, False),
        ({"isLight": True}, True),
    ]


def test_the_words_get_and_set_are_no_accessors() -> None:
    """In a comment, or as a method's name, they don't make every reading run code."""
    script = """
        var appConfig = { v: 1 }; // some of it is set again: get it from the page
        var known = new Map(); known.set('a', known.get('b'));
        fetch('/c').then((answer) => answer.json()).then((more) => { console.log(more.api); });
    """

    assert gives(script, {"v": 1})
