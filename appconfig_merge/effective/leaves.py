"""The effective leaves by path: their values at once, who gave one when someone asks.

Of many configurations most values are only compared, and telling who gave a value takes several
times as long as telling the value. :meth:`EffectiveConfig.leaves` tells all of it; the tests hold
the two together.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain, repeat
from typing import TYPE_CHECKING, TypeAlias

from appconfig_merge.effective.contributions import Contribution, Giver, Leaf, giver_of
from appconfig_merge.effective.literal_leaves import (
    leaf_of_literal,
    literal_leaf,
    literal_values,
    place_in_literal,
)
from appconfig_merge.effective.view import plain_value
from appconfig_merge.merging.nodes import LeafNode, Node, ObjectNode, PlainLeaf
from appconfig_merge.merging.walking import walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from appconfig_merge.merging.claims import Claim
    from appconfig_merge.merging.losses import Loss
    from appconfig_merge.paths import Path
    from appconfig_merge.source import Source
    from appconfig_merge.syntax.estree import Container
    from appconfig_merge.values import ConfigValue

    Said: TypeAlias = Callable[[Node, list[Loss]], tuple[Contribution, ...]]
    """Gives what all layers say at a place."""


class Leaves(Mapping["Path", Leaf]):
    """The leaves of a configuration by path, in order. ``plain`` has their values alone.

    ``tell`` gives the leaf of a path that ``plain`` has, and ``giver`` only who gives its value;
    whoever asks the mapping for a leaf may ask again, and gets what was kept.
    ``givers`` tells of all of them, in order, which layer gives the value. ``incomplete`` are the
    objects that may have more keys than are known.
    """

    __slots__ = ("_givers", "_told", "giver", "incomplete", "plain", "tell")

    def __init__(
        self,
        plain: Mapping[Path, ConfigValue],
        tell: Callable[[Path], Leaf],
        givers: Callable[[], Iterable[str]] | None = None,
        giver: Callable[[Path], Giver] | None = None,
        incomplete: frozenset[Path] = frozenset(),
    ) -> None:
        self.plain = plain
        self.incomplete = incomplete
        self._givers = givers
        self.tell = tell
        self.giver = giver or (lambda path: giver_of(tell(path)))
        self._told: dict[Path, Leaf] = {}

    def givers(self) -> Mapping[Path, str]:
        """The layers that give the values, by path: of each leaf nothing else is told for that."""
        if self._givers is None:
            return {path: leaf.set_by for path, leaf in self.items()}
        return dict(zip(self.plain, self._givers(), strict=True))

    def __getitem__(self, path: Path) -> Leaf:
        leaf = self._told.get(path)
        if leaf is None:
            if path not in self.plain:
                raise KeyError(path)
            leaf = self._told[path] = self.tell(path)
        return leaf

    def __iter__(self) -> Iterator[Path]:
        return iter(self.plain)

    def __len__(self) -> int:
        return len(self.plain)

    def __contains__(self, path: object) -> bool:
        return path in self.plain


def told(leaves: Iterable[Leaf], incomplete: frozenset[Path] = frozenset()) -> Leaves:
    """Leaves of which all is known already."""
    known = {leaf.path: leaf for leaf in leaves}
    plain = {path: leaf.value for path, leaf in known.items()}
    return Leaves(plain, known.__getitem__, incomplete=incomplete)


def leaves_of(root: Node, said: Said) -> Leaves:
    """The leaves of a merged tree."""
    teller = _Teller(root, said)
    incomplete = frozenset(teller.incomplete)
    return Leaves(teller.plain, teller.leaf, teller.givers, teller.giver, incomplete)


class _Teller:
    """Where the values of a tree stand in it."""

    def __init__(self, root: Node, said: Said) -> None:
        self.plain: dict[Path, ConfigValue] = {}
        self.incomplete: list[Path] = []
        self._said = said
        self._nodes: dict[Path, tuple[Node, list[Loss]]] = {}
        self._literals: dict[Path, tuple[tuple[Container, Source], Claim]] = {}
        self._runs: list[tuple[str, int]] = []
        for path, node, losses in walk(root):
            if isinstance(node, LeafNode):
                self._add(path, node, losses)
            elif isinstance(node, ObjectNode):
                if node.more is not None:
                    self.incomplete.append(path)
                literal = node.literal if not losses else None
                if literal is not None:
                    # Once another merge has looked into it, it is a literal no more.
                    claim = node.claims[0]
                    self._literals[path] = literal, claim
                    before = len(self.plain)
                    self.plain.update(literal_values(path, literal[0]))
                    self._runs.append((claim.layer.id, len(self.plain) - before))
                elif not node.members and node.claims:
                    self._add(path, node, losses)

    def _add(self, path: Path, node: Node, losses: list[Loss]) -> None:
        self._nodes[path] = node, losses
        self.plain[path] = plain_value(node)
        # A plain leaf's own claim isn't made for this: it is in its literal's layer.
        claim = node.parent if isinstance(node, PlainLeaf) and not losses else node.winner
        self._runs.append((claim.layer.id, 1))

    def leaf(self, path: Path) -> Leaf:
        """The leaf at a path that has a value."""
        if path in self._nodes:
            node, losses = self._nodes[path]
            if type(node) is PlainLeaf and not losses:
                leaf = literal_leaf(path, node, self.plain[path])
                if leaf is not None:
                    return leaf
            winner = node.winner.layer.id
            return Leaf(path, self.plain[path], winner, self._said(node, losses))
        inner, literal, claim = self._in_literal(path)
        return leaf_of_literal(path, self.plain[path], inner, literal, claim)

    def giver(self, path: Path) -> Giver:
        """Who gives the value at a path that has one."""
        if path in self._nodes:
            return giver_of(self.leaf(path))
        inner, literal, claim = self._in_literal(path)
        return Giver(claim.layer.id, place_in_literal(inner, literal))

    def _in_literal(self, path: Path) -> tuple[Path, tuple[Container, Source], Claim]:
        """The way to a path from the literal around it, that literal, and its claim."""
        for end in range(len(path)):
            found = self._literals.get(path[:end])
            if found is not None:
                return path[end:], *found
        raise KeyError(path)

    def givers(self) -> Iterator[str]:
        """The layers that give the values, in the order of ``plain``."""
        return chain.from_iterable(repeat(layer, count) for layer, count in self._runs)
