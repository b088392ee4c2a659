"""The ways in which a cause is planted: each changes what is believed or what is so, and knows why.

A way takes a draft, plants one difference or some that have one cause, and says at which paths it
is to be found. It returns False where the draft has no room for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tests.live.scenarios.draft import lost
from tests.live.scenarios.leaves import LEVELS
from tests.live.scenarios.pages import Hands
from tests.live.scenarios.trees import Raw, drop, javascript, put

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.live.scenarios.draft import Draft
    from tests.live.scenarios.leaves import Leaf
    from tests.live.scenarios.trees import Path, Tree

    Way = Callable[[Draft], bool]


# What the server has of appConfig.js is another file.


def served_changed(draft: Draft) -> bool:
    """Another value, whatever the resource says beneath it."""
    leaf = draft.leaf(is_json=False)
    put(draft.file, leaf.path, leaf.values[0])
    put(draft.served, leaf.path, leaf.values[1])
    if leaf.in_resource and not isinstance(leaf.values[2], Raw) and draft.random.random() < 0.5:
        draft.put(leaf.values[2], leaf.path, draft.attributes, draft.served_attributes)
    draft.expect("served-file", leaf.path)
    return True


def served_added(draft: Draft) -> bool:
    """A key that the file given hasn't."""
    leaf = draft.leaf(is_json=False)
    put(draft.served, leaf.path, leaf.values[0])
    draft.expect("served-file", leaf.path)
    return True


def served_removed(draft: Draft) -> bool:
    """A key that the file given still has; the resource's comes through."""
    leaf = draft.leaf(lambda leaf: leaf.in_resource)
    put(draft.file, leaf.path, leaf.values[0])
    if draft.random.random() < 0.5:
        draft.put(leaf.values[1], leaf.path, draft.attributes, draft.served_attributes)
    draft.expect("served-file", leaf.path)
    return True


def served_level(draft: Draft) -> bool:
    """Another log level, which every SDK follows."""
    if not draft.level():
        return False
    draft.file["logLevel"], draft.served["logLevel"] = "info", "warn"
    draft.expect("served-file", ("logLevel",), *LEVELS)
    return True


def served_many(draft: Draft) -> bool:
    """A newer file: one key more, one less, one other."""
    return served_added(draft) and served_removed(draft) and served_changed(draft)


# The resource is another, or the browser's copy of it is.


def _resource_changed(draft: Draft, cause: str) -> bool:
    leaf = draft.leaf(lambda leaf: leaf.in_resource)
    put(draft.attributes, leaf.path, leaf.values[0])
    put(draft.served_attributes, leaf.path, leaf.values[1])
    draft.expect(cause, leaf.path)
    return True


def _resource_added(draft: Draft, cause: str) -> bool:
    leaf = draft.leaf(lambda leaf: leaf.in_resource)
    put(draft.served_attributes, leaf.path, leaf.values[0])
    draft.expect(cause, leaf.path)
    return True


def _resource_removed(draft: Draft, cause: str) -> bool:
    leaf = draft.leaf(lambda leaf: leaf.in_resource)
    put(draft.attributes, leaf.path, leaf.values[0])
    draft.expect(cause, leaf.path)
    return True


def _resource_column(draft: Draft, cause: str) -> bool:
    name, path, old, new = draft.random.choice(
        [
            ("runtime_domain", ("serviceBaseUrl",), "old-1234.twil.io", "new-1234.twil.io"),
            ("markdown", ("markdown", "mode"), {"mode": "readOnly"}, {"mode": "readWrite"}),
            ("notifications", ("notifications", "mode"), {"mode": "always"}, {"mode": "never"}),
        ]
    )
    if draft.has_taken(path):
        return False
    draft.clear((path[0],))
    draft.columns[name], draft.served_columns[name] = old, new
    draft.expect(cause, path)
    return True


def _resource_level(draft: Draft, cause: str) -> bool:
    if not draft.level():
        return False
    draft.attributes["logLevel"], draft.served_attributes["logLevel"] = "warn", "silent"
    draft.put("info", ("logLevel",), draft.file, draft.served)
    draft.expect(cause, ("logLevel",), *LEVELS)
    return True


