"""What still counts of a configuration once Flex UI's manager is there.

Flex UI has merged by then. Its merges copy plain objects, and share everything else by reference:
arrays, functions, objects that a class made. So what a page changes of a plain object when the
promise of ``runDefault`` or ``Manager.create`` is fulfilled changes nothing, while a value that is
pushed into an array is there (seen in 2.17.1, tests/live/pages/changed-array-when-running.txtar).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.evaluation.later.handed import Copier, is_merged
from appconfig_merge.evaluation.later.merged import LATER_REASON
from appconfig_merge.javascript.values import JSArray, JSObject, Unknown
from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from appconfig_merge.evaluation.handing import Handed
    from appconfig_merge.evaluation.machine import Machine
    from appconfig_merge.javascript.values import Traced, Value


class _Shared(NamedTuple):
    """A copy of what Flex UI shares, made before the call that handed it over was taken back.

    ``original`` is what the page may change, None where that isn't certain; ``held`` is what that
    held before Flex UI ran.
    """

    copy: JSObject
    original: JSObject | None
    held: object


def start(machine: Machine, settle: Callable[[], object]) -> None:
    """Let Flex UI's manager be there, for what waits for it.

    ``settle`` runs what may come then.
    """
    page = machine.page
    assert page is not None
    promises = {one.gives for one in machine.pending if one.is_start}
    if not any(one.after in promises for one in machine.pending if one.after is not None):
        return
    page.handed = [_taken(machine, one) for one in page.handed]
    handed = list(page.handed)
    shared = [one for taken in handed for one in _shared(machine, taken.argument)]
    page.is_started = True
    settle()
    page.handed = handed
    for one in shared:
        is_same = one.original is not None and one.held == _held(one.original)
        if not is_same and one.copy.unknown is None:
            one.copy.unknown = Unknown(LATER_REASON)


def _taken(machine: Machine, handed: Handed) -> Handed:
    """A hand-over with its plain objects as they are now."""
    if handed.later is not None:  # it has copies already
        return handed
    copier = Copier(machine, shares=True)
    return handed._replace(argument=copier.of(handed.argument))


def _shared(machine: Machine, root: Traced) -> Iterator[_Shared]:
    """The copies in a configuration that stand for what Flex UI shares with the page."""
    assert machine.page is not None
    originals = machine.page.originals
    work: list[tuple[Traced, Value, bool]] = [(root, root.value, False)]
    seen: set[tuple[int, bool]] = set()
    while work:
        traced, twin, is_shared = work.pop()
        machine.looked()
        value = traced.value
        if isinstance(value, Unknown):
            ways = (one.traced for one in value.candidates)
            work.extend((one, one.value, is_shared) for one in ways if one is not None)
        if not isinstance(value, JSObject) or (id(value), is_shared) in seen:
            continue
        seen.add((id(value), is_shared))
        is_shared = is_shared or not is_merged(value)
        twin = originals.get(value, twin)
        original = twin if isinstance(twin, JSObject) and type(twin) is type(value) else None
        if is_shared and original is not value:
            yield _Shared(value, original, _held(original) if original is not None else None)
        work.extend((*pair, is_shared) for pair in _parts(value, original))


def _parts(value: JSObject, original: JSObject | None) -> Iterator[tuple[Traced, Value]]:
    """What an object holds, each with what stands there in the one that it is a copy of."""
    for key, slot in value.slots.items():
        there = original.slots.get(key) if original is not None else None
        yield slot.traced, there.traced.value if there is not None else None
    for index, element in enumerate(getattr(value, "elements", ())):
        others = getattr(original, "elements", ())
        twin = others[index] if index < len(others) else None
        if element is not None:
            yield element.traced, twin.traced.value if twin is not None else None


def _held(value: JSObject) -> object:
    elements = list(value.elements) if isinstance(value, JSArray) else None
    return value.unknown, dict(value.slots), elements
