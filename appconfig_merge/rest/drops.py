"""What a changed document no longer holds: the losses that a person would want to hear of."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from appconfig_merge.rest.document import write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from appconfig_merge.paths import Path
    from appconfig_merge.values import JsonValue

_NAMES = ("name", "sid")
"""What tells the elements of an array apart, the first that all of them have."""


def drops(before: JsonValue, after: JsonValue, path: Path = ()) -> Iterator[Path]:
    """The topmost paths of ``before`` that ``after`` has lost.

    These are keys of objects that are gone; elements of an array of objects that are gone, by
    their name or sid, else by what they are, else by number; and objects and arrays, unless
    empty, that gave way to something of another kind. Arrays of scalars lose nothing: which
    of them stays is what an edit of such an array says.
    """
    if before is after:
        return
    if isinstance(before, dict):
        if not isinstance(after, dict):
            if before:
                yield path
            return
        for key, value in before.items():
            if key in after:
                yield from drops(value, after[key], (*path, key))
            else:
                yield (*path, key)
    elif isinstance(before, list) and _has_containers(before):
        if not isinstance(after, list):
            yield path
            return
        for index, partner in enumerate(_partners(before, after)):
            if partner is not None:
                yield from drops(before[index], after[partner], (*path, index))
            elif isinstance(before[index], dict | list):
                yield (*path, index)


def _has_containers(array: list[JsonValue]) -> bool:
    return any(isinstance(element, dict | list) for element in array)


def _partners(before: list[JsonValue], after: list[JsonValue]) -> list[int | None]:
    """For each element before, the index of what it became, or None where it is gone."""
    # An edit shares what it doesn't change: most of an array needs no look inside.
    shorter = min(len(before), len(after))
    start = 0
    while start < shorter and before[start] is after[start]:
        start += 1
    end = 0
    while end < shorter - start and before[-1 - end] is after[-1 - end]:
        end += 1
    key = naming_key(before)
    olds = [_label(one, key) for one in before[start : len(before) - end]]
    news = [_label(one, key) for one in after[start : len(after) - end]]
    partners = _matched(olds, news)
    if key is None:
        taken = set(partners)
        rest = (index for index in range(len(news)) if index not in taken)
        partners = [next(rest, None) if one is None else one for one in partners]
    return [
        *range(start),
        *(None if one is None else start + one for one in partners),
        *range(len(after) - end, len(after)),
    ]


def _label(element: JsonValue, key: str | None) -> str | None:
    """What an element is matched by: its name if all have one, or else the whole of it."""
    return write(element) if key is None else name_of(element, key)


def _matched(before: list[str | None], after: list[str | None]) -> list[int | None]:
    """Pair equal texts in order; None is equal to nothing."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index in reversed(range(len(after))):
        text = after[index]
        if text is not None:
            places[text].append(index)
    found: list[int | None] = []
    for text in before:
        here = places.get(text) if text is not None else None
        found.append(here.pop() if here else None)
    return found


def naming_key(array: list[JsonValue]) -> str | None:
    """The key, "name" or "sid", under which every element of an array has a str."""
    for key in _NAMES:
        if array and all(name_of(element, key) is not None for element in array):
            return key
    return None


def name_of(element: JsonValue, key: str) -> str | None:
    """The str that an object has under a key; None for anything else."""
    if isinstance(element, dict):
        name = element.get(key)
        return name if isinstance(name, str) else None
    return None


def renamed(path: Path) -> tuple[Path, ...]:
    """The array's element to which setting a value gives another name, if it does.

    It is not lost, though no element of its name is left.
    """
    is_name = len(path) > 2 and path[-1] in _NAMES and isinstance(path[-2], int)
    return (path[:-1],) if is_name else ()


def unexcused(dropped: Iterable[Path], named: Iterable[Path]) -> tuple[Path, ...]:
    """The drops that an edit doesn't name.

    A name excuses the drop at its path and those beneath it. Indices shift while an edit goes
    on, so a name with an index in it excuses one drop, of any element, if there is none at
    exactly its path.
    """
    plain: set[Path] = set()
    shifting: Counter[Path] = Counter()
    for path in named:
        if any(isinstance(step, int) for step in path):
            shifting[path] += 1
        else:
            plain.add(path)
    left = [path for path in dropped if not _is_under(path, plain)]
    for exact in (True, False):
        budget = shifting if exact else _by_shape(shifting)
        kept = []
        for path in left:
            form = path if exact else _shape(path)
            if budget[form]:
                budget[form] -= 1
            else:
                kept.append(path)
        left = kept
    return tuple(left)


def _is_under(path: Path, plain: set[Path]) -> bool:
    return any(path[:length] in plain for length in range(1, len(path) + 1))


def _shape(path: Path) -> Path:
    return tuple(0 if isinstance(step, int) else step for step in path)


def _by_shape(counts: Counter[Path]) -> Counter[Path]:
    shapes: Counter[Path] = Counter()
    for path, count in counts.items():
        shapes[_shape(path)] += count
    return shapes
