"""What changed between two JSON values, place by place."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final, Literal

from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.rest.document import identical, write
from appconfig_merge.rest.drops import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.paths import Path
    from appconfig_merge.values import JsonValue

_MOST_MATCHED = 500
"""Elements of an array up to which insertions are told from changes: matching takes quadratic
time. Beyond, arrays are compared index by index."""


class Absent(Enum):
    """The type of :data:`ABSENT`."""

    ABSENT = "ABSENT"

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = Absent.ABSENT
"""Stands where there is no value at all, not even null."""


class Difference(NamedTuple):
    """One place where two values differ.

    ``reordered`` is an object with the same keys in another order. In an array the index of
    what was removed is that before, any other index that after the change.
    """

    path: Path
    kind: Literal["added", "removed", "changed", "reordered"]
    before: JsonValue | Absent
    after: JsonValue | Absent


def leaf_paths(difference: Difference) -> Iterator[Path]:
    """The paths of the values that a difference sets or removes."""
    if difference.kind == "reordered":
        return
    value = difference.before if difference.kind == "removed" else difference.after
    work: list[tuple[Path, JsonValue | Absent]] = [(difference.path, value)]
    while work:
        path, item = work.pop()
        if isinstance(item, dict) and item:
            work.extend(((*path, key), member) for key, member in reversed(item.items()))
        else:
            yield path


def differences(before: JsonValue, after: JsonValue, path: Path = ()) -> Iterator[Difference]:
    """The places where two values are not written the same, in the order of the value before.

    There are none exactly when they are identical. Objects are compared by key. Arrays of
    scalars are one value; in other arrays elements are matched, by their name or sid if they
    have one.
    """
    if before is after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for key, value in before.items():
            if key in after:
                yield from differences(value, after[key], (*path, key))
            else:
                yield Difference((*path, key), "removed", value, ABSENT)
        for key, value in after.items():
            if key not in before:
                yield Difference((*path, key), "added", ABSENT, value)
        if before.keys() == after.keys() and list(before) != list(after):
            yield Difference(path, "reordered", before, after)
    elif _are_arrays_of_values(before, after):
        assert isinstance(before, list)
        assert isinstance(after, list)
        yield from _between_arrays(before, after, path)
    elif not identical(before, after):
        yield Difference(path, "changed", before, after)


def _are_arrays_of_values(before: JsonValue, after: JsonValue) -> bool:
    """Whether both are arrays, and not both of scalars alone."""
    return (
        isinstance(before, list)
        and isinstance(after, list)
        and any(isinstance(one, dict | list) for array in (before, after) for one in array)
    )


def _between_arrays(
    before: list[JsonValue], after: list[JsonValue], path: Path
) -> Iterator[Difference]:
    old = [write(element) for element in before]
    new = [write(element) for element in after]
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    olds = range(start, len(old) - end)
    news = range(start, len(new) - end)
    if max(len(olds), len(news)) > _MOST_MATCHED:
        pairs: list[tuple[int | None, int | None]] = list(zip(olds, news, strict=False))
        both = len(pairs)
        pairs.extend((index, None) for index in olds[both:])
        pairs.extend((None, index) for index in news[both:])
    else:
        pairs = _paired(before, after, olds, news, old, new)
    for index_before, index_after in pairs:
        if index_after is None:
            assert index_before is not None
            yield Difference((*path, index_before), "removed", before[index_before], ABSENT)
        elif index_before is None:
            yield Difference((*path, index_after), "added", ABSENT, after[index_after])
        else:
            yield from differences(before[index_before], after[index_after], (*path, index_after))


def _paired(
    before: list[JsonValue],
    after: list[JsonValue],
    olds: range,
    news: range,
    old: list[str],
    new: list[str],
) -> list[tuple[int | None, int | None]]:
    """The indices of elements that became one another, where they differ."""
    import difflib

    matcher = difflib.SequenceMatcher(
        None, [old[at] for at in olds], [new[at] for at in news], autojunk=False
    )
    pairs: list[tuple[int | None, int | None]] = []
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag != "equal":
            # Nothing in one of the two ranges is equal to anything in the other.
            pairs.extend(_related(before, after, olds[old_from:old_to], news[new_from:new_to]))
    return pairs


def _related(
    before: list[JsonValue], after: list[JsonValue], olds: range, news: range
) -> Iterator[tuple[int | None, int | None]]:
    """Pair elements of the same name, and those without a name in order."""
    waiting: dict[tuple[str, str] | None, list[int]] = {}
    for index in reversed(news):
        waiting.setdefault(_identity(after[index]), []).append(index)
    taken = set()
    for index in olds:
        partners = waiting.get(_identity(before[index]))
        partner = partners.pop() if partners else None
        taken.add(partner)
        yield index, partner
    for index in news:
        if index not in taken:
            yield None, index


def _identity(element: JsonValue) -> tuple[str, str] | None:
    for key in ("name", "sid"):
        name = name_of(element, key)
        if name is not None:
            return key, name
    return None
