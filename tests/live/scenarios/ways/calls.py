"""Ways in which plugins and scripts set something after the merge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tests.live.scenarios.leaves import LEVELS
from tests.live.scenarios.trees import Path, Raw, Tree, drop, javascript, put

if TYPE_CHECKING:
    from tests.live.scenarios.draft import Draft
    from tests.live.scenarios.leaves import Leaf


def tree_of(path: Path, value: Any) -> Tree:
    """A tree with one leaf."""
    tree: Tree = {}
    put(tree, path, value)
    return tree


def update(draft: Draft, tree: Tree) -> str:
    """A call of ``updateConfig``, as JavaScript."""
    return f"manager.updateConfig({javascript(tree, draft.hand)});"


_PLUGIN: Final = """\
(function (Flex) {
  class Plugin {
    init(flex, manager) {
      BODY
    }
  }
  Flex.Plugins.init(Plugin);
})(Twilio.Flex);
"""


def plugin(body: str) -> str:
    """A plugin that does something while it is initialised, as JavaScript."""
    return _PLUGIN.replace("BODY", body)


def serve_plugins(draft: Draft) -> None:
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
    return tree_of(leaf.path, leaf.values[0])


def plugin_sets(draft: Draft) -> bool:
    """A plugin sets a value while it is initialised."""
    leaf = draft.leaf(is_json=False)
    draft.plugins.append(plugin(update(draft, _set_later(draft, leaf))))
    draft.expect("plugin", leaf.path)
    return True


def plugin_sets_two(draft: Draft) -> bool:
    """Two values in one call."""
    first, second = draft.leaf(), draft.leaf()
    tree = tree_of(first.path, first.values[0])
    put(tree, second.path, second.values[0])
    draft.plugins.append(plugin(update(draft, tree)))
    draft.expect("plugin", first.path, second.path)
    return True


def plugin_level(draft: Draft) -> bool:
    """A plugin sets the log level, and every SDK follows."""
    if not draft.level():
        return False
    draft.plugins.append(plugin(update(draft, {"logLevel": "warn"})))
    draft.expect("plugin", ("logLevel",), *LEVELS)
    return True


def plugin_over_plugin(draft: Draft) -> bool:
    """Two plugins set the same, and the later one is heard."""
    leaf = draft.leaf()
    for value in leaf.values[1], leaf.values[0]:
        draft.plugins.append(plugin(update(draft, tree_of(leaf.path, value))))
    draft.expect("plugin", leaf.path)
    return True


def plugin_in_timer(draft: Draft) -> bool:
    """A plugin sets a value some time after it was initialised."""
    leaf = draft.leaf()
    call = update(draft, _set_later(draft, leaf))
    draft.plugins.append(plugin(f"setTimeout(() => {{ {call} }}, 300);"))
    draft.expect("plugin", leaf.path)
    return True


def plugin_computes(draft: Draft) -> bool:
    """A plugin sets what only the page can know."""
    leaf = draft.leaf()
    values = [javascript(value, draft.hand) for value in leaf.values[:2]]
    body = f"const value = manager.user.identity ? {values[0]} : {values[1]};\n    "
    call = update(draft, tree_of(leaf.path, Raw("value")))
    draft.plugins.append(plugin(body + call))
    draft.expect("plugin", leaf.path)
    return True


_WAITS: Final = """\
(function wait() {
  const manager = Twilio.Flex.Manager.getInstance();
  if (!manager || !("isEmailChannelEnabled" in manager.configuration)) {
    setTimeout(wait, 100);
    return;
  }
  setTimeout(() => {
    BODY
    document.body.dataset.later = "done";
  }, 500);
})();"""
"""Plugins have run by then, and services were asked."""


def later(draft: Draft, body: str) -> None:
    """Let the page do something once Flex UI runs."""
    draft.scripts.append(_WAITS.replace("BODY", body))
    if not draft.is_watched:
        # Nobody can tell but from the page's own text.
        draft.is_page = True


def script_sets(draft: Draft) -> bool:
    """A script of the page sets a value once Flex UI runs."""
    leaf = draft.leaf(is_json=False)
    later(draft, update(draft, _set_later(draft, leaf)))
    draft.expect("page-script", leaf.path)
    return True


def script_sets_two(draft: Draft) -> bool:
    """Two calls, of which the second is heard where both set the same."""
    first, second = draft.leaf(), draft.leaf()
    tree = tree_of(first.path, first.values[0])
    put(tree, second.path, second.values[1])
    calls = update(draft, tree), update(draft, tree_of(second.path, second.values[0]))
    later(draft, "\n    ".join(calls))
    draft.expect("page-script", first.path, second.path)
    return True


def script_level(draft: Draft) -> bool:
    """A script sets the log level."""
    if not draft.level():
        return False
    later(draft, update(draft, {"logLevel": "silent"}))
    draft.expect("page-script", ("logLevel",), *LEVELS)
    return True
