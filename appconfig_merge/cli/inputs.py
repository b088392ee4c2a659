"""From the options of a command to what its configuration is read from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from appconfig_merge.errors import UsageError
from appconfig_merge.inputs.options import fields, given, rivals
from appconfig_merge.inputs.record import STANDARD_INPUT, Inputs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from appconfig_merge.inputs.reader import Reader


def inputs_of(app_config: str, values: Mapping[str, Any]) -> Inputs:
    """What a script and the values of options say. Raises UsageError and DefinitionError."""
    inputs = Inputs(app_config).with_fields(option_fields(values))
    demand_one_standard_input(inputs.files)
    return inputs


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


def reader(*, knows_revisions: bool = False) -> Reader:
    """What reads the files that a command line names, and asks the service."""
    from appconfig_merge.cli.live import fetch
    from appconfig_merge.inputs.reader import Reader

    return Reader(is_command_line=True, knows_revisions=knows_revisions, fetch=fetch)
