"""What a prediction lacks and the page has: the release that runs, and the resource it got."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from appconfig_merge.inputs.record import GivenResource
from appconfig_merge.named_tuples import NamedTuple
from appconfig_merge.verification.ran_with import resource_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from appconfig_merge.diagnostics import Diagnostic
    from appconfig_merge.inputs.record import Inputs
    from appconfig_merge.snapshots.snapshot import Snapshot

NOT_GIVEN: Final = ""
"""For :attr:`Inputs.flex_ui`: the release is the one that the page runs."""


class Completed(NamedTuple):
    """Inputs that lack nothing; ``assumed`` says in words what of them is the page's."""

    inputs: Inputs
    assumed: tuple[str, ...]


class _PagesOwn(NamedTuple):
    """The resource of a snapshot, as what came from the service."""

    properties: Mapping[str, Any]
    label: str
    short_label: str
    diagnostics: Sequence[Diagnostic] = ()


def completed(inputs: Inputs, snapshot: Snapshot) -> Completed:
    """Inputs that name no release (:data:`NOT_GIVEN`) or no resource, with those of the page."""
    assumed: list[str] = []
    if inputs.flex_ui == NOT_GIVEN:
        release, words = _release(snapshot)
        inputs = inputs._replace(flex_ui=release)
        assumed.append(words)
    if inputs.resource is None and resource_of(snapshot) is not None:
        columns = dict(snapshot.resource or {})
        label = f"the resource in {snapshot.file}"
        inputs = inputs._replace(resource=GivenResource(_PagesOwn(columns, label, label)))
        assumed.append("the Configuration resource that the page got")
    return Completed(inputs, tuple(assumed))


def _release(snapshot: Snapshot) -> tuple[str, str]:
    from appconfig_merge.releases import newest

    runs = snapshot.flex_ui
    if runs:
        return runs, f"Flex UI {runs}, which the page runs"
    version = newest().version
    return version, (
        f"Flex UI {version}, the newest known here: the snapshot doesn't tell which runs"
    )
