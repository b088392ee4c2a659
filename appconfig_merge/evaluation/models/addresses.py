"""URL and URLSearchParams (URL Standard 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.evaluation.addresses import made, made_params, pairs, set_pairs
from appconfig_merge.evaluation.models import page
from appconfig_merge.evaluation.models.invocation import callback, invoke
from appconfig_merge.evaluation.models.object import entries
from appconfig_merge.evaluation.properties.iteration import iterate
from appconfig_merge.javascript.conversion import NotKnown, to_string
from appconfig_merge.javascript.internal_slots import (
    JSAddress,
    JSCollection,
    JSIterator,
    JSSearchParams,
)
from appconfig_merge.javascript.primitives import UNDEFINED, RegExp
from appconfig_merge.javascript.strings import code_units
from appconfig_merge.javascript.values import JSArray, JSObject, Slot, Unknown, Value
from appconfig_merge.javascript.web.forms import form_text, parse_form
from appconfig_merge.javascript.web.percent import scalar
from appconfig_merge.javascript.web.urls import Address, parse_address

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Evaluation
    from appconfig_merge.evaluation.models.call import Call


def _parsed(text: Value, base: Value) -> Address | None:
    start = None
    if base is not UNDEFINED:
        start = parse_address(to_string(base))
        if start is None:
            return None
    return parse_address(to_string(text), start)


def new_url(call: Call) -> Value:
    """URL called with ``new``."""
    if not call.arguments:
        raise call.throw("Failed to construct 'URL': 1 argument required")
    address = _parsed(_given(call, 0), _given(call, 1))
    if address is None:
        raise call.throw("Invalid URL")
    href = call.traced(address.href, *call.arguments)
    return made(call.machine, href, form_text(parse_form(address.query or "")))


def _given(call: Call, index: int) -> Value:
    """An argument; of the page's location, which is an object, the text that it is as one."""
    value = call.value(index)
    if isinstance(value, Unknown) and value.path in {"location", "document.location"}:
        value = page.address(call).value
    if isinstance(value, Unknown):
        raise NotKnown(value)
    return value


def can_parse(text: Value = UNDEFINED, base: Value = UNDEFINED) -> Value:
    """URL.canParse."""
    return _parsed(text, base) is not None


def to_text(call: Call) -> Value:
    """The toString and toJSON of a URL object, and the toString of a URLSearchParams object."""
    value = call.this.value
    if isinstance(value, Unknown):
        raise NotKnown(value)
    if not isinstance(value, JSAddress | JSSearchParams):
        raise NotKnown(Unknown("such a method on something else is not evaluated"))
    return to_string(value)


def new_search_params(call: Call) -> Value:
    """URLSearchParams called with ``new``: of a text, of pairs, or of an object's properties."""
    value = call.known(0)
    at = call.traced(UNDEFINED, *call.arguments)
    if isinstance(value, JSSearchParams):
        return made_params(call.machine, pairs(call.machine, value), at)
    if isinstance(value, JSObject):
        return made_params(call.machine, _given_pairs(call, value), at)
    if isinstance(value, RegExp):
        raise NotKnown(Unknown("a query made of such an object is not evaluated"))
    text = "" if value is UNDEFINED else to_string(value)
    return made_params(call.machine, parse_form(text.removeprefix("?")), at)


def _given_pairs(call: Call, value: JSObject) -> list[tuple[str, str]]:
    argument = call.argument(0)
    if not isinstance(value, JSArray | JSCollection | JSIterator):
        if type(value) is not JSObject or value.traits is not None:
            raise NotKnown(Unknown("a query made of such an object is not evaluated"))
        listed = entries(call).value
        if not isinstance(listed, JSArray):
            raise NotKnown(Unknown("whether a query has all its parts is not known"))
        argument = call.traced(listed, argument)
    items = iterate(call.machine, argument)
    if isinstance(items, Unknown):
        raise NotKnown(items)
    found = []
    for item in items:
        pair = item.traced.value
        if isinstance(pair, Unknown):
            raise NotKnown(pair)
        if not isinstance(pair, JSArray) or pair.unknown is not None:
            raise NotKnown(Unknown("such an entry is not evaluated"))
        if len(pair.elements) != 2:
            raise call.throw("Each query pair must be an iterable [name, value] tuple")
        name, text = (UNDEFINED if slot is None else slot.traced.value for slot in pair.elements)
        found.append((scalar(to_string(name)), scalar(to_string(text))))
    call.work(len(found))
    return found


