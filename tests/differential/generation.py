"""Random scripts: whole ones that set appConfig, in and around what is evaluated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.differential.choices import choices
from tests.differential.comparison import MARK
from tests.differential.expressions import NUMBERS, Expressions
from tests.differential.flow import flow
from tests.differential.idioms import idiom
from tests.differential.objects import objects
from tests.differential.strings import STRINGS

if TYPE_CHECKING:
    from collections.abc import Callable


class Generator(Expressions):
    """Writes one script."""

    def script(self) -> list[str]:
        """The statements of a script."""
        lines: list[str] = []
        if self.chance(0.1):
            self.strict = True
            lines.append('"use strict";')
        early = self.chance(0.2 if self.odd else 0.5)
        if early:
            lines.append(self.pick(("var appConfig = {};", "window.appConfig = {};")))
        lines.append(f"var v0 = {self.pick(NUMBERS)}, v1 = {self.pick(STRINGS)};")
        lines.append(f"{self.pick(('var', 'let'))} o0 = {{{self.plain()}, a: {{{self.plain()}}}}};")
        lines.append(f"{self.pick(('var', 'const'))} o1 = {{{self.plain()}}};")
        lines.append(f"var a0 = [{self.pick(STRINGS)}, {{{self.plain()}}}, {self.pick(NUMBERS)}];")
        self.scopes[0].extend(("v0", "v1", "o0", "o1", "a0"))
        self.fixed.update(("o0", "o1", "a0"))
        lines.extend(self.statement() for _ in range(self.random.randint(1, 2 * self.limit)))
        shown = [name for name in self.scopes[0] if self.chance(0.9)]
        members = [f"{name}: {name}" for name in shown]
        members.extend(
            f"e{i}: {self.expression()}" for i in range(self.random.randint(0, self.limit))
        )
        target = "appConfig.late" if early else self.pick(("var appConfig", "window.appConfig"))
        lines.append(f"{target} = {{{', '.join(members)}}};")
        for _ in range(self.random.randint(0, min(self.limit, 3))):
            lines.append(self.statement())
            if self.chance(0.4):
                lines.append(f"appConfig.p{self.names} = {self.expression()};")
        return lines

    def statement(self) -> str:
        """Any statement."""
        if self.depth > self.limit + 1:
            return f"{self.assignment()};"
        self.depth += 1
        try:
            return self.random.choices(STATEMENTS, STATEMENT_WEIGHTS)[0](self)
        finally:
            self.depth -= 1

    def declaration(self) -> str:
        name = self.fresh()
        kind = self.pick(("var", "let", "const"))
        text = f"{kind} {name} = {self.expression()};"
        self.scopes[-1].append(name)
        if kind == "const":
            self.fixed.add(name)
        return text

    def destructuring(self) -> str:
        first, second, third = self.fresh(), self.fresh(), self.fresh()
        default = f" = {self.expression()}" if self.chance(0.5) else ""
        if self.chance(0.5):
            pattern, source = f"[{first}, {second}{default}, ...{third}]", self.array_source()
        else:
            pattern = self.pick(
                (
                    f"{{a: {first}{default}, b: {second}, ...{third}}}",
                    f"{{a: {first}, n: {{y: {second}{default}}} = {{}}, m: [{third}] = 'zz'}}",
                )
            )
            source = self.object_source()
        text = f"{self.pick(('var', 'let'))} {pattern} = {source};"
        self.scopes[-1].extend((first, second, third))
        return text

    def effect(self) -> str:
        make = self.random.choice((self.assignment, self.assignment, self.update, self.deletion,
                                   self.modelled, self.call, self.logical))  # fmt: skip
        return f"{make()};"

    def choice(self) -> str:
        test = self.condition()
        if self.chance(0.1) and not self.strict:
            name = self.fresh("f")
            return f"if ({test}) function {name}() {self.body(())}"
        text = f"if ({test}) {self.block()}"
        return f"{text} else {self.block()}" if self.chance(0.5) else text

    def block(self) -> str:
        self.scopes.append([])
        lines = [self.statement() for _ in range(self.random.randint(1, 3))]
        if self.chance(0.03) and not (self.odd and self.in_function):
            lines.append(f"throw {MARK!r};")
        elif self.in_function and self.chance(0.25):
            lines.append(f"return {self.expression()};")
        self.scopes.pop()
        return "{ " + " ".join(lines) + " }"

    def function_declaration(self) -> str:
        name = self.fresh("f")
        parameters = self.parameters()
        text = f"function {name}({', '.join(parameters[0])}) {self.body(parameters[1])}"
        if len(self.scopes) == 1:
            self.functions.append(name)
        self.scopes[-1].append(name)
        return text

    def late(self) -> str:
        """A name before its declaration."""
        name = self.fresh()
        kind = self.pick(("var", "var", "let"))
        is_var = kind == "var"
        use = self.pick(
            (f"{name};", f"v0 = typeof {name};", f"o0.a = () => {name};", f"{name} = 1;")
        )
        self.scopes[-1].append(name)
        return f"{use if is_var or self.chance(0.2) else ''} {kind} {name} = {self.expression()};"

    def implicit(self) -> str:
        name = self.pick(("g0", "g1"))
        # Node's vm lets strict code, as in a class, make globals of functions, as no page does.
        if self.strict:
            return f"{self.pick(('', 'window.'))}{name} = {self.pick(NUMBERS)};"
        return self.pick((f"{name} = {self.value()};", f"v1 = typeof {name};", f"window.{name};"))

    def odd_statement(self) -> str:
        from tests.differential.oddities import odd_statement

        return odd_statement(self) if self.odd else self.declaration()


STATEMENTS: tuple[Callable[[Generator], str], ...] = (
    Generator.declaration, Generator.destructuring, Generator.effect, Generator.choice,
    lambda self: self.block(), Generator.function_declaration, Generator.late, Generator.implicit,
    Generator.odd_statement, idiom, flow, objects, choices,
)  # fmt: skip
STATEMENT_WEIGHTS = (5, 2, 8, 5, 1, 3, 0.7, 0.7, 3, 5, 4, 6, 6)
