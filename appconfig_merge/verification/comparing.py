"""The predicted tree and the running one, leaf by leaf; why they differ is no question here.

Objects are gone into, arrays where both have as many elements, and everything else is compared as
JavaScript's data is, the order of keys aside. A function is its text. Where one side has an object
and the other something else, that is one difference.

Flex UI takes props of its own components out of ``componentProps`` while it starts
(``updateDefaultProps`` of 2.17.1). What a snapshot says of them is put back first, so that they are
compared with what was set; a prop of which that is all there is to say is told as moved.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, final

from appconfig_merge.effective.contributions import Leaf
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.questions.equivalence import equivalent
from appconfig_merge.values import UNDEFINED, Incomplete, Unresolved
from appconfig_merge.verification.difference import NotCompared, Running

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appconfig_merge.effective.config import EffectiveConfig
    from appconfig_merge.paths import Path
    from appconfig_merge.snapshots.snapshot import Snapshot
    from appconfig_merge.values import ConfigValue

COMPONENT_PROPS: Final = "componentProps"

_LOST: Final = "Flex UI took it out of componentProps, and its component doesn't show it"
_NOT_TOLD: Final = (
    "Flex UI takes it out of componentProps, and the snapshot doesn't tell what the component has"
)


@final
class _Absent:
    """The type of what stands for nothing at a path; its only instance is :data:`ABSENT`."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "absent"


ABSENT: Final = _Absent()

if TYPE_CHECKING:
    Found = ConfigValue | _Absent
    """A value, or nothing."""


class Unequal(NamedTuple):
    """A path at which the two aren't equal.

    ``predicted`` is None where nothing was predicted. ``around`` is an object that may have more
    than was predicted, if such a one leads to the path. ``is_moved`` says that nothing differs but
    where the value is.
    """

    path: Path
    predicted: Leaf | None
    running: Found
    around: Incomplete | None = None
    is_moved: bool = False


class Compared(NamedTuple):
    """All that was compared, in the order of the prediction, then what only the page has."""

    agreed: int
    unequal: tuple[Unequal, ...]
    not_compared: tuple[NotCompared, ...]


def compare(config: EffectiveConfig, snapshot: Snapshot) -> Compared:
    """A prediction and what runs."""
    assert snapshot.configuration is not None
    return _Comparison(config, snapshot).result()


def value_at(tree: Found, path: Path) -> Found:
    """What stands at a path; inside something unresolved that is unresolved, too."""
    for key in path:
        if isinstance(tree, Unresolved):
            return tree
        if isinstance(tree, Mapping):
            more = tree.more if isinstance(tree, Incomplete) else ABSENT
            tree = tree.get(str(key), more)
        elif isinstance(tree, list) and isinstance(key, int) and key < len(tree):
            tree = tree[key]
        else:
            return ABSENT
    return tree


def as_running(found: Found) -> Running:
    """What results say of it."""
    return Running(None, is_present=False) if isinstance(found, _Absent) else Running(found)


def agree(predicted: Found, running: Found) -> bool:
    """Whether both are one, or both nothing; of what a snapshot blurs, whether it may be."""
    if isinstance(predicted, _Absent) or isinstance(running, _Absent):
        return predicted is running
    if isinstance(running, Unresolved) and running.candidates:
        return any(equivalent(predicted, way.value) for way in running.candidates)
    return equivalent(predicted, running)


def put_back(snapshot: Snapshot) -> dict[str, ConfigValue]:
    """The running configuration, with the props in it that Flex UI has moved to its components."""
    assert snapshot.configuration is not None
    running = dict(snapshot.configuration)
    props = running.get(COMPONENT_PROPS)
    if not isinstance(props, Mapping) or isinstance(props, Unresolved):
        return running
    made: dict[str, ConfigValue] = dict(props)
    for name, moved in snapshot.moved.items():
        own = made.get(name)
        if isinstance(own, dict):
            made[name] = _joined(own, moved)
    running[COMPONENT_PROPS] = made
    return running


def _joined(props: Mapping[str, ConfigValue], moved: Mapping[str, ConfigValue]) -> ConfigValue:
    """A component's props with those that moved, and so for the components inside of it."""
    lost: ConfigValue = Unresolved("", _LOST)
    back = {key: lost if value is UNDEFINED else value for key, value in moved.items()}
    made = {**back, **props}
    for key, value in moved.items():
        inner = props.get(key)
        if isinstance(inner, dict) and isinstance(value, dict):
            made[key] = _joined(inner, value)
    return made


