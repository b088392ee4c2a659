"""Optional chains (ECMA-262 13.3.9), walked link by link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from appconfig_merge.evaluation.conditions import Present
from appconfig_merge.evaluation.expressions.calls import call, evaluate_arguments
from appconfig_merge.evaluation.expressions.members import read_member
from appconfig_merge.evaluation.expressions.unevaluated import unresolved
from appconfig_merge.evaluation.region import fork_values
from appconfig_merge.javascript.lifting import has_candidates
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.values import Traced, Unknown
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from collections.abc import Generator
    from typing import Any

    from appconfig_merge.evaluation.machine import Evaluation, ExpressionTable, Machine
    from appconfig_merge.evaluation.scopes import Scope

    Link: TypeAlias = estree.MemberExpression | estree.CallExpression


class Followed(NamedTuple):
    """What a chain gives: its value, the object it was read from, and if it was cut short."""

    value: Traced
    this: Traced | None
    is_short: bool = False


def chain_expression(machine: Machine, node: estree.ChainExpression, scope: Scope) -> Evaluation:
    """An optional chain."""
    found = yield follow_chain(machine, node, scope)
    return found.value


def follow_chain(
    machine: Machine, node: estree.ChainExpression, scope: Scope
) -> Generator[Any, Any, Followed]:
    """Evaluate an optional chain; gives the object that its value was read from, too."""
    base, steps = links(node.expression)
    source = scope.context.source
    if isinstance(base, estree.Super) or any(_is_of_class(step) for step in steps):
        reason = "properties of classes are not evaluated"
        return Followed(unresolved(machine, node, scope, reason), None)
    found = yield follow(machine, base, steps, scope)
    value = found.value
    return found._replace(value=Traced(value.value, node, source, (value,)))


def links(node: estree.Node) -> tuple[estree.Node, list[Link]]:
    """The expression that a chain begins with, and its links in order."""
    steps: list[Link] = []
    while True:
        if isinstance(node, estree.MemberExpression):
            steps.append(node)
            node = node.object
        elif isinstance(node, estree.CallExpression):
            steps.append(node)
            node = node.callee
        else:
            steps.reverse()
            return node, steps


def _is_of_class(step: Link) -> bool:
    if isinstance(step, estree.CallExpression):
        return isinstance(step.callee, estree.Super)
    return isinstance(step.object, estree.Super)


def follow(
    machine: Machine, base: estree.Node, steps: list[Link], scope: Scope
) -> Generator[Any, Any, Followed]:
    """Evaluate a chain from its beginning."""
    value = yield machine.expression(base, scope)
    return (yield _follow(machine, Followed(value, None), steps, scope))


def _follow(
    machine: Machine, found: Followed, steps: list[Link], scope: Scope, *, is_there: bool = False
) -> Generator[Any, Any, Followed]:
    """Follow links from a value. ``is_there``: that it is not undefined or null is taken."""
    value, this, _ = found
    for index, step in enumerate(steps):
        if step.optional and not (is_there and index == 0):
            if value.value is None or value.value is UNDEFINED:
                return Followed(Traced(UNDEFINED, step, scope.context.source), None, True)
            unsure = isinstance(value.value, Unknown) and not value.value.kind
            if unsure and (has_candidates(value) or not all(map(_is_pure, steps[index:]))):
                rest = steps[index:]
                joined = yield _fork_rest(machine, Followed(value, this), rest, scope)
                return Followed(joined, None)
        if isinstance(step, estree.MemberExpression):
            this = value
            value = yield read_member(machine, step, value, scope)
        else:
            arguments = yield evaluate_arguments(machine, step, scope)
            value = yield call(machine, step, value, this, arguments, scope)
            this = None
    return Followed(value, this)


def _fork_rest(machine: Machine, found: Followed, rest: list[Link], scope: Scope) -> Evaluation:
    """Both ways on from a value that may be undefined: the rest has effects, or hasn't run."""

    def go_on() -> Evaluation:
        followed = yield _follow(machine, found, rest, scope, is_there=True)
        return followed.value

    short = Traced(UNDEFINED, rest[0], scope.context.source)
    return (
        yield fork_values(machine, Present(found.value), ((True, go_on), (False, lambda: short)))
    )


def _is_pure(step: Link) -> bool:
    if not isinstance(step, estree.MemberExpression):
        return False
    if isinstance(step.property, estree.PrivateIdentifier):
        return False  # a getter of the class is called, whatever the text has
    return not step.computed or isinstance(step.property, estree.Literal)


HANDLERS: Final[ExpressionTable] = {estree.ChainExpression: chain_expression}
