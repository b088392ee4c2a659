"""Every limit that keeps a hostile or broken input from hurting its reader, in one place.

Real files stay far below all of them. Past a limit a value is unresolved, with that reason,
where the rest can go on, and a :class:`~appconfig_merge.errors.LimitError` elsewhere.
"""

from __future__ import annotations

MAX_NESTING = 100
"""Levels of objects and arrays in a configuration. What lies deeper is unresolved: the merge
engine (deepmerge) takes two Python frames a level, and Flex UI's own merge recurses too."""

MAX_DOCUMENT_NESTING = 200
"""Levels of objects and arrays in a JSON document that is read to be changed: what copies,
compares and writes it takes one or two Python frames a level."""

MAX_STEPS = 1_000_000
"""Composite expressions and statements evaluated, beyond one for every byte of source."""

MAX_LOOKS = 5_000_000
"""Values looked at to find what code that isn't evaluated may have changed, beyond one for
every byte of source."""

MAX_CALL_DEPTH = 500
"""Calls of the file's own functions inside one another."""

MAX_STRING = 10_000_000
"""Code points of a string that evaluation makes."""

MAX_ARRAY_GROWTH = 1_000_000
"""Holes that an assignment past an array's end may make."""

MAX_ARRAY = 100_000
"""Elements of an array that a spread or a built-in function makes, or values it goes through."""

MAX_COMPARED = 64
"""Elements of an array that a function of the script's own sorts: it compares each with each,
since only a consistent order is the same in every browser."""

MAX_EXPANDED_VALUES = 1_000_000
"""Values in a configuration, beyond one for every byte of source: an object that several
paths share is counted once for each of them."""

MAX_TRACE_STEPS = 50
"""Steps shown of the way by which a value came about."""

MAX_TRACE_VISITS = 250
"""Expressions looked at for them: most operands of a long sum have nothing to show."""

MAX_STEP_TEXT = 200
"""Characters shown of a step's expression."""

MAX_STEP_VALUES = 50
"""Values shown inside a step's value. A step's text and value are context: the value that is
explained is never shortened."""

MAX_STEP_STRING = 2_000
"""Characters of a string or function that a step may show."""

MAX_NEAREST_PATHS = 5_000
"""Paths of a configuration up to which the whole of each is compared with an absent one."""

MAX_CANDIDATE_VALUES = 10_000
"""Values in the candidates of one unresolved value; it is shown without any beyond that."""

MAX_LOOP_EXITS = 50
"""Branches in which a loop may have been left before it is no longer evaluated."""

MAX_THROWS = 12
"""Places where a try statement may be left before it is no longer evaluated."""

MAX_CANDIDATES = 20
"""Candidates kept of a value that depends on conditions."""

MAX_HISTORY = 100
"""Earlier assignments remembered of one property."""
