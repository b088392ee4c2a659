"""Statements that aren't run: whatever they could change is unknown from there on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.code.abrupt import abrupt_completions, never_ends
from appconfig_merge.evaluation.completions import Jump, Return, TooManySteps
from appconfig_merge.evaluation.effects.havoc import havoc_code
from appconfig_merge.evaluation.machine import Remark
from appconfig_merge.evaluation.region import may_throw, part
from appconfig_merge.javascript.conversion import Throws
from appconfig_merge.javascript.values import Traced, Unknown
from appconfig_merge.javascript.ways import Condition
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from appconfig_merge.evaluation.machine import Execution, Machine, StatementTable
    from appconfig_merge.evaluation.scopes import Scope


def not_evaluated(
    machine: Machine, node: estree.Statement, scope: Scope, labels: frozenset[str] = frozenset()
) -> Execution:
    """Take it that a statement ran, or went on, with whatever effect it can have.

    ``labels`` are the statement's own.
    """
    name = _NAMES.get(node.type, "statement")
    ways_out = abrupt_completions(node, labels)
    if never_ends(node) and not any(ways_out):
        raise TooManySteps
    unknown = Unknown(f"a {name} is not evaluated")
    traced = Traced(unknown, node, scope.context.source)
    machine.remark(
        Remark(
            "not-evaluated",
            "warning",
            f"this {name} is not evaluated: what it may change is unresolved",
            traced,
        )
    )

    def run() -> None:
        unknown.reaches = (havoc_code(machine, node, scope, traced),)
        may_throw(machine, traced)

    def leave() -> Return:
        run()
        value = Unknown(unknown.reason, origin=traced, reaches=unknown.reaches)
        return Return(Traced(value, node, scope.context.source))

    def throw() -> None:
        run()
        raise Throws("Error", f"the {name} may throw", traced)

    def jump(label: str, *, goes_on: bool) -> Jump:
        run()
        return Jump(label, goes_on=goes_on)

    ways: list[Callable[[], Any]] = [run]
    if ways_out.returns:
        ways.append(leave)
    if ways_out.throws:
        ways.append(throw)
    for label, goes_on in sorted(ways_out.jumps):
        ways.append(partial(jump, label, goes_on=goes_on))
    if len(ways) == 1:
        run()
        return None
    # No single condition says which of several ways is taken: each has one of its own.
    tests = [Condition(unknown, node, traced.source, (traced,)) for _ in ways[1:]]
    chosen = [(test, True, way) for test, way in zip(tests, ways, strict=False)]
    yield part(machine, (*chosen, (tests[-1], False, ways[-1])))
    return None


_NAMES: Final = {
    "ForStatement": "for loop",
    "ForInStatement": "for loop",
    "ForOfStatement": "for loop",
    "WhileStatement": "while loop",
    "DoWhileStatement": "do loop",
    "SwitchStatement": "switch",
    "TryStatement": "try statement",
    "WithStatement": "with statement",
}


HANDLERS: Final[StatementTable] = {
    estree.WithStatement: not_evaluated,
}
