"""Handlers of loops, which run turn by turn as long as it is known that they do.

A turn left by ``break`` or ``continue`` in a branch that only the page decides on is joined with
the others where the turn, or the loop, ends. Once the page decides on whether there is another
turn, whatever the loop could still change is unknown.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.candidates import can_be_split
from appconfig_merge.evaluation.completions import GiveUp, Jump
from appconfig_merge.evaluation.expressions.patterns import bind
from appconfig_merge.evaluation.expressions.references import assign_name, declare
from appconfig_merge.evaluation.hoisting import hoist_lexical
from appconfig_merge.evaluation.lists import lists_of, run_on_each
from appconfig_merge.evaluation.region import attempt, bounded, leave_out, part
from appconfig_merge.evaluation.scopes import TDZ, Scope
from appconfig_merge.evaluation.statements.loop_items import keys, values
from appconfig_merge.evaluation.statements.skipping import not_evaluated
from appconfig_merge.javascript.conversion import NotKnown, Throws, to_boolean
from appconfig_merge.javascript.values import (
    JSArray,
    JSObject,
    Traced,
    Unknown,
)
from appconfig_merge.limits import MAX_LOOP_EXITS
from appconfig_merge.syntax import estree
from appconfig_merge.syntax.declarations import bound_names, lexical_names

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from typing import Any, TypeAlias

    from appconfig_merge.evaluation.completions import Boundary
    from appconfig_merge.evaluation.machine import Execution, Machine
    from appconfig_merge.evaluation.region import Left
    from appconfig_merge.javascript.ways import Way

    Loop: TypeAlias = (
        estree.ForStatement
        | estree.ForInStatement
        | estree.ForOfStatement
        | estree.WhileStatement
        | estree.DoWhileStatement
    )
    Labels: TypeAlias = frozenset[str]

_NO_LABELS: Final[frozenset[str]] = frozenset()


def loop_statement(machine: Machine, node: Loop, scope: Scope) -> Execution:
    """A loop without a label."""
    return run_loop(machine, node, scope, _NO_LABELS)


def run_loop(machine: Machine, node: Loop, scope: Scope, labels: Labels) -> Execution:
    """A loop; ``labels`` are those that stand right before it (ECMA-262 14.7)."""

    def ends(left: Left) -> bool:
        return isinstance(left, Jump) and not left.goes_on and _is_ours(left, labels)

    turns = bounded(machine, lambda here: _turns(machine, node, scope, labels, here), ends)
    done = yield attempt(machine, turns)
    if done is None:
        return (yield not_evaluated(machine, node, scope, labels))
    return done[0]


def _is_ours(jump: Jump, labels: Labels) -> bool:
    return jump.label is None or jump.label in labels


def _turns(
    machine: Machine, node: Loop, scope: Scope, labels: Labels, boundary: Boundary
) -> Execution:
    if isinstance(node, estree.ForStatement):
        return _for(machine, node, scope, labels, boundary)
    if isinstance(node, estree.WhileStatement | estree.DoWhileStatement):
        return _while(machine, node, scope, labels, boundary)
    return _for_each(machine, node, scope, labels, boundary)


def _turn(
    machine: Machine, body: estree.Statement, scope: Scope, labels: Labels, boundary: Boundary
) -> Execution:
    """One turn; gives a completion that leaves the loop, None to go on."""

    def ends(left: Left) -> bool:
        return isinstance(left, Jump) and left.goes_on and _is_ours(left, labels)

    machine.tick()
    if len(boundary.exits) > MAX_LOOP_EXITS:
        raise GiveUp
    return (yield bounded(machine, lambda _: machine.statement(body, scope), ends))


def _while(
    machine: Machine,
    node: estree.WhileStatement | estree.DoWhileStatement,
    scope: Scope,
    labels: Labels,
    boundary: Boundary,
) -> Execution:
    """``while`` and ``do`` (ECMA-262 14.7.2, 14.7.3)."""
    tested = isinstance(node, estree.DoWhileStatement)
    while True:
        if not tested:
            test = yield machine.expression(node.test, scope)
            try:
                if not to_boolean(test.value):
                    return None
            except NotKnown:
                return (yield not_evaluated(machine, node, scope, labels))
        tested = False
        completion = yield _turn(machine, node.body, scope, labels, boundary)
        if completion is not None:
            return completion


def _for(
    machine: Machine, node: estree.ForStatement, scope: Scope, labels: Labels, boundary: Boundary
) -> Execution:
    """``for (;;)``, each turn with variables of its own (ECMA-262 14.7.4)."""
    own: set[str] = set()
    if isinstance(node.init, estree.VariableDeclaration):
        if node.init.kind != "var":
            own = {name.name for name in lexical_names([node.init])}
            scope = machine.journal.made(Scope(scope, scope.context))
            hoist_lexical(machine, [node.init], scope)
        yield machine.statement(node.init, scope)
    elif node.init is not None:
        yield machine.expression(node.init, scope)
    copied = bool(own) and not scope.constants
    if copied:
        scope = _copy(machine, scope)
    while True:
        if node.test is not None:
            test = yield machine.expression(node.test, scope)
            try:
                if not to_boolean(test.value):
                    return None
            except NotKnown:
                return (yield not_evaluated(machine, node, scope, labels))
        completion = yield _turn(machine, node.body, scope, labels, boundary)
        if completion is not None:
            return completion
        if copied:
            scope = _copy(machine, scope)
        if node.update is not None:
            yield machine.expression(node.update, scope)


def _copy(machine: Machine, scope: Scope) -> Scope:
    """The next turn's variables (ECMA-262 14.7.4.4)."""
    copy = machine.journal.made(Scope(scope.parent, scope.context))
    copy.slots = dict(scope.slots)  # new: no mark since
    return copy


