"""Reading a property whose key is one of several, or isn't known: a table that is looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.conditions import Inherits, Named
from appconfig_merge.evaluation.objects import may_be_absent
from appconfig_merge.evaluation.properties.get import get
from appconfig_merge.evaluation.region import leave_out
from appconfig_merge.javascript.joining import join_values
from appconfig_merge.javascript.keys import ordered_keys
from appconfig_merge.javascript.lifting import NotLifted, has_candidates, lift
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import Candidate, JSArray, JSObject, Traced, Unknown, derived
from appconfig_merge.limits import MAX_CANDIDATES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from appconfig_merge.evaluation.machine import Machine
    from appconfig_merge.javascript.conversion import Throws

_HOST: Final = frozenset({"location.host", "location.hostname"})
_MAX_ORIGINS: Final = 20
"""Values looked at for what a key was made from."""


def get_keyed(machine: Machine, target: Traced, key: Traced, at: Traced) -> Traced | None:
    """The properties that a key may name which isn't known; ``at`` is what reads them.

    None where that is not known, or they are too many. A key of which nothing is known names one
    of the properties that the object has, or none. Where reading throws, the value is taken to be
    another.
    """
    missed: list[Throws] = []

    def of(owner: Traced | None, named: Traced | None) -> Traced:
        if owner is None or named is None:
            raise NotLifted
        if isinstance(named.value, str):
            return get(machine, owner, named.value)
        found = _entries(machine, owner, named, at)
        if found is not None:
            return machine.narrow(found)
        if not has_candidates(target) and not has_candidates(key):
            raise NotLifted
        if owner.value is None or owner.value is UNDEFINED:
            return get(machine, owner, "")
        assert isinstance(named.value, Unknown)
        return Traced(derived(named.value), at.node, at.source, (owner, named))

    try:
        found = lift(of, machine.narrow(target), machine.narrow(key), missed=missed)
    except NotLifted:
        return None
    if missed:
        leave_out(machine, target, missed[0])
    return found


def is_table(machine: Machine, owner: object) -> bool:
    """Whether an object is known in all its properties, and inherits just built-in ones."""
    if machine.polluted is not None or machine.planted:
        return False
    if type(owner) is not JSObject or owner.unknown is not None:
        return False
    traits = owner.traits
    return traits is None or (traits.proto is None and not traits.hidden)


def _entries(machine: Machine, target: Traced, key: Traced, at: Traced) -> Traced | None:
    owner = target.value
    assert isinstance(key.value, Unknown)
    is_index = any(
        isinstance(one.value, Unknown) and one.value.kind == "number" for one in key.inputs
    )
    if isinstance(owner, JSArray) and is_index and owner.unknown is None and owner.traits is None:
        names = [str(index) for index in range(min(len(owner.elements), MAX_CANDIDATES))]
    elif isinstance(owner, JSObject) and is_table(machine, owner):
        names = ordered_keys(owner.slots)
    else:
        return None
    if not 0 < len(names) < MAX_CANDIDATES - 1:
        return None
    tests = [machine.named(key, name) for name in names]
    values: list[Traced | None] = [get(machine, target, name) for name in names]
    ways = [Candidate(None, test, True) for test in tests]
    if not is_index and may_name_inherited(key):
        ways.append(Candidate(None, Inherits(key), True))
        values.append(Traced(_inherited(key), at.node, at.source, (key,)))
    ways.append(Candidate(None, ways[-1].condition, False))
    values.append(Traced(UNDEFINED, at.node, at.source, (key,)))
    return join_values(values, ways, key.value.reason)


def has_keyed(machine: Machine, target: Traced, key: Traced, *, own: bool) -> Unknown | bool | None:
    """Whether an object has a property, its ``own`` or an inherited one, by a key not known.

    None where that depends on more than whether the key is one of those that the object has.
    """
    owner, value = target.value, key.value
    if not isinstance(owner, JSObject) or not is_table(machine, owner):
        return None
    if not isinstance(value, Unknown) or value.candidates:
        return None
    key = Traced(machine.key_of(value) or value, key.node, key.source, key.inputs)
    names = ordered_keys(owner.slots)
    if not 0 < len(names) < MAX_CANDIDATES - 1 or any(map(may_be_absent, owner.slots.values())):
        return None
    ways = [Candidate(untraced(True), machine.named(key, name), True) for name in names]
    if not own and may_name_inherited(key):
        ways.append(Candidate(untraced(True), Inherits(key), True))
    ways.append(Candidate(untraced(False), ways[-1].condition, False))
    found = Unknown(value.reason, origin=value.origin, candidates=tuple(ways), kind="boolean")
    narrowed = machine.narrow(untraced(found)).value
    assert isinstance(narrowed, Unknown | bool)
    return narrowed


def by_text(
    machine: Machine, subject: Traced, results: Mapping[str, Traced], otherwise: Traced, kind: str
) -> Traced | None:
    """What is one thing for each of some texts, where only the page knows which text a value is.

    ``kind`` is what typeof gives for any result. None where it may be no text, or one of too many.
    """
    value = subject.value
    if not isinstance(value, Unknown) or value.candidates or len(results) >= MAX_CANDIDATES:
        return None
    key = value if value.kind == "string" else machine.key_of(value)
    if key is None or (key is not value and results.keys() & {"null", "undefined"}):
        return None
    if not results:
        return otherwise
    subject = Traced(key, subject.node, subject.source, subject.inputs)
    ways = [Candidate(None, machine.named(subject, text), True) for text in results]
    ways.append(Candidate(None, ways[-1].condition, False))
    found = join_values([*results.values(), otherwise], ways, value.reason)
    if isinstance(found.value, Unknown):
        found.value.kind = kind
    return machine.narrow(found)


def _inherited(key: Traced) -> Unknown:
    """A member of Object.prototype: a function, or the object itself."""
    reason = "the key may name what every object inherits"
    parts = []
    for kind in ("object", "function"):
        part = Unknown(reason, origin=key, kind=kind)
        part.is_bare = True
        parts.append(untraced(part))
    is_proto = Named(key, "__proto__")
    candidates = (Candidate(parts[0], is_proto, True), Candidate(parts[1], is_proto, False))
    return Unknown(reason, origin=key, candidates=candidates)


def may_name_inherited(key: Traced) -> bool:
    """Whether a key may name a member of Object.prototype, such as ``constructor``.

    What is made of the page's host name is taken not to: no page is served from such a host.
    """
    work = [key]
    found = False
    for _ in range(_MAX_ORIGINS):
        if not work:
            return not found
        one = work.pop()
        if not isinstance(one.value, Unknown):
            continue
        if one.value.path in _HOST:
            found = True
        elif one.inputs:
            work.extend(one.inputs)
        elif not one.value.method:
            return True
    return True
