"""What strings do with regular expressions (ECMA-262 22.1.3 and 22.2.6, Symbol.replace...)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.evaluation.computing import compute
from appconfig_merge.evaluation.models.invocation import callback, invoke
from appconfig_merge.evaluation.models.regexps import (
    execute,
    known,
    named_groups,
    of_text,
    result,
    searched,
    set_place,
    steps,
)
from appconfig_merge.javascript.conversion import NotKnown, Throws, to_number
from appconfig_merge.javascript.internal_slots import JSIterator, JSRegExp
from appconfig_merge.javascript.numbers import to_uint32
from appconfig_merge.javascript.primitives import UNDEFINED, RegExp
from appconfig_merge.javascript.regexps.operations import filled
from appconfig_merge.javascript.string_methods import bounded, string_of, text_of
from appconfig_merge.javascript.strings import join_pairs
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import Slot, Traced, Unknown, Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from appconfig_merge.evaluation.machine import Evaluation
    from appconfig_merge.evaluation.models.call import Call
    from appconfig_merge.javascript.regexps.operations import Match


def match(call: Call) -> Value:
    """String.prototype.match."""
    pattern = _pattern(call, "match", "")
    if "g" not in pattern.flags:
        found = execute(call, pattern, call.this)
        return result(call, pattern, found, call.this) if found is not None else None
    every = _every(call, pattern)
    set_place(call, pattern, 0.0)
    if not every:
        return None
    return call.array([Slot(call.traced(one.groups[0] or "", call.this)) for one in every])


def match_all(call: Call) -> Value:
    """String.prototype.matchAll: an iterator of all matches."""
    pattern = _pattern(call, "matchAll", "g")
    if "g" not in pattern.flags:
        message = "String.prototype.matchAll called with a non-global RegExp argument"
        raise call.throw(message)
    last = pattern.state.slots["lastIndex"].traced.value
    if last != 0:
        raise NotKnown(Unknown("where this regular expression goes on is not evaluated"))
    found = [
        Slot(call.traced(result(call, pattern, one, call.this), call.this))
        for one in _every(call, pattern)
    ]
    over = call.traced(call.array(found), call.this)
    iterator = call.machine.journal.made(JSIterator(over, "values"))
    call.machine.journal.unusual[iterator] = None
    return iterator


def search(call: Call) -> Traced:
    """String.prototype.search."""
    pattern = _pattern(call, "search", "")
    machine = call.machine

    def place(text: Value) -> float:
        with steps(machine) as budget:
            found = searched(machine, pattern, text_of(text, "search"), budget).match()
        return -1.0 if found is None else float(found.begin)

    inputs = (call.this, call.argument(0))
    node = call.at.node
    return compute(machine, place, (call.this.value,), node, call.scope, inputs, kind="number")


def split(call: Call, limit: Value) -> Value:
    """String.prototype.split by a regular expression."""
    pattern = _pattern(call, "split", "")
    most = 2**32 - 1 if limit is UNDEFINED else to_uint32(to_number(limit))
    with steps(call.machine) as budget:
        parts = searched(call.machine, pattern, string_of(call.this.value), budget).parts(most)
    return call.array(
        [Slot(call.traced(UNDEFINED if part is None else part, call.this)) for part in parts]
    )


def replace(call: Call, *, every: bool, by_function: bool) -> Traced | Evaluation:
    """String.prototype.replace and replaceAll of what a regular expression matches.

    ``every`` tells that it is replaceAll, ``by_function`` that a function gives what is put there.
    """
    pattern = _pattern(call, "replace", "")
    if every and "g" not in pattern.flags:
        raise call.throw("replaceAll must be called with a global RegExp")
    if "y" in pattern.flags and "g" not in pattern.flags:
        raise NotKnown(Unknown("replacing where a regular expression goes on is not evaluated"))
    if by_function:
        return _replace_by_function(call, pattern)
    machine = call.machine

    def replaced(text: Value, template: Value) -> str:
        wanted = string_of(template)
        with steps(machine) as budget:
            over = searched(machine, pattern, text_of(text, "replace"), budget)
            matches = list(over.every()) if "g" in pattern.flags else [over.match()]
            names = over.program.names
            taken = [one for one in matches if one is not None]
            return _joined(
                over.text, taken, [filled(wanted, one, over.text, names) for one in taken]
            )

    inputs = (call.this, call.argument(0), call.argument(1))
    values = (call.this.value, call.value(1))
    node = call.at.node
    done = compute(machine, replaced, values, node, call.scope, inputs, kind="string")
    if "g" in pattern.flags:
        set_place(call, pattern, 0.0)
    return done


def _replace_by_function(call: Call, pattern: JSRegExp) -> Evaluation:
    function = callback(call, 1)
    if "g" in pattern.flags:
        matches = _every(call, pattern)
        set_place(call, pattern, 0.0)
    else:
        found = execute(call, pattern, call.this)
        matches = [found] if found is not None else []
    text = string_of(call.this.value)
    whole = call.traced(join_pairs(text), call.this)
    pieces: list[str] = []
    for one in matches:
        taken = (UNDEFINED if group is None else group for group in one.groups)
        given = [*(call.traced(group, call.this) for group in taken)]
        given.extend((untraced(float(one.begin)), whole))
        groups = named_groups(call, pattern, one, call.this)
        if groups is not UNDEFINED:
            given.append(call.traced(groups, call.this))
        given_back = yield invoke(call, function, untraced(UNDEFINED), given)
        pieces.append(string_of(given_back.value))
    return call.traced(_joined(text, matches, pieces), call.this, function)


def _joined(text: str, matches: Sequence[Match], pieces: Sequence[str]) -> str:
    """A text with each match replaced by a piece."""
    parts: list[str] = []
    end = size = 0
    for one, piece in zip(matches, pieces, strict=True):
        parts.extend((text[end : one.begin], piece))
        size += len(piece)
        bounded(size)
        end = one.end
    bounded(size + len(text))
    return join_pairs("".join((*parts, text[end:])))


def _pattern(call: Call, method: str, flags: str) -> JSRegExp:
    """The first argument as a regular expression; a string is the pattern of one."""
    if call.this.value is None or call.this.value is UNDEFINED:
        message = f"String.prototype.{method} called on null or undefined"
        raise Throws("TypeError", message)
    value = call.known(0)
    if isinstance(value, RegExp):
        return known(call, call.argument(0))
    return of_text(call, value, flags)


def _every(call: Call, pattern: JSRegExp) -> list[Match]:
    with steps(call.machine) as budget:
        return list(searched(call.machine, pattern, string_of(call.this.value), budget).every())