def _for_each(
    machine: Machine,
    node: estree.ForInStatement | estree.ForOfStatement,
    scope: Scope,
    labels: Labels,
    boundary: Boundary,
) -> Execution:
    """``for (x in object)`` and ``for (x of iterable)`` (ECMA-262 14.7.5)."""
    left = node.left
    is_lexical = isinstance(left, estree.VariableDeclaration) and left.kind != "var"
    yield _initialise(machine, left, scope)
    outside = _with_dead_names(machine, left, scope) if is_lexical else scope
    over = yield machine.expression(node.right, outside)
    if isinstance(node, estree.ForOfStatement) and node.is_await:
        return (yield not_evaluated(machine, node, scope, labels))
    return (yield _go_through(machine, node, over, scope, labels, boundary))


def _go_through(
    machine: Machine,
    node: estree.ForInStatement | estree.ForOfStatement,
    over: Traced,
    scope: Scope,
    labels: Labels,
    boundary: Boundary,
) -> Execution:
    """The turns of a loop over a value, for each of those that it may be."""
    over = machine.narrow(over)
    array = over.value
    lists = lists_of(machine, array) if isinstance(array, JSArray) else None
    if lists is not None:
        assert isinstance(array, JSArray)
        begin = partial(_go_through, machine, node, over, scope, labels, boundary)
        yield run_on_each(machine, array, lists, begin)
        return None
    if can_be_split(over):
        ways = _ways_through(machine, node, over)
        yield part(
            machine,
            [
                (
                    way.condition,
                    way.holds,
                    partial(_go_through, machine, node, one, scope, labels, boundary),
                )
                for way, one in ways
            ],
        )
        return None
    give = values if isinstance(node, estree.ForOfStatement) else keys
    for item in give(machine, over, node):
        if item is None:
            if machine.page is not None and _copies(machine, node, over, scope):
                return None
            return (yield not_evaluated(machine, node, scope, labels))
        key, slot = item
        turn = partial(_turn_with, machine, node, key, scope, labels, boundary)
        if slot is None:
            completion = yield turn()
        else:
            completion = yield _if_present(machine, slot.traced, turn)
        if completion is not None:
            return completion
    return None


