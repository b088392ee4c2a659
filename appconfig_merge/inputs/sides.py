"""What ``diff`` and ``matrix`` compare: scripts, revisions of them, environments, saved results."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import click

from appconfig_merge.errors import AppConfigError, InputError
from appconfig_merge.inputs.environments import (
    FILE_NAME,
    Environment,
    Environments,
    parse_environments,
)
from appconfig_merge.inputs.saved import SavedConfig, read_saved

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from appconfig_merge.diagnostics import Diagnostic
    from appconfig_merge.effective.config import EffectiveConfig
    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.layers.resource import Resource
    from appconfig_merge.source import Language, Source

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
        told = " over ".join(file for file in dict.fromkeys(files) if file)
        label = told if self.kind in {"script", "revision"} and told else self.name
        if self.kind == "environment" and told:
            label = f"{self.name}: {told}"
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


class SideOptions(NamedTuple):
    """What the command line says of a side; None and () where it says nothing."""

    configuration: str | None = None
    ui_attributes: str | None = None
    flex_ui: str | None = None
    define: tuple[str, ...] = ()
    page_url: str | None = None
    script: tuple[str, ...] = ()
    assume: tuple[str, ...] = ()
    global_name: str | None = None
    parser: str | None = None

    def over(self, shared: SideOptions) -> SideOptions:
        """These options, with those for both sides where these say nothing."""
        rivals = {}
        if self.configuration or self.ui_attributes:
            rivals = {"configuration": self.configuration, "ui_attributes": self.ui_attributes}
        own = {name: value for name, value in self._asdict().items() if value}
        merged: dict[str, Any] = {**shared._asdict(), **own, **rivals}
        for name in ("define", "script", "assume"):
            merged[name] = (*getattr(shared, name), *getattr(self, name))
        return SideOptions(**merged)


class Reader:
    """Reads configurations; what several of them are made from is read once."""

    def __init__(self) -> None:
        self._sources: dict[tuple[str, Language], Source] = {}
        self._scripts: dict[object, Layer] = {}
        self._resources: dict[object, Resource] = {}

    def source(self, name: str, language: Language) -> Source:
        """A file, standard input for ``-``, or a file of a git revision (``HEAD:a/b.js``)."""
        key = (name, language)
        if key not in self._sources:
            self._sources[key] = _read(name, language)
        return self._sources[key]

    def saved(self, name: str) -> SavedConfig | None:
        """The configuration that a file holds as ``--format json`` printed it, if it does."""
        return read_saved(self.source(name, "javascript"))

    def config(self, one: Environment) -> EffectiveConfig:
        """The configuration of an environment."""
        from appconfig_merge import api

        script = self._script(one)
        is_asked = one.flex_ui == "auto" and _is_revision(one.app_config)
        beside = _file_here(one.app_config) if is_asked else None
        return api.merge_as(one.flex_ui, script, self._resource(one), beside=beside)

    def _script(self, one: Environment) -> Layer:
        from appconfig_merge import api
        from appconfig_merge.page.definitions import definition, with_page_url

        key = repr(one._replace(name="", configuration=None, ui_attributes=None, flex_ui=""))
        if key not in self._scripts:
            defined = (definition(name, value) for name, value in one.define.items())
            self._scripts[key] = api.script_layer(
                self.source(one.app_config, "javascript"),
                defined=with_page_url(defined, one.page_url),
                scripts=[self.source(name, "javascript") for name in one.scripts],
                assume=one.assume,
                global_name=one.global_name,
                parser=one.parser,  # type: ignore[arg-type]
            )
        return self._scripts[key]

    def _resource(self, one: Environment) -> Resource | None:
        from appconfig_merge import api

        key = (one.configuration, one.ui_attributes)
        if key == (None, None):
            return None
        if key not in self._resources:
            if one.configuration is not None:
                source = self.source(one.configuration, "json")
                self._resources[key] = api.resource_of(source)
            else:
                source = self.source(str(one.ui_attributes), "json")
                self._resources[key] = api.attributes_alone(source)
        return self._resources[key]


def _is_revision(name: str) -> bool:
    # A file that is there is meant, whatever it is called.
    return name != "-" and ":" in name and not os.path.lexists(name)


def _file_here(name: str) -> str:
    """The file here that a file of a git revision is a state of."""
    from appconfig_merge.inputs.git import top

    path = name.rpartition(":")[2]
    return path if path.startswith(("./", "../")) else os.path.join(top(name), path)  # noqa: PTH118


def _read(name: str, language: Language) -> Source:
    from appconfig_merge.cli.options import read_input

    if _is_revision(name):
        from appconfig_merge.inputs.git import read_revision

        return read_revision(name, language)
    return read_input(name, language)


def with_options(one: Environment, options: SideOptions) -> Environment:
    """An environment with what the command line says in place of its own."""
    if options.configuration and options.ui_attributes:
        raise click.UsageError("--configuration and --ui-attributes exclude each other.")
    changed: dict[str, Any] = {
        name: value
        for name in ("flex_ui", "page_url", "global_name", "parser")
        if (value := getattr(options, name)) is not None
    }
    if options.configuration or options.ui_attributes:
        changed["configuration"] = options.configuration
        changed["ui_attributes"] = options.ui_attributes
    return one._replace(
        **changed,
        define={**one.define, **_definitions(options.define)},
        scripts=(*one.scripts, *options.script),
        assume=(*one.assume, *options.assume),
    )


def _definitions(texts: tuple[str, ...]) -> Mapping[str, object]:
    from appconfig_merge.page.definitions import parse_definition
    from appconfig_merge.values import public_value

    return {name: public_value(value) for name, value in map(parse_definition, texts)}


def find_environments(start: Path) -> str | None:
    """The environments file in a folder or the nearest one around it, within a repository."""
    for folder in (start, *start.parents):
        if (folder / FILE_NAME).is_file():
            return os.path.relpath(folder / FILE_NAME, start)
        if (folder / ".git").exists():
            break
    return None


def read_environments(name: str) -> Environments:
    """Read an environments file. Raises InputError."""
    from appconfig_merge.cli.options import read_input

    # Text without a byte order mark, whose lines end as JSON's do: so it is with TOML.
    return parse_environments(read_input(name, "json"))


class Sides:
    """Finds out what the names of two sides are, and reads them."""

    def __init__(self, environments: str | None) -> None:
        self._reader = Reader()
        self._given = read_environments(environments) if environments else None
        self._nearby: Environments | None = None

    def read(self, name: str, options: SideOptions, own: SideOptions, letter: str) -> Side:
        """The side of that name; ``own`` are the options for it alone."""
        environment = self._given.get(name) if self._given else None
        # A folder that is called as an environment is no file that could be meant.
        is_file = os.path.lexists(name) and not Path(name).is_dir()
        if environment is None and not (name == "-" or is_file or ":" in name):
            environment = self._found(name)
        if environment is not None:
            config = self._reader.config(with_options(environment, options))
            return Side(name, "environment", config)
        saved = self._reader.saved(name)
        if saved is not None:
            if any(own):
                raise click.UsageError(
                    f"{letter} is a saved result: what was read for it can't be changed."
                )
            return Side(name, "saved", saved)
        environment = with_options(Environment(name, name), options)
        config = self._reader.config(environment)
        return Side(name, "revision" if _is_revision(name) else "script", config)

    def _found(self, name: str) -> Environment:
        """The environment of a name that is no file's. Raises InputError."""
        known = self._given or self._nearby
        what = "this is a folder" if Path(name).is_dir() else "there is no such file"
        if known is None:
            nearby = find_environments(Path.cwd())
            if nearby is None:
                raise InputError(
                    f"{name}: {what}",
                    help="a side is a file, REVISION:PATH, or an environment of "
                    f"--environments FILE ({FILE_NAME} here or above is taken by itself)",
                )
            click.echo(f"note: environments are those of {nearby}", err=True)
            known = self._nearby = read_environments(nearby)
        found = known.get(name)
        if found is None:
            near = known.near(name) or [one.name for one in known.all][:10]
            raise InputError(
                f"{name}: {what}, and there is no such environment in {known.file}",
                help=f"there {'is' if len(near) == 1 else 'are'} {', '.join(near)}",
            )
        return found


class Unreadable(NamedTuple):
    """An environment that can't be read, and why."""

    name: str
    error: AppConfigError


def read_all(environments: Environments) -> Iterator[Side | Unreadable]:
    """The configurations of all environments, one after the other."""
    reader = Reader()
    for one in environments.all:
        yield _attempt(reader, one)


def _attempt(reader: Reader, one: Environment) -> Side | Unreadable:
    try:
        return Side(one.name, "environment", reader.config(one))
    except AppConfigError as error:
        return Unreadable(one.name, error)
