"""Statements that aren't run: whatever they could change is unknown from there on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from appconfig_merge.evaluation.completions import Jump, Return, TooManySteps
from appconfig_merge.evaluation.effects.havoc import havoc_code
from appconfig_merge.evaluation.hoisting import WITH_STATEMENTS
from appconfig_merge.evaluation.machine import Remark, part
from appconfig_merge.javascript.conversion import Throws
from appconfig_merge.javascript.values import Traced, Unknown
from appconfig_merge.javascript.ways import Condition
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from appconfig_merge.evaluation.machine import Execution, Machine
    from appconfig_merge.evaluation.scopes import Scope


def not_evaluated(
    machine: Machine, node: estree.Statement, scope: Scope, labels: frozenset[str] = frozenset()
) -> Execution:
    """Take it that a statement ran, or went on, with whatever effect it can have.

    ``labels`` are the statement's own.
    """
    name = _NAMES.get(node.type, "statement")
    ways_out = leaves(node, labels)
    if _never_ends(node) and not any(ways_out):
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
        machine.may_throw(traced)

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


class Leaves(NamedTuple):
    """How a statement may be left other than at its end; ``jumps`` are (label, goes_on)."""

    returns: bool
    throws: bool
    jumps: frozenset[tuple[str, bool]]


def leaves(node: estree.Node, own: frozenset[str] = frozenset()) -> Leaves:
    """How a statement may be left: what stands in a function inside is not of it."""
    returns = throws = False
    jumps: set[tuple[str, bool]] = set()
    labels: set[str] = set(own)
    work: list[tuple[object, bool]] = [(node, False)]
    while work:
        item, is_caught = work.pop()
        if isinstance(item, list):
            work.extend((inner, is_caught) for inner in item)
        elif isinstance(item, estree.ReturnStatement):
            returns = True
        elif isinstance(item, estree.ThrowStatement):
            throws = throws or not is_caught
        elif isinstance(item, estree.BreakStatement | estree.ContinueStatement):
            if item.label is not None:
                jumps.add((item.label.name, isinstance(item, estree.ContinueStatement)))
        elif isinstance(item, estree.TryStatement):
            work.append((item.block, is_caught or item.handler is not None))
            work.extend(((item.handler, is_caught), (item.finalizer, is_caught)))
        elif isinstance(item, WITH_STATEMENTS):
            if isinstance(item, estree.LabeledStatement):
                labels.add(item.label.name)
            work.extend((getattr(item, field), is_caught) for field in estree.field_names(item))
    # A label inside ends its jumps inside; one of the same name outside is a mistake.
    return Leaves(returns, throws, frozenset(one for one in jumps if one[0] not in labels))


def _never_ends(node: estree.Statement) -> bool:
    """Whether a loop has neither a test that could end it nor a break."""
    if isinstance(node, estree.ForStatement):
        if node.test is not None and not _is_true(node.test):
            return False
    elif isinstance(node, estree.WhileStatement | estree.DoWhileStatement):
        if not _is_true(node.test):
            return False
    else:
        return False
    work: list[object] = [node.body]
    while work:
        item = work.pop()
        if isinstance(item, list):
            work.extend(item)
        elif isinstance(item, estree.BreakStatement):
            return False
        elif isinstance(item, WITH_STATEMENTS):
            work.extend(getattr(item, field) for field in estree.field_names(item))
    return True


def _is_true(test: estree.Node) -> bool:
    return isinstance(test, estree.Literal) and test.value is not None and bool(test.value)


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
