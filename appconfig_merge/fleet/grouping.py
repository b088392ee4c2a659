"""What happens in many environments, each thing once, with those that it happens in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from appconfig_merge.effective.contributions import Leaf

T = TypeVar("T")


class Member(NamedTuple, Generic[T]):
    """An environment, by its number, with what happens in it: the same, at places of its own."""

    number: int
    what: T


class Happening(NamedTuple, Generic[T]):
    """One thing that happens, and the environments that it happens in; the first one's is told."""

    members: tuple[Member[T], ...]

    @property
    def what(self) -> T:
        """What happens, with the places of the first environment."""
        return self.members[0].what

    @property
    def numbers(self) -> tuple[int, ...]:
        """The environments."""
        return tuple(one.number for one in self.members)


class Groups(Generic[T]):
    """Things that happen, those that are the same together.

    They are if their keys are, and ``same`` says so of two with the same key.
    """

    def __init__(self, same: Callable[[T, T], bool] = lambda _one, _other: True) -> None:
        self._same = same
        self._found: dict[Hashable, list[list[Member[T]]]] = {}
        self._ordered: list[list[Member[T]]] = []

    def add(self, number: int, what: T, key: Hashable) -> None:
        """One more thing, that happens in the environment of this number."""
        alike = self._found.setdefault(key, [])
        members = next((one for one in alike if self._same(one[0].what, what)), None)
        if members is None:
            members = []
            alike.append(members)
            self._ordered.append(members)
        members.append(Member(number, what))

    def all(self) -> tuple[Happening[T], ...]:
        """What happens in the most environments first, then in the order in which it was met."""
        most = sorted(self._ordered, key=lambda one: -len(one))
        return tuple(Happening(tuple(members)) for members in most)


def value_key(leaf: Leaf | None) -> tuple[object, ...]:
    """What the values of two leaves have in common if they are the same.

    It tells scalars apart, so that few others must be compared.
    """
    if leaf is None:
        return ()
    value = leaf.value
    is_told = value is None or isinstance(value, str | bool | int | float)
    return (type(value).__name__, repr(value) if is_told else "")
