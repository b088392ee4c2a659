"""All scenarios: each cause alone, each two, two at one leaf, and none; the same in each run."""

from __future__ import annotations

from itertools import combinations, count
from typing import TYPE_CHECKING, Final

from tests.live.scenarios.bases import BASES, Base
from tests.live.scenarios.clean import CLEAN
from tests.live.scenarios.draft import Draft
from tests.live.scenarios.same_leaf import SAME_LEAF
from tests.live.scenarios.shapes import SHAPES
from tests.live.scenarios.ways import WAYS
from tests.live.scenarios.ways.calls import serve_plugins
from tests.live.scenarios.ways.handing import settle_binding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.live.scenarios.scenario import Scenario
    from tests.live.scenarios.ways import Way

CLEAN_ONES: Final = 100
_ONLY_WATCHED: Final = frozenset({"hand-over"})
"""What nobody can tell who comes later: what was handed over."""
_HIDDEN_FROM_THE_PAGE: Final = frozenset({"binding", "page-decided"})
"""What is no difference where the page is given, as a script of the page needs it unwatched."""

OLDER: Final = {
    "2.5.0": (
        "binding-binding-const", "hand-over-hand-over-adds", "served-file-served-removed",
        "resource-resource-changed", "stored-stored-over-resource", "release-release-levels",
        "feature-flag-flag-insights", "service-service-email-off", "moved-props-moved-logo",
        "page-decided-decided-host", "plugin-plugin-sets", "page-script-script-sets",
        "at-one-leaf-script-over-plugin", "clean-00-as-it-is", "clean-01-stored-as-given",
    ),
}  # fmt: skip
"""What is run in other releases, too."""


def scenarios() -> dict[str, Scenario]:
    """All of them by name."""
    return {one.name: one for one in (*_alone(), *_pairs(), *_at_one_leaf(), *_clean())}


def _alone() -> Iterator[Scenario]:
    number = count()
    for cause, ways in WAYS.items():
        for way in ways:
            name = f"{cause}-{way.__name__}".replace("_", "-")
            yield _planted(name, next(number), (cause,), [(way,)])


def _pairs() -> Iterator[Scenario]:
    for number, (one, other) in enumerate(combinations(WAYS, 2)):
        yield _planted(f"{one}-and-{other}", number, (one, other), [WAYS[one], WAYS[other]])


def _at_one_leaf() -> Iterator[Scenario]:
    for kind, ways in {"at-one-leaf": SAME_LEAF, "shape": SHAPES}.items():
        for number, way in enumerate(ways):
            name = f"{kind}-{way.__name__}".replace("_", "-")
            yield _planted(name, number, (), [(way,)])


def _clean() -> Iterator[Scenario]:
    for number in range(CLEAN_ONES):
        way = CLEAN[number % len(CLEAN)]
        name = f"clean-{number:02}-{way.__name__}".replace("_", "-")
        base = BASES[(number + number // len(BASES)) % len(BASES)]
        draft = Draft(name, base, is_watched=number % 2 == 0)
        draft.about.append(_about(way))
        if not way(draft):
            raise AssertionError(name)
        yield draft.scenario()


def _planted(
    name: str, number: int, causes: Sequence[str], choices: Sequence[Sequence[Way]]
) -> Scenario:
    """A scenario with one of each choice of ways, where there is room for them."""
    is_watched = (
        number % 2 == 0
        or not _ONLY_WATCHED.isdisjoint(causes)
        or ("page-script" in causes and not _HIDDEN_FROM_THE_PAGE.isdisjoint(causes))
    )
    for attempt in range(100):
        base = _base(number + attempt, causes)
        draft = Draft(name + "+" * attempt, base, is_watched=is_watched)
        ways = [draft.random.choice(choice) for choice in choices]
        if all(way(draft) for way in ways):
            draft.name = name
            draft.about.extend(map(_about, ways))
            if draft.plugins:
                serve_plugins(draft)
            if "binding" in causes:
                settle_binding(draft)
            return draft.scenario()
    raise AssertionError(f"there is no room for {name}")


def _base(number: int, causes: Sequence[str]) -> Base:
    """A base; not the one in which a lost value is another's parent, where all are lost."""
    fit = [one for one in BASES if "binding" not in causes or one.name != "odd-values"]
    return fit[number % len(fit)]


def _about(way: Way) -> str:
    return (way.__doc__ or "").strip().splitlines()[0].rstrip(".")
