"""A configuration at one time: files as a reader reads them, over a resource."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.questions.equivalence import equivalent_leaves

if TYPE_CHECKING:
    from appconfig_merge.effective.config import EffectiveConfig
    from appconfig_merge.fleet.stored import Stored
    from appconfig_merge.inputs.reader import Reader
    from appconfig_merge.inputs.record import GivenResource, Inputs
    from appconfig_merge.paths import Path
    from appconfig_merge.questions.comparison import Values


class State:
    """What an environment is at one time. Raises as ``Reader.config`` does."""

    def __init__(self, reader: Reader, inputs: Inputs, stored: Stored | None) -> None:
        self.reader = reader
        self.inputs = inputs
        self.stored = stored
        self.config = self.over(stored)

    def over(self, stored: Stored | None) -> EffectiveConfig:
        """The same files over another resource."""
        return self.over_given(None if stored is None else stored.given)

    def over_given(self, given: GivenResource | None) -> EffectiveConfig:
        """The same files over a resource that a reader reads."""
        return self.reader.config(self.inputs._replace(resource=given))


def is_same(path: Path, one: Values, other: Values) -> bool:
    """Whether a path is the same in two configurations."""
    left, right = one.leaves.get(path), other.leaves.get(path)
    if left is None or right is None:
        return left is right and one.standing(path) == other.standing(path)
    return equivalent_leaves(left, right)
