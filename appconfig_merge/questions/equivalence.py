"""When two values are the same, wherever they stand and however they are laid out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from appconfig_merge.effective.contributions import winner
from appconfig_merge.values import Candidate, Function, Unresolved, same

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from appconfig_merge.effective.config import EffectiveConfig
    from appconfig_merge.effective.contributions import Leaf, Step
    from appconfig_merge.paths import Path
    from appconfig_merge.values import ConfigValue

EXACT: Final = frozenset({str, int, bool, type(None)})
"""Types of which two values are the same exactly if Python takes them for equal."""


def equivalent(left: object, right: object) -> bool:
    """Whether two values are the same, wherever they stand and however they are laid out."""
    if type(left) in EXACT and type(right) in EXACT:
        return type(left) is type(right) and left == right  # as nearly everywhere
    if isinstance(left, Unresolved) and isinstance(right, Unresolved):
        return (
            _same_code(left.source, right.source)
            and left.reason == right.reason
            and len(left.candidates) == len(right.candidates)
            and all(map(_same_candidate, left.candidates, right.candidates))
        )
    if isinstance(left, Function) and isinstance(right, Function):
        return left.source == right.source
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(
            equivalent(left[key], right[key]) for key in left
        )
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(equivalent, left, right))
    return same(left, right)


def equivalent_leaves(left: Leaf, right: Leaf) -> bool:
    """Whether two leaves have the same value.

    Unresolved ones must have come about in the same way, too: the text of ``origin + base`` is
    the same with another ``base``.
    """
    if not equivalent(left.value, right.value):
        return False
    if not isinstance(left.value, Unresolved):
        return True
    return _same_steps(winner(left).trace, winner(right).trace) and equivalent(
        _uncertain(left), _uncertain(right)
    )


def _uncertain(leaf: Leaf) -> list[ConfigValue]:
    """What lies beneath something unresolved and may be part of it."""
    return [one.value for one in leaf.contributions if one.outcome == "uncertain"]


def _same_steps(left: Sequence[Step], right: Sequence[Step]) -> bool:
    if [one.depth for one in left] != [one.depth for one in right]:
        return False
    # The value's own expression comes last of those that none leads to; what it was copied through
    # comes before it, as an object with more than this value.
    own = max((at for at, one in enumerate(left) if not one.depth), default=0)
    return all(
        _same_way(one, other)
        if at < own
        else _same_code(one.expression, other.expression) and equivalent(one.value, other.value)
        for at, (one, other) in enumerate(zip(left, right, strict=True))
    )


def _same_way(left: Step, right: Step) -> bool:
    """Whether a value was copied through the same code, whatever else the object had."""
    is_literal = left.expression.startswith("{") and right.expression.startswith("{")
    return is_literal or _same_code(left.expression, right.expression)


def _same_candidate(left: Candidate, right: Candidate) -> bool:
    return (
        (left.holds, left.present) == (right.holds, right.present)
        and _same_code(left.condition, right.condition)
        and equivalent(left.value, right.value)
    )


def values_of(config: EffectiveConfig) -> dict[Path, ConfigValue]:
    """The effective values by path."""
    return {leaf.path: leaf.value for leaf in config.leaves()}


def changed(
    before: Mapping[Path, ConfigValue], after: Mapping[Path, ConfigValue], path: Path
) -> Iterator[Path]:
    """The paths outside of one whose values aren't the same, where there are values at all."""
    for one in dict.fromkeys((*before, *after)):
        is_around = path[: len(one)] == one
        if one[: len(path)] == path or is_around:
            continue
        if one not in before or one not in after or not equivalent(before[one], after[one]):
            yield one


_PIECE = r""""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`|[\w$\u0080-\U0010ffff]+|\S"""
"""Compiled at its first use: that takes long, and few configurations have what it is for."""


def _same_code(left: str, right: str) -> bool:
    """Whether two expressions differ in white space alone.

    Where there are statements in it an end of line may mean something, and in a regular
    expression a space does.
    """
    if left == right or "{" in left:
        return left == right
    tokens = re.findall(_PIECE, left, re.DOTALL)
    return "/" not in tokens and tokens == re.findall(_PIECE, right, re.DOTALL)