def resource_changed(draft: Draft) -> bool:
    """Another value."""
    return _resource_changed(draft, "resource")


def resource_added(draft: Draft) -> bool:
    """One key more."""
    return _resource_added(draft, "resource")


def resource_removed(draft: Draft) -> bool:
    """One key less."""
    return _resource_removed(draft, "resource")


def resource_column(draft: Draft) -> bool:
    """Another column than ui_attributes."""
    return _resource_column(draft, "resource")


def resource_level(draft: Draft) -> bool:
    """Its log level, which beats the file's."""
    return _resource_level(draft, "resource")


def _cached(draft: Draft) -> None:
    draft.cached = True
    draft.services = draft.services._replace(resource=500)
    # Whatever else differs of the resource is the copy's as well: there is no other to be seen.
    for path, cause in draft.expected.items():
        if cause == "resource":
            draft.expected[path] = "cached-resource"


def cached_changed(draft: Draft) -> bool:
    """The service fails, and the copy is of before a change."""
    _cached(draft)
    return _resource_changed(draft, "cached-resource")


def cached_added(draft: Draft) -> bool:
    """The service fails, and the copy has what was removed since."""
    _cached(draft)
    return _resource_added(draft, "cached-resource")


def cached_removed(draft: Draft) -> bool:
    """The service fails, and the copy hasn't what was added since."""
    _cached(draft)
    return _resource_removed(draft, "cached-resource")


def cached_column(draft: Draft) -> bool:
    """The service fails, and a column of the copy is another."""
    _cached(draft)
    return _resource_column(draft, "cached-resource")


# The browser has FLEX_CONFIG stored.


def _stores(draft: Draft) -> Tree:
    if draft.stored is None:
        draft.stored = {}
    return draft.stored


def stored_gap(draft: Draft) -> bool:
    """What nothing else sets."""
    leaf = draft.leaf()
    put(_stores(draft), leaf.path, leaf.values[0])
    draft.expect("stored", leaf.path)
    return True


def stored_over_resource(draft: Draft) -> bool:
    """It beats the resource, where the file is silent."""
    leaf = draft.leaf(lambda leaf: leaf.in_resource)
    draft.put(leaf.values[1], leaf.path, draft.attributes, draft.served_attributes)
    put(_stores(draft), leaf.path, leaf.values[0])
    draft.expect("stored", leaf.path)
    return True


def stored_over_default(draft: Draft) -> bool:
    """It beats what Flex UI sets by itself."""
    path: Path = ("initialDeviceCheck",)
    if draft.has_taken(path):
        return False
    draft.clear(path)
    _stores(draft)["initialDeviceCheck"] = False
    draft.expect("stored", path)
    return True


def stored_other(draft: Draft) -> bool:
    """Another than ``--stored`` says: somebody else's browser."""
    leaf = draft.leaf()
    put(_stores(draft), leaf.path, leaf.values[0])
    if draft.given_stored is None:
        draft.given_stored = {}
    put(draft.given_stored, leaf.path, leaf.values[1])
    draft.expect("stored", leaf.path)
    return True


def stored_no_more(draft: Draft) -> bool:
    """``--stored`` says something that the browser hasn't got."""
    leaf = draft.leaf(lambda leaf: leaf.in_resource)
    if draft.given_stored is None:
        draft.given_stored = {}
    put(draft.given_stored, leaf.path, leaf.values[0])
    _stores(draft)
    draft.expect("stored", leaf.path)
    return True


# Something sets it after the merge.


def _one(path: Path, value: Any) -> Tree:
    tree: Tree = {}
    put(tree, path, value)
    return tree


def _call(draft: Draft, tree: Tree) -> str:
    return f"manager.updateConfig({javascript(tree, draft.hand)});"


_PLUGIN: Final = """\
class Plugin {
  init(flex, manager) {
    BODY
  }
}
Twilio.Flex.Plugins.init(Plugin);
"""


