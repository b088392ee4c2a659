"""The ways in which a cause is planted: each changes what is believed or what is so, and knows why.

A way takes a draft, plants one difference or some that have one cause, and says at which paths it
is to be found. It returns False where the draft has no room for it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from tests.live.scenarios.draft import Draft
from tests.live.scenarios.ways import calls, deciding, flex_ui, handing, inputs, resource

Way: TypeAlias = Callable[[Draft], bool]

WAYS: Final[dict[str, tuple[Way, ...]]] = {
    "binding": (handing.binding_const, handing.binding_let, handing.binding_other),
    "hand-over": (
        handing.hand_over_adds,
        handing.hand_over_other,
        handing.hand_over_drops,
        handing.hand_over_shallow,
    ),
    "served-file": (
        inputs.served_changed,
        inputs.served_added,
        inputs.served_removed,
        inputs.served_level,
        inputs.served_many,
    ),
    "resource": (
        resource.resource_changed,
        resource.resource_added,
        resource.resource_removed,
        resource.resource_column,
        resource.resource_level,
    ),
    "cached-resource": (
        resource.cached_changed,
        resource.cached_added,
        resource.cached_removed,
        resource.cached_column,
    ),
    "stored": (
        inputs.stored_gap,
        inputs.stored_over_resource,
        inputs.stored_over_default,
        inputs.stored_other,
        inputs.stored_no_more,
    ),
    "release": (
        flex_ui.release_levels,
        flex_ui.release_default,
        flex_ui.release_channels,
        flex_ui.release_column,
    ),
    "feature-flag": (flex_ui.flag_insights, flex_ui.flag_by_script, flex_ui.flag_by_plugin),
    "service": (flex_ui.service_email_off, flex_ui.service_email_on, flex_ui.service_teams),
    "moved-props": (flex_ui.moved_logo, flex_ui.moved_function, flex_ui.moved_two),
    "page-decided": (
        deciding.decided_host,
        deciding.decided_else,
        deciding.decided_by_script,
        deciding.decided_address,
        deciding.decided_browser,
        deciding.decided_statement,
    ),
    "plugin": (
        calls.plugin_sets,
        calls.plugin_sets_two,
        calls.plugin_level,
        calls.plugin_over_plugin,
        calls.plugin_in_timer,
        calls.plugin_computes,
    ),
    "page-script": (calls.script_sets, calls.script_sets_two, calls.script_level),
}
"""By cause; the order is that in which two are planted."""
