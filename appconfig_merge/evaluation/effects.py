"""What code that isn't evaluated may have changed: the sound side of not knowing.

A call to a function that isn't modelled, or a statement that isn't run, may change every
object it can reach. Those become unknown, with the code that may have done it as the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.evaluation.scopes import Scope, untraced
from appconfig_merge.evaluation.world import ALIASES
from appconfig_merge.javascript.values import (
    JSArray,
    JSFunction,
    JSObject,
    Slot,
    Traced,
    Unknown,
)
from appconfig_merge.syntax import estree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from appconfig_merge.evaluation.machine import Machine


def taint(machine: Machine, owner: JSObject, unknown: Unknown) -> None:
    """Make an object's contents unknown."""
    if owner.unknown is None:
        machine.journal.before_change(owner)
        owner.unknown = unknown


def havoc(machine: Machine, values: Iterable[Traced], at: Traced) -> None:
    """Take it that code at ``at`` changed whatever can be reached from these values."""
    unknown = Unknown(f"`{_short(at.text)}` may change it", origin=at)
    work: list[Traced] = list(values)
    seen: set[int] = set()
    while work:
        traced = work.pop()
        value = traced.value
        marker = id(value) if isinstance(value, JSObject) else id(traced)
        if marker in seen:
            continue
        seen.add(marker)
        if isinstance(value, Unknown):
            work.extend(traced.inputs)
            work.extend(c.traced for c in value.candidates if c.traced is not None)
        elif isinstance(value, JSObject):
            work.extend(slot.traced for slot in value.slots.values())
            if isinstance(value, JSArray):
                work.extend(slot.traced for slot in value.elements if slot is not None)
            if isinstance(value, JSFunction):
                scope = value.scope
                assert isinstance(scope, Scope)
                work.extend(_reached(machine, value.node, scope, unknown))
            else:
                taint(machine, value, unknown)


def havoc_code(machine: Machine, node: estree.Node, scope: Scope, at: Traced) -> None:
    """Take it that ``node`` ran here, with whatever effect it can have."""
    unknown = Unknown(f"`{_short(at.text)}` may change it", origin=at)
    havoc(machine, list(_reached(machine, node, scope, unknown)), at)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else line[:39] + "…"


def _reached(
    machine: Machine, node: estree.Node, scope: Scope, unknown: Unknown
) -> Iterator[Traced]:
    """Make what the code assigns unknown; give the values that it may change in place."""
    mentions = Mentions(node)
    for name in mentions.assigned:
        _forget(machine, name, scope, unknown)
    if mentions.mutates:
        for name in mentions.names:
            yield _current(machine, name, scope)
        if mentions.uses_this:
            yield scope.context.this


def _forget(machine: Machine, name: str, scope: Scope, unknown: Unknown) -> None:
    """Make a binding's value unknown, wherever it is found."""
    owner: Scope | JSObject = machine.world_object
    where: Scope | None = scope
    while where is not None:
        if name in where.slots:
            owner = where
            break
        where = where.parent
    old = owner.slots.get(name)
    traced = Traced(unknown, old.traced.node, old.traced.source, (old.traced,)) if old else None
    slot = Slot(traced or untraced(unknown), old.key if old else None, old)
    machine.journal.set_slot(owner, name, slot)


def _current(machine: Machine, name: str, scope: Scope) -> Traced:
    where: Scope | None = scope
    while where is not None:
        if name in where.slots:
            return where.slots[name].traced
        where = where.parent
    if name in ALIASES:
        return untraced(machine.world_object)
    slot = machine.world_object.slots.get(name)
    return slot.traced if slot else untraced(None)


class Mentions:
    """The names that a piece of code could reach, and whether it could change anything.

    Free and local names aren't told apart: a name too many only makes more unknown.
    ``window.x`` counts as the name x.
    """

    __slots__ = ("assigned", "mutates", "names", "uses_arguments", "uses_this")

    def __init__(self, node: estree.Node) -> None:
        self.names: set[str] = set()
        self.assigned: set[str] = set()
        self.mutates = False
        self.uses_this = False
        self.uses_arguments = False
        work: list[object] = [node]
        while work:
            item = work.pop()
            if isinstance(item, list):
                work.extend(item)
            elif isinstance(item, estree.Node):
                work.extend(self._visit(item))

    def _visit(self, node: estree.Node) -> list[object]:
        if isinstance(node, estree.Identifier):
            self.names.add(node.name)
            self.uses_arguments = self.uses_arguments or node.name == "arguments"
            return []
        if isinstance(node, estree.ThisExpression):
            self.uses_this = True
            return []
        if isinstance(node, _MUTATING):
            self.mutates = True
        if isinstance(node, estree.UnaryExpression) and node.operator == "delete":
            self.mutates = True
        if isinstance(node, estree.AssignmentExpression):
            self._assign(node.left)
        elif isinstance(node, estree.UpdateExpression):
            self._assign(node.argument)
        elif isinstance(node, estree.ForInStatement | estree.ForOfStatement):
            self._assign(node.left)
        elif isinstance(node, estree.VariableDeclarator):
            self._assign(node.id)
        name = global_member(node)
        if name is not None:
            self.names.add(name)
            return []
        return [
            getattr(node, field)
            for field in estree.field_names(node)
            if not (field in {"property", "key"} and not getattr(node, "computed", False))
        ]

    def _assign(self, target: estree.Node) -> None:
        """Note the names that an assignment to this target sets."""
        work: list[object] = [target]
        while work:
            item = work.pop()
            if isinstance(item, list):
                work.extend(item)
            elif isinstance(item, estree.Identifier):
                self.assigned.add(item.name)
            elif isinstance(item, estree.MemberExpression):
                self.mutates = True
                name = global_member(item)
                if name is not None:
                    self.assigned.add(name)
            elif isinstance(item, estree.VariableDeclaration):
                work.extend(declarator.id for declarator in item.declarations)
            elif isinstance(item, estree.Property):
                work.append(item.value)
            elif isinstance(item, estree.Node):
                work.extend(getattr(item, field) for field in estree.field_names(item))


_MUTATING = (
    estree.CallExpression,
    estree.NewExpression,
    estree.TaggedTemplateExpression,
    estree.YieldExpression,
    estree.AwaitExpression,
)


def global_member(node: estree.Node) -> str | None:
    """The name x of ``window.x``, None for any other node."""
    if (
        isinstance(node, estree.MemberExpression)
        and not node.computed
        and isinstance(node.object, estree.Identifier)
        and node.object.name in ALIASES
        and isinstance(node.property, estree.Identifier)
    ):
        return node.property.name
    return None
