"""The documented properties of the Configuration resource, and which of them can't be changed.

Twilio publishes no list of read-only properties. Three public clients have one each, and they
disagree; what all three have is certain, what only some have is doubtful.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

Writing: TypeAlias = Literal["read-only", "doubtful", "unknown", "writable"]
"""Whether a property can be changed: certainly not; in some lists of read-only ones; nothing
published says it; yes."""

UI_ATTRIBUTES = "ui_attributes"
"""What Flex UI merges beneath appConfig.js."""

VERSION_COMPATIBILITY = "version_compatibility"
"""The key of ui_attributes at which Flex UI looks before it starts."""

RESOURCE_ONLY = frozenset({VERSION_COMPATIBILITY, "version_message"})
"""Keys that Flex UI takes from ui_attributes as they are stored, whatever appConfig.js says."""

ACCOUNT_SID = "account_sid"
"""Sent with every change, to name the account."""

READ_ONLY = frozenset({
    ACCOUNT_SID,
    "flex_service_instance_sid",
    "runtime_domain",
    "service_version",
    "status",
    "taskrouter_offline_activity_sid",
    "taskrouter_workspace_sid",
})  # fmt: skip
"""Certain: an update of these is answered with error 45004."""

DOUBTFUL = frozenset({
    "date_created",
    "date_updated",
    "flex_insights_hr",
    "flex_instance_sid",
    "url",
})  # fmt: skip
"""In some of the lists: unchanged values are tolerated, changed ones may be refused."""

UNKNOWN = frozenset({
    "agent_conv_end_methods",
    "channel_configs",
    "citrix_voice_vdi",
    "debugger_integration",
    "flex_insights_drilldown",
    "flex_ui_status_report",
    "flex_url",
    "markdown",
    "notifications",
    "offline_config",
})  # fmt: skip
"""Nothing published says whether the API lets them be changed."""

WRITABLE = frozenset({
    "attributes",
    "call_recording_enabled",
    "call_recording_webhook_url",
    "chat_service_instance_sid",
    "crm_attributes",
    "crm_callback_url",
    "crm_enabled",
    "crm_fallback_url",
    "crm_type",
    "integrations",
    "messaging_service_instance_sid",
    "outbound_call_flows",
    "plugin_service_attributes",
    "plugin_service_enabled",
    "public_attributes",
    "queue_stats_configuration",
    "serverless_service_sids",
    "taskrouter_skills",
    "taskrouter_target_taskqueue_sid",
    "taskrouter_target_workflow_sid",
    "taskrouter_taskqueues",
    "taskrouter_worker_attributes",
    "taskrouter_worker_channels",
    "ui_attributes",
    "ui_dependencies",
    "ui_language",
    "ui_version",
})  # fmt: skip
"""Listed as writable, or seen written by a public tool."""


PROPERTIES = READ_ONLY | DOUBTFUL | UNKNOWN | WRITABLE
"""All 49 properties of the OpenAPI description."""


def writing(property: str) -> Writing:
    """Whether the API lets a property be changed, as far as is known."""
    if property in READ_ONLY:
        return "read-only"
    if property in DOUBTFUL:
        return "doubtful"
    return "writable" if property in WRITABLE else "unknown"


def why_not_set(column: str) -> str:
    """Why one can't count on setting a property of the resource; empty where one can."""
    known = writing(column)
    if known == "read-only":
        return f"the column {column} is read-only"
    if known == "writable":
        return ""
    return f"nothing published says whether the column {column} can be changed"
