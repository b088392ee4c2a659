"""Arrays of which only the page decides how many elements they have: each is one of several lists.

Such an array's ``unknown`` has the lists as its candidates. Whatever needs the elements is done way
by way: the array takes the list of a way, and the states that follow are joined, which makes it
one of several lists again (:mod:`appconfig_merge.evaluation.journal`).
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from appconfig_merge.evaluation.candidates import change_each
from appconfig_merge.evaluation.effects.havoc import taint
from appconfig_merge.evaluation.objects import is_one_of_lists
from appconfig_merge.evaluation.region import part
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import JSArray, Traced, Unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from appconfig_merge.evaluation.machine import Machine
    from appconfig_merge.evaluation.states import Outcome


def lists_of(machine: Machine, owner: JSArray) -> Traced | None:
    """The lists that an array may be; None where there is just one, which it then has, or none.

    One that was gone through too often isn't known any more.
    """
    if not is_one_of_lists(owner):
        return None
    assert owner.unknown is not None
    lists = machine.narrow(untraced(owner.unknown))
    if not isinstance(lists.value, Unknown):
        _take(machine, owner, lists)
        return None
    machine.lists_left -= len(lists.value.candidates)
    if machine.lists_left < 0:
        taint(machine, owner, Unknown(owner.unknown.reason, origin=owner.unknown.origin))
        return None
    return lists


def _take(machine: Machine, owner: JSArray, one: Traced) -> None:
    """Give an array a list that it may be, on the way on which it is that one."""
    machine.journal.before_change(owner)
    if isinstance(one.value, JSArray):
        owner.elements = list(one.value.elements)
        owner.unknown = None
    else:
        assert isinstance(one.value, Unknown)
        owner.unknown = one.value


def run_on_each(
    machine: Machine, owner: JSArray, lists: Traced, begin: Callable[[], Any]
) -> Generator[Any, Any, list[tuple[Outcome, Any]]]:
    """Run something with an array that is each of its lists in turn; gives what completed."""

    def with_list(one: Traced) -> Any:
        _take(machine, owner, one)
        return begin()

    assert isinstance(lists.value, Unknown)
    ways = [
        (way.condition, way.holds, partial(with_list, way.traced))
        for way in lists.value.candidates
        if way.traced is not None
    ]
    return (yield part(machine, ways))


def change_on_each(machine: Machine, owner: JSArray, change: Callable[[], None]) -> bool:
    """Make a change on each list that an array may be; False, with nothing done, if it is one."""
    lists = lists_of(machine, owner)

    def change_one(one: Traced, _: object) -> None:
        _take(machine, owner, one)
        change()

    return lists is not None and change_each(machine, lists, change_one)
