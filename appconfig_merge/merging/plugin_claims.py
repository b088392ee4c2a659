"""What plugins may set above a merged tree: claims that are never in force.

A plugin runs once the configuration is merged, and whether it sets a thing is known only then. So
its words change nothing of the tree: each is a claim on its path, above what is in force there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.javascript.values import Slot, Traced, Unknown
from appconfig_merge.limits import MAX_NESTING
from appconfig_merge.merging.claims import Claim
from appconfig_merge.merging.nodes import LeafNode, Node, ObjectNode, adopt, known_value
from appconfig_merge.merging.sameness import same_config
from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.layers.plugins.plugin import Plugin, Word
    from appconfig_merge.paths import Path


class PluginClaim(NamedTuple):
    """What a plugin says at one path, by one of its words.

    ``claim`` has the outcome may-override. ``is_same`` tells that this is the value already. What
    ``is_open`` is said of no key in particular: of any other one of the object at the path.
    """

    path: Path
    claim: Claim
    word: Word
    is_same: bool
    is_open: bool = False


def plugin_claims(root: ObjectNode, plugins: Iterable[Plugin]) -> Iterator[PluginClaim]:
    """All that plugins may set above a merged tree, in the order in which they run."""
    for plugin in plugins:
        for word in plugin.words:
            yield from _of_word(root, plugin.layer, word)


def _of_word(root: ObjectNode, layer: Layer, word: Word) -> Iterator[PluginClaim]:
    work: list[tuple[Path, Node, Node | None]] = [((), adopt(layer, word.root, None, 0), root)]
    while work:
        path, node, below = work.pop()
        claim = node.claims[-1].become("may-override", "plugin-later")
        if not isinstance(node, ObjectNode) or len(path) > MAX_NESTING:
            yield PluginClaim(path, claim, word, _is_same(node, below))
            continue
        if node.more is not None:
            yield PluginClaim(path, _open(claim, node.more), word, is_same=False, is_open=True)
        elif not node.members and not isinstance(below, ObjectNode):
            # An empty object is merged into another one without a trace.
            yield PluginClaim(path, claim, word, is_same=False)
        members = below.members if isinstance(below, ObjectNode) else {}
        own = node.members
        order = reversed(node.key_order())
        work.extend(((*path, key), own[key], members.get(key)) for key in order)


def _open(claim: Claim, more: Unknown) -> Claim:
    """The claim of an object on keys that aren't known."""
    at = claim.slot.traced
    slot = Slot(Traced(Unknown(more.reason, origin=more.origin), at.node, at.source))
    return Claim(claim.layer, slot, claim.parent, claim.outcome, claim.rule)


def _is_same(node: Node, below: Node | None) -> bool:
    """Whether a plugin sets what is there already."""
    if not isinstance(node, LeafNode) or not isinstance(below, LeafNode):
        return False
    return same_config(known_value(node.claims[-1].slot, node.depth), below.value)
