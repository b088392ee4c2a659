"""Requests for files of the page's own server, and what is in the responses (Fetch 5.4, 5.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.errors import LimitError, SourceSyntaxError
from appconfig_merge.evaluation import addresses
from appconfig_merge.evaluation.effects.postponing import FETCHED
from appconfig_merge.evaluation.models.promises import coming
from appconfig_merge.evaluation.site import Unreadable
from appconfig_merge.javascript.conversion import NotKnown
from appconfig_merge.javascript.internal_slots import Fetched, JSAddress
from appconfig_merge.javascript.primitives import UNDEFINED
from appconfig_merge.javascript.untraced import of_json
from appconfig_merge.javascript.values import JSArray, JSObject, Traced, Unknown
from appconfig_merge.syntax import parse_json

if TYPE_CHECKING:
    from appconfig_merge.evaluation.machine import Machine
    from appconfig_merge.evaluation.models.call import Call
    from appconfig_merge.javascript.values import Value
    from appconfig_merge.source import Source


def fetch(call: Call) -> Value:
    """``fetch`` of an address that is known; raises NotKnown where no file is the answer."""
    page, site = call.machine.page, call.machine.world.site
    assert page is not None
    assert site is not None
    _check_options(call)
    address = _address(call)
    file = site.data(address, call.at.source)
    if isinstance(file, Unreadable):
        raise NotKnown(Unknown(f"{FETCHED}{file.address}, which isn't read: {file.reason}"))
    response = page.responses.get(file)
    if response is None:
        response = page.responses[file] = Fetched(file)
    return coming(call, call.traced(response), f"{address} is fetched")


def json(call: Call) -> Value:
    """``response.json()``: the data of the file, each value with its place there."""
    file = _file(call)
    try:
        root = parse_json(file)
    except (SourceSyntaxError, LimitError) as error:
        raise NotKnown(
            Unknown(f"{FETCHED}{file.name}, which isn't JSON: {error.message}")
        ) from None
    call.moved(len(file.data))
    data = of_json(root, file).traced
    _make(call.machine, data)
    return coming(call, data, f"{file.name} is read")


def text(call: Call) -> Value:
    """``response.text()``."""
    file = _file(call)
    data = Traced(file.text, call.at.node, call.at.source)
    return coming(call, data, f"{file.name} is read")


def _file(call: Call) -> Source:
    response = call.this.value
    if isinstance(response, Fetched):
        return response.file
    raise NotKnown(response if isinstance(response, Unknown) else Unknown("it is no response"))


def _address(call: Call) -> str:
    given = call.argument(0)
    value = given.value
    if isinstance(value, JSAddress):
        value = addresses.part(call.machine, value, "href")
    if isinstance(value, str):
        return value
    text = " ".join(given.text.split())
    where = f"`{text}`" if text else "an address"
    raise NotKnown(Unknown(f"{FETCHED}{where}, which isn't known", origin=given))


def _check_options(call: Call) -> None:
    """Refuse, as not known, what is no plain GET request."""
    options = call.value(1)
    if options is UNDEFINED or options is None:
        return
    unknown = Unknown(f"{FETCHED}the server by more than a plain request", origin=call.argument(1))
    if type(options) is not JSObject or options.unknown is not None or options.traits is not None:
        raise NotKnown(unknown)
    method = options.slots.get("method")
    is_get = method is None or method.traced.value in ("GET", "get", UNDEFINED)
    if not is_get or options.slots.keys() & {"body", "signal"}:
        raise NotKnown(unknown)


def _make(machine: Machine, data: Traced) -> None:
    """Note the objects of some data as new: made in full where states have gone apart."""
    is_lazy = machine.is_undivided()
    work = [data]
    while work:
        value = work.pop().value
        if not isinstance(value, JSObject):
            continue
        machine.journal.made(value)
        if value.literal is None or not is_lazy:
            work.extend(slot.traced for slot in value.slots.values())
            if isinstance(value, JSArray):
                work.extend(slot.traced for slot in value.elements if slot is not None)
