"""Ways in which Flex UI and its services do something else: releases, flags, services, props."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.live.scenarios.leaves import LEVELS
from tests.live.scenarios.trees import Path, Raw, Tree, drop
from tests.live.scenarios.ways.calls import later, plugin

if TYPE_CHECKING:
    from tests.live.scenarios.draft import Draft


def _release(draft: Draft, version: str) -> bool:
    if draft.flex_ui:
        return False
    draft.flex_ui = version
    number = tuple(map(int, version.split(".")))
    if number < (2, 10, 0) and "channel_configs" not in draft.columns:
        draft.expect("release", ("channelConfigs",))
    if number < (2, 5, 0):
        draft.expect("release", ("citrixVoiceVdi",))
    return True


def release_levels(draft: Draft) -> bool:
    """Up to 2.2 the file's log level beats the resource's."""
    if not draft.level() or draft.binding in {"const", "let"}:
        return False
    draft.put("info", ("logLevel",), draft.file, draft.served)
    draft.put("warn", ("logLevel",), draft.attributes, draft.served_attributes)
    draft.expect("release", ("logLevel",), *LEVELS)
    return _release(draft, "2.2.0")


def release_default(draft: Draft) -> bool:
    """Up to 2.1 the log level is debug where nothing sets one."""
    if not draft.level():
        return False
    draft.expect("release", ("logLevel",), *LEVELS)
    return _release(draft, "2.1.0")


def release_channels(draft: Draft) -> bool:
    """Up to 2.9 the channels are others."""
    return "channel_configs" not in draft.columns and _release(draft, "2.9.0")


def release_column(draft: Draft) -> bool:
    """Up to 2.4 there is no column for Citrix."""
    return _release(draft, "2.4.0")


def _override(draft: Draft, id: str) -> Path:
    path = ("featureOverrides", id, "enabled")
    draft.put(True, path, draft.file, draft.served)
    if draft.binding in {"const", "let"}:
        for layer in draft.file, draft.served:
            drop(layer, path)
        draft.put(True, path, draft.attributes, draft.served_attributes)
    draft.expect("feature-flag", path)
    return path


def flag_insights(draft: Draft) -> bool:
    """Whether Flex Insights is on says the account, whatever featureOverrides says."""
    _override(draft, "flex-insights")
    draft.services = draft.services._replace(flags=(("teams-view-filters", True),))
    return True


def flag_by_script(draft: Draft) -> bool:
    """A script switches a flag off once Flex UI runs."""
    _override(draft, "flex-multi-tab-support")
    was_page = draft.is_page
    later(draft, _dispatch("flex-multi-tab-support"))
    draft.is_page = was_page
    return True


def flag_by_plugin(draft: Draft) -> bool:
    """A plugin does."""
    _override(draft, "file-attachments-in-chat")
    draft.plugins.append(plugin(_dispatch("file-attachments-in-chat")))
    return True


def _dispatch(id: str) -> str:
    payload = f'{{ id: "{id}", enabled: false }}'
    return f'manager.store.dispatch({{ type: "FLEX_FEATURE_FLAG_OVERRIDE", payload: {payload} }});'


def service_email_off(draft: Draft) -> bool:
    """The file says that there is e-mail, and the account hasn't it."""
    path: Path = ("isEmailChannelEnabled",)
    layers = (draft.attributes, draft.served_attributes)
    if draft.binding not in {"const", "let"} and draft.random.random() < 0.5:
        layers = (draft.file, draft.served)
    draft.put(True, path, *layers)
    draft.expect("service", path)
    return True


def service_email_on(draft: Draft) -> bool:
    """The account has e-mail, with settings for what goes out."""
    draft.services = draft.services._replace(email=True)
    draft.expect(
        "service",
        ("isEmailChannelEnabled",),
        ("outboundSettings", "email", "defaultAddress", "address"),
        ("outboundSettings", "email", "defaultSettings", "queue_sid"),
    )
    return True


def service_teams(draft: Draft) -> bool:
    """The account has teams."""
    draft.services = draft.services._replace(teams=True)
    draft.expect("service", ("isTeamsContextEnabled",))
    return True


def _moves(draft: Draft, path: Path, value: Any, *layers: Tree) -> bool:
    if draft.has_taken(path):
        return False
    draft.clear(path)
    draft.put(value, path, *layers)
    draft.expect("moved-props", path)
    return True


def _either(draft: Draft) -> tuple[Tree, ...]:
    if draft.binding in {"const", "let"}:
        return draft.attributes, draft.served_attributes
    return draft.file, draft.served


def moved_logo(draft: Draft) -> bool:
    """The header's logo, as the file or the resource has it."""
    return _moves(draft, ("componentProps", "MainHeader", "logoUrl"), "/logo.svg", *_either(draft))


def moved_function(draft: Draft) -> bool:
    """A function that gives the CRM's address."""
    if draft.binding in {"const", "let"}:
        return False
    value = Raw('(task) => (task ? "https://crm.example.com/task" : "https://crm.example.com/")')
    return _moves(
        draft, ("componentProps", "CRMContainer", "uriCallback"), value, draft.file, draft.served
    )


def moved_two(draft: Draft) -> bool:
    """Two props of one component, from the resource."""
    layers = draft.attributes, draft.served_attributes
    start: Path = ("componentProps", "AgentDesktopView")
    options = {"initialFirstPanelSize": "420px", "minimumFirstPanelSize": "320px"}
    if not _moves(draft, (*start, "splitterOptions"), options, *layers):
        return False
    return _moves(draft, (*start, "showPanel2"), False, *layers)
