"""Handlers of loops, which run turn by turn as long as it is known that they do.

A turn left by ``break`` or ``continue`` in a branch that only the page decides on is joined with
the others where the turn, or the loop, ends. Once the page decides on whether there is another
turn, whatever the loop could still change is unknown.
"""

from __future__ import annotations

from functools import partial
from operator import is_not
from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.candidates import can_be_split
from appconfig_merge.evaluation.completions import GiveUp, Jump
from appconfig_merge.evaluation.expressions.patterns import bind
from appconfig_merge.evaluation.expressions.references import assign_name, declare
from appconfig_merge.evaluation.hoisting import hoist_lexical
from appconfig_merge.evaluation.lists import lists_of, run_on_each
from appconfig_merge.evaluation.objects import is_unordered, may_be_absent, prototype_of
from appconfig_merge.evaluation.properties.copying import openly
from appconfig_merge.evaluation.properties.inheritance import locate
from appconfig_merge.evaluation.properties.iteration import (
    MAX_WATCHED,
    at_index,
    elements_of,
    iterate,
    watched,
)
from appconfig_merge.evaluation.region import attempt, bounded, leave_out, part
from appconfig_merge.evaluation.scopes import TDZ, Scope
from appconfig_merge.evaluation.statements.skipping import not_evaluated
from appconfig_merge.evaluation.world import GlobalObject
from appconfig_merge.javascript.conversion import NotKnown, Throws, to_boolean
from appconfig_merge.javascript.enumeration import enumerable
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.values import (
    JSAddress,
    JSArguments,
    JSArray,
    JSFunction,
    JSInternal,
    JSObject,
    JSSearchParams,
    Slot,
    Traced,
    Unknown,
)
from appconfig_merge.limits import MAX_LOOP_EXITS
from appconfig_merge.syntax import estree
from appconfig_merge.syntax.declarations import bound_names, lexical_names

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from typing import Any, TypeAlias

    from appconfig_merge.evaluation.completions import Boundary
    from appconfig_merge.evaluation.machine import Execution, Machine
    from appconfig_merge.evaluation.region import Left
    from appconfig_merge.javascript.values import Value
    from appconfig_merge.javascript.ways import Way

    Loop: TypeAlias = (
        estree.ForStatement
        | estree.ForInStatement
        | estree.ForOfStatement
        | estree.WhileStatement
        | estree.DoWhileStatement
    )
    Labels: TypeAlias = frozenset[str]
    _Items: TypeAlias = Iterator[tuple[Traced, Slot | None] | None]

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
    give = _values if isinstance(node, estree.ForOfStatement) else _keys
    for item in give(machine, over, node):
        if item is None:
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


def _values(machine: Machine, over: Traced, node: estree.Node) -> _Items:
    """The values of an iterable, one at a time as they then are; None once they aren't known."""
    found = iterate(machine, over)
    if isinstance(found, Unknown):
        yield None
        return
    array = over.value
    if isinstance(array, JSInternal):
        yield from _watched(array, found)
        return
    if isinstance(array, JSArguments):
        for index, slot in enumerate(found):
            yield slot.traced, None
            now = elements_of(array)
            if isinstance(now, Unknown) or len(now) != len(found):
                yield None
                return
            found[index + 1 :] = now[index + 1 :]
        return
    if not isinstance(array, JSArray):
        yield from ((slot.traced, None) for slot in found)
        return
    index = 0
    while index < len(array.elements) or array.unknown is not None:
        if array.unknown is not None or machine.polluted is not None:
            yield None
            return
        yield _at(at_index(machine, over, index), node, over), None
        index += 1


def _watched(array: JSObject, found: list[Slot]) -> _Items:
    """Values one at a time; None once what they are taken from is changed."""
    before = watched(array)
    if before is None or len(before) > MAX_WATCHED:
        yield None
        return
    for slot in found:
        yield slot.traced, None
        now = watched(array)
        if now is None or len(now) != len(before) or any(map(is_not, now, before)):
            yield None
            return


def _at(slot: Slot, node: estree.Node, over: Traced) -> Traced:
    """An element; a hole has no place but the loop's."""
    traced = slot.traced
    return traced if traced.value is not UNDEFINED else Traced(UNDEFINED, node, over.source)


def _keys(machine: Machine, over: Traced, node: estree.Node) -> _Items:
    """The enumerable keys of a value (ECMA-262 14.7.5.9); None once they aren't known.

    With a key comes the property if it may be absent.
    """
    value = over.value
    if value is None or value is UNDEFINED:
        return
    # What URL objects have is enumerable, in their prototypes.
    others = isinstance(value, JSFunction | JSAddress | JSSearchParams)
    known = isinstance(value, JSObject | str | bool | float) and not others
    unlike = machine.polluted is not None or bool(machine.planted)
    if not known or unlike or not _is_open(machine, value, over):
        yield None
        return
    found = _enumerated(value, over)
    if found is None:
        yield None
        return
    for key, slot in found:
        traced = Traced(key, node, over.source, (over,))
        if not isinstance(value, JSObject):
            yield traced, None
            continue
        place = locate(machine, value, key)
        is_unsure = may_be_absent(slot) or (place.slot is not None and may_be_absent(place.slot))
        if value.unknown is not None or (is_unsure and prototype_of(value) is not None):
            yield None
            return
        if place.slot is None:
            if place.holder is not None and place.holder.unknown is not None:
                yield None
                return
            continue
        yield traced, place.slot if is_unsure else None


def _is_open(machine: Machine, value: Value, over: Traced) -> bool:
    """Whether the keys of a value are known; nothing is read of it."""
    if (
        isinstance(value, JSObject)
        and value.unknown is None
        and not isinstance(value, GlobalObject)
    ):
        return not is_unordered(value)
    return openly(machine, JSObject(), over)


def _enumerated(value: Value, over: Traced) -> list[tuple[str, Slot]] | None:
    """The enumerable properties, the inherited ones too; None where they aren't known."""
    found = list(enumerable(value, over))
    if not isinstance(value, JSObject) or value.traits is None:
        return found
    seen = {key for key, _ in found} | value.traits.hidden.keys()
    where = value
    while (proto := prototype_of(where)) is not None and isinstance(proto.value, JSObject):
        where = proto.value
        if type(where) is not JSObject or where.unknown is not None or is_unordered(where):
            return None
        found.extend(item for item in enumerable(where, proto) if item[0] not in seen)
        seen |= where.slots.keys()
        if where.traits is not None:
            seen |= where.traits.hidden.keys()
    return found


HANDLERS: Final[dict[type[estree.Node], Callable[..., Execution]]] = {
    estree.ForStatement: loop_statement,
    estree.ForInStatement: loop_statement,
    estree.ForOfStatement: loop_statement,
    estree.WhileStatement: loop_statement,
    estree.DoWhileStatement: loop_statement,
}
