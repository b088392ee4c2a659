"""The front door: files, texts and data in, an effective configuration out."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from appconfig_merge.collector import without_collector
from appconfig_merge.diagnostics import Diagnostic
from appconfig_merge.effective.config import EffectiveConfig
from appconfig_merge.errors import InputError
from appconfig_merge.layers.data import from_data, read_ui_attributes
from appconfig_merge.layers.resource import (
    Resource,
    read_resource,
    resource_from_data,
    resource_from_service,
)
from appconfig_merge.layers.script import ScriptInput, read_script
from appconfig_merge.merging.engine import distinct, merge_layers
from appconfig_merge.page.definitions import definition, dotted_name, with_page_url
from appconfig_merge.releases import DOCUMENTED
from appconfig_merge.source import Source, read_bounded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from appconfig_merge.effective.config import Keep
    from appconfig_merge.javascript.values import Traced
    from appconfig_merge.layers.layer import Layer
    from appconfig_merge.releases import Release
    from appconfig_merge.rest.configuration import Configuration
    from appconfig_merge.source import Language
    from appconfig_merge.syntax import ParserName

Readable: TypeAlias = "str | os.PathLike[str] | Source"
"""A path, or a text with a name."""


def effective_config(
    app_config: Readable,
    *,
    configuration: Readable | Mapping[str, Any] | Configuration | None = None,
    ui_attributes: Readable | Mapping[str, Any] | None = None,
    flex_ui: str = DOCUMENTED,
    define: Mapping[str, object] | None = None,
    page_url: str | None = None,
    scripts: Sequence[Readable] = (),
    assume: Iterable[str] = (),
    global_name: str = "appConfig",
    parser: ParserName = "tree-sitter",
) -> EffectiveConfig:
    """The configuration that a self-hosted Flex UI runs with.

    ``app_config`` is the script; its values take precedence over the ``ui_attributes`` of
    ``configuration`` (a whole Configuration resource) or over ``ui_attributes`` itself. Give
    at most one of the two: a path, a :class:`Source`, parsed JSON, or what ``rest.Client``
    fetched. ``define`` gives values of the page by dotted name, ``page_url`` says where the
    page is loaded from, ``scripts`` what it loads before, ``assume`` names that other scripts
    define.

    ``flex_ui`` is the release whose rules are followed to the letter (``2.17.1``, ``2.17``, ``2``),
    ``auto`` for the one that package.json beside the script or the resource name, or
    ``documented`` for the rule that Twilio documents.

    Raises InputError or one of its subclasses for an input that can't be read, DefinitionError,
    and ReleaseError.
    """
    if configuration is not None and ui_attributes is not None:
        raise InputError("give configuration or ui_attributes, not both")
    resource: Resource | None = None
    with without_collector():
        if configuration is not None:
            resource = resource_of(configuration)
        if ui_attributes is not None:
            resource = attributes_alone(ui_attributes)
        defined = with_page_url(
            (definition(name, value) for name, value in (define or {}).items()), page_url
        )
        script = script_layer(
            app_config,
            defined=defined,
            scripts=scripts,
            assume=assume,
            global_name=global_name,
            parser=parser,
        )
        return merge_as(flex_ui, script, resource)


def configuration_layer(configuration: Readable | Mapping[str, Any] | Configuration) -> Layer:
    """The layer of a Configuration resource's ui_attributes. Raises InputError."""
    return resource_of(configuration).ui_attributes


def resource_of(configuration: Readable | Mapping[str, Any] | Configuration) -> Resource:
    """A Configuration resource: its ui_attributes and its columns. Raises InputError."""
    if isinstance(configuration, str | os.PathLike | Source):
        with without_collector():
            return read_resource(read_source(configuration, "json"))
    if isinstance(configuration, Mapping):
        return resource_from_data(configuration)
    label, short_label = configuration.label, configuration.short_label
    return resource_from_service(configuration.properties, label, short_label)


def attributes_alone(attributes: Readable | Mapping[str, Any]) -> Resource:
    """A resource of which nothing is known but its ui_attributes. Raises InputError."""
    return Resource(ui_attributes_layer(attributes), None)


