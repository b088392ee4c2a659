"""The configurations of many environments: what several of them share is read once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from appconfig_merge.errors import AppConfigError
from appconfig_merge.fleet.sides import Side
from appconfig_merge.inputs.record import LiveResource

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from appconfig_merge.fleet.resources import Resources
    from appconfig_merge.inputs.environments.environment import Environment
    from appconfig_merge.inputs.reader import Reader
    from appconfig_merge.inputs.record import Inputs


class Unreadable(NamedTuple):
    """An environment that can't be read, and why."""

    name: str
    error: AppConfigError


def read_all(
    reader: Reader, environments: Iterable[Environment], resources: Resources | None = None
) -> Iterator[Side | Unreadable]:
    """The configurations of environments, in order; the live ones are fetched together before.

    An environment whose files can't be read costs no request.
    """
    every = list(environments)
    if resources is not None:
        resources.prefetch(_live(reader, every))
    for one in every:
        try:
            yield Side(one.name, "environment", reader.config(inputs_of(one, reader)))
        except AppConfigError as error:
            yield Unreadable(one.name, error)


def inputs_of(environment: Environment, reader: Reader) -> Inputs:
    """What an environment is read from, with what it leaves to its snapshot. Raises InputError."""
    del reader
    return environment.inputs


def _live(reader: Reader, environments: Iterable[Environment]) -> Iterator[LiveResource]:
    for one in environments:
        try:
            inputs = reader.asking(inputs_of(one, reader))
            if isinstance(inputs.resource, LiveResource):
                reader.script(inputs)
                yield inputs.resource
        except AppConfigError:
            continue  # told when it is its turn
