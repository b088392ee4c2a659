"""The resources of many environments' accounts, fetched and kept: what became of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from appconfig_merge.errors import AppConfigError
from appconfig_merge.fleet.completing import inputs_of
from appconfig_merge.fleet.configurations import Unreadable
from appconfig_merge.inputs.record import LiveResource
from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from appconfig_merge.fleet.keeping import Keeping
    from appconfig_merge.fleet.resources import Resources
    from appconfig_merge.inputs.environments.environment import Environment
    from appconfig_merge.inputs.reader import Reader
    from appconfig_merge.rest.configuration import Configuration


class FetchedAccount(NamedTuple):
    """An environment whose resource was fetched.

    ``ui_version`` is the one that was asked for; ``keeping`` is None where nothing is kept.
    """

    name: str
    resource: Configuration
    ui_version: str | None
    keeping: Keeping | None


Outcome: TypeAlias = FetchedAccount | Unreadable
"""What became of an environment's account."""


def fetch_environments(
    environments: Iterable[Environment], reader: Reader, resources: Resources
) -> tuple[Outcome, ...]:
    """The resources of environments' accounts, in order; all are fetched together.

    An environment's resource is of the version that its configuration is read with: what is kept
    of it can then stand in the service's place. Raises InputError where nothing can be kept.
    """
    wanted = [(one.name, _wanted(one, reader)) for one in environments]
    resources.prefetch(one for _, one in wanted if isinstance(one, LiveResource))
    return tuple(_outcome(name, one, resources) for name, one in wanted)


def _wanted(environment: Environment, reader: Reader) -> LiveResource | AppConfigError:
    """The resource that an environment asks the service for, whether or not it is read with it."""
    if not isinstance(environment.inputs.resource, LiveResource):
        return environment.live
    try:
        found = reader.asking(inputs_of(environment, reader)).resource
    except AppConfigError as error:
        return error
    return found if isinstance(found, LiveResource) else environment.live


def _outcome(name: str, wanted: LiveResource | AppConfigError, resources: Resources) -> Outcome:
    if isinstance(wanted, AppConfigError):
        return Unreadable(name, wanted)
    try:
        found = resources.fetch(wanted)
    except AppConfigError as error:
        return Unreadable(name, error)
    return FetchedAccount(name, found, wanted.ui_version, resources.keeping(wanted))
