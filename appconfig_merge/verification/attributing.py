"""The cause of a difference: the first that explains the running value, each of them tried.

In this order, at each path by itself:

1. Flex UI has moved the prop to its component, and nothing differs but that (``moved-props``).
2. It was seen to be set after the merge, and nothing set it again (``plugin``, ``page-script``).
3. It was left to the page, and the running value is one that it may have (``page-decided``). What
   may be anything explains everything, so there stored values, the resource, services and plugins
   are asked first.
4. The page had another input than the one given. The smallest set of inputs is taken with which
   the prediction is the running value; of one with several the one whose layer gives the value is
   named, and the others go along with it.
5. A service of Flex UI sets the key after login (``service``).
6. Nobody watched, and reading the plugins says that one may set it (``plugin``, ``page-script``).
   What is changed in place is never watched.

What none of these explains is ``unexplained``. What was seen to be set last, and isn't what runs,
rules out all that lies beneath it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.values import Incomplete, Unresolved
from appconfig_merge.verification.calls import likely, may_be
from appconfig_merge.verification.comparing import agree, as_running, compare
from appconfig_merge.verification.difference import Difference
from appconfig_merge.verification.reason import NOTHING, Reason
from appconfig_merge.verification.services import is_set_by_service
from appconfig_merge.verification.worlds import CALLS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from appconfig_merge.effective.prospects import Prospect
    from appconfig_merge.layers.layer import LayerKind
    from appconfig_merge.paths import Path
    from appconfig_merge.snapshots.snapshot import Snapshot
    from appconfig_merge.verification.calls import Watched
    from appconfig_merge.verification.comparing import Unequal
    from appconfig_merge.verification.difference import Cause
    from appconfig_merge.verification.evidence import Witness
    from appconfig_merge.verification.worlds import Worlds


class Attribution:
    """The causes of one verification.

    ``is_own`` tells of a prospect whether it is of the page's own scripts.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        worlds: Worlds,
        calls: Watched,
        prospects: Sequence[Prospect],
        is_own: Callable[[Prospect], bool],
        unequal: Sequence[Unequal],
    ) -> None:
        self._snapshot = snapshot
        self._worlds = worlds
        self._calls = calls
        self._prospects = tuple(
            one for one in prospects if not snapshot.is_watched or one.means == "configuration"
        )
        self._is_own = is_own
        self._script = self._likeliest_script([one for one in unequal if not one.is_moved])

    def differences(self, unequal: Sequence[Unequal], witness: Witness) -> tuple[Difference, ...]:
        """Each difference with its cause; ``witness`` gives the evidence."""
        reasons = self._reasons(unequal)
        return tuple(
            _difference(one, reason, witness) for one, reason in zip(unequal, reasons, strict=True)
        )

    def _reasons(self, unequal: Sequence[Unequal]) -> list[Reason]:
        """The reason of each; one world after the other, so that few are needed at a time."""
        found = [
            Reason("moved-props") if one.is_moved else self._seen(one) or self._decided_by_page(one)
            for one in unequal
        ]
        left = [at for at, reason in enumerate(found) if reason is None]
        needs = {at: self._needs(unequal[at]) for at in left}
        for causes in self._worlds.subsets(self._script):
            if not left:
                break
            for at in left:
                needed, ruled_out = needs[at]
                if needed <= causes and ruled_out.isdisjoint(causes):
                    found[at] = self._shown(unequal[at], causes)
            left = [at for at in left if found[at] is None]
        return [
            self._of_nobody_s_input(one) if reason is None else reason
            for one, reason in zip(unequal, found, strict=True)
        ]

    def _needs(self, one: Unequal) -> tuple[frozenset[Cause], frozenset[Cause]]:
        """The elements without which nothing explains a path, and those that can't explain it."""
        needed: frozenset[Cause] = frozenset({CALLS}) if self._is_set_last(one.path) else NOTHING
        # An object that the page has is always known: it explains whatever is left open.
        script = self._script
        ruled_out: frozenset[Cause] = NOTHING
        if script is not None and self._is_undecided(one):
            ruled_out = frozenset({script})
        return needed, ruled_out

    def _of_nobody_s_input(self, one: Unequal) -> Reason:
        steps = (self._of_service, self._foretold, self._left_open)
        found = (step(one) for step in steps)
        return next((reason for reason in found if reason is not None), Reason("unexplained"))

    def _seen(self, one: Unequal) -> Reason | None:
        """What was seen to be set, over what was predicted."""
        if not self._calls.updates:
            return None
        if _is_left_open(one) and not self._is_set_last(one.path):
            return None  # what the page decided is no less than what the calls left
        return self._shown(one, frozenset({CALLS}))

    def _decided_by_page(self, one: Unequal) -> Reason | None:
        """Whether what was left to the page is known now, and is what runs."""
        if not _is_left_open(one) or self._is_set_last(one.path):
            return None
        now = self._worlds.at(NOTHING, one.path)
        is_known = not isinstance(now, Unresolved) and agree(now, one.running)
        is_candidate = (
            isinstance(now, Unresolved) and bool(now.candidates) and may_be(now, (), one.running)
        )
        return Reason("page-decided") if is_known or is_candidate else None

    def _of_service(self, one: Unequal) -> Reason | None:
        is_set = is_set_by_service(str(one.path[0]), self._snapshot.flex_ui)
        return Reason("service") if is_set else None

    def _foretold(self, one: Unequal) -> Reason | None:
        """What a plugin or the page may have set, as reading them tells."""
        found = likely(self._prospects, one.path, one.running)
        if found is None or (self._is_undecided(one) and not found.is_exact):
            return None
        cause: Cause = "page-script" if self._is_own(found.prospect) else "plugin"
        return Reason(cause, likelihood=found)

    def _left_open(self, one: Unequal) -> Reason | None:
        """What may be anything, where nothing else explains it."""
        is_open = self._is_undecided(one) and not self._is_set_last(one.path)
        return Reason("page-decided") if is_open else None

    def _is_undecided(self, one: Unequal) -> bool:
        """Whether nothing is known of what a value may be, whatever is known of the page."""
        if not _is_left_open(one):
            return False
        now = self._worlds.at(NOTHING, one.path)
        return isinstance(now, Unresolved) and not now.candidates

    def _is_set_last(self, path: Path) -> bool:
        """Whether what was seen to be set has the last word at a path."""
        if not self._calls.updates:
            return False
        every = frozenset(self._worlds.elements(self._script))
        world = self._worlds.world(every)
        return world is not None and self._calls.call(world.layer_at(path)) is not None

    def _shown(self, one: Unequal, causes: frozenset[Cause]) -> Reason | None:
        """Whether a world shows what runs, and which of its elements is the cause."""
        world = self._worlds.world(causes)
        if world is None:
            return None
        value = world.at(one.path)
        is_open = isinstance(value, Unresolved)
        if is_open:
            assert isinstance(value, Unresolved)
            if not value.candidates or not may_be(value, (), one.running):
                return None
        elif not agree(value, one.running):
            return None
        layer = world.layer_at(one.path)
        main = self._element(causes, layer)
        others: Iterator[Cause] = (
            other for other in self._worlds.elements(self._script) if other in causes - {main}
        )
        named = [self._named(other, one, causes, layer) for other in others]
        if is_open:
            named.append("page-decided")
        return Reason(self._named(main, one, causes, layer), tuple(named), causes, layer)

    def _element(self, causes: frozenset[Cause], layer: str) -> Cause:
        """The element whose layer gives a value; where none does, the first."""
        if self._calls.call(layer) is not None and CALLS in causes:
            return CALLS
        world = self._worlds.world(causes)
        assert world is not None
        kind = next((each.kind for each in world.config.layers if each.id == layer), None)
        if kind == "derived":
            level = world.layer_at(("logLevel",))
            kind = next((each.kind for each in world.config.layers if each.id == level), None)
        order = self._worlds.elements(self._script)
        of_kind = [cause for cause in order if cause in causes and cause in _of_kind(kind)]
        return (of_kind or [cause for cause in order if cause in causes])[0]

    def _named(self, cause: Cause, one: Unequal, causes: frozenset[Cause], layer: str) -> Cause:
        """What an element is called at a path."""
        if cause == CALLS:
            call = self._calls.call(layer)
            if call is None and self._calls.calls:
                call = [*self._calls.calls.values()][-1]
            return "plugin" if call is not None and call.plugin else "page-script"
        scripts = self._worlds.scripts
        if cause not in scripts:
            return cause
        for earlier in scripts[: scripts.index(cause)]:
            same = self._worlds.at((causes - {cause}) | {earlier}, one.path)
            if agree(same, one.running):
                return earlier
        return cause

    def _likeliest_script(self, unequal: Sequence[Unequal]) -> Cause | None:
        """Which object the page handed over, if it isn't the given one.

        The one with which most of what differs is as it runs; of equal ones that with which the
        fewest other values differ.
        """
        choices: list[Cause | None] = [None, *self._worlds.scripts]
        if len(choices) == 1:
            return None
        scores = [self._score(choice, unequal) for choice in choices]
        return choices[scores.index(max(scores))]

    def _score(self, script: Cause | None, unequal: Sequence[Unequal]) -> tuple[int, int]:
        world = self._worlds.world(frozenset(self._worlds.elements(script)))
        if world is None:
            return -1, 0
        explained = sum(agree(world.at(one.path), one.running) for one in unequal)
        left = compare(world.config, self._snapshot).unequal
        return explained, -sum(not one.is_moved for one in left)


def _difference(one: Unequal, reason: Reason, witness: Witness) -> Difference:
    running = as_running(one.running)
    if one.is_moved:
        running = running._replace(value=None, is_present=False)
    evidence = tuple(witness.evidence(one, reason))
    return Difference(one.path, one.predicted, running, reason.cause, evidence, reason.along_with)


def _is_left_open(one: Unequal) -> bool:
    """Whether a path, or which others there are beside it, was left to the page."""
    if one.predicted is None:
        return isinstance(one.around, Incomplete)
    return isinstance(one.predicted.value, Unresolved)


def _of_kind(kind: LayerKind | None) -> tuple[Cause, ...]:
    """The elements that a layer may be one of."""
    if kind in {"rest", "column"}:
        return ("resource", "cached-resource")
    if kind == "stored":
        return ("stored",)
    if kind == "script":
        return ("served-file", "binding", "hand-over")
    return ("release",) if kind in {"defaults", "derived"} else ()
