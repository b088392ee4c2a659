"""Random loops, switches, try statements and labels; every loop ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.differential.comparison import MARK

if TYPE_CHECKING:
    from tests.differential.expressions import Expressions


def flow(make: Expressions) -> str:
    """One of them, now and then with a label."""
    kind = make.random.choice((_counted, _each, _while, _switch, _switch, _try, _try, _labelled))
    return kind(make)


def _body(make: Expressions, names: tuple[str, ...], exits: tuple[str, ...]) -> str:
    """A block whose statements may leave it; ``names`` are the variables it has."""
    make.scopes.append(list(names))
    make.fixed.update(names)
    lines = [make.statement() for _ in range(make.random.randint(1, 2))]
    for exit_ in exits:
        if make.chance(0.35):
            leave = f"if ({make.condition()}) {{ {make.statement()} {exit_} }}"
            lines.insert(make.random.randint(0, len(lines)), leave)
    make.scopes.pop()
    return "{ " + " ".join(lines) + " }"


def _leaves(make: Expressions) -> tuple[str, ...]:
    returns = (f"return {make.expression()};",) if make.in_function and make.chance(0.4) else ()
    return ("break;", "continue;", *returns)


def _counted(make: Expressions) -> str:
    name = make.fresh("i")
    kind = make.pick(("let", "let", "var"))
    count = make.random.randint(0, 3)
    body = _body(make, (name,), _leaves(make))
    return f"for ({kind} {name} = 0; {name} < {count}; {name}++) {body}"


def _each(make: Expressions) -> str:
    name = make.fresh("k")
    kind = make.pick(("let", "const", "var"))
    if make.chance(0.5):
        # Of an array that is not made longer in the loop.
        over = make.pick((f"[...{make.array()}]", "[1, , 'x']", "'añ\U0001f600'", "[o0, a0]"))
        pattern = make.pick((name, name, f"[{name} = 1]", f"{{a: {name}}}"))
        if pattern != name:
            over = "[[o0], 'xy', [[], 2]]"
        head = f"{kind} {pattern} of {over}"
    else:
        over = make.pick(("o0", "o1", "a0", f"({make.object()})", "'abc'", "null", "7"))
        head = f"{kind} {name} in {over}"
    return f"for ({head}) {_body(make, (name,), _leaves(make))}"


def _while(make: Expressions) -> str:
    name = make.fresh("w")
    body = _body(make, (name,), _leaves(make))
    limit = make.random.randint(1, 3)
    test = make.pick((f"{name}++ < {limit}", f"{name}++ < {limit} && {make.condition()}"))
    if make.chance(0.5):
        return f"var {name} = 0; do {body} while ({test});"
    return f"var {name} = 0; while ({test}) {body}"


def _switch(make: Expressions) -> str:
    subject = make.pick((make.value(), make.condition(), "v0", "v1", "typeof v0", "true"))
    cases = []
    default = make.random.randint(0, 5)
    for at in range(make.random.randint(1, 4)):
        test = make.pick((make.value(), make.value(), make.condition(), "'string'"))
        make.scopes.append([])
        body = " ".join(make.statement() for _ in range(make.random.randint(0, 2)))
        make.scopes.pop()
        stop = make.pick(("break;", "break;", "", f"if ({make.condition()}) break;"))
        label = "default" if at == default else f"case {test}"
        cases.append(f"{label}: {{ {body} }} {stop}")
    return f"switch ({subject}) {{ {' '.join(cases)} }}"


def _try(make: Expressions) -> str:
    throws: tuple[str, ...] = (
        "throw v0;", f"throw {MARK!r};", "null.x;", "v0.x.y;", "nothing();", "o0.missing.x;",
        f"throw {{a: {make.expression()}}};",
    )  # fmt: skip
    if make.pages:
        throws = (*throws, "page.other.b.c;", "page.missing.x;", "JSON.parse(page.s);")
    exits = (make.pick(throws), make.pick(throws))
    block = _body(make, (), exits)
    name = make.fresh("e")
    shown = make.pick(("", f"v1 = typeof {name} == 'object' ? 'object' : {name};"))
    handler = f"catch ({name}) {{ {shown} {make.statement()} }}"
    if make.chance(0.3):
        handler = f"catch {_body(make, (), ())}"
    if make.chance(0.3):
        ends = _body(make, (), (f"return {make.value()};",) if make.in_function else ())
        return f"try {block} {handler} finally {ends}"
    return f"try {block} {handler}"


def _labelled(make: Expressions) -> str:
    label, name = make.fresh("L"), make.fresh("i")
    if make.chance(0.4):
        return f"{label}: {_body(make, (), (f'break {label};', f'break {label};'))}"
    inner = make.fresh("k")
    exits = (f"break {label};", f"continue {label};", "break;", "continue;")
    body = _body(make, (name, inner), exits)
    return (
        f"{label}: for (let {name} = 0; {name} < 2; {name}++) "
        f"for (const {inner} of ['x', 2]) {body}"
    )
