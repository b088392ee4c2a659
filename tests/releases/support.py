"""The configuration of a release, from a script, a resource's columns and its ui_attributes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from appconfig_merge import Source, effective_config

if TYPE_CHECKING:
    from appconfig_merge import EffectiveConfig

SID = "AC" + "0" * 32


def exactly(
    release: str, script: str, attributes: dict[str, Any] | None = None, **columns: Any
) -> EffectiveConfig:
    """What a release makes of ``var appConfig = <script>`` and a resource, both as texts.

    Each key of the resource is on a line of its own, in the order given; ui_attributes come last.
    """
    resource = {"account_sid": SID, **columns, "ui_attributes": attributes or {}}
    return effective_config(
        Source("appConfig.js", f"var appConfig = {script};"),
        configuration=Source("configuration.json", json.dumps(resource, indent=1), "json"),
        flex_ui=release,
    )


def value(config: EffectiveConfig, path: str) -> Any:
    """The value at a path; ``...`` where there is none."""
    explained = config.explain(path)
    return ... if explained.kind == "absent" else explained.value