def _plugin(body: str) -> str:
    return _PLUGIN.replace("BODY", body)


def _served_by(draft: Draft) -> None:
    """Let Flex UI find the plugins: the file says where, and where it isn't heard the resource."""
    service = {"enabled": True, "url": "/plugins.json"}
    path: Path = ("pluginService",)
    for layer in draft.layers:
        drop(layer, path)
    if draft.binding in {"const", "let"}:
        draft.put(service, path, draft.attributes, draft.served_attributes)
    else:
        draft.put(service, path, draft.file, draft.served)


def _set_later(draft: Draft, leaf: Leaf) -> Tree:
    """What a call sets; somebody believes in another value or in none."""
    believed = draft.random.choice(("file", "resource", "none"))
    if believed == "file" and draft.binding not in {"const", "let"}:
        draft.put(leaf.values[1], leaf.path, draft.file, draft.served)
    elif believed == "resource" and leaf.in_resource and not isinstance(leaf.values[1], Raw):
        draft.put(leaf.values[1], leaf.path, draft.attributes, draft.served_attributes)
    return _one(leaf.path, leaf.values[0])


def plugin_sets(draft: Draft) -> bool:
    """A plugin sets a value while it is initialised."""
    leaf = draft.leaf(is_json=False)
    draft.plugins.append(_plugin(_call(draft, _set_later(draft, leaf))))
    draft.expect("plugin", leaf.path)
    return True


def plugin_sets_two(draft: Draft) -> bool:
    """Two values in one call."""
    first, second = draft.leaf(), draft.leaf()
    tree = _one(first.path, first.values[0])
    put(tree, second.path, second.values[0])
    draft.plugins.append(_plugin(_call(draft, tree)))
    draft.expect("plugin", first.path, second.path)
    return True


def plugin_level(draft: Draft) -> bool:
    """A plugin sets the log level, and every SDK follows."""
    if not draft.level():
        return False
    draft.plugins.append(_plugin(_call(draft, {"logLevel": "warn"})))
    draft.expect("plugin", ("logLevel",), *LEVELS)
    return True


def plugin_over_plugin(draft: Draft) -> bool:
    """Two plugins set the same, and the later one is heard."""
    leaf = draft.leaf()
    for value in leaf.values[1], leaf.values[0]:
        draft.plugins.append(_plugin(_call(draft, _one(leaf.path, value))))
    draft.expect("plugin", leaf.path)
    return True


def plugin_in_timer(draft: Draft) -> bool:
    """A plugin sets a value some time after it was initialised."""
    leaf = draft.leaf()
    call = _call(draft, _set_later(draft, leaf))
    draft.plugins.append(_plugin(f"setTimeout(() => {{ {call} }}, 300);"))
    draft.expect("plugin", leaf.path)
    return True


def plugin_computes(draft: Draft) -> bool:
    """A plugin sets what only the page can know."""
    leaf = draft.leaf()
    values = [javascript(value, draft.hand) for value in leaf.values[:2]]
    body = f"const value = manager.user.identity ? {values[0]} : {values[1]};\n    "
    call = _call(draft, _one(leaf.path, Raw("value")))
    draft.plugins.append(_plugin(body + call))
    draft.expect("plugin", leaf.path)
    return True


_WAITS: Final = """\
(function wait() {
  const manager = Twilio.Flex.Manager.getInstance();
  if (!manager || !manager.configuration.channelConfigs) { setTimeout(wait, 100); return; }
  setTimeout(() => {
    BODY
    document.body.dataset.later = "done";
  }, 3000);
})();"""


def _later(draft: Draft, body: str) -> None:
    draft.scripts.append(_WAITS.replace("BODY", body))
    if not draft.is_watched:
        # Nobody can tell but from the page's own text.
        draft.is_page = True


def script_sets(draft: Draft) -> bool:
    """A script of the page sets a value once Flex UI runs."""
    leaf = draft.leaf(is_json=False)
    _later(draft, _call(draft, _set_later(draft, leaf)))
    draft.expect("page-script", leaf.path)
    return True


