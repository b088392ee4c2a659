"""Logs as data: ``log --format json``. The contract is data/log.schema.json."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appconfig_merge import schema_versions
from appconfig_merge.effective.contributions import winner
from appconfig_merge.rendering.encoding import diagnostic, error, location, valued

if TYPE_CHECKING:
    from collections.abc import Sequence

    from appconfig_merge.effective.contributions import Leaf
    from appconfig_merge.history.log import Entry
    from appconfig_merge.history.moments import Moment
    from appconfig_merge.questions.comparison import Standing
    from appconfig_merge.rendering.log.shown import Change, ShownEntry, ShownLog


def log_report(logs: Sequence[ShownLog]) -> dict[str, Any]:
    """Everything about some logs, one of each path of each configuration."""
    return {
        "schema_version": schema_versions.LOG,
        "secrets": "masked" if all(one.is_masked for one in logs) else "shown",
        "logs": [_log(one) for one in logs],
    }


def _log(shown: ShownLog) -> dict[str, Any]:
    log = shown.log
    return {
        "environment": log.environment or None,
        "app_config": log.app_config,
        "path": list(log.path),
        "now": _moment(log.now),
        "commits": log.commits,
        "total": log.total,
        "entries": [_entry(one) for one in shown.entries],
        "remarks": [diagnostic(one) for one in log.remarks],
    }


def _entry(shown: ShownEntry) -> dict[str, Any]:
    entry = shown.entry
    return {
        **_origin(entry),
        "before": _moment(entry.before),
        "after": _moment(entry.after),
        "values": [_change(one) for one in shown.values],
        "sources": [_change(one) for one in shown.sources],
        "files": [{"file": file, "was": entry.renamed.get(file)} for file in entry.files],
    }


def _origin(entry: Entry) -> dict[str, Any]:
    """What made the change: a commit, a kept resource, or what isn't committed yet."""
    at = entry.at.isoformat() if entry.at is not None else None
    if entry.kept is not None:
        return {"kind": "kept", "at": at, "file": entry.kept.file}
    commit = entry.commit
    if commit is None:
        return {"kind": "uncommitted", "at": None}
    return {
        "kind": "commit",
        "at": commit.committed.isoformat(),
        "commit": commit.id,
        "author": commit.author,
        "mail": commit.mail,
        "authored": commit.authored.isoformat(),
        "subject": commit.subject,
    }


def _moment(moment: Moment) -> dict[str, Any]:
    data: dict[str, Any] = {"standing": moment.how}
    if moment.how == "value":
        (leaf,) = moment.leaves.values()
        data |= _valued(leaf)
    if moment.error is not None:
        data["error"] = error(moment.error)
    return data


def _change(one: Change) -> dict[str, Any]:
    before, after = one.standings
    return {
        "path": list(one.path),
        "before": _side(one.before, before),
        "after": _side(one.after, after),
    }


def _side(leaf: Leaf | None, standing: Standing) -> dict[str, Any]:
    return {"standing": standing, **(_valued(leaf) if leaf is not None else {})}


def _valued(leaf: Leaf) -> dict[str, Any]:
    return {
        **valued(leaf.value),
        "set_by": leaf.set_by,
        "location": location(winner(leaf).location),
    }
