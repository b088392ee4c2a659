"""What a verification finds, as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from appconfig_merge.effective.config import EffectiveConfig
    from appconfig_merge.effective.contributions import Leaf
    from appconfig_merge.location import Location
    from appconfig_merge.paths import Path
    from appconfig_merge.snapshots.snapshot import Snapshot
    from appconfig_merge.values import ConfigValue

    Cause: TypeAlias = Literal[
        "plugin",
        "page-script",
        "served-file",
        "binding",
        "hand-over",
        "resource",
        "cached-resource",
        "stored",
        "release",
        "feature-flag",
        "service",
        "moved-props",
        "page-decided",
        "unexplained",
    ]

CAUSES: Final[Mapping[Cause, str]] = {
    "plugin": "a plugin set it after the merge",
    "page-script": "a script of the page set it after the merge",
    "served-file": "the page got another appConfig.js than the file given",
    "binding": "the page reads window.appConfig, and appConfig isn't on window",
    "hand-over": "the page hands something else to Flex UI than appConfig",
    "resource": "the Configuration resource is another than the one given",
    "cached-resource": "the page runs on a copy of the resource that the browser kept",
    "stored": "the browser has something else stored as FLEX_CONFIG, which fills gaps",
    "release": "another release of Flex UI runs than was assumed",
    "feature-flag": "a feature flag is another than featureOverrides says",
    "service": "a service of Flex UI sets it after login",
    "moved-props": "Flex UI took the prop out of componentProps and gave it to the component",
    "page-decided": "only the page could decide it, and now it is known",
    "unexplained": "nothing that is known explains it",
}
"""The causes that a difference can have, each with what it means."""

FLEX_UI_ITSELF: Final[frozenset[Cause]] = frozenset({"service", "moved-props"})
"""What Flex UI does on every page: allowed where nothing else is said."""


class Running(NamedTuple):
    """What a running page has at a path; ``value`` is None where it has nothing there."""

    value: ConfigValue
    is_present: bool = True


class Evidence(NamedTuple):
    """One sentence that shows the cause, without a full stop, and where it can be seen."""

    text: str
    location: Location | None = None


class Difference(NamedTuple):
    """A path whose running value isn't the predicted one.

    ``predicted`` is None where nothing was predicted at the path. ``evidence`` has the most telling
    sentence first. ``along_with`` are causes without which the one named wouldn't show.
    """

    path: Path
    predicted: Leaf | None
    running: Running
    cause: Cause
    evidence: tuple[Evidence, ...] = ()
    along_with: tuple[Cause, ...] = ()


class NotCompared(NamedTuple):
    """A path at which the snapshot doesn't tell the running value, and why."""

    path: Path
    reason: str


class Answers(NamedTuple):
    """What the snapshot tells of the page, ready for later predictions.

    ``define`` are names with values as JSON texts, ``page_url`` is empty and ``has_stored`` False
    where the prediction doesn't depend on them or had them already. ``flex_ui`` is empty where it
    was given, and explains no difference. ``unanswered`` are names of the page that the prediction
    asks for and the snapshot hasn't.
    """

    define: Mapping[str, str] = {}
    page_url: str = ""
    flex_ui: str = ""
    has_stored: bool = False
    unanswered: tuple[str, ...] = ()


class Verification(NamedTuple):
    """The predicted configuration held against the running one, leaf by leaf.

    ``agreed`` counts the leaves that are equal. ``differences`` are in the order of the prediction,
    then what only the page has. ``assumed`` says in words what was taken from the snapshot as the
    call didn't give it.
    """

    config: EffectiveConfig
    snapshot: Snapshot
    agreed: int
    differences: tuple[Difference, ...]
    not_compared: tuple[NotCompared, ...]
    answers: Answers
    assumed: tuple[str, ...] = ()

    def unexpected(self, allowed: frozenset[Cause] = FLEX_UI_ITSELF) -> tuple[Difference, ...]:
        """The differences with a cause that isn't allowed. What is unexplained never is."""
        return tuple(
            one
            for one in self.differences
            if one.cause == "unexplained" or not {one.cause, *one.along_with} <= allowed
        )
