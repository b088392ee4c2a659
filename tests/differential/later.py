"""Random callbacks: listeners, timers, promises, requests, async functions, and what they do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tests.differential.oddities import fill
from tests.differential.pieces import grow

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from tests.differential.expressions import Expressions

PIECES: dict[str, tuple[str, ...]] = {
    "register": (
        "setTimeout(<callback>, 0);", "setTimeout(<callback>);", "setInterval(<callback>, 9);",
        "window.addEventListener('load', <callback>);", "addEventListener('message', <callback>);",
        "document.addEventListener('click', <callback>, {once: <flag>});",
        "document.body.addEventListener('click', {handleEvent: <callback>});",
        "window.onload = <callback>;", "onresize = <callback>;", "document.onclick = <callback>;",
        "window['onscroll'] = <callback>;", "this.onfocus = <callback>;",
        "Object.assign(window, {onload: <callback>});", "new Image().onload = <callback>;",
        "queueMicrotask(<callback>);", "requestAnimationFrame(<callback>);",
        "Promise.resolve(<value>).then(<callback>);", "Promise.reject(<value>).catch(<callback>);",
        "Promise.resolve().finally(<callback>).then(<callback>);",
        "new Promise((f) => { <inner> f(<value>); }).then(<callback>);",
        "new Promise((f, r) => { if (<condition>) r(1); f(2); }).then(<callback>, <callback>);",
        "new Promise((f) => setTimeout(f, 1)).then(<callback>);",
        "Promise.all([fetch('/x'), 1]).then(<callback>);",
        "fetch('/x').then(<callback>, <callback>);",
        "fetch('/x').then((r) => r.json()).then(<callback>).catch(<callback>);",
        "fetch('/x').then((r) => r.json()).then((c) => { appConfig.c = c.logLevel; <write> });",
        "{ const x = new XMLHttpRequest(); x.open('GET', '/x'); x.onload = <callback>; x.send(); }",
        (
            "{ const x = new XMLHttpRequest(); x.onreadystatechange = <callback>;"
            " x.open('GET', '/x', <flag>); x.send(); }"
        ),
        (
            "{ const x = new XMLHttpRequest(); x.open('GET', '/x');"
            " x.addEventListener('error', <callback>); x.send(); }"
        ),
        "new MutationObserver(<callback>).observe(document.body, {});",
        "matchMedia('(a)').addEventListener('change', <callback>);",
        "matchMedia('(a)').addListener(<callback>);",
        "(async () => { <write> await fetch('/x'); <write> })();",
        "(async () => { <write> await <value>; <write> await 1; <write> })();",
        "(async function () { const r = await fetch('/x'); <write> o0.b = await r.json(); })();",
        "(async () => { try { await fetch('/x'); <write> } catch { <write> } <write> })();",
        "(async () => { try { <write> await 1; <write> } finally { <write> } })();",
        "(async () => { if (<condition>) { await null; } <write> })();",
        "(async () => { for (const k of [1, 2]) { await k; <write> v0 = k; } })();",
        "(async () => { <write> return await fetch('/x'); })().then(<callback>);",
        "(async (p = (v0 = 8)) => { <write> v1 = await p; })();",
        "async function <item>() { <write> await 0; <write> } <item>(); <item>();",
        "if (<condition>) { <register> }", "if (<condition>) { <register> } else { <register> }",
        "[<callback>, <callback>].forEach((f) => setTimeout(f));",
        "for (const k of ['load', 'click']) { addEventListener(k, <callback>); }",
        "(page.flag ? setTimeout : setInterval)(<callback>);",
        "page.flag && addEventListener('load', <callback>);",
        "setTimeout(page.flag ? <callback> : <callback>);", "setTimeout((<callback>).bind(o0));",
        "setTimeout(function (p) { o0.b = p; <write> }, 1, <expression>);",
        "document.body.onclick = <callback>; document.body.click();",
        "addEventListener('x', <callback>); window.dispatchEvent(new Event('x'));",
        "{ const f = <callback>; addEventListener('x', f); removeEventListener('x', f); }",
        "try { setTimeout(<callback>); <inner> } catch { <register> }",
        "{ let s = document.createElement('i'); s.onload = <callback>; document.head.append(s); }",
        "function <item>() { <write> } addEventListener('load', <item>); <item>.x = 1;",
        "{ let n = 0; setInterval(() => { appConfig.n = ++n; <write> }); }",
        "{ const q = {w: 1}; o0.q = q; setTimeout(() => { q.w = <value>; }); }",
        "{ let z = 1; setTimeout(() => { z = 2; }); addEventListener('x', () => { o0.z = z; }); }",
        "new (class { constructor() { setTimeout(() => { <write> }); } })();",
        "o0.later = () => { <write> };",
    ),
    "callback": (
        "() => {}", "() => { <write> }", "() => { <write> <write> }", "function () { <write> }",
        "function (e) { <write> this.w = 1; }", "(e) => { <write> v1 = typeof e; }",
        "(e) => { if (e && e.data) appConfig.a = e.data.logLevel; <write> }",
        "function () { <inner> }", "() => { <write> <inner> }", "() => { <read> }",
        "async () => { <write> await 1; <write> }", "() => { if (<condition>) return; <write> }",
        "() => { try { <write> } catch { <write> } }", "(e) => (appConfig.b = <value>)",
        "() => { <write> <register> }", "() => console.log(appConfig, <name>)",
    ),
    "write": (
        "appConfig.a = <value>;", "appConfig.late = <value>;", "appConfig.o0.a = <value>;",
        "appConfig.o0 = <thing>;", "delete appConfig.v0;", "delete appConfig.o0.a;",
        "appConfig = {v0: <value>, a: 1};", "window.appConfig = {...appConfig, v1: <value>};",
        "o0.a = <expression>;", "o0.fresh = {a: <value>};", "v0 = <expression>;",
        "a0.push(<value>);", "a0[0] = <value>;", "a0.length = 1;", "o0 = {b: <value>};",
        "Object.assign(appConfig, <thing>);",
        "Object.assign(appConfig, {v0: <value>, b: <value>});", "appConfig[v1] = <value>;",
        "appConfig[page.s] = <value>;", "appConfig.count = (appConfig.count || 0) + 1;",
        "appConfig.copy = {...o1};", "appConfig.v1 = v1;", "appConfig.seen = [v0, o0.a];",
        "if (<condition>) { <write> }", "if (<condition>) { <write> } else { <write> }",
        "for (const k in o1) appConfig[k] = o1[k];", "appConfig.f?.();", "throw <mark>;", "<read>",
        "<read>", "<inner>", "o1.d = o0;", "Object.freeze(o0);", "appConfig.a0 = a0.slice();",
        "Object.defineProperty(appConfig, 'v0', {value: <value>, enumerable: <flag>});",
    ),
    "read": (
        "console.log(appConfig);", "v0;", "JSON.stringify(o0);", "Object.keys(appConfig).length;",
        "const {a} = o0;", "document.title = String(v0);", "console.log(location.href, v1);", "",
        "localStorage.setItem('k', String(v0));", "document.body.classList.add('x');",
    ),
    "flag": (
        "true", "false",
    ),
}  # fmt: skip


def registration(make: Expressions) -> str:
    """A statement that has something happen later."""
    text = grow(make, "<register>", PIECES, rounds=4)
    make.scopes.append([])
    filled = fill(make, text)
    make.scopes.pop()
    return filled if not text.startswith("async function") or make.strict else f"{{ {filled} }}"


def later_script(make: Expressions, script: Callable[[], list[str]]) -> list[str]:
    """A script some statements of which have something happen later."""
    lines = script()
    start = next(at for at, line in enumerate(lines) if line.startswith("var a0 ")) + 1
    for _ in range(make.random.randint(1, 3)):
        lines.insert(make.random.randint(start, len(lines)), registration(make))
    if make.chance(0.08):  # all of it is set later
        at = next(
            at for at, line in enumerate(lines) if re.match(r"(var |window\.)appConfig", line)
        )
        register = make.pick(("setTimeout(() => {{ {} }});", "fetch('/x').then(() => {{ {} }});"))
        lines[at] = register.format(lines[at].replace("var appConfig", "appConfig"))
    return lines


def random_order(random: Random) -> list[dict[str, Any]]:
    """What to fire after the script, and how it ends."""
    return [
        {
            "pick": random.randrange(5040),
            "variant": random.random() < 0.3,
            "again": random.random() < 0.25,
        }
        for _ in range(random.choice((1, 2, 4, 7)))
    ]
