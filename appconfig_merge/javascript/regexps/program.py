"""What a pattern is compiled to: instructions that a matcher runs over a text."""

from __future__ import annotations

from typing import Any, Final, TypeAlias

from appconfig_merge.named_tuples import NamedTuple

TEXT: Final = 0
"""A text, and its length."""
SET: Final = 1
"""One character of a set."""
SPLIT: Final = 2
"""Two ways on: the one to try first, and the other. What is numbered lower takes no choice."""
LOOK: Final = 3
"""Look ahead or behind; of what must not be there the second value is where to go on without."""
JUMP: Final = 4
"""Go on elsewhere."""
SAVE: Final = 5
"""Note the place in a slot."""
CLEAR: Final = 6
"""Forget the slots from one to before another (ECMA-262 22.2.2.3.1, step 4)."""
MOVED: Final = 7
"""Fail where the text hasn't been moved on in since a slot was noted (step 2.b)."""
EDGE: Final = 8
"""A condition on the place, such as the start of a line."""
BACK: Final = 9
"""The text that a group took; the second value tells whether it has to stand before the place."""
RETREAT: Final = 10
"""Go back so many characters: behind a place things are matched from the last to the first."""
HELD: Final = 11
"""What was looked for is there."""
DONE: Final = 12
"""The pattern has matched."""

Op: TypeAlias = tuple[int, Any, Any, tuple[int, ...]]
"""An instruction: what it is, two values, and for SPLIT and LOOK the slots of the loops around it
that end where a turn takes nothing. Where to go on is counted from the instruction itself, so that
a piece of a program can be put anywhere."""


class Program(NamedTuple):
    """A pattern that is ready to be matched.

    ``slots`` counts the places that are noted: two for each group, the whole match being the
    first, then one for each loop that may turn without taking anything. ``names`` are the groups
    that have one, in their order. ``fold`` is how case is ignored, ``refers`` whether what comes of
    a place in the text depends on what groups took before, ``least`` the fewest characters that a
    match has. ``recent`` names what not every browser in use has; empty where there is none.
    """

    code: tuple[Op, ...]
    groups: int
    slots: int
    names: dict[str, int]
    fold: str
    unicode: bool
    multiline: bool
    sticky: bool
    refers: bool
    least: int
    recent: str