def script_sets_two(draft: Draft) -> bool:
    """Two calls, of which the second is heard where both set the same."""
    first, second = draft.leaf(), draft.leaf()
    tree = _one(first.path, first.values[0])
    put(tree, second.path, second.values[1])
    calls = _call(draft, tree), _call(draft, _one(second.path, second.values[0]))
    _later(draft, "\n    ".join(calls))
    draft.expect("page-script", first.path, second.path)
    return True


def script_level(draft: Draft) -> bool:
    """A script sets the log level."""
    if not draft.level():
        return False
    _later(draft, _call(draft, {"logLevel": "silent"}))
    draft.expect("page-script", ("logLevel",), *LEVELS)
    return True


# What the page hands to Flex UI isn't what somebody thinks.


def _ignored(draft: Draft, binding: str) -> bool:
    draft.binding = binding
    draft.is_page = False
    draft.hands = Hands("window.appConfig || {}")
    return True


def binding_const(draft: Draft) -> bool:
    """``const appConfig`` is no property of window, and the page looks for one."""
    return _ignored(draft, "const")


def binding_let(draft: Draft) -> bool:
    """Nor is ``let appConfig``."""
    return _ignored(draft, "let")


def binding_other(draft: Draft) -> bool:
    """Another script has left something else at ``window.appConfig``."""
    leaf = draft.leaf()
    text = javascript(_one(leaf.path, leaf.values[0]), draft.hand)
    draft.companions["/before.js"] = f"window.appConfig = {text};\n"
    draft.expect("binding", leaf.path)
    return _ignored(draft, "let")


def settle_binding(draft: Draft) -> None:
    """What the file sets is lost at last, whoever has planted something in it."""
    gone = lost(draft)
    for path, cause in list(draft.expected.items()):
        if cause == "served-file" and path not in gone:
            del draft.expected[path]
    for path in gone:
        if draft.expected.get(path) not in {"plugin", "page-script", "binding"}:
            draft.expect("binding", path)


def _hands(draft: Draft, expression: str, *statements: str) -> bool:
    if draft.hands.statements or draft.hands.since:
        return False
    since = draft.hands.expression
    draft.hands = Hands(expression.replace("IT", f"({since})"), statements)
    if draft.random.random() < 0.4 and draft.binding not in {"const", "let"}:
        draft.is_page = True
        draft.hands = draft.hands._replace(since=since)
    elif not draft.scripts or draft.is_watched:
        draft.is_page = False
    return True


def hand_over_adds(draft: Draft) -> bool:
    """The page adds a key of its own."""
    leaf = draft.leaf(lambda leaf: len(leaf.path) == 1)
    tree = javascript(leaf.values[0], draft.hand)
    draft.expect("hand-over", leaf.path)
    return _hands(draft, f"{{ ...IT, {leaf.path[0]}: {tree} }}")


def hand_over_other(draft: Draft) -> bool:
    """The page sets a key anew that the file sets, too."""
    leaf = draft.leaf(lambda leaf: len(leaf.path) == 1)
    if draft.binding not in {"const", "let"}:
        draft.put(leaf.values[1], leaf.path, draft.file, draft.served)
    tree = javascript(_one(leaf.path, leaf.values[0]), draft.hand)
    draft.expect("hand-over", leaf.path)
    return _hands(draft, f"Object.assign({{}}, IT, {tree})")


def hand_over_drops(draft: Draft) -> bool:
    """The page leaves a key out."""
    path: Path = ("desk",)
    if draft.binding in {"const", "let"}:
        return False
    draft.put("day", path, draft.file, draft.served)
    draft.expect("hand-over", path)
    return _hands(draft, "rest", "const { desk, ...rest } = window.appConfig || appConfig;")


def hand_over_shallow(draft: Draft) -> bool:
    """The page puts an object of its own in place of the file's."""
    if draft.binding in {"const", "let"}:
        return False
    draft.put({"name": "day", "floor": 3}, ("office",), draft.file, draft.served)
    draft.expect("hand-over", ("office", "floor"), ("office", "city"))
    return _hands(draft, '{ ...IT, office: { name: "day", city: "Malmö" } }')


