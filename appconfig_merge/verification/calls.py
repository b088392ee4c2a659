"""What was set after the merge: as a watched page shows it, or as reading the plugins tells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from appconfig_merge.effective.prospects import prospects_of
from appconfig_merge.effective.updates import Update
from appconfig_merge.errors import AppConfigError
from appconfig_merge.layers.data import from_data
from appconfig_merge.layers.layer import Layer
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.values import Unresolved
from appconfig_merge.verification.comparing import ABSENT, agree, value_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from appconfig_merge.effective.prospects import Prospect
    from appconfig_merge.paths import Path
    from appconfig_merge.snapshots.snapshot import Call, Snapshot
    from appconfig_merge.verification.comparing import Found

_LAYER: Final = "set after the merge, "


class Watched(NamedTuple):
    """The calls that a snapshot has, and their layers, in the order in which they came."""

    updates: tuple[Update, ...]
    calls: Mapping[str, Call]

    def call(self, layer: str) -> Call | None:
        """The call whose layer has this id."""
        return self.calls.get(layer)


def watched(snapshot: Snapshot) -> Watched:
    """What was seen to be set; what isn't an object says nothing."""
    updates: list[Update] = []
    calls: dict[str, Call] = {}
    for number, call in enumerate(snapshot.calls, 1):
        if not isinstance(call.value, Mapping):
            continue
        id = f"{_LAYER}{number}"
        try:
            made = from_data(call.value, id)
        except AppConfigError:
            continue
        layer = Layer(id, "plugin", "", made.root, has_positions=False)
        updates.append(Update(layer, is_anew=call.means == "configuration"))
        calls[id] = call
    return Watched(tuple(updates), calls)


class Likelihood(NamedTuple):
    """A prospect that would explain a running value; ``is_exact``: it is known to set just that."""

    prospect: Prospect
    is_exact: bool


def likely(prospects: Iterable[Prospect], path: Path, running: Found) -> Likelihood | None:
    """What a plugin may have set so that this runs at a path; the last that surely sets just that.

    None where what is known of the plugins can't have come to it.
    """
    found = list(_likely(prospects, path, running))
    exact = [one for one in found if one.is_exact]
    best = exact or found
    return best[-1] if best else None


def _likely(prospects: Iterable[Prospect], path: Path, running: Found) -> Iterator[Likelihood]:
    for one in prospects_of(prospects, path):
        if len(one.path) > len(path):
            inside = value_at(running, one.path[len(path) :])
            if agree(one.contribution.value, inside):
                yield Likelihood(one, is_exact=False)
            continue
        value = one.contribution.value
        if one.is_open and len(one.path) < len(path):
            yield Likelihood(one, is_exact=False)
            continue
        if isinstance(value, Unresolved):
            if may_be(value, path[len(one.path) :], running):
                yield Likelihood(one, is_exact=False)
            continue
        if not one.is_open and agree(value_at(value, path[len(one.path) :]), running):
            yield Likelihood(one, is_exact=not one.conditions)


def may_be(value: Unresolved, inner: Path, running: Found) -> bool:
    """Whether something unresolved may have a value at a path in it."""
    if not value.candidates:
        return True
    for way in value.candidates:
        if isinstance(way.value, Unresolved):
            if may_be(way.value, inner, running):
                return True
        elif agree(value_at(way.value, inner) if way.present else ABSENT, running):
            return True
    return False
