"""Code taken apart at an await: what comes before it is evaluated, and its values stand there."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.evaluation.effects.havoc import escape
from appconfig_merge.evaluation.effects.jobs import is_plain
from appconfig_merge.evaluation.effects.postponing import call_then, fetched, from_page
from appconfig_merge.evaluation.functions.awaits import waits
from appconfig_merge.javascript.conversion import NotKnown, to_boolean
from appconfig_merge.javascript.internal_slots import Promised
from appconfig_merge.javascript.values import JSFunction, JSObject, Traced, Unknown
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from collections.abc import Generator

    from appconfig_merge.evaluation.machine import ExpressionTable, Machine
    from appconfig_merge.evaluation.scopes import Scope


class CannotSplit(Exception):  # noqa: N818 - a signal
    """An await stands where the code around it can't be split."""


class Evaluated(estree.Expression):
    """An expression that was evaluated before the code that it stands in goes on.

    ``operand`` is what is waited for, of an await.
    """

    __slots__ = ("operand", "traced")
    type = "Evaluated"

    def __init__(self, node: estree.Node, traced: Traced, operand: Traced | None = None) -> None:
        super().__init__(node.start, node.end)
        self.operand = operand
        self.traced = traced


class Parted(NamedTuple):
    """A statement taken apart: what is left of it, the await, and the values in it.

    ``is_known`` tells that what is waited for is known, so that it surely comes: once the promise
    ``after`` is fulfilled, if there is one.
    """

    statement: estree.Statement
    waiting: estree.Node
    values: list[Traced]
    is_known: bool
    after: Promised | None


def split(
    machine: Machine, statement: estree.Statement, scope: Scope
) -> Generator[Any, Any, Parted]:
    """Evaluate what comes before the first await of a statement, and what is waited for.

    Raises CannotSplit, having changed something, where it is not known what comes first.
    """
    splitter = _Splitter(machine, scope)
    left = yield splitter.statement(statement)
    assert splitter.waiting is not None
    return Parted(left, splitter.waiting, splitter.values, splitter.is_known, splitter.after)


