"""Whose history is asked for: a configuration as it is read now, and as it was read once."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, TypeAlias

from appconfig_merge.inputs.record import GivenResource
from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from appconfig_merge.inputs.environments.environment import Environment
    from appconfig_merge.inputs.kept import Kept
    from appconfig_merge.inputs.reader import Reader
    from appconfig_merge.inputs.record import Inputs

    Complete: TypeAlias = Callable[[Environment, Reader], Inputs]
    """What an environment is read from, with what it leaves to its snapshot."""


class Subject(NamedTuple):
    """A configuration whose history is asked for.

    ``now`` is what it is read from now. ``file`` is the environments file that says so: its
    revisions say what it was read from then; without one the inputs are those of now, by the names
    that they had. ``kept`` are the resources of its account that were kept, oldest first:
    they count where it is said that the resource comes from the service. ``versions`` has the
    version of Flex UI that was asked for, by the file of what was answered; the others were
    answered without one.
    """

    now: Environment
    file: str | None = None
    kept: tuple[Kept, ...] = ()
    versions: Mapping[str, str] = {}

    def newest(self, count: int, version: str | None) -> Kept | None:
        """The newest of so many kept resources that was the answer for a version.

        Where all were kept for the same one, or none, it is of that one.
        """
        kept = self.kept[:count]
        if len({self.versions.get(one.file) for one in self.kept}) > 1:
            kept = tuple(one for one in kept if self.versions.get(one.file) == version)
        return kept[-1] if kept else None

    @property
    def files(self) -> tuple[str, ...]:
        """The files that are followed when they get other names: those that are named now."""
        own = () if self.file is None else (self.file,)
        return tuple(dict.fromkeys((*own, *_named(self.now))))


def as_given(environment: Environment, reader: Reader) -> Inputs:
    """What an environment without a snapshot is read from."""
    del reader
    return environment.inputs


def with_names(environment: Environment, names: Mapping[str, str]) -> Environment:
    """An environment whose files are called otherwise: ``names`` has the other names."""
    if not any(name in names for name in _named(environment)):
        return environment

    def other(given: Any) -> Any:
        return names.get(os.fspath(given), given) if _is_name(given) else given

    inputs = environment.inputs
    resource = inputs.resource
    if isinstance(resource, GivenResource):
        resource = resource._replace(given=other(resource.given))
    return environment._replace(
        inputs=inputs._replace(
            app_config=other(inputs.app_config),
            resource=resource,
            scripts=tuple(map(other, inputs.scripts)),
            stored=other(inputs.stored),
        ),
        snapshot=other(environment.snapshot),
    )


def _named(environment: Environment) -> Iterator[str]:
    """The files that an environment names, but plugins: they set no value, they may."""
    yield from environment.inputs._replace(plugins=()).files
    if environment.snapshot is not None:
        yield environment.snapshot


def _is_name(given: object) -> bool:
    return isinstance(given, str | os.PathLike)