# The release is another than somebody thinks.


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


# Flags, services, props.


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
    _later(draft, _dispatch("flex-multi-tab-support"))
    draft.is_page = was_page
    return True


def flag_by_plugin(draft: Draft) -> bool:
    """A plugin does."""
    _override(draft, "file-attachments-in-chat")
    draft.plugins.append(_plugin(_dispatch("file-attachments-in-chat")))
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
    for name, value in options.items():
        if not _moves(draft, (*start, "splitterOptions", name), value, *layers):
            return False
    return _moves(draft, (*start, "showPanel2"), False, *layers)


# Only the page can decide.


def _depends(draft: Draft, text: str, *, has_companion: bool = False) -> bool:
    leaf = draft.leaf()
    values = [javascript(value, draft.hand) for value in leaf.values]
    expression = text.replace("ONE", values[0]).replace("TWO", values[1])
    draft.put(Raw(expression), leaf.path, draft.file, draft.served)
    draft.expect("page-decided", leaf.path)
    if has_companion:
        draft.is_page = False
        draft.companions["/environment.js"] = f"var environment = {{ value: {values[0]} }};\n"
    else:
        draft.has_url = False
    return True


def decided_host(draft: Draft) -> bool:
    """What holds on one host and not on another."""
    return _depends(draft, 'location.hostname === "desk.example.com" ? ONE : TWO')


def decided_else(draft: Draft) -> bool:
    """What holds on all other hosts."""
    return _depends(draft, 'location.hostname === "localhost" ? TWO : ONE')


def decided_by_script(draft: Draft) -> bool:
    """What a script sets that isn't given."""
    return _depends(draft, "environment.value", has_companion=True)


def decided_address(draft: Draft) -> bool:
    """An address that begins as the page's."""
    path: Path = ("portal",)
    draft.put(Raw('location.origin + "/portal/"'), path, draft.file, draft.served)
    draft.has_url = False
    draft.expect("page-decided", path)
    return True


def decided_browser(draft: Draft) -> bool:
    """What depends on the browser's language."""
    return _depends(draft, 'navigator.language.startsWith("xx") ? TWO : ONE')


def decided_statement(draft: Draft) -> bool:
    """What is set where a condition holds."""
    if draft.binding in {"const", "let"} or draft.conditions:
        return False
    name = "appConfig" if draft.binding in {"var", "statements", "function"} else "window.appConfig"
    draft.conditions.append(
        f'if (location.hostname === "desk.example.com") {{\n  {name}.stage = "live";\n}}'
    )
    draft.has_url = False
    draft.expect("page-decided", ("stage",))
    return True


WAYS: Final[dict[str, tuple[Way, ...]]] = {
    "binding": (binding_const, binding_let, binding_other),
    "hand-over": (hand_over_adds, hand_over_other, hand_over_drops, hand_over_shallow),
    "served-file": (served_changed, served_added, served_removed, served_level, served_many),
    "resource": (
        resource_changed, resource_added, resource_removed, resource_column, resource_level,
    ),
    "cached-resource": (cached_changed, cached_added, cached_removed, cached_column),
    "stored": (
        stored_gap, stored_over_resource, stored_over_default, stored_other, stored_no_more,
    ),
    "release": (release_levels, release_default, release_channels, release_column),
    "feature-flag": (flag_insights, flag_by_script, flag_by_plugin),
    "service": (service_email_off, service_email_on, service_teams),
    "moved-props": (moved_logo, moved_function, moved_two),
    "page-decided": (
        decided_host, decided_else, decided_by_script, decided_address, decided_browser,
        decided_statement,
    ),
    "plugin": (
        plugin_sets, plugin_sets_two, plugin_level, plugin_over_plugin, plugin_in_timer,
        plugin_computes,
    ),
    "page-script": (script_sets, script_sets_two, script_level),
}  # fmt: skip
"""By cause; the order is that in which two are planted."""
