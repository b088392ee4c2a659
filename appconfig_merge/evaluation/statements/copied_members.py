"""On a page: a loop that copies all members of Flex UI to an object, as bundlers write it.

esbuild's ``__copyProps``, TypeScript's ``__importStar`` and their like make another object that has
what a module has, each name by a getter or by value. Which names Flex UI has isn't known; whatever
such an object is asked for, it has what Flex UI has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.handing import FLEX_UI
from appconfig_merge.evaluation.objects import may_be_absent
from appconfig_merge.evaluation.region import BRANCH_REASON
from appconfig_merge.javascript.values import JSObject, Open, Slot, Traced, Unknown
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Machine
    from appconfig_merge.evaluation.scopes import Scope

_NAMES_OF: Final = frozenset({"Object.getOwnPropertyNames", "Object.keys", "Reflect.ownKeys"})
_DEFINES: Final = frozenset({"Object.defineProperty", "Reflect.defineProperty"})
_HAS: Final = "Object.prototype.hasOwnProperty"


def copies_members(
    machine: Machine,
    node: estree.ForInStatement | estree.ForOfStatement,
    over: Traced,
    scope: Scope,
) -> bool:
    """Whether a loop over something unknown is such a copy; then it has its effect."""
    source = over
    if isinstance(node, estree.ForOfStatement):
        if len(over.inputs) != 2 or _path(over.inputs[0]) not in _NAMES_OF:
            return False
        source = over.inputs[1]
    key = _declared(node.left)
    if _path(source) != FLEX_UI or not key:
        return False
    copy = _Copy(machine, scope, key)
    if not copy.is_statement(node.body) or copy.target is None:
        return False
    target = copy.target
    if type(target) is not JSObject or target.frozen or not _has_known_keys(target):
        return False
    if target.slots and not copy.keeps:
        return False
    for name in copy.assigned:
        _forget(machine, name, scope, node)
    unknown = Unknown("it has what Flex UI has", origin=over)
    for key, slot in list(target.slots.items()):
        if may_be_absent(slot):  # then it is Flex UI's
            value = Traced(Unknown(unknown.reason, origin=over), node, over.source)
            machine.journal.set_slot(target, key, Slot(value, None, slot))
    machine.journal.before_change(target)
    target.unknown = Open(unknown, frozenset(target.slots))
    target.unknown.mirrors = Traced(source.value, node, over.source)
    target.unknown.hides = frozenset(copy.without)
    return True


def _has_known_keys(target: JSObject) -> bool:
    """Whether an object has no other properties than its slots, which may be absent.

    esbuild gives it a ``default``, or not: one that can't be written.
    """
    return target.unknown is None or target.unknown.reason == BRANCH_REASON


class _Copy:
    """What a loop's body copies: where to, and which names are left out.

    ``keeps`` tells that what the target has stays; ``assigned`` are names that the body assigns.
    """

    def __init__(self, machine: Machine, scope: Scope, key: str) -> None:
        self._machine = machine
        self._scope = scope
        self._key = key
        self.target: JSObject | None = None
        self.keeps = False
        self.without: set[str] = set()
        self.assigned: set[str] = set()

    def is_statement(self, node: estree.Node) -> bool:
        """Whether a statement copies the member of the loop's key, or leaves it out."""
        while isinstance(node, estree.BlockStatement) and len(node.body) == 1:
            node = node.body[0]
        if isinstance(node, estree.IfStatement):
            return (
                node.alternate is None
                and self._is_test(node.test)
                and self.is_statement(node.consequent)
            )
        return isinstance(node, estree.ExpressionStatement) and self._is_copy(node.expression)

    def _is_test(self, node: estree.Node) -> bool:
        if isinstance(node, estree.LogicalExpression) and node.operator == "&&":
            return self._is_test(node.left) and self._is_test(node.right)
        if isinstance(node, estree.UnaryExpression) and node.operator == "!":
            owner = self._asked(node.argument)
            if isinstance(owner, JSObject) and self._is_target(owner):
                self.keeps = True
                return True
            return False
        if isinstance(node, estree.BinaryExpression) and node.operator in {"!==", "!="}:
            sides = (node.left, node.right) if self._is_key(node.left) else (node.right, node.left)
            value = self._value(sides[1])
            if not self._is_key(sides[0]) or isinstance(value, Unknown | JSObject):
                return False
            self.without.update([value] if isinstance(value, str) else [])
            return True
        owner = self._asked(node)
        return isinstance(owner, Unknown) and owner.path == FLEX_UI

    def _asked(self, node: estree.Node) -> object:
        """Of which value a test asks whether the key is its own; None where it does something else.

        ``hasOwnProperty.call(owner, key)`` or ``owner.hasOwnProperty(key)``.
        """
        if not isinstance(node, estree.CallExpression):
            return None
        callee = node.callee
        if not isinstance(callee, estree.MemberExpression) or callee.computed:
            return None
        if len(node.arguments) == 2 and self._is_key(node.arguments[1]):
            is_call = getattr(callee.property, "name", "") == "call"
            is_has = _path_of(self._value(callee.object)) == _HAS or _ends_with_has(callee.object)
            return self._value(node.arguments[0]) if is_call and is_has else None
        is_own = getattr(callee.property, "name", "") == "hasOwnProperty"
        if is_own and len(node.arguments) == 1 and self._is_key(node.arguments[0]):
            return self._value(callee.object)
        return None

    def _is_copy(self, node: estree.Node) -> bool:
        if isinstance(node, estree.LogicalExpression) and node.operator == "&&":
            return self._is_test(node.left) and self._is_copy(node.right)
        if isinstance(node, estree.AssignmentExpression) and node.operator == "=":
            left = node.left
            return (
                self._is_member(left)
                and self._is_target(self._value(left.object))  # type: ignore[union-attr]
                and self._is_source_member(node.right)
            )
        if not isinstance(node, estree.CallExpression) or len(node.arguments) != 3:
            return False
        target, key, descriptor = node.arguments
        return (
            _path_of(self._value(node.callee)) in _DEFINES
            and self._is_key(key)
            and self._is_target(self._value(target))
            and isinstance(descriptor, estree.ObjectExpression)
            and self._is_descriptor(descriptor)
        )

    def _is_descriptor(self, node: estree.ObjectExpression) -> bool:
        """Whether ``{ get: () => from[key], enumerable: ... }`` gives the source's member."""
        gets = False
        for one in node.properties:
            name = getattr(getattr(one, "key", None), "name", "")
            if not isinstance(one, estree.Property) or one.computed or one.kind != "init":
                return False
            if name == "get":
                gets = self._is_getter(one.value)
            elif name == "enumerable":
                self.assigned.update(self._machine.mentions(one.value).assigned)
            else:
                return False
        return gets

    def _is_getter(self, node: estree.Node) -> bool:
        if isinstance(node, estree.ArrowFunctionExpression) and not node.params:
            body: estree.Node | None = node.body
        elif isinstance(node, estree.FunctionExpression) and not node.params:
            body = node.body
        else:
            return False
        if isinstance(body, estree.BlockStatement):
            only = body.body[0] if len(body.body) == 1 else None
            body = only.argument if isinstance(only, estree.ReturnStatement) else None
        return body is not None and self._is_source_member(body)

    def _is_source_member(self, node: estree.Node) -> bool:
        return self._is_member(node) and _path_of(self._value(node.object)) == FLEX_UI  # type: ignore[attr-defined]

    def _is_member(self, node: estree.Node) -> bool:
        is_computed = isinstance(node, estree.MemberExpression) and node.computed
        return is_computed and self._is_key(node.property)  # type: ignore[attr-defined]

    def _is_key(self, node: estree.Node) -> bool:
        return isinstance(node, estree.Identifier) and node.name == self._key

    def _is_target(self, value: object) -> bool:
        if not isinstance(value, JSObject) or self.target not in {None, value}:
            return False
        self.target = value
        return True

    def _value(self, node: estree.Node) -> object:
        """The value of a name, a text, or a member of one of ECMAScript's own; else something."""
        if isinstance(node, estree.Literal):
            return node.value
        if isinstance(node, estree.Identifier):
            slot = _slot(self._machine, node.name, self._scope)
            found = slot.traced if slot is not None else self._machine.world.get(node.name)
            return found.value if found is not None else None
        if isinstance(node, estree.MemberExpression) and not node.computed:
            owner = self._value(node.object)
            name = getattr(node.property, "name", "")
            if isinstance(owner, Unknown) and owner.path in {"Object", "Reflect"}:
                return self._machine.world.member(owner.path, name).value
        return Unknown("it isn't looked at")


