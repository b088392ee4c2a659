"""Pages that run as they should, whatever else is peculiar about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.live.scenarios.pages import Hands
from tests.live.scenarios.trees import Raw, put
from tests.live.scenarios.ways.calls import plugin, serve_plugins, tree_of, update
from tests.live.scenarios.ways.flex_ui import moved_function, moved_logo

if TYPE_CHECKING:
    from tests.live.scenarios.draft import Draft
    from tests.live.scenarios.ways import Way


def as_it_is(draft: Draft) -> bool:
    """Nothing peculiar."""
    return bool(draft.file)


def stored_as_given(draft: Draft) -> bool:
    """What is stored is what ``--stored`` says."""
    leaf, other = draft.leaf(), draft.leaf()
    draft.stored, draft.given_stored = {}, {}
    draft.put(leaf.values[0], leaf.path, draft.stored, draft.given_stored)
    draft.put(other.values[0], other.path, draft.stored, draft.given_stored)
    draft.put(other.values[1], other.path, draft.file, draft.served)
    return True


def stored_beneath(draft: Draft) -> bool:
    """What is stored is set by the file, too, which is heard."""
    leaf = draft.leaf()
    draft.stored = tree_of(leaf.path, leaf.values[0])
    draft.put(leaf.values[1], leaf.path, draft.file, draft.served)
    return True


def resource_beneath(draft: Draft) -> bool:
    """The resource has changed where the file is heard."""
    leaf = draft.leaf(lambda leaf: leaf.in_resource)
    put(draft.attributes, leaf.path, leaf.values[0])
    put(draft.served_attributes, leaf.path, leaf.values[1])
    draft.put(leaf.values[2], leaf.path, draft.file, draft.served)
    return True


def resource_elsewhere(draft: Draft) -> bool:
    """The resource has changed where Flex UI doesn't look."""
    put(draft.attributes, ("notifications", "mode"), "always")
    put(draft.served_attributes, ("notifications", "mode"), "never")
    draft.served_columns["date_updated"] = "2026-11-29T23:59:59Z"
    draft.served_columns["attributes"] = {"owner": "somebody else"}
    draft.columns["taskrouter_skills"] = []
    return True


def file_otherwise(draft: Draft) -> bool:
    """The served file is written in another order."""
    draft.served = dict(reversed(draft.file.items()))
    return True


def cached_as_given(draft: Draft) -> bool:
    """The service fails, and the copy is what was given."""
    draft.cached = True
    draft.services = draft.services._replace(resource=500)
    return True


def release_alike(draft: Draft) -> bool:
    """Another release is assumed, whose rules are the same."""
    draft.flex_ui = draft.random.choice(("2.10.0", "2.12.3", "2.17.1"))
    return True


def plugin_agrees(draft: Draft) -> bool:
    """A plugin sets what is there already."""
    leaf = draft.leaf()
    draft.put(leaf.values[0], leaf.path, draft.file, draft.served)
    draft.plugins.append(plugin(update(draft, tree_of(leaf.path, leaf.values[0]))))
    serve_plugins(draft)
    return True


def plugin_elsewhere(draft: Draft) -> bool:
    """A plugin does something else."""
    draft.plugins.append(plugin('flex.Actions.addListener("afterLogout", () => manager.user);'))
    serve_plugins(draft)
    return True


def flags_heard(draft: Draft) -> bool:
    """The page overrides a flag of the account, and is heard."""
    path = ("featureOverrides", "teams-view-filters", "enabled")
    draft.put(draft.random.choice((True, False)), path, draft.file, draft.served)
    draft.services = draft.services._replace(flags=(("teams-view-filters", True),))
    return True


def secrets(draft: Draft) -> bool:
    """Values that a snapshot doesn't show."""
    draft.put("hunter2-hunter2", ("crm", "apiKey"), draft.file, draft.served)
    draft.put("correct horse", ("crm", "password"), draft.attributes, draft.served_attributes)
    return True


def host_known(draft: Draft) -> bool:
    """What depends on the address, which is given."""
    text = 'location.hostname === "desk.example.com" ? "live" : "test"'
    draft.put(Raw(text), ("stage",), draft.file, draft.served)
    draft.put(Raw('location.origin + "/x/"'), ("portal",), draft.file, draft.served)
    return True


def by_name(draft: Draft) -> bool:
    """``const appConfig``, handed over by its name."""
    draft.binding = "const"
    draft.hands = Hands("appConfig")
    return True


def handed_as_read(draft: Draft) -> bool:
    """The page adds to what it hands over, and the page is given."""
    draft.hands = Hands("{ ...window.appConfig, floor: 3, theme: { isLight: false } }")
    draft.binding = "var"
    draft.is_page = True
    return True


def companion_known(draft: Draft) -> bool:
    """A script that appConfig.js needs, on a page that is given."""
    draft.companions["/environment.js"] = 'var environment = { brand: "#1f2a44", list: [1] };\n'
    draft.put(Raw("environment.brand"), ("custom_data", "brand"), draft.file, draft.served)
    draft.put(Raw("environment.list"), ("custom_data", "list"), draft.file, draft.served)
    draft.is_page = True
    return True


def every_kind(draft: Draft) -> bool:
    """A value of each kind, and what is no plain data."""
    for name, text in _KINDS.items():
        draft.put(Raw(text), ("kinds", name), draft.file, draft.served)
    return True


_KINDS: Final = {
    "date": 'new Date("2026-01-01T00:00:00Z")',
    "undefined": "undefined",
    "nan": "NaN",
    "zero": "-0",
    "big": "123n",
    "regexp": "/a+/gi",
    "sparse": "[1, , 3]",
    "method": "{ run(x) { return x; } }",
    "klass": "class Klass { static x = 1; }",
    "null": "null",
    "emoji": '"\\u{1F600} \\u2028"',
}

CLEAN: Final[tuple[Way, ...]] = (
    as_it_is, stored_as_given, stored_beneath, resource_beneath, resource_elsewhere, file_otherwise,
    cached_as_given, release_alike, plugin_agrees, plugin_elsewhere, flags_heard, secrets,
    host_known, by_name, handed_as_read, companion_known, every_kind, moved_logo, moved_function,
)  # fmt: skip