class _Comparison:
    """One comparison while it is made."""

    def __init__(self, config: EffectiveConfig, snapshot: Snapshot) -> None:
        self._config = config
        self._snapshot = snapshot
        self._predicted = config.to_dict()
        self._leaves = {leaf.path: leaf for leaf in config.leaves()}
        self._agreed = 0
        self._both: list[Unequal] = []
        self._only_running: list[Unequal] = []
        self._not_compared: list[NotCompared] = []

    def result(self) -> Compared:
        """What comes of it."""
        work: list[tuple[Path, Found, Found, Incomplete | None]] = [
            ((), self._predicted, put_back(self._snapshot), None)
        ]
        while work:
            path, predicted, running, around = work.pop()
            inner = list(self._inner(path, predicted, running, around))
            work.extend(reversed(inner))
        return Compared(self._agreed, (*self._both, *self._only_running), tuple(self._not_compared))

    def _inner(
        self, path: Path, predicted: Found, running: Found, around: Incomplete | None
    ) -> Iterator[tuple[Path, Found, Found, Incomplete | None]]:
        """The pairs that are to be compared inside of one; notes what comes of it otherwise."""
        if self._snapshot.taken_by == "error-report":
            running = _as_predicted(predicted, running)
        reason = self._why_not(path, predicted, running)
        if reason:
            self._not_compared.append(NotCompared(path, reason))
        elif self._is_moved(path, predicted, running):
            self._both.append(Unequal(path, self._leaf(path), running, is_moved=True))
        elif _goes_on(predicted, running):
            yield from self._members(path, predicted, running, around)
        elif not isinstance(predicted, Unresolved) and agree(predicted, running):
            self._agreed += 1
        elif (
            isinstance(predicted, list)
            and isinstance(running, list)
            and len(predicted) == len(running)
        ):
            for at, (one, other) in enumerate(zip(predicted, running, strict=True)):
                yield (*path, at), one, other, None
        elif isinstance(predicted, _Absent):
            self._only_running.append(Unequal(path, None, running, around))
        else:
            self._both.append(Unequal(path, self._leaf(path), running, around))

    def _members(
        self, path: Path, predicted: Found, running: Found, around: Incomplete | None
    ) -> Iterator[tuple[Path, Found, Found, Incomplete | None]]:
        ours = predicted if isinstance(predicted, dict) else {}
        theirs = running if isinstance(running, Mapping) else {}
        if isinstance(ours, Incomplete):
            around = ours
        for key in dict.fromkeys((*ours, *theirs)):
            yield (*path, key), ours.get(key, ABSENT), theirs.get(key, ABSENT), around

    def _leaf(self, path: Path) -> Leaf:
        """The leaf of a path; of an object or something in an array one that is made for it."""
        found = self._leaves.get(path)
        if found is not None:
            return found
        explained = self._config.explain(path)
        set_by = explained.set_by
        if set_by is None:  # an object that nobody has given as a whole
            set_by = explained.contributions[-1].layer if explained.contributions else ""
        value = value_at(self._predicted, path)
        assert not isinstance(value, _Absent)
        return Leaf(path, value, set_by, explained.contributions)

    def _is_moved(self, path: Path, predicted: Found, running: Found) -> bool:
        """Whether a path is that of a prop that the component has as it was set."""
        if len(path) < 3 or path[0] != COMPONENT_PROPS or isinstance(predicted, _Absent):
            return False
        if isinstance(running, _Absent) or isinstance(predicted, Unresolved):
            return False
        configuration = self._snapshot.configuration
        stays = value_at(dict(configuration or {}), path)
        return isinstance(stays, _Absent) and agree(predicted, running)

    def _why_not(self, path: Path, predicted: Found, running: Found) -> str:
        """Why a path can't be compared; empty where it can."""
        if isinstance(running, Unresolved):
            is_told = running.candidates and not isinstance(predicted, Unresolved)
            return "" if is_told else running.reason
        if isinstance(predicted, _Absent) or not isinstance(running, _Absent):
            return ""
        if self._may_have_moved(path):
            return _NOT_TOLD
        if self._snapshot.taken_by != "error-report":
            return ""
        from appconfig_merge.snapshots.error_report import why_lacking

        return why_lacking(self._snapshot.configuration or {}, path, predicted)

    def _may_have_moved(self, path: Path) -> bool:
        """Whether a component of which the snapshot tells nothing may have got a prop."""
        if len(path) != 3 or path[0] != COMPONENT_PROPS:
            return False
        component = str(path[1])
        stays = value_at(dict(self._snapshot.configuration or {}), path[:2])
        return (
            component not in self._snapshot.moved
            and isinstance(stays, Mapping)
            and _is_component(component)
        )


def _as_predicted(predicted: Found, running: Found) -> Found:
    """What an error report writes of two values alike, as the one of them that was predicted.

    These are 0 and -0, and an array and an object with just its keys.
    """
    if isinstance(predicted, float) and predicted == 0 and equivalent(running, 0):
        return predicted
    if not isinstance(predicted, dict) or not isinstance(running, list):
        return running
    if not equivalent(predicted.get("length"), len(running)):
        return running
    return {**{str(at): one for at, one in enumerate(running)}, "length": len(running)}


def _is_component(name: str) -> bool:
    """Whether Flex UI has a component of that name, as far as is known."""
    from appconfig_merge.known_keys.facts import facts

    found = facts((COMPONENT_PROPS, name))
    return found is not None and len(found.path) == 2


def _goes_on(predicted: Found, running: Found) -> bool:
    """Whether what is to be compared are members: of two objects, or of one where nothing is."""
    ours, theirs = _has_members(predicted), _has_members(running)
    if isinstance(predicted, dict) and isinstance(running, Mapping):
        return ours or theirs
    return (ours and isinstance(running, _Absent)) or (theirs and isinstance(predicted, _Absent))


def _has_members(found: Found) -> bool:
    return isinstance(found, Mapping) and bool(found)
