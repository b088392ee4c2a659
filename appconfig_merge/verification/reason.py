"""A cause that holds at a path, and what it was found by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from appconfig_merge.verification.calls import Likelihood
    from appconfig_merge.verification.difference import Cause

NOTHING: Final[frozenset[Cause]] = frozenset()
"""No element: the prediction with what is known of the page, and no more."""


class Reason(NamedTuple):
    """A cause that holds, and those without which it wouldn't show.

    ``causes`` are the elements of the world that shows it.
    """

    cause: Cause
    along_with: tuple[Cause, ...] = ()
    causes: frozenset[Cause] = NOTHING
    layer: str = ""
    likelihood: Likelihood | None = None
