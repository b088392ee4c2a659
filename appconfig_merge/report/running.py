"""The page's data about a running Flex UI: where it has another value, and why."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.verification.difference import CAUSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from appconfig_merge.effective.contributions import Leaf
    from appconfig_merge.paths import Path
    from appconfig_merge.report.data import PageData
    from appconfig_merge.verification.difference import (
        Cause,
        Difference,
        Evidence,
        NotCompared,
        Verification,
    )

_MOMENT: Final = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?Z")
_LONGEST: Final = 120
"""Characters that are shown of what a snapshot calls itself: it may be anything."""


class Spot(NamedTuple):
    """A path of the page; ``inner`` leads on into the value that stands there, such as an array."""

    path: Path
    inner: Path


class Told(NamedTuple):
    """A difference as it may be shown, where, and whether Flex UI makes it on every page."""

    spot: Spot
    difference: Difference
    is_allowed: bool


class CauseCount(NamedTuple):
    """How many differences have a cause; ``about`` says it in words."""

    cause: Cause
    about: str
    total: int
    is_allowed: bool


class Running:
    """A verification as the page shows it: secrets masked, addresses without their queries."""

    def __init__(self, page: PageData, verification: Verification, leaves: Iterable[Leaf]) -> None:
        self._page = page
        shown = page.verification(verification)
        self._snapshot = shown.snapshot
        self._assumed = shown.assumed
        self.agreed = shown.agreed
        paths = {leaf.path for leaf in leaves}
        unexpected = {one.path for one in verification.unexpected()}
        self.differences = tuple(
            Told(_spot(one.path, paths), as_shown, one.path not in unexpected)
            for one, as_shown in zip(verification.differences, shown.differences, strict=True)
        )
        self.not_compared = tuple(
            (_spot(one.path, paths), as_shown)
            for one, as_shown in zip(verification.not_compared, shown.not_compared, strict=True)
        )

    @property
    def release(self) -> str:
        """What Flex UI calls itself there; empty where that isn't known."""
        return self._short(self._snapshot.flex_ui)

    @property
    def address(self) -> str:
        """The page's."""
        return self._short(_without_query(self._snapshot.address))

    @property
    def taken(self) -> str:
        """When somebody looked; empty where that isn't known."""
        moment = _MOMENT.fullmatch(self._snapshot.taken)
        return f"{moment[1]} {moment[2]} UTC" if moment else ""

    @property
    def causes(self) -> tuple[CauseCount, ...]:
        """The causes that the differences have, those that nobody expects first."""
        counts = Counter((one.is_allowed, one.difference.cause) for one in self.differences)
        return tuple(
            CauseCount(cause, about, counts[is_allowed, cause], is_allowed)
            for is_allowed in (False, True)
            for cause, about in sorted(CAUSES.items(), key=_is_explained)
            if counts[is_allowed, cause]
        )

    def reason(self, one: NotCompared) -> str:
        """Why a value isn't compared."""
        return self._page.text(one.reason)

    def evidence(self, one: Evidence) -> str:
        """A sentence, with its place where that is in no text that the page shows."""
        text = self._page.text(one.text)
        at = one.location
        if at is None or self._page.at(at) is not None:
            return text
        return f"{text} ({self._page.text(str(at._replace(file=_without_query(at.file))))})"

    def to_dict(self) -> dict[str, Any]:
        """What the page's script is given."""
        return {
            "release": self.release,
            "agreed": self.agreed,
            "assumed": [self._page.text(one) for one in self._assumed],
            "causes": [one._asdict() for one in self.causes],
            "about": CAUSES,
            "differences": [self._difference(one) for one in self.differences],
            "not_compared": [
                {**self._spot(spot, one.path), "reason": self.reason(one)}
                for spot, one in self.not_compared
            ],
        }

    def _difference(self, told: Told) -> dict[str, Any]:
        one = told.difference
        data: dict[str, Any] = {
            **self._spot(told.spot, one.path),
            "cause": one.cause,
            "allowed": told.is_allowed,
            "along_with": one.along_with,
            "evidence": list(self._evidence(one.evidence)),
        }
        if one.running.is_present:
            data["value"] = self._page.encoded(one.running.value)
        return data

    def _evidence(self, said: Iterable[Evidence]) -> Iterator[list[Any]]:
        for one in said:
            yield [
                self.evidence(one),
                None if one.location is None else self._page.at(one.location),
            ]

    def _spot(self, spot: Spot, path: Path) -> dict[str, Any]:
        end = len(spot.path)
        return {"path": path[:end], "inner": path[end:]}

    def _short(self, text: str) -> str:
        shown = self._page.text(text)
        return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"


def _is_explained(cause: tuple[Cause, str]) -> bool:
    return cause[0] != "unexplained"


def _spot(path: Path, leaves: set[Path]) -> Spot:
    for end in range(1, len(path)):
        if path[:end] in leaves:
            return Spot(path[:end], path[end:])
    return Spot(path, ())


def _without_query(address: str) -> str:
    """An address without what follows its path, which may say who was there."""
    return re.sub(r"[?#].*", "", address, flags=re.DOTALL) if "://" in address else address
