"""What configuration a self-hosted Twilio Flex UI will run with, and why.

:func:`effective_config` does the whole job. The parts by themselves: :func:`script_layer`,
:func:`configuration_layer`, :func:`ui_attributes_layer` read, :func:`merge` merges,
:func:`render` writes. Everything is imported on first use, to keep the start fast.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge._lazy import lazily

if TYPE_CHECKING:
    from appconfig_merge._version import __version__
    from appconfig_merge.api import (
        configuration_layer,
        effective_config,
        merge,
        script_layer,
        ui_attributes_layer,
    )
    from appconfig_merge.diagnostics import Diagnostic
    from appconfig_merge.effective.config import (
        ConfigView,
        Departure,
        EffectiveConfig,
        Explanation,
        Leaf,
        Shadowed,
    )
    from appconfig_merge.effective.contributions import Contribution, ElementPlace, Rival, Step
    from appconfig_merge.errors import (
        AppConfigError,
        DefinitionError,
        InputError,
        LimitError,
        MissingExtraError,
        NoConfigError,
        PathError,
        ScriptThrowsError,
        SourceSyntaxError,
        UnresolvedConfigError,
        UnsupportedSyntaxError,
    )
    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.location import Location
    from appconfig_merge.paths import format_path, parse_path
    from appconfig_merge.releases import Release, ReleaseError
    from appconfig_merge.rendering import render, render_explanation
    from appconfig_merge.source import Source
    from appconfig_merge.values import (
        UNDEFINED,
        BigInt,
        Candidate,
        Function,
        RegExp,
        Undefined,
        Unresolved,
    )

_HOMES = {
    "_version": ("__version__",),
    "api": (
        "configuration_layer",
        "effective_config",
        "merge",
        "script_layer",
        "ui_attributes_layer",
    ),
    "effective.contributions": ("Contribution", "ElementPlace", "Rival", "Step"),
    "diagnostics": ("Diagnostic",),
    "effective.config": (
        "ConfigView",
        "Departure",
        "EffectiveConfig",
        "Explanation",
        "Leaf",
        "Shadowed",
    ),
    "errors": (
        "AppConfigError",
        "DefinitionError",
        "InputError",
        "LimitError",
        "MissingExtraError",
        "NoConfigError",
        "PathError",
        "ScriptThrowsError",
        "SourceSyntaxError",
        "UnresolvedConfigError",
        "UnsupportedSyntaxError",
    ),
    "layers.layer": ("Layer",),
    "paths": ("format_path", "parse_path"),
    "releases": ("Release", "ReleaseError"),
    "rendering": ("render", "render_explanation"),
    "location": ("Location",),
    "source": ("Source",),
    "values": (
        "UNDEFINED",
        "BigInt",
        "Candidate",
        "Function",
        "RegExp",
        "Undefined",
        "Unresolved",
    ),
}

__all__ = [
    "UNDEFINED",
    "AppConfigError",
    "BigInt",
    "Candidate",
    "ConfigView",
    "Contribution",
    "DefinitionError",
    "Departure",
    "Diagnostic",
    "EffectiveConfig",
    "ElementPlace",
    "Explanation",
    "Function",
    "InputError",
    "Layer",
    "Leaf",
    "LimitError",
    "Location",
    "MissingExtraError",
    "NoConfigError",
    "PathError",
    "RegExp",
    "Release",
    "ReleaseError",
    "Rival",
    "ScriptThrowsError",
    "Shadowed",
    "Source",
    "SourceSyntaxError",
    "Step",
    "Undefined",
    "Unresolved",
    "UnresolvedConfigError",
    "UnsupportedSyntaxError",
    "__version__",
    "configuration_layer",
    "effective_config",
    "format_path",
    "merge",
    "parse_path",
    "render",
    "render_explanation",
    "script_layer",
    "ui_attributes_layer",
]

__getattr__, __dir__ = lazily(__name__, _HOMES)