class _Splitter:
    """Takes one statement apart."""

    def __init__(self, machine: Machine, scope: Scope) -> None:
        self._machine = machine
        self._scope = scope
        self.waiting: estree.Node | None = None
        self.is_known = False
        self.after: Promised | None = None
        self.values: list[Traced] = []

    def statement(self, node: estree.Statement) -> Generator[Any, Any, estree.Statement]:
        """What is left of a statement."""
        if isinstance(node, estree.VariableDeclaration):
            return (yield self._declaration(node))
        field = _FIRST.get(type(node))
        value = getattr(node, field) if field is not None else None
        if field is None or value is None or not waits(self._machine, value):
            raise CannotSplit
        left = copy(node)
        setattr(left, field, (yield self.expression(value)))
        if not isinstance(node, _PLAIN):
            # A loop over it can't be followed: what it may change is found by what is escaped.
            escape(self._machine, *self.values)
        return left

    def _declaration(
        self, node: estree.VariableDeclaration
    ) -> Generator[Any, Any, estree.Statement]:
        for index, declarator in enumerate(node.declarations):
            if not waits(self._machine, declarator):
                continue
            if declarator.init is None or not waits(self._machine, declarator.init):
                raise CannotSplit
            before = copy(node)
            before.declarations = node.declarations[:index]
            yield self._machine.statement(before, self._scope)
            first = copy(declarator)
            first.init = yield self.expression(declarator.init)
            left = copy(node)
            left.declarations = [first, *node.declarations[index + 1 :]]
            return left
        raise CannotSplit

    def expression(self, node: estree.Node) -> Generator[Any, Any, estree.Expression]:
        """What is left of an expression in which there is an await."""
        part = _PARTS.get(type(node))
        if part is None:
            raise CannotSplit
        return (yield part(self, node))

    def _evaluated(self, node: estree.Node) -> Generator[Any, Any, Evaluated]:
        if isinstance(node, estree.Super | estree.PrivateIdentifier):
            raise CannotSplit
        traced = yield self._machine.expression(node, self._scope)
        self.values.append(traced)
        return Evaluated(node, traced)

    def awaited(self, node: estree.AwaitExpression) -> Generator[Any, Any, estree.Expression]:
        argument = node.argument
        if waits(self._machine, argument):
            left = copy(node)
            left.argument = yield self.expression(argument)
            return left
        trying, self._machine.trying = self._machine.trying, 0
        try:  # that it fails is told of the promise: the code that goes on may then throw
            operand = yield self._machine.expression(argument, self._scope)
        finally:
            self._machine.trying = trying
        self.waiting = node
        value = awaited(operand)
        promise = operand.value
        if isinstance(promise, Promised) and promise.value is None:
            gives = any(one.gives is promise for one in self._machine.pending)
            self.after = promise if promise.comes is not None or gives else None
        self.is_known = self.after is not None or is_plain(value)
        call_then(self._machine, operand)
        self.values.append(value)
        given = Traced(value.value, node, self._scope.context.source, (operand,))
        return Evaluated(node, given, operand)

    def only(self, node: Any) -> Generator[Any, Any, estree.Expression]:
        """What has one operand, or one that comes first and has the await."""
        field = _FIRST[type(node)]
        if not waits(self._machine, getattr(node, field)):
            raise CannotSplit
        left = copy(node)
        setattr(left, field, (yield self.expression(getattr(node, field))))
        return left

    def member(self, node: estree.MemberExpression) -> Generator[Any, Any, estree.Expression]:
        left = copy(node)
        if waits(self._machine, node.object):
            left.object = yield self.expression(node.object)
            return left
        left.object = yield self._evaluated(node.object)
        left.property = yield self.expression(node.property)
        return left

    def binary(self, node: estree.BinaryExpression) -> Generator[Any, Any, estree.Expression]:
        left = copy(node)
        if waits(self._machine, node.left):
            left.left = yield self.expression(node.left)
            return left
        left.left = yield self._evaluated(node.left)
        left.right = yield self.expression(node.right)
        return left

    def choice(self, node: Any) -> Generator[Any, Any, estree.Expression]:
        """``&&``, ``? :`` and their kin: only where it is known which side is taken."""
        test = _FIRST[type(node)]
        if waits(self._machine, getattr(node, test)):
            return (yield self.only(node))
        traced = yield self._machine.expression(getattr(node, test), self._scope)
        try:
            holds = to_boolean(traced.value)
        except NotKnown:
            raise CannotSplit from None
        if isinstance(node, estree.ConditionalExpression):
            taken = node.consequent if holds else node.alternate
        elif node.operator == ("&&" if holds else "||"):
            taken = node.right
        else:
            raise CannotSplit
        if not waits(self._machine, taken):
            raise CannotSplit
        return (yield self.expression(taken))

    def assignment(
        self, node: estree.AssignmentExpression
    ) -> Generator[Any, Any, estree.Expression]:
        target = node.left
        if waits(self._machine, target):
            raise CannotSplit
        left = copy(node)
        if isinstance(target, estree.MemberExpression):
            place = copy(target)
            place.object = yield self._evaluated(target.object)
            if target.computed:
                place.property = yield self._evaluated(target.property)
            left.left = place
        if node.operator == "=":
            left.right = yield self.expression(node.right)
            return left
        if node.operator in {"&&=", "||=", "??="}:
            raise CannotSplit
        # What it is added to is read before the await, what it is stored in after it.
        before = yield self._evaluated(left.left)
        right = yield self.expression(node.right)
        left.right = estree.BinaryExpression(
            node.start, node.end, node.operator[:-1], before, right
        )
        left.operator = "="
        return left

    def sequence(self, node: estree.SequenceExpression) -> Generator[Any, Any, estree.Expression]:
        left = copy(node)
        for index, one in enumerate(node.expressions):
            if waits(self._machine, one):
                first = yield self.expression(one)
                left.expressions = [first, *node.expressions[index + 1 :]]
                return left
            yield self._machine.expression(one, self._scope)
        raise CannotSplit

    def template(self, node: estree.TemplateLiteral) -> Generator[Any, Any, estree.Expression]:
        left = copy(node)
        left.expressions = list(node.expressions)
        for index, one in enumerate(node.expressions):
            if waits(self._machine, one):
                left.expressions[index] = yield self.expression(one)
                return left
            found = yield self._evaluated(one)
            if isinstance(found.traced.value, JSObject):
                raise CannotSplit  # it is turned into a text before the await
            left.expressions[index] = found
        raise CannotSplit

    def call(self, node: Any) -> Generator[Any, Any, estree.Expression]:
        callee = node.callee
        left = copy(node)
        if waits(self._machine, callee):
            left.callee = yield self.expression(callee)
            return left
        if isinstance(callee, estree.MemberExpression) and isinstance(node, estree.CallExpression):
            place = copy(callee)
            place.object = yield self._evaluated(callee.object)
            if callee.computed:
                place.property = yield self._evaluated(callee.property)
            function = yield self._machine.expression(place, self._scope)
            own = isinstance(function.value, JSFunction)
            if not own and not (isinstance(function.value, Unknown) and function.value.path):
                raise CannotSplit  # it is looked up before the await
            left.callee = place
            if own:
                name = estree.Identifier(callee.start, callee.end, "call")
                held = Evaluated(callee, function)
                left.callee = estree.MemberExpression(
                    callee.start, callee.end, held, name, computed=False, optional=False
                )
                left.arguments = [place.object, *node.arguments]
                left.arguments[1:] = yield self._items(node.arguments)
                return left
        else:
            left.callee = yield self._evaluated(callee)
        left.arguments = yield self._items(node.arguments)
        return left

    def _items(self, items: list[Any]) -> Generator[Any, Any, list[Any]]:
        """Arguments or elements: those before the await as one array that is spread."""
        index = next(at for at, one in enumerate(items) if one and waits(self._machine, one))
        first = items[index]
        before: list[Any] = []
        if index:
            array = estree.ArrayExpression(items[0].start, items[0].end, items[:index])
            held = yield self._evaluated(array)
            before.append(estree.SpreadElement(array.start, array.end, held))
        if isinstance(first, estree.SpreadElement):
            left: Any = copy(first)
            left.argument = yield self.expression(first.argument)
        else:
            left = yield self.expression(first)
        return [*before, left, *items[index + 1 :]]

    def array(self, node: estree.ArrayExpression) -> Generator[Any, Any, estree.Expression]:
        if any(one is None for one in node.elements):
            raise CannotSplit
        return estree.ArrayExpression(node.start, node.end, (yield self._items(node.elements)))

    def object(self, node: estree.ObjectExpression) -> Generator[Any, Any, estree.Expression]:
        members = node.properties
        index = next(at for at, one in enumerate(members) if waits(self._machine, one))
        first = members[index]
        before: list[Any] = []
        if not all(map(_is_plain, members[: index + 1])):
            raise CannotSplit
        if index:
            start, end = members[0].start, members[index - 1].end
            held = yield self._evaluated(estree.ObjectExpression(start, end, members[:index]))
            before.append(estree.SpreadElement(start, end, held))
        left: Any = copy(first)
        if isinstance(first, estree.SpreadElement):
            left.argument = yield self.expression(first.argument)
        else:
            left.value = yield self.expression(first.value)
        return estree.ObjectExpression(node.start, node.end, [*before, left, *members[index + 1 :]])


