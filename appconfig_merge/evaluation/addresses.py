"""What URL and URLSearchParams objects hold (URL Standard 6), read and changed.

Both keep it as text in one store, which the journal restores and joins like any object: what one
of them changes shows in the other. How addresses are taken apart is imported when one is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.javascript.conversion import NotKnown, Throws, to_string
from appconfig_merge.javascript.internal_slots import JSAddress, JSSearchParams
from appconfig_merge.javascript.values import Slot, Traced

if TYPE_CHECKING:
    from collections.abc import Iterable

    from appconfig_merge.evaluation.machine import Machine
    from appconfig_merge.javascript.values import JSObject
    from appconfig_merge.syntax.estree import Node

PARTS: Final = frozenset({
    "hash", "host", "hostname", "href", "origin", "password", "pathname", "port", "protocol",
    "search", "username",
})  # fmt: skip
"""The properties of a URL object that tell of its address."""
PROTOTYPES: Final = frozenset({"URL.prototype", "URLSearchParams.prototype"})
"""What these objects inherit from; unlike the browser's other prototypes they are relied upon."""
_TAKEN_APART: Final = 25
"""Characters of an address that are gone through in about the time of a step."""
_PARSED: Final = 4
"""Characters of a query in that time."""
_SETTABLE: Final = frozenset({"hash", "href", "pathname", "search"})
"""Those of which it is known what setting them does."""


def made(machine: Machine, href: Traced, query: str) -> JSAddress:
    """A new URL object. ``href`` is a whole address as it stays, ``query`` its query."""
    address = machine.journal.made(JSAddress(_new_params(machine, query, href)))
    address.store.slots["href"] = Slot(href)
    machine.journal.unusual[address] = None
    return address


def made_params(machine: Machine, pairs: Iterable[tuple[str, str]], at: Traced) -> JSSearchParams:
    """A new URLSearchParams object of names and values."""
    from appconfig_merge.javascript.web.forms import form_text

    return _new_params(machine, form_text(pairs), at)


def _new_params(machine: Machine, query: str, at: Traced) -> JSSearchParams:
    from appconfig_merge.javascript.values import JSObject

    store = machine.journal.made(JSObject())
    store.slots["query"] = Slot(Traced(query, at.node, at.source, at.inputs))
    params = machine.journal.made(JSSearchParams(store))
    machine.journal.unusual[params] = None
    return params


def part(machine: Machine, address: JSAddress, name: str) -> str:
    """A part of an address; raises NotKnown."""
    from appconfig_merge.javascript.web.urls import part_of

    href = to_string(address)
    machine.steps_left -= len(href) // _TAKEN_APART
    return part_of(href, name)


def set_part(machine: Machine, address: JSAddress, name: str, value: Traced, at: Node) -> bool:
    """Set a part of an address; gives False, with nothing changed, where that isn't evaluated."""
    text = value.value
    if name not in _SETTABLE or not isinstance(text, str) or address.store.unknown is not None:
        return False
    from appconfig_merge.javascript.web.urls import with_part

    machine.steps_left -= (len(to_string(address)) + len(text)) // _TAKEN_APART
    try:
        changed = with_part(to_string(address), name, text)
    except NotKnown:
        return False
    if changed is None:
        raise Throws("TypeError", "Invalid URL")
    href, query = changed
    _store(machine, address.store, Traced(href, value.node, value.source, (value,)), query, at)
    return True


def pairs(machine: Machine, params: JSSearchParams) -> list[tuple[str, str]]:
    """The names and values of a query; raises NotKnown."""
    from appconfig_merge.javascript.web.forms import parse_form

    if params.unknown is not None:
        raise NotKnown(params.unknown)
    query = to_string(params)
    # Whoever changes it makes the text anew.
    machine.steps_left -= len(query) // _PARSED
    return parse_form(query)


def set_pairs(
    machine: Machine, params: JSSearchParams, changed: Iterable[tuple[str, str]], at: Traced
) -> None:
    """Change the names and values of a query, and with it the address that it is of."""
    from appconfig_merge.javascript.web.forms import form_text
    from appconfig_merge.javascript.web.urls import with_query

    query = form_text(changed)
    href = params.store.slots.get("href")
    whole = None
    if href is not None:
        before = href.traced.value
        assert isinstance(before, str)
        whole = Traced(with_query(before, query), at.node, at.source, (*at.inputs, href.traced))
    _store(machine, params.store, whole, query, at.node)


def _store(machine: Machine, store: JSObject, href: Traced | None, query: str, at: Node) -> None:
    old = store.slots["query"]
    texts = {"query": Traced(query, at, old.traced.source)}
    if href is not None:
        texts["href"] = href
    for key, traced in texts.items():
        machine.journal.set_slot(store, key, Slot(traced, None, store.slots[key]))
