"""From the options of a command to what its configuration is read from."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from appconfig_merge.cli.streams import say
from appconfig_merge.errors import UsageError
from appconfig_merge.inputs.options import fields, given, rivals
from appconfig_merge.inputs.record import STANDARD_INPUT, Inputs
from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from appconfig_merge.fleet.naming import NamedEnvironments
    from appconfig_merge.inputs.environments.environment import Environment
    from appconfig_merge.inputs.reader import Reader
    from appconfig_merge.inputs.record import Fetched, LiveResource


class Asked(NamedTuple):
    """What an APP_CONFIG and options say: of a file, or of an environment with that name.

    ``said`` names the fields of ``inputs`` that one of them says.
    """

    inputs: Inputs
    said: frozenset[str]
    environment: Environment | None = None

    @property
    def file(self) -> str:
        """The script or page."""
        return os.fspath(self.inputs.app_config)  # type: ignore[arg-type]

    def beneath(self, fields: Mapping[str, Any]) -> Asked:
        """The same with what a project's settings say of fields that nobody else does."""
        more = {name: value for name, value in fields.items() if name not in self.said}
        return self._replace(inputs=self.inputs.with_fields(more), said=self.said | more.keys())

    def without_resource(self) -> Asked:
        """The same with nothing beneath the script."""
        return self._replace(inputs=self.inputs._replace(resource=None))

    def completed(self, reader: Reader) -> Inputs:
        """The inputs; what nobody says is as a snapshot has it. Raises InputError."""
        if self.environment is None:
            return self.inputs
        from appconfig_merge.fleet.completing import completed

        return completed(self.environment, self.inputs, self.said, reader)


class AppConfigs:
    """Finds out what is meant by the APP_CONFIGs of a command line.

    ``announce`` is called with the environments file nearby that is taken; without it people are
    told.
    """

    def __init__(self, announce: Callable[[str], None] | None = None) -> None:
        self._announce = announce
        self._environments: NamedEnvironments | None = None

    def asked(self, app_config: str, fields: Mapping[str, Any]) -> Asked:
        """What one of them says, with ``fields`` over it.

        Raises UsageError, and InputError for a name that is neither a file's nor an environment's.
        """
        environment = self._environment(app_config)
        if environment is None:
            found = Asked(Inputs(app_config).with_fields(fields), frozenset(fields))
        else:
            from appconfig_merge.fleet.completing import overlaid

            inputs = overlaid(environment, fields)
            found = Asked(inputs, environment.said | fields.keys(), environment)
        demand_one_standard_input(found.inputs.files)
        return found

    def _environment(self, name: str) -> Environment | None:
        """The environment that a name means; None for a file, which may be missing."""
        if name == STANDARD_INPUT or os.path.isfile(name):  # noqa: PTH113 - pathlib costs time
            return None
        if self._environments is None:
            from appconfig_merge.fleet.naming import NamedEnvironments

            self._environments = NamedEnvironments(None, self._announce or note_environments)
        return self._environments.get(name)


def asked(app_config: str, values: Mapping[str, Any]) -> Asked:
    """What a script, or an environment, and the values of options say.

    Raises UsageError, DefinitionError, and InputError for an environment.
    """
    return AppConfigs().asked(app_config, option_fields(values))


def inputs_of(app_config: str, values: Mapping[str, Any]) -> Inputs:
    """What a script, or an environment, and the values of options come to. Raises as ``asked``."""
    found = asked(app_config, values)
    return found.inputs if found.environment is None else found.completed(reader())


def note_environments(file: str) -> None:
    """Say which file nearby names the environments."""
    from appconfig_merge.brief import printable

    say(f"note: environments are those of {printable(file)}\n")


def option_fields(values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of ``Inputs`` that the values of options say.

    Raises UsageError for options that exclude each other, and for one that needs another;
    DefinitionError.
    """
    stated = given(values)
    flags = [one.flag for one in rivals(stated)]
    if flags:
        raise UsageError(
            f"{' and '.join(flags)} exclude each other",
            help="one of them says what is merged beneath",
        )
    if "ui_version" in stated and "live" not in stated:
        raise UsageError("--ui-version needs --live", help="it says what --live fetches")
    if "define" in stated:
        from appconfig_merge.inputs.definitions import read_definition

        stated["define"] = tuple(map(read_definition, stated["define"]))
    return fields(stated)


def demand_one_standard_input(names: Iterable[str | None]) -> None:
    """Raise UsageError where ``-`` is among the inputs' names more than once."""
    if sum(name == STANDARD_INPUT for name in names) > 1:
        raise UsageError("only one input can be standard input", help="give the others as files")


def reader(
    *, knows_revisions: bool = False, fetch: Callable[[LiveResource], Fetched] | None = None
) -> Reader:
    """What reads the files that a command line names, and asks the service, or ``fetch``."""
    from appconfig_merge.inputs.reader import Reader

    return Reader(is_command_line=True, knows_revisions=knows_revisions, fetch=fetch or _fetch)


def _fetch(wanted: LiveResource) -> Fetched:
    from appconfig_merge.cli.live import fetch

    return fetch(wanted)
