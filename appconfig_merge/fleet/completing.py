"""What an environment is read from, once the command line and its snapshot have had their say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.inputs.record import Inputs, LiveResource

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from appconfig_merge.inputs.environments.environment import Environment
    from appconfig_merge.inputs.reader import Reader

_NOTHING: Final[Mapping[str, Any]] = {}


def inputs_of(
    environment: Environment, reader: Reader, fields: Mapping[str, Any] = _NOTHING
) -> Inputs:
    """An environment's inputs with ``fields`` over them, and what both leave to its snapshot.

    Raises InputError for a snapshot that can't be read.
    """
    said = environment.said | fields.keys()
    return completed(environment, overlaid(environment, fields), said, reader)


def overlaid(environment: Environment, fields: Mapping[str, Any]) -> Inputs:
    """An environment's inputs with ``fields`` over them: what is live is its own account's."""
    resource = fields.get("resource")
    if isinstance(resource, LiveResource):
        own = environment.live
        if resource.api_url:
            own = own._replace(api_url=resource.api_url, api_url_file=None)
        resource = own._replace(ui_version=resource.ui_version or own.ui_version)
        fields = {**fields, "resource": resource}
    return environment.inputs.with_fields(fields)


def completed(
    environment: Environment, inputs: Inputs, said: Collection[str], reader: Reader
) -> Inputs:
    """Inputs with what nobody said of them, by the name of the field, as the snapshot has it.

    That is the release that ran, and the resource that the page got. Raises InputError.
    """
    is_said = "flex_ui" in said
    if environment.snapshot is None or (is_said and inputs.resource is not None):
        return inputs
    from appconfig_merge.snapshots.reading import read_snapshot
    from appconfig_merge.verification import completing

    if not is_said:
        inputs = inputs._replace(flex_ui=completing.NOT_GIVEN)
    snapshot = read_snapshot(reader.source(environment.snapshot, "json"))
    return completing.completed(inputs, snapshot).inputs
