"""Words for environments: names, groups' names, and patterns as shells have them."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Final

from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

NOT: Final = "!"
"""What stands before a word that leaves out what it means."""

_WILD: Final = frozenset("*?[")


class Word(NamedTuple):
    """A word, and whether it leaves out what it means."""

    text: str
    leaves_out: bool = False

    @property
    def is_pattern(self) -> bool:
        """Whether it may mean several by their likeness."""
        return not _WILD.isdisjoint(self.text)


def word(text: str, known: Collection[str], groups: Collection[str]) -> Word:
    """What a text is; a name that begins with ``!`` is that name."""
    if text in known or text in groups or not text.startswith(NOT):
        return Word(text)
    return Word(text.removeprefix(NOT), leaves_out=True)


def meant(text: str, names: Collection[str], groups: Mapping[str, Iterable[str]]) -> Iterable[str]:
    """The environments that a name, a group's name or a pattern means: none, or some."""
    if text in names:
        return (text,)
    if text in groups:
        return groups[text]
    return [name for name in names if fnmatchcase(name, text)]


def chosen(found: Sequence[tuple[Word, Iterable[str]]], names: Iterable[str]) -> frozenset[str]:
    """What words mean together: those of ``names`` that one means and none leaves out.

    Where all of them leave out, all others are meant.
    """
    some: set[str] = set()
    others: set[str] = set()
    if found and all(one.leaves_out for one, _ in found):
        some.update(names)
    for one, those in found:
        (others if one.leaves_out else some).update(those)
    return frozenset(some - others)
