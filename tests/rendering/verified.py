"""Verifications made by hand, for tests of how they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge import EffectiveConfig, Source, effective_config
from appconfig_merge.location import Location
from appconfig_merge.paths import parse_path
from appconfig_merge.snapshots.snapshot import Snapshot
from appconfig_merge.verification.difference import (
    Answers,
    Difference,
    Evidence,
    NotCompared,
    Running,
    Verification,
)

if TYPE_CHECKING:
    from appconfig_merge.values import ConfigValue
    from appconfig_merge.verification.difference import Cause

SCRIPT = """\
const isLocal = location.hostname === "localhost";
var appConfig = {
  logLevel: isLocal ? "debug" : "warn",
  theme: { isLight: false, tokens: { size: 1 } },
  sso: { accountSid: "AC00000000000000000000000000000000", clientSecret: "k3y-0f-n0-0ne" },
};
"""
SNAPSHOT = Snapshot(
    "snapshot.json",
    "browser",
    "2026-11-30T01:02:03.456Z",
    "2026-11-30T01:01:00.000Z",
    "https://flex.example.com/desk/?embedded=1",
    "2.17.1",
    configuration={},
    is_watched=True,
)
NO_ANSWERS = Answers()
PLUGIN = Location("https://flex.example.com/plugins/theme.js", 8, 13, 8, 13)


def config(script: str = SCRIPT, attributes: str = '{"language": "en-US"}') -> EffectiveConfig:
    """A script over ui_attributes."""
    return effective_config(
        Source("appConfig.js", script), ui_attributes=Source("ui.json", attributes, "json")
    )


def differs(
    predicted: EffectiveConfig,
    path: str,
    running: ConfigValue | Running,
    cause: Cause,
    *evidence: Evidence,
    along_with: tuple[Cause, ...] = (),
) -> Difference:
    """A difference at a path."""
    at = parse_path(path)
    leaf = next((one for one in predicted.leaves() if one.path == at), None)
    value = running if isinstance(running, Running) else Running(running)
    return Difference(at, leaf, value, cause, evidence, along_with)


def verification(
    predicted: EffectiveConfig,
    *differences: Difference,
    agreed: int = 2,
    not_compared: tuple[NotCompared, ...] = (),
    answers: Answers = NO_ANSWERS,
    assumed: tuple[str, ...] = (),
    snapshot: Snapshot = SNAPSHOT,
) -> Verification:
    """A verification of these differences."""
    return Verification(predicted, snapshot, agreed, differences, not_compared, answers, assumed)


def full() -> Verification:
    """A verification with something of everything."""
    predicted = config()
    called = Evidence("ThemePlugin calls manager.updateConfig", PLUGIN)
    return verification(
        predicted,
        differs(
            predicted,
            "logLevel",
            "warn",
            "page-decided",
            Evidence('location.hostname is "flex.example.com"'),
        ),
        differs(predicted, "theme.isLight", True, "plugin", called),
        differs(predicted, "theme.tokens.size", Running(None, is_present=False), "unexplained"),
        differs(
            predicted,
            "language",
            "de-DE",
            "resource",
            Evidence("the page's ui_attributes has it"),
            along_with=("release",),
        ),
        differs(predicted, "theme.name", "dusk", "plugin", called),
        differs(predicted, "isEmailChannelEnabled", True, "service"),
        not_compared=(
            NotCompared(("sso", "clientSecret"), "the snapshot masks it: it looks like a secret"),
        ),
        agreed=1,
        answers=Answers(
            {"APP.region": '"ie1"'}, "https://flex.example.com/desk/", "2.17.1", True, ("APP.crm",)
        ),
        assumed=("the rules of Flex UI 2.17.1, the release that the page runs",),
    )
