"""The parts of a regular expression's pattern, in the order in which they stand."""

from __future__ import annotations

from typing import TypeAlias

from appconfig_merge.named_tuples import NamedTuple

Member: TypeAlias = tuple[int, int] | str
"""A range of codes in a class, or what stands for several: a letter of ``dDwWsS``, or ``pL``."""


class Part(NamedTuple):
    r"""A part of a pattern; what lies inside what is told by their order.

    ``kind`` is one of ``char`` (``value`` is its code), ``escape`` (a letter of ``dDwWsS``, or
    ``p`` or ``P`` with the name of a property), ``any`` (the dot), ``class`` (its ``members``;
    ``text`` is ``^`` where it is inverted),
    ``set`` (a class of ``v`` mode), ``edge`` (one of ``^ $ b B``), ``number`` and ``name``
    (references), ``open`` (a group that doesn't capture: what stands after its question mark),
    ``group`` (one that does, with its name or none), ``close``, ``or``, and ``quantifier``
    (``value`` is the least number, ``most`` None for no limit, ``text`` is ``?`` where it is lazy).
    """

    kind: str
    text: str = ""
    value: int = 0
    members: tuple[Member, ...] = ()
    most: int | None = None


class Parsed(NamedTuple):
    """The parts of a pattern, how many of its groups capture, and whether any has a name."""

    parts: list[Part]
    groups: int
    named: bool
