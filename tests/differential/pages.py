"""Random pages of a few scripts that hand something to Flex UI, in whatever order that comes."""

from __future__ import annotations

import random
from typing import NamedTuple

FLEX_UI = """
<script>
window.records = [];
window.busy = 0;
(function () {
  const start = setTimeout, get = fetch, read = Response.prototype.json;
  const parsed = new Promise(fulfil => { window.allHaveRun = fulfil });
  const leave = () => { start(() => { busy-- }, 20) };
  window.setTimeout = (call, time) => {
    busy++;
    return start(() => { try { call() } finally { leave() } }, time);
  };
  window.fetch = address => {
    busy++;
    const promise = parsed.then(() => get(address));
    promise.then(leave, leave);
    return promise;
  };
  Response.prototype.json = function () {
    busy++;
    const promise = read.call(this);
    promise.then(leave, leave);
    return promise;
  };
  const note = (config, place) => {
    const record = { place, config: config === undefined ? {} : config };
    records.push(record);
    let turns = 0;
    (function turn() {
      if (++turns < 60) queueMicrotask(turn);
      else record.then = JSON.stringify(record.config);
    })();
  };
  const soon = value => parsed.then(
    () => new Promise(fulfil => setTimeout(() => fulfil(value), 1)));
  const manager = { init() {} };
  const Flex = {
    progress() { return Flex },
    provideLoginInfo() { return soon() },
    runDefault(config, place) { note(config, place); return soon(manager) },
    Manager: { create(config, place) { note(config, place); return soon(manager) } },
    Actions: { addListener() {} },
  };
  window.Twilio = { Flex };
})();
</script>
"""
"""What stands for Flex UI in a page: it notes what it is handed, then and in the end.

Servers answer once the page's scripts have run.
"""
LAST = '<script type="module">allHaveRun()</script>'

FILES = {"/a.json": '{"a": 11, "in": {"x": 1}}', "/b.json": '{"b": 12}'}


_AGAIN = ("", "addEventListener('load', f);", "removeEventListener('load', f);")


class PageScript(NamedTuple):
    """A script of a page: ``how`` it is loaded, and its code."""

    how: str
    code: str


class Pages:
    """Writes one page."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed)
        self.calls = 0

    def page(self) -> list[PageScript]:
        """The scripts of a page, in the order in which they stand in it."""
        first = PageScript("classic", "var g = { n: 0 }, h = { m: 0 }, log = [];")
        scripts = [first]
        for _ in range(self.random.randint(1, 4)):
            how = self.random.choices(
                ("classic", "deferred", "module", "async", "load"), (6, 2, 2, 2, 1)
            )[0]
            if how == "load" and any(one.how == "load" for one in scripts):
                how = "classic"
            scripts.append(PageScript(how, self._block(2)))
        if self.calls == 0 or self.random.random() < 0.5:
            scripts.append(PageScript("classic", self._handing()))
        return scripts

    def _block(self, depth: int) -> str:
        return " ".join(self._statement(depth) for _ in range(self.random.randint(1, 2)))

    def _statement(self, depth: int) -> str:
        if depth == 0:
            return self._change()
        made = self.random.choices(
            (self._change, self._handing, self._listening, self._promise, self._timer,
             self._fetch, self._condition, self._async),
            (6, 3, 3, 2, 1, 2, 1, 1),
        )[0]  # fmt: skip
        return made(depth) if made not in {self._change, self._handing} else made()

    def _change(self, _: int = 0) -> str:
        number = self.random.randint(1, 9)
        return self.random.choice((
            f"g.n = {number};", f"h.m = g.n + {number};", f"g.k{number} = h.m;", "g.n++;",
            f"log.push({number});", f"h = {{ m: {number} }};", f"delete g.k{number};",
            f"g = {{ ...g, s: {number} }};", f"if (g.n > {number}) h.m = 1; else h.m = 2;",
            f"window.w{number} = g.n;", f"h.w = window.w{number};",
            f"h.state = document.readyState + {number};",
        ))  # fmt: skip

    def _handing(self, _: int = 0) -> str:
        self.calls += 1
        place = f"'{self.calls}'"
        what = self.random.choice(("g", "{ ...g }", "{ g, h }", "{ ...h, log: [...log] }", "h"))
        return self.random.choice((
            f"Twilio.Flex.runDefault({what}, {place});",
            f"Twilio.Flex.Manager.create({what}, {place});",
            (f"{{ const c = {what}; Twilio.Flex.progress().provideLoginInfo(c, 1)"
            f".then(() => Twilio.Flex.Manager.create(c, {place})).then(m => m.init()); }}"),
        ))  # fmt: skip

    def _listening(self, depth: int) -> str:
        body = self._block(depth - 1)
        return self.random.choice((
            f"addEventListener('load', () => {{ {body} }});",
            f"window.onload = () => {{ {body} }};",
            f"document.addEventListener('DOMContentLoaded', () => {{ {body} }});",
            f"addEventListener('DOMContentLoaded', () => {{ {body} }}, true);",
            ("if (document.readyState === 'loading')"
            f"document.addEventListener('DOMContentLoaded', () => {{ {body} }});"),
            (f"{{ const f = () => {{ {body} }}; addEventListener('load', f);"
            f"{self.random.choice(_AGAIN)} }}"),
        ))  # fmt: skip

    def _promise(self, depth: int) -> str:
        first, then = self._block(depth - 1), self._block(depth - 1)
        return self.random.choice((
            f"Promise.resolve().then(() => {{ {first} }}).then(() => {{ {then} }});",
            f"queueMicrotask(() => {{ {first} }});",
            (f"Promise.resolve(3).then(v => {{ g.p = v; return Promise.resolve(4) }})"
            f".then(v => {{ h.p = v; {then} }});"),
            f"Promise.resolve().then(() => {{ {first} throw 1 }}).catch(() => {{ {then} }});",
        ))  # fmt: skip

    def _timer(self, depth: int) -> str:
        return f"setTimeout(() => {{ {self._block(depth - 1)} }}, {self.random.choice((0, 5))});"

    def _fetch(self, depth: int) -> str:
        file = self.random.choice(tuple(FILES))
        body = self._block(depth - 1)
        return self.random.choice((
            f"fetch('{file}').then(r => r.json()).then(d => {{ Object.assign(g, d); {body} }});",
            (f"fetch('{file}').then(r => {{ {self._change()} return r.json() }})"
            f".then(d => {{ h = d; {body} }}).catch(e => {{ g.failed = 1 }});"),
            (f"(async () => {{ const r = await fetch('{file}'); {self._change()}"
            f"const d = await r.json(); d.own = 1; g.d = d; {body} }})();"),
        ))  # fmt: skip

    def _condition(self, depth: int) -> str:
        test = self.random.choice(("location.hash", "navigator.onLine", "window.innerWidth > 1"))
        return f"if ({test}) {{ {self._block(depth - 1)} }} else {{ {self._block(depth - 1)} }}"

    def _async(self, depth: int) -> str:
        return (
            f"(async () => {{ {self._change()} await null; {self._block(depth - 1)}"
            f"await Promise.resolve(1); {self._block(depth - 1)} }})();"
        )