def _receiver(call: Call) -> JSSearchParams:
    value = call.this.value
    if isinstance(value, Unknown):
        raise NotKnown(value)
    if not isinstance(value, JSSearchParams):
        raise NotKnown(Unknown("a method of URLSearchParams on something else is not evaluated"))
    return value


def _texts(call: Call, count: int) -> list[str]:
    """The arguments that a method takes, as texts; raises Throws where some are missing."""
    if len(call.arguments) < count:
        raise call.throw(f"{count} arguments required, but only {len(call.arguments)} present")
    return [scalar(to_string(call.known(at))) for at in range(count)]


def _name(call: Call) -> str:
    """The one argument of has and delete: not every browser has their second one."""
    if call.value(1) is not UNDEFINED:
        raise NotKnown(Unknown("not every browser looks at the value, too"))
    return _texts(call, 1)[0]


def get(call: Call) -> Value:
    """URLSearchParams.prototype.get."""
    (wanted,) = _texts(call, 1)
    return next(
        (text for name, text in pairs(call.machine, _receiver(call)) if name == wanted), None
    )


def get_all(call: Call) -> Value:
    """URLSearchParams.prototype.getAll."""
    (wanted,) = _texts(call, 1)
    found = [text for name, text in pairs(call.machine, _receiver(call)) if name == wanted]
    return call.array([Slot(call.traced(text, call.this)) for text in found])


def has(call: Call) -> Value:
    """URLSearchParams.prototype.has."""
    wanted = _name(call)
    return any(name == wanted for name, _ in pairs(call.machine, _receiver(call)))


def append(call: Call) -> Value:
    """URLSearchParams.prototype.append."""
    name, text = _texts(call, 2)
    params = _receiver(call)
    return _change(call, params, [*pairs(call.machine, params), (name, text)])


def set_(call: Call) -> Value:
    """URLSearchParams.prototype.set: the first of the name is changed, others are removed."""
    wanted, text = _texts(call, 2)
    params = _receiver(call)
    changed: list[tuple[str, str]] = []
    is_set = False
    for name, before in pairs(call.machine, params):
        if name != wanted:
            changed.append((name, before))
        elif not is_set:
            changed.append((name, text))
            is_set = True
    return _change(call, params, changed if is_set else [*changed, (wanted, text)])


def delete(call: Call) -> Value:
    """URLSearchParams.prototype.delete."""
    wanted = _name(call)
    params = _receiver(call)
    return _change(
        call, params, [pair for pair in pairs(call.machine, params) if pair[0] != wanted]
    )


def sort(call: Call) -> Value:
    """URLSearchParams.prototype.sort: by the names' code units; what is equal keeps its order."""
    params = _receiver(call)
    return _change(
        call, params, sorted(pairs(call.machine, params), key=lambda pair: code_units(pair[0]))
    )


def _change(call: Call, params: JSSearchParams, changed: list[tuple[str, str]]) -> Value:
    call.work(len(changed))
    set_pairs(call.machine, params, changed, call.traced(UNDEFINED, *call.arguments))
    return UNDEFINED


def for_each(call: Call) -> Evaluation:
    """URLSearchParams.prototype.forEach."""
    params = _receiver(call)
    function = callback(call)
    before = pairs(call.machine, params)
    for name, text in before:
        given = [call.traced(text, call.this), call.traced(name, call.this), call.this]
        yield invoke(call, function, call.argument(1), given)
        if pairs(call.machine, params) != before:
            raise NotKnown(Unknown("a query that changes while it is iterated"))
    return call.traced(UNDEFINED)


def _iterator(call: Call, gives: str) -> Value:
    pairs(call.machine, _receiver(call))
    iterator = call.machine.journal.made(JSIterator(call.this, gives))
    call.machine.journal.unusual[iterator] = None
    return iterator


def iterator_of_keys(call: Call) -> Value:
    """URLSearchParams.prototype.keys."""
    return _iterator(call, "keys")


def iterator_of_values(call: Call) -> Value:
    """URLSearchParams.prototype.values."""
    return _iterator(call, "values")


def iterator_of_entries(call: Call) -> Value:
    """URLSearchParams.prototype.entries."""
    return _iterator(call, "entries")
