"""What a Flex UI release ends with: its defaults, the resource and appConfig.js, in its order.

Notation, as in the table: D is the release's defaults, A appConfig.js with its gaps filled by what
the browser has stored, R the remote layer (ui_attributes, with the keys that columns of the
resource replace), P the resource's logLevel by itself, L the log-level step, + the merge. Before
login Flex UI starts with C, which is D + A.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from appconfig_merge.javascript.conversion import to_boolean
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import JSObject, Slot
from appconfig_merge.layers.data import from_data
from appconfig_merge.layers.layer import Layer
from appconfig_merge.merging.engine import merge_trees, nothing
from appconfig_merge.merging.nodes import LeafNode, ObjectNode, adopt
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.releases.log_level import derived_levels

if TYPE_CHECKING:
    from collections.abc import Callable

    from appconfig_merge.merging.claims import Claim
    from appconfig_merge.merging.nodes import Shared
    from appconfig_merge.releases.table import Release

REMOTE_LOG_LEVEL: Final = "ui_attributes.logLevel"


class Given(NamedTuple):
    """What a release merges; without ``ui_attributes`` the result is what is there before login."""

    script: Layer
    ui_attributes: Layer | None = None
    columns: tuple[Layer, ...] = ()
    stored: Layer | None = None


class Merged(NamedTuple):
    """The effective values, and every layer that had a say, lowest precedence first."""

    root: ObjectNode
    layers: tuple[Layer, ...]


def run(
    release: Release, given: Given, keep: Callable[[Layer], Layer | None], shared: Shared
) -> Merged:
    """Merge as a release does. ``keep`` may put another layer in a layer's place, or none.

    ``shared`` has what runs with the same ``keep`` came to before.
    """
    return _Run(release, given, keep, shared).result()


class _Run:
    """One run, and the layers that it came by."""

    def __init__(
        self,
        release: Release,
        given: Given,
        keep: Callable[[Layer], Layer | None],
        shared: Shared,
    ) -> None:
        self.release = release
        self.given = given
        self.keep = keep
        self.shared = shared
        self.levels: Layer | None = None
        self.remote_level: Layer | None = None
        self.defaults = keep(shared.once(release.name, lambda: _defaults(release)))
        self.columns = tuple(layer for layer in map(keep, given.columns) if layer is not None)
        self.attributes = keep(given.ui_attributes) if given.ui_attributes is not None else None
        self.stored = keep(given.stored) if given.stored is not None else None
        self.script = keep(given.script)

    def result(self) -> Merged:
        # The resource has no part in it: it is the same over each.
        key = self.defaults, self.stored, self.script
        root, self.levels = self.shared.once(key, self._started)
        if self.given.ui_attributes is not None:
            root = self._themed(self._arrived(root))
        order = (
            self.defaults,
            self.attributes,
            *self.columns,
            self.stored,
            self.script,
            self.remote_level,
            self.levels,
        )
        return Merged(root, tuple(layer for layer in order if layer is not None))

    def _started(self) -> tuple[ObjectNode, Layer | None]:
        """C: what Flex UI starts with, and the layer of the log levels in it."""
        started = self._fill(self._merge(self._tree(self.defaults), self._handed()))
        return self._themed(started), self.levels

    def _arrived(self, started: ObjectNode) -> ObjectNode:
        """What is there once the resource has arrived."""
        remote = self._remote()
        script = self._handed()
        order = self.release.merge
        if order == "(C + R) + A":
            return self._merge(self._merge(started, remote), script)
        if order == "L((C + R) + A)":
            return self._fill(self._merge(self._merge(started, remote), script))
        merged = self._merge(remote, script)
        if order == "C + L((R + A) + P)":
            merged = self._with_remote_level(merged, remote)
        return self._merge(started, self._fill(merged))

    def _handed(self) -> ObjectNode:
        """A: what the page hands over, which is changed in place, so that it is filled for good."""
        if self.stored is None and self.script is not None:
            tree = self.shared.tree(self.script)
            assert isinstance(tree, ObjectNode)
            return tree
        if self.stored is None:
            return nothing()
        from appconfig_merge.merging.filling import handed

        return handed(self.script, self.stored)

    def _tree(self, layer: Layer | None) -> ObjectNode:
        if layer is None:
            return nothing()
        node = adopt(layer, layer.root, None, 0)
        assert isinstance(node, ObjectNode)
        return node

    def _merge(self, base: ObjectNode, above: ObjectNode) -> ObjectNode:
        merged = merge_trees(base, above)
        assert isinstance(merged, ObjectNode)
        return merged

    def _remote(self) -> ObjectNode:
        """R: ui_attributes, with the columns in the place of the keys that they replace."""
        tree = self._tree(self.attributes)
        members = dict(tree.members)
        for layer in self.columns:
            for key, node in self._tree(layer).members.items():
                dead = members[key].claims if key in members else ()
                winner = node.winner
                node.claims = (*(_replaced(claim, winner) for claim in dead), *node.claims)
                members[key] = node
        return ObjectNode(tree.claims, tree.depth, members=members, is_unordered=tree.is_unordered)

    def _with_remote_level(self, merged: ObjectNode, remote: ObjectNode) -> ObjectNode:
        """P: the resource's logLevel, if there is one, has the last word."""
        node = remote.members.get("logLevel")
        if node is None or (isinstance(node, LeafNode) and not to_boolean(node.value)):
            return merged
        if merged.members["logLevel"].winner.slot is node.winner.slot:
            return merged  # it has the last word already
        root = JSObject()
        root.slots["logLevel"] = node.winner.slot
        source = node.winner.layer
        layer = self.keep(
            Layer(
                REMOTE_LOG_LEVEL,
                "rest",
                source.file,
                Slot(untraced(root)),
                has_positions=source.has_positions,
                short_file=source.short_file,
            )
        )
        self.remote_level = layer
        return self._merge(merged, self._tree(layer))

    def _fill(self, tree: ObjectNode) -> ObjectNode:
        """L: the tree, with what its logLevel fills into sdkOptions."""
        step = self.release.log_level
        made = derived_levels(tree, step) if step is not None else None
        layer = self.keep(made) if made is not None else None
        if layer is None:
            return tree
        self.levels = layer
        return self._merge(tree, self._tree(layer))

    def _themed(self, tree: ObjectNode) -> ObjectNode:
        if not self.release.wraps_color_theme:
            return tree
        from appconfig_merge.releases.color_theme import with_color_theme

        return with_color_theme(tree)


def _defaults(release: Release) -> Layer:
    made = from_data(release.defaults, release.name)
    return Layer(made.id, "defaults", "", made.root, has_positions=False)


def _replaced(claim: Claim, by: Claim) -> Claim:
    return claim.become("overridden", "replaced-by-column", by) if claim.is_alive else claim
