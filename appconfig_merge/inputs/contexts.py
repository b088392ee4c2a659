"""What a check of a script looks at, read as any other configuration is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appconfig_merge.checks.checker import is_finding
from appconfig_merge.checks.context import Context
from appconfig_merge.errors import InputError
from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from appconfig_merge.diagnostics import Diagnostic
    from appconfig_merge.effective.config import EffectiveConfig
    from appconfig_merge.inputs.reader import Reader
    from appconfig_merge.inputs.record import Inputs


class ContextRead(NamedTuple):
    """A context; ``failure`` is what is wrong with a script that gives no configuration."""

    context: Context
    failure: InputError | None

    @property
    def remarks(self) -> tuple[Diagnostic, ...]:
        """What is to be said of the release: what the layers' readers noticed are findings."""
        config = self.context.config
        if config is None:
            return ()
        noticed = {one for layer in config.layers for one in layer.diagnostics}
        return tuple(one for one in config.diagnostics if one not in noticed)


def read_context(reader: Reader, inputs: Inputs) -> ContextRead:
    """Read what a check looks at.

    Raises InputError for what is no finding, DefinitionError, ReleaseError, and as the reader.
    """
    # By whose rules ever a configuration is judged, it is of one resource.
    inputs = reader.asking(inputs)
    resource = reader.beneath(inputs)
    failure: InputError | None = None
    config: EffectiveConfig | None = None
    exact: EffectiveConfig | None = None
    try:
        config = exact = reader.config(inputs)
        if config.release is None:
            exact = reader.config(inputs._replace(flex_ui=_newest()))
    except InputError as error:
        if not is_finding(error):
            raise
        failure = error
    script, *companions = reader.texts(inputs)
    noticed: tuple[Diagnostic, ...] = ()
    page = reader.page(inputs) if config is None else None
    if page is not None:
        from appconfig_merge.layers.page.reading import problems_of

        noticed = problems_of(page)
    context = Context(
        script,
        config,
        exact,
        companions=tuple(companions),
        resource=resource,
        global_name=inputs.global_name,
        noticed=noticed,
        parse=reader.parse,
    )
    return ContextRead(context, failure)


def _newest() -> str:
    from appconfig_merge.releases.table import newest

    return newest().version
