"""Date called with ``new`` (ECMA-262 21.4.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.javascript import dates
from appconfig_merge.javascript.conversion import NotKnown, to_number, to_primitive
from appconfig_merge.javascript.internal_slots import JSDate
from appconfig_merge.javascript.values import Unknown, Value

if TYPE_CHECKING:
    from appconfig_merge.evaluation.models.call import Call


def new_date(call: Call) -> Value:
    """A date: of parts in local time, of a text, of milliseconds; of nothing it is the clock's."""
    if not call.arguments:
        raise NotKnown(Unknown("it depends on the clock"))
    made = _dated([call.known(index) for index in range(len(call.arguments))])
    call.machine.journal.unusual[made] = None
    return call.machine.journal.made(made)


def _dated(values: list[Value]) -> JSDate:
    if len(values) > 1:
        return dates.of_local(dates.of_parts(dates.given_parts(values)))
    value = values[0]
    if isinstance(value, JSDate):
        if value.unknown is not None:
            raise NotKnown(value.unknown)
        return JSDate(value.time, value.local)
    value = to_primitive(value)
    if isinstance(value, str):
        return dates.parse(value)
    return JSDate(dates.clipped(to_number(value)))
