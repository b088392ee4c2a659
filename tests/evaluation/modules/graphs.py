"""Random graphs of modules, most of which can be linked: cycles, re-exports, functions, awaits."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

NAMES = ("a", "b", "f", "k", "default")
_USES = (
    "log.push(typeof {0})",
    "log.push({0})",
    "log.push(typeof {0} === 'function' ? {0}.name : {0})",
    "log.push('a' in {0})",
    "if (typeof {0} === 'function' && {0}.name === 'f') log.push({0}())",
    "if (typeof {0} === 'object') {0}.a = 1",
    "{0} = 1",
)
_WHOLE_USES = (
    "log.push(typeof {0} === 'object' ? Object.keys({0}) : 0)",
    "log.push({{ ...{0} }})",
    "log.push(JSON.stringify({0}))",
    "if (typeof {0} === 'object') for (const key in {0}) log.push(key)",
)
"""Those that a namespace refuses where it has a binding in the temporal dead zone."""


def graph(random: Random, *, awaits: bool) -> dict[str, str]:
    """A few modules that import one another; ``main.js`` is the first."""
    count = random.randint(2, 6)
    paths = ["main.js", *(f"m{number}.js" for number in range(1, count))]
    exports = {path: random.sample(NAMES, random.randint(1, 4)) for path in paths}
    has_circles = random.random() < 0.5
    made = {}
    for at, path in enumerate(paths):
        others = {one: exports[one] for one in (paths if has_circles else paths[at + 1 :])}
        if random.random() < 0.9:
            others.pop(path, None)
        module = _Writer(random, path, others, _USES if has_circles else _USES + _WHOLE_USES)
        made[path] = module.text(exports[path], awaits=awaits)
    return made


class _Writer:
    """Writes one module; ``others`` are those that it may ask for, with what they export."""

    def __init__(
        self, random: Random, path: str, others: dict[str, list[str]], uses: tuple[str, ...]
    ) -> None:
        self.random = random
        self.path = path
        self.stem = path.removesuffix(".js")
        self.others = others
        self.uses = uses
        self.imported: list[str] = []

    def text(self, exports: list[str], *, awaits: bool) -> str:
        """The whole module."""
        random = self.random
        asked = random.sample(list(self.others), random.randint(0, min(3, len(self.others))))
        imports = [self._import(other, f"{self.stem}_{at}") for at, other in enumerate(asked)]
        lines = [self._export(name) for name in exports]
        if self.others and random.random() < 0.2:
            lines.append(f"export * from './{random.choice(list(self.others))}';")
        if awaits and random.random() < 0.3:
            lines.append(f"await {random.choice(['null', '1', '[]'])};")
        for name in self.imported:
            for _ in range(random.randint(1, 2)):
                use = random.choice(self.uses).format(name)
                lines.append(f"try {{ {use}; }} catch (error) {{ log.push(error.name); }}")
        random.shuffle(lines)
        return "\n".join([
            *imports, f"log.push('{self.path}');", *lines, f"log.push('{self.path} ends');",
        ])  # fmt: skip

    def _import(self, path: str, prefix: str) -> str:
        random, names = self.random, self.others[path]
        kind = random.random()
        if kind < 0.15:
            return f"import './{path}';"
        if kind < 0.4:
            self.imported.append(prefix)
            return f"import * as {prefix} from './{path}';"
        chosen = random.sample(names, random.randint(1, len(names)))
        if random.random() < 0.04:
            chosen.append("missing")
        self.imported.extend(f"{prefix}{name}" for name in chosen)
        inside = ", ".join(f"{name} as {prefix}{name}" for name in chosen)
        return f"import {{{inside}}} from './{path}';"

    def _export(self, name: str) -> str:
        random = self.random
        own = f"{self.stem}_own_{name}"
        kind = random.random()
        if self.others and kind < 0.2:
            other = random.choice(list(self.others))
            source = random.choice(self.others[other])
            return f"export {{{source} as {name}}} from './{other}';"
        if self.others and kind < 0.25:
            return f"export * as {name} from './{random.choice(list(self.others))}';"
        if self.imported and kind < 0.35:
            return f"export {{{random.choice(self.imported)} as {name}}};"
        value = random.randint(0, 9)
        if name == "f":
            return (
                f"export function f() {{ log.push('{self.path} f'); return {own} += 1; }}\n"
                f"var {own} = {value};"
            )
        if name == "default":
            return random.choice([
                f"export default {value};",
                f"export default {{ {own}: {value} }};",
                f"export default function () {{ return {value}; }}",
                f"export default function {own}() {{ return {value}; }}",
                f"export default class {own} {{}}",
                f"let {own} = {value}; export {{ {own} as default }};",
            ])  # fmt: skip
        word = random.choice(["let", "const", "var"])
        return f"{word} {own} = {value}; export {{ {own} as {name} }};"
