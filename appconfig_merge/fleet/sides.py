"""What is compared: scripts, revisions of them, environments, saved results."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from appconfig_merge.errors import InputError
from appconfig_merge.fleet.completing import inputs_of
from appconfig_merge.fleet.naming import NamedEnvironments, is_no_file, what_it_is
from appconfig_merge.inputs.environments.environment import FILE_NAME
from appconfig_merge.inputs.record import Inputs
from appconfig_merge.inputs.saved import SavedConfig, read_saved
from appconfig_merge.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from appconfig_merge.diagnostics import Diagnostic
    from appconfig_merge.effective.config import EffectiveConfig
    from appconfig_merge.inputs.reader import Reader

    SideKind = Literal["script", "revision", "environment", "saved"]


class Side(NamedTuple):
    """One of the configurations that are compared, and what it is."""

    name: str
    kind: SideKind
    config: EffectiveConfig | SavedConfig

    @property
    def label(self) -> str:
        """The name, what it was read from, and whose rules were followed."""
        layers = self.config.layers
        files = [
            layer.file for kind in ("script", "rest") for layer in layers if layer.kind == kind
        ]
        read = " over ".join(file for file in dict.fromkeys(files) if file)
        label = read if self.kind in {"script", "revision"} and read else self.name
        if self.kind == "environment" and read:
            label = f"{self.name}: {read}"
        return f"{label} (Flex UI {self.release})" if self.release else label

    @property
    def release(self) -> str:
        """The version of Flex UI whose rules were followed; empty for the documented ones."""
        release = self.config.release
        return release if isinstance(release, str) else release.version if release else ""

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What the readers noticed; nothing is known of that for what was saved."""
        return () if isinstance(self.config, SavedConfig) else self.config.diagnostics

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """Those that are more than a remark."""
        return () if isinstance(self.config, SavedConfig) else self.config.warnings


class Sides:
    """Finds out what the names of sides are, and reads them.

    ``environments`` is the file that names environments; where none is given, ``announce`` is
    called with the name of the one nearby that is taken.
    """

    def __init__(
        self, reader: Reader, environments: str | None, announce: Callable[[str], None]
    ) -> None:
        self._reader = reader
        self._environments = NamedEnvironments(environments, announce)

    def read(self, name: str, fields: Mapping[str, Any]) -> Side:
        """The side of that name, with ``fields`` over its inputs; a saved one has none.

        Raises InputError, DefinitionError and ReleaseError.
        """
        environment = self._environments.get(name)
        if environment is not None:
            inputs = inputs_of(environment, self._reader, fields)
            return Side(name, "environment", self._reader.config(inputs))
        if is_no_file(name):
            raise InputError(
                f"{name}: {what_it_is(name)}",
                help="a side is a file, REVISION:PATH, or an environment of "
                f"--environments FILE ({FILE_NAME} here or above is taken by itself)",
            )
        saved = read_saved(self._reader.source(name))
        if saved is not None:
            return Side(name, "saved", saved)
        config = self._reader.config(Inputs(name).with_fields(fields))
        return Side(name, "revision" if self._reader.is_revision(name) else "script", config)
