"""RegExp and its prototype (ECMA-262 22.2).

What a regular expression is asked about a text is computed by
:mod:`appconfig_merge.javascript.regexps`; what strings do with one is in
:mod:`appconfig_merge.evaluation.models.patterns`.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from appconfig_merge.evaluation.computing import compute
from appconfig_merge.javascript.conversion import NotKnown, to_string
from appconfig_merge.javascript.integers import to_integer
from appconfig_merge.javascript.internal_slots import JSRegExp
from appconfig_merge.javascript.primitives import UNDEFINED, RegExp
from appconfig_merge.javascript.regexps.compiling import compiled, refusal, source_of
from appconfig_merge.javascript.regexps.matching import Budget
from appconfig_merge.javascript.regexps.operations import Subject, are_flags
from appconfig_merge.javascript.string_methods import string_of
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import JSObject, Slot, Traced, Traits, Unknown, Value
from appconfig_merge.limits import REGEXP_STEPS, STEP_REGEXP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.evaluation.machine import Machine
    from appconfig_merge.evaluation.models.call import Call
    from appconfig_merge.javascript.regexps.operations import Match
    from appconfig_merge.javascript.regexps.program import Program
    from appconfig_merge.javascript.values import JSArray

_COMPILED: Final = 2
"""Steps in about the time of compiling a character of a pattern."""
_LOOKED_UP: Final = (
    "constructor", "dotAll", "exec", "flags", "global", "hasIndices", "ignoreCase", "multiline",
    "source", "sticky", "unicode", "unicodeSets",
)  # fmt: skip
"""What the methods of regular expressions read of their prototype (ECMA-262 22.2.6)."""


def regexp(call: Call) -> Value | Traced:
    """RegExp called as a function: a regular expression is given back as it is."""
    if isinstance(call.value(0), RegExp) and call.value(1) is UNDEFINED:
        known(call, call.argument(0))
        return call.argument(0)
    return new_regexp(call)


def new_regexp(call: Call) -> Value:
    """RegExp called with ``new`` (ECMA-262 22.2.4.1)."""
    pattern, flags = call.known(0), call.known(1)
    if isinstance(pattern, RegExp):
        pattern = known(call, call.argument(0))
        return made(call, pattern.source, pattern.flags if flags is UNDEFINED else to_string(flags))
    return of_text(call, pattern, "" if flags is UNDEFINED else to_string(flags))


def of_text(call: Call, pattern: Value, flags: str) -> JSRegExp:
    """A new regular expression of a text, which every browser has to understand."""
    source = source_of("" if pattern is UNDEFINED else to_string(pattern))
    new = made(call, source, flags)
    recent = program(call.machine, source, flags).recent
    if recent:
        raise refusal(f"{recent}, which not every browser has")
    return new


def made(call: Call, source: str, flags: str) -> JSRegExp:
    """A new regular expression; raises Throws for what is none (22.2.3.3)."""
    if "d" in flags or "v" in flags:
        raise NotKnown(Unknown("not every browser has this flag"))
    if not are_flags(flags):
        message = f"Invalid flags supplied to RegExp constructor '{flags}'"
        raise call.throw(message, "SyntaxError")
    program(call.machine, source, flags)
    journal = call.machine.journal
    state = journal.made(JSObject())
    state.slots["lastIndex"] = Slot(call.traced(0.0))
    return JSRegExp(source, flags, state)


def known(call: Call, traced: Traced) -> JSRegExp:
    """A regular expression of which nothing but its ``lastIndex`` may have been changed."""
    value = traced.value
    if isinstance(value, Unknown):
        raise NotKnown(value)
    if not isinstance(value, JSRegExp):
        raise NotKnown(Unknown("such a use of regular expressions is not evaluated"))
    if value.state.unknown is not None:
        raise NotKnown(value.state.unknown)
    planted = call.machine.planted
    if planted:
        for key in _LOOKED_UP:
            if key in planted:
                raise NotKnown(planted[key])
    return value


@contextmanager
def steps(machine: Machine) -> Iterator[Budget]:
    """The steps that matching may take; what it took is counted afterwards."""
    budget = Budget(max(min(REGEXP_STEPS, machine.steps_left * STEP_REGEXP), 0))
    try:
        yield budget
    finally:
        machine.steps_left -= budget.taken // STEP_REGEXP


def test(call: Call) -> Value | Traced:
    """RegExp.prototype.test."""
    pattern = known(call, call.this)
    argument = call.argument(0)
    if pattern.keeps_place:
        return execute(call, pattern, argument) is not None
    machine = call.machine

    def is_found(text: Value) -> bool:
        with steps(machine) as budget:
            return searched(machine, pattern, string_of(text), budget).match() is not None

    inputs = (call.this, argument)
    node = call.at.node
    return compute(machine, is_found, (argument.value,), node, call.scope, inputs, kind="boolean")


def exec_(call: Call) -> Value:
    """RegExp.prototype.exec."""
    pattern = known(call, call.this)
    found = execute(call, pattern, call.argument(0))
    return result(call, pattern, found, call.argument(0)) if found is not None else None


def to_text(call: Call) -> Value:
    """RegExp.prototype.toString."""
    return to_string(known(call, call.this))


def program(machine: Machine, source: str, flags: str) -> Program:
    """A compiled pattern; compiling it is counted once."""
    found: Program | None = machine.programs.get((source, flags))
    if found is None:
        machine.steps_left -= len(source) * _COMPILED
        found = machine.programs[source, flags] = compiled(source, flags)
    return found


def searched(machine: Machine, pattern: RegExp, text: str, budget: Budget) -> Subject:
    """A regular expression over a text, whose code units are apart."""
    return Subject(program(machine, pattern.source, pattern.flags), text, budget)


def execute(call: Call, pattern: JSRegExp, subject: Traced) -> Match | None:
    """RegExpBuiltinExec (ECMA-262 22.2.7.2): the match, after what it notes of its place."""
    last = pattern.state.slots["lastIndex"].traced.value
    if not isinstance(last, float):
        raise NotKnown(last if isinstance(last, Unknown) else Unknown("its lastIndex is not known"))
    with steps(call.machine) as budget:
        over = searched(call.machine, pattern, string_of(subject.value), budget)
        start = max(to_integer(last), 0) if pattern.keeps_place else 0
        found = over.match(int(start)) if start <= len(over.text) else None
    if pattern.keeps_place:
        set_place(call, pattern, 0.0 if found is None else float(found.end))
    return found


def set_place(call: Call, pattern: JSRegExp, place: float) -> None:
    """Note where a regular expression goes on."""
    old = pattern.state.slots["lastIndex"]
    slot = Slot(call.traced(place), None, old)
    call.machine.journal.set_slot(pattern.state, "lastIndex", slot)


def result(call: Call, pattern: JSRegExp, found: Match, subject: Traced) -> JSArray:
    """The array of a match: what was matched, with its place and the groups that have names."""

    def slot(value: Value) -> Slot:
        return Slot(call.traced(value, subject))

    array = call.array([slot(UNDEFINED if one is None else one) for one in found.groups])
    array.slots["index"] = slot(float(found.begin))
    array.slots["input"] = slot(to_string(subject.value))
    array.slots["groups"] = slot(named_groups(call, pattern, found, subject))
    return array


def named_groups(call: Call, pattern: JSRegExp, found: Match, subject: Traced) -> Value:
    """What the groups took that have names, in an object without a prototype."""
    names = program(call.machine, pattern.source, pattern.flags).names
    if not names:
        return UNDEFINED
    taken = ((name, found.groups[number]) for name, number in names.items())
    groups = call.object(
        {name: Slot(call.traced(UNDEFINED if one is None else one, subject)) for name, one in taken}
    )
    traits = Traits()
    traits.proto = untraced(None)
    call.machine.journal.set_traits(groups, traits)
    return groups
