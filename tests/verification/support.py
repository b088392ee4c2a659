"""Snapshots written by hand, and verifications of them in a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appconfig_merge.inputs.reader import Reader
from appconfig_merge.inputs.record import GivenResource, Inputs
from appconfig_merge.location import Location
from appconfig_merge.paths import format_path
from appconfig_merge.snapshots.snapshot import Call, Snapshot
from appconfig_merge.source import Source
from appconfig_merge.verification.verify import verify

if TYPE_CHECKING:
    from collections.abc import Mapping

    from appconfig_merge.values import ConfigValue
    from appconfig_merge.verification.difference import Verification

RELEASE = "2.17.1"
RESOURCE: dict[str, Any] = {
    "account_sid": "AC00000000000000000000000000000000",
    "ui_attributes": {"version_compatibility": "yes", "theme": {"isLight": True}, "lines": ["a"]},
}
"""What the resource is where a test says nothing of it."""


def script(text: str, name: str = "appConfig.js") -> Source:
    """An appConfig.js."""
    return Source(name, text)


def inputs(text: str, **fields: Any) -> Inputs:
    """A script with the resource, by the rules of 2.17.1 unless fields say otherwise."""
    given = {"resource": GivenResource(RESOURCE), "flex_ui": RELEASE, **fields}
    return Inputs(script(text), **given)


def running(of: Inputs, **other: Any) -> dict[str, ConfigValue]:
    """What would run with these inputs, but for some keys."""
    return {**Reader().config(of).to_dict(), **other}


def snapshot(of: Inputs, **fields: Any) -> Snapshot:
    """A snapshot of a page that runs with just these inputs, of what they are a script's."""
    layer = Reader().script(of)
    from appconfig_merge.values import public_value

    own = public_value(layer.root.traced)
    given: dict[str, Any] = {
        "taken_by": "snippet",
        "taken": "2026-11-30T01:10:00.000Z",
        "loaded": "2026-11-30T01:00:00.000Z",
        "address": "https://flex.example.com/",
        "flex_ui": of.flex_ui,
        "configuration": running(of),
        "by_name": own,
        "on_window": own,
        "resource": RESOURCE,
        "answer": 200,
        **fields,
    }
    return Snapshot("snapshot.json", **given)


def call(value: Mapping[str, ConfigValue], plugin: str = "ThemePlugin", **fields: Any) -> Call:
    """An ``updateConfig`` of a plugin."""
    at = Location("https://flex.example.com/theme.js", 3, 5, 3, 5)
    given: dict[str, Any] = {"means": "updateConfig", "location": at, **fields}
    return Call(plugin, value=dict(value), **given)


def verified(of: Inputs, taken: Snapshot) -> Verification:
    """A verification."""
    return verify(Reader(), of, taken)


def causes(found: Verification) -> dict[str, tuple[str, ...]]:
    """The causes by path, the one named first."""
    return {format_path(one.path): (one.cause, *one.along_with) for one in found.differences}
