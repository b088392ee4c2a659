"""Modules with a top-level await: the rest of them runs later, and then those that import them.

ECMA-262 16.2.1.6.1.3: what doesn't import such a module runs at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appconfig_merge.evaluation.functions.awaits import waits
from appconfig_merge.evaluation.functions.suspending import Frame, run_frames
from appconfig_merge.evaluation.machine import Remark
from appconfig_merge.evaluation.modules.records import Module
from appconfig_merge.evaluation.modules.states import mark, not_run, run_later
from appconfig_merge.evaluation.statements.declarations import DEFAULT_EXPORT
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.values import JSFunction, Traced
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from appconfig_merge.evaluation.machine import Machine


def run_waiting(
    machine: Machine, module: Module, following: Sequence[Module]
) -> Generator[Any, Any, None]:
    """Begin to run a module that waits; ``following`` come after it in the order of the graph.

    Where two wait for something of which neither imports the other, or modules that import one
    another do, which one comes first isn't known here: then none of those is run that are left.
    """
    following = [one for one in following if one.number not in machine.modules.evaluated.slots]
    dependents = _dependents(module, following)
    others = (one for one in following if one not in dependents)
    waiting = [one for one in dependents if _waits(machine, one)]
    if (
        any(_waits(machine, one) for one in others)
        or any(map(_imports_itself, (module, *waiting)))
        or not all(_is_waited_for(one, dependents) for one in waiting)
    ):
        give_up(machine, [module, *following])
        return
    frame: Frame | None = None
    for one in reversed((module, *dependents)):
        pause = [] if one is module else [_pause()]
        frame = Frame(_function(machine, one), [*pause, *map(_bare, one.body)], one.scope, frame)
        mark(machine, one)
    assert frame is not None
    yield run_frames(machine, frame)


def give_up(machine: Machine, modules: Sequence[Module]) -> None:
    """Take it that modules run, in part now and in part later, in an order that isn't known."""
    first = modules[0]
    node = first.body[0] if first.body else estree.Node(0, 0)
    at = Traced(UNDEFINED, node, first.source)
    message = "modules that wait at once, as this one does, are not evaluated"
    help = "what they export, and may change, is unresolved"
    machine.remark(Remark("not-evaluated", "warning", message, at, help))
    for one in modules:
        mark(machine, one)
        not_run(machine, one)
    run_later(machine, modules, "what is awaited arrives", at)


def _dependents(module: Module, following: Sequence[Module]) -> list[Module]:
    """Those that import a module, through others too; a module comes after those it imports."""
    found = {module}
    for one in following:
        if not found.isdisjoint(each for each in one.linked.values() if isinstance(each, Module)):
            found.add(one)
    return [one for one in following if one in found]


def _is_waited_for(module: Module, following: Sequence[Module]) -> bool:
    """Whether all that come after a module import it."""
    after = following[following.index(module) + 1 :]
    return _dependents(module, after) == list(after)


def _imports_itself(module: Module) -> bool:
    """Whether a module is one of those that it imports, through others too."""
    seen: set[Module] = set()
    work = [module]
    while work:
        asked = [one for one in work.pop().linked.values() if isinstance(one, Module)]
        work.extend(one for one in asked if one not in seen)
        seen.update(asked)
    return module in seen


def _waits(machine: Machine, module: Module) -> bool:
    return any(waits(machine, statement) for statement in module.body)


def _function(machine: Machine, module: Module) -> JSFunction:
    """The async function that the rest of a module is like."""
    end = len(module.source.data)
    body = estree.BlockStatement(0, end, module.body)
    node = estree.FunctionExpression(0, end, None, [], body, False, True)
    return machine.journal.made(JSFunction(node, node, module.source, module.scope))


def _pause() -> estree.Statement:
    """Where a module waits for those that it imports, whether they have waited or not."""
    nothing = estree.Literal(0, 0, None)
    waiting = estree.AwaitExpression(0, 0, nothing)
    return estree.ExpressionStatement(0, 0, waiting, None)


def _bare(statement: estree.Statement) -> estree.Statement:
    """A statement without its export, as which it may wait in its midst."""
    if isinstance(statement, estree.ExportNamedDeclaration):
        return statement.declaration or estree.EmptyStatement(statement.start, statement.end)
    if not isinstance(statement, estree.ExportDefaultDeclaration):
        return statement
    value = statement.declaration
    if not isinstance(value, estree.Expression):
        return statement
    start, end = value.start, value.end
    name = estree.Identifier(start, end, DEFAULT_EXPORT)
    declarator = estree.VariableDeclarator(start, end, name, value)
    return estree.VariableDeclaration(start, end, [declarator], "const")