def _is_plain(member: estree.Node) -> bool:
    """Whether a member of an object literal stays what it is when it is copied by a spread."""
    if isinstance(member, estree.SpreadElement):
        return True
    return (
        isinstance(member, estree.Property)
        and member.kind == "init"
        and not member.computed
        and getattr(member.key, "name", None) != "__proto__"
        and getattr(member.key, "value", None) != "__proto__"
    )


def awaited(operand: Traced) -> Traced:
    """What an await gives: a value that isn't thenable as it is, else what the page decides."""
    value = operand.value
    if isinstance(value, Promised):
        known = value.value or value.comes
        if known is not None:
            return known
    return operand if is_plain(operand) else from_page("", operand, reason=fetched(value))


def evaluated(_machine: Machine, node: Evaluated, _scope: Scope) -> Traced:
    """The value that it was evaluated to, or what the promise has come to by now."""
    operand = node.operand
    if operand is None or not isinstance(operand.value, Promised) or operand.value.value is None:
        return node.traced
    traced = node.traced
    return Traced(operand.value.value.value, traced.node, traced.source, traced.inputs)


_PLAIN: Final = (
    estree.ExpressionStatement,
    estree.ReturnStatement,
    estree.ThrowStatement,
    estree.IfStatement,
)
_FIRST: Final[dict[type[estree.Node], str]] = {
    estree.ExpressionStatement: "expression",
    estree.ReturnStatement: "argument",
    estree.ThrowStatement: "argument",
    estree.IfStatement: "test",
    estree.SwitchStatement: "discriminant",
    estree.ForOfStatement: "right",
    estree.ForInStatement: "right",
    estree.UnaryExpression: "argument",
    estree.ChainExpression: "expression",
    estree.LogicalExpression: "left",
    estree.ConditionalExpression: "test",
}
"""What is evaluated first of a node, and nothing before it."""
_PARTS: Final[dict[type[estree.Node], Any]] = {
    estree.AwaitExpression: _Splitter.awaited,
    estree.UnaryExpression: _Splitter.only,
    estree.ChainExpression: _Splitter.only,
    estree.MemberExpression: _Splitter.member,
    estree.BinaryExpression: _Splitter.binary,
    estree.LogicalExpression: _Splitter.choice,
    estree.ConditionalExpression: _Splitter.choice,
    estree.AssignmentExpression: _Splitter.assignment,
    estree.SequenceExpression: _Splitter.sequence,
    estree.TemplateLiteral: _Splitter.template,
    estree.CallExpression: _Splitter.call,
    estree.NewExpression: _Splitter.call,
    estree.ArrayExpression: _Splitter.array,
    estree.ObjectExpression: _Splitter.object,
}
HANDLERS: Final[ExpressionTable] = {Evaluated: evaluated}
