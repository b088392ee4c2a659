"""Private fields, methods and accessors of classes (ECMA-262 7.3.26 to 7.3.32).

What objects hold under a private name is kept with the name, as in a WeakMap: only code of the
class can get at it, and code that isn't known only by calling functions of the class.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.evaluation.effects.havoc import escape, havoc, taint
from appconfig_merge.evaluation.objects import may_be_absent
from appconfig_merge.evaluation.region import may_throw
from appconfig_merge.javascript.conversion import Throws
from appconfig_merge.javascript.primitives import RegExp
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import Accessor, JSFunction, JSObject, Slot, Traced, Unknown

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Evaluation, Machine
    from appconfig_merge.evaluation.scopes import PrivateName, Scope
    from appconfig_merge.syntax.estree import PrivateIdentifier


def private_name(node: PrivateIdentifier, scope: Scope) -> PrivateName | None:
    """What ``#name`` stands for; None outside of its class, where only eval can come to."""
    names = scope.private
    while names is not None:
        found = names.names.get(node.name)
        if found is not None:
            return found
        names = names.outer
    return None


def has_private(target: Traced, name: PrivateName) -> bool | Unknown:
    """``#name in object``; raises Throws for what is no object."""
    owner = target.value
    if isinstance(owner, Unknown):
        return Unknown(owner.reason, origin=owner.origin, kind="boolean")
    if isinstance(owner, RegExp):
        return False
    if not isinstance(owner, JSObject):
        raise Throws("TypeError", "Cannot use 'in' operator to search for a private name")
    if name.store.unknown is not None:
        return Unknown(name.store.unknown.reason, origin=name.store.unknown.origin, kind="boolean")
    slot = name.store.slots.get(name.key(owner))
    if slot is not None and may_be_absent(slot):
        return Unknown("whether the object has it is not known", origin=slot.traced)
    return slot is not None


def get_private(machine: Machine, target: Traced, name: PrivateName, at: Traced) -> Evaluation:
    """Read ``object.#name`` (PrivateGet)."""
    found = _find(machine, target, name, at, "read")
    if found is None:
        return _unknown(machine, target, name, at)
    value = found.traced.value
    if not isinstance(value, Accessor):
        return found.traced
    if value.getter is None:
        raise Throws("TypeError", f"'#{name.name}' was defined without a getter", at)
    assert isinstance(value.getter.value, JSFunction)
    return (yield machine.call(value.getter.value, target, [], at))


def set_private(
    machine: Machine, target: Traced, name: PrivateName, value: Traced, at: Traced
) -> Evaluation:
    """Assign to ``object.#name`` (PrivateSet)."""
    found = _find(machine, target, name, at, "write")
    if found is None:
        may_throw(machine, target)
        taint(machine, name.store, Unknown("a private field may be assigned", origin=target))
        escape(machine, value)
        _unknown(machine, target, name, at)
        return value
    held = found.traced.value
    owner = target.value
    assert isinstance(owner, JSObject)
    if isinstance(held, Accessor):
        if held.setter is None:
            raise Throws("TypeError", f"'#{name.name}' was defined without a setter", at)
        assert isinstance(held.setter.value, JSFunction)
        yield machine.call(held.setter.value, target, [value], at)
        return value
    if name.method is not None:
        raise Throws("TypeError", f"Private method '#{name.name}' is not writable", at)
    machine.journal.set_slot(name.store, name.key(owner), Slot(value, at.node, found))
    return value


def add_private(machine: Machine, target: Traced, name: PrivateName, slot: Slot) -> None:
    """Give an object a private field or method (PrivateFieldAdd, PrivateMethodOrAccessorAdd)."""
    owner = target.value
    if not isinstance(owner, JSObject):
        escape(machine, slot.traced)
        return
    name.holders[id(owner)] = owner
    key = name.key(owner)
    if name.store.unknown is None and key in name.store.slots:
        message = "Cannot initialize a private name twice on the same object"
        raise Throws("TypeError", message, slot.traced)
    machine.journal.set_slot(name.store, key, slot)


def _find(
    machine: Machine, target: Traced, name: PrivateName, at: Traced, what: str
) -> Slot | None:
    """What an object holds under a name, None where that isn't known; raises Throws for nothing."""
    owner = target.value
    if isinstance(owner, Unknown) or (isinstance(owner, JSObject) and name.store.unknown):
        return None
    slot = name.store.slots.get(name.key(owner)) if isinstance(owner, JSObject) else None
    if slot is None:
        message = f"Cannot {what} private member #{name.name} from an object without it"
        raise Throws("TypeError", message, at)
    if may_be_absent(slot):
        may_throw(machine, target)
        return None
    return slot


def _unknown(machine: Machine, target: Traced, name: PrivateName, at: Traced) -> Traced:
    """What ``#name`` of something unknown is, after what its getter or setter may have done."""
    handler = name.method.traced if name.method is not None else None
    if handler is not None and isinstance(handler.value, Accessor):
        havoc(machine, [handler, target, *machine.escaped.values()], at)
    store = untraced(name.store)
    value = Unknown("what is private to an object is not known here", reaches=(target, store))
    return Traced(value, at.node, at.source, (target,))
