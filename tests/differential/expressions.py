"""Random expressions, in and around what is evaluated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.differential.strings import STRINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

NUMBERS = (
    "0", "1", "2", "3", "10", "-1", "1.5", ".5", "5.", "1e3", "1e21", "1e-7", "0x1F", "0b101",
    "0o17", "1_000", "123456789012345680000", "0.1", "NaN", "Infinity", "-0", "-2147483649",
)  # fmt: skip
ATOMS = ("true", "false", "null", "undefined", "void 0", "/a+/gi", "this", "10n")
KEYS = ("a", "b", "c", "d", "x", "y", "key", "0", "1", "2", "length", "10")
PAGE = (
    "page.flag", "page.n", "page.s", "page.other", "location.hostname", "location.search",
    "localStorage.a", "page['flag']", "navigator.language", "window.page.flag", "localStorage[v0]",
)  # fmt: skip
BINARY = (
    "+", "+", "+", "-", "*", "/", "%", "**", "==", "!=", "===", "!==", "<", ">", "<=", ">=", "&",
    "|", "^", "<<", ">>", ">>>",
)  # fmt: skip
COMPOUND = ("=", "=", "=", "+=", "-=", "*=", "||=", "&&=", "??=", "|=", ">>>=")


class Expressions:
    """Writes expressions; its subclass writes what stands in functions.

    ``pages`` allows values of the page, ``odd`` what isn't evaluated.
    """

    def __init__(self, random: Random, *, pages: bool = False, odd: bool = False) -> None:
        self.random = random
        self.pages = pages
        self.odd = odd
        self.names = 0
        self.scopes: list[list[str]] = [[]]
        self.functions: list[str] = []
        self.fixed: set[str] = set()
        self.depth = 0
        self.in_function = 0
        self.strict = False
        self.limit = random.choice((1, 2, 2, 3, 4))

    def pick(self, choices: Sequence[str]) -> str:
        """One of several."""
        return self.random.choice(choices)

    def chance(self, share: float) -> bool:
        """True that often."""
        return self.random.random() < share

    def statement(self) -> str:
        """Any statement."""
        raise NotImplementedError

    def plain(self) -> str:
        """Properties without any surprise."""
        return (
            f"{self.pick(KEYS[:4])}: {self.pick(STRINGS)}, {self.pick(KEYS)}: {self.pick(NUMBERS)}"
        )

    # Names

    def fresh(self, prefix: str = "n") -> str:
        self.names += 1
        return f"{prefix}{self.names}"

    def name(self) -> str:
        known = [name for scope in self.scopes for name in scope]
        if self.chance(0.002):
            return "undeclared"
        return self.random.choice(known)

    def target(self) -> str:
        """A name to assign to: mostly one that can be, and that isn't needed as an object."""
        name = self.name()
        for _ in range(5):
            if name not in self.fixed:
                break
            name = self.name()
        return name if self.chance(0.97) else self.name()

    def thing(self) -> str:
        """What is probably an object."""
        names = ("o0", "o1", "a0", "o0", "o1", "a0", "o0.a")
        return (
            self.pick(names)
            if self.chance(0.85)
            else self.pick((self.name(), f"({self.object()})"))
        )

    # Expressions

    def value(self) -> str:
        """Something simple."""
        if self.pages and self.chance(0.3):
            return self.pick(PAGE)
        roll = self.random.random()
        if roll < 0.35:
            return self.pick(NUMBERS)
        if roll < 0.75:
            return self.pick(STRINGS)
        return self.pick(ATOMS[:-2]) if roll < 0.97 else self.pick(ATOMS)

    def object(self) -> str:
        members = [self.member() for _ in range(self.random.randint(0, 4))]
        if any(member.startswith(("...", "[")) for member in members):
            # V8 orders keys that come twice after a spread unlike ECMA-262: here none does.
            members = list({member.partition(":")[0]: member for member in members}.values())
        return "{" + ", ".join(members) + "}"

    def member(self) -> str:
        roll = self.random.random()
        if roll < 0.6:
            return f"{self.key()}: {self.expression()}"
        if roll < 0.68:
            return f"[{self.expression()}]: {self.expression()}"
        if roll < 0.76:
            return f"...{self.expression() if self.chance(0.4) else self.thing()}"
        if roll < 0.82 and self.scopes[0]:
            return self.name()
        if roll < 0.86:
            return f"{self.pick(('m', 'a', 'toString' if self.odd else 'b'))}() {self.body(())}"
        if roll < 0.89 and self.odd:
            return f"get {self.pick(KEYS[:5])}() {self.body(())}"
        if roll < 0.91 and self.odd:
            return f"set {self.pick(KEYS[:5])}(to) {self.body(('to',))}"
        if roll < 0.915:
            return f"{self.pick(('__proto__', '[`__proto__`]'))}: {self.expression()}"
        return f"{self.pick(STRINGS)}: {self.expression()}"

    def key(self) -> str:
        return self.pick(KEYS)

    def array(self) -> str:
        items = []
        for _ in range(self.random.randint(0, 4)):
            roll = self.random.random()
            if roll < 0.06:
                items.append("")
            elif roll < 0.16:
                items.append(f"...{self.pick(('a0', '[1, 2]', self.pick(STRINGS)))}")
            else:
                items.append(self.expression())
        return "[" + ", ".join(items) + ("," if items and not items[-1] else "") + "]"

    def expression(self) -> str:
        """Any expression, in parentheses where it needs them."""
        if self.depth > self.limit:
            return self.value() if self.chance(0.6) else self.name()
        self.depth += 1
        try:
            return self.random.choices(EXPRESSIONS, EXPRESSION_WEIGHTS)[0](self)
        finally:
            self.depth -= 1

    def condition(self) -> str:
        if self.pages and self.chance(0.6):
            page = self.pick(PAGE)
            return self.pick(
                (page, f"!{page}", f"{page} === {self.value()}", f"typeof {page} == 'string'")
            )
        return self.expression()

    def binary(self) -> str:
        return f"({self.operand()} {self.pick(BINARY)} {self.operand()})"

    def operand(self) -> str:
        return self.name() if self.chance(0.3) else f"({self.expression()})"

    def unary(self) -> str:
        return f"({self.pick(('-', '+', '~', '!', 'typeof ', 'void '))}{self.atom()})"

    def atom(self) -> str:
        return f"({self.expression()})"

    def typeof_name(self) -> str:
        return f"(typeof {self.pick(('undeclared', self.name(), 'window', 'o0.a'))})"

    def logical(self) -> str:
        operator = self.pick(("&&", "||", "??"))
        left = self.condition() if self.chance(0.5) else self.expression()
        return f"(({left}) {operator} ({self.expression()}))"

    def conditional(self) -> str:
        return f"({self.condition()} ? {self.expression()} : {self.expression()})"

    def sequence(self) -> str:
        return f"({self.expression()}, {self.expression()})"

    def template(self) -> str:
        first, second = self.expression(), self.value()
        return f"`{self.pick(('', 'x', '/'))}${{{first}}}{self.pick(('', 'é'))}${{{second}}}`"

    def place(self) -> str:
        """A member expression, which can be assigned to."""
        base = self.thing()
        if self.chance(0.25):
            return f"{base}[{self.expression()}]"
        key = self.key()
        place = f"{base}[{key}]" if key.isdigit() else f"{base}.{key}"
        if self.chance(0.04):
            place += f".{self.pick(('a', 'b'))}"
        if self.chance(0.05):
            return self.pick(("window.g0", "this.g1", "window.v0", "self.o0", "globalThis.v1"))
        return place

    def access(self) -> str:
        if self.chance(0.3):
            key = self.key()
            dotted = f"?.[{key}]" if key.isdigit() else f"?.{key}"
            more = self.pick(("", "", ".a", "?.[v0]", "?.b", f"?.[({self.expression()})]"))
            return f"{self.pick((self.thing(), self.name(), 'o0.a'))}{dotted}{more}"
        return self.place()

    def assignment(self) -> str:
        if self.chance(0.15):
            return self.destructure()
        target = self.target() if self.chance(0.4) else self.place()
        return f"({target} {self.pick(COMPOUND)} {self.expression()})"

    def array_source(self) -> str:
        """What an array pattern takes apart."""
        return self.pick((self.array(), "a0", self.pick(STRINGS), "[1, , 'x']"))

    def object_source(self) -> str:
        """What an object pattern takes apart."""
        return self.pick((f"({self.object()})", "o0", "o1", "a0", "({a: 1})", self.pick(STRINGS)))

    def destructure(self) -> str:
        """An assignment to existing targets."""
        targets = [self.target() if self.chance(0.5) else self.place() for _ in range(3)]
        default = f" = {self.expression()}" if self.chance(0.5) else ""
        if self.chance(0.5):
            pattern = self.pick(
                (
                    f"[{targets[0]}, {targets[1]}{default}]",
                    f"[{targets[0]}, , ...{targets[1]}]",
                    f"[{targets[0]}{default}, [{targets[1]}] = [1]]",
                )
            )
            return f"({pattern} = {self.array_source()})"
        pattern = self.pick(
            (
                f"{{a: {targets[0]}{default}, ...{targets[1]}}}",
                f"{{a: {targets[0]}, [{self.value()}]: {targets[1]}{default}}}",
                f"{{n: {{c: {targets[0]}}} = {{c: 1}}, x: {targets[2]}}}",
            )
        )
        return f"({pattern} = {self.object_source()})"

    def update(self) -> str:
        target = self.target() if self.chance(0.5) else self.place()
        return self.pick((f"({target}++)", f"(--{target})"))

    def deletion(self) -> str:
        return f"(delete {self.place() if self.chance(0.8) else self.access()})"

    def membership(self) -> str:
        return f"({self.value() if self.chance(0.5) else self.pick(STRINGS)} in {self.thing()})"

    def function(self) -> str:
        parameters = self.parameters()
        if self.chance(0.5):
            if self.chance(0.5):
                return f"(({', '.join(parameters[0])}) => ({self.inside(parameters[1])}))"
            return f"(({', '.join(parameters[0])}) => {self.body(parameters[1])})"
        name = self.pick(("", "", "me"))
        names = (*parameters[1], name) if name else parameters[1]
        return f"(function {name}({', '.join(parameters[0])}) {self.body(names)})"

    def inside(self, names: Sequence[str]) -> str:
        self.scopes.append(list(names))
        self.in_function += 1
        try:
            return self.expression()
        finally:
            self.in_function -= 1
            self.scopes.pop()

    def parameters(self) -> tuple[list[str], list[str]]:
        names = self.pick(("", "p", "pq", "pqr"))
        written = []
        own = list(names)
        for name in names:
            roll = self.random.random()
            if roll < 0.65:
                written.append(name)
            elif roll < 0.72:
                written.append(f"{name} = () => {self.pick(own)}")
            elif roll < 0.85:
                written.append(f"{name} = {self.inside(own)}")
            elif roll < 0.93:
                written.append(f"{{a: {name} = 1, b: {name}2}} = {{a: 2}}")
                own.append(f"{name}2")
            else:
                written.append(f"[{name}] = [{self.value()}]")
        if self.chance(0.1):
            written.append("...rest")
            own.append("rest")
        return written, own

    def body(self, names: Sequence[str]) -> str:
        """The block of a function."""
        self.scopes.append([*names])
        self.in_function += 1
        self.depth += 2
        lines = [self.statement() for _ in range(self.random.randint(0, 3))]
        if self.odd and self.chance(0.1):
            lines.append(self.pick(("arguments[0] = 7;", "v0 = arguments.length;")))
        if self.chance(0.8):
            lines.append(f"return {self.expression()};")
        self.depth -= 2
        self.in_function -= 1
        self.scopes.pop()
        return "{ " + " ".join(lines) + " }"

    def call(self) -> str:
        arguments = [self.expression() for _ in range(self.random.randint(0, 3))]
        if self.chance(0.1):
            arguments.append("...a0")
        callee = (
            self.pick(self.functions) if self.functions and self.chance(0.7) else self.function()
        )
        roll = self.random.random()
        if roll < 0.1:
            return f"{callee}.call({', '.join([self.thing(), *arguments])})"
        if roll < 0.18:
            return f"{callee}.apply({self.thing()}, {self.array()})"
        if roll < 0.25:
            return f"({{m: {callee}, a: 1}}).m({', '.join(arguments)})"
        if roll < 0.3:
            return f"o0.m?.({', '.join(arguments)})"
        return f"{callee}({', '.join(arguments)})"

    def maybe_call(self) -> str:
        """A call of what may be a function."""
        name = self.name()
        return f"(typeof {name} == 'function' ? {name}({self.value()}) : {name})"

    def doubtful(self) -> str:
        """An optional chain from something that may not be there."""
        effect = f"({self.target()} {self.pick(COMPOUND)} {self.value()})"
        base = self.pick(("page.missing", "page.other", "o0.missing", "o0.a", "page.other?.b"))
        return self.pick(
            (f"{base}?.[{effect}]", f"{base}?.f?.({effect})", f"{base}?.a?.b?.[{effect}]")
        )

    def modelled(self) -> str:
        if self.chance(0.35):
            return f"Object.freeze({self.thing()})"
        return f"Object.assign({self.thing()}, {self.expression()}, {self.thing()})"

    def builtin(self) -> str:
        from tests.differential.builtins import builtin

        return builtin(self)

    def odd_expression(self) -> str:
        if not self.odd:
            return self.value()
        from tests.differential.oddities import odd_expression

        return odd_expression(self)


EXPRESSIONS: tuple[Callable[[Expressions], str], ...] = (
    Expressions.value, Expressions.name, Expressions.binary, Expressions.unary,
    Expressions.typeof_name,
    Expressions.logical, Expressions.conditional, Expressions.sequence, Expressions.template,
    Expressions.access, Expressions.assignment, Expressions.update, Expressions.deletion,
    Expressions.membership, Expressions.function, Expressions.call, Expressions.modelled,
    lambda self: f"({self.object()})", Expressions.array, Expressions.odd_expression,
    Expressions.maybe_call, Expressions.doubtful, Expressions.builtin,
)  # fmt: skip
EXPRESSION_WEIGHTS = (
    10, 8, 7, 4, 1, 5, 6, 1.5, 2, 7, 4, 1.5, 1, 1, 3, 4,
    1.5, 4, 3, 0.7, 1.5, 1, 7,
)  # fmt: skip
