"""The configurations of many environments: what several of them share is read once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.errors import AppConfigError
from appconfig_merge.fleet.completing import inputs_of
from appconfig_merge.fleet.sides import Side
from appconfig_merge.inputs.record import LiveResource
from appconfig_merge.named_tuples import NamedTuple

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
    every = [(one, _read(reader, one)) for one in environments]
    if resources is not None:
        resources.prefetch(_live(reader, [inputs for _, inputs in every]))
    for one, inputs in every:
        try:
            if isinstance(inputs, AppConfigError):
                yield Unreadable(one.name, inputs)
                continue
            given = inputs if resources is None else resources.inputs(reader.asking(inputs))
            yield Side(one.name, "environment", reader.config(given))
        except AppConfigError as error:
            yield Unreadable(one.name, error)


def _read(reader: Reader, environment: Environment) -> Inputs | AppConfigError:
    """What an environment is read from, which its snapshot may say."""
    try:
        return inputs_of(environment, reader)
    except AppConfigError as error:
        return error


def _live(reader: Reader, every: Iterable[Inputs | AppConfigError]) -> Iterator[LiveResource]:
    for one in every:
        if isinstance(one, AppConfigError):
            continue
        try:
            inputs = reader.asking(one)
            if isinstance(inputs.resource, LiveResource):
                reader.script(inputs)
                yield inputs.resource
        except AppConfigError:
            continue  # told when it is its turn
