"""A verification as data: ``verify --format json`` (data/verification.schema.json)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appconfig_merge import schema_versions
from appconfig_merge.effective.contributions import winner
from appconfig_merge.rendering.encoding import location, valued
from appconfig_merge.rendering.verification.shown import counted

if TYPE_CHECKING:
    from appconfig_merge.effective.config import EffectiveConfig
    from appconfig_merge.effective.contributions import Leaf
    from appconfig_merge.rendering.verification.shown import ShownVerification
    from appconfig_merge.snapshots.snapshot import Snapshot
    from appconfig_merge.verification.difference import Answers, Difference, Running

_SECRETS = {True: "masked", False: "shown"}


def verification_report(shown: ShownVerification) -> dict[str, Any]:
    """Everything about a verification."""
    found = shown.found
    unexpected = set(map(id, shown.unexpected))
    return {
        "schema_version": schema_versions.VERIFICATION,
        "agrees": not unexpected,
        "prediction": _prediction(found.config),
        "snapshot": _snapshot(found.snapshot),
        "allowed": sorted(shown.allowed),
        "secrets": _SECRETS[shown.is_masked],
        "agreed": found.agreed,
        "causes": counted(found.differences),
        "differences": [
            {**_difference(one), "allowed": id(one) not in unexpected} for one in found.differences
        ],
        "not_compared": [
            {"path": list(one.path), "reason": one.reason} for one in found.not_compared
        ],
        "assumed": list(found.assumed),
        "answers": _answers(found.answers, shown),
    }


def _prediction(config: EffectiveConfig) -> dict[str, Any]:
    release = config.release
    rules: dict[str, Any] = {"semantics": "documented"}
    if release is not None:
        rules = {"semantics": "release", "release": release.version}
    layers = [{"id": one.id, "kind": one.kind, "file": one.file} for one in config.layers]
    return {**rules, "layers": layers}


def _snapshot(snapshot: Snapshot) -> dict[str, Any]:
    return {
        "file": snapshot.file,
        "taken_by": snapshot.taken_by,
        "taken": snapshot.taken,
        "loaded": snapshot.loaded,
        "address": snapshot.address,
        "flex_ui": snapshot.flex_ui,
        "watched": snapshot.is_watched,
        "plugins": [one._asdict() for one in snapshot.plugins],
    }


def _difference(one: Difference) -> dict[str, Any]:
    data: dict[str, Any] = {
        "path": list(one.path),
        "predicted": None if one.predicted is None else _predicted(one.predicted),
        "running": _running(one.running),
        "cause": one.cause,
        "evidence": [
            {"text": said.text, "location": location(said.location)} for said in one.evidence
        ],
    }
    if one.along_with:
        data["along_with"] = list(one.along_with)
    return data


def _predicted(leaf: Leaf) -> dict[str, Any]:
    return {
        **valued(leaf.value),
        "set_by": leaf.set_by,
        "location": location(winner(leaf).location),
    }


def _running(running: Running) -> dict[str, Any]:
    return valued(running.value) if running.is_present else {"absent": True}


def _answers(answers: Answers, shown: ShownVerification) -> dict[str, Any]:
    return {
        "page_url": answers.page_url,
        "define": dict(answers.define),
        "flex_ui": answers.flex_ui,
        "has_stored": answers.has_stored,
        "unanswered": list(answers.unanswered),
        "withheld": list(shown.withheld),
    }