def _declared(left: estree.Node) -> str:
    """The name that a loop declares, if it is just one."""
    if not isinstance(left, estree.VariableDeclaration) or len(left.declarations) != 1:
        return ""
    name = left.declarations[0].id
    return name.name if isinstance(name, estree.Identifier) else ""


def _ends_with_has(node: estree.Node) -> bool:
    """Whether it is ``Object.prototype.hasOwnProperty``, or ``{}``'s."""
    is_member = isinstance(node, estree.MemberExpression) and not node.computed
    return is_member and getattr(node.property, "name", "") == "hasOwnProperty"  # type: ignore[attr-defined]


def _path(traced: Traced) -> str:
    return _path_of(traced.value)


def _path_of(value: object) -> str:
    return value.path if isinstance(value, Unknown) else ""


def _slot(machine: Machine, name: str, scope: Scope) -> Slot | None:
    where: Scope | None = scope
    while where is not None:
        if name in where.slots:
            return where.slots[name]
        where = where.parent
    return machine.world_object.slots.get(name)


def _forget(machine: Machine, name: str, scope: Scope, at: estree.Node) -> None:
    """Take it that a name was assigned something unknown."""
    where: Scope | None = scope
    while where is not None and name not in where.slots:
        where = where.parent
    value = Traced(Unknown("a loop assigns it"), at, scope.context.source)
    old = where.slots[name] if where is not None else None
    machine.journal.set_slot(where or machine.world_object, name, Slot(value, None, old))