def ui_attributes_layer(attributes: Readable | Mapping[str, Any]) -> Layer:
    """The layer of ui_attributes by itself. Raises InputError."""
    if isinstance(attributes, Mapping):
        return from_data(attributes)
    with without_collector():
        return read_ui_attributes(read_source(attributes, "json"))


def script_layer(
    app_config: Readable,
    *,
    defined: Mapping[str, Traced] | None = None,
    scripts: Sequence[Readable] = (),
    assume: Iterable[str] = (),
    global_name: str = "appConfig",
    parser: ParserName = "tree-sitter",
) -> Layer:
    """The layer that a script is; :mod:`appconfig_merge.page.definitions` makes ``defined``."""
    wanted = ScriptInput(
        read_source(app_config),
        tuple(read_source(script) for script in scripts),
        defined or {},
        frozenset(dotted_name(name, "--assume") for name in assume),
        dotted_name(global_name, "--global"),
        parser,
    )
    with without_collector():
        return read_script(wanted)


def merge(layers: Sequence[Layer]) -> EffectiveConfig:
    """Merge any number of layers, lowest precedence first, by Flex UI's rules.

    A layer whose id another one has already is named ``id (2)`` and so on in the result.
    """
    named = distinct(layers)
    return EffectiveConfig(merge_layers(named), named, lambda keep: merge(_kept(named, keep)))


def merge_as(
    flex_ui: str, script: Layer, resource: Resource | None = None, *, beside: str | None = None
) -> EffectiveConfig:
    """Merge a script and a resource as a Flex UI release does, or as documented.

    ``flex_ui`` is as for :func:`effective_config`; ``auto`` looks for package.json beside the file
    ``beside``, where the script is none itself. Raises ReleaseError.
    """
    if flex_ui != DOCUMENTED:
        release = _release(flex_ui, beside or script.file, resource)
        return _merge_exactly(release, script, resource)
    layers = (script,) if resource is None else (resource.ui_attributes, script)
    named = distinct(layers)

    def newest() -> EffectiveConfig:
        from appconfig_merge.releases import newest

        release = newest()
        # Every other key comes to the same, and there may be many.
        return _merge_exactly(release, script, resource, lambda layer: layer.only(release.peculiar))

    return EffectiveConfig(
        merge_layers(named),
        named,
        lambda keep: merge(_kept(named, keep)),
        newest=None if resource is None else newest,
    )


def _release(flex_ui: str, file: str, resource: Resource | None) -> Release:
    """The release that is asked for by its number, or by ``auto``."""
    from appconfig_merge.releases import choose, choose_for
    from appconfig_merge.releases.package_json import flex_ui_dependency

    if flex_ui != "auto":
        return choose(flex_ui)
    return choose_for(
        flex_ui_dependency(file), resource.ui_version if resource is not None else None
    )


def _kept(layers: Sequence[Layer], keep: Keep) -> list[Layer]:
    return [layer for layer in map(keep, layers) if layer is not None]


def _merge_exactly(
    release: Release,
    script: Layer,
    resource: Resource | None,
    first: Keep = lambda layer: layer,
) -> EffectiveConfig:
    from appconfig_merge.releases.columns import column_layers
    from appconfig_merge.releases.pipeline import Given, run

    given = Given(script)
    remarks = list(release.remarks)
    if resource is not None:
        given = Given(script, resource.ui_attributes, column_layers(release, resource))
    else:
        remarks.append(_BEFORE_LOGIN)

    def made(keep: Keep) -> EffectiveConfig:
        root, layers = run(release, given, keep)
        return EffectiveConfig(root, layers, made, release, remarks)

    return made(first)


_BEFORE_LOGIN = Diagnostic(
    "before-login",
    "info",
    "without the Configuration resource this is what Flex UI has before login",
    help="give it with --configuration or --live: its ui_attributes and columns come in then",
)


def read_source(readable: Readable, language: Language = "javascript") -> Source:
    """Read a file. Raises InputError."""
    if isinstance(readable, Source):
        return readable
    name = os.fspath(readable)
    try:
        # pathlib would cost more start-up time than reading the file takes.
        with open(name, "rb") as file:  # noqa: PTH123
            raw = read_bounded(name, file)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(f"{name}: {reason}") from None
    return Source.from_bytes(name, raw, language)
