"""Reports of a configuration that is held against a running page, whose differences are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.checks import Context, check
from appconfig_merge.location import Location
from appconfig_merge.report import render_report
from appconfig_merge.snapshots.snapshot import Snapshot
from appconfig_merge.source import Source
from appconfig_merge.verification.difference import (
    Answers,
    Difference,
    Evidence,
    NotCompared,
    Running,
    Verification,
)
from tests.report.pages import context_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from appconfig_merge.effective.contributions import Leaf
    from appconfig_merge.paths import Path
    from appconfig_merge.values import ConfigValue
    from appconfig_merge.verification.difference import Cause

SNAPSHOT = Snapshot(
    "snapshot.json",
    "browser",
    taken="2026-11-30T01:02:03.000Z",
    address="https://flex.example.com/desk/?agent=somebody",
    flex_ui="2.17.1",
    configuration={},
)
NOTHING = Running(None, is_present=False)

SCRIPT = """\
var appConfig = {
  logLevel: "info",
  theme: { isLight: false, name: "day" },
  pages: ["a", "b"],
  language: location.hash ? "de-DE" : "en-GB",
  componentProps: { MainHeader: { logoUrl: "/logo.svg" } },
};
appConfig.late = 1;
"""


def difference(
    context: Context,
    path: Path,
    value: ConfigValue | Running,
    cause: Cause,
    *evidence: Evidence,
    along_with: tuple[Cause, ...] = (),
) -> Difference:
    """A difference at a path of a context."""
    leaf: Leaf | None = next((leaf for leaf in context.leaves if leaf.path == path), None)
    running = value if isinstance(value, Running) else Running(value)
    return Difference(path, leaf, running, cause, evidence, along_with)


def verified(
    context: Context,
    differences: Iterable[Difference],
    not_compared: Iterable[NotCompared] = (),
    snapshot: Snapshot = SNAPSHOT,
    assumed: tuple[str, ...] = (),
) -> Verification:
    """A verification of a context that finds these."""
    assert context.config is not None
    found, unknown = tuple(differences), tuple(not_compared)
    paths = [*(one.path for one in found), *(one.path for one in unknown)]
    off = {path[:end] for path in paths for end in range(len(path) + 1)}
    agreed = sum(leaf.path not in off for leaf in context.leaves)
    return Verification(context.config, snapshot, agreed, found, unknown, Answers(), assumed)


def sample() -> tuple[Context, Verification]:
    """A configuration that differs from what runs in each way that a page can show."""
    script = Source("/home/somebody/appConfig.js", SCRIPT)
    context = context_of(script, {"theme": {"isLight": True}, "kept": [1, 2]})
    plugin = Location("https://flex.example.com/plugins/night.js?token=abc", 3, 7, 3, 8)
    own = Location(script.name, 8, 1, 8, 19)
    other = Location("/home/somebody/plugins/night.js", 4, 1, 4, 9)
    found = [
        difference(
            context, ("theme", "isLight"), True, "plugin",
            Evidence("NightPlugin called updateConfig({ theme: { isLight: true } })", plugin),
            Evidence("its source has the call, too", other),
        ),
        difference(context, ("pages", 1), "c", "served-file", Evidence('pages[1] is "c" there')),
        difference(
            context, ("language",), "en-GB", "page-decided",
            Evidence("otherwise: the last of 2 candidates"),
        ),
        difference(
            context, ("componentProps", "MainHeader", "logoUrl"), NOTHING, "moved-props",
            Evidence("MainHeader has it as logoUrl"),
        ),
        difference(
            context, ("late",), 2, "page-script", Evidence("a script sets it", own),
            along_with=("stored",),
        ),
        difference(context, ("outboundSettings", "enabled"), True, "service"),
        difference(context, ("isTeamsContextEnabled",), False, "service"),
        difference(context, ("theme", "extra"), {"a": [None, 1.5]}, "unexplained"),
    ]  # fmt: skip
    unknown = [NotCompared(("kept",), "the snapshot masks what looks secret")]
    assumed = ("Flex UI 2.17.1, which the page runs", "the resource that the page got")
    return context, verified(context, found, unknown, assumed=assumed)


def sample_report(*, shows_secrets: bool = False) -> str:
    """The page of the sample."""
    context, verification = sample()
    return render_report(context, check(context), verification, shows_secrets=shows_secrets)