def _copies(
    machine: Machine,
    node: estree.ForInStatement | estree.ForOfStatement,
    over: Traced,
    scope: Scope,
) -> bool:
    """Whether a loop copied what Flex UI has, on a page."""
    from appconfig_merge.evaluation.statements.copied_members import copies_members

    return copies_members(machine, node, over, scope)


def _ways_through(
    machine: Machine, node: estree.ForInStatement | estree.ForOfStatement, over: Traced
) -> list[tuple[Way, Traced]]:
    """The values that a loop may go through, without those with which the script stops here."""
    assert isinstance(over.value, Unknown)
    ways: list[tuple[Way, Traced]] = [
        (way, way.traced) for way in over.value.candidates if way.traced is not None
    ]
    if isinstance(node, estree.ForInStatement):
        return ways
    found = [(way, one) for way, one in ways if isinstance(one.value, JSObject | str | Unknown)]
    if len(found) < len(ways):
        error = Throws("TypeError", f"{over.text or 'it'} is not iterable", over)
        if not found:
            raise error
        leave_out(machine, over, error)
    return found


def _turn_with(
    machine: Machine,
    node: estree.ForInStatement | estree.ForOfStatement,
    item: Traced,
    scope: Scope,
    labels: Labels,
    boundary: Boundary,
) -> Execution:
    """Give the loop's variable a value, and take a turn."""
    left = node.left
    if isinstance(left, estree.VariableDeclaration) and left.kind != "var":
        scope = _with_dead_names(machine, left, scope)
    yield _assign(machine, left, item, scope)
    return (yield _turn(machine, node.body, scope, labels, boundary))


def _if_present(machine: Machine, held: Traced, turn: Callable[[], Execution]) -> Execution:
    """Take a turn on the ways on which a property is there."""
    unknown = held.value
    if not isinstance(unknown, Unknown) or not unknown.may_be_absent:
        return (yield turn())
    if not unknown.candidates:
        raise GiveUp
    yield part(
        machine,
        [
            (
                way.condition,
                way.holds,
                partial(_if_present, machine, way.traced, turn)
                if way.traced is not None
                else lambda: None,
            )
            for way in unknown.candidates
        ],
    )
    return None


def _initialise(machine: Machine, left: estree.Node, scope: Scope) -> Generator[Any, Any, None]:
    """The initialiser that sloppy code may give a ``var`` here (ECMA-262 B.3.5)."""
    if isinstance(left, estree.VariableDeclaration) and left.declarations[0].init is not None:
        yield machine.statement(left, scope)


def _with_dead_names(machine: Machine, left: estree.Node, scope: Scope) -> Scope:
    """A scope with the loop's names before they have a value."""
    assert isinstance(left, estree.VariableDeclaration)
    inner = machine.journal.made(Scope(scope, scope.context))
    for name in bound_names(left.declarations[0].id):
        inner.slots[name.name] = TDZ  # new: no mark since
        if left.kind == "const":
            inner.constants.add(name.name)
    return inner


def _assign(
    machine: Machine, left: estree.Node, value: Traced, scope: Scope
) -> Generator[Any, Any, None]:
    target, store = left, assign_name
    if isinstance(left, estree.VariableDeclaration):
        target = left.declarations[0].id
        store = assign_name if left.kind == "var" else declare
    yield bind(machine, target, value, scope, store)


HANDLERS: Final[dict[type[estree.Node], Callable[..., Execution]]] = {
    estree.ForStatement: loop_statement,
    estree.ForInStatement: loop_statement,
    estree.ForOfStatement: loop_statement,
    estree.WhileStatement: loop_statement,
    estree.DoWhileStatement: loop_statement,
}
