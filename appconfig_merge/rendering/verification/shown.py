"""A verification as it may be shown: what text, JSON and XML are made of, its secrets masked."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.verification.difference import CAUSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from appconfig_merge.paths import Path
    from appconfig_merge.verification.difference import Cause, Difference, Verification


class ShownVerification(NamedTuple):
    """A verification, and which causes are allowed.

    ``agreeing`` are the predicted leaves of which nothing differs nor is left out. ``is_masked``
    says that secrets are masked, ``secret_paths`` where that was needed, ``withheld`` which of the
    options that it answers are left out for that.
    """

    found: Verification
    allowed: frozenset[Cause]
    agreeing: tuple[Path, ...]
    is_masked: bool
    secret_paths: frozenset[Path] = frozenset()
    withheld: tuple[str, ...] = ()

    @property
    def unexpected(self) -> tuple[Difference, ...]:
        """The differences with a cause that isn't allowed."""
        return self.found.unexpected(self.allowed)

    @property
    def expected(self) -> tuple[Difference, ...]:
        """The differences that are allowed."""
        unexpected = set(map(id, self.unexpected))
        return tuple(one for one in self.found.differences if id(one) not in unexpected)


def shown_verification(
    found: Verification, allowed: frozenset[Cause], *, show_secrets: bool
) -> ShownVerification:
    """What of a verification is shown: all of it only where secrets are wanted."""
    agreeing = tuple(_agreeing(found))
    if show_secrets:
        return ShownVerification(found, allowed, agreeing, is_masked=False)
    from appconfig_merge.verification.masking import masked_verification, verification_masker

    mask = verification_masker(found)
    masked = masked_verification(found, mask)
    return ShownVerification(
        masked.verification,
        allowed,
        tuple(map(mask.path, agreeing)),
        is_masked=True,
        secret_paths=masked.secret_paths,
        withheld=masked.withheld,
    )


def _agreeing(found: Verification) -> Iterator[Path]:
    others = {
        *(one.path for one in found.differences),
        *(one.path for one in found.not_compared),
    }
    above = {path[:end] for path in others for end in range(len(path))}
    for leaf in found.config.leaves():
        path = leaf.path
        if path not in above and not any(path[:end] in others for end in range(len(path) + 1)):
            yield path


def counted(differences: Iterable[Difference]) -> dict[Cause, int]:
    """How many differences each cause has, what is unexplained first."""
    found = Counter(one.cause for one in differences)
    return {cause: found[cause] for cause in BY_WEIGHT if found[cause]}


BY_WEIGHT: tuple[Cause, ...] = ("unexplained", *(one for one in CAUSES if one != "unexplained"))
"""The causes in the order in which a person wants to hear of them."""
