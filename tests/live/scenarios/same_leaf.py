"""Two causes at one leaf, where it is plain which of them gives the running value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.live.scenarios.leaves import LEVELS
from tests.live.scenarios.pages import Hands
from tests.live.scenarios.trees import Raw, javascript, put
from tests.live.scenarios.ways.calls import later, plugin, tree_of, update
from tests.live.scenarios.ways.handing import settle_binding
from tests.live.scenarios.ways.resource import fall_back

if TYPE_CHECKING:
    from tests.live.scenarios.draft import Draft
    from tests.live.scenarios.leaves import Leaf
    from tests.live.scenarios.ways import Way


def _leaf(draft: Draft) -> Leaf:
    return draft.leaf(lambda leaf: leaf.in_resource and len(set(map(str, leaf.values))) == 3)


def _plugin_sets(draft: Draft, leaf: Leaf) -> bool:
    draft.plugins.append(plugin(update(draft, tree_of(leaf.path, leaf.values[2]))))
    draft.expect("plugin", leaf.path)
    return True


def plugin_over_served_file(draft: Draft) -> bool:
    """Whatever the served file says, the plugin comes later."""
    leaf = _leaf(draft)
    put(draft.file, leaf.path, leaf.values[0])
    put(draft.served, leaf.path, leaf.values[1])
    return _plugin_sets(draft, leaf)


def plugin_over_resource(draft: Draft) -> bool:
    """Whatever the resource has become."""
    leaf = _leaf(draft)
    put(draft.attributes, leaf.path, leaf.values[0])
    put(draft.served_attributes, leaf.path, leaf.values[1])
    return _plugin_sets(draft, leaf)


def plugin_over_stored(draft: Draft) -> bool:
    """Whatever is stored."""
    leaf = _leaf(draft)
    draft.stored = tree_of(leaf.path, leaf.values[0])
    return _plugin_sets(draft, leaf)


def plugin_over_decided(draft: Draft) -> bool:
    """None of what the page decides between is the value."""
    leaf = _leaf(draft)
    one, two = (javascript(value, draft.hand) for value in leaf.values[:2])
    text = f'location.hostname === "desk.example.com" ? {one} : {two}'
    draft.put(Raw(text), leaf.path, draft.file, draft.served)
    draft.has_url = False
    return _plugin_sets(draft, leaf)


def plugin_over_moved(draft: Draft) -> bool:
    """A prop that was moved, and is another by then."""
    path = ("componentProps", "MainHeader", "logoUrl")
    draft.put("/logo.svg", path, draft.file, draft.served)
    draft.plugins.append(plugin(update(draft, tree_of(path, "/plugin.svg"))))
    draft.expect("plugin", path)
    return True


def plugin_over_level(draft: Draft) -> bool:
    """A log level that a plugin sets on a release with other rules."""
    if not draft.level() or "channel_configs" in draft.columns:
        return False
    draft.flex_ui = "2.1.0"
    draft.plugins.append(plugin(update(draft, {"logLevel": "warn"})))
    draft.expect("plugin", ("logLevel",), *LEVELS)
    draft.expect("release", ("channelConfigs",), ("citrixVoiceVdi",))
    return True


def script_over_plugin(draft: Draft) -> bool:
    """The later one of two who set it."""
    leaf = _leaf(draft)
    draft.plugins.append(plugin(update(draft, tree_of(leaf.path, leaf.values[0]))))
    later(draft, update(draft, tree_of(leaf.path, leaf.values[1])))
    draft.expect("page-script", leaf.path)
    return True


def script_over_binding(draft: Draft) -> bool:
    """What the file sets isn't heard, and a script sets another."""
    leaf = _leaf(draft)
    draft.binding, draft.hands, draft.is_page = "const", Hands("window.appConfig || {}"), False
    draft.is_watched = True
    draft.put(leaf.values[0], leaf.path, draft.file, draft.served)
    later(draft, update(draft, tree_of(leaf.path, leaf.values[1])))
    draft.expect("page-script", leaf.path)
    settle_binding(draft)
    return True


def stored_over_changed_resource(draft: Draft) -> bool:
    """The resource has changed, and what is stored beats it."""
    leaf = _leaf(draft)
    put(draft.attributes, leaf.path, leaf.values[0])
    put(draft.served_attributes, leaf.path, leaf.values[1])
    draft.stored = tree_of(leaf.path, leaf.values[2])
    draft.expect("stored", leaf.path)
    return True


def stored_over_copy(draft: Draft) -> bool:
    """The same with the browser's copy."""
    fall_back(draft)
    return stored_over_changed_resource(draft)


def served_over_changed_resource(draft: Draft) -> bool:
    """The resource has changed, and what the served file adds beats it."""
    leaf = _leaf(draft)
    put(draft.attributes, leaf.path, leaf.values[0])
    put(draft.served_attributes, leaf.path, leaf.values[1])
    put(draft.served, leaf.path, leaf.values[2])
    draft.expect("served-file", leaf.path)
    return True


def served_over_stored(draft: Draft) -> bool:
    """The served file leaves no gap for what is stored."""
    leaf = _leaf(draft)
    put(draft.attributes, leaf.path, leaf.values[0])
    put(draft.served_attributes, leaf.path, leaf.values[0])
    draft.stored = tree_of(leaf.path, leaf.values[1])
    put(draft.served, leaf.path, leaf.values[2])
    draft.expect("served-file", leaf.path)
    return True


def served_and_moved(draft: Draft) -> bool:
    """The prop that was moved is the served file's."""
    path = ("componentProps", "MainHeader", "logoUrl")
    put(draft.file, path, "/logo.svg")
    put(draft.served, path, "/other.svg")
    draft.expect("served-file", path)
    return True


def served_over_decided(draft: Draft) -> bool:
    """The served file has a value in place of what the page decided."""
    leaf = _leaf(draft)
    one, two = (javascript(value, draft.hand) for value in leaf.values[:2])
    text = f'location.hostname === "desk.example.com" ? {one} : {two}'
    put(draft.file, leaf.path, Raw(text))
    put(draft.served, leaf.path, leaf.values[2])
    draft.has_url = False
    draft.expect("served-file", leaf.path)
    return True


def hand_over_over_served(draft: Draft) -> bool:
    """The page sets anew what the served file has changed."""
    path = ("language",)
    draft.clear(path)
    draft.is_watched, draft.is_page = True, False
    draft.file["language"], draft.served["language"] = "sv-SE", "ko-KR"
    draft.hands = Hands('{ ...window.appConfig, language: "de-DE" }')
    draft.binding = "var"
    draft.expect("hand-over", path)
    return True


def service_over_plugin(draft: Draft) -> bool:
    """The account has the last word about its e-mail."""
    draft.plugins.append(plugin(update(draft, {"isEmailChannelEnabled": True})))
    draft.expect("service", ("isEmailChannelEnabled",))
    return True


SAME_LEAF: Final[tuple[Way, ...]] = (
    plugin_over_served_file, plugin_over_resource, plugin_over_stored, plugin_over_decided,
    plugin_over_moved, plugin_over_level, script_over_plugin, script_over_binding,
    stored_over_changed_resource, stored_over_copy, served_over_changed_resource,
    served_over_stored, served_and_moved, served_over_decided, hand_over_over_served,
    service_over_plugin,
)  # fmt: skip
