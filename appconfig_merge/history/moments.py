"""What a path was at one time: its values and who gave them, or why nobody can say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from appconfig_merge.effective.contributions import ALIVE, Leaf
from appconfig_merge.effective.leaves import told
from appconfig_merge.javascript.untraced import untraced
from appconfig_merge.javascript.values import JSObject, Slot
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.questions.comparison import Values
from appconfig_merge.questions.equivalence import equivalent_leaves
from appconfig_merge.secrets.values import secrets_of_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from appconfig_merge.effective.config import EffectiveConfig
    from appconfig_merge.effective.leaves import Leaves
    from appconfig_merge.errors import AppConfigError
    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.paths import Path

    How: TypeAlias = Literal["value", "object", "unset", "missing", "unreadable"]
    """What a path is: an effective value; an object with values of its own; not set. Or why
    nothing is known of it: the file of the configuration isn't there; it can't be read."""


class Moment(NamedTuple):
    """What a path is in one state of the inputs.

    ``leaves`` are the effective values at the path and beneath it, by path: one of them where it
    is a value. ``error`` is why the configuration can't be read. ``layers`` are those of the
    configuration, without their objects, and ``secrets`` the texts in all of it that look secret.
    """

    how: How
    leaves: Mapping[Path, Leaf] = {}
    layers: tuple[Layer, ...] = ()
    error: AppConfigError | None = None
    secrets: frozenset[str] = frozenset()


_NONE: Final[Mapping[How, How]] = {"missing": "unset"}
"""What is no value either way."""

NOTHING: Final = Moment("missing")
"""What was before there was anything."""


def moments(config: EffectiveConfig, paths: Iterable[Path]) -> dict[Path, Moment]:
    """What paths are in a configuration."""
    layers = tuple(map(_without_object, config.layers))
    leaves = config.by_path()
    secrets = frozenset(secrets_of_all([leaves.plain]))
    return {path: _moment(config, path, leaves, layers)._replace(secrets=secrets) for path in paths}


def differs(before: Moment, after: Moment) -> bool:
    """Whether a path isn't the same at two times, by its values alone.

    That a configuration can't be read for another reason makes no difference, nor does it whether
    the file that doesn't set a value is there.
    """
    return (
        _NONE.get(before.how, before.how) != _NONE.get(after.how, after.how)
        or before.leaves.keys() != after.leaves.keys()
        or any(
            not equivalent_leaves(leaf, after.leaves[path]) for path, leaf in before.leaves.items()
        )
    )


def moved(before: Moment, after: Moment) -> bool:
    """Whether another layer gives one of the values; of two moments that don't differ."""
    old, new = Values(Seen(before)), Values(Seen(after))
    return any(
        old.role(leaf) != new.role(after.leaves[path])
        for path, leaf in before.leaves.items()
        if path in after.leaves
    )


class Seen:
    """A moment as something to compare."""

    def __init__(self, moment: Moment) -> None:
        self.layers = moment.layers
        self._leaves = moment.leaves

    def by_path(self) -> Leaves:
        """The values, in order."""
        return told(self._leaves.values())


def _moment(
    config: EffectiveConfig, path: Path, leaves: Mapping[Path, Leaf], layers: tuple[Layer, ...]
) -> Moment:
    length = len(path)
    found = {at: leaves[at] for at in leaves if at[:length] == path}
    if path in found:
        return Moment("value", found, layers)
    if found:
        return Moment("object", found, layers)
    if not any(one.outcome in ALIVE for one in config.said(path)):
        return Moment("unset", {}, layers)
    # An element of an array, or something inside of what isn't known.
    explained = config.explain(path)
    if explained.kind == "value" and explained.set_by is not None:
        leaf = Leaf(path, explained.value, explained.set_by, explained.contributions)
        return Moment("value", {path: leaf}, layers)
    return Moment("object", {}, layers)


def _without_object(layer: Layer) -> Layer:
    """A layer as it is named, which keeps no script in memory."""
    return layer.with_root(Slot(untraced(JSObject())))
