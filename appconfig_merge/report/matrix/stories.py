"""What is told of a path in each of many environments: what several have in common, once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from appconfig_merge.effective.config import EffectiveConfig
from appconfig_merge.effective.prospects import prospects_of
from appconfig_merge.location import Location
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.rendering.encoding import encode
from appconfig_merge.rendering.prospects import sentence
from appconfig_merge.report.entries import Entries

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from appconfig_merge.effective.contributions import Contribution, Leaf, Step
    from appconfig_merge.effective.prospects import Prospect
    from appconfig_merge.fleet.sides import Side
    from appconfig_merge.layers.layer import Layer, LayerKind
    from appconfig_merge.paths import Path
    from appconfig_merge.questions.comparison import Row, Standing, Values
    from appconfig_merge.values import ConfigValue

One = TypeVar("One")

RESOURCE: Final = -1
"""The number of the file that is each environment's own: its Configuration resource."""


class Environment:
    """A configuration with its number, and its files as a story tells them.

    Places in the resource are told alike whatever its file is called: accounts whose resources say
    the same have the same story.
    """

    def __init__(
        self, number: int, side: Side, values: Values, layers: Layers, files: Files
    ) -> None:
        self.number = number
        self.side = side
        self.values = values
        self.config = side.config
        self.layers = layers.numbers(side.config.layers)
        given = dict.fromkeys(
            one.file for one in side.config.layers if one.kind in {"rest", "column"}
        )
        self.resource = next(iter(given), "")
        self._files = files
        self._prospects = self.config.prospects if isinstance(self.config, EffectiveConfig) else ()

    def place(self, location: Location | None) -> tuple[int, ...] | None:
        """The number of the file, the line, the column."""
        if location is None:
            return None
        own = location.file == self.resource
        return (RESOURCE if own else self._files.number(location.file), *location[1:3])

    @property
    def entries(self) -> Entries:
        """What writes its values and contributions."""
        return Entries(self.layers, self._numbers)

    def _numbers(self, location: dict[str, Any] | None) -> list[int] | None:
        place = self.place(None if location is None else Location(**location))
        return None if place is None else list(place)

    def said(self, path: Path, leaf: Leaf | None, standing: Standing) -> tuple[Contribution, ...]:
        """What its layers say at a path, lowest precedence first.

        Of objects only where they are written: their values have rows of their own.
        """
        if leaf is not None:
            return leaf.contributions
        if not isinstance(self.config, EffectiveConfig):
            return ()
        said = self.config.said(path)
        if standing != "object":
            return said
        return tuple(
            one._replace(value={}, trace=(), elements=()) if isinstance(one.value, dict) else one
            for one in said
        )

    def prospects(self, path: Path) -> tuple[Prospect, ...]:
        """What its plugins may set at a path."""
        return tuple(prospects_of(self._prospects, path)) if self._prospects else ()


class Files:
    """Numbers for files, in the order in which they are met."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, file: str) -> int:
        """The number of a file."""
        return self._numbers.setdefault(file, len(self._numbers))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all that have a number, by it."""
        return tuple(self._numbers)


class Layers:
    """Numbers for layers, which environments share that call them alike."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, LayerKind, str], int] = {}

    def numbers(self, layers: Sequence[Layer]) -> Mapping[str, int]:
        """The numbers of a configuration's layers, by their ids."""
        return {layer.id: self._number(layer) for layer in layers}

    def _number(self, layer: Layer) -> int:
        # People know a script by its file; what the service keeps is each environment's own.
        key = (layer.id, layer.kind, layer.file if layer.kind == "script" else "")
        return self._numbers.setdefault(key, len(self._numbers))

    @property
    def all(self) -> Sequence[tuple[str, LayerKind, str]]:
        """The id, the kind and, of a script, the file of each, by its number."""
        return list(self._numbers)


class Valued(NamedTuple):
    """A value as the first environment has it that has it so."""

    value: ConfigValue
    environment: Environment


class Said(NamedTuple):
    """A contribution as the first environment has it that says so."""

    contribution: Contribution
    environment: Environment


class Story(NamedTuple):
    """What is told of a path: numbers of the row's values and entries, the lowest layer first.

    ``value`` is None where there is none.
    """

    value: int | None
    said: tuple[int, ...]
    prospects: tuple[Prospect, ...] = ()


class Told(NamedTuple):
    """A row with its stories, ``by_environment`` their numbers."""

    row: Row
    values: tuple[Valued, ...]
    said: tuple[Said, ...]
    stories: tuple[Story, ...]
    by_environment: tuple[int, ...]


class _Once(Generic[One]):
    """Things by keys, each kept as it was met first."""

    def __init__(self) -> None:
        self._numbers: dict[Hashable, int] = {}
        self.all: list[One] = []

    def number(self, key: Hashable, one: One) -> int:
        """The number of what has this key."""
        number = self._numbers.setdefault(key, len(self.all))
        if number == len(self.all):
            self.all.append(one)
        return number


def told(row: Row, environments: Sequence[Environment]) -> Told:
    """The stories of a row, each that several environments share once."""
    values: _Once[Valued] = _Once()
    said: _Once[Said] = _Once()
    stories: _Once[Story] = _Once()
    standings = {number: group.standing for group in row.groups for number in group.members}
    by_environment = []
    for one in environments:
        leaf = one.values.leaves.get(row.path)
        value = None
        if leaf is not None:
            value = values.number(_value_key(leaf.value), Valued(leaf.value, one))
        entries = tuple(
            said.number(_said_key(entry, one), Said(entry, one))
            for entry in one.said(row.path, leaf, standings[one.number])
        )
        prospects = one.prospects(row.path)
        key = (value, entries, tuple(map(_prospect_key, prospects)))
        by_environment.append(stories.number(key, Story(value, entries, prospects)))
    return Told(row, tuple(values.all), tuple(said.all), tuple(stories.all), tuple(by_environment))


def _said_key(said: Contribution, environment: Environment) -> Hashable:
    """What two entries have in common exactly if the same is told of them."""
    rival = said.rival
    return (
        environment.layers[said.layer],
        _value_key(said.value),
        said.outcome,
        said.rule,
        rival and (environment.layers.get(rival.layer), environment.place(rival.location)),
        environment.place(said.location),
        tuple(_step_key(step) for step in said.trace),
    )


def _step_key(step: Step) -> Hashable:
    return (step.expression, _value_key(step.value), step.location, step.depth)


def _value_key(value: ConfigValue) -> Hashable:
    if isinstance(value, str | bool | None):
        return (type(value), value)
    # So that 1 and 1.0, 0 and -0 are not mixed up, which are equal to Python.
    return repr(value) if isinstance(value, int | float) else json.dumps(encode(value))


def _prospect_key(one: Prospect) -> Hashable:
    return (sentence(one), one.contribution.location)
